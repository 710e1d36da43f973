"""The forms that fields take in a table: which columns a field has, what stands in them, and back.

A form writes a value as ``book.json`` has it. What it reads may be a mistake; the checker judges that.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journeybook.exchange.sheets.cells import as_line, as_text, from_line, from_text, is_nothing, lines_of
from journeybook.load import Mark
from journeybook.model.refs import OPEN

Value = Any
Cells = dict[str, str]
"""What a field's columns hold, by what follows its name: ``""``, ``.vi``, ``.at.en``."""

_BRACKETS = re.compile(r"\[\[\s*(.+?)\s*\]\]")
_PAIR = re.compile(r"(.+?)\s*:(?:\s+|$)(.*)|([^:]+):(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it was read: its text, and the number of its place."""

    text: str
    place: int


class Wrong(Exception):
    """A cell that nothing can be made of: the sentence that tells it, the place, and what fills it."""

    def __init__(self, what: str, place: int, **fill: Any) -> None:
        super().__init__(what)
        self.what, self.place, self.fill = what, place, fill


class _Clear:
    """Stands for a value that a sheet takes away."""


CLEAR = _Clear()


def mark_at(place: int, inside: Any = None) -> Mark:
    """A mark whose line is the number of a place; columns say nothing here."""
    mark = Mark(place, 0)
    mark.inside = inside
    return mark


@dataclass(frozen=True)
class Form(ABC):
    """How a field stands in a table. ``read`` gives the value with its marks; ``old`` is what the book says now."""

    languages: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """What follows the field's name in the names of its columns."""
        return ("",)

    @abstractmethod
    def write(self, value: Value) -> Cells:
        """The cells for a value."""

    @abstractmethod
    def read(self, cells: Mapping[str, Cell], old: Value) -> tuple[Value, Mark]:
        """The value that cells (at least one) say."""

    def _by_language(self, cells: Mapping[str, Cell]) -> dict[str, Cell]:
        return {name: cells[f".{name}"] for name in self.languages if f".{name}" in cells}

    @property
    def _language_columns(self) -> tuple[str, ...]:
        return tuple(f".{name}" for name in self.languages)


def _first(cells: Mapping[str, Cell]) -> int:
    return next(iter(cells.values())).place


@dataclass(frozen=True)
class OneText(Form):
    """A text: a column for each language. A claim's is the same; what it rests on stands elsewhere."""

    claim: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return self._language_columns

    def write(self, value: Value) -> Cells:
        texts = value["text"] if self.claim else value
        return {f".{name}": as_text(text) for name, text in texts.items()}

    def read(self, cells: Mapping[str, Cell], old: Value) -> tuple[Value, Mark]:
        texts = dict((old or {}).get("text", {}) if self.claim else old or {})
        given = self._by_language(cells)
        for name, cell in given.items():
            if is_nothing(cell.text):
                texts.pop(name, None)
            else:
                texts[name] = from_text(cell.text)
        if not texts:
            return CLEAR, mark_at(_first(cells))
        marks: dict[str, Mark] = {name: mark_at(cell.place) for name, cell in given.items()}
        if self.claim:
            return {**(old or {}), "text": texts}, mark_at(_first(cells), {"text": mark_at(_first(cells), marks)})
        return texts, mark_at(_first(cells), marks)


@dataclass(frozen=True)
class ManyTexts(Form):
    """A list of texts or claims: an item on each line, the same line in each language."""

    claims: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return self._language_columns

    def write(self, value: Value) -> Cells:
        return _lines_by_language([each["text"] if self.claims else each for each in value], self.languages)

    def read(self, cells: Mapping[str, Cell], old: Value) -> tuple[Value, Mark]:
        given = self._by_language(cells)
        items = _items_by_language(given)
        former = [each["text"] if self.claims else each for each in old or ()]
        value: list[Any] = []
        for texts, match in zip(items, matched(items, former, _says_the_same(given)), strict=True):
            kept = {} if match is None else {name: each for name, each in former[match].items() if name not in given}
            whole = {name: (texts | kept)[name] for name in self.languages if name in texts | kept}
            if whole and self.claims:
                value.append({**({} if match is None else old[match]), "text": whole})
            elif whole:
                value.append(whole)
        if not value:
            return CLEAR, mark_at(_first(cells))
        marks: dict[str, Mark] = {name: mark_at(cell.place) for name, cell in given.items()}
        inside = mark_at(_first(cells), {**marks, "text": mark_at(_first(cells), marks)})
        return value, mark_at(_first(cells), [inside] * len(value))


@dataclass(frozen=True)
class OneValue(Form):
    """A number, a day, a word from a list, or a reference."""

    to_cell: Callable[[Any], str] = str
    from_cell: Callable[[str], str] = str

    def write(self, value: Value) -> Cells:
        return {"": self.to_cell(value)}

    def read(self, cells: Mapping[str, Cell], old: Value) -> tuple[Value, Mark]:
        cell = cells[""]
        return CLEAR if is_nothing(cell.text) else self.from_cell(cell.text), mark_at(cell.place)


@dataclass(frozen=True)
class ManyValues(Form):
    """A list of plain words or references, one on each line; ``short`` is the field of each that they stand for."""

    to_cell: Callable[[Any], str] = str
    from_cell: Callable[[str], str] = str
    short: str = ""

    def write(self, value: Value) -> Cells:
        return {"": "\n".join(as_line(self.to_cell(each[self.short] if self.short else each)) for each in value)}

    def read(self, cells: Mapping[str, Cell], old: Value) -> tuple[Value, Mark]:
        cell = cells[""]
        if is_nothing(cell.text):
            return CLEAR, mark_at(cell.place)
        value: list[Any] = [self.from_cell(from_line(line)) for line in lines_of(cell.text)]
        if self.short:
            former = [self.to_cell(each[self.short]) for each in old or ()]
            matches = matched(value, former, lambda one, other: one == other, by_place=False)
            value = [
                {self.short: each} if match is None else {**old[match], self.short: each}
                for each, match in zip(value, matches, strict=True)
            ]
        return value, mark_at(cell.place)


@dataclass(frozen=True)
class OneOrWords(Form):
    """A reference in double brackets, or words in each language."""

    many: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return self._language_columns

    def write(self, value: Value) -> Cells:
        values = value if self.many else [value]
        brackets = [_as_words(each, self.languages) for each in values]
        if self.many:
            return _lines_by_language(brackets, self.languages)
        return {f".{name}": as_text(text) for name, text in brackets[0].items()}

    def read(self, cells: Mapping[str, Cell], old: Value) -> tuple[Value, Mark]:
        given = self._by_language(cells)
        if self.many:
            items = _items_by_language(given)
            former = [_as_words(each, self.languages) for each in old or ()]
        else:
            items = [{name: from_text(cell.text) for name, cell in given.items() if not is_nothing(cell.text)}]
            former = [] if old is None else [_as_words(old, self.languages)]
        value = []
        for texts, match in zip(items, matched(items, former, _says_the_same(given)), strict=True):
            kept = {} if match is None else {name: each for name, each in former[match].items() if name not in given}
            if each := _ref_or_words({**texts, **kept} if not _any_ref(texts) else texts):
                value.append(each)
        mark = mark_at(_first(cells))
        return (CLEAR if not value else value if self.many else value[0]), mark


@dataclass(frozen=True)
class Citations(Form):
    """Sources, one on each line; where in them, on the same lines of another column."""

    to_cell: Callable[[Any], str] = str
    from_cell: Callable[[str], str] = str

    @property
    def columns(self) -> tuple[str, ...]:
        return ("", *(f".at.{name}" for name in self.languages))

    def write(self, value: Value) -> Cells:
        sources = {"": "\n".join(self.to_cell(each["source"]) for each in value)}
        at = _lines_by_language([each.get("at", {}) for each in value], self.languages)
        return {**sources, **{f".at{name}": cell for name, cell in at.items()}}

    def read(self, cells: Mapping[str, Cell], old: Value) -> tuple[Value, Mark]:
        mark = mark_at(_first(cells))
        if "" in cells and is_nothing(cells[""].text):
            return CLEAR, mark
        if "" in cells:
            sources = [self.from_cell(from_line(line)) for line in lines_of(cells[""].text)]
        else:
            sources = [self.to_cell(each["source"]) for each in old or ()]
        given = {name: cells[f".at.{name}"] for name in self.languages if f".at.{name}" in cells}
        former = {self.to_cell(each["source"]): each.get("at", {}) for each in old or ()}
        items = _items_by_language(given)
        if items and len(items) != len(sources):
            raise Wrong("sheet-lines", next(iter(given.values())).place, here=len(items), there=len(sources))
        value = []
        for position, source in enumerate(sources):
            kept = {name: text for name, text in former.get(source, {}).items() if name not in given}
            at = {**kept, **(items[position] if items else {})}
            value.append({"source": source, "at": at} if at else {"source": source})
        return value, mark


@dataclass(frozen=True)
class Pairs(Form):
    """A map by name, each entry on a line: ``name: words``. ``parts`` are the fields of the entries."""

    parts: tuple[tuple[str, Form], ...] = ()
    keys: bool = False
    """Whether a column lists the names: where an entry needs no field."""
    to_cell: Callable[[Any], str] = str

    @property
    def columns(self) -> tuple[str, ...]:
        names = [f"{_dotted(part)}{column}" for part, form in self.parts for column in form.columns]
        return ("", *names) if self.keys else tuple(names)

    def write(self, value: Value) -> Cells:
        cells: dict[str, list[str]] = {"": [self.to_cell(name) for name in value]} if self.keys else {}
        for name, entry in value.items():
            for part, form in self.parts:
                inner = entry if not part else entry.get(part)
                if inner is None:
                    continue
                for column, cell in form.write(inner).items():
                    line = f"{self.to_cell(name)}: {as_line(from_text(cell))}"
                    cells.setdefault(f"{_dotted(part)}{column}", []).append(line)
        return {column: "\n".join(lines) for column, lines in cells.items()}

    def read(self, cells: Mapping[str, Cell], old: Value) -> tuple[Value, Mark]:
        mark = mark_at(_first(cells))
        if all(is_nothing(cell.text) for cell in cells.values()):
            return CLEAR, mark
        former = {self.to_cell(name): entry for name, entry in (old or {}).items()}
        split = {column: _pairs(cell) for column, cell in cells.items() if column or not self.keys}
        names = [from_line(line) for line in lines_of(cells[""].text)] if self.keys and "" in cells else []
        every = dict.fromkeys([*names, *(name for pairs in split.values() for name in pairs)] or former)
        value: dict[str, Any] = {}
        for name in every:
            entry: Any = former.get(name, {})
            for part, form in self.parts:
                inner = {
                    column: Cell(as_text(pairs[name]), cells[f"{_dotted(part)}{column}"].place)
                    for column in form.columns
                    if name in (pairs := split.get(f"{_dotted(part)}{column}", {}))
                }
                if not inner:
                    continue
                told, _ = form.read(inner, entry if not part else entry.get(part))
                entry = told if not part else {**entry, part: told}
            value[name] = entry
        return value, mark


@dataclass(frozen=True)
class Feelings(Form):
    """A number for everybody, or a line ``persona: number`` for each."""

    to_cell: Callable[[Any], str] = str

    def write(self, value: Value) -> Cells:
        if isinstance(value, dict):
            return {"": "\n".join(f"{self.to_cell(name)}: {number}" for name, number in value.items())}
        return {"": str(value)}

    def read(self, cells: Mapping[str, Cell], old: Value) -> tuple[Value, Mark]:
        cell = cells[""]
        if is_nothing(cell.text):
            return CLEAR, mark_at(cell.place)
        return (_pairs(cell) if ":" in cell.text else cell.text), mark_at(cell.place)


@dataclass(frozen=True)
class Answer(Form):
    """The numbers of the right choices, or words."""

    @property
    def columns(self) -> tuple[str, ...]:
        return ("", *self._language_columns)

    def write(self, value: Value) -> Cells:
        if isinstance(value, list):
            return {"": "\n".join(map(str, value))}
        return OneText(self.languages).write(value)

    def read(self, cells: Mapping[str, Cell], old: Value) -> tuple[Value, Mark]:
        words = {column: cell for column, cell in cells.items() if column}
        if words:
            return OneText(self.languages).read(words, old if isinstance(old, dict) else None)
        cell = cells[""]
        numbers = [each for each in re.split(r"[\s,;]+", cell.text) if each]
        return (CLEAR if is_nothing(cell.text) else numbers), mark_at(cell.place)


def matched(
    new: Sequence[Any], old: Sequence[Any], same: Callable[[Any, Any], bool], *, by_place: bool = True
) -> list[int | None]:
    """For each new item the old one that it was: the same words first; then, in lists as long as before, its place."""
    free = dict.fromkeys(range(len(old)))
    found: list[int | None] = []
    for position, each in enumerate(new):
        order = sorted(free, key=lambda place, here=position: (place != here, place))  # type: ignore[misc]
        match = next((place for place in order if same(each, old[place])), None)
        free.pop(match, None) if match is not None else None
        found.append(match)
    if by_place and len(new) == len(old):
        found = [position if match is None and position in free else match for position, match in enumerate(found)]
    return found


def _says_the_same(given: Mapping[str, Any]) -> Callable[[Any, Any], bool]:
    def same(one: Any, other: Any) -> bool:
        return all(one.get(name) == other.get(name) for name in given)

    return same


def _lines_by_language(items: Sequence[Mapping[str, str]], languages: Sequence[str]) -> Cells:
    return {
        f".{name}": "\n".join(as_line(each[name]) if name in each else "–" for each in items)
        for name in languages
        if any(name in each for each in items)
    }


def _items_by_language(given: Mapping[str, Cell]) -> list[dict[str, str]]:
    """The items that the lines of each language's cell say together. Raises Wrong where they don't pair."""
    lines = {name: lines_of(cell.text) for name, cell in given.items() if not is_nothing(cell.text)}
    counts = {name: len(each) for name, each in lines.items()}
    if not counts:
        return []
    first = next(iter(counts))
    for name, count in counts.items():
        if count != counts[first]:
            raise Wrong(
                "sheet-lines-languages", given[name].place, here=count, language=name, there=counts[first], other=first
            )
    return [
        {name: from_line(each[position]) for name, each in lines.items() if not is_nothing(each[position])}
        for position in range(counts[first])
    ]


def _as_words(value: Any, languages: Sequence[str]) -> dict[str, str]:
    if isinstance(value, str):
        return dict.fromkeys(languages, f"[[{value}]]")
    return {name: f"\\{text}" if _BRACKETS.fullmatch(text.lstrip("\\")) else text for name, text in value.items()}


def _any_ref(texts: Mapping[str, str]) -> bool:
    return any(_BRACKETS.fullmatch(text) for text in texts.values())


def _ref_or_words(texts: Mapping[str, str]) -> Any:
    for text in texts.values():
        if found := _BRACKETS.fullmatch(text):
            return found[1]
    return {
        name: text[1:] if text.startswith("\\") and _BRACKETS.fullmatch(text.lstrip("\\")) else text
        for name, text in texts.items()
    }


def _pairs(cell: Cell) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for line in lines_of(cell.text):
        found = _PAIR.fullmatch(line)
        if not found:
            raise Wrong("sheet-pair", cell.place, found=line)
        name, words = found.group(1, 2) if found[1] else found.group(3, 4)
        pairs[name.strip()] = from_line(words.strip())
    return pairs


def _dotted(part: str) -> str:
    return f".{part}" if part else ""


def shown_ref(kinds: tuple[str, ...]) -> Callable[[str], str]:
    """How references of a field are written: as short as they can be understood."""

    def shown(ref: str) -> str:
        if kinds == ("own-stage",):
            return ref.rpartition("/")[2]
        if kinds == ("stage",):
            return ref.removeprefix("journey:")
        if kinds != OPEN and len(kinds) == 1:
            return ref.removeprefix(f"{kinds[0]}:")
        return ref.removeprefix("kind:")

    return shown
