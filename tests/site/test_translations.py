"""The page that says how much of the book stands in which language, and what is still to be translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.conftest import SITES, built
from tests.site.reading import page, target

GAPS = SITES / "broken/untranslated-in-a-stage"


@pytest.fixture(scope="module")
def gaps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book whose journey lacks two texts in English, and whose model lacks one."""
    book = tmp_path_factory.mktemp("gaps") / "book"
    settings = (GAPS / "mkdocs.yml").read_text(encoding="utf-8")
    book.mkdir()
    (book / "mkdocs.yml").write_text(
        f"{settings}repo_url: https://github.com/example/book\nedit_uri: edit/main/content/\n"
    )
    (book / "content").symlink_to(GAPS / "content", target_is_directory=True)
    return built(book, book.parent / "site")


def test_every_kind_has_its_share_in_each_language(gaps: Path) -> None:
    """In figures as the reader writes them, and of the whole book."""
    vietnamese, english = page(gaps, "translations/").text, page(gaps, "en/translations/").text
    assert "Hành trình 100% 4 trên 4 50% 2 trên 4" in vietnamese
    assert "Journeys 100% 4 of 4 50% 2 of 4" in english
    assert "All together 100% 9 of 9 66% 6 of 9" in english


def test_what_lacks_texts_is_listed_with_the_most_missing_first(gaps: Path) -> None:
    """Each thing with its count, the first text, the stage at which it stands, and its line in the file."""
    seen = page(gaps, "en/translations/")
    assert "Still missing in English: 3" in seen.text
    assert "missing in Vietnamese" not in seen.text
    listed = seen.text[seen.text.index("Still missing") :]
    assert re.search(r"The first order.* 2 “Đặt hàng” .* · Touchpoints .*A short way.* 1 “Mua hàng”", listed)
    leading = [found[0] for href in seen.inside_links if (found := target(gaps, seen.address, href))]
    for address in ("en/journeys/order", "en/journeys/order/buy", "en/models/short"):
        assert gaps / address / "index.html" in leading
    assert [
        "https://github.com/example/book/edit/main/content/journeys/order.yaml#L16",
        "https://github.com/example/book/edit/main/content/models.yaml#L5",
    ] == [href for href in seen.inside_links if "/edit/" in href]


def test_a_whole_book_is_told_so_and_its_page_is_reached_from_home_alone(example: Path) -> None:
    """In both languages; readers who search look for customers, so the search doesn't offer it."""
    for root, done in (("", "Đã dịch xong"), ("en/", "Everything is translated")):
        assert done in page(example, f"{root}translations/").text
        home = page(example, root)
        assert (example / f"{root}translations/index.html", "") in [
            target(example, root, href) for href in home.inside_links
        ]
    for index in (example / "search").glob("*.json"):
        assert "translations/" not in index.read_text(encoding="utf-8")


def test_a_book_of_one_language_has_no_such_page(every_field: Path) -> None:
    """Nor does its home page speak of translations."""
    assert not (every_field / "translations").exists()
    assert not [href for href in page(every_field, "").inside_links if "translations" in href]
