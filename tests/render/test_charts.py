"""Charts by their properties: nothing overlaps, everything is inside, the same data makes the same drawing."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.render.charts import Chair, Dot, Influence, Line, Note, Spot, bar, committee, curve, plane
from journeybook.render.charts.committee import HIGH, WIDTH, height_of, rows_of, seated
from journeybook.render.charts.curve import MANY
from journeybook.render.charts.drawing import Box, apart, inside, lines_of, width_of
from journeybook.render.charts.places import HEIGHT as CURVE_HEIGHT
from journeybook.render.charts.places import SIZE, WIDTHS, dot_places, level, levels, noted
from journeybook.render.charts.plane import HEIGHT, MOST, NAMED, placed
from journeybook.render.charts.plane import WIDTHS as PLANE_WIDTHS

NAMES = st.text(st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0x1EFF), max_size=60)
SCORES = st.one_of(st.integers(1, 5).map(float), st.floats(1, 5), st.just(3.0))
SPOTS = st.lists(st.builds(Spot, SCORES, SCORES, NAMES, st.just("x/")), min_size=1, max_size=45)
FELT = st.one_of(st.none(), st.integers(-2, 2))
HOSTILE = "<script>\"'&</title>"


def read(svg: str) -> ElementTree.Element:
    """The drawing, which must be well-formed."""
    return ElementTree.fromstring(svg)


@st.composite
def feelings(draw: st.DrawFn) -> tuple[list[Line], list[Dot], list[Note], int]:
    stages = draw(st.integers(1, 15))
    values = st.tuples(*[FELT] * stages)
    lines = draw(st.lists(st.builds(Line, NAMES, values), max_size=MANY + 2))
    places = st.integers(0, stages - 1)
    dots = draw(st.lists(st.builds(Dot, places, st.integers(-2, 2), NAMES, st.booleans()), max_size=30))
    of = st.sampled_from([None, *range(len(lines))])
    notes = draw(st.lists(st.builds(Note, places, of, NAMES.filter(str.strip), st.booleans()), max_size=8))
    return lines, dots, notes, stages


# --- what all share ---------------------------------------------------------------------------------------------------


@given(NAMES, st.floats(20, 300), st.integers(1, 3))
def test_lines_are_as_narrow_and_as_few_as_asked(text: str, width: float, most: int) -> None:
    """Whatever is left out is said by an ellipsis."""
    lines = lines_of(text, 12, width, most)
    assert len(lines) <= most
    assert all(width_of(line, 12) <= width or line == "…" for line in lines)
    if "".join(lines) != "".join(text.split()) and "…" not in text:
        assert " ".join(lines) == " ".join(text.split()) or any(line.endswith("…") for line in lines)


def test_stacked_marks_make_no_letter_wider() -> None:
    """Composed or not, ệ is as wide as e."""
    assert width_of("e", 12) == width_of("ệ", 12) == width_of("e\u0323\u0302", 12)


BOXES = st.builds(
    lambda at, left, wide, top, high: Box(at, left, left + wide, top, top + high),
    st.floats(0, 1),
    st.floats(-50, 50),
    st.floats(1, 80),
    st.floats(0, 90),
    st.floats(1, 20),
)


@given(BOXES, BOXES, st.floats(300, 900))
def test_what_is_apart_at_both_ends_is_apart_between(one: Box, other: Box, width: float) -> None:
    """So it is enough to look at the narrowest and the widest drawing."""
    if apart(one, other, (300, 900)):
        assert apart(one, other, (width,)) or one.spans(width)[1] == pytest.approx(other.spans(width)[0], abs=1e-6)


# --- the plane --------------------------------------------------------------------------------------------------------


@given(SPOTS)
@settings(max_examples=60, deadline=None)
def test_neither_dots_nor_names_overlap_on_a_plane(spots: list[Spot]) -> None:
    """However many are equal: every thing has a dot of its own, inside, and no name covers another or a dot."""
    dots = placed(spots)
    assert [dot.number for dot in dots] == list(range(1, len(spots) + 1))
    for one, other in combinations(dots, 2):
        assert apart(one.box, other.box, PLANE_WIDTHS)
    assert all(inside(dot.box, PLANE_WIDTHS, HEIGHT) for dot in dots)
    names = [dot.label for dot in dots if dot.label]
    assert all(inside(name, NAMED, HEIGHT) for name in names)
    assert all(apart(one, other, NAMED) for one, other in combinations(names, 2))
    assert all(apart(name, dot.box, NAMED) for name in names for dot in dots)


def test_a_dot_alone_stands_where_it_belongs_and_is_named() -> None:
    """Only others make it step aside."""
    (dot,) = placed([Spot(5, 1, "Doanh nghiệp sản xuất vừa", "x/")])
    assert (dot.dx, dot.dy) == (0, 0)
    assert dot.label is not None
    assert dot.at > 0.9
    assert dot.level > 0.9 * HEIGHT


def test_more_things_than_make_a_picture_are_left_to_the_table() -> None:
    """Those that are drawn still don't overlap."""
    dots = placed([Spot(3, 3, "x", "x/")] * (MOST + 20))
    assert len(dots) == MOST


