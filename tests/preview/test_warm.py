"""What a preview shows after a change is what it would show if it had started then."""

from __future__ import annotations

import logging
import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config

from journeybook.outlets.mkdocs_preview import Preview

pytestmark = pytest.mark.slow

GOOD = Path(__file__).parents[1] / "sites/good"
ADDRESS = "http://127.0.0.1:8000/"
LINES = ("tags: [moi]", "aliases: [cu-roi]", "summary: Một câu khác.", "colour: red", "reviewed: 2020-01-01", "- ", "{")


class Session:
    """A preview of a book without its server: what stays in memory from build to build."""

    def __init__(self, book: Path) -> None:
        self.book, self.site = book, Path(tempfile.mkdtemp())
        self.plugins: Any = None
        self.preview: Preview | None = None

    def build(self) -> dict[str, bytes]:
        """Every file of the site, each page made as if somebody had asked for it."""
        config = load_config(str(self.book / "mkdocs.yml"), site_dir=str(self.site))
        plugin: Any = config.plugins["journeybook"]
        config.plugins.on_startup(command="serve", dirty=False)
        if self.preview:
            plugin.preview = self.preview
        self.preview = plugin.preview
        config.site_url = ADDRESS
        build(config, serve_url=ADDRESS)
        assert self.preview is not None
        for prefix, place in self.preview.places.items():
            for address in (*place.site.pages, "book.json", "search/journeybook.preview.json"):
                self.preview.make(prefix + address)
        return {
            file.relative_to(self.site).as_posix(): file.read_bytes()
            for file in sorted(self.site.rglob("*"))
            if file.is_file() and file.suffix in (".html", ".json")
        }


def change(book: Path, seed: int) -> None:
    """One edit somewhere in the book, often a mistake."""
    rng = random.Random(seed)
    files = sorted((book / "content").rglob("*.yaml"))
    file = rng.choice(files)
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines()
    kind = rng.randrange(7)
    if kind == 0 and lines:
        lines.pop(rng.randrange(len(lines)))
    elif kind == 1:
        lines.insert(rng.randrange(len(lines) + 1), rng.choice(LINES))
    elif kind == 2 and lines:
        number = rng.randrange(len(lines))
        words = lines[number].split(" ")
        words[-1] = words[-1][::-1]
        lines[number] = " ".join(words)
    elif kind == 3 and len(files) > 3:
        file.unlink()
        return
    elif kind == 4:
        file.rename(file.with_name(f"doi-{seed}.yaml"))
        return
    elif kind == 5:
        file.write_bytes(rng.choice(files).read_bytes())
        return
    else:
        lines.append(rng.choice(LINES))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seeds=st.lists(st.integers(0, 10**6), min_size=1, max_size=4))
def test_after_any_edits_a_warm_preview_shows_what_a_cold_one_shows(seeds: list[int]) -> None:
    """Byte for byte, as far as there are no mistakes; with mistakes, the last good site or none at all."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder, "book")
        shutil.copytree(GOOD / "every-field", book)
        warm = Session(book)
        warm.build()
        for seed in seeds:
            change(book, seed)
            shown = warm.build()
            cold = Session(book)
            anew = cold.build()
            assert cold.preview is not None
            assert warm.preview is not None
            assert list(cold.preview.problems) == list(warm.preview.problems)
            if not any(problem.severity == "error" for problem in cold.preview.problems):
                assert anew.keys() == shown.keys()
                assert [] == [name for name in anew if anew[name] != shown[name]]
