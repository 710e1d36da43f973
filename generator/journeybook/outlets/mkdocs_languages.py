"""The further languages of a site: one more MkDocs build each, beside the first one where the machine allows it.

A forked process has the checked book in its memory already, so nothing is read, checked or sent twice. What it logs is
logged again by the first build, whose ``--strict`` counts it.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError

from journeybook.outlets.mkdocs_settings import PLUGIN

Build = Callable[[str], None]


def build_language(config: MkDocsConfig, language: str, handed: Any) -> None:
    """One more build, into a folder of its own; ``handed`` is what the first build gives the plugin of this one."""
    child = load_config(
        config.config_file_path,
        site_dir=os.path.join(config.site_dir, language),
        site_url=f"{config.site_url.rstrip('/')}/{language}/" if config.site_url else "",
        use_directory_urls=config.use_directory_urls,
        strict=False,
    )
    plugin: Any = child.plugins[PLUGIN]
    plugin.handed = handed
    try:
        mkdocs_build.build(child, serve_url=child.site_url if handed.preview else None)
    finally:
        plugin.handed = None


class Beside:
    """Builds of languages that go on in processes of their own, while this one builds the first language."""

    def __init__(self, build: Build, languages: Sequence[str]) -> None:
        fork = multiprocessing.get_context("fork")
        self._failed: list[str] = []
        self._workers = []
        shares = min(len(languages), max(1, processors() - 1))
        for share in range(shares):
            here, there = fork.Pipe(duplex=False)
            process = fork.Process(target=_work, args=(build, languages[share::shares], there), daemon=True)
            process.start()
            there.close()
            self._workers.append((process, Thread(target=self._listen, args=(here,), daemon=True)))
        for _, listener in self._workers:  # only now: a process with threads shouldn't fork
            listener.start()

    def wait(self) -> None:
        """Until all are built. Raises PluginError where one of them isn't."""
        for process, listener in self._workers:
            listener.join()
            process.join()
            if process.exitcode and not self._failed:
                self._failed.append(f"Building another language ended early (exit code {process.exitcode}).")
        if self._failed:
            raise PluginError("\n".join(self._failed))

    def _listen(self, heard: Connection) -> None:
        with suppress(EOFError):
            while True:
                name, level, message = heard.recv()
                if name:
                    # As a message, not as a value for "%s": MkDocs leaves out messages that it has told already.
                    logging.getLogger(name).log(level, message)
                else:
                    self._failed.append(message)


def can_work_beside(languages: Sequence[str], *, serving: bool) -> bool:
    """Whether there are processors for it, and a system whose processes can be forked without harm."""
    return bool(languages) and not serving and sys.platform == "linux" and processors() > 1


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Sender(logging.Handler):
    """Sends what is logged to the process that listens."""

    def __init__(self, listener: Connection) -> None:
        super().__init__(logging.INFO)
        self.listener = listener

    def emit(self, record: logging.LogRecord) -> None:
        self.listener.send((record.name, record.levelno, record.getMessage()))


def _work(build: Build, languages: Sequence[str], listener: Connection) -> None:
    logger = logging.getLogger("mkdocs")
    logger.handlers, logger.propagate = [_Sender(listener)], False
    try:
        for language in languages:
            build(language)
    except (Abort, BuildError) as error:
        listener.send(("", 0, str(error)))
        sys.exit(1)
    finally:
        listener.close()
