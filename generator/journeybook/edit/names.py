"""Every place where a book names a thing: values, keys of maps, references in texts and in free pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from journeybook.check import Checked, Entry
from journeybook.load import Loaded, Loc, Record
from journeybook.model import FOLDERS, KINDS
from journeybook.model.base import Shape
from journeybook.model.refs import Ref
from journeybook.model.texts import PlainText, Text
from journeybook.references import mentions
from journeybook.resolve import Resolver


@dataclass(frozen=True)
class Named:
    """A place that names a thing: the entry and where in it, as what, and the reference as it is written."""

    record: Record
    loc: Loc
    sort: Literal["value", "key", "text"]
    written: str


@dataclass
class Names:
    """Where a thing is named; ``pages`` are paths of free pages, with the references as written."""

    places: list[Named] = field(default_factory=list)
    pages: dict[str, set[str]] = field(default_factory=dict)


def names_of(key: str, checked: Checked, loaded: Loaded) -> Names:
    """Every place that names a thing (``persona:lan``) or one of its stages by its own id."""
    name = key.partition(":")[2]
    resolver = Resolver(checked.entries, checked.lost | loaded.broken)

    def is_it(found: str, written: str) -> bool:
        """An older id of the thing leads to it as well, and goes on doing so."""
        return found.partition("/")[0] == key and id_in(written) == name

    found = Names()
    for entry in checked.entries.values():
        if not entry.shipped:
            found.places += _Walk(entry, resolver, is_it).go(entry.thing, ())
    for page in loaded.pages:
        for mention in mentions(page.text):
            if is_it(resolver.resolve(mention.target, ("any",)).key, mention.target):
                found.pages.setdefault(page.path, set()).add(mention.target)
    return found


def id_in(written: str) -> str:
    """The id of the thing in a reference: ``persona:lan`` → lan, ``buying/think`` → buying."""
    return written.rpartition(":")[2].strip().partition("/")[0]


class _Walk:
    def __init__(self, entry: Entry, resolver: Resolver, is_it: Callable[[str, str], bool]) -> None:
        self.entry, self.resolver, self.is_it = entry, resolver, is_it

    def go(self, value: Any, loc: Loc) -> Iterator[Named]:
        record = self.entry.record
        if isinstance(value, Ref):
            if value and self.is_it(self._key_of(value, loc), value):
                yield Named(record, loc, "value", str(value))
        elif isinstance(value, Text):
            if not isinstance(value, PlainText):
                yield from self._text(value, loc)
        elif isinstance(value, Shape):
            for written, name in value.names().items():
                inner = value.__dict__[name]
                if inner and not (isinstance(inner, str) and not isinstance(inner, Ref)):
                    yield from self.go(inner, (*loc, written))
        elif isinstance(value, tuple):
            for number, each in enumerate(value):
                yield from self.go(each, (*loc, number))
        elif isinstance(value, dict):
            for name, each in value.items():
                if isinstance(name, Ref) and name and self.is_it(self._key_of(name, loc), name):
                    yield Named(record, (*loc, str(name)), "key", str(name))
                yield from self.go(each, (*loc, str(name)))

    def _key_of(self, ref: Ref, loc: Loc) -> str:
        if ref.kinds == ("own-stage",):
            return "" if loc[-1] == "id" else self.resolver.own_stage(ref, self.entry).key
        if self.entry.kind == "event" and loc[0] == "affects" and (ref in KINDS or ref in FOLDERS):
            return ""
        return self.resolver.resolve(ref, ref.kinds, ref.sort).key

    def _text(self, text: Text, loc: Loc) -> Iterator[Named]:
        for language, words in text.items():
            targets = dict.fromkeys(mention.target for mention in mentions(words)) if "[[" in words else ()
            for target in targets:
                if self.is_it(self.resolver.resolve(target, ("any",)).key, target):
                    yield Named(self.entry.record, (*loc, language), "text", target)
