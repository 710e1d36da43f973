"""Texts: in several languages, in one, or in none."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from journeybook.model.slips import SKIP, fail, form_of, slip
from journeybook.vietnamese import nearest


class Text(dict[str, str]):
    """A text by language, Markdown, stripped: ``{"vi": "Xin chào", "en": "Hello"}``."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(cls.read)

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Text:
        """The text that a string (in the default language) or a map by language says."""
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
            raise fail(slip("wrong-type.text", found=form_of(value)))
        if "text" in value and not value.keys() & set(languages):
            raise fail(slip("wrong-type.text-not-claim"))
        return cls._by_language(value, languages)

    @classmethod
    def _by_language(cls, value: dict[str, Any], languages: tuple[str, ...]) -> Text:
        slips = []
        texts: dict[str, str] = {}
        turned_round = False
        for name, text in value.items():
            if name not in languages:
                if text is None and ":" not in name and any(each in value for each in languages):
                    slips.append(slip("unknown-field.comma", (name,), on_key=True, name=name))
                elif text is None and name.partition(":")[0] in languages:
                    slips.append(slip("unknown-field.no-space", (name,), on_key=True, name=name.partition(":")[0]))
                elif not name.isascii() or " " in name:
                    slips.append(slip("unknown-field.colon-in-text", (name,), on_key=True, name=name))
                else:
                    meant = {"vn": "vi", "eng": "en"}.get(name.lower(), name.lower())
                    near = nearest(meant, (*languages, "text"), at_least=0.6)
                    sure = meant if meant in languages and meant not in value else None
                    args = {"name": name, "near": near, "sure": sure, "languages": ", ".join(languages)}
                    slips.append(slip("unknown-field.language", (name,), on_key=True, **args))
            elif isinstance(text, dict | list):
                if not turned_round:  # two languages with lists are one mistake
                    slips.append(slip("wrong-type.text-by-language", (name,), found=form_of(text)))
                turned_round = True
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
            raise fail(slip("wrong-type.plain", found=form_of(value)))
        return value.strip()


Plain = Annotated[str, _Plain()]
