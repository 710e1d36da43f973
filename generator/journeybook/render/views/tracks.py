"""Tracks: their steps and questions for readers and for the browser, and the page on which a team is looked at."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from math import sqrt
from typing import TYPE_CHECKING, Any

from journeybook.check import Entry
from journeybook.model import Track
from journeybook.model.library import Step
from journeybook.render.addresses import address_of
from journeybook.render.views import quiz
from journeybook.render.views.common import View
from journeybook.render.views.practice import joined

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

ADDRESS = "team/"
TEMPLATE = "pages/team.html"
_SAID = "track-say-"


@cache
def script(name: str) -> tuple[str, bytes]:
    """The script of one sort of page, and its address: ``track``, ``team``, or ``door`` (the home page)."""
    content = joined("progress", *(("quiz",) if name == "track" else ()), name)
    return f"assets/journeybook/learn/{name}.{sha256(content).hexdigest()[:8]}.js", content


def track(ed: Edition, entry: Entry) -> View:
    thing = entry.thing
    assert isinstance(thing, Track)
    asked = [[quiz.written(ed, key) for key in step.questions if key in ed.book] for step in thing.steps]
    days = [step.day for step in thing.steps if step.day is not None]
    return {
        "ids": step_ids(ed, entry),
        "questions": [quiz.plain(each) for each in asked],
        "minutes": sum(step.minutes or 0 for step in thing.steps),
        "version": version_of(ed, thing),
        "places": [_place(step.day, max(days)) if step.day is not None else None for step in thing.steps],
        "words": {**quiz.words(ed), **_words(ed)},
        "script": script("track")[0],
    }


def team(ed: Edition) -> View:
    return {"words": _words(ed), "script": script("team")[0], "crumbs": []}


def door(ed: Edition, entries: list[Entry]) -> View:
    """What the home page needs to lead learners on: the tracks with the names of their steps."""
    tracks = [
        {
            "to": address_of(entry.key),
            "ids": step_ids(ed, entry),
            "steps": [ed.plain(each.title) for each in _steps(entry)],
        }
        for entry in entries
    ]
    words = _words(ed)
    return {
        "tracks": tracks,
        "words": {name: words[name] for name in ("resume", "back")},
        "script": script("door")[0],
    }


def step_ids(ed: Edition, entry: Entry) -> list[str]:
    """A name for each step that stays when steps are put before it: from its title in the language of most books.

    A step that is called otherwise has to be done again; that is rather too often than never.
    """
    ids: list[str] = []
    for step in _steps(entry):
        title = next((step.title[each] for each in ed.book.languages if each in step.title), "")
        name = f"{entry.key}#{sha256(title.encode()).hexdigest()[:8]}"
        ids.append(f"{name}.{ids.count(name)}" if name in ids else name)
    return ids


def version_of(ed: Edition, track: Track) -> str:
    """Which state of the book a learner went through: the published version, else what is known of it."""
    if ed.around.version:
        return ed.around.version
    releases = ed.around.history.releases
    newest = next((each.name for each in releases if each.name), "")
    if newest:
        return newest if releases[0].name else ed.words.ui("track-version-after", version=newest)
    return ed.words.ui("track-version-reviewed", day=ed.words.day(track.reviewed)) if track.reviewed else ""


def _steps(entry: Entry) -> tuple[Step, ...]:
    assert isinstance(entry.thing, Track)
    return tuple(entry.thing.steps)


def _place(day: int, last: int) -> float:
    """Where a day stands on the line, in percent: the first weeks hold most steps, so they get more room."""
    return round(100 * sqrt(max(day - 1, 0) / max(last - 1, 1)), 1)


def _words(ed: Edition) -> dict[str, Any]:
    return {name.removeprefix(_SAID): said for name, said in ed.words.part("ui").items() if name.startswith(_SAID)}
