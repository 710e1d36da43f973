"""A book speaks a third language by one word in its configuration and one file of words."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.render.words import words_of
from journeybook.road import travel
from journeybook.settings import WrongSettings
from journeybook.today import today
from tests.site.conftest import SITES, built, mkdocs
from tests.site.reading import addresses, page

BOOK = SITES / "good/three-languages"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Vietnamese at the root, English and French below it."""
    return built(BOOK, tmp_path_factory.mktemp("three-languages"))


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def with_words(folder: Path, words: str) -> Path:
    """A book's folder with such French words."""
    (folder / "lang").mkdir()
    (folder / "lang/fr.yaml").write_text(words, encoding="utf-8")
    return folder


def test_every_page_is_there_in_three_languages_with_the_same_places(site: Path) -> None:
    """Addresses and anchors are the same; only words differ."""
    every = addresses(site)
    vietnamese = [each for each in every if not each.startswith(("en/", "fr/"))]
    for language in ("en", "fr"):
        assert [f"{language}/{each}" for each in vietnamese] == [each for each in every if each.startswith(language)]
        for address in ("personas/lisa/", "touchpoints/website/", "terms/crm/"):
            assert page(site, f"{language}/{address}").ids == page(site, address).ids


def test_the_switch_names_the_other_two_and_keeps_the_page(site: Path) -> None:
    """Each language by its own name, from every language's page."""
    names = {"vi": "Tiếng Việt", "en": "English", "fr": "Français"}
    ways = {
        "": {"en": "../../en/personas/lisa/", "fr": "../../fr/personas/lisa/"},
        "en/": {"vi": "../../../personas/lisa/", "fr": "../../../fr/personas/lisa/"},
        "fr/": {"vi": "../../../personas/lisa/", "en": "../../../en/personas/lisa/"},
    }
    for root, expected in ways.items():
        written = html(site, f"{root}personas/lisa/")
        shown = re.findall(r'jb-language" href="([^"]+)" hreflang="(\w+)"[^>]* title="([^"]+)">', written)
        assert [(way, language, names[language]) for language, way in expected.items()] == shown


def test_a_french_page_is_french_to_readers_and_programs(site: Path) -> None:
    """Our words from the file, Material's own where the file is silent, numbers and dates as the French write them."""
    lisa, website = html(site, "fr/personas/lisa/"), html(site, "fr/touchpoints/website/")
    assert '<html lang="fr"' in lisa
    for words in ("Accueil", "Bibliothèque", "Objectifs", "Cheffe de produit", "Aller au contenu", "Fait avec"):
        assert re.search(rf">\s*{words}", lisa), words
    assert "9 mars 2025" in lisa
    assert "Pas encore traduit ; affiché en vietnamien." in lisa
    assert "62,5\u202f%" in website
    assert "1\u202f234\u202f567,5" in website
    assert "<h1>Comment lire" in re.sub(r' id="[^"]*"', "", html(site, "fr/guide"))


def test_the_others_call_the_third_language_by_the_name_the_book_gives(site: Path) -> None:
    """The book's own vi.yaml says it; the English words don't know it, so it is called as it calls itself."""
    assert "Chưa có bản dịch; đang hiển thị tiếng Pháp." in html(site, "personas/lisa/")
    assert "Not translated yet; shown in Français." in html(site, "en/personas/lisa/")


def test_a_books_own_words_go_before_ours(site: Path) -> None:
    """Where a book calls something otherwise; all other words stay."""
    words = words_of("vi", BOOK)
    assert ("Mới vào phòng Kinh doanh", "Trang chủ") == (words.ui("door-new"), words.ui("home"))
    assert () == words.missing


