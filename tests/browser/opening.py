"""Opens pages as a reader does: in windows that stay, until all that a page asks for is there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, TimeoutError

PATIENCE = 30
#: Scripts have had their turn, twice over: what one of them begins, the next may go on with.
TURN = "() => new Promise(done => requestIdleCallback(() => setTimeout(() => done(true), 20), {timeout: 1000}))"


class Windows:
    """Windows by what they can do. They stay, so that what all pages share is fetched and read once."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.kept: dict[tuple[bool, bool], BrowserContext] = {}

    def page(self, address: str, *, script: bool, touch: bool) -> Page:
        """A new tab; whatever readers left in the browser's storage is away."""
        if (script, touch) not in self.kept:
            self.kept[script, touch] = self.browser.new_context(java_script_enabled=script, has_touch=touch)
            self.kept[script, touch].new_page()  # an empty tab: a window without one is closed, and opening costs most
        context = self.kept[script, touch]
        page = context.new_page()
        parts = urlsplit(address)
        if parts.netloc:
            session = context.new_cdp_session(page)
            origin = f"{parts.scheme}://{parts.netloc}"
            session.send(
                "Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "cookies,local_storage,indexeddb"}
            )
            session.detach()
        return page


def go(page: Page, address: str) -> None:
    """Opens an address, and returns when its scripts rest and wait for nothing from the network."""
    with resting(page):
        page.goto(address)


@contextmanager
def resting(page: Page) -> Iterator[None]:
    """Waits at the end until what was begun within has come to rest.

    Playwright's own `networkidle` waits for half a second without a request, after each of a thousand pages.
    """
    asked: set[Request] = set()

    def begin(request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            asked.add(request)

    def end(request: Request) -> None:
        asked.discard(request)

    page.on("request", begin)
    page.on("requestfinished", end)
    page.on("requestfailed", end)
    try:
        yield
        quiet, ends = 0, time.monotonic() + PATIENCE
        while quiet < 2:
            page.wait_for_function(TURN)
            quiet = 0 if asked else quiet + 1
            if time.monotonic() > ends:
                raise TimeoutError(f"still waits for {[each.url for each in asked]}")
    finally:
        page.remove_listener("request", begin)
        page.remove_listener("requestfinished", end)
        page.remove_listener("requestfailed", end)


#: What a page may tell of itself: errors at its console, warnings there, requests that fail or go to other hosts.
ERRORS, WARNINGS, FAILURES, ELSEWHERE = "error", "warning", "failed", "elsewhere"


@contextmanager
def opening(windows: Windows, root: str = "", *, told: tuple[str, ...] = (ERRORS,)) -> Iterator[Callable[..., Page]]:
    """A function that opens addresses below a root; at the end it fails if a script or what is told went wrong."""
    faults: list[str] = []
    pages: list[Page] = []

    def open_page(
        address: str = "",
        *,
        width: int = 1440,
        height: int = 900,
        scheme: Any = "light",
        script: bool = True,
        touch: bool = False,
    ) -> Page:
        page = windows.page(root + address, script=script, touch=touch)
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        page.on("console", lambda said: faults.append(said.text) if said.type in told else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        if FAILURES in told:
            page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
        if ELSEWHERE in told:
            page.on(
                "request",
                lambda asked: None if asked.url.startswith((root, "data:", "blob:")) else faults.append(asked.url),
            )
        if script:
            go(page, root + address)
        else:
            page.goto(root + address)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert [] == faults
