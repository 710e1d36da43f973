"""Vietnamese letters: folding marks away, sorting as a dictionary does, finding the nearest name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

# A letter's rank is its base letter, then its shape (a ă â), then its tone: the order of Vietnamese dictionaries.
_SHAPES = {"\u0306": 1, "\u0302": 2, "\u031b": 3}  # breve (ă), circumflex (â ê ô), horn (ơ ư)
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng
_D_WITHOUT_MARK = str.maketrans("đĐ", "dD")  # đ doesn't decompose in Unicode


def fold(text: str) -> str:
    """The text in lower case and without marks, as people type it in a hurry: ``Quyết định`` → ``quyet dinh``."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.translate(_D_WITHOUT_MARK).lower()


@lru_cache(maxsize=65536)
def sort_key(text: str) -> tuple[object, ...]:
    """A key that sorts as Vietnamese dictionaries do (ă after a, đ after d, tones last); fine for English too."""
    bases: list[tuple[str, int]] = []
    tones: list[int] = []
    for letter in unicodedata.normalize("NFD", text.casefold()):
        if letter == "đ":
            bases.append(("d", 1))
            tones.append(0)
        elif not unicodedata.combining(letter):
            bases.append((letter, 0))
            tones.append(0)
        elif letter in _SHAPES and bases:
            bases[-1] = (bases[-1][0], _SHAPES[letter])
        elif letter in _TONES and tones:
            tones[-1] = _TONES[letter]
    return (tuple(bases), tuple(tones), text)


def nearest(name: str, candidates: Iterable[str], *, at_least: float = 0.7) -> str | None:
    """The candidate most like the name, without regard to marks, case and separators; None if none is like it."""
    wanted = _squeeze(name)
    if not wanted:
        return None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best: tuple[float, str] | None = None
    for candidate in sorted(set(candidates)):
        matcher.set_seq1(_squeeze(candidate))
        floor = best[0] if best else at_least
        if matcher.real_quick_ratio() < floor or matcher.quick_ratio() < floor:
            continue
        likeness = matcher.ratio()
        if likeness >= at_least and (best is None or likeness > best[0]):
            best = (likeness, candidate)
    return best[1] if best else None


@lru_cache(maxsize=65536)
def _squeeze(name: str) -> str:
    return "".join(letter for letter in fold(name) if letter.isalnum())
