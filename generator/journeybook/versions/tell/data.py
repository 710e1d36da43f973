"""What changed, as JSON for programs.

    {"format": 1,
     "old": {"name", "version"}, "new": {"name", "version"},   name: a tag, file or folder; "" for what is written now
     "counts": {"added", "removed", "renamed", "changed", "links_added", "links_removed"},
     "things": [{"what": "added" | "removed" | "renamed" | "changed", "kind", "id", "old_id",
                 "title": {language: words}, "path", "line", "importance", "departments": ["department:…"],
                 "changes": [{"what": "added" | "removed" | "changed" | "order" | "translated" | "untranslated",
                              "path": ["stages", {"id": "think"}, "goals", {"label": {language: words}}, "text"],
                              "language", "before", "after", "runs": [["same" | "out" | "in", words]]}]}],
     "links": [{"what": "added" | "removed", "from", "to", "via"}],
     "unread": ["persona:…"]}                                  not compared: mistakes hide a part of what they say

Of ``order``, ``before`` and ``after`` are lists of what the items say first. Things and their changes stand in order of
importance, the most important first. Names may be added; those above stay.
"""

from __future__ import annotations

import json
from typing import Any

from journeybook.versions.changes import Changes, FieldChange, Item, Step, ThingChange, first_words
from journeybook.versions.weight import departments_affected, importance

FORMAT = 1


def as_json(changes: Changes, old: str, new: str) -> str:
    """The same bytes for the same changes."""
    links = [{"what": link.what, "from": link.source, "to": link.target, "via": link.via} for link in changes.links]
    said = {
        "format": FORMAT,
        "old": {"name": old, "version": changes.old.version},
        "new": {"name": new, "version": changes.new.version},
        "counts": _counts(changes),
        "things": [_thing(thing, changes) for thing in changes.things],
        "links": links,
        "unread": changes.unread,
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _counts(changes: Changes) -> dict[str, int]:
    things = {
        what: sum(thing.what == what for thing in changes.things) for what in ("added", "removed", "renamed", "changed")
    }
    links = {f"links_{what}": sum(link.what == what for link in changes.links) for what in ("added", "removed")}
    return things | links


def _thing(thing: ThingChange, changes: Changes) -> dict[str, Any]:
    return {
        "what": thing.what,
        "kind": thing.kind,
        "id": thing.id,
        "old_id": thing.old_id or None,
        "title": thing.title,
        "path": thing.path,
        "line": thing.line,
        "importance": importance(thing),
        "departments": departments_affected(thing, changes),
        "changes": [_change(change) for change in thing.fields],
    }


def _change(change: FieldChange) -> dict[str, Any]:
    return {
        "what": change.what,
        "path": [_step(step) for step in change.path],
        "language": change.language,
        "before": _value(change, change.before),
        "after": _value(change, change.after),
        "runs": change.runs,
    }


def _value(change: FieldChange, value: Any) -> Any:
    """Of a list in another order only what its items say first."""
    return [first_words(item) for item in value] if change.what == "order" else value


def _step(step: Step) -> Any:
    if isinstance(step, Item):
        return {"id": step.id} if step.id else {"label": step.label}
    return step
