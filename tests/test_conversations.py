"""What a book says for conversations: whose it is, and what stands first at a stage."""

from __future__ import annotations

from datetime import date

import pytest

from journeybook import conversations as talk
from journeybook.book import Book
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel
from tests.site.conftest import ROOT

HANH = "persona:nguyen-thu-hanh"
REVIEW, TRIGGER = "journey:mid-factory-purchase/review", "journey:mid-factory-purchase/trigger"


@pytest.fixture(scope="module")
def book() -> Book:
    return travel(read_settings(ROOT), date(2026, 11, 25)).book


def asked(book: Book, stage: str | None) -> list[str]:
    of = talk.by_person(book, talk.questions(book))
    return [f"{each.key}/{each.number}" for each in talk.best(book, of[HANH], stage, 3)]


def test_an_objection_of_a_competitor_is_that_of_who_says_it(book: Book) -> None:
    """Beside the person's own, which stand first."""
    raised = talk.by_person(book, talk.objections(book))[HANH]
    assert [(HANH, 1), (HANH, 2), ("competitor:hoc-nhanh", 1)] == [(each.key, each.number) for each in raised]
    assert [None, None, "competitor:hoc-nhanh"] == [each.competitor for each in raised]


def test_the_stages_own_come_first_and_traps_last(book: Book) -> None:
    """Without a stage it is the order in which they are written."""
    assert [f"{HANH}/1", f"{HANH}/2"] == asked(book, None)[:2]
    assert f"{HANH}/1" == asked(book, TRIGGER)[0]
    assert f"{HANH}/2" == asked(book, REVIEW)[0]


def test_a_stage_of_the_model_is_that_stage_in_every_journey(book: Book) -> None:
    """A person may name either."""
    assert talk.is_at(book, REVIEW, REVIEW)
    assert talk.is_at(book, "model:b2b-backbone/review", REVIEW)
    assert not talk.is_at(book, "model:b2b-backbone/trigger", REVIEW)
    assert not talk.is_at(book, None, REVIEW)


def test_what_is_for_somebody_alone_is_said_before_what_is_for_everybody(book: Book) -> None:
    """And what is for others only isn't said."""
    said = talk.said_to(book, HANH, TRIGGER)
    assert (HANH,) == said[0].to
    assert all(not each.to or HANH in each.to for each in said)
    decider = talk.said_to_role(book, "role:decider", TRIGGER, talk.personal(book))
    assert ("role:decider",) == decider[0].to
