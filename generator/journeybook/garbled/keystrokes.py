"""Telex and VNI keystrokes that stayed as typed, because the input method was off: ``hangf``, ``d9u7o7ng2``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from journeybook.garbled.syllables import is_syllable

LIKELY = r"[fjFJ6-9](?:(?<=[nmcptghNMCPTGH][fjFJ])(?![a-zA-Z])|(?<=[aeouAEOUdD][6-9]))"
"""A pattern for what texts typed this way have somewhere and others hardly have: ``ngf``, ``nhj``, ``d9``, ``o7``."""

_WORD = re.compile(r"\w+")
_SURE = re.compile(r"^dd[aeiouy]|(?:n|ng|nh|m|c|ch|t|p)[fj]$|uw|d9|[aeou][678]")
_TONES = dict(zip("sfrxj12345", "\u0301\u0300\u0309\u0303\u0323" * 2, strict=True))
_TELEX_TONE = re.compile(r"(?<=[aeiouyw])([a-z]*?)([sfrxj])")
_VNI_TONE = re.compile(r"(?<=[aeiouy6789])([a-z6789]*?)([1-5])")
_TELEX = {"dd": "đ", "uwow": "ươ", "uow": "ươ", "aa": "â", "ee": "ê", "oo": "ô", "aw": "ă", "ow": "ơ", "uw": "ư"}
_VNI = {"d9": "đ", "u7o7": "ươ", "uo7": "ươ", "a6": "â", "e6": "ê", "o6": "ô", "a8": "ă", "o7": "ơ", "u7": "ư"}
_LONGEST = 10
_LEAST_WORDS, _LEAST_SURE = 3, 2


@dataclass(frozen=True, slots=True)
class Typed:
    """Words of a line: where the first begins, how many, what should stand there, and those that give it away."""

    start: int
    count: int
    right: str
    signs: frozenset[str]
    sure: bool
    """Whether this line alone proves it: two of its words could be nothing else."""


def find(line: str, start: int = 0) -> Typed | None:
    """Such words in a line, if they are three at least and most of its words."""
    words = [found for found in _WORD.finditer(line, start) if not found.group().isdigit()]
    typed = [found for found in words if right_for(found.group())]
    signs = frozenset(found.group().lower() for found in typed if _is_sure(found.group()))
    if not signs or len(typed) < _LEAST_WORDS or 2 * len(typed) <= len(words):
        return None
    first = typed[0].start()
    right = _WORD.sub(lambda found: right_for(found.group()) or found.group(), line[first:])
    return Typed(first, len(typed), right, signs, len(signs) >= _LEAST_SURE)


def _is_sure(word: str) -> bool:
    """Whether no word of another language, and no name of a product, begins, ends or goes on like this."""
    return _SURE.search(word.lower()) is not None


@lru_cache(maxsize=16384)
def right_for(word: str) -> str | None:
    """The Vietnamese syllable that keystrokes come to: ``quyeets`` → ``quyết``; None if to none with marks."""
    if not word.isascii() or len(word) > _LONGEST:
        return None
    lower = word.lower()
    vni = any(letter.isdigit() for letter in lower)
    tone_key, shapes = (_VNI_TONE, _VNI) if vni else (_TELEX_TONE, _TELEX)
    tone = ""
    if key := tone_key.search(lower):
        tone = _TONES[key[2]]
        lower = lower[: key.start(2)] + lower[key.end(2) :]
    for keys, letter in shapes.items():
        lower = lower.replace(keys, letter)
    if not lower.isalpha():
        return None
    read = _with_tone(lower, tone)
    if read == word.lower() or read.isascii() or not is_syllable(read):
        return None
    return read.upper() if word.isupper() else read.capitalize() if word[0].isupper() else read


def _with_tone(syllable: str, tone: str) -> str:
    """The syllable with its tone on the letter where it is written."""
    found = re.fullmatch(r"(qu|gi(?=[aăâeêioôơuưy])|[^aăâeêioôơuưy]*)([aăâeêioôơuưy]+)(.*)", syllable)
    if found is None or not tone:
        return syllable
    onset, vowels, coda = found.groups()
    shaped = [at for at, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    at = shaped[-1] if shaped else len(vowels) - 1 if coda else max(len(vowels) - 2, 0)
    toned = vowels[: at + 1] + tone + vowels[at + 1 :]
    return unicodedata.normalize("NFC", onset + toned + coda)
