"""Encodings from before Unicode: how their letters look when taken for Western ones, and what they should have been.

Text of all four is handled as Western text: each of their bytes as the letter that Windows-1252 has for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from journeybook.garbled.syllables import is_syllable

WORD = re.compile(r"[^\s!-/:-@\[-`{-~\u2010-\u2012\u2013-\u2015…]+")
"""A word together with the signs that letters of these encodings turn into; ended by blanks and ASCII punctuation."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """One of them: what converters call it, and what its letters should be."""

    name: str
    right: Callable[[str], str]
    python: str | None = None
    """Python's name, if editors and Python know it: then a file can be opened anew with it."""


def western(data: bytes) -> str:
    """Bytes as the letters of Windows-1252; its five holes as the controls that they are in Latin-1."""
    return "".join([_WESTERN[byte] for byte in data])


def _western(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_WESTERN = tuple(_western(byte) for byte in range(256))
_BYTES = {letter: byte for byte, letter in enumerate(_WESTERN)} | {chr(byte): byte for byte in range(256)}


def western_bytes(text: str) -> bytes | None:
    """The bytes that Western letters stand for; None where some letter is none of them."""
    codes = [_BYTES.get(letter) for letter in text]
    return None if None in codes else bytes(code for code in codes if code is not None)


# --- one letter for one: TCVN3 and VISCII ----------------------------------------------------------------------------

_TCVN3 = {
    first + at: letter
    for first, letters in (
        (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
        (0xB5, "àảãáạ"),
        (0xBB, "ằẳẵắ"),
        (0xC6, "ặầẩẫấậè"),
        (0xCE, "ẻẽéẹềểễếệìỉ"),
        (0xDC, "ĩíịò"),
        (0xE1, "ỏõóọồổỗốộờởỡớợù"),
        (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
    )
    for at, letter in enumerate(letters)
}
_VISCII = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"} | dict(
    zip(
        range(0x80, 0x100),
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
        "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
        strict=True,
    )
)


def _by_letter(table: dict[int, str]) -> Callable[[str], str]:
    letters = str.maketrans({_WESTERN[byte]: right for byte, right in table.items()})
    return lambda text: text.translate(letters)


# --- a letter and a sign for its mark: VNI and Windows-1258 -----------------------------------------------------------

_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_ROUND = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}  # with a circumflex
_VNI_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for vowel in "aeouyôö":
        marks = dict(_VNI_TONES)
        marks |= {sign: "\u0302" + tone for sign, tone in _VNI_ROUND.items()} if vowel in "aeo" else {}
        marks |= {sign: "\u0306" + tone for sign, tone in _VNI_BREVE.items()} if vowel == "a" else {}
        base = _VNI_ALONE.get(vowel, vowel)
        table |= {vowel + sign: unicodedata.normalize("NFC", base + mark) for sign, mark in marks.items()}
    capitals = {wrong.upper(): right.upper() for wrong, right in table.items()}
    mixed = {wrong[0].upper() + wrong[1:]: right.upper() for wrong, right in table.items() if len(wrong) > 1}
    return mixed | capitals | table


_VNI = _vni_table()
_VNI_LETTER = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))


def _from_vni(text: str) -> str:
    return _VNI_LETTER.sub(lambda found: _VNI[found.group()], text)


def _from_1258(text: str) -> str:
    data = western_bytes(text)
    return text if data is None else unicodedata.normalize("NFC", data.decode("cp1258", "replace"))


TCVN3 = Encoding("TCVN3 (ABC)", _by_letter(_TCVN3))
VNI = Encoding("VNI Windows", _from_vni)
VISCII = Encoding("VISCII", _by_letter(_VISCII))
WINDOWS_1258 = Encoding("Windows-1258", _from_1258, "cp1258")
WINDOWS_1252 = Encoding("Windows-1252", lambda text: text, "cp1252")

_LEAST_SHARE = 0.7
_LEAST_WORDS = 2


def guess(data: bytes) -> tuple[Encoding, str, str] | None:
    """The encoding that bytes are most likely in, and a word of theirs: as it looks now, and as it should.

    That under which most words with marks are Vietnamese syllables; Western if none is but the letters are letters;
    None where nothing fits.
    """
    text = western(data)
    words = list(dict.fromkeys(word for word in WORD.findall(text) if not word.isascii()))[:2000]
    if not words:
        return None
    best, shares = WINDOWS_1252, {}
    for encoding in (TCVN3, VNI, WINDOWS_1258, VISCII):
        read = [encoding.right(word) for word in words]
        shares[encoding.name] = sum(not word.isascii() and is_syllable(word) for word in read) / len(words)
        if shares[encoding.name] > shares.get(best.name, _LEAST_SHARE):
            best = encoding
    if best is WINDOWS_1252 or len(words) < _LEAST_WORDS:
        western_share = sum(word.strip("“”‘’«»•®©™").isalpha() for word in words) / len(words)
        return (WINDOWS_1252, words[0], words[0]) if western_share > _LEAST_SHARE else None
    word = next((word for word in words if is_syllable(best.right(word)) and best.right(word) != word), words[0])
    return best, word, best.right(word)
