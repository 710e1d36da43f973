"""The book at one moment: what a ``book.json`` says, as plain values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from journeybook.book import Book
from journeybook.exchange.book_json import FORMAT, as_plain
from journeybook.model.texts import Text
from journeybook.sentences import Told


class NoSnapshot(Told):
    """This is no book that can be compared, or there is nothing of that name; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A thing as it was: ``data`` are its fields, plain, also those that this version doesn't know."""

    kind: str
    id: str
    path: str | None
    line: int | None
    data: dict[str, Any]

    @property
    def key(self) -> str:
        """``kind:id``, as references name it."""
        return f"{self.kind}:{self.id}"

    @property
    def title(self) -> Text:
        """What readers call it."""
        for name in ("title", "ask"):
            said = self.data.get(name)
            if said and isinstance(said, dict):
                return Text(said)
        return Text({"": self.id})


@dataclass(frozen=True)
class Snapshot:
    """Things by key, links as (from, to, via); ``version`` is what the book called this state, if it did."""

    things: Mapping[str, Kept]
    links: frozenset[tuple[str, str, str]] = frozenset()
    languages: tuple[str, ...] = ()
    version: str = ""
    drafts: int = 0
    """How many drafts were left out."""

    def at(self, path: str, line: int) -> frozenset[str]:
        """The things that a mistake at a place concerns: the one written there; above the first, all of the file,
        since what is said there is said of all."""
        here = sorted((thing.line or 0, thing.key) for thing in self.things.values() if thing.path == path)
        above = [key for start, key in here if start <= line]
        return frozenset(above[-1:] or (key for _, key in here))

    def without(self, keys: frozenset[str], unnamed: frozenset[str] = frozenset()) -> Snapshot:
        """The same without some things and the links between them and others.

        ``unnamed`` are those that nothing may name either, since on one side nothing can.
        """
        things = {
            key: replace(thing, data=_not_naming(thing.data, unnamed)) if unnamed else thing
            for key, thing in self.things.items()
            if key not in keys
        }
        links = (link for link in self.links if not {each.partition("/")[0] for each in link[:2]} & keys)
        return replace(self, things=things, links=frozenset(links))

    def title_of(self, key: str) -> Text | None:
        """What a thing or a stage is called; a stage without a title of its own is called as in its model."""
        of, _, stage = key.partition("/")
        thing = self.things.get(of)
        if thing is None or not stage:
            return thing.title if thing else None
        model = self.things.get(str(thing.data.get("model", "")))
        for holder in (thing, model):
            stages = holder.data.get("stages") if holder else None
            for each in stages if isinstance(stages, list) else ():
                if isinstance(each, dict) and each.get("id") == stage and isinstance(each.get("title"), dict):
                    return Text(each["title"])
        return None


def _not_naming(value: Any, keys: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {
            name: _not_naming(each, keys)
            for name, each in value.items()
            # The name of what can't be named is empty on that side.
            if name and name not in keys and not (isinstance(each, str) and each in keys)
        }
    if isinstance(value, list):
        return [_not_naming(each, keys) for each in value if not (isinstance(each, str) and each in keys)]
    return value


def of_book(book: Book, *, drafts: bool = False) -> Snapshot:
    """A book that was just read."""
    return of_plain(as_plain(book, include_drafts=True), drafts=drafts)


def of_json(text: str | bytes, name: str = "book.json", *, drafts: bool = False) -> Snapshot:
    """What a ``book.json`` says. Raises NoSnapshot where the text is something else or of a newer format."""
    return of_plain(said_in(text, name), drafts=drafts)


def said_in(text: str | bytes, name: str) -> dict[str, Any]:
    """The plain values of a ``book.json``, whole enough for a snapshot. Raises NoSnapshot."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise NoSnapshot("diff-not-json", name=name) from None
    if not isinstance(said, dict) or not isinstance(said.get("things"), list):
        raise NoSnapshot("diff-not-a-book", name=name)
    form = said.get("format")
    if not isinstance(form, int):
        raise NoSnapshot("diff-not-a-book", name=name)
    if form > FORMAT:
        raise NoSnapshot("diff-newer-format", name=name, found=form, known=FORMAT)
    try:
        of_plain(said)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NoSnapshot("diff-not-a-book", name=name) from None
    return said


def of_plain(said: Mapping[str, Any], *, drafts: bool = False) -> Snapshot:
    """What a ``book.json`` says, read already; nothing is judged here."""
    things: dict[str, Kept] = {}
    hidden: set[str] = set()
    for each in said["things"]:
        thing = Kept(str(each["kind"]), str(each["id"]), each.get("path"), each.get("line"), dict(each["data"]))
        if thing.data.get("status") == "draft" and not drafts:
            hidden.add(thing.key)
        else:
            things[thing.key] = thing
    links = ((str(each["from"]), str(each["to"]), str(each["via"])) for each in said.get("links") or ())
    shown = (
        link for link in links if not hidden or not ({link[0].partition("/")[0], link[1].partition("/")[0]} & hidden)
    )
    languages = tuple(str(each) for each in said.get("languages") or ())
    return Snapshot(things, frozenset(shown), languages, str(said.get("version") or ""), len(hidden))
