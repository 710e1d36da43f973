"""What each field is for, in one sentence: for editors, spreadsheets, schemas and the reference of the format.

The English sentences are the docstrings of the model; other languages have theirs in ``data/fields/<language>.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from journeybook.model.base import Shape


def about_class(cls: type[Shape], language: str) -> str:
    """What a class describes; in English where nobody has said it in that language."""
    said = _of_class(cls, language).get("about") if language != "en" else None
    return str(said or (cls.__doc__ or "").partition("\n\n")[0].replace("\n    ", " "))


def about_field(cls: type[Shape], name: str, language: str) -> str:
    """What a field is for, by the name that editors write; in English where nobody has said it in that language."""
    for each in cls.__mro__ if language != "en" else ():
        said = _of_class(each, language).get("fields", {}).get(name)
        if said:
            return str(said)
    return (cls.model_fields[cls.names()[name]].description or "").replace("\n", " ")


def _of_class(cls: type[Any], language: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = _sentences(language).get(cls.__name__) or {}
    return found


@cache
def _sentences(language: str) -> Mapping[str, Any]:
    file = resources.files("journeybook").joinpath("data", "fields", f"{language}.yaml")
    if not file.is_file():
        return {}
    loaded: Mapping[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded
