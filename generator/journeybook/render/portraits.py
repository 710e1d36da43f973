"""Portraits: the picture that a persona has, else one drawn from the initials in a colour that stays the same."""

from __future__ import annotations

import re
import unicodedata
from zlib import crc32

from markupsafe import Markup

#: How many colours there are in ``theme/css/35-glance.css``.
TONES = 6

# What stands before a name without being part of it, where a whole name follows.
_TITLES = {"ông", "bà", "anh", "chị", "cô", "chú", "mr", "mrs", "ms", "dr"}
_TONE_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_BESIDE_THE_NAME = re.compile(r"\s*(?:[(\[,;:|/]|\s[-–—]\s).*", re.DOTALL)
_WHOLE_NAME = 2


def initials(name: str) -> str:
    """The first letter of the first word and that of the last: Trần Minh Đức → TĐ, Lisa Barone → LB, Motimate → M.

    A Vietnamese is called by the last word of the name, an European by the first; both are seen. Letters keep the mark
    that makes them another letter (Ă, Đ, Ư) and lose their tone, which no alphabet has.
    """
    words = [word for word in re.findall(r"[\w’']+", _BESIDE_THE_NAME.sub("", name) or name) if word[0].isalnum()]
    if len(words) > _WHOLE_NAME and words[0].casefold() in _TITLES:
        del words[0]
    if not words:
        return ""
    letters = [words[0], *words[1:][-1:]]
    return "".join(_letter(word) for word in letters)


def _letter(word: str) -> str:
    first = unicodedata.normalize("NFC", word)[0].upper()[0]
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", first).translate(_TONE_MARKS))


def tone(key: str) -> int:
    """The number of a persona's colour: always the same, in every language."""
    return crc32(key.encode()) % TONES


def drawn(key: str, name: str, size: int, alt: str) -> Markup:
    """A portrait from initials, as SVG. Without ``alt`` it is an ornament beside a name that stands there anyway."""
    said = Markup('role="img" aria-label="{}"').format(alt) if alt else Markup('aria-hidden="true"')
    return Markup(
        '<svg class="jb-portrait jb-portrait--drawn jb-tone-{0}" viewBox="0 0 48 48" width="{1}" height="{1}" {2}>'
        '<rect width="48" height="48"/><text x="24" y="30.4" text-anchor="middle">{3}</text></svg>'
    ).format(tone(key), size, said, initials(name))


def shown(address: Markup, size: int, alt: str, *, lazy: bool) -> Markup:
    """A portrait from a picture: cut to a square, with its size said, so that nothing moves when it comes."""
    return Markup('<img class="jb-portrait" src="{0}" alt="{1}" width="{2}" height="{2}"{3}>').format(
        address, alt, size, Markup(' loading="lazy"') if lazy else ""
    )
