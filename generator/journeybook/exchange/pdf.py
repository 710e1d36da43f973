"""Pages of a built site as PDF files, printed by a Chromium that is installed anyway."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from journeybook.book import Book
from journeybook.model import FOLDERS, KINDS
from journeybook.vietnamese import nearest

#: What Chromium and its kin are called, in the order in which they are looked for.
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
    "brave-browser",
)
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_SECONDS = 90
_AT_ONCE = 4


class NoSuchPage(Exception):
    """A thing that isn't in the book; ``near`` is the one that may be meant."""

    def __init__(self, written: str, near: str | None) -> None:
        super().__init__(written)
        self.written, self.near = written, near


class NoBrowser(Exception):
    """No Chromium was found; the text is what ``CHROMIUM`` names, if it names anything."""


class NotPrinted(Exception):
    """The browser made no PDF; the text names the page and what the browser said last."""


def pages_to_print(book: Book, things: Sequence[str]) -> dict[str, str]:
    """The pages of things, each address with the name of its file. Without things: all personas and journeys.

    A thing is written as in the book or as in an address: ``persona:lisa-barone``, ``personas/lisa-barone``.
    Raises NoSuchPage.
    """
    matrices = [f"{entry.key}/matrix" for entry in book.of_kind("journey")]
    known = {*book.entries, *book.stages, *matrices}
    if things:
        keys = [_key_of(thing) for thing in things]
    else:
        keys = [entry.key for kind in ("persona", "journey") for entry in book.of_kind(kind)]
    found = {}
    for key, written in zip(keys, things or keys, strict=True):
        if key not in known:
            raise NoSuchPage(written, nearest(key, known))
        kind, _, name = key.partition(":")
        found[f"{KINDS[kind].FOLDER}/{name}/"] = f"{kind}-{name.replace('/', '-')}.pdf"
    return found


def _key_of(written: str) -> str:
    """``personas/lisa-barone/`` → ``persona:lisa-barone``; what is a key already stays one."""
    folder, _, name = written.strip().strip("/").partition("/")
    return f"{FOLDERS[folder]}:{name}" if folder in FOLDERS and name else written.strip().rstrip("/")


def find_browser() -> str:
    """The program that prints: what ``$CHROMIUM`` names, else the first that is installed. Raises NoBrowser."""
    wanted = os.environ.get("CHROMIUM")
    if wanted:
        found = shutil.which(wanted)
        if not found:
            raise NoBrowser(wanted)
        return found
    for name in (*NAMES, *_PLACES):
        if found := shutil.which(name):
            return found
    raise NoBrowser


def print_pages(
    browser: str, site: Path, pages: Sequence[tuple[str, Path]], progress: Callable[[int, int], None] | None = None
) -> None:
    """Prints pages of a built site. Each is an address and the file to write. Raises NotPrinted."""
    done = 0
    with _served(site) as root, ThreadPoolExecutor(_AT_ONCE) as workers:
        for _ in workers.map(lambda page: _print(browser, f"{root}/{page[0]}", page[1]), pages):
            done += 1
            if progress:
                progress(done, len(pages))


def _print(browser: str, url: str, file: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="journeybook-pdf-", ignore_cleanup_errors=True) as folder:
        made = Path(folder, "page.pdf")
        command = [
            browser,
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            "--virtual-time-budget=10000",  # time for fonts, and no waiting where there is nothing to wait for
            f"--print-to-pdf={made}",
            url,
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium refuses to run as root with one
        try:
            answer = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
            said = answer.stderr.strip().rpartition("\n")[2]
        except subprocess.TimeoutExpired:
            said = f"no answer within {_SECONDS} s"
        if not made.is_file() or not made.read_bytes().startswith(b"%PDF"):
            raise NotPrinted(f"{file.name}: {said}" if said else file.name)
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, file)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nobody watches this server."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served to this computer alone."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
