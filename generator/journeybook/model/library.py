"""The libraries: what segments, personas and journeys refer to."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import PlainValidator, ValidationInfo, model_validator

from journeybook.ids import ID, as_id
from journeybook.model.base import Claims, Many, ManyRefs, Metric, Objection, Shape, Thing
from journeybook.model.journey import LANES
from journeybook.model.refs import OpenRef, OwnStageRef, QuestionRef, TouchpointRef
from journeybook.model.slips import MISSING, SKIP, fail, slip
from journeybook.model.texts import Plain, PlainText, Text
from journeybook.model.values import Count, Day, Identifier, Level, PartialDate, Truth, Whole


class Role(Thing):
    """A part that somebody plays in a purchase."""

    KIND = "role"
    FOLDER = "roles"

    order: Whole | None = None
    """Its place among the roles."""
    responsibilities: Claims = ()
    """What they answer for."""
    asks: Claims = ()
    """What they ask."""
    wants: Claims = ()
    """What they want."""
    typical_titles: Many[Text] = ()
    """Titles of people who play it."""


class Touchpoint(Thing):
    """A place or moment in which customers meet us."""

    KIND = "touchpoint"
    FOLDER = "touchpoints"

    channel: Literal["digital", "person", "phone", "event", "print", "place", "partner"] | None = None
    """By what way."""
    media: Literal["owned", "paid", "earned", "shared"] | None = None
    """Whether it is ours, paid for, or others'."""
    cost: Level | None = None
    """What it costs us."""
    url: Plain | None = None
    """Its address."""
    systems: Many[Text] = ()
    """The systems behind it."""
    metrics: Many[Metric] = ()
    """How well it goes."""


class Department(Thing):
    """A part of our own company."""

    KIND = "department"
    FOLDER = "departments"

    mission: Text | None = None
    """What it is there for."""
    contact: Text | None = None
    """How to reach the team."""
    responsibilities: Claims = ()
    """What it answers for."""


class Partner(Thing):
    """Another company that influences the journey."""

    KIND = "partner"
    FOLDER = "partners"

    relation: Text | None = None
    """How it stands to us and to the customer."""
    influence: Level | None = None
    """How much weight it has."""
    touchpoints: ManyRefs[TouchpointRef] = ()
    """Where customers meet it."""


class Source(Thing):
    """Something that claims rest on."""

    KIND = "source"
    FOLDER = "sources"

    method: (
        Literal[
            "interview",
            "survey",
            "workshop",
            "crm",
            "analytics",
            "support",
            "report",
            "document",
            "sales-call",
            "observation",
        ]
        | None
    ) = None
    """How it was found out."""
    date: PartialDate
    """When: a day, a month or a year."""
    read: Day | None = None
    """The day on which we read it."""
    expires: Day | None = None
    """The day after which it no longer counts."""
    sample: Count | None = None
    """How many were asked or counted."""
    url: Plain | None = None
    """Where it can be read."""
    confidence: Level | None = None
    """How sure it is."""
    finding: Claims = ()
    """What was found."""


class ModelStage(Shape):
    """A stage of a model."""

    id: Identifier
    """Its id."""
    title: Text
    """Its name."""
    summary: Text | None = None
    """What it is."""
    asks: Many[Text] = ()
    """The questions to ask at it."""


class Lane(Shape):
    """A row of the map."""

    title: Text | None = None
    """Its name."""
    required: Truth = False
    """Whether every stage should fill it."""


class Model(Thing):
    """An order of stages that journeys follow."""

    KIND = "model"
    FOLDER = "models"

    credit: Text | None = None
    """Whose idea it is."""
    url: Plain | None = None
    """Where to read about it."""
    stages: Many[ModelStage] = ()
    """Its stages, in order."""
    lanes: dict[str, Lane] = {}  # noqa: RUF012 - pydantic copies defaults
    """Its lanes: standard ones that are required, and its own."""
    rollout: ManyRefs[OwnStageRef] = ()
    """Its stages in the order in which to build them."""

    @model_validator(mode="before")
    @classmethod
    def _lane_ids(cls, value: Any) -> Any:
        lanes = value.get("lanes") if isinstance(value, dict) else None
        if not isinstance(lanes, dict):
            return value
        slips = []
        for name in lanes:
            near = as_id(name).replace("-", "_")
            if name in LANES:
                continue
            if near in LANES:
                slips.append(slip("bad-id.lane", ("lanes", name), on_key=True, id=name, right=near))
            elif not ID.fullmatch(name):
                slips.append(slip("bad-id", ("lanes", name), on_key=True, id=name, right=as_id(name) or "…"))
        if slips:
            raise fail(*slips)
        return value


