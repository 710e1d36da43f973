"""What places and values within things are called by readers of a language."""

from __future__ import annotations

import re
from typing import Any

from journeybook.model import KINDS, class_for
from journeybook.model.base import Shape
from journeybook.model.texts import Text
from journeybook.model.types import choices, shape_at
from journeybook.render.words import Words
from journeybook.versions.changes import ABOUT, WORDS, Changes, FieldChange, Item, ThingChange

_REFERENCE = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_SHORT = 48
_LONG = 320
#: Words that say what an item is; the way to a change within them ends at the list.
_OWN = frozenset(WORDS)


class Naming:
    """Names in one language; what is no word of ours (fields of other formats) is called as it is written."""

    def __init__(self, words: Words, changes: Changes) -> None:
        self.words, self.changes = words, changes

    # --- things, kinds, languages ---------------------------------------------------------------------------------

    def kind(self, kind: str, form: str = "one") -> str:
        """The name of a kind, for ``one`` or ``many``."""
        return self.words.kind(kind, form) if kind in KINDS else kind

    def text(self, text: Text) -> str:
        """A text in our language, else in the first that it has, with references as readers see them."""
        return self.plain(text.get(self.words.language) or next(iter(text.values()), ""))

    def title(self, key: str) -> str:
        """What a thing or stage is called."""
        return self.text(self.changes.title_of(key))

    def language(self, code: str) -> str:
        """What our language calls another."""
        return self.words.name_of(code) or code

    def plain(self, words: str) -> str:
        """Words of a text on one line, with references by their labels or titles."""
        if "[[" in words:
            words = _REFERENCE.sub(lambda found: found[2] or self.title(found[1].strip()), words)
        return " ".join(words.split(" ")).replace("\r", "").replace("\n", " ")

    # --- places -----------------------------------------------------------------------------------------------------

    def place(self, thing: ThingChange, change: FieldChange) -> str:
        """The way to a change: “Consideration › What we say › “We move your data” › What proves it”."""
        cls = class_for(thing.kind, thing.data) if thing.kind in KINDS else None
        path = change.path
        if change.what in ("added", "removed") and isinstance(path[-1], Item):
            path = path[:-1]
        names: list[str] = []
        shape: type[Shape] | None = cls
        last = len(path) - 1
        for at, step in enumerate(path):
            if isinstance(step, Item):
                if step.id:
                    names[-1:] = [self.title(f"{thing.key}/{step.id}")]  # a stage stands for “Stages › …”
                elif not self._says_it(path[at + 1 :], change):
                    names.append(self._quoted(step))
                continue
            own = step == "text" if at and isinstance(path[at - 1], str) else bool(at) and step in _OWN
            if not (own and at == last):  # “Goals: …”, not “Goals › What is said: …”
                names.append(self.field(step, shape))
            shape = shape_at(shape, (step,)) if shape else None
        return " › ".join(name for name in names if name)

    def _says_it(self, rest: tuple[Any, ...], change: FieldChange) -> bool:
        """Whether what changed is what the item says: then its words are shown anyway."""
        return len(rest) == 0 or (len(rest) == 1 and rest[0] in _OWN)

    def _quoted(self, item: Item) -> str:
        label = item.label
        if isinstance(label, str):
            return self.title(label) if ":" in label else label
        return f"{self.words.ui('quote-open')}{shortened(self.text(label), _SHORT)}{self.words.ui('quote-close')}"

    def field(self, name: str, shape: type[Shape] | None) -> str:
        """The label of a field, or what a key of a map by id names."""
        if ":" in name:
            return self.title(name)
        if shape is not None and name not in shape.names():
            return name
        try:
            return self.words.field(name, shape)
        except KeyError:
            return name

    # --- values -----------------------------------------------------------------------------------------------------

    def unsaid(self, thing: ThingChange, change: FieldChange) -> Any:
        """What holds where nothing is said: of ``status`` it is ``active``; None where nothing holds."""
        shape, name = _field_at(thing, change)
        if shape is None or name not in shape.names() or isinstance(change.path[-1], Item):
            return None
        default = shape.model_fields[shape.names()[name]].get_default()
        return default if isinstance(default, str | int | float) else None

    def value(self, thing: ThingChange, change: FieldChange, value: Any) -> str:
        """A value as readers are told it."""
        shape, name = _field_at(thing, change)
        if isinstance(value, dict) and not isinstance(value, Text) and value.get("id") and name == "stages":
            inner = shape_at(shape, (name,)) if shape else None
            rest = {field: each for field, each in value.items() if field not in ("id", "title")}
            own = self.title(f"{thing.key}/{value['id']}")
            return shortened(f"{own}: {self._map(rest, inner)}" if rest else own, _LONG)
        return shortened(self._value(value, name, shape), _LONG)

    def _value(self, value: Any, name: str, shape: type[Shape] | None) -> str:
        if isinstance(value, Text):
            return self.text(value)
        if isinstance(value, list):
            return ", ".join(self._value(each, name, shape) for each in value)
        if isinstance(value, dict):
            return self._item(value, shape_at(shape, (name,)) if shape and name in shape.names() else shape)
        return self._scalar(value, name, shape)

    def _scalar(self, value: Any, name: str, shape: type[Shape] | None) -> str:
        word = self._word(value, name, shape)
        if word:
            return word
        if isinstance(value, str):
            if _DAY.fullmatch(value):
                return self.words.part_of_date(value)
            known = value in self.changes.new.things or value in self.changes.old.things
            return self.title(value) if known or ("/" in value and ":" in value) else value
        return self.words.number(value) if isinstance(value, int | float) else str(value)

    def _word(self, value: Any, name: str, shape: type[Shape] | None) -> str:
        """The word for a value out of a few; empty where there is none."""
        if not (isinstance(value, bool) or name == "tier" or (shape and value in choices(shape, name))):
            return ""
        try:
            return self.words.value(name, value, shape)
        except KeyError:
            return ""

    def _item(self, item: dict[str, Any], shape: type[Shape] | None) -> str:
        """An item in one line: its own words, then what else it says, each with its label."""
        own = next((name for name in (*WORDS, *ABOUT) if item.get(name)), None)
        rest = self._map({name: each for name, each in item.items() if name != own}, shape)
        said = self._value(item[own], own, shape) if own else ""
        return f"{said} ({rest})" if said and rest else said or rest

    def _map(self, fields: dict[str, Any], shape: type[Shape] | None) -> str:
        return "; ".join(
            f"{self.field(name, shape)}: {self._value(each, name, shape)}" for name, each in fields.items()
        )


def _field_at(thing: ThingChange, change: FieldChange) -> tuple[type[Shape] | None, str]:
    """The field in which a change lies, and the class that has it, if this is one that we know."""
    shape: type[Shape] | None = class_for(thing.kind, thing.data) if thing.kind in KINDS else None
    names = change.fields
    for name in names[:-1]:
        shape = shape_at(shape, (name,)) if shape else None
    return shape, names[-1] if names else ""


def shortened(words: str, most: int) -> str:
    """Words cut at a blank, with an ellipsis, where there are too many."""
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[most // 2 :] else cut}…"
