"""Bytes → text: UTF-8 in any Unicode form, or a problem at the byte that isn't, with the encoding that it is in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from journeybook.garbled import encodings, read_twice
from journeybook.load.letters import meant, unusual

#: A YAML file may have this many bytes at most.
MOST_BYTES = 1024 * 1024

# Characters that YAML forbids, and the separators that YAML 1.1 took for line ends, though no editor does.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NOT_LINE_ENDS = str.maketrans("\x85\u2028\u2029", "   ")
_OTHER_ENCODINGS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Spaces of an ordinary space's width that nobody can tell from it, where YAML takes only that: before a field or an
# item, and behind its colon or dash. The ideographic one is as wide as two.
_ODD = "\u00a0\u2000-\u200a\u202f\u205f"
_WIDE = "\u3000"
_ODD_SPACE = re.compile(f"[{_ODD}{_WIDE}]")
_BEFORE_VALUE = re.compile(
    f"^[ {_ODD}{_WIDE}]*(?:-[ {_ODD}{_WIDE}]+)*(?:[\\w-]+ ?:(?:[ {_ODD}{_WIDE}]|$))?", re.MULTILINE
)


class Unreadable(Exception):
    """A file that can't be read further: the slip, its place (from 1) and what fills its sentence."""

    def __init__(self, slip: str, line: int = 1, column: int = 1, **args: object) -> None:
        super().__init__(slip)
        self.slip, self.line, self.column, self.fill = slip, line, column, args


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text as an editor shows it (in NFC), with its path as people are told it."""

    path: str
    text: str

    def lines(self) -> list[str]:
        """The lines without their ends."""
        return re.split("\r\n|\r|\n", self.text)


def read(file: Path, path: str) -> Source:
    """The file's text. Raises Unreadable for other encodings, forbidden characters and files over the limit."""
    try:
        if not file.is_file():
            raise Unreadable("unreadable-file.special")
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable("unreadable-file", reason=error.strerror or str(error)) from error
    if len(data) > MOST_BYTES:
        line, column = _place(data[:MOST_BYTES].decode("utf-8", "replace"))
        raise Unreadable("yaml-limit.bytes", line, column)
    return source_of(data, path)


def source_of(data: bytes, path: str) -> Source:
    """The text of a YAML file's bytes. Raises Unreadable as ``read`` does."""
    return Source(path, _with_plain_spaces(decode(data)))


def decode(data: bytes) -> str:
    """UTF-8 bytes, with or without byte order mark, as NFC text. Raises Unreadable at the byte that isn't UTF-8."""
    for mark, name in _OTHER_ENCODINGS:
        if data.startswith(mark):
            raise Unreadable("yaml-encoding.other", encoding=name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf_8(data, error) from error
    text = unicodedata.normalize("NFC", text.lstrip("\ufeff"))
    return _as_meant(text) if unusual(text) else text


def _as_meant(text: str) -> str:
    if forbidden := _FORBIDDEN.search(text):
        line, column = _place(text[: forbidden.start()])
        garbled = text[max(forbidden.start() - 2, 0) : forbidden.end() + 2]
        if read_twice(garbled) != garbled:
            raise Unreadable("yaml-encoding.twice", line, column)
        raise Unreadable("yaml-encoding.control", line, column, character=f"U+{ord(forbidden.group()):04X}")
    return meant(text.translate(_NOT_LINE_ENDS))


def _not_utf_8(data: bytes, error: UnicodeDecodeError) -> Unreadable:
    """What to tell of bytes that aren't UTF-8: the encoding that they are in, unless most of them are UTF-8."""
    line, column = _place(data[: error.start].decode("utf-8"))
    read = data.decode("utf-8", "replace")
    spoilt = read.count("\ufffd")
    guessed = encodings.guess(data) if spoilt >= sum(not letter.isascii() for letter in read) / 2 else None
    if guessed is None:
        return Unreadable("yaml-encoding", line, column, byte=f"0x{data[error.start]:02X}")
    encoding, written, right = guessed
    slip = "yaml-encoding.windows" if encoding.python else "yaml-encoding.old"
    return Unreadable(slip, line, column, encoding=encoding.name, written=written, right=right)


def _with_plain_spaces(text: str) -> str:
    """The text with ordinary spaces where YAML wants them. Raises Unreadable at an ideographic one in their place."""
    if not _ODD_SPACE.search(text):
        return text

    def plain(found: re.Match[str]) -> str:
        before = found.group()
        if not before.strip():  # neither a field nor an item: a text's own line
            return before
        if _WIDE in before:
            line, column = _place(text[: found.start() + before.index(_WIDE)])
            raise Unreadable("yaml-syntax.wide-space", line, column)
        return _ODD_SPACE.sub(" ", before)

    return _BEFORE_VALUE.sub(plain, text)


def forbidden_in(text: str) -> str | None:
    """The first forbidden character of a text that came from an escape such as ``"\\0"``, as ``U+0000``."""
    found = _FORBIDDEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else None


def _place(before: str) -> tuple[int, int]:
    lines = re.split("\r\n|\r|\n", before)
    return len(lines), len(lines[-1].lstrip("\ufeff")) + 1
