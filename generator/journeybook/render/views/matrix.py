"""The matrix of a journey: each role at each stage, the touchpoints where it is met, and where it should be met."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeybook.book import journey
from journeybook.check import Entry
from journeybook.render.views.common import View
from journeybook.render.views.people import role_order
from journeybook.render.views.stages import stage_keys

if TYPE_CHECKING:
    from journeybook.render.pages import Edition


class Met(NamedTuple):
    """A touchpoint at which a role is met, and whether the journey is won or lost there.

    ``personas`` are those who meet it, where they aren't all who stand for the role at the stage.
    """

    touchpoint: str
    personas: list[str]
    moment_of_truth: bool


class Part(NamedTuple):
    """Somebody who stands for the role at the stage, and what they do; ``persona`` is None for whoever has the role."""

    persona: str | None
    part: str | None


class Cell(NamedTuple):
    """A role at a stage: who does what there, where they are met. ``gap`` names why it matters that they aren't."""

    stage: str
    parts: list[Part]
    met: list[Met]
    gap: str | None


class Row(NamedTuple):
    """A role (None: persons who have none) along the journey. ``absent``: it is nowhere on it."""

    role: str | None
    cells: list[Cell]
    absent: bool


def matrix(ed: Edition, entry: Entry) -> View:
    """Rows for the roles that every purchase has and those that are met; ``bare`` are stages without a touchpoint."""
    book, stages = ed.book, stage_keys(ed.book, entry.key)
    met: dict[tuple[str | None, str], dict[str, list[str]]] = {}
    for stage in stages:
        for each in book.encounters_with(stage=stage):
            who = met.setdefault((each.role, stage), {}).setdefault(each.touchpoint, [])
            if each.persona and each.persona not in who:
                who.append(each.persona)
    rows = []
    for role in (*_roles(ed, {role for role, _ in met if role}), None):
        cells = [_cell(ed, role, stage, met.get((role, stage), {})) for stage in stages]
        present = any(cell.parts or cell.met or cell.gap for cell in cells)
        if role or present:
            rows.append(Row(role, cells, absent=not present))
    bare = [stage for stage in stages if not book.stages[stage].touchpoints]
    gaps = sum(cell.gap is not None for row in rows for cell in row.cells) + sum(row.absent for row in rows) + len(bare)
    return {"stages": stages, "rows": rows, "bare": bare, "gaps": gaps, "model": journey(entry).model}


def _roles(ed: Edition, met: set[str]) -> list[str]:
    wanted = [role for role in ed.book.of_kind("role") if role.shipped or role.key in met]
    return [role.key for role in sorted(wanted, key=role_order)]


def _cell(ed: Edition, role: str | None, stage: str, met: dict[str, list[str]]) -> Cell:
    it = ed.book.stages[stage]
    starred = {each.touchpoint for each in it.touchpoints if each.moment_of_truth}
    holders = set(ed.book.personas_with(role)) if role else set()
    parts = dict.fromkeys(
        Part(each.persona, each.part)
        for each in it.people
        if (role and each.role == role)
        or (each.persona and (each.persona in holders if role else not ed.book.roles_of(each.persona)))
    )
    taking_part = bool(parts)
    known = {each.persona for each in parts}
    parts.update((Part(who, None), None) for many in met.values() for who in many if who not in known)
    everybody = {each.persona for each in parts if each.persona}
    spoken_to = role is not None and any(role in each.to or holders & set(each.to) for each in it.messages)
    gap = None
    if not met and it.touchpoints:
        gap = "gap-takes-part" if taking_part else "gap-spoken-to" if spoken_to else None
    return Cell(
        stage,
        list(parts),
        [
            Met(touchpoint, who if set(who) != everybody else [], touchpoint in starred)
            for touchpoint, who in met.items()
        ],
        gap,
    )
