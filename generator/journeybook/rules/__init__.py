"""Book → Problems: what is allowed, yet shouldn't stay as it is. One small function per rule, one stable code each.

A rule takes the Book and today's date (passed in, never read from the clock) and yields problems. It says nothing about
entries in which a mistake was found already, and rules that count references wait until all of them are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import cast

from journeybook.book import Book
from journeybook.link import Linked
from journeybook.load import Mark
from journeybook.model.texts import Text
from journeybook.problems import CODES, Problem, Severity
from journeybook.rules import audience, coverage, evidence, freshness, journeys, owners, questions, translation
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


def judge(linked: Linked, today: date, *, all_known: bool) -> list[Problem]:
    """What the rules say. ``all_known`` is False where some entry couldn't be read in full."""
    book = linked.book
    broken = {entry.record.path for entry in book.entries.values() if not entry.whole}
    problems: list[Problem] = []
    for rule in LOCAL:
        problems += (problem for problem in rule(book, today) if problem.path not in broken)
    if all_known:
        for rule, kinds in COUNTING:
            if not kinds & linked.unsure:
                problems += rule(book, today)
        problems += (problem for problem in coverage.unused(book, today) if problem.args["kind"] not in linked.unsure)
    return problems


def as_configured(problems: Iterable[Problem], settings: Settings, book: Book) -> Iterator[Problem]:
    """The problems with the severities that the configuration and the entries' ``ignore`` give them."""
    ignored: dict[str, list[tuple[int, int, dict[str, Text]]]] = {}
    for entry in book.entries.values():
        if entry.thing.ignore:
            line = entry.record.at[0]
            end = _last_line(entry.record.mark)
            ignored.setdefault(entry.record.path, []).append((line, end, entry.thing.ignore))
    for problem in problems:
        if CODES[problem.code] != "error":
            if any(
                first <= problem.line <= last and problem.code in codes
                for first, last, codes in ignored.get(problem.path, ())
            ):
                continue
            severity = settings.rules.get(problem.code)
            if severity == "off":
                continue
            if severity in CODES.values() and problem.severity_set is None:
                yield replace(problem, severity_set=cast(Severity, severity))
                continue
        yield problem


def _last_line(mark: Mark) -> int:
    """The last line (from 1) on which anything of a value begins."""
    inside = mark.inside.values() if isinstance(mark.inside, dict) else mark.inside or ()
    return max([mark.line + 1, *(_last_line(each) for each in inside)])
