"""Things between two measures. Each dot is a link with a number; the table beside it says whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from journeybook.render.charts.drawing import Box, drawing, free, inside, lines_of, px, said, share, width_of, words

#: The measures' range, with room for a dot at either end.
LOW, HIGH, ROOM = 1.0, 5.0, 0.45
HEIGHT = 400.0
#: How wide the drawing may be; names are shown from NAMED[0] on (see 58-charts.css).
WIDTHS, NAMED = (264.0, 800.0), (460.0, 800.0)
DOT, SIZE, LEADING = 12.0, 12.0, 17.0
MOST = 100
"""More dots than this make no picture; the table has all of them."""


@dataclass(frozen=True)
class Spot:
    """A thing at a place: its two measures from 1 to 5, what it is called, where its link leads, what is said of it."""

    x: float
    y: float
    name: str
    href: str
    about: str = ""


@dataclass(frozen=True)
class Placed:
    """A dot where it is drawn, as near its true place as others let it, and its name where there is room."""

    number: int
    spot: Spot
    at: float
    level: float
    dx: float
    dy: float
    box: Box
    lines: tuple[str, ...] = ()
    anchor: str = ""
    label: Box | None = None


def along(value: float) -> float:
    """Where a value stands between the ends, from 0 to 1."""
    value = min(max(value, LOW), HIGH)
    return (value - LOW + ROOM) / (HIGH - LOW + 2 * ROOM)


@cache
def _ways() -> list[tuple[float, float]]:
    """Ways to step aside, the shortest first: along a grid of dots that just don't touch."""
    step, reach = 2 * DOT + 2, 15
    steps = [(x * step, y * step) for x in range(-reach, reach + 1) for y in range(-reach, reach + 1)]
    return sorted(steps, key=lambda way: (way[0] ** 2 + way[1] ** 2, -way[0], way[1]))


def placed(spots: Sequence[Spot], marks: Sequence[Box] = ()) -> list[Placed]:
    """Every spot with a place of its own, apart from ``marks``; those for which none is left are missing."""
    taken = list(marks)
    found: list[Placed] = []
    for number, spot in enumerate(spots[:MOST], start=1):
        at, level = along(spot.x), HEIGHT * (1 - along(spot.y))
        for dx, dy in _ways():
            box = Box(at, dx - DOT - 1, dx + DOT + 1, level + dy - DOT - 1, level + dy + DOT + 1)
            if inside(box, WIDTHS, HEIGHT) and free(box, taken, WIDTHS):
                taken.append(box)
                found.append(Placed(number, spot, at, level, dx, dy, box))
                break
    taken += [Box(each.at, -3, 3, each.level - 3, each.level + 3) for each in found if each.dx or each.dy]
    return [_named(each, taken) for each in found]


def _named(dot: Placed, taken: list[Box]) -> Placed:
    """The dot with its name to the right, left, above or below, where nothing else is; without where something is."""
    x, y, gap = dot.dx, dot.level + dot.dy, DOT + 5
    for room, most in ((150, 2), (104, 3)):
        lines = lines_of(dot.spot.name, SIZE, room, most)
        wide, high = max((width_of(line, SIZE) for line in lines), default=0), LEADING * len(lines)
        for anchor, left, top in (
            ("start", x + gap, y - high / 2),
            ("end", x - gap - wide, y - high / 2),
            ("middle", x - wide / 2, y + gap - 2),
            ("middle", x - wide / 2, y - gap + 2 - high),
            ("start", x - DOT, y + gap - 2),
            ("start", x - DOT, y - gap + 2 - high),
            ("end", x + DOT - wide, y + gap - 2),
            ("end", x + DOT - wide, y - gap + 2 - high),
        ):
            box = Box(dot.at, left, left + wide, top, top + high)
            if inside(box, NAMED, HEIGHT) and free(box, taken, NAMED):
                taken.append(box)
                return replace(dot, lines=tuple(lines), anchor=anchor, label=box)
    return dot


