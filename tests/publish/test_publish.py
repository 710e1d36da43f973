"""Every version of a book as one site: built once, shown whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from journeybook import publish as room
from journeybook.publish import NothingPublished, Published, Wish, artefacts
from journeybook.publish.swap import alone
from journeybook.settings import WrongSettings
from journeybook.versions.git import GitFailed
from tests.processes import READ
from tests.publish.repository import CONFIG, commit, git, many_versions, repository
from tests.site.reading import addresses, target
from tests.site.reading import page as read_page

pytestmark = pytest.mark.slow

ONE_LANGUAGE = CONFIG.replace("[vi, en]", "[vi]")


def published(book: Path, public: Path | None = None, told: list[str] | None = None, **wish: object) -> Published:
    """Publishes a book and notes what is told."""

    def tell(what: str, fill: Mapping[str, object]) -> None:
        if told is not None:
            told.append(what)

    return room.publish(book, Wish(public or book / "public", workers=2, **wish), tell)  # type: ignore[arg-type]


@pytest.fixture(autouse=True, scope="module")
def soon_ready() -> Iterator[None]:
    """Workers needn't read all modules anew; those of the commands below do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(artefacts, "get_context", lambda _: READ)
        yield


def versions(folder: Path) -> list[tuple[str, str]]:
    return [(each["version"], each["title"]) for each in json.loads((folder / "versions.json").read_text())]


