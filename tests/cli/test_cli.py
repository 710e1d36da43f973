"""The command ``journeybook`` as people and pipelines call it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from journeybook.model import KINDS, class_for
from journeybook.problems import Problem
from journeybook.tell import for_terminal, wants_colour

pytestmark = pytest.mark.slow

KINDS_OF_FILES = [*KINDS, "company"]
SETTINGS = "site_name: Book\ndocs_dir: content\nplugins: [search, journeybook]\n"


def run(*arguments: str | Path, **environment: str | None) -> Result:
    """Calls the command with nothing of the tester's own language and colours."""
    plain = {"LC_ALL": None, "LC_MESSAGES": None, "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": None}
    return CliRunner().invoke(journeybook, [str(each) for each in arguments], env=plain | environment)


def book(folder: Path, settings: str = SETTINGS, **files: str) -> Path:
    """A book with one term and whatever files are named (``terms__x`` is ``terms/x.yaml``)."""
    content = folder / "content"
    for name, text in ({"terms__deal": "title: Deal\n"} | files).items():
        file = content / f"{name.replace('__', '/').replace('_', '-')}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return folder


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    folder = tmp_path / "my-book"
    assert run("init", folder).exit_code == 0
    return folder


# --- check ---------------------------------------------------------------------------------------------------------


def test_a_good_book_is_told_in_one_line(tmp_path: Path) -> None:
    """One line on standard output, nothing else; also when the content's own folder is named."""
    folder = book(tmp_path, terms__crm="title: CRM\n")
    for named in (folder, folder / "content"):
        answer = run("check", named)
        assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "No problems in 2 entries.\n", "")


def test_problems_are_told_with_their_place_and_summed_up(tmp_path: Path) -> None:
    """Place, severity, code, sentence and hint; then one line for all; errors end with 1."""
    answer = run("check", book(tmp_path, terms__crm="titel: CRM\n", tracks__new="title: New\n"))
    assert answer.exit_code == 1
    told = "content/terms/crm.yaml:1:1: error [unknown-field] There is no field “titel” here.\n"
    assert f"{told}     1 │ titel: CRM\n       │ ^\n    → " in answer.stdout
    assert "2 errors" in answer.stdout.splitlines()[-1]
    assert "\x1b" not in answer.stdout


def test_warnings_fail_only_when_strict(tmp_path: Path) -> None:
    """A warning ends with 0, and under --strict with 1."""
    folder = book(tmp_path, tracks__new="title: New\n")
    assert "1 warning" in run("check", folder).stdout
    assert (run("check", folder).exit_code, run("check", folder, "--strict").exit_code) == (0, 1)


def test_json_is_alone_on_standard_output(tmp_path: Path) -> None:
    """Programs get one object: the problems in order and their counts, good book or bad."""
    answer = run("check", book(tmp_path, terms__crm="titel: CRM\n"), "--format", "json")
    told = json.loads(answer.stdout)
    assert list(told) == ["problems", "counts"]
    assert told["counts"] == {"error": 2, "warning": 0, "info": 0}
    assert list(told["problems"][0]) == ["code", "severity", "path", "line", "column", "message", "hint"]
    assert answer.stderr == ""
    good = json.loads(run("check", book(tmp_path, terms__crm="title: CRM\n"), "--format", "json").stdout)
    assert good == {"problems": [], "counts": {"error": 0, "warning": 0, "info": 0}}


def test_github_gets_notes_at_the_lines(tmp_path: Path) -> None:
    """Each problem becomes one workflow command."""
    answer = run("check", book(tmp_path, terms__crm="titel: CRM\n"), "--format", "github")
    assert all(line.startswith("::error file=content/terms/crm.yaml,line=1") for line in answer.stdout.splitlines())


