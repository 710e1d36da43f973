"""What every kind is made of: texts, claims, references, numbers, dates, and the fields that all kinds share.

Each type reads what an editor may write (short forms, single values for lists) and gives one form to everybody else.
A value that can't be right raises a *slip*: the name of the sentence in ``data/messages`` that tells it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from journeybook.ids import ID, as_id
from journeybook.problems import RULE_CODES
from journeybook.vietnamese import nearest


class _Skip:
    """Stands for a value whose mistake has been told already; every type reads it as something harmless."""


SKIP = _Skip()
#: Stands for a value that is required only because of another one, and isn't there.
MISSING = _Skip()


def slip(name: str, at: tuple[str | int, ...] = (), /, *, on_key: bool = False, **args: Any) -> InitErrorDetails:
    """One mistake: the slip's name, where below the value it stands, whether its key is meant, and its words' args."""
    return InitErrorDetails(type=PydanticCustomError(name, name, {"on_key": on_key, **args}), loc=at, input=None)  # type: ignore[arg-type]


def fail(*slips: InitErrorDetails) -> ValidationError:
    """An exception that carries one or several mistakes to pydantic; to be raised."""
    return ValidationError.from_exception_data("slip", list(slips))


def within(error: ValidationError, at: str | int) -> list[InitErrorDetails]:
    """The mistakes that an exception carries, moved below ``at``."""
    return [slip(each["type"], (at, *each["loc"]), **each.get("ctx", {})) for each in error.errors()]


def _shape_of(value: Any) -> str:
    return {dict: "map", list: "list"}.get(type(value), "text")


# --- texts ---------------------------------------------------------------------------------------------------------

class Text(dict[str, str]):
    """A text by language, Markdown, stripped: ``{"vi": "Xin chào", "en": "Hello"}``."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(cls._read)

    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Text:
        languages: tuple[str, ...] = (info.context or {}).get("languages", ("en",))
        if value is SKIP:
            return cls()
        if isinstance(value, str):
            if not value.strip():
                raise fail(slip("bad-value.empty-text"))
            return cls({languages[0]: value.strip()})
        if isinstance(value, list):
            if len(value) == 1 and isinstance(value[0], list):
                raise fail(slip("wrong-type.text-in-brackets"))
            raise fail(slip("wrong-type.text", found="list"))
        if not isinstance(value, dict) or not value:
            raise fail(slip("wrong-type.text", found=_shape_of(value)))
        if "text" in value and not value.keys() & set(languages):
            raise fail(slip("wrong-type.text-not-claim"))
        return cls._by_language(value, languages)

    @classmethod
    def _by_language(cls, value: dict[str, Any], languages: tuple[str, ...]) -> Text:
        slips = []
        texts: dict[str, str] = {}
        for name, text in value.items():
            if name not in languages:
                if text is None and ":" not in name and any(each in value for each in languages):
                    slips.append(slip("unknown-field.comma", (name,), on_key=True, name=name))
                elif text is None and name.partition(":")[0] in languages:
                    slips.append(slip("unknown-field.no-space", (name,), on_key=True, name=name.partition(":")[0]))
                else:
                    slips.append(slip("unknown-field.language", (name,), on_key=True, name=name,
                                      languages=", ".join(languages)))
            elif isinstance(text, dict | list):
                if not any(s["type"].type == "wrong-type.text-by-language" for s in slips):  # type: ignore[union-attr]
                    slips.append(slip("wrong-type.text-by-language", (name,), found=_shape_of(text)))
            elif isinstance(text, str) and text.strip():
                texts[name] = text.strip()
        if slips:
            raise fail(*slips)
        if not texts:
            raise fail(slip("bad-value.empty-text"))
        return cls({name: texts[name] for name in languages if name in texts})


class PlainText(Text):
    """A text that is shown as it stands: no Markdown, no references in it."""


