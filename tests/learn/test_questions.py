"""Questions made from facts have one right answer, and the same book makes the same ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import write_book
from journeybook.book import Book
from journeybook.exchange.book_json import as_plain
from journeybook.learn import Made, made
from journeybook.learn.ground import Ground
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel
from tests.learn.judge import Judge

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests/sites/good"
CONFIG = """\
site_name: Generated
docs_dir: content
theme: {name: material, language: vi}
plugins: [search, {journeybook: {languages: [vi, en]}}]
"""


def read(folder: Path) -> Book:
    travelled = travel(read_settings(folder), date(2026, 11, 25))
    assert travelled.ok, travelled.problems
    return travelled.book


@cache
def example() -> Book:
    return read(ROOT)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The example book in a folder of its own, to be changed."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path


def edit(file: Path, **fields: Any) -> None:
    said = yaml.safe_load(file.read_text(encoding="utf-8"))
    file.write_text(yaml.safe_dump({**said, **fields}, allow_unicode=True), encoding="utf-8")


def assert_one_right_answer(book: Book) -> None:
    judge = Judge(as_plain(book))
    for asked in made(book.published()):
        assert {asked.choices[asked.right]} == judge.right(asked), asked
        assert 3 <= len(asked.choices) == len(set(asked.choices))


def test_every_question_of_the_example_has_exactly_one_right_answer() -> None:
    """By a judge that reads ``book.json`` and doesn't know how questions are made; of every form there are some."""
    assert_one_right_answer(example())
    forms = Counter(each.form for each in made(example().published()))
    assert 200 <= forms.total()
    assert {"leader", "leading-role", "veto", "role", "challenge", "goal", "objection", "message"} <= forms.keys()
    assert {"channel", "owned", "paid", "earned", "run-by", "stage-owner", "order", "what-follows"} <= forms.keys()


@pytest.mark.parametrize("name", sorted(each.name for each in GOOD.iterdir()))
def test_so_has_every_question_of_every_good_book(name: str) -> None:
    """However odd or poor the book is."""
    assert_one_right_answer(read(GOOD / name))


def test_so_has_every_question_of_a_large_book(tmp_path: Path) -> None:
    """Of which something is asked about every persona and journey, and of none more than a learner needs."""
    write_book(tmp_path / "book", 400)
    book = read(tmp_path / "book")
    assert_one_right_answer(book)
    shares = Counter(subject for each in made(book.published(), most=20) for subject in each.concerns)
    assert shares.keys() == {entry.key for kind in ("persona", "journey") for entry in book.of_kind(kind)}
    assert 20 == max(shares.values())
    forms = Counter(each.form for each in made(book.published(), most=20) if "journey:" in str(each.concerns))
    assert 8 < len(forms)


PARTS = ["leads", "leads", "approves", "blocks", "uses", None]
ROLES = ["decider", "user", "proposer"]
#: Few words, so that texts are often near to each other.
WORDS = ["giấy tờ", "máy dừng", "hóa đơn", "ca đêm", "khách Nhật", "phế phẩm", "An", "Chi"]


