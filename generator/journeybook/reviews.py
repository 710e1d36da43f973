"""What should be read again, in words: at a terminal, as the text of one issue, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from journeybook.book import Book, thing_of
from journeybook.check import Entry
from journeybook.freshness import Stale, by_department, day_of
from journeybook.model.texts import Text
from journeybook.render.words import words_of
from journeybook.sentences import said
from journeybook.versions.tell.markdown import MOST, escaped

FORMS = ("text", "markdown", "json")
#: By this first line a pipeline finds the issue that it wrote; nobody sees it.
MARK = "<!-- journeybook stale -->"

EditAddress = Callable[[Stale], str]
"""Where a thing is edited; empty where that isn't known."""


def written(found: Sequence[Stale], book: Book, form: str, language: str, edit: EditAddress = lambda _: "") -> str:
    """What is due, in one of the ``FORMS``. As Markdown, nothing due is nothing written."""
    if form == "json":
        return _as_json(found)
    teller = Teller(book, language, edit)
    return teller.markdown(found) if form == "markdown" else teller.text(found)


def _as_json(found: Sequence[Stale]) -> str:
    things = [
        {
            "key": each.entry.key,
            "path": each.entry.record.path,
            "line": each.entry.record.at[0],
            "reviewed": each.reviewed.isoformat(),
            "due": each.due.isoformat() if each.due else None,
            "events": [{"key": event.key, "date": day_of(event).isoformat()} for event in each.events],
            "changed": getattr(each.entry.thing, "about", None) if each.overtaken else None,
            "owner": each.entry.thing.owner,
            "maintainer": each.entry.thing.maintainer,
        }
        for each in found
    ]
    return json.dumps({"stale": things}, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True)
class Teller:
    """Says in one language what is due."""

    book: Book
    language: str
    edit: EditAddress = lambda _: ""

    def text(self, found: Sequence[Stale]) -> str:
        """By department, one line per thing, with its place as editors open it."""
        if not found:
            return said("stale-none", self.language) + "\n"
        return "".join(f"{line}\n" for line in self._lines(found))

    def _lines(self, found: Sequence[Stale]) -> Iterator[str]:
        for department, things in by_department(found).items():
            yield f"{self.department(department)} ({len(things)})"
            for each in things:
                place = f"{each.entry.record.path}:{each.entry.record.at[0]}"
                yield f"  {place}  {self.title(each.entry)}: {self.since(each)}"
        yield self.summary(found)

    def markdown(self, found: Sequence[Stale]) -> str:
        """Never longer than a comment may be; what is left out is said at the end."""
        if not found:
            return ""
        parts = [f"{MARK}\n{escaped(self.summary(found))} {said('stale-what-to-do', self.language)}"]
        room, left_out = MOST - len(parts[0]), 0
        for department, things in by_department(found).items():
            lines = [f"### {escaped(self.department(department))} ({len(things)})\n"]
            for each in things:
                line = self.item(each)
                room -= len(line) + 1
                if room < 0:
                    left_out += 1
                else:
                    lines.append(line)
            parts += ["\n".join(lines)] if len(lines) > 1 else []
        if left_out:
            parts.append(f"*{said('stale-left-out', self.language, count=left_out)}*")
        return "\n\n".join(parts) + "\n"

    def item(self, each: Stale) -> str:
        """“[Lan](…) (persona): last read on …”."""
        title, address = escaped(self.title(each.entry)), self.edit(each)
        name = f"[{title}]({address})" if address else f"**{title}**"
        kind = words_of(self.language).kind(each.entry.kind)
        place = "" if address else f" `{each.entry.record.path}:{each.entry.record.at[0]}`"
        return f"- {name} ({escaped(kind)}){place}: {self.since(each)}"

    def since(self, each: Stale) -> str:
        """When it was read last, and why it should be read again."""
        reviewed = said("stale-read", self.language, reviewed=words_of(self.language).day(each.reviewed))
        return f"{reviewed}, {'; '.join(self.reasons(each))}"

    def reasons(self, each: Stale) -> list[str]:
        """Why a thing should be read again."""
        day = words_of(self.language).day
        past = [said("stale-due", self.language, due=day(each.due))] if each.due else []
        events = [
            said("stale-event", self.language, event=self.title(event), date=day(day_of(event)))
            for event in each.events
        ]
        changed = [said("stale-changed", self.language, about=self.about(each.entry))] if each.overtaken else []
        return past + events + changed

    def about(self, question: Entry) -> str:
        """What a question is about."""
        key = str(getattr(question.thing, "about", ""))
        thing = self.book.entries.get(thing_of(key))
        return self.title(thing) if thing else key

    def summary(self, found: Sequence[Stale]) -> str:
        """How many there are."""
        return said("stale-one" if len(found) == 1 else "stale-many", self.language, count=len(found))

    def department(self, key: str) -> str:
        """What a department is called; that nobody answers is said, too."""
        return self.title(self.book.entries[key]) if key else said("stale-nobody", self.language)

    def title(self, entry: Entry) -> str:
        """What a thing is called (a question by what it asks), in our language, else in the first that it has."""
        text: Text = entry.thing.title or getattr(entry.thing, "ask", None) or Text({"": entry.id})
        return text.get(self.language) or next(iter(text.values()))