class _Plain:
    """A plain string in no language: an address, a name of a system."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._read)

    @staticmethod
    def _read(value: Any) -> str:
        if value is SKIP:
            return ""
        if not isinstance(value, str):
            raise fail(slip("wrong-type.plain", found=_shape_of(value)))
        return value.strip()


Plain = Annotated[str, _Plain()]


# --- numbers, dates, choices ------------------------------------------------------------------------------------------

_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}(?:\.[0-9]{1,18})?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PART_OF_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")
_SLASHED_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


class NumberBetween:
    """A whole number between two bounds, or (``decimal``) any number."""

    def __init__(self, least: int | None = None, most: int | None = None, *, decimal: bool = False,
                 above: int | None = None) -> None:
        self.least, self.most, self.decimal, self.above = least, most, decimal, above

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def read(self, value: Any) -> int | float:
        """The number that a scalar says, or a slip with the right form in its hint."""
        if value is SKIP:
            return 0
        if isinstance(value, int | float):
            return value
        if not isinstance(value, str):
            raise fail(slip("wrong-type.number", found=_shape_of(value), right="3"))
        written = value.strip()
        if not (_DECIMAL if self.decimal else _WHOLE).fullmatch(written):
            right = _right_number(written, decimal=self.decimal)
            raise fail(slip("wrong-type.number-written" if right else "wrong-type.number", found=written, right=right or "3"))
        number = float(written) if "." in written else int(written)
        if self.least is not None and number < self.least or self.most is not None and number > self.most \
                or self.above is not None and number <= self.above:
            if self.most is None:
                least = self.least if self.least is not None else self.above
                raise fail(slip("bad-value.above" if self.least is None else "bad-value.least", found=written, least=least))
            raise fail(slip("bad-value.range", found=written, least=self.least, most=self.most))
        return int(number) if number == int(number) else number


def _right_number(written: str, *, decimal: bool) -> str | None:
    """What a number in another style most likely means: ``80%`` → 80, ``1,5`` → 1.5, ``1.500.000`` → 1500000."""
    bare = written.replace("−", "-").replace("–", "-").rstrip("%").replace("\u00a0", "").replace(" ", "")
    if re.fullmatch(r"[-+]?[0-9]{1,3}(?:[.,][0-9]{3}){2,}", bare):
        bare = re.sub("[.,]", "", bare)
    elif re.fullmatch(r"[-+]?[0-9]+,[0-9]+", bare):
        bare = bare.replace(",", ".")
    if not _DECIMAL.fullmatch(bare):
        return None
    return bare if decimal else str(round(float(bare)))


Count = Annotated[int, NumberBetween(0)]
Score = Annotated[int, NumberBetween(1, 5)]
Number = Annotated[float, NumberBetween(decimal=True)]
Weight = Annotated[float, NumberBetween(decimal=True, above=0)]
Feeling = Annotated[int, NumberBetween(-2, 2)]
Whole = Annotated[int, NumberBetween()]
Tier = Annotated[int, NumberBetween(1, 4)]
Rank = Annotated[int, NumberBetween(1, 3)]
Months = Annotated[int, NumberBetween(1)]


def _truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value is SKIP:
        return False
    if value in ("true", "false"):
        return bool(value == "true")
    yes = {"yes": "true", "on": "true", "có": "true", "1": "true", "no": "false", "off": "false", "không": "false",
           "0": "false"}
    word = value.strip().lower() if isinstance(value, str) else ""
    right = yes.get(word, word if word in ("true", "false") else "")
    raise fail(slip("wrong-type.truth-written" if right else "wrong-type.truth", found=str(value), right=right))


Truth = Annotated[bool, BeforeValidator(_truth)]


def _day(value: Any) -> date:
    if value is SKIP:
        return date.min
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise fail(slip("wrong-type.date", found=_shape_of(value)))
    found = _DAY.fullmatch(value.strip())
    if found:
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            raise fail(slip("bad-value.no-such-day", found=value)) from None
    raise fail(_not_a_day(value))


def _not_a_day(value: str) -> InitErrorDetails:
    slashed = _SLASHED_DATE.fullmatch(value.strip())
    if slashed:
        day, month, year = slashed.groups()
        return slip("bad-value.date-written", found=value, right=f"{year}-{int(month):02}-{int(day):02}")
    return slip("bad-value.date", found=value)


def _part_of_date(value: Any) -> str:
    if value is SKIP:
        return "0001"
    if isinstance(value, str) and _PART_OF_DATE.fullmatch(value.strip()):
        return value.strip()
    return _day(value).isoformat()


Day = Annotated[date, BeforeValidator(_day)]
PartialDate = Annotated[str, BeforeValidator(_part_of_date)]


def _identifier(value: Any) -> str:
    if value is SKIP:
        return ""
    if not isinstance(value, str):
        raise fail(slip("wrong-type.plain", found=_shape_of(value)))
    if not ID.fullmatch(value):
        raise fail(slip("bad-id", id=value, right=as_id(value) or "…"))
    if value in RESERVED_STAGES:
        raise fail(slip("bad-id.reserved", id=value))
    return value


RESERVED_STAGES = ("index", "matrix", "story")
Identifier = Annotated[str, BeforeValidator(_identifier)]

Level = Literal["low", "medium", "high"]
Audience = Literal["internal", "shareable"]


def _picture(value: Any) -> str:
    if value is SKIP:
        return ""
    if not isinstance(value, str):
        raise fail(slip("wrong-type.plain", found=_shape_of(value)))
    path = value.strip().replace("\\", "/").removeprefix("./")
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or ":" in parts[0]:
        raise fail(slip("bad-value.picture", found=value))
    return path


Picture = Annotated[str, BeforeValidator(_picture)]


# --- references ---------------------------------------------------------------------------------------------------------

class Ref(str):
    """A reference: ``kind:id`` once it is resolved; before that as it was written, with what it may point at.

    ``kinds`` are the kinds allowed; ``sort`` is ``person`` or ``company`` where only one sort of persona is meant.
    """

    __slots__ = ("kinds", "sort")
    kinds: tuple[str, ...]
    sort: str | None

    def __new__(cls, written: str, kinds: tuple[str, ...] = (), sort: str | None = None) -> Ref:
        ref = super().__new__(cls, written)
        ref.kinds, ref.sort = kinds, sort
        return ref


OPEN = ("any",)


class To:
    """Says in a field's type what its reference points at: ``Annotated[Ref, To("persona")]``."""

    def __init__(self, *kinds: str, sort: str | None = None) -> None:
        self.kinds, self.sort = kinds, sort

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def read(self, value: Any) -> Ref:
        """The reference that a scalar (or a list in a list, as YAML reads ``[[persona:x]]``) says."""
        if value is SKIP:
            return Ref("")
        while isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, dict) and len(value) == 1 and self.kinds == OPEN:
            (kind, name), = value.items()  # a space after the colon: [[persona: x]]
            value = f"{kind}:{name}" if isinstance(name, str) else kind if name is None else value
        if not isinstance(value, str):
            raise fail(slip("wrong-type.reference", found=_shape_of(value)))
        written = value.strip().removeprefix("[[").removesuffix("]]").partition("|")[0].strip()
        if not written:
            raise fail(slip("bad-value.empty-text"))
        return Ref(written, self.kinds, self.sort)


