"""Sites that the tests of this folder read, each built once with plain MkDocs."""

from __future__ import annotations

import os
import shutil
import subprocess
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from tests.processes import mkdocs as run_mkdocs

ROOT = Path(__file__).parents[2]
SITES = ROOT / "tests/sites"
TODAY = "1795564800"  # 2026-11-25, as SOURCE_DATE_EPOCH says it


def mkdocs(book: Path, site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Runs ``mkdocs build`` on a book's folder."""
    return run_mkdocs(
        "build", "-f", f"{book}/mkdocs.yml", "-d", f"{site}", *options, NO_MKDOCS_2_WARNING="1", SOURCE_DATE_EPOCH=TODAY
    )


def built(book: Path, site: Path, *options: str) -> Path:
    """The built site of a book; fails with what MkDocs said."""
    answer = mkdocs(book, site, *options)
    assert answer.returncode == 0, answer.stderr
    return site


def built_once(book: Path, folders: pytest.TempPathFactory, *options: str) -> Path:
    """The site of a book that nobody changes: built by the first process of a run that asks for it."""
    shared = folders.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else folders.getbasetemp()
    site = shared / f"site-of-{book.name}"
    with site.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)  # until it is closed
        if not site.exists():
            built(book, site.with_suffix(".part"), *options).rename(site)
    return site


def example_site(folders: pytest.TempPathFactory) -> Path:
    """The example book, in both languages, built strictly."""
    return built_once(ROOT, folders, "--strict")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_site(tmp_path_factory)


@pytest.fixture(scope="session")
def every_field(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in which every field of every kind is filled."""
    return built_once(SITES / "good/every-field", tmp_path_factory)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book whose texts try to do harm."""
    return built(SITES / "good/hostile-text", tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The example book in a folder of its own, to be changed."""
    book = tmp_path / "book"
    book.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", book)
    shutil.copytree(ROOT / "content", book / "content")
    return book
