"""Rules of a book's own: Python in the files that ``custom_rules`` names. Nothing is run unless it is named there.

Whatever goes wrong in them is a problem at the rule's own line; the check goes on.
"""

from __future__ import annotations

import contextlib
import sys
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from types import ModuleType

from journeybook.book import Book
from journeybook.check import Entry
from journeybook.custom import Finding, Rule, Words
from journeybook.load import Loc
from journeybook.problems import MESSAGE_LANGUAGES, CustomProblem, Problem
from journeybook.settings import Settings, WrongSettings
from journeybook.vietnamese import nearest

CODE = "broken-rule"
#: A rule that takes longer (seconds) is named, and so is one that finds more.
SLOW = 2.0
MOST = 10_000


@dataclass
class Rules:
    """The rules of a book's own, each with the file that it stands in, and what is wrong with these files."""

    rules: dict[str, tuple[Rule, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load(settings: Settings) -> Rules:
    """Runs the files that ``custom_rules`` names, to see which rules they have. Raises WrongSettings."""
    found = Rules()
    for path, file in settings.custom_rules.items():
        if not file.is_file():
            raise WrongSettings("wrong-custom-none", found=path, folder=settings.folder)
        with contextlib.redirect_stdout(sys.stderr):
            _read(path, file, found)
    return found


def run(settings: Settings, book: Book, today: date) -> Rules:
    """The same, with all that the rules find. Raises WrongSettings."""
    loaded = load(settings)
    if not loaded.problems:
        _make_sure_of_codes(settings, loaded.rules)
    for each, path in loaded.rules.values():
        with contextlib.redirect_stdout(sys.stderr):  # what a rule prints mustn't get into what programs read
            loaded.problems += _found(each, path, settings.custom_rules[path], book, today)
    return loaded


def _make_sure_of_codes(settings: Settings, rules: Mapping[str, object]) -> None:
    for code in settings.rules:
        if code.startswith("custom-") and code not in rules:
            near = nearest(code, rules)
            raise WrongSettings(
                "wrong-rule-near" if near else "wrong-rule", found=code, near=near, all=", ".join(rules)
            )


# --- reading ----------------------------------------------------------------------------------------------------------


def _read(path: str, file: Path, found: Rules) -> None:
    module = ModuleType(f"journeybook_custom_{file.stem}")
    module.__file__ = str(file)
    sys.modules[module.__name__] = module  # dataclasses in it look for it there
    try:
        exec(compile(file.read_bytes(), str(file), "exec"), module.__dict__)
    except SyntaxError as error:
        found.problems.append(
            Problem(f"{CODE}.syntax", path, error.lineno or 1, error.offset or 1, {"error": error.msg})
        )
        return
    except (Exception, SystemExit) as error:
        found.problems.append(_raised(error, path, file))
        return
    rules = [each for each in vars(module).values() if isinstance(each, Rule)]
    if not rules:
        found.problems.append(Problem(f"{CODE}.none", path))
    for each in rules:
        if each.code in found.rules:
            found.problems.append(Problem(f"{CODE}.twice", path, each.line, args={"name": each.code}))
        else:
            found.rules[each.code] = (each, path)


def _raised(error: BaseException, path: str, file: Path, line: int = 1) -> Problem:
    """What went wrong, at the last line of the file that had a part in it."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(file)]
    words = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Problem(CODE, path, next(filter(None, reversed(lines)), line), args={"error": words.splitlines()[0]})


# --- asking -----------------------------------------------------------------------------------------------------------


def _found(each: Rule, path: str, file: Path, book: Book, today: date) -> Iterator[Problem]:
    """What a rule finds, up to where it breaks."""
    started = time.perf_counter()
    found: list[Finding] = []
    broken = None
    try:
        answer = each.find(book, today)
        if isinstance(answer, Iterable) and not isinstance(answer, str | Mapping):
            found.extend(islice(answer, MOST + 1))
        else:
            broken = Problem(f"{CODE}.value", path, each.line, args=_value(each, answer))
    except (Exception, SystemExit) as error:
        broken = _raised(error, path, file, each.line)
    seconds = time.perf_counter() - started
    for finding in found[:MOST]:
        if not isinstance(finding, Finding):
            broken = broken or Problem(f"{CODE}.value", path, each.line, args=_value(each, finding))
        elif (entry := _entry(finding, book)) is None:
            broken = broken or Problem(
                f"{CODE}.thing", path, each.line, args={"name": each.code, "about": str(finding.thing)}
            )
        else:
            yield _problem(each, finding, entry)
    if broken:
        yield broken
    if len(found) > MOST:
        yield Problem(f"{CODE}.many", path, each.line, args={"name": each.code, "most": MOST})
    if seconds > SLOW:
        yield Problem(f"{CODE}.slow", path, each.line, args={"name": each.code, "seconds": round(seconds, 1)})


def _value(each: Rule, found: object) -> dict[str, str]:
    return {"name": each.code, "value": "None" if found is None else type(found).__name__}


def _entry(finding: Finding, book: Book) -> Entry | None:
    if isinstance(finding.thing, Entry):
        return None if finding.thing.shipped else finding.thing
    entry = book.entries.get(str(finding.thing))
    return None if entry is None or entry.shipped else entry


def _problem(each: Rule, finding: Finding, entry: Entry) -> Problem:
    place = finding.place.split(".") if isinstance(finding.place, str) else finding.place
    loc: Loc = tuple(int(step) if str(step).isdecimal() else str(step) for step in place if step != "")
    inside = entry.record.mark.inside
    known = loc and isinstance(inside, dict) and loc[0] in inside
    at = entry.record.place(loc) if known else entry.record.at
    words = {"message": by_language(finding.message), "hint": by_language(finding.hint)}
    slip = f"{each.code}.{words['message']['en']}"  # two findings at one place are two
    args = {**words, "title": by_language(each.title), "severity": each.severity}
    return CustomProblem(slip, entry.record.path, *at, args)


def by_language(words: Words) -> dict[str, str]:
    """Words for every language that problems are told in; what is missing stands in another one."""
    if isinstance(words, str):
        return dict.fromkeys(MESSAGE_LANGUAGES, words)
    first = next(iter(words.values()), "")
    return {language: str(words.get(language, first)) for language in MESSAGE_LANGUAGES}