SegmentRef = Annotated[Ref, To("segment")]
PersonaRef = Annotated[Ref, To("persona")]
PersonRef = Annotated[Ref, To("persona", sort="person")]
CompanyRef = Annotated[Ref, To("persona", sort="company")]
JourneyRef = Annotated[Ref, To("journey")]
StageRef = Annotated[Ref, To("stage")]
OwnStageRef = Annotated[Ref, To("own-stage")]
RoleRef = Annotated[Ref, To("role")]
PersonaOrRoleRef = Annotated[Ref, To("persona", "role")]
TouchpointRef = Annotated[Ref, To("touchpoint")]
DepartmentRef = Annotated[Ref, To("department")]
PartnerRef = Annotated[Ref, To("partner")]
SourceRef = Annotated[Ref, To("source")]
ModelRef = Annotated[Ref, To("model")]
CompetitorRef = Annotated[Ref, To("competitor")]
QuestionRef = Annotated[Ref, To("question")]
OpenRef = Annotated[Ref, To(*OPEN)]


class OrWords:
    """A reference or words: a plain string is a reference, a map is words (``{text: …}`` or by language)."""

    def __init__(self, *kinds: str) -> None:
        self.to = To(*kinds)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self._read)

    def _read(self, value: Any, info: ValidationInfo) -> Ref | Text:
        if isinstance(value, dict):
            if "text" in value:
                extra = [slip("unknown-field", (name,), on_key=True, name=name) for name in value if name != "text"]
                if extra:
                    raise fail(*extra)
                value = value["text"]
            return Text._read(value, info)
        return self.to.read(value)


PersonaOrWords = Annotated[Ref | Text, OrWords("persona")]
TouchpointOrWords = Annotated[Ref | Text, OrWords("touchpoint")]

# --- lists and shapes ----------------------------------------------------------------------------------------------------

Item = TypeVar("Item")


