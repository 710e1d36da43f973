"""A site for others: of the content's files only those that may leave the house, and a navigation without the rest."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from posixpath import dirname
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from journeybook.audience import files_of_page, page_is_shareable
from journeybook.audience.texts import file_at
from journeybook.book import Book
from journeybook.settings import Settings

_FILE_OF_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


def only_shareable(book: Book, settings: Settings, files: Files, config: MkDocsConfig) -> None:
    """Takes away all of the content but shareable pages, in their shareable words, and the files that these use."""
    pages = {(settings.folder / page.path).relative_to(settings.content).as_posix(): page.text for page in book.pages}
    used = {*book.media, *_files_of_frame(config)}
    for path, text in pages.items():
        used |= files_of_page(text, dirname(path))
    hidden = set()
    for file in list(files):
        path = unicodedata.normalize("NFC", file.src_uri)
        if file.src_dir == config.docs_dir and path in pages:
            files.remove(file)
            files.append(File.generated(config, file.src_uri, content=pages[path], inclusion=file.inclusion))
        elif not (path in used if file.src_dir == config.docs_dir else _may_be_added(file)):
            files.remove(file)
            hidden.add(file.src_uri)
    config.nav = _without(config.nav, hidden) if config.nav is not None else None


def _may_be_added(file: File) -> bool:
    """Whether a file of the theme, or one that another plugin has made, is for others: its pages say so themselves."""
    return not file.src_uri.endswith(".md") or page_is_shareable(file.content_string)


def _files_of_frame(config: MkDocsConfig) -> set[str]:
    """The files that the configuration names for every page, and those that its styles name."""
    theme = config.theme
    named = {*config.extra_css, *(str(each) for each in config.extra_javascript)}
    named |= {str(theme[name]) for name in ("logo", "favicon") if theme.get(name)}
    for style in [each for each in named if each.endswith(".css")]:
        file = Path(config.docs_dir, style)
        text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        named |= {file_at(one or other, dirname(style)) for one, other in _FILE_OF_STYLES.findall(text)}
    return named


def _without(nav: Any, hidden: set[str]) -> Any:
    """The navigation as configured, without pages that aren't there and sections that are empty then."""
    if isinstance(nav, list):
        return [left for each in nav if (left := _without(each, hidden)) not in (None, [], {})]
    if isinstance(nav, dict):
        return {title: left for title, each in nav.items() if (left := _without(each, hidden)) not in (None, [], {})}
    return None if nav in hidden else nav
