"""What an editor sees is what is read, whatever keyboard, phone or web page the letters came from."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.load.reader import read_tree
from journeybook.load.source import Source, Unreadable, decode, read

FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ＡＢＣ ０９ ｘ", "ABC 09 x"),
        ("（một，hai）", "（một，hai）"),  # full-width signs belong to the text
        ("Ðơn hàng ðầu", "Đơn hàng đầu"),
        ("það við", "það við"),  # Icelandic stays
        ("g\u0456á c\u043e", "giá co"),  # Cyrillic
        ("\u0397\u03a4ML", "HTML"),  # Greek
        ("Москва, Ελλάδα, Δt, μm", "Москва, Ελλάδα, Δt, μm"),
        ("Kh\u200bách h\u2060à\ufeffng\u200c", "Khách hàng"),
        ("👩\u200d💻 می\u200cخواهم", "👩\u200d💻 می\u200cخواهم"),
        ("an\u00ad toàn", "an toàn"),
        ("h\u00adíng ®Þnh", "h\u00adíng ®Þnh"),  # a letter of TCVN3, which is told
        ("\u202etrái\u202c \u2067phải\u2069\u200e", "trái phải"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("qui\u0065\u0301\u0302t, a\u0340, o\u031b\u0323", "quiết, à, ợ"),
        ("10\u00a0%", "10\u00a0%"),
        ("“Giá” – ‘rẻ’ … «x» „y“", "“Giá” – ‘rẻ’ … «x» „y“"),
    ],
)
def test_letters_are_read_as_they_are_meant(typed: str, meant: str) -> None:
    """One letter for one; what nobody sees goes, and what another script needs stays."""
    assert meant == decode(typed.encode())


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f", "\u2003"])
def test_odd_spaces_are_spaces_where_yaml_wants_them(space: str, tmp_path: Path) -> None:
    """In the indentation, behind a colon and a dash, around a value; but not within a text."""
    file = tmp_path / "x.yaml"
    file.write_text(f"lead:\n{space * 2}title:{space}Một{space}hai{space}\n  also:\n  -{space}a\n", encoding="utf-8")
    assert {"lead": {"title": f"Một{space}hai", "also": ["a"]}} == read_tree(read(file, "x.yaml")).value


@given(
    st.sampled_from(FORMS),
    st.text(alphabet="aăâeêioôơuưyđbcghkmnpt ", max_size=30),
    st.sampled_from("\u0301\u0300\u0309\u0323"),
)
def test_what_is_read_doesnt_change_when_read_again(form: Literal["NFC", "NFD"], text: str, tone: str) -> None:
    """Whatever the Unicode form; so a file that was tidied once stays as it is."""
    typed = unicodedata.normalize(form, text.replace("a", "a" + tone))
    once = decode(typed.encode())
    assert once == unicodedata.normalize("NFC", typed)
    assert once == decode(once.encode())


TEXT = "Khách hàng quyết định mua ở Đồng Nai, những nhà máy lắp ráp vẫn đẩy mạnh"


@pytest.mark.parametrize(
    ("data", "slip", "encoding", "right"),
    [
        (b"Kh\xb8ch h\xb5ng quy\xd5t \xae\xdenh", "yaml-encoding.old", "TCVN3 (ABC)", "Khách"),
        (b"Kha\xf9ch ha\xf8ng quye\xe1t \xf1\xf2nh", "yaml-encoding.old", "VNI Windows", "Khách"),
        (b"Kh\xe1ch h\xe0ng quy\xaat \xf0\xb8nh", "yaml-encoding.old", "VISCII", "quyết"),
        (b"Kha\xecch ha\xccng quy\xea\xect \xf0i\xf2nh", "yaml-encoding.windows", "Windows-1258", "Khách"),
        (b"Le caf\xe9 d\xe9j\xe0 vu \xe0 Orl\xe9ans", "yaml-encoding.windows", "Windows-1252", "café"),
    ],
)
def test_an_old_encoding_is_told_by_its_name(data: bytes, slip: str, encoding: str, right: str) -> None:
    """With a word of the file as it should be, so that the editor can see whether the guess is right."""
    with pytest.raises(Unreadable) as refused:
        decode(data)
    assert (slip, encoding, right) == (refused.value.slip, refused.value.fill["encoding"], refused.value.fill["right"])


def test_one_spoilt_byte_among_utf_8_is_told_as_a_byte() -> None:
    """No encoding is guessed for a file that is UTF-8 but for a slip."""
    with pytest.raises(Unreadable) as refused:
        decode(TEXT.encode() + b"\xb8")
    assert ("yaml-encoding", 1, len(TEXT) + 1) == (refused.value.slip, refused.value.line, refused.value.column)


@pytest.mark.parametrize(
    ("text", "slip", "column"),
    [
        ("a: “Giá: cao”", "yaml-syntax.typographic-quotes", 8),
        ("a: ‘Giá: cao’", "yaml-syntax.typographic-quotes", 8),
        ("a: ″Giá: cao″", "yaml-syntax.typographic-quotes", 8),
        ("a: [«một, hai»]", "yaml-syntax.typographic-quotes", 5),
        ("a: ［một, hai］", "yaml-syntax.full-width-sign", 4),
        ("a: [một，hai]", "yaml-syntax.full-width-sign", 8),
        ("a: {vi：một}", "yaml-syntax.full-width-colon", 5),
    ],
)
def test_signs_that_only_look_like_yaml_have_their_own_sentence(text: str, slip: str, column: int) -> None:
    """Typographic quotes, full-width brackets, commas and colons."""
    with pytest.raises(Unreadable) as refused:
        read_tree(Source("x.yaml", text))
    assert (slip, column) == (refused.value.slip, refused.value.column)
