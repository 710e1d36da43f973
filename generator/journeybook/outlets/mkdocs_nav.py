"""The navigation: a door for each main kind, a library, a place to learn. Bounded, however many things a book has."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.nav import Section as NavSection
from mkdocs.structure.pages import Page

from journeybook.model import KINDS
from journeybook.outlets.mkdocs_build import Site
from journeybook.outlets.mkdocs_pages import BookPage
from journeybook.render.views import bank, calls, guide, messages
from journeybook.render.views.changes import ADDRESS as CHANGES
from journeybook.render.views.practice import ADDRESS as PRACTICE

_MAIN = ("segment", "persona", "journey", "role")
#: Pages of a thing that stand in another door than the thing.
_WITHIN = {"stage": "journey", "matrix": "journey", "story": "journey", "call": "calls"}
_TALK = (("calls", calls.FOLDER), ("bank", bank.ADDRESS), ("messages", messages.FOLDER))
_GROUPS = (
    ("library", ("touchpoint", "department", "partner", "source", "model", "competitor", "event")),
    ("learn", ("track", "question", "term")),
)


def arrange(site: Site, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Our navigation, then the free pages; or the configuration's own, which may name ours: ``personas/index.md``."""
    words = site.edition.words
    sections: dict[str, NavSection] = {}
    items: list[StructureItem] = []
    if config.nav is None:
        home = site.pages[""]
        items.append(home)
        for kind in _MAIN:
            if listed := _list_page(site, kind):
                items.append(_section(words.kind(kind, "many"), [listed], {kind}, sections))
        talk = [site.pages[address] for _, address in _TALK if address in site.pages]
        if talk:
            items.append(_section(words.ui("talk"), talk, {kind for kind, _ in _TALK}, sections))
        for name, kinds in _GROUPS:
            lists = [page for kind in kinds if (page := _list_page(site, kind))]
            if name == "library" and site.history.releases:
                lists.append(site.pages[CHANGES])
            if name == "learn" and lists:
                lists.append(site.pages[PRACTICE])
            if lists:
                items.append(_section(words.ui(name), lists, set(kinds), sections))
        free = [item for item in nav.items if not isinstance(item, BookPage)]
        ours = [site.pages[guide.ADDRESS]] if guide.ADDRESS in site.pages else []
        if ours or free:
            items.append(_section(words.ui("guide"), [*ours, *free], {guide.KIND}, sections))
        nav.items = items
        nav.pages = _pages_of(items)
        nav.homepage = home
    for page in site.pages.values():
        kind = _WITHIN.get(page.made.kind, page.made.kind)
        if (page.made.key or kind == guide.KIND) and kind in sections:
            page.parent = sections[kind]
    return nav


def _list_page(site: Site, kind: str) -> BookPage | None:
    return site.pages.get(f"{KINDS[kind].FOLDER}/")


def _section(
    title: str, given: Sequence[StructureItem], kinds: set[str], sections: dict[str, NavSection]
) -> NavSection:
    children = list(given)
    section = NavSection(title, children)
    for child in children:
        child.parent = section
    sections.update((kind, section) for kind in kinds)
    return section


def _pages_of(items: list[StructureItem]) -> list[Page]:
    pages: list[Page] = []
    for item in items:
        if isinstance(item, Page):
            pages.append(item)
        elif isinstance(item, NavSection):
            pages += _pages_of(item.children)
    return pages