@pytest.mark.parametrize(
    ("environment", "arguments", "expected"),
    [
        ({"LANG": "vi_VN.UTF-8"}, [], "2 mục, không có vấn đề nào."),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "en_US.UTF-8"}, [], "No problems in 2 entries."),
        ({"LANG": "fr_FR.UTF-8"}, [], "No problems in 2 entries."),
        ({}, ["--lang", "vi"], "2 mục, không có vấn đề nào."),
    ],
)
def test_the_terminal_decides_the_language(
    tmp_path: Path, environment: dict[str, str], arguments: list[str], expected: str
) -> None:
    """Vietnamese where the terminal is Vietnamese or asked for, else English."""
    assert expected == run("check", book(tmp_path, terms__crm="title: CRM\n"), *arguments, **environment).stdout.strip()


def test_a_date_is_today_unless_it_is_given(tmp_path: Path) -> None:
    """--today wins over SOURCE_DATE_EPOCH, and one that is no number is wrong use."""
    folder = book(tmp_path)
    assert run("check", folder, "--today", "2026-10-01").exit_code == 0
    assert run("check", folder, SOURCE_DATE_EPOCH="1790000000").exit_code == 0
    assert run("check", folder, SOURCE_DATE_EPOCH="soon").exit_code == 2


def test_colours_add_nothing_but_colours(tmp_path: Path) -> None:
    """On a terminal that has them, errors are red and places bold; the words are the same."""
    problems = [
        Problem("unknown-field", "content/x.yaml", 3, 1, {"name": "titel", "near": "title"}),
        Problem("unused", "content/y.yaml", 1, 1, {"kind": "term", "id": "y"}),
    ]
    coloured, plain = (for_terminal(problems, 7, "vi", colour=colour) for colour in (True, False))
    assert "\x1b[31m" in coloured
    assert click.unstyle(coloured) == plain
    assert plain.endswith("\n1 lỗi, 1 cảnh báo trong 2 tệp.\n")


