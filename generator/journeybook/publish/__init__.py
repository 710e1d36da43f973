"""Every version of a book as one site: tags → versions → artefacts → a folder that takes the old one's place at once.

``plan`` says which versions there are, ``artefacts`` builds what isn't built yet, ``assemble`` puts all of it in its
places, ``swap`` shows it to readers.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from journeybook.outlets.mkdocs_languages import processors
from journeybook.outlets.mkdocs_settings import read_settings, site_url_of
from journeybook.outlets.publication import Publication
from journeybook.publish.artefacts import Artefact, Made, Shelf
from journeybook.publish.assemble import Placed, assemble
from journeybook.publish.swap import alone, copy_over, may_replace, swap
from journeybook.render.words import words_of
from journeybook.settings import Settings, WrongSettings
from journeybook.versions import git
from journeybook.versions.history import History, history_of
from journeybook.versions.overtaken import Checkout
from journeybook.versions.plan import LATEST, NEXT, Version, fits, newest, planned
from journeybook.versions.snapshot import NoSnapshot
from journeybook.versions.sources import read_commit

#: Where artefacts and sites are kept, beside ``mkdocs.yml``.
KEPT = Path(".journeybook/publish")
_SITES_KEPT = 2

Tell = Callable[[str, Mapping[str, object]], None]
"""Takes the name of a sentence among what the commands say, and what fills it in."""


@dataclass(frozen=True)
class Wish:
    """How a site is to be published; each has its default."""

    public: Path
    tags: tuple[str, ...] = ()
    """Only these; else all that fit the patterns of the configuration."""
    with_next: bool = True
    rerender: bool = False
    copy: bool = False
    strict: bool = False
    workers: int = field(default_factory=processors)


@dataclass
class Published:
    """What became of each version: its pages, the mistakes built around, the reasons for which one isn't there."""

    public: Path
    versions: list[str] = field(default_factory=list)
    built: int = 0
    kept: int = 0
    with_errors: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)


class NothingPublished(Exception):
    """The site that was there stays as it was; the text names the sentence that says why."""

    def __init__(self, sentence: str, published: Published) -> None:
        super().__init__(sentence)
        self.published = published


def publish(folder: Path, wish: Wish, tell: Tell) -> Published:
    """Builds what is missing and shows the whole. Raises WrongSettings, NothingPublished, GitFailed."""
    settings = read_settings(folder)
    if settings.audience == "shareable":
        raise WrongSettings("wrong-publish-audience")
    may_replace(wish.public)
    root = git.root(settings.folder)
    kept = settings.folder / KEPT
    with alone(kept, lambda: tell("publish-waiting", {})):
        run = _Run(settings, wish, tell, root, kept)
        return run.go()


