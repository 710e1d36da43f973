"""What the interface says in one language: labels of fields, names of kinds and values, sentences."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from journeybook.model.base import Shape
from journeybook.render.words_files import Gathered, gather, own_file


class Words:
    """The words of one language; a missing word is a fault of the program and raises KeyError."""

    def __init__(self, language: str, gathered: Gathered) -> None:
        self.language = language
        self.missing, self.unknown = gathered.missing, gathered.unknown
        self._texts = gathered.texts
        self._found: dict[tuple[str, str, type[Shape] | None], Any] = {}

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return str(self._texts["name"])

    @property
    def frame(self) -> dict[str, str]:
        """Words of the page's frame, by Material's names for them; those that it says well enough may be missing."""
        return dict(self._texts.get("material") or {})

    def ui(self, name: str, /, **args: Any) -> str:
        """A word or sentence of the interface, with what its braces name filled in."""
        text: str = self._texts["ui"][name]
        if not args:
            return text
        return text.format(
            **{key: self.number(arg) if isinstance(arg, int | float) else arg for key, arg in args.items()}
        )

    def part(self, name: str) -> Any:
        """All words of a part (``fields``, ``values``, ``months``), as scripts take them."""
        return self._texts[name]

    def name_of(self, language: str) -> str | None:
        """What this language calls another one, if it says it."""
        name: str | None = self._texts["ui"].get(f"language-{language}")
        return name

    def kind(self, kind: str, form: str = "one") -> str:
        """The name of a kind: ``one``, ``many``, or the sentence that leads its list (``lead``)."""
        return str(self._texts["kinds"][kind][form])

    def field(self, name: str, shape: Shape | type[Shape] | None = None) -> str:
        """The label of a field; a class may have a label of its own for a name that others share."""
        return str(self._of_class("fields", name, shape))

    def value(self, name: str, value: Any, shape: Shape | type[Shape] | None = None) -> str:
        """What a field's value is called: ``part`` ``leads`` → “leads”."""
        if isinstance(value, bool):
            return str(self._texts["values"]["truth"]["true" if value else "false"])
        return str(self._of_class("values", name, shape)[str(value)])

    def day(self, day: date) -> str:
        """A date as the language writes it: 01/10/2026, 1 October 2026."""
        months: list[str] = self._texts["months"]
        return str(self._texts["day"]).format(day=day.day, month=day.month, year=day.year, name=months[day.month - 1])

    def part_of_date(self, written: str) -> str:
        """A day, a month or a year: ``2026-05`` → 05/2026."""
        parts = [int(part) for part in written.split("-")]
        if len(parts) == 3:
            return self.day(date(*parts))
        if len(parts) == 2:
            months: list[str] = self._texts["months"]
            return str(self._texts["month"]).format(month=parts[1], year=parts[0], name=months[parts[1] - 1])
        return written

    def number(self, number: float) -> str:
        """A number as the language writes it: 1.234,5 or 1,234.5."""
        text = f"{number:,}" if isinstance(number, int) else f"{number:,.10f}".rstrip("0").rstrip(".")
        thousands, point = self._texts["number"]["thousands"], self._texts["number"]["point"]
        return text.replace(",", "\0").replace(".", point).replace("\0", thousands).replace("-", "−")

    def figure(self, number: float, unit: str) -> str:
        """A number with its unit: 62,5% or 1.234 ₫; they aren't parted at the end of a line."""
        if unit == "%":
            return f"{self.number(number)}{self._texts['number']['percent']}"
        return f"{self.number(number)}\N{NO-BREAK SPACE}{unit}" if unit else self.number(number)

    def _of_class(self, part: str, name: str, shape: Shape | type[Shape] | None) -> Any:
        cls = shape if shape is None or isinstance(shape, type) else type(shape)
        found = self._found.get((part, name, cls))
        if found is None:
            texts = self._texts[part]
            own = (f"{each.__name__}.{name}" for each in (cls.__mro__ if cls else ()))
            found = self._found[part, name, cls] = texts[next((each for each in own if each in texts), name)]
        return found


def words_of(language: str, book: Path | None = None) -> Words:
    """The words of a language; ``book``, the folder of ``mkdocs.yml``, may have its own. Raises WrongSettings."""
    own = own_file(language, book)
    return _words_of(language, own, own.stat().st_mtime_ns if own else 0)


@cache
def _words_of(language: str, own: Path | None, _changed: int) -> Words:
    return Words(language, gather(language, own))
