"""The page for practice: questions by persona, journey or track, as a list for readers and as data for the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from journeybook.learn import MOST
from journeybook.render.views import quiz
from journeybook.render.views.common import View
from journeybook.render.words_files import theme_folder

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

ADDRESS = "practice/"
TEMPLATE = "pages/practice.html"
#: Which question is in which file.
WHERE = f"{ADDRESS}where.json"
#: More aren't fetched at once.
MOST_AT_ONCE = 400
#: More aren't listed on the page: rounds draw from all of them.
MOST_LISTED = 200
#: Fewer than these don't make a round.
_FEWEST = 3
_KINDS = ("persona", "journey", "track")
#: The files of the script, in the order in which they build upon each other.
_FILES = ("progress", "quiz", "practice")
_ASIDE = re.compile(r"^\s*(?:/\*.*?\*/\s*|//[^\n]*\n\s*)*", re.DOTALL | re.MULTILINE)


@cache
def script() -> tuple[str, bytes]:
    """The script of pages that ask, and its address; no other page loads it."""
    content = joined(*_FILES)
    return f"assets/journeybook/learn/practice.{sha256(content).hexdigest()[:8]}.js", content


def joined(*names: str) -> bytes:
    """Files of ``theme/learn`` as one script."""
    texts = ((theme_folder() / f"learn/{name}.js").read_text(encoding="utf-8") for name in names)
    text = "\n".join(_ASIDE.sub("", each) for each in texts)
    return f"{{\n{text}}}\n".encode()  # a block: with instant navigation it is run again


def practice(ed: Edition) -> View:
    asked = quiz.all_asked(ed)
    listed: dict[str, list[quiz.Asked]] = {}
    for each in _shortened(asked, MOST_LISTED):
        listed.setdefault(each.form.partition("-company")[0], []).append(each)
    return {
        "asked": asked,
        "listed": listed,
        "everything": len(_shelves(ed)[""]),
        "choices": _choices(ed),
        "words": quiz.words(ed),
        "script": script()[0],
        "stamp": _stamp(ed),
        "crumbs": [],
    }


def files(ed: Edition) -> Iterator[tuple[str, str]]:
    """What the browser fetches: addresses and contents. A round about something needs one small file."""
    for subject, questions in _shelves(ed).items():
        yield address_of_data(subject), _data(questions)
    yield WHERE, json.dumps(_where(ed), ensure_ascii=False, separators=(",", ":"))


def address_of_data(subject: str) -> str:
    """Where the questions about a persona, journey or track are; without one, those for rounds about everything."""
    return f"{ADDRESS}{subject.replace(':', '/') or 'questions'}.json"


def _shelves(ed: Edition) -> dict[str, list[quiz.Asked]]:
    """The questions by what they can be practised by; first those for rounds about everything."""
    if ed.shelves is None:
        asked = quiz.all_asked(ed)
        found: dict[str, list[quiz.Asked]] = {"": _shortened(asked, MOST_AT_ONCE)}
        for each in asked:
            for subject in sorted(each.of):
                found.setdefault(subject, []).append(each)
        active = (entry.key for entry in ed.book.of_kind("track") if entry.thing.status == "active")
        for key in active:
            own, beside = quiz.of_track(ed, key, asked)
            found[key] = [*own, *_shortened(beside, max(0, MOST - len(own)))]
        ed.shelves = found
    return ed.shelves


def _where(ed: Edition) -> dict[str, list[str]]:
    """By subject the questions that are found there, each named once: for those that come back, known by their ids."""
    seen: set[str] = set()
    found: dict[str, list[str]] = {}
    for subject, questions in _shelves(ed).items():
        fresh = [each.id for each in questions if each.id not in seen]
        seen.update(fresh)
        if fresh:
            found[subject] = fresh
    return found


def _data(questions: list[quiz.Asked]) -> str:
    """Questions for the browser. Texts that stand in many of them are told once, and named by number."""
    texts: dict[str, int] = {}

    def number(text: str) -> int:
        return texts.setdefault(text, len(texts))

    plain = quiz.plain(questions)
    for each in plain:
        each["choices"] = [number(text) for text in each["choices"]]
        each["to"], each["about"] = number(each["to"]), number(each["about"])
    return json.dumps(
        {"format": 1, "texts": list(texts), "questions": plain}, ensure_ascii=False, separators=(",", ":")
    )


def _stamp(ed: Edition) -> str:
    """Changes with every question, so that browsers fetch anew what they keep."""
    said = ((each.id, each.ask, each.choices, each.answer, each.why, each.of) for each in quiz.all_asked(ed))
    return sha256(repr([(*each[:5], sorted(each[5])) for each in said]).encode()).hexdigest()[:8]


def _shortened(asked: list[quiz.Asked], most: int) -> list[quiz.Asked]:
    """At most so many, spread evenly, in their order."""
    if len(asked) <= most:
        return asked
    return [asked[place * len(asked) // most] for place in range(most)]


def _choices(ed: Edition) -> list[tuple[str, list[dict[str, Any]]]]:
    """What one can practise by, by kind: everything about which enough is asked."""
    counts = {subject: len(questions) for subject, questions in _shelves(ed).items()}
    return [
        (kind, [{"key": key, "count": counts[key]} for key in ed.ordered(keys)])
        for kind in _KINDS
        if (keys := [key for key, count in counts.items() if count >= _FEWEST and key.startswith(f"{kind}:")])
    ]
