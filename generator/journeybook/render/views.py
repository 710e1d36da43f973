"""What each page shows, worked out from the Book. Templates only show it: whatever has to be decided is decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from journeybook.book import Book, Participation, journey, stage_key, thing_of
from journeybook.check import Entry
from journeybook.model import CLASSES, Company, Competitor, Model, Person, Question, Segment, Touchpoint
from journeybook.model.base import Claim, Objection, Shape, Text
from journeybook.model.journey import LANES, Meeting, Opportunity, Stage, StageMessage
from journeybook.model.library import ModelStage
from journeybook.vietnamese import sort_key

if TYPE_CHECKING:
    from journeybook.render.pages import Edition, Page

View = dict[str, Any]


def view(ed: Edition, page: Page) -> View:
    """The context of a page's template; each template names in its first lines what it is given."""
    if not page.key:
        return _home(ed) if page.kind == "home" else _list(ed, page.kind)
    if page.kind == "stage":
        return {**_common(ed, page.key), **_stage(ed, page.key)}
    make = _VIEWS.get(page.kind)
    return {**_common(ed, page.key), **(make(ed, ed.book.entries[page.key]) if make else {})}


# --- every page ---------------------------------------------------------------------------------------------------------

class Use(NamedTuple):
    """Something that points at a thing: what, by which fields."""

    key: str
    via: tuple[str, ...]


def _common(ed: Edition, key: str) -> View:
    entry = ed.book.entries[thing_of(key)]
    crumbs = [f"kind:{entry.kind}"]
    if "/" in key:
        crumbs.append(thing_of(key))
    return {"key": key, "entry": entry, "it": entry.thing, "crumbs": crumbs, "used_by": used_by(ed, key)}


def used_by(ed: Edition, key: str) -> list[tuple[str, list[Use]]]:
    """What points at a thing (or at one of a model's stages), by kind, in the order of titles."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    keys = [key]
    if key.startswith("model:"):
        model = ed.book.entries[key].thing
        assert isinstance(model, Model)
        keys += [f"{key}/{stage.id}" for stage in model.stages]
    for link in (each for target in keys for each in ed.book.links_to(target)):
        kind = "stage" if "/" in link.source else link.source.partition(":")[0]
        found.setdefault(kind, {}).setdefault(link.source, {})[link.via] = None
    order = [cls.KIND for cls in CLASSES]
    order.insert(order.index("journey") + 1, "stage")
    return [(kind, [Use(each, tuple(found[kind][each])) for each in _by_title(ed, found[kind])])
            for kind in order if kind in found]


def _by_title(ed: Edition, keys: Iterable[str]) -> list[str]:
    """In the order of titles; stages in the order of their journeys."""
    position = ed.stage_position
    return sorted(keys, key=lambda key: (sort_key(ed.title(thing_of(key))), position.get(key, 0)))


def stage_keys(book: Book, key: str) -> list[str]:
    """The keys of a journey's stages, in order; none for other things."""
    if not key.startswith("journey:"):
        return []
    return [stage_key(key, stage) for stage in journey(book.entries[key]).stages if stage.id]


def model_stage(book: Book, key: str) -> ModelStage | None:
    """The model's stage behind a journey's (or behind itself)."""
    name = key.partition("/")[2]
    owner = book.entries[thing_of(key)].thing
    model = owner if isinstance(owner, Model) else book.model_of(key)
    return next((stage for stage in model.stages if stage.id == name), None) if model else None


def stage_text(book: Book, key: str, field: str) -> Text | None:
    """A stage's title or summary: its own, else its model's."""
    own = getattr(book.stages.get(key), field, None)
    if own:
        return own  # type: ignore[no-any-return]
    model = model_stage(book, key)
    return getattr(model, field) if model else None


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


# --- people ---------------------------------------------------------------------------------------------------------------

class StageRow(NamedTuple):
    """What happens between us and somebody at a stage."""

    journey: str
    stage: str
    part: str | None
    meetings: list[Meeting]
    messages: list[StageMessage]


