"""The model → tables: which there are, which columns each has, what they are called. Nothing is named a second time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from journeybook.exchange.sheets.forms import (
    Answer,
    Citations,
    Feelings,
    Form,
    ManyTexts,
    ManyValues,
    OneOrWords,
    OneText,
    OneValue,
    Pairs,
    shown_ref,
)
from journeybook.fields import about_field
from journeybook.model import CLASSES, FOLDERS, KINDS, Company, Person, Persona
from journeybook.model.base import Citation, Claim, Metric, Shape
from journeybook.model.journey import Stage
from journeybook.model.refs import OrWords, To
from journeybook.model.texts import Text
from journeybook.problems import MESSAGE_LANGUAGES
from journeybook.render.words import words_of
from journeybook.sentences import said
from journeybook.vietnamese import fold

#: Columns that say which thing, where in it, and in which place a row belongs; and the one for what fits nowhere else.
OF, PLACE, NO, JSON = "of", "place", "no", "json"
GRID, OTHER, CLAIMS, METRICS = "journeys.stages", "other", "claims", "metrics"
#: What parts the steps of a place: ``Stages › think › Goals``.
STEP = " › "


#: As many characters as Excel takes for the name of a sheet.
MOST_NAME = 31


@dataclass(frozen=True)
class Field:
    """A field of a class as tables see it."""

    name: str
    shape: type[Shape]
    """The class that has it."""
    form: Form | None = None
    """None for what stands in columns or tables of its own."""
    inner: type[Shape] | None = None
    """The class of its value or items."""
    many: bool = False
    map: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()
    number: bool = False
    truth: bool = False
    day: bool = False
    refs: tuple[str, ...] = ()

    @property
    def table(self) -> bool:
        """Whether its items are rows of a table (also, where a cell can list them: then the table says more)."""
        return self.inner is not None and self.inner is not Citation and not self.map and (self.many or self.is_claim)

    @property
    def is_claim(self) -> bool:
        """Whether it is a claim or a list of them."""
        return self.inner is Claim

    @property
    def nested(self) -> bool:
        """Whether its fields stand in the row of the thing that has it."""
        return self.inner is not None and not self.many and not self.map and not self.is_claim


@cache
def fields(cls: type[Shape], languages: tuple[str, ...]) -> Mapping[str, Field]:
    """A class's fields by name; of a persona those of both sorts."""
    if cls is Persona:
        person = fields(Person, languages)
        return {**person, **{name: each for name, each in fields(Company, languages).items() if name not in person}}
    hints = get_type_hints(cls, include_extras=True)
    made = {}
    for written, name in cls.names().items():
        field = _field(written, cls, hints[name], languages)
        made[written] = replace(field, required=cls.model_fields[name].is_required())
    return made


def _field(name: str, cls: type[Shape], hint: Any, languages: tuple[str, ...]) -> Field:
    base, extras = _unwrapped(hint)
    if get_origin(base) in (Union, UnionType):
        kinds = get_args(base)
        if any(isinstance(each, OrWords) for each in extras):
            return Field(name, cls, OneOrWords(languages))
        if any(get_origin(each) is tuple for each in kinds):
            return Field(name, cls, Answer(languages))
        return Field(name, cls, Feelings(languages, shown_ref(("persona",))))
    if get_origin(base) is tuple:
        return _many(name, cls, get_args(base)[0], languages)
    if get_origin(base) is dict:
        return _map(name, cls, get_args(base), languages)
    return _one(name, cls, base, extras, languages)


def _one(name: str, cls: type[Shape], base: Any, extras: Sequence[Any], languages: tuple[str, ...]) -> Field:
    to = next((each for each in extras if isinstance(each, To)), None)
    if any(isinstance(each, OrWords) for each in extras):
        return Field(name, cls, OneOrWords(languages))
    if to:
        return Field(name, cls, OneValue(languages, shown_ref(to.kinds)), refs=to.kinds)
    if get_origin(base) is Literal:
        return Field(name, cls, OneValue(languages), choices=get_args(base))
    if issubclass(base, Text):
        return Field(name, cls, OneText(languages))
    if base is Claim:
        return Field(name, cls, OneText(languages, claim=True), inner=Claim)
    if issubclass(base, Shape):
        return Field(name, cls, inner=base)
    if base is bool:
        return Field(name, cls, OneValue(languages, _truth_to_cell), truth=True)
    return Field(name, cls, OneValue(languages), number=base in (int, float), day=base is date)


