"""What each field is for is said in both languages, once."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

import pytest
import yaml

import journeybook.model
from journeybook.fields import about_class, about_field
from journeybook.model import Journey, Person
from journeybook.model.base import Shape

SAID = yaml.safe_load(resources.files(journeybook).joinpath("data/fields/vi.yaml").read_text(encoding="utf-8"))


def classes(cls: type[Shape] = Shape) -> Iterator[type[Shape]]:
    for each in cls.__subclasses__():
        yield from (each, *classes(each))


def own_fields(cls: type[Shape]) -> set[str]:
    """The fields that a class itself declares, as editors write them."""
    return {name for name, attribute in cls.names().items() if attribute in cls.__annotations__}


def test_every_field_of_every_class_is_explained_in_vietnamese() -> None:
    """And nothing is left over from a field that is gone."""
    wanted = {cls.__name__: own_fields(cls) for cls in classes() if own_fields(cls)}
    assert wanted == {name: set(said["fields"]) for name, said in SAID.items()}
    assert all(said["about"] for said in SAID.values())


@pytest.mark.parametrize("cls", [Person, Journey])
def test_inherited_fields_have_the_sentences_of_their_class(cls: type[Shape]) -> None:
    assert SAID["Thing"]["fields"]["title"] == about_field(cls, "title", "vi")
    assert "The name that readers see." == about_field(cls, "title", "en") == about_field(cls, "title", "fr")
    assert SAID[cls.__name__]["about"] == about_class(cls, "vi")
    assert about_class(cls, "en") == about_class(cls, "fr")


def test_every_field_has_an_english_sentence() -> None:
    lacking = [
        f"{cls.__name__}.{name}" for cls in classes() for name in cls.names() if not about_field(cls, name, "en")
    ]
    assert [] == lacking
