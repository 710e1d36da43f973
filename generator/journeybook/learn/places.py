"""What is ours and who runs it: touchpoints that we own, the department behind a touchpoint or a stage."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.book import thing_of
from journeybook.learn.draw import Fact
from journeybook.learn.ground import Ground, texts_in
from journeybook.model import Touchpoint
from journeybook.model.journey import Meeting

#: Media that nobody would call ours. A page of ours on somebody else's network ("shared") is a bit of both.
_OTHERS = ("paid", "earned")


def owned(ground: Ground) -> Iterator[Fact]:
    """Which of several touchpoints is ours; the others are paid for, or belong to others."""
    touchpoints = _touchpoints(ground)
    others = [key for key, each in touchpoints.items() if each.media in _OTHERS]
    met = _meetings(ground)
    for key, touchpoint in touchpoints.items():
        if touchpoint.media != "owned":
            continue
        ways = frozenset(thing_of(stage) for stage, _ in met.get(key, ()))
        beside = [each for each in others if ways & {thing_of(stage) for stage, _ in met.get(each, ())}]
        same_channel = [each for each in beside if touchpoints[each].channel == touchpoint.channel]
        yield Fact("owned", key, "", key, [same_channel, beside, others], lambda _: True, concerns=ways)


def run_by(ground: Ground) -> Iterator[Fact]:
    """Which department runs a touchpoint: where the same one does at all stages; none that speaks of it is wrong."""
    departments = list(ground.of_kind("department"))
    said = {each: list(texts_in(ground.book.thing(each))) for each in departments}
    met = _meetings(ground)
    for key, touchpoint in _touchpoints(ground).items():
        meetings = met.get(key, [])
        if not touchpoint.owner or any(each.owner not in (None, touchpoint.owner) for _, each in meetings):
            continue
        involved: set[str | None] = {touchpoint.owner, touchpoint.maintainer}
        involved |= {each for each in departments if any(ground.has_name_in(key, text) for text in said[each])}
        there = [owner for stage, _ in meetings if (owner := ground.book.stages[stage].owner)]
        yield Fact(
            "run-by",
            key,
            "",
            touchpoint.owner,
            [there, departments],
            lambda each, involved=involved: each not in involved,  # type: ignore[misc]
            (key,),
            concerns=frozenset(thing_of(stage) for stage, _ in meetings),
        )


def stage_owner(ground: Ground) -> Iterator[Fact]:
    """Which department is mainly responsible for a stage; whoever has any part in it isn't a wrong answer."""
    departments = list(ground.of_kind("department"))
    for key, stage in ground.stages.items():
        if not stage.owner:
            continue
        elsewhere = ground.same_stage_elsewhere(key)
        involved = {stage.owner, *stage.supporting, ground.book.stages[elsewhere].owner if elsewhere else None}
        involved |= {each for handoff in stage.handoffs for each in (handoff.from_, handoff.to)}
        involved |= {each.owner for each in stage.touchpoints}
        involved |= {each.owner for each in stage.opportunities}
        way = thing_of(key)
        others = [each.owner for each in ground.journeys[way].stages if each.owner]
        yield Fact(
            "stage-owner",
            key,
            "",
            stage.owner,
            [others, departments],
            lambda each, involved=involved: each not in involved,  # type: ignore[misc]
            (way,),
            concerns=frozenset({way}),
        )


def _touchpoints(ground: Ground) -> dict[str, Touchpoint]:
    things = {key: ground.book.thing(key) for key in ground.of_kind("touchpoint")}
    return {key: thing for key, thing in things.items() if isinstance(thing, Touchpoint)}


def _meetings(ground: Ground) -> dict[str, list[tuple[str, Meeting]]]:
    """By touchpoint: the stages at which it is met, and how."""
    found: dict[str, list[tuple[str, Meeting]]] = {}
    for key, stage in ground.stages.items():
        for each in stage.touchpoints:
            found.setdefault(each.touchpoint, []).append((key, each))
    return found
