"""All books of the tests, mended: nothing becomes worse, nothing that was right is touched."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from journeybook.exchange.book_json import as_book_json
from journeybook.mend import Fix, mended
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.problems import Problem, counts
from journeybook.road import travel
from tests.test_broken_books import BROKEN, GOOD, SITES, TODAY, book_in

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

#: What is mended wherever the broken books have it.
WHOLLY = {
    "bad-id.file-ending",
    "unknown-field.colon-in-text",
    "unknown-field.no-space",
    "wrong-type.no-space",
    "wrong-type.truth-written",
    "yaml-encoding.other",
    "yaml-syntax.colon-in-text",
    "yaml-syntax.dash-sign",
    "yaml-syntax.no-space",
    "yaml-syntax.tab",
    "yaml-syntax.typographic-quotes",
    "yaml-syntax.wide-space",
    "garbled-text",
    "garbled-text.twice",
}
#: What is, where there is one certain way out: a day with one reading, a sign that can't begin a text.
PARTLY = {
    "bad-value.date",
    "bad-value.date-written",
    "wrong-type.number-written",
    "yaml-encoding.control",
    "yaml-list-in-text",
    "yaml-syntax.full-width-colon",
    "yaml-syntax.text-start",
}
#: The same with --ids.
IDS_WHOLLY = {"bad-id", "renamed-reference"}
IDS_PARTLY = {"bad-value.choice", "unknown-field", "unknown-field.language"}
#: Good books whose letters or spaces the checker reads otherwise than they are written.
READ_OTHERWISE = {
    "decomposed-with-mark-and-windows-line-ends",
    "letters-of-other-widths-and-alphabets",
    "spaces-of-other-widths",
}


@dataclass
class Outcome:
    """A book before and after it was mended, and what a second run would still mend."""

    before: list[Problem]
    after: list[Problem]
    texts: dict[str, bytes]
    mended: dict[str, bytes]
    names: dict[str, str]
    again: list[Fix]


def texts_of(folder: Path) -> dict[str, bytes]:
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() and file.suffix != ".py")
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def mend_book(source: Path, tmp_path: Path, *, ids: bool) -> Outcome:
    book = book_in(source, tmp_path)
    if book == source:
        book = shutil.copytree(source, tmp_path / source.name)
    settings, texts = read_settings(book), texts_of(book)
    before = travel(settings, TODAY).problems
    with mended(settings, TODAY, ids=ids) as mend:
        mend.write()
        after = mend.after.problems
        names = {
            new.relative_to(book).as_posix(): old.relative_to(book).as_posix() for old, new in mend.renames.items()
        }
    assert travel(settings, TODAY).problems == after, "what is written is what was checked"
    with mended(settings, TODAY, ids=ids) as mend:
        again = mend.fixes
    return Outcome(before, after, texts, texts_of(book), names, again)


@pytest.fixture(scope="module", params=[False, True], ids=["safe", "ids"])
def outcomes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[bool, dict[str, Outcome]]:
    folder = tmp_path_factory.mktemp("books")
    ids: bool = request.param
    return ids, {name: mend_book(SITES / "broken" / name, folder, ids=ids) for name in BROKEN}


def comments(text: bytes) -> list[str]:
    shown = unicodedata.normalize("NFC", text.decode("utf-8", "replace"))
    return re.findall(r"(?:^|(?<=\s))#(?: .*|$)", shown, re.MULTILINE)


def test_no_broken_book_gets_worse(outcomes: tuple[bool, dict[str, Outcome]]) -> None:
    """Never more errors than before, never a comment, a line or a line end less; a second run finds nothing to do."""
    for name, book in outcomes[1].items():
        assert counts(book.after)["error"] <= counts(book.before)["error"], name
        assert [] == book.again, name
        assert len(book.texts) == len(book.mended), name
        for path, text in book.mended.items():
            old = book.texts[book.names.get(path, path)]
            if old.startswith((b"\xff\xfe", b"\xfe\xff")):
                old = old.decode("utf-16").encode("utf-8")
            assert path.endswith(".md") or comments(old) == comments(text), f"{name}: {path}"
            assert re.findall(b"\r\n|\r|\n", old) == re.findall(b"\r\n|\r|\n", text), f"{name}: {path}"


def test_mistakes_with_one_way_out_are_mended(outcomes: tuple[bool, dict[str, Outcome]]) -> None:
    """Exactly the slips of the table go away: some in every book that has them, some where there is no doubt."""
    ids, books = outcomes
    had, left = Counter[str](), Counter[str]()
    for book in books.values():
        slips = Counter(problem.slip for problem in book.before)
        had.update(slips)
        left.update(Counter(problem.slip for problem in book.after) & slips)
    assert WHOLLY | (IDS_WHOLLY if ids else set()) == {slip for slip in had if not left[slip]}
    assert PARTLY | (IDS_PARTLY if ids else set()) == {slip for slip in had if 0 < left[slip] < had[slip]}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_book_says_the_same(name: str, tmp_path: Path) -> None:
    """Only letters in pieces and odd spaces are written as they are read anyway; else no byte changes."""
    book = shutil.copytree(book_in(SITES / "good" / name, tmp_path), tmp_path / "copy")
    settings, texts = read_settings(book), texts_of(book)
    said = as_book_json(travel(settings, TODAY).book, include_drafts=True)
    with mended(settings, TODAY, ids=True) as mend:
        mend.write()
        assert {fix.what for fix in mend.fixes} <= {"composed", "plain-space"}
        assert (name in READ_OTHERWISE) == bool(mend.fixes)
    assert said == as_book_json(travel(settings, TODAY).book, include_drafts=True)
    assert (name in READ_OTHERWISE) == (texts != texts_of(book))


def test_the_example_book_has_nothing_to_mend() -> None:
    """Every letter of it is as it should be."""
    with mended(read_settings(ROOT), TODAY, ids=True) as mend:
        assert [] == mend.fixes