def _stage_row(ed: Edition, taken: Participation) -> StageRow:
    stage = ed.book.stages[taken.stage]
    mine = {taken.persona, *ed.book.roles_of(taken.persona)}
    meetings = [each for each in stage.touchpoints if mine & set(ed.book.who_meets(taken.stage, each))]
    messages = [each for each in stage.messages if not each.to or mine & set(each.to)]
    return StageRow(thing_of(taken.stage), taken.stage, taken.part, meetings, messages)


def _persona(ed: Edition, entry: Entry) -> View:
    thing = entry.thing
    if isinstance(thing, Company):
        return _company(ed, entry)
    assert isinstance(thing, Person)
    decides = thing.decision_maker if thing.decision_maker is not None else "role:decider" in ed.book.roles_of(entry.key)
    seats = [(each.source, seat) for each in ed.book.links_to(entry.key) if each.via == "committee.persona"
             for seat in _committee(ed, each.source) if seat.persona == entry.key]
    return {"template": "parts/person.html", "decides": decides, "seats": seats,
            "rows": [_stage_row(ed, each) for each in ed.book.stages_of.get(entry.key, ())]}


def _committee(ed: Edition, key: str) -> tuple[Any, ...]:
    company = ed.book.entries[key].thing
    return company.committee if isinstance(company, Company) else ()


def _company(ed: Edition, entry: Entry) -> View:
    company = entry.thing
    assert isinstance(company, Company)
    taken = {seat.role for seat in company.committee}
    missing = [role.key for role in sorted(ed.book.of_kind("role"), key=_role_order)
               if role.shipped and role.key not in taken]
    seated = {seat.persona for seat in company.committee}
    others = [link.source for link in ed.book.links_to(entry.key) if link.via == "company" and link.source not in seated]
    people = {seat.persona: ed.book.thing(seat.persona) for seat in company.committee
              if seat.persona and seat.persona in ed.book}
    parts = {persona: ed.book.stages_of.get(persona, []) for persona in people}
    return {"template": "parts/company.html", "people": people, "parts": parts, "missing": missing, "others": others}


def _role_order(entry: Entry) -> tuple[int, str]:
    order = getattr(entry.thing, "order", None)
    return (99 if order is None else order, entry.id)


def _role(ed: Edition, entry: Entry) -> View:
    rows = []
    holders = set(ed.book.personas_with(entry.key))
    met = {each.stage: each for each in ed.book.encounters_with(role=entry.key)}
    for key, stage in ed.book.stages.items():
        people = [each for each in stage.people if each.role == entry.key or each.persona in holders]
        messages = [each for each in stage.messages if entry.key in each.to or holders & set(each.to)]
        if people or messages or key in met:
            touchpoints = dict.fromkeys(each.touchpoint for each in ed.book.encounters_with(role=entry.key, stage=key))
            rows.append({"stage": key, "journey": thing_of(key), "people": people, "messages": messages,
                         "touchpoints": list(touchpoints)})
    return {"rows": rows, "personas": ed.ordered(holders)}


# --- journeys -----------------------------------------------------------------------------------------------------------

def _journey(ed: Edition, entry: Entry) -> View:
    thing, book = journey(entry), ed.book
    model = book.model_of(entry.key)
    stages = [(stage_key(entry.key, stage), stage) for stage in thing.stages if stage.id]
    given = {stage.id.rpartition("/")[2] for _, stage in stages}
    left_out = [stage for stage in model.stages if stage.id not in given] if model else []
    return {"model": model, "stages": stages, "left_out": left_out, "lanes": _lanes(model, [s for _, s in stages]),
            "personas": book.personas_in(entry.key), "parents": book.parents_of(entry.key),
            "counterpart": book.counterpart_of(entry.key), "children": _children(book, entry.key)}


def _children(book: Book, key: str) -> list[str]:
    own = (link.target for stage in stage_keys(book, key) for link in book.links_from(stage) if link.via == "drilldown")
    named = (link.source for link in book.links_to(key) if link.via == "parent" and link.source.startswith("journey:"))
    return list(dict.fromkeys((*own, *named)))


class LaneRow(NamedTuple):
    """A row of the map: its name, whether it is the model's own, and on whose side of the line it is."""

    name: str
    title: Text | None
    own: bool
    ours: bool


_OURS = LANES[LANES.index("our_goals"):]


