"""Each language speaks for itself: the frame, the parts and the pages have no words of another."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import yaml

from journeybook.render.words import theme_folder
from tests.site.reading import addresses

# Settings of Material's that stand among its words.
NOT_WORDS = {"direction", "search.config.lang", "search.config.pipeline", "search.config.separator", "language"}


def words(language: str) -> dict[str, dict[str, str]]:
    text = (theme_folder() / "lang" / f"{language}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


def frame_in_english() -> dict[str, str]:
    """Material's own words."""
    file = resources.files("material").joinpath("templates", "partials", "languages", "en.html")
    return dict(re.findall(r'"([\w.]+)": "([^"]*)"', file.read_text(encoding="utf-8")))


def test_both_languages_have_the_same_words_to_fill_in_the_same_way() -> None:
    """Every key in each, none empty, with the same {braces}."""
    vietnamese, english = words("vi")["ui"], words("en")["ui"]
    assert set(english) == set(vietnamese)
    for name, sentence in english.items():
        assert sentence.strip(), name
        assert vietnamese[name].strip(), name
        assert set(re.findall(r"{\w+", sentence)) == set(re.findall(r"{\w+", vietnamese[name])), name


def test_the_frame_is_vietnamese_to_the_last_word() -> None:
    """Each word that Material brings has one of ours."""
    ours = words("vi")["material"]
    assert set() == set(frame_in_english()) - NOT_WORDS - set(ours)
    assert [] == [name for name, word in ours.items() if name not in NOT_WORDS and word == frame_in_english()[name]]


def test_no_english_word_of_the_interface_is_left_on_a_vietnamese_page(example: Path) -> None:
    """Neither of the frame's nor of our own, outside of content."""
    english = {word for name, word in frame_in_english().items() if name not in NOT_WORDS}
    english |= {word for name, word in words("en")["ui"].items() if "{" not in word and word != words("vi")["ui"][name]}
    # Shorter ones may be Vietnamese syllables; the switch calls each language by its own name.
    english = {word for word in english if len(word) > 3} - {str(words("en")["name"])}
    for address in addresses(example):
        if address.startswith("en/"):
            continue
        html = (example / address / "index.html").read_text(encoding="utf-8")
        frame = re.sub(r"<article.*?</article>|<script.*?</script>|<style.*?</style>", " ", html, flags=re.DOTALL)
        said = set(re.findall(r'>\s*([^<>]+?)\s*<|(?:aria-label|title|placeholder)="([^"]+)"', frame))
        assert set() == english & {each for pair in said for each in pair}, address


def test_every_page_says_which_language_it_is_in(example: Path) -> None:
    """So that screen readers and translators know."""
    for address in addresses(example):
        html = (example / address / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{"en" if address.startswith("en/") else "vi"}"' in html
