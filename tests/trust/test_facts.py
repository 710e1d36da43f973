"""Whatever is known of a book beforehand, the room of trust finds."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from journeybook.book import Book
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel
from journeybook.trust.ages import ages_of
from journeybook.trust.claims import Claims, Share, share
from journeybook.trust.health import Health
from journeybook.trust.past import Figures, figures
from journeybook.versions.snapshot import of_book
from tests.trust.stories import TODAY, Story

GOOD = Path(__file__).parents[1] / "sites/good"
GAPS = ("segment-without-persona", "persona-without-journey", "stage-without-owner", "required-lane-empty")


@pytest.fixture(scope="module", params=[1, 2, 3])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Story, Health]:
    """A book by chance, what is known of it, and what the room says."""
    story = Story(request.param)
    travelled = travel(read_settings(story.write(tmp_path_factory.mktemp("book"))), TODAY)
    assert travelled.ok, travelled.problems
    return story, Health(travelled.book, TODAY, travelled.problems)


def test_every_claim_is_found_and_stands_as_written(told: tuple[Story, Health]) -> None:
    """In each section of each thing and stage, by kind, and in the whole book."""
    story, health = told
    assert story.count("held", "single", "expired", "assumed") > 100, "or the book says too little"
    found: dict[tuple[str, str], Counter[str]] = {}
    for each in health.claims.all:
        found.setdefault((each.place, each.field), Counter())[each.standing] += 1
    assert {(place, field): said for place, its in story.standings.items() for field, said in its.items()} == found
    places = {place for place, _ in found}
    by_field = {(place, name): each for place in places for name, each in health.claims.by_field(place).items()}
    assert story.shares() == by_field
    assert story.kinds() == health.claims.by_kind
    assert (story.count("held", "single"), story.count("held", "single", "expired", "assumed")) == health.evidence
    for place in places:  # a journey's claims are those of its stages, too
        assert sum(each.place.startswith(place) for each in health.claims.all) == len(health.claims.of(place))


def test_the_heaviest_assumptions_come_first(told: tuple[Story, Health]) -> None:
    """By how many things point at what makes them; then by thing, then by stage."""
    story, health = told
    assert story.weights() == [(each.weight, each.said.place) for each in health.assumptions]


def test_everything_is_as_fresh_as_it_was_read(told: tuple[Story, Health]) -> None:
    """What ages has its state and its day, is due in its month, and waits for whoever keeps it true."""
    story, health = told
    assert story.states == {key: each.state for key, each in health.ages.items()}
    assert story.due == {key: each.due for key, each in health.ages.items() if each.due}
    assert Counter(story.states.values()) == +Counter(health.states)
    months: dict[tuple[int, int], set[str]] = {}
    for key, due in story.due.items():
        if due >= TODAY:
            months.setdefault((due.year, due.month), set()).add(key)
    assert sorted(months.items()) == [
        (month, {each.entry.key for each in ages}) for month, ages in health.by_month.items()
    ]
    owners = sorted(set(story.keepers.values()), key=lambda owner: (not owner, owner))
    assert [
        (owner, sorted(_of(story, owner), key=lambda key: (story.since[key] or date.max, key))) for owner in owners
    ] == [(owner, [each.entry.key for each in ages]) for owner, ages in health.by_owner.items()]


def _of(story: Story, owner: str) -> list[str]:
    return [key for key, keeper in story.keepers.items() if keeper == owner]


def test_what_falls_short_and_what_is_missing(told: tuple[Story, Health]) -> None:
    """Every target that is missed, the overdue ones first; every gap at the thing that has it."""
    story, health = told
    overdue = sum(story.missed.values())
    titles = [each.metric.title["vi"] for each in health.missed]
    assert {title for title, late in story.missed.items() if late} == set(titles[:overdue])
    assert {title for title, late in story.missed.items() if not late} == set(titles[overdue:])
    assert (len(story.missed), story.measured) == (len(titles), len(health.measures))
    assert +story.gaps == Counter((each.problem.code, each.key) for each in health.gaps if each.problem.code in GAPS)


def test_the_past_is_counted_as_the_present(told: tuple[Story, Health]) -> None:
    """From what ``book.json`` says the same comes out as was known beforehand."""
    story, health = told
    fresh = sum(state in ("fresh", "soon") for state in story.states.values())
    expected = Figures(Share(*health.evidence), Share(fresh, len(story.states)), story.own)
    assert expected == _figures(health.book)


@pytest.mark.parametrize("name", sorted(each.name for each in GOOD.iterdir()))
def test_past_and_present_agree_on_good_books(name: str) -> None:
    """Whatever a book is made of, its snapshot comes to the same claims and ages."""
    book = travel(read_settings(GOOD / name), TODAY).book
    ages = ages_of(book, TODAY)
    fresh = Share(sum(not each.needs_review for each in ages.values()), len(ages))
    found = _figures(book)
    assert (share(Claims(book, TODAY).all), fresh) == (found.evidence, found.fresh)


def _figures(book: Book) -> Figures:
    things = {key: (each.kind, each.data) for key, each in of_book(book).things.items() if each.path}
    return figures(things, TODAY, book.review_every)
