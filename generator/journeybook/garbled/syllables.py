"""Vietnamese syllables: which strings of letters can be one. A Vietnamese word is written as one or several of them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSETS = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|qu|r|s|th|tr|t|v|x|"
#: Vowels with what may follow them, without tones.
_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu "
    "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet "
    "oi om on ong oong ooc op ot "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uc ui um un ung up ut "
    "uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ uy uya uych uynh uyt uyu uyên uyêt "
    "ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu "
    "y ynh yt yêm yên yêng yêt yêu "
)
_BEFORE_E_AND_I = frozenset(("k", "gh", "ngh"))
_NOT_BEFORE_E_AND_I = frozenset(("c", "ng"))  # g stands before i: gì
_LONGEST = len("nghiêng")
_SYLLABLE = re.compile(rf"({_ONSETS})({'|'.join(sorted(_RHYMES.split(), key=len, reverse=True))})")


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Whether letters, in NFC and in whatever case, can be one Vietnamese syllable."""
    if len(word) > _LONGEST:
        return False
    base, tones = _without_tone(word.lower())
    found = _SYLLABLE.fullmatch(base)
    if found is None or len(tones) > 1 or not _in_one_case(word):
        return False
    onset, rhyme = found.groups()
    front = rhyme[0] in "eêiy"
    if (onset in _BEFORE_E_AND_I and not front) or (onset in _NOT_BEFORE_E_AND_I and front):
        return False
    return not rhyme.endswith(("c", "ch", "p", "t")) or tones in ("\u0301", "\u0323")


def _without_tone(word: str) -> tuple[str, str]:
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(letter for letter in letters if letter in _TONES)
    base = "".join(letter for letter in letters if letter not in _TONES)
    return unicodedata.normalize("NFC", base), tones


def _in_one_case(word: str) -> bool:
    """``khách``, ``Khách`` or ``KHÁCH``; never ``kHách``."""
    return word[1:].islower() or word.isupper() or len(word) == 1
