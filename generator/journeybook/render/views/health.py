"""How far a book can be trusted, for readers: badges on pages, the health page, three figures for the home page."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from journeybook.check import Entry
from journeybook.problems import Problem
from journeybook.render.views.common import View
from journeybook.trust.ages import Age, State, day_of
from journeybook.trust.claims import Said, Share, Standing, share
from journeybook.trust.coverage import Heat
from journeybook.trust.health import Gap
from journeybook.versions.history import Release

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

ADDRESS = "health/"
TEMPLATE = "pages/health.html"
#: So many assumptions and gaps are listed, so many due things and missed targets; so many columns has a table at most.
_MOST, _MOST_DUE, _MOST_COLUMNS = 200, 40, 24
_WEAK: tuple[Standing, ...] = ("single", "expired")
_DAYS_IN_MONTH, _MONTHS_IN_YEAR = 30.44, 12


class Badge(NamedTuple):
    """How fresh a thing is in words, and what a browser needs to tell it anew: days as ISO, events with their days."""

    state: State
    says: str
    ago: str
    due: date | None
    events: list[tuple[str, str]]
    words: dict[str, Any]


class Proof(NamedTuple):
    """What a page's claims rest on: the share of all of them, of each section, and those that stand weakly."""

    share: Share | None
    fields: list[tuple[str, str, Share]]
    expired: list[Said]
    single: list[Said]


class Figure(NamedTuple):
    """A figure of the home page, and the part of the health page that explains it."""

    figure: str
    words: str
    at: str


def freshness(ed: Edition, entry: Entry) -> Badge | None:
    """The badge of a thing that ages; readers outside aren't told."""
    age = ed.health.ages.get(entry.key)
    if age is None or ed.book.audience == "shareable":
        return None
    events = [(day_of(event).isoformat(), ed.title(event.key)) for event in age.events]
    return Badge(age.state, _says(ed, age), _ago(ed, entry.thing.reviewed), age.due, events, _words(ed))


def _says(ed: Edition, age: Age) -> str:
    words, happened = ed.words, age.happened(ed.around.today)
    if age.state == "event":
        return words.ui("fresh-event", event=ed.title(happened[0].key), day=words.day(day_of(happened[0])))
    return words.ui(f"fresh-{age.state}", day=words.day(age.due) if age.due else "")


