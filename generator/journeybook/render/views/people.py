"""Persons, companies and roles: who they are at each stage, and what we say to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from journeybook.book import Participation, journey, thing_of
from journeybook.check import Entry
from journeybook.model import Company, Person
from journeybook.model.journey import Meeting, StageMessage
from journeybook.render.views.common import View

if TYPE_CHECKING:
    from journeybook.render.pages import Edition


class StageRow(NamedTuple):
    """What happens between us and somebody at a stage."""

    journey: str
    stage: str
    part: str | None
    meetings: list[Meeting]
    messages: list[StageMessage]


def _stage_row(ed: Edition, taken: Participation) -> StageRow:
    stage = ed.book.stages[taken.stage]
    mine = {taken.persona, *ed.book.roles_at(taken.persona, taken.stage)}
    meetings = [each for each in stage.touchpoints if mine & set(ed.book.who_meets(taken.stage, each))]
    messages = [each for each in stage.messages if not each.to or mine & set(each.to)]
    return StageRow(thing_of(taken.stage), taken.stage, taken.part, meetings, messages)


def persona(ed: Edition, entry: Entry) -> View:
    thing = entry.thing
    if isinstance(thing, Company):
        return _company(ed, entry)
    assert isinstance(thing, Person)
    seats = [
        (each.source, seat)
        for each in ed.book.links_to(entry.key)
        if each.via == "committee.persona"
        for seat in _committee(ed, each.source)
        if seat.persona == entry.key
    ]
    return {
        "template": "parts/person.html",
        "decides": decides(ed, entry),
        "comparable": thing.status != "retired" and _has_others(ed),
        "seats": seats,
        "rows": [_stage_row(ed, each) for each in ed.book.stages_of.get(entry.key, ())],
    }


def decides(ed: Edition, entry: Entry) -> bool:
    """Whether a person decides."""
    return ed.book.decides(entry.key)


def _has_others(ed: Edition) -> bool:
    """Whether the list of personas shows more than one person, so that they can be compared."""
    people = (each for each in ed.book.of_kind("persona") if isinstance(each.thing, Person))
    return sum(each.thing.status != "retired" for each in people) > 1


def _committee(ed: Edition, key: str) -> tuple[Any, ...]:
    company = ed.book.entries[key].thing
    return company.committee if isinstance(company, Company) else ()


def _company(ed: Edition, entry: Entry) -> View:
    company = entry.thing
    assert isinstance(company, Company)
    taken = {seat.role for seat in company.committee}
    missing = [
        role.key for role in sorted(ed.book.of_kind("role"), key=role_order) if role.shipped and role.key not in taken
    ]
    seated = {seat.persona for seat in company.committee}
    others = [
        link.source for link in ed.book.links_to(entry.key) if link.via == "company" and link.source not in seated
    ]
    people = {
        seat.persona: ed.book.thing(seat.persona)
        for seat in company.committee
        if seat.persona and seat.persona in ed.book
    }
    ways = _ways_of(ed, entry)
    parts = {
        persona: [each for each in ed.book.stages_of.get(persona, []) if not ways or thing_of(each.stage) in ways]
        for persona in people
    }
    return {"template": "parts/company.html", "people": people, "parts": parts, "missing": missing, "others": others}


def _ways_of(ed: Edition, company: Entry) -> set[str]:
    """The journeys of a company: those of its segments, and those that name it. A member may be on others' as well.

    Of a journey as it is and as it should be, the first: who takes part is told once.
    """
    assert isinstance(company.thing, Company)
    segments = set(company.thing.segments)
    return {
        way.key
        for way in ed.book.of_kind("journey")
        if (segments & set(journey(way).segments) or company.key in journey(way).personas)
        and not (journey(way).state == "target" and ed.book.counterpart_of(way.key))
    }


def role_order(entry: Entry) -> tuple[int, str]:
    order = getattr(entry.thing, "order", None)
    return (99 if order is None else order, entry.id)


def role(ed: Edition, entry: Entry) -> View:
    rows = []
    holders = set(ed.book.personas_with(entry.key))
    met = {each.stage: each for each in ed.book.encounters_with(role=entry.key)}
    for key, stage in ed.book.stages.items():
        named = {each.persona for each in stage.people if each.persona} | {
            to for message in stage.messages for to in message.to
        }
        here = {person for person in named & holders if entry.key in ed.book.roles_at(person, key)}
        people = [each for each in stage.people if each.role == entry.key or each.persona in here]
        messages = [each for each in stage.messages if entry.key in each.to or here & set(each.to)]
        if people or messages or key in met:
            touchpoints = dict.fromkeys(each.touchpoint for each in ed.book.encounters_with(role=entry.key, stage=key))
            rows.append(
                {
                    "stage": key,
                    "journey": thing_of(key),
                    "people": people,
                    "messages": messages,
                    "touchpoints": list(touchpoints),
                }
            )
    return {"rows": rows, "personas": ed.ordered(holders)}
