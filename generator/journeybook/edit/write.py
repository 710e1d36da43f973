"""Several files → written together: all of them or, if anything goes wrong, none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from journeybook.sentences import Told


class ChangedMeanwhile(Told):
    """A file isn't any more as it was when it was read."""


def write_all(changes: Mapping[Path, bytes], expected: Mapping[Path, bytes]) -> None:
    """Writes every file anew. Raises ChangedMeanwhile if one isn't as expected; then nothing is written."""
    ready: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for file, data in changes.items():
            ready[file] = _beside(file, data)
        for file, data in expected.items():
            if file.read_bytes() != data:
                raise ChangedMeanwhile("mend-changed", file=file)
        for file, new in ready.items():
            new.replace(file)
            done.append(file)
    except BaseException:
        for file in done:
            _beside(file, expected[file]).replace(file)
        raise
    finally:
        for new in ready.values():
            new.unlink(missing_ok=True)


def _beside(file: Path, data: bytes) -> Path:
    """The data in a new file in the same folder, with the rights of the one that it will replace."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    new = Path(name)
    new.chmod(file.stat().st_mode)
    return new
