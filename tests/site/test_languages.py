"""Each language speaks for itself: the frame, the parts and the pages have no words of another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

from journeybook.render.words import words_of
from journeybook.render.words_files import theme_folder
from tests.site.conftest import ROOT, SITES, built
from tests.site.reading import addresses, page

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


#: What is called the same in every language: texts as a whole, and words within others. LZ is drawn as a portrait.
NAMES = {"GitHub", "Google", "LZ", "Martin Grant", "Material for MkDocs"}
NAMES_WITHIN = {"crm", "good"}
#: What nobody reads out, and where names of the format stand.
SILENT = ("script", "style", "code")
_WORD = re.compile(r"[^\W\d_]+")


class _Strings(HTMLParser):
    """What a page says to anybody: texts, and attributes that are read aloud, shown, or said by a script."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and given.get("name") == "description":
            self.found.add(given["content"])
        for name, value in given.items():
            is_sentence = name.startswith("data-") and not name.startswith("data-md-") and " " in value
            if name in ("title", "aria-label", "aria-description", "alt", "placeholder", "label") or (
                is_sentence and name not in ("data-at", "data-has", "data-loosen", "data-p")
            ):
                if value.startswith("{"):  # what a script is given: names and values of the format, and sentences
                    self.found.update(text for text in texts(json.loads(value)) if " " in text)
                else:
                    self.found.add(value)

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.add(data)


def strings(site: Path) -> Iterator[tuple[str, str]]:
    """Every string of every page, and of what scripts are given, with the file it stands in."""
    for file in sorted(site.rglob("*.html")):
        reader = _Strings()
        reader.feed(file.read_text(encoding="utf-8"))
        yield from ((text, file.relative_to(site).as_posix()) for text in sorted(reader.found))
    for file in site.glob("search/journeybook.*.json"):
        index = json.loads(file.read_text(encoding="utf-8"))
        yield from ((text, file.name) for text in [*index["say"].values(), *dict(index["kinds"]).values()])


def texts(value: Any) -> Iterator[str]:
    """Every text within maps and lists."""
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


def in_language(value: Any, language: str) -> Iterator[str]:
    """What the shipped roles and models say in a language."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from [each] if name == language else in_language(each, language)
    elif isinstance(value, list):
        for each in value:
            yield from in_language(each, language)


def folded(many: Iterable[str]) -> set[str]:
    """Their words, in lower case, without what braces name."""
    return {word.lower() for text in many for word in _WORD.findall(re.sub(r"{\w+}", " ", text))}


def loaded(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


def test_every_word_that_we_say_on_a_vietnamese_page_is_vietnamese(every_field: Path) -> None:
    """On pages that show every field; the book's own words are known by their ``zz…`` and by its files."""
    lang, data = theme_folder() / "lang", ROOT / "generator/journeybook/data"
    known = set(NAMES_WITHIN)
    for file in (lang / "vi.yaml", lang / "fields.vi.yaml"):
        known |= folded(texts(loaded(file)))
    for file in (data / "models.yaml", data / "roles.yaml"):
        known |= folded(in_language(loaded(file), "vi"))
    known |= folded(texts(loaded(data / "fields/vi.yaml")))
    for name in (data / "new").glob("*.yaml"):
        known |= folded(in_language(loaded(name), "vi"))
    for file in (data / "guide/vi").glob("*.md"):  # whose English words are names on other sites' buttons
        known |= folded(
            re.sub(r"```.*?```|`.*?`|\*\*?(?! )", " ", file.read_text(encoding="utf-8"), flags=re.DOTALL).split()
        )
    for file in (SITES / "good/every-field/content").rglob("*.yaml"):
        known |= folded(text for text in texts(loaded(file)) if "zz" in text or not text.isascii())
    said = [(text, where) for text, where in strings(every_field) if text.strip() not in NAMES]
    problems = known | words_of_problems(data)
    assert [] == [
        (word, text, where)
        for text, where in said
        for word in folded([text]) - (problems if where.startswith("write/problems/") else known)
    ]


