"""Journeys and their stages: the rows of the map, whom each thing on it concerns, the way up, down and on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from journeybook.book import Book, journey, stage_key, thing_of
from journeybook.check import Entry
from journeybook.model import Model, Person
from journeybook.model.base import Claim
from journeybook.model.journey import LANES, Meeting, Stage
from journeybook.model.texts import Text
from journeybook.render.views.common import View
from journeybook.render.views.stages import model_stage, stage_keys, stage_text

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

Named = list[tuple[str, Stage]]


def journey_view(ed: Edition, entry: Entry) -> View:
    book = ed.book
    model = book.model_of(entry.key)
    stages = _stages(book, entry.key)
    given = {_short(key) for key, _ in stages}
    left_out = [stage for stage in model.stages if stage.id not in given] if model else []
    compared = _compared(book, entry.key, stages)
    theirs = list(compared.stages.values()) if compared else []
    return {
        "model": model,
        "stages": stages,
        "asks": {key: about.asks for key, _ in stages if (about := model_stage(book, key)) and about.asks},
        "left_out": left_out,
        "lanes": _lanes(model, [stage for _, stage in stages], theirs),
        "loops": _loops(stages),
        "personas": book.personas_in(entry.key),
        "marks": Marks(book, entry.key),
        "parents": _parents(book, entry.key),
        "counterpart": book.counterpart_of(entry.key),
        "compared": compared,
        "children": _children(book, entry.key),
    }


def _stages(book: Book, key: str) -> Named:
    return [(stage_key(key, stage), stage) for stage in journey(book.entries[key]).stages if stage.id]


def _short(key: str) -> str:
    """A stage's name within its journey, the same in every journey of a model."""
    return key.rpartition("/")[2]


def _children(book: Book, key: str) -> list[str]:
    own = (link.target for stage in stage_keys(book, key) for link in book.links_from(stage) if link.via == "drilldown")
    named = (link.source for link in book.links_to(key) if link.via == "parent" and link.source.startswith("journey:"))
    return list(dict.fromkeys((*own, *named)))


def _parents(book: Book, key: str) -> list[tuple[str, str | None]]:
    """The journeys that this one shows a part of, each with the stage that leads here, if one does."""
    leading = {thing_of(link.source): link.source for link in book.links_to(key) if link.via == "drilldown"}
    return [(parent, leading.get(parent)) for parent in book.parents_of(key)]


# --- rows -------------------------------------------------------------------------------------------------------------


class LaneRow(NamedTuple):
    """A row of the map: its name, whether it is the model's own, on whose side of the line it is.

    ``lacking`` rows are filled by the counterpart only.
    """

    name: str
    title: Text | None
    own: bool
    ours: bool
    lacking: bool


_OURS = LANES[LANES.index("our_goals") :]


def _of_lane(stage: Stage, lane: str) -> Any:
    value = getattr(stage, lane) if lane in LANES else stage.lanes.get(lane)
    return value if value not in ((), {}) else None


def _lanes(model: Model | None, stages: list[Stage], theirs: list[Stage]) -> list[LaneRow]:
    """The lanes that some stage fills: the model's required ones first on each side of the line of interaction."""
    wanted = list(model.lanes) if model else []

    def filled(lane: str, among: list[Stage]) -> bool:
        return any(_of_lane(stage, lane) is not None for stage in among)

    def row(lane: str) -> LaneRow:
        about = model.lanes.get(lane) if model else None
        lacking = not filled(lane, stages)
        return LaneRow(lane, about.title if about else None, lane not in LANES, lane in _OURS, lacking)

    required = [lane for lane in wanted if model and model.lanes[lane].required and lane in LANES]
    own = [
        lane
        for lane in dict.fromkeys((*wanted, *(each for stage in (*stages, *theirs) for each in stage.lanes)))
        if lane not in LANES
    ]
    rest = [lane for lane in LANES if lane not in required]
    rows = [row(lane) for lane in (*required, *own, *rest) if filled(lane, [*stages, *theirs])]
    return sorted(rows, key=lambda each: each.ours)


class Loop(NamedTuple):
    """A way back, from a stage to an earlier one; positions count from 1."""

    source: str
    target: str
    start: int
    end: int


def _loops(stages: Named) -> list[Loop]:
    """The ways back, the shortest first: drawn from the inside out."""
    place = {key: position for position, (key, _) in enumerate(stages, 1)}
    names = {_short(key): key for key in place}
    found = [
        Loop(key, target, place[target], place[key])
        for key, stage in stages
        for each in stage.returns_to
        if (target := names.get(_short(each)))
    ]
    return sorted(found, key=lambda loop: (loop.end - loop.start, loop.start))


