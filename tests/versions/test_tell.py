"""What has changed in words: in two languages, at a terminal, in a comment, on a page, for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from journeybook.versions import snapshot
from journeybook.versions.diff import compare
from journeybook.versions.tell import report, written
from journeybook.versions.tell.markdown import as_markdown
from tests.versions.books import changing_book, run

ENGLISH = """\
From 2026.1 to what is being written
1 new, 1 gone, 1 renamed

Personas
  > Lan  persona:lan is now persona:lan-anh
    ~ Can stop a purchase alone: [-Yes-] → {+No+}
    ~ Goals (Vietnamese): Giao đủ hàng trước [-Tết-]{+20/1+} cho mọi cửa hàng
    ~ Goals (English): Deliver to all stores before [-Tết-]{+20 January+}
    ~ Goals: another order
    ~ Last reviewed: [-1 November 2026-] → {+24 November 2026+}

Roles
  + Keeper  role:keeper

Touchpoints
  - Website  touchpoint:website
      Public prices.
"""
VIETNAMESE = """\
Từ 2026.1 đến bản đang soạn
1 mới, 1 đã bỏ, 1 đổi tên

Chân dung
  > Lan  persona:lan nay là persona:lan-anh
    ~ Có quyền phủ quyết: [-Có-] → {+Không+}
    ~ Mục tiêu (tiếng Việt): Giao đủ hàng trước [-Tết-]{+20/1+} cho mọi cửa hàng
    ~ Mục tiêu (tiếng Anh): Deliver to all stores before [-Tết-]{+20 January+}
    ~ Mục tiêu: đổi thứ tự
    ~ Rà soát gần nhất: [-01/11/2026-] → {+24/11/2026+}

Vai trò
  + Người gác  role:keeper

Điểm chạm
  - Trang web  touchpoint:website
      Giá công khai.
"""
MARKDOWN = """\
### From 2026.1 to what is being written

**1 new, 1 gone, 1 renamed**

#### Personas: 1 renamed

