"""Limits that a book sets itself: ``evidence >= 60 %``, ``stale <= 5 %``, ``assumptions <= 40``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from journeybook.problems import Problem
from journeybook.settings import WrongSettings
from journeybook.trust.health import Health
from journeybook.vietnamese import nearest

_FORM = re.compile(r"([a-z][a-z-]*)\s*(>=|<=|≥|≤)\s*([0-9]{1,9}(?:[.,][0-9]{1,3})?)\s*(%?)")


class Figure(NamedTuple):
    """So many; ``of`` so many, where a share of them makes sense."""

    many: int
    of: int | None = None


def _things(health: Health) -> int:
    return len(health.ages)


#: What can be limited, in the order in which it is told.
FIGURES: Mapping[str, Callable[[Health], Figure]] = {
    "evidence": lambda health: Figure(health.evidence.held, health.evidence.of),
    "assumptions": lambda health: Figure(len(health.standing("assumed")), health.evidence.of),
    "expired": lambda health: Figure(len(health.standing("expired")), health.evidence.of),
    "single": lambda health: Figure(len(health.standing("single")), health.evidence.of),
    "fresh": lambda health: Figure(health.states["fresh"] + health.states["soon"], _things(health)),
    "stale": lambda health: Figure(health.states["stale"], _things(health)),
    "event": lambda health: Figure(health.states["event"], _things(health)),
    "never": lambda health: Figure(health.states["never"], _things(health)),
    "gaps": lambda health: Figure(len(health.gaps)),
    "missed": lambda health: Figure(len(health.missed), len(health.measures)),
}


class Limit(NamedTuple):
    """A figure may be at least or at most so much: a count, or with ``percent`` a share of a hundred."""

    name: str
    at_least: bool
    number: Fraction
    percent: bool

    def __str__(self) -> str:
        number = f"{float(self.number):g}"
        return f"{self.name} {'>=' if self.at_least else '<='} {number}{' %' if self.percent else ''}"


class Held(NamedTuple):
    """A limit, the figure, and whether it is held."""

    limit: Limit
    figure: Figure
    met: bool

    @property
    def told(self) -> str:
        """The figure as its limit is written: “58 %”, “12”."""
        if not self.limit.percent:
            return str(self.figure.many)
        return f"{self.percent:g} %"

    @property
    def percent(self) -> float:
        """The figure in percent with one decimal, rounded so that what misses its limit never looks as if it met it."""
        tenths = 10 * share(self)
        return (floor(tenths) if self.limit.at_least else ceil(tenths)) / 10


def share(held: Held) -> Fraction:
    """The figure in percent; of nothing, a hundred where much is wanted and none where little is."""
    many, of = held.figure
    return Fraction(100 * many, of) if of else Fraction(100 if held.limit.at_least else 0)


def read_limit(written: str) -> Limit:
    """A limit as it is written in the configuration. Raises WrongSettings."""
    found = _FORM.fullmatch(written.strip())
    if not found:
        raise WrongSettings("wrong-budget", found=written)
    name, sign, number, percent = found.groups()
    if name not in FIGURES:
        near = nearest(name, list(FIGURES))
        raise WrongSettings(
            "wrong-budget-near" if near else "wrong-budget-name", found=name, near=near or "", all=", ".join(FIGURES)
        )
    if percent and name == "gaps":
        raise WrongSettings("wrong-budget-share", found=written, name=name)
    return Limit(name, sign in (">=", "≥"), Fraction(number.replace(",", ".")), bool(percent))


def hold(health: Health, limits: tuple[str, ...]) -> list[Held]:
    """Each limit with what the book comes to."""
    held = []
    for limit in map(read_limit, limits):
        figure = FIGURES[limit.name](health)
        each = Held(limit, figure, met=False)
        value = share(each) if limit.percent else Fraction(figure.many)
        held.append(each._replace(met=value >= limit.number if limit.at_least else value <= limit.number))
    return held


def missed(health: Health, limits: tuple[str, ...], config: str, text: str) -> list[Problem]:
    """The limits that aren't held, each at its place in the configuration, which says ``text``."""
    return [
        Problem(
            "budget-missed" if held.limit.at_least else "budget-missed.most",
            config,
            *_place_of(written, text),
            {
                "name": held.limit.name,
                "value": _plain(held.percent) if held.limit.percent else held.figure.many,
                "limit": _plain(float(held.limit.number)),
                "unit": "%" if held.limit.percent else "",
            },
        )
        for written, held in zip(limits, hold(health, limits), strict=True)
        if not held.met
    ]


def _plain(number: float) -> float:
    """Without a zero behind the point."""
    return int(number) if number.is_integer() else number


def _place_of(written: str, text: str) -> tuple[int, int]:
    """Line and column of a limit; the beginning where it stands in another file that this one inherits from."""
    for number, line in enumerate(text.splitlines(), 1):
        column = line.find(written)
        if column >= 0 and "#" not in line[:column]:
            return number, column + 1
    return 1, 1
