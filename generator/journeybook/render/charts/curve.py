"""How a journey feels: a line per person over the stages, from −2 to +2, and one for all together.

Persons who feel the same at a stage run beside each other. Colour, pattern and the shape of points tell them apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from journeybook.render.charts.drawing import drawing, lines_of, px, said, share, words
from journeybook.render.charts.places import (
    HEIGHT,
    LEADING,
    SIZE,
    WIDTHS,
    Dot,
    Line,
    Note,
    Values,
    aside,
    bridges,
    dot_places,
    level,
    levels,
    middle,
    noted,
    path,
)

LOOKS = 6
"""So many colours, patterns and shapes there are; the seventh has the first one's colour, but another shape."""
MANY = 12
"""More lines than this are drawn thin and without points: the table has their numbers."""
_SHAPES = (
    '<circle r="5"/>',
    '<rect x="-4.5" y="-4.5" width="9" height="9"/>',
    '<path d="M0-6.2 6.2 0 0 6.2-6.2 0z"/>',
    '<path d="M0-5.8 5.8 4.6H-5.8z"/>',
    '<path d="M0 5.8 5.8-4.6H-5.8z"/>',
    '<path d="M-3-5.2H3L6 0 3 5.2H-3L-6 0z"/>',
)
_STAR = '<path d="M0-7 2-2.2 7-2.2 3 1 4.4 6 0 3-4.4 6-3 1-7-2.2-2-2.2z"/>'


def _shape(number: int) -> str:
    return _SHAPES[(number + number // LOOKS) % LOOKS]


def sample(number: int | None) -> str:
    """A short piece of a line, for the legend: with its pattern and the shape of its points."""
    if number is None:
        return '<svg class="jb-curve__sample" width="34" height="14"><path class="jb-curve__all" d="M0 7H34"/></svg>'
    look = number % LOOKS
    return (
        f'<svg class="jb-curve__sample jb-person-{look + 1}" width="34" height="14"><path class="jb-curve__line" '
        f'd="M0 7H34"/><svg class="jb-curve__point" x="17" y="7">{_shape(number)}</svg></svg>'
    )


def curve(
    name: str,
    title: str,
    desc: str,
    stages: Sequence[str],
    lines: Sequence[Line],
    overall: Values,
    dots: Sequence[Dot] = (),
    notes: Sequence[Note] = (),
) -> str:
    """The drawing: the scale, the line of all, everybody's lines with their points, touchpoints, a few words."""
    count = len(stages)
    heights, places = levels(lines, count), dot_places(dots, count)
    count_of, alone = len(lines), not lines
    rules = "".join(
        f'<line class="jb-curve__rule{" jb-curve__rule--zero" if not value else ""}" x2="100%" y1="{px(level(value))}" '
        f'y2="{px(level(value))}"/><text class="jb-curve__tick" x="6" y="{px(level(value) - 5)}">{mark}</text>'
        for value, mark in ((2, "+2"), (0, "0"), (-2, "−2"))
    )
    ways = f'<path class="jb-curve__all" d="{path([level(v) if v is not None else None for v in overall])}"/>'
    for number, each in enumerate(heights):
        look = f"jb-person-{number % LOOKS + 1}"
        over = bridges(each)
        ways += f'<path class="jb-curve__bridge {look}" d="{over}"/>' if over else ""
        ways += f'<path class="jb-curve__line {look}" d="{path(each)}"/>'
    marks = "".join(
        f'<svg class="jb-curve__dot{" jb-curve__dot--star" if dot.star else ""}" x="{share(at)}" '
        f'y="{px(level(dot.value))}"><title>{said(dot.name)}</title>{_STAR if dot.star else _DOT}</svg>'
        for dot, at in places
    )
    if alone:
        marks += "".join(
            f'<svg class="jb-curve__point" x="{share(middle(stage, count))}" y="{px(level(value))}">{_SHAPES[0]}</svg>'
            for stage, value in enumerate(overall)
            if value is not None
        )
    marks += "".join(
        f'<svg class="jb-curve__point jb-person-{number % LOOKS + 1}" x="{share(middle(stage, count))}" '
        f'y="{px(height)}">{_aside(_shape(number), aside(lines, number, stage))}</svg>'
        for number, each in enumerate(heights if count_of <= MANY else [])
        for stage, height in enumerate(each)
        if height is not None
    )
    texts = "".join(
        f'<svg class="jb-curve__note" x="{share(box.at)}">'
        f"{words(rows, px((box.left + box.right) / 2), box.top + LEADING - 4, LEADING, look='jb-curve__words')}</svg>"
        for rows, box in noted(notes, heights, overall, places)
    )
    body = (
        f'{rules}<svg viewBox="0 0 {100 * count} {px(HEIGHT)}" width="100%" height="{px(HEIGHT)}" '
        f'preserveAspectRatio="none">{ways}</svg>{marks}{texts}{_axis(stages)}'
    )
    return drawing(
        name,
        title,
        desc,
        body,
        look="jb-curve__drawing" + " jb-curve__drawing--many" * (count_of > MANY),
        size=f'width="100%" height="{px(HEIGHT + _AXIS)}"',
    )


_DOT = '<circle r="3.5"/>'
_AXIS = 36.0


def _axis(stages: Sequence[str]) -> str:
    """The stages below: their names where there is room, else their numbers."""
    room = WIDTHS[0] / max(len(stages), 1) - 10
    parts = []
    for stage, title in enumerate(stages):
        at = share(middle(stage, len(stages)))
        named = room > 60  # noqa: PLR2004 - narrower than a word
        look = "jb-curve__number" + " jb-curve__number--alone" * (not named)
        parts.append(f'<text class="{look}" x="{at}" y="{px(HEIGHT + 13)}">{stage + 1}</text>')
        if named:
            parts.append(words(lines_of(title, SIZE, room, 2), at, HEIGHT + 13, LEADING, look="jb-curve__stage"))
    return f'<g class="jb-curve__axis">{"".join(parts)}</g>'


def _aside(shape: str, dx: float) -> str:
    return f'<g transform="translate({px(dx)})">{shape}</g>' if dx else shape
