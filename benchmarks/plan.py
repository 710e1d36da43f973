"""What a generated book holds: how many things of each kind, their ids, and who belongs to whom.

All kinds grow in step with the book, and things belong to neighbourhoods of a fixed size: one segment, one
journey, two companies with four people each. An ordinary thing thus has as many links in a small book as in a
large one, and time per page measures the generator, not the book. The five shipped roles and three of the
shipped models collect links from the whole book, as they do in reality.
"""

from dataclasses import dataclass

from benchmarks.names import slug, title

NEIGHBOURHOOD = 25
PEOPLE = 8
"""People of one neighbourhood: two companies, four people each."""
PER_COMPANY = 4
PER_THOUSAND = {
    "touchpoint": 200,
    "source": 60,
    "department": 20,
    "partner": 30,
    "competitor": 30,
    "question": 60,
    "track": 10,
    "event": 10,
    "model": 1,
    "role": 2,
}
AT_LEAST = {"department": 2}
FEWEST = 40
"""A smaller book would have no room for one of each kind."""

MODEL_STAGES = {
    "martin-grant": ("awareness", "evaluation", "purchase", "retention", "advocacy"),
    "stdc": ("see", "think", "do", "care"),
    "b2b-backbone": ("trigger", "review", "decision", "onboarding", "relationship", "renewal"),
}
OWN_STAGES = ("nhan-biet", "tim-hieu", "thu-nghiem", "ky-ket", "su-dung", "mo-rong")
OWN_MODEL = ""
MODEL_ORDER = (
    OWN_MODEL,
    "b2b-backbone",
    "martin-grant",
    "b2b-backbone",
    "stdc",
    "b2b-backbone",
    "martin-grant",
    "b2b-backbone",
)
"""The models of successive pairs of journeys: five and a half stages each on average."""


@dataclass(frozen=True)
class Plan:
    """The ids of all things, by kind; persons and companies are apart here and both personas in the book."""

    seed: int
    languages: tuple[str, ...]
    ids: dict[str, tuple[str, ...]]

    def pick(self, kind: str, number: int) -> str:
        """The id of the kind's thing with this number, counting round: counted up, it leaves none unused."""
        return self.ids[kind][number % len(self.ids[kind])]

    def count(self, kind: str) -> int:
        """How many things of the kind there are."""
        return len(self.ids[kind])

    def people(self, unit: int) -> list[int]:
        """The numbers of the wanted people of a neighbourhood."""
        return [person for person in range(unit * PEOPLE, (unit + 1) * PEOPLE) if not self.unwanted(person)]

    def unwanted(self, person: int) -> bool:
        """Whether this person is a negative persona; such people stand in no committee and on no journey."""
        return person % (16 * PER_COMPANY) == 16 * PER_COMPANY - 1

    def role(self, person: int) -> str:
        """The buying role of a person: each company has four, and every second one an influencer."""
        company, position = divmod(person, PER_COMPANY)
        return ("decider", "proposer", "user", ("researcher", "influencer")[company % 2])[position]

    def model(self, journey: int) -> str:
        """The model of a journey; a pair shares one, so that as-is and to-be can be counterparts."""
        pair = journey // 2
        return MODEL_ORDER[pair % len(MODEL_ORDER)] or self.pick("model", pair // len(MODEL_ORDER))

    def stages(self, journey: int) -> tuple[str, ...]:
        """The stages of a journey, in order."""
        return MODEL_STAGES.get(self.model(journey), OWN_STAGES)


def plan(things: int, seed: int, languages: tuple[str, ...]) -> Plan:
    """Divide a number of things among the kinds; terms take what is left over."""
    if things < FEWEST:
        raise ValueError(f"a book of all kinds needs at least {FEWEST} things, not {things}")
    units = things // NEIGHBOURHOOD
    counts = {
        "segment": units,
        "journey": units,
        "company": units * PEOPLE // PER_COMPANY,
        "person": units * PEOPLE,
    }
    counts |= {kind: max(AT_LEAST.get(kind, 1), things * share // 1000) for kind, share in PER_THOUSAND.items()}
    counts["term"] = things - sum(counts.values())
    ids = {kind: tuple(f"{slug(title(kind, n)[0])}-{n + 1}" for n in range(count)) for kind, count in counts.items()}
    return Plan(seed, languages, ids)
