"""Problems as programs take them: our own JSON, and what GitHub, GitLab and readers of SARIF show at the line.

Hosts show only the first few, so the severest go first. They know files by their way from the repository's top folder,
which ``prefix`` leads to the book: ``handbook/`` or nothing. ``help_of`` says where a code is explained.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from journeybook import __version__
from journeybook.explained import HelpOf, as_markdown, as_text, explanation, nowhere, without_markup
from journeybook.problems import CODES, CustomProblem, Problem, counts

Format = Callable[[Sequence[Problem], str, str, HelpOf], str]
"""Takes the problems, the language to tell them in, the prefix of their paths, and where codes are explained."""

_SEVEREST_FIRST = ("error", "warning", "info")
_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_GITLAB = {"error": "critical", "warning": "minor", "info": "info"}
_SARIF = {"error": "error", "warning": "warning", "info": "note"}


def as_json(problems: Sequence[Problem], language: str = "en", prefix: str = "", help_of: HelpOf = nowhere) -> str:
    """The stable machine form: ``{"problems": […], "counts": {…}}``; its paths start from the book's own folder."""
    told = [{**problem.as_json(language), **_named("help", help_of(problem.code))} for problem in problems]
    return _written({"problems": told, "counts": counts(problems)})


def as_github(problems: Sequence[Problem], language: str = "en", prefix: str = "", help_of: HelpOf = nowhere) -> str:
    """Workflow commands, which GitHub Actions turns into annotations."""
    lines = []
    for problem in _severest_first(problems):
        place = f"file={_property(prefix + problem.path)},line={problem.line},col={problem.column}"
        title, words = _property(problem.code), _data(_words(problem, language, help_of))
        lines.append(f"::{_GITHUB[problem.severity]} {place},title={title}::{words}\n")
    return "".join(lines)


def as_gitlab(problems: Sequence[Problem], language: str = "en", prefix: str = "", help_of: HelpOf = nowhere) -> str:
    """A Code Quality report of GitLab (the format of Code Climate): a list of findings."""
    prints = _fingerprints(problems)
    return _written(
        [
            {
                "description": _words(problem, language, help_of),
                "check_name": problem.code,
                "fingerprint": prints[problem],
                "severity": _GITLAB[problem.severity],
                "location": {"path": prefix + problem.path, "lines": {"begin": problem.line}},
            }
            for problem in _severest_first(problems)
        ]
    )


def as_sarif(problems: Sequence[Problem], language: str = "en", prefix: str = "", help_of: HelpOf = nowhere) -> str:
    """SARIF 2.1.0, which code scanning of several hosts and many editors read."""
    prints = _fingerprints(problems)
    told = {problem.code: problem for problem in problems}
    codes = [*(code for code in CODES if code in told), *sorted(told.keys() - CODES.keys())]
    rules = [_rule(told[code], language, help_of) for code in codes]
    results = [
        {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            "level": _SARIF[problem.severity],
            "message": {"text": _words(problem, language)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(prefix + problem.path)},
                        "region": {"startLine": problem.line, "startColumn": problem.column},
                    }
                }
            ],
            "partialFingerprints": {"journeybook/v1": prints[problem]},
        }
        for problem in _severest_first(problems)
    ]
    driver = {"name": "Journeybook", "version": __version__, "rules": rules}
    return _written(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
        }
    )


def _rule(problem: Problem, language: str, help_of: HelpOf) -> dict[str, Any]:
    """What SARIF says of a code; of a rule of the book's own, only what it is called."""
    code = problem.code
    if isinstance(problem, CustomProblem):
        return {"id": code, "shortDescription": {"text": problem.title(language)}}
    return {
        "id": code,
        "shortDescription": {"text": explanation(code, language).title},
        "fullDescription": {"text": without_markup(explanation(code, language).what)},
        "help": {"text": as_text(code, language), "markdown": as_markdown(code, language)},
        **_named("helpUri", help_of(code)),
        "defaultConfiguration": {"level": _SARIF[CODES[code]]},
    }


FORMATS: Mapping[str, Format] = {"json": as_json, "github": as_github, "gitlab": as_gitlab, "sarif": as_sarif}


def _severest_first(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: _SEVEREST_FIRST.index(problem.severity))


def _words(problem: Problem, language: str, help_of: HelpOf = nowhere) -> str:
    """All that is said of a problem; where a site explains it, its address goes last, which hosts make a link."""
    return " ".join(filter(None, (problem.message(language), problem.hint(language), help_of(problem.code))))


def _named(name: str, value: str) -> dict[str, str]:
    return {name: value} if value else {}


def _fingerprints(problems: Sequence[Problem]) -> dict[Problem, str]:
    """What tells a finding from others and stays the same when lines above it come or go."""
    seen: Counter[str] = Counter()
    prints = {}
    for problem in problems:
        about = f"{problem.path} {problem.slip} {problem.message('en')}"
        seen[about] += 1
        prints[problem] = sha256(f"{about} {seen[about]}".encode()).hexdigest()[:32]
    return prints


def _written(answer: Any) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
