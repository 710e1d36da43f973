"""Who and what is spoken of, and who isn't: segment × persona, role × stage, lane × stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from journeybook.book import Book, journey, stage_key
from journeybook.check import Entry
from journeybook.model import Model, Persona
from journeybook.model.journey import LANES, Stage


class Cell(NamedTuple):
    """So many of so many; a ``gap`` where that is less than it should be."""

    many: int
    of: int
    gap: bool = False

    @property
    def heat(self) -> int:
        """From 0 (nothing) to 3 (all)."""
        return 0 if not self.many else 3 if self.many >= self.of else 2 if 2 * self.many >= self.of else 1


@dataclass(frozen=True)
class Heat:
    """A table of cells. Rows and columns are keys of things or stages, or names of lanes."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict)

    def cell(self, row: str, column: str) -> Cell:
        """What stands at a place."""
        return self.cells.get((row, column), _NOTHING)

    @property
    def gaps(self) -> list[tuple[str, str]]:
        """The places of the gaps, row by row."""
        return [(row, column) for row in self.rows for column in self.columns if self.cell(row, column).gap]


_NOTHING = Cell(0, 1)


@dataclass(frozen=True)
class OfModel:
    """How the journeys along one model cover its stages; stages are keys such as ``model:stdc/see``."""

    model: str
    journeys: int
    roles: Heat
    lanes: Heat


def segments_and_personas(book: Book) -> Heat:
    """Whether a segment's personas are on a journey of it: 2 where they are, 1 where they only belong to it.

    A segment without anybody, and somebody without a journey, is a gap: shown at each place where they belong.
    """
    segments = [each for each in book.of_kind("segment") if each.thing.status == "active"]
    personas = [
        each
        for each in book.of_kind("persona")
        if each.thing.status == "active" and isinstance(each.thing, Persona) and not each.thing.negative
    ]
    travelled = _journeys_of(book)
    cells: dict[tuple[str, str], Cell] = {}
    for persona in personas:
        assert isinstance(persona.thing, Persona)
        for segment in persona.thing.segments:
            led = any(_leads(book, way, segment) for way in travelled.get(persona.key, ()))
            cells[segment, persona.key] = Cell(2 if led else 1, 2, gap=not travelled.get(persona.key))
    segments.sort(key=lambda each: (getattr(each.thing, "tier", None) or 9, each.key))
    return Heat(tuple(each.key for each in segments), tuple(each.key for each in personas), cells)


def _journeys_of(book: Book) -> dict[str, set[str]]:
    """By persona: the journeys that name them; a company is where one of its committee is."""
    found: dict[str, set[str]] = {}
    for entry in book.of_kind("journey"):
        if entry.thing.status == "active":
            for persona in book.personas_in(entry.key):
                found.setdefault(persona, set()).add(entry.key)
    for link in book.links:
        if link.via == "committee.persona" and link.target in found:
            found.setdefault(link.source, set()).update(found[link.target])
        elif link.via == "company" and link.source in found:
            found.setdefault(link.target, set()).update(found[link.source])
    return found


def _leads(book: Book, way: str, segment: str) -> bool:
    """Whether a journey is that of a segment; one that names none is everybody's."""
    named = journey(book.entries[way]).segments
    return not named or segment in named


def by_model(book: Book) -> tuple[OfModel, ...]:
    """Each model that journeys follow, in the order of their number."""
    ways: dict[str, list[Entry]] = {}
    for entry in book.of_kind("journey"):
        if entry.thing.status == "active":
            ways.setdefault(journey(entry).model, []).append(entry)
    found = [
        _of_model(book, key, entries)
        for key, entries in ways.items()
        if key in book.entries and isinstance(book.entries[key].thing, Model)
    ]
    return tuple(sorted(found, key=lambda each: (-each.journeys, each.model)))


def _of_model(book: Book, key: str, entries: list[Entry]) -> OfModel:
    model = book.entries[key].thing
    assert isinstance(model, Model)
    stages = tuple(f"{key}/{each.id}" for each in model.stages)
    there = {
        (entry.key, f"{key}/{stage.id.rpartition('/')[2]}"): (stage_key(entry.key, stage), stage)
        for entry in entries
        for stage in journey(entry).stages
        if stage.id
    }
    required = {lane for lane, about in model.lanes.items() if about.required}
    lanes = [*LANES, *(lane for lane in model.lanes if lane not in LANES)]
    roles = [each.key for each in book.of_kind("role") if each.thing.status == "active"]
    speaks = {place: _roles_at(book, name, stage) for place, (name, stage) in there.items()}
    filled = {place: _lanes_of(stage, lanes) for place, (_, stage) in there.items()}

    def heat(names: Iterable[str], said: Mapping[tuple[str, str], frozenset[str]], wanted: Iterable[str]) -> Heat:
        cells = {}
        for name in names:
            for stage in stages:
                count = sum(name in said.get((entry.key, stage), ()) for entry in entries)
                if count or name in wanted:
                    cells[name, stage] = Cell(count, len(entries), gap=name in wanted and count < len(entries))
        rows = tuple(name for name in names if any((name, stage) in cells for stage in stages))
        return Heat(rows, stages, cells)

    spoken_of = {name for said in speaks.values() for name in said}
    return OfModel(
        key,
        len(entries),
        heat([each for each in roles if each in spoken_of or book.personas_with(each)], speaks, ()),
        heat(lanes, filled, required),
    )


def _roles_at(book: Book, name: str, stage: Stage) -> frozenset[str]:
    """The roles that take part at a stage: by a person, a message or a touchpoint."""
    found = {each.role for each in book.encounters_with(stage=name)}
    addressed = [to for said in stage.messages for to in said.to]
    for who in (*(each.role or each.persona for each in stage.people), *addressed):
        found.update((who,) if who and who.startswith("role:") else book.roles_at(who or "", name))
    return frozenset(role for role in found if role)


def _lanes_of(stage: Stage, lanes: Iterable[str]) -> frozenset[str]:
    """The lanes in which a stage says something."""
    return frozenset(
        lane
        for lane in lanes
        if (getattr(stage, lane) if lane in LANES else stage.lanes.get(lane)) not in (None, (), {})
    )
