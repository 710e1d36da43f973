"""A merge request on GitLab, whose jobs may not write comments with a token of their own."""

from __future__ import annotations

from pathlib import Path

from journeybook.ci import Pipeline, host_files
from tests.ci.pipelines import loaded, run_step
from tests.publish.repository import git
from tests.versions.books import changing_book


def test_without_a_token_the_words_stand_in_the_log_and_nothing_fails(tmp_path: Path) -> None:
    """And the log says which variable is missing."""
    book = changing_book(tmp_path / "book")
    job = loaded(host_files(Pipeline("gitlab", "vi"))[".gitlab-ci.yml"])["changes"]
    script = "\n".join(["set -o pipefail", *job["script"]])
    target = {
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "release",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(book, "rev-parse", "2026.1"),
    }
    answer = run_step({"run": script}, book, tmp_path / "space", **target, JOURNEYBOOK_TOKEN="")
    assert (0, "") == (answer.returncode, answer.stderr)
    assert "### Từ release đến bản đang soạn" in answer.stdout
    assert "JOURNEYBOOK_TOKEN is missing" in answer.stdout.splitlines()[-1]
