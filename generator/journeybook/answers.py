"""What a new thing may say from its first day on: its title, what it refers to, other fields, as a person gives them.

Which fields refer to what is asked of the model; what may be named is asked of the book.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args, get_origin

import yaml

from journeybook.check import Checked
from journeybook.ids import as_id
from journeybook.model import class_for
from journeybook.model.base import Shape, Thing
from journeybook.model.persona import Persona
from journeybook.model.refs import OPEN, Ref, To
from journeybook.model.texts import Text
from journeybook.model.types import is_text_at, parts
from journeybook.samples import fields_shown
from journeybook.sentences import Told
from journeybook.vietnamese import fold, nearest

_LONGEST_ID = 40


class NotKnown(Told):
    """An answer that names nothing of the book; the sentence says what it may have meant."""


@dataclass(frozen=True, slots=True)
class Link:
    """A field that refers to things: to which kinds, to which sort of persona, to one or to several."""

    name: str
    kinds: tuple[str, ...]
    sort: str | None
    many: bool


def class_of(sort: str) -> type[Thing]:
    """The class of a kind, or of ``company``."""
    return class_for("persona", {"kind": sort}) if sort in ("persona", "company") else class_for(sort, {})


def naming_field(sort: str) -> str:
    """The field that a thing is known by: its title, or what a question asks."""
    return "ask" if sort == "question" else "title"


def links(sort: str) -> list[Link]:
    """The references worth asking for: those that a starting file of this kind shows, in its order."""
    found = (link_in(class_of(sort), name) for name in fields_shown(sort))
    return [link for link in found if link and link.kinds != OPEN and "stage" not in link.kinds[0]]


def link_in(cls: type[Shape], name: str) -> Link | None:
    """What a field refers to by its short form; None where that isn't a reference."""
    if name not in cls.names():
        return None
    field = cls.model_fields[cls.names()[name]]
    to = next((each for each in (*field.metadata, *_metadata(field.annotation)) if isinstance(each, To)), None)
    if to is None:
        inner = next((each for each in parts(field.annotation) if issubclass(each, Shape) and each.short), None)
        below = link_in(inner, inner.short) if inner and inner.short else None
        to = To(*below.kinds, sort=below.sort) if below else None
    return Link(name, to.kinds, to.sort, get_origin(field.annotation) is tuple) if to else None


def _metadata(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for each in get_args(annotation):
        yield from _metadata(each)


def choices(checked: Checked, link: Link) -> dict[str, str]:
    """What a field may refer to: ids with titles; the book's own things in the order of files, then shipped ones."""
    found = [entry for entry in checked.entries.values() if entry.kind in link.kinds]
    found.sort(key=lambda entry: (entry.shipped, entry.record.path, entry.record.at))
    return {
        entry.id: next(iter((entry.thing.title or {}).values()), "")
        for entry in found
        if entry.thing.status != "retired"
        and not (link.sort and isinstance(entry.thing, Persona) and entry.thing.kind != link.sort)
    }


def linked(written: str, link: Link, known: dict[str, str]) -> Any:
    """The ids that an answer names: by number, id or title, several by comma. Raises NotKnown."""
    names = [each.strip() for each in re.split("[,，]", written) if each.strip()]
    if len(names) > 1 and not link.many:
        raise NotKnown("new-only-one")
    ids = list(dict.fromkeys(_one(name, known) for name in names))
    return ids if link.many else next(iter(ids), None)


def _one(written: str, known: dict[str, str]) -> str:
    ids = list(known)
    if written in known:
        return written
    if written.isdecimal() and 0 < int(written) <= len(ids):
        return ids[int(written) - 1]
    bare = written.rpartition(":")[2].strip()
    named = [name for name, title in known.items() if bare == name or fold(title) == fold(written)]
    if len(named) == 1:
        return named[0]
    near = nearest(bare, ids)
    raise NotKnown("new-unknown-id-near" if near else "new-unknown-id", found=written, near=near)


def value(sort: str, name: str, written: str, language: str, languages: Sequence[str]) -> Any:
    """What stands behind ``--set name=…``, as a file says it; what isn't right about it, the checker tells."""
    cls = class_of(sort)
    if is_text_at(cls, (name,)) and name in cls.names():
        return text(written, language, languages)
    if name in cls.names() and not any(issubclass(each, Ref | Text) for each in _classes(cls, name)):
        plain = yaml.safe_load(written) if re.fullmatch(r"[\w.+-]+", written) else written
        if isinstance(plain, bool | int | float | date):
            return plain
    return written


def _classes(cls: type[Shape], name: str) -> list[type]:
    return list(parts(cls.model_fields[cls.names()[name]].annotation))


def text(words: str, language: str, languages: Sequence[str]) -> Any:
    """A text as a new file has it: with its language where there are several, so that the others can stand below."""
    return {language: words} if len(languages) > 1 else words


def words_of(written: str | dict[str, str]) -> str:
    """The words of a text that a new file has."""
    return written if isinstance(written, str) else next(iter(written.values()))


def id_from(title: str) -> str:
    """An id from a title: ``Lan – giám đốc`` → ``lan-giam-doc``; not longer than addresses should be."""
    name = as_id(title)
    return name if len(name) <= _LONGEST_ID else name[: _LONGEST_ID + 1].rpartition("-")[0] or name[:_LONGEST_ID]
