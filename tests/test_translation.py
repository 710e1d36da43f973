"""Which texts are asked for in every language, and how many of them are there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.problems import Problem
from journeybook.road import Travelled, travel
from journeybook.translation import Share, needs_translation

SITES = Path(__file__).parent / "sites"


def travelled(name: str) -> Travelled:
    return travel(read_settings(SITES / name), date(2026, 11, 25))


def only_problem(name: str) -> Problem:
    (problem,) = travelled(name).problems
    return problem


@pytest.mark.parametrize(
    "text",
    [
        "SAP",
        "B2B 2026",
        "Lisa Barone",
        "12,5 %",
        "1.500 – 2.000 $",
        "HCM – HN",
        "iPhone 17",
        "[[persona:lisa-barone]]",
        "https://example.com/bang-gia",
        "[SAP](https://example.com/bang-gia)",
        "info@example.com",
    ],
)
def test_what_has_no_word_in_lower_case_is_the_same_in_every_language(text: str) -> None:
    """Names, acronyms, figures, addresses, and references, whose words are translated where they stand."""
    assert not needs_translation([text])


@pytest.mark.parametrize(
    "text",
    [
        "Giá cả",
        "ở đâu",
        "30 ngày",
        "SAP và CRM",
        "ĐỌC “kỹ”",
        "[[persona:lisa-barone|người quản lý]]",
        "[bảng giá](https://example.com/)",
        "![sơ đồ](media/x.png)",
    ],
)
def test_one_word_in_lower_case_is_a_text(text: str) -> None:
    """Labels of references and links and the words for a picture are read, too."""
    assert needs_translation([text])


def test_the_book_says_how_much_of_each_kind_stands_in_each_language() -> None:
    """A text that many entries get from their collection counts once; a text in no language but the second lacks the
    first."""
    assert {"vi": Share(8, 8), "en": Share(4, 8)} == travelled("broken/untranslated-in-a-collection").book.translated[
        "term"
    ]
    shares = travelled("broken/untranslated-in-every-shape").book.translated
    assert {"vi": Share(7, 8), "en": Share(5, 8)} == shares["persona"]
    assert {"vi": Share(1, 1), "en": Share(1, 1)} == shares["department"]
    assert {} == travelled("good/minimal").book.translated


def test_a_share_is_whole_only_if_nothing_is_missing() -> None:
    """Percent are rounded down."""
    assert [99, 100, 0] == [Share(999, 1000).percent, Share(1000, 1000).percent, Share(0, 3).percent]


def test_the_sentence_counts_by_language_and_names_the_first_text() -> None:
    """In both languages of the tool; what it doesn't have a name for is called by its code."""
    problem = only_problem("broken/untranslated-into-two-of-three")
    assert (
        "“lead” isn't fully translated (texts missing: English 2, fr 1). The first is “Người vừa để lại thông tin”."
        == problem.message("en")
    )
    assert "(số đoạn còn thiếu: tiếng Anh 2, fr 1)" in problem.message("vi")
    assert "Give the text a line for each language: “vi: …”, “en: …”, “fr: …”." == problem.hint("en")
