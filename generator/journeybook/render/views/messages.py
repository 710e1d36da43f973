"""What we say to whom at which stage, journey by journey; cells that are empty and shouldn't be are gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeybook.book import Book
from journeybook.check import Entry
from journeybook.conversations import Said, said_to, said_to_role
from journeybook.render.views.common import View
from journeybook.render.views.people import role_order
from journeybook.render.views.stages import stage_keys

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

FOLDER = "messages/"
TEMPLATE = "pages/messages.html"
LIST = "pages/messages-all.html"

#: Parts in which somebody needs to hear something from us: all but being informed.
_TAKES_PART = ("initiates", "leads", "uses", "consulted", "approves", "blocks", None)


class Cell(NamedTuple):
    """What somebody is told at a stage. ``gap`` names why it matters that they are told nothing."""

    stage: str
    said: list[Said]
    gap: str | None


class Row(NamedTuple):
    """A role or a person along the journey."""

    who: str
    cells: list[Cell]


def messages_address(key: str) -> str:
    """The address of a journey's messages."""
    return f"{FOLDER}{key.partition(':')[2]}/"


def with_messages(ed: Edition) -> list[Entry]:
    """The journeys that have stages, in the order of titles."""
    entries = {each.key: each for each in ed.book.of_kind("journey") if stage_keys(ed.book, each.key)}
    return [entries[key] for key in ed.ordered(entries)]


def messages(ed: Edition, entry: Entry) -> View:
    """Two tables: by role, and by person."""
    stages = stage_keys(ed.book, entry.key)
    roles, persons = _roles(ed, stages), _persons(ed, entry, stages)
    return {
        "stages": stages,
        "tables": [("role", roles), ("persona", persons)],
        "gaps": sum(cell.gap is not None for row in (*roles, *persons) for cell in row.cells),
    }


def all_messages(ed: Edition) -> View:
    """The journeys, each with how many messages and gaps it has."""
    rows = []
    for entry in with_messages(ed):
        if entry.thing.status == "retired":
            continue
        there = messages(ed, entry)
        many = sum(len(ed.book.stages[stage].messages) for stage in there["stages"])
        rows.append((entry.key, many, there["gaps"]))
    return {"rows": rows}


def _roles(ed: Edition, stages: list[str]) -> list[Row]:
    book = ed.book
    rows = []
    for role in sorted(book.of_kind("role"), key=role_order):
        cells = []
        for stage in stages:
            said = [each for each in said_to_role(book, role.key, stage, ed.personal) if each.to]
            cells.append(
                Cell(stage, said, None if said or _for_all(book, stage) else _gap_of_role(book, role.key, stage))
            )
        if any(each.said or each.gap for each in cells):
            rows.append(Row(role.key, cells))
    return rows


def _persons(ed: Edition, entry: Entry, stages: list[str]) -> list[Row]:
    book = ed.book
    persons = [key for key in book.personas_in(entry.key) if key in book and hasattr(book.thing(key), "messages")]
    rows = []
    for person in ed.ordered(persons):
        cells = []
        for stage in stages:
            said = [each for each in said_to(book, person, stage) if each.to]
            gap = None if said or _for_all(book, stage) else _gap_of_person(book, person, stage)
            cells.append(Cell(stage, said, gap))
        if any(each.said or each.gap for each in cells):
            rows.append(Row(person, cells))
    return rows


def _for_all(book: Book, stage: str) -> bool:
    """Whether a stage has something that is said to everybody."""
    return any(not each.to for each in book.stages[stage].messages)


def _gap_of_person(book: Book, person: str, stage: str) -> str | None:
    it = book.stages[stage]
    if any(each.persona == person and each.part in _TAKES_PART for each in it.people):
        return "silent-takes-part"
    starred = any(each.moment_of_truth and person in each.personas for each in it.touchpoints)
    return "silent-moment" if starred else None


def _gap_of_role(book: Book, role: str, stage: str) -> str | None:
    takes_part = any(
        each.part in _TAKES_PART
        and (each.role == role or (each.persona and role in book.roles_at(each.persona, stage)))
        for each in book.stages[stage].people
    )
    return "silent-takes-part" if takes_part else None