def _ago(ed: Edition, day: date | None) -> str:
    """How long ago a day was; fresh.js says the same."""
    if day is None:
        return ""
    days = max((ed.around.today - day).days, 0)
    months = round(days / _DAYS_IN_MONTH)
    if days <= 1:
        return ed.words.ui("ago-day" if days else "ago-today")
    if days <= _DAYS_IN_MONTH:
        return ed.words.ui("ago-days", count=days)
    if months < 2 * _MONTHS_IN_YEAR:
        return ed.words.ui("ago-month") if months == 1 else ed.words.ui("ago-months", count=months)
    return ed.words.ui("ago-years", count=months // _MONTHS_IN_YEAR)


def _words(ed: Edition) -> dict[str, Any]:
    """The sentences that fresh.js fills in, with ``{day}``, ``{event}`` and ``{count}`` left open."""
    names = ("fresh-fresh", "fresh-soon", "fresh-stale", "fresh-event", "fresh-never")
    ago = ("ago-today", "ago-day", "ago-days", "ago-month", "ago-months", "ago-years")
    said: dict[str, Any] = {name: ed.words.ui(name) for name in (*names, *ago)}
    return said | {"day": ed.words.part("day"), "months": ed.words.part("months")}


def proof(ed: Edition, key: str) -> Proof:
    """What the claims of a thing's page, or a stage's, rest on. Readers outside aren't told."""
    said = [each for each in ed.health.claims.of(key) if "/" in key or each.place == key]
    if not said or ed.book.audience == "shareable":
        return Proof(None, [], [], [])
    shape = ed.book.stages.get(key) if "/" in key else ed.book.thing(key)
    fields = []
    for field, part in ed.health.claims.by_field(key).items():
        lane = ed.lane_title(key, field.removeprefix("lanes-")) if field.startswith("lanes-") else None
        known = shape is not None and field in shape.names()
        fields.append((ed.plain(lane) if lane else ed.words.field(field, shape) if known else field, field, part))
    expired = [each for each in said if each.standing == "expired"]
    return Proof(share(said), fields, expired, [each for each in said if each.standing == "single"])


def figures(ed: Edition) -> list[Figure]:
    """How fresh, how well supported, how much assumed: in three figures; none of an empty book."""
    health, words = ed.health, ed.words
    found = []
    if health.ages:
        fresh = health.states["fresh"] + health.states["soon"]
        percent = words.figure(100 * fresh // len(health.ages), "%")
        found.append(Figure(percent, words.ui("health-fresh"), "freshness"))
    if health.evidence.of:
        percent = words.figure(health.evidence.percent, "%")
        found.append(Figure(percent, words.ui("health-evidence"), "evidence"))
        many = words.number(len(health.assumptions))
        found.append(Figure(many, words.ui("health-assumed"), "assumptions"))
    return found


class Told(NamedTuple):
    """A gap in the reader's words: the thing that it concerns, what is missing, what to do."""

    key: str
    says: str
    hint: str
    code: str
    problem: Problem


def health(ed: Edition) -> View:
    """All that the health page shows."""
    found = ed.health
    due = {owner: [each for each in ages if each.state != "fresh"] for owner, ages in found.by_owner.items()}
    gaps = [_told(ed, each) for each in found.gaps]
    return {
        "figures": figures(ed),
        "health": found,
        "day": ed.words.day(ed.around.today),
        "states": {owner: _states(ages) for owner, ages in found.by_owner.items()},
        "due": {owner: ages[:_MOST_DUE] for owner, ages in due.items()},
        "due_more": {owner: max(len(ages) - _MOST_DUE, 0) for owner, ages in due.items()},
        "months": [(f"{year}-{month:02}", len(ages)) for (year, month), ages in found.by_month.items()],
        "weak": {each: Counter(said.place.partition(":")[0] for said in found.standing(each)) for each in _WEAK},
        "assumptions": found.assumptions[:_MOST],
        "assumptions_more": max(len(found.assumptions) - _MOST, 0),
        "field_of": lambda said: _field(ed, said),
        "segments": found.segments if len(found.segments.columns) <= _MOST_COLUMNS else _only_gaps(found.segments),
        "segments_whole": len(found.segments.columns) <= _MOST_COLUMNS,
        "missed": found.missed[:_MOST_DUE],
        "missed_more": max(len(found.missed) - _MOST_DUE, 0),
        "gaps": {code: list(told) for code, told in groupby(gaps[:_MOST], key=lambda each: each.code)},
        "gaps_more": max(len(gaps) - _MOST, 0),
        "trend": _trend(ed),
        "words": _words(ed),
    }


def _states(ages: list[Age]) -> dict[State, int]:
    states: dict[State, int] = {}
    for each in ages:
        states[each.state] = states.get(each.state, 0) + 1
    return states


def _only_gaps(heat: Heat) -> Heat:
    """Of a large table the columns in which something is missing, as far as they fit."""
    columns = dict.fromkeys(column for _, column in heat.gaps)
    return Heat(heat.rows, tuple(columns)[:_MOST_COLUMNS], heat.cells)


def _field(ed: Edition, said: Said) -> str:
    """The name of the section in which a claim stands."""
    if said.field.startswith("lanes-"):
        lane = ed.lane_title(said.place, said.field.removeprefix("lanes-"))
        return ed.plain(lane) if lane else said.field.removeprefix("lanes-")
    return ed.words.field(said.field, ed.book.stages[said.place] if "/" in said.place else ed.book.thing(said.place))


def _told(ed: Edition, gap: Gap) -> Told:
    problem = gap.problem
    return Told(gap.key, problem.message(ed.language), problem.hint(ed.language), problem.code, problem)


def _trend(ed: Edition) -> list[tuple[Release, Any]]:
    """Versions with their figures, newest first; what is being written among them."""
    return [(each, each.figures) for each in ed.around.history.releases if each.figures]
