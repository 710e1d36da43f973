"""A file of a book in an editor: what the YAML language server offers, explains and underlines with our schemas."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel
from journeybook.schema import mapping
from journeybook.schema.editors import editor_settings, schema_files
from tests.schema.language_server import LanguageServer
from tests.site.conftest import ROOT

pytestmark = pytest.mark.language_server

PROGRAM = ROOT / "node_modules/yaml-language-server/bin/yaml-language-server"
#: A server asks for schemas of other projects unless told not to; a test reaches no other host.
ALONE = {"yaml.schemaStore.enable": False, "yaml.kubernetesCRDStore.enable": False}
TODAY = date(2026, 11, 25)
NEW = "content/personas/new.yaml"
#: The codes of mistakes that stand in one value, and so in reach of a schema.
OF_SHAPE = ("unknown-field", "missing-field", "wrong-type", "bad-value")
#: Letters and signs that only our own reader takes for others.
BEYOND = {
    "characters-nobody-sees",
    "comments-and-document-marks",
    "letters-of-other-widths-and-alphabets",
    "spaces-of-other-widths",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, as it is after journeybook schema --ids."""
    folder = tmp_path_factory.mktemp("editor") / "book"
    folder.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "content", folder / "content")
    assert 0 == CliRunner().invoke(journeybook, ["schema", str(folder), "--ids"]).exit_code
    return folder


@pytest.fixture
def server(book: Path) -> Iterator[LanguageServer]:
    server = LanguageServer(PROGRAM, book, {**editor_settings(read_settings(book)), **ALONE})
    yield server
    server.close()


@pytest.fixture(scope="module")
def underlined(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, set[tuple[str, int]]]:
    """Which lines of which files an editor underlines in the books of ``tests/sites``, which lie in one folder."""
    desk = tmp_path_factory.mktemp("desk")
    schemas: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for folder in sorted((ROOT / "tests/sites").glob("*/*")):
        if (folder / "make.py").exists() or not (folder / "content").exists():
            continue  # huge, made by a program
        settings = read_settings(folder)
        languages = "-".join(settings.languages)
        place = Path(f"schemas-{languages}")
        if not (desk / place).exists():
            (desk / place).mkdir()
            for inside, schema in schema_files(settings).items():
                (desk / place / inside.name).write_text(schema, encoding="utf-8")
            found = mapping(settings, place)
            schemas |= {name: [f"{languages}/*/*/{each}" for each in found[name]] for name in found}
        for file in settings.content.rglob("*.y*ml"):
            path = f"{languages}/{file.relative_to(ROOT / 'tests/sites').as_posix()}"
            texts[path] = file.read_bytes().decode("utf-8-sig", errors="replace")
    server = LanguageServer(PROGRAM, desk, {"yaml.schemas": schemas, "yaml.yamlVersion": "1.2", **ALONE})
    try:
        server.open_all(texts)
        lines: dict[str, set[tuple[str, int]]] = {}
        for path in texts:
            _, sort, name, rest = path.split("/", 3)
            lines.setdefault(f"{sort}/{name}", set()).update((rest, line) for line, _, _ in server.problems(path))
        return lines
    finally:
        server.close()


