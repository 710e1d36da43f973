"""Measure the search in Chromium, beside Material's own on the same texts: `python -m benchmarks.search`.

Both workers get the same messages from a page that does nothing else. *Ready* is the time from the start of the
worker to the first answer, with the index fetched from this machine; *query* is the time from a message to its answer.
*Key to list* is measured in the box of a real site: from a key's press until the list has been drawn anew.
"""

import argparse
import gzip
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import material  # type: ignore[import-untyped]  # it has no types
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.search_corpus import ROOT, Corpus, Question, corpus
from journeybook.outlets.assets import search_worker
from journeybook.vietnamese import fold

HELD_OUT = 60
SHORT = 200
SETS = {"phrases": "", "one word left out": "drop", "one slip": "slip"}
TYPED = ("khach hang", "quyet dinh", "bao gia", "hop dogn", "nguoi mua", "gia han")
PAUSE = 130
"""Milliseconds between two keys: somebody who types fast."""
SEED = 20261125
CHROMIUM = "/usr/bin/chromium"

_START = """async ([worker, setup, first]) => {
  const began = performance.now()
  window.asking = new Worker(worker)
  window.ask = query => new Promise(answer => {
    asking.onmessage = ({ data }) => data.type === 3 && answer(data.data.items)
    asking.postMessage({ type: 2, data: query })
  })
  const data = typeof setup === "string" ? await (await fetch(setup)).json() : setup
  await new Promise(ready => { asking.onmessage = ready; asking.postMessage({ type: 0, data }) })
  await ask(first)
  return performance.now() - began
}"""
_ASK = """async queries => {
  const answers = []
  for (const query of queries) {
    const began = performance.now(), items = await ask(query), ended = performance.now()
    answers.push([ended - began, items.map(item => item[0].location.split(/[?#]/)[0])])
  }
  return answers
}"""
_WATCH = """() => {
  window.waits = []
  let pressed = 0
  const list = document.querySelector(".md-search-result__list")
  document.querySelector(".md-search__input").addEventListener("keydown", () => { pressed = performance.now() }, true)
  new MutationObserver(() => {
    const since = pressed
    pressed = 0
    // The frame after the one that draws the change.
    if (since && list.firstElementChild)
      requestAnimationFrame(() => requestAnimationFrame(() => waits.push(performance.now() - since)))
  }).observe(list, { childList: true })
}"""


@dataclass(frozen=True)
class Found:
    """How many targets of a set of questions are among the first ten results, and how many first."""

    ten: int
    one: int
    of: int


@dataclass
class Measured:
    """What one worker achieved."""

    index: int
    packed: int
    ready: float
    times: list[float]
    found: dict[str, Found]


def measure(page: Page, worker: str, setup: Any, index: bytes, questions: dict[str, list[Question]]) -> Measured:
    """Ask one worker everything."""
    first = next(iter(questions.values()))[0].typed
    ready = page.evaluate(_START, [worker, setup, first])
    times: list[float] = []
    found = {}
    for name, asked in questions.items():
        answers = page.evaluate(_ASK, [question.typed for question in asked])
        times += [time for time, _ in answers]
        ranks = [
            pages.index(question.address) if question.address in pages else 9999
            for question, (_, pages) in zip(asked, answers, strict=True)
        ]
        found[name] = Found(sum(rank < 10 for rank in ranks), sum(rank == 0 for rank in ranks), len(ranks))
    page.evaluate("asking.terminate()")
    return Measured(len(index), len(gzip.compress(index)), ready, times, found)


def long_phrases(book: Corpus, seed: int = SEED) -> dict[str, list[Question]]:
    """Phrases of the texts that people wrote, without marks, and with what goes wrong in typing."""
    return {name: book.questions(HELD_OUT, seed, change) for name, change in SETS.items()}


def short_phrases(book: Corpus, seed: int = SEED) -> dict[str, list[Question]]:
    """Two to four syllables of titles and of texts, as they are written, and the same without marks."""
    sets = {}
    for name, titles in (("titles", True), ("texts", False)):
        asked = book.phrases(SHORT, seed, titles=titles)
        sets[f"{name}, with marks"] = asked
        sets[f"{name}, without"] = [replace(question, typed=fold(question.typed)) for question in asked]
    return sets


