"""The personas of a generated book: people, and companies with their buying committees."""

from benchmarks import words
from benchmarks.names import title
from benchmarks.plan import PEOPLE, PER_COMPANY, Plan
from benchmarks.voice import Data, Voice

PORTRAITS = 12
"""Pictures that the people share, as books with drawn portraits do."""


def person(plan: Plan, number: int) -> Data:
    """A person of a company; a negative one stands alone."""
    voice = Voice(plan, "person", number)
    company, position = divmod(number, PER_COMPANY)
    unit = number // PEOPLE
    journey = plan.pick("journey", unit)
    stages = [f"{journey}/{stage}" for stage in plan.stages(unit)]
    colleagues = [other for other in plan.people(unit) if other != number and other // PER_COMPANY == company]
    job = words.JOBS[(position + number // PEOPLE) % len(words.JOBS)]
    meet = [plan.pick("touchpoint", unit * 5 + place) for place in range(3)]
    fields: Data = {
        "segments": [plan.pick("segment", unit)],
        "portrait": f"chan-dung-{number % PORTRAITS + 1}.png",
        "job": voice.text(job),
        "industry": voice.text(words.SECTORS[unit % len(words.SECTORS)]),
        "location": voice.text(words.REGIONS[number % len(words.REGIONS)]),
        "quote": voice.claim("thought"),
        "roles": roles(voice, number),
        **standing(voice, number, colleagues),
        **voice.some(0.5, demographics=voice.say("person"), origin=voice.say("person")),
        "personality": voice.say("person"),
        "goals": voice.claims("goal", 2),
        "challenges": voice.claims("pain", 2, [f"persona:{plan.pick('person', colleagues[0])}"]),
        "needs": voice.claims("goal", 1, [f"touchpoint:{meet[0]}"]),
        **voice.some(0.5, motivations=voice.claims("thought", 1), triggers=voice.claims("fact", 2)),
        **voice.some(0.5, likes=voice.claims("person", 1), reads=voice.claims("person", 1)),
        **voice.some(0.5, tools=[voice.topic()], communication=voice.say("person"), networks=[meet[1]]),
        "channels": [{"touchpoint": meet[0], "rank": 1, "purpose": voice.say("action")}, meet[2]],
        **voice.some(0.5, measures=voice.claims("goal", 1), decision_criteria=voice.claims("goal", 2)),
        "messages": [{"say": voice.say("offer"), "proof": voice.say("fact"), "stage": stages[number % len(stages)]}],
        "questions": [{"ask": voice.say("question"), "stage": stages[0]}],
        "objections": [voice.objection(stages[1])],
        "related": [f"segment:{plan.pick('segment', voice.number_of('segment'))}"],
    }
    return voice.thing(title("person", number), number, **fields)


def roles(voice: Voice, number: int) -> list[str | Data]:
    """The buying role of a person; the first people also hold the book's own roles, so each is used."""
    held: list[str | Data] = [voice.plan.role(number)]
    if number < voice.plan.count("role"):
        held.append({"role": voice.plan.pick("role", number), "when": voice.say("action")})
    return held


def standing(voice: Voice, number: int, colleagues: list[int]) -> Data:
    """Where a person stands in the company: whom they report to, whom they influence."""
    if voice.plan.unwanted(number):
        return {"negative": True, "organization": voice.say("person"), "influence": "low"}
    head, *others = [voice.plan.pick("person", other) for other in colleagues]
    fields: Data = {"company": voice.plan.pick("company", number // PER_COMPANY)}
    if number % PER_COMPANY == 0:
        return fields | {"influence": "high", "veto": True, "influenced_by": others}
    return fields | {"influence": "medium", "reports_to": head, "influences": [head]}


def company(plan: Plan, number: int) -> Data:
    """A company persona; its committee names a person per role, and a bare title where there is none."""
    voice = Voice(plan, "company", number)
    unit = number // (PEOPLE // PER_COMPANY)
    members = [person for person in plan.people(unit) if person // PER_COMPANY == number]
    committee: list[Data] = [
        {"role": plan.role(member), "persona": plan.pick("person", member), "part": voice.say("action")}
        for member in members
    ]
    committee.append(
        {
            "role": "influencer" if number % 2 == 0 else "researcher",
            "title": voice.text(words.JOBS[number % len(words.JOBS)]),
            "part": voice.say("action"),
        }
    )
    fields: Data = {
        "kind": "company",
        "segments": [plan.pick("segment", unit)],
        "industry": voice.text(words.SECTORS[number % len(words.SECTORS)]),
        "location": voice.text(words.REGIONS[number % len(words.REGIONS)]),
        "headcount": voice.text((f"khoảng {50 + number % 40 * 10} người", f"about {50 + number % 40 * 10} people")),
        "revenue": voice.say("fact"),
        "ownership": voice.text(("tư nhân", "privately owned")),
        "growth_stage": voice.text(("tăng trưởng", "growth")),
        "budget": voice.claim("fact"),
        "decision_process": voice.block("action", "fact", see=f"persona:{plan.pick('person', members[0])}"),
        "goals": voice.claims("goal", 3),
        "challenges": voice.claims("pain", 3),
        "needs": voice.claims("goal", 2),
        "triggers": voice.claims("fact", 2),
        "trends": voice.claims("fact", 1),
        "buying_purposes": voice.claims("goal", 2),
        "interests": [{"topic": voice.topic(), "weight": weight} for weight in (5, 3, 2)],
        "committee": committee,
    }
    return voice.thing(title("company", number), number, **fields)