def test_fields_ids_and_values_are_completed(server: LanguageServer) -> None:
    """A field that isn't there yet, a persona, a touchpoint, a source in a claim, a word of a choice."""
    text = "title: Lan\njob: Mua hàng\nreports_to: \ninfluence: \nneeds:\n  - text: Giao đúng hẹn\n    evidence: \ngo"
    server.open(NEW, text)

    def offered(line: int, column: int) -> list[str]:
        return [each["label"] for each in server.completion(NEW, line, column)]

    assert {"goals", "objections", "reviewed"} <= set(offered(8, 3))
    assert not {"title", "committee"} & set(offered(8, 3))
    assert "lisa-barone" in offered(3, 13)
    assert {"low", "medium", "high"} == set(offered(4, 12))
    assert not {"null", "true", "[object Object]"} & {*offered(3, 13), *offered(7, 15)}
    assert all(":" in each["insertText"] for each in server.completion(NEW, 8, 3))
    assert "factory-interviews" in offered(7, 15)
    journey = (
        "title: Mua\nmodel: stdc\nstages:\n  - id: see\n    people:\n      - persona: \n    touchpoints:\n      - "
    )
    server.open("content/journeys/new.yaml", journey)
    assert "lisa-barone" in [each["label"] for each in server.completion("content/journeys/new.yaml", 6, 18)]
    assert "website" in [each["label"] for each in server.completion("content/journeys/new.yaml", 8, 9)]


def test_a_field_explains_itself_in_both_languages(server: LanguageServer) -> None:
    server.open(NEW, "title: Lan\njob: Mua hàng\nveto: true\n")
    said = server.hover(NEW, 3, 2)
    assert "Một mình họ có chặn được việc mua không." in said
    assert "Whether they can stop a purchase alone." in said


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/personas/wrong.yaml", "title: Lan\njob: Mua hàng\nowner: sales\ngoal: Giao đúng hẹn\n"),
        ("content/personas/wrong.yaml", "title: Lan\njob: Mua hàng\nowner: sales\ninfluence: hight\n"),
        (
            "content/personas/wrong.yaml",
            "title: Lan\njob: Mua hàng\nowner: sales\ntraits:\n  - {low: A, high: B, value: 3}\n",
        ),
        ("content/personas/wrong.yaml", "title: Lan\nowner: sales\n"),
        ("content/segments/wrong.yaml", "title: {vi: Nhỏ, en: Small, fr: Petit}\nowner: sales\ntier: 5\n"),
        ("content/roles.yaml", "cook:\n  title: Bếp\n  wants:\n    - text: A\n      evidnce: crm-q3\n"),
    ],
)
def test_a_mistake_is_underlined_where_the_checker_sees_it(
    book: Path, server: LanguageServer, path: str, text: str
) -> None:
    """The same lines and columns."""
    file = book / path
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    problems = travel(read_settings(book), TODAY).problems
    ours = {(each.line, each.column) for each in problems if each.path == path and each.severity == "error"}
    file.unlink()
    server.open(path, text)
    theirs = {(line, column) for line, column, _ in server.problems(path)}
    assert ours
    assert ours == theirs


def test_what_the_format_allows_is_not_underlined(underlined: Mapping[str, set[tuple[str, int]]]) -> None:
    good = {name: lines for name, lines in underlined.items() if name.startswith("good/")}
    assert len(good) > 30
    assert {f"good/{name}" for name in BEYOND} == {name for name, lines in good.items() if lines}


def test_most_mistakes_of_shape_are_underlined_in_their_line(underlined: Mapping[str, set[tuple[str, int]]]) -> None:
    """The rest depends on other values, on the calendar, or on how we read a number."""
    mistakes = [
        (name, path, int(line))
        for name in underlined
        if name.startswith("broken/")
        for path, line, code in re.findall(
            r"^(\S+?):(\d+):\S+ error (\S+)$",
            (ROOT / "tests/sites" / name / "expected.txt").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        if code in OF_SHAPE
    ]
    seen = [each for each in mistakes if each[1:] in underlined[each[0]]]
    missed = "\n".join(":".join(map(str, each)) for each in mistakes if each not in seen)
    assert len(seen) >= 0.85 * len(mistakes) > 100, missed


def test_nothing_of_the_example_is_underlined(book: Path, server: LanguageServer) -> None:
    files = {file.relative_to(book).as_posix(): file for file in (book / "content").rglob("*.yaml")}
    server.open_all({path: file.read_text(encoding="utf-8") for path, file in files.items()})
    assert [] == [(path, each) for path in files for each in server.problems(path)]
