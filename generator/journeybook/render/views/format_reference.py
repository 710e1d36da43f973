"""The reference of the format, from the model: every field with what it is for and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from html import escape
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

from journeybook.fields import about_class, about_field
from journeybook.model import CLASSES, KINDS, Company, Model, Person, Persona, Thing
from journeybook.model.base import Claim, Shape
from journeybook.model.journey import Experience
from journeybook.model.library import Answer
from journeybook.model.refs import OPEN, OrWords, To
from journeybook.model.texts import PlainText, Text
from journeybook.model.types import choices, parts
from journeybook.model.values import Identifier, NumberBetween, PartialDate, Picture
from journeybook.samples import Setting, about_kind, starting_text

if TYPE_CHECKING:
    from journeybook.render.pages import Edition
    from journeybook.render.views.common import View

#: The model whose stages a sample journey goes through.
_MODEL = "model:b2b-backbone"
#: A day as samples write it.
_SOME_DAY = date(2026, 10, 1)
#: Types that say by themselves how they are written.
_SPECIAL = (
    (Experience, "form-feelings"),
    (Answer, "form-answer"),
    (Identifier, "form-id"),
    (PartialDate, "form-part-of-date"),
    (Picture, "form-picture"),
)
#: How references are written that aren't the plain id of one kind; and where stages stand.
_FORM_OF_REF: Mapping[tuple[str, ...], str] = {
    OPEN: "form-any",
    ("stage",): "form-stage",
    ("own-stage",): "form-own-stage",
}
_KIND_WITH_STAGES = {"stage": "journey", "own-stage": "model"}
#: What is written, for forms of which one example says more than the sentence.
_EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "form-truth": ("true", "false"),
    "form-day": ("2026-10-01",),
    "form-part-of-date": ("2026", "2026-10", "2026-10-01"),
    "form-picture": ("portraits/lan.svg",),
    "form-any": ("persona:lan-nguyen",),
    "form-stage": ("first-purchase/review",),
    "form-own-stage": ("review",),
    "form-ref-or-words": ("text: …",),
}
#: Which section of the reference says more of a form; of all others, the one on values.
_RULES = {
    "form-text": "text",
    "form-title": "text",
    "form-plain": "text",
    "form-claim": "claim",
    "form-ref": "reference",
    "form-ref-or-words": "reference",
    "form-any": "reference",
    "form-stage": "reference",
    "form-own-stage": "reference",
}
_CODE = re.compile("``(.+?)``")


class Row(NamedTuple):
    """A field: its name, what readers see it called, what it is for, and how it is written."""

    anchor: str
    name: str
    label: str
    about: Markup
    form: str
    """The name of the sentence that says how it is written, and what is filled in."""
    many: bool
    args: Mapping[str, Any]
    rule: str
    """The section of the reference that says more of it."""
    examples: tuple[str, ...]
    refs: list[str]
    """The kinds that it names."""
    shape: str
    """The anchor of the fields that its map has; with ``at``, the address of their page if it is another."""
    at: str
    values: list[tuple[str, str]]
    default: str
    required: bool


class Table(NamedTuple):
    """The fields of one class. ``anchor`` is where others lead to."""

    anchor: str
    title: str
    short: str
    rows: list[Row]


def whole(ed: Edition) -> View:
    """What is the same in every kind: its fields, and the classes that several kinds use."""
    return {
        "kinds": [
            (cls.KIND, ed.words.kind(cls.KIND), about_kind(cls.KIND, ed.language), cls.FOLDER) for cls in CLASSES
        ],
        "shared": _table(ed, Thing, "every-kind", ed.words.ui("format-shared")),
        "shapes": [_table(ed, each, _anchor(each)) for each in _shared_shapes()],
    }


def of_kind(ed: Edition, kind: str) -> View:
    """One kind: a file to begin with, its own fields, and the classes that only it uses."""
    cls = KINDS[kind]
    return {
        "of": kind,
        "one": f"{cls.FOLDER}/….yaml",
        "many": f"{cls.FOLDER}.yaml",
        "about": " ".join(about_kind(each, ed.language) for each in _sorts(cls)),
        "samples": [(each, _sample_title(ed, each), starting_text(each, _setting(ed))) for each in _sorts(cls)],
        "tables": [
            _table(ed, each, f"fields-{each.__name__.lower()}", _title(ed, each), own=True) for each in _of(cls)
        ],
        "shapes": [_table(ed, each, _anchor(each)) for each in _shapes_of(cls) if each not in _shared_shapes()],
        "shared": list(Thing.names()),
    }


def _sorts(cls: type[Thing]) -> tuple[str, ...]:
    return ("persona", "company") if cls is Persona else (cls.KIND,)


def _of(cls: type[Thing]) -> tuple[type[Thing], ...]:
    return (Persona, Person, Company) if cls is Persona else (cls,)


def _title(ed: Edition, cls: type[Thing]) -> str:
    if cls in (Person, Company):
        return ed.words.ui("format-only", kind=ed.words.value("kind", "company" if cls is Company else "person"))
    return ed.words.ui("format-both") if cls is Persona else ed.words.ui("format-own")


def _sample_title(ed: Edition, sort: str) -> str:
    if sort not in ("persona", "company"):
        return ed.words.ui("format-sample")
    sort = "person" if sort == "persona" else sort
    return ed.words.ui("format-sample-of", kind=ed.words.value("kind", sort))


def _setting(ed: Edition) -> Setting:
    """What the sample may name: things of the book, so that it could be a file of theirs."""
    ids: dict[str, list[str]] = {}
    for entry in ed.book.entries.values():
        if entry.thing.status == "active":
            ids.setdefault(getattr(entry.thing, "kind", "") if entry.kind == "persona" else entry.kind, []).append(
                entry.id
            )
    model = ed.book.entries[_MODEL].thing
    assert isinstance(model, Model)
    return Setting((ed.language,), ids, model.stages, _SOME_DAY)


# --- classes ----------------------------------------------------------------------------------------------------------


@cache
def _shared_shapes() -> tuple[type[Shape], ...]:
    """The classes that several kinds use, or all."""
    users: dict[type[Shape], set[str]] = {}
    for cls in CLASSES:
        for shape in _shapes_of(cls):
            users.setdefault(shape, set()).add(cls.KIND)
    return tuple(shape for shape, kinds in users.items() if len(kinds) > 1)


@cache
def _shapes_of(cls: type[Thing]) -> tuple[type[Shape], ...]:
    """The classes of the maps within a kind, in the order in which its fields need them."""
    found: dict[type[Shape], None] = {}

    def gather(shape: type[Shape]) -> None:
        for field in shape.model_fields.values():
            for each in parts(field.annotation):
                if issubclass(each, Shape) and each not in found:
                    found[each] = None
                    gather(each)

    for each in _of(cls):
        gather(each)
    return tuple(found)


def _anchor(cls: type[Shape]) -> str:
    return "map-" + re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()


def _table(ed: Edition, cls: type[Shape], anchor: str, title: str = "", *, own: bool = False) -> Table:
    hints = get_type_hints(cls, include_extras=True)
    above = cls.__mro__[1].names() if own else {}  # type: ignore[attr-defined]
    names = [(name, attribute) for name, attribute in cls.names().items() if name not in above]
    rows = [_row(ed, cls, name, hints[attribute], anchor) for name, attribute in names]
    return Table(anchor, title or about_class(cls, ed.language).partition(". ")[0].rstrip("."), cls.short or "", rows)


# --- fields -----------------------------------------------------------------------------------------------------------


def _row(ed: Edition, cls: type[Shape], name: str, hint: Any, anchor: str) -> Row:
    labelled = Person if cls is Persona else cls
    field = cls.model_fields[cls.names()[name]]
    form, many, args = _form(hint)
    shape = next((each for each in parts(hint) if issubclass(each, Shape) and each is not Claim), None)
    default = field.default if isinstance(field.default, str | bool | int | float) else None
    return Row(
        f"{anchor}-{name}",
        name,
        ed.words.field(name, labelled),
        _sentence(about_field(cls, name, ed.language)),
        form,
        many,
        args,
        _RULES.get(form, "values"),
        _EXAMPLES.get(form, ()),
        _kinds(hint),
        _anchor(shape) if shape else "",
        "" if shape is None or shape not in _shared_shapes() else "write/format/",
        [(each, ed.words.value(name, each, labelled)) for each in choices(cls, name)],
        ("true" if default else "false") if isinstance(default, bool) else "" if default is None else str(default),
        field.is_required(),
    )


def _sentence(text: str) -> Markup:
    """A sentence whose ``names of the format`` stand as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", escape(text, quote=False)))


