"""Whatever a file holds, reading it ends soon, with a tree or a place to look at; never with another exception."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeybook.load.reader import read_tree
from journeybook.load.source import Source, Unreadable, decode

YAML_BITS = st.sampled_from(
    [
        ": ",
        "\n",
        "  ",
        "- ",
        "a",
        "title",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "#",
        " #1",
        "&x ",
        "*x",
        "!t ",
        "|\n",
        ">\n",
        "\t",
        "---\n",
        "?",
        ",",
        "<<: ",
        "đ",
        "\u00a0",
        "%",
        "@",
        "`",
        "\\",
        "\r",
    ]
)


def read(text: str) -> None:
    fault: Unreadable | None = None
    try:
        read_tree(Source("x.yaml", text))
    except Unreadable as refused:
        fault = refused
    assert fault is None or (fault.line >= 1 and fault.column >= 1)


@given(st.lists(YAML_BITS, max_size=40).map("".join))
@settings(max_examples=1500, deadline=None)
@example("a: &x [*x]")
@example("? [a]\n: b")
@example("'")
@example("a: b\n...\nc")
def test_any_yaml_like_text_is_read_or_refused_at_a_place(text: str) -> None:
    """Made of what YAML is made of, in any order."""
    read(text)


@given(st.binary(max_size=200))
@settings(max_examples=500, deadline=None)
def test_any_bytes_are_read_or_refused_at_a_place(data: bytes) -> None:
    """In whatever encoding."""
    try:
        text = decode(data)
    except Unreadable:
        return
    read(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 10_000,
        "x" * 5_000_000,
        "\n".join(f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10) if n else 'lol'}]" for n in range(12)),
        "a: " + "{b: " * 5000,
        "- " * 20_000,
        'a: "' + "\\u0041" * 150_000,
        "? " * 5000,
        ("k: " + "&a " * 10 + "\n") * 3000,
        "a: ø" + "](é" * 250_000,
        "a: ø" + "a+" * 450_000,
        "a: ø " + "Kh¸ch hµng\u200b " * 40_000,
        "a: ø " + "aaf9d9" * 160_000,
        "- \u00a0" * 150_000,
    ],
)
def test_one_bad_file_takes_neither_long_nor_much(text: str, tmp_path: Path) -> None:
    """Less than five seconds and 500 MB, from start to end of the command."""
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ndocs_dir: content\nplugins: [journeybook]\n", encoding="utf-8")
    (tmp_path / "content/terms").mkdir(parents=True)
    (tmp_path / "content/terms/bad.yaml").write_text(text, encoding="utf-8")
    started = time.monotonic()
    command = [sys.executable, "-m", "journeybook", "check", str(tmp_path)]
    answer = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (500 * 2**20, 500 * 2**20)),
    )
    assert 1 == answer.returncode, answer.stderr[-2000:]
    assert "Traceback" not in answer.stderr
    assert 5 > time.monotonic() - started
