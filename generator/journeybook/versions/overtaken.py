"""Questions that their subject has overtaken: what they are about changed after somebody last made sure of them.

A question was made sure of on the day that it names, and at the commit that wrote that day: the later of the two. So
what was changed together with the question isn't told when it is merged days after. What is compared is what the thing
says; who keeps it, when it was read and what is noted beside it make no difference. Where git can't say how the thing
was (another folder, a new name, a clone without its past, no git at all), nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from journeybook.book import Book, thing_of
from journeybook.check import Entry
from journeybook.load import load_text
from journeybook.load.reader import read_tree
from journeybook.load.source import Source, Unreadable
from journeybook.model import Question
from journeybook.settings import Settings
from journeybook.versions import git

#: Fields that say nothing about the subject itself.
_ASIDE = frozenset(
    {"reviewed", "review_every", "maintainer", "notes", "ignore", "aliases", "tags", "related", "audience", "evidence"}
)


class Checkout(NamedTuple):
    """Where git knows the files of a book that lie elsewhere: a repository, the way to the book in it, a commit."""

    root: Path
    prefix: str
    commit: str


class _Commit(NamedTuple):
    id: str
    day: date
    paths: frozenset[str]


def overtaken(book: Book, settings: Settings, today: date, checkout: Checkout | None = None) -> frozenset[str]:
    """The questions whose subject changed after they were last made sure of, by key. Raises nothing.

    ``checkout`` says where the files come from, if they were taken out of a repository.
    """
    asked = [(entry, about) for entry, about in _with_subject(book) if (entry.thing.reviewed or today) < today]
    if not asked:
        return frozenset()
    try:
        return frozenset(_Past(*(checkout or _around(settings.folder))).overtaken(book, asked))
    except git.GitFailed:
        return frozenset()


def _with_subject(book: Book) -> Iterator[tuple[Entry, str]]:
    """Questions that are in use and name what they are about, if that is a thing of the book's own."""
    for entry in book.of_kind("question"):
        about = entry.thing.about if isinstance(entry.thing, Question) else None
        subject = book.entries.get(thing_of(about)) if about else None
        if about and subject and not subject.shipped and entry.thing.status == "active":
            yield entry, about


class _Past:
    """What a repository remembers of the files of a book, as seen from a commit."""

    def __init__(self, root: Path, prefix: str, head: str) -> None:
        self.root, self.prefix = root, prefix
        self.commits = _log(root, prefix, head)
        self._texts: dict[str, str] = {}

    def overtaken(self, book: Book, asked: Sequence[tuple[Entry, str]]) -> Iterator[str]:
        """Of questions and what they are about: the keys of those whose subject has changed since."""
        if not self.commits:
            return
        days = {question.key: self._last_by(question.thing.reviewed) for question, _ in asked}
        changed = []
        self._fetch([self._name(days[question.key], book.entries[thing_of(about)]) for question, about in asked])
        for question, about in asked:
            if self._differs(days[question.key], book.entries[thing_of(about)], about):
                changed.append((question, about))
        for question, about in changed:
            written = self._written(question, days[question.key])
            if written is not None and self._differs(written, book.entries[thing_of(about)], about):
                yield question.key

    def _last_by(self, day: date | None) -> int:
        """The last commit of a day or before it; where git's memory begins later, its first."""
        return next(
            (place for place, each in enumerate(self.commits) if day and each.day <= day), len(self.commits) - 1
        )

    def _differs(self, place: int, subject: Entry, about: str) -> bool:
        """Whether a thing says something else now than at a commit; not where git doesn't know."""
        then, now = self._text(place, subject), subject.record.source.text
        if not then or then == now:
            return False
        data = _data_of(subject, then)
        return data is not None and _said(data, about) != _said(_data_of(subject, now), about)

    def _written(self, question: Entry, by_day: int) -> int | None:
        """The commit that wrote the review, or the last one of its day; None if it isn't committed yet."""
        path, review = f"{self.prefix}{question.record.path}", _review(question, question.record.source.text)
        found = None
        for place in range(by_day + 1):
            may_differ = place == 0 or path in self.commits[place - 1].paths
            if may_differ and _review(question, self._text(place, question)) != review:
                return found
            found = place
        return found

    def _name(self, place: int, entry: Entry) -> str:
        return f"{self.commits[place].id}:{self.prefix}{entry.record.path}"

    def _text(self, place: int, entry: Entry) -> str:
        """What an entry's file said at a commit; empty where it wasn't there."""
        name = self._name(place, entry)
        if name not in self._texts:
            self._fetch([name])
        return self._texts[name]

    def _fetch(self, names: Sequence[str]) -> None:
        self._texts.update(git.texts(self.root, names))


def _around(folder: Path) -> Checkout:
    root = git.root(folder)
    inner = folder.resolve().relative_to(root).as_posix()
    return Checkout(root, "" if inner == "." else f"{inner}/", git.resolve(root, "HEAD"))


@lru_cache(maxsize=4)
def _log(root: Path, prefix: str, head: str) -> list[_Commit]:
    """What touched a book's files, as its main line took it in, newest first."""
    told = git.run(root, "log", "--first-parent", "-m", "--format=%x00%H %cs", "--name-only", head, "--", prefix or ".")
    found = []
    for each in told.split("\0")[1:]:
        first, *paths = each.splitlines()
        name, day = first.split()
        found.append(_Commit(name, date.fromisoformat(day), frozenset(path for path in paths if path)))
    return found


def _data_of(entry: Entry, text: str) -> Any:
    """What a text of an entry's file says of it, as plain data; None where it says nothing, or can't be read."""
    return _entries_in(text, entry.kind, entry.record.path, entry.record.collected).get(entry.id)


@lru_cache(maxsize=512)
def _entries_in(text: str, kind: str, path: str, collected: bool) -> dict[str, Any]:
    """By id; a file of one thing has it under its own name."""
    try:
        if collected:
            return {each.id: each.data for each in load_text(text, kind, path) if not each.defaults}
        return {Path(path).stem: read_tree(Source(path, text)).value}
    except Unreadable:
        return {}


def _said(data: Any, about: str) -> Any:
    """What a thing says of itself, or of one of its stages."""
    if not isinstance(data, dict):
        return None
    stage = about.partition("/")[2]
    if not stage:
        return {name: value for name, value in data.items() if name not in _ASIDE and value is not None}
    stages = data.get("stages")
    return next((each for each in stages or () if isinstance(each, dict) and str(each.get("id")).endswith(stage)), None)


def _review(question: Entry, text: str) -> Any:
    data = _data_of(question, text)
    return data.get("reviewed") if isinstance(data, dict) else None