def plane(
    name: str, title: str, desc: str, spots: Sequence[Spot], corners: Sequence[str] = (), *, best_left: bool = False
) -> str:
    """The drawing. ``corners`` name its quarters: top left, top right, bottom left, bottom right."""
    marks = list(zip(corners, _CORNERS, strict=False))
    taken = [_corner_box(text, *corner) for text, corner in marks]
    dots = placed(spots, taken)
    body = (
        f'<rect class="jb-plane__ground" width="100%" height="{px(HEIGHT)}" rx="8"/>'
        f'<rect class="jb-plane__best" x="{0 if best_left else 50}%" width="50%" height="{px(HEIGHT / 2)}" rx="8"/>'
        f"{_grid()}"
        + "".join(
            f'<text class="jb-plane__corner" x="{share(at)}" dx="{8 - 16 * at:.0f}" y="{px(top + 14)}"'
            f"{_END if at else ''}>{said(text)}</text>"
            for text, (at, top) in marks
        )
        + "".join(map(_way, dots))
        + "".join(map(_dot, dots))
    )
    size = f'width="100%" height="{px(HEIGHT)}"'
    return drawing(name, title, desc, body, look="jb-plane__drawing", size=size, links=True)


_CORNERS = ((0, 4), (1, 4), (0, HEIGHT - 24), (1, HEIGHT - 24))
_END = ' text-anchor="end"'


def _corner_box(text: str, at: float, top: float) -> Box:
    wide = width_of(text, SIZE) + 8
    return Box(at, -wide * at, wide * (1 - at), top, top + 18)


@cache
def _grid() -> str:
    lines = []
    for value in (1, 2, 3, 4, 5):
        at, level = share(along(value)), px(HEIGHT * (1 - along(value)))
        lines.append(
            f'<line class="jb-plane__grid" x1="{at}" x2="{at}" y2="100%"/>'
            f'<line class="jb-plane__grid" x2="100%" y1="{level}" y2="{level}"/>'
            f'<text class="jb-plane__tick" x="{at}" y="100%" dy="17" text-anchor="middle">{value}</text>'
            f'<text class="jb-plane__tick" x="-8" y="{level}" dy="4"{_END}>{value}</text>'
        )
    return (
        "".join(lines) + '<line class="jb-plane__half" x1="50%" x2="50%" y2="100%"/>'
        '<line class="jb-plane__half" x2="100%" y1="50%" y2="50%"/>'
    )


def _way(dot: Placed) -> str:
    """A thread from where a dot is drawn to where it belongs."""
    if not dot.dx and not dot.dy:
        return ""
    return (
        f'<svg class="jb-plane__way" x="{share(dot.at)}" y="{px(dot.level)}">'
        f'<path d="M0 0L{px(dot.dx)} {px(dot.dy)}"/><circle r="2.5"/></svg>'
    )


def _dot(dot: Placed) -> str:
    said_of = f"{dot.number}. {dot.spot.name}" + (f": {dot.spot.about}" if dot.spot.about else "")
    label = ""
    if dot.label:
        left, right = dot.label.left, dot.label.right
        x = {"start": left, "end": right, "middle": (left + right) / 2}[dot.anchor]
        look = f"jb-plane__name jb-plane__name--{dot.anchor}"
        label = words(dot.lines, px(x), dot.label.top - dot.level + LEADING - 4.5, LEADING, look=look)
    return (
        f'<svg x="{share(dot.at)}" y="{px(dot.level)}"><a href="{said(dot.spot.href)}">'
        f"<title>{said(said_of)}</title>"
        f'<circle class="jb-plane__dot" cx="{px(dot.dx)}" cy="{px(dot.dy)}" r="{px(DOT)}"/>'
        f'<text class="jb-plane__number" x="{px(dot.dx)}" y="{px(dot.dy + 4.5)}">{dot.number}</text>{label}</a></svg>'
    )
