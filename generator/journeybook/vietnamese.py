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
_LEAST_LETTERS = 5
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


def likely(name: str, candidates: Iterable[str]) -> dict[str, str | None]:
    """What a mistyped name may have been, as problems have it: the nearest candidate, and the one it surely was."""
    every = tuple(candidates)
    return {"near": nearest(name, every), "sure": surely(name, every)}


def surely(name: str, candidates: Iterable[str]) -> str | None:
    """The one candidate that differs from a name by marks, case and separators alone, or by one slip in a longer word.

    None where there are two, or where the slip could be another name: a figure, a letter of a short word.
    """
    wanted, every = _squeeze(name), set(candidates)
    same = [each for each in every if wanted and _squeeze(each) == wanted]
    if same or len(wanted) < _LEAST_LETTERS:
        return same[0] if len(same) == 1 else None
    near = [each for each in every if _one_slip(wanted, _squeeze(each))]
    return near[0] if len(near) == 1 and len(_squeeze(near[0])) >= _LEAST_LETTERS else None


def _one_slip(one: str, other: str) -> bool:
    """Whether two words differ by a letter too many, too few or mistaken, or by two that changed places."""
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    if any(letter.isdigit() for letter in a[:2] + b[:2]):
        return False
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[2:] == b[2:] and a[:2] == b[1::-1])


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
