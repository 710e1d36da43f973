"""Opportunities, metrics and committees as charts show them: the data and words of each drawing, and of its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from journeybook.model import Company, Person
from journeybook.model.base import Metric
from journeybook.model.journey import Opportunity
from journeybook.render import charts
from journeybook.render.views.curves import Stages

if TYPE_CHECKING:
    from journeybook.render.pages import Edition


class Chance(NamedTuple):
    """An opportunity at its stage; ``number`` is its dot's."""

    number: int | None
    stage: str
    it: Opportunity


class Chances(NamedTuple):
    """The opportunities' drawing (empty where none is scored) and its table, the best first."""

    svg: Markup
    rows: list[Chance]


def opportunities(ed: Edition, stages: Stages, name: str = "chart-opportunities") -> Chances | None:
    """All opportunities of a journey by effort and impact; None where there are none."""
    found = [(order, key, each) for order, (key, stage) in enumerate(stages) for each in stage.opportunities]
    if not found:
        return None
    scored = sorted(
        (each for each in found if each[2].impact and each[2].effort),
        key=lambda each: ((each[2].effort or 0) - (each[2].impact or 0), -(each[2].impact or 0), each[0]),
    )
    impact, effort = ed.words.field("impact"), ed.words.field("effort")
    spots = [
        charts.Spot(
            it.effort or 0,
            it.impact or 0,
            ed.plain(it.title),
            f"{ed.url(key)}#opportunities",
            f"{impact} {it.impact}/5, {effort} {it.effort}/5",
        )
        for _, key, it in scored
    ]
    corners = [ed.words.ui(f"chance-{each}") for each in ("now", "plan", "spare", "doubt")]
    svg = ""
    if spots:
        desc = ed.words.ui("chances-desc", count=len(spots))
        svg = charts.plane(name, ed.words.ui("chances-title"), desc, spots, corners, best_left=True)
    rows = [Chance(number, key, it) for number, (_, key, it) in enumerate(scored, start=1)]
    rows += [Chance(None, key, it) for _, key, it in found if not (it.impact and it.effort)]
    return Chances(Markup(svg), rows)


def bar(ed: Edition, metric: Metric, missed: bool = False) -> Markup:
    """A metric's bar; empty where there is nothing to compare."""
    if metric.actual is None or (metric.target is None and metric.baseline is None):
        return Markup("")
    unit = ed.plain(metric.unit)

    def told(name: str, value: float | None) -> str:
        return f"{ed.words.field(name)} {ed.words.figure(value, unit)}" if value is not None else ""

    parts = (told("actual", metric.actual), told("target", metric.target), told("baseline", metric.baseline))
    return Markup(
        charts.bar(
            ", ".join(part for part in parts if part),
            actual=metric.actual,
            target=metric.target,
            baseline=metric.baseline,
            percent=unit == "%",
            missed=missed,
        )
    )


def committee(ed: Edition, company: Company, missing: Iterable[str], name: str = "chart-committee") -> Markup:
    """A company's buying committee as a picture; empty where it has none."""
    if not company.committee:
        return Markup("")
    seats: dict[str, list[str]] = {}
    chairs: list[charts.Chair] = []
    for number, seat in enumerate(company.committee):
        if seat.persona:
            seats.setdefault(seat.persona, []).append(seat.role)
        elif seat.title:
            seats[f"#{number}"] = [seat.role]
        else:
            seats[f"?{number}"] = [seat.role]
    keys = list(seats)
    for who, roles in seats.items():
        of = " · ".join(dict.fromkeys(ed.title(role) for role in roles))
        if who[0] == "#":
            called = ed.plain(company.committee[int(who[1:])].title)
            chairs.append(charts.Chair(called, of, top="role:decider" in roles, note=ed.words.ui("no-persona")))
        elif who[0] == "?":
            chairs.append(charts.Chair(of, "", _url(ed, roles[0]), gap=True, note=ed.words.ui("committee-empty")))
        else:
            person = ed.book.thing(who) if who in ed.book else None
            veto = isinstance(person, Person) and person.veto
            note = ed.words.ui("can-veto") if veto else ""
            chairs.append(charts.Chair(ed.title(who), of, _url(ed, who), "role:decider" in roles, veto, note=note))
    for role in missing:
        chairs.append(charts.Chair(ed.title(role), "", _url(ed, role), gap=True, note=ed.words.ui("committee-empty")))
    moves = _influences(ed, keys)
    told = [f"{chairs[each.source].name} → {chairs[each.target].name}" for each in moves]
    desc = ed.words.ui("committee-desc", count=sum(not chair.gap for chair in chairs)) + " " + "; ".join(told)
    title = ed.words.ui("committee-title", name=ed.words_in(company.title))
    return Markup(charts.committee(name, title, desc.strip(), chairs, moves))


def _url(ed: Edition, key: str) -> str | None:
    return str(ed.url(key)) if key in ed.book else None


def _influences(ed: Edition, keys: Sequence[str]) -> list[charts.Influence]:
    """Who of the committee moves whom, whichever of the two says so."""
    at = {key: number for number, key in enumerate(keys)}
    found: dict[charts.Influence, None] = {}
    for key, number in at.items():
        person = ed.book.thing(key) if key in ed.book else None
        if not isinstance(person, Person):
            continue
        found.update(
            (charts.Influence(number, at[each]), None)
            for each in person.influences
            if isinstance(each, str) and each in at
        )
        found.update(
            (charts.Influence(at[each], number), None)
            for each in person.influenced_by
            if isinstance(each, str) and each in at
        )
    return list(found)
