"""A problem's value → what it surely means: numbers, days, yes and no, and (on request) names with one slip in them.

The checker finds the value and says what should stand there; here is decided whether that is certain, and how the line
then reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date

from journeybook import garbled
from journeybook.garbled.encodings import TCVN3, VNI, WORD
from journeybook.garbled.syllables import is_syllable
from journeybook.mend.lines import Edit
from journeybook.mend.text import goes_on, hyphens_for_bullets, quoted
from journeybook.problems import Problem

Remedy = Callable[[Problem, list[str], Collection[str]], list[Edit]]

_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_UNSURE_NUMBER = re.compile(r"[-+]?[0-9]{1,3},[0-9]{3}|.*%")  # 1,500: a thousand and a half, or one and a half


def edits_for(problem: Problem, lines: list[str], names: Collection[str], *, ids: bool) -> tuple[str, list[Edit]]:
    """What mends a problem, and the name of the sentence that tells it; no edits where nothing certain does."""
    what, remedy = _REMEDIES.get(problem.slip) or (_OF_IDS.get(problem.slip) if ids else None) or ("", None)
    if remedy is None or problem.line > len(lines):
        return what, []
    return what, remedy(problem, lines, names)


def may_be_mistyped(problem: Problem) -> bool:
    """Whether a problem is a mistyped name that the checker is sure about."""
    return problem.slip in ("renamed-reference", "bad-id") or bool(problem.args.get("sure"))


def place_of(problem: Problem, lines: list[str], old: str) -> int | None:
    """The column (from 1) at which a problem's value or name stands: behind quotes, brackets and the kind."""
    line = lines[problem.line - 1]
    found = re.compile(rf"""["'\[\s]*(?:[\w-]+:\s*)?(?P<old>{re.escape(old)})(?=$|[\s,\]}}"'#|/:])""").match(
        line, problem.column - 1
    )
    return found.start("old") + 1 if found and old else None


def _instead(problem: Problem, lines: list[str], old: object, new: object) -> list[Edit]:
    if not isinstance(old, str) or not isinstance(new, str) or old == new:
        return []
    column = place_of(problem, lines, old)
    return [Edit(problem.line, column, old, new)] if column else []


# --- values -----------------------------------------------------------------------------------------------------------


def _number(problem: Problem, lines: list[str], names: Collection[str]) -> list[Edit]:
    found = str(problem.args["found"])
    return [] if _UNSURE_NUMBER.fullmatch(found) else _instead(problem, lines, found, problem.args["right"])


def _truth(problem: Problem, lines: list[str], names: Collection[str]) -> list[Edit]:
    return _instead(problem, lines, str(problem.args["found"]).strip(), problem.args["right"])


def _day(problem: Problem, lines: list[str], names: Collection[str]) -> list[Edit]:
    found = str(problem.args["found"]).strip()
    return _instead(problem, lines, found, day_meant(found))


def day_meant(written: str) -> str | None:
    """The day as it should be written; None where there could be two, or none."""
    if parts := _YEAR_FIRST.fullmatch(written):
        ways = {_iso(parts[1], parts[2], parts[3])}
    elif parts := _YEAR_LAST.fullmatch(written):
        ways = {_iso(parts[3], parts[2], parts[1]), _iso(parts[3], parts[1], parts[2])} - {None}
    else:
        return None
    return ways.pop() if len(ways) == 1 else None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _space(problem: Problem, lines: list[str], names: Collection[str]) -> list[Edit]:
    """The space behind the colon of ``sizes:Lớn`` or ``{vi:Lead}``, if there is such a field."""
    found = re.compile(r"([a-z0-9_-]+):(?=\S)").match(lines[problem.line - 1], problem.column - 1)
    if not found or found[1] not in names:
        return []
    return [Edit(problem.line, problem.column, found.group(), found.group() + " ")]


def _colon_in_text(problem: Problem, lines: list[str], names: Collection[str]) -> list[Edit]:
    """Quotes around ``Lưu ý: đọc kỹ``, an item of its own."""
    line, start = lines[problem.line - 1], problem.column - 1
    text = line[start:].rstrip()
    alone = not line[:start].strip(" -") and not text.startswith(('"', "'", "[", "{"))
    if not alone or " #" in text or goes_on(lines, problem.line):
        return []
    return [Edit(problem.line, problem.column, text, quoted(text))]


