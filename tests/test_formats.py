"""Problems as hosts and programs take them."""

from __future__ import annotations

import json
from pathlib import Path

from journeybook.formats import as_github, as_gitlab, as_json, as_sarif
from journeybook.problems import Problem
from journeybook.versions import git
from tests.publish.repository import commit
from tests.publish.repository import git as run_git

PROBLEMS = [
    Problem("unused", "content/a.yaml", 1, 1, {"id": "a", "kind": "term"}),
    Problem("no-owner", "content/trần, b.yaml", 2, 3),
    Problem("bad-value", "content/c.yaml", 9, 4, {"found": "5"}),
]


def test_the_severest_go_first_since_hosts_show_few() -> None:
    """In every format for hosts."""
    assert "::error" in as_github(PROBLEMS).splitlines()[0]
    assert "bad-value" == json.loads(as_gitlab(PROBLEMS))[0]["check_name"]
    assert "bad-value" == json.loads(as_sarif(PROBLEMS))["runs"][0]["results"][0]["ruleId"]


def test_paths_start_from_the_top_of_the_repository(tmp_path: Path) -> None:
    """Where hosts know files, also for a book in a folder within; signs are written as each form wants them."""
    book = tmp_path / "company/handbook"
    book.mkdir(parents=True)
    assert "" == git.prefix(book)
    run_git(tmp_path, "init", "-q")
    commit(tmp_path, {"company/handbook/mkdocs.yml": "site_name: Book\n"}, "A book")
    prefix = git.prefix(book)
    assert ("company/handbook/", "") == (prefix, git.prefix(tmp_path))
    assert f"file={prefix}content/trần%2C b.yaml,line=2,col=3" in as_github(PROBLEMS, "en", prefix)
    assert f"{prefix}content/c.yaml" == json.loads(as_gitlab(PROBLEMS, "en", prefix))[0]["location"]["path"]
    results = json.loads(as_sarif(PROBLEMS, "en", prefix))["runs"][0]["results"]
    places = [each["locations"][0]["physicalLocation"] for each in results]
    assert f"{prefix}content/tr%E1%BA%A7n%2C%20b.yaml" in [each["artifactLocation"]["uri"] for each in places]
    assert {"startLine": 9, "startColumn": 4} == places[0]["region"]


def test_gitlab_gets_all_that_its_reports_need() -> None:
    """Each finding with its fingerprint, which doesn't change with the line."""
    found = json.loads(as_gitlab(PROBLEMS, "vi"))
    assert {"description", "check_name", "fingerprint", "severity", "location"} == set(found[0])
    assert {"critical", "minor"} == {each["severity"] for each in found}
    moved = [Problem(each.slip, each.path, each.line + 7, each.column, each.args) for each in PROBLEMS]
    again = json.loads(as_gitlab(moved, "vi"))
    assert [each["fingerprint"] for each in found] == [each["fingerprint"] for each in again]
    twice = json.loads(as_gitlab([PROBLEMS[2], moved[2]]))
    assert 2 == len({each["fingerprint"] for each in twice})


def test_sarif_names_the_rule_of_each_result() -> None:
    """With its words, and the version of the format."""
    told = json.loads(as_sarif(PROBLEMS, "vi"))
    assert "2.1.0" == told["version"]
    (run,) = told["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert result["ruleId"] == rule["id"]
        assert rule["shortDescription"]["text"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]


def test_every_format_leads_to_the_page_that_explains() -> None:
    """Where there is one; SARIF carries the whole explanation in any case."""

    def help_of(code: str) -> str:
        return f"https://a.vn/{code}/"

    assert all(line.endswith("/") for line in as_github(PROBLEMS, "en", "", help_of).splitlines())
    assert "https://a.vn/unused/" == json.loads(as_json(PROBLEMS, "en", "", help_of))["problems"][0]["help"]
    assert "https://a.vn/bad-value/" in json.loads(as_gitlab(PROBLEMS, "en", "", help_of))[0]["description"]
    (rule, *_) = json.loads(as_sarif(PROBLEMS, "en", "", help_of))["runs"][0]["tool"]["driver"]["rules"]
    assert "https://a.vn/bad-value/" == rule["helpUri"]
    (alone, *_) = json.loads(as_sarif(PROBLEMS))["runs"][0]["tool"]["driver"]["rules"]
    assert "helpUri" not in alone
    assert "```yaml\ntitle: Lan Nguyễn\njob: Purchasing manager\nreviewed: 2026-10-01\n```" in alone["help"]["markdown"]
    assert "`" not in alone["help"]["text"]


def test_without_problems_every_format_is_still_whole() -> None:
    """Empty, not missing."""
    assert ("", []) == (as_github([]), json.loads(as_gitlab([])))
    assert [] == json.loads(as_sarif([]))["runs"][0]["results"]
