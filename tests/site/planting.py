"""A book written anew with marks at random and a word of its own in every text, to be looked for in what is built.

Words that begin with ``INTERNAL`` may be nowhere outside the house. Each that begins with ``SHAREABLE`` stands where
others may read it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from journeybook.book import Book
from journeybook.check import Entry
from journeybook.exchange.book_json import thing_data
from journeybook.model import KINDS, Journey, Thing
from journeybook.model.base import Claim, Shape
from journeybook.model.refs import Ref
from journeybook.model.texts import Text
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.references import mentions
from journeybook.road import travel

INTERNAL, SHAREABLE = "zqin", "zqsh"


@dataclass
class Planting:
    """Which things are marked shareable, and the words that others must find: those of titles, summaries, claims."""

    book: Book
    chance: random.Random
    marked: set[str]
    expected: set[str] = field(default_factory=set)
    count: int = 0

    def leaves(self, key: str) -> bool:
        """Whether a thing may leave the house: a journey only with its model."""
        thing = self.book.entries[key].thing
        shipped = self.book.entries[key].shipped
        return shipped or (key in self.marked and (not isinstance(thing, Journey) or self.leaves(thing.model)))

    def word(self, *, internal: bool) -> str:
        self.count += 1
        return f"{INTERNAL if internal else SHAREABLE}{self.count:05}x"

    def renamed(self, key: str) -> str:
        """The key after planting: an internal thing has a word in its id, too, unless that stands for a shipped one."""
        thing, slash, stage = key.partition("/")
        if thing in self.book.entries and not self.leaves(thing) and not thing.startswith("role:"):
            thing += f"-{INTERNAL}{sorted(self.book.entries).index(thing)}"
        return thing + slash + stage

    def planted(self, value: Any, *, internal: bool, expected: bool) -> Any:
        """The value with a word in each of its texts; ``expected`` where nothing can keep these from readers."""
        if isinstance(value, Text):
            return type(value)({each: self._text(text, internal, expected) for each, text in value.items()})
        if isinstance(value, Ref):
            return Ref(value.partition(":")[2] if value.startswith("kind:") else self.renamed(value))
        if isinstance(value, Claim):
            mark = value.audience or self.chance.choice((None, None, "internal", "shareable"))
            internal = internal or mark == "internal"
            expected = expected and not internal and not value.personas
            parts = {name: getattr(value, name) for name in ("text", "evidence", "personas")}
            made = {
                name: self.planted(each, internal=internal, expected=expected and name == "text")
                for name, each in parts.items()
            }
            return value.model_copy(update={**made, "audience": mark})
        if isinstance(value, Shape):
            made = {name: self.planted(each, internal=internal, expected=False) for name, each in dict(value).items()}
            return value.model_copy(update=made)
        if isinstance(value, tuple):
            return tuple(self.planted(each, internal=internal, expected=expected) for each in value)
        if isinstance(value, dict):
            return {
                self.planted(name, internal=internal, expected=False): self.planted(
                    each, internal=internal, expected=False
                )
                for name, each in value.items()
            }
        return value

    def _text(self, text: str, internal: bool, expected: bool) -> str:
        for mention in reversed(list(mentions(text))):
            label = f"|{mention.label}" if mention.label else ""
            target = self.renamed(self.book.mentioned[mention.target])
            text = f"{text[: mention.start]}[[{target}{label}]]{text[mention.end :]}"
        word = self.word(internal=internal)
        if expected:
            self.expected.add(word)
        return f"{text}\n\n{word}" if "\n" in text else f"{text} {word}"

    def thing(self, entry: Entry) -> Thing:
        """A thing with words in all its texts, an alias, a tag, notes and a reason for silence."""
        out = self.leaves(entry.key)
        thing = entry.thing
        made = {
            name: self.planted(
                value,
                internal=not out,
                expected=out and thing.status == "active" and (name in ("title", "summary") or _claims(value)),
            )
            for name, value in dict(thing).items()
            if name not in ("notes", "ignore")
        }
        made["audience"] = "shareable" if entry.key in self.marked else "internal"
        hidden = self.word(internal=True)
        made["notes"] = Text({self.book.languages[0]: hidden})
        made["ignore"] = {"stale": Text({self.book.languages[0]: hidden})}
        if not out:
            made["aliases"] = (*thing.aliases, self.word(internal=True))
            made["tags"] = (*thing.tags, self.word(internal=True))
            made |= {name: f"https://{hidden}.example/" for name in ("url",) if getattr(thing, name, None)}
        return thing.model_copy(update=made)


def _claims(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, Claim) for each in value)


def plant(book: Path, target: Path, seed: int) -> Planting:
    """Writes a book anew into an empty folder, half of its things and some of its claims marked shareable."""
    found = travel(read_settings(book), date(2026, 11, 25)).book
    chance = random.Random(seed)
    own = [key for key, entry in sorted(found.entries.items()) if not entry.shipped]
    planting = Planting(found, chance, {key for key in own if chance.random() < 0.5})
    content = target / "content"
    for key in own:
        thing = planting.thing(found.entries[key])
        data = {**thing_data(thing), "audience": thing.audience, "notes": thing.notes}
        if not planting.leaves(key) and getattr(thing, "KIND", "") == "persona":
            data["portrait"] = f"{planting.word(internal=True)}.svg"
            _write(content / "media" / data["portrait"], _drawing(planting.word(internal=True)))
        kind, _, name = planting.renamed(key).partition(":")
        written = yaml.safe_dump(_plain(data), allow_unicode=True, sort_keys=False)
        _write(content / KINDS[kind].FOLDER / f"{name}.yaml", written)
    for path, file in found.media.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(file.read_bytes())
    _pages(planting, content)
    config = (book / "mkdocs.yml").read_text(encoding="utf-8")
    _write(target / "mkdocs.yml", config.replace("docs_dir: .", "docs_dir: content"))
    return planting


def _pages(planting: Planting, content: Path) -> None:
    """Free pages: one that stays, and one that leaves and leads to it and to internal things in every way."""
    hidden = planting.word(internal=True)
    _write(content / f"plans/{hidden}.md", f"---\nauthor: us\n---\n# Plan {planting.word(internal=True)}\n")
    _write(content / f"media/{hidden}.svg", _drawing(hidden))
    _write(content / f"plans/{hidden}.txt", hidden)
    inside = [key for key in sorted(planting.book.entries) if not planting.leaves(key)]
    ways = [planting.renamed(key) for key in inside[:: max(1, len(inside) // 12)]]
    lines = [f"[plan](plans/{hidden}.md), [the plan][p], <a href='plans/{hidden}/'>plan</a>", f"[p]: plans/{hidden}.md"]
    for way in ways:
        kind, _, name = way.partition(":")
        address = f"{KINDS[kind].FOLDER}/{name}/"
        lines.append(f"[[{way}]], [[{way}|others]], `[[{way}]]`, [there]({address}), https://example.com/{address}")
    lines.append(f"<!-- {hidden} --> `<!-- as in code -->`")
    lines += [f"[one](journeys/way/?persona={each.partition(':')[2]})" for each in ways if each.startswith("persona:")]
    seen = planting.word(internal=False)
    planting.expected.add(seen)
    _write(content / "media/seen.svg", _drawing(seen))
    text = "\n\n".join(lines)
    page = f"---\naudience: shareable\n---\n# Partners {seen}\n\n![Seen](media/seen.svg)\n\n{text}\n"
    _write(content / "for-partners.md", page)


def _drawing(word: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{word}</title></svg>'


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, str) else value


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