def test_a_plane_is_well_formed_named_and_harmless() -> None:
    """Names and addresses come from people."""
    svg = plane("p", HOSTILE, HOSTILE, [Spot(2, 4, HOSTILE, 'x"/', HOSTILE)], [HOSTILE] * 4)
    drawn = read(svg)
    assert drawn.get("role") == "group"
    assert drawn.get("aria-labelledby") == drawn[0].get("id") == "p-title"
    assert (drawn[0].text, drawn[1].text) == (HOSTILE, HOSTILE)
    assert [each.get("href") for each in drawn.iter("a")] == ['x"/']
    assert "<script" not in svg


# --- the curve --------------------------------------------------------------------------------------------------------


@given(feelings())
@settings(max_examples=80, deadline=None)
def test_a_curve_shows_every_value_inside_and_no_words_overlap(
    given_: tuple[list[Line], list[Dot], list[Note], int],
) -> None:
    """Points of equal value stand at different heights; words keep off each other and off every point."""
    lines, dots, notes, stages = given_
    heights, places = levels(lines, stages), dot_places(dots, stages)
    for line, way in zip(lines, heights, strict=True):
        for value, height in zip(line.values, way, strict=True):
            assert (value is None) == (height is None)
            assert height is None or 0 < height < CURVE_HEIGHT
    for stage in range(stages):
        here = [way[stage] for way in heights if way[stage] is not None]
        assert len(set(here)) == len(here)
    assert len(places) == len(dots)
    assert all(0 < at < 1 for _, at in places)
    overall = [
        next((line.values[stage] for line in lines if line.values[stage] is not None), None) for stage in range(stages)
    ]
    words = noted(notes, heights, overall, places)
    points = [
        Box((stage + 0.5) / stages, -5, 5, h - 5, h + 5)
        for way in heights
        for stage, h in enumerate(way)
        if h is not None
    ]
    points += [Box(at, -4, 4, level(dot.value) - 4, level(dot.value) + 4) for dot, at in places]
    for (_, one), (_, other) in combinations(words, 2):
        assert apart(one, other, WIDTHS)
    for said, box in words:
        assert inside(box, WIDTHS, CURVE_HEIGHT)
        assert all(width_of(line, SIZE) <= box.right - box.left + 1e-6 for line in said)
        assert all(apart(box, point, WIDTHS) for point in points)
    read(curve("c", "t", "d", ["x"] * stages, lines, overall, dots, notes))


def test_values_beyond_the_scale_stay_at_its_edge() -> None:
    """Nothing is drawn outside."""
    assert level(9) == level(2) < level(0) < level(-2) == level(-9)


def test_a_line_is_broken_where_a_value_is_missing() -> None:
    """What nobody said isn't drawn."""
    svg = curve("c", "t", "d", ["a", "b", "c", "d"], [Line("Lan", (1, None, 0, 2))], [1, None, 0, 2])
    (way,) = (each.get("d") for each in read(svg).iter("path") if "jb-curve__line" in (each.get("class") or ""))
    assert re.sub(r"[-\d. ]+", "", way or "") == "MMC"


def test_persons_differ_by_pattern_and_shape_as_well_as_by_colour() -> None:
    """Six colours and patterns; when they begin again, shapes don't."""
    lines = [Line(str(number), (number % 5 - 2,)) for number in range(7)]
    drawn = read(curve("c", "t", "d", ["a"], lines, [0]))
    points = [each for each in drawn.iter("svg") if "jb-curve__point" in (each.get("class") or "")]
    looks = [(each.get("class"), ElementTree.tostring(each[0])) for each in points]
    assert len(set(looks)) == 7
    assert looks[0][0] == looks[6][0]


def test_many_persons_are_thin_lines_without_points() -> None:
    """Forty rows of points would hide each other; the table has their numbers."""
    lines = [Line(str(number), (0, 0)) for number in range(40)]
    svg = curve("c", "t", "d", ["a", "b"], lines, [0, 0])
    assert svg.count("jb-curve__line ") == 40
    assert "jb-curve__point" not in svg