def words_of_problems(data: Path) -> set[str]:
    """What is said of problems, and the sentences that tell them, which name fields."""
    explained = [each for file in (data / "problems").glob("*.yaml") for each in texts(loaded(file)["vi"])]
    told = [text for name, text in loaded(data / "said/vi.yaml").items() if name.startswith("explain-")]
    told += texts(loaded(data / "messages/vi.yaml"))
    return folded([*told, *(re.sub("`.*?`", " ", text) for text in explained if "\n" not in text.strip())])


def test_no_template_has_words_of_its_own() -> None:
    """Neither between its tags nor in attributes that are read: all come from the files of words."""
    templates = sorted(theme_folder().rglob("*.html"))
    assert len(templates) > 30
    for template in templates:
        text = re.sub(r"{#.*?#}|<(script|style)\b.*?</\1>", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
        bare = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
        said = re.findall(r'(?:title|aria-label|aria-description|alt|placeholder)="([^"]*)"', bare)
        said += re.findall(r">([^<]*)<", re.sub(r"&\w+;|\bstage-", "", f">{bare}<"))  # “stage-” begins an anchor
        assert set() == {each.strip() for each in said if _WORD.search(each)} - NAMES, template.name


@pytest.mark.parametrize("name", ["vi", "en"])
def test_a_book_in_one_language_has_neither_a_switch_nor_a_folder_of_a_language(tmp_path: Path, name: str) -> None:
    """Whichever language it is."""
    book = tmp_path / "book"
    (book / "content").mkdir(parents=True)
    (book / "content/terms.yaml").write_text("crm: {title: CRM, definition: CRM}\n", encoding="utf-8")
    settings = f"site_name: Good\ndocs_dir: content\nplugins: [search, journeybook: {{languages: {name}}}]\n"
    (book / "mkdocs.yml").write_text(f"{settings}theme: {{name: material}}\n", encoding="utf-8")
    site = built(book, tmp_path / "site")
    assert not (site / "vi").exists()
    assert not (site / "en").exists()
    for address in addresses(site):
        html = (site / address / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{name}"' in html
        assert "jb-language" not in html
        assert "hreflang" not in html


def test_numbers_and_dates_are_written_as_each_language_writes_them() -> None:
    """Thousands, decimals, signs, percents, units, days, months and years."""
    english, vietnamese = words_of("en"), words_of("vi")
    for words, expected in (
        (english, ["1,234,567.5", "−0.5", "62.5%", "4,500\N{NO-BREAK SPACE}₫", "9 March 2025", "May 2026", "2026"]),
        (vietnamese, ["1.234.567,5", "−0,5", "62,5%", "4.500\N{NO-BREAK SPACE}₫", "09/03/2025", "05/2026", "2026"]),
    ):
        assert expected == [
            words.number(1234567.5),
            words.number(-0.5),
            words.figure(62.5, "%"),
            words.figure(4500, "₫"),
            words.day(date(2025, 3, 9)),
            words.part_of_date("2026-05"),
            words.part_of_date("2026"),
        ]
    assert vietnamese.ui("filter-count", shown=1200, all=1500) == "Hiện 1.200 trên 1.500 mục"


def test_figures_of_the_example_are_written_as_each_language_writes_them(example: Path) -> None:
    """The same figures on both pages, with point and comma the other way round, and no space before a percent sign."""
    figures = re.compile(r'(?:jb-metric__actual|jb-score)">([−\d.,]*\d)')
    seen: set[str] = set()
    for address in addresses(example):
        limits_left_out = re.sub(r"[<>]= \d+ %", "", page(example, address).text)  # as the configuration takes them
        assert not re.search(r"\d\s%", limits_left_out), address
        if not address.startswith("en/"):
            ours, theirs = (
                figures.findall((example / root / address / "index.html").read_text(encoding="utf-8"))
                for root in ("", "en")
            )
            assert theirs == [each.translate(str.maketrans(".,", ",.")) for each in ours], address
            seen.update(ours)
    assert {True} == {any(sign in each for each in seen) for sign in ",."}


def test_every_page_says_which_language_it_is_in(example: Path) -> None:
    """So that screen readers and translators know."""
    for address in addresses(example):
        html = (example / address / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{"en" if address.startswith("en/") else "vi"}"' in html
