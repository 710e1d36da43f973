"""The call sheet: five minutes before the call, on one sheet of paper. What is too long for it is cut here, by rule."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from journeybook.book import journey, thing_of
from journeybook.check import Entry
from journeybook.conversations import Asked, Item, Raised, Said, best, said_to
from journeybook.model import Company, Person
from journeybook.model.base import Claim
from journeybook.model.texts import Text
from journeybook.render.text import escaped
from journeybook.render.views import assets
from journeybook.render.views.common import View
from journeybook.render.views.filters import filters_of
from journeybook.render.views.people import decides
from journeybook.render.views.stages import stage_keys
from journeybook.vietnamese import sort_key

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

FOLDER = "call/"
TEMPLATE = "pages/call.html"
LIST = "pages/calls.html"

#: What one sheet of A4 has room for, when every text is as long as it may be.
QUESTIONS, OBJECTIONS, SAYINGS, STAGES, PEOPLE = 5, 3, 3, 6, 3
#: So many are offered for a meeting.
COLLEAGUES = 8


class Pick(NamedTuple):
    """Something of which only the first few are shown: ``at`` says at which stages, and at which place there."""

    it: Any
    at: str
    is_first: bool
    """Whether it is shown while no stage is chosen."""


class Stop(NamedTuple):
    """A stage of the sheet: what we say there, what comes next; without a choice only some are ``listed``."""

    key: str
    said: list[Said]
    next: str | None
    listed: bool


def callable_persons(ed: Edition) -> list[Entry]:
    """The persons who have a call sheet, in the order of names: all whom lists show."""
    found = [each for each in ed.book.of_kind("persona") if has_sheet(each)]
    return sorted(found, key=lambda each: sort_key(ed.title(each.key)))


def has_sheet(entry: Entry) -> bool:
    """Whether somebody has a call sheet: a person who isn't retired."""
    return isinstance(entry.thing, Person) and entry.thing.status != "retired"


def call_address(persona: str) -> str:
    """The address of a person's call sheet, by key or id."""
    return f"{FOLDER}{persona.rpartition(':')[2]}/"


def calls(ed: Edition) -> View:
    """The list of call sheets."""
    entries = callable_persons(ed)
    filters, marks = filters_of(ed, entries)
    return {"entries": entries, "filters": filters, "marks": marks}


def call(ed: Edition, entry: Entry) -> View:
    book, key = ed.book, entry.key
    stages = [each.stage for each in book.stages_of.get(key, ())]
    asked, raised = ed.asked_of.get(key, []), ed.raised_by.get(key, [])
    person = entry.thing
    assert isinstance(person, Person)
    ways = {way: [stage for stage in stages if thing_of(stage) == way] for way in _journeys(ed, stages)}
    return {
        "decides": decides(ed, entry),
        "ways": {way: _stops(ed, key, there) for way, there in ways.items()},
        "questions": _picks(ed, asked, stages, QUESTIONS),
        "objections": _picks(ed, raised, stages, OBJECTIONS),
        "many": {
            "goals": len(person.goals),
            "challenges": len(person.challenges),
            "questions": len(asked),
            "objections": len(raised),
        },
        "rivals": _rivals(asked, raised),
        "colleagues": colleagues(ed, key),
        "script": assets.script("call"),
    }


def _rivals(asked: list[Asked], raised: list[Raised]) -> list[str]:
    """The competitors of whom somebody speaks, or against whom one asks them something, each once."""
    named = [*(each.competitor for each in raised), *(each.competitor for each in asked)]
    return list(dict.fromkeys(each for each in named if each))


def _journeys(ed: Edition, stages: list[str]) -> list[str]:
    """The journeys of stages: as things are before as they should be, then those with most of the stages."""
    many = Counter(thing_of(each) for each in stages)
    return sorted(many, key=lambda way: (journey(ed.book.entries[way]).state == "target", -many[way]))


def _stops(ed: Edition, persona: str, stages: list[str]) -> list[Stop]:
    """The stages of one journey; those where there is something to say are listed before one is chosen."""
    said = {stage: said_to(ed.book, persona, stage)[:SAYINGS] for stage in stages}
    listed = [stage for stage in stages if said[stage]][:STAGES]
    keys = stage_keys(ed.book, thing_of(stages[0]))
    after = dict(pairwise(keys))
    return [Stop(stage, said[stage], after.get(stage), stage in listed) for stage in stages]


def _picks(ed: Edition, items: list[Item], stages: list[str], most: int) -> list[Pick]:
    """The first few at every stage and without one, each once."""
    first = best(ed.book, items, None, most)
    places: dict[int, list[str]] = {id(each): [] for each in first}
    for stage in stages:
        for place, each in enumerate(best(ed.book, items, stage, most)):
            places.setdefault(id(each), []).append(f"{stage.partition(':')[2]}:{place}")
    return [
        Pick(each, " ".join(places[id(each)]), any(each is one for one in first))
        for each in items
        if id(each) in places
    ]


def colleagues(ed: Edition, persona: str) -> list[str]:
    """Who sits with a person in a committee, or works in the same company."""
    found: dict[str, None] = {}
    companies = dict.fromkeys(
        [
            *(link.source for link in ed.book.links_to(persona) if link.via == "committee.persona"),
            *getattr(ed.book.thing(persona), "company", ()),
        ]
    )
    for key in companies:
        company = ed.book.entries[key].thing if key in ed.book.entries else None
        if isinstance(company, Company):
            found.update((seat.persona, None) for seat in company.committee if seat.persona)
            found.update((link.source, None) for link in ed.book.links_to(key) if link.via == "company")
    others = [each for each in found if each != persona and each in ed.book and has_sheet(ed.book.entries[each])]
    return others[:COLLEAGUES]


def brief(ed: Edition, text: Text | Claim | None, most: int) -> Markup:
    """A text as it is, if it is short enough; else its words up to a length, without markup."""
    if isinstance(text, Claim):
        text = text.text
    if not text or (len(ed.plain(text)) <= most and not ed.is_block(text)):
        return ed.say(text)
    said, language = clipped(ed.plain(text), most), ed.language
    if language in text:
        return Markup(escaped(said))
    return Markup('<span lang="{}">{}</span>').format(next(iter(text)), said)


def clipped(words: str, most: int) -> str:
    """Words up to a length: cut between two of them, with a sign that there is more."""
    if len(words) <= most:
        return words
    return f"{words[:most].rpartition(' ')[0].rstrip(' ,.;:–') or words[:most]}…"


def meeting(ed: Edition, company: Company) -> str | None:
    """The address of the sheet for a meeting with the first members of a company's committee."""
    seats = (each.persona for each in company.committee if each.persona)
    persons = [each for each in dict.fromkeys(seats) if each in ed.book.entries and has_sheet(ed.book.entries[each])]
    if not persons:
        return None
    first, *others = (each.partition(":")[2] for each in persons[:PEOPLE])
    return f"{call_address(first)}{'?with=' if others else ''}{','.join(others)}"
