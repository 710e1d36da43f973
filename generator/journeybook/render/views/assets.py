"""Scripts and styles of single pages: no other page fetches them."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256

from journeybook.render.words_files import theme_folder

FOLDER = "assets/journeybook"
#: Comments that have lines of their own, and the space before what stands in a line.
_ASIDE = re.compile(r"^\s*(?:/\*.*?\*/\s*|//[^\n]*\n\s*)*", re.DOTALL | re.MULTILINE)
#: Their names, as files of ``theme/talk``.
SCRIPTS = ("bank", "call", "story", "terms")
_TALK = ("call", "calls", "bank", "messages", "messages-all", "competitor", "story")


def script(name: str) -> str:
    """The address of a page's script, to be put into ``data-script``."""
    return script_file(name)[0]


@cache
def script_file(name: str) -> tuple[str, bytes]:
    """A script and its address; with instant navigation it is run again, so it is a block."""
    text = (theme_folder() / f"talk/{name}.js").read_text(encoding="utf-8")
    return _named(name, "js", f"{{\n{_ASIDE.sub('', text)}}}\n")


@cache
def sheet_file() -> tuple[str, bytes]:
    """The styles of the pages for conversations, and their address."""
    files = sorted((theme_folder() / "talk").glob("*.css"))
    return _named("talk", "css", "\n".join(file.read_text(encoding="utf-8") for file in files))


def _named(name: str, kind: str, text: str) -> tuple[str, bytes]:
    content = text.encode()
    return f"{FOLDER}/talk/{name}.{sha256(content).hexdigest()[:8]}.{kind}", content


def sheet_of(kind: str) -> str | None:
    """The address of the styles that a page of a kind needs beside everybody's."""
    return sheet_file()[0] if kind in _TALK else None