@st.composite
def books(draw: st.DrawFn) -> dict[str, Any]:
    """Files of a small book in which much is said twice."""

    def text() -> dict[str, str]:
        words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)))
        return dict.fromkeys(draw(st.sampled_from([("vi",), ("vi", "en"), ("vi", "en"), ("en",)])), words)

    def some(*of: str) -> list[str]:
        return draw(st.lists(st.sampled_from(of), max_size=2, unique=True))

    people = ["an", "binh", "chi", "dung"]
    files: dict[str, Any] = {}
    for name in people:
        title = draw(st.sampled_from([name.title(), name.title(), "An"]))
        files[f"personas/{name}"] = {
            "title": title if draw(st.booleans()) else {"vi": title, "en": title},
            "job": "Nhân viên",
            "status": draw(st.sampled_from(["active", "active", "active", "retired", "draft"])),
            "company": some("nha-may"),
            "veto": draw(st.booleans()),
            "roles": [
                {"role": role, **({"stage": "stdc/think"} if draw(st.booleans()) else {})} for role in some(*ROLES)
            ],
            "challenges": [text() for _ in range(draw(st.integers(0, 2)))],
            "goals": [text() for _ in range(draw(st.integers(0, 1)))],
        }
    files["personas/nha-may"] = {"title": {"vi": "Nhà máy", "en": "Plant"}, "kind": "company"}
    departments = ["sales", "care", "product"]
    files["departments"] = {
        each: {
            "title": {"vi": each.title(), "en": each.title()},
            "status": draw(st.sampled_from(["active", "retired"])),
        }
        for each in departments
    } | {"sales": {"title": "Sales"}}
    touchpoints = ["web", "demo", "ads", "press"]
    files["touchpoints"] = {
        each: {
            "title": {"vi": each.title(), "en": each.title()},
            "media": draw(st.sampled_from(["owned", "paid", "earned", "shared"])),
            "owner": draw(st.sampled_from(departments)),
        }
        for each in touchpoints
    }
    for way in ("way", "later"):
        files[f"journeys/{way}"] = {
            "title": {"vi": way, "en": way},
            "model": "stdc",
            **({"counterpart": "way", "state": "target"} if way == "later" and draw(st.booleans()) else {}),
            "stages": [
                {
                    "id": stage,
                    "owner": draw(st.sampled_from(departments)),
                    "returns_to": ["see"] if stage == "do" and draw(st.booleans()) else [],
                    "people": [
                        {
                            **({"persona": who} if who in people else {"role": who}),
                            **({"part": part} if (part := draw(st.sampled_from(PARTS))) else {}),
                        }
                        for who in some(*people, *ROLES)
                    ],
                    "touchpoints": [
                        {"touchpoint": each, **({"owner": "care"} if draw(st.booleans()) else {})}
                        for each in some(*touchpoints)
                    ],
                    "messages": [{"to": some(*people, *ROLES), "say": text()} for _ in range(draw(st.integers(0, 2)))],
                }
                for stage in ("see", "think", "do", "care")
            ],
        }
    return files


