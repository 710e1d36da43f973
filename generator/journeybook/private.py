"""Whose own it may be: addresses, numbers and names in texts, which readers needn't know and the law may protect.

Found is what has the form of an e-mail address or a telephone number (Vietnamese ones as people write them, others with
a country's code), and a full name behind a form of address. Team lines (1800, 1900), amounts and dates have none of
these forms. Names that things of the book bear are left alone: personas are made up, partners and rivals are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import takewhile
from typing import Literal, NamedTuple

from journeybook.check import Entry
from journeybook.load import Loc
from journeybook.load.source import Source
from journeybook.model.texts import Text
from journeybook.references import mentions
from journeybook.vietnamese import fold

#: Fields in which a contact is meant, and what readers never see.
_MEANT = ("contact", "notes", "url")

_MAIL = re.compile(r"(?<![\w.+%-])[\w+%-][\w.+%-]*@(?:[\w-]+\.)+[^\W\d_]{2,}", re.UNICODE)
_NUMBER = re.compile(r"(?<![\w.,:/+-])(?:\(?\+\d{1,3}\)?|\(?0)(?:[ .\u00a0-]?\(?\d\)?){7,12}(?![\w%₫]|[.,:/-]\d)")
_SURNAMES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trịnh Mai Cao Lương Lưu Tạ Hà "
    "Châu Tô Thái Vương Quách Trương Kiều Triệu Tôn Thân Nghiêm Chu Cù"
)
_SURNAME = "|".join(_SURNAMES.split())
_ADDRESSED = re.compile(
    r"(?<!\w)(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Ee]m|[Cc]ô|[Cc]hú|Mrs?\.?|Ms\.?)[ \u00a0]"
    rf"((?:{_SURNAME})(?:[ \u00a0][^\W\d_]+){{1,3}})(?!\w)"
)
#: Nearly all texts have nothing of it, and aren't looked at further.
_HINT = re.compile(rf"@|\d[ .\u00a0-]?\(?\d[ .\u00a0)-]?\d|(?<!\w)(?:{_SURNAME})[ \u00a0]")

_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{9}")
_LEAST_ABROAD = 9

Sort = Literal["mail", "phone", "name"]


class Private(NamedTuple):
    """What was found in a text, and where its file has it (from 1)."""

    path: str
    line: int
    column: int
    sort: Sort
    words: str


class Privacy:
    """Looks at texts as the linker comes to them."""

    def __init__(self) -> None:
        self._found: list[Private] = []

    def note(self, entry: Entry, text: Text, loc: Loc, via: tuple[str, ...]) -> None:
        """Looks at a text of an entry; ``via`` are the fields that it stands in."""
        for language, words in text.items():
            looked_at = _once(words)
            if not looked_at or entry.shipped or (via and via[-1] in _MEANT):
                continue
            times: dict[str, int] = {}
            for sort, what in looked_at:
                nth = times[what] = times.get(what, -1) + 1
                place = entry.record.place_in_text((*loc, language), what, nth)
                self._found.append(Private(entry.record.path, *place, sort, what))

    def note_page(self, page: Source) -> None:
        """Looks at a free page."""
        for start, sort, what in _spots(page.text) if _HINT.search(page.text) else ():
            line, column = page.text.count("\n", 0, start) + 1, start - page.text.rfind("\n", 0, start)
            self._found.append(Private(page.path, line, column, sort, what))

    def found(self, entries: Mapping[str, Entry]) -> tuple[Private, ...]:
        """What was found, but for names that things of the book bear; what a collection gives to all, once."""
        if not any(each.sort == "name" for each in self._found):
            return tuple(dict.fromkeys(self._found))
        titles = " | ".join(fold(words) for entry in entries.values() for words in (entry.thing.title or {}).values())
        return tuple(
            each for each in dict.fromkeys(self._found) if each.sort != "name" or fold(each.words) not in titles
        )


@lru_cache(maxsize=1 << 16)  # a preview links the same texts again and again
def _once(words: str) -> tuple[tuple[Sort, str], ...]:
    return tuple(find(words)) if _HINT.search(words) else ()


def find(words: str) -> Iterator[tuple[Sort, str]]:
    """What looks private in a text, in order. References and addresses of pages aren't looked into."""
    yield from ((sort, what) for _, sort, what in _spots(words))


def _spots(words: str) -> list[tuple[int, Sort, str]]:
    """The same with the letter at which each begins."""
    words = _ADDRESS.sub(_blank, words)
    for mention in reversed(list(mentions(words))) if "[[" in words else ():
        words = f"{words[: mention.start]}{' ' * (mention.end - mention.start)}{words[mention.end :]}"
    found: list[tuple[int, Sort, str]] = [(each.start(), "mail", each[0].rstrip(".")) for each in _MAIL.finditer(words)]
    found += [(each.start(), "phone", each[0].strip()) for each in _NUMBER.finditer(words) if _is_phone(each[0])]
    found += [(each.start(1), "name", name) for each in _ADDRESSED.finditer(words) if (name := _capitals(each[1]))]
    return sorted(found)


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<=\]\()(?!mailto:|tel:)[^)]*")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _capitals(words: str) -> str:
    """The words up to the first in lower case, if there are two or more."""
    names = list(takewhile(lambda word: word[0].isupper() and word[1:].islower(), words.split()))
    return words[: sum(map(len, names)) + len(names) - 1] if len(names) > 1 else ""


def _is_phone(written: str) -> bool:
    """Whether digits are a number that somebody answers: a mobile, a line with its area, or one abroad."""
    digits = re.sub(r"\D", "", written)
    if written.lstrip("( ").startswith("+") and not digits.startswith("84"):
        return len(digits) >= _LEAST_ABROAD
    if digits.startswith("84") and written.lstrip("( ").startswith("+"):
        digits = f"0{digits.removeprefix('84').removeprefix('0')}"
    return bool(_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits))
