"""A preview goes on through every mistake, and shows it over the last good page until it is mended."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

CONFIG = """\
site_name: Book
docs_dir: content
theme: {name: material, language: en, custom_dir: overrides}
plugins: [search, {journeybook: {languages: [en, vi]}}]
"""
PATIENCE = 30


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Served:
    """A running preview, asked as a browser asks it."""

    def __init__(self, book: Path, command: list[str]) -> None:
        self.book, port = book, free_port()
        self.root = f"http://127.0.0.1:{port}/"
        environment = {**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": "", "NO_MKDOCS_2_WARNING": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", *command, f"--dev-addr=127.0.0.1:{port}"],
            cwd=book,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            try:
                self.get("")
                break
            except (URLError, ConnectionError):
                assert self.process.poll() is None, "the preview has ended"
                time.sleep(0.1)

    def get(self, address: str) -> str:
        with urlopen(self.root + address, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))

    def after(self, address: str, files: Mapping[str, str | None]) -> str:
        """The page as it is when the browser is told to load it again, because these files changed."""
        epoch = re.findall(r"livereload\((\d+), \d+\)", self.get(address))[-1]
        for name, text in files.items():
            file = self.book / name
            if text is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                beside = self.book / "saved"  # as careful editors save, so that no half of it is seen
                beside.write_text(text, encoding="utf-8")
                beside.replace(file)
        ends = time.monotonic() + PATIENCE
        while self.get(f"livereload/{epoch}/1") <= epoch:
            assert time.monotonic() < ends, "nothing was told to the browser"
        return self.get(address)


@pytest.fixture(params=["journeybook", "mkdocs"])
def served(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    """Both commands, on a book that is wrong from the beginning."""
    book = tmp_path / "book"
    (book / "content/roles").mkdir(parents=True)
    (book / "overrides").mkdir()
    (book / "content/roles/guard.yaml").write_text("title: Guard\nlength: 3\n", encoding="utf-8")
    (book / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    preview = Served(book, [request.param, "serve"])
    yield preview
    preview.process.send_signal(signal.SIGINT)
    try:
        preview.process.wait(timeout=PATIENCE)
    finally:
        preview.process.kill()


def test_a_preview_lives_through_every_kind_of_mistake(served: Served) -> None:
    """Wrong from the start, broken YAML, broken settings, a broken template; each told, and gone when mended."""
    page = "roles/guard/"
    first = served.get(page)
    assert "content/roles/guard.yaml:2:1" in first
    assert "length: 3\n<b>^</b>" in first
    assert "Guard</h1>" in first
    assert '<details open class="jb-wrong"' in first
    explained = "write/problems/unknown-field/"
    assert f'href="/{explained}"' in first
    assert '<details class="jb-wrong"' in served.get(explained), "it doesn't hide the page that helps"

    good = {"content/roles/guard.yaml": "title: Guard\nsummary: Keeps the gate.\n"}
    mended = served.after(page, good)
    assert "jb-wrong" not in mended
    assert "Keeps the gate." in mended

    broken = served.after(page, {"content/roles/guard.yaml": 'title: Guard\nsummary: "Keeps\n'})
    assert "content/roles/guard.yaml:2" in broken
    assert "Keeps the gate." in broken, "the last good page is below"
    assert "jb-wrong" not in served.after(page, good)

    settings = served.after(page, {"mkdocs.yml": CONFIG.replace("[en, vi]", "[en, xx]")})
    assert "xx" in settings
    assert "jb-wrong" in settings
    assert "Keeps the gate." in settings
    assert "Be Vietnam" in served.get(re.findall(r'href="../../(assets/journeybook/css/[^"]+)"', settings)[0])
    assert "jb-wrong" in served.after(page, {"mkdocs.yml": "plugins: [\n"})
    assert "jb-wrong" not in served.after(page, {"mkdocs.yml": CONFIG})

    template = served.after(page, {"overrides/pages/role.html": "{{ nothing.here }}"})
    assert "pages/role.html" in template
    back = served.after(page, {"overrides/pages/role.html": None})
    assert "jb-wrong" not in back
    assert "Keeps the gate." in back

    renamed = served.after("", {"content/roles/guard.yaml": None, "content/roles/keeper.yaml": "title: Keeper\n"})
    assert "jb-wrong" not in renamed
    assert "Keeper</h1>" in served.get("vi/roles/keeper/")
    assert "Keeper" in served.get("search/journeybook.preview.json")