class _Run:
    def __init__(self, settings: Settings, wish: Wish, tell: Tell, root: Path, kept: Path) -> None:
        self.settings, self.wish, self.tell, self.root, self.kept = settings, wish, tell, root, kept
        self.shelf = Shelf(kept / "artefacts")
        self.trees = kept / "trees"
        self.site_url = site_url_of(settings.folder)
        self.published = Published(wish.public)
        self._languages: dict[str, tuple[str, ...]] = {}
        self._no_book: dict[str, str] = {}
        self._tags: dict[str, git.Tag] = {}

    def go(self) -> Published:
        try:
            return self._go()
        finally:
            shutil.rmtree(self.trees, ignore_errors=True)

    def _go(self) -> Published:
        shutil.rmtree(self.trees, ignore_errors=True)
        if git.is_shallow(self.root):
            self.tell("publish-shallow", {})
        versions = self._versions()
        history = self._history(versions)
        made: dict[str, Made] = {}
        while True:
            latest = newest(versions)
            wanted = self._wanted(versions, latest, history)
            made.update(self._made([each for each in wanted if each.key not in made]))
            reasons = {each.publication.name: made[each.key].reason for each in wanted if not made[each.key].built}
            failed = {*reasons, *self.published.skipped}
            if latest is None or not ({LATEST, latest.name} & failed):
                break
            self._skip(latest.name, reasons.get(latest.name) or reasons.get(LATEST, ""))
            self.published.skipped.pop(LATEST, None)
            versions = [version for version in versions if version.name != latest.name]  # the next newest, then
        placed = self._placed(wanted, made, versions)
        if not placed:
            raise NothingPublished("publish-nothing", self.published)
        if self.wish.strict and (self.published.skipped or self.published.with_errors):
            raise NothingPublished("publish-strict", self.published)
        self._show(placed, {each.key for each in wanted if made[each.key].built})
        return self.published

    def _versions(self) -> list[Version]:
        patterns, tags = self.settings.versions.tags, git.tags(self.root)
        chosen = [tag for tag in tags if tag.name in self.wish.tags] if self.wish.tags else tags
        for name in self.wish.tags:
            if name not in {tag.name for tag in tags}:
                self.published.skipped[name] = "publish-no-tag"
        if not self.wish.tags:
            chosen = [tag for tag in tags if fits(tag.name, patterns)]
            if not chosen:
                self.tell("publish-no-tags", {"patterns": ", ".join(patterns)})
        self._tags = {tag.name: tag for tag in chosen}
        return planned([(tag.name, tag.commit) for tag in chosen], self.settings.versions.hidden)

    def _history(self, versions: Sequence[Version]) -> History:
        """What was released and what changed each time; what is being written is the last commit."""
        settings, now = self.settings, None
        if self.wish.with_next:
            head = git.resolve(self.root, "HEAD")
            with suppress(NoSnapshot):  # it is left out, then, and that is told elsewhere
                now = (read_commit(self.root, head, NEXT, settings, read_settings), git.day_of(self.root, head))
        return history_of(settings, [(each.name, self._tags[each.tag]) for each in versions], read_settings, now)

    def _wanted(self, versions: Sequence[Version], latest: Version | None, history: History) -> list[Artefact]:
        each_version = list(versions)
        if latest:
            each_version.insert(0, replace(latest, name=LATEST))
        if self.wish.with_next:
            each_version.append(Version(NEXT, NEXT, git.resolve(self.root, "HEAD")))
        prefix = git.prefix(self.settings.folder)
        return [
            Artefact(
                version.commit,
                language,
                Publication(version.name, version.title, self.settings.language, self.site_url, latest is not None),
                history.since(version.title),
                Checkout(self.root, prefix, version.commit),
            )
            for version in each_version
            if version.name not in self.published.skipped
            for language in self._languages_of(version)
        ]

    def _languages_of(self, version: Version) -> tuple[str, ...]:
        """The languages that a version has; none, and the version is left out, where there is no book in it."""
        commit = version.commit
        if commit not in self._languages and commit not in self._no_book:
            known = self.kept / "languages" / f"{commit}.json"
            try:
                self._languages[commit] = tuple(json.loads(known.read_text(encoding="utf-8")))
            except (OSError, ValueError):
                try:
                    self._languages[commit] = read_settings(self._tree(commit)).languages
                except WrongSettings as wrong:
                    self._no_book[commit] = str(wrong).replace(f"{self._tree(commit)}{os.sep}", "")
                else:
                    known.parent.mkdir(exist_ok=True)
                    known.write_text(json.dumps(self._languages[commit]), encoding="utf-8")
        if commit in self._no_book:
            self._skip(version.name, self._no_book[commit])
        return self._languages.get(commit, ())

    def _skip(self, name: str, reason: str) -> None:
        self.published.skipped.setdefault(name, reason)

    def _tree(self, commit: str) -> Path:
        """The book as it was at a commit, in a folder of its own."""
        tree = self.trees / commit
        if not tree.exists():
            git.extract(self.root, commit, tree)
        return tree / self.settings.folder.relative_to(self.root)

    def _made(self, wanted: Sequence[Artefact]) -> dict[str, Made]:
        found = {each.key: self.shelf.find(each) for each in wanted} if not self.wish.rerender else {}
        made = {key: there for key, there in found.items() if there}
        missing = [each for each in wanted if each.key not in made]
        done = 0

        def tell_one(each: Made) -> None:
            nonlocal done
            done += 1
            where = {"version": each.artefact.publication.name, "language": each.artefact.language}
            about = {**where, "done": done, "all": len(missing)}
            if each.built:
                self.tell("publish-built", {**about, "pages": each.built.pages})
            else:
                self.tell("publish-failed", {**about, "reason": each.reason})

        if missing:
            made.update(
                self.shelf.build([(each, self._tree(each.commit)) for each in missing], self.wish.workers, tell_one)
            )
        return made

    def _placed(
        self, wanted: Sequence[Artefact], made: Mapping[str, Made], versions: Sequence[Version]
    ) -> list[Placed]:
        hidden = {version.name for version in versions if version.hidden}
        placed = []
        for each in wanted:
            name, outcome = each.publication.name, made[each.key]
            if outcome.built is None:
                self._skip(name, outcome.reason)
                continue
            self.published.built += outcome.is_new
            self.published.kept += not outcome.is_new
            if outcome.built.errors:
                self.published.with_errors[each.publication.title] = outcome.built.errors
            if name not in self.published.versions:
                self.published.versions.append(name)
            placed.append(Placed(each.publication, each.language, self.shelf.place(each), name in hidden))
        return placed

    def _show(self, placed: Sequence[Placed], keys: set[str]) -> None:
        sites = self.kept / "sites"
        sites.mkdir(exist_ok=True)
        numbers = sorted(int(site.name) for site in sites.iterdir() if site.name.isdigit())
        number = (numbers[-1] if numbers else 0) + 1
        part = sites / "part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        assemble(placed, part, lambda language: words_of(language, self.settings.folder))
        site = sites / str(number)
        part.rename(site)
        (sites / f"{number}.json").write_text(json.dumps(sorted(keys)), encoding="utf-8")
        if self.wish.copy:
            copy_over(site, self.wish.public)
        else:
            try:
                swap(site, self.wish.public)
            except OSError as error:
                raise WrongSettings("wrong-link", public=self.wish.public, reason=error.strerror) from error
        self._tidy(sites, [*numbers, number])

    def _tidy(self, sites: Path, numbers: Sequence[int]) -> None:
        """Keeps what is shown and what was shown before, so that one may go back; throws the rest away."""
        used: set[str] = set()
        for number in numbers:
            about = sites / f"{number}.json"
            if number in numbers[-_SITES_KEPT:]:
                used.update(json.loads(about.read_text(encoding="utf-8")) if about.exists() else ())
            else:
                about.unlink(missing_ok=True)
                shutil.rmtree(sites / str(number), ignore_errors=True)
        self.shelf.forget(used)
