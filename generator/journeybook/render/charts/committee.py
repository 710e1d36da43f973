"""A buying committee: who sits in it, who moves whom, who can stop it, which seats are empty.

Who decides stands on top; below them, row by row, those who move them. An arrow leads from who moves to who is moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeybook.render.charts.drawing import drawing, lines_of, px, said, words

WIDTH, CARD, HIGH, BETWEEN, ROWS = 900.0, 196.0, 88.0, 26.0, 60.0
PER_ROW = 4
_MARGIN, _SIDE, _HEAD = 9.0, 16.0, 3.0


@dataclass(frozen=True)
class Chair:
    """A person in the committee, or a gap. ``top`` are those who decide; ``note`` says that they can stop it, or what
    is missing.
    """

    name: str
    roles: str
    href: str | None = None
    top: bool = False
    veto: bool = False
    gap: bool = False
    note: str = ""


@dataclass(frozen=True)
class Influence:
    """One chair moves another, by their positions."""

    source: int
    target: int


@dataclass(frozen=True)
class Seated:
    """A chair and where its card is: its left upper corner."""

    chair: Chair
    row: int
    x: float
    y: float

    @property
    def middle(self) -> float:
        """The middle of the card, along the width."""
        return self.x + CARD / 2


def rows_of(chairs: Sequence[Chair], moves: Sequence[Influence]) -> list[list[int]]:
    """Who stands in which row: deciders, then who moves them, then who moves those; then the others and the gaps."""
    left = {number for number, chair in enumerate(chairs) if not chair.gap}
    row = [number for number in sorted(left) if chairs[number].top]
    rows: list[list[int]] = []
    while row:
        rows.append(row)
        left -= set(row)
        row = sorted({each.source for each in moves if each.target in row} & left)
    rows.append([*sorted(left), *(number for number, chair in enumerate(chairs) if chair.gap)])
    return [row[start : start + PER_ROW] for row in _untangled(rows, moves) for start in range(0, len(row), PER_ROW)]


def _untangled(rows: list[list[int]], moves: Sequence[Influence]) -> list[list[int]]:
    """Each row in the order of those above whom its people move, so that fewer arrows cross."""
    place: dict[int, float] = {}
    found = []
    for row in rows:
        wish = {}
        for number in row:
            above = [place[each.target] for each in moves if each.source == number and each.target in place]
            wish[number] = sum(above) / len(above) if above else 0.5
        ordered = sorted(row, key=lambda number, wish=wish: (wish[number], number))  # type: ignore[misc]
        place.update((number, (position + 0.5) / len(ordered)) for position, number in enumerate(ordered))
        found.append(ordered)
    return found


def seated(chairs: Sequence[Chair], moves: Sequence[Influence]) -> dict[int, Seated]:
    """Every chair's place; rows are centred."""
    places: dict[int, Seated] = {}
    for row, numbers in enumerate(rows_of(chairs, moves)):
        wide = len(numbers) * CARD + (len(numbers) - 1) * BETWEEN
        for column, number in enumerate(numbers):
            x = (WIDTH - wide) / 2 + column * (CARD + BETWEEN)
            places[number] = Seated(chairs[number], row, x, 2 + row * (HIGH + ROWS))
    return places


def height_of(places: dict[int, Seated]) -> float:
    """How high the drawing is."""
    return max((each.y for each in places.values()), default=0) + HIGH + 4


def committee(name: str, title: str, desc: str, chairs: Sequence[Chair], moves: Sequence[Influence]) -> str:
    """The drawing, of a fixed width; it shrinks a little where there is less room, and a table has all of it."""
    places = seated(chairs, moves)
    high = height_of(places)
    head = (
        f'<defs><marker id="{name}-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" '
        'markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path class="jb-committee__head" d="M0 0 8 4 0 8z"/>'
        "</marker></defs>"
    )
    arrows = "".join(_arrows(places, moves, f"url(#{name}-head)"))
    cards = "".join(_card(places[number]) for number in sorted(places))
    size = f'viewBox="0 0 {px(WIDTH)} {px(high)}" width="{px(WIDTH)}" height="{px(high)}"'
    body = f'{head}<g class="jb-committee__arrows">{arrows}</g>{cards}'
    return drawing(name, title, desc, body, look="jb-committee__drawing", size=size, links=True)


