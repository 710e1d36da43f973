"""A small book under git, with three released versions, for what is published and compared."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

CONFIG = """\
site_name: Book
site_url: https://book.example/sub/
docs_dir: content
exclude_docs: "*.yaml"
theme: {name: material, language: vi}
plugins: [search, {journeybook: {languages: [vi, en]}}]
"""
WHO = {
    "GIT_AUTHOR_NAME": "Trần Lan",
    "GIT_AUTHOR_EMAIL": "lan@book.example",
    "GIT_COMMITTER_NAME": "Trần Lan",
    "GIT_COMMITTER_EMAIL": "lan@book.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


def git(folder: Path, *arguments: str, day: str = "2026-01-01") -> str:
    """Runs git as somebody, on a day."""
    when = f"{day}T08:00:00+07:00"
    environment = {**os.environ, **WHO, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    answer = subprocess.run(
        ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True, env=environment
    )
    return answer.stdout.strip()


def commit(
    folder: Path, files: Mapping[str, str | None], message: str, *, tag: str = "", day: str = "2026-01-01"
) -> None:
    """Writes files (None takes one away), commits them, and tags the commit."""
    for name, text in files.items():
        file = folder / name
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message, "--allow-empty", day=day)
    if tag:
        git(folder, "tag", tag)


def repository(folder: Path, config: str = CONFIG) -> Path:
    """2025.1 has guard and cook; 2026.1 has lost the cook and renamed the guard; next has a driver, too."""

    def say(vi: str, en: str) -> str:
        return f"{{vi: {vi}, en: {en}}}" if "[vi, en]" in config else vi

    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    guard = f"title: {say('Người gác', 'Guard')}\nsummary: {say('Gác cổng.', 'Keeps the gate.')}\n"
    commit(
        folder,
        {
            "mkdocs.yml": config,
            ".gitignore": "/public\n/.journeybook/\n",
            "content/roles/guard.yaml": guard,
            "content/roles/cook.yaml": f"title: {say('Đầu bếp', 'Cook')}\n",
        },
        "The first roles",
        tag="2025.1",
        day="2025-03-01",
    )
    commit(
        folder,
        {
            "content/roles/guard.yaml": None,
            "content/roles/keeper.yaml": f"{guard}aliases: [guard]\n",
            "content/roles/cook.yaml": None,
        },
        "The guard is called keeper (#7)",
        tag="2026.1",
        day="2026-02-01",
    )
    commit(
        folder,
        {"content/roles/driver.yaml": f"title: {say('Tài xế', 'Driver')}\n"},
        "A driver",
        day="2026-03-01",
    )
    return folder


def many_versions(folder: Path) -> Path:
    """Ten released versions in which things come, go, change their names and point at each other."""
    book = repository(folder, CONFIG.replace("[vi, en]", "[vi]"))
    for number in range(2, 10):
        files: dict[str, str | None] = {
            f"content/roles/helper-{number}.yaml": f"title: Phụ việc {number}\nrelated: [role:keeper]\n",
            "content/roles/driver.yaml": f"title: Tài xế\nsummary: Lái xe, bản {number}.\n",
        }
        if number % 2:
            before = f"content/roles/helper-{number - 1}.yaml"
            files[before] = None
            if number % 4 == 1:
                files[f"content/roles/aide-{number}.yaml"] = f"title: Trợ lý\naliases: [helper-{number - 1}]\n"
        commit(book, files, f"Version {number}", tag=f"2026.{number}", day=f"2026-{number + 2:02}-01")
    return book
