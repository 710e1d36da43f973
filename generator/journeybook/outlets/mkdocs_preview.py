"""The preview: a server that never dies, and that makes a page when somebody asks for it.

MkDocs builds the whole site at every change. Here a build stops before our pages: it reads what changed, checks and
links the book, and arranges the navigation. A page is rendered when a browser asks for it, by the same functions that a
whole build calls, so nothing can be stale. While something is wrong, the last good site is shown with the problems over
it; it goes away by itself when they are mended.
"""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import watchdog.observers
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from journeybook.explained import help_url
from journeybook.memory import Memory
from journeybook.outlets.mkdocs_search import FOLDER as SEARCH
from journeybook.outlets.mkdocs_search import PREVIEWED, write_index
from journeybook.outlets.mkdocs_settings import PLUGIN
from journeybook.outlets.overlay import overlay
from journeybook.render.views.practice import ADDRESS as PRACTICE
from journeybook.render.views.practice import WHERE as QUESTIONS
from journeybook.sentences import said
from journeybook.tell import user_language

if TYPE_CHECKING:
    from journeybook.outlets.mkdocs_build import Site
    from journeybook.problems import Problem
    from journeybook.road import Travelled
    from journeybook.versions.history import History

#: Seconds without a change after which old books are thrown away.
_REST = 5.0
log = logging.getLogger("mkdocs.plugins.journeybook")


@dataclass
class Place:
    """One language's site as the last build left it: all that making one of its pages takes."""

    site: Site
    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Any
    searched: bool = False
    made: set[str] = field(default_factory=set)


