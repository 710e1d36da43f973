"""Another id for a thing: its file or key, every reference to it, and the old id as an alias, so that links lead on.

Nothing is written before the changed book was read again, in a copy, and says the same as before but for the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from journeybook.book import Book
from journeybook.check import Checked, Entry, check
from journeybook.edit.copied import copied
from journeybook.edit.names import Named, names_of
from journeybook.edit.nodes import Nodes, replaced
from journeybook.edit.write import write_all
from journeybook.exchange.book_json import as_plain
from journeybook.ids import as_id, is_id
from journeybook.load import Loaded, load
from journeybook.model import FOLDERS, KINDS
from journeybook.references import mentions
from journeybook.road import travel
from journeybook.sentences import Told
from journeybook.settings import Settings
from journeybook.vietnamese import nearest

_DEFAULTS = "_defaults"
#: ``&name`` or ``*name``: what is written once and stands in several places.
_ANCHOR = re.compile(r"(?:^|[\s\[{,])[&*][\w-]+", re.MULTILINE)


class NotRenamed(Told):
    """It can't be renamed so; the sentence says why and what to do."""


@dataclass(frozen=True)
class Place:
    """A line that changes: the file as people are told it, the line from 1, and what stands there before and after."""

    path: str
    line: int
    before: str
    after: str


@dataclass
class Renaming:
    """What is to be done: new contents by file, the file that gets another name, and the lines that change."""

    texts: dict[Path, str] = field(default_factory=dict)
    before: dict[Path, bytes] = field(default_factory=dict)
    moved: tuple[Path, Path] | None = None
    places: list[Place] = field(default_factory=list)
    references: int = 0

    def contents(self) -> dict[Path, bytes]:
        """What files are to hold, with the byte order mark that they had."""
        return {file: _encoded(text, self.before[file]) for file, text in self.texts.items()}


def prepare(settings: Settings, kind: str, old: str, new: str, today: date) -> Renaming:
    """All that a rename comes to, tried on a copy; nothing is written yet. Raises NotRenamed."""
    kind = known_kind(kind)
    travelled = travel(settings, today)
    if not travelled.ok:
        raise NotRenamed("rename-errors")
    loaded = load(settings, FOLDERS)
    checked = check(loaded.records, settings)
    entry = _entry(checked, kind, old)
    _must_be_free(checked, kind, old, new)
    work = _Work(settings, loaded, checked, entry, new)
    renaming = work.done()
    _try(settings, renaming, travelled.book, kind, (old, new), today)
    return renaming


def known_kind(name: str) -> str:
    """A kind by its name or its folder's. Raises NotRenamed."""
    kind = FOLDERS.get(name, name)
    if kind not in KINDS:
        raise NotRenamed("rename-no-kind", found=name, all=", ".join(KINDS))
    return kind


def carry_out(renaming: Renaming) -> None:
    """Writes what was prepared: all files or none. Raises ChangedMeanwhile."""
    changes = renaming.contents()
    if renaming.moved is None:
        write_all(changes, renaming.before)
        return
    source, target = renaming.moved
    data = changes.pop(source)
    with target.open("xb") as stream:
        stream.write(data)
    try:
        write_all(changes, renaming.before)
        source.unlink()
    except BaseException:
        target.unlink()
        raise


def _entry(checked: Checked, kind: str, old: str) -> Entry:
    entry = checked.entries.get(f"{kind}:{old}")
    if entry is None:
        ids = [each.id for each in checked.entries.values() if each.kind == kind and not each.shipped]
        for each in checked.entries.values():
            if each.kind == kind and old in each.thing.aliases:
                raise NotRenamed("rename-old-name", old=old, now=each.id)
        near = nearest(old, ids)
        raise NotRenamed("rename-unknown-near" if near else "rename-unknown", kind=kind, old=old, near=near)
    if entry.shipped:
        raise NotRenamed("rename-shipped", kind=kind, old=old)
    return entry


def _must_be_free(checked: Checked, kind: str, old: str, new: str) -> None:
    if not is_id(new) or new == "index":
        raise NotRenamed("rename-bad-id", found=new, right=as_id(new) or "…")
    if new == old:
        raise NotRenamed("rename-same", old=old)
    other = checked.entries.get(f"{kind}:{new}")
    if other:
        raise NotRenamed("rename-taken", kind=kind, new=new, file=other.record.path)
    for each in checked.entries.values():
        if each.kind == kind and each.id != old and new in each.thing.aliases:
            raise NotRenamed("rename-alias-taken", new=new, now=each.id)


