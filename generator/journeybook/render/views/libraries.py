"""The libraries: where each thing occurs, what rests on it, whose part it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from journeybook.book import Book, journey, thing_of
from journeybook.check import Entry
from journeybook.model import Competitor, Question, Segment, Source
from journeybook.model.base import Claim, Objection, Shape
from journeybook.model.journey import Meeting, Opportunity
from journeybook.model.texts import Text
from journeybook.render.views.changes import concerning
from journeybook.render.views.common import View, by_title

if TYPE_CHECKING:
    from journeybook.render.pages import Edition


class Occurrence(NamedTuple):
    """A touchpoint at a stage: the meeting and who is there."""

    stage: str
    journey: str
    meeting: Meeting
    who: tuple[str, ...]


def touchpoint(ed: Edition, entry: Entry) -> View:
    found = []
    for link in ed.book.links_to(entry.key):
        if link.via == "touchpoints" and "/" in link.source:
            found += [
                Occurrence(link.source, thing_of(link.source), each, ed.book.who_meets(link.source, each))
                for each in ed.book.stages[link.source].touchpoints
                if each.touchpoint == entry.key
            ]
    found.sort(key=lambda each: ed.stage_position[each.stage])
    return {"occurrences": found}


def department(ed: Edition, entry: Entry) -> View:
    """Your part: whatever a department owns, supports, hands over, or keeps true, in journey order."""
    book, key = ed.book, entry.key
    stages: list[dict[str, Any]] = []
    opportunities: list[tuple[str, Opportunity]] = []
    handoffs = []
    for name, stage in book.stages.items():
        runs = [
            each
            for each in stage.touchpoints
            if each.owner == key
            or (
                each.owner is None
                and (touchpoint := book.entries.get(each.touchpoint))
                and touchpoint.thing.owner == key
            )
        ]
        if stage.owner == key or key in stage.supporting or runs:
            part = "owner" if stage.owner == key else "supporting" if key in stage.supporting else "touchpoints"
            stages.append({"stage": name, "part": part, "it": stage, "runs": runs})
        opportunities += [(name, each) for each in stage.opportunities if each.owner == key]
        handoffs += [(name, each) for each in stage.handoffs if key in (each.from_, each.to)]
    parts = {each["stage"]: each for each in stages}
    journeys = [
        {"journey": name, "stages": [(stage, parts.get(stage)) for stage in book.stages if thing_of(stage) == name]}
        for name in dict.fromkeys(thing_of(stage) for stage in parts)
    ]
    kept = [each for each in book.entries.values() if (each.thing.maintainer or each.thing.owner) == key]
    kept.sort(key=lambda each: (*_due(ed, each), ed.title(each.key)))
    runs_always = [each.key for each in book.of_kind("touchpoint") if each.thing.owner == key]
    return {
        "concerning": concerning(ed, key),
        "journeys": journeys,
        "opportunities": opportunities,
        "handoffs": handoffs,
        "kept": kept,
        "missed": [each for each in ed.health.missed if each.owner == key],
        "runs": runs_always,
    }


def _due(ed: Edition, entry: Entry) -> tuple[bool, str]:
    """What is due first stands first: what never was reviewed, then by day; what doesn't age comes last."""
    age = ed.health.ages.get(entry.key)
    return age is None, str(age.since or "") if age else ""


def source(ed: Edition, entry: Entry) -> View:
    """Each claim that rests on the source, by the thing or stage that makes it."""
    resting = ed.resting.get(entry.key, {})
    return {"resting": [(place, resting[place]) for place in by_title(ed, resting)]}


def claims_by_source(book: Book) -> dict[str, dict[str, list[tuple[str, Shape]]]]:
    """Source → thing or stage → its claims that rest on the source, each with the field that it stands in."""
    found: dict[str, dict[str, list[tuple[str, Shape]]]] = {}
    places = sorted({link.source for link in book.links if link.target.startswith("source:")})
    for place in places:
        stage = book.stages.get(place)
        for anchor, shape in inside(stage if stage else book.thing(place), skip="" if stage else "stages"):
            if isinstance(shape, Claim | Objection):
                for citation in shape.evidence:
                    found.setdefault(citation.source, {}).setdefault(place, []).append((anchor, shape))
    return found


def competitor(ed: Edition, entry: Entry) -> View:
    assert isinstance(entry.thing, Competitor)
    rows = []
    segments = sorted(ed.book.of_kind("segment"), key=lambda each: (getattr(each.thing, "tier", None) or 9, each.id))
    for segment in segments:  # what is compared for the most important segments stands on the card's face
        assert isinstance(segment.thing, Segment)
        if segment.thing.value_proposition:
            rows += [
                (segment.key, each, each.rivals[entry.key])  # type: ignore[index]
                for each in segment.thing.value_proposition.comparison
                if entry.key in each.rivals
            ]
    return {"compared": rows, "verdicts": _verdicts(rows), "dated": _dated(ed, entry.thing)}


def _verdicts(rows: list[Any]) -> dict[str, list[Text]]:
    """The criteria by which we are better and worse, each once."""
    found: dict[str, dict[str, Text]] = {"better": {}, "worse": {}}
    for _, row, theirs in rows:
        if theirs.verdict in found:
            found[theirs.verdict].setdefault(str(row.criterion), row.criterion)
    return {verdict: list(criteria.values()) for verdict, criteria in found.items()}


def _dated(ed: Edition, competitor: Competitor) -> list[tuple[str, Source, int]]:
    """What a card rests on, newest first: the source, and how many of its facts."""
    many: Counter[str] = Counter()
    for _, shape in inside(competitor):
        if isinstance(shape, Claim | Objection):
            many.update({citation.source for citation in shape.evidence})
    sources = [(key, ed.book.entries[key].thing, count) for key, count in many.items() if key in ed.book.entries]
    found = [(key, thing, count) for key, thing, count in sources if isinstance(thing, Source)]
    return sorted(found, key=lambda each: (str(each[1].date), each[0]), reverse=True)


def model(ed: Edition, entry: Entry) -> View:
    journeys = [each.key for each in ed.book.of_kind("journey") if journey(each).model == entry.key]
    return {"journeys": ed.ordered(journeys)}


def question(ed: Edition, entry: Entry) -> View:
    question = entry.thing
    assert isinstance(question, Question)
    right = question.answer if isinstance(question.answer, tuple) else ()
    return {
        "right": [question.choices[number - 1] for number in right],
        "answer": question.answer if isinstance(question.answer, Text) else None,
    }


def inside(value: Any, where: str = "", *, skip: str = "") -> Iterator[tuple[str, Shape]]:
    """Every shape within a value (but for one field), with the top field that it stands in: its anchor on the page."""
    if isinstance(value, Shape):
        yield where, value
        for name, each in value.__dict__.items():
            if each and not isinstance(each, str) and name != skip:
                yield from inside(each, where or name)
    elif isinstance(value, tuple):
        for each in value:
            yield from inside(each, where)
    elif isinstance(value, dict) and not isinstance(value, Text):
        for each in value.values():
            yield from inside(each, where)
