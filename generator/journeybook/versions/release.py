"""A new version of a book: its changes are written down, committed and tagged; all of it or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from journeybook.problems import MESSAGE_LANGUAGES
from journeybook.render.words import words_of
from journeybook.sentences import Told, said
from journeybook.settings import Settings
from journeybook.versions import git
from journeybook.versions.diff import compare
from journeybook.versions.snapshot import NoSnapshot
from journeybook.versions.sources import SettingsOf, last_release, sides
from journeybook.versions.tell import report
from journeybook.versions.tell.markdown import as_short_markdown

#: Where a book's changes are written down, beside ``mkdocs.yml``.
CHANGELOG = "CHANGES.md"
_SECTION = re.compile(r"^## ", re.MULTILINE)


class NotReleased(Told):
    """There is no new version, and everything is as it was; the sentence says why."""


@dataclass(frozen=True)
class Release:
    """What is about to be released: ``section`` is added to ``file``, ``summary`` is the tag's message.

    ``heading`` is what a new file begins with.
    """

    name: str
    root: Path
    branch: str
    file: Path
    heading: str
    section: str
    summary: str


def prepare(
    settings: Settings, name: str, day: date, settings_of: SettingsOf, *, file: Path, allow_empty: bool = False
) -> Release:
    """Everything that can be looked at before anything is changed. Raises NotReleased, NoSnapshot, GitFailed."""
    root = git.root(settings.folder)
    branch = _judged(root, settings, name)
    language = settings.language if settings.language in MESSAGE_LANGUAGES else "en"
    title = f"## {name} ({words_of(language).day(day)})"
    heading = f"# {said('release-heading', language)}"
    previous = last_release(root, settings)
    if previous is None:
        if git.is_shallow(root):
            raise NoSnapshot("diff-no-tag-shallow")
        first = said("release-first", language)
        return Release(name, root, branch, file, heading, f"{title}\n\n{first}\n", first)
    old, new = sides([previous], settings.folder, settings_of)
    changes = compare(old.book, new.book)
    if not changes and not allow_empty:
        raise NotReleased("release-nothing", previous=previous)
    told = report(changes, previous, name, language)
    body = as_short_markdown(told, language)
    section = "\n\n".join(part for part in (title, told.summary, body) if part)
    return Release(name, root, branch, file, heading, f"{section}\n", told.summary)


def _judged(root: Path, settings: Settings, name: str) -> str:
    """The branch on which a version of this name can be made."""
    patterns = settings.versions.tags
    if not any(fnmatchcase(name, pattern) for pattern in patterns) or not git.is_name_for_tag(root, name):
        raise NotReleased("release-name", name=name, patterns=", ".join(patterns))
    if any(tag.name == name for tag in git.tags(root)):
        raise NotReleased("release-exists", name=name)
    if not git.has_commits(root):
        raise NotReleased("diff-no-commit")
    branch = git.branch(root)
    if branch is None:
        raise NotReleased("release-no-branch")
    if not git.is_clean(root):
        raise NotReleased("release-dirty")
    return branch


def carry_out(release: Release, *, push: bool = False) -> str:
    """Writes, commits, tags and, if wished, pushes; the remote that a later push goes to. Raises NotReleased.

    If any of it doesn't work, what was done of it is undone.
    """
    remote = git.remote_of(release.root, release.branch)
    if push and not remote:
        raise NotReleased("release-no-remote", branch=release.branch)
    before = git.resolve(release.root, "HEAD")
    text = release.file.read_text(encoding="utf-8") if release.file.exists() else None
    message = f"Release {release.name}"
    tagged = False
    try:
        so_far = text if text and text.strip() else release.heading
        release.file.write_text(with_section(so_far, release.section), encoding="utf-8")
        git.run(release.root, "add", "--", str(release.file))
        git.run(release.root, "commit", "-q", "-m", message, "--", str(release.file))
        git.run(
            release.root, "tag", "-a", "--cleanup=whitespace", "-F", "-", release.name,
            text=f"{message}\n\n{release.summary}\n",
        )  # fmt: skip
        tagged = True
        if push:
            git.run(release.root, "push", "-q", "--atomic", remote, release.branch, f"refs/tags/{release.name}")
    except BaseException as error:
        _undo(release, before, text, tagged=tagged)
        if isinstance(error, git.GitFailed) and error.slip == "git-failed":
            raise NotReleased("release-undone", **error.fill) from error
        raise
    return remote


def _undo(release: Release, before: str, text: str | None, *, tagged: bool) -> None:
    """As it was: everything was committed before, so only our own commit, tag and file can have come."""
    if tagged:
        git.run(release.root, "tag", "-d", release.name)
    git.run(release.root, "reset", "-q", "--mixed", before)
    if text is None:
        release.file.unlink(missing_ok=True)
    else:
        release.file.write_text(text, encoding="utf-8")


def with_section(text: str, section: str) -> str:
    """A list of changes with one more section, above those of older versions and below what introduces them."""
    first = _SECTION.search(text)
    if first is None:
        return f"{text.rstrip()}\n\n{section}"
    return f"{text[: first.start()]}{section}\n{text[first.start() :]}"
