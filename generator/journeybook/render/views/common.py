"""What every page of a thing shows: where one is, and everything that points at it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from journeybook.book import thing_of
from journeybook.model import CLASSES, Model
from journeybook.render.views.changes import history_of_thing
from journeybook.vietnamese import sort_key

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

View = dict[str, Any]


class Use(NamedTuple):
    """Something that points at a thing: what, and what the fields are called by which it does."""

    key: str
    by: tuple[str, ...]


# Fields whose own name says too little: what they stand in says more.
_SAYS_LITTLE = ("evidence", "personas", "to", "stage", "by", "source")


def common(ed: Edition, key: str) -> View:
    entry = ed.book.entries[thing_of(key)]
    crumbs = [f"kind:{entry.kind}"]
    if "/" in key:
        crumbs.append(thing_of(key))
    return {
        "key": key,
        "entry": entry,
        "it": entry.thing,
        "crumbs": crumbs,
        "used_by": used_by(ed, key),
        "happened": history_of_thing(ed, key),
    }


def used_by(ed: Edition, key: str) -> list[tuple[str, list[Use]]]:
    """What points at a thing (or at one of a model's stages), by kind, in the order of titles."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    keys = [key]
    if key.startswith("model:"):
        model = ed.book.entries[key].thing
        assert isinstance(model, Model)
        keys += [f"{key}/{stage.id}" for stage in model.stages]
    for link in (each for target in keys for each in ed.book.links_to(target)):
        kind = "stage" if "/" in link.source else link.source.partition(":")[0]
        found.setdefault(kind, {}).setdefault(link.source, {})[link.via] = None
    order = [cls.KIND for cls in CLASSES]
    order.insert(order.index("journey") + 1, "stage")
    return [
        (kind, [Use(each, _called(ed, found[kind][each])) for each in by_title(ed, found[kind])])
        for kind in order
        if kind in found
    ]


def _called(ed: Edition, vias: Iterable[str]) -> tuple[str, ...]:
    """The labels of fields, each once: ``goals.evidence`` → goals."""
    names = (via.split(".") for via in vias)
    fields = (parts[0] if len(parts) > 1 and parts[-1] in _SAYS_LITTLE else parts[-1] for parts in names)
    return tuple(dict.fromkeys(ed.words.field(name).lower() for name in fields))


def by_title(ed: Edition, keys: Iterable[str]) -> list[str]:
    """In the order of titles; stages in the order of their journeys."""
    position = ed.stage_position
    return sorted(keys, key=lambda key: (sort_key(ed.title(thing_of(key))), position.get(key, 0)))