class _Work:
    """Collects what changes, file by file."""

    def __init__(self, settings: Settings, loaded: Loaded, checked: Checked, entry: Entry, new: str) -> None:
        self.settings, self.entry, self.new = settings, entry, new
        self.names = names_of(entry.key, checked, loaded)
        self.nodes: dict[str, Nodes] = {}
        self.edits: dict[str, dict[tuple[int, int], str]] = {}
        self.renaming = Renaming()

    def done(self) -> Renaming:
        """All of it."""
        for named in self.names.places:
            self._reference(named)
        for path, targets in self.names.pages.items():
            self._page(path, targets)
        self.renaming.references = sum(map(len, self.edits.values()))
        self._itself()
        for path, edits in self.edits.items():
            file, text = self.settings.folder / path, self.nodes[path].text
            self.renaming.texts[file] = replaced(text, edits)
            self.renaming.places += _lines(path, text, edits)
        return self.renaming

    def _edit(self, path: str, start: int, end: int, words: str) -> None:
        self.edits.setdefault(path, {})[start, end] = words

    def _read(self, path: str, *, yaml_file: bool = True) -> Nodes:
        if path not in self.nodes:
            file = self.settings.folder / path
            self.renaming.before[file] = file.read_bytes()
            text = self.renaming.before[file].decode("utf-8-sig")
            try:
                self.nodes[path] = Nodes(text) if yaml_file else Nodes.plain(text)
            except yaml.YAMLError:
                raise NotRenamed("rename-odd-file", file=path) from None
        return self.nodes[path]

    def _reference(self, named: Named) -> None:
        record, old = named.record, self.entry.id
        nodes = self._read(record.path)
        node = self._node(nodes, named)
        if node is None:
            raise NotRenamed("rename-not-found", file=record.path, line=record.place(named.loc)[0])
        written, start = nodes.written(node), node.start_mark.index
        if named.sort == "text":
            found = [each for each in mentions(written) if each.target == named.written]
            spots = [start + written.index(named.written, each.start) + _inside(named.written, old) for each in found]
        else:
            one = re.search(rf"(?<![a-z0-9-]){re.escape(old)}(?![a-z0-9-])(?!\s*:\s*\S)", written)
            spots = [start + one.start()] if one else []
        if not spots:
            raise NotRenamed("rename-not-found", file=record.path, line=node.start_mark.line + 1)
        for spot in spots:
            self._edit(record.path, spot, spot + len(old), self.new)

    def _node(self, nodes: Nodes, named: Named) -> yaml.Node | None:
        """What stands at a place of an entry, in its own map or in what its collection gives to all."""
        record = named.record
        find = nodes.key if named.sort == "key" else nodes.find
        if not record.collected:
            return find(named.loc)
        own, shared = nodes.find((record.id,)), nodes.find((_DEFAULTS,))
        first = nodes.find(named.loc[:1], own) if isinstance(own, yaml.MappingNode) else None
        has_own = first is not None and not (isinstance(first, yaml.ScalarNode) and first.tag.endswith(":null"))
        return find(named.loc, own if has_own else shared)

    def _page(self, path: str, targets: set[str]) -> None:
        nodes, old = self._read(path, yaml_file=False), self.entry.id
        for each in mentions(nodes.text):
            if each.target in targets:
                spot = nodes.text.index(each.target, each.start) + _inside(each.target, old)
                self._edit(path, spot, spot + len(old), self.new)

    # --- the thing itself -----------------------------------------------------------------------------------------

    def _itself(self) -> None:
        record, old = self.entry.record, self.entry.id
        nodes = self._read(record.path)
        own = nodes.find((old,)) if record.collected else nodes.root
        if record.collected:
            key = nodes.key((old,))
            if key is None:
                raise NotRenamed("rename-not-found", file=record.path, line=record.at[0])
            spot = key.start_mark.index + nodes.written(key).index(old)
            self._edit(record.path, spot, spot + len(old), self.new)
        else:
            file = self.settings.folder / record.path
            self.renaming.moved = (file, file.with_name(f"{self.new}{file.suffix}"))
        if not isinstance(own, yaml.MappingNode):
            raise NotRenamed("rename-not-found", file=record.path, line=record.at[0])
        self._alias(record.path, nodes, own)

    def _alias(self, path: str, nodes: Nodes, own: yaml.MappingNode) -> None:
        """The old id among the aliases; where the new one stands among them, in its place."""
        old, there = self.entry.id, nodes.find(("aliases",), own)
        if there is None:
            self._insert_alias(path, nodes.text, own)
            return
        again = next((each for each in _items(there) if each.value == self.new), None)
        if again is not None:
            self._edit(path, again.start_mark.index, again.end_mark.index, old)
        elif isinstance(there, yaml.SequenceNode) and there.flow_style:
            end = there.end_mark.index - 1
            self._edit(path, end, end, f", {old}" if there.value else old)
        elif isinstance(there, yaml.SequenceNode):
            end = _end_of_line(nodes.text, there.value[-1].end_mark.index)
            self._edit(path, end, end, f"{_newline(nodes.text)}{' ' * there.start_mark.column}- {old}")
        elif nodes.written(there):
            self._edit(path, there.start_mark.index, there.end_mark.index, f"[{nodes.written(there)}, {old}]")
        else:
            self._edit(path, there.start_mark.index, there.end_mark.index, f" [{old}]")

    def _insert_alias(self, path: str, text: str, own: yaml.MappingNode) -> None:
        if own.flow_style:
            end = own.end_mark.index - 1
            self._edit(path, end, end, f", aliases: [{self.entry.id}]" if own.value else f"aliases: [{self.entry.id}]")
            return
        last: Any = own.value[-1]
        while isinstance(last, tuple) or (isinstance(last, yaml.CollectionNode) and not last.flow_style and last.value):
            last = last[1] if isinstance(last, tuple) else last.value[-1]
        end = _end_of_line(text, len(text[: last.end_mark.index].rstrip()))
        column = own.value[0][0].start_mark.column
        self._edit(path, end, end, f"{_newline(text)}{' ' * column}aliases: [{self.entry.id}]")