class Preview:
    """What is kept from build to build while a site is shown."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.places: dict[str, Place] = {}
        """By the language's folder: ``""``, ``en/``."""
        self.problems: Sequence[Problem] = ()
        self.last_good: Travelled | None = None
        self.history: History | None = None
        self.failure = ""
        self.language = user_language()
        self.lock = threading.RLock()
        self._stamp: object = None
        self._collecting = threading.Timer(0, gc.collect)

    # --- while a build goes on ----------------------------------------------------------------------------------------

    def shown(self, travelled: Travelled) -> Travelled:
        """What is shown of a book: as it is, or without its mistakes as it was, or what can be read of it."""
        self.problems = travelled.problems
        if travelled.ok:
            self.last_good = travelled
        return self.last_good or travelled

    @staticmethod
    def leave_for_later(site: Site) -> None:
        """Keeps MkDocs from building our pages; links to them still count."""
        for page in site.pages.values():
            page.file.inclusion = InclusionLevel.EXCLUDED

    def keep(self, place: Place) -> None:
        """Remembers a language's site, now that it is arranged."""
        site = place.site
        self.places["" if site.is_first else f"{site.language}/"] = place

    # --- pages on demand ----------------------------------------------------------------------------------------------

    def make(self, address: str) -> None:
        """Writes what stands at an address of the site, unless it is there or is nothing of ours."""
        with self.lock:
            prefix = next((each for each in self.places if each and address.startswith(each)), "")
            place = self.places.get(prefix)
            if place is None:
                return
            inner = address.removeprefix(prefix).removesuffix("index.html")
            if inner in place.site.pages:
                self._make_page(place, inner)
            elif inner == f"{SEARCH}/{PREVIEWED}":
                self._make_index(place)
            elif inner == "book.json":
                place.site.write_book(place.config)
            elif inner.startswith(PRACTICE) and inner.endswith(".json") and QUESTIONS not in place.made:
                place.made.add(QUESTIONS)
                place.site.write_questions(place.config)

    def _make_page(self, place: Place, address: str) -> None:
        page = place.site.pages[address]
        if address in place.made:
            return
        place.made.add(address)
        config, files = place.config, place.files
        plugin: Any = config.plugins[PLUGIN]
        plugin.site = place.site  # a later build that failed may have left another
        try:
            mkdocs_build._populate_page(page, config, files)
            shown = files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
            mkdocs_build._build_page(page, config, shown, place.nav, place.env)
        except Exception as error:
            lost = said("preview-page-lost", self.language)
            Path(page.file.abs_dest_path).parent.mkdir(parents=True, exist_ok=True)
            Path(page.file.abs_dest_path).write_text(f"<!doctype html><body><h1>{lost}</h1></body>", encoding="utf-8")
            if not any(problem.severity == "error" for problem in self.problems):
                self.failure = str(error) or repr(error)

    def _make_index(self, place: Place) -> None:
        if place.searched:
            return
        place.searched = True
        for address in place.site.pages:
            self._make_page(place, address)
        write_index(place.site.index, place.config, place.site.edition.words)

    # --- the server ---------------------------------------------------------------------------------------------------

    def take_over(self, server: LiveReloadServer, config: MkDocsConfig) -> None:
        """Makes MkDocs' server ours: pages on demand, problems shown, changes seen at once."""
        builder, answer = server.builder, server.serve_request
        inject: Any = server._inject_js_into_html

        def build() -> None:
            stamp = self._state_of_files(server)
            if stamp == self._stamp:  # two watchers, or an editor that saved the same again: nothing to show
                server._wanted_epoch = server._visible_epoch
                return
            self._stamp = stamp
            with self.lock:
                self._build(builder)

        def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if path.startswith(server.mount_path) and not path.startswith("/livereload/"):
                self.make(path.removeprefix(server.mount_path))
            return answer(environ, start_response)

        def with_problems(content: bytes, epoch: int) -> bytes:
            # On the pages that help, the panel waits below until it is asked for.
            panel = self._panel(server.mount_path, is_open=b"jb-page--guide" not in content)
            before, end, after = content.rpartition(b"</body>")
            page = before + panel.encode() + end + after if end else content + panel.encode()
            return bytes(inject(page, epoch))

        gc.disable()  # a collection looks through the whole book, for longer than a change takes to show
        self._stamp = self._state_of_files(server)
        server.builder = build
        server.set_app(app)
        server._inject_js_into_html = with_problems  # type: ignore[method-assign]
        if config.theme.custom_dir:
            server.watch(config.theme.custom_dir)
        _see_changes_at_once(server)

    def _panel(self, root: str, *, is_open: bool) -> str:
        """What is wrong now, with ways to the pages that explain it; empty where all is well."""
        first = next(iter(self.places.values()), None)
        if first is None:
            return ""
        settings = first.site.settings

        def help_of(code: str) -> str:
            return help_url(root, code, self.language, settings.languages) if settings.guide else ""

        return overlay(self.problems, settings.folder, self.language, self.failure, help_of=help_of, is_open=is_open)

    def _build(self, builder: Callable[[], Any]) -> None:
        self._collecting.cancel()
        before = dict(self.places)
        self.failure = ""
        try:
            builder()
        except (Exception, SystemExit) as error:
            self.failure = _words_of(error)
            log.error("%s", self.failure)
            self.places = before
            self._restore()
        self._collecting = threading.Timer(_REST, gc.collect)
        self._collecting.daemon = True
        self._collecting.start()

    def _restore(self) -> None:
        """What MkDocs had cleaned away before the build failed."""
        for place in self.places.values():
            place.made.clear()
            place.searched = False
            place.files.copy_static_files(inclusion=InclusionLevel.is_in_serve)
            shown = place.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
            for file in shown:
                if file.page is not None and file.page.content is not None:
                    mkdocs_build._build_page(file.page, place.config, shown, place.nav, place.env)

    @staticmethod
    def _state_of_files(server: LiveReloadServer) -> object:
        """Names, sizes and times of all files that are watched."""
        found = []
        for watched in server._watched_paths:
            if os.path.isdir(watched):
                for folder, _, names in os.walk(watched):
                    found += [_stamp_of(os.path.join(folder, name)) for name in names]
            else:
                found.append(_stamp_of(watched))
        return sorted(found)


def _stamp_of(file: str) -> tuple[str, int, int]:
    try:
        stat = os.stat(file)
    except OSError:
        return file, 0, 0
    return file, stat.st_mtime_ns, stat.st_size


def _words_of(error: BaseException) -> str:
    if isinstance(error, Abort) and isinstance(error.__context__, BuildError):
        error = error.__context__
    if isinstance(error, MkDocsException):
        return getattr(error, "message", "") or str(error)
    return str(error) or repr(error)


def _see_changes_at_once(server: LiveReloadServer) -> None:
    """MkDocs looks for changes twice a second, which also works where the system tells nothing (network folders).

    Here the system is asked to tell as well.
    """

    def wake(event: watchdog.events.FileSystemEvent) -> None:
        if event.is_directory or event.event_type in ("opened", "closed_no_write"):
            return
        with server._rebuild_cond:
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    handler: Any = watchdog.events.FileSystemEventHandler()
    handler.on_any_event = wake
    observer: Any = watchdog.observers.Observer()
    observer.daemon = True
    try:
        for path in server._watched_paths:
            observer.schedule(handler, path, recursive=True)
        observer.start()
    except OSError:  # the system has no more watches to give; looking twice a second must do
        return
