"""Laws of comparing, on books made by chance."""

from __future__ import annotations

import copy
import json
import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from journeybook.versions import snapshot
from journeybook.versions.changes import Changes
from journeybook.versions.diff import compare
from journeybook.versions.marks import marked
from journeybook.versions.weight import departments_affected

WORDS = st.text("abcđêơ ư.,", min_size=1, max_size=30).filter(str.strip)
TEXTS = st.builds(lambda vi, en: {"vi": vi, "en": en}, WORDS, WORDS)
CLAIMS = st.builds(
    lambda text, confidence: {"text": text, **({"confidence": confidence} if confidence else {})},
    TEXTS,
    st.sampled_from(["", "low", "high"]),
)
STAGES = st.lists(st.sampled_from(["see", "think", "do", "care"]), unique=True).flatmap(
    lambda ids: st.tuples(*(st.fixed_dictionaries({"id": st.just(name), "pains": st.lists(CLAIMS)}) for name in ids))
)
DATA = st.fixed_dictionaries(
    {"title": TEXTS},
    optional={
        "summary": TEXTS,
        "tier": st.integers(1, 4),
        "tags": st.lists(st.sampled_from("xyz"), unique=True),
        "goals": st.lists(CLAIMS, max_size=4),
        "stages": STAGES.map(list),
        "rivals": st.dictionaries(st.sampled_from(["competitor:a", "competitor:b"]), TEXTS),
    },
)
BOOKS = st.dictionaries(st.sampled_from("abc"), DATA, min_size=1)


def snap(things: dict[str, Any], links: tuple[tuple[str, str, str], ...] = ()) -> snapshot.Snapshot:
    """A book whose things are journeys."""
    return snapshot.of_plain(
        {
            "languages": ["vi", "en"],
            "things": [
                {"kind": "journey", "id": name, "path": None, "line": None, "data": copy.deepcopy(data)}
                for name, data in things.items()
            ],
            "links": [{"from": source, "via": via, "to": target} for source, via, target in links],
        }
    )


def sides(changes: Changes, turned: bool = False) -> list[Any]:
    """What is new and what is gone, by thing."""
    turn = {"added": "removed", "removed": "added"} if turned else {}
    return sorted((turn.get(thing.what, thing.what), thing.key) for thing in changes.things)


@given(BOOKS)
def test_nothing_differs_from_itself(book: dict[str, Any]) -> None:
    """Also where everything is written in another order."""
    turned = {name: dict(reversed(data.items())) for name, data in reversed(book.items())}
    assert not compare(snap(book), snap(turned))


