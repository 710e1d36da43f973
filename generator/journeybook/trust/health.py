"""The state of a whole book on a day: fresh, supported, covered, on target; and what to do first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from journeybook.book import Book, journey, stage_key, thing_of
from journeybook.check import Entry
from journeybook.load import Loc
from journeybook.problems import Problem
from journeybook.trust import claims as said
from journeybook.trust.ages import Age, State, ages_of, counted
from journeybook.trust.claims import Claims, Said, Share
from journeybook.trust.coverage import Heat, OfModel, by_model, segments_and_personas
from journeybook.trust.measures import Measured, measures

#: What rules find that is a gap in the book, the gravest first.
GAPS = (
    "contradiction",
    "objection-without-answer",
    "required-lane-empty",
    "stage-without-touchpoint",
    "stage-without-owner",
    "role-not-covered",
    "segment-without-persona",
    "persona-without-journey",
    "stage-left-out",
    "no-owner",
    "unused",
)


class Assumption(NamedTuple):
    """A claim that nothing supports, and how much rests on it: so many things point at the one that makes it."""

    said: Said
    weight: int


class Gap(NamedTuple):
    """Something that rules miss, and the thing that it concerns; empty where that isn't known."""

    problem: Problem
    key: str


@dataclass(frozen=True)
class Health:
    """What is known of a book on a day. ``problems`` are what the rules say of it, with their configured severities."""

    book: Book
    today: date
    problems: Sequence[Problem] = field(default=(), repr=False)

    # --- evidence -----------------------------------------------------------------------------------------------------

    @cached_property
    def claims(self) -> Claims:
        """Every claim and what it rests on."""
        return Claims(self.book, self.today)

    @cached_property
    def evidence(self) -> Share:
        """The share of all claims that rest on a source which still holds."""
        return said.share(self.claims.all)

    def standing(self, *standings: said.Standing) -> list[Said]:
        """The claims that stand so, by key."""
        return [each for each in self.claims.all if each.standing in standings]

    @cached_property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What should be made sure of, first that on which most rests: claims without a source that holds."""
        found = [Assumption(each, self.weight(each.place)) for each in self.standing("assumed", "expired")]
        order = {key: place for place, key in enumerate(self.book.stages)}
        found.sort(key=lambda each: (-each.weight, thing_of(each.said.place), order.get(each.said.place, -1)))
        return tuple(found)

    def weight(self, place: str) -> int:
        """How many things and stages point at a thing; at a stage: at it or at its journey."""
        if place not in self._weights:
            own = thing_of(place)
            links = [*self.book.links_to(place), *(self.book.links_to(own) if own != place else ())]
            self._weights[place] = len({link.source for link in links if thing_of(link.source) != own})
        return self._weights[place]

    @cached_property
    def _weights(self) -> dict[str, int]:
        return {}

    def where(self, place: str, loc: Loc = ()) -> tuple[str, int]:
        """The file and line of a thing or stage, or of what stands at ``loc`` in a thing's own entry."""
        entry = self.book.entries[thing_of(place)]
        if not loc and entry.kind == "journey" and "/" in place:
            loc = next(
                (
                    ("stages", number)
                    for number, stage in enumerate(journey(entry).stages)
                    if stage.id and stage_key(entry.key, stage) == place
                ),
                (),
            )
        return entry.record.path, entry.record.place(loc)[0] if loc else entry.record.at[0]

    # --- freshness ----------------------------------------------------------------------------------------------------

    @cached_property
    def ages(self) -> Mapping[str, Age]:
        """How fresh everything is that ages."""
        return ages_of(self.book, self.today)

    @cached_property
    def states(self) -> dict[State, int]:
        """How many things are in each state."""
        return counted(self.ages.values())

    @cached_property
    def by_owner(self) -> Mapping[str, list[Age]]:
        """By who keeps things true (nobody: empty, last): what is due or soon will be, the longest due first."""
        groups: dict[str, list[Age]] = {}
        for each in self.ages.values():
            groups.setdefault(keeper(each.entry), []).append(each)
        for found in groups.values():
            found.sort(key=lambda each: (each.state == "never", each.since or date.max, each.entry.key))
        return dict(sorted(groups.items(), key=lambda group: (not group[0], group[0])))

    @cached_property
    def by_month(self) -> Mapping[tuple[int, int], list[Age]]:
        """By year and month in which they fall due by their date: things that aren't past their day."""
        months: dict[tuple[int, int], list[Age]] = {}
        for each in self.ages.values():
            if each.due and each.due >= self.today:
                months.setdefault((each.due.year, each.due.month), []).append(each)
        return dict(sorted(months.items()))

    # --- coverage, gaps, targets --------------------------------------------------------------------------------------

    @cached_property
    def segments(self) -> Heat:
        """Which personas of which segment are on a journey."""
        return segments_and_personas(self.book)

    @cached_property
    def models(self) -> tuple[OfModel, ...]:
        """Which roles and lanes the journeys of each model speak of."""
        return by_model(self.book)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What the rules miss, the gravest first."""
        found = [each for each in self.problems if each.code in GAPS]
        places = _Places(self.book)
        return tuple(
            Gap(each, places.key_at(each.path, each.line))
            for each in sorted(found, key=lambda each: (GAPS.index(each.code), each.path, each.line, each.column))
        )

    @cached_property
    def measures(self) -> tuple[Measured, ...]:
        """Every metric that has a target and a figure."""
        return tuple(
            each for each in measures(self.book) if each.metric.target is not None and each.metric.actual is not None
        )

    @cached_property
    def missed(self) -> tuple[Measured, ...]:
        """Those that fall short; first what should have been reached by now."""
        found = [each for each in self.measures if each.falls_short]
        return tuple(sorted(found, key=lambda each: not each.is_overdue(self.today)))


def keeper(entry: Entry) -> str:
    """Who keeps a thing true; empty for nobody."""
    return entry.thing.maintainer or entry.thing.owner or ""


class _Places:
    """Which thing is written at a line of a file."""

    def __init__(self, book: Book) -> None:
        self._files: dict[str, list[tuple[int, str]]] = {}
        for key, entry in book.entries.items():
            if not entry.shipped:
                self._files.setdefault(entry.record.path, []).append((entry.record.at[0], key))
        for starts in self._files.values():
            starts.sort()

    def key_at(self, path: str, line: int) -> str:
        """The key of the thing that begins last before a line; empty where there is none."""
        return next((key for start, key in reversed(self._files.get(path, [])) if start <= line), "")
