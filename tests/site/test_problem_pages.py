"""What each problem means, on every site."""

from __future__ import annotations

from pathlib import Path

from journeybook.explained import explanation, without_markup
from journeybook.problems import CODES
from tests.site.conftest import built
from tests.site.reading import page, target

LIST = "write/problems/"


def test_the_list_leads_to_every_code_and_the_guides_lead_to_the_list(example: Path) -> None:
    """In both languages; from each page one gets back."""
    for root in ("", "en/"):
        leads = [target(example, f"{root}{LIST}", href) for href in page(example, f"{root}{LIST}").inside_links]
        assert {(example / root / LIST / code / "index.html", "") for code in CODES} <= set(leads)
        for address in (f"{root}write/", f"{root}{LIST}unused/"):
            leads = [target(example, address, href) for href in page(example, address).inside_links]
            assert (example / root / LIST / "index.html", "") in leads


def test_a_page_says_what_the_command_says(example: Path) -> None:
    """Title, examples with the lines marked that matter, and every step; in the language of its site."""
    for root, language in (("", "vi"), ("en/", "en")):
        for code in CODES:
            it, seen = explanation(code, language), page(example, f"{root}{LIST}{code}/")
            assert it.title in seen.text
            for file in (*it.wrong, *it.right):
                for line in file.lines:
                    assert " ".join(line.text.split()) in seen.text, (code, language)
            marked = [tag for tag, _ in seen.tags if tag == "mark"]
            assert len(marked) == sum(line.matters for file in (*it.wrong, *it.right) for line in file.lines)
            for text in (it.what, it.why, *it.next):
                assert squeezed(without_markup(text)) in squeezed(seen.text), (code, language)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_readers_who_look_for_customers_do_not_find_problems(example: Path) -> None:
    """Neither by the search, nor is there a pen on a page that no file of the book says."""
    (index,) = (example / "search").glob("journeybook.*.json")
    assert LIST not in index.read_text(encoding="utf-8")
    assert not [href for href in page(example, f"{LIST}unused/").links if "edit/main" in href]


def test_a_reader_of_another_language_gets_english_and_the_books_own_page_goes_first(tmp_path: Path) -> None:
    """As with the guides."""
    book = tmp_path / "book"
    for path, text in {
        "content/terms.yaml": "crm: {title: CRM, definition: CRM}\n",
        "content/write/problems/unused.md": "# Ours\n\nAsk Lan.\n",
        "lang/fr.yaml": "name: Français\n",
        "mkdocs.yml": "site_name: B\ndocs_dir: content\ntheme: material\n"
        "plugins: [search, journeybook: {languages: [vi, fr]}]\n",
    }.items():
        (book / path).parent.mkdir(parents=True, exist_ok=True)
        (book / path).write_text(text, encoding="utf-8")
    site = built(book, tmp_path / "site")
    seen = page(site, f"fr/{LIST}stale/")
    assert "Due to be read again" in seen.text
    assert {"h1", "p", "section"} <= {tag for tag, attributes in seen.tags if attributes.get("lang") == "en"}
    assert "Ask Lan." in page(site, f"{LIST}unused/").text
