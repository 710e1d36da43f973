"""Templates → the text of a starting file: sample values, and a comment above each field that says what it is for.

``data/new/<kind>.yaml`` names the fields worth showing, in order. A field has a ``value`` (written), a ``sample``
(written as a comment), or is ``linked`` (written if the book has something to name, else as a comment). English
comments are the model's own docstrings; ``vi`` (and ``en``, to say more) stand in the template. A text is written in
the languages of the book; ``ref:kind|id`` becomes a living id of that kind.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from journeybook.fields import about_field
from journeybook.model import Company, class_for
from journeybook.model.base import Shape, Thing
from journeybook.model.journey import Stage
from journeybook.model.library import ModelStage

_WIDTH = 110
_MOST_IDS = 6
_SOME_DAY = date(2026, 10, 1)


@dataclass(frozen=True)
class Setting:
    """What a starting file depends on: the book's languages and ids, the stages of its model, and the day."""

    languages: tuple[str, ...]
    ids: Mapping[str, Sequence[str]]
    """Living ids by what may be referred to: the kinds, ``person`` and ``company``."""
    stages: Sequence[ModelStage]
    today: date

    @property
    def words(self) -> str:
        """The language of comments: Vietnamese for a book whose main language it is, else English."""
        return "vi" if self.languages[0] == "vi" else "en"


def about_kind(name: str, language: str) -> str:
    """What a kind (or ``company``) is, in one line."""
    return str(_template(name)["about"]["vi" if language == "vi" else "en"])


def fields_shown(name: str) -> list[str]:
    """The fields that a starting file of a kind shows, in their order."""
    return list(_template(name)["fields"])


def starting_text(name: str, setting: Setting, answers: Mapping[str, Any] | None = None) -> str:
    """The text of a new file. ``name`` is a kind, or ``company``.

    ``answers`` are what fields say from the beginning; None stands for one that is left open, and so only suggested.
    """
    template = _template(name)
    cls = class_for("persona", {"kind": name}) if name in ("persona", "company") else class_for(name, {})
    common = _template("_common")
    head = f"{template['about'][setting.words]}\n{common['start'][setting.words]}"
    shown = dict(template["fields"])
    for field, answer in (answers or {}).items():
        shown[field] = _answered(cls, field, shown.get(field, {}), answer)
    status = shown.pop("status", {"answer": "draft"})["answer"]
    more = [field for field in cls.names() if field not in shown and field not in ("status", "kind")]
    return (
        "\n".join(
            [
                *_comment(head),
                "",
                *_yaml("status", status),
                "",
                *_fields(cls, shown, setting),
                *_comment(f"{common['more'][setting.words]} {', '.join(more)}."),
            ]
        )
        + "\n"
    )


def example_of(cls: type[Shape], name: str, languages: tuple[str, ...]) -> Any:
    """What a field of a starting file may say, as plain data; None where no such file shows it."""
    if not issubclass(cls, Thing):
        return None
    sort = "company" if issubclass(cls, Company) else cls.KIND
    field = _template(sort)["fields"].get(name, {}) if name in cls.names() else {}
    written = next((field[way] for way in ("value", "linked", "sample") if way in field), None)
    return None if written is None else _filled(written, Setting(languages, {}, (), _SOME_DAY))


def _answered(cls: type[Shape], name: str, field: Mapping[str, Any], answer: Any) -> Mapping[str, Any]:
    if answer is not None:
        return {**field, "answer": answer}
    if cls.model_fields[cls.names()[name]].is_required():
        return field
    written = next(field[way] for way in ("value", "linked", "sample") if way in field)
    return {**{way: each for way, each in field.items() if way not in ("value", "linked")}, "sample": written}


@cache
def _template(name: str) -> dict[str, Any]:
    file = resources.files("journeybook").joinpath("data", "new", f"{name}.yaml")
    loaded: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded


