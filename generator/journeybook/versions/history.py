"""What was released and what changed each time: a plain value, made once per build and handed to every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from journeybook.road import without_collecting
from journeybook.settings import Settings, WrongSettings
from journeybook.trust.past import Figures, figures
from journeybook.versions import git
from journeybook.versions.changes import Changes, ThingChange
from journeybook.versions.commits import Commit, commits
from journeybook.versions.diff import compare
from journeybook.versions.plan import NEXT, fits, planned
from journeybook.versions.snapshot import Kept, NoSnapshot, Snapshot
from journeybook.versions.sources import SettingsOf, read_commit

#: How many releases are looked into, from the newest; older ones aren't told of.
MOST = 24


@dataclass(frozen=True)
class Release:
    """A state of the book that has a name, and what had changed since the one before.

    ``changes`` are those that readers of a language see, by language; empty for the first release. ``name`` is empty
    for what is being written.
    """

    name: str
    day: date
    things: int
    changes: Mapping[str, Changes] = field(default_factory=dict, repr=False)
    commits: tuple[Commit, ...] = field(default=(), repr=False)
    before: str = ""
    """The release before it; empty for the first."""
    figures: Figures | None = None
    """How far it could be trusted on its day."""

    def commits_of(self, change: ThingChange, prefix: str) -> list[Commit]:
        """What touched a changed thing's file; ``prefix`` leads from the repository to the book's folder."""
        old = {
            thing.path
            for each in self.changes.values()
            for thing in (each.old.things.get(f"{change.kind}:{change.old_id or change.id}"),)
            if thing and thing.path
        }
        paths = {f"{prefix}{path}" for path in (change.path, *old) if path}
        return [commit for commit in self.commits if commit.paths & paths]


@dataclass(frozen=True)
class History:
    """Releases, newest first; what is being written stands before them, if anything of it is new.

    ``reason`` names what readers are told where there is none. ``prefix`` leads from the repository to the book.
    """

    releases: tuple[Release, ...] = ()
    reason: str = ""
    prefix: str = ""

    def since(self, name: str) -> History:
        """The same as a version knew it: that release and those before it; all of it for what is being written."""
        names = [release.name for release in self.releases]
        if name == NEXT:
            return self
        if name not in names:
            return replace(self, releases=(), reason=self.reason or "old")
        return replace(self, releases=self.releases[names.index(name) :])

    @cached_property
    def of_things(self) -> dict[str, dict[str, list[tuple[Release, ThingChange]]]]:
        """By language and by the thing's key as it is now: the releases in which it changed, newest first."""
        found: dict[str, dict[str, list[tuple[Release, ThingChange]]]] = {}
        now: dict[str, dict[str, str]] = {}  # by language: what a thing was called then → what it is called now
        for release in self.releases:
            for language, changes in release.changes.items():
                own, names = found.setdefault(language, {}), now.setdefault(language, {})
                for thing in changes.things:
                    own.setdefault(names.get(thing.key, thing.key), []).append((release, thing))
                for thing in changes.things:
                    if thing.old_id:
                        names[f"{thing.kind}:{thing.old_id}"] = names.get(thing.key, thing.key)
        return found


def tagged_versions(settings: Settings) -> list[tuple[str, git.Tag]]:
    """The released versions that the current state comes from, newest first; none where git can't say."""
    try:
        root = git.root(settings.folder)
        tags = {tag.name: tag for tag in git.tags(root, merged="HEAD")} if git.has_commits(root) else {}
    except git.GitFailed:
        return []
    wanted = [(tag.name, tag.commit) for tag in tags.values() if fits(tag.name, settings.versions.tags)]
    return [(version.name, tags[version.tag]) for version in planned(wanted, settings.versions.hidden)]


Now = tuple[Snapshot, date]
"""The book as it is, and today's date."""


@dataclass(frozen=True)
class _State:
    name: str
    commit: str
    day: date
    book: Snapshot


def history_of(
    settings: Settings,
    releases: Sequence[tuple[str, git.Tag]],
    settings_of: SettingsOf,
    now: Now | None,
) -> History:
    """The history of a book: of its releases (name and tag, newest first), and of what is being written now.

    ``now`` is the book as it is and today's date; None leaves it out. Where git can't answer, there is no history and a
    reason instead; nothing is raised.
    """
    with without_collecting():
        return _history_of(settings, releases, settings_of, now)


def _history_of(
    settings: Settings,
    releases: Sequence[tuple[str, git.Tag]],
    settings_of: SettingsOf,
    now: Now | None,
) -> History:
    try:
        root = git.root(settings.folder)
        inner = settings.folder.resolve().relative_to(root)
        states = []
        for name, tag in releases[: MOST + 1]:  # the last is only what the one after it is compared with
            try:
                book = read_commit(root, tag.commit, name, settings, settings_of)
                states.append(_State(name, tag.commit, tag.day, book))
            except (NoSnapshot, WrongSettings):
                continue  # no book yet at that time
        if now and states:
            states.insert(0, _State("", git.resolve(root, "HEAD"), now[1], now[0]))
        told = states[:-1] if len(releases) > MOST else states
        made = [
            _release(root, inner, new, _before(root, new, states[place:]), settings)
            for place, new in enumerate(told, start=1)
        ]
        is_shallow = git.is_shallow(root)
    except git.GitFailed as failed:
        return History(reason=failed.slip)
    # Where the past is cut off, nobody can tell which release was the first.
    kept = tuple(each for each in made if (any(each.changes.values()) or each.name) and (each.before or not is_shallow))
    prefix = "" if inner == Path() else f"{inner.as_posix()}/"
    is_released = any(state.name for state in states)
    return History(kept, "shallow" if is_shallow else "" if is_released else "no-release", prefix)


def _before(root: Path, new: _State, older: Sequence[_State]) -> _State | None:
    """The newest older state that this one comes from: what was mended beside it on an older version isn't its past.

    Where it comes from none of them (a past that was written anew), the next older one.
    """
    return next((each for each in older if git.comes_from(root, new.commit, each.commit)), next(iter(older), None))


def _release(root: Path, inner: Path, new: _State, old: _State | None, settings: Settings) -> Release:
    own = {key: (each.kind, each.data) for key, each in new.book.things.items() if each.path}
    trust, many = figures(own, new.day, settings.review_every), len(new.book.things)
    if old is None:
        return Release(new.name, new.day, many, commits=commits(root, inner, "", new.commit), figures=trust)
    changes = {language: _slim(compare(old.book, new.book, language)) for language in settings.languages}
    log = commits(root, inner, old.commit, new.commit)
    return Release(new.name, new.day, many, changes, log, old.name, trust)


def _slim(changes: Changes) -> Changes:
    """The same with no more of the two books than what names need: a history is kept for every page."""
    return replace(changes, old=_names_of(changes.old), new=_names_of(changes.new))


def _names_of(book: Snapshot) -> Snapshot:
    things = {key: Kept(each.kind, each.id, each.path, each.line, _name_of(each)) for key, each in book.things.items()}
    return Snapshot(things, frozenset(), book.languages, book.version)


def _name_of(thing: Kept) -> dict[str, object]:
    wanted = ("title", "ask", "owner", "model")
    kept: dict[str, object] = {name: thing.data[name] for name in wanted if name in thing.data}
    stages = thing.data.get("stages")
    if isinstance(stages, list):
        kept["stages"] = [
            {name: each[name] for name in ("id", "title") if name in each} for each in stages if isinstance(each, dict)
        ]
    return kept
