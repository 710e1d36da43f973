"""Every code is explained in both languages, by a wrong example that gives exactly it and a right one that doesn't."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from journeybook.explained import (
    explanation,
    first_to_explain,
    help_url,
    known_code,
    sentences,
    silenced_in_book,
    silenced_in_thing,
    source,
)
from journeybook.outlets.mkdocs_settings import over_budget, read_settings
from journeybook.problems import CODES, MESSAGE_LANGUAGES, ON_REQUEST, RULE_CODES, Problem
from journeybook.road import travel

TODAY = date(2026, 11, 25)
DATA = Path(source.__code__.co_filename).parent / "data/problems"
#: Things that the examples name and don't show.
WORLD = {
    "departments.yaml": "sales: {title: Sales}\nmarketing: {title: Marketing}\n",
    "touchpoints/website.yaml": "title: Website\nowner: sales\n",
    "sources/interviews.yaml": "title: Interviews\ndate: 2026-05\n",
    "personas/lan-nguyen.yaml": "title: Lan\njob: Buyer\n",
    "segments/factories.yaml": "title: Factories\n",
}
_PICTURE = re.compile(r"(\d+) × (\d+)")
EXAMPLES = [(code, language) for code in CODES for language in MESSAGE_LANGUAGES]


def write(file: Path, text: str, encoding: str) -> None:
    """A file as an example shows it; a picture and a link are shown by what they are."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if size := _PICTURE.fullmatch(text):
        file.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", int(size[1]), int(size[2])))
    elif text.startswith("→"):
        file.symlink_to(text.removeprefix("→").strip())
    else:
        # “�” is what readers see of a letter that isn't in UTF-8.
        file.write_bytes(text.replace("�", "é").encode(encoding))


def book_with(folder: Path, files: Mapping[str, str], code: str, language: str, encoding: str = "utf-8") -> Path:
    """A small book in which the files of an example stand."""
    for path, text in {f"content/{path}": text for path, text in WORLD.items()}.items():
        if path not in files:
            write(folder / path, text, "utf-8")
    for path, text in files.items():
        write(folder / path, text, encoding)
    both = [language, *(each for each in MESSAGE_LANGUAGES if each != language)]
    languages = ", ".join(both if code == "untranslated" else [language])
    rules = [path for path in files if path.endswith(".py")]
    if "mkdocs.yml" in files:
        return folder
    (folder / "mkdocs.yml").write_text(
        f"docs_dir: content\nplugins:\n  - journeybook:\n      languages: [{languages}]\n      custom_rules: {rules}\n"
        f"      rules: {{{f'{code}: {CODES[code]}' if code in ON_REQUEST else ''}}}\n"
    )
    return folder


def found_in(folder: Path) -> list[Problem]:
    settings = read_settings(folder)
    travelled = travel(settings, TODAY, custom=True)
    return [*travelled.problems, *over_budget(settings, travelled, TODAY)]


def example(folder: Path, code: str, language: str, which: str) -> list[Problem]:
    """What is told of the files of an example, and every error, wherever it is."""
    words = source(code)[language]
    encoding = words.get("encoding", "utf-8") if which == "wrong" else "utf-8"
    found = found_in(book_with(folder, words[which], code, language, encoding))
    return [problem for problem in found if problem.path in words[which] or problem.severity == "error"]


def test_every_code_is_explained_and_nothing_else() -> None:
    """One file for each."""
    assert set(CODES) == {file.stem for file in DATA.glob("*.yaml")}


@pytest.mark.parametrize("code", CODES)
def test_both_languages_say_the_same_amount(code: str) -> None:
    """The same parts, steps, files and lines; in the examples the same fields."""
    vi, en = (source(code)[language] for language in ("vi", "en"))
    assert list(vi) == list(en)
    assert len(vi["next"]) == len(en["next"])
    for which in ("wrong", "right"):
        assert len(vi[which]) == len(en[which])
        for one, other in zip(vi[which].values(), en[which].values(), strict=True):
            assert fields(one) == fields(other)
            assert "\t" not in one
            assert max(map(len, one.splitlines())) <= 88


def fields(example: str) -> list[str]:
    """Names of fields, and how far each line is indented."""
    return sorted(re.findall(r"^ *(?:- )?[a-z_]*:", example, re.MULTILINE))


