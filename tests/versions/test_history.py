"""What changed from version to version, who did it, who approved it, told from git."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel
from journeybook.versions.history import History, history_of, tagged_versions
from journeybook.versions.snapshot import of_book
from tests.publish.repository import CONFIG, WHO, commit, git, many_versions, repository

TODAY = date(2026, 11, 25)


def history(book: Path) -> History:
    settings = read_settings(book)
    now = (of_book(travel(settings, TODAY).book), TODAY)
    return history_of(settings, tagged_versions(settings), read_settings, now)


def as_somebody(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WHO, "GIT_AUTHOR_NAME", name)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return repository(tmp_path / "book")


def test_each_version_tells_what_changed_since_the_one_before(book: Path) -> None:
    """What isn't released yet stands first; the first version only says how much there was."""
    told = [
        (release.name, release.before, str(release.day), {c.key: c.what for c in release.changes["vi"].things})
        for release in history(book).releases
        if release.changes
    ]
    assert [
        ("", "2026.1", "2026-11-25", {"role:driver": "added"}),
        ("2026.1", "2025.1", "2026-02-01", {"role:cook": "removed", "role:keeper": "renamed"}),
    ] == told
    first = history(book).releases[-1]
    assert ("2025.1", {}, 11) == (first.name, first.changes, first.things)


def test_a_language_has_the_changes_that_its_readers_see(book: Path) -> None:
    """An English word that changed is no news for Vietnamese readers."""
    driver = "title: {vi: Tài xế, en: Chauffeur}\n"
    git(book, "tag", "2026.2")
    commit(book, {"content/roles/driver.yaml": driver}, "A better word", tag="2026.3")
    changes = history(book).releases[0].changes
    assert (0, 1) == (len(changes["vi"].things), len(changes["en"].things))


def test_the_history_of_a_thing_goes_on_over_a_change_of_its_name(book: Path) -> None:
    """Under the name that it has now."""
    text = "title: {vi: Người gác, en: Keeper}\nsummary: {vi: Gác cổng., en: Keeps it.}\naliases: [guard]\n"
    commit(book, {"content/roles/keeper.yaml": text}, "Words", tag="2026.2")
    commit(book, {"content/roles/keeper.yaml": None, "content/roles/warden.yaml": text + "  \n"}, "Warden")
    text = text.replace("[guard]", "[guard, keeper]")
    commit(book, {"content/roles/warden.yaml": text}, "With its old name", tag="2026.3")
    happened = history(book).of_things["en"]["role:warden"]
    assert [("2026.3", "renamed"), ("2026.2", "changed"), ("2026.1", "renamed")] == [
        (release.name, change.what) for release, change in happened
    ]


