"""The libraries of a generated book: everything that segments, personas and journeys refer to."""

from datetime import date

from benchmarks.names import title
from benchmarks.plan import Plan
from benchmarks.voice import Data, Voice

CHANNELS = (
    "digital",
    "digital",
    "digital",
    "digital",
    "person",
    "print",
    "digital",
    "phone",
    "event",
    "print",
    "event",
    "digital",
    "person",
    "digital",
    "phone",
    "partner",
)
"""The channel of each place where we meet customers, in the order of `words.PLACES_WE_MEET`."""
METHODS = ("interview", "survey", "workshop", "crm", "analytics", "support", "report", "sales-call")


def role(plan: Plan, number: int) -> Data:
    """A role beyond the five shipped ones."""
    voice = Voice(plan, "role", number)
    return voice.thing(
        title("role", number),
        None,
        order=number + 10,
        responsibilities=voice.claims("action", 2),
        asks=voice.claims("question", 2),
        wants=voice.claims("goal", 2),
    )


def touchpoint(plan: Plan, number: int) -> Data:
    """A touchpoint with its owner and cost."""
    voice = Voice(plan, "touchpoint", number)
    return voice.thing(
        title("touchpoint", number),
        number,
        channel=CHANNELS[number % len(CHANNELS)],
        media=("owned", "paid", "earned", "shared")[number % 4],
        cost=("low", "medium", "high")[number % 3],
        systems=[("CRM", "ERP", "CMS")[number % 3]],
        metrics=[voice.metric()],
    )


def department(plan: Plan, number: int) -> Data:
    """A department of ours."""
    voice = Voice(plan, "department", number)
    return voice.thing(
        title("department", number),
        None,
        mission=voice.say("goal"),
        responsibilities=voice.claims("action", 3),
    )


def partner(plan: Plan, number: int) -> Data:
    """A partner in the value chain."""
    voice = Voice(plan, "partner", number)
    return voice.thing(
        title("partner", number),
        number,
        relation=voice.say("fact"),
        influence=("low", "medium", "high")[number % 3],
        touchpoints=[plan.pick("touchpoint", number * 3)],
    )


def source(plan: Plan, number: int) -> Data:
    """A source with its findings, about somebody in the book."""
    voice = Voice(plan, "source", number)
    return voice.thing(
        title("source", number),
        number,
        method=METHODS[number % len(METHODS)],
        date=date(2025, number % 12 + 1, 1),
        sample=20 + number % 80,
        confidence=("low", "medium", "high")[number % 3],
        finding=voice.claims("fact", 3),
        related=[f"persona:{plan.pick('person', number * 5)}"],
    )


def competitor(plan: Plan, number: int) -> Data:
    """A competitor: the battle card."""
    voice = Voice(plan, "competitor", number)
    return voice.thing(
        title("competitor", number),
        number,
        strengths=voice.claims("offer", 3),
        weaknesses=voice.claims("pain", 3),
        differences=voice.claims("offer", 2),
        met_when=voice.say("action"),
        traps=[{"ask": voice.say("question"), "because": voice.say("fact")}],
        objections=[voice.objection()],
    )


def track(plan: Plan, number: int) -> Data:
    """A learning track; question by question, the tracks together ask all of the book's."""
    voice = Voice(plan, "track", number)
    questions = plan.ids["question"][number :: plan.count("track")]
    read = [
        f"segment:{plan.pick('segment', number)}",
        f"persona:{plan.pick('person', number * 8)}",
        f"journey:{plan.pick('journey', number)}",
        f"competitor:{plan.pick('competitor', number)}",
    ]
    steps = [
        {
            "title": voice.topic(),
            "day": place + 1,
            "minutes": 20,
            "why": voice.say("goal"),
            "read": [target],
            "do": voice.say("action"),
            "questions": list(questions[place :: len(read)]),
        }
        for place, target in enumerate(read)
    ]
    return voice.thing(title("track", number), number, learners=voice.say("person"), steps=steps)


def question(plan: Plan, number: int) -> Data:
    """A question with four choices, or every fourth time an open one."""
    voice = Voice(plan, "question", number)
    fields: Data = {"ask": voice.say("question")}
    if number % 4:
        fields |= {"choices": voice.says("action", 4), "answer": number % 4 + 1}
    else:
        fields["answer"] = voice.say("action")
    return fields | {"explain": voice.say("fact"), "about": f"persona:{plan.pick('person', number * 5)}"}


def term(plan: Plan, number: int) -> Data:
    """A term; its title occurs in the sentences of the book."""
    voice = Voice(plan, "term", number)
    return voice.thing(
        title("term", number),
        None,
        definition=voice.say("fact"),
        related=[f"touchpoint:{plan.pick('touchpoint', number * 2)}"],
    )


def event(plan: Plan, number: int) -> Data:
    """An event, older than every review in the book."""
    voice = Voice(plan, "event", number)
    return voice.thing(
        title("event", number),
        None,
        date=date(2024, number % 12 + 1, 15),
        kind=("product", "economy", "merger", "rebrand")[number % 4],
        affects=[f"segment:{plan.pick('segment', number)}", f"persona:{plan.pick('company', number)}"],
    )
