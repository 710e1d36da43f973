"""One form for all files: the same words, the same comments, and nothing more to do the second time."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.cli import journeybook
from journeybook.edit import fmt
from journeybook.edit.form import LeftAlone, formed, order_of
from journeybook.edit.write import write_all
from journeybook.load.reader import read_tree
from journeybook.load.source import Source
from journeybook.model import CLASSES, KINDS, Company, Person, Persona, Thing
from journeybook.model.library import ModelStage
from journeybook.model.texts import PlainText
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.samples import Setting, fields_shown, starting_text
from tests.site.conftest import ROOT

GOOD = ROOT / "tests/sites/good"
TODAY = date(2026, 11, 25)

UNTIDY = """\
# Chị Lan ở xưởng 2
job:   "Trưởng ca"   # từ 2019
owner: sales
tags: [xuong]   # để lọc
title: 'Lan'


goals: [Đủ người vào ca đêm mà không phải gọi từng người, "Giờ làm: đúng luật"]
challenges:
- evidence: [crm-q3]
  text: |
      Hai dòng,
        một dòng lùi vào.
  # - điều đã bỏ
# Ai cũng hỏi
reviewed: 2026-10-01
traits: [{low: Nóng, high: Điềm, value: 1}]
"""
TIDY = """\
title: Lan
owner: sales
# Ai cũng hỏi
reviewed: 2026-10-01
# Chị Lan ở xưởng 2
job: Trưởng ca  # từ 2019


goals:
  - Đủ người vào ca đêm mà không phải gọi từng người
  - "Giờ làm: đúng luật"
challenges:
  - text: |
      Hai dòng,
        một dòng lùi vào.
    evidence: [crm-q3]
  # - điều đã bỏ
traits: [{low: Nóng, high: Điềm, value: 1}]
tags: [xuong]  # để lọc
"""


def form(text: str, kind: str = "persona", *, many: bool = False) -> str:
    return formed(text.encode(), kind, "content/x.yaml", many=many)


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(journeybook, ["fmt", *arguments, "--folder", str(folder), "--lang", "en"])


def test_an_untidy_file_becomes_a_tidy_one() -> None:
    """Order, blanks, quotes, sentences out of brackets; every comment with its line."""
    assert TIDY.replace("\n\n\n", "\n\n") == form(UNTIDY).replace("\n\n\n", "\n\n")
    assert form(UNTIDY) == form(form(UNTIDY))


def test_what_begins_and_ends_a_file_stays_there() -> None:
    """A comment with a blank line below it is about the file; below the last field comments may be further in."""
    text = "# about\n\njob: Boss\n# the name\ntitle: Lan\ngoals:\n  - a\n  # - b\n# more\n"
    assert "# about\n\n# the name\ntitle: Lan\njob: Boss\ngoals:\n  - a\n  # - b\n# more\n" == form(text)


@pytest.mark.parametrize("kind", [*KINDS, "company"])
def test_new_files_can_be_formatted(kind: str) -> None:
    """With all their suggestions, and what they say of themselves still at the top."""
    stages = (ModelStage(id="first", title=PlainText({"en": "First"})),)
    text = starting_text(kind, Setting(("vi", "en"), {}, stages, TODAY))
    made = form(text, "persona" if kind == "company" else kind)
    assert made.startswith(text.partition("\n\n")[0])
    assert sorted(made.split()) == sorted(text.split())
    assert made == form(made, "persona" if kind == "company" else kind)


def test_entries_of_a_collection_stand_apart() -> None:
    text = "_defaults: {owner: sales}\na:\n  title: A\nb:\n  owner: it\n  title: B\n\n\n\n# the last\nc: {title: C}\n"
    tidy = "_defaults: {owner: sales}\n\na:\n  title: A\n\nb:\n  title: B\n  owner: it\n\n# the last\nc: {title: C}\n"
    assert tidy == form(text, "term", many=True)


@pytest.mark.parametrize("text", ["a: &x A\nb: *x\n", "--- {a: b}\n", "title: A # one\n  two\n", "title:\n  - - A\n"])
def test_what_cannot_be_kept_for_sure_is_left_alone(text: str) -> None:
    with pytest.raises(LeftAlone):
        form(text)


@pytest.mark.parametrize(
    "folder", [ROOT, *sorted(each for each in GOOD.iterdir() if each.is_dir())], ids=lambda each: each.name
)
def test_every_book_says_the_same_afterwards_and_has_nothing_more_to_do(folder: Path, tmp_path: Path) -> None:
    """Also line ends, byte order marks and decomposed letters; what was left alone is named."""
    book = tmp_path / "book"
    book.mkdir()
    for name in ("content", "lang"):
        if (folder / name).is_dir():
            shutil.copytree(folder / name, book / name)
    shutil.copy(folder / "mkdocs.yml", book)
    read = read_settings(book)
    first = fmt.prepare(read, (), TODAY)
    write_all(first.texts, first.before)
    assert {} == fmt.prepare(read, (), TODAY).texts
    for file, data in first.texts.items():
        assert data.endswith(b"\n")
        assert not data.endswith(b"\n\n")
        assert b"\r" not in data, file


def test_the_example_is_in_that_form() -> None:
    answer = CliRunner().invoke(journeybook, ["fmt", "--check", "--folder", str(ROOT), "--lang", "en"])
    assert 0 == answer.exit_code, answer.output


WORDS = st.text("abđ ư#:'\"-,.{}[]|>&*!%@`\\n", min_size=1, max_size=30)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["goals", "needs", "tasks", "job"]), WORDS, WORDS), min_size=1, max_size=6))
def test_comments_are_never_lost(fields: list[tuple[str, str, str]]) -> None:
    """Whatever stands in them, above a field or behind it."""
    lines, seen = [], set()
    for name, above, behind in fields:
        if name in seen:
            continue
        seen.add(name)
        comments = ["# " + " ".join(words.split()) for words in (above, behind)]
        lines += [comments[0].rstrip(), f"{name}: x  {comments[1]}".rstrip()]
    text = "\n".join([*lines, "title: Lan", ""])
    made = form(text)
    assert read_tree(Source("x", text)).value == read_tree(Source("x", made)).value
    assert sorted(line.partition("#")[2] for line in text.split("\n")) == sorted(
        line.partition("#")[2] for line in made.split("\n")
    )


def test_the_order_has_every_field_once_and_begins_like_new_files() -> None:
    classes: list[type[Thing]] = [Person, Company, *(each for each in CLASSES if each is not Persona)]
    for cls in classes:
        assert sorted(order_of(cls)) == sorted(cls.names())
    shown = [name for name in fields_shown("persona") if name in order_of(Person)]
    assert shown == sorted(shown, key=order_of(Person).index)


def test_the_command_shows_checks_and_writes(tmp_path: Path) -> None:
    """Shown and checked, nothing is written."""
    book = tmp_path / "book"
    shutil.copytree(GOOD / "minimal", book)
    file = book / "content/personas/lan.yaml"
    before = file.read_bytes()
    file.write_bytes(b"owner: sales\n" + before.replace(b"owner: sales\n", b""))
    untidy = file.read_bytes()
    checked = run(book, "--check")
    assert (1, True) == (checked.exit_code, "Would be formatted: content/personas/lan.yaml" in checked.output)
    assert "+title: Lan\n" in run(book, str(file), "--diff").output
    assert untidy == file.read_bytes()
    assert 0 == run(book, str(file)).exit_code
    assert file.read_bytes() != untidy
    (tmp_path / "other.yaml").write_text("a: b\n", encoding="utf-8")
    assert 2 == run(book, str(tmp_path / "other.yaml")).exit_code
