"""Measure the preview in Chromium: `python -m benchmarks.preview [THINGS]`.

Time runs from the saving of a one-line change until the page, which is open in a browser, has loaded itself again and
shows the new words: with `journeybook serve` and with plain `mkdocs serve`, on a book of 1,000 things.
"""

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from benchmarks.measure import run

ROOT = Path(__file__).parent.parent
CHROMIUM = "/usr/bin/chromium"
CHANGES = 7


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _start(command: str, book: Path) -> tuple[subprocess.Popen[bytes], str, float]:
    port = _free_port()
    began = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", command, "serve", f"--dev-addr=127.0.0.1:{port}"],
        cwd=book,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/"
    while True:
        try:
            urlopen(address, timeout=60).close()
            return server, address, time.perf_counter() - began
        except OSError:
            if server.poll() is not None or time.perf_counter() - began > 120:
                sys.exit(f"{command} serve didn't start")
            time.sleep(0.05)


def _changes(page: Page, address: str, file: Path) -> list[float]:
    before = file.read_text(encoding="utf-8")
    page.goto(f"{address}personas/{file.stem}/", wait_until="load")
    times = []
    for number in range(CHANGES):
        mark = f"change-{number}-{time.time_ns()}"
        began = time.perf_counter()
        file.write_text(f"{before}tags: [{mark}]\n", encoding="utf-8")
        page.wait_for_function("mark => document.body?.innerText.includes(mark)", arg=mark, polling=10)
        times.append(time.perf_counter() - began)
        page.wait_for_load_state("load")
        time.sleep(1)
    file.write_text(before, encoding="utf-8")
    return times


def main() -> None:
    """Print the figures."""
    things = sys.argv[1] if len(sys.argv) > 1 else "1000"
    with tempfile.TemporaryDirectory() as space, sync_playwright() as playwright:
        book = Path(space, "book")
        run([sys.executable, "-m", "benchmarks.generate", str(book), things], ROOT)
        file = sorted((book / "content/personas").glob("*.yaml"))[3]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for command in ("journeybook", "mkdocs"):
            server, address, start = _start(command, book)
            times = _changes(browser.new_page(), address, file)
            server.send_signal(signal.SIGINT)
            server.wait()
            print(
                f"{command} serve, {things} things: ready in {start:.1f} s; from saving to reading "
                f"{statistics.median(times):.2f} s (median of {len(times)}), worst {max(times):.2f} s"
            )
        browser.close()


if __name__ == "__main__":
    main()
