"""What a book says for conversations: every objection and question, whom it concerns, when it comes up.

Buyers object and are asked on their own pages and on those of competitors; here both are told in one form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from journeybook.book import Book, journey, thing_of
from journeybook.model import Competitor, Person
from journeybook.model.base import Objection
from journeybook.model.journey import StageMessage
from journeybook.model.persona import Message
from journeybook.model.texts import Text


class Raised(NamedTuple):
    """An objection: what says it (a person or a competitor), its number there, and who says it."""

    key: str
    number: int
    it: Objection
    who: tuple[str, ...]

    @property
    def stage(self) -> str | None:
        """When it comes up."""
        return self.it.stage

    @property
    def competitor(self) -> str | None:
        """Whom it speaks for."""
        return self.key if self.key.startswith("competitor:") else None


class Asked(NamedTuple):
    """A question for a buyer; one that shows a competitor's weakness is a trap."""

    key: str
    number: int
    ask: Text
    listen_for: Text | None
    stage: str | None
    who: tuple[str, ...]

    @property
    def competitor(self) -> str | None:
        """Whose weakness it shows."""
        return self.key if self.key.startswith("competitor:") else None


class Said(NamedTuple):
    """Something that we say at a stage; ``to`` is empty where it is for everybody."""

    say: Text
    proof: Text | None
    touchpoint: str | None
    to: tuple[str, ...]


Item = TypeVar("Item", Raised, Asked)


def objections(book: Book) -> Iterator[Raised]:
    """Every objection: first those of persons, then those of competitors."""
    for entry in book.of_kind("persona"):
        if isinstance(entry.thing, Person):
            for number, each in enumerate(entry.thing.objections, 1):
                yield Raised(entry.key, number, each, tuple(dict.fromkeys((entry.key, *each.by))))
    for entry in book.of_kind("competitor"):
        for number, each in enumerate(getattr(entry.thing, "objections", ()), 1):
            yield Raised(entry.key, number, each, tuple(each.by))


def questions(book: Book) -> Iterator[Asked]:
    """Every question for a buyer: first those for persons, then the traps.

    A trap is for those who speak for the competitor.
    """
    for entry in book.of_kind("persona"):
        if isinstance(entry.thing, Person):
            for number, each in enumerate(entry.thing.questions, 1):
                yield Asked(entry.key, number, each.ask, each.listen_for, each.stage, (entry.key,))
    for entry in book.of_kind("competitor"):
        if isinstance(entry.thing, Competitor):
            who = tuple(dict.fromkeys(name for each in entry.thing.objections for name in each.by))
            for number, trap in enumerate(entry.thing.traps, 1):
                yield Asked(entry.key, number, trap.ask, trap.because, None, who)


def by_person(book: Book, items: Iterable[Item]) -> dict[str, list[Item]]:
    """Items by the persons whom they concern: those who are named, and those who have a role that is named."""
    found: dict[str, list[Item]] = {}
    for item in items:
        persons = (
            person for who in item.who for person in (book.personas_with(who) if who.startswith("role:") else (who,))
        )
        for person in dict.fromkeys(persons):
            found.setdefault(person, []).append(item)
    return found


def is_at(book: Book, named: str | None, stage: str) -> bool:
    """Whether a stage that something names is this one, or the one of the model behind it."""
    if named is None or named == stage:
        return named is not None
    return named.startswith("model:") and named == _of_model(book, stage)


def best(book: Book, items: list[Item], stage: str | None, most: int) -> list[Item]:
    """The first few: those of the stage, then those of none, then those of others; traps last, as they fit anywhere."""

    def place(item: Item) -> int:
        if isinstance(item, Asked) and item.competitor:
            return 3
        return 0 if stage and is_at(book, item.stage, stage) else 1 if item.stage is None or not stage else 2

    return sorted(items, key=place)[:most]


def said_to(book: Book, persona: str, stage: str) -> list[Said]:
    """What we say to a person at a stage: what is for them alone, for their roles, for everybody."""
    person = book.entries[persona].thing
    own = getattr(person, "messages", ())
    roles = set(book.roles_at(persona, stage))

    def place(message: StageMessage) -> int | None:
        return 0 if persona in message.to else 1 if roles & set(message.to) else 2 if not message.to else None

    return [
        *(Said(each.say, each.proof, None, (persona,)) for each in own if is_at(book, each.stage, stage)),
        *(_said(each) for each in _sorted(book.stages[stage].messages, place)),
    ]


def personal(book: Book) -> dict[str, list[tuple[str, Message]]]:
    """What persons are told, as their own pages say it, by stage (of a journey, or of a model)."""
    found: dict[str, list[tuple[str, Message]]] = {}
    for entry in book.of_kind("persona"):
        for message in getattr(entry.thing, "messages", ()):
            if message.stage:
                found.setdefault(message.stage, []).append((entry.key, message))
    return found


def said_to_role(book: Book, role: str, stage: str, own: Mapping[str, list[tuple[str, Message]]]) -> list[Said]:
    """What we say at a stage to a role, and to the persons who have it there; ``own`` is what ``personal`` found."""

    def place(message: StageMessage) -> int | None:
        if role in message.to or not message.to:
            return 2 if not message.to else 0
        return 1 if any(role in book.roles_at(who, stage) for who in message.to if who in book) else None

    told = (*own.get(stage, ()), *own.get(_of_model(book, stage), ()))
    return [
        *(_said(each) for each in _sorted(book.stages[stage].messages, place)),
        *(Said(each.say, each.proof, None, (who,)) for who, each in told if role in book.roles_at(who, stage)),
    ]


def _of_model(book: Book, stage: str) -> str:
    """The model's stage behind a journey's."""
    return f"{journey(book.entries[thing_of(stage)]).model}/{stage.partition('/')[2]}"


def _said(message: StageMessage) -> Said:
    return Said(message.say, message.proof, message.touchpoint, tuple(message.to))


def _sorted(messages: Iterable[StageMessage], place: Callable[[StageMessage], int | None]) -> list[StageMessage]:
    """Messages in the order of their places, without those that have none."""
    placed = [(where, each) for each in messages if (where := place(each)) is not None]
    return [each for _, each in sorted(placed, key=lambda pair: pair[0])]
