"""Measure Journeybook beside plain MkDocs + Material: `python -m benchmarks.run`.

Every measurement starts from a fresh copy of the book, without a site or a cache, in a process of its own.
The steps within one build come from the generator itself, which writes them where `JOURNEYBOOK_TIMINGS` says.
Plain MkDocs builds the same pages in the same run, up to 1,000 things; beyond that its navigation, drawn anew
on every page, takes too long.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import CommandFailed, run
from benchmarks.plan import FEWEST
from benchmarks.report import STEPS, Result, report

SIZES = (100, 1_000, 10_000)
LARGEST_STOCK = 1_000
RESULTS = Path(__file__).with_name("results.md")
ROOT = Path(__file__).parent.parent
JOURNEYBOOK = str(Path(sys.executable).with_name("journeybook"))
MKDOCS_BUILD = [sys.executable, "-m", "mkdocs", "build"]


def measure(things: int, stock: bool, space: Path) -> Result:
    """Measure one size, in an empty folder."""
    result = Result(things)
    book, timings = space / "book", space / "timings.json"
    run([sys.executable, "-m", "benchmarks.generate", str(book), str(things)], ROOT)

    _tell(f"{things:,} things: check")
    result.runs["check"] = run([JOURNEYBOOK, "check", str(_copy(book, "checked"))], space)

    _tell(f"{things:,} things: build")
    built = _copy(book, "built")
    result.runs["build"] = run([JOURNEYBOOK, "build", str(built)], space, {"JOURNEYBOOK_TIMINGS": str(timings)})
    told = _read(timings)
    result.steps = {step: told[step] for step in STEPS if step in told}
    result.pages["build"] = _pages(built) or int(told.get("pages", 0))

    _tell(f"{things:,} things: mkdocs build")
    plain = _copy(book, "plain")
    result.runs["mkdocs"] = run(MKDOCS_BUILD, plain)
    result.pages["mkdocs"] = _pages(plain)
    shutil.rmtree(plain)

    if stock:
        _tell(f"{things:,} things: stock MkDocs + Material")
        markdown = space / "stock"
        run([sys.executable, "-m", "benchmarks.stock", str(built / "site"), str(markdown)], ROOT)
        result.runs["stock"] = run(MKDOCS_BUILD, markdown)
        result.pages["stock"] = _pages(markdown)
    return result


def _copy(book: Path, name: str) -> Path:
    return shutil.copytree(book, book.with_name(name))


def _pages(folder: Path) -> int:
    return sum(1 for _ in (folder / "site").rglob("index.html"))


def _read(timings: Path) -> dict[str, float]:
    """What the generator told of its steps; nothing, if it told nothing."""
    if not timings.is_file():
        return {}
    told = json.loads(timings.read_text(encoding="utf-8"))
    return {name: value for name, value in told.items() if isinstance(value, int | float)}


def _tell(step: str) -> None:
    print(f"… {step}", file=sys.stderr, flush=True)


def main() -> int:
    """Read the command line, measure all sizes and print the report."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.run", description="Measure Journeybook beside plain MkDocs + Material."
    )
    sizes = ",".join(str(size) for size in SIZES)
    parser.add_argument("--sizes", default=sizes, metavar="N,N", help=f"numbers of things (default: {sizes})")
    parser.add_argument("--no-stock", action="store_true", help="leave out plain MkDocs")
    parser.add_argument("--save", action="store_true", help=f"also write {RESULTS.name} beside this module")
    arguments = parser.parse_args()
    results = []
    try:
        for things in [FEWEST, *(int(size) for size in arguments.sizes.split(","))]:
            stock = not arguments.no_stock and things <= LARGEST_STOCK
            with tempfile.TemporaryDirectory(prefix="journeybook-benchmark-") as space:
                results.append(measure(things, stock, Path(space)))
    except CommandFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    # The first, smallest book only warmed up: bytecode was compiled, libraries were read from the disk.
    text = report(results[1:])
    print(text, end="")
    if arguments.save:
        RESULTS.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
