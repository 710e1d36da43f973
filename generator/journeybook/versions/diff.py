"""Two states of a book → Changes: things, fields, items of lists, words, links.

The browser compares any two published versions in the same way (``theme/changes/diff.js``);
``tests/versions/cases.yaml`` holds both to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from typing import Any

from journeybook.model.texts import Text
from journeybook.versions.changes import Changes, FieldChange, Item, LinkChange, Step, ThingChange, What
from journeybook.versions.marks import marked
from journeybook.versions.match import matched
from journeybook.versions.snapshot import Kept, Snapshot
from journeybook.versions.weight import most_important_first

_TARGET = re.compile(r"(?<=\[\[)[^\]|]+")
#: Lists of plain values whose order says something; that of tags or segments doesn't.
_IN_ORDER = ("stages", "rollout", "read", "questions", "answer")
_Path = tuple[Step, ...]


def compare(old: Snapshot, new: Snapshot, language: str | None = None, unread: frozenset[str] = frozenset()) -> Changes:
    """Everything that differs; with ``language``, what differs for readers of that language.

    ``unread`` are the keys of things of which a side says only a part: nothing is told of them but that.
    """
    if unread:
        one_sided = unread - (old.things.keys() & new.things.keys())
        changes = compare(old.without(unread, one_sided), new.without(unread, one_sided), language)
        return replace(changes, old=old, new=new, unread=tuple(sorted(unread & {*old.things, *new.things})))
    renames = _renames(old, new)
    reader = _Reader((*old.languages, *new.languages), {before: after for after, before in renames.items()})
    things = tuple(_things(old, new, renames, reader, language))
    whole = {thing.key for thing in things if thing.what in ("added", "removed")}
    changes = Changes(old, new, things, tuple(_links(old, new, reader, whole)))
    return most_important_first(changes)


def _renames(old: Snapshot, new: Snapshot) -> dict[str, str]:
    """Things with a new id: key now → key before. Seen from the newer state, the older id is the new one."""
    found: dict[str, str] = {}
    for here, there in ((new, old), (old, new)):
        for key, thing in here.things.items():
            for alias in () if key in there.things else thing.data.get("aliases") or ():
                other = f"{thing.kind}:{alias}"
                now, before = (key, other) if here is new else (other, key)
                free = now not in found and before not in found.values()
                if free and other in there.things and other not in here.things:
                    found[now] = before
    return found


class _Reader:
    """Reads plain values: language maps as texts, references to what was renamed by their new names."""

    def __init__(self, languages: tuple[str, ...], renamed: Mapping[str, str]) -> None:
        self.languages, self.renamed = frozenset(languages), renamed

    def named(self, key: str) -> str:
        """A reference, also to a stage, by what is called so now."""
        if not self.renamed or ":" not in key:
            return key
        thing, slash, stage = key.partition("/")
        return f"{self.renamed.get(thing, thing)}{slash}{stage}"

    def read(self, value: Any) -> Any:
        """The value with its texts as Text, and without what stands in place of a mistake: an empty word."""
        if isinstance(value, str):
            return self.named(value)
        if isinstance(value, list):
            return [self.read(each) for each in value if each != ""]
        if not isinstance(value, dict):
            return value
        if value and value.keys() <= self.languages and all(isinstance(each, str) for each in value.values()):
            return Text({language: self._in_text(words) for language, words in value.items()})
        return {self.named(name): self.read(each) for name, each in value.items() if each != ""}

    def _in_text(self, words: str) -> str:
        if not self.renamed or "[[" not in words:
            return words
        return _TARGET.sub(lambda found: self.named(found[0].strip()), words)


def _things(
    old: Snapshot, new: Snapshot, renames: Mapping[str, str], reader: _Reader, language: str | None
) -> Iterator[ThingChange]:
    for key, thing in new.things.items():
        once = renames.get(key, key)
        other = old.things.get(once)
        if other is None:
            yield _whole("added", thing, reader)
        elif once != key or not _same(other, thing):
            before, after, ids = reader.read(other.data), reader.read(thing.data), (other.id, thing.id)
            fields = tuple(
                change
                for change in _Fields(language).between(before, after, ())
                # That its old address leads to the new one goes without saying.
                if not (once != key and change.path[0] == "aliases" and (change.after or change.before) in ids)
            )
            if once != key or fields:
                yield ThingChange(
                    "renamed" if once != key else "changed",
                    thing.kind,
                    thing.id,
                    thing.title,
                    after,
                    thing.path,
                    thing.line,
                    other.id if once != key else "",
                    fields,
                )
    gone = old.things.keys() - new.things.keys() - set(renames.values())
    for key in old.things:
        if key in gone:
            yield _whole("removed", old.things[key], reader)


def _same(one: Kept, other: Kept) -> bool:
    return one.data == other.data and _lanes(one.data) == _lanes(other.data)


def _lanes(data: dict[str, Any]) -> list[str]:
    """The rows of a model's map: the only map whose order says something."""
    lanes = data.get("lanes")
    return list(lanes) if isinstance(lanes, dict) else []


