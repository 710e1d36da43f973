"""The road from a folder to a checked Book: load → check → link → rules. The checker and the site both take it."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from journeybook.audience import only_shareable
from journeybook.book import Book
from journeybook.check import Checked, check
from journeybook.link import link
from journeybook.load import Loaded, load
from journeybook.memory import Memory
from journeybook.model import FOLDERS
from journeybook.model.values import Audience
from journeybook.problems import Problem, in_order
from journeybook.rules import as_configured, judge
from journeybook.rules.audience import names_written_out
from journeybook.rules.custom import run as run_custom
from journeybook.settings import Settings
from journeybook.versions.overtaken import Checkout, overtaken


@dataclass(frozen=True)
class Travelled:
    """Where the road led: the Book, all problems in order, and the seconds that each step took."""

    book: Book
    problems: list[Problem]
    seconds: dict[str, float] = field(default_factory=dict)
    today: date = date.min
    """The day on which it was travelled."""
    shareable: Book | None = None
    """What may leave the house of it, where the settings ask for that."""

    def read_by(self, audience: Audience) -> Book:
        """The book as an audience may read it."""
        if audience == "internal":
            return self.book
        assert self.shareable is not None, "the settings of the road ask for it"
        return self.shareable

    @property
    def ok(self) -> bool:
        """Whether there is no error, so that the Book may be rendered."""
        return not any(problem.severity == "error" for problem in self.problems)


def travel(
    settings: Settings,
    today: date,
    memory: Memory | None = None,
    checkout: Checkout | None = None,
    *,
    custom: bool = False,
) -> Travelled:
    """Reads, checks and links a book. ``today`` is what the rules take for today's date.

    With a memory of the journey before, only what changed is read and checked again; the outcome is the same.
    ``checkout`` says where files come from that were taken out of a repository. ``custom`` runs the book's own rules:
    only for who checks, shows or builds what is in the folder, since they are code. Raises WrongSettings.
    """
    with without_collecting():
        return _travel(settings, today, memory, checkout, custom=custom)


def _travel(
    settings: Settings, today: date, memory: Memory | None, checkout: Checkout | None, *, custom: bool
) -> Travelled:
    seconds: dict[str, float] = {}
    if memory:
        memory.prepare(settings)
    with _timed(seconds, "load"):
        loaded = load(settings, FOLDERS, memory)
    with _timed(seconds, "check"):
        checked = check(loaded.records, settings, memory)
    if memory:
        memory.keep_only({record.path for record in loaded.records}, {id(record) for record in loaded.records})
    with _timed(seconds, "link"):
        linked = link(checked, loaded, settings)
    with _timed(seconds, "past"):
        told = overtaken(linked.book, settings, today, checkout)
        linked = replace(linked, book=replace(linked.book, overtaken=told))
    with _timed(seconds, "rules"):
        all_known = not (
            checked.lost
            or loaded.broken
            or any(not entry.whole for entry in checked.entries.values())
            or any(problem.severity == "error" for problem in loaded.problems)
        )
        ruled = judge(linked, today, all_known=all_known, named=settings.rules)
    leaving = names_written_out(linked.book) if settings.audience == "shareable" else ()
    found = [*loaded.problems, *checked.problems, *linked.problems, *ruled, *leaving]
    all_known = all_known and not linked.unsure and not any(problem.is_mistake for problem in found)
    codes = None
    if custom and all_known and settings.custom_rules:  # which would stumble over what is missing
        with _timed(seconds, "custom rules"):
            own = run_custom(settings, linked.book, today)
        found += own.problems
        codes = frozenset(own.rules)
    problems = in_order(as_configured(found, settings, linked.book, all_known=all_known, custom=codes))
    shareable = None
    if settings.audience == "shareable":
        with _timed(seconds, "audience"):
            shareable = _shareable(checked, loaded, settings, told)
    return Travelled(linked.book, problems, seconds, today, shareable)


def _shareable(checked: Checked, loaded: Loaded, settings: Settings, told: frozenset[str]) -> Book:
    """What may leave the house, linked as if there were nothing else; it was judged with all the rest."""
    book = link(*only_shareable(checked, loaded, settings), settings).book
    return replace(book, audience="shareable", overtaken=told & book.entries.keys())


@contextmanager
def without_collecting() -> Iterator[None]:
    """Without garbage collection: everything made here is kept, and looking through it again and again costs more than
    half of the time of a large book."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _timed(seconds: dict[str, float], step: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    seconds[step] = time.perf_counter() - started
