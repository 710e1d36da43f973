"""Mistakes of shape on their way from a validator to the checker: a name, a place, and what fills the sentence.

The name is that of the sentence in ``data/messages`` that tells the mistake; its first part is the problem's code.
"""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError


class _Skip:
    """Stands for a value whose mistake has been told already; every type reads it as something harmless."""


SKIP = _Skip()
#: Stands for a value that is required only because of another one, and isn't there.
MISSING = _Skip()


def slip(name: str, at: tuple[str | int, ...] = (), /, *, on_key: bool = False, **args: Any) -> InitErrorDetails:
    """One mistake: the slip's name, where below the value it stands, whether its key is meant, and its words' args."""
    return InitErrorDetails(type=PydanticCustomError(name, name, {"on_key": on_key, **args}), loc=at, input=None)


def fail(*slips: InitErrorDetails) -> ValidationError:
    """An exception that carries one or several mistakes to pydantic; to be raised."""
    return ValidationError.from_exception_data("slip", list(slips))


def within(error: ValidationError, at: str | int) -> list[InitErrorDetails]:
    """The mistakes that an exception carries, moved below ``at``."""
    return [slip(each["type"], (at, *each["loc"]), **each.get("ctx", {})) for each in error.errors()]


def form_of(value: Any) -> str:
    return "map" if isinstance(value, dict) else "list" if isinstance(value, list) else "text"
