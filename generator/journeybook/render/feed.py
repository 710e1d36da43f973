"""The changes as an Atom feed (RFC 4287): one entry per released version, for those who subscribe."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from journeybook.render.views.changes import FEED, Told, name_of, releases
from journeybook.versions.changes import Run

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

_MOST = 20
_MOST_THINGS = 60


def feed(ed: Edition) -> str:
    """The feed; empty where nothing was released, or where the site doesn't know its own address, which feeds need."""
    told = [each for each in releases(ed) if each.release.name][:_MOST]
    site = ed.around.site_url
    if not told or not site:
        return ""
    entries = "".join(_entry(ed, each, site) for each in told)
    title = f"{ed.around.site_name}: {ed.words.ui('changes')}" if ed.around.site_name else ed.words.ui("changes")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{ed.language}">'
        f"<title>{escape(title)}</title><id>{escape(site)}changes/</id>"
        f'<link rel="self" type="application/atom+xml" href="{escape(site)}{FEED}"/>'
        f'<link rel="alternate" type="text/html" href="{escape(site)}changes/"/>'
        f"<updated>{_when(told[0])}</updated><author><name>{escape(ed.around.site_name or site)}</name></author>"
        f"{entries}</feed>\n"
    )


def _entry(ed: Edition, told: Told, site: str) -> str:
    page = escape(f"{site}{told.address}")
    return (
        f"<entry><title>{escape(name_of(ed, told.release))}</title><id>{page}</id>"
        f'<link rel="alternate" type="text/html" href="{page}"/><updated>{_when(told)}</updated>'
        f'<content type="html">{escape(_content(ed, told))}</content></entry>'
    )


def _when(told: Told) -> str:
    return f"{told.release.day.isoformat()}T00:00:00Z"


def _content(ed: Edition, told: Told) -> str:
    if not told.report:
        return f"<p>{escape(ed.words.ui('changes-first', count=told.release.things))}</p>"
    parts, left = [f"<p>{escape(told.report.summary)}</p>"], _MOST_THINGS
    for kind in told.report.kinds:
        things = kind.things[:left]
        left -= len(things)
        if things:
            parts.append(f"<h3>{escape(kind.title)}</h3><ul>")
        for thing in things:
            what = "" if thing.what == "changed" else f" ({escape(ed.words.ui(f'versus-{thing.what}').lower())})"
            lines = "".join(f"<li>{escape(line.place)}: {_marked(line.runs)}</li>" for line in thing.lines[:8])
            parts.append(f"<li><b>{escape(thing.title)}</b>{what}{f'<ul>{lines}</ul>' if lines else ''}</li>")
        if things:
            parts.append("</ul>")
    return "".join(parts)


def _marked(runs: tuple[Run, ...]) -> str:
    tags = {"in": "ins", "out": "del"}
    return "".join(escape(words) if op == "same" else f"<{tags[op]}>{escape(words)}</{tags[op]}>" for op, words in runs)