# --- whom it concerns -------------------------------------------------------------------------------------------------


class Marks:
    """Whom the things on a map concern, so that it can be read as one person's. Persons are named by their position."""

    def __init__(self, book: Book, key: str) -> None:
        self._book = book
        named = [each for each in book.personas_in(key) if _is_person(book, each)]
        self.persons: tuple[str, ...] = tuple(named)
        self._place = {person: position for position, person in enumerate(named)}
        self._known: dict[tuple[str, ...], Markup] = {}

    def __call__(self, keys: Iterable[str | None]) -> Markup:
        """An attribute that says whom a thing concerns; none where it concerns everybody."""
        wanted = tuple(key for key in keys if key)
        if not wanted or not self._place:
            return Markup("")
        if wanted not in self._known:
            places = sorted({place for key in wanted for place in self._places(key)})
            self._known[wanted] = Markup(' data-p="{}"').format(" ".join(map(str, places)))
        return self._known[wanted]

    def met(self, key: str, meeting: Meeting) -> Markup:
        """The same for a touchpoint: where nobody is named, it is the stage's people who meet it."""
        return self(self._book.who_meets(key, meeting))

    def _places(self, key: str) -> list[int]:
        if key.startswith("role:"):
            return [place for person, place in self._place.items() if key in self._book.roles_of(person)]
        return [self._place[key]] if key in self._place else []


def _is_person(book: Book, key: str) -> bool:
    entry = book.entries.get(key) or book.hidden.get(key)
    return entry is not None and isinstance(entry.thing, Person)


# --- as it is, as it should be ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    """A journey beside its counterpart: by our stage's key the same stage there, and the stages that only it has."""

    key: str
    state: str | None
    stages: dict[str, Stage]
    keys: dict[str, str]
    only_there: tuple[str, ...]
    changed: frozenset[tuple[str, str]]

    def __call__(self, key: str, lane: str) -> Stage | None:
        """Their stage, where the lane says something else than ours."""
        return self.stages[key] if (key, lane) in self.changed else None


def _compared(book: Book, key: str, stages: Named) -> Compared | None:
    other = book.counterpart_of(key)
    if other is None or other not in book.entries:
        return None
    there = {_short(name): (name, stage) for name, stage in _stages(book, other)}
    pairs = [(name, stage, *there[_short(name)]) for name, stage in stages if _short(name) in there]
    ours = {_short(name) for name, _ in stages}
    changed = {
        (name, lane)
        for name, stage, _, theirs in pairs
        for lane in (*LANES, *stage.lanes, *theirs.lanes)
        if _says(stage, lane) != _says(theirs, lane)
    }
    return Compared(
        other,
        journey(book.entries[other]).state,
        {name: theirs for name, _, _, theirs in pairs},
        {name: their_key for name, _, their_key, _ in pairs},
        tuple(name for short, (name, _) in there.items() if short not in ours),
        frozenset(changed),
    )


def _says(stage: Stage, lane: str) -> Any:
    """What a lane says to readers, without what it rests on."""
    value = _of_lane(stage, lane)
    if lane == "owner":
        return value, stage.supporting
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [(each.text, each.personas) if isinstance(each, Claim) else each for each in value]
    return value


# --- stages -----------------------------------------------------------------------------------------------------------


def _twin(book: Book, key: str) -> str | None:
    """The same stage in the journey's counterpart."""
    other = book.counterpart_of(thing_of(key))
    twin = f"{other}/{_short(key)}"
    return twin if twin in book.stages else None


def stage_view(ed: Edition, key: str) -> View:
    book = ed.book
    keys = stage_keys(book, thing_of(key))
    position = keys.index(key)
    meetings = [
        (each, book.who_meets(key, each), anchor)
        for each, anchor in zip(book.stages[key].touchpoints, _anchors(book.stages[key]), strict=True)
    ]
    return {
        "stage": book.stages[key],
        "summary": stage_text(book, key, "summary"),
        "asks": model_stage(book, key),
        "number": position + 1,
        "count": len(keys),
        "meetings": meetings,
        "twin": _twin(book, key),
        "before": keys[position - 1] if position else None,
        "after": keys[position + 1] if position + 1 < len(keys) else None,
    }


def _anchors(stage: Stage) -> Iterator[str]:
    """The anchor of each touchpoint of a stage: ``touchpoints-website``; a second time ``touchpoints-website-2``."""
    seen: Counter[str] = Counter()
    for each in stage.touchpoints:
        name = each.touchpoint.partition(":")[2]
        seen[name] += 1
        yield f"touchpoints-{name}" if seen[name] == 1 else f"touchpoints-{name}-{seen[name]}"
