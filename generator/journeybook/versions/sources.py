"""What can be compared: the folder of a book, a ``book.json``, or what git knows (a tag, a branch, a commit).

What a commit says never changes, so it is read once and kept beside ``mkdocs.yml``.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from journeybook import __version__
from journeybook.exchange.book_json import as_plain
from journeybook.road import travel, without_collecting
from journeybook.settings import Settings, WrongSettings
from journeybook.today import today
from journeybook.versions import git, snapshot
from journeybook.versions.snapshot import NoSnapshot, Snapshot

#: Where snapshots of commits are kept, beside ``mkdocs.yml``.
KEPT = Path(".journeybook/snapshots")
#: Raised by one whenever snapshots of before can't be used any more.
_GENERATION = 2
_MOST_KEPT = 50
STANDARD_INPUT = "-"

_HERE = ("./", "../", f".{os.sep}", f"..{os.sep}")

SettingsOf = Callable[[Path], Settings]
"""The settings of the book in a folder; raises WrongSettings. What reads them belongs to MkDocs, and we don't."""


@dataclass(frozen=True)
class Side:
    """One of two states: ``name`` is what people call it; empty for what is being written."""

    name: str
    book: Snapshot
    errors: int = 0
    """How many mistakes were read around."""
    unread: frozenset[str] = frozenset()
    """The things that they concern, by key: what is said of them is not all that they say."""


@dataclass(frozen=True)
class _Reading:
    """What a book says, and where it has mistakes: paths and lines."""

    said: dict[str, Any]
    errors: tuple[tuple[str, int], ...] = ()


def sides(states: Sequence[str], folder: Path, settings_of: SettingsOf, *, drafts: bool = False) -> tuple[Side, Side]:
    """The two states to compare; not named, they are the last released one and what is being written.

    ``folder`` is that of the book whose repository is asked. Raises NoSnapshot, WrongSettings, GitFailed.
    """
    if len(states) > 2:  # noqa: PLR2004 - the two sides
        raise NoSnapshot("diff-too-many", all=" ".join(states))
    if list(states) == [STANDARD_INPUT] * 2:
        raise NoSnapshot("diff-input-twice")
    where = _Where(folder, settings_of)
    old = states[0] if states else where.last_release()
    new = states[1] if len(states) > 1 else ""
    readings = _side_by_side([where.way_to(old), where.way_to(new or f"{folder}{os.sep}")])
    ours, theirs = (snapshot.of_plain(reading.said, drafts=drafts) for reading in readings)
    return _side(old, ours, readings[0], theirs), _side(new, theirs, readings[1], ours)


def _side(name: str, book: Snapshot, reading: _Reading, other: Snapshot) -> Side:
    """One side. What can't be read at all is known only from the other."""
    concerned = (book.at(*place) or other.at(*place) - book.things.keys() for place in reading.errors)
    return Side(name, book, len(reading.errors), frozenset().union(*concerned))


class _Where:
    """The repository around a book, asked only when a name isn't that of a file or folder."""

    def __init__(self, folder: Path, settings_of: SettingsOf) -> None:
        self.folder, self.settings_of = folder, settings_of

    def last_release(self) -> str:
        """The last tag that names a version and that the current state comes from."""
        settings = self.settings_of(self.folder)
        root = git.root(settings.folder)
        tag = last_release(root, settings)
        if tag is None:
            patterns = ", ".join(settings.versions.tags)
            shallow = git.is_shallow(root)
            raise NoSnapshot("diff-no-tag-shallow" if shallow else "diff-no-tag", patterns=patterns)
        return tag

    def way_to(self, name: str) -> Callable[[], _Reading]:
        """How to read what a name means; what is wrong with the name itself is said at once."""
        if name == STANDARD_INPUT:
            return partial(_read_json, sys.stdin.buffer.read, "stdin")
        path = Path(name)
        if path.exists():
            if not _is_path(name) and self._is_revision(name):
                raise NoSnapshot("diff-ambiguous", name=name)
            if path.is_dir():
                return partial(_read_folder, path, self.settings_of)
            return partial(_read_json, path.read_bytes, name)
        if _is_path(name) or name.endswith(".json"):
            raise NoSnapshot("diff-no-file", name=name)
        settings = self.settings_of(self.folder)
        try:
            root = git.root(settings.folder)
        except git.GitFailed as failed:
            raise (NoSnapshot("diff-no-repository", name=name) if failed.slip == "git-none" else failed) from None
        commit = _commit(root, name)
        return partial(self._read_commit, root, commit, name, settings)

    def _is_revision(self, name: str) -> bool:
        try:
            git.resolve(git.root(self.folder), name)
        except git.GitFailed:
            return False
        return True

    def _read_commit(self, root: Path, commit: str, name: str, settings: Settings) -> _Reading:
        return _read_once(root, commit, name, settings, self.settings_of)


