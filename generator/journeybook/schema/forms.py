"""The types of the model → JSON Schema: all forms that an editor may write, with what each field is for.

Where a value may be plain or a map, both stand in one schema (its keywords for maps don't concern plain values), since
editors then point at the very field that is wrong, and not at a choice between forms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator, PlainValidator

from journeybook.fields import about_class, about_field
from journeybook.ids import ID
from journeybook.model.base import Claim, Shape, Thing, _listed, _listed_refs
from journeybook.model.journey import Experience, Participant
from journeybook.model.library import Answer
from journeybook.model.refs import OPEN, OrWords, To
from journeybook.model.segment import Rival
from journeybook.model.texts import Text
from journeybook.model.values import Identifier, NumberBetween, PartialDate, Picture, Truth
from journeybook.problems import RULE_CODES
from journeybook.render.words import Words, words_of

Schema = dict[str, Any]

#: What YAML may take a text for: people write “2026” or “true” where a text is meant, and a text it is.
_SCALAR = ["string", "number", "boolean"]
_WHOLE = r"^\s*[-+]?[0-9]+\s*$"
_DECIMAL = r"^\s*[-+]?[0-9]+(\.[0-9]+)?\s*$"
_DAY = r"^\s*[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\s*$"
_PART_OF_DATE = r"^\s*[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?\s*$"
_ID = f"^{ID.pattern}$"


@dataclass(frozen=True)
class Known:
    """What exists in a book: ids with titles, by what a reference may point at (``persona``, ``person``, ``stage``)."""

    ids: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)


class Forms:
    """Makes schemas; those of classes are shared under ``$defs``."""

    def __init__(
        self,
        book_languages: Sequence[str],
        languages: Sequence[str],
        known: Known | None = None,
        examples: Callable[[type[Shape], str], Any] = lambda cls, name: None,
    ) -> None:
        self.book_languages, self.known, self.examples = tuple(book_languages), known or Known(), examples
        self.words: list[Words] = [words_of(language) for language in languages]
        self.defs: dict[str, Schema] = {}

    # --- things -------------------------------------------------------------------------------------------------------

    def thing(self, cls: type[Thing], *, whole: bool = True) -> Schema:
        """A thing of a class; not ``whole``, it may lack what it must say, since a collection may say it for all."""
        part = self._shared(f"{cls.__name__}-part", lambda: self._map(cls))
        required = self._required(cls)
        return self._shared(cls.__name__, lambda: {**part, "required": required}) if whole and required else part

    def _required(self, cls: type[Shape]) -> list[str]:
        return [name for name, attribute in cls.names().items() if cls.model_fields[attribute].is_required()]

    def _map(self, cls: type[Shape]) -> Schema:
        """A map with the fields of a class, none of which must be there."""
        hints = get_type_hints(cls, include_extras=True)
        properties = {name: self._field(cls, name, hints[attribute]) for name, attribute in cls.names().items()}
        return {
            "type": ["object", "null"],
            "description": self._both(lambda words: about_class(cls, words.language)),
            "properties": properties,
            "additionalProperties": False,
        }

    def _field(self, cls: type[Shape], name: str, hint: Any) -> Schema:
        example = self.examples(cls, name)
        made = self.value(hint, cls, name)
        # With an example beside a reference, the YAML language server would complete the name without its colon.
        made = dict(made if example is None else self._resolved(made))
        made["title"] = " · ".join(dict.fromkeys(words.field(name, cls) for words in self.words))
        made["description"] = self._both(lambda words: about_field(cls, name, words.language))
        if example is not None:
            made |= _aside({"examples": [example]})
        return made

    def _both(self, say: Callable[[Words], str]) -> str:
        return "\n\n".join(dict.fromkeys(say(words) for words in self.words))

    # --- values -------------------------------------------------------------------------------------------------------

    def value(self, hint: Any, cls: type[Shape], name: str) -> Schema:
        """The schema of one type, as it stands in a field of a class."""
        special = self._special(hint)
        if special is not None:
            return special
        origin, args = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._annotated(args[0], args[1:], cls, name)
        if origin in (Union, UnionType):  # all that the format has is “one thing, or nothing”
            return self.value(next(each for each in args if each is not NoneType), cls, name)
        if origin is Literal:
            return self._choice(args, cls, name)
        if origin is tuple:
            return self._listed(self.value(args[0], cls, name))
        if origin is dict:
            return self._by_name(args[0], args[1], cls, name)
        return self._of_class(hint)

    def _of_class(self, hint: Any) -> Schema:
        if issubclass(hint, Text):
            return self._text()
        if issubclass(hint, Shape):
            return self._shape(hint)
        return {"type": ["string", "null"], "pattern": _DAY} if hint is date else {"type": [*_SCALAR, "null"]}

    def _special(self, hint: Any) -> Schema | None:
        if hint == Experience:
            feeling = self._number(NumberBetween(-2, 2))
            by_persona = {"type": "object", "propertyNames": self._ids("persona"), "additionalProperties": feeling}
            return {**feeling, **by_persona, "type": _types(feeling["type"], "object")}
        if hint == Answer:
            whole = {"type": "integer", "minimum": 1}
            text = {**self._resolved(self._text()), "type": ["string", "boolean", "object", "null"]}
            return {"anyOf": [whole, {"type": "array", "items": whole}, text]}
        if hint == Truth:
            return {"anyOf": [{"enum": [True, False]}, {"type": ["null"]}]}
        if hint == PartialDate:
            return {"type": ["string", "integer", "null"], "pattern": _PART_OF_DATE}
        if hint == Identifier:
            return {"type": ["string", "integer", "null"], "pattern": _ID}
        if hint == Picture:
            return {"type": ["string", "null"], "pattern": r"^(?!/)(?!.*\.\.)(?!.*://)"}
        return None

    def _annotated(self, inner: Any, about: Sequence[Any], cls: type[Shape], name: str) -> Schema:
        for each in about:
            if isinstance(each, NumberBetween):
                return self._number(each)
            if isinstance(each, To):
                return self._ids(*each.kinds, sort=each.sort)
            if isinstance(each, OrWords):
                words = self._resolved(self._text())
                words = {**words, "type": "object", "properties": {**words["properties"], "text": words}}
                return {"anyOf": [self._ids(*each.to.kinds), words]}
            if isinstance(each, BeforeValidator) and each.func in (_listed, _listed_refs):
                return self._listed(self.value(get_args(inner)[0], cls, name), brackets=each.func is _listed_refs)
            if isinstance(each, BeforeValidator | PlainValidator):
                return self.value(inner, cls, name)
        return self.value(inner, cls, name)

    def _number(self, number: NumberBetween) -> Schema:
        made: Schema = {
            "type": ["number" if number.decimal else "integer", "string", "null"],
            "pattern": _DECIMAL if number.decimal else _WHOLE,
        }
        bounds = {"minimum": number.least, "maximum": number.most, "exclusiveMinimum": number.above}
        return made | {name: bound for name, bound in bounds.items() if bound is not None}

    def _choice(self, values: Sequence[str], cls: type[Shape], name: str) -> Schema:
        called = [" · ".join(dict.fromkeys(words.value(name, each, cls) for words in self.words)) for each in values]
        return {"anyOf": [{"enum": list(values), "enumDescriptions": called}, {"type": ["null"]}]}

    def _text(self) -> Schema:
        return self._shared(
            "Text",
            lambda: {
                "type": [*_SCALAR, "object", "null"],
                "properties": {each: {"type": [*_SCALAR, "null"]} for each in self.book_languages},
                "additionalProperties": False,
                "minProperties": 1,
            },
        )

    def _shape(self, cls: type[Shape]) -> Schema:
        def made() -> Schema:
            required = self._required(cls)
            form = self._map(cls) | ({"required": required} if required else {})
            if cls is Participant:
                form |= _one_of("persona", "role")
            if cls.short is None:
                return form
            hint = get_type_hints(cls, include_extras=True)[cls.names()[cls.short]]
            plain = self._resolved(self.value(hint, cls, cls.short))
            if issubclass(cls, Claim | Rival):  # a map by language is a text, too
                form.pop("required")
                form |= _one_of(cls.short, *plain["properties"])
                form["properties"] = {**form["properties"], **plain["properties"]}
            if "type" not in plain:
                return {"description": form["description"], "anyOf": [plain, form]}
            return {**plain, **form, "type": _types(plain["type"], "object")}

        return self._shared(cls.__name__, made)

    def _listed(self, item: Schema, *, brackets: bool = False) -> Schema:
        """One, or a list of them; of references also a list in a list, as YAML reads ``[[persona:x]]``."""
        items: Schema = {"anyOf": [item, {"type": "array", "items": item}]} if brackets else item
        whole = self._resolved(item)
        if "type" not in whole:
            return {"anyOf": [item, {"type": "array", "items": items}]}
        merged = {**whole, "type": _types(whole["type"], "array"), "items": items}
        if "$ref" not in item:
            return merged
        return self._shared(f"{item['$ref'].rpartition('/')[2]}-list", lambda: merged)

    def _by_name(self, key: Any, value: Any, cls: type[Shape], name: str) -> Schema:
        inner = self.value(value, cls, name)
        if name == "ignore":
            return {
                "type": ["object", "null"],
                "properties": dict.fromkeys(RULE_CODES, inner),
                "patternProperties": {"^custom-": inner},
                "additionalProperties": False,
            }
        made: Schema = {"type": ["object", "null"], "additionalProperties": inner}
        if get_origin(key) is Annotated:
            kinds = next(each.kinds for each in get_args(key) if isinstance(each, To))
            known = [each for each, _ in self.known.ids.get(kinds[0], ())]
            return {**made, "properties": dict.fromkeys(known, inner)} if known else made
        return made

    def _ids(self, *kinds: str, sort: str | None = None) -> Schema:
        """A reference, with or without its kind and brackets; where the book's ids are given, these are offered."""
        names = [sort] if sort else ["stage" if each == "own-stage" else each for each in kinds]
        plain: Schema = {
            "type": ["string", "integer", "array", "object", "null"] if kinds == OPEN else ["string", "integer", "null"]
        }
        offered = [pair for name in names for pair in self.known.ids.get(name, ())]
        if not offered:
            return plain
        ids, titles = zip(*dict(offered).items(), strict=True)
        name = "-or-".join(names)
        return self._shared(
            f"{name}-id", lambda: {"anyOf": [{"enum": list(ids), "enumDescriptions": list(titles)}, plain]}
        )

    # --- sharing ------------------------------------------------------------------------------------------------------

    def _shared(self, name: str, make: Callable[[], Schema]) -> Schema:
        if name not in self.defs:
            self.defs[name] = {}  # a class may hold itself
            self.defs[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def _resolved(self, schema: Schema) -> Schema:
        while "$ref" in schema:
            schema = self.defs[schema["$ref"].rpartition("/")[2]]
        return schema


def quiet(schema: Any) -> Any:
    """The same, with types where editors check them but don't offer ``null``, ``true`` and ``false`` for a text."""
    if isinstance(schema, list):
        return [quiet(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: each if name == "examples" else quiet(each) for name, each in schema.items()}
    if isinstance(made.get("type"), list):
        made["anyOf"] = [_aside({"type": made.pop("type")})]
    return made


def _aside(schema: Schema) -> Schema:
    """A condition that always holds: what follows is checked and explained, but editors don't offer it."""
    return {"if": {}, "then": schema}


def _one_of(*names: str) -> Schema:
    """A map must have one of some fields."""
    return {"allOf": [{"if": {"type": "object"}, "then": {"anyOf": [{"required": [name]} for name in names]}}]}


def _types(types: Sequence[str], more: str) -> list[str]:
    return list(dict.fromkeys((*types, more)))
