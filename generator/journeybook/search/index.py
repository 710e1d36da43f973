"""Entries → one compact JSON text.

The texts are kept whole, since the worker shows the line that matched as it is written, but each word of the book is
spelled only once, in a list that begins with the most frequent: a text is a string with one character per word, the
word's place in that list. UTF-8 then makes frequent words short by itself. The worker needs no further index: with the
words so few, it marks those that a query means, and looks at every text.

    {"words": "tôi\\nta\\n, \\n…", "kinds": [["persona", "Chân dung"]], "ids": ["", "goals"], "same": [["SME", "…"]],
     "pages": [[address, kind, names, is_list, id, text, id, text, …], …], "say": {…}}

The first text of a page begins with its title and its other names, one a line, ``names`` in all; if it lies within
another page, whose title stands last among them, ``names`` is negative. Other texts begin with their section's title.
An id is told by its place among the ``ids``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NEW_LINE = 0
_PIECE = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+|(?:[\W_](?<![\u0300-\u036f]))+")
_GAPS = ((0x22, 1), (0x5C, 1), (0x7F, 0x21), (0xD800, 0x800))
"""What JSON writes longer, control characters, and what can't stand alone in a string: from where, and how many."""


@dataclass(frozen=True)
class Part:
    """A section of a page: the anchor that leads there, its title, its text line by line."""

    id: str
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A page as the search sees it."""

    address: str
    kind: str
    title: str
    lines: tuple[str, ...] = ()
    """What stands before the first section."""
    parts: tuple[Part, ...] = ()
    also: tuple[str, ...] = ()
    """Other names, as good as the title."""
    within: str = ""
    """The title of the page that this one belongs to."""
    is_list: bool = False
    synonyms: tuple[str, ...] = ()
    """Names that mean the same, wherever they are said."""


class Index:
    """Takes the entries of one language, one by one, and packs them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"\n": NEW_LINE}
        self._lines: dict[str, array[int]] = {}
        self._pages: list[tuple[Entry, int, list[tuple[str, array[int]]]]] = []

    def add(self, entry: Entry) -> None:
        """Takes one more page."""
        names = [entry.title, *entry.also, *([entry.within] if entry.within else [])]
        texts = [("", self._numbered([*names, *entry.lines]))]
        texts += [(part.id, self._numbered([part.title, *part.lines])) for part in entry.parts]
        bare = Entry(
            entry.address, entry.kind, entry.title, is_list=entry.is_list, synonyms=tuple(map(_clean, entry.synonyms))
        )
        self._pages.append((bare, -len(names) if entry.within else len(names), texts))

    def packed(self, kinds: Mapping[str, str], say: Mapping[str, str]) -> str:
        """All of it as JSON. ``kinds`` names the kinds in the order in which equals stand; ``say`` is the worker's."""
        words = list(self._numbers)
        counts: Counter[int] = Counter()
        for _, _, texts in self._pages:
            for _, numbers in texts:
                counts.update(numbers)
        first, *others = range(len(words))
        ranked = [first, *sorted(others, key=lambda number: (-counts[number], words[number]))]
        codes = {number: _character(rank) for rank, number in enumerate(ranked)}
        known = list(kinds)
        ids: dict[str, int] = {}
        pages = []
        for entry, names, texts in self._pages:
            page: list[str | int] = [entry.address, known.index(entry.kind), names, int(entry.is_list)]
            for anchor, numbers in texts:
                page += [ids.setdefault(anchor, len(ids)), "".join(map(codes.__getitem__, numbers))]
            pages.append(page)
        data = {
            "words": "\n".join(words[number] for number in ranked[1:]),
            "kinds": [[kind, name] for kind, name in kinds.items()],
            "ids": list(ids),
            "same": [list(entry.synonyms) for entry, _, _ in self._pages if len(entry.synonyms) > 1],
            "say": dict(say),
            "pages": pages,
        }
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    def _numbered(self, lines: Iterable[str]) -> array[int]:
        """The words and the signs between them as numbers; one space between two words goes without saying."""
        numbers = array("I")
        for position, line in enumerate(lines):
            if position:
                numbers.append(NEW_LINE)
            kept = self._lines.get(line)  # much of a book is said in several places
            if kept is None:
                pieces = (piece for piece in _PIECE.findall(_clean(line)) if piece != " ")
                kept = array("I", [self._numbers.setdefault(piece, len(self._numbers)) for piece in pieces])
                self._lines[line] = kept
            numbers += kept
        return numbers


def _clean(line: str) -> str:
    return " ".join(unicodedata.normalize("NFC", line).split())


def _character(rank: int) -> str:
    """The character that stands for a word, by its place in the list; ``place`` in the worker is the way back."""
    code = rank + 0x20
    for start, length in _GAPS:
        if code >= start:
            code += length
    return chr(code)
