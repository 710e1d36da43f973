"""The page for practice: questions by persona, journey or track, as a list for readers and as data for the browser."""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from journeybook.render.views import quiz
from journeybook.render.views.common import View
from journeybook.render.words_files import theme_folder

if TYPE_CHECKING:
    from journeybook.render.pages import Edition

ADDRESS = "practice/"
TEMPLATE = "pages/practice.html"
DATA = "practice/questions.json"
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
    for each in _shortened(asked):
        listed.setdefault(each.form.partition("-company")[0], []).append(each)
    return {
        "asked": asked,
        "listed": listed,
        "choices": _choices(ed),
        "words": quiz.words(ed),
        "script": script()[0],
        "data": f"{DATA}?{sha256(data(ed).encode()).hexdigest()[:8]}",
        "crumbs": [],
    }


def data(ed: Edition) -> str:
    """All questions for the browser. Texts that stand in many questions are told once, and named by number."""
    texts: dict[str, int] = {}

    def number(text: str) -> int:
        return texts.setdefault(text, len(texts))

    questions = quiz.plain(quiz.all_asked(ed), _tracks(ed))
    for each in questions:
        for name in ("choices", "of"):
            each[name] = [number(text) for text in each.get(name, ())]
        each["to"], each["about"] = number(each["to"]), number(each["about"])
    return json.dumps(
        {"format": 1, "texts": list(texts), "questions": questions}, ensure_ascii=False, separators=(",", ":")
    )


def _shortened(asked: list[quiz.Asked]) -> list[quiz.Asked]:
    """At most so many, spread evenly, in their order."""
    if len(asked) <= MOST_LISTED:
        return asked
    return [asked[place * len(asked) // MOST_LISTED] for place in range(MOST_LISTED)]


def _tracks(ed: Edition) -> dict[str, frozenset[str]]:
    asked = quiz.all_asked(ed)
    active = (entry.key for entry in ed.book.of_kind("track") if entry.thing.status == "active")
    return {key: quiz.of_track(ed, key, asked) for key in active}


def _choices(ed: Edition) -> list[tuple[str, list[dict[str, Any]]]]:
    """What one can practise by, by kind: everything about which enough is asked."""
    counts = {key: len(ids) for key, ids in _tracks(ed).items()}
    for each in quiz.all_asked(ed):
        for key in each.of:
            counts[key] = counts.get(key, 0) + 1
    return [
        (kind, [{"key": key, "count": counts[key]} for key in ed.ordered(keys)])
        for kind in _KINDS
        if (keys := [key for key, count in counts.items() if count >= _FEWEST and key.startswith(f"{kind}:")])
    ]
