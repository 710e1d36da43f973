"""The schemas accept what the format allows, and refuse what the checker refuses of a value's shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from journeybook.cli import journeybook
from journeybook.model import FOLDERS
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel
from journeybook.schema import SHARED, known_in, schemas
from journeybook.schema.editors import desk_files, schema_files
from tests.site.conftest import ROOT

SITES = ROOT / "tests/sites"
TODAY = date(2026, 11, 25)
#: Letters that only our own reader takes for others, and signs that the reader of these tests stumbles over.
BEYOND = {
    "characters-nobody-sees",
    "comments-and-document-marks",
    "gallery",
    "letters-of-other-widths-and-alphabets",
    "own-model-and-lanes",
    "spaces-of-other-widths",
}


class Loader(yaml.SafeLoader):
    """Reads plain values as editors do (YAML 1.2): dates are texts, only true and false are not."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag.rpartition(":")[2] in ("int", "float", "null")]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


@cache
def validators(languages: tuple[str, ...]) -> Mapping[str, Draft202012Validator]:
    made = json.loads(json.dumps(schemas(languages, ("vi", "en")), default=str))
    registry: Registry[Any] = Registry().with_resources([(each, Resource.from_contents(made[each])) for each in made])
    return {name: Draft202012Validator(schema, registry=registry) for name, schema in made.items()}


def complaints(folder: Path) -> Iterator[str]:
    """What the schemas find in a book: file and the way to the value."""
    settings = read_settings(folder)
    known = validators(settings.languages)
    for file in sorted(settings.content.rglob("*.y*ml")):
        inside = file.relative_to(settings.content)
        name = inside.parts[0] if len(inside.parts) > 1 else file.stem
        validator = known.get(f"{FOLDERS.get(name) if len(inside.parts) > 1 else name}.json")
        if validator is None:
            continue
        for error in validator.iter_errors(yaml.load(file.read_text(encoding="utf-8-sig"), Loader=Loader)):
            yield f"{inside.as_posix()}: {'/'.join(map(str, error.absolute_path))}"


def test_every_schema_is_one() -> None:
    """By the dialect's own schema."""
    for name, schema in schemas(("vi", "en"), ("vi", "en")).items():
        Draft202012Validator.check_schema(json.loads(json.dumps(schema, default=str)))
        assert name == SHARED or schema["title"]


@pytest.mark.parametrize("name", sorted(each.name for each in (SITES / "good").iterdir() if each.name not in BEYOND))
def test_whatever_the_format_allows_is_accepted(name: str) -> None:
    assert [] == list(complaints(SITES / "good" / name))


def test_the_example_is_accepted() -> None:
    assert [] == list(complaints(ROOT))


def test_fields_are_explained_in_both_languages_with_an_example() -> None:
    goals = schemas(("vi", "en"), ("vi", "en"))[SHARED]["$defs"]["Person-part"]["properties"]["goals"]
    example = {"vi": "Điều người này muốn đạt được.", "en": "What this person wants to reach."}
    assert "Mục tiêu · Goals" == goals["title"]
    assert "Họ muốn đạt điều gì.\n\nWhat they want to reach." == goals["description"]
    assert [[example]] == goals["then"]["examples"]


def test_ids_of_a_book_are_offered_on_request() -> None:
    """With titles; what isn't there yet is no mistake of shape."""
    book = travel(read_settings(ROOT), TODAY).book
    made = schemas(("vi", "en"), ("vi", "en"), known_in(book))[SHARED]["$defs"]
    offered, any_other = made["person-id"]["anyOf"]
    assert "lisa-barone" in offered["enum"]
    assert "Lisa Barone" in offered["enumDescriptions"]
    assert "northwind-labs" not in offered["enum"]
    assert "string" in any_other["anyOf"][0]["then"]["type"]
    assert "mid-factory-purchase/trigger" in made["stage-id"]["anyOf"][0]["enum"]


def test_the_example_has_the_schemas_that_the_model_gives() -> None:
    """After a change of the model: journeybook schema."""
    settings = read_settings(ROOT)
    for inside, text in {**schema_files(settings), **desk_files(settings)}.items():
        if inside.name != ".editorconfig":  # the repository has one of its own
            assert text == (ROOT / inside).read_text(encoding="utf-8"), inside


def test_a_new_book_comes_with_them_and_keeps_what_somebody_changed(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    run = CliRunner().invoke
    assert 0 == run(journeybook, ["init", str(folder), "--ci", "none"]).exit_code
    assert all(
        (folder / inside).exists()
        for inside in {**schema_files(read_settings(folder)), **desk_files(read_settings(folder))}
    )
    mine = folder / ".vscode/settings.json"
    mine.write_text("{}", encoding="utf-8")
    (folder / ".vscode/schema/term.json").unlink()
    answer = run(journeybook, ["schema", str(folder), "--lang", "en"])
    assert answer.output.startswith("1 files written")
    assert "{}" == mine.read_text(encoding="utf-8")
    assert run(journeybook, ["schema", str(folder), "--lang", "en"]).output.startswith(
        "The schemas in .vscode/schema are"
    )


def test_schemas_alone_go_where_somebody_wants_them(tmp_path: Path) -> None:
    """Settings of editors stay out of it."""
    out = tmp_path / "out"
    assert 0 == CliRunner().invoke(journeybook, ["schema", str(ROOT), "--output", str(out)]).exit_code
    assert {each.name for each in schema_files(read_settings(ROOT))} == {each.name for each in out.iterdir()}
