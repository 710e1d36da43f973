"""The same figures of earlier versions of a book, from what its ``book.json`` said then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, get_origin

from journeybook.freshness import EXEMPT, months_after
from journeybook.model import KINDS, class_for
from journeybook.model.base import Claim, Shape
from journeybook.model.types import parts
from journeybook.trust.claims import NOT_ASKED, WORDS, Share

Data = Mapping[str, Any]


class Figures(NamedTuple):
    """What a version comes to on its day: supported claims, and things read in time of those that age."""

    evidence: Share
    fresh: Share
    things: int


def figures(things: Mapping[str, tuple[str, Data]], day: date, review_every: int) -> Figures:
    """The figures of a book's own things (key → kind and fields, as in ``book.json``) on a day.

    ``review_every`` counts the months for things that don't name their own. Nothing is raised for fields of other
    versions of the format: what isn't known isn't counted.
    """
    holding = {
        key: not (data.get("status") == "retired" or _day(data.get("expires"), date.max) < day)
        for key, (kind, data) in things.items()
        if kind == "source"
    }
    happened = _events(things, day)
    held = claims = read = aging = own = 0
    for key, (kind, data) in things.items():
        if kind not in KINDS or data.get("status", "active") != "active":
            continue
        own += 1
        if kind not in NOT_ASKED:
            for claim in _claims(class_for(kind, data), data):
                claims += 1
                held += any(holding.get(str(each.get("source")), True) for each in claim.get("evidence") or ())
        if kind not in EXEMPT:
            aging += 1
            reviewed = _day(data.get("reviewed"), None)
            if reviewed:
                due = months_after(reviewed, _months(data, review_every))
                read += due >= day and not any(
                    reviewed < when for what, when in happened if what in (key, f"kind:{kind}")
                )
    return Figures(Share(held, claims), Share(read, aging), own)


def _months(data: Data, review_every: int) -> int:
    said = data.get("review_every")
    return said if isinstance(said, int) and said > 0 else review_every


def _events(things: Mapping[str, tuple[str, Data]], day: date) -> list[tuple[str, date]]:
    """What events up to a day affect, and when they happened."""
    found = []
    for kind, data in things.values():
        if kind == "event" and data.get("status", "active") == "active":
            when = _day(data.get("date"), date.max)
            if when <= day:
                found += [(str(each).partition("/")[0], when) for each in data.get("affects") or ()]
    return found


def _claims(cls: type[Shape], data: Any) -> Iterator[Data]:
    """The claims within fields, as ``claims_in`` finds them in things."""
    for written, value in data.items() if isinstance(data, Mapping) else ():
        name = cls.names().get(str(written))
        inner = [each for each in parts(cls.model_fields[name].annotation) if issubclass(each, Shape)] if name else []
        if not inner:
            continue
        by_id = get_origin(cls.model_fields[str(name)].annotation) is dict
        for each in value.values() if by_id and isinstance(value, Mapping) else [value]:
            listed = isinstance(each, list)
            for row in each if listed else [each]:
                if inner[0] is not Claim:
                    yield from _claims(inner[0], row)
                elif _is_claim(row) and ((listed and name not in WORDS) or {"evidence", "confidence"} & row.keys()):
                    yield row


def _is_claim(value: Any) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("text"), Mapping)


def _day(said: Any, otherwise: Any) -> Any:
    try:
        return date.fromisoformat(said) if isinstance(said, str) else otherwise
    except ValueError:
        return otherwise
