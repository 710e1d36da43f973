"""A file of a book in an editor: what the YAML language server offers, explains and underlines with our schemas."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel
from journeybook.schema.editors import editor_settings
from tests.schema.language_server import LanguageServer
from tests.site.conftest import ROOT

pytestmark = pytest.mark.language_server

PROGRAM = ROOT / "node_modules/yaml-language-server/bin/yaml-language-server"
#: A server asks for schemas of other projects unless told not to; a test reaches no other host.
ALONE = {"yaml.schemaStore.enable": False, "yaml.kubernetesCRDStore.enable": False}
TODAY = date(2026, 11, 25)
NEW = "content/personas/new.yaml"


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


def test_fields_ids_and_values_are_completed(server: LanguageServer) -> None:
    """A field that isn't there yet, a persona, a touchpoint, a source in a claim, a word of a choice."""
    text = "title: Lan\njob: Mua hàng\nreports_to: \ninfluence: \nneeds:\n  - text: Giao đúng hẹn\n    evidence: \ngo"
    server.open(NEW, text)

    def offered(line: int, column: int) -> list[str]:
        return [each["label"] for each in server.completion(NEW, line, column)]

    assert {"goals", "objections", "reviewed"} <= set(offered(8, 3))
    assert not {"title", "committee"} & set(offered(8, 3))
    assert "lisa-barone" in offered(3, 13)
    assert {"low", "medium", "high"} <= set(offered(4, 12))
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


def test_nothing_of_the_example_is_underlined(book: Path, server: LanguageServer) -> None:
    for file in sorted((book / "content").rglob("*.yaml")):
        path = file.relative_to(book).as_posix()
        server.open(path, file.read_text(encoding="utf-8"))
        assert [] == server.problems(path), path
