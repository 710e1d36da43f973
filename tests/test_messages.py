"""Problems are told in every language of the tool, and no problem is without words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

import journeybook
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.problems import CODES, MESSAGE_LANGUAGES, messages
from journeybook.road import travel

SITES = Path(__file__).parent / "sites" / "broken"
TODAY = date(2026, 11, 25)
PACKAGE = Path(journeybook.__file__).parent
# They list codes without telling any of them.
LIST_CODES = (PACKAGE / "problems.py", PACKAGE / "trust/health.py")
SLIP = re.compile(rf"({'|'.join(map(re.escape, CODES))})(\.[a-z-]+)?")


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def slips_in(file: Path) -> Iterator[str]:
    """Every string of a module that names a slip."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SLIP.fullmatch(node.value):
            yield node.value


@pytest.mark.parametrize("language", [language for language in MESSAGE_LANGUAGES if language != "en"])
def test_languages_have_the_same_entries(language: str) -> None:
    """No problem is told in one language only, and nothing is left over from a problem that is gone."""
    assert list(messages("en")) == list(messages(language))


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
@pytest.mark.parametrize("part", ["message", "hint"])
def test_sentences_say_the_same_things_in_every_language(language: str, part: str) -> None:
    """A sentence has the same {words} to fill in wherever it is told; all languages have a hint or none has."""
    for slip, english in messages("en").items():
        other = messages(language)[slip]
        assert bool(english.get(part)) == bool(other.get(part)), slip
        assert placeholders(english.get(part, "")) == placeholders(other.get(part, "")), slip
        assert all(name.isidentifier() for name in placeholders(other.get(part, ""))), slip


def test_every_slip_in_the_source_has_words() -> None:
    """A slip that a room names is told with its own sentence."""
    used = {slip for file in PACKAGE.rglob("*.py") if file not in LIST_CODES for slip in slips_in(file)}
    assert "wrong-type.number" in used, "the search itself must find something"
    # One that ends in "-" is the beginning of several, put together where it is used.
    assert [
        slip
        for slip in sorted(used)
        if slip not in messages("en")
        and not (slip.endswith("-") and any(entry.startswith(slip) for entry in messages("en")))
    ] == []


def test_problems_bring_all_that_their_words_need() -> None:
    """No sentence about a broken book has a hole in it."""
    holes = set()
    for folder in sorted(SITES.iterdir()):
        if (folder / "mkdocs.yml").is_file() and not (folder / "make.py").exists():
            for problem in travel(read_settings(folder), TODAY).problems:
                entry = messages("en").get(problem.slip) or messages("en")[problem.code]
                needed = placeholders(entry["message"] + entry.get("hint", ""))
                holes |= {(problem.slip, name) for name in needed - set(problem.args)}
                assert all(problem.message(language) for language in MESSAGE_LANGUAGES)
    assert holes == set()


def test_every_entry_belongs_to_a_code() -> None:
    """An entry is named by a code, or by a code and the slip that it tells more exactly."""
    assert [name for name in messages("en") if name not in ("did-you-mean", "words") and not SLIP.fullmatch(name)] == []
