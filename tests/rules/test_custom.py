"""Rules of a book's own: asked only where they are named, and never in anybody's way."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from journeybook.guides import LANGUAGES, guide
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.rules import custom
from journeybook.settings import WrongSettings
from tests.preview.test_warm import Session

LAN = f"title: Lan\njob: Buyer\nreviewed: 2026-11-01\nnegative: true\nowner: sales\nquote: {'so ' * 60}\n"
FILES = {
    "content/departments.yaml": "sales: {title: Sales}\n",
    "content/personas/lan.yaml": LAN,
    "content/personas/tam.yaml": LAN.replace("Lan", "Tam").replace("so " * 60, "Good."),
}
HEAD = "from journeybook.custom import Finding, rule\n"
RULE = '@rule("custom-a", title="A")\ndef a(book, today):\n'


def book(folder: Path, rules: str | None, settings: str = "{}", more: str = "") -> Path:
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text + (more if "lan" in path else ""), encoding="utf-8")
    named = "[rules/our_rules.py]" if rules is not None else "[]"
    (folder / "mkdocs.yml").write_text(
        "site_name: B\ndocs_dir: content\nplugins:\n  - journeybook:\n"
        f"      languages: [en]\n      custom_rules: {named}\n      rules: {settings}\n"
    )
    if rules is not None:
        (folder / "rules").mkdir(exist_ok=True)
        (folder / "rules/our_rules.py").write_text(rules, encoding="utf-8")
    return folder


def run(folder: Path, command: str = "check", *options: str, lang: str = "en") -> Result:
    where = ["--folder", str(folder)] if command == "explain" else [str(folder), "--today", "2026-11-25"]
    return CliRunner().invoke(journeybook, [command, *options, *where, "--lang", lang])


def told(folder: Path) -> list[str]:
    problems = json.loads(run(folder, "check", "--format", "json").stdout)["problems"]
    return [f"{each['path']}:{each['line']}:{each['column']} {each['severity']} {each['code']}" for each in problems]


@pytest.fixture(scope="module")
def example() -> str:
    """The rule that the guide shows, the same in all languages."""
    text = ["\n".join(part.markdown for part in guide("rules", language).parts) for language in LANGUAGES]
    only: str
    (only,) = {block for each in text for block in re.findall(r"^```python\n(.*?)^```$", each, re.M | re.S)}
    return only


def test_the_rule_that_the_guide_shows_works(tmp_path: Path, example: str) -> None:
    """At its field, in the reader's language, as severe as the configuration wants, and ignored where that is said."""
    assert ["content/personas/lan.yaml:6:8 warning custom-long-quote"] == told(book(tmp_path, example))
    assert "warning [custom-long-quote] Câu nói này dài hơn 140 ký tự." in run(tmp_path, lang="vi").stdout
    assert "    → Keep the part that stays in mind." in run(tmp_path).stdout
    book(tmp_path, example, "{custom-long-quote: {default: info, personas/lan.yaml: error}}")
    assert (1, True) == (run(tmp_path).exit_code, "1 error in one file." in run(tmp_path).stdout)
    sarif = json.loads(run(tmp_path, "check", "--format", "sarif", lang="vi").stdout)["runs"][0]
    assert {"id": "custom-long-quote", "shortDescription": {"text": "Câu nói quá dài"}} == sarif["tool"]["driver"][
        "rules"
    ][0]
    assert [] == told(book(tmp_path, example, more="ignore: {custom-long-quote: Said so}\n"))


def test_explain_says_what_a_rule_says_of_itself(tmp_path: Path, example: str) -> None:
    """With its place; a code that is mistyped leads to the right one."""
    folder = book(tmp_path, example)
    lines = run(folder, "explain", "custom-long-quote").stdout.splitlines()
    assert "A quote that is too long  warning [custom-long-quote]" == lines[0]
    assert "  A rule of this book's own, in rules/our_rules.py:6." == lines[1]
    assert "  A quote fits on a slide." == lines[2]
    assert "Did you mean “custom-long-quote”?" in run(folder, "explain", "custom-long-qoute").stderr
    assert "this one has none" in run(book(tmp_path / "b", None), "explain", "custom-long-quote").stderr