def _inside(written: str, old: str) -> int:
    """Where the id stands in a reference."""
    return written.index(old, len(written) - len(written.rpartition(":")[2]))


def _items(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    for each in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if isinstance(each, yaml.ScalarNode):
            yield each


def _end_of_line(text: str, at: int) -> int:
    found = re.compile(r"\r?\n|\r").search(text, at)
    return found.start() if found else len(text)


def _newline(text: str) -> str:
    found = re.search(r"\r\n|\n|\r", text)
    return found[0] if found else "\n"


def _encoded(text: str, before: bytes) -> bytes:
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    return mark + text.encode("utf-8")


def _lines(path: str, text: str, edits: Mapping[tuple[int, int], str]) -> Iterator[Place]:
    """The lines of a file that change."""
    by_line: dict[int, dict[tuple[int, int], str]] = {}
    for (start, end), words in edits.items():
        if start == end and words[:1] in "\r\n":  # a line of its own
            yield Place(path, text.count("\n", 0, start) + 2, "", words.strip())
            continue
        begin = text.rfind("\n", 0, start) + 1
        by_line.setdefault(begin, {})[start - begin, end - begin] = words
    for begin, inside in sorted(by_line.items()):
        line = text[begin : _end_of_line(text, begin)]
        number = text.count("\n", 0, begin) + 1
        yield Place(path, number, line.strip(), replaced(line, inside).strip())


# --- trying it --------------------------------------------------------------------------------------------------------


def _try(settings: Settings, renaming: Renaming, before: Book, kind: str, names: tuple[str, str], today: date) -> None:
    """Reads the changed book in a copy. Raises NotRenamed where it says anything else than before."""
    with copied(settings, renaming.contents(), renaming.moved) as other:
        after = travel(other, today)
    if f"{kind}:{names[0]}" in after.book.entries:
        raise NotRenamed("rename-replaces", kind=kind, old=names[0])
    if not after.ok or _said(before, kind, *names) != _said(after.book, kind, *names):
        shared = next((file for file, text in renaming.texts.items() if _ANCHOR.search(text)), None)
        raise NotRenamed("rename-anchors" if shared else "rename-not-the-same", file=shared and settings.shown(shared))


def _said(book: Book, kind: str, old: str, new: str) -> tuple[Any, Any]:
    """What a book says, with the thing under one name whichever it has."""
    key, one = f"{kind}:{new}", f"{kind}:{old}"

    def name(word: str) -> str:
        thing, slash, stage = word.partition("/")
        return f"{one}{slash}{stage}" if thing == key else word

    def plain(value: Any) -> Any:
        if isinstance(value, str):
            return name(_resolved(value, book, name))
        if isinstance(value, list):
            return [plain(each) for each in value]
        if isinstance(value, dict):
            return {name(word): plain(each) for word, each in value.items()}
        return value

    said = as_plain(book, include_drafts=True)
    things = {}
    for each in said["things"]:
        data = plain(each["data"])
        own = name(f"{each['kind']}:{each['id']}")
        if own == one:
            data = {**data, "aliases": sorted({*data.get("aliases", ())} - {old, new})}
        things[own] = data
    links = {tuple(plain([link["from"], link["to"], link["via"]])) for link in said["links"]}
    return things, links


def _resolved(words: str, book: Book, name: Any) -> str:
    """A text with its references by what they lead to."""
    if "[[" not in words:
        return words
    for each in reversed(list(mentions(words))):
        where = book.mentioned.get(each.target)
        if where:
            words = f"{words[: each.start]}[[{name(where)}|{each.label}]]{words[each.end :]}"
    return words
