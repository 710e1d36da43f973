"""Letters that look like the right ones and aren't: a text with those that it means, as its editor sees it.

Full-width letters, đ written as the Icelandic ð, Cyrillic letters in Latin words: one letter becomes one, so that lines
and columns stay true. What nobody sees (zero-width characters, marks of direction) goes, unless a script needs it.
"""

from __future__ import annotations

import re
import unicodedata

from journeybook.garbled import may_be_tcvn3
from journeybook.garbled.syllables import is_syllable

_VIETNAMESE = "".join(
    unicodedata.normalize("NFC", letter + tone)
    for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
_UNUSUAL = re.compile(rf"[^\t\n\r -~{_VIETNAMESE}đĐ–—“”‘’…•·×→₫€°]")
_WORD = re.compile(r"[^\W\d_]+")

_FULL_WIDTH = {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F) if chr(code).isalnum()}
_ETH = re.compile(r"[ðÐ\u0256\u0189]")
_ETHS = str.maketrans("ðÐ\u0256\u0189", "đĐđĐ")
_CYRILLIC = dict(zip("аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅ", "aeopcyxijshdqwABEKMHOPCTYXIJS", strict=True))
_GREEK = dict(zip("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oABEZHIKMNOPTYX", strict=True))
_LOOKALIKES = _CYRILLIC | _GREEK
_LOOKALIKE = re.compile(f"[{''.join(_LOOKALIKES)}]")
_LATIN = re.compile("[A-Za-zÀ-ɏ\u1e00-\u1eff]")

_TONE_BEFORE_SHAPE = re.compile("([^\\W\\d_])([\u0302\u0306])")
# Kept behind scripts that join or part letters with them, and in emoji made of several.
_ZERO_WIDTH = re.compile("(?<![\u0590-\u1dff\u2190-\ufefe\uff00-\U0010ffff])[\u200b-\u200d]|[\u2060\ufeff]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SOFT_HYPHEN = "\u00ad"


def unusual(text: str) -> bool:
    """Whether a text holds anything but what Vietnamese and English are written with; most don't."""
    return _UNUSUAL.search(text) is not None


def meant(text: str) -> str:
    """The text, in NFC, with the letters that it means."""
    text = text.translate(_FULL_WIDTH)
    text = _ZERO_WIDTH.sub("", text)
    if not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTION.sub("", text)
    if _SOFT_HYPHEN in text and not may_be_tcvn3(text):
        text = text.replace(_SOFT_HYPHEN, "")
    text = _TONE_BEFORE_SHAPE.sub(_shape_first, text)
    if _LOOKALIKE.search(text):
        text = _WORD.sub(_in_latin, text)
    if _ETH.search(text):
        text = _WORD.sub(_with_d, text)
    return unicodedata.normalize("NFC", text)


def _shape_first(found: re.Match[str]) -> str:
    """ế typed as é and a circumflex, which Unicode keeps apart from ê and an acute."""
    apart = unicodedata.normalize("NFD", found[1])
    return unicodedata.normalize("NFC", apart[0] + found[2] + apart[1:])


def _in_latin(found: re.Match[str]) -> str:
    word = found.group()
    latin, alike = len(_LATIN.findall(word)), len(_LOOKALIKE.findall(word))
    if not alike or latin < alike or latin + alike < len(word):
        return word
    return "".join(_LOOKALIKES.get(letter, letter) for letter in word)


def _with_d(found: re.Match[str]) -> str:
    """The word with đ, if that makes it Vietnamese: not in Icelandic ``við``."""
    word = found.group().translate(_ETHS)
    return word if is_syllable(word) else found.group()
