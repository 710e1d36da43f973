"""The format as JSON Schema (2020-12), from the model: editors complete fields and ids with it, and explain them.

One schema for each place where things stand: ``persona.json`` for a file of one thing, ``personas.json`` for a file of
many. What a schema can't say (references that must exist, the order of stages) is left to the checker.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from journeybook.book import Book
from journeybook.model import CLASSES, FOLDERS, Company, Person, Persona, Thing
from journeybook.model.base import Shape
from journeybook.render.words import words_of
from journeybook.samples import example_of
from journeybook.schema.forms import Forms, Known, Schema, quiet
from journeybook.settings import Settings
from journeybook.vietnamese import sort_key

DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: Where editors look for them, beside ``mkdocs.yml``.
PLACE = Path(".vscode/schema")
_WIDTH = 110
#: What all of them share.
SHARED = "format.json"


def schemas(book_languages: Sequence[str], languages: Sequence[str], known: Known | None = None) -> dict[str, Schema]:
    """Every schema by the name of its file; what they share stands in one of its own.

    ``languages`` are those in which fields are explained; of ``known`` ids, those that a field may name are offered.
    """

    def example(cls: type[Shape], name: str) -> Any:
        return example_of(cls, name, tuple(book_languages))

    forms = Forms(book_languages, languages, known, example)
    made: dict[str, Schema] = {}
    for cls in CLASSES:
        for name, form, body in ((cls.KIND, "one", _one(forms, cls)), (cls.FOLDER, "many", _many(forms, cls))):
            title = " · ".join(dict.fromkeys(words_of(each).kind(cls.KIND, form) for each in languages))
            made[f"{name}.json"] = {"$schema": DIALECT, "title": title, **_elsewhere(body)}
    return {SHARED: {"$schema": DIALECT, "$defs": {name: quiet(each) for name, each in forms.defs.items()}}, **made}


def _elsewhere(schema: Any) -> Any:
    """The same with what it shares in another file."""
    if isinstance(schema, dict):
        return {name: f"{SHARED}{each}" if name == "$ref" else _elsewhere(each) for name, each in schema.items()}
    return [_elsewhere(each) for each in schema] if isinstance(schema, list) else schema


def _one(forms: Forms, cls: type[Thing], *, whole: bool = True) -> Schema:
    if cls is not Persona:
        return forms.thing(cls, whole=whole)
    said = {"required": ["kind"], "properties": {"kind": {"const": "company"}}}
    return {
        "if": said,
        "then": forms.thing(Company, whole=whole),
        "else": forms.thing(Person, whole=whole),
    }


def _many(forms: Forms, cls: type[Thing]) -> Schema:
    """Things by their ids; what they must say may stand in ``_defaults``."""
    part, whole = _one(forms, cls, whole=False), _one(forms, cls)
    return {
        "type": "object",
        "minProperties": 1,
        "properties": {"_defaults": part},
        "if": {"required": ["_defaults"]},
        "then": {"properties": {"_defaults": {}}, "additionalProperties": part},
        "else": {"additionalProperties": whole},
    }


def known_in(book: Book) -> Known:
    """The ids of a book, with titles in its main language, as references may name them."""
    language = book.languages[0]
    ids: dict[str, list[tuple[str, str]]] = {}
    for entry in book.entries.values():
        title = entry.thing.title or getattr(entry.thing, "ask", None) or {}
        called = title.get(language) or next(iter(title.values()), entry.id)
        for name in (
            entry.kind,
            *(["company" if isinstance(entry.thing, Company) else "person"] if entry.kind == "persona" else []),
        ):
            ids.setdefault(name, []).append((entry.id, called))
        ids.setdefault("any", []).append((entry.key, called))
    for key in book.stages:
        ids.setdefault("stage", []).append((key.partition(":")[2], key.rpartition("/")[2]))
        ids.setdefault("any", []).append((key, key.rpartition("/")[2]))
    return Known({name: sorted(each, key=lambda pair: sort_key(pair[0])) for name, each in ids.items()})


def as_text(schema: Schema) -> str:
    """As it is written to a file: the same bytes for the same schema; what fits on a line stands on one."""
    return _lines(json.loads(json.dumps(schema, default=str)), "") + "\n"


def _lines(value: Any, indent: str) -> str:
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(indent) + len(flat) <= _WIDTH:
        return flat
    inner = indent + " "
    if isinstance(value, list):
        return "[\n" + ",\n".join(f"{inner}{_lines(each, inner)}" for each in value) + f"\n{indent}]"
    pairs = (f"{inner}{json.dumps(name)}: {_lines(each, inner)}" for name, each in value.items())
    return "{\n" + ",\n".join(pairs) + f"\n{indent}}}"


def mapping(settings: Settings, place: Path = PLACE) -> Mapping[str, list[str]]:
    """Which schema is for which files, as the YAML extension of VS Code takes it."""
    content = settings.shown(settings.content)
    found = {}
    for folder, kind in FOLDERS.items():
        found[f"./{(place / f'{kind}.json').as_posix()}"] = [
            f"{content}/{folder}/**/*.{end}" for end in ("yaml", "yml")
        ]
        found[f"./{(place / f'{folder}.json').as_posix()}"] = [f"{content}/{folder}.{end}" for end in ("yaml", "yml")]
    return found
