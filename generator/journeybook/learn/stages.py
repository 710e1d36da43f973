"""In what order the stages of a journey run: as a whole, and what follows one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise, permutations

from journeybook.book import stage_key
from journeybook.learn.draw import Choice, Fact, none_of
from journeybook.learn.ground import Ground

_FEWEST = 3
_MOST = 4  # more names in a row can't be compared at a glance


def order(ground: Ground) -> Iterator[Fact]:
    """In what order stages of a journey run. A wrong order puts one first to which nobody comes back from there."""
    for way in _in_order_of_their_own(ground):
        keys = _stages(ground, way)
        for start in range(0, max(1, len(keys) - _MOST + 1), 2):
            right = keys[start : start + _MOST]
            if len(right) < _FEWEST:
                continue
            yield Fact(
                "order",
                way,
                "stages",
                right,
                [_neighbours_swapped(right), permutations(right)],
                partial(_is_out_of_order, ground, right),
                (way,),
                concerns=frozenset({way}),
            )


def what_follows(ground: Ground) -> Iterator[Fact]:
    """Which stage comes right after another. Stages to which customers come back from there aren't offered."""
    for way in _in_order_of_their_own(ground):
        keys = _stages(ground, way)
        for now, following in pairwise(keys):
            back = _back_from(ground, now)
            yield Fact(
                "what-follows",
                way,
                "stages",
                following,
                [keys],
                none_of({now, following, *back}),
                (way, now),
                concerns=frozenset({way}),
            )


def _in_order_of_their_own(ground: Ground) -> Iterator[str]:
    """The journeys whose stages don't run just as in their counterpart: one of the two is enough to ask about."""
    seen: set[tuple[str | None, tuple[str, ...]]] = set()
    for way, told in ground.journeys.items():
        other = ground.book.counterpart_of(way)
        names = tuple(stage.id.rpartition("/")[2] for stage in told.stages)
        if (other, names) not in seen:
            seen.add((way, names))
            yield way


def _neighbours_swapped(keys: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The orders that are hardest to tell from the right one."""
    for at in range(len(keys) - 1):
        yield (*keys[:at], keys[at + 1], keys[at], *keys[at + 2 :])


def _stages(ground: Ground, way: str) -> tuple[str, ...]:
    return tuple(stage_key(way, stage) for stage in ground.journeys[way].stages if stage.id)


def _back_from(ground: Ground, key: str) -> set[str]:
    way = key.partition("/")[0]
    return {f"{way}/{each.rpartition('/')[2]}" for each in ground.book.stages[key].returns_to}


def _is_out_of_order(ground: Ground, right: tuple[str, ...], other: Choice) -> bool:
    place = {key: at for at, key in enumerate(right)}
    return any(
        place[before] > place[after] and after not in _back_from(ground, before) for before, after in pairwise(other)
    )
