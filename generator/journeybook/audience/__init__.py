"""What may leave the house: checked things and free pages without all that is internal, before anything is linked.

What isn't marked ``audience: shareable`` is internal. Of a shareable thing everything leaves but claims marked as
internal, what editors say among themselves (``notes``, ``ignore``), and whatever names something internal: its id, its
title and the way to it are internal, too. Links, lists, charts and questions are made from what is left, so nothing
else has to be thought of. A thing that is left out takes all of its claims with it, however these are marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from posixpath import dirname
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import yaml

from journeybook.audience.texts import (
    OMITTED,
    addresses_in,
    file_at,
    without_addresses,
    without_comments,
    without_references,
)
from journeybook.book import thing_of
from journeybook.check import Checked, Entry, as_shipped
from journeybook.load import Loaded, Loc
from journeybook.load.folder import MEDIA
from journeybook.load.source import Source
from journeybook.model import FOLDERS, KINDS, Journey, Persona, Thing
from journeybook.model.base import Citation, Claim, Shape
from journeybook.model.refs import OPEN, Ref
from journeybook.model.texts import Text
from journeybook.resolve import Resolver
from journeybook.settings import Settings
from journeybook.vietnamese import fold

__all__ = ["OMITTED", "files_of_page", "gives_away", "is_shareable", "only_shareable", "page_is_shareable", "texts_in"]

#: What editors say among themselves.
_OURS: dict[str, Any] = {"notes": None, "ignore": {}}
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
#: Folders of pages that stand beside those of things and have the same ids.
_BESIDE = ("call", "messages")
#: A source that isn't named: with one, a claim isn't taken for an assumption.
_UNNAMED = Citation.model_construct(source=Ref(""))


def is_shareable(entry: Entry) -> bool:
    """Whether a thing is marked so; what is shipped has nothing of the house in it."""
    return entry.shipped or entry.thing.audience == "shareable"


def page_is_shareable(text: str) -> bool:
    """Whether a free page says so between the lines of hyphens at its top."""
    found = _FRONT.match(text.replace("\r\n", "\n"))
    try:
        said = yaml.load(found[1], Loader=yaml.CSafeLoader) if found else None
    except yaml.YAMLError:
        return False
    return isinstance(said, dict) and said.get("audience") == "shareable"


def gives_away(words: str, entry: Entry) -> bool:
    """Whether words for a thing are its own title or id, so that they'd tell what it is."""
    said = fold(words)
    names = [fold(name) for name in (entry.id, *(entry.thing.title or {}).values())]
    # A name of one word, such as “sales”, is an ordinary word within others.
    return any(said == name or (re.search(r"\W", name) and name in said) for name in names)


def files_of_page(text: str, folder: str) -> set[str]:
    """The files (by their paths in the content) that a free page in a folder shows or leads to."""
    seen_from = {folder, "" if folder in FOLDERS else folder}  # what introduces a list is read from the content's top
    return {file_at(address, each) for address in addresses_in(text) for each in seen_from}


def only_shareable(checked: Checked, loaded: Loaded, settings: Settings) -> tuple[Checked, Loaded]:
    """The things, free pages and pictures that may leave the house, to be linked as if there were no others."""
    return _Gate(checked, loaded, settings).passed()