@pytest.mark.parametrize(
    ("is_terminal", "environment", "expected"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    monkeypatch: pytest.MonkeyPatch, is_terminal: bool, environment: dict[str, str], expected: bool
) -> None:
    """Files and pipes get none, and NO_COLOR is heard."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: is_terminal)
    assert wants_colour(stream) == expected


# --- settings ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "settings",
    [
        "docs_dir: content\nplugins:\n  search: {}\n  journeybook:\n    languages: [en]\n",
        "docs_dir: content\nplugins:\n  - journeybook:\n      rules: {unused: off}\n      format: 1\n",
        "docs_dir: content\nplugins:\n  - journeybook:\n",
        "docs_dir: !ENV [NO_SUCH_VARIABLE, content]\nplugins: [journeybook]\ntheme: material\n",
        "INHERIT: base.yml\ndocs_dir: content\n",
        "docs_dir: content\nplugins: [journeybook]\nmarkdown_extensions:\n  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:no_such_module.twemoji\n      slugify: !!python/object/apply:os._exit [3]\n",
    ],
)
def test_settings_are_read_as_mkdocs_reads_them(tmp_path: Path, settings: str) -> None:
    """Plugins in a list or a map, with options or none; INHERIT and !ENV; no Python object is made or run."""
    (tmp_path / "base.yml").write_text("plugins: [journeybook]\n", encoding="utf-8")
    answer = run("check", book(tmp_path, settings))
    assert (answer.exit_code, answer.stderr) == (0, "")


def test_the_theme_gives_the_language_of_a_book(tmp_path: Path) -> None:
    """Without languages of its own, a book has the one of its theme, and English if that has none."""
    vietnamese = SETTINGS + "theme: {name: material, language: vi}\n"
    files = {"terms__crm": "title: {vi: CRM}\n"}
    assert run("check", book(tmp_path / "a", vietnamese, **files)).exit_code == 0
    assert run("check", book(tmp_path / "b", SETTINGS, **files)).exit_code == 1


# --- wrong use -----------------------------------------------------------------------------------------------------

PLUGIN = "docs_dir: content\nplugins:\n  - journeybook:\n"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (None, "journeybook init"),
        ("a: [b\n", "mkdocs.yml:"),
        ("- a list\n", "settings"),
        ("just words", "settings"),
        ("date: 2026-02-31\n", "settings"),
        ("INHERIT: nowhere.yml\n", "nowhere.yml"),
        ("docs_dir: content\n", "plugins: [search, journeybook]"),
        ("docs_dir: content\nplugins: [search]\n", "plugins: [search, journeybook]"),
        ("docs_dir: nowhere\nplugins: [journeybook]\n", "nowhere"),
        ("plugins: [journeybook]\n", "docs"),
        ("docs_dir: .\nplugins: [journeybook]\n", "folder of its own"),
        ("docs_dir: [content]\nplugins: [journeybook]\n", "docs_dir"),
        (PLUGIN + "      languages: [no]\n", "quotes"),
        (PLUGIN + "      languages: []\n", "languages"),
        (PLUGIN + "      review_every: often\n", "review_every"),
        (PLUGIN + "      rules: [unused]\n", "rules"),
        (PLUGIN + "      rules: {unusd: off}\n", "unusd"),
        (PLUGIN + "      format: 2\n", "format 1"),
        (PLUGIN + "      langauges: [en]\n", "did you mean “languages”"),
        ("docs_dir: content\nplugins: [{journeybook: [en]}]\n", "name: value"),
    ],
)
def test_wrong_settings_end_with_a_sentence(tmp_path: Path, settings: str | None, expected: str) -> None:
    """Whatever is wrong with mkdocs.yml: 2, a sentence that says what to write, nothing on standard output."""
    folder = book(tmp_path, settings or "")
    if settings is None:
        (folder / "mkdocs.yml").unlink()
    for command in (["check"], ["export", "json"], ["new", "term", "x", "--folder"]):
        answer = run(*command, folder)
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert expected in answer.stderr
        assert isinstance(answer.exception, SystemExit)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "nowhere"],
        ["check", "book/mkdocs.yml"],
        ["check", "book", "--format", "xml"],
        ["check", "book", "--today", "01/10/2026"],
        ["check", "book", "--lang", "fr"],
        ["check", "book", "and", "more"],
        ["new", "persona"],
        ["new", "perssona", "x", "--folder", "book"],
        ["new", "term", "Thuật Ngữ", "--folder", "book"],
        ["new", "term", "index", "--folder", "book"],
        ["new", "term", "deal", "--folder", "book"],
        ["init"],
        ["init", "book"],
        ["init", "book/mkdocs.yml"],
        ["init", "book/mkdocs.yml/below"],
        ["export", "xml", "book"],
        ["export", "json", "book", "-o", "nowhere/book.json"],
        ["export", "json", "book", "-o", "book"],
        ["build", "nowhere"],
        ["build", "book", "--site-dir", "book/content"],
        ["serve", "nowhere"],
        ["unknown"],
    ],
)
def test_wrong_use_ends_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    """Never a traceback: 2 and words on standard error."""
    book(tmp_path / "book")
    monkeypatch.chdir(tmp_path)
    answer = run(*arguments)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "Error: " in answer.stderr
    assert isinstance(answer.exception, SystemExit)


def in_a_process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from journeybook.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env=os.environ | environment)


def test_a_terminal_of_another_encoding_shows_what_it_can(tmp_path: Path) -> None:
    """Letters that a terminal doesn't have become question marks; the command does its work."""
    answer = in_a_process("check", book(tmp_path), "--lang", "vi", PYTHONIOENCODING="latin-1")
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert b"M?t m?c" in answer.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_no_unicode_are_no_trouble(tmp_path: Path) -> None:
    """A folder named in another encoding is read, and told with question marks where it has to be."""
    folder = book(Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xe9")))
    Path(os.fsdecode(os.fsencode(folder) + b"/content/x\xe9.yaml")).write_text("title: X\n", encoding="utf-8")
    for form in ("text", "json", "github"):
        answer = in_a_process("check", folder, "--format", form)
        assert (answer.returncode, answer.stderr) == (1, b"")
        answer.stdout.decode("utf-8")


def test_a_reader_that_stops_reading_is_no_trouble(tmp_path: Path) -> None:
    """``journeybook export json | head -1`` ends without a word about pipes."""
    folder = book(tmp_path, **{f"terms__t{n}": f"title: {'x' * 1000}\n" for n in range(200)})
    command = f"'{sys.executable}' -c 'from journeybook.cli import main; main()' export json '{folder}' | head -c 1"
    answer = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False)
    assert (answer.stdout, answer.stderr) == (b"{", b"")


# --- init, new, export ---------------------------------------------------------------------------------------------


def test_a_new_book_is_clean_and_says_what_is_next(tmp_path: Path) -> None:
    """A few files that pass the strictest check, and the commands to go on with."""
    answer = run("init", tmp_path / "a" / "book")
    assert "journeybook serve" in answer.stdout
    assert "site/" in (tmp_path / "a" / "book" / ".gitignore").read_text(encoding="utf-8")
    checked = run("check", tmp_path / "a" / "book", "--strict")
    assert (checked.exit_code, len(checked.stdout.splitlines())) == (0, 1), checked.stdout


def test_init_leaves_what_is_there_alone(tmp_path: Path) -> None:
    """A folder with anything in it is refused and stays as it is."""
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    assert run("init", tmp_path).exit_code == 2
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("kind", KINDS_OF_FILES)
def test_a_starting_file_passes_the_check(starter: Path, kind: str) -> None:
    """Every kind's file is clean at once; a journey's warnings are those that its comments announce."""
    answer = run("new", kind, "brand-new", "--folder", starter)
    assert (answer.exit_code, answer.stdout.strip()[-17:]) == (0, "journeybook check")
    checked = json.loads(run("check", starter, "--format", "json").stdout)
    expected = {"stage-without-owner", "stage-without-touchpoint"} if kind == "journey" else set()
    assert expected == {problem["code"] for problem in checked["problems"] if problem["severity"] != "info"}


@pytest.mark.parametrize("languages", ["[vi, en]", "[vi]", "[en]", "[fr]"])
@pytest.mark.parametrize("kind", KINDS_OF_FILES)
def test_what_a_starting_file_suggests_is_right(starter: Path, kind: str, languages: str) -> None:
    """With every suggestion taken up, the file still has no error, in books of one language or several."""
    settings = starter / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("[vi, en]", languages), encoding="utf-8")
    assert run("new", kind, "brand-new", "--folder", starter).exit_code == 0
    written = f"content/{class_for('persona' if kind == 'company' else kind, {}).FOLDER}/brand-new.yaml"
    text = (starter / written).read_text(encoding="utf-8")
    taken_up = re.sub(r"^( *)# ([a-z_]+:(?: .*)?|  +\S.*)$", r"\1\2", text, flags=re.MULTILINE)
    assert len(taken_up) < len(text)
    (starter / written).write_text(taken_up, encoding="utf-8")
    problems = json.loads(run("check", starter, "--format", "json").stdout)["problems"]
    assert [each for each in problems if each["path"] == written and each["severity"] == "error"] == []


