"""What problems mean: all codes by severity, and a page for each. They are the same on every site, so rendered once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from journeybook.explained import (
    ADDRESS,
    Explanation,
    File,
    by_severity,
    explanation,
    sentences,
    silenced_in_book,
    silenced_in_thing,
)
from journeybook.problems import CODES, Severity
from journeybook.render.text import TextRenderer, escaped
from journeybook.render.views.common import View
from journeybook.sentences import said

LIST, PAGE = "pages/problems.html", "pages/problem.html"


class Code(NamedTuple):
    """A code as the list of all leads to it."""

    code: str
    title: str
    address: str


class Group(NamedTuple):
    """The codes of one severity, and what that severity comes to."""

    anchor: str
    title: str
    lead: str
    codes: list[Code]


class Shown(NamedTuple):
    """A file of an example; in its text, lines that matter are marked."""

    path: str
    text: Markup


def pages(language: str) -> Iterator[tuple[str, str, str]]:
    """Address, title and template of each code's page."""
    for code in CODES:
        yield f"{ADDRESS}{code}/", explanation(code, language).title, PAGE


def whole(language: str) -> View:
    """All codes."""
    return {"groups": [_group(severity, codes, language) for severity, codes in by_severity().items()]}


def of_code(code: str, language: str) -> View:
    """One code."""
    it = explanation(code, language)
    return {
        "code": code,
        "severity": it.severity,
        "headings": {name: said(f"explain-{name}", language) for name in ("why", "wrong", "right", "next", "told")},
        "rank": said(f"explain-one-{it.severity}", language),
        "meaning": said(it.comes_to, language),
        **_texts(code, language),
        "silence": _silence(it, language),
    }


def _group(severity: Severity, codes: list[str], language: str) -> Group:
    return Group(
        f"all-{severity}",
        said(f"explain-many-{severity}", language),
        said(f"explain-about-{severity}", language),
        [Code(code, explanation(code, language).title, f"{ADDRESS}{code}/") for code in codes],
    )


@cache
def _texts(code: str, language: str) -> View:
    it, html = explanation(code, language), _renderer().html
    return {
        "what": html(it.what),
        "why": html(it.why),
        "steps": [html(step) for step in it.next],
        "wrong": [_shown(file) for file in it.wrong],
        "right": [_shown(file) for file in it.right],
        "told": sentences(code, language),
    }


def _silence(it: Explanation, language: str) -> View | None:
    """How it is silenced, if it can be."""
    if it.severity == "error":
        return None
    html = _renderer().html
    ways = [(html(said("explain-silence-book", language)), silenced_in_book(it.code))]
    if it.may_be_ignored:
        ways.insert(0, (html(said("explain-silence-thing", language)), silenced_in_thing(it.code, language)))
    return {"title": said("explain-silence", language), "ways": ways}


@cache
def _renderer() -> TextRenderer:
    return TextRenderer(lambda written, label: escaped(label or written))


def _shown(file: File) -> Shown:
    lines = (Markup("<mark>{}</mark>" if line.matters else "{}").format(line.text) for line in file.lines)
    return Shown(file.path, Markup("\n").join(lines))
