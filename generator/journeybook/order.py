"""Orders that a book must keep: nobody reports to themselves in the end, and stages run as their model says."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from journeybook.book import Book, journey
from journeybook.model import Model, Person, Segment
from journeybook.problems import Problem


def check_cycles(book: Book) -> list[Problem]:
    """A problem for each circle, at the reference of its first id in sort order."""
    return [
        *_circles(book, "persona", "reports_to", _reports_to),
        *_circles(book, "segment", "parent", _segment_parent),
        *_circles(book, "journey", "parent", lambda book, key: book.parents_of(key)),
    ]


def _reports_to(book: Book, key: str) -> Iterable[str]:
    thing = book.entries[key].thing
    return (thing.reports_to,) if isinstance(thing, Person) and isinstance(thing.reports_to, str) else ()


def _segment_parent(book: Book, key: str) -> Iterable[str]:
    thing = book.entries[key].thing
    return (thing.parent,) if isinstance(thing, Segment) and thing.parent else ()


def _circles(book: Book, kind: str, field: str, above: Callable[[Book, str], Iterable[str]]) -> list[Problem]:
    problems: list[Problem] = []
    told: set[str] = set()
    for entry in book.of_kind(kind):
        if entry.key in told:
            continue
        circle = _way_back(entry.key, lambda key: [each for each in above(book, key) if each in book.entries])
        if not circle:
            continue
        told.update(circle)
        first = min(circle)
        names = [key.partition(":")[2] for key in _from_first(circle, first)]
        following = _from_first(circle, first)[1] if len(circle) > 1 else first
        problems.append(
            Problem(
                "reference-cycle",
                book.entries[first].record.path,
                *_place(book, first, field, following),
                {"way": " → ".join([*names, names[0]]), "field": field},
            )
        )
    return problems


def _place(book: Book, key: str, field: str, following: str) -> tuple[int, int]:
    """Where a thing names the one that follows it: in the field itself, or as a parent by its ``drilldown``."""
    entry = book.entries[key]
    value = getattr(entry.thing, field)
    values = value if isinstance(value, tuple) else (value,)
    if following in values:
        return entry.record.place((field, values.index(following)))
    other = book.entries[following]
    for position, stage in enumerate(journey(other).stages):
        if stage.drilldown == key:
            return other.record.place(("stages", position, "drilldown"))
    return entry.record.at


def _way_back(start: str, above: Callable[[str], list[str]]) -> list[str]:
    """The shortest way from a key up to itself again; empty if there is none."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for key in above(way[-1]):
            if key == start:
                return way
            if key not in seen:
                seen.add(key)
                ways.append([*way, key])
    return []


def _from_first(circle: list[str], first: str) -> list[str]:
    position = circle.index(first)
    return circle[position:] + circle[:position]


def check_counterparts(book: Book) -> list[Problem]:
    """A journey and its counterpart are the same journey in two states, so they follow the same model."""
    problems: list[Problem] = []
    for entry in book.of_kind("journey"):
        thing = journey(entry)
        other = book.entries.get(thing.counterpart or "")
        if other and thing.model and journey(other).model and journey(other).model != thing.model:
            problems.append(
                Problem(
                    "bad-value.counterpart",
                    entry.record.path,
                    *entry.record.place(("counterpart",)),
                    {"name": other.id, "other": journey(other).model, "model": thing.model},
                )
            )
    return problems


def check_stage_order(book: Book) -> list[Problem]:
    """Stages that stand after a later one, and stages given twice."""
    problems = [
        Problem(
            "duplicate-id.stage", entry.record.path, *entry.record.place(("stages", position, "id")), {"id": stage.id}
        )
        for entry in book.of_kind("model")
        if isinstance(entry.thing, Model)
        for position, stage in enumerate(entry.thing.stages)
        if stage.id and stage.id in (each.id for each in entry.thing.stages[:position])
    ]
    for entry in book.of_kind("journey"):
        model = book.entries.get(journey(entry).model)
        if model is None or not isinstance(model.thing, Model):
            continue
        order: dict[str, int] = {}
        for position, given in enumerate(model.thing.stages):
            order.setdefault(given.id, position)
        furthest, seen, told = -1, set[str](), False
        for position, own in enumerate(journey(entry).stages):
            name = own.id.rpartition("/")[2]
            place = entry.record.place(("stages", position, "id"))
            if name in seen:
                problems.append(Problem("duplicate-id.stage", entry.record.path, *place, {"id": name}))
            elif name in order:
                if order[name] < furthest and not told:
                    told = True
                    problems.append(
                        Problem("stage-order", entry.record.path, *place, {"name": name, "stages": " → ".join(order)})
                    )
                furthest = max(furthest, order[name])
                seen.add(name)
    return problems
