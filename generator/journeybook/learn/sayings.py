"""Who says or hears what: whose challenge something is, for whom a message is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from journeybook.book import thing_of
from journeybook.learn.alike import Sayings
from journeybook.learn.draw import Choice, Fact
from journeybook.learn.ground import Ground
from journeybook.learn.hints import called, share_a_word
from journeybook.model.base import Claim
from journeybook.model.texts import Text

#: Whether one person may stand beside another at all.
Apart = Callable[[Ground, str, str], bool]
_LONGEST = 220  # letters of a quotation that can be read at a glance


def challenge(ground: Ground) -> Iterator[Fact]:
    """Whose challenge something is."""
    for key in (*ground.people, *ground.companies):
        claims = (ground.people.get(key) or ground.companies[key]).challenges
        form = "challenge" if key in ground.people else "challenge-company"
        yield from _whose(ground, key, form, "challenges", claims)


def goal(ground: Ground) -> Iterator[Fact]:
    """Whose goal something is."""
    for key, person in ground.people.items():
        yield from _whose(ground, key, "goal", "goals", person.goals)


def objection(ground: Ground) -> Iterator[Fact]:
    """Who says something against us. Any colleague might say it, too, so it is asked among others.

    In their own words "he" and "she" are somebody else.
    """
    for key, person in ground.people.items():
        for each in person.objections:
            if _can_be_quoted(ground, each.says, key):
                yield _said(ground, key, "objection", "objections", each.says, frozenset(), _is_far)


def _whose(ground: Ground, key: str, form: str, anchor: str, claims: Sequence[Claim]) -> Iterator[Fact]:
    for claim in claims:
        if claim.personas or not _can_be_quoted(ground, claim.text, key):
            continue
        if key in ground.companies and share_a_word(ground.title(key), claim.text):
            continue
        yield _said(ground, key, form, anchor, claim.text, called([claim.text]), _is_other)


def _said(
    ground: Ground, key: str, form: str, anchor: str, text: Text, spoken_of: frozenset[str], is_apart: Apart
) -> Fact:
    """A quotation. Nobody of whom the book says anything near is offered as a wrong answer."""
    return Fact(
        form,
        key,
        anchor,
        key,
        ground.around(key) if key in ground.people else [ground.companies],
        lambda who: is_apart(ground, key, str(who)) and _says_nothing_near(ground, ground.sayings, text, who),
        text=text,
        concerns=ground.learners_of(key),
        fits=partial(_may_be_called, ground, spoken_of),
    )


def _is_other(ground: Ground, who: str, other: str) -> bool:
    return not ground.is_alike(who, other)


def _is_far(ground: Ground, who: str, other: str) -> bool:
    return not ground.is_alike(who, other) and not ground.are_colleagues(who, other)


def _may_be_called(ground: Ground, so: frozenset[str], who: Choice) -> bool:
    """Whether somebody may be meant by "he" or "she", as far as the book tells."""
    theirs = ground.spoken_of(who) if isinstance(who, str) else frozenset()
    return not so or not theirs or bool(so & theirs)


def message(ground: Ground) -> Iterator[Fact]:
    """For whom a message is meant. To nobody who is offered as a wrong answer do we say anything near."""
    heard = Sayings(ground.likeness, _heard(ground))
    for key, stage in ground.stages.items():
        way = thing_of(key)
        for said in stage.messages:
            if len(said.to) != 1 or not _can_be_quoted(ground, said.say, said.to[0]):
                continue
            right = said.to[0]
            is_person = right in ground.people
            addressed = [to for each in stage.messages for to in each.to]
            others = ground.people_of_journeys[way] if is_person else ground.of_kind("role")
            beside = frozenset() if is_person else ground.roles_beside(right, way)
            everybody = ground.any_beside(right) if is_person else []
            pools = [[to for to in addressed if to.startswith("persona:") == is_person], others, everybody]
            yield Fact(
                "message",
                key,
                "messages",
                right,
                [[each for each in pool if each not in beside] for pool in pools],
                partial(_says_nothing_near, ground, heard, said.say),
                (way,),
                said.say,
                frozenset({way, *((right,) if is_person else ())}),
                partial(_may_be_called, ground, called([said.say])),
            )


def _heard(ground: Ground) -> Mapping[str, list[Text]]:
    """By persona and role: all that we say to them; a role hears what those who have it hear, and the other way round.

    What is said to nobody in particular is heard by all.
    """
    book = ground.book
    said: dict[str, list[Text]] = {}
    for_all: list[Text] = []
    for stage in book.stages.values():
        for each in stage.messages:
            for to in each.to:
                said.setdefault(to, []).append(each.say)
            if not each.to:
                for_all.append(each.say)
    for key, person in ground.people.items():
        said.setdefault(key, []).extend(each.say for each in person.messages)
    own = {key: list(texts) for key, texts in said.items()}
    for key in ground.people:
        for role in book.roles_of(key):
            said.setdefault(key, []).extend(own.get(role, ()))
            said.setdefault(role, []).extend(own.get(key, ()))
    everybody = (*ground.people, *ground.of_kind("role"))
    return {key: [*said.get(key, ()), *for_all] for key in everybody}


def _can_be_quoted(ground: Ground, text: Text, right: str) -> bool:
    """Whether a text is short, names nobody, and doesn't give the answer away."""
    is_short = all("\n" not in words and len(words) <= _LONGEST for words in text.values())
    return is_short and not ground.names_somebody(text) and not ground.is_named_in(right, text)


def _says_nothing_near(ground: Ground, said: Sayings, text: Text, who: Choice) -> bool:
    if not isinstance(who, str) or not said.is_known(who) or ground.is_named_in(who, text):
        return False
    return not said.have_near(who, text)
