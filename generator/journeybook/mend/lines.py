"""A file's lines while they are mended: their ends, the byte order mark and all that isn't mended stay as they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.load.source import Unreadable, decode, source_of

_END = re.compile("(\r\n|\r|\n)")
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Edit:
    """At a line and column (from 1), as people are told them, ``old`` becomes ``new``."""

    line: int
    column: int
    old: str
    new: str


class Lines:
    """The lines of a UTF-8 file as it is (``raw``) and as the checker reads it (``read``), whose columns it tells."""

    def __init__(self, data: bytes, path: str) -> None:
        parts = _END.split(data.decode("utf-8"))
        self.raw, self.ends = parts[::2], [*parts[1::2], ""]
        self.mark = _MARK if self.raw[0].startswith(_MARK) else ""
        self.raw[0] = self.raw[0].removeprefix(_MARK)
        self.read = _as_read(data, path, self.raw)

    def apply(self, edits: Iterable[Edit]) -> bool:
        """Makes all edits, or none if one of them doesn't fit what stands there."""
        changed = dict[int, str]()
        for edit in sorted(edits, key=lambda each: (each.line, each.column), reverse=True):
            line = changed.get(edit.line - 1, self.read[edit.line - 1])
            start, end = edit.column - 1, edit.column - 1 + len(edit.old)
            if line[start:end] != edit.old:
                return False
            changed[edit.line - 1] = line[:start] + edit.new + line[end:]
        for number, line in changed.items():
            self.raw[number] = self.read[number] = line
        return True

    def data(self) -> bytes:
        """The file as it becomes."""
        lines = "".join(line + end for line, end in zip(self.raw, self.ends, strict=True))
        return (self.mark + lines).encode("utf-8")


def _as_read(data: bytes, path: str, raw: list[str]) -> list[str]:
    """Lines as the checker reads them; where it reads no further, as far as it comes."""
    try:
        text = decode(data)
        if not path.endswith(".md"):
            text = source_of(data, path).text
    except Unreadable as fault:
        if fault.slip.startswith("yaml-encoding"):
            return [unicodedata.normalize("NFC", line) for line in raw]
    return _END.split(text)[::2]
