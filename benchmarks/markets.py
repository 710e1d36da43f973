"""The segments of a generated book, each with its six-step strategy."""

from benchmarks import words
from benchmarks.names import title
from benchmarks.plan import PEOPLE, Plan
from benchmarks.voice import Data, Voice


def segment(plan: Plan, number: int) -> Data:
    """A segment; three of four lie below the first of their four."""
    voice = Voice(plan, "segment", number)
    persons = [plan.pick("person", person) for person in plan.people(number)]
    fields: Data = {
        "tier": number % 4 + 1,
        "tier_reason": voice.say("fact"),
        "criteria": criteria(voice),
        "includes": voice.claims("fact", 2),
        "excludes": voice.claims("pain", 2),
        "market": {
            "trends": voice.claims("fact", 2),
            "requirements": voice.claims("goal", 2),
            "regulations": voice.claims("fact", 1),
            "accounts": voice.random.randint(20, 900),
            "value": voice.say("fact"),
        },
        "insights": [
            {
                "criterion": voice.topic(),
                "information": voice.claims("fact", 2),
                "insight": voice.claims("pain", 1),
                "implication": voice.claims("offer", 1),
            }
            for _ in range(4)
        ],
        "priority": {
            side: [
                {
                    "criterion": voice.topic(),
                    "score": voice.random.randint(1, 5),
                    "weight": weight,
                    "why": voice.say("fact"),
                }
                for weight in (3, 2, 1)
            ]
            for side in ("attractiveness", "feasibility")
        },
        "value_proposition": proposition(voice),
        "approach": {
            "deciders": persons[:1],
            "channels": [plan.pick("touchpoint", number * 5 + n) for n in range(4)],
            "team": [{"department": plan.pick("department", number), "part": voice.say("action")}],
            "reach": voice.claims("action", 2),
            "sell": voice.claims("action", 2),
            "care": voice.claims("action", 1),
            "grow": voice.claims("action", 1, [f"persona:{persons[1]}"]),
        },
        "plan": activity_plan(voice),
    }
    if number % 4:
        fields["parent"] = plan.pick("segment", number - number % 4)
    return voice.thing(title("segment", number), number, **fields)


def criteria(voice: Voice) -> Data:
    """Who belongs to a segment."""
    number = voice.number
    return {
        "industries": [voice.text(words.SECTORS[number % len(words.SECTORS)])],
        "sizes": [voice.text(words.SIZES[number % len(words.SIZES)])],
        "regions": [voice.text(words.REGIONS[(number + n) % len(words.REGIONS)]) for n in range(2)],
        "needs": voice.says("goal", 2),
        "behaviours": voice.says("action", 1),
        "complexity": ("basic", "complex")[number % 2],
    }


def proposition(voice: Voice) -> Data:
    """What we offer, beside two of the competitors; counted up, every competitor meets some segment."""
    rivals = [voice.plan.pick("competitor", voice.number * 2 + n) for n in range(2)]
    return {
        "context": voice.claims("fact", 1),
        "needs": voice.claims("goal", 2),
        "barriers": voice.claims("pain", 2),
        "expectations": voice.claims("thought", 1),
        "offer": voice.block("offer", "offer", "fact", see=f"competitor:{rivals[0]}"),
        "key_selling_point": voice.say("offer"),
        "comparison": [
            {
                "criterion": voice.topic(),
                "us": voice.say("offer"),
                "rivals": {
                    rival: {"text": voice.say("offer"), "verdict": verdict}
                    for rival, verdict in zip(dict.fromkeys(rivals), ("better", "equal"), strict=False)
                },
            }
            for _ in range(3)
        ],
    }


def activity_plan(voice: Voice) -> Data:
    """Activities along the neighbourhood's journey."""
    plan, number = voice.plan, voice.number
    journey, stages = plan.pick("journey", number), plan.stages(number)
    return {
        "goals": voice.claims("goal", 2),
        "messages": voice.claims("offer", 2),
        "formats": voice.says("offer", 1),
        "activities": [
            {
                "what": voice.say("action"),
                "stage": f"{journey}/{stage}",
                "touchpoint": plan.pick("touchpoint", number * PEOPLE + place),
                "owner": plan.pick("department", number + place),
                "when": voice.text((f"quý {place % 4 + 1}", f"quarter {place % 4 + 1}")),
                "metric": voice.metric(),
            }
            for place, stage in enumerate(stages[:3])
        ],
        "metrics": [voice.metric() for _ in range(2)],
    }
