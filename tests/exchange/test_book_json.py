"""``book.json`` is a promise to other tools: one form for everything, and the same bytes for the same content."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from journeybook.book import Book
from journeybook.exchange.book_json import as_book_json
from journeybook.road import travel
from journeybook.settings import Settings

SHORT = {
    "segments/mid.yaml": "title: Mid\n",
    "departments/sales.yaml": "title: Sales\n",
    "departments/care.yaml": "title: Care\n",
    "touchpoints/website.yaml": "title: Website\n",
    "sources/talks.yaml": "title: Talks\ndate: 2026-05\n",
    "personas/lan.yaml": """
title: Lan
job: Director
segments: mid
roles: decider
reports_to: {text: The board}
goals: Deliver on time
challenges:
  - text: Scrap
    evidence: talks
reviewed: 2026-10-01
notes: Nobody outside may read this.
""",
    "personas/hung.yaml": "title: Hung\nstatus: draft\njob: Manager\n",
    "journeys/first.yaml": """
title: First purchase
model: buying-process
personas: [lan]
related: persona:hung
stages:
  - id: awareness
    actions: Asks around
    touchpoints: website
    handoffs:
      - {from: care, to: sales}
  - id: purchase
    returns_to: awareness
    experience: {lan: 0}
""",
}
LONG = SHORT | {
    "personas/lan.yaml": """
job:
  text:
    en: Director
kind: person
title: {en: Lan}
status: active
audience: internal
negative: false
roles:
  - role: "[[role:decider]]"
segments: [[[segment:mid]]]
reviewed: "2026-10-01"
reports_to:
  en: The board
challenges:
  - evidence:
      - source: source:talks
    text: {en: Scrap}
goals:
  - text: {en: Deliver on time}
tags: []
quote:
""",
    "journeys/first.yaml": """
stages:
  - id: awareness
    touchpoints:
      - touchpoint: touchpoint:website
        moment_of_truth: false
    handoffs:
      - to: department:sales
        from: department:care
    actions:
      - text: {en: Asks around}
  - experience: {"persona:lan": 0}
    returns_to: [awareness]
    id: purchase
related: ["[[persona:hung]]"]
personas: [persona:lan]
model: model:buying-process
title: {en: First purchase}
""",
}


def book_of(folder: Path, files: dict[str, str]) -> Book:
    for name, text in files.items():
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    travelled = travel(Settings(folder, folder / "content"), date(2026, 11, 1))
    assert travelled.ok, travelled.problems
    return travelled.book


def data_of(text: str, key: str) -> Any:
    kind, _, name = key.partition(":")
    return next(each for each in json.loads(text)["things"] if (each["kind"], each["id"]) == (kind, name))


def test_short_and_long_forms_give_the_same_bytes(tmp_path: Path) -> None:
    """Shortened, spelled out, with defaults, brackets, prefixes or fields in another order: the content is the same."""
    assert as_book_json(book_of(tmp_path / "a", SHORT)) == as_book_json(book_of(tmp_path / "b", LONG))


def test_the_order_of_files_makes_no_difference(tmp_path: Path) -> None:
    """The order in which files were written, and that in which a file system lists them, leave no trace."""
    backwards = dict(reversed(SHORT.items()))
    assert as_book_json(book_of(tmp_path / "a", SHORT)) == as_book_json(book_of(tmp_path / "b", backwards))


def test_a_thing_is_told_in_one_plain_form(tmp_path: Path) -> None:
    """Claims and roles in their long form, texts by language, references with their kind; no defaults, no notes."""
    thing = data_of(as_book_json(book_of(tmp_path, SHORT)), "persona:lan")
    assert thing == {
        "kind": "persona",
        "id": "lan",
        "path": "content/personas/lan.yaml",
        "line": 1,
        "data": {
            "title": {"en": "Lan"},
            "reviewed": "2026-10-01",
            "segments": ["segment:mid"],
            "goals": [{"text": {"en": "Deliver on time"}}],
            "challenges": [{"text": {"en": "Scrap"}, "evidence": [{"source": "source:talks"}]}],
            "job": {"text": {"en": "Director"}},
            "roles": [{"role": "role:decider"}],
            "reports_to": {"en": "The board"},
        },
    }
    assert list(thing["data"])[:3] == ["title", "reviewed", "segments"]


def test_stages_have_bare_ids_and_refer_to_others_by_their_keys(tmp_path: Path) -> None:
    """Fields have the names that editors write (``from``), zero is a value, and a draft can still be named."""
    journey = data_of(as_book_json(book_of(tmp_path, SHORT)), "journey:first")["data"]
    assert journey["related"] == ["persona:hung"]
    assert journey["stages"] == [
        {
            "id": "awareness",
            "actions": [{"text": {"en": "Asks around"}}],
            "touchpoints": [{"touchpoint": "touchpoint:website"}],
            "handoffs": [{"from": "department:care", "to": "department:sales"}],
        },
        {"id": "purchase", "returns_to": ["journey:first/awareness"], "experience": {"persona:lan": 0}},
    ]


def test_links_are_sorted_and_name_fields_without_positions(tmp_path: Path) -> None:
    """Links begin at a stage where a stage says so; those of drafts and of notes aren't there."""
    links = json.loads(as_book_json(book_of(tmp_path, SHORT)))["links"]
    assert links == sorted(links, key=lambda link: (link["from"], link["to"], link["via"]))
    assert {"from": "journey:first/awareness", "to": "department:care", "via": "handoffs.from"} in links
    assert {"from": "persona:lan", "to": "source:talks", "via": "challenges.evidence"} in links
    assert "persona:hung" not in {link["to"] for link in links}


def test_drafts_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    """What readers can't see, other tools don't get either; notes are in neither."""
    book = book_of(tmp_path, SHORT)
    published, everything = as_book_json(book), as_book_json(book, include_drafts=True)
    assert "Hung" not in published
    assert data_of(everything, "persona:hung")["data"]["status"] == "draft"
    assert "Nobody outside" not in everything


def test_shipped_things_have_no_place(tmp_path: Path) -> None:
    """Roles and models of the package are told, but no file is theirs; those that a book overrides have its file."""
    book = book_of(tmp_path, SHORT | {"roles/user.yaml": "summary: Ours\n"})
    text = as_book_json(book)
    assert (data_of(text, "role:decider")["path"], data_of(text, "role:decider")["line"]) == (None, None)
    assert data_of(text, "role:user")["path"] == "content/roles/user.yaml"


def test_the_file_compares_well(tmp_path: Path) -> None:
    """One thing and one link per line, in order, letters as they are, and a line end at the end."""
    book = book_of(tmp_path, SHORT | {"terms/chan-dung.yaml": "title: Chân dung\n"})
    text = as_book_json(book, "2026.11")
    whole = json.loads(text)
    assert list(whole) == ["format", "version", "languages", "things", "links"]
    assert (whole["format"], whole["version"], whole["languages"]) == (1, "2026.11", ["en"])
    assert [(each["kind"], each["id"]) for each in whole["things"]] == sorted(
        (each["kind"], each["id"]) for each in whole["things"]
    )
    assert "Chân dung" in text
    assert text.endswith("\n")
    assert len(whole["things"]) + len(whole["links"]) == len(
        [line for line in text.splitlines() if line[:2] == '{"' and not line.startswith('{"format"')]
    )
