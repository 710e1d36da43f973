"""A fact and its wrong answers → a question: which choices are offered, and in which order.

Nothing is left to chance. Every candidate has a place that depends on the fact and on itself alone, so a book that
gains or loses one thing changes only the questions in which that thing is, or would be, a choice.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from journeybook.learn.ground import Ground, digest, number
from journeybook.model.texts import Text

#: What can be chosen: a key, or for the order of stages several.
Choice = str | tuple[str, ...]
_CHOICES = 4
_FEWEST = 3
#: Of more candidates none would be found, either, in a book that says the same of everybody.
_MOST_TRIED = 40
#: A number that spreads numbers evenly (the golden ratio), within so many bits.
_MIXING, _LARGEST = 0x9E3779B97F4A7C15, 0xFFFFFFFFFFFFFFFF


def none_of(keys: Container[object]) -> Callable[[Choice], bool]:
    """Whether a choice is wrong for sure, since it is none of these."""
    return lambda choice: choice not in keys


@dataclass(frozen=True)
class Fact:
    """Something that the book states, ready to be asked.

    ``about`` is the thing or stage whose page states it, ``anchor`` where on that page; empty at its top. ``pools`` are
    candidates for wrong answers, the likeliest first; ``is_wrong`` says whether the book proves that one is wrong.
    """

    form: str
    about: str
    anchor: str
    right: Choice
    pools: Sequence[Iterable[Choice]]
    is_wrong: Callable[[Choice], bool]
    names: tuple[str, ...] = ()
    """The things and stages that the question names."""
    text: Text | None = None
    """What it quotes."""
    concerns: frozenset[str] = frozenset()
    """The personas and journeys for whose learners it is."""
    fits: Callable[[Choice], bool] = lambda _: True
    """Whether a wrong answer fits what the question lets on anyway, "she" say. At least one of them does."""

    @cached_property
    def id(self) -> str:
        """The same as long as the fact is: its form, where it is stated, what it quotes and what is right."""
        quoted = next(iter(self.text.values())) if self.text else ""
        return f"q-{digest(self.form, self.about, quoted, *_keys(self.right))[:12]}"


@dataclass(frozen=True)
class Made:
    """A question made from a fact: of ``choices`` only the one at ``right`` is right."""

    id: str
    form: str
    about: str
    anchor: str
    choices: tuple[Choice, ...]
    right: int
    names: tuple[str, ...] = ()
    text: Text | None = None
    concerns: frozenset[str] = frozenset()
    languages: frozenset[str] = field(default_factory=frozenset)
    """The languages in which all of it can be read."""


def draw(ground: Ground, fact: Fact) -> Made | None:
    """The question that a fact makes; None where too few wrong answers can be proved, or nobody could read it."""
    shown = (fact.about, *fact.names, *_keys(fact.right))
    languages = ground.languages_of(shown, fact.text) if all(map(ground.is_told, shown)) else None
    if not languages:
        return None
    taken = [fact.right]
    unfit: list[Choice] = []
    for candidate in _in_order(fact):
        if len(taken) == _CHOICES:
            break
        if not fact.fits(candidate):
            unfit.append(candidate)
        elif _can_stand_beside(ground, candidate, taken, languages) and fact.is_wrong(candidate):
            taken.append(candidate)
    if len(taken) == 1:
        return None  # no wrong answer that needs a thought
    for candidate in unfit:
        if len(taken) >= _FEWEST:
            break
        if _can_stand_beside(ground, candidate, taken, languages) and fact.is_wrong(candidate):
            taken.append(candidate)
    if len(taken) < _FEWEST:
        return None
    choices = tuple(sorted(taken, key=lambda each: digest(fact.id, "place", *_keys(each))))
    return Made(
        fact.id,
        fact.form,
        fact.about,
        fact.anchor,
        choices,
        choices.index(fact.right),
        fact.names,
        fact.text,
        fact.concerns,
        languages,
    )


def _in_order(fact: Fact) -> Iterable[Choice]:
    """The first so many candidates; a pool is gone through only if those before it didn't bring enough."""
    own = number(fact.id)
    seen: set[Choice] = {fact.right}
    tried = 0
    for pool in fact.pools:
        fresh = [each for each in dict.fromkeys(pool) if each not in seen]
        seen.update(fresh)
        for each in sorted(fresh, key=lambda each: (number(*_keys(each)) ^ own) * _MIXING & _LARGEST):
            if tried == _MOST_TRIED:
                return
            tried += 1
            yield each


def _can_stand_beside(ground: Ground, candidate: Choice, taken: Sequence[Choice], languages: frozenset[str]) -> bool:
    """Whether readers of all these languages can read a candidate, and tell it from those that are there."""
    keys = _keys(candidate)
    if not all(map(ground.is_told, keys)) or not languages <= ground.languages_of(keys):
        return False
    called = {ground.called_all(keys, language) for language in languages}
    return not any(ground.called_all(_keys(other), language) in called for other in taken for language in languages)


def _keys(choice: Choice) -> tuple[str, ...]:
    return choice if isinstance(choice, tuple) else (choice,)
