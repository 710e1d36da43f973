"""Which items of two lists are the same one: first those that are equal, then by their names, then by their words."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from journeybook.model.texts import Text
from journeybook.versions.changes import ABOUT, WORDS

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
#: The share of common words from which on two items are taken for one that was reworded.
_ALIKE = 0.5
#: How many pairs of items are looked at for that.
_MOST_PAIRS = 10_000


def matched(before: Sequence[Any], after: Sequence[Any]) -> dict[int, int]:
    """Place in the later list → place of the same item in the earlier one."""
    pairs: dict[int, int] = {}
    free, rest = dict.fromkeys(range(len(before))), dict.fromkeys(range(len(after)))

    def pair(i: int, j: int) -> None:
        pairs[j] = i
        del free[i], rest[j]

    called: Callable[[Any], list[str]]
    for called in (_as_it_stands, _names):
        places: dict[str, list[int]] = {}
        for i in free:
            for name in called(before[i]):
                places.setdefault(name, []).append(i)
        for j in list(rest):
            found = (i for name in called(after[j]) for i in places.get(name, ()) if i in free)
            if (first := next(found, None)) is not None:
                pair(first, j)
    for _, i, j in _likely([(i, before[i]) for i in free], [(j, after[j]) for j in rest]):
        if i in free and j in rest:
            pair(i, j)
    return pairs


def _as_it_stands(item: Any) -> list[str]:
    return [json.dumps(item, ensure_ascii=False, sort_keys=True)]


def _names(item: Any) -> list[str]:
    """What an item goes by: a stage's id, its own words in each language, or what it is about."""
    if isinstance(item, Text):
        return [f"{language}\0{words}" for language, words in item.items()]
    if not isinstance(item, dict):
        return []
    if item.get("id"):
        return [str(item["id"])]
    own = next(
        (name for name in WORDS if isinstance(item.get(name), Text) and not (name == "title" and "role" in item)), ""
    )
    if own:
        return _names(item[own])
    about = [item[name] for name in ABOUT if isinstance(item.get(name), str)]
    return ["\0".join(about if "from" in item else about[:1])] if about else []


def _likely(before: list[tuple[int, Any]], after: list[tuple[int, Any]]) -> list[tuple[float, int, int]]:
    """The pairs that have much in common, those with most first."""
    if len(before) * len(after) > _MOST_PAIRS:
        return []
    ours, theirs = [(i, _by_language(item)) for i, item in before], [(j, _by_language(item)) for j, item in after]
    found = ((_likeness(mine, their), i, j) for i, mine in ours for j, their in theirs)
    return sorted((each for each in found if each[0] >= _ALIKE), key=lambda each: (-each[0], each[1], each[2]))


def _likeness(ours: dict[str, Counter[str]], theirs: dict[str, Counter[str]]) -> float:
    """The share of common words in the language in which it is largest."""
    shares = (
        2 * (ours[language] & theirs[language]).total() / (ours[language].total() + theirs[language].total())
        for language in ours.keys() & theirs.keys()
    )
    return max(shares, default=0.0)


def _by_language(value: Any) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for text in _texts(value):
        for language, words in text.items():
            found.setdefault(language, Counter()).update(_WORD.findall(words.lower()))
    return {language: words for language, words in found.items() if words}


def _texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
