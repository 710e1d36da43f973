"""Vietnamese that isn't any more: letters of old encodings taken for Western ones, lost letters, bare keystrokes.

Text → findings, each with what it probably should be. Text in other languages, code and units pass: what is told was a
word of Vietnamese syllables before it was spoilt, and is written with signs that stand in no word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from journeybook.garbled import keystrokes
from journeybook.garbled.encodings import TCVN3, VNI, Encoding, western, western_bytes
from journeybook.garbled.syllables import is_syllable

__all__ = ["Garbled", "find", "may_be_tcvn3", "read_twice", "together", "worth_a_look"]

# Western letters and signs that neither Vietnamese nor English is written with, and the sign for a lost letter.
_SIGNS = "¡-¯±-¶¸-¿ÄÅÆÇËÎÏÐÑÖØÛÜÞßäåæçëîïðñö÷øûüþÿŸ\ufffd"
_SIGN = re.compile(f"[{_SIGNS}]")
_KEYSTROKES = re.compile(keystrokes.LIKELY)
_NOT_WORDS = re.compile(r"`[^`]*`|\b[a-z]{2,10}://\S+|\]\([^()]*\)|\[\[[^\]|]*")  # code and addresses
_KEY = re.compile(r"\s*(?:- +)*(?:[a-z0-9_-]+:(?: |$))?")
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~‐-―…‘’‚“”„‹›]+")
_LOST = "\ufffd"
_LONGEST = 60

# Signs that stand for letters in TCVN3 and beside letters in no proper word. The point, × and ÷ are no proof: N·m, m×n.
_TCVN3_SIGNS = frozenset("§¨©ª«¬\u00ad®µ¶¸¹»¼½¾Þßþ")
_TCVN3_WORD = re.compile("[a-z][¨©ª«¬®µ¶¸¹»¼½¾]|[®§][a-zÀ-ÿ]")
_VNI_PAIR = re.compile("[aeoyuôöAEOYUÔÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]")

# UTF-8 read as Western text: a first byte and those that follow it.
_FOLLOWING = "".join(map(re.escape, western(bytes(range(0x80, 0xC0)))))
_TWICE = re.compile(f"[Â-ß][{_FOLLOWING}\x80-\x9f]|[à-ï][{_FOLLOWING}\x80-\x9f]{{2}}")
_CLOSED_QUOTE = re.compile("(?:[ÂÃ]|á»)[\u00a0‘’“”–—…»›‚„•]")  # as in “a maçÔ, «está»…
_OF_VIETNAMESE = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9‐-―‘-”…]")


@dataclass(frozen=True, slots=True)
class Garbled:
    """Garbled words of a line: the slip, the place of the first (from 1), how many, and what should stand there."""

    slip: str
    line: int
    column: int
    count: int
    right: str = ""
    encoding: str = ""
    signs: frozenset[str] = frozenset()
    """What gives it away."""
    sure: bool = True
    """Whether this line alone proves it; if not, another sign is needed."""


def worth_a_look(text: str) -> bool:
    """Whether a text holds what text in order hardly ever has. Asked of every file, so it is quick."""
    return _SIGN.search(text) is not None or _KEYSTROKES.search(text) is not None


def find(lines: Sequence[str]) -> Iterator[Garbled]:
    """Every line that may be garbled, judged for itself."""
    keystrokes_likely = any(_KEYSTROKES.search(line) for line in lines)
    for number, line in enumerate(lines, start=1):
        if not keystrokes_likely and not _SIGN.search(line):
            continue
        bare = _NOT_WORDS.sub(lambda found: " " * len(found.group()), line)
        start = found.end() if (found := _KEY.match(bare)) else 0
        if _LOST in bare:
            yield Garbled("garbled-text.lost", number, bare.index(_LOST) + 1, bare.count(_LOST))
        elif twice := _twice(bare, number):
            yield twice
        elif old := _old_encoding(bare, number):
            yield old
        elif keystrokes_likely and (typed := keystrokes.find(bare, start)):
            right, at = _shown(typed.right), typed.start + 1
            yield Garbled("garbled-text.keys", number, at, typed.count, right, signs=typed.signs, sure=typed.sure)


def may_be_tcvn3(text: str) -> bool:
    """Whether a text may be in TCVN3, where a soft hyphen is a letter (ư)."""
    return _TCVN3_WORD.search(text) is not None


def together(found: Sequence[Garbled]) -> Iterator[Garbled]:
    """One finding for each way in which an entry is garbled: the first, with the words of all counted."""
    ways: dict[tuple[str, str], list[Garbled]] = {}
    for each in found:
        ways.setdefault((each.slip, each.encoding), []).append(each)
    for lines in ways.values():
        signs = frozenset().union(*(each.signs for each in lines))
        if any(each.sure for each in lines) or len(signs) > 1:
            yield replace(lines[0], count=sum(each.count for each in lines), signs=signs, sure=True)


# --- UTF-8 read as Western text ---------------------------------------------------------------------------------------


def read_twice(text: str) -> str:
    """The text that was UTF-8, was read as Western text and saved so; unchanged where it wasn't."""
    return re.sub("Ã ", "à", _TWICE.sub(lambda found: _once(found) or found.group(), text))


