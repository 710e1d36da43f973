"""Segment: a group of companies that are worth the same approach, along the six steps of a strategy."""

from __future__ import annotations

from typing import Literal

from journeybook.model.base import Claim, Claims, Many, ManyRefs, Metric, Shape, Thing
from journeybook.model.refs import CompetitorRef, DepartmentRef, PersonaRef, SegmentRef, StageRef, TouchpointRef
from journeybook.model.texts import Text
from journeybook.model.values import Count, Score, Tier, Weight


class OtherCriterion(Shape):
    """A criterion of your own."""

    criterion: Text
    """What the companies have in common."""
    values: Many[Text] = ()
    """The values that count."""


class Criteria(Shape):
    """What the companies of a segment have in common."""

    industries: Many[Text] = ()
    """Their industries."""
    sizes: Many[Text] = ()
    """Their size: people, revenue."""
    company_types: Many[Text] = ()
    """Manufacturing or retail; state-owned, private or foreign-owned."""
    regions: Many[Text] = ()
    """Where they are."""
    growth_stages: Many[Text] = ()
    """Start-up, growth, maturity, shrinking."""
    product_functions: Many[Text] = ()
    """What they need the product to do."""
    needs: Many[Text] = ()
    """Whether they look for software, advice or service."""
    behaviours: Many[Text] = ()
    """Loyal, price-focused, service-focused."""
    complexity: Literal["basic", "complex"] | None = None
    """Basic: simple and easy to use. Complex: high security, deep integration."""
    other: Many[OtherCriterion] = ()
    """Criteria of your own."""


class Market(Shape):
    """The market that a segment is part of."""

    trends: Claims = ()
    """Where it is going."""
    requirements: Claims = ()
    """What products must be able to do."""
    regulations: Claims = ()
    """Rules and standards."""
    accounts: Count | None = None
    """How many companies there are."""
    value: Claim | None = None
    """What they spend, with currency and year."""


class Insight(Shape):
    """One criterion on three levels: what the customer is, what moves them, what we should do."""

    criterion: Text
    """What is looked at."""
    information: Claims = ()
    """What the customer is."""
    insight: Claims = ()
    """Difficulties and expectations behind it."""
    implication: Claims = ()
    """What we should therefore do."""


class Scored(Shape):
    """One criterion of a score."""

    criterion: Text
    """What is scored."""
    score: Score
    """From 1 (poor) to 5 (very good)."""
    weight: Weight = 1
    """How much it counts."""
    why: Text | None = None
    """The reason for the score."""


class Priority(Shape):
    """How attractive a segment is, and how feasible."""

    attractiveness: Many[Scored] = ()
    """What makes it worth winning."""
    feasibility: Many[Scored] = ()
    """What makes it possible for us."""


class Rival(Shape):
    """How a competitor does on a criterion."""

    short = "text"
    text: Text
    """What they do."""
    verdict: Literal["better", "equal", "worse"] | None = None
    """How we are beside them."""

    @classmethod
    def _from_map(cls, value: dict[str, object]) -> object:
        return super()._from_map(value) if value.keys() & cls.names().keys() else {"text": value}


class Compared(Shape):
    """One row of the comparison with competitors."""

    criterion: Text
    """What is compared."""
    us: Text | None = None
    """What we do."""
    rivals: dict[CompetitorRef, Rival] = {}  # noqa: RUF012 - pydantic copies defaults
    """What each competitor does."""


class ValueProposition(Shape):
    """Why companies of this segment should choose us."""

    context: Claims = ()
    """In which situation they use the product."""
    needs: Claims = ()
    """What they need in that situation."""
    barriers: Claims = ()
    """What makes buying or using difficult."""
    expectations: Claims = ()
    """What they expect."""
    offer: Text | None = None
    """The value of our product or service to them."""
    key_selling_point: Text | None = None
    """The one reason that decides."""
    comparison: Many[Compared] = ()
    """We beside our competitors."""


class TeamPart(Shape):
    """A department's part in winning and keeping the segment."""

    short = "department"
    department: DepartmentRef
    """The department."""
    part: Text | None = None
    """What it does."""


class Approach(Shape):
    """How we reach, win, care for and grow these customers."""

    deciders: ManyRefs[PersonaRef] = ()
    """Who decides."""
    channels: ManyRefs[TouchpointRef] = ()
    """Where we reach them."""
    team: Many[TeamPart] = ()
    """Who of us does what."""
    reach: Claims = ()
    """How we reach them."""
    sell: Claims = ()
    """How we sell."""
    care: Claims = ()
    """How we care for them."""
    grow: Claims = ()
    """How we grow with them."""


class Activity(Shape):
    """Something that we do, when and how we measure it."""

    what: Text
    """What we do."""
    stage: StageRef | None = None
    """At which stage."""
    touchpoint: TouchpointRef | None = None
    """Where."""
    owner: DepartmentRef | None = None
    """Who does it."""
    when: Text | None = None
    """When."""
    metric: Metric | None = None
    """How we know that it works."""


class Plan(Shape):
    """The plan for marketing and sales."""

    goals: Claims = ()
    """What we want to reach."""
    messages: Claims = ()
    """What we say to those who decide."""
    formats: Many[Text] = ()
    """The forms of content that suit the industry."""
    activities: Many[Activity] = ()
    """What we do."""
    metrics: Many[Metric] = ()
    """How we measure it."""


class Segment(Thing):
    """A group of companies that are worth the same approach."""

    KIND = "segment"
    FOLDER = "segments"

    parent: SegmentRef | None = None
    """The larger segment that it is part of."""
    tier: Tier | None = None
    """1: largest and most important. 2: large potential, less urgent. 3: smaller but valuable. 4: may become 1."""
    tier_reason: Text | None = None
    """Why it stands there."""
    criteria: Criteria | None = None
    """What its companies have in common."""
    includes: Claims = ()
    """How an account gets in."""
    excludes: Claims = ()
    """Who is not in it."""
    market: Market | None = None
    """The market around it."""
    insights: Many[Insight] = ()
    """Information, Insight and Implication, criterion by criterion."""
    priority: Priority | None = None
    """How attractive and how feasible it is."""
    value_proposition: ValueProposition | None = None
    """Why they should choose us."""
    approach: Approach | None = None
    """How we reach, win, care for and grow them."""
    plan: Plan | None = None
    """What we do, and how we measure it."""