@given(BOOKS, BOOKS)
def test_the_way_back_is_the_way_there_turned_round(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert sides(compare(snap(one), snap(other))) == sides(compare(snap(other), snap(one)), turned=True)


@given(BOOKS, st.data())
def test_an_edit_of_one_thing_is_told_there_alone(book: dict[str, Any], chance: st.DataObject) -> None:
    name = chance.draw(st.sampled_from(sorted(book)))
    edited = {**book, name: chance.draw(DATA.filter(lambda data: data != book[name]))}
    assert {f"journey:{name}"} >= {thing.key for thing in compare(snap(book), snap(edited)).things}


@given(st.lists(CLAIMS, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_another_order_is_told_once_or_not_at_all(claims: list[Any], chance: Any) -> None:
    shuffled = chance.sample(claims, len(claims))
    changes = compare(snap({"a": {"goals": claims}}), snap({"a": {"goals": shuffled}}))
    expected = ["order"] if claims != shuffled else []
    assert expected == [change.what for thing in changes.things for change in thing.fields]


@given(WORDS, WORDS)
def test_what_stayed_and_what_came_is_the_new_text(before: str, after: str) -> None:
    """And what stayed and what went is the old one."""
    runs = marked(before, after)
    assert before == "".join(words for op, words in runs if op != "in")
    assert after == "".join(words for op, words in runs if op != "out")


def test_a_long_text_is_marked_where_it_changed_and_quickly() -> None:
    """Sentence by sentence where too many words differ."""
    sentences = [f"Câu thứ {number} kể về cửa hàng số {number * 7}." for number in range(3000)]
    one, other = " ".join(sentences), " ".join(["Một câu mới.", *sentences[:2000], *sentences[2500:]])
    began = time.perf_counter()
    runs = marked(one, other)
    assert 2 > time.perf_counter() - began
    assert [op for op, _ in runs] == ["in", "same", "out", "same"]


def test_a_model_whose_rows_changed_places_has_another_order() -> None:
    """The rows of a model's map are the one map in which order says something."""
    lanes = {"goals": {"required": True}, "pains": {"required": True}}
    changes = compare(snap({"a": {"lanes": lanes}}), snap({"a": {"lanes": dict(reversed(lanes.items()))}}))
    assert [("order", ("lanes",))] == [(change.what, change.path) for change in changes.things[0].fields]


def test_links_of_what_came_or_went_go_without_saying() -> None:
    """A link between things that stay is told."""
    old = snap({"a": {}, "b": {}, "gone": {}}, (("journey:gone", "related", "journey:b"),))
    new = snap(
        {"a": {}, "b": {}, "new": {}}, (("journey:a", "related", "journey:b"), ("journey:a", "x", "journey:new"))
    )
    told = [(link.what, link.source, link.via, link.target) for link in compare(old, new).links]
    assert [("added", "journey:a", "related", "journey:b")] == told


def test_what_matters_most_is_told_first() -> None:
    """What is gone, then what is new; a tier before a tag; a date of review last."""
    old = snapshot.of_plain(
        {
            "languages": ["vi"],
            "things": [
                {"kind": "term", "id": "crm", "data": {}},
                {"kind": "persona", "id": "lan", "data": {"reviewed": "2026-01-01"}},
                {"kind": "segment", "id": "a", "data": {"tier": 1, "tags": ["x"]}},
            ],
        }
    )
    new = snapshot.of_plain(
        {
            "languages": ["vi"],
            "things": [
                {"kind": "persona", "id": "lan", "data": {"reviewed": "2026-02-01"}},
                {"kind": "segment", "id": "a", "data": {"tier": 2, "tags": ["y"]}},
                {"kind": "role", "id": "cook", "data": {}},
            ],
        }
    )
    changes = compare(old, new)
    assert ["term:crm", "role:cook", "segment:a", "persona:lan"] == [thing.key for thing in changes.things]
    assert "tier" == changes.things[2].fields[0].fields[0]


def test_a_change_concerns_those_who_answer_for_its_place() -> None:
    """For the thing, for the stage, and for the touchpoint in it; not for other stages."""
    web = {"kind": "touchpoint", "id": "web", "data": {"owner": "department:it"}}

    def book(purpose: str) -> snapshot.Snapshot:
        met = {"touchpoint": "touchpoint:web", "purpose": {"vi": purpose}}
        stages = [
            {"id": "see", "owner": "department:marketing", "touchpoints": [met]},
            {"id": "do", "owner": "department:legal"},
        ]
        journey = {"kind": "journey", "id": "buy", "data": {"owner": "department:sales", "stages": stages}}
        return snapshot.of_plain({"languages": ["vi"], "things": [web, journey]})

    changes = compare(book("Xem giá"), book("So giá"))
    expected = ["department:it", "department:marketing", "department:sales"]
    assert expected == sorted(departments_affected(changes.things[0], changes))


def test_fields_and_kinds_of_other_formats_are_kept() -> None:
    """They are compared as plain values, and said in JSON they come back as they were."""
    old = {"languages": ["vi"], "things": [{"kind": "ritual", "id": "a", "data": {"steps": [[1], {"x": None}]}}]}
    new = json.loads(json.dumps(old).replace("[1]", "[2]"))
    changes = compare(snapshot.of_plain(old), snapshot.of_plain(new))
    assert [("ritual:a", "changed")] == [(thing.key, thing.what) for thing in changes.things]