class Trap(Shape):
    """A question that shows a competitor's weakness."""

    ask: Text
    """What to ask the customer."""
    because: Text | None = None
    """Why the competitor has no good answer."""


class Competitor(Thing):
    """Somebody else who could get the order; doing nothing is one, too."""

    KIND = "competitor"
    FOLDER = "competitors"

    strengths: Claims = ()
    """What they do well."""
    weaknesses: Claims = ()
    """What they do badly."""
    differences: Claims = ()
    """How we are different."""
    met_when: Text | None = None
    """When we meet them."""
    traps: Many[Trap] = ()
    """Questions that show their weakness."""
    objections: Many[Objection] = ()
    """What buyers say for them."""


class Step(Shape):
    """One step of a track."""

    title: Text
    """What it is about."""
    day: Count | None = None
    """On which day."""
    minutes: Count | None = None
    """How long it takes."""
    why: Text | None = None
    """Why it matters."""
    read: ManyRefs[OpenRef] = ()
    """What to read."""
    do: Text | None = None
    """What to do."""
    questions: ManyRefs[QuestionRef] = ()
    """Questions to answer."""


class Track(Thing):
    """A way to learn the book, step by step."""

    KIND = "track"
    FOLDER = "tracks"

    learners: Text | None = None
    """Whom it trains."""
    steps: Many[Step] = ()
    """Its steps."""


def _answer(value: Any, info: ValidationInfo) -> tuple[int, ...] | Text:
    """Numbers of choices, counted from 1, where there are choices; else a text."""
    choices = info.data.get("choices", ())
    if value is SKIP:
        return Text()
    if value is MISSING:
        raise fail(slip("missing-field", name="answer"))
    if not choices:
        return Text.read(value, info)
    numbers = []
    for position, written in enumerate(value if isinstance(value, list) else [value]):
        at = (position,) if isinstance(value, list) else ()
        if not isinstance(written, str) or not re.fullmatch("[0-9]{1,4}", written.strip()):
            raise fail(slip("wrong-type.answer", at, found=str(written)))
        if not 1 <= int(written) <= len(choices):
            raise fail(slip("bad-value.answer", at, found=written, most=len(choices)))
        numbers.append(int(written))
    return tuple(numbers)


Answer = Annotated[tuple[int, ...] | Text, PlainValidator(_answer)]


class Question(Thing):
    """Something to ask a learner."""

    KIND = "question"
    FOLDER = "questions"

    title: PlainText | None = None  # type: ignore[assignment]
    """A short name; the question itself serves."""
    ask: Text
    """The question."""
    choices: Many[Text] = ()
    """What to choose from; none for an open question."""
    answer: Answer | None = None
    """The number of the right choice (or several, counted from 1); for an open question a text."""
    explain: Text | None = None
    """Why it is right."""
    about: OpenRef | None = None
    """What it is about."""

    @model_validator(mode="before")
    @classmethod
    def _answered(cls, value: Any) -> Any:
        if isinstance(value, dict) and value.get("choices") and value.get("answer") is None:
            return {**value, "answer": MISSING}
        return value


class Term(Thing):
    """A word that readers may not know."""

    KIND = "term"
    FOLDER = "terms"

    definition: Text | None = None
    """What it means."""
    also: Many[PlainText] = ()
    """Other words for it."""
    match: Truth = True
    """Whether it is explained where it first stands on a page."""


class Event(Thing):
    """Something that happened and makes what it affects worth another look."""

    KIND = "event"
    FOLDER = "events"

    date: Day
    """The day on which it happened."""
    affects: ManyRefs[OpenRef] = ()
    """What it affects: things, or the names of kinds."""
    kind: Literal["rebrand", "product", "merger", "economy", "nature", "other"] | None = None
    """What sort of event it is."""
