"""A book as it would be with some files changed: in a folder of its own, to be read and thrown away."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from journeybook.settings import Settings


@contextmanager
def copied(
    settings: Settings, contents: Mapping[Path, bytes], moved: tuple[Path, Path] | None = None
) -> Iterator[Settings]:
    """The settings of the copy. ``contents`` are what files hold in it; ``moved`` is one with another name in it."""
    with TemporaryDirectory(prefix="journeybook-") as space:
        content = Path(space) / settings.content.relative_to(settings.folder)
        shutil.copytree(settings.content, content)
        for file, data in contents.items():
            target = moved[1] if moved and moved[0] == file else file
            (content / target.relative_to(settings.content)).write_bytes(data)
        if moved:
            (content / moved[0].relative_to(settings.content)).unlink()
        yield replace(settings, folder=Path(space), content=content)
