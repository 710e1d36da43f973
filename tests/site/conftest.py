"""Sites that the tests of this folder read, each built once with plain MkDocs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SITES = ROOT / "tests/sites"
TODAY = "1795564800"  # 2026-11-25, as SOURCE_DATE_EPOCH says it


def mkdocs(book: Path, site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Runs ``mkdocs build`` on a book's folder."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": TODAY, "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(book / "mkdocs.yml"), "-d", str(site), *options]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def built(book: Path, site: Path, *options: str) -> Path:
    """The built site of a book; fails with what MkDocs said."""
    answer = mkdocs(book, site, *options)
    assert answer.returncode == 0, answer.stderr
    return site


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example book, in both languages, built strictly."""
    return built(ROOT, tmp_path_factory.mktemp("example"), "--strict")


@pytest.fixture(scope="session")
def every_field(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in which every field of every kind is filled."""
    return built(SITES / "good/every-field", tmp_path_factory.mktemp("every-field"))


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
