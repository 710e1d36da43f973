"""Write the measurements as Markdown tables and the ratios that the project promises to watch."""

import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version

from benchmarks.measure import Run

STEPS = {
    "load": "load",
    "check": "check",
    "link": "link",
    "rules": "rules",
    "render": "render",
    "outlet": "MkDocs",
}
"""The names in the timings file → the headings of the table."""
COMMANDS = {
    "check": "`journeybook check`",
    "build": "`journeybook build`",
    "mkdocs": "`mkdocs build` of the book",
    "stock": "stock MkDocs + Material",
}
PACKAGES = ("journeybook", "mkdocs", "mkdocs-material")
NOTHING = "–"


@dataclass
class Result:
    """All measurements of a book of one size; what was not measured is absent."""

    things: int
    runs: dict[str, Run] = field(default_factory=dict)
    steps: dict[str, float] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)

    def seconds(self, command: str) -> float | None:
        """How long a command took."""
        return self.runs[command].seconds if command in self.runs else None

    def seconds_per_page(self, command: str) -> float | None:
        """How long a command took for each page that it wrote."""
        return ratio(self.seconds(command), self.pages.get(command))


def ratio(upper: float | None, lower: float | None) -> float | None:
    """The quotient, where both numbers were measured."""
    return upper / lower if upper is not None and lower else None


def report(results: Sequence[Result]) -> str:
    """The whole report."""
    parts = [
        _machine(),
        "## Time per step of `journeybook build`, in seconds",
        _table(["things", "pages", *STEPS.values(), "start and the rest"], (_steps(result) for result in results)),
        "## Whole commands",
        _table(
            ["things", "command", "seconds", "peak memory, MiB", "pages", "pages per second"],
            (row for result in results for row in _commands(result)),
        ),
        "## Ratios",
        "\n".join(f"- {line}" for line in _ratios(results)),
    ]
    return "\n\n".join(parts) + "\n"


def _machine() -> str:
    versions = []
    for package in PACKAGES:
        try:
            versions.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    python = f"Python {platform.python_version()}"
    machine = f"{sys.platform} {platform.machine()}, {os.cpu_count()} processors"
    return f"# Benchmarks\n\n{', '.join([*versions, python])}; {machine}."


def _steps(result: Result) -> list[str]:
    measured = [result.steps.get(step) for step in STEPS]
    whole, known = result.seconds("build"), [seconds for seconds in measured if seconds is not None]
    rest = whole - sum(known) if whole is not None and known else None
    pages = result.pages.get("build")
    return [f"{result.things:,}", _number(pages, 0), *(_number(seconds) for seconds in [*measured, rest])]


def _commands(result: Result) -> Iterable[list[str]]:
    for command, name in COMMANDS.items():
        if command in result.runs:
            run, pages = result.runs[command], result.pages.get(command)
            speed = ratio(pages, run.seconds)
            numbers = [_number(run.seconds), _number(run.peak_mib, 0), _number(pages, 0), _number(speed, 0)]
            yield [f"{result.things:,}", name, *numbers]


def _ratios(results: Sequence[Result]) -> Iterable[str]:
    for result in results:
        share = ratio(result.seconds("check"), result.seconds("build"))
        if share is not None:
            yield f"{result.things:,} things: a check takes {share:.0%} of the time of a full build"
        faster = ratio(result.seconds_per_page("stock"), result.seconds_per_page("build"))
        if faster is not None:
            memory = ratio(result.runs["build"].peak_mib, result.runs["stock"].peak_mib)
            yield (
                f"{result.things:,} things: stock takes {faster:.1f} times the time per page of a "
                f"Journeybook build, which needs {_number(memory, 1)} times the memory of stock"
            )
    per_page = {result.things: result.seconds_per_page("build") for result in results}
    growth = ratio(per_page.get(10_000), per_page.get(1_000))
    if growth is not None:
        yield f"time per page at 10,000 things ÷ that at 1,000: {growth:.2f}"


def _number(value: float | None, digits: int = 2) -> str:
    return NOTHING if value is None else f"{value:,.{digits}f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    words = {"command"}
    rule = ["---" if name in words else "---:" for name in head]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, rule, *rows])