def run(
    browser: Browser, book: Corpus, questions: dict[str, list[Question]], stock: bool = True
) -> dict[str, Measured]:
    """Measure our worker, and Material's."""
    packed, stock_index = book.packed(), book.stock()
    with tempfile.TemporaryDirectory(prefix="journeybook-search-") as folder, _served(Path(folder)) as address:
        root = Path(folder)
        ours = root / search_worker().address
        ours.parent.mkdir(parents=True)
        ours.write_bytes(search_worker().content or b"")
        (root / "search").mkdir()
        (root / "search/index.json").write_bytes(packed)
        (root / "stock.json").write_bytes(stock_index)
        (root / "index.html").write_text("<!doctype html><title>search</title>", encoding="utf-8")
        scripts = Path(material.__file__).parent / "templates/assets/javascripts"
        shutil.copytree(scripts, root / "material")
        page = browser.new_page()
        page.goto(address)
        setup = {"config": {"index": "index.json"}, "docs": []}
        measured = {"ours": measure(page, search_worker().address, setup, packed, questions)}
        if stock:
            theirs = next((scripts / "workers").glob("search.*.min.js")).name
            measured["stock"] = measure(page, f"material/workers/{theirs}", "stock.json", stock_index, questions)
        page.close()
    return measured


def key_to_list(page: Page) -> list[float]:
    """How long it takes from each key until the list shows what it found, in milliseconds; the page is a site's."""
    box = page.locator("input.md-search__input")
    box.click()
    page.wait_for_timeout(1000)  # as long as it takes to say what one wants: the index is fetched meanwhile
    page.evaluate(_WATCH)
    for phrase in TYPED:
        box.fill("")
        page.wait_for_timeout(PAUSE)
        for key in phrase:
            page.keyboard.press(key)  # pressed and let go at once: the box waits for the key to rise
            page.wait_for_timeout(PAUSE)
    page.wait_for_timeout(500)
    waits: list[float] = page.evaluate("waits")
    return waits


def with_index(page: Page, packed: bytes) -> None:
    """Gives the page of a site another index than its own."""
    page.route(
        "**/search/journeybook.*.json", lambda route: route.fulfill(body=packed, content_type="application/json")
    )


def table(book: Corpus, measured: dict[str, Measured]) -> str:
    """The comparison as Markdown."""
    heads = [
        "search",
        "index",
        "gzip",
        "ready",
        "query (median / worst)",
        *(f"{name} (of {found.of})" for name, found in measured["ours"].found.items()),
    ]
    lines = [
        f"{len(book.entries)} pages, {len(book.targets)} of them targets; targets in the first ten / at rank 1.",
        "",
        f"| {' | '.join(heads)} |",
        f"|{'---|' * len(heads)}",
    ]
    for name, each in measured.items():
        cells = [
            name,
            f"{each.index / 1e6:.2f} MB",
            f"{each.packed / 1e6:.2f} MB",
            f"{each.ready / 1000:.2f} s",
            f"{statistics.median(each.times):.0f} / {max(each.times):.0f} ms",
            *(f"{found.ten}/{found.one}" for found in each.found.values()),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def main() -> int:
    """Read the command line, measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description="Measure the search in Chromium.")
    parser.add_argument("--things", type=int, default=1000, help="size of the generated book (default: 1000)")
    parser.add_argument("--seed", type=int, default=SEED, help="which phrases are cut")
    parser.add_argument("--no-stock", action="store_true", help="leave out Material's own search")
    arguments = parser.parse_args()
    book = corpus(arguments.things)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="journeybook-search-") as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        questions = {**long_phrases(book, arguments.seed), **short_phrases(book, arguments.seed)}
        measured = run(browser, book, questions, stock=not arguments.no_stock)
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", folder], cwd=ROOT, check=True)
        with _served(Path(folder)) as address:
            page = browser.new_page()
            with_index(page, book.packed())
            page.goto(address, wait_until="networkidle")
            waits = key_to_list(page)
        browser.close()
    print(table(book, measured))
    print(f"Key to list, {len(waits)} keys: median {statistics.median(waits):.0f} ms, worst {max(waits):.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
