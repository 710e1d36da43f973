"""What every kind is made of: shapes with a short form, claims, metrics, objections, and fields that all kinds share.

Each type reads what an editor may write (short forms, single values for lists) and gives one form to everybody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from journeybook.model.refs import DepartmentRef, OpenRef, PersonaOrRoleRef, PersonaRef, SegmentRef, SourceRef, StageRef
from journeybook.model.slips import SKIP, fail, slip
from journeybook.model.texts import Plain, PlainText, Text
from journeybook.model.values import Audience, Day, Identifier, Level, Months, Number
from journeybook.problems import CODES, RULE_CODES, is_custom
from journeybook.vietnamese import likely

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
    concerns: ClassVar[tuple[str, ...]] = ()
    """The fields that say whom or what it is about. Without what it had there, it would be about everybody."""

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
        if value and not value.keys() & known.keys() and all(isinstance(each, dict) for each in value.values()):
            raise fail(slip("wrong-type.map-by-id", first=next(iter(value)), fields=", ".join(list(known)[:3])))
        return {name: each for name, each in value.items() if name not in known or each not in (None, "", [])}

    @classmethod
    def names(cls) -> Mapping[str, str]:
        """The fields as editors write them → as the class has them (they differ only for words of Python)."""
        cached = cls.__dict__.get("_names")
        if cached is None:
            cached = {field.alias or name: name for name, field in cls.model_fields.items()}
            cls._names = cached  # type: ignore[attr-defined]
        return cached


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
    concerns = ("personas",)
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

    concerns = ("segment",)
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

    concerns = ("by",)
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
    ignore: dict[str, Text] = {}
    """Warnings silenced for this entry, each with its reason."""
    notes: Text | None = None
    """For editors; never published."""

    @model_validator(mode="before")
    @classmethod
    def _known_warnings(cls, value: Any) -> Any:
        ignored = value.get("ignore") if isinstance(value, dict) else None
        if isinstance(ignored, dict) and None in ignored.values():
            ignored = {code: why for code, why in ignored.items() if why is not None}
            value = {**value, "ignore": ignored}
        if isinstance(ignored, dict):
            unknown = [code for code in ignored if code not in RULE_CODES and not is_custom(code)]
            if unknown:
                raise fail(
                    *(
                        slip(
                            "bad-value.code-error" if code in CODES else "bad-value.code",
                            ("ignore", code),
                            on_key=True,
                            found=code,
                            **({} if code in CODES else likely(code, RULE_CODES)),
                        )
                        for code in unknown
                    )
                )
        return value
