"""Addresses that lead to what is internal leave a text, however they are written; words and all else stay."""

from __future__ import annotations

import pytest

from journeybook.audience.texts import addresses_in, file_at, without_addresses, without_comments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[her](personas/s/) page", "her page"),
        ('[her](personas/s/ "Title (of hers)") page', "her page"),
        ("[her](<personas/s/>) page", "her page"),
        ("[him](personas/t/) page", "[him](personas/t/) page"),
        ("see https://firm.vn/personas/s/ there", "see (…) there"),
        ("<https://firm.vn/personas/t/>", "<https://firm.vn/personas/t/>"),
        ("<a href='personas/s/'>her</a>", "<a >her</a>"),
        ("[her][1]\n\n[1]: personas/s/ 'Title'\nmore", "[her][1]\n\n\nmore"),
        ("![face](personas/s/face.png)", "![face](personas/s/face.png)"),  # shown because an editor wants it shown
    ],
)
def test_a_way_to_what_is_internal_is_closed(text: str, expected: str) -> None:
    assert expected == without_addresses(text, lambda address: "personas/s/" in address)


def test_files_that_a_text_uses_are_known_however_they_are_named() -> None:
    text = '![Seen](media/a%20b.png "t") [x](<media/c d.pdf>) ![y](./media/k_(1).png?v=2) <img src="../media/z.png">'
    used = {file_at(address, "guide") for address in addresses_in(text)}
    assert used == {"guide/media/a b.png", "guide/media/c d.pdf", "guide/media/k_(1).png", "media/z.png"}


def test_comments_of_writers_go_and_code_keeps_its_own() -> None:
    text = "a <!-- for\nus --> b `<!-- c -->`\n```html\n<!-- d -->\n```\n<!-- more -->\n<!-- never closed"
    assert "a  b `<!-- c -->`\n```html\n<!-- d -->\n```\n<!-- more -->\n" == without_comments(text)
