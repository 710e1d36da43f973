"""What is ours and who runs it: touchpoints that we own, the department behind a touchpoint or a stage."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from journeybook.book import thing_of
from journeybook.learn.draw import Choice, Fact, none_of
from journeybook.learn.ground import Ground, texts_in
from journeybook.learn.hints import share_a_word
from journeybook.model import Touchpoint
from journeybook.model.journey import Meeting
from journeybook.model.texts import Text

#: Media that nobody would call ours. A page of ours on somebody else's network ("shared") is a bit of both.
_OURS = "owned"
_OTHERS = ("paid", "earned")
#: Words by which a title tells that somebody is paid.
_PAID = ("quảng cáo", "tài trợ", " ads", "advert", "sponsor")


def media(ground: Ground) -> Iterator[Fact]:
    """Which of several touchpoints is ours among others' at its stage; which is paid for or earned among our own."""
    touchpoints = _touchpoints(ground)
    for key, meetings in _meetings(ground).items():
        right = touchpoints.get(key)
        if right is None or right.media not in (_OURS, *_OTHERS) or _tells_that_it_is_paid(ground, key):
            continue
        wrong = _OTHERS if right.media == _OURS else (_OURS,)
        ways = list(dict.fromkeys(thing_of(stage) for stage, _ in meetings))
        there = [each.touchpoint for stage, _ in meetings for each in ground.stages[stage].touchpoints]
        beside = [
            each.touchpoint for way in ways for stage in ground.journeys[way].stages for each in stage.touchpoints
        ]
        here, around = (
            [each for each in pool if each in touchpoints and touchpoints[each].media in wrong]
            for pool in (there, beside)
        )
        if not here:
            continue  # nobody who knows the stage has anything to tell apart
        yield Fact(
            right.media,
            key,
            "",
            key,
            [here, around],
            lambda _: True,
            concerns=frozenset(ways),
            fits=partial(_has_to_be_known, ground),
        )


def first_channel(ground: Ground) -> Iterator[Fact]:
    """Where we reach a person first: of the touchpoints that their page ranks, the only one at the top."""
    for key, person in ground.people.items():
        first = [each.touchpoint for each in person.channels if each.rank == 1]
        if len(first) != 1:
            continue
        later = [each.touchpoint for each in person.channels if each.rank and each.rank > 1]
        unranked = {each.touchpoint for each in person.channels if not each.rank}
        ways = ground.journeys_of.get(key, frozenset())
        met = [
            each.touchpoint
            for way in sorted(ways)
            for stage in ground.journeys[way].stages
            for each in stage.touchpoints
        ]
        yield Fact(
            "channel",
            key,
            "channels",
            first[0],
            [later, met],
            none_of(unranked),
            (key,),
            concerns=ground.learners_of(key),
        )


def run_by(ground: Ground) -> Iterator[Fact]:
    """Which department runs a touchpoint: where the same one does at all stages; none that speaks of it is wrong."""
    departments = list(ground.of_kind("department"))
    said = {each: list(texts_in(ground.book.thing(each))) for each in departments}
    near = _near_each_other(ground, departments)
    met = _meetings(ground)
    for key, touchpoint in _touchpoints(ground).items():
        meetings = met.get(key, [])
        right, title = touchpoint.owner, ground.title(key) or Text()
        if not right or any(each.owner not in (None, right) for _, each in meetings):
            continue
        if share_a_word(ground.title(right), title):
            continue
        involved: set[str | None] = {right, touchpoint.maintainer, *near.get(right, ())}
        involved |= {each for each in departments if any(ground.likeness.covers(text, title) for text in said[each])}
        told = [*texts_in(touchpoint), *(text for _, each in meetings for text in texts_in(each))]
        involved |= {each for each in departments if any(ground.has_name_in(each, text) for text in told)}
        there = [owner for stage, _ in meetings if (owner := ground.book.stages[stage].owner)]
        yield Fact(
            "run-by",
            key,
            "",
            right,
            [there, departments],
            none_of(involved),
            (key,),
            concerns=frozenset(thing_of(stage) for stage, _ in meetings),
        )


def stage_owner(ground: Ground) -> Iterator[Fact]:
    """Which department is mainly responsible for a stage; whoever has any part in it isn't a wrong answer."""
    departments = list(ground.of_kind("department"))
    near = _near_each_other(ground, departments)
    for key, stage in ground.stages.items():
        if not stage.owner or share_a_word(ground.title(stage.owner), ground.title(key)):
            continue
        elsewhere = ground.same_stage_elsewhere(key)
        involved = {
            stage.owner,
            *near.get(stage.owner, ()),
            *stage.supporting,
            ground.book.stages[elsewhere].owner if elsewhere else None,
        }
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
            none_of(involved),
            (way,),
            concerns=frozenset({way}),
        )


def _near_each_other(ground: Ground, departments: list[str]) -> dict[str, set[str]]:
    """By department: those that it names in a text, or that name it. A team may be part of another."""
    found: dict[str, set[str]] = {each: set() for each in departments}
    for one in departments:
        for text in texts_in(ground.book.thing(one)):
            for other in departments:
                if other != one and ground.has_name_in(other, text):
                    found[one].add(other)
                    found[other].add(one)
    return found


def _has_to_be_known(ground: Ground, key: Choice) -> bool:
    """Whether a touchpoint's title leaves open whose it is."""
    return isinstance(key, str) and not _tells_that_it_is_paid(ground, key)


def _tells_that_it_is_paid(ground: Ground, key: str) -> bool:
    return any(word in words.lower() for words in (ground.title(key) or {}).values() for word in _PAID)


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
