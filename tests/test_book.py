"""The Book answers what pages and exports ask of it, above all: which role meets which touchpoint at which stage."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journeybook.book import Book, Encounter, Participation
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel

FILES = {
    "mkdocs.yml": "site_name: x\ndocs_dir: content\ntheme: {name: material, language: en}\nplugins: [journeybook]\n",
    "content/personas/ann.yaml": "title: Ann\njob: Director\nroles: [decider, user]\nreports_to: {text: The board}\n",
    "content/personas/bob.yaml": "title: Bob\njob: Clerk\nroles: user\nreports_to: ann\n",
    "content/personas/cat.yaml": "title: Cat\njob: Guest\n",
    "content/touchpoints.yaml": "website: {title: Website}\ndemo: {title: Demo}\nhotline: {title: Hotline}\n",
    "content/journeys/way.yaml": """\
title: The way
model: stdc
personas: cat
stages:
  - id: see
    touchpoints: [website]
  - id: think
    people: [{persona: bob, part: leads}, {role: researcher, part: consulted}]
    touchpoints: [website, {touchpoint: demo, personas: ann}]
    drilldown: detail
  - id: care
    messages: [{to: ann, say: Thank you}]
    touchpoints: hotline
""",
    "content/journeys/detail.yaml": """\
title: Detail
model: buying-process
counterpart: detail-later
stages: [{id: purchase}]
""",
    "content/journeys/detail-later.yaml": "title: Later\nmodel: buying-process\nstages: [{id: purchase}]\n",
}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    for path, text in FILES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    travelled = travel(read_settings(tmp_path), date(2026, 11, 25))
    assert travelled.ok, travelled.problems
    return travelled.book


def test_whoever_is_named_nearest_meets_a_touchpoint(book: Book) -> None:
    """Its own personas; else the stage's people (a role stands for itself); else the journey's personas."""
    see, think, care = "journey:way/see", "journey:way/think", "journey:way/care"
    assert {
        Encounter(None, see, "touchpoint:website", "persona:cat"),
        Encounter("role:user", think, "touchpoint:website", "persona:bob"),
        Encounter("role:researcher", think, "touchpoint:website", None),
        Encounter("role:decider", think, "touchpoint:demo", "persona:ann"),
        Encounter("role:user", think, "touchpoint:demo", "persona:ann"),
        Encounter(None, care, "touchpoint:hotline", "persona:cat"),
    } == set(book.encounters)


def test_triples_can_be_asked_for_from_every_side(book: Book) -> None:
    """By role, stage, touchpoint, persona, or several of them."""
    assert ["journey:way/think"] == [each.stage for each in book.encounters_with(role="role:decider")]
    assert {"persona:bob", "persona:ann", None} == {
        each.persona for each in book.encounters_with(stage="journey:way/think")
    }
    assert ["persona:ann"] == [
        each.persona for each in book.encounters_with(role="role:user", touchpoint="touchpoint:demo")
    ]
    assert [] == book.encounters_with(role="role:decider", stage="journey:way/see")


def test_a_person_is_where_a_stage_names_them_in_any_way(book: Book) -> None:
    """As one of its people, by a message, or by a touchpoint; with their part where it is said."""
    assert [Participation("journey:way/think", "persona:bob", "leads")] == book.stages_of["persona:bob"]
    assert ["journey:way/think", "journey:way/care"] == [each.stage for each in book.stages_of["persona:ann"]]


def test_ways_up_and_across_need_to_be_said_on_one_side_only(book: Book) -> None:
    """A drill-down makes a parent; a counterpart is mutual."""
    assert ("journey:way",) == book.parents_of("journey:detail")
    assert "journey:detail" == book.counterpart_of("journey:detail-later")