def test_nothing_is_run_unless_it_is_named_and_checked(tmp_path: Path) -> None:
    """Neither a file that lies there, nor by commands that only read."""
    folder = book(
        tmp_path, f"import pathlib\npathlib.Path(__file__).with_name('ran').touch()\n{HEAD}{RULE}    return []\n"
    )
    ran = folder / "rules/ran"
    for command in ("stale", "explain"):
        assert 0 == run(folder, command).exit_code
    assert not ran.exists()
    assert (0, True) == (run(folder).exit_code, ran.exists())
    ran.unlink()
    book(tmp_path, None)
    assert (0, False) == (run(folder).exit_code, ran.exists())


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (f"{HEAD}{RULE}    yield Finding('persona:lan', 'B')\n    1 / 0\n", "5 ZeroDivisionError: division by zero"),
        (f"{HEAD}{RULE}    return [1 / 0]\n", "4 ZeroDivisionError: division by zero"),
        (
            f"{HEAD}def f(x):\n    return x.no\n{RULE}    yield f(1)\n",
            "3 AttributeError: 'int' object has no attribute 'no'",
        ),
        (f"{HEAD}{RULE}    raise SystemExit\n", "4 SystemExit"),
        (f"{HEAD}import nothing_so_called\n", "2 ModuleNotFoundError: No module named 'nothing_so_called'"),
        (
            f"{HEAD}{RULE.replace('custom-a', 'a')}    return []\n",
            "2 WrongCode: the code of a rule is custom- and small",
        ),
        (f"{HEAD}def a(:\n", "2 isn't Python that can be read (invalid syntax)"),
        (HEAD, "1 There is no rule in this file."),
        (
            f"{HEAD}{RULE}    return []\n{RULE.replace('def a', 'def b')}    return []\n",
            "5 There are two rules “custom-a”",
        ),
        (f"{HEAD}{RULE}    print(1)\n", "2 The rule “custom-a” gives None where"),
        (f"{HEAD}{RULE}    yield 'persona:lan'\n", "2 The rule “custom-a” gives str where"),
        (f"{HEAD}{RULE}    yield Finding('persona:lam', 'B')\n", "2 “custom-a” has found something in “persona:lam”"),
        (
            f"{HEAD}{RULE}    while True:\n        yield Finding('persona:lan', 'B')\n",
            "2 The rule “custom-a” finds no end",
        ),
        (
            f"{HEAD}{RULE.replace('today', '')}    return []\n",
            "2 TypeError: a() takes 1 positional argument but 2 were",
        ),
    ],
)
def test_a_broken_rule_is_told_at_its_line_and_the_check_goes_on(tmp_path: Path, rules: str, expected: str) -> None:
    """Never by a traceback; what else there is to tell is told."""
    folder = book(tmp_path, rules, more="tags: [a]\nsummary: Write to a@b.vn\n")
    answer = run(folder, "check", "--format", "json")
    assert (0, None) == (answer.exit_code, answer.exception if not isinstance(answer.exception, SystemExit) else None)
    problems = json.loads(answer.stdout)["problems"]
    (broken,) = [each for each in problems if each["code"] == "broken-rule"]
    line, _, words = expected.partition(" ")
    assert ("rules/our_rules.py", int(line)) == (broken["path"], broken["line"])
    assert words.removeprefix("“custom-a” ") in broken["message"]
    assert "personal-data" in [each["code"] for each in problems]


