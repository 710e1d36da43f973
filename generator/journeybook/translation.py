"""Which texts should stand in every language of the book, and which of them don't: what the rule and the page tell.

Names, figures and acronyms need no translation, nor does what readers never see; a thing that nobody reads yet
or any more (draft, retired) isn't asked for any. One that says why it stays as it is (``ignore``) counts aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from journeybook.check import Entry
from journeybook.load import Loc
from journeybook.model import Person
from journeybook.model.texts import Text
from journeybook.references import mentions

CODE = "untranslated"

#: Fields that hold names, and what is for editors alone.
_NAMES = ("tags", "brands", "location", "systems", "also", "networks", "titles", "tools", "contact", "notes")
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+|[^\s@]{1,64}@\S+|(?<=\]\()[^)]*")
_IN_ADDRESSES = ("://", "www.", "@", "mailto:", "](")


class Share(NamedTuple):
    """So many of so many texts stand in a language."""

    done: int
    of: int

    @property
    def percent(self) -> int:
        """Rounded down, so that a hundred means all of them."""
        return 100 * self.done // self.of if self.of else 100

    def plus(self, other: Share) -> Share:
        """Both together."""
        return Share(self.done + other.done, self.of + other.of)


class Lacking(NamedTuple):
    """A text that lacks a language: where it stands in its entry and in its file (from 1), and what it says instead."""

    place: tuple[int, int]
    loc: Loc
    text: Text


@dataclass(slots=True)
class Translation:
    """How far a thing is translated: how many texts it has, and for each language that some lack, how many and which
    of them stands first in its file."""

    texts: int = 0
    missing: dict[str, int] = field(default_factory=dict)
    first: dict[str, Lacking] = field(default_factory=dict)

    def lacks(self, language: str, lacking: Lacking) -> None:
        """Notes that a text lacks a language."""
        self.missing[language] = self.missing.get(language, 0) + 1
        first = self.first.get(language)
        if first is None or lacking.place < first.place:
            self.first[language] = lacking

    def share(self, language: str) -> Share:
        """How many of its texts stand in a language."""
        return Share(self.texts - self.missing.get(language, 0), self.texts)


class Translations:
    """Counts the texts of things as the linker comes to them, each once: what a collection gives to all its entries
    counts for the first of them."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages if len(languages) > 1 else ()
        self.found: dict[str, Translation] = {}
        self.excused: dict[str, Translation] = {}
        self._seen: set[tuple[str, int, int]] = set()

    def note(self, entry: Entry, text: Text, loc: Loc, via: tuple[str, ...]) -> None:
        """Counts a text of an entry; ``via`` are the fields that it stands in."""
        if not self.languages or not _is_asked_for(entry, loc, via) or not needs_translation(text.values()):
            return
        record = entry.record
        if record.collected:
            place = (record.path, *record.place(loc))
            if place in self._seen:
                return
            self._seen.add(place)
        counted = self.excused if CODE in entry.thing.ignore else self.found
        told = counted.get(entry.key)
        if told is None:
            told = counted[entry.key] = Translation()
        told.texts += 1
        if len(text) < len(self.languages):
            for language in self.languages:
                if language not in text:
                    told.lacks(language, Lacking(record.place(loc), loc, text))


def needs_translation(words: Iterable[str]) -> bool:
    """Whether a text says something: it has a word in lower case. Names, “B2B 2026” and mere references have none."""
    for each in words:
        for found in _WORD.finditer(_without_addresses(each)):
            if found[0].islower():
                return True
    return False


def _without_addresses(words: str) -> str:
    if "[[" in words:
        for mention in reversed(list(mentions(words))):
            words = f"{words[: mention.start]}{mention.label or ''}{words[mention.end :]}"
    return _ADDRESS.sub("", words) if any(sign in words for sign in _IN_ADDRESSES) else words


def _is_asked_for(entry: Entry, loc: Loc, via: tuple[str, ...]) -> bool:
    thing, written = entry.thing, entry.record.mark.inside
    if entry.shipped or thing.status != "active":
        return False
    if via[-1] in _NAMES or (via == ("title",) and isinstance(thing, Person)):
        return False
    return not isinstance(written, dict) or str(loc[0]) in written  # else it comes from a shipped role
