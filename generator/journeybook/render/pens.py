"""From a page to the file behind it: a pen at each section, and a way to report what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeybook.book import thing_of
from journeybook.render.text import escaped

if TYPE_CHECKING:
    from journeybook.render.pages import Edition, Page, Section


def report_url(edition: Edition, page: Page) -> str | None:
    """Where something wrong on a page is reported: a new issue that names the thing, its file and the version."""
    if not page.path:
        return None
    about = {"page": page.address, "file": f"{page.path}:{page.line}", "version": edition.around.version or "–"}
    title = edition.words.ui("report-title", name=edition.title(page.key) if page.key else page.title)
    return edition.around.repository.report(title, edition.words.ui("report-text", **about))


def pen(edition: Edition, page: Page, section: Section) -> str:
    """A small link from a section to its line in the file, where the section is a field that an editor wrote."""
    if not page.path or not page.key:
        return ""
    inside: Any = edition.book.entries[thing_of(page.key)].record.mark.inside
    if page.kind == "stage":
        inside = _of_stage(inside, page.line)
    mark = inside.get(section.id) if isinstance(inside, dict) else None
    address = edition.edit_at(page.path, (mark.key[0] if mark.key else mark.line) + 1) if mark else None
    if not address:
        return ""
    said = escaped(edition.words.ui("edit-part", part=section.title))
    return f'<a class="jb-pen" href="{escaped(address)}" aria-label="{said}" title="{said}"></a>'


def _of_stage(fields: Any, line: int) -> Any:
    """The places of a stage's fields: of the one whose id stands on a line (from 1)."""
    stages = fields.get("stages") if isinstance(fields, dict) else None
    for each in stages.inside if stages and isinstance(stages.inside, list) else ():
        if isinstance(each.inside, dict) and "id" in each.inside and each.inside["id"].line == line - 1:
            return each.inside
    return None
