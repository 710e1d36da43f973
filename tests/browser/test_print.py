"""Paper: a persona on one sheet, nothing cut off, and ``journeybook export pdf``."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Page

from journeybook.cli import journeybook
from tests.site.conftest import SITES

A4 = (595, 842)
A3 = (1191, 842)


def sheets(pdf: bytes) -> list[tuple[int, int]]:
    """The size of each page of a PDF, in points."""
    boxes = re.findall(rb"/MediaBox ?\[ ?0 0 ([0-9.]+) ([0-9.]+) ?\]", pdf)
    assert len(re.findall(rb"/Type ?/Page\b", pdf)) == len(boxes)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


def export(*arguments: str | Path, **environment: str | None) -> Result:
    plain = {"LC_ALL": None, "LC_MESSAGES": None, "LANG": "C.UTF-8"}
    return CliRunner().invoke(
        journeybook, ["export", "pdf", *(str(each) for each in arguments)], env=plain | environment
    )


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("who", ["lisa-barone", "nguyen-thu-hanh", "tran-minh-duc", "kyle-healy", "priya-nair"])
def test_a_persona_fits_one_sheet_of_a4(opened: Callable[..., Page], who: str, language: str) -> None:
    """Its two sides at most, and nothing wider than the paper."""
    page = opened(f"{language}personas/{who}/", width=703, height=1000)
    page.emulate_media(media="print")
    assert 703 + 1 >= page.evaluate(
        "Math.max(...[...document.querySelectorAll('article *')].map(each => each.getBoundingClientRect().right))"
    )
    pdf = sheets(page.pdf(prefer_css_page_size=True, print_background=True))
    assert 1 <= len(pdf) <= 2
    assert {A4} == set(pdf)


def test_what_we_say_along_a_journey_is_a_sheet_of_a3_for_each_table(opened: Callable[..., Page]) -> None:
    """Roles on one, persons on the other; addresses of explained terms aren't printed."""
    page = opened("messages/mid-factory-purchase/", width=1200)
    page.wait_for_selector(".jb-term")
    assert [A3] * 2 == sheets(page.pdf(prefer_css_page_size=True, print_background=True))
    page.emulate_media(media="print")
    assert "none" == page.eval_on_selector(".jb-term", "each => getComputedStyle(each, '::after').content")


def test_paper_shows_content_and_no_controls(opened: Callable[..., Page]) -> None:
    """What can't be pressed on paper isn't there."""
    page = opened("personas/")
    page.emulate_media(media="print")
    for control in (".md-header", ".jb-filters", ".jb-pick >> nth=0", ".jb-compare-bar"):
        assert page.locator(control).is_hidden()
    assert page.locator(".jb-card").first.is_visible()


def test_export_writes_what_is_asked_for(chromium: str, tmp_path: Path) -> None:
    """Things named as in the book or as in an address; one file each."""
    book = SITES / "good/gallery"
    answer = export("persona:one", "personas/many/", "--folder", book, "-o", tmp_path / "out", CHROMIUM=chromium)
    assert (0, "") == (answer.exit_code, answer.stderr)
    assert answer.stdout.startswith("Wrote 2 PDF files")
    files = sorted((tmp_path / "out").iterdir())
    assert ["persona-many.pdf", "persona-one.pdf"] == [file.name for file in files]
    for file in files:
        assert {A4} == set(sheets(file.read_bytes()))


def test_export_writes_all_personas_and_journeys_in_a_language(chromium: str, tmp_path: Path) -> None:
    """If nothing is named; in the book's other language, if asked."""
    answer = export("--folder", SITES / "good/gallery", "--lang", "en", "-o", tmp_path, CHROMIUM=chromium)
    assert 0 == answer.exit_code, answer.stderr
    names = {file.name for file in tmp_path.iterdir()}
    assert {"journey-long.pdf", "journey-short.pdf", "persona-firm.pdf", "persona-nothing.pdf"} < names


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (["persona:onne"], {}, "Did you mean “persona:one”?"),
        (["qwertz"], {}, "“qwertz” is not in this book"),
        (["--lang", "fr"], {}, "its languages: vi, en"),
        ([], {"CHROMIUM": "/nowhere/chrome"}, "CHROMIUM names “/nowhere/chrome”"),
        ([], {"CHROMIUM": None, "PATH": "/nowhere"}, "set CHROMIUM to its path"),
    ],
)
def test_export_says_what_is_wrong(
    arguments: list[str], environment: dict[str, str | None], said: str, tmp_path: Path
) -> None:
    """In one sentence, with exit code 2, before anything is built."""
    answer = export(*arguments, "--folder", SITES / "good/gallery", "-o", tmp_path / "out", **environment)
    assert 2 == answer.exit_code
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "out").exists()


def test_a_browser_that_fails_is_told_with_its_page(tmp_path: Path) -> None:
    """A program that isn't a browser makes no PDF; the command fails with 1 and leaves nothing half done."""
    answer = export("persona:one", "--folder", SITES / "good/gallery", "-o", tmp_path / "out", CHROMIUM="/bin/false")
    assert 1 == answer.exit_code
    assert "persona-one.pdf" in answer.stderr
    assert not (tmp_path / "out").exists()