def _list(problem: Problem, lines: list[str], names: Collection[str]) -> list[Edit]:
    """Hyphens, where every line of a text begins with the same sign for an item."""
    edits = hyphens_for_bullets(lines, problem.line, problem.column)
    return [] if edits and goes_on(lines, edits[-1].line) else edits


def _unspoilt(problem: Problem, lines: list[str], names: Collection[str]) -> list[Edit]:
    """Words as they were before an old encoding was taken for a Western one, in all lines spoilt in the same way."""
    encoding = {each.name: each for each in (TCVN3, VNI)}.get(problem.args["encoding"])
    right = encoding.right if encoding else garbled.read_twice
    edits = []
    for found in garbled.find(lines):
        if (found.slip, found.encoding) != (problem.slip, problem.args["encoding"]):
            continue
        line = lines[found.line - 1]
        old = line[found.column - 1 :]
        new = right(old)
        mended = line[: found.column - 1] + new
        unsure = encoding and any(_unsure(word, right(word)) for word in WORD.findall(old))
        is_comment = line.lstrip().startswith("#") and not problem.path.endswith(".md")
        if unsure or is_comment or any(garbled.find([mended])):
            continue
        edits.append(Edit(found.line, found.column, old, new))
    return edits


def _unsure(word: str, right: str) -> bool:
    """Whether a word beside spoilt ones may be in order: Vietnamese as it stands, or no Vietnamese at all."""
    return word != right and (is_syllable(word) or not is_syllable(right))


# --- names, on request ------------------------------------------------------------------------------------------------


def _choice(problem: Problem, lines: list[str], names: Collection[str]) -> list[Edit]:
    return _instead(problem, lines, problem.args.get("found"), problem.args.get("sure"))


def _name(problem: Problem, lines: list[str], names: Collection[str]) -> list[Edit]:
    return _instead(problem, lines, problem.args.get("name"), problem.args.get("sure"))


def _reference(problem: Problem, lines: list[str], names: Collection[str]) -> list[Edit]:
    """The id in a reference; its kind and its stage stay."""
    written = str(problem.args["name"])
    name = written.rpartition(":")[2].strip().partition("/")[0]
    return _instead(problem, lines, name, problem.args.get("sure"))


def _stage(problem: Problem, lines: list[str], names: Collection[str]) -> list[Edit]:
    stage, new = str(problem.args["stage"]), problem.args.get("sure")
    found = re.compile(rf"""["'\[\s]*[^\s,\]}}"'|]*?(?P<old>{re.escape(stage)})(?=$|[\s,\]}}"'#|])""").match(
        lines[problem.line - 1], problem.column - 1
    )
    return [Edit(problem.line, found.start("old") + 1, stage, str(new))] if found and new else []


def _renamed(problem: Problem, lines: list[str], names: Collection[str]) -> list[Edit]:
    """The id that a thing has now; a stage behind it stays."""
    return _instead(problem, lines, problem.args["name"], str(problem.args["right"]).partition("/")[0])


def _id(problem: Problem, lines: list[str], names: Collection[str]) -> list[Edit]:
    """An id in a file: a key, an alias, a stage. That of a file is its name."""
    right = problem.args["right"]
    return [] if right == "…" else _instead(problem, lines, problem.args["id"], right)


_REMEDIES: Mapping[str, tuple[str, Remedy]] = {
    "wrong-type.number-written": ("value", _number),
    "wrong-type.truth-written": ("value", _truth),
    "bad-value.date": ("value", _day),
    "bad-value.date-written": ("value", _day),
    "wrong-type.no-space": ("space", _space),
    "unknown-field.no-space": ("space", _space),
    "unknown-field.colon-in-text": ("in-quotes", _colon_in_text),
    "yaml-list-in-text": ("dash", _list),
    "garbled-text": ("unspoilt", _unspoilt),
    "garbled-text.twice": ("unspoilt", _unspoilt),
}
_OF_IDS: Mapping[str, tuple[str, Remedy]] = {
    "unknown-field": ("name", _name),
    "unknown-field.language": ("name", _name),
    "bad-value.choice": ("name", _choice),
    "bad-value.code": ("name", _choice),
    "unknown-reference": ("name", _reference),
    "unknown-reference.kind": ("name", _name),
    "unknown-reference.stage": ("name", _stage),
    "unknown-reference.lane": ("name", _name),
    "renamed-reference": ("name", _renamed),
    "bad-id": ("name", _id),
}
