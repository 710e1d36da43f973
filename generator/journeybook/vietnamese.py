"""Vietnamese letters: folding marks away, sorting as a dictionary does, finding the nearest name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

# A letter's rank is its base letter, then its shape (a ă â), then its tone: the order of Vietnamese dictionaries.
_SHAPES = {"\u0306": 1, "\u0302": 2, "\u031b": 3}  # breve (ă), circumflex (â ê ô), horn (ơ ư)
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng
_FOREIGN = 6  # a mark that Vietnamese doesn't have
# Signs stand before figures, and these before letters; the order is that of Unicode (CLDR), as in browsers.
_SIGNS = " _-–—,;:!¡?¿.…·'‘’\"“”«»()[]{}§@*/\\&#%•`^°→+±÷×<=>|~$£₫€"
_PLACES = {sign: (0, f"{place:03}", 0) for place, sign in enumerate(_SIGNS)}
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
    """A key that sorts as Vietnamese dictionaries do: ă after a, đ after d; then by tones, then small before capital.

    Each level counts over the whole text before the next does: ``bản đồ`` stands before ``bán hàng``, since đ < h.
    """
    letters: list[tuple[int, str, int]] = []
    tones: list[int] = []
    capitals: list[bool] = []
    for character in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(character):
            letters.append(_place(character.lower()))
            tones.append(0)
            capitals.append(character.isupper())
        elif letters and character in _SHAPES:
            letters[-1] = (*letters[-1][:2], _SHAPES[character])
        elif letters:
            tones[-1] = _TONES.get(character, _FOREIGN)
    return tuple(letters), tuple(tones), tuple(capitals), text


def _place(letter: str) -> tuple[int, str, int]:
    if letter == "đ":
        return 2, "d", 1
    if letter.isalpha():
        return 2, letter, 0
    if letter.isdigit():
        return 1, letter, 0
    return _PLACES.get(letter, (0, letter, 0))


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
