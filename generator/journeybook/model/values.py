"""Numbers, dates, yes and no, ids and pictures: what an editor may write for each, and what it comes to."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, InitErrorDetails, core_schema

from journeybook.ids import ID, as_id
from journeybook.model.slips import SKIP, fail, form_of, slip

_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}(?:\.[0-9]{1,18})?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PART_OF_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")
_SLASHED_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


class NumberBetween:
    """A whole number between two bounds, or (``decimal``) any number."""

    def __init__(
        self, least: int | None = None, most: int | None = None, *, decimal: bool = False, above: int | None = None
    ) -> None:
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
            raise fail(slip("wrong-type.number", found=form_of(value), right="3"))
        written = value.strip()
        if not (_DECIMAL if self.decimal else _WHOLE).fullmatch(written):
            right = _right_number(written, decimal=self.decimal)
            raise fail(
                slip("wrong-type.number-written" if right else "wrong-type.number", found=written, right=right or "3")
            )
        number = float(written) if "." in written else int(written)
        if (
            (self.least is not None and number < self.least)
            or (self.most is not None and number > self.most)
            or (self.above is not None and number <= self.above)
        ):
            if self.most is None:
                least = self.least if self.least is not None else self.above
                raise fail(
                    slip("bad-value.above" if self.least is None else "bad-value.least", found=written, least=least)
                )
            raise fail(slip("bad-value.range", found=written, least=self.least, most=self.most))
        return int(number) if number == int(number) else number


def _right_number(written: str, *, decimal: bool) -> str | None:
    """What a number in another style most likely means: ``80%`` → 80, ``1,5`` → 1.5, ``1.500.000`` → 1500000."""
    bare = written.replace("−", "-").replace("–", "-").rstrip("%").replace("\u00a0", "").replace(" ", "")
    if re.fullmatch(r"[-+]?[0-9]{1,3}(?:[.,][0-9]{3}){2,}", bare):
        bare = re.sub("[.,]", "", bare)
    elif re.fullmatch(r"[-+]?[0-9]+,[0-9]+", bare):
        bare = bare.replace(",", ".")
    elif not decimal and re.fullmatch(r"[-+]?[0-9]{1,3}\.[0-9]{3}", bare):
        bare = bare.replace(".", "")  # where no fraction is meant, 1.200 is a Vietnamese thousand
    if not (_DECIMAL if decimal else _WHOLE).fullmatch(bare):
        return None
    return bare


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
    yes = {
        "yes": "true",
        "on": "true",
        "có": "true",
        "1": "true",
        "no": "false",
        "off": "false",
        "không": "false",
        "0": "false",
    }
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
        raise fail(slip("wrong-type.date", found=form_of(value)))
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
        raise fail(slip("wrong-type.plain", found=form_of(value)))
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
        raise fail(slip("wrong-type.plain", found=form_of(value)))
    path = value.strip().replace("\\", "/").removeprefix("./")
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or ":" in parts[0]:
        raise fail(slip("bad-value.picture", found=value))
    return path


Picture = Annotated[str, BeforeValidator(_picture)]
