"""What a book's own rules are written with. It stays as it is while the format of books does.

::

    from journeybook.custom import Finding, rule

    @rule("custom-quote-length", title="A quote that is too long")
    def long_quotes(book, today):
        \"\"\"Quotes fit on a slide.\"\"\"
        for persona in book.of_kind("persona"):
            ...
            yield Finding(persona, "This quote is too long.", place="quote", hint="Shorten it.")

A rule is given the Book (``book.of_kind("persona")``, ``book.thing("persona:lan")``, ``book.links_to(…)``) and today's
date. A thing's fields have the names that they have in files, and are never changed by a rule.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from journeybook.book import Book
from journeybook.check import Entry
from journeybook.problems import Severity, is_custom

__all__ = ["Book", "Entry", "Finding", "Rule", "Words", "rule"]

Words = str | Mapping[str, str]
"""What people are told: in one language for all, or by language: ``{"vi": "…", "en": "…"}``."""
Find = Callable[[Book, date], Iterable["Finding"]]


@dataclass(frozen=True)
class Finding:
    """What a rule has found."""

    thing: Entry | str
    """What it is about: an entry of the book, or its name: ``persona:lan``."""
    message: Words
    """What is wrong, in one plain sentence."""
    place: str | Sequence[str | int] = ()
    """The field: ``quote``; what stands inside, counted from 0: ``goals.0``. The whole entry, if not given."""
    hint: Words = ""
    """What to do next."""


@dataclass(frozen=True)
class Rule:
    """A rule of a book's own."""

    code: str
    find: Find
    title: Words
    severity: Severity

    @property
    def about(self) -> str:
        """What its function says of itself."""
        return " ".join((inspect.getdoc(self.find) or "").split())

    @property
    def line(self) -> int:
        """The line of its file on which it begins."""
        return self.find.__code__.co_firstlineno


class WrongCode(ValueError):
    """A rule has a code that it can't have."""


def rule(code: str, *, title: Words, severity: Severity = "warning") -> Callable[[Find], Rule]:
    """Makes a function a rule. Its code begins with ``custom-``; the configuration may set it otherwise."""
    if not is_custom(code):
        raise WrongCode(f"the code of a rule is custom- and small letters, such as custom-quote-length, not {code!r}")
    if severity not in ("error", "warning", "info"):
        raise WrongCode(f"{code}: severity is error, warning or info, not {severity!r}")
    return lambda find: Rule(code, find, title, severity)