def _kinds(hint: Any) -> list[str]:
    """The kinds that a reference may name; none where all are meant, or where there is none."""
    for extra in _extras(hint):
        to = extra.to if isinstance(extra, OrWords) else extra
        if isinstance(to, To) and to.kinds != OPEN:
            return [_KIND_WITH_STAGES.get(kind, kind) for kind in to.kinds]
    return []


def _extras(hint: Any) -> Iterator[Any]:
    """What the types within a type say of themselves."""
    if get_origin(hint) is Annotated:
        yield from hint.__metadata__
    for each in get_args(hint):
        if not isinstance(each, str):
            yield from _extras(each)


def _form(hint: Any) -> tuple[str, bool, Mapping[str, Any]]:
    """How a type is written: the name of its sentence, whether several may be given, and what the sentence names."""
    special = next((form for known, form in _SPECIAL if hint == known), None)
    if special:
        return special, False, {}
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _form(next(each for each in args if each is not NoneType))
    if origin is Annotated:
        return _of_extras(args[0], args[1:])
    if origin is tuple:
        form, _, said = _form(args[0])
        return form, True, said
    if origin is dict:
        return "form-by-name", False, {}
    if origin is Literal:
        return "form-choice", False, {}
    return _of_class(hint), False, {}


def _of_extras(hint: Any, extras: Iterable[Any]) -> tuple[str, bool, Mapping[str, Any]]:
    for extra in extras:
        if isinstance(extra, NumberBetween):
            if extra.most is not None:
                return "form-between", False, {"least": extra.least, "most": extra.most}
            return "form-number" if extra.decimal else "form-whole", False, {}
        if isinstance(extra, OrWords):
            return "form-ref-or-words", False, {}
        if isinstance(extra, To):
            return _FORM_OF_REF.get(extra.kinds, "form-ref"), False, {}
    return _form(hint)


def _of_class(cls: Any) -> str:
    if cls is bool:
        return "form-truth"
    if cls is date:
        return "form-day"
    if issubclass(cls, Claim):
        return "form-claim"
    if issubclass(cls, Shape):
        return "form-map"
    if issubclass(cls, Text):
        return "form-title" if issubclass(cls, PlainText) else "form-text"
    return "form-plain"
