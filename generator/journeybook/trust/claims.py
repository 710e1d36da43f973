"""What a book says about customers, and what each sentence of it rests on.

A claim is an item of a list of claims. A single text (``quote``, ``budget``) and names (``tools``, ``titles``) are
claims once they are written as one: with evidence or confidence. What a source found is evidence, and what a
department answers for is about ourselves: neither is a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple

from journeybook.book import Book, journey, stage_key, thing_of
from journeybook.check import Entry
from journeybook.load import Loc
from journeybook.model import Source
from journeybook.model.base import Claim, Shape
from journeybook.model.texts import Text

#: Lists of names and words, which may rest on something but needn't.
WORDS = frozenset({"valid_for", "not_valid_for", "tools", "brands", "titles"})
#: What is said there is evidence itself, or about ourselves.
NOT_ASKED = frozenset({"source", "department"})

Standing = Literal["held", "single", "expired", "assumed"]
"""On several sources; on one; on none that still holds; on none at all."""


class Share(NamedTuple):
    """So many of so many claims rest on a source that still holds."""

    held: int
    of: int

    @property
    def percent(self) -> int:
        """Rounded down, so that a hundred means all of them; a hundred, too, where nothing is claimed."""
        return 100 * self.held // self.of if self.of else 100

    def plus(self, other: Share) -> Share:
        """Both together."""
        return Share(self.held + other.held, self.of + other.of)


class Said(NamedTuple):
    """A claim: the thing or stage that makes it, the field of it (its anchor on the page), its place in the entry."""

    place: str
    field: str
    loc: Loc
    claim: Claim
    standing: Standing

    @property
    def is_held(self) -> bool:
        """Whether it counts as supported."""
        return self.standing in ("held", "single")


def expired(source: Source, today: date) -> bool:
    """Whether a source supports nothing any more."""
    return source.status == "retired" or (source.expires is not None and source.expires < today)


def share(said: Iterable[Said]) -> Share:
    """How many of some claims are supported."""
    held = of = 0
    for each in said:
        of += 1
        held += each.is_held
    return Share(held, of)


def is_claim(claim: Claim, *, is_asked: bool) -> bool:
    """Whether it counts: where claims are asked for always, elsewhere once it says what it rests on or how sure."""
    return is_asked or bool(claim.evidence) or claim.confidence is not None


@dataclass(frozen=True)
class Claims:
    """The claims of a book on a day. Things that are retired, shipped or drafts aren't counted."""

    book: Book
    today: date

    def of(self, key: str) -> tuple[Said, ...]:
        """The claims of a thing, those of its stages among them, or of one stage; in the order of the file."""
        if "/" in key:
            return tuple(each for each in self.of(thing_of(key)) if each.place == key)
        if key not in self._found:
            entry = self.book.entries.get(key)
            self._found[key] = tuple(self._said(entry)) if entry and counts(entry) else ()
        return self._found[key]

    @cached_property
    def _found(self) -> dict[str, tuple[Said, ...]]:
        return {}

    @cached_property
    def all(self) -> tuple[Said, ...]:
        """The claims of the whole book, by key."""
        return tuple(said for key in sorted(self.book.entries) for said in self.of(key))

    @cached_property
    def by_kind(self) -> Mapping[str, Share]:
        """The share of each kind that claims anything."""
        kinds: dict[str, list[Said]] = {}
        for said in self.all:
            kinds.setdefault(said.place.partition(":")[0], []).append(said)
        return {kind: share(said) for kind, said in kinds.items()}

    def by_field(self, key: str) -> Mapping[str, Share]:
        """The share of each section of a thing's own page or a stage's, in the order of the file."""
        fields: dict[str, list[Said]] = {}
        for said in self.of(key):
            if said.place == key:
                fields.setdefault(said.field, []).append(said)
        return {field: share(said) for field, said in fields.items()}

    def holds(self, source: str) -> bool:
        """Whether a source still supports what rests on it; a draft does."""
        known = self._holding.get(source)
        if known is None:
            entry = self.book.entries.get(source) or self.book.hidden.get(source)
            thing = entry.thing if entry else None
            known = self._holding[source] = not (isinstance(thing, Source) and expired(thing, self.today))
        return known

    @cached_property
    def _holding(self) -> dict[str, bool]:
        return {}

    def standing(self, claim: Claim) -> Standing:
        """What a claim rests on."""
        sources = {citation.source for citation in claim.evidence}
        if not sources:
            return "assumed"
        holding = sum(self.holds(source) for source in sources)
        return "held" if holding > 1 else "single" if holding else "expired"

    def _said(self, entry: Entry) -> Iterator[Said]:
        for loc, claim in claims_in(entry.thing):
            place, inner = _place(entry, loc)
            yield Said(place, str(inner[0]), loc, claim, self.standing(claim))


def counts(entry: Entry) -> bool:
    """Whether what a thing says is counted."""
    return entry.kind not in NOT_ASKED and not entry.shipped and entry.thing.status == "active"


def _place(entry: Entry, loc: Loc) -> tuple[str, Loc]:
    """The stage (or the thing itself) that a place within an entry belongs to, and the way on from there."""
    if entry.kind == "journey" and loc[0] == "stages" and len(loc) > 2 and isinstance(loc[1], int):  # noqa: PLR2004
        stage = journey(entry).stages[loc[1]]
        if stage.id:
            inner = loc[2:]
            own = inner[0] == "lanes" and len(inner) > 1  # each lane of a model's own is a section
            return stage_key(entry.key, stage), (f"lanes-{inner[1]}", *inner[2:]) if own else inner
    return entry.key, loc


def claims_in(value: Any, loc: Loc = (), *, is_asked: bool = False) -> Iterator[tuple[Loc, Claim]]:
    """Every claim within a value, with its place, by the names that editors write."""
    if isinstance(value, Claim):
        if is_claim(value, is_asked=is_asked):
            yield loc, value
    elif isinstance(value, Shape):
        for written, name in value.names().items():
            inner = value.__dict__[name]
            if inner and isinstance(inner, Shape | tuple | dict) and not isinstance(inner, Text):
                yield from claims_in(inner, (*loc, written), is_asked=name not in WORDS and isinstance(inner, tuple))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            if isinstance(each, Shape):
                yield from claims_in(each, (*loc, number), is_asked=is_asked)
    elif isinstance(value, dict):
        for name, each in value.items():
            if isinstance(each, Shape | tuple):
                yield from claims_in(each, (*loc, str(name)), is_asked=isinstance(each, tuple))
