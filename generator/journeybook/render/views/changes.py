"""What has changed: the list of versions, what is new in each, the history of a thing; in readers' words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.versions.commits import Commit
from journeybook.versions.history import Release
from journeybook.versions.tell.naming import Naming
from journeybook.versions.tell.told import Report, ToldThing, told
from journeybook.versions.weight import departments_affected

if TYPE_CHECKING:
    from journeybook.render.pages import Edition
    from journeybook.render.views.common import View

ADDRESS = "changes/"
LIST = "pages/changes.html"
VERSION = "pages/changes-version.html"
FEED = "changes.xml"
_NEXT = "next"
_TOP = 5
_SHOWN_ON_THING = 5


@dataclass(frozen=True)
class Told:
    """A release in readers' words. ``top`` are the things whose change matters most; ``parts`` what touches whom."""

    release: Release
    report: Report | None
    top: tuple[ToldThing, ...] = ()
    parts: tuple[tuple[str, tuple[ToldThing, ...]], ...] = ()

    @property
    def address(self) -> str:
        """Where its page is, from the site's root."""
        return address_of_release(self.release)

    @property
    def commits(self) -> tuple[Commit, ...]:
        """What its team took in, newest first."""
        return self.release.commits


@dataclass(frozen=True)
class Happened:
    """A release in which a thing changed: how, and by whom."""

    told: Told
    thing: ToldThing
    commits: tuple[Commit, ...]


def address_of_release(release: Release) -> str:
    return f"{ADDRESS}{release.name or _NEXT}/"


def anchor(key: str) -> str:
    """Where a thing stands on the page of a release."""
    return key.replace(":", "-")


def releases(ed: Edition) -> list[Told]:
    """Every release in the reader's words, newest first; made once for an edition."""
    if ed.told_releases is None:
        ed.told_releases = [_told(ed, release) for release in ed.around.history.releases]
    return ed.told_releases


def _told(ed: Edition, release: Release) -> Told:
    changes = release.changes.get(ed.language)
    if changes is None:
        return Told(release, None)
    report = told(changes, Naming(ed.words, changes), release.before, release.name)
    by_key = {thing.key: thing for kind in report.kinds for thing in kind.things}
    parts: dict[str, list[ToldThing]] = {}
    for thing in changes.things:
        for department in departments_affected(thing, changes):
            if department in ed.book:
                parts.setdefault(department, []).append(by_key[thing.key])
    top = tuple(by_key[thing.key] for thing in changes.things[:_TOP])
    return Told(release, report, top, tuple((key, tuple(parts[key])) for key in ed.ordered(parts)))


def history_of_thing(ed: Edition, key: str) -> list[Happened]:
    """The releases in which a thing changed, newest first."""
    found = ed.around.history.of_things.get(ed.language, {}).get(key, [])
    by_release = {each.release.name: each for each in releases(ed)} if found else {}
    happened = []
    for release, change in found[:_SHOWN_ON_THING]:
        one = by_release[release.name]
        assert one.report is not None
        thing = next(each for kind in one.report.kinds for each in kind.things if each.key == change.key)
        happened.append(Happened(one, thing, tuple(release.commits_of(change, ed.around.history.prefix))))
    return happened


def changes_list(ed: Edition) -> View:
    return {
        "releases": releases(ed),
        "reason": ed.around.history.reason,
        "feed": FEED if ed.around.site_url and any(each.release.name for each in releases(ed)) else "",
        "crumbs": [],
    }


def version(ed: Edition, address: str) -> View:
    return {"of": next(each for each in releases(ed) if each.address == address), "crumbs": []}


def newest(ed: Edition) -> Told | None:
    """The newest release in which something changed."""
    return next((each for each in releases(ed) if each.top), None)


def concerning(ed: Edition, department: str) -> tuple[Told, tuple[ToldThing, ...]] | None:
    """What the newest release changed for a department."""
    latest = newest(ed)
    things = dict(latest.parts).get(department) if latest else None
    return (latest, things) if latest and things else None


def pages(ed: Edition) -> Iterator[tuple[str, str, str]]:
    """Address, title and template of every page that tells of changes."""
    yield ADDRESS, ed.words.ui("changes"), LIST
    for each in releases(ed):
        yield each.address, name_of(ed, each.release), VERSION


def name_of(ed: Edition, release: Release) -> str:
    """“What is new in 2026.2”."""
    return ed.words.ui("changes-in", version=release.name) if release.name else ed.words.ui("changes-next")