def _whole(what: Any, thing: Kept, reader: _Reader) -> ThingChange:
    return ThingChange(what, thing.kind, thing.id, thing.title, reader.read(thing.data), thing.path, thing.line)


class _Fields:
    """Goes through two values side by side, for readers of one language or of all."""

    def __init__(self, language: str | None) -> None:
        self.language = language

    def between(self, a: Any, b: Any, path: _Path) -> Iterator[FieldChange]:
        """The changes from one value to another; None is no value."""
        one, other = (b if a is None else a), (a if b is None else b)
        if a == b and not (path in ((), ("lanes",)) and isinstance(a, dict)):
            return
        if isinstance(a, Text) and isinstance(b, Text):
            yield from self._texts(a, b, path) if self.language is None else self._text(a, b, path, self.language)
        elif isinstance(one, list) and isinstance(other, list):
            yield from self._lists(a or [], b or [], path)
        elif _is_map(one) and _is_map(other):
            yield from self._maps(a or {}, b or {}, path)
        else:
            yield FieldChange("added" if a is None else "removed" if b is None else "changed", path, a, b)

    def _texts(self, a: Text, b: Text, path: _Path) -> Iterator[FieldChange]:
        for language in {**a, **b}:
            if language in a and language in b:
                if a[language] != b[language]:
                    yield _reworded(a[language], b[language], path, language)
            elif language in b:
                yield FieldChange("translated", path, _instead(a), b[language], language)
            else:
                yield FieldChange("untranslated", path, a[language], _instead(b), language)

    def _text(self, a: Text, b: Text, path: _Path, language: str) -> Iterator[FieldChange]:
        ours, theirs = (language if language in text else next(iter(text)) for text in (a, b))
        if ours != theirs:
            what: What = "translated" if theirs == language else "untranslated" if ours == language else "changed"
            yield FieldChange(what, path, a[ours], b[theirs], language)
        elif a[ours] != b[theirs]:
            yield _reworded(a[ours], b[theirs], path, ours)

    def _maps(self, a: dict[str, Any], b: dict[str, Any], path: _Path) -> Iterator[FieldChange]:
        for name in {**b, **a}:
            yield from self.between(a.get(name), b.get(name), (*path, name))
        if path == ("lanes",) and [name for name in a if name in b] != [name for name in b if name in a]:
            yield FieldChange("order", path, list(a), list(b))

    def _lists(self, a: list[Any], b: list[Any], path: _Path) -> Iterator[FieldChange]:
        pairs = matched(a, b)
        for j, item in enumerate(b):
            inside = (*path, Item(item))
            if j in pairs:
                yield from self.between(a[pairs[j]], item, inside)
            else:
                yield FieldChange("added", inside, None, item)
        stays = set(pairs.values())
        for i, item in enumerate(a):
            if i not in stays:
                yield FieldChange("removed", (*path, Item(item)), item)
        order = [pairs[j] for j in sorted(pairs)]
        if order != sorted(order) and _order_matters(a, b, path):
            yield FieldChange("order", path, a, b)


def _order_matters(a: list[Any], b: list[Any], path: _Path) -> bool:
    if any(isinstance(each, dict) for each in (*a, *b)):
        return path[-1] != "evidence"
    return path[-1] in _IN_ORDER


def _is_map(value: Any) -> bool:
    return isinstance(value, dict) and not isinstance(value, Text)


def _reworded(before: str, after: str, path: _Path, language: str) -> FieldChange:
    return FieldChange("changed", path, before, after, language, marked(before, after))


def _instead(text: Text) -> str:
    """What readers get whose language a text lacks."""
    return next(iter(text.values()), "")


def _links(old: Snapshot, new: Snapshot, reader: _Reader, whole: set[str]) -> Iterator[LinkChange]:
    before: Set[tuple[str, str, str]] = old.links
    if reader.renamed:
        before = {(reader.named(source), reader.named(target), via) for source, target, via in old.links}
    for what, links in (("added", new.links - before), ("removed", before - new.links)):
        for source, target, via in sorted(links):
            if not {source.partition("/")[0], target.partition("/")[0]} & whole:
                yield LinkChange("added" if what == "added" else "removed", source, target, via)
