"""Warnings that entries and pages silence, each with a reason (``ignore``), and what of that silences nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePath

from journeybook.book import Book
from journeybook.explained import source
from journeybook.load import Mark
from journeybook.load.reader import read_tree
from journeybook.load.source import Source, Unreadable
from journeybook.problems import RULE_CODES, Problem, is_custom
from journeybook.settings import Settings
from journeybook.vietnamese import nearest

CODE = "needless-ignore"
#: What becomes true with time alone: who silences it beforehand would never hear of it.
_COMES_BACK = "stale"
_HEAD = re.compile(r"---[ \t]*\r?\n(.*?\n)---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class _Silencer:
    """An entry or page that silences warnings: where it names their codes, and on which lines (both included)."""

    id: str
    path: str
    codes: Mapping[str, tuple[int, int]]
    lines: tuple[tuple[int, int], ...]
    in_use: bool = True


class Ignored:
    """What entries and free pages silence. It remembers what it was asked for."""

    def __init__(self, book: Book) -> None:
        self._silencers: dict[str, list[_Silencer]] = {}
        self._used: set[tuple[str, int, int]] = set()
        for each in chain(_in_entries(book), _in_pages(book)):
            self._silencers.setdefault(each.path, []).append(each)

    def silences(self, problem: Problem) -> bool:
        """Whether what a problem is about says that it shall not be told."""
        silent = False
        for each in self._silencers.get(problem.path, ()):
            place = each.codes.get(problem.code)
            if place and any(first <= problem.line <= last for first, last in each.lines):
                self._used.add((each.path, *place))
                silent = True
        return silent

    def needless(self, settings: Settings, custom: frozenset[str] | None) -> Iterator[Problem]:
        """Silencing that nothing was told for, in things that are in use.

        What a collection gives to all its entries is needless if none of them needs it. ``custom`` are the codes of
        the book's own rules; without them, nothing is said of these.
        """
        known = frozenset(RULE_CODES) | (custom or frozenset())
        for each in chain.from_iterable(self._silencers.values()):
            for code, place in each.codes.items() if each.in_use else ():
                if (each.path, *place) in self._used or (is_custom(code) and custom is None):
                    continue
                if code in known:
                    yield Problem(_slip(code, each.path, settings), each.path, *place, {"id": each.id, "code": code})
                else:
                    args = {"id": each.id, "code": code, "near": nearest(code, known)}
                    yield Problem(f"{CODE}.unknown", each.path, *place, args)


def _in_entries(book: Book) -> Iterator[_Silencer]:
    for entry in book.entries.values():
        record, fields = entry.record, entry.record.mark.inside
        if not entry.thing.ignore or entry.shipped:
            continue
        lines = [(record.at[0], record.until - 1)]
        if "ignore" in record.inherited and isinstance(fields, dict):
            lines += [(record.place((name,), key=True)[0], _last_line(fields[name])) for name in record.inherited]
        codes = {code: record.place(("ignore", code), key=True) for code in entry.thing.ignore}
        yield _Silencer(entry.id, record.path, codes, tuple(lines), entry.thing.status == "active")


def _in_pages(book: Book) -> Iterator[_Silencer]:
    """What free pages say between two lines ``---`` at their top."""
    for page in book.pages:
        head = _HEAD.match(page.text)
        if not head or "ignore" not in head[1]:
            continue
        try:
            tree = read_tree(Source(page.path, head[1]))
        except Unreadable:
            continue
        inside = tree.mark.inside.get("ignore") if isinstance(tree.mark.inside, dict) else None
        if inside and isinstance(inside.inside, dict):
            keys = {code: mark.key or (mark.line, mark.column) for code, mark in inside.inside.items()}
            codes = {code: (line + 2, column + 1) for code, (line, column) in keys.items()}  # below the first line
            yield _Silencer(PurePath(page.path).stem, page.path, codes, ((1, sys.maxsize),))


def _last_line(mark: Mark) -> int:
    """The last line (from 1) on which anything of a value begins."""
    inside = mark.inside.values() if isinstance(mark.inside, dict) else mark.inside or ()
    return max([mark.line + 1, *(_last_line(each) for each in inside)])


def _slip(code: str, path: str, settings: Settings) -> str:
    if not is_custom(code) and not source(code).get("ignore", True):
        return f"{CODE}.elsewhere"
    if settings.severity_of(code, path) == "off":
        return f"{CODE}.off"
    return f"{CODE}.stale" if code == _COMES_BACK else CODE
