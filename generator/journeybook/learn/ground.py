"""What every form of question stands on: which things may be spoken of, what they are called, who is where."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import TypeVar

from journeybook.book import Book, journey, thing_of
from journeybook.learn.alike import Likeness, Sayings
from journeybook.learn.hints import called
from journeybook.model import Company, Model, Person
from journeybook.model.base import Claim, Shape
from journeybook.model.journey import Journey, Stage
from journeybook.model.texts import Text
from journeybook.references import mentions
from journeybook.vietnamese import fold

_MANY = 50  # persons; more don't make a better choice
_WORD = re.compile(r"\w+")

#: What is looked for within values.
Sought = TypeVar("Sought", Text, Claim)


class Ground:
    """A book as the forms of questions ask it. Retired things and drafts aren't spoken of."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._titles: dict[str, Text | None] = {}
        self._called: dict[tuple[str, str], str] = {}
        self._languages: dict[str, frozenset[str]] = {}
        self._spoken_of: dict[str, frozenset[str]] = {}

    # --- what may be spoken of ----------------------------------------------------------------------------------------

    def is_told(self, key: str) -> bool:
        """Whether a thing (or the thing of a stage) is there for readers, in use, and can be told by its name."""
        entry = self.book.entries.get(thing_of(key))
        return entry is not None and entry.thing.status == "active" and key not in self._namesakes

    def of_kind(self, kind: str) -> Iterator[str]:
        """The keys of a kind's things that may be spoken of."""
        return (entry.key for entry in self.book.of_kind(kind) if self.is_told(entry.key))

    @cached_property
    def journeys(self) -> Mapping[str, Journey]:
        """The journeys that may be spoken of."""
        return {key: journey(self.book.entries[key]) for key in self.of_kind("journey")}

    @cached_property
    def stages(self) -> Mapping[str, Stage]:
        """Their stages, by key, in order."""
        return {
            key: stage for key, stage in self.book.stages.items() if self.is_told(key) and self.is_told(thing_of(key))
        }

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """The persons who may be spoken of."""
        things = {key: self.book.thing(key) for key in self.of_kind("persona")}
        return {key: thing for key, thing in things.items() if isinstance(thing, Person)}

    @cached_property
    def companies(self) -> Mapping[str, Company]:
        """The companies that may be spoken of."""
        things = {key: self.book.thing(key) for key in self.of_kind("persona")}
        return {key: thing for key, thing in things.items() if isinstance(thing, Company)}

    # --- what it is called --------------------------------------------------------------------------------------------

    def title(self, key: str) -> Text | None:
        """What a thing or stage is called; a stage without a title of its own is called as in its model."""
        if key not in self._titles:
            self._titles[key] = self._title(key)
        return self._titles[key]

    def _title(self, key: str) -> Text | None:
        if thing_of(key) not in self.book.entries:  # a draft
            return None
        if "/" not in key:
            return self.book.thing(key).title
        own = self.book.stages[key].title if key in self.book.stages else None
        model = self.book.model_of(key) if key.startswith("journey:") else self.book.thing(key)
        if own or not isinstance(model, Model):
            return own
        return next((stage.title for stage in model.stages if stage.id == key.partition("/")[2]), None)

    def called(self, key: str, language: str) -> str:
        """A thing's name in a language as readers would compare it: without marks and capitals."""
        name = self._called.get((key, language))
        if name is None:
            name = self._called[key, language] = fold(" ".join((self.title(key) or Text()).get(language, "").split()))
        return name

    def called_all(self, keys: Sequence[str], language: str) -> tuple[str, ...]:
        """The names of several, as readers would compare them."""
        return tuple([self.called(key, language) for key in keys])

    def languages_of(self, keys: Iterable[str], text: Text | None = None) -> frozenset[str]:
        """The languages in which all of these have a name, and the text is written."""
        shared = self._all_languages if text is None else self._all_languages & text.keys()
        for key in keys:
            shared = shared & self._named_in(key)
        return shared

    @cached_property
    def _all_languages(self) -> frozenset[str]:
        return frozenset(self.book.languages)

    def _named_in(self, key: str) -> frozenset[str]:
        """The languages in which a thing or stage has a name."""
        if key not in self._languages:
            self._languages[key] = frozenset(self.title(key) or ())
        return self._languages[key]

    @cached_property
    def _namesakes(self) -> frozenset[str]:
        """Things and stages whose name another of the same kind (or journey) has, too, in some language."""
        named: dict[tuple[str, str, str], list[str]] = {}
        for key in [*self.book.entries, *self.book.stages]:
            among = thing_of(key) if "/" in key else key.partition(":")[0]
            if key in self.book.entries and self.book.entries[key].thing.status != "active":
                continue
            for language in self.book.languages:
                if name := self.called(key, language):
                    named.setdefault((among, language, name), []).append(key)
        return frozenset(key for keys in named.values() if len(keys) > 1 for key in keys)

    # --- who is where -------------------------------------------------------------------------------------------------

    def same_stage_elsewhere(self, key: str) -> str | None:
        """The stage of the same name in the journey's counterpart: as it should be, or as it is."""
        other = self.book.counterpart_of(thing_of(key))
        there = f"{other}/{key.partition('/')[2]}" if other else ""
        return there if there in self.book.stages else None

    @cached_property
    def colleagues(self) -> Mapping[str, frozenset[str]]:
        """By company: the persons of its committee, and those who say that they belong to it."""
        found: dict[str, set[str]] = {key: set() for key in self.companies}
        for key, company in self.companies.items():
            found[key].update(str(seat.persona) for seat in company.committee if seat.persona)
        for key, person in self.people.items():
            for each in person.company:
                found.setdefault(each, set()).add(key)
        return {company: frozenset(people & self.people.keys()) for company, people in found.items()}

    def around(self, person: str) -> tuple[Iterable[str], ...]:
        """Other persons: of the same companies, of the same journeys, any."""
        near = [each for company in self._companies_of.get(person, ()) for each in self.colleagues[company]]
        ways = [self.people_of_journeys[way] for way in self.journeys_of.get(person, ())]
        return near, [each for people in ways for each in people], self.any_beside(person)

    def any_beside(self, person: str) -> Sequence[str]:
        """Some other persons, in a large book not the same for everybody."""
        circle = self._circle
        at = bisect(circle, number(person), key=number)
        return [*circle[at : at + _MANY], *circle[: max(0, at + _MANY - len(circle))]]

    @cached_property
    def _circle(self) -> list[str]:
        return sorted(self.people, key=number)

    def is_alike(self, one: str, other: str) -> bool:
        """Whether two persons are of the same segment but of no company in common: what troubles one troubles both."""
        ours, theirs = self._segments_of.get(one), self._segments_of.get(other)
        return bool(ours and theirs and ours & theirs and not self.are_colleagues(one, other))

    def are_colleagues(self, one: str, other: str) -> bool:
        """Whether two persons have a company in common."""
        ours, theirs = self._companies_of.get(one), self._companies_of.get(other)
        return bool(ours and theirs and ours & theirs)

    @cached_property
    def _segments_of(self) -> Mapping[str, frozenset[str]]:
        return {key: frozenset(person.segments) for key, person in self.people.items()}

    def learners_of(self, person: str) -> frozenset[str]:
        """By what a question about a person or company is practised: by it, a person's companies and its journeys."""
        return frozenset({person, *self._companies_of.get(person, ()), *self.journeys_of.get(person, ())})

    @cached_property
    def _companies_of(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for company, people in self.colleagues.items():
            for each in people:
                found.setdefault(each, set()).add(company)
        return {person: frozenset(companies) for person, companies in found.items()}

    @cached_property
    def people_of_journeys(self) -> Mapping[str, tuple[str, ...]]:
        """By journey: the persons whom it names anywhere."""
        return {key: tuple(each for each in self.book.personas_in(key) if each in self.people) for key in self.journeys}

    @cached_property
    def journeys_of(self) -> Mapping[str, frozenset[str]]:
        """By persona: the journeys that name it."""
        found: dict[str, set[str]] = {}
        for key in self.journeys:
            for persona in self.book.personas_in(key):
                found.setdefault(persona, set()).add(key)
        return {persona: frozenset(ways) for persona, ways in found.items()}

    def roles_beside(self, role: str, way: str) -> frozenset[str]:
        """The roles that somebody on a journey has besides this one: whoever speaks to the one speaks to the others."""
        held = (self.book.roles_of(person) for person in self.book.personas_in(way))
        return frozenset(each for roles in held if role in roles for each in roles)

    # --- what is said -------------------------------------------------------------------------------------------------

    @cached_property
    def said_of(self) -> Mapping[str, list[Text]]:
        """By persona: all that is said of them, on their own page and where a stage's claim names them."""
        found = {key: list(texts_in(self.book.thing(key))) for key in (*self.people, *self.companies)}
        for stage in self.book.stages.values():
            for claim in claims_in(stage):
                for persona in claim.personas:
                    found.setdefault(persona, []).append(claim.text)
        return found

    def spoken_of(self, person: str) -> frozenset[str]:
        """Whether texts speak of a person as of a man or a woman."""
        if person not in self._spoken_of:
            self._spoken_of[person] = called(self.said_of.get(person, ()))
        return self._spoken_of[person]

    @cached_property
    def likeness(self) -> Likeness:
        """Which of the book's sentences are near to each other."""
        said_to = (each.say for stage in self.book.stages.values() for each in stage.messages)
        return Likeness([*(text for texts in self.said_of.values() for text in texts), *said_to])

    @cached_property
    def sayings(self) -> Sayings:
        """What is said of each persona, ready to be compared."""
        return Sayings(self.likeness, self.said_of)

    def names_somebody(self, text: Text) -> bool:
        """Whether a text refers to a persona, so that it would give an answer away or point at a wrong one."""
        keys = (self.book.mentioned.get(each.target, "") for words in text.values() for each in mentions(words))
        return any(key.startswith("persona:") for key in keys)

    def is_named_in(self, key: str, text: Text) -> bool:
        """Whether a text has a thing's name in it; of a person also the first or last name alone."""
        if self.has_name_in(key, text):
            return True
        names = self._short_names.get(key)
        return names is not None and any(names & _words(words) for words in text.values())

    @cached_property
    def _short_names(self) -> Mapping[str, frozenset[str]]:
        titles = {key: person.title.values() for key, person in self.people.items()}
        return {key: frozenset(word for name in names for word in _ends(name)) for key, names in titles.items()}

    def has_name_in(self, key: str, text: Text) -> bool:
        """Whether a text has a thing's name in it."""
        return any((name := self.called(key, language)) and name in _folded(words) for language, words in text.items())


def digest(*parts: str) -> str:
    """A name for what the parts say, the same on every machine and in every run."""
    return sha256("\0".join(parts).encode()).hexdigest()


@lru_cache(maxsize=65536)
def number(*parts: str) -> int:
    """The same as a number."""
    return int(digest(*parts)[:16], 16)


def _ends(name: str) -> tuple[str, str]:
    words = name.split()
    return words[0], words[-1]


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold(text)


def texts_in(value: object) -> Iterator[Text]:
    """Every text within a value."""
    return _inside(value, Text)


def claims_in(value: object) -> Iterator[Claim]:
    """Every claim within a value."""
    return _inside(value, Claim)


def _inside(value: object, wanted: type[Sought]) -> Iterator[Sought]:
    """Everything of a class within a value; what is found isn't looked into."""
    if isinstance(value, wanted):
        yield value
    elif isinstance(value, Shape):
        for each in value.__dict__.values():
            yield from _inside(each, wanted)
    elif isinstance(value, tuple):
        for each in value:
            yield from _inside(each, wanted)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _inside(each, wanted)
