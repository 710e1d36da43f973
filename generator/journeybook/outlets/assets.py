"""The files that every page needs beside itself: one stylesheet, one script, the fonts; the same for every outlet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from journeybook.render.views import assets as own
from journeybook.render.views import practice, tracks, versus
from journeybook.render.words_files import theme_folder

FOLDER = "assets/journeybook"


@dataclass(frozen=True)
class Asset:
    """A file of the site: its address, and either its content or the file to copy."""

    address: str
    content: bytes | None = None
    file: Path | None = None


@cache
def stylesheet() -> Asset:
    """All of ``theme/css`` in one file, in the order of names; its name changes when it does, so browsers notice."""
    return _bundle("css")


@cache
def script() -> Asset | None:
    """All of ``theme/js`` in one file; None while there is none."""
    return _bundle("js") if any((theme_folder() / "js").glob("*.js")) else None


@cache
def search_worker() -> Asset:
    """What searches, apart from the page; the folder in which it lies tells it where the site's root is."""
    content = (theme_folder() / "search/worker.js").read_bytes()
    return Asset(f"{FOLDER}/search/worker.{sha256(content).hexdigest()[:8]}.js", content)


def assets() -> Iterator[Asset]:
    """Every asset of the theme."""
    yield stylesheet()
    yield Asset(*versus.script())
    yield Asset(*own.sheet_file())
    yield from (Asset(*own.script_file(name)) for name in own.SCRIPTS)
    yield Asset(*practice.script())
    for name in ("track", "team", "door"):
        yield Asset(*tracks.script(name))
    yield search_worker()
    if made := script():
        yield made
    for file in sorted((theme_folder() / "fonts").glob("*.woff2")):
        yield Asset(f"{FOLDER}/fonts/{file.name}", file=file)


def _bundle(kind: str) -> Asset:
    text = "\n".join(file.read_text(encoding="utf-8") for file in sorted((theme_folder() / kind).glob(f"*.{kind}")))
    content = text.encode()
    return Asset(f"{FOLDER}/{kind}/journeybook.{sha256(content).hexdigest()[:8]}.{kind}", content)
