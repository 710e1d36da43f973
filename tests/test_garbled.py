"""Vietnamese that came apart is found and told as it should be; text in order, in whatever language, never is."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.garbled import Garbled, encodings, find, together, worth_a_look

ROOT = Path(__file__).parents[1]
FOREIGN = [
    "Ça va être déjà noël, l’élève naïf à Zürich œuvre où çà et là.",
    "Größe über Äpfel, Straße, Übung für Mädchen in Köln, Öl ÄÖÜ",
    "São Paulo não é amanhã; coração, ações, pão, avô e avó",
    "El niño comió piñas en España, ¿cómo está? ¡Ojalá!",
    "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "Zażółć gęślą jaźń, łódź",
    "smörgåsbord på Åland, Ærø, øl, Malmö; hej på dej, jag är här",
    "È già così, perché città più",
    "Ísland við þig það er",
    "± 5 µm × 3 ¼ € £ ¥ § ¶ © ® ™ «guillemets» naïve café résumé N·m, m×n",
    "iPhone 6s, a6000, Sony a7, Audi A6 A8, h264, mp4, d3.js, k8s, e5, o7",
    "Max, Xerox, Jeff, Scherf, turf, golf, half, CRM, ROI, SaaS, B2B",
    "git log --oneline f(x) if x == y: return z.ngf",
]


def found_in(*lines: str) -> list[Garbled]:
    return list(together(list(find(lines))))


@cache
def vietnamese() -> list[str]:
    """Lines of the example book that have marks."""
    texts = (file.read_text(encoding="utf-8") for file in sorted((ROOT / "content").rglob("*.yaml")))
    lines = {re.sub(r"^[\s-]*(?:\w+:)?\s*|[^\w\s]+", "", line).strip() for text in texts for line in text.splitlines()}
    return sorted(line for line in lines if sum(not letter.isascii() for letter in line) > 5)


def test_no_text_in_order_is_called_garbled() -> None:
    """The whole example book, the documents, and a dozen languages."""
    assert [] == [line for line in FOREIGN if found_in(line)]
    files = [*(ROOT / "content").rglob("*.yaml"), *(ROOT / "content").rglob("*.md"), *ROOT.glob("*.md")]
    assert len(files) > 50
    for file in files:
        assert [] == found_in(*file.read_text(encoding="utf-8").splitlines()), file


def tcvn3(text: str) -> str:
    table = {right: wrong for wrong, right in encodings._TCVN3.items()}
    return "".join(encodings.western(bytes([table[letter]])) if letter in table else letter for letter in text)


def vni(text: str) -> str:
    table = {right: wrong for wrong, right in encodings._VNI.items()}
    return "".join(table.get(letter, letter) for letter in text)


def twice(text: str) -> str:
    return encodings.western(text.encode())


@pytest.mark.parametrize("spoil", [tcvn3, vni, twice])
@given(data=st.data())
def test_text_that_was_spoilt_is_found_and_told_as_it_should_be(spoil: object, data: st.DataObject) -> None:
    """From the old encodings taken for Western letters, and from UTF-8 read twice."""
    assert callable(spoil)
    lines = data.draw(st.lists(st.sampled_from(vietnamese()), min_size=3, max_size=6, unique=True))
    small = [line.lower() for line in lines]  # TCVN3 has no capitals with marks
    spoilt = [spoil(line) for line in small]
    assert worth_a_look("\n".join(spoilt))
    (first, *_) = found_in(*spoilt)
    assert first.right.rstrip("…") in small[first.line - 1]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("khachs hangf ddax quyeets ddinhj mua", "khách hàng đã quyết định mua"),
        ("kha1ch ha2ng d9a4 quye61t d9i5nh", "khách hàng đã quyết định"),
        ("Nguwowif dduwowng nhieenj", "Người đương nhiện"),
    ],
)
def test_keys_that_stayed_as_typed_are_read(typed: str, right: str) -> None:
    """Telex and VNI."""
    assert [("garbled-text.keys", right)] == [(each.slip, each.right) for each in found_in(typed)]
