"""The bank: all objections and questions of the book, in the words of those who say them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from journeybook.book import thing_of
from journeybook.conversations import Asked, Item, Raised, objections, questions
from journeybook.render.addresses import ROOT, address_of
from journeybook.render.views import assets
from journeybook.render.views.common import View
from journeybook.render.views.filters import Has, narrowed
from journeybook.render.views.people import role_order
from journeybook.vietnamese import sort_key

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

ADDRESS = "bank/"
TEMPLATE = "pages/bank.html"


class Kept(NamedTuple):
    """An objection or a question as the bank shows it: where it stands, and by what it can be found."""

    it: Raised | Asked
    url: Markup
    who: list[str]
    marks: Markup


def has_any(ed: Edition) -> bool:
    """Whether there is anything to keep."""
    items = chain[Raised | Asked](objections(ed.book), questions(ed.book))
    return any(_is_listed(ed, each.key) for each in items)


def bank(ed: Edition) -> View:
    raised, asked = _objections(ed), _questions(ed)
    items: list[Raised | Asked] = [*raised, *asked]
    filters, marks = narrowed({str(at): list(dict.fromkeys(_has(ed, each))) for at, each in enumerate(items)})
    kept = [Kept(each, _url(each), _who(ed, each), marks[str(at)]) for at, each in enumerate(items)]
    return {
        "filters": filters,
        "objections": kept[: len(raised)],
        "questions": kept[len(raised) :],
        "script": assets.script("bank"),
    }


def _objections(ed: Edition) -> list[Raised]:
    return _in_order(ed, [each for each in objections(ed.book) if _is_listed(ed, each.key)])


def _questions(ed: Edition) -> list[Asked]:
    return _in_order(ed, [each for each in questions(ed.book) if _is_listed(ed, each.key)])


def _is_listed(ed: Edition, key: str) -> bool:
    return ed.book.thing(key).status != "retired"


def _in_order(ed: Edition, items: list[Item]) -> list[Item]:
    """Persons' before competitors', each in the order of names."""
    return sorted(items, key=lambda each: (each.competitor is not None, sort_key(ed.title(each.key)), each.number))


def _url(each: Raised | Asked) -> Markup:
    part = "objections" if isinstance(each, Raised) else "traps" if each.competitor else "questions"
    return Markup(f"{ROOT}{address_of(each.key)}#{part}-{each.number}")


def _who(ed: Edition, each: Raised | Asked) -> list[str]:
    return [key for key in each.who if key in ed.book]


def _has(ed: Edition, each: Raised | Asked) -> Iterator[Has]:
    """By what it can be found: what it is, who says it and in which role, when, and against whom."""
    words, question = ed.words, isinstance(each, Asked)
    what = "question" if question else "objection"
    yield Has("what", words.ui("bank-what"), what, words.ui(f"bank-{what}"), question)
    for key in _who(ed, each):
        if key.startswith("persona:"):
            yield Has("persona", words.kind("persona"), key.partition(":")[2], ed.title(key), sort_key(ed.title(key)))
        for role in (key,) if key.startswith("role:") else ed.book.roles_of(key):
            if role in ed.book.entries:
                rank = role_order(ed.book.entries[role])
                yield Has("role", words.kind("role"), role.partition(":")[2], ed.title(role), rank)
    if each.stage and each.stage in ed.book:
        name = each.stage.partition(":")[2] if each.stage.startswith("journey:") else each.stage
        title = f"{ed.title(thing_of(each.stage))} – {ed.title(each.stage)}"
        place = (sort_key(ed.title(thing_of(each.stage))), ed.stage_position.get(each.stage, 0))
        yield Has("stage", words.kind("stage"), name, title, place)
    if each.competitor:
        title = ed.title(each.competitor)
        yield Has("competitor", words.kind("competitor"), each.competitor.partition(":")[2], title, sort_key(title))
