"""Where each thing and stage is found: part of the public format, the same in every language."""

from __future__ import annotations

from journeybook.book import thing_of
from journeybook.model import KINDS

#: Stands for the way back to the site's root until a page knows how deep it lies. Content can't hold this character.
ROOT = "\x1f"


def address_of(key: str) -> str:
    """The address below the site's root: ``persona:lisa-barone`` → ``personas/lisa-barone/``; a kind → its list."""
    kind, _, name = key.partition(":")
    if kind == "kind":
        return f"{KINDS[name].FOLDER}/"
    folder = KINDS[kind].FOLDER
    if kind == "model" and "/" in name:
        return f"{folder}/{thing_of(name)}/#stages-{name.partition('/')[2]}"
    return f"{folder}/{name}/"


def matrix_address(journey: str) -> str:
    """The address of a journey's matrix: no stage may be called so."""
    return f"{address_of(journey)}matrix/"


def rooted(html: str, address: str) -> str:
    """The HTML with its way back to the root filled in for a page at ``address``."""
    return html.replace(ROOT, "../" * address.count("/") or "./")
