"""The format: one typed class per kind, the single source of checks, schema, labels and reference.

To add a field, add it to its class (with a sentence below it) and show it in the kind's template. To add a kind, add a
class, name it in ``CLASSES`` and write its template ``theme/pages/<kind>.html``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journeybook.model.base import Thing
from journeybook.model.journey import Journey
from journeybook.model.library import (
    Competitor,
    Department,
    Event,
    Model,
    Partner,
    Question,
    Role,
    Source,
    Term,
    Touchpoint,
    Track,
)
from journeybook.model.persona import Company, Person, Persona
from journeybook.model.segment import Segment

__all__ = [
    "CLASSES",
    "FOLDERS",
    "KINDS",
    "MAIN_KINDS",
    "Company",
    "Competitor",
    "Department",
    "Event",
    "Journey",
    "Model",
    "Partner",
    "Person",
    "Persona",
    "Question",
    "Role",
    "Segment",
    "Source",
    "Term",
    "Thing",
    "Touchpoint",
    "Track",
    "class_for",
]

#: Every kind, in the order in which readers meet them.
CLASSES: tuple[type[Thing], ...] = (
    Segment,
    Persona,
    Journey,
    Role,
    Touchpoint,
    Department,
    Partner,
    Source,
    Model,
    Competitor,
    Track,
    Question,
    Term,
    Event,
)
KINDS: Mapping[str, type[Thing]] = {each.KIND: each for each in CLASSES}
FOLDERS: Mapping[str, str] = {each.FOLDER: each.KIND for each in CLASSES}
MAIN_KINDS = ("segment", "persona", "journey")


def class_for(kind: str, data: Any) -> type[Thing]:
    """The class that describes an entry; personas have two, told apart by their field ``kind``."""
    if kind == "persona":
        said = data.get("kind") if isinstance(data, dict) else None
        if said in (None, "person", "company"):
            return Company if said == "company" else Person
        return Company if (Company.names().keys() - Person.names().keys()) & data.keys() else Person
    return KINDS[kind]
