"""The journeys of a generated book and the models of its own.

Every stage fills nearly every lane: maps are the heaviest pages, and a benchmark should not spare them.
"""

from benchmarks.names import title, topic
from benchmarks.plan import OWN_STAGES, Plan
from benchmarks.voice import Data, Voice

OWN_LANE = "rui-ro"
ROLES = ("decider", "proposer", "user", "researcher", "influencer")
PARTS = {
    "decider": "approves",
    "proposer": "initiates",
    "user": "uses",
    "researcher": "leads",
    "influencer": "consulted",
}
TOUCHPOINTS = 4
"""Touchpoints of one stage."""


def model(plan: Plan, number: int) -> Data:
    """A model of the book's own, with a lane of its own."""
    voice = Voice(plan, "model", number)
    stages = [
        {
            "id": stage,
            "title": voice.text(topic(number * len(OWN_STAGES) + place)),
            "summary": voice.say("fact"),
            "asks": voice.says("question", 2),
        }
        for place, stage in enumerate(OWN_STAGES)
    ]
    lanes: Data = {
        "goals": {"required": True},
        "touchpoints": {"required": True},
        OWN_LANE: {"title": voice.text(("Rủi ro", "Risks")), "required": True},
    }
    return voice.thing(
        title("model", number),
        None,
        credit=voice.say("fact"),
        stages=stages,
        lanes=lanes,
        rollout=list(reversed(OWN_STAGES)),
    )


def journey(plan: Plan, number: int) -> Data:
    """A journey; pairs share a model, and the second of every other pair is the first one's counterpart."""
    voice = Voice(plan, "journey", number)
    pair, side = divmod(number, 2)
    fields: Data = {"model": plan.model(number), "state": ("current", "target")[side]}
    if side and pair % 2 == 0:
        fields["counterpart"] = plan.pick("journey", number - 1)
    first = plan.people(number)[0]
    fields |= {
        "segments": [plan.pick("segment", number)],
        "scenario": voice.block("fact", "pain", "action", see=f"persona:{plan.pick('person', first)}"),
        "metrics": [voice.metric()],
        "stages": [stage(voice, place, name) for place, name in enumerate(plan.stages(number))],
    }
    return voice.thing(title("journey", number), number, **fields)


def stage(voice: Voice, place: int, name: str) -> Data:
    """One stage of a journey: the customer, the people, the touchpoints and our own part."""
    plan, number = voice.plan, voice.number
    people = plan.people(number)
    here = [plan.pick("person", people[(place + step) % len(people)]) for step in (0, 1, 3, 5)]
    fields: Data = {"id": name, "summary": voice.say("fact")}
    if place == 2:
        fields["returns_to"] = [plan.stages(number)[1]]
        if number % 8 == 0 and number + 2 < plan.count("journey"):
            fields["drilldown"] = plan.pick("journey", number + 2)
    fields |= {
        "duration": voice.text((f"{place + 2} tuần", f"{place + 2} weeks")),
        "entry": voice.claims("fact", 1),
        "exit": voice.claims("action", 1),
        "goals": voice.claims("goal", 1),
        "actions": voice.claims("action", 2, [f"persona:{here[1]}"]),
        "pains": voice.claims("pain", 1),
        **voice.some(0.4, thoughts=voice.claims("thought", 1), feelings=voice.claims("thought", 1)),
        **({"interests": voice.claims("goal", 1)} if plan.model(number) == "stdc" else {}),
        "experience": {person: voice.random.randint(-2, 2) for person in here},
        "people": [{"persona": plan.pick("person", person), "part": PARTS[plan.role(person)]} for person in people],
        "partners": [{"partner": plan.pick("partner", number * 6 + place), "part": voice.say("action")}],
        "touchpoints": [meeting(voice, place, step, here) for step in range(TOUCHPOINTS)],
        **our_part(voice, place, here),
    }
    if OWN_STAGES[0] in plan.stages(number):
        fields["lanes"] = {OWN_LANE: voice.claims("pain", 1)}
    return fields


def meeting(voice: Voice, place: int, step: int, here: list[str]) -> str | Data:
    """A touchpoint of a stage; counted on, stages use every touchpoint there is. The last is a bare id."""
    plan, number = voice.plan, voice.number
    touchpoint = plan.pick("touchpoint", (number * 6 + place) * TOUCHPOINTS + step)
    if step == TOUCHPOINTS - 1:
        return touchpoint
    fields: Data = {
        "touchpoint": touchpoint,
        "personas": here[step : step + 2],
        "purpose": voice.say("action"),
        "experience": voice.random.randint(-2, 2),
        "owner": plan.pick("department", number + step),
    }
    if step == 0:
        fields |= {
            "moment_of_truth": True,
            **voice.some(0.5, pains=voice.claims("pain", 1), metrics=[voice.metric()]),
        }
    return fields


def our_part(voice: Voice, place: int, here: list[str]) -> Data:
    """The lanes about us: departments, messages by role and by person, the sales effort, opportunities."""
    plan, number = voice.plan, voice.number
    owner, second = (plan.pick("department", number + place + n) for n in range(2))
    return {
        "our_goals": voice.claims("goal", 1),
        "our_actions": voice.claims("action", 1),
        "owner": owner,
        "supporting": [second],
        **voice.some(0.5, handoffs=[{"from": owner, "to": second, "what": voice.say("action")}]),
        "messages": [
            {
                "to": [ROLES[place % len(ROLES)], ROLES[(place + 2) % len(ROLES)]],
                "say": voice.say("offer"),
                "proof": voice.say("fact"),
            },
            {
                "to": [here[0]],
                "say": voice.say("offer"),
                "touchpoint": plan.pick("touchpoint", (number * 6 + place) * TOUCHPOINTS),
            },
        ],
        "sales_effort": ("low", "medium", "high")[place % 3],
        **voice.some(0.3, sales_actions=voice.claims("action", 1), formats=voice.says("offer", 1)),
        **voice.some(0.4, opportunities=[opportunity(voice, owner)], metrics=[voice.metric()]),
    }


def opportunity(voice: Voice, owner: str) -> Data:
    """Something to do better at a stage, assigned to its department."""
    return {
        "title": voice.topic(),
        "pain": voice.say("pain"),
        "impact": voice.random.randint(1, 5),
        "effort": voice.random.randint(1, 5),
        "status": "planned",
        "owner": owner,
    }
