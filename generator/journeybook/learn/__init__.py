"""Book → questions: what a learner is asked, made from facts that the book states.

Each form of question is a function that goes through the Book and yields facts; each fact brings the one right answer
and says of any other candidate whether the Book proves it wrong. What can't be proved isn't offered as an answer, and a
question for which too few wrong answers are left isn't asked. Nothing here makes HTML or knows a language's words.

The same Book gives the same questions: choices are drawn by a digest of the fact, not by chance. See ``draw``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

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
#: A book asks no more than this; where it could ask more, every thing keeps some.
MOST = 400


def made(book: Book, most: int = MOST) -> list[Made]:
    """The questions that a book's facts make, sorted by form and fact; of a large book a part, the same each time."""
    ground = Ground(book)
    facts = {fact.id: fact for form in FORMS for fact in form(ground)}  # the same fact told twice is asked once
    drawn: dict[str, Made] = {}
    for fact in _in_turns(facts.values()):
        if len(drawn) == most:
            break
        if question := draw(ground, fact):
            drawn[fact.id] = question
    return [drawn[name] for name in facts if name in drawn]


def _in_turns(facts: Iterable[Fact]) -> list[Fact]:
    """One fact of every thing, then another of every thing, and so on."""
    turns: list[tuple[int, str, Fact]] = []
    told: Counter[str] = Counter()
    for fact in sorted(facts, key=lambda each: each.id):
        turns.append((told[fact.about], fact.id, fact))
        told[fact.about] += 1
    return [fact for _, _, fact in sorted(turns, key=lambda each: each[:2])]
