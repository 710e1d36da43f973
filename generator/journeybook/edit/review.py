"""Things marked as read again: the day in ``reviewed``, and not a letter else of their files.

Nothing is written before each changed file was read again and says the same but for that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from journeybook.book import Book
from journeybook.check import Entry
from journeybook.edit.form import order_of
from journeybook.edit.nodes import Nodes, replaced
from journeybook.freshness import Stale, stale, still_stale
from journeybook.load.reader import read_tree
from journeybook.load.source import Source, Unreadable
from journeybook.model import FOLDERS, KINDS
from journeybook.road import Travelled, travel
from journeybook.sentences import Told
from journeybook.settings import Settings
from journeybook.vietnamese import nearest

_FIELD = "reviewed"
_LINE = re.compile(r":(\d+)(?::\d+)?$")
_NEWLINE = re.compile(r"\r\n|\n|\r")


class NotReviewed(Told):
    """These can't be marked so; the sentence says why and what to do."""


@dataclass(frozen=True)
class Marked:
    """A thing that is marked: why it was due before, and what of it is left."""

    entry: Entry
    was: Stale | None
    left: Stale | None
    again: bool
    """Whether it named that very day already."""

    @property
    def settled(self) -> Stale | None:
        """The reasons that are none any more."""
        if self.was is None or self.again:
            return None
        left = self.left or Stale(self.entry, self.was.reviewed, None)
        events = tuple(event for event in self.was.events if event not in left.events)
        return replace(self.was, due=None if left.due else self.was.due, events=events)


@dataclass
class Reviewing:
    """What is to be done: the things, and new contents by file with what the files hold now."""

    book: Book
    marked: list[Marked] = field(default_factory=list)
    texts: dict[Path, bytes] = field(default_factory=dict)
    before: dict[Path, bytes] = field(default_factory=dict)


def prepare(settings: Settings, names: Sequence[str], day: date, today: date) -> Reviewing:
    """Everything that marking some things comes to; nothing is written yet. Raises NotReviewed."""
    if day > today:
        raise NotReviewed("review-future", day=day.isoformat())
    travelled = travel(settings, today)
    finder = _Finder(travelled, settings)
    entries = list({entry.key: entry for name in names for entry in finder.find(name)}.values())
    for entry in entries:
        if not entry.whole:
            raise NotReviewed("review-broken", key=entry.key, file=entry.record.path)
        if entry.thing.reviewed and entry.thing.reviewed > day:
            reviewed = entry.thing.reviewed.isoformat()
            raise NotReviewed("review-before", key=entry.key, reviewed=reviewed, day=day.isoformat())
    due = {each.entry.key: each for each in stale(travelled.book, settings, today)}
    reviewing = Reviewing(travelled.book)
    files: dict[Path, list[Entry]] = {}
    for entry in entries:
        was = due.get(entry.key)
        again = entry.thing.reviewed == day
        reviewing.marked.append(Marked(entry, was, was and still_stale(was, settings, day, today), again))
        if not again:
            files.setdefault(settings.folder / entry.record.path, []).append(entry)
    for file, named in files.items():
        reviewing.before[file] = file.read_bytes()
        reviewing.texts[file] = _with_day(reviewing.before[file], named, day)
    return reviewing


# --- which things -----------------------------------------------------------------------------------------------------


class _Finder:
    """Finds things by what people call them: ``persona:lan``, ``lan``, a file, or a line of it as a list names it."""

    def __init__(self, travelled: Travelled, settings: Settings) -> None:
        self.settings = settings
        self.own = {key: each for key, each in travelled.book.entries.items() if not each.shipped}
        self.aliases = {f"{each.kind}:{old}": each for each in self.own.values() for old in each.thing.aliases}
        self.errors = {problem.path for problem in travelled.problems if problem.severity == "error"}

    def find(self, written: str) -> list[Entry]:
        """What a name means. Raises NotReviewed where that is nothing, or may be several."""
        name = written.strip().removeprefix("[[").removesuffix("]]").replace("\\", "/")
        found = self._by_path(name) or self._by_key(name) or self._by_id(name)
        if len(found) > 1 and not self._by_path(name):
            raise NotReviewed("review-several", found=written, all=", ".join(each.key for each in found))
        if not found:
            raise self._unknown(written, name)
        return found

    def _by_path(self, name: str) -> list[Entry]:
        """All that a file holds; with a line behind it, the entry that stands there."""
        line = _LINE.search(name)
        bare = name[: line.start()] if line else name
        paths = {bare, self.settings.shown(Path(bare).absolute()), self.settings.shown(self.settings.content / bare)}
        found = [each for each in self.own.values() if each.record.path in paths]
        if line and found and found[0].record.collected:
            at = int(line[1])
            found = [each for each in found if each.record.at[0] <= at < each.record.until]
        return found

    def _by_key(self, name: str) -> list[Entry]:
        kind, id = self._parts(name)
        entry = self.own.get(f"{kind}:{id}") or self.aliases.get(f"{kind}:{id}")
        return [entry] if entry else []

    @staticmethod
    def _parts(name: str) -> tuple[str, str]:
        """Kind and id of ``persona:lan`` or ``personas/lan``; without a kind, that is empty."""
        first, sign, rest = name.partition(":" if ":" in name else "/")
        return (FOLDERS.get(first, first), rest.strip()) if sign else ("", first)

    def _by_id(self, name: str) -> list[Entry]:
        return [each for each in self.own.values() if each.id == name] or [
            each for key, each in self.aliases.items() if key.partition(":")[2] == name
        ]

    def _unknown(self, written: str, name: str) -> NotReviewed:
        in_file = next(
            (path for path in self.errors if Path(path).stem == name.rpartition("/")[2].partition(".")[0]), ""
        )
        if in_file:
            return NotReviewed("review-broken", key=written, file=in_file)
        kind, id = self._parts(name)
        kind = kind if kind in ("", *KINDS) else nearest(kind, KINDS) or kind
        ids = {each.id: each.key for each in self.own.values() if kind in ("", each.kind)}
        near = ids.get(nearest(id, ids, at_least=0.6) or "")
        return NotReviewed("review-unknown-near" if near else "review-unknown", found=written, near=near)


