"""``journeybook new`` asks a person for what it needs, and takes options from a script."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from journeybook.model import KINDS
from tests.cli.test_cli import SETTINGS, book, run

FILES = {
    "departments": "sales: {title: Kinh doanh}\nmarketing: {title: Tiếp thị}\n",
    "segments__retail": "title: Bán lẻ\n",
    "segments__export": "title: Xuất khẩu\n",
    "personas__an-binh": "title: An Bình\nkind: company\n",
    "personas__lan": "title: Lan\njob: Kế toán\n",
}
VIETNAMESE = SETTINGS + "theme: {name: material, language: vi}\n"
BOTH = SETTINGS.replace("journeybook]", "{journeybook: {languages: [vi, en]}}]")


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the terminal."""
    monkeypatch.setattr("journeybook.cli.asking.at_a_terminal", lambda: True)


def asked(folder: Path, *answers: str, arguments: Sequence[str] = (), lang: str = "en") -> Result:
    called = ["new", *arguments, "--folder", str(folder), "--lang", lang]
    return CliRunner().invoke(journeybook, called, input="".join(f"{each}\n" for each in answers))


def errors(folder: Path) -> list[str]:
    problems = json.loads(run("check", folder, "--format", "json").stdout)["problems"]
    return [each["message"] for each in problems if each["severity"] == "error"]


def text_of(folder: Path, path: str) -> str:
    return (folder / "content" / path).read_text(encoding="utf-8")


@contextmanager
def terminal(*arguments: str, language: str) -> Iterator[int]:
    """A real terminal with the command in it."""
    child, screen = pty.fork()
    if child == 0:
        environment = {**os.environ, "LANG": language, "LC_ALL": language, "TERM": "xterm"}
        code = "from journeybook.cli.group import main; import journeybook.cli; main()"
        os.execve(sys.executable, [sys.executable, "-c", code, *arguments], environment)
    try:
        yield screen
    finally:
        os.close(screen)
        os.waitpid(child, 0)


def seen_until(screen: int, words: str, seconds: float = 30) -> str:
    """What the terminal shows until it shows these words."""
    shown, until = b"", time.monotonic() + seconds
    while words.encode() not in shown and time.monotonic() < until:
        if select.select([screen], [], [], 0.2)[0]:
            try:
                shown += os.read(screen, 65536)
            except OSError:  # the command has ended
                break
    assert words in shown.decode("utf-8", "replace"), shown.decode("utf-8", "replace")
    return shown.decode("utf-8", "replace")


VIETNAMESE_QUESTIONS = ("Số hoặc tên", "Tên mà", "Id, dùng", "Số hoặc id", "Các số", "Các số", "influencer", "Đã viết")
ENGLISH_QUESTIONS = ("Number or name", "Title", "Id, for", "Number or id", "Numbers", "Numbers", "influencer", "Wrote")
REPLIES = ("2", "Lê Thị Mai", "", "1", "retail, Xuất khẩu", "", "1,3", "")


@pytest.mark.parametrize(
    ("language", "questions"), [("vi_VN.UTF-8", VIETNAMESE_QUESTIONS), ("en_US.UTF-8", ENGLISH_QUESTIONS)]
)
def test_a_person_at_a_terminal_is_asked_for_all(tmp_path: Path, language: str, questions: Sequence[str]) -> None:
    """Kind, title, id and links, in their language; the file says them and passes the check."""
    folder = book(tmp_path, BOTH, **FILES)
    with terminal("new", "--folder", str(folder), language=language) as screen:
        for question, reply in zip(questions, REPLIES, strict=True):
            seen_until(screen, question)
            time.sleep(0.1)
            os.write(screen, f"{reply}\n".encode())
    written = text_of(folder, "personas/le-thi-mai.yaml")
    assert "title:\n  vi: Lê Thị Mai\n" in written
    assert "owner: sales\n" in written
    assert "segments:\n  - retail\n  - export\n" in written
    assert "# company:" in written
    assert "roles:\n  - decider\n  - user\n" in written
    assert [] == errors(folder)


def test_who_stops_leaves_nothing_behind(tmp_path: Path) -> None:
    """Ctrl+C in the middle of it: no file, no folder, and a sentence that says so."""
    folder = book(tmp_path, VIETNAMESE, departments="sales: {title: Kinh doanh}\n")
    with terminal("new", "persona", "--folder", str(folder), language="vi_VN.UTF-8") as screen:
        seen_until(screen, "Tên mà")
        os.write(screen, b"Mai\n")
        seen_until(screen, "[mai]: ")
        time.sleep(0.1)
        os.write(screen, b"\x03")
        seen_until(screen, "Chưa ghi gì cả.")
    assert not (folder / "content/personas").exists()


