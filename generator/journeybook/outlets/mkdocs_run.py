"""MkDocs' own build and preview, called as a library: quiet but for what matters, and without tracebacks."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.plugins import BasePlugin

from journeybook.exchange.book_json import is_for_others
from journeybook.model.values import Audience
from journeybook.outlets.mkdocs_build import BOOK
from journeybook.outlets.mkdocs_settings import PLUGIN
from journeybook.settings import WrongSettings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

Progress = Callable[[int, int], None]


class Failed(Exception):
    """The site wasn't built; the text says why, unless the reasons were told already."""


@dataclass(frozen=True)
class Built:
    """A site: where it is, how many pages it has, how long it took."""

    folder: Path
    pages: int
    seconds: float
    shareable: tuple[int, int] | None = None
    """Of a site for others: how many things are in it, of how many."""


class _Counter(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # without options of its own
    """Tells how many of the pages are written."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress, self.done, self.all = progress, 0, 0
        self.shareable: tuple[int, int] | None = None

    def on_env(self, env: Any, /, *, config: MkDocsConfig, files: Files) -> None:
        plugin: Any = config.plugins[PLUGIN]
        self.shareable = plugin.site.shareable_things
        self.all = sum(1 for _ in files.documentation_pages())

    def on_page_context(self, context: Any, /, **about: Any) -> None:
        self.done += 1
        if self.progress:
            self.progress(self.done, max(self.all, self.done))


def build_site(
    config_file: Path,
    *,
    strict: bool = False,
    site_dir: Path | None = None,
    audience: Audience | None = None,
    progress: Progress | None = None,
) -> Built:
    """Builds the site that ``mkdocs.yml`` describes. Raises Failed for its content, WrongSettings for its settings.

    What is built for another audience than the configuration says stands in a folder of its own, unless one is named.
    """
    if site_dir is not None:
        _must_hold_nothing_else(site_dir)
    started = time.monotonic()
    counter = _Counter(progress)
    with _told(logging.WARNING):
        target = str(site_dir.absolute()) if site_dir else None
        config = _configured(config_file, strict=strict or None, site_dir=target)
        _for_audience(config, audience, named=site_dir is not None)
        config.plugins["journeybook/progress"] = counter
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except Abort as error:
            raise Failed("" if isinstance(error.__context__, BuildError) else error.message) from error
        except BuildError as error:
            raise Failed(error.message) from error
        finally:
            config.plugins.on_shutdown()
    return Built(Path(config.site_dir), counter.done, time.monotonic() - started, counter.shareable)


def _must_hold_nothing_else(folder: Path) -> None:
    """A build empties its folder first, so a folder of anything but a site isn't taken."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "404.html").is_file():
        raise WrongSettings("wrong-site-dir", folder=folder)


def _for_audience(config: MkDocsConfig, audience: Audience | None, *, named: bool) -> None:
    options: Any = config.plugins[PLUGIN].config
    configured = options["audience"] or "internal"
    options["audience"] = audience or configured
    if options["audience"] != configured and not named:
        config.site_dir += f"-{audience}"
        _must_hold_nothing_else(Path(config.site_dir))
    if options["audience"] == "internal" and is_for_others(Path(config.site_dir, BOOK)):
        raise WrongSettings("wrong-site-dir-shareable", folder=config.site_dir)


def serve_site(config_file: Path, *, dev_addr: str | None = None) -> None:
    """Shows the site in a browser and builds it again at every change, until it is interrupted."""
    with _told(logging.INFO):
        address = _configured(config_file, dev_addr=dev_addr).dev_addr
        try:
            serve(config_file=str(config_file), dev_addr=dev_addr)
        except Abort as error:
            raise Failed("" if isinstance(error.__context__, BuildError) else error.message) from error
        except BuildError as error:
            raise Failed(error.message) from error
        except OSError as error:
            if error.filename:
                raise
            other = f"{address.host}:{address.port + 1}"
            raise WrongSettings(
                "wrong-address", address=str(address), reason=error.strerror or str(error), other=other
            ) from error


def _configured(config_file: Path, **options: Any) -> MkDocsConfig:
    # Material's notice of its end of life is told in our documentation, not at every build.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    try:
        return load_config(str(config_file), **options)
    except Abort:
        raise WrongSettings("wrong-for-reasons", file=config_file) from None
    except ConfigurationError as error:
        raise WrongSettings(f"{config_file}: {error.message}") from error


@contextmanager
def _told(level: int) -> Iterator[None]:
    """What MkDocs logs from a level on, told on standard error."""
    logger = logging.getLogger("mkdocs")
    teller = _Teller(level)
    before = logger.level, logger.propagate
    logger.addHandler(teller)
    logger.setLevel(level)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(teller)
        logger.setLevel(before[0])
        logger.propagate = before[1]


class _Teller(logging.Handler):
    """Writes to standard error; on a terminal over the line that tells how far the work is."""

    def emit(self, record: logging.LogRecord) -> None:
        over = "\r\x1b[K" if sys.stderr.isatty() else ""
        word = "warning: " if record.levelno == logging.WARNING else ""
        click.echo(f"{over}{word}{record.getMessage()}", err=True)