def _listed(value: Any) -> Any:
    if value is SKIP:
        return ()
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _listed_refs(value: Any) -> Any:
    """As a list; but ``[[persona:x]]`` (a list in a list) is one reference."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], list) and len(value[0]) == 1:
        return (value[0],)
    return _listed(value)


#: A list that takes a single value as well.
Many = Annotated[tuple[Item, ...], BeforeValidator(_listed)]
#: The same of references, with or without double brackets.
ManyRefs = Annotated[tuple[Item, ...], BeforeValidator(_listed_refs)]


class Shape(BaseModel):
    """A map with known fields. ``short`` names the field that a plain value stands for: the short form."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, populate_by_name=False)
    short: ClassVar[str | None] = None

    @model_validator(mode="before")
    @classmethod
    def _widen(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return cls._from_map(value)
        if value is SKIP:
            return {name: SKIP for name, field in cls.model_fields.items() if field.is_required()}
        if cls.short is not None and isinstance(value, str | list):
            return {cls.short: value}
        return value

    @classmethod
    def _from_map(cls, value: dict[str, Any]) -> Any:
        """The map without keys that have no value."""
        known = cls.names()
        return {name: each for name, each in value.items()
                if name not in known or (each is not None and each != "" and each != [])}

    @classmethod
    def names(cls) -> Mapping[str, str]:
        """The fields as editors write them → as the class has them (they differ only for words of Python)."""
        cached = cls.__dict__.get("_names")
        if cached is None:
            cached = {field.alias or name: name for name, field in cls.model_fields.items()}
            cls._names = cached  # type: ignore[attr-defined]
        return cached  # type: ignore[no-any-return]


class Citation(Shape):
    """A source that a claim rests on."""

    short = "source"
    source: SourceRef
    """The source."""
    at: Text | None = None
    """Where in it: a page, a minute, a question."""


Evidence = Many[Citation]


class Claim(Shape):
    """Something said about customers. Without evidence it is an assumption, and shown as one."""

    short = "text"
    text: Text
    """What is said."""
    evidence: Evidence = ()
    """The sources that it rests on."""
    confidence: Level | None = None
    """How sure we are."""
    personas: ManyRefs[PersonaRef] = ()
    """Whom it concerns; all, if nobody is named."""
    audience: Audience | None = None
    """Who may read it: as its thing, if not said."""

    @classmethod
    def _from_map(cls, value: dict[str, Any]) -> Any:
        if not value.keys() & cls.names().keys():
            return {"text": value}
        if "text" not in value:
            beside = [name for name in value if name not in cls.names()]
            if beside:
                raise fail(slip("unknown-field.beside-text", (beside[0],), on_key=True, name=beside[0]))
        return super()._from_map(value)


Claims = Many[Claim]


class Metric(Shape):
    """A figure that says how well something goes."""

    title: Text
    """What is measured."""
    unit: Text | None = None
    """The unit: %, days, million dong."""
    baseline: Number | None = None
    """Where we started."""
    target: Number | None = None
    """Where we want to be."""
    actual: Number | None = None
    """Where we are."""
    by: Day | None = None
    """The day by which the target should be met."""
    as_of: Day | None = None
    """The day on which the actual figure was read."""
    better: Literal["higher", "lower"] = "higher"
    """Whether higher or lower is better."""
    segment: SegmentRef | None = None
    """The segment that it is about."""
    source: SourceRef | None = None
    """Where the figures come from."""


class Objection(Shape):
    """What a buyer says against us, and what we answer."""

    says: Text
    """In the buyer's own words."""
    means: Text | None = None
    """What stands behind it."""
    answer: Text | None = None
    """What we answer."""
    proof: Text | None = None
    """What shows that the answer is true."""
    avoid: Text | None = None
    """What not to say."""
    by: ManyRefs[PersonaOrRoleRef] = ()
    """Who says it."""
    stage: StageRef | None = None
    """When it comes up."""
    evidence: Evidence = ()
    """Where it was heard."""


class Thing(Shape):
    """The fields that every kind has."""

    KIND: ClassVar[str] = ""
    FOLDER: ClassVar[str] = ""

    title: PlainText
    """The name that readers see."""
    summary: Text | None = None
    """One or two sentences that say what it is."""
    status: Literal["draft", "active", "retired"] = "active"
    """Drafts are seen only in preview; retired things keep their page and leave the lists."""
    owner: DepartmentRef | None = None
    """The department that answers for it; for a touchpoint, that runs it."""
    maintainer: DepartmentRef | None = None
    """The department that keeps the entry true, if it is another."""
    reviewed: Day | None = None
    """The day on which somebody last made sure that it is true."""
    review_every: Months | None = None
    """After how many months it should be looked at again."""
    evidence: Evidence = ()
    """Sources that the whole entry rests on."""
    tags: Many[Plain] = ()
    """Words to filter lists by."""
    aliases: Many[Identifier] = ()
    """Ids that it had before; their addresses lead here."""
    related: ManyRefs[OpenRef] = ()
    """Other things worth reading with it."""
    audience: Audience = "internal"
    """Who may read it."""
    ignore: dict[str, Text] = {}  # noqa: RUF012 - pydantic copies defaults
    """Warnings silenced for this entry, each with its reason."""
    notes: Text | None = None
    """For editors; never published."""

    @model_validator(mode="before")
    @classmethod
    def _known_warnings(cls, value: Any) -> Any:
        ignored = value.get("ignore") if isinstance(value, dict) else None
        if isinstance(ignored, dict):
            unknown = [code for code in ignored if code not in RULE_CODES]
            if unknown:
                raise fail(*(slip("bad-value.code", ("ignore", code), on_key=True, found=code,
                                  near=nearest(code, RULE_CODES)) for code in unknown))
        return value
