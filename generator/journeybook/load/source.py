"""Bytes → text: UTF-8 in any Unicode form, or a problem at the byte that isn't."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

#: A YAML file may have this many bytes at most.
MOST_BYTES = 1024 * 1024

# Characters that YAML forbids, and the separators that YAML 1.1 took for line ends, though no editor does.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NOT_LINE_ENDS = str.maketrans("\x85\u2028\u2029", "   ")
_OTHER_ENCODINGS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


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
    return Source(path, decode(data))


def decode(data: bytes) -> str:
    """UTF-8 bytes, with or without byte order mark, as NFC text. Raises Unreadable at the byte that isn't UTF-8."""
    for mark, name in _OTHER_ENCODINGS:
        if data.startswith(mark):
            raise Unreadable("yaml-encoding.other", encoding=name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8"))
        raise Unreadable("yaml-encoding", line, column, byte=f"0x{data[error.start]:02X}") from error
    text = text.lstrip("\ufeff")
    if forbidden := _FORBIDDEN.search(text):
        line, column = _place(text[: forbidden.start()])
        raise Unreadable("yaml-encoding.control", line, column, character=f"U+{ord(forbidden.group()):04X}")
    return unicodedata.normalize("NFC", text.translate(_NOT_LINE_ENDS))


def forbidden_in(text: str) -> str | None:
    """The first forbidden character of a text that came from an escape such as ``"\\0"``, as ``U+0000``."""
    found = _FORBIDDEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else None


def _place(before: str) -> tuple[int, int]:
    lines = re.split("\r\n|\r|\n", before)
    return len(lines), len(lines[-1].lstrip("\ufeff")) + 1