# --- the files --------------------------------------------------------------------------------------------------------


def _with_day(data: bytes, entries: Sequence[Entry], day: date) -> bytes:
    """A file in which some of its entries name another day. Raises NotReviewed where that can't be done for sure."""
    path = entries[0].record.path
    text = data.decode("utf-8-sig")
    try:
        nodes = Nodes(text)
        edits = dict(_edit(nodes, entry, day) for entry in entries)
        new = replaced(text, edits)
        same = _said(new, path) == _marked(_said(text, path), entries, day)
    except (yaml.YAMLError, Unreadable, _Odd):
        same = False
    if not same:
        raise NotReviewed("review-odd", file=path)
    return data[: len(data) - len(text.encode())] + new.encode()


class _Odd(Exception):
    """It is written in a way in which nothing can be put in."""


def _said(text: str, path: str) -> Any:
    return read_tree(Source(path, text)).value


def _marked(said: Any, entries: Sequence[Entry], day: date) -> Any:
    """What a file says, with the day in some of its entries."""
    for entry in entries:
        own = said
        if entry.record.collected:
            own = said[entry.id] = said[entry.id] or {}
        own[_FIELD] = day.isoformat()
    return said


def _edit(nodes: Nodes, entry: Entry, day: date) -> tuple[tuple[int, int], str]:
    """The piece of the text that changes, and what stands there then."""
    own = nodes.find((entry.id,)) if entry.record.collected else nodes.root
    if isinstance(own, yaml.ScalarNode) and entry.record.collected and not own.value:
        column = entry.record.at[1] + 1
        return (own.start_mark.index, own.start_mark.index), f"{_newline(nodes.text)}{' ' * column}{_FIELD}: {day}"
    if not isinstance(own, yaml.MappingNode) or not own.value:
        raise _Odd
    there = nodes.find((_FIELD,), own)
    if there is None:
        return _insert(nodes, own, list(_before(entry, own)), day)
    written = nodes.written(there)
    quote = written[:1] if written[:1] in ("'", '"') else ""
    return (there.start_mark.index, there.end_mark.index), f"{'' if written else ' '}{quote}{day}{quote}"


def _before(entry: Entry, own: yaml.MappingNode) -> Iterator[int]:
    """Which fields of an entry stand before the day, as files are ordered."""
    order = order_of(type(entry.thing))
    earlier = order[: order.index(_FIELD)]
    yield from (number for number, (key, _) in enumerate(own.value) if key.value in earlier)


def _insert(nodes: Nodes, own: yaml.MappingNode, before: Sequence[int], day: date) -> tuple[tuple[int, int], str]:
    """A field more, behind those that stand before it."""
    text, (key, last) = nodes.text, own.value[max(before, default=0)]
    while isinstance(last, yaml.CollectionNode) and not last.flow_style and last.value:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    end = max(len(text[: last.end_mark.index].rstrip()), key.end_mark.index + 1)
    if own.flow_style:
        return (end, end), f", {_FIELD}: {day}"
    found = _NEWLINE.search(text, end)
    end = found.start() if found else len(text)
    return (end, end), f"{_newline(text)}{' ' * own.value[0][0].start_mark.column}{_FIELD}: {day}"


def _newline(text: str) -> str:
    found = _NEWLINE.search(text)
    return found[0] if found else "\n"
