"""The glossary of an edition: the terms that a script explains where they first stand on a page."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from journeybook.model import Term
from journeybook.render.addresses import address_of
from journeybook.render.views.assets import FOLDER
from journeybook.render.views.calls import clipped

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

#: The longest explanation beside a word; its page has all of it.
_MOST = 260


def glossary(ed: Edition) -> tuple[str, bytes] | None:
    """The address of the file and what it holds; None for a book without such terms."""
    terms = []
    for entry in ed.book.of_kind("term"):
        term = entry.thing
        if isinstance(term, Term) and term.match and term.status != "retired" and term.definition:
            names = [ed.title(entry.key), *(ed.plain(each) for each in term.also)]
            terms.append([address_of(entry.key), clipped(ed.plain(term.definition), _MOST), *names])
    if not terms:
        return None
    content = json.dumps(terms, ensure_ascii=False, separators=(",", ":")).encode()
    return f"{FOLDER}/talk/terms.{ed.language}.{sha256(content).hexdigest()[:8]}.json", content
