"""Book → questions: what a learner is asked, made from facts that the book states.

Each form of question is a function that goes through the Book and yields facts; each fact brings the one right answer
and says of any other candidate whether the Book proves it wrong. What can't be proved isn't offered as an answer, and a
question for which too few wrong answers are left isn't asked. Nothing here makes HTML or knows a language's words.

The same Book gives the same questions: choices are drawn by a digest of the fact, not by chance. See ``draw``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from journeybook.book import Book
from journeybook.learn import parts, places, sayings, stages
from journeybook.learn.draw import Fact, Made, draw
from journeybook.learn.ground import Ground

__all__ = ["FORMS", "Fact", "Made", "made"]

#: Every form of question, in the order in which they are listed.
FORMS: tuple[Callable[[Ground], Iterator[Fact]], ...] = (
    parts.leader,
    parts.leading_role,
    parts.veto,
    parts.role,
    sayings.challenge,
    sayings.goal,
    sayings.objection,
    sayings.message,
    places.first_channel,
    places.media,
    places.run_by,
    places.stage_owner,
    stages.order,
    stages.what_follows,
)
_NOBODY = ""
#: Of each persona and journey no more is asked than this, and no more of what concerns none: a dozen rounds.
MOST = 120


def made(book: Book, most: int = MOST) -> list[Made]:
    """The questions that a book's facts make, sorted by form and fact; every persona and journey has its share.

    A question concerns those that chose it for their share.
    """
    ground = Ground(book)
    facts = {fact.id: fact for form in FORMS for fact in form(ground)}  # the same fact told twice is asked once
    drawn: dict[str, Made | None] = {}
    chosen: dict[str, set[str]] = {}
    for concerned, own in _by_whom_it_concerns(facts.values()).items():
        taken = 0
        for fact in _in_turns(own):
            if taken == most:
                break
            if fact.id not in drawn:
                drawn[fact.id] = draw(ground, fact)
            if drawn[fact.id]:
                chosen.setdefault(fact.id, set()).add(concerned)
                taken += 1
    return [
        replace(question, concerns=frozenset(chosen[name] - {_NOBODY}))
        for name in facts
        if name in chosen and (question := drawn[name])
    ]


def _by_whom_it_concerns(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        for each in fact.concerns or (_NOBODY,):
            found.setdefault(each, []).append(fact)
    return found


def _in_turns(facts: Iterable[Fact]) -> list[Fact]:
    """One fact of every form, then another of every form, and so on."""
    turns: list[tuple[int, str, Fact]] = []
    told: Counter[str] = Counter()
    for fact in sorted(facts, key=lambda each: each.id):
        turns.append((told[fact.form], fact.id, fact))
        told[fact.form] += 1
    return [fact for _, _, fact in sorted(turns, key=lambda each: each[:2])]