def read_commit(root: Path, commit: str, name: str, settings: Settings, settings_of: SettingsOf) -> Snapshot:
    """The book as it was at a commit, read at most once. Raises NoSnapshot where there was none, GitFailed."""
    return snapshot.of_plain(_read_once(root, commit, name, settings, settings_of).said)


def _read_once(root: Path, commit: str, name: str, settings: Settings, settings_of: SettingsOf) -> _Reading:
    inner = settings.folder.resolve().relative_to(root)
    kept = settings.folder / KEPT / _kept_name(commit, inner)
    reading = _kept_reading(kept)
    if reading is None:
        with tempfile.TemporaryDirectory(prefix="journeybook-") as space:
            reading = _read_at(root, commit, name, inner, Path(space), settings_of)
        _keep(reading, kept)
    return reading


def last_release(root: Path, settings: Settings) -> str | None:
    """The last tag before HEAD that is a version of the book. Raises NoSnapshot where nothing is committed."""
    if not git.has_commits(root):
        raise NoSnapshot("diff-no-commit")
    names = [
        tag.name
        for tag in git.tags(root, merged="HEAD")
        if any(fnmatchcase(tag.name, pattern) for pattern in settings.versions.tags)
    ]
    return git.nearest(root, names) if names else None


def _is_path(name: str) -> bool:
    return name in (".", "..") or os.path.isabs(name) or name.startswith(_HERE) or name.endswith(("/", os.sep))


def _commit(root: Path, name: str) -> str:
    try:
        return git.resolve(root, name)
    except git.GitFailed as failed:
        if failed.slip == "git-unknown":
            slip = "diff-unknown-shallow" if git.is_shallow(root) else "diff-unknown"
            raise NoSnapshot(slip, name=name) from None
        raise


def _side_by_side(ways: Sequence[Callable[[], _Reading]]) -> list[_Reading]:
    """Both read at once, where there are processors for it and processes can be forked without harm."""
    first, second = ways
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1:
        return [first(), second()]
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("fork")) as pool:
        beside = pool.submit(first)
        other = second()
        return [beside.result(), other]


def _read_folder(folder: Path, settings_of: SettingsOf) -> _Reading:
    return _read_book(settings_of(folder))


def _read_book(settings: Settings) -> _Reading:
    """With errors in it, all of it that can be read."""
    with without_collecting():
        travelled = travel(settings, today())
        wrong = [problem for problem in travelled.problems if problem.severity == "error"]
        return _Reading(as_plain(travelled.book, include_drafts=True), tuple((each.path, each.line) for each in wrong))


def _read_at(root: Path, commit: str, name: str, inner: Path, space: Path, settings_of: SettingsOf) -> _Reading:
    """The book as it was at a commit."""
    try:
        git.extract(root, commit, space, inner.as_posix())
    except git.GitFailed as failed:
        raise NoSnapshot("diff-no-book-at", name=name, reason=failed.fill.get("reason", "")) from failed
    try:
        return _read_book(settings_of(space / inner))
    except WrongSettings as wrong:
        reason = str(wrong).replace(f"{space / inner}{os.sep}", "").replace(str(space / inner), name)
        raise NoSnapshot("diff-no-book-at", name=name, reason=reason) from wrong


def _read_json(read: Callable[[], bytes], name: str) -> _Reading:
    return _Reading(snapshot.said_in(read(), name))


def _kept_name(commit: str, inner: Path) -> str:
    made_by = sha256(json.dumps([_GENERATION, __version__, inner.as_posix()]).encode()).hexdigest()[:12]
    return f"{commit}-{made_by}.json"


def _kept_reading(kept: Path) -> _Reading | None:
    try:
        errors, _, said = kept.read_text(encoding="utf-8").partition("\n")
        return _Reading(json.loads(said), tuple((path, line) for path, line in json.loads(errors)))
    except (OSError, ValueError, TypeError):
        return None


def _keep(reading: _Reading, kept: Path) -> None:
    """Written beside its place and renamed; where nothing can be written, the next run reads the commit again."""
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        ignored = kept.parents[1] / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")
        part = kept.with_suffix(f".{os.getpid()}.part")
        part.write_text(
            "\n".join(json.dumps(each, ensure_ascii=False) for each in (reading.errors, reading.said)), encoding="utf-8"
        )
        part.replace(kept)
        by_age = sorted(kept.parent.glob("*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
        for old in by_age[_MOST_KEPT:]:
            old.unlink(missing_ok=True)
