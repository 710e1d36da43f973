"""How much of the book stands in each language, kind by kind, and what is still to be translated."""

from __future__ import annotations

from functools import reduce
from textwrap import shorten
from typing import TYPE_CHECKING, NamedTuple

from journeybook.book import journey, stage_key
from journeybook.model.journey import Stage
from journeybook.render.views.common import View
from journeybook.translation import Lacking, Share
from journeybook.vietnamese import sort_key

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

ADDRESS = "translations/"
TEMPLATE = "pages/translations.html"
_MOST_ROWS = 200
_MOST_LETTERS = 80


class Row(NamedTuple):
    """A thing that lacks texts in a language: how many, and the first of them: where readers find it (``at`` is a thing
    or a stage, ``field`` its label), what it says in its own language, and where it is written."""

    key: str
    at: str
    texts: int
    field: str
    words: str
    language: str
    written: str
    edit: str | None


class Gaps(NamedTuple):
    """What lacks a language: the most of it first, as far as it fits on a page; ``more`` things don't."""

    language: str
    texts: int
    rows: list[Row]
    more: int


def translations(ed: Edition) -> View:
    names = {language: ed.called(language) for language in ed.book.languages}
    gaps = [each for each in (_gaps(ed, language) for language in names) if each.rows]
    return {
        "shares": ed.book.translated,
        "whole": whole(ed),
        "languages": {language: name[:1].upper() + name[1:] for language, name in names.items()},
        "gaps": sorted(gaps, key=lambda each: -each.texts),
    }


def whole(ed: Edition) -> dict[str, Share]:
    """The share of the whole book that stands in each language; empty where there is nothing to translate."""
    kinds = ed.book.translated.values()
    return {language: reduce(Share.plus, (each[language] for each in kinds)) for language in ed.book.languages if kinds}


def _gaps(ed: Edition, language: str) -> Gaps:
    told = ed.book.translations
    counts = {key: each.missing[language] for key, each in told.items() if key in ed.book and language in each.missing}
    order = sorted(counts, key=lambda key: (-counts[key], sort_key(ed.title(key)), key))
    rows = [_row(ed, key, counts[key], told[key].first[language]) for key in order[:_MOST_ROWS]]
    return Gaps(language, sum(counts.values()), rows, len(order) - len(rows))


def _row(ed: Edition, key: str, count: int, first: Lacking) -> Row:
    entry, at, line = ed.book.entries[key], key, first.place[0]
    shape: Stage | None = None
    field, *inside = first.loc
    if entry.kind == "journey" and field == "stages" and isinstance(inside[0], int):
        shape = journey(entry).stages[inside[0]]
        at, field = stage_key(key, shape) if shape.id else key, inside[1]
    return Row(
        key,
        at,
        count,
        ed.words.field(str(field), shape or entry.thing),
        shorten(ed.plain(first.text), _MOST_LETTERS, placeholder=" …"),
        ed.language if ed.language in first.text else next(iter(first.text)),
        f"{entry.record.path}:{line}",
        ed.edit_at(entry.record.path, line),
    )
