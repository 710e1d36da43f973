"""What an editor did when YAML can't be read: the place of the mistake, not of its consequence, and its own sentence.

libyaml tells where it gave up. That is often a line or more below the slip: an open quote swallows the lines that
follow, a key without its colon becomes the start of a longer text. Here the place is moved back to the slip itself.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from journeybook.load.source import Source, Unreadable

_KEY = re.compile(r"^\s*(?:- +)*[^\s:#\[\]{},\"'-][^:#\[\]{},\"']*:(?:\s|$)")
_KEY_WITHOUT_SPACE = re.compile(r"^\s*(?:- +)?[a-z0-9_-]+:[^\s/]")
_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- +)?[\w-]+\s?：")
_FULL_WIDTH_COLON_OF_FIELD = re.compile(r"\s*(?:- +)*[a-z][a-z0-9_-]*\s?：")
_FULL_WIDTH_SIGNS = "：，、［｛"
#: Typographic quotes, each with the one that closes it.
CLOSING_QUOTES = {"“": "”", "„": "“", "‘": "’", "‚": "‘", "«": "»", "‹": "›"}
_IN_TYPOGRAPHIC_QUOTES = re.compile(r"^\s*(?:- +)*(?:[\w-]+: +)?(?P<quote>[“”„‘’‚«»‹›′″])")
#: Signs that word processors and phones begin the items of a list with.
BULLETS = "–—‐‑−－•·*‣▪●◦○■►➢"
_DASH_WITHOUT_SPACE = re.compile(r"^\s*-[^\s-]")
_TEXT_THAT_LOOKS_LIKE_FLOW = re.compile(r"^(?:\s*(?:- +)?(?:[\w-]+:\s+)?)(?P<start>\[\[|\{\{)")


def explain(error: yaml.MarkedYAMLError, source: Source, last: Any = None) -> Unreadable:
    """The slip behind libyaml's error; ``last`` is the last scalar that was read before it."""
    lines = source.lines()
    problem, context = str(error.problem), str(error.context or "")
    at = _mark(error.problem_mark)
    start = _mark(error.context_mark) if error.context_mark else at
    line = lines[at[0]] if at[0] < len(lines) else ""
    character = line[at[1]] if at[1] < len(line) else ""

    if "nesting depth" in problem:
        return _at("yaml-limit.depth", _bracket_that_passes(lines, 50))
    if "tab character" in problem or ("cannot start any token" in problem and character == "\t"):
        return _at("yaml-syntax.tab", at)
    if "cannot start any token" in problem:
        return _at("yaml-syntax.text-start", at, character=character)
    if "quoted scalar" in context:
        if "escape" in problem or "hexdec" in problem:
            return _at("yaml-syntax.escape", at)
        return _at("yaml-syntax.open-quote", start)
    if "scanning an alias" in context or "scanning an anchor" in context or "scanning a directive" in context:
        return _at("yaml-syntax.text-start", start, character=lines[start[0]][start[1]])
    if "simple key" in context:
        return _missing_colon(lines, start)
    if "mapping values are not allowed" in problem:
        return _colon_out_of_place(lines, at)
    if "flow sequence" in context or "flow mapping" in context:
        bracket = lines[start[0]][start[1]]
        closed_by_other = character in "]}" and character != ""
        inside_its_line = at[0] == start[0] and line[at[1] :].strip() != "" and not closed_by_other
        return _at(
            "yaml-syntax.after-quote" if inside_its_line else "yaml-syntax.open-bracket",
            at if inside_its_line else start,
            bracket=bracket,
        )
    if "node content" in problem and (opened := _left_open(lines, at)):
        return _at("yaml-syntax.open-bracket", opened, bracket=lines[opened[0]][opened[1]])
    if "block scalar" in context:
        return _at("yaml-syntax.block-text", at)
    if "block sequence entries are not allowed" in problem:
        return _at("yaml-syntax.text-start", at, character="-")
    if "'-' indicator" in problem:
        return _at("yaml-syntax.list-mixed", at)
    if "expected key" in problem or "document start" in problem:
        return _unexpected(lines, at, character, last)
    return _at("yaml-syntax", at, reason=problem)


def _left_open(lines: list[str], at: tuple[int, int]) -> tuple[int, int] | None:
    """The bracket at the end of a line with which the file ends, but for blank lines and comments."""
    for number in range(min(at[0], len(lines) - 1), -1, -1):
        line = lines[number].partition(" #")[0].rstrip()
        if line and not line.lstrip().startswith("#"):
            return (number, len(line) - 1) if line[-1] in "[{" else None
    return None


def has_full_width_signs(text: str) -> bool:
    """Whether a text holds signs that may have been meant as those of YAML."""
    return any(sign in text for sign in _FULL_WIDTH_SIGNS)


