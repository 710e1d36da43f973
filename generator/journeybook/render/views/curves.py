"""How a journey feels, worked out from the Book: the curve's data and words, and the table that says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from journeybook.model.journey import Stage
from journeybook.render import charts
from journeybook.render.charts.curve import sample

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

Stages = Sequence[tuple[str, Stage]]


class CurveRow(NamedTuple):
    """One stage in the curve's table: how each person feels, how all do, each touchpoint's number, what was noted."""

    stage: str
    values: list[float | None]
    overall: float | None
    touchpoints: list[tuple[str, int]]
    notes: list[str]


@dataclass(frozen=True)
class Curve:
    """The curve with its legend (who, a piece of their line) and its table. ``persons`` are keys."""

    persons: list[str]
    samples: list[Markup]
    overall: Markup | None
    rows: list[CurveRow]
    draw: Callable[[], str]

    @property
    def svg(self) -> Markup:
        """The drawing, made when it is asked for: some want only the legend or the table."""
        return Markup(self.draw())


def curve(ed: Edition, stages: Stages, personas: Iterable[str], name: str = "curve") -> Curve | None:
    """The curve of a journey's stages; None where no stage says how it feels."""
    felt = [stage.experience for _, stage in stages]
    if all(each is None for each in felt) and not any(
        met.experience is not None for _, stage in stages for met in stage.touchpoints
    ):
        return None
    named = dict.fromkeys((*personas, *(who for each in felt if isinstance(each, dict) for who in each)))
    persons = [who for who in named if any(isinstance(each, dict) and who in each for each in felt)]
    values = {
        who: tuple(each.get(who) if isinstance(each, dict) else each for each in felt)  # type: ignore[call-overload]
        for who in persons
    }
    overall = [_mean(each) for each in felt]
    lines = [charts.Line(ed.title(who), values[who]) for who in persons]
    dots = [
        charts.Dot(
            number,
            met.experience,
            f"{ed.title(met.touchpoint)}: {_signed(ed, met.experience)}",
            met.moment_of_truth,
        )
        for number, (_, stage) in enumerate(stages)
        for met in stage.touchpoints
        if met.experience is not None
    ]
    notes = _notes(ed, stages, persons, values, overall)
    titles = [ed.title(key) for key, _ in stages]
    title = ed.words.ui("curve-title")

    def draw() -> str:
        return charts.curve(name, title, _said(ed, titles, overall, lines), titles, lines, overall, dots, notes)

    rows = [
        CurveRow(
            key,
            [values[who][number] for who in persons],
            overall[number],
            [(met.touchpoint, met.experience) for met in stage.touchpoints if met.experience is not None],
            [note.text for note in notes if note.stage == number],
        )
        for number, (key, stage) in enumerate(stages)
    ]
    has_overall = any(each is not None for each in overall)
    return Curve(
        persons,
        [Markup(sample(number)) for number, _ in enumerate(persons)],
        Markup(sample(None)) if has_overall else None,
        rows,
        draw,
    )


def _mean(felt: Any) -> float | None:
    if isinstance(felt, dict):
        return round(sum(felt.values()) / len(felt), 1) if felt else None
    return felt  # type: ignore[no-any-return]


def _signed(ed: Edition, value: float) -> str:
    return ("+" if value > 0 else "") + ed.words.number(value)


def _said(ed: Edition, titles: Sequence[str], overall: Sequence[float | None], lines: Sequence[charts.Line]) -> str:
    """The curve in a sentence or two: how many lines, where it is lowest and highest."""
    known = [(value, title) for value, title in zip(overall, titles, strict=True) if value is not None]
    parts = [ed.words.ui("curve-desc", count=len(lines), stages=len(titles))]
    if known:
        low, high = min(known, key=lambda each: each[0]), max(known, key=lambda each: each[0])
        if low[0] < high[0]:
            parts.append(
                ed.words.ui(
                    "curve-ends",
                    low=low[1],
                    low_value=_signed(ed, low[0]),
                    high=high[1],
                    high_value=_signed(ed, high[0]),
                )
            )
    return " ".join(parts)


_NOTES = 2
"""Telling points on either side; more would only be read as a list, and that is below."""


def _notes(
    ed: Edition,
    stages: Stages,
    persons: Sequence[str],
    values: dict[str, tuple[float | None, ...]],
    overall: Sequence[float | None],
) -> list[charts.Note]:
    """Why it is lowest and highest, for anybody or, where nobody is named, for all; the most extreme first."""
    ways: list[tuple[int | None, Sequence[float | None]]] = [(line, values[who]) for line, who in enumerate(persons)]
    ends = [
        (line, stage, value)
        for line, way in ways or [(None, overall)]
        for stage, value in enumerate(way)
        if value and value in (_end(way, min), _end(way, max))
    ]
    found: list[charts.Note] = []
    for line, stage, value in sorted(ends, key=lambda end: (-abs(end[2]), end[1], end[0] or 0)):
        above = value > 0
        text = _reason(ed, stages[stage][1], None if line is None else persons[line], above)
        alike = [note for note in found if note.above == above]
        if text and len(alike) < _NOTES and all(note.stage != stage and note.text != text for note in alike):
            found.append(charts.Note(stage, line, text, above))
    return found


def _end(way: Sequence[float | None], which: Any) -> float | None:
    known = [value for value in way if value is not None]
    return which(known) if known and min(known) < max(known) else None


def _reason(ed: Edition, stage: Stage, who: str | None, good: bool) -> str:
    """What makes it good (a touchpoint) or bad (a pain that concerns the person, or else anybody)."""
    met = [each for each in stage.touchpoints if each.experience is not None]
    if who:
        met = [each for each in met if not each.personas or who in each.personas]
    met.sort(key=lambda each: (-(each.experience or 0) if good else each.experience or 0, not each.moment_of_truth))
    if good:
        return ed.title(met[0].touchpoint) if met and (met[0].experience or 0) > 0 else ""
    pains = [each for each in stage.pains if not each.personas or who in each.personas]
    pains.sort(key=lambda each: who not in each.personas)
    if pains:
        return ed.plain(pains[0])
    return ed.title(met[0].touchpoint) if met and (met[0].experience or 0) < 0 else ""
