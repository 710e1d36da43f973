"""A corpus to search in, the same each time: the example book's pages among those of a generated book of 1,000 things.

The targets are the example's texts, which people wrote; the generated pages are there to stand in the way. Phrases are
cut from the targets' body texts by chance, not chosen for being rare, and typed as on a phone: lower case, no marks.
"""

import random
import re
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from benchmarks.generate import write_book
from journeybook.outlets.mkdocs_search import kinds_of
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.render.pages import Edition
from journeybook.render.words import words_of
from journeybook.road import travel
from journeybook.search import Entry, Index, entry_of_page
from journeybook.vietnamese import fold

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 25)
LANGUAGE = "vi"
SAID = ("kinds", "all-kinds", "count", "count-one", "none", "try", "lists")
TARGET_KINDS = ("persona", "segment", "stage", "role", "competitor", "touchpoint")


@dataclass(frozen=True)
class Question:
    """What is typed, and the address of the page that it was cut from."""

    typed: str
    address: str


@dataclass(frozen=True)
class Corpus:
    """Entries, and which of them are looked for."""

    entries: tuple[Entry, ...]
    targets: tuple[Entry, ...]

    def packed(self) -> str:
        """Our index."""
        index = Index()
        for entry in self.entries:
            index.add(entry)
        words = words_of(LANGUAGE)
        return index.packed(kinds_of(words), {name: words.ui(f"search-{name}") for name in SAID})

    def stock(self) -> dict[str, object]:
        """The same texts as Material's own index, with the better separator."""
        docs = []
        for entry in self.entries:
            docs.append({"location": entry.address, "title": entry.title, "text": " ".join(entry.lines)})
            docs += [
                {"location": f"{entry.address}#{part.id}", "title": part.title, "text": " ".join(part.lines)}
                for part in entry.parts
            ]
        fields = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
        config = {"lang": ["vi"], "separator": r"[\s\-,.:;!?()“”\"/]+", "pipeline": [], "fields": fields}
        return {"config": config, "docs": docs, "options": {"suggest": False}}

    def questions(self, count: int, seed: int, change: str = "") -> list[Question]:
        """Phrases of four to seven words from the targets' body texts; ``change`` drops a word or slips a key."""
        chance = random.Random(seed)
        asked: list[Question] = []
        while len(asked) < count:
            target = chance.choice(self.targets)
            lines = [line for part in target.parts if not part.aside for line in part.lines]
            words = re.findall(r"[^\W_]+", chance.choice(lines)) if lines else []
            length = chance.randint(4, 7)
            if len(words) < length:
                continue
            start = chance.randrange(len(words) - length + 1)
            phrase = [fold(word) for word in words[start : start + length]]
            if change == "drop":
                del phrase[chance.randrange(1, length - 1)]
            elif change == "slip":
                _slip(phrase, chance)
            asked.append(Question(" ".join(phrase), target.address))
        return asked


def corpus(things: int = 1000) -> Corpus:
    """The example book's pages, then those of a generated book."""
    with tempfile.TemporaryDirectory(prefix="journeybook-search-") as folder:
        book = Path(folder, "book")
        write_book(book, things)
        filler = [replace(entry, address=f"filler/{entry.address}") for entry in _entries(book)]
    example = _entries(ROOT)
    targets = tuple(entry for entry in example if entry.kind in TARGET_KINDS)
    return Corpus((*example, *filler), targets)


def _entries(folder: Path) -> list[Entry]:
    settings = read_settings(folder)
    edition = Edition(travel(settings, TODAY).book.published(), LANGUAGE)
    return [entry_of_page(edition, page, edition.render(page), page.address) for page in edition.pages()]


def _slip(phrase: list[str], chance: random.Random) -> None:
    """Swaps two letters within one of the longest words."""
    longest = max(range(len(phrase)), key=lambda place: len(phrase[place]))
    word = phrase[longest]
    at = chance.randrange(len(word) - 1)
    phrase[longest] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
