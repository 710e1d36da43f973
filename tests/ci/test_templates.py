"""What ``init`` and ``ci`` write for hosts: safe, pinned, and made of commands that exist."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from journeybook.ci import HOSTS, Pipeline, desk_files, host_files
from journeybook.cli import journeybook
from tests.ci.pipelines import ROOT, loaded
from tests.publish.repository import CONFIG, commit, git

LANGUAGES = ("vi", "en")
WORKFLOWS = {
    f"{language}: {name}": text
    for language in LANGUAGES
    for name, text in host_files(Pipeline("github", language, prefix="hand book/")).items()
}
ALL = WORKFLOWS | {lang: host_files(Pipeline("gitlab", lang))[".gitlab-ci.yml"] for lang in LANGUAGES}


def steps(text: str) -> Iterator[dict[str, Any]]:
    for job in loaded(text)["jobs"].values():
        yield from job["steps"]


def scripts(text: str) -> Iterator[str]:
    """All that a pipeline hands to a shell."""
    data = loaded(text)
    if "jobs" in data:
        yield from (step["run"] for step in steps(text) if "run" in step)
        return
    for job in data.values():
        if isinstance(job, dict):
            yield from (*job.get("before_script", ()), *job.get("script", ()))


def commands(script: str) -> Iterator[list[str]]:
    """Every call of our own command in a script, as words."""
    for line in script.replace("\\\n", " ").splitlines():
        if line.strip().startswith("journeybook "):
            words = shlex.split(re.split(r" (?:\|\|?|>) ", line.strip())[0])
            yield words[1:]


@pytest.mark.parametrize("text", WORKFLOWS.values(), ids=WORKFLOWS)
def test_actions_are_pinned_by_commit_with_their_version_beside(text: str) -> None:
    """A tag can be moved; a commit can't. And only actions of GitHub's own."""
    used = [line.strip() for line in text.splitlines() if "uses:" in line]
    assert used
    for line in used:
        assert re.fullmatch(r"(- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_an_action_has_one_pin_everywhere() -> None:
    """So that one change renews it."""
    pins = {tuple(step["uses"].split("@")) for text in WORKFLOWS.values() for step in steps(text) if "uses" in step}
    assert len({name for name, _ in pins}) == len(pins)


@pytest.mark.parametrize("text", WORKFLOWS.values(), ids=WORKFLOWS)
def test_each_job_has_only_the_rights_that_it_needs(text: str) -> None:
    """Nothing by default, named job by job; no secret; nothing of a stranger's pull request runs with our rights."""
    workflow = loaded(text)
    assert {} == workflow["permissions"]
    assert "secrets." not in text
    assert "pull_request_target" not in text
    for job in workflow["jobs"].values():
        writes = {name for name, right in job["permissions"].items() if right == "write"}
        assert writes <= {"pull-requests", "issues", "pages", "id-token", "actions"}
        assert len(writes - {"id-token"}) <= 1
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("text", WORKFLOWS.values(), ids=WORKFLOWS)
def test_what_strangers_write_never_becomes_part_of_a_script(text: str) -> None:
    """Titles and names of branches come through the environment."""
    assert not [script for script in scripts(text) if "${{" in script]


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_every_command_exists_with_its_options(text: str) -> None:
    """Read as the command itself reads them."""
    called = [words for script in scripts(text) for words in commands(script)]
    assert called
    for name, *words in called:
        command = journeybook.commands[name]
        with click.Context(journeybook), command.make_context(name, list(words)):
            pass


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_nothing_is_left_to_be_filled_in(text: str) -> None:
    """Every value and every sentence has its place, and bash can read what came of it."""
    assert not re.findall(r"@[A-Za-z-]+@", text)
    for script in scripts(text):
        assert 0 == subprocess.run(["bash", "-n", "-c", script], check=False).returncode


