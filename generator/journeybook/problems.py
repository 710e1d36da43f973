"""Findings: data first, words last. Each has a stable code, a place, and words in every language of the tool."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

Severity = Literal["error", "warning", "info"]

#: Every code with its severity, in the order of the format's table. The configuration may set rules otherwise.
CODES: Mapping[str, Severity] = {
    "yaml-syntax": "error",
    "yaml-duplicate-key": "error",
    "yaml-tag": "error",
    "yaml-encoding": "error",
    "yaml-limit": "error",
    "yaml-comment-in-text": "warning",
    "yaml-list-in-text": "warning",
    "garbled-text": "warning",
    "unreadable-file": "error",
    "bad-id": "error",
    "unknown-kind": "error",
    "duplicate-id": "error",
    "unknown-field": "error",
    "missing-field": "error",
    "wrong-type": "error",
    "bad-value": "error",
    "unknown-reference": "error",
    "ambiguous-reference": "error",
    "wrong-kind": "error",
    "reference-cycle": "error",
    "stage-order": "error",
    "missing-media": "error",
    "budget-missed": "error",
    "stale": "warning",
    "event-review": "warning",
    "never-reviewed": "info",
    "evidence-expired": "warning",
    "single-source": "info",
    "personal-data": "warning",
    "internal-reference": "warning",
    "missing-alt": "warning",
    "large-picture": "info",
    "renamed-reference": "warning",
    "needless-ignore": "info",
    "untranslated": "warning",
    "unused": "warning",
    "no-owner": "warning",
    "stage-without-touchpoint": "warning",
    "stage-without-owner": "warning",
    "required-lane-empty": "warning",
    "stage-left-out": "info",
    "persona-without-journey": "warning",
    "segment-without-persona": "warning",
    "objection-without-answer": "warning",
    "role-not-covered": "warning",
    "contradiction": "warning",
    "broken-rule": "warning",
}

#: Codes whose severity the configuration may change and that a thing may ``ignore``.
RULE_CODES = tuple(code for code, severity in CODES.items() if severity != "error")

#: What is told only where the configuration asks for it: of a young book it would be told everywhere.
ON_REQUEST = frozenset({"single-source"})

#: Codes of rules that books bring themselves.
_CUSTOM = re.compile(r"custom(?:-[a-z0-9]+)+")

#: Languages in which problems are told.
MESSAGE_LANGUAGES = ("en", "vi")


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding.

    ``slip`` names the sentence that tells it (``wrong-type.number``); its first part is the code. ``args`` fill the
    sentence; of a mistyped name, ``near`` is what it may have been and ``sure`` what it was without doubt, so that
    tools can put it right. ``path`` is relative to the folder of ``mkdocs.yml``, with ``/``; ``line`` and ``column``
    count from 1.
    """

    slip: str
    path: str
    line: int = 1
    column: int = 1
    args: Mapping[str, Any] = field(default_factory=dict, compare=False)
    severity_set: Severity | None = field(default=None, compare=False)

    @property
    def code(self) -> str:
        """The stable code, as in the format's table."""
        return self.slip.partition(".")[0]

    @property
    def is_mistake(self) -> bool:
        """Whether it is an error whatever the configuration says."""
        return CODES.get(self.code) == "error"

    @property
    def severity(self) -> Severity:
        """``error``, ``warning`` or ``info``."""
        return self.severity_set or CODES[self.code]

    def message(self, language: str = "en") -> str:
        """What is wrong, in one plain sentence."""
        return self._words("message", language)

    def hint(self, language: str = "en") -> str:
        """What to do next; empty where the message says it all."""
        words = self._words("hint", language)
        near = self.args.get("near")
        if near:
            words = f"{messages(language)['did-you-mean']['message'].format(near=near)} {words}".strip()
        return words

    def _words(self, part: str, language: str) -> str:
        sentences = messages(language)
        entry = sentences.get(self.slip) or sentences[self.code]
        names = sentences["words"]
        args: dict[str, str | int | float] = {}
        for name, value in self.args.items():
            if isinstance(value, str) and name in _NAMED:
                args[name] = " / ".join(names.get(each, each) for each in value.split(" / "))
            elif isinstance(value, Mapping):  # how many by language
                args[name] = ", ".join(f"{names.get(each, each)} {count}" for each, count in value.items())
            elif isinstance(value, float):
                args[name] = str(value).replace(".", "," if language == "vi" else ".")
            elif isinstance(value, str | int):
                args[name] = value
        return entry.get(part, "").format_map(_Args(args)).strip()

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """The problem as ``journeybook check --format json`` tells it."""
        return {
            "code": self.code,
            "severity": self.severity,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "message": self.message(language),
            "hint": self.hint(language),
        }


@dataclass(frozen=True, slots=True)
class CustomProblem(Problem):
    """What a rule of a book's own has found; ``args`` hold its words by language, and its severity."""

    @property
    def severity(self) -> Severity:
        """As the configuration says, else as its rule does."""
        severity: Severity = self.severity_set or self.args["severity"]
        return severity

    def title(self, language: str) -> str:
        """What its rule is called."""
        return self._words("title", language)

    def _words(self, part: str, language: str) -> str:
        words: Mapping[str, str] = self.args[part]
        return words.get(language) or words["en"]


def is_custom(code: str) -> bool:
    """Whether a code is one that rules of a book's own have: ``custom-quote-length``."""
    return isinstance(code, str) and _CUSTOM.fullmatch(code) is not None


_NAMED = ("found", "wanted", "kind")  # args whose value may be the name of a kind or of a form


class _Args(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


@cache
def messages(language: str) -> dict[str, dict[str, str]]:
    """The sentences of one language, by slip: ``{"message": …, "hint": …}``."""
    name = language if language in MESSAGE_LANGUAGES else "en"
    text = resources.files("journeybook").joinpath("data", "messages", f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Every problem once, by file, line and column."""
    once = dict.fromkeys(problems)
    return sorted(once, key=lambda p: (p.path, p.line, p.column, p.code, p.slip))


def counts(problems: Sequence[Problem]) -> dict[str, int]:
    """How many of each severity: ``{"error": 2, "warning": 0, "info": 1}``."""
    found = Counter(problem.severity for problem in problems)
    return {severity: found[severity] for severity in ("error", "warning", "info")}
