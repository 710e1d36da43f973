"""Sentences of commands and settings, in the languages that problems are told in; they stand in ``data/said``."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from journeybook.problems import MESSAGE_LANGUAGES


class Told(Exception):
    """What ends a command, told by a sentence of ``data/said``; one that has no name there is told as it is."""

    def __init__(self, what: str, /, **fill: Any) -> None:
        super().__init__(what)
        self.what, self.fill = what, fill

    def told(self, language: str = "en", /) -> str:
        """The sentence in a language."""
        return said(self.what, language, **self.fill) if self.what in _sentences("en") else self.what

    def __str__(self) -> str:
        return self.told()


def said(what: str, language: str = "en", /, **args: object) -> str:
    """A sentence, filled in; numbers are written as the language writes them."""
    filled = {name: number_in(arg, language) if isinstance(arg, int | float) else arg for name, arg in args.items()}
    return _sentences(language if language in MESSAGE_LANGUAGES else "en")[what].format(**filled)


def number_in(number: float, language: str) -> str:
    """A number as the language writes it: 1,234.5 or 1.234,5."""
    written = f"{number:,}"
    return written.translate(str.maketrans(",.", ".,")) if language == "vi" else written


@cache
def _sentences(language: str) -> dict[str, str]:
    text = resources.files("journeybook").joinpath("data", "said", f"{language}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, str] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded
