"""What the page for practice is made of: the same questions in both languages, small data, a script of its own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from tests.site.reading import addresses, page


def questions(site: Path, language: str = "", subject: str = "questions") -> dict[str, dict[str, Any]]:
    """Those about something, by id, with their choices as text."""
    said = json.loads((site / language / f"practice/{subject}.json").read_text(encoding="utf-8"))
    texts = said["texts"]
    return {
        each["id"]: {**each, "choices": [texts[number] for number in each["choices"]]} for each in said["questions"]
    }


def test_both_languages_ask_the_same_with_the_same_answers(example: Path) -> None:
    """By the same ids in the same files, so that what was learned in one language counts in the other."""
    ours, theirs = questions(example), questions(example, "en")
    assert ours.keys() == theirs.keys()
    for name, each in ours.items():
        assert each["right"] == theirs[name]["right"]
        assert len(each["choices"]) == len(theirs[name]["choices"])
    assert "Which department is in charge" in " ".join(each["ask"] for each in theirs.values())
    where = [(example / language / "practice/where.json").read_text(encoding="utf-8") for language in ("", "en")]
    assert where[0] == where[1]


def test_every_persona_journey_and_track_can_be_practised(example: Path) -> None:
    """A company by its people, its buying group and its challenges; each by a file of its own."""
    offered = [each for each in page(example, "practice/").tags if each[0] == "option"]
    keys = {attributes["value"] for _, attributes in offered}
    book = json.loads((example / "book.json").read_text(encoding="utf-8"))
    things = {f"{each['kind']}:{each['id']}" for each in book["things"] if each["kind"] in ("journey", "track")}
    people = {f"persona:{each['id']}" for each in book["things"] if each["kind"] == "persona"}
    assert things | people == keys - {""}
    for key in keys - {""}:
        assert len(questions(example, "", key.replace(":", "/"))) >= 5, key


def test_every_question_is_found_by_its_id(example: Path) -> None:
    """In the file that the register names; questions that come back are looked up there."""
    where = json.loads((example / "practice/where.json").read_text(encoding="utf-8"))
    listed = [name for names in where.values() for name in names]
    assert len(listed) == len(set(listed)) >= 300
    for subject, names in where.items():
        assert set(names) <= questions(example, "", subject.replace(":", "/") or "questions").keys()


def test_what_is_fetched_for_practice_is_small_and_only_there(example: Path) -> None:
    """Less than 35 KB on their way for a round about everything, 15 KB about something; 5 KB of script."""
    for file in example.glob("practice/**/*.json"):
        most = 35_000 if file.name == "questions.json" else 15_000
        assert most > len(gzip.compress(file.read_bytes())), file
    (script,) = (example / "assets/journeybook/learn").glob("practice.*.js")
    assert 5_000 > len(gzip.compress(script.read_bytes()))
    for address in addresses(example):
        html = (example / address / "index.html").read_text(encoding="utf-8")
        assert (script.name in html) == (address.removeprefix("en/") == "practice/"), address
