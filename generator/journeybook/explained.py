"""What each problem means: in plain words, with a wrong and a right example; as data in ``data/problems/<code>.yaml``.

The same explanation stands at a terminal (``journeybook explain``), on a page of each site (``write/problems/<code>/``)
and in reports for programs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib import resources
from typing import Any

import yaml

from journeybook.problems import CODES, MESSAGE_LANGUAGES, Problem, Severity, messages
from journeybook.sentences import said
from journeybook.vietnamese import nearest

#: Where the pages stand, from the root of a site in one language.
ADDRESS = "write/problems/"
#: The severest first; so are the groups in which codes are listed.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

HelpOf = Callable[[str], str]
"""Takes a code; gives the address at which a site explains it, or nothing where there is no such site."""


@dataclass(frozen=True)
class Line:
    """A line of an example; ``matters`` where it is what the other example has otherwise."""

    text: str
    matters: bool


@dataclass(frozen=True)
class File:
    """A file of an example. Of a picture, its size stands for it; ``→`` leads a link to another file."""

    path: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Explanation:
    """What a code means, in one language. Its texts are Markdown of one line."""

    code: str
    title: str
    what: str
    why: str
    wrong: tuple[File, ...]
    right: tuple[File, ...]
    next: tuple[str, ...]
    may_be_ignored: bool
    """Whether a thing may say that it shall not be told of it."""
    only_checked: bool
    """Whether it fails a check and stops no site."""

    @property
    def severity(self) -> Severity:
        """As it is where the configuration says nothing else."""
        return CODES[self.code]

    @property
    def comes_to(self) -> str:
        """The sentence that says what becomes of a book with it."""
        return "explain-about-checked" if self.only_checked else f"explain-about-{self.severity}"


def language_for(language: str) -> str:
    """The language in which a reader of another one gets explanations."""
    return language if language in MESSAGE_LANGUAGES else "en"


@cache
def explanation(code: str, language: str) -> Explanation:
    """What a code means, in one of the languages that problems are told in."""
    data = source(code)
    words = data[language_for(language)]
    wrong, right = words["wrong"], words["right"]
    return Explanation(
        code,
        words["title"],
        words["what"],
        words["why"],
        _files(wrong, right),
        _files(right, wrong),
        tuple(words["next"]),
        may_be_ignored=CODES[code] != "error" and data.get("ignore", True),
        only_checked=data.get("only_checked", False),
    )


def source(code: str) -> dict[str, Any]:
    """An explanation in all languages, as its file has it."""
    file = resources.files("journeybook").joinpath("data", "problems", f"{code}.yaml")
    loaded: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded


def by_severity() -> dict[Severity, list[str]]:
    """All codes, the severest first; within a severity in the order of the format's table."""
    return {severity: [code for code in CODES if CODES[code] == severity] for severity in SEVERITIES}


def sentences(code: str, language: str) -> list[tuple[str, str]]:
    """Everything that is told under a code, each with what to do; ``…`` stands for what differs from case to case."""
    slips = [slip for slip in messages("en") if slip.partition(".")[0] == code]
    told = [Problem(slip, "") for slip in slips]
    return [(_tidy(each.message(language)), _tidy(each.hint(language))) for each in told]


def _tidy(sentence: str) -> str:
    return sentence.replace("……", "…").replace("….", "…")


def silenced_in_thing(code: str, language: str) -> str:
    """What a thing says so that it isn't told of a code."""
    return f"ignore:\n  {code}: {said('explain-silence-reason', language_for(language))}"


def silenced_in_book(code: str) -> str:
    """What ``mkdocs.yml`` says so that nothing is told of a code."""
    return f"plugins:\n  - journeybook:\n      rules:\n        {code}: off"


def known_code(written: str) -> str | None:
    """The code that somebody means: as problems show it, with its brackets, or a slip of it; None if there is none."""
    code = written.strip().strip("[]").partition(".")[0].lower().replace("_", "-")
    return code if code in CODES else None


def like(written: str) -> str | None:
    """The code nearest to what somebody wrote; None if none is near."""
    return nearest(written.lower(), CODES, at_least=0.6)


def first_to_explain(problems: Sequence[Problem]) -> str | None:
    """The code that is worth explaining first: of the severest, the one that is told most often."""
    severities = [problem.severity for problem in problems]
    worst = next((severity for severity in SEVERITIES if severity in severities), None)
    codes = [problem.code for problem in problems if problem.severity == worst]
    return max(dict.fromkeys(codes), key=codes.count, default=None)


def nowhere(code: str) -> str:
    """Where a code is explained if the book has no site whose address is known."""
    return ""


def help_url(site_url: str, code: str, language: str, languages: Sequence[str]) -> str:
    """Where a site explains a code; empty where the site has no address, or speaks no language that is understood.

    ``languages`` are those of the site, the one without a folder first.
    """
    if not site_url or not languages or code not in CODES:
        return ""
    folder = f"{language}/" if language in languages[1:] else ""
    return f"{site_url.rstrip('/')}/{folder}{ADDRESS}{code}/"


def as_markdown(code: str, language: str) -> str:
    """A whole explanation as Markdown, for programs that show it."""
    it = explanation(code, language)
    why, wrong, right, what_next = (
        f"**{said(f'explain-{part}', language_for(language))}**" for part in ("why", "wrong", "right", "next")
    )
    steps = "\n".join(f"1. {step}" for step in it.next)
    parts = [it.what, why, it.why, wrong, *map(_fenced, it.wrong), right, *map(_fenced, it.right), what_next, steps]
    return "\n\n".join(parts) + "\n"


def as_text(code: str, language: str) -> str:
    """What it means and what to do, as plain text."""
    it = explanation(code, language)
    return "\n".join(map(without_markup, (it.what, it.why, *(f"- {step}" for step in it.next)))) + "\n"


def without_markup(markdown: str) -> str:
    """One line of Markdown as plain text."""
    return markdown.replace("**", "").replace("*", "").replace("`", "")


def _fenced(file: File) -> str:
    text = "\n".join(line.text for line in file.lines)
    return f"`{file.path}`\n\n```{'python' if file.path.endswith('.py') else 'yaml'}\n{text}\n```"


def _files(files: dict[str, str], others: dict[str, str]) -> tuple[File, ...]:
    return tuple(File(path, _lines(text, others.get(path))) for path, text in files.items())


def _lines(text: str, other: str | None) -> tuple[Line, ...]:
    """The lines of a file; where the other example has the file, too, with those marked that differ."""
    lines = text.splitlines()
    if other is None:
        return tuple(Line(line, matters=False) for line in lines)
    differ: set[int] = set()
    for what, start, end, *_ in SequenceMatcher(None, lines, other.splitlines(), autojunk=False).get_opcodes():
        if what != "equal":
            differ.update(range(start, end))
    return tuple(Line(line, matters=number in differ) for number, line in enumerate(lines))
