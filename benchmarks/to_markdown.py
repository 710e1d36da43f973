"""Turn the article of a built page into the Markdown that somebody would have written for it.

It covers what Journeybook's pages hold: headings, paragraphs, lists, tables, links, pictures, quotes, code.
What a Markdown author would not write is left out: controls, charts drawn as SVG, scripts. That favours plain
MkDocs, which then has less to do than with the same pages as they stand.
"""

import re
from collections.abc import Callable, Iterator

from benchmarks.html_tree import Element

LEFT_OUT = {
    "script",
    "style",
    "svg",
    "template",
    "button",
    "form",
    "input",
    "select",
    "nav",
    "iframe",
    "dialog",
}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = {
    "p",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "pre",
    "hr",
    "div",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "figure",
    "figcaption",
    "details",
    "summary",
    "main",
    "fieldset",
    "address",
    *HEADINGS,
}

Link = Callable[[str], str]
"""From the `href` or `src` of a page to what the Markdown links to; empty where the text stands alone."""


class Markdown:
    """Writes elements as Markdown."""

    def __init__(self, link: Link) -> None:
        self.link = link

    def blocks(self, element: Element) -> list[str]:
        """The blocks of an element; inline content between two blocks becomes a paragraph."""
        blocks: list[str] = []
        loose: list[Element | str] = []
        for child in [*element.children, None]:
            if child is None or self._is_block(child):
                paragraph = self.inline(loose).strip()
                blocks += [_safe_start(paragraph)] if paragraph else []
                loose = []
            if isinstance(child, Element) and self._is_block(child):
                blocks += self.block(child)
            elif child is not None:
                loose.append(child)
        return blocks

    def block(self, element: Element) -> list[str]:
        """A block element as blocks of Markdown."""
        if element.tag in HEADINGS:
            return [f"{'#' * HEADINGS[element.tag]} {self.inline(element.children).strip()}"]
        if element.tag == "hr":
            return ["---"]
        if element.tag in {"summary", "figcaption"}:
            return [f"**{self.inline(element.children).strip()}**"]
        write: Callable[[Element], str] | None = {
            "ul": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "table": self._table,
            "blockquote": self._quote,
            "pre": self._code,
        }.get(element.tag)
        return [write(element)] if write else self.blocks(element)

    def inline(self, children: list[Element | str], line_break: str = "  \n") -> str:
        """Inline content; blocks inside it (a list in a table cell) are set apart by line breaks."""
        parts = []
        for child in children:
            if isinstance(child, str):
                parts.append(_escape(re.sub(r"\s+", " ", child)))
            elif child.tag not in LEFT_OUT and "headerlink" not in child.classes():
                parts.append(self._span(child, line_break))
        return re.sub(r" {3,}\n", "  \n", "".join(parts))

    def _span(self, element: Element, line_break: str) -> str:
        if element.tag == "br":
            return line_break
        if element.tag == "img":
            target = self.link(element.attributes.get("src", ""))
            return f"![{_escape(element.attributes.get('alt', ''))}]({target})" if target else ""
        if element.tag == "code":
            return f"`{element.text()}`"
        text = self.inline(element.children, line_break)
        return self._marked(element, text, line_break) if text.strip() else text

    def _marked(self, element: Element, text: str, line_break: str) -> str:
        """The text with the element's marks, which must not have space inside them."""
        inner = text.strip()
        if element.tag in BLOCKS or element.tag in {"li", "dt", "dd", "td", "th"}:
            return f"{inner}{line_break}"
        if element.tag == "a":
            target = self.link(element.attributes.get("href", ""))
            marked = f"[{inner}]({target})" if target else inner
        else:
            mark = {"strong": "**", "b": "**", "em": "*", "i": "*"}.get(element.tag, "")
            marked = f"{mark}{inner}{mark}"
        return text.replace(inner, marked, 1)

    def _is_block(self, child: Element | str) -> bool:
        """Whether this stands apart: by its tag, or because a block stands inside (a link around a card)."""
        if isinstance(child, str) or child.tag in LEFT_OUT:
            return False
        return child.tag in BLOCKS or (child.tag != "a" and any(self._is_block(inner) for inner in child.children))

    def _code(self, element: Element) -> str:
        return f"```\n{element.text().strip()}\n```"

    def _quote(self, element: Element) -> str:
        lines = "\n\n".join(self.blocks(element)).split("\n")
        return "\n".join(f"> {line}".rstrip() for line in lines)

    def _list(self, element: Element) -> str:
        marker = "1." if element.tag == "ol" else "-"
        items = [child for child in element.children if isinstance(child, Element) and child.tag == "li"]
        return _list_of(marker, [self.blocks(item) for item in items])

    def _definitions(self, element: Element) -> str:
        """Plain MkDocs has no definition lists: a list of terms in bold."""
        items: list[list[str]] = []
        for entry in _entries(element):
            if entry.tag == "dt":
                items.append([f"**{self.inline(entry.children, ' ').strip()}**:"])
                continue
            blocks = self.blocks(entry)
            first = len(items[-1]) == 1 and blocks and not any(map(self._is_block, entry.children))
            if first:
                items[-1][0] += f" {blocks.pop(0)}"
            items[-1] += blocks
        return _list_of("-", items)

    def _table(self, table: Element) -> str:
        rows = []
        for row in table.find("tr"):
            cells = [cell for cell in row.children if isinstance(cell, Element) and cell.tag in {"td", "th"}]
            rows.append([self._cell(cell) for cell in cells])
        width = max((len(row) for row in rows), default=0)
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
        return "\n".join([*lines[:1], f"|{' --- |' * width}", *lines[1:]])

    def _cell(self, cell: Element) -> str:
        text = self.inline(cell.children, "<br>").replace("\n", " ").replace("|", "\\|").strip()
        return re.sub(r"(\s*<br>\s*)+$", "", text)


def _entries(element: Element) -> Iterator[Element]:
    """The terms and definitions of a list, but not those of a list inside; each group may have a `div`."""
    for child in element.children:
        if isinstance(child, Element) and child.tag in {"dt", "dd"}:
            yield child
        elif isinstance(child, Element):
            yield from _entries(child)


def _list_of(marker: str, items: list[list[str]]) -> str:
    """A list: tight where items hold one line and perhaps a tight list, loose where other blocks do."""
    gap = "\n" if all(map(_is_tight, items)) else "\n\n"
    return gap.join(f"{marker} {_indented(gap.join(blocks))}" for blocks in items)


def _is_tight(blocks: list[str]) -> bool:
    lists = all(block.startswith(("- ", "1. ")) for block in blocks[1:])
    return lists and len(blocks) < 3 and not any("\n\n" in block for block in blocks)


def _indented(text: str) -> str:
    """All lines but the first, four spaces in."""
    return re.sub(r"\n(?!\n)", "\n    ", text)


def _escape(text: str) -> str:
    """Text that means itself; HTML is escaped as entities."""
    escaped = re.sub(r"([\\`*_\[\]])", r"\\\1", text)
    return escaped.replace("&", "&amp;").replace("<", "&lt;")


def _safe_start(paragraph: str) -> str:
    """Keep a paragraph that begins like a list, a heading or a quote a paragraph."""
    return re.sub(r"^(\d+)?([.#>+-])(?=\s|#)", r"\1\\\2", paragraph)