def _lanes(model: Model | None, stages: list[Stage]) -> list[LaneRow]:
    """The lanes that some stage fills: the model's required ones first on each side of the line of interaction."""
    wanted = list(model.lanes) if model else []

    def filled(lane: str) -> bool:
        return any((getattr(stage, lane) if lane in LANES else stage.lanes.get(lane)) not in (None, (), {})
                   for stage in stages)

    def row(lane: str) -> LaneRow:
        about = model.lanes.get(lane) if model else None
        return LaneRow(lane, about.title if about else None, lane not in LANES, lane in _OURS)

    required = [lane for lane in wanted if model and model.lanes[lane].required and lane in LANES]
    own = [lane for lane in dict.fromkeys((*wanted, *(each for stage in stages for each in stage.lanes))) if lane not in LANES]
    rest = [lane for lane in LANES if lane not in required]
    rows = [row(lane) for lane in (*required, *own, *rest) if filled(lane)]
    return sorted(rows, key=lambda each: each.ours)


def _stage(ed: Edition, key: str) -> View:
    book = ed.book
    keys = stage_keys(book, thing_of(key))
    position = keys.index(key)
    meetings = [(each, book.who_meets(key, each)) for each in book.stages[key].touchpoints]
    return {"stage": book.stages[key], "summary": stage_text(book, key, "summary"), "asks": model_stage(book, key),
            "number": position + 1, "count": len(keys), "meetings": meetings,
            "before": keys[position - 1] if position else None,
            "after": keys[position + 1] if position + 1 < len(keys) else None}


# --- libraries ------------------------------------------------------------------------------------------------------------

class Occurrence(NamedTuple):
    """A touchpoint at a stage: the meeting and who is there."""

    stage: str
    journey: str
    meeting: Meeting
    who: tuple[str, ...]


def _touchpoint(ed: Edition, entry: Entry) -> View:
    found = []
    for link in ed.book.links_to(entry.key):
        if link.via == "touchpoints" and "/" in link.source:
            found += [Occurrence(link.source, thing_of(link.source), each, ed.book.who_meets(link.source, each))
                      for each in ed.book.stages[link.source].touchpoints if each.touchpoint == entry.key]
    found.sort(key=lambda each: ed.stage_position[each.stage])
    return {"occurrences": found}


def _department(ed: Edition, entry: Entry) -> View:
    """Your part: whatever a department owns, supports, hands over, or keeps true, in journey order."""
    book, key = ed.book, entry.key
    stages = []
    opportunities: list[tuple[str, Opportunity]] = []
    handoffs = []
    for name, stage in book.stages.items():
        runs = [each for each in stage.touchpoints if each.owner == key or (
            each.owner is None and (touchpoint := book.entries.get(each.touchpoint)) and touchpoint.thing.owner == key)]
        if stage.owner == key or key in stage.supporting or runs:
            part = "owner" if stage.owner == key else "supporting" if key in stage.supporting else "touchpoints"
            stages.append({"stage": name, "journey": thing_of(name), "part": part, "it": stage, "runs": runs})
        opportunities += [(name, each) for each in stage.opportunities if each.owner == key]
        handoffs += [(name, each) for each in stage.handoffs if key in (each.from_, each.to)]
    kept = [each for each in book.entries.values() if (each.thing.maintainer or each.thing.owner) == key]
    kept.sort(key=lambda each: (str(each.thing.reviewed or ""), ed.title(each.key)))
    runs_always = [each.key for each in book.of_kind("touchpoint") if each.thing.owner == key]
    return {"stages": stages, "opportunities": opportunities, "handoffs": handoffs, "kept": kept, "runs": runs_always}


def _source(ed: Edition, entry: Entry) -> View:
    """Each claim that rests on the source, by the thing or stage that makes it."""
    resting = ed.resting.get(entry.key, {})
    return {"resting": [(place, resting[place]) for place in _by_title(ed, resting)]}


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


def _competitor(ed: Edition, entry: Entry) -> View:
    assert isinstance(entry.thing, Competitor)
    rows = []
    for segment in ed.book.of_kind("segment"):
        assert isinstance(segment.thing, Segment)
        if segment.thing.value_proposition:
            rows += [(segment.key, each, each.rivals[entry.key])  # type: ignore[index]
                     for each in segment.thing.value_proposition.comparison if entry.key in each.rivals]
    return {"compared": rows}


