"""Our pages as MkDocs sees them: a Page that renders from the book, and what the search learns of it."""

from __future__ import annotations

import re
import zlib
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from journeybook.render import Edition
from journeybook.render import Page as Made
from journeybook.render.pages import Rendered, Section, text_of

# What stands at the beginning of every page and says nothing of its own.
_FRAME = re.compile(r'<nav class="jb-crumbs".*?</nav>|<div class="jb-meta jb-states">.*?</div>', re.DOTALL)
#: Pages that fill the width: they have their own way to find one's place.
_WIDE = ("home", "journey", "persona")


class BookPage(Page):
    """One of our pages: rendered by the edition instead of from Markdown."""

    _packed: bytes | None = None
    _open: str | None = None

    def __init__(self, made: Made, edition: Edition, file: File, config: MkDocsConfig) -> None:
        super().__init__(made.title, file, config)
        self.made, self.edition = made, edition
        self.edit_url = edition.edit_url(made)

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source but the book."""
        self.markdown = ""
        hidden = ["navigation", "toc"] if self.made.kind in _WIDE or self.made.is_list else ["navigation"]
        self.meta = {"title": self.made.title, "hide": hidden, "search": {"exclude": True}}
        if self.made.key:
            summary = self.edition.plain(self.edition.book.thing(self.made.key).summary)
            if summary:
                self.meta["description"] = summary

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The page's HTML, its table of contents, and its entries for the search, told at once."""
        rendered = self.edition.render(self.made)
        self.content = rendered.html
        self.toc = TableOfContents([_anchor(section) for section in rendered.sections])
        index = getattr(config.plugins.get("material/search"), "search_index", None)
        if index is not None and self.made.kind != "home":
            index.entries += search_entries(self, rendered)

    @property
    def content(self) -> str | None:
        """The HTML. MkDocs holds all pages before it writes the first, so it lies packed while nobody asks for it."""
        if self._open is None and self._packed is not None:
            self._open = zlib.decompress(self._packed).decode()
        return self._open

    @content.setter
    def content(self, html: str | None) -> None:
        if html is None or html is not self._open:
            self._packed = zlib.compress(html.encode(), level=1) if html is not None else None
        self._open = None


def _anchor(section: Section) -> AnchorLink:
    link = AnchorLink(escape(section.title), section.id, section.level)
    link.children = [_anchor(inner) for inner in section.sections]
    return link


def search_entries(page: BookPage, rendered: Rendered) -> list[dict[str, str]]:
    """Entries of Material's index: one for the page and one for each of its sections."""
    entries = [{"location": page.url, "title": escape(page.made.title), "text": text_of(_FRAME.sub("", rendered.lead))}]
    entries += [
        {"location": f"{page.url}#{section.id}", "title": escape(section.title), "text": section.text}
        for section in rendered.sections
        if section.id != "used-by" and section.html
    ]
    return entries
