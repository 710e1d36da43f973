"""Pages → entries: the texts of their sections, line by line, without markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from journeybook.book import thing_of
from journeybook.model import KINDS
from journeybook.render.pages import Edition, Page, Rendered, Section
from journeybook.render.views import guide
from journeybook.search.index import Entry, Part
from journeybook.vietnamese import fold

#: Sections that only name other pages, which are found themselves, or tell what was said before.
_LISTS = ("used-by", "related", "evidence", "history", "news", "changes", "dated")
#: Sections that repeat what other pages say in their own: of these, the titles are enough. Their texts were 40 % of the
#: index, and led to pages where nothing more was said.
_ASIDES = ("stages", "resting", "kept", "about", "personas", "journeys", "library")
#: Kinds whose sections hold but one that is their own; and the kind whose stages have no pages.
_OWN = {"department": ("responsibilities",), "model": ("stages",)}
#: What isn't said to readers, what leads elsewhere, and what says something once more.
_SILENT = re.compile(
    r"<(svg|script|style|nav|form|template|button|h1)\b.*?</\1>"
    r"|<!--again-->.*?<!--/again-->"
    r'|<div class="jb-meta jb-states">.*?</div>|<a class="jb-source".*?</a>',
    re.DOTALL,
)
_INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|kbd|mark|q|s|small|strong|sub|sup|u)\b[^>]*>")
_NEXT = re.compile(r"</span>\s*<span\b[^>]*>")
_BETWEEN = re.compile(r"</?(?:span|img|input|label|time|wbr)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BEFORE_SIGN = re.compile(r"\s+(?=[,.;:!?)\]”»…])")
_OBJECTION = re.compile(r'<div class="jb-objection" id="(objections-\d+)">')


def entry_of_page(edition: Edition, page: Page, rendered: Rendered, address: str) -> Entry:
    """A page of the book."""
    intro = lines_of(str(edition.intros.get(page.address, "")))
    if page.kind == "home":
        return Entry(address, "page", page.title, intro)
    if page.is_list or page.kind == "matrix":
        lead = (edition.words.kind(page.kind, "lead"),) if page.kind in KINDS and not intro else ()
        return Entry(address, "list", page.title, (*lead, *intro), also=(page.kind,), is_list=True)
    if page.kind == guide.KIND:  # by what they are about: the people of their examples aren't of this book
        return Entry(address, "page", page.title, (), tuple(Part(each.id, each.title) for each in rendered.sections))
    lines, parts = lines_of(rendered.lead), tuple(_parts(rendered.sections, page.kind))
    if page.kind == "stage":
        return Entry(address, "stage", page.title, lines, parts, within=edition.title(thing_of(page.key)))
    if page.kind not in KINDS or page.key not in edition.book:
        return Entry(address, "page", page.title, lines, parts)
    thing = edition.book.thing(page.key)
    names = tuple(name for each in getattr(thing, "also", ()) if (name := edition.plain(each)))
    ids = (page.key.partition(":")[2], *thing.aliases)  # often English words that a Vietnamese title doesn't have
    aliases = tuple(name for each in ids if (name := each.replace("-", " ")) != fold(page.title))
    return Entry(
        address,
        page.kind,
        page.title,
        lines,
        parts,
        also=(*names, *aliases),
        synonyms=(page.title, *names) if names else (),
    )


def entry_of_free_page(sections: Sequence[Mapping[str, str]]) -> Entry:
    """A page of Markdown, from its sections as Material lists them: location, title, text; the page itself first."""
    page, *others = sections
    parts = tuple(
        Part(each["location"].partition("#")[2], _line(each["title"]), lines_of(each["text"])) for each in others
    )
    return Entry(page["location"].partition("#")[0], "page", _line(page["title"]), lines_of(page["text"]), parts)


def lines_of(html: str) -> tuple[str, ...]:
    """The text of HTML, one line for each paragraph, item or cell; a name and its value are one line."""
    html = _SILENT.sub("", html).replace("\n", " ").replace("</dt>", ": ").replace("<dd>", "")
    html = _TAG.sub("\n", _BETWEEN.sub(" ", _NEXT.sub(" · ", _INLINE.sub("", html))))
    lines = (" ".join(_INVISIBLE.sub("", line).split()) for line in unescape(html).split("\n"))
    return tuple(_BEFORE_SIGN.sub("", line) for line in lines if line)


def _line(html: str) -> str:
    return " ".join(lines_of(html))


def _parts(sections: list[Section], kind: str) -> Iterator[Part]:
    for section in sections:
        if section.id in _LISTS:
            continue
        own = section.id in _OWN.get(kind, ())
        if not own and (kind == "department" or section.id in _ASIDES):
            yield Part(section.id, section.title)
            yield from _parts(section.sections, kind)
            continue
        before, *objections = _OBJECTION.split(section.html)
        if lines := lines_of(before):
            yield Part(section.id, section.title, lines)
        for anchor, html in zip(objections[::2], objections[1::2], strict=True):
            says, *answers = lines_of(html) or ("",)
            yield Part(anchor, f"{section.title}: {says}", tuple(answers))
        yield from _parts(section.sections, kind)
