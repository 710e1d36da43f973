"""What gives an answer away: he or she, words that a question shares with its answer."""

from __future__ import annotations

import pytest

from journeybook.learn.hints import called, share_a_word
from journeybook.model.texts import Text


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ({"vi": "Chính chị ký hợp đồng"}, {"woman"}),
        ({"vi": "Tên cô ở trên bài"}, {"woman"}),
        ({"vi": "Anh chọn số ngày kèm"}, {"man"}),
        ({"en": "None of his clients"}, {"man"}),
        ({"vi": "Chị và anh cùng chọn"}, {"man", "woman"}),
        ({"vi": "Anh chị cứ điền thoải mái"}, set()),
        ({"vi": "Hai bài tiếng Anh mỗi tuần"}, set()),
        ({"vi": "Hỏi Lan Anh trước"}, set()),
        ({"vi": "Như [[persona:anh-sao]] đã kể"}, set()),
        ({"vi": "Ai cũng biết", "en": "The theme is hers", "fr": "Il le sait"}, {"woman"}),
    ],
)
def test_a_text_tells_whether_it_speaks_of_a_man_or_a_woman(words: dict[str, str], who: set[str]) -> None:
    """By the words of its language alone, not by what looks like them."""
    assert who == called([Text(words)])


def test_titles_share_a_word_however_it_is_written_but_no_small_words() -> None:
    """In any language that both have."""
    assert share_a_word(Text(vi="Tổ Triển khai"), Text(vi="TRIỂN KHAI"))
    assert share_a_word(Text(vi="Tổng đài", en="Hotline"), Text(vi="Lễ tân", en="Front desk and hotline"))
    assert not share_a_word(Text(en="Quote and contract"), Text(en="Front desk and hotline"))
    assert not share_a_word(Text(vi="Kinh doanh"), Text(en="Kinh"))
