"""A corpus to search in, the same each time: the example book's pages among those of a generated book of 1,000 things.

Long phrases are cut from the example's texts, which people wrote, by chance and not for being rare, and typed as on a
phone: lower case, no marks. Short phrases are cut from the titles and texts of the generated book, whose pages say much
the same: two to four syllables that at most ten pages have.
"""

import json
import random
import re
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.generate import write_book
from journeybook.outlets.mkdocs_search import kinds_of
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.render.pages import Edition, Page, Rendered, Section
from journeybook.render.words import words_of
from journeybook.road import travel
from journeybook.search import Entry, Index, entry_of_page
from journeybook.search.entries import lines_of
from journeybook.vietnamese import fold

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 25)
LANGUAGE = "vi"
SAID = ("kinds", "all-kinds", "count", "count-one", "none", "try", "lists")
FILLER = "filler/"
MOST_PAGES = 10
"""A short phrase that more pages have can't be expected to lead to one of them."""
TARGET_KINDS = ("persona", "segment", "stage", "role", "competitor", "touchpoint")


@dataclass(frozen=True)
class Question:
    """What is typed, and the address of the page that it was cut from."""

    typed: str
    address: str


@dataclass(frozen=True)
class Corpus:
    """Entries, which of them are looked for, and what Material would take from the same pages."""

    entries: tuple[Entry, ...]
    targets: tuple[Entry, ...]
    docs: tuple[dict[str, str], ...]

    def packed(self) -> bytes:
        """Our index, as it is fetched."""
        index = Index()
        for entry in self.entries:
            index.add(entry)
        words = words_of(LANGUAGE)
        return index.packed(kinds_of(words), {name: words.ui(f"search-{name}") for name in SAID}).encode()

    def stock(self) -> bytes:
        """Material's own index of the same pages, as it writes it, with the better separator."""
        fields = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
        config = {"lang": ["vi"], "separator": r"[\s\-,.:;!?()“”\"/]+", "pipeline": [], "fields": fields}
        data = {"config": config, "docs": self.docs, "options": {"suggest": False}}
        return json.dumps(data, separators=(",", ":")).encode()

    def questions(self, count: int, seed: int, change: str = "") -> list[Question]:
        """Phrases of four to seven words from the targets' body texts; ``change`` drops a word or slips a key."""
        chance = random.Random(seed)
        asked: list[Question] = []
        while len(asked) < count:
            target = chance.choice(self.targets)
            lines = [line for part in target.parts for line in part.lines]
            words = _WORD.findall(chance.choice(lines)) if lines else []
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

    def phrases(self, count: int, seed: int, *, titles: bool) -> list[Question]:
        """Two to four syllables of a title or a text of the generated book, as written, that few pages have."""
        chance = random.Random(seed)
        said = _END.join(map(_said, self.entries)) + _END
        sources = [entry for entry in self.entries if entry.address.startswith(FILLER) and not entry.is_list]
        asked: dict[str, Question] = {}
        while len(asked) < count:
            entry = chance.choice(sources)
            lines = [entry.title] if titles else [*entry.lines, *(line for part in entry.parts for line in part.lines)]
            rows = [row for line in lines for each in _ROW.findall(line) if len(row := each.split(" ")) > 1]
            if not rows:
                continue
            row = chance.choice(rows)
            length = chance.randint(2, min(4, len(row)))
            start = chance.randrange(len(row) - length + 1)
            phrase = " ".join(row[start : start + length])
            if _pages_with(f" {phrase.lower()} ", said) <= MOST_PAGES:
                asked[phrase] = Question(phrase, entry.address)
        return list(asked.values())


def corpus(things: int = 1000) -> Corpus:
    """The example book's pages, then those of a generated book."""
    with tempfile.TemporaryDirectory(prefix="journeybook-search-") as folder:
        book = Path(folder, "book")
        write_book(book, things)
        filler, filler_docs = _read(book, FILLER)
    example, docs = _read(ROOT)
    targets = tuple(entry for entry in example if entry.kind in TARGET_KINDS)
    return Corpus((*example, *filler), targets, (*docs, *filler_docs))


_ROW = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_WORD = re.compile(r"[^\W_]+")
_END = "\f"


def _said(entry: Entry) -> str:
    """All that a page says, word by word."""
    lines = (
        entry.title,
        *entry.also,
        *entry.lines,
        *(line for part in entry.parts for line in (part.title, *part.lines)),
    )
    return "\n".join(f" {' '.join(_WORD.findall(line.lower()))} " for line in lines)


def _pages_with(phrase: str, said: str) -> int:
    """On how many pages it is said, among all that is said, page by page."""
    pages, at = 0, said.find(phrase)
    while at >= 0 and pages <= MOST_PAGES:
        pages += 1
        at = said.find(phrase, said.index(_END, at))
    return pages


def _read(folder: Path, below: str = "") -> tuple[list[Entry], list[dict[str, str]]]:
    """What our search takes from a book's pages, and what Material's would."""
    settings = read_settings(folder)
    edition = Edition(travel(settings, TODAY).book.published(), words_of(LANGUAGE))
    entries, docs = [], []
    for page in edition.pages():
        if not page.is_found:  # as on a site
            continue
        rendered = edition.render(page)
        entries.append(entry_of_page(edition, page, rendered, below + page.address))
        docs += _docs(page, rendered, below + page.address)
    return entries, docs


def _docs(page: Page, rendered: Rendered, address: str) -> list[dict[str, str]]:
    """A page as Material divides it: at each heading. Its own leaves more markup within the texts than this does."""
    docs = [{"location": address, "title": page.title, "text": " ".join(lines_of(rendered.lead))}]

    def add(sections: list[Section]) -> None:
        for section in sections:
            text = " ".join(lines_of(section.html))
            docs.append({"location": f"{address}#{section.id}", "title": section.title, "text": text})
            add(section.sections)

    add(rendered.sections)
    return docs


def _slip(phrase: list[str], chance: random.Random) -> None:
    """Swaps two letters within one of the longest words."""
    longest = max(range(len(phrase)), key=lambda place: len(phrase[place]))
    word = phrase[longest]
    at = chance.randrange(len(word) - 1)
    phrase[longest] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
