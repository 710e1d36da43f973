"""Things → Book: every reference in fields and texts resolved, in both directions, or a problem at its place.

One walk over the values of each thing finds all references (they are typed: ``Ref``) and all texts (``Text``), resolves
them and writes the resolved key in place of what was written. There is no second list of references anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from journeybook.book import Book, Link
from journeybook.check import Checked, Entry
from journeybook.load import Loaded, Loc, Record
from journeybook.load.folder import MEDIA
from journeybook.load.source import Source
from journeybook.model import FOLDERS, KINDS, Journey, Model, Persona, Thing
from journeybook.model.base import Shape
from journeybook.model.journey import LANES, Stage
from journeybook.model.refs import Ref
from journeybook.model.texts import PlainText, Text
from journeybook.order import check_counterparts, check_cycles, check_stage_order
from journeybook.private import Privacy
from journeybook.problems import Problem
from journeybook.references import link_paths, mentions, pictures
from journeybook.resolve import Found, Resolver
from journeybook.settings import Settings
from journeybook.translation import Translations
from journeybook.vietnamese import likely, nearest


@dataclass
class Linked:
    """The Book, its problems, and kinds about whose references nothing sure can be said (for rules that count)."""

    book: Book
    problems: list[Problem] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)


def link(checked: Checked, loaded: Loaded, settings: Settings) -> Linked:
    """Links the things of a book. The entries of the Book hold resolved references: ``persona:lisa-barone``."""
    linker = _Linker(checked, loaded, settings)
    entries = {key: linker.settle(entry) for key, entry in sorted(checked.entries.items())}
    page_mentions = frozenset(linker.read_pages(loaded.pages))
    links = tuple(sorted(linker.links))
    only_in = {each: frozenset(seen) for each, seen in linker.links.items() if len(seen) < len(settings.languages)}
    book = Book(
        settings.languages,
        entries,
        links,
        linker.mentioned,
        page_mentions,
        tuple(loaded.pages),
        loaded.media,
        only_in=only_in,
        review_every=settings.review_every,
        private=linker.private.found(entries),
        translations=linker.translations.found,
        excused=linker.translations.excused,
    )
    problems = linker.problems + check_cycles(book) + check_counterparts(book) + check_stage_order(book)
    return Linked(book, problems, linker.unsure)


@dataclass
class _Walk:
    """Where the walk is: the entry, the key that links start from, and whether what is read is published."""

    entry: Entry
    source: str
    published: bool = True


class _Linker:
    def __init__(self, checked: Checked, loaded: Loaded, settings: Settings) -> None:
        self.entries = checked.entries
        self.resolver = Resolver(checked.entries, checked.lost | loaded.broken)
        self.media = loaded.media
        self.page_files = {_inside(settings, page) for page in loaded.pages}
        self.settings = settings
        self.problems = self.resolver.problems
        self.links: dict[Link, set[str]] = {}
        self.mentioned: dict[str, str] = {}
        self.translations = Translations(settings.languages)
        self.private = Privacy()
        self.unsure: set[str] = set()

    # --- one thing ------------------------------------------------------------------------------------------------

    def settle(self, entry: Entry) -> Entry:
        """The entry with every reference resolved."""
        walk = _Walk(entry, entry.key)
        thing = self._shape(entry.thing, (), (), walk)
        if isinstance(thing, Persona) and thing.portrait:
            self._picture(entry.record, ("portrait",), f"{MEDIA}/{thing.portrait}")
        assert isinstance(thing, Thing)
        return Entry(thing, entry.record, entry.whole, entry.shipped) if thing is not entry.thing else entry

    def _value(self, value: Any, loc: Loc, via: tuple[str, ...], walk: _Walk) -> Any:
        if isinstance(value, Ref):
            return self._reference(value, loc, via, walk)
        if isinstance(value, Text):
            if walk.published and value:
                self.translations.note(walk.entry, value, loc, via)
                self.private.note(walk.entry, value, loc, via)
            if not isinstance(value, PlainText):
                self._text(value, loc, via, walk)
            return value
        if isinstance(value, Stage):
            key = f"{walk.entry.key}/{value.id}"
            return self._shape(value, loc, (), _Walk(walk.entry, key, walk.published))
        if isinstance(value, Shape):
            return self._shape(value, loc, via, walk)
        if isinstance(value, tuple):
            settled = tuple([self._value(each, (*loc, n), via, walk) for n, each in enumerate(value)])
            return value if all(new is old for new, old in zip(settled, value, strict=True)) else settled
        if isinstance(value, dict):
            if via == ("lanes",):
                self._own_lanes(value, loc, walk)
            return {
                self._value(name, (*loc, str(name)), via, walk): self._value(each, (*loc, str(name)), via, walk)
                for name, each in value.items()
            }
        return value

    def _shape(self, shape: Shape, loc: Loc, via: tuple[str, ...], walk: _Walk) -> Shape:
        changed: dict[str, Any] = {}
        names = shape.names()
        values = shape.__dict__
        for written, name in names.items():
            value = values[name]
            if not value or type(value) is str:
                continue
            inner = walk
            if name in ("notes", "ignore") and isinstance(shape, Thing):
                inner = _Walk(walk.entry, walk.source, published=False)
            below = via if written == shape.short else (*via, written)
            settled = self._value(value, (*loc, written), below, inner)
            if settled is not value:
                changed[name] = settled
        return shape.model_copy(update=changed) if changed else shape

    # --- references -----------------------------------------------------------------------------------------------

    def _reference(self, ref: Ref, loc: Loc, via: tuple[str, ...], walk: _Walk) -> Ref:
        if not ref:
            return ref
        if ref.kinds == ("own-stage",):
            found = self.resolver.own_stage(ref, walk.entry)
        elif walk.entry.kind == "event" and via == ("affects",) and (ref in KINDS or ref in FOLDERS):
            return Ref(f"kind:{FOLDERS.get(ref, ref)}")
        else:
            found = self.resolver.resolve(ref, ref.kinds, ref.sort)
        if found.slip or not found.key:
            on_key = isinstance(loc[-1], str) and loc[-1] == ref
            self._tell_found(found, ref, ref.kinds, walk.entry.record, walk.entry.record.place(loc, key=on_key))
        if found.key and via != ("id",):
            self._connect(walk, found.key, via)
        return Ref(found.key)

    def _connect(self, walk: _Walk, target: str, via: tuple[str, ...], languages: Iterable[str] | None = None) -> None:
        """Notes a link, and in which languages readers see it: all of them, unless only some texts have it."""
        own = target == walk.source or (target.startswith(f"{walk.entry.key}/") and walk.entry.kind == "model")
        if walk.published and not own:
            seen = self.links.setdefault(Link(walk.source, target, ".".join(via)), set())
            seen.update(self.settings.languages if languages is None else languages)

    def _own_lanes(self, lanes: dict[str, Any], loc: Loc, walk: _Walk) -> None:
        thing = walk.entry.thing
        model_key = (
            self.resolver.resolve(thing.model, ("model",)).key if isinstance(thing, Journey) and thing.model else ""
        )
        model = self.entries[model_key].thing if model_key else None
        if not isinstance(model, Model) or not self.entries[model_key].whole:
            return
        own = [name for name in model.lanes if name not in LANES]
        for name in lanes:
            if name not in own:
                slip = "unknown-reference.standard-lane" if name in LANES else "unknown-reference.lane"
                self._tell(
                    walk.entry.record,
                    (*loc, name),
                    slip,
                    key=True,
                    name=name,
                    owner=model_key,
                    **likely(name, own),
                    lanes=", ".join(own) or "–",
                )

    # --- texts ----------------------------------------------------------------------------------------------------

    def _text(self, text: Text, loc: Loc, via: tuple[str, ...], walk: _Walk) -> None:
        if not any("[" in words for words in text.values()):
            return
        record = walk.entry.record
        readers: dict[str, list[str]] = {}  # who reads the text in which language: it stands in where there is no other
        for language in self.settings.languages:
            readers.setdefault(language if language in text else next(iter(text), ""), []).append(language)
        for language, words in text.items():
            for mention in mentions(words):
                found = self.resolver.resolve(mention.target, ("any",))
                if found.slip or not found.key:
                    raw = words[mention.start : words.index(mention.target, mention.start) + len(mention.target)]
                    nth = words[: mention.start].count(raw)
                    place = record.place_in_text((*loc, language), raw, nth)
                    self._tell_found(found, mention.target, ("any",), record, place)
                if found.key:
                    self.mentioned[mention.target] = found.key
                if found.key and not mention.inside_link:
                    self._connect(walk, found.key, via, readers.get(language, ()))
            for picture in pictures(words):
                slip = self._picture_slip(picture.path)
                if slip or not picture.alt:
                    raw = words[picture.start : words.index("](", picture.start) + 2]
                    line, column = record.place_in_text((*loc, language), raw, words[: picture.start].count(raw))
                    name, args = slip or ("missing-alt", {"name": picture.path})
                    self.problems.append(Problem(name, record.path, line, column + len(raw), args))
            for path, start in link_paths(words):
                if self._leads_nowhere(path):
                    raw = words[start : words.index("](", start) + 2]
                    line, column = record.place_in_text((*loc, language), raw, words[:start].count(raw))
                    self.problems.append(
                        Problem("unknown-reference.file", record.path, line, column + len(raw), {"name": path})
                    )

    def read_pages(self, pages: list[Source]) -> set[str]:
        """The keys that free pages point at; what they point at in vain becomes problems."""
        keys = set()
        for page in pages:
            self.private.note_page(page)
            for mention in mentions(page.text):
                found = self.resolver.resolve(mention.target, ("any",))
                line = page.text.count("\n", 0, mention.start) + 1
                column = mention.start - page.text.rfind("\n", 0, mention.start)
                if found.slip:
                    self.problems.append(
                        Problem(found.slip, page.path, line, column, {"name": mention.target, **found.args})
                    )
                if found.key:
                    self.mentioned[mention.target] = found.key
                    keys.add(found.key)
        return keys

    def _picture(self, record: Record, loc: Loc, path: str) -> None:
        if path not in self.media:
            self._tell(record, loc, "missing-media", name=path, near=nearest(path, self.media, at_least=0.75))

    def _picture_slip(self, picture: str) -> tuple[str, dict[str, Any]] | None:
        """What is wrong with a picture's path in a text; addresses elsewhere are left to sanitizing."""
        if re.match(r"[a-z][a-z0-9+.-]*:", picture):
            return None
        parts = picture.removeprefix("./").split("/")
        if parts[0] != MEDIA or ".." in parts or picture.startswith("/"):
            return "bad-value.picture", {"found": picture}
        if "/".join(parts) not in self.media:
            return "missing-media", {"name": picture, "near": nearest(picture, self.media, at_least=0.75)}
        return None

    def _leads_nowhere(self, path: str) -> bool:
        """Whether a relative address in a text names a file that isn't there."""
        bare = path.partition("#")[0].partition("?")[0]
        if not re.fullmatch(r"[\w.][\w./ -]*", bare):
            return False
        return bare not in self.page_files and bare.removeprefix("./") not in self.media

    # --- telling --------------------------------------------------------------------------------------------------

    def _tell_found(
        self, found: Found, written: str, kinds: tuple[str, ...], record: Record, place: tuple[int, int]
    ) -> None:
        if not found.key:
            self.unsure.update(KINDS if kinds == ("any",) or "stage" in kinds[0] else kinds)
        if found.slip:
            self.problems.append(Problem(found.slip, record.path, *place, {"name": written, **found.args}))

    def _tell(self, record: Record, loc: Loc, slip: str, *, key: bool = False, **args: Any) -> None:
        self.problems.append(Problem(slip, record.path, *record.place(loc, key=key), args))


def _inside(settings: Settings, page: Source) -> str:
    return (settings.folder / page.path).relative_to(settings.content).as_posix()
