"""Values within one cell: lists as lines, a sign for what is meant to be empty, and no cell that is a formula."""

from __future__ import annotations

import re

#: A line end within an item of a list, since items stand on a line each.
LINE_END = "⏎"
#: What clears a cell, or says that an item has no text in a language. An empty cell leaves what the book says.
NOTHING = "-"
#: Rows whose first cell begins with this are examples and remarks.
REMARK = "#"

_BEFORE_LINE_END = re.compile(rf"(\\*)([{LINE_END}\n])")
_SPECIAL = re.compile(r"\\*(?:[-–]|•.*)", re.DOTALL)
_BULLET = re.compile(r"•\s*")
_RISKY = re.compile("'*[=+\\-@\t\r＝＋－＠]")  # what Excel, LibreOffice or Google Sheets would calculate


def as_text(text: str) -> str:
    """A text as the only one of its cell; one that would mean something else gets a backslash before it."""
    return f"\\{text}" if _SPECIAL.fullmatch(text) else text


def from_text(cell: str) -> str:
    """The text of a cell that holds one."""
    return cell[1:] if cell.startswith("\\") and _SPECIAL.fullmatch(cell) else cell


def is_nothing(cell: str) -> bool:
    """Whether a cell or line says that there is nothing."""
    return cell in ("-", "–", "—")


def as_line(item: str) -> str:
    """An item of a list on one line."""

    def told(found: re.Match[str]) -> str:
        slashes = found[1] * 2
        return f"{slashes}{LINE_END}" if found[2] == "\n" else f"{slashes}\\{LINE_END}"

    return as_text(_BEFORE_LINE_END.sub(told, item))


def from_line(line: str) -> str:
    """The item that a line holds. A bullet that somebody typed is no part of it."""

    def meant(found: re.Match[str]) -> str:
        slashes, odd = divmod(len(found[1]), 2)
        return "\\" * slashes + (LINE_END if odd else "\n")

    bare = from_text(line) if line.startswith("\\") else _BULLET.sub("", line, count=1) if line[:1] == "•" else line
    return _BEFORE_LINE_END.sub(meant, bare).strip()


def lines_of(cell: str) -> list[str]:
    """The lines of a cell that say something."""
    return [line.strip() for line in cell.split("\n") if line.strip()]


def guarded(cell: str) -> str:
    """A cell of a CSV file that no program takes for a formula."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def unguarded(cell: str) -> str:
    """The same without the apostrophe that guarded it."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell
