"""What a thing says → YAML as people write it: short forms, one language plainly, long texts in blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from journeybook.exchange.sheets.forms import Feelings, OneOrWords, Pairs
from journeybook.exchange.sheets.layout import Field, fields, shape_of
from journeybook.model.base import Claim, Shape
from journeybook.model.journey import Stage
from journeybook.model.segment import Rival

_WIDTH = 118
_LONG = 100
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[a-z0-9][a-z0-9:/-]*")


class _Block(str):
    """A text in lines of its own."""


class _Folded(str):
    """A long text of one line."""


class _Row(list):  # type: ignore[type-arg]
    """A list within brackets."""


class _Dumper(yaml.SafeDumper):
    """Writes the items of a list below its name with an indentation, as people do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _scalar(style: str) -> Any:
    return lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


_Dumper.add_representer(_Block, _scalar("|"))
_Dumper.add_representer(_Folded, _scalar(">"))
_Dumper.add_representer(_Row, lambda dumper, row: dumper.represent_sequence("tag:yaml.org,2002:seq", row, True))


def lines(data: Mapping[str, Any]) -> list[str]:
    """Short data as lines of YAML."""
    text = yaml.dump(
        {name: _styled(value) for name, value in data.items()},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH,
        default_flow_style=False,
    )
    return text.splitlines()


def _styled(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _styled(each) for name, each in value.items()}
    if isinstance(value, list):
        if value and all(isinstance(each, str) and _ID.fullmatch(each) for each in value):
            return _Row(value)
        return [_styled(each) for each in value]
    if isinstance(value, str) and "\n" in value:
        return _Block(f"{value}\n")
    if isinstance(value, str) and len(value) > _LONG and "  " not in value:
        return _Folded(value)
    return value


def short(data: Mapping[str, Any], kind: str, languages: tuple[str, ...]) -> dict[str, Any]:
    """A thing's data (as ``book.json`` has it) in the forms in which editors write it."""
    return short_shape(shape_of(kind), data, languages)


def short_shape(cls: type[Shape], data: Mapping[str, Any], languages: tuple[str, ...]) -> dict[str, Any]:
    """The same for a shape: its fields, by name."""
    known = fields(cls, languages)
    return {name: short_value(known[name], value, languages) for name, value in data.items()}


def short_value(field: Field, value: Any, languages: tuple[str, ...]) -> Any:
    """The same for what a field says."""
    if field.map and isinstance(value, dict):
        return _short_map(field, value, languages)
    if isinstance(value, list):
        return [_short_one(field, each, languages) for each in value]
    return _short_one(field, value, languages)


def _short_map(field: Field, value: Mapping[str, Any], languages: tuple[str, ...]) -> dict[str, Any]:
    shown = field.form.to_cell if isinstance(field.form, Pairs) else str
    if field.shape is Stage:  # claims by lane
        return {name: [_claim(each, languages) for each in claims] for name, claims in value.items()}
    inner = field.inner
    if inner is None:
        return {shown(name): _text(each, languages) for name, each in value.items()}
    return {
        shown(name): _text(each["text"], languages)
        if inner is Rival and set(each) == {"text"}
        else short_shape(inner, each, languages)
        for name, each in value.items()
    }


def _short_one(field: Field, value: Any, languages: tuple[str, ...]) -> Any:
    form, inner = field.form, field.inner
    if isinstance(form, Feelings) and isinstance(value, dict):
        return {form.to_cell(name): number for name, number in value.items()}
    if isinstance(form, OneOrWords):
        return value.rpartition(":")[2] if isinstance(value, str) else dict(value)
    if inner is Claim:
        return _claim(value, languages)
    if inner is not None and isinstance(value, dict):
        said = short_shape(inner, value, languages)
        return said[inner.short] if inner.short and set(said) == {inner.short} else said
    if isinstance(value, dict):
        return _text(value, languages)
    if isinstance(value, str) and field.refs:
        return form.to_cell(value)  # type: ignore[union-attr]
    if isinstance(value, str) and field.day and _DAY.fullmatch(value):
        return date.fromisoformat(value)
    return value


def _claim(value: Mapping[str, Any], languages: tuple[str, ...]) -> Any:
    if set(value) == {"text"}:
        return _text(value["text"], languages)
    return short_shape(Claim, value, languages)


def _text(value: Mapping[str, str], languages: tuple[str, ...]) -> Any:
    return value[languages[0]] if set(value) == {languages[0]} else dict(value)
