"""References: what a field may point at is part of its type, so one walk over the values finds every reference."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from journeybook.model.slips import SKIP, fail, form_of, slip
from journeybook.model.texts import Text


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
            ((kind, name),) = value.items()  # a space after the colon: [[persona: x]]
            value = f"{kind}:{name}" if isinstance(name, str) else kind if name is None else value
        if not isinstance(value, str):
            raise fail(slip("wrong-type.reference", found=form_of(value)))
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
            return Text.read(value, info)
        return self.to.read(value)


PersonaOrWords = Annotated[Ref | Text, OrWords("persona")]
TouchpointOrWords = Annotated[Ref | Text, OrWords("touchpoint")]