def test_missing_words_are_english_and_counted(tmp_path: Path) -> None:
    """In a warning that names the file and the first of them."""
    answer = mkdocs(BOOK, tmp_path / "site")
    missing = words_of("fr", BOOK).missing
    assert f"WARNING -  lang/fr.yaml: words that are missing and shown in English: {len(missing)} ({missing[0]};" in (
        answer.stderr
    )
    assert "Doesn&#39;t decide" in html(tmp_path / "site", "fr/personas/lisa/")


def test_a_word_that_is_asked_for_nowhere_is_named(tmp_path: Path) -> None:
    """A slip in a name, or a word of an older version."""
    book = shutil.copytree(BOOK, tmp_path / "book")
    with (book / "lang/fr.yaml").open("a", encoding="utf-8") as file:
        file.write("    digitall: en ligne\n")
    assert "asked for nowhere: 1 (values: channel: digitall)" in mkdocs(book, tmp_path / "site").stderr


def test_without_the_file_the_build_says_what_to_write(tmp_path: Path) -> None:
    """And writes nothing."""
    book = shutil.copytree(BOOK, tmp_path / "book")
    (book / "lang/fr.yaml").unlink()
    answer = mkdocs(book, tmp_path / "site")
    assert answer.returncode == 1
    assert "languages: there are no words for “fr”; there are words for: en, vi." in answer.stderr
    assert "write lang/fr.yaml beside mkdocs.yml" in answer.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("ui: {home: Accueil}", "lang/fr.yaml: say what the language calls itself, for example: name: Français"),
        ("name: Français\nui:\n  search-count: des résultats", "ui: search-count: the braces must be those of the "),
        ("name: Français\nui:\n  search-count: '{counts} résultats'", "English words ({count}), not “{counts} rés"),
        ("name: Français\nui:\n  home: 'Accueil {'", "ui: home: a brace has no partner in “Accueil {”."),
        ("name: Français\nday: '{day} {weekday}'", "day: the braces must be those of the English words ({day}, "),
        ("name: Français\nmonths: [janvier]", "months: a list of 12 words is needed here: [January, "),
        ("name: Français\nui:\n  home: [Accueil]", "ui: home: words are needed here, not a list."),
        ("name: Français\nui: {home: Accueil\n", "lang/fr.yaml:3:1: this isn't YAML that can be read ("),
        ("Français", "lang/fr.yaml: words are written as “name: words”, one per line."),
    ],
)
def test_words_that_would_break_a_page_are_told(tmp_path: Path, words: str, told: str) -> None:
    """With their place, and what to write instead."""
    with pytest.raises(WrongSettings) as error:
        words_of("fr", with_words(tmp_path, words))
    assert told in str(error.value)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    """As an old editor on Windows saves it."""
    (with_words(tmp_path, "") / "lang/fr.yaml").write_bytes("name: Français".encode("cp1252"))
    with pytest.raises(WrongSettings, match="saved as UTF-8"):
        words_of("fr", tmp_path)


def test_changed_words_are_seen_by_the_next_build_of_a_preview(tmp_path: Path) -> None:
    """A preview lives long; its words don't."""
    book = with_words(tmp_path, "name: Français\nui: {home: Accueil}")
    assert words_of("fr", book).ui("home") == "Accueil"
    (book / "lang/fr.yaml").write_text("name: Français\nui: {home: Page d'accueil}", encoding="utf-8")
    assert words_of("fr", book).ui("home") == "Page d'accueil"


def test_words_that_yaml_would_take_for_something_else_stay_words(tmp_path: Path) -> None:
    """``true``, ``no`` and ``1`` as names and as words."""
    words = words_of("fr", with_words(tmp_path, "name: Français\nvalues:\n  truth: {true: oui, false: no}\n"))
    assert ("oui", "no") == (words.value("veto", True), words.value("veto", False))


def test_the_checker_reads_texts_of_the_third_language() -> None:
    """No problem, and the texts are there."""
    travelled = travel(read_settings(BOOK), today())
    assert "Cheffe de produit" == travelled.book.thing("persona:lisa").job.text["fr"]  # type: ignore[attr-defined]