def _many(name: str, cls: type[Shape], hint: Any, languages: tuple[str, ...]) -> Field:
    base, extras = _unwrapped(hint)
    to = next((each for each in extras if isinstance(each, To)), None)
    if any(isinstance(each, OrWords) for each in extras):
        return Field(name, cls, OneOrWords(languages, many=True), many=True)
    if to:
        return Field(name, cls, ManyValues(languages, shown_ref(to.kinds)), many=True, refs=to.kinds)
    if issubclass(base, Text):
        return Field(name, cls, ManyTexts(languages), many=True)
    if base is Claim:
        return Field(name, cls, ManyTexts(languages, claims=True), many=True, inner=Claim)
    if base is Citation:
        return Field(name, cls, Citations(languages, shown_ref(("source",))), many=True, inner=Citation)
    if issubclass(base, Shape):
        short = fields(base, languages)[base.short] if base.short else None
        if short is None or base.short is None:
            return Field(name, cls, many=True, inner=base)
        form = ManyValues(languages, shown_ref(short.refs), short=base.short)
        return Field(name, cls, form, many=True, inner=base, refs=short.refs)
    return Field(name, cls, ManyValues(languages), many=True)


def _map(name: str, cls: type[Shape], hints: Sequence[Any], languages: tuple[str, ...]) -> Field:
    _, extras = _unwrapped(hints[0])
    to = next((each for each in extras if isinstance(each, To)), None)
    shown = shown_ref(to.kinds) if to else str
    base, _ = _unwrapped(hints[1])
    if get_origin(base) is tuple:  # claims by lane: each lane is a field of its own
        return Field(name, cls, inner=Claim, map=True)
    if issubclass(base, Text):
        return Field(name, cls, Pairs(languages, (("", OneText(languages)),), to_cell=shown), map=True)
    inner = fields(base, languages)
    parts = tuple((each.name, each.form) for each in inner.values() if each.form)
    keys = not any(each.required for each in inner.values())
    return Field(name, cls, Pairs(languages, parts, keys, shown), inner=base, map=True)


def _unwrapped(hint: Any) -> tuple[Any, list[Any]]:
    """The type itself and what is said of it."""
    extras: list[Any] = []
    while True:
        if get_origin(hint) is Annotated:
            hint, *more = get_args(hint)
            extras += more
        elif get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint):
            inner = tuple(each for each in get_args(hint) if each is not NoneType)
            hint = Union[inner]  # noqa: UP007 - of one it is that one
        else:
            return hint, extras


def _truth_to_cell(value: Any) -> str:
    return str(value).lower()


@dataclass(frozen=True)
class Column:
    """A column: ``key`` is its name for programs (``market.trends.vi``), ``field`` what stands in it."""

    key: str
    field: Field | None = None
    path: tuple[Field, ...] = ()
    """The fields that lead to it."""
    rest: str = ""
    """What follows the field's name in the key."""


@dataclass(frozen=True)
class Layout:
    """A table: of a kind, of the items of a field, or (``kind`` is empty) of whatever in the whole book."""

    key: str
    cls: type[Shape]
    kind: str = ""
    path: tuple[Field, ...] = ()
    """The fields from the thing to the items."""
    more: bool = False
    """Whether its rows say more of items that a cell lists."""

    @property
    def is_kind(self) -> bool:
        """Whether each row is a thing."""
        return self.key in FOLDERS

    @property
    def placed(self) -> bool:
        """Whether a row must say where in its thing it belongs."""
        return not self.kind or any(field.many for field in self.path[:-1])


@cache
def layouts(languages: tuple[str, ...]) -> Mapping[str, Layout]:
    """All tables by name: kinds first, each with those of its items; what is said of any thing last."""
    found: dict[str, Layout] = {}
    for cls in CLASSES:
        found[cls.FOLDER] = Layout(cls.FOLDER, cls, cls.KIND)
        for layout in _inside(cls, cls.FOLDER, cls.KIND, (), languages):
            found[layout.key] = layout
    shared = {
        METRICS: Layout(METRICS, Metric),
        CLAIMS: Layout(CLAIMS, Claim, more=True),
        OTHER: Layout(OTHER, Shape),
    }
    return {**found, **shared}