def page(folder: Path, address: str) -> str:
    return (folder / address / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public folder of a book with two released versions in two languages."""
    book = repository(tmp_path_factory.mktemp("published") / "book")
    published(book)
    return book / "public"


def test_each_version_stands_in_each_language(site: Path) -> None:
    """Language before version; the newest once more as latest, and what is being written as next."""
    folders = {"2025.1", "2026.1", "latest", "next"}
    assert folders == {each.name for each in site.iterdir() if (each / "roles").is_dir()}
    assert folders == {each.name for each in (site / "en").iterdir() if (each / "roles").is_dir()}
    assert "Đầu bếp" in page(site, "2025.1/roles/cook")
    assert "Driver" in page(site, "en/next/roles/driver")
    assert not (site / "latest/roles/driver").exists()


def test_each_language_lists_its_versions_in_its_words(site: Path) -> None:
    """The newest first, under its own name; what is being written last."""
    assert [("latest", "2026.1 · mới nhất"), ("2025.1", "2025.1"), ("next", "Đang soạn")] == versions(site)
    assert [("latest", "2026.1 · newest"), ("2025.1", "2025.1"), ("next", "Being written")] == versions(site / "en")


def test_only_the_newest_is_to_be_found_by_search_engines(site: Path) -> None:
    """Numbered versions say that they aren't meant, and where the same page stands in the newest."""
    canonical = '<link rel="canonical" href="https://book.example/sub/en/latest/roles/proposer/">'
    for version in ("2025.1", "2026.1", "latest"):
        assert canonical in page(site, f"en/{version}/roles/proposer")
    told = {each: "noindex" in page(site, f"{each}/roles") for each in ("2025.1", "2026.1", "latest", "next")}
    assert {"2025.1": True, "2026.1": True, "latest": False, "next": True} == told
    assert "https://book.example/sub/en/latest/sitemap.xml" in (site / "sitemap.xml").read_text()


def test_the_same_page_of_other_languages_stands_in_the_same_version(site: Path) -> None:
    """The switch doesn't lead from an old version to a new one."""
    assert 'hreflang="vi" href="../../../../2025.1/roles/cook/"' in page(site, "en/2025.1/roles/cook")
    assert 'hreflang="en" href="../../../en/2025.1/roles/cook/"' in page(site, "2025.1/roles/cook")


def test_a_page_that_is_gone_says_where_it_was_last(site: Path) -> None:
    """In the reader's language; what was renamed leads on instead."""
    gone = page(site, "en/latest/roles/cook")
    assert "“Cook” is no longer here" in gone
    assert 'href="../../../2025.1/roles/cook/"' in gone
    assert "noindex" in gone
    assert "no longer here" not in page(site, "en/latest/roles/guard")
    assert "keeper" in page(site, "en/latest/roles/guard")


def test_book_json_says_which_version_it_is(site: Path) -> None:
    """Latest by its number."""
    said = [json.loads((site / each / "book.json").read_text())["version"] for each in ("2025.1", "latest", "next")]
    assert ["2025.1", "2026.1", "next"] == said


def test_every_link_of_every_version_leads_somewhere(tmp_path: Path) -> None:
    """Ten versions with renames and deletions; equal files lie on the disk once."""
    book = many_versions(tmp_path / "book")
    assert 12 == published(book).built
    site = (book / "public").resolve()
    dead = {
        (address, href)
        for address in addresses(site)
        for href in (*read_page(site, address).links, *read_page(site, address).fetched)
        if (there := target(site, address, href)) and not there[0].exists()
    }
    assert set() == dead
    assert 12 == len(json.loads((site / "versions.json").read_text())) + 1  # the newest is listed as latest alone
    fonts = list(site.rglob("be-vietnam-pro-latin-400-normal.woff2"))
    assert (12, 1) == (len(fonts), len({font.stat().st_ino for font in fonts}))


def test_what_is_built_is_the_commit_and_never_what_lies_beside_it(tmp_path: Path) -> None:
    """A dirty tree makes no difference."""
    book = repository(tmp_path / "book", ONE_LANGUAGE)
    (book / "content/roles/driver.yaml").write_text("title: Nháp\n", encoding="utf-8")
    (book / "content/roles/new.yaml").write_text("title: [\n", encoding="utf-8")
    assert {} == published(book).with_errors
    assert "Tài xế" in page(book / "public", "next/roles/driver")
    assert not (book / "public/next/roles/new").exists()


def test_what_was_built_once_is_not_built_again(tmp_path: Path) -> None:
    """Until it is asked for, or something of it changes."""
    book = repository(tmp_path / "book", ONE_LANGUAGE)
    assert (4, 0) == ((first := published(book)).built, first.kept)
    assert (0, 4) == ((again := published(book)).built, again.kept)
    commit(book, {"content/roles/pilot.yaml": "title: Phi công\n"}, "A pilot")
    assert (1, 3) == ((later := published(book)).built, later.kept)
    assert (4, 0) == ((anew := published(book, rerender=True)).built, anew.kept)
    commit(book, {"mkdocs.yml": ONE_LANGUAGE.replace("/sub/", "/moved/")}, "Moved", tag="2026.2")
    assert 5 == published(book).built
    assert "https://book.example/moved/latest/roles/" in page(book / "public", "2025.1/roles")


def test_readers_keep_the_old_site_when_anything_breaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the next run heals what a broken or killed one left."""
    book = repository(tmp_path / "book", ONE_LANGUAGE)
    published(book)
    before = os.readlink(book / "public")
    commit(book, {"content/roles/pilot.yaml": "title: Phi công\n"}, "A pilot")
    with monkeypatch.context() as broken:
        broken.setattr(room, "assemble", lambda *given: (_ for _ in ()).throw(OSError("disk full")))
        with pytest.raises(OSError, match="disk full"):
            published(book)
    assert before == os.readlink(book / "public")
    shelf = book / ".journeybook/publish/artefacts"
    (shelf / "half.part/site").mkdir(parents=True)
    (book / ".journeybook/publish/sites/part/2025.1").mkdir(parents=True)
    published(book)
    assert (book / "public/next/roles/pilot/index.html").exists()
    assert not list(shelf.glob("*.part"))
    assert not (book / ".journeybook/publish/trees").exists()


def test_a_killed_run_is_healed_by_the_next(tmp_path: Path) -> None:
    """Killed at any moment: the site is the old one, and the same command finishes the work."""
    book = repository(tmp_path / "book", ONE_LANGUAGE)
    published(book, tags=("2025.1",), with_next=False)
    for seconds in (0.6, 1.2, 1.8):
        command = [sys.executable, "-m", "journeybook", "publish", "--folder", str(book), "--rerender"]
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(seconds)
        os.killpg(run.pid, 9)
        run.wait()
        assert (book / "public/2025.1/roles/cook/index.html").exists()
    published(book)
    assert ["latest", "2025.1", "next"] == [name for name, _ in versions(book / "public")]


def test_a_version_that_fails_todays_check_is_built_with_what_can_be_read(tmp_path: Path) -> None:
    """Its mistakes are counted; only --strict refuses it, and then the old site stays."""
    book = repository(tmp_path / "book", ONE_LANGUAGE)
    broken = {"content/roles/pilot.yaml": "title: Phi công\ncolour: red\n"}
    commit(book, broken, "A mistake", tag="2026.2")
    commit(book, {"content/roles/pilot.yaml": "title: Phi công\n"}, "Mended")
    done = published(book)
    assert {"2026.2": 1} == done.with_errors
    assert "Phi công" in page(book / "public", "2026.2/roles/pilot")
    before = os.readlink(book / "public")
    with pytest.raises(NothingPublished):
        published(book, strict=True)
    assert before == os.readlink(book / "public")


def test_a_version_that_is_no_book_is_left_out_by_name(tmp_path: Path) -> None:
    """And if it is the newest one, readers get the newest that there is."""
    book = repository(tmp_path / "book", ONE_LANGUAGE)
    commit(book, {"mkdocs.yml": "site_name: Other\n"}, "Not a book", tag="2026.2")
    commit(book, {"mkdocs.yml": ONE_LANGUAGE}, "A book again")
    done = published(book)
    assert ["2026.2"] == list(done.skipped)
    assert "plugin journeybook is missing" in done.skipped["2026.2"]
    assert str(tmp_path) not in done.skipped["2026.2"]
    assert ("latest", "2026.1 · mới nhất") in versions(book / "public")


def test_without_tags_only_what_is_being_written_is_published(tmp_path: Path) -> None:
    """Said so; a tag that doesn't exist is named."""
    book = repository(tmp_path / "book", ONE_LANGUAGE)
    git(book, "tag", "-d", "2025.1", "2026.1")
    told: list[str] = []
    assert ["next"] == published(book, told=told).versions
    assert "publish-no-tags" in told
    assert "next/" in (book / "public/index.html").read_text()
    assert ["2030.1"] == list(published(book, tags=("2030.1",)).skipped)


def test_a_hidden_version_keeps_its_address_without_being_offered(tmp_path: Path) -> None:
    """As the configuration of today says, whatever that of the tag said."""
    book = repository(tmp_path / "book", ONE_LANGUAGE)
    config = ONE_LANGUAGE.replace("{languages: [vi]}", '{languages: [vi], versions: {hidden: ["2025*"]}}')
    commit(book, {"mkdocs.yml": config}, "The old one needn't be offered")
    published(book)
    listed = json.loads((book / "public/versions.json").read_text())
    assert {"2025.1": True} == {each["version"]: True for each in listed if each.get("properties") == {"hidden": True}}
    assert "Đầu bếp" in page(book / "public", "2025.1/roles/cook")


def test_a_shallow_clone_publishes_what_it_has(tmp_path: Path) -> None:
    """And says what is missing and how to get it."""
    book = repository(tmp_path / "book", ONE_LANGUAGE)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{book}", str(tmp_path / "shallow"))
    told: list[str] = []
    done = published(tmp_path / "shallow", told=told)
    assert "publish-shallow" in told
    assert ["next"] == done.versions


def test_a_second_run_at_the_same_time_waits_and_says_so(tmp_path: Path) -> None:
    """For the first to be done."""
    book = repository(tmp_path / "book", ONE_LANGUAGE)
    with alone(book / room.KEPT, lambda: None):
        command = [sys.executable, "-m", "journeybook", "publish", "--folder", str(book), "--lang", "en"]
        run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert run.stderr is not None
        assert "waiting" in run.stderr.readline()
        assert not (book / "public").exists()
    run.communicate()
    assert 0 == run.returncode
    assert (book / "public/latest/roles/index.html").exists()


def test_a_copy_is_plain_files_that_follow_the_site(tmp_path: Path) -> None:
    """From a link to a copy, to a changed copy, and back."""
    book = repository(tmp_path / "book", ONE_LANGUAGE)
    public = tmp_path / "www"
    published(book, public)
    assert public.is_symlink()
    published(book, public, copy=True)
    assert not public.is_symlink()
    untouched = (public / "2025.1/roles/index.html").stat().st_ino
    commit(book, {"content/roles/pilot.yaml": "title: Phi công\n"}, "A pilot")
    (public / ".jb-next").mkdir()  # left by a run that was killed
    published(book, public, copy=True, tags=("2025.1",))
    assert (public / "next/roles/pilot/index.html").exists()
    assert not (public / "2026.1").exists()
    assert untouched == (public / "2025.1/roles/index.html").stat().st_ino
    newest = max((book / ".journeybook/publish/sites").glob("[0-9]"))
    assert {p.relative_to(newest) for p in newest.rglob("*")} == {p.relative_to(public) for p in public.rglob("*")}
    published(book, public)
    assert public.is_symlink()


def test_a_folder_of_anything_else_is_not_replaced(tmp_path: Path) -> None:
    """Nor is a book published that git doesn't know."""
    book = repository(tmp_path / "book", ONE_LANGUAGE)
    (tmp_path / "www").mkdir()
    (tmp_path / "www/holiday.jpg").touch()
    with pytest.raises(WrongSettings, match="isn't a published site"):
        published(book, tmp_path / "www")
    assert (tmp_path / "www/holiday.jpg").exists()
    shutil.rmtree(book / ".git")
    with pytest.raises(GitFailed):
        published(book)


def test_a_published_question_says_that_its_subject_has_changed_since_its_review(tmp_path: Path) -> None:
    """Though a version is built from files that were taken out of the repository."""
    book = tmp_path / "book"
    book.mkdir()
    git(book, "init", "-q", "-b", "main")
    term = "title: CRM\ndefinition: {}\n"
    question = "ask: CRM là gì?\nanswer: Sổ khách hàng\nabout: term:crm\nreviewed: 2026-01-05\n"
    files = {
        "mkdocs.yml": ONE_LANGUAGE,
        ".gitignore": "/public\n/.journeybook/\n",
        "content/questions/crm.yaml": question,
    }
    commit(book, {**files, "content/terms/crm.yaml": term.format("Sổ khách")}, "First", tag="2026.1", day="2026-01-05")
    commit(book, {"content/terms/crm.yaml": term.format("Kho dữ liệu")}, "Second", tag="2026.2", day="2026-02-01")
    published(book)
    assert "jb-quiz__changed" not in page(book / "public", "2026.1/questions/crm")
    assert "jb-quiz__changed" in page(book / "public", "2026.2/questions/crm")
