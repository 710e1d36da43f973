"""One version of a site among others: where it stands, and how its pages lead to the rest."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.versions.plan import LATEST, NEXT


@dataclass(frozen=True)
class Publication:
    """A version of the whole site.

    ``name`` is the last part of its address (``2026.2``, ``latest``, ``next``), ``title`` what it is called (``latest``
    is called by its number). Languages stand before versions; only ``root_language`` has no folder of its own.
    ``site_url`` is that of the whole site, or empty.
    """

    name: str
    title: str
    root_language: str
    site_url: str = ""
    has_latest: bool = True
    """Whether anything has been released."""

    @property
    def is_numbered(self) -> bool:
        """Whether it is neither the newest nor the next, so that better pages than its own are to be found."""
        return self.name not in (LATEST, NEXT)

    @property
    def may_be_found(self) -> bool:
        """Whether search engines may know it: only the newest."""
        return self.name == LATEST

    def folder(self, language: str, name: str | None = None) -> str:
        """Where this version (or another) stands in a language, from the site's root: ``en/2026.2/``."""
        return f"{'' if language == self.root_language else f'{language}/'}{name or self.name}/"

    def address(self, language: str, name: str | None = None) -> str:
        """The same as a whole address; empty where the site doesn't know its own."""
        return f"{self.site_url.rstrip('/')}/{self.folder(language, name)}" if self.site_url else ""

    def way_to_newest(self, page: str) -> str | None:
        """The way from a page of this version to the newest: to the same page, unless it may not be there yet."""
        up = "../" * (page.count("/") + 1)
        return f"{up}{LATEST}/{page if self.is_numbered else ''}" if self.has_latest else None

    def way(self, language: str, other: str) -> str:
        """The way from this version in one language to the same version in another: ``../en/2026.2/``."""
        return "../" * self.folder(language).count("/") + self.folder(other)