def test_who_wrote_and_who_approved_comes_from_git(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line for what was taken in: a merge counts with its authors, and who merged it has approved it."""
    git(book, "checkout", "-qb", "words")
    as_somebody("Phạm Hoa", monkeypatch)
    driver = "title: {vi: Lái xe, en: Driver}\n"
    commit(book, {"content/roles/driver.yaml": driver}, "Words", day="2026-04-01")
    commit(book, {"content/roles/driver.yaml": driver + "tags: [a]\n"}, "Tags", day="2026-04-02")
    git(book, "checkout", "-q", "main")
    as_somebody("Trần Lan", monkeypatch)
    message = "Merge pull request #15 from firm/words\n\nClearer words for drivers\n"
    git(book, "merge", "-q", "--no-ff", "words", "-m", message, day="2026-04-03")
    commit(book, {"README.md": "x"}, "Beside the book", day="2026-04-04")
    trailers = "Shorter\n\nReviewed-by: Ngô Bình <binh@book.example>\nSee merge request a/b!8\n"
    commit(book, {"content/roles/driver.yaml": driver}, trailers, tag="2026.2", day="2026-04-05")
    found = history(book)
    release = next(each for each in found.releases if each.name == "2026.2")
    lines = [(c.subject, c.authors, c.approvers, c.request) for c in release.commits]
    assert [
        ("Shorter", ("Trần Lan",), ("Ngô Bình",), 8),
        ("Beside the book", ("Trần Lan",), (), None),
        ("Clearer words for drivers", ("Phạm Hoa",), ("Trần Lan",), 15),
        ("A driver", ("Trần Lan",), (), None),
    ] == lines
    (change,) = release.changes["vi"].things
    assert ["Shorter", "Clearer words for drivers", "A driver"] == [
        each.subject for each in release.commits_of(change, found.prefix)
    ]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Words (#9)", ("Words", 9)),
        ("See PR #77 and (#78) at last (#79)", ("See PR #77 and (#78) at last", 79)),
        ("Merge pull request #15 from firm/words\n\nClearer words", ("Clearer words", 15)),
        ("Merge branch 'words' into 'main'\n\nClearer\n\nSee merge request a/b!8", ("Clearer", 8)),
        ("Merge pull request 'Clearer' (#5) from words into main\n\nReviewed-on: https://x/5", ("Clearer", 5)),
        ("Merged in words (pull request #44)\n\nClearer", ("Clearer", 44)),
        ("Merged PR 7: Clearer", ("Clearer", 7)),
        ("Merge branch 'words'", ("What it brings", None)),
    ],
)
def test_a_merge_is_told_by_what_it_brings(book: Path, message: str, told: tuple[str, int | None]) -> None:
    """However a host words it; a number that is only mentioned is nobody's request."""
    git(book, "checkout", "-qb", "words")
    commit(book, {"content/roles/driver.yaml": "title: {vi: Lái xe, en: Driver}\n"}, "What it brings")
    git(book, "checkout", "-q", "main")
    git(book, "merge", "-q", "--no-ff", "words", "-m", message)
    newest = history(book).releases[0].commits[0]
    assert told == (newest.subject, newest.request)


def test_people_are_told_by_name_only(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has no name but an address, also in a subject; several authors each count."""
    as_somebody("lan@book.example", monkeypatch)
    message = "As hoa@book.example asked\n\nCo-authored-by: Hoa <hoa@book.example>\nAcked-by: binh@book.example"
    commit(book, {"content/roles/driver.yaml": "title: {vi: Lái xe, en: Driver}\n"}, message)
    newest = history(book).releases[0].commits[0]
    assert ("As hoa asked", ("lan", "Hoa"), ("binh",)) == (newest.subject, newest.authors, newest.approvers)


def test_no_message_can_break_the_history(book: Path) -> None:
    """Whatever characters stand in it."""
    message = "Odd \x1e\x1f words\n\n\x1f \x1e \x01 \x1b[31m"
    commit(book, {"content/roles/driver.yaml": "title: {vi: Lái xe, en: Driver}\n"}, message)
    assert 2 == len(history(book).releases[0].commits)


def test_what_was_mended_on_an_old_version_is_not_the_past_of_a_newer_one(book: Path) -> None:
    """2025.2 has a nurse, beside the line that leads to 2026.1; 2026.1 hasn't lost her."""
    git(book, "checkout", "-qb", "mended", "2025.1")
    commit(book, {"content/roles/nurse.yaml": "title: {vi: Y tá, en: Nurse}\n"}, "A nurse", tag="2025.2")
    git(book, "checkout", "-q", "main")
    git(book, "merge", "-q", "--no-ff", "mended", "-m", "The nurse, too")
    told = {
        release.name: (release.before, [f"{c.what} {c.key}" for c in release.changes["vi"].things])
        for release in history(book).releases[:-1]
    }
    assert {
        "": ("2026.1", ["added role:driver", "added role:nurse"]),
        "2026.1": ("2025.1", ["removed role:cook", "renamed role:keeper"]),
        "2025.2": ("2025.1", ["added role:nurse"]),
    } == told


def test_only_the_newest_versions_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None of them is taken for the first; an older one says that it is too old."""
    monkeypatch.setattr("journeybook.versions.history.MOST", 3)
    book = many_versions(tmp_path / "book")
    whole = history(book)
    assert 3 == len([each for each in whole.releases if each.name])
    assert all(each.before for each in whole.releases)
    assert ((), "old") == ((old := whole.since("2025.1")).releases, old.reason)


def test_a_past_that_is_cut_off_is_not_told_as_the_whole(book: Path, tmp_path: Path) -> None:
    """With tags or without."""
    git(tmp_path, "clone", "-q", "--depth=1", book.as_uri(), "bare")
    git(book, "tag", "2026.9")
    git(tmp_path, "clone", "-q", "--depth=1", "--branch=2026.9", book.as_uri(), "tagged")
    for name in ("bare", "tagged"):
        found = history(tmp_path / name)
        assert ("shallow", ()) == (found.reason, found.releases), name


def test_a_version_knows_only_what_was_before_it(tmp_path: Path) -> None:
    """Ten versions; what is being written knows all of them."""
    whole = history(many_versions(tmp_path / "book"))
    assert ["2026.3", "2026.2", "2026.1", "2025.1"] == [each.name for each in whole.since("2026.3").releases]
    assert whole.releases == whole.since("next").releases
    assert 10 == len(whole.releases)


def test_without_git_or_versions_there_is_a_reason_and_no_failure(book: Path) -> None:
    """No tag, nothing committed, no repository at all."""
    git(book, "tag", "-d", "2025.1", "2026.1")
    assert ("no-release", ()) == ((found := history(book)).reason, found.releases)
    shutil.rmtree(book / ".git")
    git(book, "init", "-q")
    assert ("no-release", ()) == ((found := history(book)).reason, found.releases)
    shutil.rmtree(book / ".git")
    assert ("git-none", ()) == ((found := history(book)).reason, found.releases)


def test_a_tag_of_before_there_was_a_book_is_passed_over(tmp_path: Path) -> None:
    """Its versions begin where the book begins."""
    folder = tmp_path / "book"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    commit(folder, {"notes.txt": "An idea"}, "An idea", tag="v0.1")
    config = CONFIG.replace("[vi, en]", "[vi]")
    files: dict[str, str | None] = {"mkdocs.yml": config, "content/roles/guard.yaml": "title: Người gác\n"}
    commit(folder, files, "A book", tag="v1.0")
    assert ["v1.0"] == [release.name for release in history(folder).releases]


def test_each_version_says_how_far_it_could_be_trusted_on_its_day(book: Path) -> None:
    """What has expired or fallen due since then held at that time."""
    source = "title: {vi: Hỏi, en: Asked}\ndate: 2026\nexpires: 2026-06-01\n"
    driver = (
        "title: {vi: Tài xế, en: Driver}\nreviewed: 2026-02-01\nreview_every: 6\nwants: [{text: A, evidence: asked}]\n"
    )
    files = {"content/sources/asked.yaml": source, "content/roles/driver.yaml": driver}
    commit(book, files, "A claim", tag="2026.2")
    commit(book, {"content/roles/cook.yaml": "title: {vi: Bếp, en: Cook}\nreviewed: 2026-11-01\n"}, "Cook")
    settings = read_settings(book)
    then, now = history(book).releases[1], history(book).releases[0]
    assert "2026.2" == then.name
    assert then.figures
    assert now.figures
    assert (settings.review_every, (1, 1), (0, 1)) == (12, tuple(then.figures.evidence), tuple(now.figures.evidence))
    assert then.figures.fresh.of + 1 == now.figures.fresh.of
    assert then.figures.fresh.held == now.figures.fresh.held == 1  # the driver then, the cook now
