"""Questions as readers meet them: written ones and those made from facts, in the words of one language.

Tracks and the page for practice show the same: a list that is read without scripts, and data for ``theme/learn``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from journeybook.book import Book, journey, thing_of
from journeybook.learn import Made, made
from journeybook.learn.draw import Choice
from journeybook.model import Person, Question, Touchpoint, Track
from journeybook.model.texts import Text
from journeybook.render.addresses import ROOT, address_of
from journeybook.render.text import escaped

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

#: The words that scripts say, by the end of their names among the words of the interface.
_SAID = "quiz-say-"
_ARROW = " → "
#: Quotation marks within a quotation.
_WITHIN_QUOTES = str.maketrans("“”", "‘’")


@dataclass(frozen=True)
class Asked:
    """A question in one language. All texts are HTML; ``right`` counts choices from 0, ``to`` is where one reads on.

    Without choices it is an open question, and ``answer`` is what to compare one's own with.
    """

    id: str
    form: str
    ask: Markup
    choices: tuple[Markup, ...]
    right: tuple[int, ...]
    answer: Markup
    why: Markup
    to: str
    about: str
    of: frozenset[str]
    """What it can be practised by: personas, journeys and tracks."""
    changed: bool = False
    """Whether what it is about changed after somebody last made sure of it."""


def written(ed: Edition, key: str) -> Asked:
    """A question that somebody wrote."""
    entry = ed.book.entries[key]
    question = entry.thing
    assert isinstance(question, Question)
    numbers = question.answer if isinstance(question.answer, tuple) else ()
    open_answer = question.answer if isinstance(question.answer, Text) else None
    about = question.about if question.about and question.about in ed.book else None
    return Asked(
        id=key,
        form="written",
        ask=ed.say(question.ask),
        choices=tuple(ed.say(each) for each in question.choices),
        right=tuple(number - 1 for number in numbers),
        answer=ed.say(open_answer),
        why=ed.say(question.explain),
        to=address_of(about or key),
        about=ed.title(about or key),
        of=frozenset(_around(ed.book, about)) if about else frozenset(),
        changed=key in ed.book.overtaken,
    )


def from_fact(ed: Edition, question: Made, choices: dict[Choice, Markup] | None = None) -> Asked:
    """A question made from a fact, and the sentence that says why its answer is right.

    ``choices`` keeps what was said of others: the same ones stand in many questions.
    """
    kept = {} if choices is None else choices
    for each in question.choices:
        if each not in kept:
            kept[each] = _choice(ed, each)
    right = question.choices[question.right]
    where = address_of(question.about)
    return Asked(
        id=question.id,
        form=question.form,
        ask=Markup(escaped(_sentence(ed, question))),
        choices=tuple(kept[each] for each in question.choices),
        right=(question.right,),
        answer=Markup(""),
        why=Markup(escaped(_why(ed, question, right))),
        to=where if "#" in where else f"{where}#{question.anchor}" if question.anchor else where,
        about=_full_title(ed, question.about),
        of=question.concerns,
    )


def all_asked(ed: Edition) -> list[Asked]:
    """Every question that can be practised, written ones first; made once for an edition."""
    if ed.asked is None:
        own = [
            written(ed, entry.key)
            for entry in ed.book.of_kind("question")
            if entry.thing.status == "active" and ed.language in _texts_of(entry.thing)
        ]
        facts = (each for each in made(ed.book) if ed.language in each.languages)
        choices: dict[Choice, Markup] = {}
        ed.asked = [*own, *(from_fact(ed, each, choices) for each in facts)]
    return ed.asked


def plain(questions: Iterable[Asked]) -> list[dict[str, Any]]:
    """The same as data for scripts; addresses count from the site's root. See ``theme/learn/quiz.js``."""
    return [dict(_fields(each)) for each in questions]


def _fields(asked: Asked) -> Iterator[tuple[str, Any]]:
    yield "id", asked.id
    yield "form", asked.form
    yield "ask", _unrooted(asked.ask)
    yield "choices", [_unrooted(each) for each in asked.choices]
    yield "right", list(asked.right)
    for name, html in (("answer", asked.answer), ("explain", asked.why)):
        if html:
            yield name, _unrooted(html)
    yield "to", asked.to
    yield "about", asked.about
    if asked.changed:
        yield "changed", True


def words(ed: Edition) -> dict[str, str]:
    """What scripts say, by name."""
    return {name.removeprefix(_SAID): said for name, said in ed.words.part("ui").items() if name.startswith(_SAID)}


def of_track(ed: Edition, key: str, questions: Iterable[Asked]) -> tuple[list[Asked], list[Asked]]:
    """The questions of a track: those of its steps, and those about what its steps let one read."""
    track = ed.book.thing(key)
    assert isinstance(track, Track)
    steps = {question for step in track.steps for question in step.questions}
    pages = {address_of(each) for step in track.steps for each in step.read if not each.startswith("kind:")}
    own, beside = [], []
    for each in questions:
        if each.id in steps:
            own.append(each)
        elif _page_of(each) in pages:
            beside.append(each)
    return own, beside


def _page_of(asked: Asked) -> str:
    """The page of a thing; for a stage that of its journey."""
    folder, name, *_ = asked.to.split("/")
    return f"{folder}/{name}/"