def _once(found: re.Match[str]) -> str | None:
    data = western_bytes(found.group())
    try:
        letter = data.decode("utf-8") if data else ""
    except UnicodeDecodeError:
        return None
    return letter if _OF_VIETNAMESE.fullmatch(letter) else None


def _twice(line: str, number: int) -> Garbled | None:
    hits = [found for found in _TWICE.finditer(line) if _once(found) and not _CLOSED_QUOTE.match(found.group())]
    if not hits:
        return None
    signs = frozenset(found.group() for found in hits)
    sure = len(signs) > 1 or line[hits[0].end() : hits[0].end() + 1].islower()
    words = [found for found in re.finditer(r"\S+", line) if any(sign in found.group() for sign in signs)]
    first = words[0].start() if words else hits[0].start()
    right = _shown(read_twice(line[first:]))
    return Garbled("garbled-text.twice", number, first + 1, len(words) or 1, right, signs=signs, sure=sure)


# --- TCVN3 and VNI taken for Western text -----------------------------------------------------------------------------


def _old_encoding(line: str, number: int) -> Garbled | None:
    words = [found for found in _WORD.finditer(line) if not found.group().isascii()]
    for encoding, signs_in in ((TCVN3, _tcvn3_signs), (VNI, _vni_signs)):
        spoilt = [found for found in words if _is_vietnamese(found.group(), encoding)]
        signs = frozenset(sign for found in spoilt for sign in signs_in(found.group()))
        if not signs or 2 * len(spoilt) <= len(words):
            continue
        first = spoilt[0].start()
        sure = len(signs) > 1 or any(encoding is TCVN3 and _within_letters(found.group()) for found in spoilt)
        right = _shown(encoding.right(line[first:]))
        return Garbled("garbled-text", number, first + 1, len(spoilt), right, encoding.name, signs, sure)
    return None


def _is_vietnamese(word: str, encoding: Encoding) -> bool:
    right = encoding.right(word)
    return right != word and not right.isascii() and is_syllable(right)


def _tcvn3_signs(word: str) -> Iterator[str]:
    """Signs within a word, and capitals behind small letters."""
    for before, letter in zip(" " + word, word, strict=False):
        if len(word) > 1 and (
            letter in _TCVN3_SIGNS or (not letter.isascii() and letter.isupper() and before.islower())
        ):
            yield letter


def _within_letters(word: str) -> bool:
    """Whether a sign stands between letters, as in ``Kh¸ch``, or a capital behind a small one, as in ``ViÖt``."""
    return word[0].isalpha() and word[-1].isalpha() and any(_tcvn3_signs(word[:-1]))


def _vni_signs(word: str) -> Iterator[str]:
    """Vowels followed by what stands for their marks."""
    return (found.group() for found in _VNI_PAIR.finditer(word))


def _shown(text: str) -> str:
    """As much of a text as a sentence can quote."""
    text = text.strip().strip("\"'").strip()
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + "…"
