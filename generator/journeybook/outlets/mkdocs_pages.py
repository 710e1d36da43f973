"""Our pages as MkDocs sees them: a Page that renders from the book, and what the search learns of it."""

from __future__ import annotations

import zlib
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from journeybook.render.pages import Edition, Section
from journeybook.render.pages import Page as Made
from journeybook.search import Index, entry_of_page
from journeybook.settings import WrongSettings
from journeybook.tell import user_language

#: Pages that fill the width: they have their own way to find one's place.
_WIDE = ("home", "journey", "persona", "matrix", "call", "messages", "competitor", "story")


class BookPage(Page):
    """One of our pages: rendered by the edition instead of from Markdown."""

    _packed: bytes | None = None
    _open: str | None = None

    def __init__(self, made: Made, edition: Edition, index: Index, file: File, config: MkDocsConfig) -> None:
        super().__init__(escape(made.title), file, config)  # MkDocs' templates don't escape
        self.made, self.edition, self._index = made, edition, index
        self.edit_url = edition.edit_url(made)

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source but the book."""
        self.markdown = ""
        hidden = ["navigation", "toc"] if self.made.kind in _WIDE or self.made.is_list else ["navigation"]
        self.meta = {"title": escape(self.made.title), "hide": hidden, "search": {"exclude": True}}
        if self.made.key:
            summary = self.edition.plain(self.edition.book.thing(self.made.key).summary)
            if summary:
                self.meta["description"] = escape(summary)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The page's HTML, its table of contents, and what the search knows of it, told at once."""
        try:
            rendered = self.edition.render(self.made)
        except WrongSettings as wrong:
            raise PluginError(wrong.told(user_language())) from None
        self.content = rendered.html
        self.toc = TableOfContents([_anchor(section) for section in rendered.sections])
        if self.made.is_found:
            self._index.add(entry_of_page(self.edition, self.made, rendered, self.url))

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
