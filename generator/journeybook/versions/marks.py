"""Which words of a text went and which came: (before, after) → runs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from journeybook.versions.changes import Run

# A reference, a word or a Vietnamese syllable (with marks that stand for themselves), blanks, or one other character.
_WORD = re.compile(r"\[\[[^\]]*\]\]|(?:[^\W_]|[\u0300-\u036f])+|\s+|.", re.DOTALL)
_SENTENCE = re.compile(r"[^.!?…\n]*(?:[.!?…\n]+\s*|$)")
#: The share of words that must stay for marking them to help; with less, the old text goes and the new one comes.
_KEPT = 0.3
#: How many words may go and come until a long text is compared sentence by sentence.
_MOST_EDITS = 400

_Pair = tuple[int, int]


def marked(before: str, after: str) -> tuple[Run, ...]:
    """A text with what went out of it and what came in."""
    a, b = _WORD.findall(before), _WORD.findall(after)
    if _words((Counter(a) & Counter(b)).elements()) < (enough := _KEPT * max(_words(a), _words(b))):
        return _replaced(before, after)
    pairs = _agreeing(a, b)
    if pairs is None:
        return _by_sentence(before, after)
    if _words(a[i] for i, _ in pairs) < enough:
        return _replaced(before, after)
    return _runs(a, b, pairs)


def _words(tokens: object) -> int:
    return sum(not token.isspace() for token in tokens)  # type: ignore[attr-defined]


def _replaced(before: str, after: str) -> tuple[Run, ...]:
    made: tuple[Run, ...] = (("out", before), ("in", after))
    return tuple(run for run in made if run[1])


def _by_sentence(before: str, after: str) -> tuple[Run, ...]:
    """For texts of which much has changed: whole sentences go and come."""
    a, b = _SENTENCE.findall(before), _SENTENCE.findall(after)
    blocks = SequenceMatcher(None, a, b).get_matching_blocks()
    return _runs(a, b, [(i + step, j + step) for i, j, size in blocks for step in range(size)])


def _agreeing(a: Sequence[str], b: Sequence[str]) -> list[_Pair] | None:
    """The places at which two rows agree in their longest common row; None where too much differs (Myers, 1986)."""
    start, end = _ends(a, b)
    inner = _shortest_edit(a[start : len(a) - end], b[start : len(b) - end])
    if inner is None:
        return None
    head = [(place, place) for place in range(start)]
    tail = [(len(a) - place, len(b) - place) for place in range(end, 0, -1)]
    return [*head, *((start + i, start + j) for i, j in inner), *tail]


def _ends(a: Sequence[str], b: Sequence[str]) -> _Pair:
    """How many tokens are the same at the beginning and at the end."""
    shorter = min(len(a), len(b))
    start = next((place for place in range(shorter) if a[place] != b[place]), shorter)
    left = shorter - start
    end = next((place for place in range(left) if a[-1 - place] != b[-1 - place]), left)
    return start, end


def _shortest_edit(a: Sequence[str], b: Sequence[str]) -> list[_Pair] | None:
    furthest, trail = {1: 0}, []
    for edits in range(min(len(a) + len(b), _MOST_EDITS) + 1):
        trail.append(dict(furthest))
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (
                diagonal != edits and furthest.get(diagonal - 1, -1) < furthest.get(diagonal + 1, -1)
            )
            x = furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1
            y = x - diagonal
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            furthest[diagonal] = x
            if x >= len(a) and y >= len(b):
                return _walked_back(trail, len(a), len(b))
    return None


def _walked_back(trail: list[dict[int, int]], x: int, y: int) -> list[_Pair]:
    pairs: list[_Pair] = []
    for edits in range(len(trail) - 1, -1, -1):
        furthest, diagonal = trail[edits], x - y
        down = diagonal == -edits or (
            diagonal != edits and furthest.get(diagonal - 1, -1) < furthest.get(diagonal + 1, -1)
        )
        before = diagonal + 1 if down else diagonal - 1
        from_x = furthest[before] if edits else 0
        from_y = from_x - before if edits else 0
        while x > from_x and y > from_y:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = from_x, from_y
    return pairs[::-1]


def _runs(a: Sequence[str], b: Sequence[str], pairs: Sequence[_Pair]) -> tuple[Run, ...]:
    made: list[Run] = []
    kept = out = into = ""

    def flush() -> str:
        """Tells a change; what both sides end with, a blank, belongs to what stays after it."""
        nonlocal out, into
        blank = out[len(out.rstrip()) :]
        if not (blank and into.endswith(blank)):
            blank = ""
        changed: tuple[Run, ...] = (("out", out.removesuffix(blank)), ("in", into.removesuffix(blank)))
        made.extend(run for run in changed if run[1])
        out = into = ""
        return blank

    for (i, j), (x, y) in pairwise([(-1, -1), *pairs, (len(a), len(b))]):
        gone, come = "".join(a[i + 1 : x]), "".join(b[j + 1 : y])
        if gone or come:
            if kept.strip() or not (out or into):
                kept = flush() + kept
                if kept:
                    made.append(("same", kept))
            else:  # only a blank between two changes: they are one
                out, into = out + kept, into + kept
            kept, out, into = "", out + gone, into + come
        if x < len(a):
            kept += a[x]
    kept = flush() + kept
    if kept:
        made.append(("same", kept))
    return tuple(made)