def test_a_slow_rule_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the time that it takes from everybody."""
    monkeypatch.setattr(custom, "SLOW", -1.0)
    folder = book(tmp_path, f"{HEAD}{RULE}    return []\n")
    assert "The rule “custom-a” takes 0.0 seconds, each time." in run(folder).stdout


def test_what_a_rule_prints_does_not_get_into_reports(tmp_path: Path) -> None:
    """It goes where a person may see it."""
    folder = book(tmp_path, f"{HEAD}print('reading')\n{RULE}    print('asking')\n    return []\n")
    answer = run(folder, "check", "--format", "json")
    assert [] == json.loads(answer.stdout)["problems"]
    assert "reading\nasking\n" == answer.stderr


def test_rules_wait_until_the_book_has_no_mistakes(tmp_path: Path) -> None:
    """They would stumble over what is missing."""
    folder = book(tmp_path, f"{HEAD}{RULE}    1 / 0\n", more="colour: red\n")
    assert ["content/personas/lan.yaml:7:1 error unknown-field"] == told(folder)


def test_two_findings_at_one_place_are_two(tmp_path: Path) -> None:
    """And a place that isn't written is the entry's own."""
    found = "    yield Finding('persona:lan', 'B', 'needs.0')\n    yield Finding('persona:lan', 'C')\n"
    assert ["content/personas/lan.yaml:1:1 warning custom-a"] * 2 == told(book(tmp_path, f"{HEAD}{RULE}{found}"))


def test_ignoring_or_setting_a_rule_that_is_not_there_is_told(tmp_path: Path) -> None:
    """At the entry; of the configuration, before anything else."""
    rules = f"{HEAD}{RULE}    return []\n"
    folder = book(tmp_path, rules, more="ignore: {custom-aa: Why, custom-a: Why}\n")
    assert [f"content/personas/lan.yaml:7:{column} info needless-ignore" for column in (10, 26)] == told(folder)
    assert "There is no rule “custom-aa”" in run(folder).stdout
    answer = run(book(tmp_path / "b", rules, "{custom-b: off}"))
    assert (2, True) == (answer.exit_code, "rules: “custom-b” is not a rule" in answer.stderr)
    answer = run(book(tmp_path / "c", None, "{custom-b: off}"))
    assert (2, True) == (answer.exit_code, "no file with such rules is named" in answer.stderr)


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ("rules", "custom_rules: name Python files beside mkdocs.yml, such as [rules/our_rules.py], not “rules”."),
        ("../a.py", "custom_rules: “../a.py” isn't in the folder of mkdocs.yml."),
        ("content/a.py", "custom_rules: “content/a.py” lies in content, whose files are published."),
    ],
)
def test_only_files_beside_the_content_are_run(tmp_path: Path, named: str, sentence: str) -> None:
    """What lies elsewhere isn't the book's own, and what lies in the content would be published."""
    folder = book(tmp_path, "")
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text().replace("rules/our_rules.py", named))
    with pytest.raises(WrongSettings, match=re.escape(sentence)):
        read_settings(folder)
    assert "there is no file “rules/gone.py”" in run(_named(folder, named, "rules/gone.py")).stderr


def _named(folder: Path, old: str, new: str) -> Path:
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text().replace(f"[{old}]", f"[{new}]"))
    return folder


@pytest.fixture
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("quiet")
def test_a_warm_preview_asks_the_rules_as_they_are_now(tmp_path: Path) -> None:
    """It watches their file, and forgets nothing else."""
    folder = book(tmp_path, f"{HEAD}{RULE}    yield Finding('persona:lan', 'B')\n")
    (folder / "mkdocs.yml").write_text((folder / "mkdocs.yml").read_text() + "theme: {name: material, language: en}\n")
    warm = Session(folder)

    def shown() -> list[str]:
        warm.build()
        assert warm.preview is not None
        assert str(folder / "rules/our_rules.py") in next(iter(warm.preview.places.values())).config.watch
        return [each.message() for each in warm.preview.problems]

    assert ["B"] == shown()
    book_rules = folder / "rules/our_rules.py"
    book_rules.write_text(book_rules.read_text().replace("'B'", "'Other'"))
    assert ["Other"] == shown()
