"""The titles of a generated book's things, and the ids made from them.

A thing's number alone decides its title. Where titles must differ, because readers or tooltips find things by
them, the number is spread over all combinations of their parts.
"""

import unicodedata

from benchmarks import words
from benchmarks.words import Pair

PATTERNS: dict[str, Pair] = {
    "person": ("{person}", "{person}"),
    "company": ("Công ty {sector} {brand}", "{brand} {sector} company"),
    "segment": ("Doanh nghiệp {sector} quy mô {size} ở {region}", "{size} {sector} companies in {region}"),
    "journey": ("Hành trình mua {topic}", "buying {topic}"),
    "touchpoint": ("{place}: {topic}", "{place}: {topic}"),
    "department": ("{team} {region}", "{team}, {region}"),
    "source": ("Nghiên cứu về {topic}", "study of {topic}"),
    "partner": ("Đối tác {brand}", "{brand} partners"),
    "competitor": ("Hãng {rival}", "{rival} Ltd"),
    "track": ("Nhập môn: {topic}", "first steps: {topic}"),
    "event": ("Thay đổi {topic}", "change of {topic}"),
    "model": ("Quy trình mua số {number}", "own buying process {number}"),
    "role": ("Người kiểm soát {topic}", "keeper of {topic}"),
    "question": ("{topic}", "{topic}"),
    "term": ("{topic}", "{topic}"),
}
"""A question shows what it asks; the title here only makes its id."""


def title(kind: str, number: int) -> Pair:
    """The title of a thing, in Vietnamese and in English."""
    places, teams = words.PLACES_WE_MEET, words.TEAMS
    parts = {
        "topic": topic(number),
        "sector": words.SECTORS[number % len(words.SECTORS)],
        "region": words.REGIONS[number // len(words.SECTORS) % len(words.REGIONS)],
        "size": words.SIZES[number % len(words.SIZES)],
        "place": places[number % len(places)],
        "team": teams[number % len(teams)],
    }
    names = {"person": _person(number), "brand": _brand(number), "rival": _brand(number + 450)}
    vi, en = (
        pattern.format(number=number + 1, **names, **{part: pair[side] for part, pair in parts.items()})
        for side, pattern in enumerate(PATTERNS[kind])
    )
    return capital(vi), capital(en)


def topic(number: int) -> Pair:
    """A noun with its complement; different for each number below 1,296."""
    spread = number * 577 % (len(words.HEADS) * len(words.TAILS))
    head, tail = words.HEADS[spread // len(words.TAILS)], words.TAILS[spread % len(words.TAILS)]
    return f"{head[0]} {tail[0]}", f"{tail[1]} {head[1]}"


def slug(text: str) -> str:
    """An id from a Vietnamese title: đ has no decomposition and is folded by hand."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in plain).split())


def capital(text: str) -> str:
    """The text with a capital at its start, leaving the rest as it is (unlike `str.capitalize`)."""
    return text[:1].upper() + text[1:]


def _brand(number: int) -> str:
    size = len(words.BRANDS)
    spread = number * 389 % (size * size)
    return f"{words.BRANDS[spread // size]} {words.BRANDS[spread % size]}"


def _person(number: int) -> str:
    families, middles, givens = words.FAMILY_NAMES, words.MIDDLE_NAMES, words.GIVEN_NAMES
    spread = number * 7919 % (len(families) * len(middles) * len(givens))
    rest, given = divmod(spread, len(givens))
    return f"{families[rest // len(middles)]} {middles[rest % len(middles)]} {givens[given]}"
