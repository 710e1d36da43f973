"""Problems as people at a terminal read them: in colour where there is any, with one line at the end that sums up."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any, Self, TextIO

import click

from journeybook.excerpts import Excerpts
from journeybook.explained import first_to_explain
from journeybook.problems import Problem, counts
from journeybook.sentences import number_in, said

_SECONDS_BETWEEN = 0.1
COLOURS: Mapping[str, str] = {"error": "red", "warning": "yellow", "info": "blue"}

# Each count with its word for one and for many.
_WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": {
        "error": ("{} error", "{} errors"),
        "warning": ("{} warning", "{} warnings"),
        "info": ("{} note", "{} notes"),
        "files": ("{} in one file.", "{} in {} files."),
        "none": ("No problems in one entry.", "No problems in {} entries."),
    },
    "vi": {
        "error": ("{} lỗi", "{} lỗi"),
        "warning": ("{} cảnh báo", "{} cảnh báo"),
        "info": ("{} điều nên biết", "{} điều nên biết"),
        "files": ("{} trong một tệp.", "{} trong {} tệp."),
        "none": ("Một mục, không có vấn đề nào.", "{} mục, không có vấn đề nào."),
    },
}


def _told(problem: Problem, language: str, excerpts: Excerpts | None, *, colour: bool) -> str:
    """A problem with the line that it is about, the place in it, and below what to do."""

    def styled(text: str, **style: Any) -> str:
        return click.style(text, **style) if colour else text

    place = styled(f"{problem.path}:{problem.line}:{problem.column}:", bold=True)
    severity = styled(problem.severity, fg=COLOURS[problem.severity])
    lines = [f"{place} {severity} [{problem.code}] {problem.message(language)}"]
    if shown := excerpts.of(problem) if excerpts else None:
        lines.append(styled(f"{shown.number:>6} │ ", dim=True) + shown.text)
        lines.append(styled("       │ ", dim=True) + styled(shown.marker, fg=COLOURS[problem.severity]))
    if hint := problem.hint(language):
        lines.append(styled(f"    → {hint}", dim=True))
    return "".join(f"{line}\n" for line in lines)


def summed_up(problems: Sequence[Problem], entries: int, language: str = "en") -> str:
    """One line: ``2 errors, 1 warning in 3 files.`` or ``No problems in 86 entries.``"""
    words = _WORDS[language if language in _WORDS else "en"]
    if not problems:
        return words["none"][entries != 1].format(number_in(entries, language))
    parts = [
        words[severity][number != 1].format(number_in(number, language))
        for severity, number in counts(problems).items()
        if number
    ]
    files = len({problem.path for problem in problems})
    return words["files"][files != 1].format(", ".join(parts), number_in(files, language))


def for_terminal(
    problems: Sequence[Problem],
    entries: int,
    language: str = "en",
    *,
    excerpts: Excerpts | None = None,
    colour: bool = False,
) -> str:
    """All problems and the line that sums them up; with excerpts, each with the line that it is about."""
    told = "".join(_told(problem, language, excerpts, colour=colour) for problem in problems)
    last = summed_up(problems, entries, language)
    if colour:
        worst = next((severity for severity, number in counts(problems).items() if number), None)
        last = click.style(last, bold=True, fg=COLOURS[worst] if worst else "green")
    return f"{told}{last}\n"


def where_explained(problems: Sequence[Problem], language: str = "en", *, colour: bool = False) -> str:
    """One quiet line that names the command which explains the problem that matters most; empty without problems."""
    code = first_to_explain(problems)
    if code is None:
        return ""
    line = said("explain-hint", language, code=code)
    return f"{click.style(line, dim=True) if colour else line}\n"


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal whose user hasn't said no to colours."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def user_language() -> str:
    """The language of the terminal's user, if problems are told in it; else English."""
    said = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "vi" if said.lower().startswith("vi") else "en"


class ProgressLine:
    """One line on a terminal that says how far a long work is, and goes away when it ends; elsewhere nothing."""

    def __init__(self, language: str = "en") -> None:
        self.language, self.shown_at = language, 0.0
        self.stream = sys.stderr if sys.stderr.isatty() and os.environ.get("TERM") != "dumb" else None

    def __enter__(self) -> Self:
        self._show(said("reading", self.language))
        return self

    def __call__(self, done: int, every: int) -> None:
        if done >= every:
            self._show(said("finishing", self.language))
        elif time.monotonic() - self.shown_at >= _SECONDS_BETWEEN:
            self._show(said("building", self.language, done=done, all=every))

    def printing(self, done: int, every: int) -> None:
        """How many pages are printed."""
        self._show(said("printing", self.language, done=done, all=every))

    def __exit__(self, *reason: object) -> None:
        self._show("")

    def _show(self, words: str) -> None:
        if self.stream:
            self.shown_at = time.monotonic()
            click.echo(f"\r\x1b[K{words}", file=self.stream, nl=False)