def _arrows(places: dict[int, Seated], moves: Sequence[Influence], head: str) -> Iterator[str]:
    """One line for two people, with a head at whoever is moved; lines that meet at a card's side stand side by side."""
    known = set(moves)
    pairs = dict.fromkeys(
        (min(each.source, each.target), max(each.source, each.target)) for each in moves if each.source != each.target
    )
    joined = [sorted(pair, key=lambda number: (places[number].row, places[number].x)) for pair in pairs]
    sides: dict[tuple[int, bool], list[tuple[float, int]]] = {}
    for upper, lower in joined:
        if not _neighbours(places[upper], places[lower]):
            level = places[upper].row == places[lower].row
            sides.setdefault((upper, True), []).append((places[lower].middle, lower))
            sides.setdefault((lower, level), []).append((places[upper].middle, upper))

    def stand(number: int, below: bool, other: int) -> float:
        meeting = sorted(sides[number, below])
        position = [each for _, each in meeting].index(other)
        step = min(_SIDE, (CARD - 40) / len(meeting))
        return places[number].middle + (position - (len(meeting) - 1) / 2) * step

    for upper, lower in joined:
        one, other = places[upper], places[lower]
        if _neighbours(one, other):
            y = one.y + HIGH / 2
            way = f"M{px(one.x + CARD + _HEAD)} {px(y)}H{px(other.x - _HEAD)}"
        elif one.row == other.row:
            x1, x2, y = stand(upper, True, lower), stand(lower, True, upper), one.y + HIGH + _HEAD
            way = f"M{px(x1)} {px(y)}C{px(x1)} {px(y + 42)} {px(x2)} {px(y + 42)} {px(x2)} {px(y)}"
        else:
            start = (stand(upper, True, lower), one.y + HIGH + _HEAD)
            end = (stand(lower, False, upper), other.y - _HEAD)
            way = _down(start, end, [each for each in places.values() if one.row < each.row < other.row])
        marks = f' marker-start="{head}"' if Influence(lower, upper) in known else ""
        marks += f' marker-end="{head}"' if Influence(upper, lower) in known else ""
        yield f'<path d="{way}"{marks}/>'


def _neighbours(one: Seated, other: Seated) -> bool:
    return one.row == other.row and abs(one.x - other.x) < CARD + BETWEEN + 1


def _down(start: tuple[float, float], end: tuple[float, float], between: Sequence[Seated]) -> str:
    """From a row to a lower one; past the rows between through a gap that all of them leave, or along the margin."""
    (x1, y1), (x2, y2) = start, end
    if not between:
        bend = (y2 - y1) / 2
        return f"M{px(x1)} {px(y1)}C{px(x1)} {px(y1 + bend)} {px(x2)} {px(y2 - bend)} {px(x2)} {px(y2)}"
    gaps = [_MARGIN, WIDTH - _MARGIN, *(each.x - BETWEEN / 2 for each in between), (x1 + x2) / 2]
    free = [gap for gap in gaps if all(not each.x - 8 < gap < each.x + CARD + 8 for each in between)]
    gap = min(free, key=lambda gap: abs(gap - (x1 + x2) / 2))
    top, low, bend = y1 + ROWS - 6, y2 - ROWS + 6, ROWS / 2
    return (
        f"M{px(x1)} {px(y1)}C{px(x1)} {px(y1 + bend)} {px(gap)} {px(top - bend)} {px(gap)} {px(top)}V{px(low)}"
        f"C{px(gap)} {px(low + bend)} {px(x2)} {px(y2 - bend)} {px(x2)} {px(y2)}"
    )


def _card(place: Seated) -> str:
    chair = place.chair
    look = "jb-committee__card" + (" jb-committee__card--gap" if chair.gap else " jb-committee__card--top" * chair.top)
    parts = [f'<rect class="{look}" width="{px(CARD)}" height="{px(HIGH)}" rx="10"/>']
    names = lines_of(chair.name, 14, CARD - 26, 2)
    roles = lines_of(chair.roles, 12.5, CARD - 26, 2 if len(names) == 1 else 1)
    parts.append(words(names, "14", 25, 18, look="jb-committee__name"))
    if roles:
        parts.append(words(roles, "14", 27 + 18 * len(names), 16, look="jb-committee__role"))
    if chair.note:
        bad = chair.veto or chair.gap
        sign = '<path class="jb-committee__stop" d="M14 70l8 8m0-8-8 8"/>' if chair.veto else ""
        look = "jb-committee__veto" if bad else "jb-committee__role"
        note = lines_of(chair.note, 12.5, CARD - 42, 1)[0]
        parts.append(f'{sign}<text class="{look}" x="{28 if chair.veto else 14}" y="78">{said(note)}</text>')
    told = ": ".join(
        each for each in (chair.name, ", ".join(each for each in (chair.roles, chair.note) if each)) if each
    )
    inner = f"<title>{said(told)}</title>{''.join(parts)}"
    if chair.href:
        inner = f'<a href="{said(chair.href)}">{inner}</a>'
    return f'<g transform="translate({px(place.x)} {px(place.y)})">{inner}</g>'
