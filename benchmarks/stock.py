"""Write the pages of a built Journeybook site as Markdown for plain MkDocs + Material.

The same pages with the same content and links, as people would keep them without Journeybook: one file per
page, MkDocs' automatic navigation, Material's search, nothing else switched on.
"""

import argparse
import posixpath
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

from benchmarks.html_tree import Element, read
from benchmarks.to_markdown import Markdown

CONFIGURATION = """\
site_name: Sổ hành trình
site_url: https://example.com/
theme:
  name: material
  language: vi
plugins:
  - search
"""
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"}
PAGE = "index.html"


def write_stock(site: Path, folder: Path) -> int:
    """Write `mkdocs.yml` and `docs/` into the folder; return the number of pages."""
    found = {page.parent.relative_to(site).as_posix(): page for page in sorted(site.rglob(PAGE))}
    trees = {address: read(page.read_text(encoding="utf-8")) for address, page in found.items()}
    addresses = {address for address, tree in trees.items() if not _redirects(tree)}
    docs = folder / "docs"
    for address in sorted(addresses):
        target = docs / markdown_path(address, addresses)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_page(trees.pop(address), _Links(site, docs, address, addresses)), encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    return len(addresses)


def markdown_path(address: str, addresses: set[str]) -> str:
    """Where a page lives: `a/b.md`, or `a/b/index.md` if there are pages below it."""
    if address == ".":
        return "index.md"
    below = address + "/"
    return f"{address}/index.md" if any(other.startswith(below) for other in addresses) else f"{address}.md"


class _Links:
    """What the links of one page become; called with an address as it stands in the HTML."""

    def __init__(self, site: Path, docs: Path, address: str, addresses: set[str]) -> None:
        self.site, self.docs, self.address, self.addresses = site, docs, address, addresses

    def __call__(self, href: str) -> str:
        """A relative link to a Markdown file or picture; anchors have other names there and fall away."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return href
        if not parts.path:
            return ""
        base = "." if parts.path.startswith("/") else self.address
        target = posixpath.normpath(posixpath.join(base, unquote(parts.path).lstrip("/") or "."))
        target = posixpath.dirname(target) or "." if posixpath.basename(target) == PAGE else target
        if target in self.addresses:
            return self._from_here(markdown_path(target, self.addresses))
        if posixpath.splitext(target)[1].lower() in PICTURES and (self.site / target).is_file():
            copy = self.docs / target
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.site / target, copy)
            return self._from_here(target)
        return ""

    def _from_here(self, path: str) -> str:
        return posixpath.relpath(path, posixpath.dirname(markdown_path(self.address, self.addresses)) or ".")


def _page(tree: Element, links: _Links) -> str:
    """The content of a page: the article that Material's templates put it in."""
    articles = [article for article in tree.find("article") if "md-content__inner" in article.classes()]
    content = next(iter(articles or tree.find("main", "article", "body")), tree)
    blocks = Markdown(links).blocks(content)
    if not any(content.find("h1")):
        title = next(tree.find("title"), None)
        blocks.insert(0, f"# {title.text().strip() if title else links.address}")
    return "\n\n".join(blocks) + "\n"


def _redirects(tree: Element) -> bool:
    return any(meta.attributes.get("http-equiv", "").lower() == "refresh" for meta in tree.find("meta"))


def main() -> None:
    """Read the command line and write the folder."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.stock",
        description="Write a built site's pages as Markdown for plain MkDocs.",
    )
    parser.add_argument("site", type=Path, metavar="SITE", help="a built Journeybook site")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where mkdocs.yml and docs/ go")
    arguments = parser.parse_args()
    print(write_stock(arguments.site, arguments.folder), "pages")


if __name__ == "__main__":
    main()