def _model(ed: Edition, entry: Entry) -> View:
    journeys = [each.key for each in ed.book.of_kind("journey") if journey(each).model == entry.key]
    return {"journeys": ed.ordered(journeys)}


def _segment(ed: Edition, entry: Entry) -> View:
    members = [link.source for link in ed.book.links_to(entry.key)
               if link.via == "segments" and link.source.startswith("persona:")]
    journeys = [link.source for link in ed.book.links_to(entry.key)
                if link.via == "segments" and link.source.startswith("journey:")]
    children = [link.source for link in ed.book.links_to(entry.key) if link.via == "parent"]
    companies = [key for key in members if isinstance(ed.book.thing(key), Company)]
    assert isinstance(entry.thing, Segment)
    priority = entry.thing.priority
    scores = {side: score(getattr(priority, side)) for side in ("attractiveness", "feasibility")} if priority else {}
    return {"companies": ed.ordered(companies), "persons": ed.ordered(set(members) - set(companies)),
            "journeys": ed.ordered(journeys), "children": ed.ordered(children), "scores": scores}


def score(scored: Iterable[Any]) -> float | None:
    """Σ score × weight ÷ Σ weight, to one decimal place; None without scores."""
    each = [(one.score, one.weight) for one in scored]
    weights = sum(weight for _, weight in each)
    return round(sum(points * weight for points, weight in each) / weights, 1) if weights else None


def _question(ed: Edition, entry: Entry) -> View:
    question = entry.thing
    assert isinstance(question, Question)
    right = question.answer if isinstance(question.answer, tuple) else ()
    return {"right": [question.choices[number - 1] for number in right], "answer": question.answer if isinstance(question.answer, Text) else None}


_VIEWS: dict[str, Callable[[Edition, Entry], View]] = {
    "persona": _persona, "role": _role, "journey": _journey, "touchpoint": _touchpoint, "department": _department,
    "source": _source, "competitor": _competitor, "model": _model, "segment": _segment, "question": _question,
}


# --- home and lists ---------------------------------------------------------------------------------------------------------

def _listed(ed: Edition, kind: str) -> list[Entry]:
    """The entries that a list shows: retired ones leave it."""
    return [entry for entry in ed.book.of_kind(kind) if entry.thing.status != "retired"]


def _home(ed: Edition) -> View:
    listed = {cls.KIND: _in_order(ed, _listed(ed, cls.KIND)) for cls in CLASSES}
    reviewed = sorted((each for each in ed.book.entries.values() if each.thing.reviewed),
                      key=lambda each: (each.thing.reviewed, each.key), reverse=True)
    return {"listed": listed, "latest": reviewed[:6], "crumbs": []}


def _list(ed: Edition, kind: str) -> View:
    entries = _in_order(ed, _listed(ed, kind))
    retired = [entry for entry in ed.book.of_kind(kind) if entry.thing.status == "retired"]
    return {"entries": entries, "retired": retired, "crumbs": [], "of": kind}


_CHEAP_FIRST = {"low": 0, "medium": 1, "high": 2, None: 3}
_OWNED_FIRST = {"owned": 0, "shared": 1, "earned": 2, "paid": 3, None: 4}


def _in_order(ed: Edition, entries: list[Entry]) -> list[Entry]:
    """Touchpoints: owned and cheap first, as one begins with few resources; the rest by rank, then by title."""
    def place(entry: Entry) -> tuple[Any, ...]:
        thing = entry.thing
        rank: Any = 0
        if isinstance(thing, Touchpoint):
            rank = (_OWNED_FIRST[thing.media], _CHEAP_FIRST[thing.cost])
        elif isinstance(thing, Segment):
            rank = thing.tier or 9
        elif entry.kind == "role":
            rank = _role_order(entry)[0]
        elif entry.kind == "persona":
            rank = (getattr(thing, "negative", False), getattr(thing, "kind", "") != "company")
        elif entry.kind in ("source", "event"):
            rank = tuple(-ord(letter) for letter in str(getattr(thing, "date", "")))
        return (rank, sort_key(ed.title(entry.key)))

    return sorted(entries, key=place)
