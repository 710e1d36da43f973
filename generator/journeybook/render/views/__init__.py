"""What each page shows, worked out from the Book. Templates only show it: what has to be decided is decided here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from journeybook.check import Entry
from journeybook.render.views import (
    bank,
    calls,
    changes,
    guide,
    health,
    journeys,
    libraries,
    lists,
    matrix,
    messages,
    people,
    practice,
    segments,
    story,
    tracks,
    translations,
    versus,
)
from journeybook.render.views.common import View, common

if TYPE_CHECKING:
    from journeybook.render.pages import Edition, Page

_OF_KIND: dict[str, Callable[[Edition, Entry], View]] = {
    "segment": segments.segment,
    "persona": people.persona,
    "journey": journeys.journey_view,
    "role": people.role,
    "touchpoint": libraries.touchpoint,
    "department": libraries.department,
    "source": libraries.source,
    "competitor": libraries.competitor,
    "model": libraries.model,
    "question": libraries.question,
    "track": tracks.track,
}
#: Further pages of things, by what they are.
_BESIDE: dict[str, Callable[[Edition, Entry], View]] = {
    "matrix": matrix.matrix,
    "messages": messages.messages,
    "story": story.story,
    "call": calls.call,
}
_OF_PAGE: dict[str, Callable[[Edition], View]] = {
    changes.LIST: changes.changes_list,
    versus.TEMPLATE: versus.versus,
    health.TEMPLATE: health.health,
    translations.TEMPLATE: translations.translations,
    calls.LIST: calls.calls,
    bank.TEMPLATE: bank.bank,
    messages.LIST: messages.all_messages,
    practice.TEMPLATE: practice.practice,
    tracks.TEMPLATE: tracks.team,
}


def view(ed: Edition, page: Page) -> View:
    """The context of a page's template; each template names in its first lines what it is given."""
    if page.template == changes.VERSION:
        return changes.version(ed, page.address)
    if page.template in _OF_PAGE:
        return _OF_PAGE[page.template](ed)
    if page.kind == guide.KIND:
        return guide.view(ed, page)
    if not page.key:
        return lists.home(ed) if page.kind == "home" else lists.list_view(ed, page.kind)
    if page.kind == "stage":
        return {**common(ed, page.key), **journeys.stage_view(ed, page.key)}
    of_kind = _OF_KIND.get(page.kind) or _BESIDE.get(page.kind)
    return {**common(ed, page.key), **(of_kind(ed, ed.book.entries[page.key]) if of_kind else {})}
