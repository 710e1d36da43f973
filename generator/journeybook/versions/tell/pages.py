"""Which pages of the site a change touches: those of what changed, then those that show it."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.model import KINDS
from journeybook.render.addresses import address_of
from journeybook.sentences import said
from journeybook.versions.changes import Changes
from journeybook.versions.tell.markdown import Address, escaped
from journeybook.versions.tell.naming import Naming

_MOST = 25


def touched(changes: Changes) -> list[str]:
    """Keys of things whose pages look otherwise now, each once: the changed ones, then what a link joins to them."""
    own = [thing.key for thing in changes.things if thing.what != "removed"]
    links = [(link.source, link.target) for link in changes.links]
    changed = set(own)
    links += [(source, target) for source, target, _ in sorted(changes.new.links) if target in changed]
    joined = [key.partition("/")[0] for link in links for key in link]
    shown = {key: changes.new.things[key] for key in [*own, *joined] if key in changes.new.things}
    return [key for key, thing in shown.items() if thing.kind in KINDS and thing.path]


def as_list(changes: Changes, naming: Naming, address: Address) -> str:
    """The list as Markdown, with a link or the file in the site's folder for each; empty where no page is touched."""
    keys = touched(changes)
    if not keys:
        return ""
    language = naming.words.language
    lines = [f"#### {escaped(said('diff-pages', language))}\n", *_lines(keys[:_MOST], naming, address)]
    if len(keys) > _MOST:
        lines.append(f"- *{said('diff-pages-more', language, count=len(keys) - _MOST)}*")
    return "\n".join(lines) + "\n"


def _lines(keys: list[str], naming: Naming, address: Address) -> Iterator[str]:
    for key in keys:
        title, where = escaped(naming.title(key)), address(key)
        yield f"- [{title}]({where})" if where else f"- {title}: `{address_of(key)}index.html`"
