"""Measure publishing: `python -m benchmarks.publish`.

Ten versions of a book of 200 things are published; then one more is tagged and all of them are published again. Only
what is new is built: that version, `latest` and `next`, in each language. *The rest* is everything but building.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import git, run

ROOT = Path(__file__).parent.parent
JOURNEYBOOK = str(Path(sys.executable).with_name("journeybook"))
VERSIONS = 10


def _version(book: Path, number: int) -> None:
    """A few things change their words, and the state gets a name."""
    for file in sorted((book / "content/personas").glob("*.yaml"))[number::VERSIONS]:
        file.write_text(file.read_text(encoding="utf-8") + f"tags: [lan-{number}]\n", encoding="utf-8")
    git(book, "add", "-A")
    git(book, "commit", "-qm", f"Version {number}")
    git(book, "tag", f"2026.{number}")


def _publish(book: Path) -> tuple[float, int]:
    """Seconds and how many parts were built."""
    began = time.perf_counter()
    answer = subprocess.run(
        [JOURNEYBOOK, "publish", "--lang", "en"], cwd=book, check=True, capture_output=True, text=True
    )
    built = re.search(r"(\d+) parts were built", answer.stdout)
    return time.perf_counter() - began, int(built.group(1)) if built else 0


def _disk(folder: Path) -> tuple[int, int]:
    """Bytes of all files, and of them counted once however often they are linked."""
    seen: dict[int, int] = {}
    total = 0
    for path, _, names in os.walk(folder):
        for name in names:
            stat = os.lstat(os.path.join(path, name))
            total += stat.st_size
            seen[stat.st_ino] = stat.st_size
    return total, sum(seen.values())


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as space:
        book = Path(space, "book")
        run([sys.executable, "-m", "benchmarks.generate", str(book), "200"], ROOT)
        (book / ".gitignore").write_text("/public\n/.journeybook/\n", encoding="utf-8")
        git(book, "init", "-q")
        for number in range(VERSIONS):
            _version(book, number)
        first, parts = _publish(book)
        print(f"{VERSIONS} versions, nothing built yet:  {first:6.1f} s, {parts} parts")
        _version(book, VERSIONS)
        again, parts = _publish(book)
        print(f"one more tag:                   {again:6.1f} s, {parts} parts")
        rest, none = _publish(book)
        print(f"the rest (nothing to build):    {rest:6.1f} s, {none} parts")
        total, once = _disk(book / ".journeybook")
        print(f"disk: {total / 1e6:.0f} MB named, {once / 1e6:.0f} MB stored")


if __name__ == "__main__":
    main()
