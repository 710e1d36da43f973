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
    """What was found in a text: where that stands in its entry, what was found, and how often before in that text."""

    entry: str
    loc: Loc
    sort: Sort
    words: str
    nth: int


class Privacy:
    """Looks at texts as the linker comes to them."""

    def __init__(self) -> None:
        self._found: list[Private] = []
        self._seen: set[tuple[str, int, int, str]] = set()

    def note(self, entry: Entry, text: Text, loc: Loc, via: tuple[str, ...]) -> None:
        """Looks at a text of an entry; ``via`` are the fields that it stands in."""
        for language, words in text.items():
            looked_at = _once(words)
            if not looked_at or entry.shipped or (via and via[-1] in _MEANT):
                continue
            record, times = entry.record, dict[str, int]()
            for sort, what in looked_at:
                nth = times[what] = times.get(what, -1) + 1
                if record.collected:  # what a collection gives to all its entries is told once
                    place = (record.path, *record.place((*loc, language)), f"{what} {nth}")
                    if place in self._seen:
                        continue
                    self._seen.add(place)
                self._found.append(Private(entry.key, (*loc, language), sort, what, nth))

    def found(self, entries: Mapping[str, Entry]) -> tuple[Private, ...]:
        """What was found, but for names that things of the book bear."""
        if not any(each.sort == "name" for each in self._found):
            return tuple(self._found)
        titles = " | ".join(fold(words) for entry in entries.values() for words in (entry.thing.title or {}).values())
        return tuple(each for each in self._found if each.sort != "name" or fold(each.words) not in titles)


@lru_cache(maxsize=1 << 16)  # a preview links the same texts again and again
def _once(words: str) -> tuple[tuple[Sort, str], ...]:
    return tuple(find(words)) if _HINT.search(words) else ()


def find(words: str) -> Iterator[tuple[Sort, str]]:
    """What looks private in a text, in order. References and addresses of pages aren't looked into."""
    words = _ADDRESS.sub(_blank, words)
    for mention in reversed(list(mentions(words))) if "[[" in words else ():
        words = f"{words[: mention.start]}{' ' * (mention.end - mention.start)}{words[mention.end :]}"
    found = [("mail", each[0].rstrip("."), each.start()) for each in _MAIL.finditer(words)]
    found += [("phone", each[0].strip(), each.start()) for each in _NUMBER.finditer(words) if _is_phone(each[0])]
    found += [("name", name, each.start(1)) for each in _ADDRESSED.finditer(words) if (name := _capitals(each[1]))]
    for sort, what, _ in sorted(found, key=lambda each: each[2]):
        yield sort, what  # type: ignore[misc]


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
