"""What differs between two states of a book, as plain values: things, their fields, items of lists, words, links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from journeybook.model.texts import Text
from journeybook.versions.snapshot import Snapshot

Run = tuple[Literal["same", "out", "in"], str]
"""Words of a text that stayed, went or came."""
What = Literal["added", "removed", "changed", "order", "translated", "untranslated"]

# What an item of a list is known by: its own words, else what it is about.
WORDS = ("text", "say", "says", "ask", "what", "title", "criterion", "topic", "information", "low")
ABOUT = ("persona", "role", "touchpoint", "partner", "department", "competitor", "source", "from", "to")


@dataclass(frozen=True)
class Item:
    """A step into a list, to one of its items; items are known by what they say, not by their place."""

    value: Any

    @property
    def id(self) -> str:
        """A stage's id; empty for every other item."""
        return str(self.value.get("id", "")) if isinstance(self.value, dict) else ""

    @property
    def label(self) -> Text | str:
        """What the item says first: a text, the id of a stage, or what it refers to."""
        return first_words(self.value)


Step = str | Item
"""The name of a field (or of a key in a map by id, such as ``competitor:x``), or an item of a list."""


@dataclass(frozen=True)
class FieldChange:
    """One change within a thing.

    ``path`` leads to the place: ``("stages", Item(…), "goals", Item(…), "text")``. ``before`` and ``after`` are plain
    values (None where there was nothing); texts are ``Text``, maps by language. A text that changed in one ``language``
    has the words of that language as ``before`` and ``after``, and ``runs`` that mark what went and came. For
    ``translated`` and ``untranslated`` the other side is what readers of that language got instead. ``order`` has the
    whole lists.
    """

    what: What
    path: tuple[Step, ...]
    before: Any = None
    after: Any = None
    language: str | None = None
    runs: tuple[Run, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The path's names, without the items of lists: ``("stages", "goals", "text")``."""
        return tuple(step for step in self.path if isinstance(step, str))


@dataclass(frozen=True)
class ThingChange:
    """A thing that is new, gone, called otherwise or changed; ``data`` are its fields as they are (if gone: were)."""

    what: Literal["added", "removed", "renamed", "changed"]
    kind: str
    id: str
    title: Text
    data: dict[str, Any] = field(repr=False)
    path: str | None = None
    line: int | None = None
    old_id: str = ""
    """Its id before it was renamed; else empty."""
    fields: tuple[FieldChange, ...] = ()

    @property
    def key(self) -> str:
        """``kind:id``, as references name it."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class LinkChange:
    """A link that has appeared or vanished, between things that are there before and after."""

    what: Literal["added", "removed"]
    source: str
    target: str
    via: str


@dataclass(frozen=True)
class Changes:
    """All that differs between two states of a book, the most important first; false where nothing does."""

    old: Snapshot = field(repr=False)
    new: Snapshot = field(repr=False)
    things: tuple[ThingChange, ...] = ()
    links: tuple[LinkChange, ...] = ()
    unread: tuple[str, ...] = ()
    """Keys of things that were left out, since mistakes in them hide a part of what they say."""

    def __bool__(self) -> bool:
        return bool(self.things or self.links)

    @property
    def added(self) -> tuple[ThingChange, ...]:
        """Things that are new."""
        return tuple(self._that("added"))

    @property
    def removed(self) -> tuple[ThingChange, ...]:
        """Things that are gone."""
        return tuple(self._that("removed"))

    @property
    def renamed(self) -> tuple[ThingChange, ...]:
        """Things with a new id, told by their ``aliases``; they may have changed, too."""
        return tuple(self._that("renamed"))

    @property
    def changed(self) -> tuple[ThingChange, ...]:
        """Things that say something else."""
        return tuple(self._that("changed"))

    def _that(self, what: str) -> Iterator[ThingChange]:
        return (thing for thing in self.things if thing.what == what)

    @cached_property
    def _links(self) -> dict[str, list[LinkChange]]:
        found: dict[str, list[LinkChange]] = {}
        for link in self.links:
            found.setdefault(link.source.partition("/")[0], []).append(link)
        return found

    def links_of(self, key: str) -> list[LinkChange]:
        """The changed links that start from a thing or its stages."""
        return self._links.get(key, [])

    def title_of(self, key: str) -> Text:
        """What a thing or a journey's stage is called now, or was called before it went."""
        return self.new.title_of(key) or self.old.title_of(key) or Text({"": key})


def first_words(value: Any) -> Text | str:
    """What a value says first: an item by its own words or by what it is about, a plain value by itself."""
    if not isinstance(value, dict) or isinstance(value, Text):
        return value if isinstance(value, Text) else str(value)
    if value.get("id"):
        return str(value["id"])
    for name in (*WORDS, *ABOUT):
        if value.get(name):
            return first_words(value[name][0] if isinstance(value[name], list) else value[name])
    return ""