def test_this_repository_uses_the_same_workflows() -> None:
    """Installed from what is checked out. To renew them: journeybook ci --force --install "…"."""
    there = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / ".github/workflows").glob("book-*.yml")}
    install = "pip install --require-hashes -r requirements.lock && pip install --no-deps ."
    wanted = host_files(Pipeline("github", "vi", install=install))
    assert {Path(name).name: text for name, text in wanted.items()} == there


def run(*arguments: object) -> Result:
    return CliRunner().invoke(journeybook, [*map(str, arguments), "--lang", "en"])


@pytest.mark.parametrize("host", [*HOSTS, "none"])
def test_a_new_book_comes_with_the_pipeline_of_its_host(tmp_path: Path, host: str) -> None:
    """And with the version that it was begun with, and a hook; writing them anew changes nothing."""
    folder = tmp_path / "book"
    assert 0 == run("init", folder, "--ci", host).exit_code
    there = {name for each in HOSTS for name in host_files(Pipeline(each)) if (folder / name).exists()}
    assert there == (set(host_files(Pipeline(host))) if host in HOSTS else set())
    assert all((folder / name).exists() for name in desk_files(Pipeline(host)))
    hook = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"][0]
    assert hook["additional_dependencies"][0] in (folder / "requirements.txt").read_text(encoding="utf-8")
    if host in HOSTS:
        git(folder, "init", "-q")
        answer = run("ci", "--folder", folder)
        assert (0, False) == (answer.exit_code, "written" in answer.output)


def test_a_book_within_a_repository_writes_nothing_around_itself(tmp_path: Path) -> None:
    """Unless it is asked to; then the pipeline stands at the top and knows the way to the book."""
    git(tmp_path, "init", "-q")
    run("init", tmp_path / "handbook")
    assert {".git", "handbook"} == {each.name for each in tmp_path.iterdir()}
    run("init", tmp_path / "second book", "--ci", "github")
    text = (tmp_path / ".github/workflows/book-check.yml").read_text(encoding="utf-8")
    assert "second book" == loaded(text)["env"]["BOOK"]


def test_a_changed_file_is_shown_and_left_alone(tmp_path: Path) -> None:
    """Until somebody says --force; versions are the tags that the book calls so."""
    commit_book(tmp_path, CONFIG.replace("languages: [vi, en]", "languages: [en], versions: {tags: [release-*]}"))
    file = tmp_path / ".github/workflows/book-publish.yml"
    assert 0 == run("ci", "--folder", tmp_path).exit_code
    assert ["release-*"] == loaded(file.read_text(encoding="utf-8"))["on"]["push"]["tags"]
    mine = file.read_text(encoding="utf-8").replace("timeout-minutes: 60", "timeout-minutes: 90")
    file.write_text(mine, encoding="utf-8")
    answer = run("ci", "--folder", tmp_path)
    assert 1 == answer.exit_code
    assert "-    timeout-minutes: 90\n+    timeout-minutes: 60\n" in answer.output
    assert mine == file.read_text(encoding="utf-8")
    assert 0 == run("ci", "--folder", tmp_path, "--force").exit_code
    assert mine != file.read_text(encoding="utf-8")


def test_the_host_is_known_by_where_the_repository_is_pushed(tmp_path: Path) -> None:
    """GitLab's file for GitLab, and CODEOWNERS where GitLab looks for it."""
    commit_book(tmp_path, CONFIG.replace("languages: [vi, en]", "languages: [vi], teams: {sales: '@firm/sales'}"))
    git(tmp_path, "remote", "add", "origin", "git@gitlab.firm.vn:sales/book.git")
    run("ci", "--folder", tmp_path)
    run("codeowners", tmp_path)
    assert (tmp_path / ".gitlab-ci.yml").is_file()
    assert (tmp_path / ".gitlab/CODEOWNERS").is_file()
    assert not (tmp_path / ".github").exists()


def commit_book(folder: Path, config: str) -> None:
    git(folder, "init", "-q", "-b", "main")
    commit(folder, {"mkdocs.yml": config, "content/departments/sales.yaml": "title: Sales\n"}, "A book")