@pytest.mark.usefixtures("at_a_terminal")
def test_a_wrong_answer_is_told_and_asked_for_again(tmp_path: Path) -> None:
    """Kinds, titles, ids and links that can't be, each with a sentence that helps."""
    folder = book(tmp_path, VIETNAMESE, **FILES)
    given = ["16", "persnoa", "persona", "", "Lan", "Lan Anh", "lan", "lan-anh"]
    answers = [*given, "sale", "1,2", "sales", "5", "retail", "lan", "An Bình", ""]
    answer = asked(folder, *answers)
    assert answer.exit_code == 0, answer.output
    told = [
        "There is no kind of thing called “16”.",
        "Did you mean “persona”?",
        "This is needed",
        "such as “lan-anh”",
        "There is already a persona “lan”",
        "There is nothing called “sale” to name here. Did you mean “sales”?",
        "Only one can be named here.",
        "There is nothing called “5” to name here.",
        "There is nothing called “lan” to name here.",
    ]
    places = [answer.output.find(words) for words in told]
    assert -1 not in places, answer.output
    assert places == sorted(places)
    assert "company:\n  - an-binh\n" in text_of(folder, "personas/lan-anh.yaml")
    assert [] == errors(folder)


@pytest.mark.usefixtures("at_a_terminal")
@pytest.mark.parametrize("kind", [*KINDS, "company"])
@pytest.mark.parametrize("reply", ["", "1"])
def test_whatever_is_answered_passes_the_check(tmp_path: Path, kind: str, reply: str) -> None:
    """Every kind, with everything left open and with the first of everything."""
    folder = book(tmp_path, BOTH, touchpoints="website: {title: Trang web}\n", **FILES)
    answer = asked(folder, "Tên: “mới” #1", "", *[reply] * 8, arguments=[kind])
    assert answer.exit_code == 0, answer.output
    assert "journeybook check" in answer.output
    assert [] == errors(folder)


@pytest.mark.usefixtures("at_a_terminal")
def test_a_journey_has_the_stages_of_the_model_chosen(tmp_path: Path) -> None:
    """Not those of the model that it would have followed."""
    folder = book(tmp_path, VIETNAMESE)
    assert asked(folder, "Mua", "", "stdc", arguments=["journey"]).exit_code == 0
    stages = re.findall(r"^ *- id: (\w+)$", text_of(folder, "journeys/mua.yaml"), re.MULTILINE)
    assert ["see", "think", "do", "care"] == stages
    assert [] == errors(folder)


def test_a_script_gives_all_as_options(tmp_path: Path) -> None:
    """The id comes from the title; lists have commas; texts are in the main language."""
    folder = book(tmp_path, BOTH, **FILES)
    fields = ["title=Lê Mai", "segments=retail,export", "owner=sales", "negative=true", "job=Kế toán: trưởng"]
    options = [part for field in fields for part in ("--set", field)]
    answer = run("new", "persona", *options, "--folder", folder)
    assert (answer.exit_code, answer.stdout[:36]) == (0, "Wrote content/personas/le-mai.yaml.\n")
    written = text_of(folder, "personas/le-mai.yaml")
    for part in (
        "segments:\n  - retail\n  - export\n",
        "owner: sales\n",
        "negative: true\n",
        "vi: 'Kế toán: trưởng'\n",
    ):
        assert part in written
    assert [] == errors(folder)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--set", "ownr=sales"], "There is no field “ownr” here. Did you mean “owner”?"),
        (["--set", "owner=sale"], "There is nothing called “sale” to name here. Did you mean “sales”?"),
        (["--set", "influence=hihg"], "“hihg” is not one of the values of “influence”. Did you mean “high”?"),
        (["--set", "related=term:deall"], "There is nothing called “term:deall”. Did you mean “deal”?"),
        (["--set", "headcount=20"], "“headcount” is a field of companies"),
        (["--set", "owner"], "--set: write a field and what it says"),
    ],
)
def test_an_option_that_can_t_be_is_refused(tmp_path: Path, options: list[str], sentence: str) -> None:
    """In the checker's own words; nothing is written."""
    folder = book(tmp_path, **FILES)
    answer = run("new", "persona", "mai", *options, "--folder", folder)
    assert answer.exit_code == 2
    assert sentence in answer.stderr
    assert not (folder / "content/personas/mai.yaml").exists()


@pytest.mark.parametrize("arguments", [[], ["persona"]])
def test_where_nobody_can_be_asked_what_is_missing_is_said(tmp_path: Path, arguments: list[str]) -> None:
    """A pipe gets a sentence, not a question."""
    answer = run("new", *arguments, "--folder", book(tmp_path))
    assert answer.exit_code == 2
    assert "journeybook new persona lisa-barone" in answer.stderr
