"""Book → Problems: what is allowed, yet shouldn't stay as it is. One small function per rule, one stable code each.

A rule takes the Book and today's date (passed in, never read from the clock) and yields problems. It says nothing about
entries in which a mistake was found already, and rules that count references wait until all of them are known.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from journeybook.book import Book
from journeybook.link import Linked
from journeybook.problems import Problem, Severity
from journeybook.rules import audience, coverage, evidence, freshness, journeys, owners, questions, translation
from journeybook.rules.ignored import Ignored
from journeybook.settings import Settings

Rule = Callable[[Book, date], Iterator[Problem]]

#: Rules that look at one entry at a time.
LOCAL: tuple[Rule, ...] = (
    freshness.stale,
    freshness.event_review,
    freshness.never_reviewed,
    evidence.evidence_expired,
    evidence.personal_data,
    audience.internal_reference,
    owners.no_owner,
    journeys.stage_without_touchpoint,
    journeys.stage_without_owner,
    journeys.required_lane_empty,
    journeys.stage_left_out,
    coverage.objection_without_answer,
    translation.untranslated,
    questions.overtaken,
)
#: Rules that ask what points at a thing, with the kinds of things that they ask about.
COUNTING: tuple[tuple[Rule, frozenset[str]], ...] = (
    (coverage.persona_without_journey, frozenset({"persona", "journey", "role"})),
    (coverage.segment_without_persona, frozenset({"segment", "persona"})),
    (coverage.role_not_covered, frozenset({"role", "persona", "journey"})),
    (evidence.contradiction, frozenset({"role", "persona", "journey", "segment", "touchpoint"})),
)
#: Rules that are asked only where the configuration names them.
ON_REQUEST: Mapping[str, Rule] = {"single-source": evidence.single_source}


def judge(linked: Linked, today: date, *, all_known: bool, named: Container[str] = ()) -> list[Problem]:
    """What the rules say. ``all_known`` is False where some entry couldn't be read in full.

    ``named`` are the rules that the configuration names.
    """
    book = linked.book
    broken = {entry.record.path for entry in book.entries.values() if not entry.whole}
    problems: list[Problem] = []
    for rule in (*LOCAL, *(rule for code, rule in ON_REQUEST.items() if code in named)):
        problems += (problem for problem in rule(book, today) if problem.path not in broken)
    if all_known:
        for rule, kinds in COUNTING:
            if not kinds & linked.unsure:
                problems += rule(book, today)
        problems += (problem for problem in coverage.unused(book, today) if problem.args["kind"] not in linked.unsure)
    return problems


def as_configured(
    problems: Iterable[Problem],
    settings: Settings,
    book: Book,
    *,
    all_known: bool,
    custom: frozenset[str] | None = None,
) -> Iterator[Problem]:
    """The problems with the severities that the configuration and the entries' ``ignore`` give them.

    Where all is known, also which ``ignore`` silences nothing; ``custom`` are the codes of the book's own rules, if
    these were asked.
    """
    ignored = Ignored(book)
    for problem in problems:
        if problem.is_mistake:
            yield problem
        elif (severity := settings.severity_of(problem.code, problem.path)) != "off" and not ignored.silences(problem):
            yield _with(problem, severity)
    for problem in ignored.needless(settings, custom) if all_known else ():
        if (severity := settings.severity_of(problem.code, problem.path)) != "off":
            yield _with(problem, severity)


def _with(problem: Problem, severity: str) -> Problem:
    """The problem with the severity that is wanted, if one is."""
    return replace(problem, severity_set=cast(Severity, severity)) if severity else problem
