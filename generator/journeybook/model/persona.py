"""Persona: a kind of person in a buying group (``Person``), or the kind of company around them (``Company``)."""

from __future__ import annotations

from typing import Literal

from journeybook.model.base import Claim, Claims, Many, ManyRefs, Objection, Shape, Thing
from journeybook.model.refs import (
    CompanyRef,
    PersonaOrWords,
    PersonRef,
    RoleRef,
    SegmentRef,
    StageRef,
    TouchpointOrWords,
    TouchpointRef,
)
from journeybook.model.texts import Text
from journeybook.model.values import Feeling, Level, Picture, Rank, Score, Truth


class RoleHeld(Shape):
    """A buying role that a person has, always or at times."""

    short = "role"
    concerns = ("stage",)
    role: RoleRef
    """The role."""
    when: Text | None = None
    """When they have it."""
    stage: StageRef | None = None
    """At which stage they have it."""


class Channel(Shape):
    """A touchpoint that a person likes to use."""

    short = "touchpoint"
    touchpoint: TouchpointRef
    """The touchpoint."""
    rank: Rank | None = None
    """1 is the one they like best."""
    purpose: Text | None = None
    """What they use it for."""


class Message(Shape):
    """What we say to a person."""

    say: Text
    """What we say."""
    proof: Text | None = None
    """What shows that it is true."""
    stage: StageRef | None = None
    """When we say it."""


class DiscoveryQuestion(Shape):
    """What we ask a person to understand them."""

    ask: Text
    """What we ask."""
    listen_for: Text | None = None
    """What to listen for."""
    stage: StageRef | None = None
    """When we ask it."""


class Trait(Shape):
    """Where a person stands between two ends."""

    low: Text
    """The one end."""
    high: Text
    """The other end."""
    value: Feeling
    """From -2 (all the one end) to 2 (all the other)."""


class Interest(Shape):
    """What a company cares about, and how much."""

    topic: Text
    """What it is about."""
    weight: Score | None = None
    """From 1 (little) to 5 (most)."""


class Seat(Shape):
    """A role in a company's buying committee, and who fills it."""

    role: RoleRef
    """The role."""
    persona: PersonRef | None = None
    """Who fills it."""
    title: Text | None = None
    """Who fills it, if that person has no persona."""
    part: Text | None = None
    """What they do in the decision."""


class Persona(Thing):
    """What persons and companies have in common."""

    KIND = "persona"
    FOLDER = "personas"

    kind: Literal["person", "company"] = "person"
    """A person or a company."""
    segments: ManyRefs[SegmentRef] = ()
    """The segments that they belong to."""
    portrait: Picture | None = None
    """A picture, relative to ``media/``."""
    quote: Claim | None = None
    """One sentence that they would say."""
    negative: Truth = False
    """Whether this is somebody whom we do not want as a customer."""
    valid_for: Claims = ()
    """For whom the persona is true."""
    not_valid_for: Claims = ()
    """For whom it isn't."""
    industry: Claim | None = None
    """Their industry."""
    location: Claim | None = None
    """Where they are."""
    goals: Claims = ()
    """What they want to reach."""
    challenges: Claims = ()
    """What stands in their way."""
    needs: Claims = ()
    """What they need."""
    motivations: Claims = ()
    """What drives them."""
    triggers: Claims = ()
    """What makes them start to look for something."""
    tasks: Claims = ()
    """The jobs that they have to get done."""
    tools: Claims = ()
    """What they work with."""
    brands: Claims = ()
    """Brands that they are associated with."""
    finances: Claim | None = None
    """How the company does financially."""
    purchase_frequency: Claim | None = None
    """How often they need the product."""
    trends: Claims = ()
    """What moves their industry."""


class Person(Persona):
    """A kind of person in a buying group."""

    job: Claim
    """Their job."""
    titles: Claims = ()
    """Other titles of the same person."""
    company: ManyRefs[CompanyRef] = ()
    """The companies in whose committees they sit."""
    organization: Claim | None = None
    """Where they work, if that company has no persona."""
    roles: Many[RoleHeld] = ()
    """Their buying roles."""
    decision_maker: Truth | None = None
    """Whether they decide; if not said, whether they have the role ``decider``."""
    influence: Level | None = None
    """How much weight they have."""
    veto: Truth = False
    """Whether they can stop a purchase alone."""
    reports_to: PersonaOrWords | None = None
    """Their boss."""
    influences: ManyRefs[PersonaOrWords] = ()
    """Whom they influence."""
    influenced_by: ManyRefs[PersonaOrWords] = ()
    """Who influences them."""
    demographics: Claim | None = None
    """Age, family."""
    origin: Claim | None = None
    """Where they come from."""
    education: Claim | None = None
    """What they studied."""
    personality: Claim | None = None
    """What they are like."""
    team: Claim | None = None
    """The team around them."""
    seniority: Claim | None = None
    """How long they have been there, how high they stand."""
    likes: Claims = ()
    """What they like."""
    reads: Claims = ()
    """What they read or watch to learn of products like ours."""
    time_online: Claim | None = None
    """How much time they spend online."""
    social_use: Claim | None = None
    """How much they use social networks."""
    networks: ManyRefs[TouchpointOrWords] = ()
    """The networks that they use most."""
    channels: Many[Channel] = ()
    """Where we reach them best."""
    communication: Claim | None = None
    """How they like to be spoken to."""
    measures: Claims = ()
    """How their team measures progress."""
    decision_criteria: Claims = ()
    """What they decide by."""
    messages: Many[Message] = ()
    """What we say to them."""
    questions: Many[DiscoveryQuestion] = ()
    """What we ask them."""
    objections: Many[Objection] = ()
    """What they say against us."""
    traits: Many[Trait] = ()
    """Where they stand between two ends."""


class Company(Persona):
    """A kind of company, with its buying committee."""

    headcount: Claim | None = None
    """How many people work there."""
    revenue: Claim | None = None
    """What they earn a year."""
    ownership: Claim | None = None
    """Who owns it."""
    growth_stage: Claim | None = None
    """Start-up, growth, maturity, shrinking."""
    budget: Claim | None = None
    """What they can spend on products like ours."""
    decision_process: Claim | None = None
    """How they decide."""
    buying_purposes: Claims = ()
    """What they buy for."""
    interests: Many[Interest] = ()
    """What they care about, and how much."""
    committee: Many[Seat] = ()
    """Who takes part in the decision."""
