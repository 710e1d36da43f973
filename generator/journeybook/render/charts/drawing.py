"""What all charts share: boxes that must not overlap, the width of words, names for those who can't see."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

ELLIPSIS = "…"
_NARROW, _WIDE = frozenset("iljtfrI.,:;'’‘|!()[]-"), frozenset("mwMWĐ@%—…")


@dataclass(frozen=True)
class Box:
    """A place in a drawing: from a point at ``at`` (0 to 1) of its width, so many pixels to the left and right."""

    at: float
    left: float
    right: float
    top: float
    bottom: float

    def spans(self, width: float) -> tuple[float, float]:
        """From where to where it reaches when the drawing is so wide."""
        return self.at * width + self.left, self.at * width + self.right


def apart(one: Box, other: Box, widths: Sequence[float]) -> bool:
    """Whether two boxes never overlap: above each other, or on the same sides of each other at the ends of all widths.

    Where a box ends moves evenly with the drawing's width, so what holds at both ends holds between.
    """
    if one.bottom <= other.top or other.bottom <= one.top:
        return True
    spans = [(one.spans(width), other.spans(width)) for width in widths]
    return all(a[1] <= b[0] for a, b in spans) or all(b[1] <= a[0] for a, b in spans)


def free(box: Box, taken: Iterable[Box], widths: Sequence[float]) -> bool:
    """Whether a box is apart from all that is there."""
    return all(apart(box, other, widths) for other in taken)


def inside(box: Box, widths: Sequence[float], height: float) -> bool:
    """Whether a box lies within a drawing so high, at every width."""
    if box.top < 0 or box.bottom > height:
        return False
    return all(left >= 0 and right <= width for width in widths for left, right in (box.spans(width),))


@lru_cache(maxsize=4096)
def width_of(text: str, size: float) -> float:
    """How wide a text is at most, in a type of so many pixels; marks above and below add nothing."""
    wide = 0.0
    for letter in unicodedata.normalize("NFD", text):
        if unicodedata.combining(letter):
            continue
        if letter in _NARROW:
            wide += 0.42
        elif letter in _WIDE:
            wide += 0.98
        elif letter == " ":
            wide += 0.3
        elif letter.isupper() or letter in "ơư":
            wide += 0.76
        elif letter < "\u0250" or letter.isdigit():
            wide += 0.63
        else:
            wide += 1.05
    return wide * size


def lines_of(text: str, size: float, width: float, most: int) -> list[str]:
    """A text in at most so many lines of at most that width; what doesn't fit is left out, and an ellipsis says so."""
    lines: list[str] = []
    words = text.split()
    while words:
        line = words.pop(0)
        while words and width_of(f"{line} {words[0]}", size) <= width:
            line = f"{line} {words.pop(0)}"
        if len(lines) + 1 == most and words:
            line = line.rstrip(" ,;:.–-") + ELLIPSIS
        lines.append(_cut(line, size, width))
        if len(lines) == most:
            break
    return lines


def _cut(line: str, size: float, width: float) -> str:
    """One line, its end left out where it is too long. Letters are whole: composed texts have their marks within."""
    if width_of(line, size) <= width:
        return line
    bare = line.removesuffix(ELLIPSIS)
    while bare and width_of(bare + ELLIPSIS, size) > width:
        bare = bare[:-1]
    return bare.rstrip(" ,;:.–-") + ELLIPSIS


def px(number: float) -> str:
    """A length as short as it is exact enough: 12.5, 7."""
    return f"{number:.1f}".removesuffix(".0")


def share(part: float) -> str:
    """A place along the width: 0.25 → 25%."""
    return f"{part * 100:.2f}".rstrip("0").rstrip(".") + "%"


def said(text: str) -> str:
    """A text as it may stand in SVG, between tags and in attributes."""
    return escape(text, quote=True)


def drawing(name: str, title: str, desc: str, body: str, *, look: str, size: str, links: bool = False) -> str:
    """The frame: named and described; a group where it holds links, else one picture."""
    role = "group" if links else "img"
    return (
        f'<svg class="jb-drawing {look}" {size} role="{role}" aria-labelledby="{name}-title" '
        f'aria-describedby="{name}-desc"><title id="{name}-title">{said(title)}</title>'
        f'<desc id="{name}-desc">{said(desc)}</desc>{body}</svg>'
    )


def words(lines: Sequence[str], x: str, y: float, leading: float, *, look: str, dx: float = 0) -> str:
    """Lines of words below each other, from a baseline."""
    if len(lines) == 1 and not dx:
        return f'<text class="{look}" x="{x}" y="{px(y)}">{said(lines[0])}</text>'
    shift = f' dx="{px(dx)}"' if dx else ""
    spans = "".join(
        f'<tspan x="{x}"{shift} y="{px(y + leading * row)}">{said(line)}</tspan>' for row, line in enumerate(lines)
    )
    return f'<text class="{look}">{spans}</text>'
