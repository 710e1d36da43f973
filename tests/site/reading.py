"""Reads a built site as a browser would: pages, their links, ids and words."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_FETCHED = {("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("use", "href")}


@dataclass
class Seen:
    """What stands on a page; ``inside`` are only the parts within the article."""

    address: str
    links: list[str] = field(default_factory=list)
    inside_links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Elements within the article, with their attributes."""
    text: str = ""
    used_by: list[str] = field(default_factory=list)
    """Addresses listed in the section that says where a thing is used."""
    headings: int = 0


class _Reader(HTMLParser):
    def __init__(self, seen: Seen) -> None:
        super().__init__()
        self.seen = seen
        self.article = self.uses = 0
        self.words: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self.open.append(tag)
            if self.article or tag == "article":
                self.article += 1
            if self.uses or (tag == "section" and "jb-section--used-by" in given.get("class", "")):
                self.uses += 1
        if "id" in given:
            self.seen.ids.append(given["id"])
        for name in ("href", "src"):
            if (
                (tag, name) in _FETCHED
                and name in given
                and given.get("rel") not in ("canonical", "alternate", "prev", "next")
            ):
                self.seen.fetched.append(given[name])
        if tag == "a" and "href" in given:
            self.seen.links.append(given["href"])
            if self.article:
                self.seen.inside_links.append(given["href"])
            if self.uses:
                self.seen.used_by.append(given["href"])
        if self.article:
            self.seen.tags.append((tag, given))
        self.seen.headings += tag == "h1"

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or tag not in self.open:
            return
        while self.open:
            self.article -= bool(self.article)
            self.uses -= bool(self.uses)
            if self.open.pop() == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.article:
            self.words.append(data)


@cache
def page(root: Path, address: str) -> Seen:
    """The page at an address below the root: ``""`` or ``personas/lisa-barone/``."""
    seen = Seen(address)
    reader = _Reader(seen)
    file = root / address / "index.html" if not address.endswith(".html") else root / address
    reader.feed(file.read_text(encoding="utf-8"))
    seen.text = " ".join(" ".join(reader.words).split())
    return seen


@cache
def addresses(root: Path) -> tuple[str, ...]:
    """Every page of a site but redirects and the page for what isn't found."""
    found = []
    for file in sorted(root.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        if file.name == "index.html" and "location.replace(" not in text[:2000]:
            found.append(file.parent.relative_to(root).as_posix() + "/")
    return tuple("" if each == "./" else each for each in found)


def target(root: Path, address: str, href: str) -> tuple[Path, str] | None:
    """The file and the anchor that a link leads to; None if it leaves the site."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    path = urlsplit(urljoin(f"http://site/{address}", href))
    file = root / unquote(path.path).lstrip("/")
    return (file / "index.html" if file.is_dir() or path.path.endswith("/") else file), unquote(path.fragment)
