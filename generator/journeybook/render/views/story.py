"""Story mode: a journey told stage by stage, one screen each, for a meeting room."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeybook.book import journey
from journeybook.check import Entry
from journeybook.model.journey import Meeting, Stage
from journeybook.model.texts import Text
from journeybook.render.addresses import address_of
from journeybook.render.views import assets
from journeybook.render.views.common import View
from journeybook.render.views.stages import stage_keys, stage_text

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

TEMPLATE = "pages/story.html"


class Scene(NamedTuple):
    """A stage on one screen. ``meetings`` are the touchpoints, moments of truth first."""

    key: str
    id: str
    it: Stage
    summary: Text | None
    meetings: list[Meeting]


def story_address(key: str) -> str:
    """The address of a journey's story: no stage may be called so."""
    return f"{address_of(key)}story/"


def has_story(entry: Entry) -> bool:
    """Whether there is something to tell."""
    return any(each.id for each in journey(entry).stages)


def story(ed: Edition, entry: Entry) -> View:
    """Its scenes, in order, and who takes part."""
    book = ed.book
    scenes = [
        Scene(
            key,
            key.partition("/")[2],
            book.stages[key],
            stage_text(book, key, "summary"),
            sorted(book.stages[key].touchpoints, key=lambda each: not each.moment_of_truth),
        )
        for key in stage_keys(book, entry.key)
    ]
    persons = [key for key in book.personas_in(entry.key) if key in book]
    return {"scenes": scenes, "persons": persons, "script": assets.script("story")}