@pytest.mark.parametrize(("code", "language"), EXAMPLES)
def test_a_wrong_example_gives_its_code_and_no_other_error(code: str, language: str, tmp_path: Path) -> None:
    """Exactly what its page is about; smaller things may be told beside a warning, as in any book that begins."""
    told = {problem.code for problem in example(tmp_path, code, language, "wrong")}
    assert code in told
    assert {each for each in told if CODES[each] == "error"} <= {code}


@pytest.mark.parametrize(("code", "language"), EXAMPLES)
def test_a_right_example_is_right(code: str, language: str, tmp_path: Path) -> None:
    """Its code isn't told any more, nor is any error."""
    told = {problem.code for problem in example(tmp_path, code, language, "right")}
    assert code not in told
    assert [] == [each for each in told if CODES[each] == "error"]


@pytest.mark.parametrize("code", RULE_CODES)
def test_what_is_silenced_as_its_page_says_is_silent(code: str, tmp_path: Path) -> None:
    """In the thing, where the page offers that; and in the book."""
    (problem, *_) = [each for each in example(tmp_path, code, "en", "wrong") if each.code == code]
    file = tmp_path / problem.path
    if explanation(code, "en").may_be_ignored:
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{text}{silenced_in_thing(code, 'en')}\n", encoding="utf-8")
        assert (code, problem.path) not in told_in(tmp_path)
        file.write_text(text, encoding="utf-8")
    config = (tmp_path / "mkdocs.yml").read_text()
    assert (code, problem.path) in told_in(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(config + silenced_in_book(code).partition("journeybook:\n")[2] + "\n")
    assert code not in {told for told, _ in told_in(tmp_path)}


def told_in(folder: Path) -> set[tuple[str, str]]:
    return {(problem.code, problem.path) for problem in found_in(folder)}


def test_what_makes_the_difference_is_marked() -> None:
    """In the wrong example and in the right one, and nothing else."""
    it = explanation("bad-value", "en")
    assert ["reviewed: 01/10/2026"] == [line.text for file in it.wrong for line in file.lines if line.matters]
    assert ["reviewed: 2026-10-01"] == [line.text for file in it.right for line in file.lines if line.matters]


def test_all_sentences_of_a_code_are_listed() -> None:
    """What differs from case to case stands as an ellipsis."""
    told = sentences("stage-order", "en")
    assert [("“…” stands after a stage that comes later.", "Put the stages in the order of the model: …")] == told
    assert len(sentences("yaml-syntax", "vi")) > 20


def test_the_severest_and_then_the_most_frequent_is_explained_first() -> None:
    """One mistake goes before many warnings; of two equally frequent, the one that was told first."""
    unused, owner = Problem("unused", "a.yaml"), Problem("no-owner", "b.yaml")
    field, value = Problem("unknown-field", "c.yaml"), Problem("bad-value.date", "c.yaml")
    assert first_to_explain([]) is None
    assert "no-owner" == first_to_explain([unused, owner, owner])
    assert "unknown-field" == first_to_explain([owner, owner, field, value])
    assert "bad-value" == first_to_explain([field, value, Problem("bad-value.choice", "d.yaml")])


def test_a_code_is_known_however_it_is_copied() -> None:
    """With its brackets, in capitals, with the end of a slip."""
    for written in ("bad-value", "[bad-value]", "BAD_VALUE", "bad-value.date"):
        assert "bad-value" == known_code(written)
    assert known_code("bad-values") is None


def test_the_address_is_that_of_the_readers_language() -> None:
    """The site's first language has no folder; what the site doesn't speak is told in its first."""
    assert "https://a.vn/b/write/problems/unused/" == help_url("https://a.vn/b/", "unused", "vi", ["vi", "en"])
    assert "https://a.vn/b/en/write/problems/unused/" == help_url("https://a.vn/b", "unused", "en", ["vi", "en"])
    assert "https://a.vn/write/problems/unused/" == help_url("https://a.vn", "unused", "en", ["vi"])
    assert "" == help_url("", "unused", "en", ["vi"])


@pytest.mark.parametrize(
    ("code", "sentence"), [("bad-value", "error"), ("stale", "warning"), ("budget-missed", "checked")]
)
def test_what_becomes_of_a_book_is_said_as_it_is(code: str, sentence: str) -> None:
    """A missed budget is an error, and yet the site is built."""
    assert f"explain-about-{sentence}" == explanation(code, "en").comes_to
