"""Measure what tells changes: `python -m benchmarks.diff [THINGS]`.

A book is committed and tagged, then some of its things are reworded, renamed, added and removed. *Cold* reads both
states; *warm* finds the tag's snapshot where the first run kept it; *two tags* reads nothing but snapshots.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import git, run

ROOT = Path(__file__).parent.parent
JOURNEYBOOK = str(Path(sys.executable).with_name("journeybook"))
RUNS = 5


def _commit(book: Path, tag: str) -> None:
    git(book, "add", "-A")
    git(book, "commit", "-qm", tag)
    git(book, "tag", tag)


def _change(book: Path) -> None:
    """Every tenth person speaks of something else, every fiftieth has a new name or is gone."""
    for number, file in enumerate(sorted((book / "content/personas").glob("*.yaml"))):
        text = file.read_text(encoding="utf-8")
        if number % 50 == 1:
            file.unlink()
        elif number % 50 == 2:
            file.unlink()
            file.with_stem(f"{file.stem}-moi").write_text(f"{text}aliases: [{file.stem}]\n", encoding="utf-8")
        elif number % 10 == 3:
            file.write_text(text.replace(" và ", " cùng với ").replace(" and ", " with "), encoding="utf-8")


def _diff(book: Path, *states: str) -> tuple[float, str]:
    """Seconds, and the line that counts."""
    began = time.perf_counter()
    answer = subprocess.run(
        [JOURNEYBOOK, "diff", "--lang", "en", *states], cwd=book, check=True, capture_output=True, text=True
    )
    return time.perf_counter() - began, answer.stdout.splitlines()[1]


def main() -> None:
    """Print the figures."""
    things = sys.argv[1] if len(sys.argv) > 1 else "1000"
    with tempfile.TemporaryDirectory() as space:
        book = Path(space, "book")
        run([sys.executable, "-m", "benchmarks.generate", str(book), things], ROOT)
        (book / ".gitignore").write_text("/site\n/.journeybook/\n", encoding="utf-8")
        git(book, "init", "-q")
        _commit(book, "2026.1")
        _change(book)
        found: dict[str, list[float]] = {"cold": [], "warm": [], "two tags": []}
        counted = ""
        for _ in range(RUNS):
            shutil.rmtree(book / ".journeybook", ignore_errors=True)
            seconds, counted = _diff(book)
            found["cold"].append(seconds)
            found["warm"].append(_diff(book)[0])
        _commit(book, "2026.2")
        _diff(book, "2026.1", "2026.2")
        for _ in range(RUNS):
            found["two tags"].append(_diff(book, "2026.1", "2026.2")[0])
        print(f"{things} things: {counted}")
        for name, seconds_of in found.items():
            print(f"{name:10} {sorted(seconds_of)[RUNS // 2]:5.2f} s (median of {RUNS}; worst {max(seconds_of):.2f} s)")


if __name__ == "__main__":
    main()
