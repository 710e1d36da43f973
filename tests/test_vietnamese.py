"""Folding, sorting and guessing as Vietnamese readers and editors expect."""

from __future__ import annotations

import random

from journeybook.vietnamese import fold, nearest, sort_key

# As a Vietnamese dictionary has them.
IN_ORDER = [
    "an",
    "àn",
    "ản",
    "ãn",
    "án",
    "ạn",
    "anh",
    "ăn",
    "ắn",
    "ân",
    "ba",
    "bà",
    "ca",
    "da",
    "đa",
    "đá",
    "đạ",
    "e",
    "ê",
    "ế",
    "go",
    "gô",
    "gơ",
    "i",
    "nha",
    "nhà",
    "o",
    "ô",
    "ơ",
    "u",
    "ư",
    "ừ",
    "ý",
]


def test_folding_takes_marks_away_and_turns_đ_into_d() -> None:
    """As people type in a hurry, whatever form the letters were typed in."""
    assert "quyet dinh mua hang" == fold("Quyết định mua hàng")
    assert "quyet dinh" == fold("Quye\u0302\u0301t đi\u0323nh")


def test_sorting_follows_the_dictionary() -> None:
    """ă after a, đ after d, and tones in their order: level, huyền, hỏi, ngã, sắc, nặng."""
    shuffled = IN_ORDER[:]
    random.Random(1).shuffle(shuffled)
    assert IN_ORDER == sorted(shuffled, key=sort_key)


def test_the_nearest_name_is_found_without_regard_to_marks_and_case() -> None:
    """And nothing is guessed where nothing is near."""
    names = ["lisa-barone", "tran-minh-duc", "website"]
    assert "tran-minh-duc" == nearest("Trần Minh Đức", names)
    assert "website" == nearest("webiste", names)
    assert "lisa-barone" == nearest("lisa_baron", names)
    assert nearest("hotline", names) is None
