"""Test groups that need programs of their own, and what becomes of them where these are missing.

A group that can't run is left out and named at the end; with JOURNEYBOOK_ALL_TESTS=1 it fails the run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
ALL_TESTS = os.environ.get("JOURNEYBOOK_ALL_TESTS") == "1"

# A gate must not open by luck: what is tried there is the same each time. At a desk, chance goes on looking.
settings.register_profile("gate", derandomize=True, print_blob=True)
settings.register_profile("desk", print_blob=True)
settings.load_profile("gate" if ALL_TESTS else "desk")

left_out: dict[str, str] = {}
"""The groups left out, each with the reason."""


def find_chromium() -> str | None:
    return shutil.which(os.environ.get("CHROMIUM") or "/usr/bin/chromium")


def browser_lacks() -> str | None:
    if not find_chromium():
        return "no Chromium found; install it or set CHROMIUM to its path"
    if not (ROOT / "node_modules/axe-core/axe.min.js").is_file():
        return "no axe-core found; run npm ci"
    return None


def package_lacks() -> str | None:
    """Asks for a tiny package, through pip, since only pip knows its own mirrors and proxies."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--no-cache-dir",
            "--retries=0",
            "--timeout=10",
            f"--dest={folder}",
            "pyyaml-env-tag",
        ]
        answer = subprocess.run(command, capture_output=True, check=False)
    return None if answer.returncode == 0 else "pip reaches no package registry"


def jq_lacks() -> str | None:
    return None if shutil.which("jq") else "no jq found, which reads what hosts answer"


def language_server_lacks() -> str | None:
    if not shutil.which("node"):
        return "no Node.js found"
    there = (ROOT / "node_modules/yaml-language-server/bin/yaml-language-server").is_file()
    return None if there else "no yaml-language-server found; run npm ci"


GROUPS: dict[str, Callable[[], str | None]] = {
    "browser": cache(browser_lacks),
    "jq": jq_lacks,
    "language_server": language_server_lacks,
    "package": cache(package_lacks),
}
"""Each group by its marker, with the function that tells what it lacks."""


def is_worker(config: pytest.Config) -> bool:
    """Whether this is one of the processes among which the tests are dealt out."""
    return hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    if ALL_TESTS and not is_worker(config):
        reasons = [f"{group} tests can't run ({why})" for group, lacks in GROUPS.items() if (why := lacks())]
        if reasons:
            raise pytest.UsageError("JOURNEYBOOK_ALL_TESTS=1 asks for every test, but " + "; ".join(reasons))


@pytest.hookimpl(trylast=True)  # after -m and -k, so that nothing is looked for in vain
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if ALL_TESTS:
        return
    for group, lacks in GROUPS.items():
        members = [item for item in items if item.get_closest_marker(group)]
        if members and (reason := lacks()):
            left_out[group] = reason
            config.hook.pytest_deselected(items=members)
            items[:] = [item for item in items if item not in members]


@pytest.hookimpl(tryfirst=True)  # before the order is told to anybody
def pytest_collection_finish(session: pytest.Session) -> None:
    """Files with long tests first: whoever is done early takes of the short ones, and nobody waits at the end."""
    long = {item.path for item in session.items if any(map(item.get_closest_marker, ("browser", "slow")))}
    session.items.sort(key=lambda item: item.path not in long)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if is_worker(session.config):
        session.config.workeroutput["left_out"] = left_out  # type: ignore[attr-defined]  # pytest-xdist adds it


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    left_out.update(getattr(node, "workeroutput", {}).get("left_out", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for group, reason in left_out.items():
        terminalreporter.write_line(f"left out: {group} tests ({reason})", yellow=True)


@pytest.fixture(scope="session")
def chromium() -> str:
    path = find_chromium()
    assert path, "a test that needs Chromium must be marked `browser`"
    return path
