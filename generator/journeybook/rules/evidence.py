"""What claims rest on, what readers needn't know, and what can't both be true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from journeybook.book import Book, thing_of
from journeybook.load import Loc
from journeybook.model import Company, Person, Segment, Source, Touchpoint
from journeybook.model.base import Citation, Shape
from journeybook.model.texts import Text
from journeybook.problems import Problem
from journeybook.scores import total_of
from journeybook.trust.claims import expired


def evidence_expired(book: Book, today: date) -> Iterator[Problem]:
    """Claims rest on sources that still hold."""
    for source in book.of_kind("source"):
        assert isinstance(source.thing, Source)
        if not expired(source.thing, today):
            continue
        day = source.thing.expires
        slip = "evidence-expired" if day and day < today else "evidence-expired.retired"
        args = {"name": source.id, "day": day.isoformat() if day else ""}
        for key in dict.fromkeys(thing_of(link.source) for link in book.links_to(source.key)):
            entry = book.entries[key]
            if entry.thing.status == "retired":
                continue
            for loc in _cited(entry.thing, source.key, ()):
                yield Problem(slip, entry.record.path, *entry.record.place(loc, key=True), args)


def _cited(value: Any, source: str, loc: Loc) -> Iterator[Loc]:
    """Where a source is cited: the places of the fields ``evidence`` that name it."""
    if isinstance(value, Shape):
        for written, name in value.names().items():
            inner = value.__dict__[name]
            if not inner or isinstance(inner, str | Text):
                continue
            if name == "evidence" and any(isinstance(each, Citation) and each.source == source for each in inner):
                yield (*loc, written)
            elif isinstance(inner, Shape | tuple | dict):
                yield from _cited(inner, source, (*loc, written))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _cited(each, source, (*loc, number))
    elif isinstance(value, dict) and not isinstance(value, Text):
        for name, each in value.items():
            yield from _cited(each, source, (*loc, str(name)))


def single_source(book: Book, today: date) -> Iterator[Problem]:
    """Claims rest on more than one source; told once for each thing, at the first that does not, with all the lines."""
    for entry in book.entries.values():
        if entry.shipped or entry.thing.status != "active":
            continue
        places = sorted({entry.record.place(loc, key=True) for loc in _on_one_source(entry.thing, ())})
        if places:
            lines = ", ".join(str(line) for line in dict.fromkeys(line for line, _ in places))
            slip = "single-source" if len(places) == 1 else "single-source.many"
            args = {"id": entry.id, "count": len(places), "lines": lines}
            yield Problem(slip, entry.record.path, *places[0], args)


def _on_one_source(value: Any, loc: Loc) -> Iterator[Loc]:
    """The places of the fields ``evidence``, below those of the thing itself, that name exactly one source."""
    if isinstance(value, Shape):
        for written, name in value.names().items():
            inner = value.__dict__[name]
            if name == "evidence" and loc and len({each.source for each in inner}) == 1:
                yield (*loc, written)
            elif name != "evidence" and isinstance(inner, Shape | tuple | dict):
                yield from _on_one_source(inner, (*loc, written))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _on_one_source(each, (*loc, number))
    elif isinstance(value, dict) and not isinstance(value, Text):
        for name, each in value.items():
            yield from _on_one_source(each, (*loc, str(name)))


def personal_data(book: Book, today: date) -> Iterator[Problem]:
    """What readers see tells nobody's own address, number or name."""
    for found in book.private:
        where = "page-" if found.path.endswith(".md") else ""
        yield Problem(
            f"personal-data.{where}{found.sort}", found.path, found.line, found.column, {"found": found.words}
        )


def contradiction(book: Book, today: date) -> Iterator[Problem]:
    """What two places say can both be true."""
    yield from _decide_without_deciding(book)
    yield from _seats_without_their_role(book)
    yield from _better_but_later(book)
    yield from _owned_by_partners(book)


def _decide_without_deciding(book: Book) -> Iterator[Problem]:
    """Somebody decides, yet at every stage where something is approved it is others who lead and approve."""
    decisive = [
        (thing_of(name), stage)
        for name, stage in book.stages.items()
        if any(each.part == "approves" for each in stage.people)
    ]
    for entry in book.of_kind("persona") if decisive else ():
        person = entry.thing
        if not isinstance(person, Person) or person.status != "active" or not book.decides(entry.key):
            continue
        mine = {entry.key, *book.roles_of(entry.key)}
        travelled = {thing_of(part.stage) for part in book.stages_of.get(entry.key, ())}
        decisions, others = 0, dict[str, None]()
        for way, stage in decisive:
            if way not in travelled:
                continue
            decisions += 1
            if any({each.persona, each.role} & mine for each in stage.people if each.part in ("approves", "leads")):
                decisions = 0
                break
            others.update((each.persona, None) for each in stage.people if each.part == "approves" and each.persona)
        if decisions and others:
            field = "decision_maker" if person.decision_maker is not None else "roles"
            who = ", ".join(each.partition(":")[2] for each in others)
            yield Problem(
                "contradiction.decides",
                entry.record.path,
                *entry.record.place((field,)),
                {"id": entry.id, "others": who},
            )


def _seats_without_their_role(book: Book) -> Iterator[Problem]:
    """Whoever sits in a committee in a role has it; of a person without roles nothing else is said."""
    for entry in book.of_kind("persona"):
        if not isinstance(entry.thing, Company) or entry.thing.status != "active":
            continue
        for position, seat in enumerate(entry.thing.committee):
            roles = book.roles_of(seat.persona) if seat.persona else ()
            if seat.persona and roles and seat.role not in roles:
                yield Problem(
                    "contradiction.committee",
                    entry.record.path,
                    *entry.record.place(("committee", position)),
                    {"persona": seat.persona.partition(":")[2], "role": seat.role.partition(":")[2]},
                )


def _better_but_later(book: Book) -> Iterator[Problem]:
    """A segment that comes first doesn't score below one that comes later."""
    scored = []
    for entry in book.of_kind("segment"):
        segment = entry.thing
        assert isinstance(segment, Segment)
        total = total_of(segment)
        if segment.tier is not None and total is not None and segment.status == "active":
            scored.append((segment.tier, total, entry))
    for tier, total, entry in scored:
        better = max(
            (each for each in scored if each[0] > tier and each[1] > total), key=lambda each: each[1], default=None
        )
        if better:
            yield Problem(
                "contradiction.tier",
                entry.record.path,
                *entry.record.place(("tier",)),
                {"id": entry.id, "tier": tier, "other": better[2].id, "later": better[0]},
            )


def _owned_by_partners(book: Book) -> Iterator[Problem]:
    """What a partner runs isn't ours."""
    for entry in book.of_kind("touchpoint"):
        touchpoint = entry.thing
        assert isinstance(touchpoint, Touchpoint)
        if touchpoint.media == "owned" and touchpoint.channel == "partner" and touchpoint.status == "active":
            yield Problem("contradiction.owned", entry.record.path, *entry.record.place(("media",)), {"id": entry.id})