def _inside(
    cls: type[Shape], key: str, kind: str, path: tuple[Field, ...], languages: tuple[str, ...]
) -> Iterator[Layout]:
    for name, field in fields(cls, languages).items():
        if field.inner is None or (field.inner in (Claim, Metric) and field.many) or field.map:
            continue
        if field.table and not field.is_claim:
            yield Layout(f"{key}.{name}", field.inner, kind, (*path, field), more=field.inner.short is not None)
        if field.nested or (field.table and not field.is_claim):
            yield from _inside(field.inner, f"{key}.{name}", kind, (*path, field), languages)


@cache
def columns(key: str, languages: tuple[str, ...], lanes: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """The columns of a table; a grid has rows for the lanes of its model."""
    layout = layouts(languages)[key]
    if key == OTHER:
        return tuple(Column(each) for each in (OF, PLACE, NO, JSON))
    own = [Column("id")] if layout.is_kind else [Column(OF)]
    if layout.placed:
        own.append(Column(PLACE))
    if not layout.is_kind and key != GRID:
        own.append(Column(NO))
    return (*own, *_columns(layout.cls, "", (), languages, lanes))


def _columns(
    cls: type[Shape], prefix: str, path: tuple[Field, ...], languages: tuple[str, ...], lanes: tuple[str, ...]
) -> Iterator[Column]:
    for name, field in fields(cls, languages).items():
        if field.nested and field.inner:
            yield from _columns(field.inner, f"{prefix}{name}.", (*path, field), languages, lanes)
        elif field.form:
            for rest in field.form.columns:
                yield Column(f"{prefix}{name}{rest}", field, path, rest)
        elif field.map and cls is Stage:
            for lane in lanes:
                for rest in lane_form(languages).columns:
                    yield Column(f"{prefix}{name}.{lane}{rest}", field, path, rest)


def lane_form(languages: tuple[str, ...]) -> Form:
    """How a lane of a model's own stands in a grid."""
    return ManyTexts(languages, claims=True)


class Labels:
    """What tables and columns are called in a language."""

    def __init__(self, language: str, languages: tuple[str, ...], book: Path | None = None) -> None:
        self.language, self.languages, self.book = language, languages, book
        self.words = words_of(language, book)
        self.every = tuple({name: words_of(name, book) for name in (language, *MESSAGE_LANGUAGES, *languages)}.values())

    def table(self, key: str) -> str:
        """``Personas – Objections``."""
        layout = layouts(self.languages)[key]
        if not layout.kind:
            return said(f"sheet-table-{key}", self.language)
        parts = [self.words.kind(layout.kind, "many"), *(self.field(field) for field in layout.path[-1:])]
        return " – ".join(parts)

    def sheet(self, key: str) -> str:
        """The same as the name of a sheet: Excel takes 31 characters, so it ends with a word before that."""
        whole = self.table(key)
        return whole if len(whole) <= MOST_NAME else whole[: MOST_NAME + 1].rpartition(" ")[0]

    def field(self, field: Field) -> str:
        """A field's own label."""
        return self.words.field(field.name, field.shape)

    def each(self) -> tuple[Labels, ...]:
        """The same in every language of the tool and of the book: people's heads may be in any of them."""
        return tuple(Labels(words.language, self.languages, self.book) for words in self.every)

    def about(self, field: Field) -> str:
        """What a field is for, in a sentence."""
        return about_field(field.shape, field.name, self.language)

    def values(self, field: Field) -> list[tuple[str, str]]:
        """A field's choices with their words in every language of the tool."""
        return [(each, words.value(field.name, each, field.shape)) for each in field.choices for words in self.every]

    def all_of(self, field: Field) -> set[str]:
        """A field's labels in every language of the tool, folded."""
        return {fold(words.field(field.name, field.shape)) for words in self.every}

    def column(self, column: Column) -> str:
        """``Market: Trends (vi)``."""
        if column.field is None:
            return said(f"sheet-column-{column.key}", self.language)
        language = next((name for name in self.languages if column.rest.endswith(f".{name}")), "")
        rest = column.rest.removesuffix(f".{language}").removeprefix(".") if language else column.rest.removeprefix(".")
        names = [*(self.field(each) for each in column.path), self.field(column.field)]
        if column.field.form is None:  # a lane
            names = [column.key.removesuffix(column.rest).rpartition(".")[2].replace("-", " ").capitalize()]
        elif rest:
            inner = column.field.inner
            names.append(self.words.field(rest, inner))
        label = ": ".join(names)
        return f"{label} ({language})" if language else label


def shape_of(kind: str) -> type[Shape]:
    """The class whose fields a kind's table shows."""
    return Persona if kind == "persona" else KINDS[kind]
