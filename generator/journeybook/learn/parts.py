"""Who plays which part: who leads a stage, which role that is, who can stop a purchase alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from journeybook.book import thing_of
from journeybook.learn.draw import Choice, Fact, none_of
from journeybook.learn.ground import Ground, texts_in
from journeybook.learn.hints import share_a_word
from journeybook.model.journey import Participant
from journeybook.model.texts import Text

_LEADS = "leads"
_BLOCKS = "blocks"
_DECIDER = "role:decider"
_INFLUENCER = "role:influencer"
#: Words by which a page may say that somebody has a veto, besides the field.
_VETO = ("phủ quyết", "veto")


def leader(ground: Ground) -> Iterator[Fact]:
    """Which person leads a stage: where exactly one takes part as its leader, and nobody's part is left open."""
    for key, stage in ground.stages.items():
        leads = _leads(ground, key)
        if len(leads) != 1 or not leads[0].persona or not all(each.part for each in stage.people):
            continue
        right, way = leads[0].persona, thing_of(key)
        elsewhere = _may_lead(ground, ground.same_stage_elsewhere(key))
        # Whoever leads as somebody of a role may be anyone who has it.
        leading: set[str | None] = {right, *(each.persona for each in elsewhere)}
        leading |= {person for each in elsewhere if each.role for person in ground.book.personas_with(each.role)}
        here = ground.book.people_of(key)
        near, on_the_way, _ = ground.around(right)
        yield Fact(
            "leader",
            key,
            "people",
            right,
            [[each for each in here if each in ground.people], ground.people_of_journeys[way], near, on_the_way],
            none_of(leading),
            (way,),
            concerns=frozenset({right, way}),
        )


def leading_role(ground: Ground) -> Iterator[Fact]:
    """Which role leads a stage: that of its only leader, if it is one role and no more."""
    roles = list(ground.of_kind("role"))
    for key in ground.stages:
        leads = _leads(ground, key)
        if len(leads) != 1 or not all(each.part for each in ground.stages[key].people):
            continue
        held = _roles_of(ground, leads[0], key)
        if len(held) != 1 or share_a_word(ground.title(held[0]), ground.title(key)):
            continue
        # Another role counts as wrong only if none of the leaders has it: at this stage, at any other, or in the
        # journey as it should be.
        elsewhere = ground.same_stage_elsewhere(key)
        way = thing_of(key)
        leading = {*held, *ground.book.roles_of(leads[0].persona or ""), *ground.roles_beside(held[0], way)}
        for each in _may_lead(ground, elsewhere):
            leading |= {*_roles_of(ground, each, elsewhere or key), *ground.book.roles_of(each.persona or "")}
        here = [role for each in ground.stages[key].people for role in _roles_of(ground, each, key)]
        yield Fact(
            "leading-role",
            key,
            "people",
            held[0],
            [here, roles],
            none_of(leading),
            (way,),
            concerns=frozenset({way, *([leads[0].persona] if leads[0].persona else [])}),
        )


def role(ground: Ground) -> Iterator[Fact]:
    """Which role a person has in a purchase: where it is only one, in all that is said of them."""
    roles = list(ground.of_kind("role"))
    seats = _seats(ground)
    for key in ground.people:
        held = dict.fromkeys([*ground.book.roles_of(key), *seats.get(key, ())])
        if len(held) != 1:
            continue
        right = next(iter(held))
        if share_a_word(ground.title(right), ground.people[key].job.text):
            continue
        yield Fact(
            "role",
            key,
            "",
            right,
            [[each for each in roles if each not in _claimed(ground, key)]],
            partial(_has_nothing_of, ground, key),
            (key,),
            concerns=ground.learners_of(key),
        )


def _claimed(ground: Ground, person: str) -> set[str]:
    """Roles that somebody may read out of other fields of a person: who decides, who has much influence."""
    decides = {_DECIDER} if _decides(ground, person) else set()
    return decides | ({_INFLUENCER} if ground.people[person].influence == "high" else set())


def _seats(ground: Ground) -> dict[str, list[str]]:
    """By person: the roles in which buying committees and stages name them."""
    found: dict[str, list[str]] = {}
    for company in ground.companies.values():
        for seat in company.committee:
            if seat.persona:
                found.setdefault(seat.persona, []).append(seat.role)
    return found


def _has_nothing_of(ground: Ground, person: str, role: Choice) -> bool:
    """Whether no text about a person names a role."""
    return isinstance(role, str) and not any(ground.has_name_in(role, text) for text in ground.said_of[person])


def veto(ground: Ground) -> Iterator[Fact]:
    """Who can stop a purchase alone: in a buying committee in which only one can."""
    may_stop = _may_stop(ground)
    for company, people in ground.colleagues.items():
        if company not in ground.companies:
            continue
        able = [each for each in people if ground.people[each].veto]
        if len(able) != 1 or people <= may_stop:  # with nobody else in the group to tell apart
            continue
        yield Fact(
            "veto",
            company,
            "committee",
            able[0],
            [people, *ground.around(able[0])],
            lambda who: who not in may_stop,
            (company, able[0]),
            concerns=frozenset({company, able[0]}),
        )


def _may_stop(ground: Ground) -> set[str]:
    """The persons who may stop a purchase in some way: by a veto, a decision, a part that blocks, or as texts say."""
    book = ground.book
    able = {key for key, person in ground.people.items() if person.veto or _decides(ground, key)}
    for key, stage in book.stages.items():
        for each in stage.people:
            if each.part == _BLOCKS:
                able.update(who for who in ground.people if each.persona == who or each.role in book.roles_at(who, key))
    said = [(key, text) for key in ground.people for text in ground.said_of[key]]
    seats = (seat for company in ground.companies.values() for seat in company.committee if seat.persona)
    said += [(str(seat.persona), text) for seat in seats for text in texts_in(seat)]
    able.update(key for key, text in said if _speaks_of_veto(text))
    return able


def _decides(ground: Ground, person: str) -> bool:
    said = ground.people[person].decision_maker
    return said if said is not None else _DECIDER in ground.book.roles_of(person)


def _speaks_of_veto(text: Text) -> bool:
    return any(word in words.lower() for words in text.values() for word in _VETO)


def _leads(ground: Ground, key: str | None) -> list[Participant]:
    return [each for each in ground.book.stages[key].people if each.part == _LEADS] if key else []


def _may_lead(ground: Ground, key: str | None) -> list[Participant]:
    """Those who lead a stage, and those of whom it isn't said what they do."""
    return [each for each in ground.book.stages[key].people if each.part in (_LEADS, None)] if key else []


def _roles_of(ground: Ground, each: Participant, key: str) -> tuple[str, ...]:
    return (each.role,) if each.role else ground.book.roles_at(each.persona or "", key)
