"""How to write: the guides for editors, as Markdown in ``data/guide/<language>/``.

A guide is a title, a sentence that leads it, and sections whose anchors are the same in every language::

    # Title
    What it is for.

    ## Heading {#anchor}
    Text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

#: The languages that guides are written in; a reader of any other gets the last.
LANGUAGES = ("vi", "en")
#: Every guide, in the order in which one may read them.
NAMES = (
    "first-change",
    "pull-request",
    "interview",
    "personas",
    "segments",
    "workshop",
    "evidence",
    "rules",
    "commands",
)
#: Pages that aren't guides themselves, but begin with one: what leads all of them, the reference of the format, and
#: what problems mean.
INDEX, FORMAT, PROBLEMS = "index", "format", "problems"
_HEADING = re.compile(r"^## (?P<title>.+?) \{#(?P<anchor>[a-z0-9-]+)\}$", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """A section of a guide."""

    anchor: str
    title: str
    markdown: str


@dataclass(frozen=True)
class Guide:
    """A guide in one language, as it is written."""

    title: str
    lead: str
    parts: tuple[Part, ...]


def language_for(language: str) -> str:
    """The language in which a reader of another one gets the guides."""
    return language if language in LANGUAGES else LANGUAGES[-1]


@cache
def guide(name: str, language: str) -> Guide:
    """A guide in one of the ``LANGUAGES``."""
    text = _folder().joinpath(language, f"{name}.md").read_text(encoding="utf-8")
    head, *rest = _HEADING.split(text)
    title, _, lead = head.strip().removeprefix("# ").partition("\n")
    titles, anchors, bodies = rest[::3], rest[1::3], rest[2::3]
    parts = (Part(anchor, what, body.strip()) for what, anchor, body in zip(titles, anchors, bodies, strict=True))
    return Guide(title, " ".join(lead.split()), tuple(parts))


def _folder() -> Traversable:
    return resources.files("journeybook").joinpath("data", "guide")
