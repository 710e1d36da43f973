"""The comparison behind ``journeybook diff`` tells the cases that the browser tells, too."""

from __future__ import annotations

from typing import Any

import pytest

from journeybook.model.texts import Text
from journeybook.versions import snapshot
from journeybook.versions.changes import FieldChange, Item, first_words
from journeybook.versions.diff import compare
from tests.versions.test_cases import CASES, sides

SIGNS = {"added": "+", "removed": "-", "changed": "~", "order": "order"}
MARKS = {"same": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}


def words(value: Any, language: str) -> str:
    said = first_words(value)
    return said.get(language) or next(iter(said.values())) if isinstance(said, Text) else said


def line(change: FieldChange, language: str) -> str:
    path = change.path
    if change.what in ("added", "removed") and isinstance(path[-1], Item):
        path = path[:-1]
    way = [step if isinstance(step, str) else step.id for step in path]
    if change.runs:
        said = "".join(MARKS[op].format(run) for op, run in change.runs)
    elif change.what == "changed":
        said = f"{words(change.before, language)} → {words(change.after, language)}"
    elif change.what == "order":
        said = ""
    else:
        said = words(change.before if change.what in ("removed", "untranslated") else change.after, language)
    place = ".".join(step for step in way if step and step != "text")
    return f"{place} {SIGNS.get(change.what, change.what)} {said}".strip()


def told(case: dict[str, Any]) -> list[str]:
    """What differs, in the notation of the cases."""
    both = sides(case)
    old, new = (snapshot.of_plain(both[side], drafts=True) for side in ("old", "new"))
    changes = compare(old, new, both["language"])
    lines = []
    for thing in changes.things:
        lines += {
            "added": [f"+ {thing.key}"],
            "removed": [f"- {thing.key}"],
            "renamed": [f"{thing.kind}:{thing.old_id} > {thing.key}"],
        }.get(thing.what, [])
        lines += [f"{thing.key} {line(change, both['language'])}" for change in thing.fields]
    return lines + [f"{SIGNS[link.what]} {link.source} {link.via} {link.target}" for link in changes.links]


@pytest.mark.parametrize("case", CASES, ids=[case["it"] for case in CASES])
def test_the_command_tells_what_has_changed(case: dict[str, Any]) -> None:
    """In any order."""
    assert sorted(case["told"]) == sorted(told(case))
