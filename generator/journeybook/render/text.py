"""Texts → HTML: Markdown, harmless whatever it says, with references as links.

One line is inline, several are blocks. Rendered texts are kept by text, since much of a book is said in several places;
addresses in them begin with ``ROOT``, so they are right on every page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Any
from urllib.parse import quote, unquote

import nh3
from markdown import Markdown
from markupsafe import Markup

from journeybook.references import mentions
from journeybook.render.addresses import ROOT

_PLAIN = re.compile(r"[^*_`<>&\[\]\\#!|~\n\"'/@:]*")
_SLOT = re.compile("\x1a(\\d+)\x1b")
# What Python-Markdown knows of blocks, but for the paragraph.
_BLOCKS = ("empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference")
_TAG = re.compile(r"""<[a-zA-Z][^"'>]*(?:"[^"]*"[^"'>]*)*>""")
_ATTRIBUTE_WITH_ADDRESS = re.compile(r'(?P<before><(?:a|img)\b[^>]*?\b(?:href|src)=")(?P<url>[^"]*)"')
_TAGS = {
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
}
_BLOCK_TAGS = {"blockquote", "hr", "p", "pre", "ol", "ul", "li", "table", "thead", "tbody", "tr", "td", "th"}
_INLINE_TAGS = _TAGS - _BLOCK_TAGS - {"h3", "h4", "h5", "h6"}
_ANY_TAG = re.compile(r"<[^>]+>")
_TOP_HEADING = re.compile(r"<(/?)h[12](?=>)")  # a text stands below headings of its page
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "abbr": {"title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}


def _markdown(*, inline: bool) -> Markdown:
    engine = Markdown(extensions=[] if inline else ["tables", "sane_lists", "fenced_code"], output_format="html")
    if inline:  # a line that begins like a list or heading is still a line
        for name in (
            "empty",
            "indent",
            "code",
            "hashheader",
            "setextheader",
            "hr",
            "olist",
            "ulist",
            "quote",
            "reference",
        ):
            engine.parser.blockprocessors.deregister(name)
        engine.preprocessors.deregister("html_block")
    return engine


class TextRenderer:
    """Renders the texts of one language. ``link`` makes the HTML of a reference from what it says and its label."""

    def __init__(
        self,
        link: Callable[[str, str | None], str],
        pages: dict[str, str] | None = None,
        size_of: Callable[[str], tuple[int, int] | None] | None = None,
    ) -> None:
        self._link, self._size_of = link, size_of
        self._pages = pages or {}
        self._inline = _markdown(inline=True)
        self._block = _markdown(inline=False)
        self._kept: dict[str, Markup] = {}

    def html(self, text: str) -> Markup:
        """The text as HTML: inline for one line, blocks for several."""
        if _PLAIN.fullmatch(text):
            return Markup(text)  # nothing in it that Markdown or HTML would read
        kept = self._kept.get(text)
        if kept is None:
            kept = self._kept[text] = Markup(self._render(text))
        return kept

    def plain(self, text: str) -> str:
        """The text without any markup: for titles of the window, search and alternative texts."""
        return re.sub(r"\s+", " ", Markup(self.html(text)).striptags()).strip()

    def page_html(self, markdown: str) -> Markup:
        """A whole page of Markdown, with its headings."""
        return Markup(self._render(markdown.strip() + "\n", {*_TAGS, "h1", "h2"}))

    def _render(self, text: str, tags: set[str] = _TAGS) -> str:
        links: list[str] = []
        parts, end = [], 0
        for mention in mentions(text):
            parts += [text[end : mention.start], f"\x1a{len(links)}\x1b"]
            link = self._link(mention.target, mention.label)
            links.append(_ANY_TAG.sub("", link) if mention.inside_link else link)
            end = mention.end
        parts.append(text[end:])
        inline = "\n" not in text
        engine = self._inline if inline else self._block
        html = engine.reset().convert("".join(parts))
        if inline:
            html = html.removeprefix("<p>").removesuffix("</p>")
        html = nh3.clean(
            html if inline else _TOP_HEADING.sub(r"<\1h4", html) if "h1" not in tags else html,
            tags=_INLINE_TAGS if inline else tags,
            attributes=_ATTRIBUTES,
            link_rel="noopener",
            url_schemes={"http", "https", "mailto", "tel"},
            clean_content_tags={"script", "style"},
        )
        html = _ATTRIBUTE_WITH_ADDRESS.sub(self._address, html)
        html = html.replace("&nbsp;", "\u00a0")
        if not links:
            return html
        html = _TAG.sub(
            lambda tag: _SLOT.sub("", tag.group()), html
        )  # a link within an attribute would break out of it
        return _SLOT.sub(lambda slot: links[int(slot[1])], html)

    def _address(self, found: re.Match[str]) -> str:
        """Relative addresses count from the content's folder; free pages have addresses of their own."""
        url = found["url"]
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|#|/", url):
            return found.group()
        bare, mark, anchor = url.removeprefix("./").partition("#")
        bare = unquote(unescape(bare))
        bare = self._pages.get(bare, bare)
        address = f'{found["before"]}{ROOT}{quote(bare)}{mark}{anchor}"'
        if self._size_of and found["before"].startswith("<img"):  # told beforehand, so that nothing moves when it comes
            size = self._size_of(bare)
            address += f' width="{size[0]}" height="{size[1]}" loading="lazy"' if size else ""
        return address


def escaped(value: Any) -> str:
    """A value as text that HTML shows as it stands; HTML as it is."""
    return str(value) if isinstance(value, Markup) else escape(str(value))
