"""Questions about the types of fields, asked of the classes themselves: what stands at a place, is it a text?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from journeybook.model.base import Claim, Shape
from journeybook.model.texts import Text

Loc = tuple[str | int, ...]


def parts(annotation: Any) -> Iterator[Any]:
    """The classes within an annotation: of ``tuple[Claim, ...] | None`` it is ``Claim`` and ``NoneType``."""
    arguments = get_args(annotation)
    if not arguments or get_origin(annotation) is type:
        if isinstance(annotation, type):
            yield annotation
        return
    for argument in arguments:
        yield from parts(argument)


def shape_at(cls: type[Shape], loc: Loc) -> type[Shape] | None:
    """The class of the map at ``loc`` below ``cls``; None where there is none."""
    shape: type[Shape] | None = cls
    for step in loc:
        if shape is None:
            return None
        if isinstance(step, str):
            name = shape.names().get(step)
            if name is None:
                continue  # a key of a map by id
            inner = [each for each in parts(shape.model_fields[name].annotation) if issubclass(each, Shape)]
            shape = inner[0] if inner else None
    return shape


def is_text_at(cls: type[Shape], loc: Loc) -> bool:
    """Whether the value at ``loc`` is a text (or a claim, or one language of it)."""
    shape: type[Shape] | None = cls
    found = False
    for step in loc:
        if not isinstance(step, str) or shape is None:
            continue
        name = shape.names().get(step)
        if name is None:
            continue  # a language, or a key of a map by id
        classes = list(parts(shape.model_fields[name].annotation))
        found = any(issubclass(each, Text | Claim) for each in classes)
        inner = [each for each in classes if issubclass(each, Shape)]
        shape = inner[0] if inner else None
    return found


def choices(cls: type[Shape], name: str) -> tuple[str, ...]:
    """The words that a field allows; empty where it allows any."""

    def words(annotation: Any) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        for argument in get_args(annotation):
            found += (argument,) if isinstance(argument, str) else words(argument)
        return found

    return words(cls.model_fields[cls.names()[name]].annotation) if name in cls.names() else ()
