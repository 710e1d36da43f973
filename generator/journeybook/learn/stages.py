"""In what order the stages of a journey run: as a whole, and what follows one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, permutations

from journeybook.book import stage_key
from journeybook.learn.draw import Choice, Fact
from journeybook.learn.ground import Ground

_FEWEST = 3
_MOST = 4  # more names in a row can't be compared at a glance


def order(ground: Ground) -> Iterator[Fact]:
    """In what order stages of a journey run. A wrong order puts one first to which nobody comes back from there."""
    for way in ground.journeys:
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
                [permutations(right)],
                lambda each, right=right: _is_out_of_order(ground, right, each),  # type: ignore[misc]
                (way,),
                concerns=frozenset({way}),
            )


def what_follows(ground: Ground) -> Iterator[Fact]:
    """Which stage comes right after another. Stages to which customers come back from there aren't offered."""
    for way in ground.journeys:
        keys = _stages(ground, way)
        for now, following in pairwise(keys):
            back = _back_from(ground, now)
            yield Fact(
                "what-follows",
                way,
                "stages",
                following,
                [keys],
                lambda each, now=now, following=following, back=back: each not in {now, following, *back},  # type: ignore[misc]
                (way, now),
                concerns=frozenset({way}),
            )


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
