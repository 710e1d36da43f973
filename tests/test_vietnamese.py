"""Folding, sorting and guessing as Vietnamese readers and editors expect."""

from __future__ import annotations

import random
from pathlib import Path

from journeybook.vietnamese import fold, nearest, sort_key

# As a Vietnamese dictionary has them, by the collation that browsers use.
ORDER = Path(__file__).with_name("vietnamese_order.txt")


def test_folding_takes_marks_away_and_turns_đ_into_d() -> None:
    """As people type in a hurry, whatever form the letters were typed in."""
    assert "quyet dinh mua hang" == fold("Quyết định mua hàng")
    assert "quyet dinh" == fold("Quye\u0302\u0301t đi\u0323nh")


def test_sorting_is_that_of_unicode() -> None:
    """Signs, figures, letters; ă after a, đ after d; then the tones of the whole title; then small before capital."""
    in_order = ORDER.read_text(encoding="utf-8").split("\n\n")[-1].splitlines()
    shuffled = in_order[:]
    random.Random(1).shuffle(shuffled)
    assert len(in_order) > 1000
    assert in_order == sorted(shuffled, key=sort_key)


def test_the_nearest_name_is_found_without_regard_to_marks_and_case() -> None:
    """And nothing is guessed where nothing is near."""
    names = ["lisa-barone", "tran-minh-duc", "website"]
    assert "tran-minh-duc" == nearest("Trần Minh Đức", names)
    assert "website" == nearest("webiste", names)
    assert "lisa-barone" == nearest("lisa_baron", names)
    assert nearest("hotline", names) is None
