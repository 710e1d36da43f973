"""Warnings that entries silence, each with a reason (``ignore``), and silencing of what isn't told any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from journeybook.book import Book
from journeybook.check import Entry
from journeybook.explained import source
from journeybook.load import Mark
from journeybook.problems import Problem, is_custom
from journeybook.settings import Settings
from journeybook.vietnamese import nearest

CODE = "needless-ignore"
#: What becomes true with time alone: who silences it beforehand would never hear of it.
_COMES_BACK = "stale"


class _Span(NamedTuple):
    """Lines of a file (both from 1, both included) whose warnings an entry silences."""

    first: int
    last: int
    entry: Entry


class Ignored:
    """What the entries of a book silence. It remembers what it was asked for."""

    def __init__(self, book: Book) -> None:
        self._spans: dict[str, list[_Span]] = {}
        self._entries = [entry for entry in book.entries.values() if entry.thing.ignore]
        self._used: set[tuple[str, int, int]] = set()
        for entry in self._entries:
            self._spans.setdefault(entry.record.path, []).extend(_spans(entry))

    def silences(self, problem: Problem) -> bool:
        """Whether the entry that a problem is about says that it shall not be told."""
        silent = False
        for first, last, entry in self._spans.get(problem.path, ()):
            if first <= problem.line <= last and problem.code in entry.thing.ignore:
                self._used.add(_place(entry, problem.code))
                silent = True
        return silent

    def needless(self, settings: Settings, custom: frozenset[str] | None) -> Iterator[Problem]:
        """Silencing that nothing was told for, in things that are in use.

        What a collection gives to all its entries is needless if none of them needs it. ``custom`` are the codes of
        the book's own rules; without them, nothing is said of these.
        """
        for entry in self._entries:
            for code in entry.thing.ignore if entry.thing.status == "active" else ():
                place = _place(entry, code)
                if place not in self._used and not (is_custom(code) and custom is None):
                    args = {"id": entry.id, "code": code}
                    if is_custom(code) and custom is not None and code not in custom:
                        yield Problem(f"{CODE}.unknown", *place, {**args, "near": nearest(code, custom)})
                    else:
                        yield Problem(_slip(code, place[0], settings), *place, args)


def _spans(entry: Entry) -> Iterator[_Span]:
    record, fields = entry.record, entry.record.mark.inside
    yield _Span(record.at[0], record.until - 1, entry)
    if "ignore" in record.inherited and isinstance(fields, dict):
        for name in record.inherited:
            yield _Span(record.place((name,), key=True)[0], _last_line(fields[name]), entry)


def _last_line(mark: Mark) -> int:
    """The last line (from 1) on which anything of a value begins."""
    inside = mark.inside.values() if isinstance(mark.inside, dict) else mark.inside or ()
    return max([mark.line + 1, *(_last_line(each) for each in inside)])


def _place(entry: Entry, code: str) -> tuple[str, int, int]:
    return (entry.record.path, *entry.record.place(("ignore", code), key=True))


def _slip(code: str, path: str, settings: Settings) -> str:
    if not is_custom(code) and not source(code).get("ignore", True):
        return f"{CODE}.elsewhere"
    if settings.severity_of(code, path) == "off":
        return f"{CODE}.off"
    return f"{CODE}.stale" if code == _COMES_BACK else CODE
