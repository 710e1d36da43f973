"""A real browser, and the folders it looks at. Every test in this folder belongs to the group `browser`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.opening import ELSEWHERE, ERRORS, FAILURES, Windows, opening
from tests.conftest import ALL_TESTS
from tests.site.conftest import ROOT, example_site

HERE = Path(__file__).parent

#: What a machine that is busy elsewhere may cause. Whatever else fails, fails at once.
WAITED_TOO_LONG = ["TimeoutError", "Locator expected", "Page expected"]

FLAGS = [
    # A container has neither user namespaces for the sandbox nor a graphics card.
    "--no-sandbox",
    "--disable-gpu",
    # Nothing is fetched but what a page asks for.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(tryfirst=True)  # before -m looks at the markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if ALL_TESTS:
                item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=WAITED_TOO_LONG))


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The system's own Chromium; Playwright brings none and downloads none."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the test's own output matters more."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder until the session ends and returns its address, without last slash."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(served(folder))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """The address of the example book, served from this machine."""
    return serve_folder(example_site(tmp_path_factory)) + "/"


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    return Windows(browser)


@pytest.fixture
def opened(windows: Windows, site: str) -> Iterator[Callable[..., Page]]:
    """Opens a page and fails with the test's end if anything went wrong in it."""
    with opening(windows, site, told=(ERRORS, FAILURES, ELSEWHERE)) as open_page:
        yield open_page


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """A function that says what axe-core finds on a page: WCAG 2.2 AA as far as a program can tell."""

    def find(page: Page) -> list[str]:
        page.add_script_tag(path=str(ROOT / "node_modules/axe-core/axe.min.js"))
        found: list[str] = page.evaluate(
            "async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}))"
            ".violations.map(each => each.id + ': ' + each.nodes.map(node => node.target).join(', '))"
        )
        return found

    return find
