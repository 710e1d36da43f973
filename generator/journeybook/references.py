"""How references and pictures are written in texts: ``[[persona:lisa-barone|Lisa]]``, ``![alt](media/x.png)``.

The linker and the renderer both read texts through this module, so a link that was checked is the link that is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

# What Markdown shows as it stands, or takes as an address: nothing in it is a reference.
_UNTOUCHED = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[`~]*\s*?$"  # a fenced block
    r"|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"  # code within a line
    r"|!\[(?:[^\[\]]|\[\[[^\]]*\]\])*\]\([^)]*\)"  # a picture
    r"|\]\([^)]*\)"  # a link's address
    r"|<[a-zA-Z/!][^>]*>"  # HTML
    r"|\\\[\[",  # an escaped bracket
    re.MULTILINE | re.DOTALL,
)
_REFERENCE = re.compile(r"\[\[(?P<target>[^\[\]|\n]+)(?:\|(?P<label>[^\[\]]+))?\]\]")
# An address in round brackets: in angle brackets, or with spaces and balanced brackets of its own; then maybe a title.
_ADDRESS = r"""\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<path>(?:[^()\n"']|\([^()\n]*\))*?))\s*(?:"[^"\n]*"|'[^'\n]*')?\s*\)"""
_PICTURE = re.compile(r"!\[(?P<alt>(?:[^\[\]]|\[\[[^\]]*\]\])*)\]" + _ADDRESS)
_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[`~]*\s*?$|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(r"(?<![!\[])\[(?!\[)(?P<text>(?:[^\[\]]|\[\[[^\]]*\]\])*)\]" + _ADDRESS)


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference in a text: what it points at as written, its label, and where it stands in the text."""

    target: str
    label: str | None
    start: int
    end: int
    inside_link: bool = False
    """Whether it stands in the words of another link, and so can't be one itself."""


@dataclass(frozen=True, slots=True)
class PictureIn:
    """A picture in a text: its path as written, its alternative text, and where it stands."""

    path: str
    alt: str
    start: int


def mentions(text: str) -> Iterator[Mention]:
    """Every reference in a text, in order; none in code, addresses or HTML."""
    if "[[" not in text:
        return
    taken = [found.span("text") for found in _LINK.finditer(_masked(text, _CODE))] if "](" in text else []
    for found in _REFERENCE.finditer(_masked(text, _UNTOUCHED)):
        label = found["label"]
        inside = any(start <= found.start() < end for start, end in taken)
        yield Mention(found["target"].strip(), label.strip() if label else None, found.start(), found.end(), inside)


def pictures(text: str) -> Iterator[PictureIn]:
    """Every Markdown picture in a text, in order."""
    if "![" in text:
        for found in _PICTURE.finditer(_masked(text, _CODE)):
            yield PictureIn(_address(found), found["alt"].strip(), found.start())


def link_paths(text: str) -> Iterator[tuple[str, int]]:
    """Every Markdown link's address and where the link stands."""
    if "](" in text:
        for found in _LINK.finditer(_masked(text, _CODE)):
            yield _address(found), found.start()


def unlinked(text: str, is_gone: Callable[[str], bool]) -> str:
    """The text with only the words of Markdown links whose address leads to what is gone."""
    return _LINK.sub(lambda found: found["text"] if is_gone(_address(found)) else found.group(), text)


def _address(found: re.Match[str]) -> str:
    """The path that an address means: percent signs read, as browsers do."""
    written = found["angled"] if found["angled"] is not None else found["path"].strip()
    return unicodedata.normalize("NFC", unquote(written))


def _masked(text: str, untouched: re.Pattern[str]) -> str:
    """The text with what isn't to be read blanked out, every position kept."""
    return untouched.sub(lambda found: re.sub(r"[^\n]", "\0", found.group()), text)
