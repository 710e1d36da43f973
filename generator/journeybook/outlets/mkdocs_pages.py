"""Our pages as MkDocs sees them: a Page that renders from the book, and what the search learns of it."""

from __future__ import annotations

from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from journeybook.render import Edition
from journeybook.render import Page as Made
from journeybook.render.pages import Section, text_of

#: Pages that fill the width: they have their own way to find one's place.
_WIDE = ("home", "journey", "persona")


class BookPage(Page):
    """One of our pages: rendered by the edition instead of from Markdown."""

    def __init__(self, made: Made, edition: Edition, file: File, config: MkDocsConfig) -> None:
        super().__init__(made.title, file, config)
        self.made, self.edition = made, edition
        self.sections: list[Section] = []
        self.edit_url = edition.edit_url(made)

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source but the book."""
        self.markdown = ""
        hidden = ["navigation", "toc"] if self.made.kind in _WIDE else ["navigation"]
        self.meta = {"title": self.made.title, "hide": hidden, "search": {"exclude": True}}
        if self.made.key:
            summary = self.edition.plain(self.edition.book.thing(self.made.key).summary)
            if summary:
                self.meta["description"] = summary

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The page's HTML, its table of contents and its sections for the search."""
        rendered = self.edition.render(self.made)
        self.content = rendered.html
        self.sections = rendered.sections
        self.lead = rendered.lead
        self.toc = TableOfContents([_anchor(section) for section in rendered.sections])


def _anchor(section: Section) -> AnchorLink:
    link = AnchorLink(escape(section.title), section.id, section.level)
    link.children = [_anchor(inner) for inner in section.sections]
    return link


def search_entries(page: BookPage) -> list[dict[str, str]]:
    """Entries of Material's index: one for the page and one for each of its sections."""
    entries = [{"location": page.url, "title": escape(page.made.title), "text": text_of(page.lead)}]
    entries += [
        {"location": f"{page.url}#{section.id}", "title": escape(section.title), "text": section.text}
        for section in page.sections
        if section.id != "used-by" and section.html
    ]
    return entries