@settings(max_examples=60, deadline=None)
@given(books())
def test_so_has_every_question_of_any_book(files: dict[str, Any]) -> None:
    """With people and messages that are hard to tell apart, parts left open, things retired or not translated."""
    with tempfile.TemporaryDirectory() as folder:
        for name, said in files.items():
            file = Path(folder, f"content/{name}.yaml")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
        Path(folder, "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
        book = read(Path(folder))
    assert_one_right_answer(book)
    for asked in made(book.published()):
        for key in _named(asked):
            assert "active" == book.thing(key).status
            assert asked.languages <= (Ground(book).title(key) or {}).keys()
        assert asked.text is None or asked.languages <= asked.text.keys()


def _named(asked: Made) -> set[str]:
    chosen = (each if isinstance(each, tuple) else (each,) for each in asked.choices)
    return {asked.about, *asked.names, *(key for keys in chosen for key in keys)}


def test_the_same_book_makes_the_same_questions_in_every_run() -> None:
    """Whatever Python's seed for its sets is."""
    script = (
        "from tests.learn.test_questions import *\n"
        "print([(each.id, each.choices, each.right) for each in made(example().published())])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }
    assert 1 == len(told)


def test_a_small_change_of_the_book_changes_few_questions(copied: Path) -> None:
    """One more person: every question stays, and in nearly all of them every choice."""
    shutil.copy(copied / "content/personas/kyle-healy.yaml", copied / "content/personas/new.yaml")
    edit(
        copied / "content/personas/new.yaml", title="Người mới", challenges=[{"vi": "Chưa biết hỏi ai", "en": "Whom?"}]
    )
    before = {each.id: each.choices for each in made(example().published())}
    after = {each.id: each.choices for each in made(read(copied).published())}
    assert before.keys() <= after.keys()
    changed = [name for name, choices in before.items() if after[name] != choices]
    assert len(changed) < 0.1 * len(before)


def test_what_is_retired_is_never_asked_about_nor_offered(copied: Path) -> None:
    """A person who is no longer in use leaves all questions."""
    key = "persona:tran-minh-duc"
    assert [each for each in made(example().published()) if key in _named(each)]
    edit(copied / "content/personas/tran-minh-duc.yaml", status="retired")
    assert [] == [each for each in made(read(copied).published()) if key in _named(each)]


def test_people_with_near_challenges_are_not_offered_beside_each_other(copied: Path) -> None:
    """Not even in other words: accents, order and a few words more make no difference."""
    said = {"vi": "Dây chuyền số bốn dừng vì thiếu người biết vận hành", "en": "Line four stops: nobody can run it"}
    near = {
        "vi": "Thiếu người vận hành nên dây chuyền số bốn hay dừng",
        "en": "Nobody can run line four, it stops often",
    }
    edit(copied / "content/personas/pham-van-tuan.yaml", challenges=[said])
    edit(copied / "content/personas/nguyen-thu-hanh.yaml", challenges=[near])
    edit(copied / "content/personas/ngo-thi-lan.yaml", triggers=[near])
    asked = [each for each in made(read(copied).published()) if each.text in (said, near)]
    people = {"persona:pham-van-tuan", "persona:nguyen-thu-hanh", "persona:ngo-thi-lan"}
    assert {1} == {len(people & set(map(str, each.choices))) for each in asked}


def test_people_in_the_same_place_elsewhere_are_not_offered_beside_each_other() -> None:
    """Of one segment but different companies: their troubles are the same, whatever words a page has for them.

    What is said against us, any colleague might say, too.
    """
    tech = {key for key, who in Ground(example()).people.items() if who.segments == ("segment:distributed-tech",)}
    assert {"persona:kyle-healy", "persona:lisa-barone", "persona:priya-nair"} == tech
    plant = {f"persona:{name}" for name in ("nguyen-thu-hanh", "pham-van-tuan", "tran-minh-duc", "ngo-thi-lan")}
    for asked in made(example().published()):
        beside = set(asked.choices) - {asked.about}
        if asked.form in ("challenge", "goal", "objection") and asked.about in tech:
            assert not tech & beside, asked
        if asked.form == "objection" and asked.about in plant:
            assert not plant & beside, asked


def test_no_answer_is_given_away_by_he_or_she(copied: Path) -> None:
    """A woman's challenge told with "she" has another woman beside it; told without, men are enough."""
    said = {"vi": "Chị phải học thuộc bảng chữ nổi", "en": "She has to learn braille by heart"}
    edit(copied / "content/personas/le-thi-mai.yaml", challenges=[said])
    (asked,) = [each for each in made(read(copied).published()) if each.text == said]
    men = {f"persona:{name}" for name in ("dang-hoai-nam", "kyle-healy", "pham-duc-loc", "pham-van-tuan")}
    men |= {"persona:tran-minh-duc", "persona:vo-quoc-bao"}
    assert 2 <= len(set(asked.choices) - men)
    neutral = {"vi": "Phải học thuộc bảng chữ nổi", "en": "Braille has to be learned by heart"}
    edit(copied / "content/personas/le-thi-mai.yaml", challenges=[neutral])
    (asked,) = [each for each in made(read(copied).published()) if each.text == neutral]
    assert men & set(asked.choices)


def test_no_answer_is_given_away_by_a_word_of_the_question() -> None:
    """The "Tổng đài" isn't asked about, since "Lễ tân và tổng đài" runs it; nor is what a title calls "Quảng cáo …".

    Nobody is offered whose name the quotation has.
    """
    book = example().published()
    ground = Ground(book)
    asked = {each.about: each for each in made(book) if each.form == "run-by"}
    assert "department:front-desk" == book.thing("touchpoint:hotline").owner
    assert "touchpoint:hotline" not in asked
    for each in asked.values():
        names = [ground.called(key, "vi").split() for key in (each.about, str(each.choices[each.right]))]
        assert not set(names[0]) & set(names[1]), each
    (about_hanh,) = [each for each in made(book) if each.text and "chị Hạnh" in each.text.get("vi", "")]
    assert "persona:nguyen-thu-hanh" not in about_hanh.choices
    paid = [each for each in made(book) if each.form == "paid"]
    assert {"touchpoint:trade-fair"} == {each.about for each in paid}


def test_a_journey_as_it_should_be_is_not_asked_for_the_same_order_again() -> None:
    """Its stages run as those of the journey as it is."""
    ways = {asked.about for asked in made(example().published()) if asked.form in ("order", "what-follows")}
    assert 1 == len(ways & {"journey:mid-factory-purchase", "journey:mid-factory-purchase-target"})