def refuse_full_width_signs(lines: list[str], event: Any, *, in_brackets: bool) -> None:
    """Raises Unreadable where an unquoted text shows that a full-width sign was meant as one of YAML's."""
    start, end = event.start_mark, event.end_mark
    for number in range(start.line, min(end.line + 1, len(lines))):
        first = number == start.line
        line = lines[number]
        text = line[start.column if first else 0 : end.column if number == end.line else None]
        begins_line = not first or in_brackets or not line[: start.column].strip(" -")
        if begins_line and _FULL_WIDTH_COLON_OF_FIELD.match(text):
            column = start.column if first else _indent(line)
            raise _at("yaml-syntax.full-width-colon", (number, column))
        if first and text.startswith(("［", "｛")):
            raise _at("yaml-syntax.full-width-sign", (number, start.column), sign=text[0])
        if in_brackets and (comma := re.search("[，、]", text)):
            column = comma.start() + (start.column if first else 0)
            raise _at("yaml-syntax.full-width-sign", (number, column), sign=comma.group())


def refuse_cut_quotation(event: Any) -> None:
    """Raises Unreadable where a comma in brackets parts a text in typographic quotes."""
    text = event.value
    if text[:1] in CLOSING_QUOTES and CLOSING_QUOTES[text[0]] not in text[1:]:
        raise _at("yaml-syntax.typographic-quotes", _mark(event.start_mark), quote=text[0])


def _missing_colon(lines: list[str], start: tuple[int, int]) -> Unreadable:
    text = lines[start[0]].strip()
    if _FULL_WIDTH_COLON.match(text):
        return _at("yaml-syntax.full-width-colon", start)
    if _KEY_WITHOUT_SPACE.match(text):
        return _at("yaml-syntax.no-space", start, text=text.partition(":")[0])
    if text.startswith(tuple(BULLETS)):
        return _at("yaml-syntax.dash-sign", start, sign=text[0])
    if _DASH_WITHOUT_SPACE.match(text):
        return _at("yaml-syntax.dash", start)
    return _at("yaml-syntax.missing-colon", start, text=text.split(" ")[0])


def _colon_out_of_place(lines: list[str], at: tuple[int, int]) -> Unreadable:
    line = lines[at[0]]
    before = line[: at[1]]
    if quoted := _IN_TYPOGRAPHIC_QUOTES.match(before):
        return _at("yaml-syntax.typographic-quotes", at, quote=quoted["quote"])
    if _KEY.match(before) or (before.lstrip().startswith(("- ", '"', "'")) and ": " in before):
        return _at("yaml-syntax.colon-in-text", at)
    indent = _indent(line)
    first = at[0]
    while first > 0 and (
        not lines[first - 1].strip() or (_indent(lines[first - 1]) == indent and not _KEY.match(lines[first - 1]))
    ):
        first -= 1
    above = lines[first - 1] if first > 0 else ""
    continues = bool(above.strip()) and _indent(above) < indent and not above.rstrip().endswith(":")
    while first < at[0] and not lines[first].strip():
        first += 1
    if first < at[0] and not continues and not lines[first].lstrip().startswith("#"):
        return _missing_colon(lines, (first, indent))
    if _TEXT_THAT_LOOKS_LIKE_FLOW.match(line):
        return _at("yaml-syntax.text-start", at, character="[[")
    return _at("yaml-syntax.indent", at)


def _unexpected(lines: list[str], at: tuple[int, int], character: str, last: Any) -> Unreadable:
    if last is not None and last.style in ("'", '"') and last.end_mark.line == at[0] and character not in "]}":
        if last.start_mark.line < last.end_mark.line:
            return _at("yaml-syntax.open-quote", _mark(last.start_mark))
        return _at("yaml-syntax.after-quote", at)
    if flow := _TEXT_THAT_LOOKS_LIKE_FLOW.match(lines[at[0]] if at[0] < len(lines) else ""):
        return _at("yaml-syntax.text-start", (at[0], flow.start("start")), character=flow.group("start"))
    if character in ("]", "}"):
        return _at("yaml-syntax.bracket-too-many", at, bracket=character)
    return _at("yaml-syntax.indent", at)


def _bracket_that_passes(lines: list[str], most: int) -> tuple[int, int]:
    depth = 0
    for number, line in enumerate(lines):
        for column, character in enumerate(line):
            depth += (character in "[{") - (character in "]}")
            if depth > most:
                return number, column
    return 0, 0


def _indent(line: str) -> int:
    """Where a line's text begins; the dash of a list item belongs to the indentation."""
    found = re.match(r" *(?:- +)*", line)
    return found.end() if found else 0


def _mark(mark: Any) -> tuple[int, int]:
    return mark.line, mark.column


def _at(slip: str, place: tuple[int, int], **args: object) -> Unreadable:
    return Unreadable(slip, place[0] + 1, place[1] + 1, **args)
