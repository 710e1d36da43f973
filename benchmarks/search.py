"""Measure the search in Chromium, beside Material's own on the same texts: `python -m benchmarks.search`.

Both workers get the same messages from a page that does nothing else. *Ready* is the time from the start of the
worker to the first answer, with the index fetched from this machine; *query* is the time from a message to its answer.
"""

import argparse
import gzip
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import material  # type: ignore[import-untyped]  # it has no types
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.search_corpus import Corpus, Question, corpus
from journeybook.outlets.assets import search_worker

HELD_OUT = 60
SETS = {"phrases": "", "one word left out": "drop", "one slip": "slip"}
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
_ASK = """async query => {
  const began = performance.now()
  const items = await ask(query)
  const pages = items.map(item => item[0].location.split(/[?#]/)[0])
  return [performance.now() - began, pages]
}"""


@dataclass
class Measured:
    """What one worker achieved."""

    index: int
    packed: int
    ready: float
    times: list[float]
    found: dict[str, tuple[int, int]]
    """For each set of questions, how many targets are among the first ten, and how many first."""


def measure(page: Page, worker: str, setup: Any, index: bytes, questions: dict[str, list[Question]]) -> Measured:
    """Ask one worker everything."""
    first = next(iter(questions.values()))[0].typed
    ready = page.evaluate(_START, [worker, setup, first])
    times: list[float] = []
    found = {}
    for name, asked in questions.items():
        ranks = []
        for question in asked:
            time, pages = page.evaluate(_ASK, question.typed)
            times.append(time)
            ranks.append(pages.index(question.address) if question.address in pages else 9999)
        found[name] = (sum(rank < 10 for rank in ranks), sum(rank == 0 for rank in ranks))
    page.evaluate("asking.terminate()")
    return Measured(len(index), len(gzip.compress(index)), ready, times, found)


def run(browser: Browser, book: Corpus, seed: int = SEED, stock: bool = True) -> dict[str, Measured]:
    """Measure our worker, and Material's."""
    questions = {name: book.questions(HELD_OUT, seed, change) for name, change in SETS.items()}
    packed = book.packed().encode()
    stock_index = json.dumps(book.stock(), separators=(",", ":")).encode()
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


def table(book: Corpus, measured: dict[str, Measured]) -> str:
    """The comparison as Markdown."""
    heads = [
        "search",
        "index",
        "gzip",
        "ready",
        "query (median / worst)",
        *(f"{name} (of {HELD_OUT})" for name in SETS),
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
            *(f"{ten}/{one}" for ten, one in each.found.values()),
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
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        measured = run(browser, book, arguments.seed, stock=not arguments.no_stock)
        browser.close()
    print(table(book, measured), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