def test_a_starting_file_speaks_the_book_s_language(tmp_path: Path) -> None:
    """Comments and sample words are Vietnamese for a Vietnamese book, English for any other."""
    sales = {"departments__sales": "title: Sales\n"}
    vietnamese = book(tmp_path / "vi", SETTINGS + "theme: {name: material, language: vi}\n", **sales)
    english = book(tmp_path / "en", **sales)
    for folder, comment, title in (
        (vietnamese, "# Mục tiêu.\n", "title: Tên chân dung\n"),
        (english, "# What they want to reach.\n", "title: Name of the persona\n"),
    ):
        assert run("new", "persona", "x", "--folder", folder).exit_code == 0
        text = (folder / "content/personas/x.yaml").read_text(encoding="utf-8")
        assert comment in text
        assert title in text
        assert "owner: sales" in text


def test_new_takes_only_ids_that_are_free(tmp_path: Path) -> None:
    """Ids in collections and former ids are taken; the name of a folder is understood as its kind."""
    folder = book(tmp_path, terms="crm: {title: CRM}\n", terms__lead="title: Lead\naliases: prospect\n")
    for name, place in (("crm", "content/terms.yaml:1"), ("lead", "content/terms/lead.yaml"), ("prospect", "lead")):
        answer = run("new", "terms", name, "--folder", folder)
        assert answer.exit_code == 2
        assert place in answer.stderr
    assert "thuat-ngu" in run("new", "term", "Thuật ngữ", "--folder", folder).stderr
    assert "Did you mean “persona”" in run("new", "personna", "x", "--folder", folder).stderr
    assert run("new", "Terms", "quote", "--folder", folder / "content").exit_code == 0


