"""By what a list can be narrowed: what its things have in common, and what not all of them have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from markupsafe import Markup

from journeybook.check import Entry
from journeybook.ids import as_id
from journeybook.model import Company, Person, Segment
from journeybook.model.base import Shape
from journeybook.model.texts import Text
from journeybook.render.views.people import decides, role_order
from journeybook.vietnamese import sort_key

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

#: A shorter list is seen whole.
FEWEST = 4


@dataclass(frozen=True)
class Option:
    """A value that some things have: as an address says it, as readers see it, and how many have it."""

    value: str
    title: str
    count: int


class Filter(NamedTuple):
    """A question by which a list is narrowed."""

    name: str
    title: str
    options: list[Option]


class Has(NamedTuple):
    """A thing has a value of a filter. ``place`` is where the value stands among others."""

    name: str
    label: str
    value: str
    title: str
    place: Any


def filters_of(ed: Edition, entries: Iterable[Entry]) -> tuple[list[Filter], dict[str, Markup]]:
    """The filters of a list that are of use, and for each entry (by key) the attributes by which they know it."""
    return narrowed({entry.key: list(dict.fromkeys(_values(ed, entry))) for entry in entries})


def narrowed(every: Mapping[str, list[Has]]) -> tuple[list[Filter], dict[str, Markup]]:
    """The filters by which things (by any key of their own) can be narrowed, and their attributes."""
    grouped: dict[str, dict[str, list[Has]]] = {}
    for values in every.values():
        for has in values:
            grouped.setdefault(has.name, {}).setdefault(has.value, []).append(has)
    filters = [
        Filter(
            name,
            next(iter(options.values()))[0].label,
            [
                Option(value, having[0].title, len(having))
                for value, having in sorted(options.items(), key=lambda each: each[1][0].place)
            ],
        )
        for name, options in sorted(grouped.items(), key=lambda each: _ORDER.index(each[0]))
        if any(len(having) < len(every) for having in options.values())
    ]
    if len(every) < FEWEST:
        filters = []
    useful = {each.name for each in filters}
    marks = {
        key: Markup(' data-item="{}" data-has="{}"').format(
            key, " ".join(f"{has.name}:{has.value}" for has in values if has.name in useful)
        )
        if filters
        else Markup("")
        for key, values in every.items()
    }
    return filters, marks


# The order in which a list asks: what is its kind's own first.
_ORDER = (
    "what",
    "segment",
    "role",
    "persona",
    "stage",
    "competitor",
    "company",
    "decides",
    "tier",
    "industry",
    "region",
    "complexity",
    "need",
    "channel",
    "media",
    "cost",
    "model",
    "state",
    "method",
    "owner",
    "tag",
    "status",
)


def _values(ed: Edition, entry: Entry) -> Iterator[Has]:
    thing, words = entry.thing, ed.words
    if entry.kind == "persona":
        yield from _of_persona(ed, entry)
    elif isinstance(thing, Segment):
        yield from _of_segment(ed, thing)
    elif entry.kind == "journey":
        yield from _things(ed, "segment", words.field("segments"), getattr(thing, "segments", ()))
        yield from _things(ed, "model", words.kind("model"), [getattr(thing, "model", "")])
    for name in ("channel", "media", "cost", "state", "method"):
        yield from _choice(ed, name, thing)
    yield from _things(ed, "owner", words.field("owner", thing), [thing.owner])
    for tag in thing.tags:
        yield Has("tag", words.field("tags"), as_id(tag) or tag, tag, sort_key(tag))
    yield from _choice(ed, "status", thing)


def _of_persona(ed: Edition, entry: Entry) -> Iterator[Has]:
    thing, words = entry.thing, ed.words
    yield from _things(ed, "segment", words.field("segments"), getattr(thing, "segments", ()))
    if isinstance(thing, Company):
        yield from _things(ed, "company", words.field("company"), [entry.key])
    if isinstance(thing, Person):
        for role in ed.book.roles_of(entry.key):
            place = role_order(ed.book.entries[role]) if role in ed.book.entries else (99, role)
            yield Has("role", words.kind("role"), role.partition(":")[2], ed.title(role), place)
        yield from _things(ed, "company", words.field("company"), thing.company)
        answer = decides(ed, entry)
        label, said = words.field("decision_maker"), words.value("truth", answer)
        yield Has("decides", label, "yes" if answer else "no", said, not answer)


def _of_segment(ed: Edition, segment: Segment) -> Iterator[Has]:
    words, criteria = ed.words, segment.criteria
    if segment.tier:
        yield Has("tier", words.field("tier"), str(segment.tier), words.value("tier", segment.tier), segment.tier)
    if criteria:
        for name, field in (("industry", "industries"), ("region", "regions"), ("need", "needs")):
            yield from _texts(ed, name, words.field(field, criteria), getattr(criteria, field))
        yield from _choice(ed, "complexity", criteria)


def _things(ed: Edition, name: str, label: str, keys: Iterable[str | None]) -> Iterator[Has]:
    for key in keys:
        if key:
            title = ed.title(key)
            yield Has(name, label, key.partition(":")[2], title, sort_key(title))


def _texts(ed: Edition, name: str, label: str, texts: Iterable[Text]) -> Iterator[Has]:
    """Free words; in an address they are those of the book's first language, the same for every reader."""
    for text in texts:
        written = text.get(ed.book.languages[0]) or next(iter(text.values()), "")
        title = ed.plain(text)
        if value := as_id(written):
            yield Has(name, label, value, title, sort_key(title))


def _choice(ed: Edition, name: str, shape: Shape) -> Iterator[Has]:
    value = getattr(shape, name, None)
    if value is not None and name in type(shape).model_fields:
        choices = _choices(type(shape).model_fields[name].annotation)
        place = choices.index(value) if value in choices else len(choices)
        yield Has(name, ed.words.field(name, shape), str(value), ed.words.value(name, value, shape), place)


def _choices(annotation: Any) -> list[Any]:
    """What a ``Literal`` allows, in its order, within whatever stands around it."""
    inside = get_args(annotation)
    found = [each for each in inside if isinstance(each, str)]
    return found or [each for one in inside for each in _choices(one)]
