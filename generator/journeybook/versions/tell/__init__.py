"""Changes in words: ``naming`` names places and values, ``told`` arranges them, the rest are forms to write it in."""

from __future__ import annotations

from journeybook.model import KINDS
from journeybook.render.addresses import address_of
from journeybook.render.words import words_of
from journeybook.versions.changes import Changes
from journeybook.versions.tell.data import as_json
from journeybook.versions.tell.markdown import MOST, Address, as_markdown
from journeybook.versions.tell.naming import Naming
from journeybook.versions.tell.page import as_html
from journeybook.versions.tell.pages import as_list
from journeybook.versions.tell.text import as_text
from journeybook.versions.tell.told import Report, told

FORMS = ("text", "markdown", "json", "html")


def report(changes: Changes, old: str, new: str, language: str) -> Report:
    """What is told in a language; ``old`` and ``new`` are what people call the two states."""
    return told(changes, Naming(words_of(language), changes), old, new)


def pages_at(site_url: str) -> Address:
    """Where the things of a book have their pages, if it is said where the site stands."""
    site = site_url.rstrip("/")

    def address(key: str) -> str:
        known = site and key.partition(":")[0] in KINDS
        return f"{site}/{address_of(key)}" if known else ""

    return address


def written(
    changes: Changes, names: tuple[str, str], form: str, language: str, *, colour: bool, address: Address
) -> str:
    """Changes in one of the ``FORMS``; ``names`` are those of the two states."""
    if form == "json":
        return as_json(changes, *names)
    said = report(changes, *names, language)
    if form == "markdown":
        pages = as_list(changes, Naming(words_of(language), changes), address)
        return as_markdown(said, language, address, MOST - len(pages)) + (f"\n{pages}" if pages else "")
    return as_html(said, language) if form == "html" else as_text(said, language, colour=colour)