- **[Lan](https://book.example/personas/lan-anh/)** (`persona:lan` is now `persona:lan-anh`)
  - Can stop a purchase alone: <del>Yes</del> → <ins>No</ins>
  - Goals (Vietnamese): Giao đủ hàng trước <del>Tết</del><ins>20/1</ins> cho mọi cửa hàng
  - Goals (English): Deliver to all stores before <del>Tết</del><ins>20 January</ins>
  - Goals: another order
  - Last reviewed: <del>1 November 2026</del> → <ins>24 November 2026</ins>

#### Roles: 1 new

- **[Keeper](https://book.example/roles/keeper/)** (new)

#### Touchpoints: 1 gone

- **Website** (gone)
  Public prices.

#### Pages to look at

- [Lan](https://book.example/personas/lan-anh/)
- [Keeper](https://book.example/roles/keeper/)
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return changing_book(tmp_path_factory.mktemp("changing") / "book")


def thing(kind: str, name: str, **data: Any) -> dict[str, Any]:
    return {"kind": kind, "id": name, "path": f"content/{name}.yaml", "line": 1, "data": data}


def told(before: list[dict[str, Any]], after: list[dict[str, Any]], form: str = "text", language: str = "en") -> str:
    """What is told of two books in English."""
    old, new = (snapshot.of_plain({"languages": ["en"], "things": things}) for things in (before, after))
    return written(compare(old, new), ("a", "b"), form, language, colour=False, address=lambda key: "")


@pytest.mark.parametrize(("language", "expected"), [("en", ENGLISH), ("vi", VIETNAMESE)])
def test_changes_are_told_in_words_of_the_book(book: Path, language: str, expected: str) -> None:
    """Labels, values, dates and names as the site has them; what nobody wrote (veto: false) is said, too."""
    answer = run("diff", "--folder", book, "--lang", language)
    assert (0, expected) == (answer.exit_code, answer.stdout)


def test_a_comment_links_to_the_pages(book: Path) -> None:
    answer = run("diff", "--folder", book, "--format", "markdown", "--site-url", "https://book.example/")
    assert MARKDOWN == answer.stdout


def test_a_place_deep_in_a_journey_is_named_by_its_stage() -> None:
    """By the stage's name in the model; and an item by what it says where another of its fields has changed."""
    model = thing("model", "m", stages=[{"id": "see", "title": {"en": "Seeing"}}])

    def journey(confidence: str) -> dict[str, Any]:
        pain = {"text": {"en": "Nobody answers the phone"}, "confidence": confidence}
        return thing("journey", "j", title={"en": "Buying"}, model="model:m", stages=[{"id": "see", "pains": [pain]}])

    place = "Seeing › What goes wrong › “Nobody answers the phone” › How sure we are: [-low-] → {+high+}"
    assert place in told([model, journey("low")], [model, journey("high")])


def test_a_comment_can_hold_whatever_a_book_says() -> None:
    """Nobody is called, no number becomes a link, nothing turns bold, no tag is opened."""
    text = {"en": "Ask @lan about #12: <b>*now*</b> [x](y) `z`"}
    answer = told([thing("term", "a", definition={"en": "."})], [thing("term", "a", definition=text)], "markdown")
    assert r"Ask &#64;lan about &#35;12: &lt;b&gt;\*now\*&lt;/b&gt; \[x\](y) \`z\`" in answer


def test_a_comment_is_never_too_long_and_says_what_is_missing() -> None:
    """Whole entries are left out, folds are closed, and the number is right."""
    things = [thing("term", f"t{number}", title={"en": f"Term {number}"}) for number in range(4000)]
    answer = told([], things, "markdown")
    shown = answer.count("(new)")
    assert 60_000 >= len(answer) > 50_000
    assert answer.count("<details>") == answer.count("</details>") == 1
    assert f"There is more than fits here: {4000 - shown:,} more things have changed." in answer


def test_a_page_shows_words_as_they_stand() -> None:
    """What looks like HTML is text, marks are elements that are read out."""
    before, after = {"en": "Say <script>one</script>"}, {"en": "Say <script>two</script>"}
    answer = told([thing("term", "a", definition=before)], [thing("term", "a", definition=after)], "html")
    assert "Say &lt;script&gt;<del>one</del><ins>two</ins>&lt;/script&gt;" in answer
    assert "<script" not in answer


def test_programs_are_told_everything(book: Path) -> None:
    """The way to each change, its words, its runs, and whom it concerns."""
    said = json.loads(run("diff", "--folder", book, "--format", "json").stdout)
    assert {"added": 1, "removed": 1, "renamed": 1, "changed": 0, "links_added": 0, "links_removed": 0} == said[
        "counts"
    ]
    lan = next(each for each in said["things"] if each["kind"] == "persona")
    assert ("lan-anh", "lan", ["department:sales"]) == (lan["id"], lan["old_id"], lan["departments"])
    goal = next(change for change in lan["changes"] if change["language"] == "en")
    assert ["goals", {"label": {"vi": goal["path"][1]["label"]["vi"], "en": goal["after"]}}, "text"] == goal["path"]
    assert [["same", "Deliver to all stores before "], ["out", "Tết"], ["in", "20 January"]] == goal["runs"]


def test_a_link_that_no_field_shows_is_told() -> None:
    """One that a changed field names isn't told twice."""
    both = [thing("term", "a", title={"en": "A"}), thing("term", "b", title={"en": "B"})]
    link = {"from": "term:a", "to": "term:b", "via": "definition"}
    old, new = (snapshot.of_plain({"languages": ["en"], "things": both, "links": links}) for links in ([], [link]))
    changes = compare(old, new)
    assert "Links\n  + A → B\n" in written(changes, ("a", "b"), "text", "en", colour=False, address=lambda key: "")
    named = [thing("term", "a", title={"en": "A"}, related=["term:b"]), both[1]]
    changes = compare(old, snapshot.of_plain({"languages": ["en"], "things": named, "links": [link]}))
    text = written(changes, ("a", "b"), "text", "en", colour=False, address=lambda key: "")
    assert "+ See also: B" in text
    assert "Links" not in text


def test_nothing_is_told_of_nothing() -> None:
    nothing = report(compare(snapshot.Snapshot({}), snapshot.Snapshot({})), "a", "b", "en")
    assert "### From a to b\n\nNothing has changed.\n" == as_markdown(nothing)
