"""One version of a book in one language, built by MkDocs from a folder that holds it as it was."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

from journeybook.outlets.mkdocs_build import Handed
from journeybook.outlets.mkdocs_settings import PLUGIN, config_file, read_settings
from journeybook.outlets.publication import Publication
from journeybook.road import travel
from journeybook.settings import WrongSettings
from journeybook.today import today
from journeybook.versions.history import History
from journeybook.versions.overtaken import Checkout


class CannotBuild(Exception):
    """A version can't be built; the text says why, in one sentence."""


@dataclass(frozen=True)
class BuiltVersion:
    """What came of it: how many pages, and how many mistakes today's check finds in what was built around them."""

    pages: int
    errors: int


def build_version(
    book: Path,
    language: str,
    publication: Publication,
    target: Path,
    history: History | None = None,
    checkout: Checkout | None = None,
) -> BuiltVersion:
    """Builds a version into a folder; its pages tell of the history and of their checkout's past. Raises CannotBuild.

    A book that doesn't pass today's check is built all the same, with all of it that can be read.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)  # old versions can't be mended; the outcome says enough
    try:
        settings = read_settings(book)
        travelled = travel(settings, today(), checkout=checkout)
        config = load_config(
            str(config_file(book)),
            site_dir=str(target),
            site_url=publication.address(language),
            use_directory_urls=True,
            strict=False,
        )
        plugin: Any = config.plugins[PLUGIN]
        plugin.handed = Handed(language, settings, travelled, None, publication, history or History())
        mkdocs_build.build(config)
    except WrongSettings as error:
        raise CannotBuild(str(error)) from error
    except ConfigurationError as error:
        raise CannotBuild(f"mkdocs.yml: {error.message}") from error
    except Abort as error:
        raise CannotBuild(error.message if hasattr(error, "message") else str(error)) from error
    except BuildError as error:
        raise CannotBuild(error.message) from error
    except Exception as error:  # a book with mistakes is outside of what pages are made for
        if travelled.ok:
            raise
        raise CannotBuild(f"it has mistakes, and with them its pages can't be made ({error!r})") from error
    errors = sum(problem.severity == "error" for problem in travelled.problems)
    return BuiltVersion(sum(1 for _ in target.rglob("index.html")), errors)
