"""What an edition knows of the site around its book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from journeybook.problems import Problem
from journeybook.repository import Repository
from journeybook.versions.history import History


@dataclass(frozen=True)
class Around:
    """All of it may be missing: a book can be rendered by itself.

    ``site_url`` is the address of this version in this language, ``version`` what it is called. ``page_addresses`` are
    those of free pages, by their path in the content. Templates in ``overrides`` go before the theme's.
    """

    site_name: str = ""
    site_url: str = ""
    version: str = ""
    repository: Repository = field(default_factory=Repository)
    history: History = field(default_factory=History)
    page_addresses: Mapping[str, str] = field(default_factory=dict)
    overrides: tuple[Path, ...] = ()
    guide: bool = True
    """Whether the site says how it is written."""
    today: date = date.min
    """The day on which the site is built: how old things are is told by it."""
    problems: Sequence[Problem] = ()
    """What is wrong with the book, or missing in it."""
