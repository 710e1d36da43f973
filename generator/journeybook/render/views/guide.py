"""How to write: a page that says which guide is for whom, the guides, the reference, what problems mean."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from journeybook.guides import FORMAT, INDEX, NAMES, PROBLEMS, guide, language_for
from journeybook.model import CLASSES
from journeybook.render.text import TextRenderer, escaped
from journeybook.render.views import explained, format_reference
from journeybook.render.views.common import View

if TYPE_CHECKING:
    from journeybook.render.pages import Edition, Page

ADDRESS = "write/"
KIND = "guide"
LIST, GUIDE, REFERENCE, OF_KIND = (f"pages/guide{each}.html" for each in ("s", "", "-format", "-format-kind"))
#: Which guides stand below which heading of the page that leads them.
_GROUPS = {
    "change": ("first-change", "pull-request"),
    "find-out": ("interview", "workshop", "evidence"),
    "write": ("segments", "personas"),
    "look-up": (FORMAT, PROBLEMS, "rules", "commands"),
}


class Door(NamedTuple):
    """A page of this part as others lead to it."""

    address: str
    title: str
    lead: str


class Told(NamedTuple):
    """A section of a guide, ready to be shown."""

    anchor: str
    title: str
    html: Markup


class Group(NamedTuple):
    """Guides for one purpose."""

    anchor: str
    title: str
    lead: Markup
    doors: list[Door]


def pages(ed: Edition) -> Iterator[tuple[str, str, str, bool]]:
    """Address, title and template of each page, and whether the search offers it: readers look for customers there."""
    language = language_for(ed.language)
    yield ADDRESS, guide(INDEX, language).title, LIST, True
    for name in NAMES:
        yield f"{ADDRESS}{name}/", guide(name, language).title, GUIDE, True
    yield f"{ADDRESS}{FORMAT}/", guide(FORMAT, language).title, REFERENCE, False
    for cls in CLASSES:
        yield f"{ADDRESS}{FORMAT}/{cls.KIND}/", ed.words.ui("format-of", kind=ed.words.kind(cls.KIND)), OF_KIND, False
    yield f"{ADDRESS}{PROBLEMS}/", guide(PROBLEMS, language).title, explained.LIST, False
    for address, title, template in explained.pages(language):
        yield address, title, template, False


def view(ed: Edition, page: Page) -> View:
    """What a page of this part shows."""
    language = language_for(ed.language)
    # Where nobody has written the guides in the reader's language, browsers and screen readers are told so.
    tongue = language if language != ed.language else ""
    marked = Markup(' lang="{}"').format(tongue) if tongue else ""
    common = {"up": _up(page, language), "tongue": tongue, "marked": marked}
    name = page.address.removeprefix(ADDRESS).rstrip("/")
    if page.template == LIST:
        return {**common, "lead": guide(INDEX, language).lead, "groups": _groups(language)}
    if page.template == OF_KIND:
        return {**common, **format_reference.of_kind(ed, name.rpartition("/")[2])}
    if page.template == explained.PAGE:
        return {**common, **explained.of_code(name.rpartition("/")[2], language)}
    told = {**common, "lead": guide(name, language).lead, "parts": _told(name, language)}
    if page.template == explained.LIST:
        return {**told, **explained.whole(language)}
    if page.template == REFERENCE:
        return {**told, **format_reference.whole(ed)}
    at = NAMES.index(name) + 1
    return {**told, "next": _door(NAMES[at], language) if at < len(NAMES) else None}


def _up(page: Page, language: str) -> list[Door]:
    """The pages above one, the highest first."""
    _, *names = page.address.rstrip("/").split("/")
    return [_door(each, language) for each in (INDEX, *names)[: len(names)]]


def _door(name: str, language: str) -> Door:
    said = guide(name, language)
    return Door(ADDRESS if name == INDEX else f"{ADDRESS}{name}/", said.title, said.lead)


def _groups(language: str) -> list[Group]:
    return [
        Group(part.anchor, part.title, part.html, [_door(name, language) for name in _GROUPS[part.anchor]])
        for part in _told(INDEX, language)
    ]


@cache
def _told(name: str, language: str) -> tuple[Told, ...]:
    """A guide's sections as HTML: rendered once, since no book changes them."""
    renderer = TextRenderer(lambda written, label: escaped(label or written))
    return tuple(
        Told(part.anchor, part.title, renderer.page_html(part.markdown)) for part in guide(name, language).parts
    )
