"""Who is asked about a change comes from who answers for the things in a file."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from click.testing import CliRunner

from journeybook.cli import journeybook
from tests.publish.repository import CONFIG, commit, git

TEAMS = 'teams: {sales: ["@firm/sales", "@lan"], care: "@firm/care"}'


def book(folder: Path, teams: str = TEAMS) -> Path:
    inner = folder / "hand book"
    config = CONFIG.replace("{languages: [vi, en]}", f"{{languages: [vi], {teams}}}")
    files = {
        "hand book/mkdocs.yml": config,
        "hand book/content/departments.yaml": "sales: {title: Bán}\ncare: {title: Chăm}\nhr: {title: Nhân sự}\n",
        "hand book/content/touchpoints.yaml": "shop: {title: Tiệm, owner: sales}\nhelp: {title: Giúp, owner: care}\n",
        "hand book/content/tracks/new.yaml": "title: Mới\nowner: sales\nmaintainer: care\n",
        "hand book/content/tracks/other.yaml": "title: Khác\nowner: hr\n",
    }
    folder.mkdir(exist_ok=True)
    git(folder, "init", "-q")
    commit(folder, files, "A book")
    return inner


def run(*arguments: object) -> tuple[int, str]:
    answer = CliRunner().invoke(journeybook, [*map(str, arguments), "--lang", "en"])
    return answer.exit_code, answer.output


def test_each_file_has_the_teams_that_answer_for_its_things(tmp_path: Path) -> None:
    """Who keeps an entry true goes before who owns it; files of nobody with a team aren't named."""
    code, told = run("codeowners", book(tmp_path))
    assert (0, True) == (code, "2 files" in told)
    written = (tmp_path / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert [
        "/hand\\ book/content/touchpoints.yaml @firm/care @firm/sales @lan",
        "/hand\\ book/content/tracks/new.yaml @firm/care",
    ] == written.splitlines()[1:]


def test_a_pipeline_notices_when_the_file_is_out_of_date(tmp_path: Path) -> None:
    """And changes nothing."""
    inner = book(tmp_path)
    assert 1 == run("codeowners", inner, "--check")[0]
    run("codeowners", inner)
    assert 0 == run("codeowners", inner, "--check")[0]
    (inner / "content/tracks/new.yaml").write_text("title: Mới\nowner: sales\n", encoding="utf-8")
    assert 1 == run("codeowners", inner, "--check")[0]


def test_wrong_teams_are_told_with_a_way_out(tmp_path: Path) -> None:
    """None at all, a department that isn't there, something else than a team."""
    for number, (teams, words) in enumerate(
        [
            ("teams: {}", "which team a department is"),
            ('teams: {salse: "@a"}', "no department “salse”; departments are: care, hr, sales"),
            ("teams: {sales: [1]}", "team in quotes"),
            ("teams: sales", "team in quotes"),
        ]
    ):
        code, told = run("codeowners", book(tmp_path / str(number), teams))
        assert code != 0
        assert words in told


def test_hooks_for_pre_commit_call_commands_that_exist() -> None:
    """With options that exist."""
    hooks = yaml.safe_load((Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        program, *arguments = hook["entry"].split()
        assert "journeybook" == program
        assert 0 == CliRunner().invoke(journeybook, [*arguments, "--help"]).exit_code
        assert re.search(hook["files"], "content/personas/lan.yaml")
