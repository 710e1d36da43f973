"""How much a change matters to those who work with the book, and whose work it touches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from journeybook.model import KINDS
from journeybook.versions.changes import Changes, FieldChange, Item, ThingChange

_KINDS = {kind: len(KINDS) - place for place, kind in enumerate(KINDS)}
_MAIN = {"segment": 40, "persona": 36, "journey": 36, "competitor": 20, "touchpoint": 18, "role": 14, "model": 14}
_WHOLE = {"removed": 100, "added": 80, "renamed": 60, "changed": 0}
# What a reader's next talk depends on goes first; what only editors see goes last.
_FIELDS = {
    **dict.fromkeys(("tier", "includes", "excludes", "veto", "decision_maker", "influence", "negative"), 50),
    **dict.fromkeys(("stages", "model", "state", "committee", "roles", "key_selling_point", "offer"), 45),
    **dict.fromkeys(("messages", "objections", "say", "says", "answer", "traps", "value_proposition"), 40),
    **dict.fromkeys(("goals", "challenges", "needs", "pains", "decision_criteria", "triggers", "priority"), 35),
    **dict.fromkeys(("touchpoints", "people", "channels", "owner", "handoffs", "title", "status", "criteria"), 30),
    **dict.fromkeys(("tags", "ignore", "audience", "portrait", "related", "aliases", "maintainer"), 4),
    **dict.fromkeys(("reviewed", "review_every", "evidence", "confidence", "order", "notes"), 2),
}
_OTHER = 15


def importance(thing: ThingChange) -> int:
    """A number that is larger the more a change matters: what is gone first, then what is new, then the rest."""
    own = _MAIN.get(thing.kind, _KINDS.get(thing.kind, 0)) + _power(thing.data)
    return _WHOLE[thing.what] + own + max(map(field_importance, thing.fields), default=0)


def field_importance(change: FieldChange) -> int:
    """The same for one change within a thing: by the least weighty name on its way, but for where it begins."""
    names = [name for name in change.fields if name != "text"]
    weights = [_FIELDS.get(name, _OTHER) for name in names] or [_OTHER]
    weight = min(weights) if min(weights) < _OTHER else max(weights)
    return weight // 3 if change.what in ("order", "translated", "untranslated") else weight


def most_important_first(changes: Changes) -> Changes:
    """The same changes in the order in which readers want to be told of them."""
    things = [
        replace(thing, fields=tuple(sorted(thing.fields, key=lambda change: -field_importance(change))))
        for thing in changes.things
    ]
    return replace(changes, things=tuple(sorted(things, key=lambda thing: (-importance(thing), thing.key))))


def departments_affected(thing: ThingChange, changes: Changes) -> tuple[str, ...]:
    """The departments whose work a change touches, by key: who answers for the thing, and for its stages and
    touchpoints as far as the change lies there (all of them, where the thing is new or gone)."""
    found: dict[str, None] = {}
    for name in ("owner", "maintainer"):
        found.update(dict.fromkeys(_departments(thing.data.get(name))))
    if thing.what in ("added", "removed"):
        found.update(dict.fromkeys(_within(thing.data, changes)))
    for change in thing.fields:
        for value in (change.before, change.after):
            found.update(dict.fromkeys(_within(value, changes)))
        for step in change.path:
            if isinstance(step, Item) and isinstance(step.value, dict):
                found.update(dict.fromkeys(_of_place(step.value, changes)))
    return tuple(found)


def _of_place(place: dict[str, Any], changes: Changes) -> Iterator[str]:
    """Who answers for a stage, a meeting or an activity on the way to a change."""
    for name in ("owner", "supporting", "department"):
        yield from _departments(place.get(name))
    touchpoint = place.get("touchpoint")
    if isinstance(touchpoint, str) and "owner" not in place:
        yield from _owner_of(touchpoint, changes)


def _within(value: Any, changes: Changes) -> Iterator[str]:
    """Departments named anywhere in a value, and those that run the touchpoints named in it."""
    if isinstance(value, str):
        yield from _departments(value)
        if value.startswith("touchpoint:"):
            yield from _owner_of(value, changes)
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _within(each, changes)


def _owner_of(key: str, changes: Changes) -> Iterator[str]:
    thing = changes.new.things.get(key) or changes.old.things.get(key)
    if thing:
        yield from _departments(thing.data.get("owner"))


def _departments(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str) and each.startswith("department:"):
            yield each


def _power(data: dict[str, Any]) -> int:
    """Segments by their tier, persons by the say that they have."""
    tier = data.get("tier")
    say = {"high": 6, "medium": 3}.get(str(data.get("influence")), 0)
    return (8 - 2 * tier if isinstance(tier, int) else 0) + say + (6 if data.get("veto") is True else 0)
