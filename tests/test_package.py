"""The wheel holds generator and theme: installed in an empty environment, it builds a book made by ``init``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL"))}
    answer = subprocess.run(
        [str(each) for each in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**environment, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


@pytest.mark.package
def test_a_book_is_begun_and_built_with_nothing_but_the_wheel(tmp_path: Path) -> None:
    """``pip install``, ``init``, ``check``, ``build``: the way of a newcomer."""
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        tmp_path,
        ROOT,
        cwd=tmp_path,
    )
    wheel = next(tmp_path.glob("*.whl"))
    run(sys.executable, "-m", "venv", tmp_path / "env", cwd=tmp_path)
    python = tmp_path / "env/bin/python"
    run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", ROOT / "requirements.lock", cwd=tmp_path)
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", wheel, cwd=tmp_path)
    command = tmp_path / "env/bin/journeybook"
    run(command, "init", "book", cwd=tmp_path)
    run(command, "check", "book", "--strict", cwd=tmp_path)
    run(command, "build", "book", cwd=tmp_path)
    site = tmp_path / "book/site"
    assert (site / "index.html").is_file()
    assert (site / "en/personas/index.html").is_file()
    assert list(site.glob("assets/journeybook/fonts/*.woff2"))
    assert list(site.glob("assets/journeybook/css/*.css"))
