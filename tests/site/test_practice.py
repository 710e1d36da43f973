"""What the page for practice is made of: the same questions in both languages, small data, a script of its own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from tests.site.reading import addresses, page


def questions(site: Path, language: str = "") -> dict[str, dict[str, Any]]:
    said = json.loads((site / language / "practice/questions.json").read_text(encoding="utf-8"))
    texts = said["texts"]
    return {
        each["id"]: {**each, **{name: [texts[number] for number in each[name]] for name in ("choices", "of")}}
        for each in said["questions"]
    }


def test_both_languages_ask_the_same_with_the_same_answers(example: Path) -> None:
    """By the same ids, so that what was learned in one language counts in the other."""
    ours, theirs = questions(example), questions(example, "en")
    assert ours.keys() == theirs.keys()
    for name, each in ours.items():
        assert (each["right"], each["of"]) == (theirs[name]["right"], theirs[name]["of"])
        assert len(each["choices"]) == len(theirs[name]["choices"])
    assert "Which department is in charge" in " ".join(each["ask"] for each in theirs.values())


def test_every_persona_journey_and_track_can_be_practised(example: Path) -> None:
    """Of the example; a company by its buying group and its challenges."""
    offered = [each for each in page(example, "practice/").tags if each[0] == "option"]
    keys = {attributes["value"] for _, attributes in offered}
    book = json.loads((example / "book.json").read_text(encoding="utf-8"))
    things = {f"{each['kind']}:{each['id']}" for each in book["things"] if each["kind"] in ("journey", "track")}
    assert things <= keys
    people = {f"persona:{each['id']}" for each in book["things"] if each["kind"] == "persona"}
    assert len(people & keys) > 0.8 * len(people)


def test_what_is_fetched_for_practice_is_small_and_only_there(example: Path) -> None:
    """Less than 30 KB of questions and 5 KB of script on their way; other pages name neither."""
    data = (example / "practice/questions.json").read_bytes()
    (script,) = (example / "assets/journeybook/learn").glob("practice.*.js")
    assert 30_000 > len(gzip.compress(data))
    assert 5_000 > len(gzip.compress(script.read_bytes()))
    for address in addresses(example):
        html = (example / address / "index.html").read_text(encoding="utf-8")
        assert ("practice/questions.json" in html) == (address.removeprefix("en/") == "practice/"), address
