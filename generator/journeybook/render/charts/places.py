"""Where a curve's lines, points, dots and words stand: beside each other where values are equal, words apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from journeybook.render.charts.drawing import Box, free, inside, lines_of, px, width_of

STEP, TOP = 38.0, 44.0
HEIGHT = 4 * STEP + 2 * TOP
#: How wide the drawing may be where words are shown in it (see 58-charts.css).
WIDTHS = (640.0, 4000.0)
_APART, _ASIDE, _RIGHT = 10.0, 11.0, 0.56
SIZE, LEADING = 12.0, 16.0

Values = Sequence[float | None]


@dataclass(frozen=True)
class Line:
    """A person's way: a number per stage, None where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Dot:
    """A touchpoint at a stage: how it feels there, and whether the journey is won or lost at it."""

    stage: int
    value: float
    name: str
    star: bool = False


@dataclass(frozen=True)
class Note:
    """Words at a telling point: of a line, or of all together (None)."""

    stage: int
    line: int | None
    text: str
    above: bool


def level(value: float) -> float:
    """The height of a value from −2 to 2; what lies beyond stays at the edge."""
    return TOP + (2 - min(max(value, -2), 2)) * STEP


def levels(lines: Sequence[Line], stages: int) -> list[list[float | None]]:
    """Each line's height at each stage. Equal values stand side by side, evenly about their true height."""
    found: list[list[float | None]] = [[None] * stages for _ in lines]
    for stage in range(stages):
        same: dict[float, list[int]] = {}
        for number, line in enumerate(lines):
            value = line.values[stage]
            if value is not None:
                same.setdefault(value, []).append(number)
        for value, numbers in same.items():
            gap = _gap(len(numbers))
            for row, number in enumerate(numbers):
                found[number][stage] = level(value) + (row - (len(numbers) - 1) / 2) * gap
    return found


def aside(lines: Sequence[Line], number: int, stage: int) -> float:
    """How far a point steps aside along its line, where so many feel the same that their points would touch."""
    same = [other for other, line in enumerate(lines) if line.values[stage] == lines[number].values[stage]]
    return (same.index(number) % 3 - 1) * _ASIDE if _gap(len(same)) < _APART else 0


def _gap(same: int) -> float:
    return min(_APART, 0.8 * STEP / max(same - 1, 1))


def middle(stage: int, stages: int) -> float:
    """Where a stage's middle is along the width."""
    return (stage + 0.5) / stages


def path(heights: Values) -> str:
    """A smooth line that never overshoots: a hundred units per stage; broken where a value is missing."""
    parts: list[str] = []
    before: float | None = None
    for stage, height in enumerate(heights):
        if height is not None:
            x = 100 * stage + 50
            parts.append(
                f"M{x} {px(height)}"
                if before is None
                else f"C{x - 50} {px(before)} {x - 50} {px(height)} {x} {px(height)}"
            )
        before = height
    return "".join(parts)


def bridges(heights: Values) -> str:
    """Straight ways over the stages where a value is missing, so that the eye finds how a line goes on."""
    known = [(stage, height) for stage, height in enumerate(heights) if height is not None]
    return "".join(
        f"M{100 * start + 50} {px(one)}L{100 * end + 50} {px(other)}"
        for (start, one), (end, other) in pairwise(known)
        if end - start > 1
    )


def dot_places(dots: Sequence[Dot], stages: int) -> list[tuple[Dot, float]]:
    """Each dot with its place along the width: spread over its stage, but for the middle where the persons stand."""
    found = []
    for stage in range(stages):
        here = [dot for dot in dots if dot.stage == stage]
        half = (len(here) + 1) // 2
        for number, dot in enumerate(here):
            within = 0.08 + 0.28 * (number % half + 0.5) / half + (_RIGHT if number >= half else 0)
            found.append((dot, (stage + within) / stages))
    return found


def noted(
    notes: Sequence[Note], heights: Sequence[Values], overall: Values, dots: Sequence[tuple[Dot, float]]
) -> list[tuple[list[str], Box]]:
    """The words for which there is room, the first first, apart from each other and from every point."""
    stages = len(overall)
    taken = [
        Box(middle(stage, stages), -7, 7, height - 7, height + 7)
        for each in (*heights, [level(value) if value is not None else None for value in overall])
        for stage, height in enumerate(each)
        if height is not None
    ]
    taken += [Box(at, -5, 5, level(dot.value) - 5, level(dot.value) + 5) for dot, at in dots]
    found = []
    for note in notes:
        value = overall[note.stage]
        own = heights[note.line][note.stage] if note.line is not None else level(value) if value is not None else None
        if own is None:
            continue
        lines = lines_of(note.text, SIZE, 170, 2)
        wide, high = max((width_of(line, SIZE) for line in lines), default=0), LEADING * len(lines)
        for above in (note.above, not note.above):
            top = own - 9 - high if above else own + 9
            for left in (-wide / 2, -wide * 0.25, -wide * 0.75, -6, 6 - wide):
                box = Box(middle(note.stage, stages), left, left + wide, top, top + high)
                if inside(box, WIDTHS, HEIGHT) and free(box, taken, WIDTHS):
                    break
            else:
                continue
            taken.append(box)
            found.append((lines, box))
            break
    return found
