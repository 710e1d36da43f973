"""How severe a rule is, and where: by the configuration, and by what entries ignore."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel
from journeybook.settings import WrongSettings

TODAY = date(2026, 11, 25)
PEOPLE = {
    "personas/lan.yaml": "title: Lan\njob: Buyer\nreviewed: 2026-11-01\nnegative: true\n",
    "personas/archive/tam.yaml": "title: Tam\njob: Buyer\nreviewed: 2026-11-01\nnegative: true\n",
    "touchpoints.yaml": "shop: {title: Shop, reviewed: 2026-11-01}\n",
}


def book(folder: Path, files: Mapping[str, str], rules: str = "{}") -> Path:
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(
        f"site_name: B\ndocs_dir: content\nplugins:\n  - journeybook:\n      languages: [en]\n      rules: {rules}\n"
    )
    for path, text in files.items():
        (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / path).write_text(text, encoding="utf-8")
    return folder


def told(folder: Path) -> list[str]:
    return [
        f"{each.path.removeprefix('content/')}:{each.line} {each.severity} {each.slip}"
        for each in travel(read_settings(folder), TODAY).problems
    ]


# --- by the configuration ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("error", ["tam error", "lan error", "shop error"]),
        ("off", []),
        ("{default: info, personas/archive: off}", ["lan info", "shop info"]),
        ("{personas: error}", ["tam error", "lan error", "shop warning"]),
        ("{personas/: error, personas/archive/*: info}", ["tam info", "lan error", "shop warning"]),
        ("{personas/archive: off, personas: error}", ["tam error", "lan error", "shop warning"]),  # the last that fits
        ("{content/personas/lan.yaml: info}", ["tam warning", "lan info", "shop warning"]),  # as a problem names it
        ('{"*.yaml": info, touchpoints.yaml: off}', ["tam info", "lan info"]),
        ("{default: off, personas: }", []),  # a key without a value counts as absent
    ],
)
def test_a_rule_is_as_severe_as_its_place_wants(tmp_path: Path, rule: str, expected: list[str]) -> None:
    """A file or a folder with all that is in it; “default” for all others."""
    names = {"personas/archive/tam.yaml": "tam", "personas/lan.yaml": "lan", "touchpoints.yaml": "shop"}
    found = [line.split(" ") for line in told(book(tmp_path, PEOPLE, f"{{no-owner: {rule}, unused: off}}"))]
    assert expected == [f"{names[place.partition(':')[0]]} {severity}" for place, severity, _ in found]


def test_every_form_and_the_end_of_the_command_honour_it(tmp_path: Path) -> None:
    """An error in one folder fails the check, a warning fails only a strict one, a note none."""
    folder = book(tmp_path, PEOPLE, "{unused: off, no-owner: {default: info, personas/archive: warning}}")

    def check(*options: str) -> tuple[int, str]:
        answer = CliRunner().invoke(journeybook, ["check", str(folder), "--today", "2026-11-25", *options])
        return answer.exit_code, answer.stdout

    assert (0, 1) == (check()[0], check("--strict")[0])
    assert {"error": 0, "warning": 1, "info": 2} == json.loads(check("--format", "json")[1])["counts"]
    assert 1 == check("--format", "github")[1].count("::warning")
    assert ["minor", "info", "info"] == [each["severity"] for each in json.loads(check("--format", "gitlab")[1])]
    levels = [each["level"] for each in json.loads(check("--format", "sarif")[1])["runs"][0]["results"]]
    assert ["warning", "note", "note"] == levels
    book(tmp_path, {}, "{unused: off, no-owner: {default: info, personas/archive: error}}")
    assert 1 == check()[0]


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ("{unusd: off}", "rules: “unusd” is not a rule; did you mean “unused”?"),
        (
            "{bad-value: off}",
            "rules: “bad-value” is a mistake that stops the site, so it is always an error. Take the line out.",
        ),
        ("{personas: {stale: off}}", 'rules: the rule comes first, the place below it: stale: {"personas": off}'),
        (
            "{stale: {personas: warn}}",
            "rules: stale: personas: “warn” is not one of error, warning, info, off. Did you mean “warning”?",
        ),
        ("{stale: {persona: off}}", "rules: stale: there is no “persona” in content. Did you mean “personas”?"),
        ("{stale: {defualt: off}}", "rules: stale: there is no “defualt” in content. Did you mean “default”?"),
        (
            "{stale: {Old/2019: off}}",
            "rules: stale: there is no “Old/2019” in content. Write a file or folder below content, such as journeys "
            "or personas/archive/*; “default” stands for all others.",
        ),
        (
            "{stale: [personas]}",
            "rules: stale: write one of error, warning, info, off; or below it a place with one of them per line, such "
            "as journeys: error",
        ),
    ],
)
def test_what_cannot_be_meant_is_told_with_the_right_form(tmp_path: Path, rules: str, sentence: str) -> None:
    """Before anything is read."""
    with pytest.raises(WrongSettings) as wrong:
        read_settings(book(tmp_path, PEOPLE, rules))
    assert sentence == wrong.value.told("en")
    assert "{" not in wrong.value.told("vi").replace('{"personas": off}', "")


# --- by what entries ignore ----------------------------------------------------------------------------------------


def person(more: str, reviewed: str = "2026-11-01") -> dict[str, str]:
    return {"personas/lan.yaml": f"title: Lan\njob: Buyer\nreviewed: {reviewed}\nnegative: true\n{more}"}


@pytest.mark.parametrize(
    ("more", "reviewed", "expected"),
    [
        ("ignore: {no-owner: New}\n", "2026-11-01", []),
        ("ignore:\n  no-owner: New\n  unused: Why\n", "2026-11-01", ["personas/lan.yaml:7 info needless-ignore"]),
        (
            "ignore: {no-owner: New, stale: After the holidays}\n",
            "2026-11-01",
            ["personas/lan.yaml:5 info needless-ignore.stale"],
        ),
        ("ignore: {no-owner: New, stale: After the holidays}\n", "2020-11-01", []),
        (
            "ignore: {no-owner: New, large-picture: Why}\n",
            "2026-11-01",
            ["personas/lan.yaml:5 info needless-ignore.elsewhere"],
        ),
        (
            "ignore: {no-owner: New, missing-alt: Why}\n",
            "2026-11-01",
            ["personas/lan.yaml:5 info needless-ignore.off"],
        ),
        ("status: draft\nignore: {no-owner: New, unused: Why}\n", "2026-11-01", []),
        ("ignore: {no-owner: New, unused: Why}\nowner: nobody\n", "2026-11-01", None),  # what isn't sure isn't told
    ],
)
def test_silencing_nothing_is_told(tmp_path: Path, more: str, reviewed: str, expected: list[str] | None) -> None:
    """At its own line, with the reason why it does nothing."""
    found = told(book(tmp_path, person(more, reviewed), "{missing-alt: off}"))
    if expected is None:
        assert ["personas/lan.yaml:6 error unknown-reference"] == found
    else:
        assert expected == found


def test_what_only_a_translation_lacks_is_silenced_too(tmp_path: Path) -> None:
    """Counted aside, so that the page of translations says what it said."""
    folder = book(tmp_path, person("summary: She buys things.\nignore: {no-owner: New, untranslated: Internal}\n"))
    assert ["personas/lan.yaml:6 info needless-ignore"] == told(folder)
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text().replace("[en]", "[en, vi]"))
    assert [] == told(folder)
    assert {} == travel(read_settings(folder), TODAY).book.translated


def test_a_collection_ignores_for_all_its_entries(tmp_path: Path) -> None:
    """Also what is told of the fields that it gives to all; of an entry's own, only its own lines."""
    shared = "_defaults:\n  reviewed: 2020-01-01\n  ignore: {stale: Old, no-owner: New, missing-alt: Why}\n"
    files = {"touchpoints.yaml": f"{shared}shop:\n  title: Shop\nweb:\n  title: Web\n"}
    rules = "{unused: off}"
    assert ["touchpoints.yaml:3 info needless-ignore"] == told(book(tmp_path / "a", files, rules))
    own = "shop:\n  title: Shop\n  ignore: {no-owner: New}\nweb:\n  title: Web\n_defaults:\n  reviewed: 2026-11-01\n"
    assert ["touchpoints.yaml:4 warning no-owner"] == told(book(tmp_path / "b", {"touchpoints.yaml": own}, rules))


def test_the_last_line_of_a_long_text_belongs_to_its_entry(tmp_path: Path) -> None:
    """What is found far down in it is ignored as well."""
    text = "ignore: {no-owner: New, personal-data: A team's mailbox}\nsummary: |\n  Write\n\n  to team@firm.vn.\n"
    assert [] == told(book(tmp_path, person(text)))


def test_an_error_or_an_unknown_code_cannot_be_ignored(tmp_path: Path) -> None:
    """Each has its own sentence, at the code."""
    folder = book(tmp_path, person("ignore:\n  bad-value: Why\n  stail: Why\n"))
    wrong, unknown = (each for each in travel(read_settings(folder), TODAY).problems if each.severity == "error")
    assert (6, "“bad-value” is an error, and errors can't be ignored.") == (wrong.line, wrong.message("en"))
    assert (7, "bad-value.code") == (unknown.line, unknown.slip)
    assert "Did you mean “stale”?" in unknown.hint("en")
