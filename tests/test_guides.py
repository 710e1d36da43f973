"""The guides say the same in both languages, their examples are right, and they name only what there is."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import click
import pytest

from journeybook.cli import journeybook
from journeybook.guides import FORMAT, INDEX, LANGUAGES, NAMES, PROBLEMS, guide
from journeybook.model import FOLDERS, class_for
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.problems import Problem
from journeybook.road import travel

ROOT = Path(__file__).parents[1]
EVERY = (INDEX, *NAMES, FORMAT, PROBLEMS)
#: A line that names the file an example stands in; “from” says that it is a part of it.
_FILE = re.compile(r"# (?P<part>trích |from )?content/(?P<path>[a-z0-9/-]+\.yaml)\n")
_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def markdown(name: str, language: str) -> str:
    return "\n\n".join(part.markdown for part in guide(name, language).parts)


def blocks(name: str) -> list[tuple[str, str]]:
    return [(language, block) for language in LANGUAGES for block in _BLOCK.findall(markdown(name, language))]


EXAMPLES = [(name, language, block) for name in EVERY for language, block in blocks(name)]


@pytest.mark.parametrize("name", EVERY)
def test_both_languages_have_the_same_sections_tables_lists_and_examples(name: str) -> None:
    """In the same order; the words differ."""

    def outline(language: str) -> list[tuple[str, list[str]]]:
        said = [re.sub(r"^```.*?^```$", "```", part.markdown, flags=re.MULTILINE | re.DOTALL) for part in parts]
        starts = [re.findall(r"^(\d+\.|- |\||```|### |\w|\*\*|“)", each, re.MULTILINE) for each in said]
        return [
            (part.anchor, ["text" if mark.isalpha() else mark for mark in marks])
            for part, marks in zip(parts, starts, strict=True)
        ]

    found = []
    for language in LANGUAGES:
        parts = guide(name, language).parts
        assert guide(name, language).lead
        found.append(outline(language))
    assert found[0] == found[1]


def test_examples_name_their_file() -> None:
    assert len(EXAMPLES) > 20
    assert [] == [block for _, _, block in EXAMPLES if not _FILE.match(block)]


@pytest.mark.parametrize("name", EVERY)
def test_every_example_is_right(name: str, tmp_path: Path) -> None:
    """In the example book, beside its things; an excerpt may lack what the rest of its file would say."""
    shutil.copytree(ROOT / "content", tmp_path / "book/content")
    for language, block in blocks(name):
        book = tmp_path / "book"
        named = _FILE.match(block)
        assert named
        file = book / "content" / named["path"]
        kept = file.read_text(encoding="utf-8") if file.exists() else None
        (book / "mkdocs.yml").write_text(
            f"docs_dir: content\nplugins: [journeybook: {{languages: [{language}, {other(language)}]}}]\n"
        )
        file.parent.mkdir(exist_ok=True)
        file.write_text(block, encoding="utf-8")
        travelled = travel(read_settings(book), date(2026, 11, 25))
        path = f"content/{named['path']}"
        wrong = [each for each in travelled.problems if each.path == path and each.severity == "error"]
        assert [] == [each.message() for each in wrong if not (named["part"] and may_lack(each))], block
        file.unlink()
        if kept is not None:
            file.write_text(kept, encoding="utf-8")


def other(language: str) -> str:
    return next(each for each in LANGUAGES if each != language)


def may_lack(problem: Problem) -> bool:
    return problem.code == "missing-field"


def test_fields_named_in_the_guides_are_fields_of_the_format() -> None:
    """Where the interview says into which field an answer goes."""
    person, company = (
        class_for("persona", {"kind": "person"}).names(),
        class_for("persona", {"kind": "company"}).names(),
    )
    for language in LANGUAGES:
        rows = re.findall(r"^\| \d+\..*\| (.+?) \|$", markdown("interview", language), re.MULTILINE)
        assert 17 == len(rows)
        for row in rows:
            for place in row.split("; "):
                known = company if ":" in place else person
                assert set(re.findall("`([a-z_]+)`", place)) <= set(known), row


def test_commands_named_in_the_guides_are_there_with_their_options() -> None:
    """In all guides; who reads them types what they say."""
    context = click.Context(journeybook)
    for name in EVERY:
        for language in LANGUAGES:
            for line in re.findall("`journeybook ([^`]+)`", markdown(name, language)):
                command: click.Command | None = journeybook
                words = line.split()
                while isinstance(command, click.Group) and words:
                    command = command.get_command(context, words.pop(0))
                assert command, line
                options = {each for parameter in command.params for each in parameter.opts}
                assert {each for each in words if each.startswith("-")} <= options | {"--help"}, line


def test_kinds_have_a_folder_that_the_examples_use() -> None:
    """An example in a folder that no kind has would be read by nobody."""
    for _, _, block in EXAMPLES:
        named = _FILE.match(block)
        assert named
        assert re.split("[/.]", named["path"])[0] in FOLDERS, block
