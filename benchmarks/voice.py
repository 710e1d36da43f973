"""How a generated book speaks: texts, claims with evidence and metrics, in the book's languages.

Each thing has a voice of its own, seeded by its kind and number: the same call always writes the same book.
"""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from benchmarks.names import capital, topic
from benchmarks.plan import Plan
from benchmarks.sentences import PATTERNS
from benchmarks.words import REGIONS, Pair

Data = dict[str, Any]
Text = str | dict[str, str]
LANGUAGES = ("vi", "en")


class Voice:
    """The texts of one thing."""

    def __init__(self, plan: Plan, kind: str, number: int) -> None:
        self.plan, self.kind, self.number = plan, kind, number
        self.random = Random(f"{plan.seed} {kind} {number}")
        self._topics = max(60, 2 * plan.count("term"))

    def text(self, pair: Pair) -> Text:
        """A Text of the content format: a string in a book of one language, a map otherwise."""
        by_language = dict(zip(LANGUAGES, pair, strict=True))
        chosen = {language: by_language[language] for language in self.plan.languages}
        return next(iter(chosen.values())) if len(chosen) == 1 else chosen

    def pair(self, about: str) -> Pair:
        """A sentence in both languages; every second topic is a term of the book."""
        pattern = self.random.choice(PATTERNS[about])
        a, b = (topic(self.random.randrange(self._topics)) for _ in range(2))
        region, amount = self.random.choice(REGIONS), self.random.randint(3, 60)
        vi, en = (pattern[side].format(a=a[side], b=b[side], r=region[side], n=amount) for side in (0, 1))
        return capital(vi), capital(en)

    def say(self, about: str) -> Text:
        """One sentence."""
        return self.text(self.pair(about))

    def says(self, about: str, count: int) -> list[Text]:
        """Several sentences, a list of plain texts."""
        return [self.say(about) for _ in range(count)]

    def block(self, *abouts: str, see: str = "") -> Text:
        """A Markdown text of two paragraphs and a list, with a reference to a thing where one is given."""
        first, second = self.pair(abouts[0]), self.pair(abouts[-1])
        items = [self.pair(about) for about in abouts]
        link = f" [[{see}]]" if see else ""
        vi, en = (
            f"**{first[side]}.**{link}\n\n" + "\n".join(f"- {item[side]}" for item in items) + f"\n\n{second[side]}."
            for side in (0, 1)
        )
        return self.text((vi, en))

    def claim(self, about: str, see: str = "") -> Text | Data:
        """A claim: half have evidence, the others are assumptions, as in a book that is being written."""
        vi, en = self.pair(about)
        if see:
            vi, en = f"{vi} (xem [[{see}]])", f"{en} (see [[{see}]])"
        if self.random.random() < 0.5:
            return self.text((vi, en))
        source = self.random.choice(self.plan.ids["source"])
        if self.random.random() < 0.25:
            page = self.random.randint(2, 40)
            return {
                "text": self.text((vi, en)),
                "confidence": self.random.choice(("low", "medium", "high")),
                "evidence": [{"source": source, "at": self.text((f"trang {page}", f"page {page}"))}],
            }
        return {"text": self.text((vi, en)), "evidence": [source]}

    def claims(self, about: str, count: int, see: Sequence[str] = ()) -> list[Text | Data]:
        """Several claims; the first ones mention the things given in `see`."""
        return [self.claim(about, see[place] if place < len(see) else "") for place in range(count)]

    def some(self, share: float, **fields: object) -> Data:
        """The fields that an editor happened to fill: each with this probability."""
        return {name: value for name, value in fields.items() if self.random.random() < share}

    def topic(self) -> Text:
        """The title of one of the book's terms, as a topic or criterion."""
        vi, en = topic(self.random.randrange(self.plan.count("term")))
        return self.text((capital(vi), capital(en)))

    def number_of(self, kind: str) -> int:
        """The number of any thing of this kind, drawn at random."""
        return self.random.randrange(self.plan.count(kind))

    def reviewed(self) -> date:
        """A day after all events of the book, so that nothing is due."""
        return date(2025, self.random.randint(1, 9), self.random.randint(1, 28))

    def metric(self) -> Data:
        """A metric whose target is better than its baseline, with the actual value between the two."""
        falling = self.random.random() < 0.3
        baseline = self.random.randint(30, 40)
        step = -self.random.randint(6, 20) if falling else self.random.randint(6, 50)
        vi, en = topic(self.random.randrange(self._topics))
        metric: Data = {
            "title": self.text((capital(vi), capital(en))),
            "unit": "%",
            "baseline": baseline,
            "target": baseline + step,
            "actual": baseline + step // 2,
            "by": date(2027, 12, 31),
            "as_of": self.reviewed(),
            "source": self.random.choice(self.plan.ids["source"]),
        }
        return metric | ({"better": "lower"} if falling else {})

    def objection(self, stage: str = "") -> Data:
        """An objection with its answer."""
        objection: Data = {
            "says": self.say("thought"),
            "means": self.say("pain"),
            "answer": self.say("offer"),
            "proof": self.say("fact"),
            "evidence": [self.random.choice(self.plan.ids["source"])],
        }
        return objection | ({"stage": stage} if stage else {})

    def thing(self, title: Pair, owner: int | None, **fields: object) -> Data:
        """The fields that all kinds share, followed by the thing's own."""
        shared: Data = {"title": self.text(title), "summary": self.say("fact")}
        if owner is not None:
            shared["owner"] = self.plan.pick("department", owner)
        return shared | {"reviewed": self.reviewed()} | fields