def test_a_small_curve_is_drawn_as_ever() -> None:
    """Deterministic to the letter."""
    svg = curve("c", "Trải nghiệm", "Một người.", ["Đầu", "Cuối"], [Line("Lan", (-2, 2))], [-2, 2])
    assert svg == curve("c", "Trải nghiệm", "Một người.", ["Đầu", "Cuối"], [Line("Lan", (-2, 2))], [-2, 2])
    assert 'd="M50 196C100 196 100 44 150 44"' in svg
    assert '<title id="c-title">Trải nghiệm</title><desc id="c-desc">Một người.</desc>' in svg


# --- the committee ----------------------------------------------------------------------------------------------------

CHAIRS = st.lists(st.builds(Chair, NAMES, NAMES, st.none(), st.booleans(), gap=st.booleans()), min_size=1, max_size=40)


@given(CHAIRS, st.data())
@settings(max_examples=60, deadline=None)
def test_every_chair_has_a_place_of_its_own(chairs: list[Chair], data: st.DataObject) -> None:
    """In rows of four, within the drawing."""
    at = st.integers(0, len(chairs) - 1)
    moves = data.draw(st.lists(st.builds(Influence, at, at), max_size=40))
    places = seated(chairs, moves)
    assert sorted(places) == list(range(len(chairs)))
    assert max(map(len, rows_of(chairs, moves))) <= 4
    for one, other in combinations(places.values(), 2):
        assert one.y + HIGH <= other.y or other.y + HIGH <= one.y or abs(one.x - other.x) >= 196
    assert all(0 <= each.x and each.x + 196 <= WIDTH for each in places.values())
    assert all(each.y + HIGH <= height_of(places) for each in places.values())
    read(committee("k", "t", "d", chairs, moves))


def test_who_decides_stands_on_top_and_who_moves_them_below() -> None:
    """Row by row, then those whom no arrow touches, with the empty seats."""
    chairs = [
        Chair("Lan", ""),
        Chair("Đức", "", top=True),
        Chair("Hạnh", ""),
        Chair("Nam", ""),
        Chair("?", "", gap=True),
    ]
    assert rows_of(chairs, [Influence(0, 2), Influence(2, 1)]) == [[1], [2], [0], [3, 4]]


def test_two_who_move_each_other_share_one_arrow_with_two_heads() -> None:
    """Said twice, drawn once."""
    chairs = [Chair("Đức", "", top=True, veto=True, note="Có quyền phủ quyết"), Chair("Hạnh", "", "x/")]
    svg = committee("k", "t", "d", chairs, [Influence(1, 0), Influence(0, 1), Influence(0, 1)])
    assert svg.count("marker-start") == svg.count("marker-end") == 1
    assert "Có quyền phủ quyết" in svg
    assert "jb-committee__stop" in svg


def test_a_committee_is_harmless() -> None:
    """Names come from people."""
    drawn = read(committee("k", HOSTILE, HOSTILE, [Chair(HOSTILE, HOSTILE, 'x"/', note=HOSTILE)], []))
    assert [each.get("href") for each in drawn.iter("a")] == ['x"/']


# --- the bar ----------------------------------------------------------------------------------------------------------

FIGURES = st.one_of(st.none(), st.integers(-1000, 1000).map(float), st.floats(-1e9, 1e9))


@given(FIGURES, FIGURES, FIGURES, st.booleans(), st.booleans())
def test_a_bar_keeps_every_figure_inside(
    actual: float | None, target: float | None, baseline: float | None, percent: bool, missed: bool
) -> None:
    """Also below zero; nothing where there is nothing to compare."""
    svg = bar(HOSTILE, actual=actual, target=target, baseline=baseline, percent=percent, missed=missed)
    if actual is None or (target is None and baseline is None):
        assert svg == ""
        return
    shares = [float(each) for each in re.findall(r'"(-?[\d.]+)%"', svg)]
    assert all(0 <= each <= 100.01 for each in shares)
    assert ("jb-bar__missed" in svg) == missed
    assert ("jb-bar__target" in svg) == (target is not None)
    read(svg)


def test_a_longer_bar_is_more() -> None:
    """In percent, all of a hundred is the whole width."""
    lengths = []
    for actual in (10, 50, 71, 100):
        svg = bar("t", actual=actual, target=80, percent=True)
        lengths.append(float(re.findall(r'jb-bar__met" x="0%" y="5" width="([\d.]+)%', svg)[0]))
    assert lengths == [10, 50, 71, 100]
    assert all(one < other for one, other in pairwise(lengths))
