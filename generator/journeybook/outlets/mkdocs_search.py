"""The search of a MkDocs site: Material's box and its messages, our index and our worker behind them."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from journeybook.model import CLASSES
from journeybook.outlets.assets import search_worker
from journeybook.render.words import Words
from journeybook.search import Index, entry_of_free_page

FOLDER = "search"
#: The index of a preview.
PREVIEWED = "journeybook.preview.json"
#: Material's own marking of what was searched knows nothing of folded words; search.js does it.
_MATERIALS_MARKS = "search.highlight"


def fit_search(config: MkDocsConfig) -> None:
    """Takes over what Material's own search would do otherwise."""
    features = config.theme.get("features") or []
    config.theme["features"] = [each for each in features if each != _MATERIALS_MARKS]
    config.theme["search_worker"] = search_worker().address  # main.html tells Material's script


def write_index(index: Index, config: MkDocsConfig, words: Words) -> None:
    """Adds the free pages, as Material has seen them, and writes our index in the place of Material's.

    Material's file stays, for its script fetches it on every page; all it says is where ours is.
    """
    plugin: Any = config.plugins.get("material/search")
    entries: list[dict[str, str]] = getattr(getattr(plugin, "search_index", None), "entries", [])
    pages: dict[str, list[dict[str, str]]] = {}
    for entry in entries:
        pages.setdefault(entry["location"].partition("#")[0], []).append(entry)
    for sections in pages.values():
        index.add(entry_of_free_page(sections))
    packed = index.packed(kinds_of(words), {name: words.ui(f"search-{name}") for name in _SAID}).encode()
    name = f"journeybook.{sha256(packed).hexdigest()[:8]}.json"  # a name of its own, so browsers may keep it
    folder = Path(config.site_dir, FOLDER)
    folder.mkdir(exist_ok=True)
    if (folder / PREVIEWED).exists():
        name = PREVIEWED
    (folder / name).write_bytes(packed)
    _point(folder, name, words)


def point_to_index(config: MkDocsConfig, words: Words) -> None:
    """In a preview: leads the search to an index that is made when it is asked for."""
    folder = Path(config.site_dir, FOLDER)
    folder.mkdir(exist_ok=True)
    (folder / PREVIEWED).touch()
    _point(folder, PREVIEWED, words)


def _point(folder: Path, name: str, words: Words) -> None:
    known = {"lang": [words.language], "separator": r"\s+", "pipeline": [], "fields": {}, "index": name}
    (folder / "search_index.json").write_text(json.dumps({"config": known, "docs": []}), encoding="utf-8")


#: What the worker and search.js say, by the end of their names among the words of the interface.
_SAID = ("kinds", "all-kinds", "count", "count-one", "none", "try", "lists")


def kinds_of(words: Words) -> dict[str, str]:
    """The names of kinds of results, in the order in which equals stand."""
    named = {}
    for cls in CLASSES:
        named[cls.KIND] = words.kind(cls.KIND)
        if cls.KIND == "journey":
            named["stage"] = words.kind("stage")
    return {**named, "page": words.ui("search-page"), "list": words.ui("search-list")}
