"""The home page and the list of each kind: what they name, and in which order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from journeybook.check import Entry
from journeybook.model import CLASSES, Segment, Touchpoint
from journeybook.render.views.bank import has_any
from journeybook.render.views.changes import newest
from journeybook.render.views.common import View
from journeybook.render.views.filters import filters_of
from journeybook.render.views.health import figures
from journeybook.render.views.people import role_order
from journeybook.render.views.tracks import door
from journeybook.render.views.translations import whole
from journeybook.vietnamese import sort_key

if TYPE_CHECKING:
    from journeybook.render.pages import Edition


#: What an editor writes into the file of a thing that may leave the house.
_MARK = "audience: shareable"
#: What is reviewed in passing, and would leave no room for the rest.
_NOT_NEWS = ("question", "term")


def _listed(ed: Edition, kind: str) -> list[Entry]:
    """The entries that a list shows: retired ones leave it."""
    return [entry for entry in ed.book.of_kind(kind) if entry.thing.status != "retired"]


def home(ed: Edition) -> View:
    for_others = ed.book.audience == "shareable"
    listed = {cls.KIND: _in_order(ed, _listed(ed, cls.KIND)) for cls in CLASSES}
    reviewed = sorted(
        (each for each in ed.book.entries.values() if each.thing.reviewed and each.kind not in _NOT_NEWS),
        key=lambda each: (each.thing.reviewed, each.key),
        reverse=True,
    )
    return {
        "listed": listed,
        "latest": [] if for_others else reviewed[:6],
        "news": newest(ed),
        "translated": {} if for_others else whole(ed),
        "has_bank": has_any(ed),
        "figures": [] if for_others else figures(ed),
        "for_others": for_others,
        "nothing_for_others": _MARK if for_others and all(each.shipped for each in ed.book.entries.values()) else "",
        "crumbs": [],
        "opened": _opened(ed.intros.get("", Markup())),
        **door(ed, listed["track"]),
    }


def _opened(intro: Markup) -> tuple[Markup, Markup]:
    """A book's own words for its home page: its heading and first paragraph, and the rest, which can wait."""
    first = re.match(r"\s*<h1\b.*?</h1>\s*(<p>.*?</p>)?", intro, re.DOTALL)
    at = first.end() if first else len(intro)
    return Markup(intro[:at]), Markup(intro[at:])


def list_view(ed: Edition, kind: str) -> View:
    entries = _in_order(ed, _listed(ed, kind))
    retired = [entry for entry in ed.book.of_kind(kind) if entry.thing.status == "retired"]
    filters, marks = filters_of(ed, entries)
    context: View = {
        "entries": entries,
        "retired": retired,
        "crumbs": [],
        "of": kind,
        "filters": filters,
        "marks": marks,
    }
    if kind == "touchpoint":
        context["occurs"] = {entry.key: len(_stages_with(ed, entry.key)) for entry in entries}
    return context


def _stages_with(ed: Edition, touchpoint: str) -> set[str]:
    return {link.source for link in ed.book.links_to(touchpoint) if link.via == "touchpoints" and "/" in link.source}


_CHEAP_FIRST = {"low": 0, "medium": 1, "high": 2, None: 3}
_OWNED_FIRST = {"owned": 0, "shared": 1, "earned": 2, "paid": 3, None: 4}


def _in_order(ed: Edition, entries: list[Entry]) -> list[Entry]:
    """Touchpoints: owned and cheap first, as one begins with few resources; the rest by rank, then by title."""

    def place(entry: Entry) -> tuple[Any, ...]:
        thing = entry.thing
        rank: Any = 0
        if isinstance(thing, Touchpoint):
            rank = (_OWNED_FIRST[thing.media], _CHEAP_FIRST[thing.cost])
        elif isinstance(thing, Segment):
            rank = thing.tier or 9
        elif entry.kind == "role":
            rank = role_order(entry)[0]
        elif entry.kind == "persona":
            rank = (getattr(thing, "negative", False), getattr(thing, "kind", "") != "person")
        elif entry.kind in ("source", "event"):
            rank = tuple(-ord(letter) for letter in str(getattr(thing, "date", "")))
        return (rank, sort_key(ed.title(entry.key)))

    return sorted(entries, key=place)
