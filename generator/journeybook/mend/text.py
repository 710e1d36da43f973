"""Bytes of one file → bytes that can be read as they were meant: slips of letters and signs that have one way out.

The reader itself says what is wrong and where (``load.slips``); here stands what to write instead. Only a file that
can be read to its end afterwards is changed, and only if no other way of mending it would make it say something else.
"""

from __future__ import annotations

import codecs
import json
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from journeybook.load.reader import read_tree
from journeybook.load.slips import BULLETS, CLOSING_QUOTES
from journeybook.load.source import MOST_BYTES, Unreadable, decode, source_of
from journeybook.mend.lines import Edit, Lines
from journeybook.sentences import said

_MOST_SLIPS = 2000
_LONGEST = 60
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: How wide a tab, and an ideographic space in an indentation, may have looked to the editor.
_WIDTHS = ((2, 2), (4, 2), (8, 2), (2, 1), (4, 1), (8, 1))
_INDENT = re.compile("[ \t\u3000]*(?:-[ \t\u3000]+)*")
_FIELD = re.compile(r"(?P<before>\s*(?:- +)*(?P<name>[a-z0-9_-]+): +)(?P<text>\S.*)")
_TEXT_STARTS = "@`%*&"
_FAULTY_CHARACTERS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Fix:
    """What was mended: the name of its sentence, the place, and what became what."""

    what: str
    path: str
    line: int = 1
    column: int = 1
    old: str = ""
    new: str = ""
    count: int = 1

    def told(self, language: str, *, done: bool = True) -> str:
        """The fix in one line, with its place; before it is ``done``, as what would be fixed."""
        old, new = (text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…" for text in (self.old, self.new))
        what = said(f"mend-{self.what}", language, old=old, new=new, count=self.count)
        place = f"{self.path}:{self.line}:{self.column}"
        return said("mended" if done else "would-mend", language, place=place, what=what)


@dataclass
class Way:
    """One way of mending a file, as far as it has led."""

    data: bytes
    fixes: list[Fix] = field(default_factory=list)
    says: str | None = None
    """What the file says now, whatever the indentation within its texts; None while it can't be read to its end."""
    odd: int = 0
    """How many places of it YAML still reads otherwise than they look."""


@dataclass(frozen=True, slots=True)
class _Fault:
    """A place where reading ended, the lines around it, and what may help."""

    slip: str
    line: int
    column: int
    lines: list[str]
    names: Collection[str]
    tab: int
    wide: int

    @property
    def text(self) -> str:
        return self.lines[self.line - 1] if self.line <= len(self.lines) else ""


def readable(data: bytes, path: str, names: Collection[str]) -> Way | None:
    """The file as it can be read; None if it can already, or there is no one way. ``names`` are those of all fields."""
    if len(data) > MOST_BYTES:
        return None
    fixes = []
    if data.startswith(_UTF_16):
        try:
            data = data.decode("utf-16").encode("utf-8")
        except UnicodeDecodeError:
            return None
        fixes.append(Fix("utf-8", path, old="UTF-16", new="UTF-8"))
    ways: list[Way] = []
    for tab, wide in _WIDTHS:
        way = _mended(data, path, names, tab, wide)
        if way.says is not None:
            ways.append(way)
        if b"\t" not in data and "\u3000".encode() not in data:
            break
    ways = [way for way in ways if way.odd == min(each.odd for each in ways)]
    if not ways or any(way.says != ways[0].says for way in ways):
        return None
    ways[0].fixes = fixes + ways[0].fixes
    return ways[0] if ways[0].fixes else None


def _mended(data: bytes, path: str, names: Collection[str], tab: int, wide: int) -> Way:
    way, last = Way(data), (0, 0)
    for _ in range(_MOST_SLIPS):
        try:
            tree = read_tree(source_of(way.data, path))
        except Unreadable as fault:
            if fault.slip not in _REMEDIES or (fault.line, fault.column) < last:
                return way
            last = fault.line, fault.column
            if not _mend_one(way, path, fault, names, tab, wide):
                return way
        else:
            if not tree.faults:  # a field that stands twice: what was mended belongs elsewhere
                way.says = re.sub(r"\\n +", r"\\n", json.dumps(tree.value))
                way.odd = len(tree.suspects)
            return way
    return way


def _mend_one(way: Way, path: str, fault: Unreadable, names: Collection[str], tab: int, wide: int) -> bool:
    what, remedy = _REMEDIES[fault.slip]
    try:
        lines = Lines(way.data, path)
    except UnicodeDecodeError:
        return False
    edits = remedy(_Fault(fault.slip, fault.line, fault.column, lines.read, names, tab, wide))
    if not edits or not lines.apply(edits):
        return False
    way.data = lines.data()
    first = edits[0]
    way.fixes.append(Fix(what, path, first.line, first.column, first.old.strip(), first.new.strip(), len(edits)))
    return True


# --- what the eye doesn't see -----------------------------------------------------------------------------------------


def composed(data: bytes, path: str, *, yaml: bool) -> Way | None:
    """The file in NFC, and with ordinary spaces where YAML wants them: what the checker reads anyway."""
    try:
        lines, read = Lines(data, path), decode(data)
        spaced = source_of(data, path).text if yaml else read
    except (UnicodeDecodeError, Unreadable):
        return None
    way = Way(data)
    parted = [n for n, line in enumerate(lines.raw) if not unicodedata.is_normalized("NFC", line)]
    for number in parted:
        lines.raw[number] = unicodedata.normalize("NFC", lines.raw[number])
    if parted:
        way.fixes.append(Fix("composed", path, parted[0] + 1, count=len(parted)))
    if spaced != read:
        before, after = (re.split("\r\n|\r|\n", text) for text in (read, spaced))
        odd = [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
        for number in odd:
            lines.raw[number] = after[number]
        way.fixes.append(Fix("plain-space", path, odd[0] + 1, count=len(odd)))
    way.data = lines.data()
    return way if way.fixes else None


# --- one remedy for each slip -----------------------------------------------------------------------------------------


def _spaces(fault: _Fault) -> list[Edit]:
    """Tabs and ideographic spaces in the indentation, of all lines that begin as this one does."""
    lead = _INDENT.match(fault.text)
    indent = lead.group() if lead else ""
    here = fault.text[fault.column - 1 :]
    if fault.slip.endswith("wide-space") and fault.column > len(indent):
        run = here[: len(here) - len(here.lstrip("\u3000 "))]
        return [Edit(fault.line, fault.column, run, " ")] if run else []
    numbers = [fault.line]
    if fault.text.startswith("\t"):  # nowhere may a line begin so, where it matters
        numbers += [n for n, line in enumerate(fault.lines, start=1) if n > fault.line and line.startswith("\t")]
    edits = []
    for number in numbers:
        found = _INDENT.match(fault.lines[number - 1])
        old = found.group() if found else ""
        new = old.replace("\u3000", " " * fault.wide).expandtabs(fault.tab)
        if old != new:
            edits.append(Edit(number, 1, old, new))
    return edits


def _straight_quotes(fault: _Fault) -> list[Edit]:
    """A text in typographic quotes where YAML's own were meant: it ends its line, or its item in brackets."""
    field = _FIELD.match(fault.text)
    start = fault.column - 1
    if fault.text[start : start + 1] not in CLOSING_QUOTES:
        start = field.start("text") if field else len(_lead(fault.text))
    opening = fault.text[start : start + 1]
    closing = CLOSING_QUOTES.get(opening)
    if not closing:
        return []
    end = fault.text.find(closing, start + 1)
    inner = fault.text[start + 1 : end]
    rest = fault.text[end + 1 :].strip()
    if end < 0 or opening in inner:
        return []
    in_brackets = re.search(r"[\[{]", fault.text[:start])
    if rest and not re.match(r"[,\]}]" if in_brackets else "#", rest):
        return _text_in_quotes(fault)
    whole = fault.text[start : end + 1]
    return [Edit(fault.line, start + 1, whole, quoted(inner))]


def _ordinary_colon(fault: _Fault) -> list[Edit]:
    """The full-width colon behind a field, with a space."""
    found = re.compile("[\\s]?：[\u3000 ]*").search(fault.text, fault.column - 1)
    if not found:
        return []
    new = ": " if found.end() < len(fault.text) else ":"
    return [Edit(fault.line, found.start() + 1, found.group(), new)]


def _space_after_colon(fault: _Fault) -> list[Edit]:
    """The space behind the colon of a field that there is."""
    found = re.compile(r"(?:- +)*([a-z0-9_-]+):").match(fault.text, fault.column - 1)
    if not found or found[1] not in fault.names:
        return []
    return [Edit(fault.line, found.start() + 1, found.group(), found.group() + " ")]


def _item_above(fault: _Fault) -> list[Edit]:
    """The hyphen and space of an item whose first field was taken for one called ``-vi`` or ``− vi``."""
    above = fault.lines[fault.line - 2] if fault.line > 1 else ""
    found = re.match(rf"( *)([-{BULLETS}] *)([a-z0-9_-]+):(?: |$)", above)
    if not found or found[2] == "- " or found[3] not in fault.names:
        return []
    if len(fault.text) - len(fault.text.lstrip(" ")) != len(found[1]) + 2:
        return []
    return [Edit(fault.line - 1, len(found[1]) + 1, found[2], "- ")]


def _space_after_dash(fault: _Fault) -> list[Edit]:
    """The space behind a dash."""
    return [Edit(fault.line, fault.column, "-", "- ")] if fault.text[fault.column - 1 :].startswith("-") else []


def _hyphens(fault: _Fault) -> list[Edit]:
    """Hyphens where signs of word processors begin items: of all lines that stand together and begin so."""
    return hyphens_for_bullets(fault.lines, fault.line, fault.column)


def hyphens_for_bullets(lines: list[str], number: int, column: int) -> list[Edit]:
    """The edits that make a list of lines which begin with the same sign; none if a line between begins otherwise."""
    sign, indent = lines[number - 1][column - 1 : column], lines[number - 1][: column - 1]
    if sign not in BULLETS or not sign or indent.strip():
        return []
    edits = []
    for at in range(number, len(lines) + 1):
        found = re.fullmatch(rf"{re.escape(indent)}{re.escape(sign)}( *)(\S.*)", lines[at - 1])
        if not found:
            break
        edits.append(Edit(at, column, sign + found[1], "- "))
    return edits


def _text_in_quotes(fault: _Fault) -> list[Edit]:
    """Quotes around a text of one line which begins with a sign of YAML's, or holds a colon."""
    field = _FIELD.match(fault.text)
    if not field or field["name"] not in fault.names or fault.column - 1 < field.start("text"):
        return []
    text, here = field["text"].rstrip(), fault.text[fault.column - 1 :]
    if fault.slip == "yaml-syntax.text-start":
        if fault.column - 1 != field.start("text") or not (text[0] in _TEXT_STARTS or text.startswith("[[")):
            return []
    elif text[0] in "\"'[{|>!" or not here.startswith(":") or "：" in text:
        return []
    elif fault.text[field.start("text") : fault.column - 1].strip() in fault.names:
        return []  # a field on the line of another: what is meant is another line
    if " #" in text or goes_on(fault.lines, fault.line):
        return []
    return [Edit(fault.line, field.start("text") + 1, text, quoted(text))]


def _without(fault: _Fault) -> list[Edit]:
    """An invisible control character taken away."""
    character = fault.text[fault.column - 1 : fault.column]
    return [Edit(fault.line, fault.column, character, "")] if _FAULTY_CHARACTERS.fullmatch(character) else []


def quoted(text: str) -> str:
    """A text of one line in quotes of YAML's."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def goes_on(lines: list[str], number: int) -> bool:
    """Whether the text of a line (from 1) goes on below it."""
    indent = len(lines[number - 1]) - len(lines[number - 1].lstrip(" "))
    below = next((line for line in lines[number:] if line.strip()), "")
    return len(below) - len(below.lstrip(" ")) > indent


def _lead(line: str) -> str:
    found = re.match(r"\s*(?:- +)*", line)
    return found.group() if found else ""


_REMEDIES: Mapping[str, tuple[str, Callable[[_Fault], list[Edit]]]] = {
    "yaml-syntax.tab": ("tab", _spaces),
    "yaml-syntax.wide-space": ("wide-space", _spaces),
    "yaml-syntax.typographic-quotes": ("quotes", _straight_quotes),
    "yaml-syntax.full-width-colon": ("colon", _ordinary_colon),
    "yaml-syntax.no-space": ("space", _space_after_colon),
    "yaml-syntax.indent": ("dash", _item_above),
    "yaml-syntax.dash": ("dash", _space_after_dash),
    "yaml-syntax.dash-sign": ("dash", _hyphens),
    "yaml-syntax.text-start": ("in-quotes", _text_in_quotes),
    "yaml-syntax.colon-in-text": ("in-quotes", _text_in_quotes),
    "yaml-encoding.control": ("control", _without),
}
#: The slips that end the reading of a file and may have a remedy.
SLIPS = frozenset((*_REMEDIES, "yaml-encoding.other"))