class _Gate:
    def __init__(self, checked: Checked, loaded: Loaded, settings: Settings) -> None:
        self.entries, self.loaded, self.settings = checked.entries, loaded, settings
        self.resolver = Resolver(checked.entries, checked.lost | loaded.broken)
        self.shareable = {key for key, entry in self.entries.items() if is_shareable(entry)}
        # A journey shows the stages of its model, so it can't go without it.
        self.shareable -= {key for key in self.shareable if not self._has_its_model(self.entries[key].thing)}
        self.stand_ins = {
            key: entry
            for key in self.entries.keys() - self.shareable
            if key.startswith("role:") and (entry := as_shipped(key, settings))
        }
        self.pages = {self._inside(page): page for page in loaded.pages}
        self.shareable_pages = {path for path, page in self.pages.items() if page_is_shareable(page.text)}
        self.internal_pages = {path.removesuffix(".md") for path in self.pages.keys() - self.shareable_pages}

    def passed(self) -> tuple[Checked, Loaded]:
        entries = {key: self._entry(self.entries[key]) for key in sorted(self.shareable)} | self.stand_ins
        pages = [replace(self.pages[path], text=self._page(path)) for path in sorted(self.shareable_pages)]
        used = {file for entry in entries.values() for file in _files_of(entry.thing)}
        for page in pages:
            used |= files_of_page(page.text, dirname(self._inside(page)))
        media = {path: file for path, file in self.loaded.media.items() if path in used}
        return Checked(entries), Loaded(pages=pages, media=media)

    def _has_its_model(self, thing: Thing) -> bool:
        return not isinstance(thing, Journey) or self.resolver.resolve(thing.model, ("model",)).key in self.shareable

    def _inside(self, page: Source) -> str:
        return (self.settings.folder / page.path).relative_to(self.settings.content).as_posix()

    # --- things -------------------------------------------------------------------------------------------------------

    def _entry(self, entry: Entry) -> Entry:
        """The thing as others may read it; its file is ours alone."""
        thing = self._shape(entry.thing)
        assert isinstance(thing, Thing)
        thing = thing.model_copy(update=_OURS)
        return replace(entry, thing=thing, record=replace(entry.record, source=Source("", "")))

    def _value(self, value: Any) -> Any:
        """The value without what is internal; None where nothing is left."""
        if isinstance(value, Ref):
            return value if self._leads_to_shareable(value) else None
        if isinstance(value, Text):
            return type(value)({language: self._words(words) for language, words in value.items()})
        if isinstance(value, Claim) and value.audience == "internal":
            return None
        if isinstance(value, Shape):
            return self._shape(value)
        if isinstance(value, tuple):
            return tuple(left for each in value if (left := self._value(each)) is not None)
        if isinstance(value, dict):
            left = {name: self._value(each) for name, each in value.items() if self._value(name) is not None}
            return {name: each for name, each in left.items() if each is not None}
        return value

    def _shape(self, shape: Shape) -> Any:
        """The map without what is internal; None where it can't be without that, or would say something else."""
        changed: dict[str, Any] = {}
        for name, field in type(shape).model_fields.items():
            value = shape.__dict__[name]
            if not value or not isinstance(value, Ref | Text | Shape | tuple | dict):
                continue
            left = self._value(value)
            if not left and left != value:
                if name == "evidence" and isinstance(shape, Claim):
                    left = (_UNNAMED,)
                elif not field.is_required():
                    left = field.get_default()
                elif isinstance(shape, Thing) and isinstance(value, Claim):
                    left = Claim.model_construct(text=Text())
                else:
                    return None
            changed[name] = left
        shape = shape.model_copy(update=changed)
        was_about = any(name in changed for name in shape.concerns)
        return shape if not was_about or any(getattr(shape, name) for name in shape.concerns) else None

    def _leads_to_shareable(self, ref: Ref) -> bool:
        if not ref or ref.kinds == ("own-stage",):
            return True
        found = self.resolver.resolve(ref, ref.kinds, ref.sort)
        if ref.kinds == OPEN and not found.key:
            return ref in KINDS or ref in FOLDERS  # an event affects all of a kind
        return self._passes(found.key)

    def _passes(self, key: str) -> bool:
        return thing_of(key) in self.shareable or thing_of(key) in self.stand_ins

    # --- texts --------------------------------------------------------------------------------------------------------

    def _words(self, text: str, folder: str = "") -> str:
        text = without_references(text, self._in_place_of)
        return without_addresses(text, lambda address: self._is_internal(address, folder))

    def _page(self, path: str) -> str:
        return self._words(without_comments(self.pages[path].text), dirname(path))

    def _in_place_of(self, target: str, label: str | None) -> str | None:
        """What stands in place of a reference; None where it may stay."""
        found = self.resolver.resolve(target, ("any",))
        if self._passes(found.key) or (found.slip and not found.key):
            return None
        entry = self.entries.get(thing_of(found.key))
        return label if label and entry and not gives_away(label, entry) else OMITTED

    def _is_internal(self, address: str, folder: str) -> bool:
        """Whether an address leads to a page of something internal, here or on a site of ours elsewhere."""
        path = re.split("[?#]", address, maxsplit=1)[0]
        here = file_at(address, folder)
        bare = re.sub(r"(?:(?:^|/)index)?(?:\.md|\.html)?/?$", "", here)
        if here and (bare in self.internal_pages or f"{bare}/index" in self.internal_pages):
            return True
        asked = parse_qsl(urlsplit(address).query)  # as a map that shows one persona: ?persona=lisa-barone
        if any(self._names_internal(KINDS[kind].FOLDER, name) for kind, name in asked if kind in KINDS):
            return True
        steps = [re.sub(r"\.(?:md|html|ya?ml)$", "", step) for step in path.split("/") if step]
        return any(self._names_internal(*pair) for pair in pairwise(steps))

    def _names_internal(self, folder: str, name: str) -> bool:
        kinds = tuple(KINDS) if folder in _BESIDE else (FOLDERS[folder],) if folder in FOLDERS else ()
        keys = [self.resolver.resolve(f"{kind}:{name}", (kind,)).key for kind in kinds]
        return any(key and not self._passes(key) for key in keys)


def _files_of(thing: Thing) -> Iterator[str]:
    """The files (by their paths in the content) that a thing shows or leads to."""
    if isinstance(thing, Persona) and thing.portrait:
        yield f"{MEDIA}/{thing.portrait}"
    for _, text in texts_in(thing):
        for words in text.values():
            yield from map(file_at, addresses_in(words))


def texts_in(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Text]]:
    """The texts that leave the house with a thing, each with its place."""
    if isinstance(value, Text):
        yield loc, value
    elif isinstance(value, Shape):
        if isinstance(value, Claim) and value.audience == "internal":
            return
        for written, name in value.names().items():
            if name not in _OURS:
                yield from texts_in(value.__dict__[name], (*loc, written))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from texts_in(each, (*loc, number))
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from texts_in(each, (*loc, str(name)))