def _fields(cls: type[Shape], shown: Mapping[str, Any], setting: Setting) -> Iterator[str]:
    for name, field in shown.items():
        written = next((field[way] for way in ("value", "linked", "sample") if way in field), None)
        yield from _comment(" ".join(_about(cls, name, field, written, setting)))
        if "answer" in field:
            yield from _yaml(name, field["answer"])
        elif "first" in field:
            yield from _stages(name, field, setting)
        else:
            lines = _yaml(name, _filled(written, setting))
            known = "linked" in field and all(kind in setting.ids for kind, _ in _refers_to(written))
            yield from lines if "value" in field or known else (f"# {line}" for line in lines)
        if not field.get("plain"):
            yield ""


def asked_for(sort: str, name: str, language: str) -> str:
    """What a field of a starting file is for, as the file itself says it."""
    cls = class_for("persona", {"kind": sort}) if sort in ("persona", "company") else class_for(sort, {})
    return _what_for(cls, name, _template(sort)["fields"].get(name, {}), "vi" if language == "vi" else "en")


def _what_for(cls: type[Shape], name: str, field: Mapping[str, Any], words: str) -> str:
    said = field.get(words) or (words == "vi" and _template("_common")["comments"].get(name))
    return str(said or (about_field(cls, name, words) if name in cls.names() else ""))


def _stages(name: str, field: Mapping[str, Any], setting: Setting) -> Iterator[str]:
    """Every stage of the journey's model; the first one shows what a stage can say."""
    yield f"{name}:"
    for position, stage in enumerate(setting.stages):
        about = [_in(stage.title, setting.words) + ".", *(_in(ask, setting.words) for ask in stage.asks)]
        lines = [*_comment(" ".join(about)), f"- id: {stage.id}"]
        shown = field["first" if position == 0 else "others"]
        lines += (f"  {line}".rstrip() for line in _fields(Stage, shown, setting))
        yield from (f"  {line}".rstrip() for line in lines)
        if position < len(setting.stages) - 1 and lines[-1]:
            yield ""


def _about(cls: type[Shape], name: str, field: Mapping[str, Any], written: Any, setting: Setting) -> Iterator[str]:
    """What the comment above a field says: what it is for, and which ids it could name."""
    if field.get("plain"):
        return
    common = _template("_common")
    yield _what_for(cls, name, field, setting.words)
    for kind, example in sorted(_refers_to(written)):
        living = setting.ids.get(kind, ())
        ids = ", ".join(living[:_MOST_IDS]) + (", …" if len(living) > _MOST_IDS else "")
        begin = {"person": "persona"}.get(kind, kind)
        yield common["here" if living else "none"][setting.words].format(ids=ids, kind=begin, id=example)


def _refers_to(written: Any) -> set[tuple[str, str]]:
    """The kinds (with an example id) that ``ref:kind|id`` names anywhere in a value."""
    if isinstance(written, dict):
        written = list(written.values())
    if isinstance(written, list):
        return {each for value in written for each in _refers_to(value)}
    if isinstance(written, str) and written.startswith("ref:"):
        kind, _, example = written.removeprefix("ref:").partition("|")
        return {(kind, example)}
    return set()


def _filled(written: Any, setting: Setting) -> Any:
    """A template's value with texts in the book's languages, living ids and real days."""
    if isinstance(written, list):
        return [_filled(each, setting) for each in written]
    if isinstance(written, dict) and written.keys() == {"vi", "en"}:
        by_language = {language: written.get(language, written["en"]) for language in setting.languages}
        return by_language if len(by_language) > 1 else by_language[setting.languages[0]]
    if isinstance(written, dict):
        return {name: _filled(each, setting) for name, each in written.items()}
    days = {"today": setting.today, "next-year": date(setting.today.year + 1, 12, 31)}
    if isinstance(written, str) and written in days:
        return days[written]
    for kind, example in _refers_to(written):
        return next(iter(setting.ids.get(kind, ())), example)
    return written


def _in(text: Mapping[str, str], language: str) -> str:
    return text.get(language) or next(iter(text.values()), "")


def _comment(text: str) -> list[str]:
    return [f"# {line}" for part in text.splitlines() for line in textwrap.wrap(part, _WIDTH, break_on_hyphens=False)]


class _Indented(yaml.SafeDumper):
    """Writes the items of a list below its name with an indentation, as people do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _yaml(name: str, value: Any) -> list[str]:
    text = yaml.dump(
        {name: value}, Dumper=_Indented, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=False
    )
    return text.splitlines()
