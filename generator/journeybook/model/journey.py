"""Journey: how customers come to us and stay, stage by stage, along a model."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from journeybook.model.base import Claims, Many, ManyRefs, Metric, Shape, Thing
from journeybook.model.refs import (
    DepartmentRef,
    JourneyRef,
    ModelRef,
    OwnStageRef,
    PartnerRef,
    PersonaOrRoleRef,
    PersonaRef,
    Ref,
    RoleRef,
    SegmentRef,
    To,
    TouchpointRef,
)
from journeybook.model.slips import fail, slip, within
from journeybook.model.texts import Text
from journeybook.model.values import Day, Feeling, Level, NumberBetween, Score, Truth

Part = Literal["initiates", "leads", "uses", "consulted", "approves", "informed", "blocks"]


class Participant(Shape):
    """A person (or everybody of a role) who takes part in a stage."""

    concerns = ("persona", "role")
    persona: PersonaRef | None = None
    """The person."""
    role: RoleRef | None = None
    """The role, where it is nobody in particular."""
    part: Part | None = None
    """What they do in it."""

    @model_validator(mode="before")
    @classmethod
    def _somebody(cls, value: Any) -> Any:
        if isinstance(value, dict) and value.get("persona") is None and value.get("role") is None:
            raise fail(slip("missing-field.persona-or-role"))
        return value


class PartnerPart(Shape):
    """A partner who takes part in a stage."""

    short = "partner"
    partner: PartnerRef
    """The partner."""
    part: Text | None = None
    """What it does."""


def _feelings(value: Any) -> int | dict[Ref, int]:
    """One number for everybody, or a number by persona; persons are keys, so their mistakes stand at the key."""
    to, number = To("persona"), NumberBetween(-2, 2)
    if not isinstance(value, dict):
        return int(number.read(value))
    slips: list[InitErrorDetails] = []
    feelings: dict[Ref, int] = {}
    for name, written in value.items():
        try:
            if written is not None:
                feelings[to.read(name)] = int(number.read(written))
        except ValidationError as error:
            slips += within(error, name)
    if slips:
        raise fail(*slips)
    return feelings


Experience = Annotated[int | dict[Ref, int], PlainValidator(_feelings)]


class Meeting(Shape):
    """A touchpoint within a stage: who meets it, what for and how it goes."""

    short = "touchpoint"
    concerns = ("personas",)
    touchpoint: TouchpointRef
    """The touchpoint."""
    personas: ManyRefs[PersonaRef] = ()
    """Who meets it; if nobody is named, the people of the stage."""
    purpose: Text | None = None
    """What it is for."""
    moment_of_truth: Truth = False
    """Whether the journey is won or lost here."""
    owner: DepartmentRef | None = None
    """Which department runs it here."""
    experience: Feeling | None = None
    """How it feels, from -2 to 2."""
    pains: Claims = ()
    """What goes wrong."""
    content: Many[Text] = ()
    """What is shown or handed over."""
    metrics: Many[Metric] = ()
    """How well it goes."""


class Handoff(Shape):
    """Something that one department hands to another."""

    from_: DepartmentRef = Field(alias="from")
    """Who hands it over."""
    to: DepartmentRef
    """Who takes it."""
    what: Text | None = None
    """What is handed over."""


class StageMessage(Shape):
    """What we say at a stage."""

    concerns = ("to",)
    to: ManyRefs[PersonaOrRoleRef] = ()
    """To whom."""
    say: Text
    """What we say."""
    proof: Text | None = None
    """What shows that it is true."""
    touchpoint: TouchpointRef | None = None
    """Where we say it."""


class Opportunity(Shape):
    """Something that we could do better."""

    title: Text
    """What we could do."""
    pain: Text | None = None
    """Which pain it takes away."""
    impact: Score | None = None
    """How much it would change, from 1 to 5."""
    effort: Score | None = None
    """How much work it is, from 1 to 5."""
    status: Literal["new", "framed", "planned", "done", "parked"] | None = None
    """How far it has come."""
    owner: DepartmentRef | None = None
    """Who takes care of it."""
    touchpoint: TouchpointRef | None = None
    """Where it is."""
    due: Day | None = None
    """Until when."""


class Stage(Shape):
    """One stage of a journey."""

    id: OwnStageRef
    """A stage of the journey's model."""
    title: Text | None = None
    """Its name; the model's, if not given."""
    summary: Text | None = None
    """What it is; the model's words, if not given."""
    duration: Text | None = None
    """How long it takes."""
    entry: Claims = ()
    """How one knows that it has begun."""
    exit: Claims = ()
    """How one knows that it is over."""
    returns_to: ManyRefs[OwnStageRef] = ()
    """Earlier stages that customers go back to from here."""
    drilldown: JourneyRef | None = None
    """A journey that shows this stage in detail."""
    goals: Claims = ()
    """What customers want."""
    actions: Claims = ()
    """What customers do."""
    interests: Claims = ()
    """What they want to know."""
    thoughts: Claims = ()
    """What they think."""
    feelings: Claims = ()
    """What they feel."""
    pains: Claims = ()
    """What goes wrong for them."""
    experience: Experience | None = None
    """How it feels, from -2 to 2: for everybody, or by persona."""
    people: Many[Participant] = ()
    """Who takes part."""
    partners: Many[PartnerPart] = ()
    """Which partners take part."""
    touchpoints: Many[Meeting] = ()
    """Where customers meet us."""
    our_goals: Claims = ()
    """What we want."""
    our_actions: Claims = ()
    """What we do."""
    owner: DepartmentRef | None = None
    """The department that is mainly responsible."""
    supporting: ManyRefs[DepartmentRef] = ()
    """Departments that help."""
    handoffs: Many[Handoff] = ()
    """What one department hands to another."""
    messages: Many[StageMessage] = ()
    """What we say."""
    formats: Many[Text] = ()
    """Forms of content that suit."""
    sales_effort: Level | None = None
    """How much a sales person's effort counts here."""
    sales_actions: Claims = ()
    """What sales does here."""
    opportunities: Many[Opportunity] = ()
    """What we could do better."""
    metrics: Many[Metric] = ()
    """How well it goes."""
    lanes: dict[str, Claims] = {}  # noqa: RUF012 - pydantic copies defaults
    """The model's own lanes."""


class Journey(Thing):
    """How customers come to us and stay, stage by stage."""

    KIND = "journey"
    FOLDER = "journeys"

    model: ModelRef
    """The model whose stages it follows."""
    state: Literal["current", "target"] | None = None
    """As it is now, or as it should be."""
    counterpart: JourneyRef | None = None
    """The same journey in the other state."""
    parent: ManyRefs[JourneyRef] = ()
    """The journeys that it shows a part of."""
    segments: ManyRefs[SegmentRef] = ()
    """The segments whose journey it is."""
    personas: ManyRefs[PersonaRef] = ()
    """Whose journey it is, besides the people of its stages."""
    scenario: Text | None = None
    """The situation in which it begins."""
    metrics: Many[Metric] = ()
    """How well it goes as a whole."""
    stages: Many[Stage]
    """Its stages, in the model's order."""


#: Fields of a stage in the order in which its map shows them; a model's lanes are named like these.
LANES = (
    "goals",
    "actions",
    "interests",
    "thoughts",
    "feelings",
    "pains",
    "experience",
    "people",
    "partners",
    "touchpoints",
    "our_goals",
    "our_actions",
    "owner",
    "handoffs",
    "messages",
    "formats",
    "sales_effort",
    "sales_actions",
    "opportunities",
    "metrics",
)