def test_a_new_book_can_be_built_at_once(starter: Path, tmp_path: Path) -> None:
    """A site in both languages, the place of it told, nothing of YAML in it; the second build takes the same folder."""
    for _ in range(2):
        answer = run("build", starter, "--site-dir", tmp_path / "site", "--strict")
        assert (answer.exit_code, answer.stderr) == (0, "")
        assert f"The site is in {tmp_path / 'site'}\n" in answer.stdout
    assert (tmp_path / "site/personas/lan-director/index.html").is_file()
    assert (tmp_path / "site/en/personas/lan-director/index.html").is_file()
    assert [file for file in (tmp_path / "site").rglob("*") if file.suffix in (".yaml", ".yml")] == []


def test_a_book_with_errors_is_not_built(starter: Path) -> None:
    """Its problems are told without a traceback, and what was built before stays."""
    assert run("build", starter).exit_code == 0
    before = (starter / "site/index.html").read_bytes()
    (starter / "content/terms.yaml").write_text("crm: {titel: CRM}\n", encoding="utf-8")
    answer = run("build", starter)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "content/terms.yaml:1:" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert (starter / "site/index.html").read_bytes() == before


def test_a_build_never_empties_a_folder_of_other_things(starter: Path) -> None:
    """MkDocs cleans the folder that it builds into, so only an empty one or a site is taken."""
    answer = run("build", starter, "--site-dir", starter / "content")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert (starter / "content/touchpoints.yaml").is_file()


def test_settings_that_mkdocs_refuses_are_wrong_use(starter: Path) -> None:
    """What MkDocs says of them is told, and the command ends with 2."""
    settings = starter / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("name: material", "name: no-such-theme"), encoding="utf-8"
    )
    answer = run("build", starter)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "no-such-theme" in answer.stderr


def test_export_writes_the_same_to_a_file(tmp_path: Path) -> None:
    """Standard output and -o get the same bytes; a book with errors isn't exported."""
    folder = book(tmp_path, terms__crm="title: Chăm sóc\n")
    shown = run("export", "json", folder)
    assert run("export", "json", folder, "-o", tmp_path / "book.json").stdout == ""
    assert shown.stdout_bytes == (tmp_path / "book.json").read_bytes()
    assert json.loads(shown.stdout)["format"] == 1
    broken = run("export", "json", book(tmp_path, terms__crm="titel: X\n"))
    assert (broken.exit_code, broken.stdout) == (1, "")
    assert "unknown-field" in broken.stderr


def test_help_teaches(tmp_path: Path) -> None:
    """Each command's help has an example; the whole of it begins with what to do first."""
    assert "journeybook init my-book" in run("--help").stdout
    for command in ("init", "new", "check", "serve", "build"):
        assert f"    journeybook {command} " in run(command, "--help").stdout
    assert "0.1" in run("--version").stdout
