"""What nothing points at, and what nobody speaks to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journeybook.book import Book, thing_of
from journeybook.check import Entry
from journeybook.model import Company, Competitor, Person, Persona, Question
from journeybook.problems import Problem

_USED = ("touchpoint", "source", "partner", "department", "competitor", "question", "role", "model")


def unused(book: Book, today: date) -> Iterator[Problem]:
    """Things of the libraries are there to be referred to. A question about something is asked in practice."""
    mentioned = {thing_of(key) for key in book.page_mentions}
    targets = {thing_of(link.target) for link in book.links if thing_of(link.source) != thing_of(link.target)}
    for kind in _USED:
        for entry in book.of_kind(kind):
            if (
                not entry.shipped
                and entry.key not in targets
                and entry.key not in mentioned
                and entry.thing.status == "active"
                and not (isinstance(entry.thing, Question) and entry.thing.about and entry.thing.about in book)
            ):
                yield Problem("unused", entry.record.path, *entry.record.at, {"id": entry.id, "kind": kind})


def persona_without_journey(book: Book, today: date) -> Iterator[Problem]:
    """Everybody whom we want as a customer is on some way to us; a company when one of its committee is."""
    travelling = {persona for entry in book.of_kind("journey") for persona in book.personas_in(entry.key)}
    for entry in book.of_kind("persona"):
        persona = entry.thing
        assert isinstance(persona, Persona)
        if persona.negative or persona.status != "active" or entry.key in travelling:
            continue
        if isinstance(persona, Company) and travelling & _members(book, entry):
            continue
        yield Problem("persona-without-journey", entry.record.path, *entry.record.at, {"id": entry.id})


def _members(book: Book, company: Entry) -> set[str]:
    """The persons of a company's committee, and those who say that they belong to it."""
    assert isinstance(company.thing, Company)
    members = {str(seat.persona) for seat in company.thing.committee if seat.persona}
    return members | {link.source for link in book.links_to(company.key) if link.via == "company"}


def segment_without_persona(book: Book, today: date) -> Iterator[Problem]:
    """Somebody belongs to every segment."""
    for entry in book.of_kind("segment"):
        if entry.thing.status == "active" and not any(
            link.source.startswith("persona:") and link.via == "segments" for link in book.links_to(entry.key)
        ):
            yield Problem("segment-without-persona", entry.record.path, *entry.record.at, {"id": entry.id})


def objection_without_answer(book: Book, today: date) -> Iterator[Problem]:
    """To everything that buyers say against us there is something to say."""
    for kind in ("persona", "competitor"):
        for entry in book.of_kind(kind):
            if not isinstance(entry.thing, Person | Competitor):
                continue
            for position, objection in enumerate(entry.thing.objections):
                if not objection.answer:
                    yield Problem(
                        "objection-without-answer", entry.record.path, *entry.record.place(("objections", position))
                    )


def role_not_covered(book: Book, today: date) -> Iterator[Problem]:
    """Every role of a buying committee is named by some stage: by a message, or by a person who has it."""
    covered: set[str] = set()
    for stage in book.stages.values():
        for who in (
            *(each.role or each.persona for each in stage.people),
            *(each for message in stage.messages for each in message.to),
        ):
            covered.update((who,) if who and who.startswith("role:") else book.roles_of(who or ""))
    for entry in book.of_kind("persona"):
        if not isinstance(entry.thing, Company) or entry.thing.status != "active" or entry.thing.negative:
            continue
        for position, seat in enumerate(entry.thing.committee):
            if seat.role and seat.role not in covered:
                yield Problem(
                    "role-not-covered",
                    entry.record.path,
                    *entry.record.place(("committee", position)),
                    {"role": seat.role.partition(":")[2]},
                )
