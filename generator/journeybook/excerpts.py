"""The line that a problem is about, as its file has it, with the place in it that is meant."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from journeybook.problems import Problem

_MOST = 96


@dataclass(frozen=True)
class Excerpt:
    """A line of a file: its number from 1, what of it is shown, and how many characters stand before the place."""

    number: int
    text: str
    before: int

    @property
    def marker(self) -> str:
        """A caret below the place; what stands above it keeps its width."""
        return "".join("\t" if letter == "\t" else " " * _width(letter) for letter in self.text[: self.before]) + "^"


class Excerpts:
    """The lines of a book's files, each read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lines: dict[str, list[str]] = {}

    def of(self, problem: Problem) -> Excerpt | None:
        """The line of a problem; None where its file has none (it is empty, or gone)."""
        lines = self._lines.get(problem.path)
        if lines is None:
            lines = self._lines[problem.path] = self._read(problem.path)
        if not 0 < problem.line <= len(lines) or not lines[problem.line - 1].strip():
            return None
        line = lines[problem.line - 1]
        before = min(problem.column - 1, len(line))
        start = max(0, before - _MOST * 2 // 3) if len(line) > _MOST else 0
        shown = line[start : start + _MOST]
        if start:
            shown, before = "…" + shown[1:], before - start
        if start + _MOST < len(line):
            shown = shown[:-1] + "…"
        return Excerpt(problem.line, shown, before)

    def _read(self, path: str) -> list[str]:
        try:
            text = (self.folder / path).read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
        except OSError:
            return []
        shown = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
        return ["".join(_visible(letter) for letter in line) for line in shown.split("\n")]


def _visible(letter: str) -> str:
    """Control characters, which terminals obey, become a mark."""
    return "\ufffd" if unicodedata.category(letter) == "Cc" and letter != "\t" else letter


def _width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