def _around(book: Book, about: str) -> Iterator[str]:
    """What a question about a thing can be practised by: the thing, and for a person the journeys that name them."""
    thing = thing_of(about)
    if thing.startswith(("persona:", "journey:")):
        yield thing
    if thing.startswith("persona:"):
        yield from (entry.key for entry in book.of_kind("journey") if thing in book.personas_in(entry.key))


def _texts_of(question: object) -> frozenset[str]:
    assert isinstance(question, Question)
    said = [question.ask, *question.choices, *([question.answer] if isinstance(question.answer, Text) else [])]
    return frozenset.intersection(*(frozenset(each) for each in said))


# --- sentences --------------------------------------------------------------------------------------------------------


def _sentence(ed: Edition, question: Made) -> str:
    names = [ed.title(key) for key in question.names]
    fill = {
        "journey": ed.title(thing_of(question.about)) if question.about.startswith("journey:") else "",
        "stage": ed.title(question.names[-1] if question.form == "what-follows" else question.about),
        "name": names[0] if names else "",
        "text": ed.plain(question.text).translate(_WITHIN_QUOTES),
    }
    return ed.words.ui(f"quiz-ask-{question.form}", **fill)


def _why(ed: Edition, question: Made, right: Choice) -> str:
    """Why an answer is right: what the book says at the place that the question is about."""
    tell = _TELLING.get(question.form)
    more = tell(ed, question) if tell else ""
    form = "stage-owner-with" if question.form == "stage-owner" and more else question.form
    names = [ed.title(key) for key in question.names]
    name = _ARROW.join(ed.title(key) for key in _keys(right))
    return ed.words.ui(f"quiz-why-{form}", right=name, all=more, name=names[0] if names else "").strip()


def _parts_played(ed: Edition, question: Made) -> str:
    """Who does what at a stage; where roles are asked for, with that of the one who leads."""
    told = []
    for each in ed.book.stages[question.about].people:
        name, part = ed.title(each.persona or each.role or ""), ed.words.value("part", each.part)
        if question.form == "leading-role" and each.part == "leads" and each.persona:
            name += f" ({ed.title(str(question.choices[question.right]))})"
        told.append(f"{name} {part}" if each.persona else f"{name}: {part}")
    return "; ".join(told)


def _who_that_is(ed: Edition, question: Made) -> str:
    return ed.plain(ed.book.thing(str(question.choices[question.right])).summary)


def _our_answer(ed: Edition, question: Made) -> str:
    person = ed.book.thing(question.about)
    assert isinstance(person, Person)
    return next((ed.plain(each.answer) for each in person.objections if each.says == question.text), "")


def _ranked(ed: Edition, question: Made) -> str:
    person = ed.book.thing(question.about)
    assert isinstance(person, Person)
    ranked = sorted((each.rank, ed.title(each.touchpoint)) for each in person.channels if each.rank)
    return "; ".join(f"{rank}. {title}" for rank, title in ranked)


def _in_support(ed: Edition, question: Made) -> str:
    return ", ".join(ed.title(each) for each in ed.book.stages[question.about].supporting)


def _media(ed: Edition, question: Made) -> str:
    told = []
    for key in map(str, question.choices):
        touchpoint = ed.book.thing(key)
        assert isinstance(touchpoint, Touchpoint)
        told.append(f"{ed.title(key)}: {ed.words.value('media', touchpoint.media)}")
    return "; ".join(told)


def _order(ed: Edition, question: Made) -> str:
    way = question.names[0]
    return _ARROW.join(ed.title(f"{way}/{each.id.rpartition('/')[2]}") for each in journey(ed.book.entries[way]).stages)


#: What an explanation says beside its answer, by form.
_TELLING: dict[str, Callable[[Edition, Made], str]] = {
    "leader": _parts_played,
    "leading-role": _parts_played,
    "role": _who_that_is,
    "challenge": _who_that_is,
    "challenge-company": _who_that_is,
    "goal": _who_that_is,
    "objection": _our_answer,
    "channel": _ranked,
    "owned": _media,
    "paid": _media,
    "earned": _media,
    "stage-owner": _in_support,
    "order": _order,
    "what-follows": _order,
}


def _choice(ed: Edition, choice: Choice) -> Markup:
    """A choice by its name; a person with their job, since newcomers don't know names yet."""
    name = escaped(_ARROW.join(ed.title(key) for key in _keys(choice)))
    thing = ed.book.thing(choice) if isinstance(choice, str) and "/" not in choice else None
    if not isinstance(thing, Person) or ed.language not in thing.job.text:
        return Markup(name)
    return Markup('{} <span class="jb-aside">{}</span>').format(Markup(name), ed.plain(thing.job))


def _full_title(ed: Edition, key: str) -> str:
    """A stage together with its journey."""
    return f"{ed.title(thing_of(key))} – {ed.title(key)}" if "/" in key else ed.title(key)


def _keys(choice: Choice) -> tuple[str, ...]:
    return choice if isinstance(choice, tuple) else (choice,)


def _unrooted(html: str) -> str:
    return str(html).replace(ROOT, "")
