"""What commands and settings say, they say in every language that problems are told in."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from string import Formatter

import pytest
import yaml

import journeybook
from journeybook.begin import Refused
from journeybook.problems import MESSAGE_LANGUAGES
from journeybook.sentences import Told, said
from journeybook.settings import WrongSettings
from tests.cli.test_cli import book, run

PACKAGE = Path(journeybook.__file__).parent
TOLD = {cls.__name__ for cls in (WrongSettings, Refused)}


def sentences(language: str) -> dict[str, str]:
    text = resources.files("journeybook").joinpath("data", "said", f"{language}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, str] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


def braces(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def named_in(file: Path) -> Iterator[str]:
    """The sentences that a module ends a command with."""
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in TOLD and call.args:
            for part in ast.walk(call.args[0]):
                if isinstance(part, ast.Constant) and re.fullmatch(r"[a-z]+(-[a-z]+)+", str(part.value)):
                    yield str(part.value)


@pytest.mark.parametrize("language", [language for language in MESSAGE_LANGUAGES if language != "en"])
def test_languages_have_the_same_sentences_to_fill_in_the_same_way(language: str) -> None:
    """None is told in one language only, none is empty, none was left in English."""
    english, other = sentences("en"), sentences(language)
    assert list(english) == list(other)
    for name, sentence in english.items():
        assert other[name].strip(), name
        assert braces(sentence) == braces(other[name]), name
        assert sentence != other[name] or not re.search(r"[a-z]{4}", re.sub(r"{\w+}", "", sentence)), name


def test_every_sentence_that_ends_a_command_is_there() -> None:
    """A name that nobody wrote a sentence for would be told as it is."""
    named = {name for file in PACKAGE.rglob("*.py") for name in named_in(file)}
    assert {"wrong-folder", "begin-bad-id-near"} <= named, "the search itself must find something"
    assert set() == named - sentences("en").keys()


@pytest.mark.parametrize(
    ("command", "vietnamese", "english"),
    [
        (["check", "/nowhere"], "Lỗi: Không có thư mục “/nowhere”.\n", "Error: There is no folder “/nowhere”.\n"),
        (
            ["new", "term", "Ab-c", "--folder", "{book}"],
            "Lỗi: “Ab-c” không dùng làm id được: id chỉ gồm a–z, 0–9 và từng dấu gạch nối. "
            "Hãy thử: journeybook new term ab-c\n",
            "Error: “Ab-c” can't be an id: ids are made of a–z, 0–9 and single hyphens. "
            "Try: journeybook new term ab-c\n",
        ),
    ],
)
def test_a_command_that_ends_early_says_why_in_the_language_asked_for(
    tmp_path: Path, command: list[str], vietnamese: str, english: str
) -> None:
    """By ``--lang``, else in the terminal's language."""
    folder = book(tmp_path)
    called = [each.format(book=folder) for each in command]
    assert run(*called, "--lang", "vi").stderr == vietnamese
    assert run(*called, LANG="vi_VN.UTF-8").stderr == vietnamese
    assert run(*called).stderr == english


def test_numbers_are_written_as_the_language_writes_them() -> None:
    """Of files, pages and seconds."""
    assert said("building", "en", done=1200, all=15000) == "Building page 1,200 of 15,000"
    assert said("building", "vi", done=1200, all=15000) == "Đang dựng trang 1.200/15.000"
    assert "trong 1,7 giây" in said("built", "vi", pages=2, languages="vi", seconds=1.7, folder="site")


def test_a_sentence_without_a_name_is_told_as_it_is() -> None:
    """As those of Jinja about somebody's template."""
    assert str(Told("pages/term.html:3: unexpected '}'")) == "pages/term.html:3: unexpected '}'"
