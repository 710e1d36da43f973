"""Folder → Records: every entry of every YAML file as plain data, with its places; free pages; pictures.

Judges no meaning. A file that can't be read becomes a problem, and its ids stay known, so that nobody is told twice.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from journeybook import garbled
from journeybook.ids import as_id, is_id
from journeybook.load.folder import YamlFile, look_into
from journeybook.load.reader import Loc, Mark, Tree, make_sure_of_libyaml, read_tree
from journeybook.load.source import Source, Unreadable, decode, read
from journeybook.memory import Memory, Stamp
from journeybook.picture_size import MOST_BYTES, MOST_PIXELS, size_of_file
from journeybook.problems import Problem
from journeybook.settings import Settings

__all__ = ["Loaded", "Loc", "Mark", "Record", "load", "load_text"]

_DEFAULTS = "_defaults"
_KEY_AT_LINE_START = re.compile(r"^([\w-]+) ?:", re.MULTILINE)


@dataclass
class Record:
    """One entry as it was written: kind, id, plain data and the place of everything in it."""

    kind: str
    id: str
    data: Any
    mark: Mark
    source: Source
    at: tuple[int, int] = (1, 1)
    """Where the entry begins: line and column from 1 (its key in a collection, else its first line)."""
    first: tuple[int, int] = (1, 1)
    """The same, but for a file of its own the first line that isn't a comment."""
    spoiled: frozenset[Loc] = frozenset()
    suspects: tuple[tuple[Loc, str], ...] = ()
    again: bool = False
    """A second entry of the same id: checked, but not part of the book."""
    collected: bool = False
    defaults: bool = False
    """What a collection gives to all its entries: checked, but no thing."""
    until: int = sys.maxsize
    """The line on which the next entry of its collection begins."""
    inherited: frozenset[str] = frozenset()
    """Fields that its collection gives it."""

    @property
    def path(self) -> str:
        """The file, relative to the folder of ``mkdocs.yml``."""
        return self.source.path

    @property
    def key(self) -> str:
        """``persona:lisa-barone``."""
        return f"{self.kind}:{self.id}"

    def place(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Line and column (from 1) of the value at ``loc``, or of its key."""
        mark = self.mark.find(loc)
        if key and mark.key:
            return mark.key[0] + 1, mark.key[1] + 1
        return mark.line + 1, mark.column + 1

    def place_in_text(self, loc: Loc, words: str, nth: int) -> tuple[int, int]:
        """Line and column (from 1) of the nth occurrence of words in the text at ``loc``, as its file has it."""
        mark = self.mark.find(loc)
        lines = self.source.lines()
        for number in range(mark.line, len(lines)):
            start = mark.column if number == mark.line else 0
            while (column := lines[number].find(words, start)) >= 0:
                if nth == 0:
                    return number + 1, column + 1
                nth, start = nth - 1, column + 1
        return mark.line + 1, mark.column + 1

    def slim(self) -> None:
        """Forgets the text and all places but those that pages lead to: of fields, and of the fields of stages.

        A large book's texts and places take as much memory as the book itself, and only problems need them all.
        """
        self.source = Source(self.source.path, "")
        self.mark = self.mark.outline({"stages": 2})


@dataclass
class Loaded:
    """All that a folder holds. ``broken`` are keys (``kind:id``) whose file can't be read."""

    records: list[Record] = field(default_factory=list)
    pages: list[Source] = field(default_factory=list)
    media: Mapping[str, Path] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def load(settings: Settings, folders: Mapping[str, str], memory: Memory | None = None) -> Loaded:
    """Everything in the book's folder. ``folders`` maps folder names to kinds: ``{"personas": "persona", …}``.

    With a memory, files that are as they were aren't read again.
    """
    make_sure_of_libyaml()
    found = look_into(settings, folders)
    loaded = Loaded(media=found.media, broken=found.misnamed, problems=found.problems)
    seen: dict[str, str] = {}
    for file in found.yaml:
        part = _read_file(file, memory)
        loaded.problems += part.problems
        loaded.broken |= part.broken
        for record in part.records:
            if record.defaults:
                loaded.records.append(record)
                continue
            record.again = record.key in seen
            if record.again:
                loaded.problems.append(
                    Problem(
                        "duplicate-id",
                        record.path,
                        *record.at,
                        {"id": record.id, "kind": record.kind, "other": seen[record.key]},
                    )
                )
            seen.setdefault(record.key, record.path)
            loaded.records.append(record)
    for page, path in found.pages:
        try:
            source = Source(path, decode(page.read_bytes()))
            loaded.pages.append(source)
            loaded.problems += _garbled(source, source.lines(), (1,))
        except Unreadable as fault:
            loaded.problems.append(Problem(fault.slip, path, fault.line, fault.column, fault.fill))
        except OSError as error:
            loaded.problems.append(Problem("unreadable-file", path, args={"reason": error.strerror}))
    loaded.problems += _large_pictures(found.media, settings)
    return loaded


def _large_pictures(media: Mapping[str, Path], settings: Settings) -> Iterator[Problem]:
    """Pictures that phones wait for; a drawing (SVG) has no pixels to save."""
    for file in media.values():
        size, drawn = size_of_file(file), file.suffix.lower() == ".svg"
        if size and (file.stat().st_size > MOST_BYTES or (max(size) > MOST_PIXELS and not drawn)):
            about = {"size": file.stat().st_size // 1000, "width": size[0], "height": size[1]}
            most = {"most": MOST_PIXELS, "most_size": MOST_BYTES // 1000}
            yield Problem("large-picture", settings.shown(file), args={**about, **most})


def load_text(text: str, kind: str, path: str) -> list[Record]:
    """The entries of a collection given as text; used for what ships with the package. Raises Unreadable."""
    source = Source(path, text)
    return _entries(kind, source, read_tree(source), Loaded())


def _read_file(file: YamlFile, memory: Memory | None) -> Loaded:
    if memory is None:
        return _part(file)
    stamp = _stamp(file.file)
    known = memory.files.get(file.path)
    if known is None or known[0] != stamp:
        known = memory.files[file.path] = (stamp, _part(file))
    part: Loaded = known[1]
    return part


def _part(file: YamlFile) -> Loaded:
    part = Loaded()
    part.records = _records(file, part)
    return part


def _stamp(file: Path) -> Stamp:
    try:
        stat = file.stat()
    except OSError:
        return (0, 0, 0)
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino)


def _records(file: YamlFile, loaded: Loaded) -> list[Record]:
    try:
        source = read(file.file, file.path)
        tree = read_tree(source)
    except Unreadable as fault:
        loaded.problems.append(Problem(fault.slip, file.path, fault.line, fault.column, fault.fill))
        ids = [file.id] if file.id is not None else _ids_guessed(file.file)
        loaded.broken.update(f"{file.kind}:{name}" for name in ids)
        return []
    for slip, line, column, args in tree.faults:
        loaded.problems.append(Problem(slip, file.path, line, column, args))
    loaded.problems += _garbled(source, _without_comments(source), _first_lines(tree) if file.id is None else (1,))
    if file.id is None:
        return _entries(file.kind, source, tree, loaded)
    _check_id(file.kind, file.id, file.path, (1, 1), loaded)
    first = tree.mark.line + 1, tree.mark.column + 1
    return [
        Record(
            file.kind,
            file.id,
            tree.value,
            tree.mark,
            source,
            first=first,
            spoiled=frozenset(tree.spoiled),
            suspects=tuple(tree.suspects),
        )
    ]


def _garbled(source: Source, lines: Sequence[str], starts: Sequence[int]) -> Iterator[Problem]:
    """What is garbled in a file, told once for each entry; ``starts`` are the lines (from 1) on which entries begin."""
    if not garbled.worth_a_look(source.text):
        return
    entries: dict[int, list[garbled.Garbled]] = {}
    for found in garbled.find(lines):
        entries.setdefault(bisect_right(starts, found.line), []).append(found)
    for each in entries.values():
        for first in garbled.together(each):
            args = {"right": first.right, "encoding": first.encoding, "count": first.count}
            yield Problem(first.slip, source.path, first.line, first.column, args)


def _without_comments(source: Source) -> list[str]:
    return ["" if line.lstrip().startswith("#") else line for line in source.lines()]


def _first_lines(tree: Tree) -> list[int]:
    inside = tree.mark.inside
    return sorted(_key_place(mark)[0] for mark in inside.values()) if isinstance(inside, dict) else [1]


def _entries(kind: str, source: Source, tree: Tree, loaded: Loaded) -> list[Record]:
    if not isinstance(tree.value, dict):
        if () not in tree.spoiled:
            slip = "wrong-type.empty-file" if tree.value is None else "wrong-type.collection"
            for each in tree.value if isinstance(tree.value, list) else ():
                if isinstance(each, dict):
                    names = (name for name in (*each, *each.values()) if isinstance(name, str) and is_id(name))
                    loaded.broken.update(f"{kind}:{name}" for name in names)
            loaded.problems.append(Problem(slip, source.path, tree.mark.line + 1, tree.mark.column + 1))
        return []
    entries = {name: value for name, value in tree.value.items() if name != _DEFAULTS}
    if entries and "title" in entries and isinstance(entries["title"], str):
        loaded.problems.append(
            Problem("wrong-type.single-thing", source.path, tree.mark.line + 1, tree.mark.column + 1, {"kind": kind})
        )
        return []
    assert isinstance(tree.mark.inside, dict)
    defaults = tree.value.get(_DEFAULTS) or {}
    if not isinstance(defaults, dict):
        line, column = tree.mark.inside[_DEFAULTS].line + 1, tree.mark.inside[_DEFAULTS].column + 1
        loaded.problems.append(Problem("wrong-type.map", source.path, line, column, {"field": _DEFAULTS, "found": "…"}))
        defaults = {}
    records = []
    if defaults:
        mark = tree.mark.inside[_DEFAULTS]
        records.append(
            Record(
                kind,
                _DEFAULTS,
                defaults,
                mark,
                source,
                defaults=True,
                collected=True,
                spoiled=frozenset(loc[1:] for loc in tree.spoiled if loc[0] == _DEFAULTS),
            )
        )
    starts = sorted(_key_place(mark)[0] for mark in tree.mark.inside.values())
    for name, value in entries.items():
        if name.startswith("_"):
            _check_id(kind, name, source.path, _key_place(tree.mark.inside[name]), loaded)
            continue
        mark, data, inherited = tree.mark.inside[name], value, frozenset[str]()
        at = _key_place(mark)
        _check_id(kind, name, source.path, at, loaded)
        spoiled = {loc[1:] for loc in tree.spoiled if loc[:1] == (name,)}
        suspects = [(loc[1:], slip) for loc, slip in tree.suspects if loc[:1] == (name,)]
        if defaults and isinstance(value, dict | None):
            given = {key for key, each in (value or {}).items() if each is not None}
            mark = _with_defaults(mark, tree.mark.inside[_DEFAULTS], given)
            own = {field: each for field, each in (value or {}).items() if field in given or field not in defaults}
            data = {**defaults, **own}
            inherited = frozenset(defaults.keys() - given)
            spoiled |= {loc[1:] for loc in tree.spoiled if loc[0] == _DEFAULTS and loc[1:2] and loc[1] in inherited}
            suspects += [
                (loc[1:], slip)
                for loc, slip in tree.suspects
                if loc[0] == _DEFAULTS and loc[1:2] and loc[1] in inherited
            ]
        records.append(
            Record(
                kind,
                name,
                data,
                mark,
                source,
                at=at,
                first=at,
                spoiled=frozenset(spoiled),
                suspects=tuple(suspects),
                collected=True,
                until=starts[after] if (after := bisect_right(starts, at[0])) < len(starts) else sys.maxsize,
                inherited=inherited,
            )
        )
    return records


def _key_place(mark: Mark) -> tuple[int, int]:
    line, column = mark.key or (mark.line, mark.column)
    return line + 1, column + 1


def _with_defaults(mark: Mark, defaults: Mark, given: set[str]) -> Mark:
    assert isinstance(defaults.inside, dict)
    own = mark.inside if isinstance(mark.inside, dict) else {}
    merged = Mark(mark.line, mark.column)
    merged.key = mark.key
    merged.inside = {**own, **{name: each for name, each in defaults.inside.items() if name not in given}}
    return merged


def _check_id(kind: str, name: str, path: str, at: tuple[int, int], loaded: Loaded) -> None:
    if name.startswith("_"):
        loaded.problems.append(Problem("bad-id.defaults", path, *at, {"id": name}))
    elif name == "index":
        loaded.problems.append(Problem("bad-id.reserved", path, *at, {"id": name}))
    elif not is_id(name):
        right = as_id(name)
        loaded.problems.append(Problem("bad-id", path, *at, {"id": name, "right": right or "…"}))
        loaded.broken.add(f"{kind}:{right}")


def _ids_guessed(file: Path) -> list[str]:
    """The ids that a collection most likely holds, though it can't be read: what stands before a colon."""
    try:
        data = file.read_bytes()
    except OSError:
        return []
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    return _KEY_AT_LINE_START.findall(data.decode(encoding, "replace").replace("\r", "\n"))
