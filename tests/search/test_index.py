"""What the search knows: nothing is lost by packing, and the worker reads it as Python wrote it."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.search import Entry, Index, Part, entry_of_free_page
from journeybook.search.entries import lines_of

KINDS = {"persona": "Chân dung", "term": "Thuật ngữ", "page": "Trang", "list": "Danh sách"}
LINES = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30), max_size=4).map(tuple)


def packed(*entries: Entry) -> dict[str, Any]:
    index = Index()
    for entry in entries:
        index.add(entry)
    data: dict[str, Any] = json.loads(index.packed(KINDS, {}))
    return data


def unpacked(data: dict[str, Any], text: str) -> list[str]:
    """What the worker does, in Python: a text as its lines."""
    words = ["\n", *str(data["words"]).split("\n")]
    pieces = [words[_place(ord(character))] for character in text]
    said = ""
    for before, piece in zip(["\n", *pieces], pieces, strict=False):
        both_are_words = before[0].isalnum() and piece[0].isalnum()
        said += (" " if both_are_words else "") + piece
    return said.split("\n")


def _place(code: int) -> int:
    for start, length in ((0xE000, 0x800), (0xA0, 0x21), (0x5D, 1), (0x23, 1)):
        if code >= start:
            code -= length
    return code - 0x20


def clean(line: str) -> str:
    return " ".join(unicodedata.normalize("NFC", line).split())


def test_a_page_has_its_names_first_and_its_sections_behind() -> None:
    """Title, other names, the page it belongs to; then each section with its id and title."""
    entry = Entry(
        "a/",
        "persona",
        "Lê Thị Mai",
        lines=("Giám đốc vận hành (COO).",),
        parts=(
            Part("goals", "Mục tiêu", ("Mở 12 cửa hàng, giữ 92 % người.",)),
            Part("kept", "Giữ"),
        ),
        also=("chị Mai",),
        within="Chuỗi bán lẻ",
    )
    data = packed(entry)
    (page,) = data["pages"]
    address, kind, names, is_list, lead, lead_text, goals, goals_text, kept, _ = page
    assert ("a/", 0, -3, 0) == (address, kind, names, is_list)
    assert ["Lê Thị Mai", "chị Mai", "Chuỗi bán lẻ", "Giám đốc vận hành (COO)."] == unpacked(data, lead_text)
    assert ["Mục tiêu", "Mở 12 cửa hàng, giữ 92 % người."] == unpacked(data, goals_text)
    assert ["", "goals", "kept"] == data["ids"]
    assert (0, 1, 2) == (lead, goals, kept)


@given(title=st.text("aăâbcđeê 12", min_size=1), lines=LINES)
def test_no_text_is_lost(title: str, lines: tuple[str, ...]) -> None:
    """Whatever letters and signs a text has, it comes out as it went in, in NFC, spaces aside."""
    data = packed(Entry("a/", "page", title, lines))
    (page,) = data["pages"]
    assert [clean(line) for line in (title, *lines)] == unpacked(data, page[5])


def test_many_words_have_characters_of_their_own() -> None:
    """Beyond the first hundred thousand words, none meets another, a control character or half a character."""
    words = [f"từ{number}" for number in range(70_000)]
    data = packed(Entry("a/", "page", "Từ", tuple(words)))
    (page,) = data["pages"]
    assert ["Từ", *words] == unpacked(data, page[5])
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in page[5])


def test_the_same_entries_make_the_same_bytes() -> None:
    """Browsers keep an index by its name, which is a digest."""
    entries = [Entry("a/", "page", "Một hai"), Entry("b/", "page", "Hai ba")]
    assert packed(*entries) == packed(*entries)


def test_frequent_words_are_short() -> None:
    """The most frequent word of a book takes one byte each time."""
    data = packed(Entry("a/", "page", "Tên", ("quyết định mua hàng " * 500,)))
    (page,) = data["pages"]
    assert len(page[5].encode()) <= 2005


def test_synonyms_stand_together() -> None:
    """Those of terms, for every page that says one of them."""
    data = packed(Entry("t/", "term", "LMS", also=("Hệ thống học tập",), synonyms=("LMS", "Hệ thống học tập")))
    assert [["LMS", "Hệ thống học tập"]] == data["same"]


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>Một <strong>câu</strong>, hai vế.</p><p>Câu hai</p>", ("Một câu, hai vế.", "Câu hai")),
        ("<dl><div><dt>Ngành</dt><dd>Bán lẻ</dd></div></dl>", ("Ngành: Bán lẻ",)),
        ('<li>Nói gì<a class="jb-source" href="x">1</a></li><li>B</li>', ("Nói gì", "B")),
        ('<span class="c">a</span><span class="c">b</span>', ("a · b",)),
        ("A &amp; B &lt;i&gt;", ("A & B <i>",)),
        ("<nav>Về</nav><svg><text>1</text></svg><h1>Tên</h1><table><tr><td>x</td><td>y</td></tr></table>", ("x", "y")),
    ],
)
def test_lines_of_html(html: str, lines: tuple[str, ...]) -> None:
    """One line for each block, without what isn't said."""
    assert lines == lines_of(html)


def test_a_free_page_has_its_sections() -> None:
    """As Material lists them."""
    entry = entry_of_free_page(
        [
            {"location": "guide/", "title": "Hướng dẫn &amp; mẹo", "text": "<p>Mở đầu.</p>"},
            {"location": "guide/#one", "title": "Một", "text": "<ul><li>a</li><li>b</li></ul>"},
        ]
    )
    assert Entry("guide/", "page", "Hướng dẫn & mẹo", ("Mở đầu.",), (Part("one", "Một", ("a", "b")),)) == entry
