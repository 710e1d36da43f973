"""Single mistakes: what becomes of them, and where nothing is done because two things could be meant."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from journeybook.edit.write import ChangedMeanwhile, write_all
from journeybook.mend import mended
from journeybook.mend.values import day_meant
from journeybook.settings import Settings
from journeybook.vietnamese import surely

TODAY = date(2026, 11, 25)
BOOK = {
    "content/departments.yaml": "sales:\n  title: Kinh doanh\ncare:\n  title: Chăm sóc\n",
    "content/terms/lead.yaml": "title: Lead\nowner: sales\n",
}


def mend(folder: Path, text: str | bytes, *, ids: bool = False, **files: str) -> dict[str, str]:
    """The files of a small book after mending; ``terms/lead.yaml`` is what the test is about."""
    given = {f"content/{name.replace('__', '/')}.yaml": each for name, each in files.items()}
    for path, each in {**BOOK, "content/terms/lead.yaml": text, **given}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(each if isinstance(each, bytes) else each.encode())
    with mended(Settings(folder, folder / "content", ("vi", "en")), TODAY, ids=ids) as result:
        result.write()
    found = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder / "content").as_posix(): file.read_bytes().decode() for file in found}


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("title：Lead\nsummary： x\n", "title: Lead\nsummary: x\n"),
        ("title: “Lead: x” # so\n", 'title: "Lead: x" # so\n'),
        ("title: “Lead: a \\ b”\n", "title: 'Lead: a \\ b'\n"),
        ("title: “Lead: x”, y\n", 'title: "“Lead: x”, y"\n'),
        ("title: Lead\nalso: [“a, b”, c]\n", 'title: Lead\nalso: ["a, b", c]\n'),
        ("title: Lead\nalso:\n- a\n-b\n", "title: Lead\nalso:\n- a\n- b\n"),
        ("title: Lead\nalso:\n  − a\n  − b\n", "title: Lead\nalso:\n  - a\n  - b\n"),
        ("title: Lead\nalso:\n  -vi: a\n    en: b\n", "title: Lead\nalso:\n  - vi: a\n    en: b\n"),
        ("title: @home\n", 'title: "@home"\n'),
        ("title: Lead\nignore:\n\tstale: x\n\tunused: y\n", "title: Lead\nignore:\n  stale: x\n  unused: y\n"),
        ("title: Lead\nalso:\n\u3000- a\n", "title: Lead\nalso:\n  - a\n"),
        ("title:\u00a0Lead\n", "title: Lead\n"),
        ("title: Lead\nmatch: không\n", "title: Lead\nmatch: false\n"),
        ("title: Lead\nreviewed: 31/10/2026\n", "title: Lead\nreviewed: 2026-10-31\n"),
        ("title: Kh¸ch hµng míi\n", "title: Khách hàng mới\n"),
    ],
)
def test_a_slip_with_one_way_out_is_mended(tmp_path: Path, written: str, right: str) -> None:
    """Signs, spaces, quotes, days, yes and no, old encodings: the line becomes what it was meant to be."""
    assert right == mend(tmp_path, written)["terms/lead.yaml"]


@pytest.mark.parametrize(
    "written",
    [
        "title: Lead\nreviewed: 3/10/2026\n",  # March or October
        "title: vi: Lead\n",  # a language on the line of its field
        "title: - Lead\n",  # a list of one
        "title: Lead\ngap:lisa\n",  # no field is called so: it may be a text
        "title: Lead\nowner sales\n",  # the colon may be missing, or the line belong elsewhere
        "title: Lead\nalso: [a，b]\n",  # the comma may belong to the text
        "title: Lead\nnotes: Nhóm #1\n",  # a comment, or a part of the text
        "title: Lead\nalso: [Khách\n",  # nobody knows where the bracket ends
        "title: hµng khách míi\n",  # some words were put right by hand
        "title: “a” và “b: c”\n  d\n",
        "stages:\n  - id: a\n    people:\n      - role: x\n\t\tpart: leads\n",  # two widths of a tab, two meanings
    ],
)
def test_where_two_things_could_be_meant_nothing_is_done(tmp_path: Path, written: str) -> None:
    """No guess: the file keeps every byte, and the checker goes on telling the mistake."""
    assert written == mend(tmp_path, written, ids=True)["terms/lead.yaml"]


def test_all_else_in_the_file_stays_as_it_is(tmp_path: Path) -> None:
    """Byte order mark, Windows line ends, comments, trailing blanks, and a last line without an end."""
    before = "\ufeff# đầu  \r\ntitle： Lead\r\n\r\nsummary: x   # vì sao\r\n# cuối"
    after = mend(tmp_path, before)["terms/lead.yaml"]
    assert after == before.replace("：", ":")


def test_names_are_mended_only_on_request(tmp_path: Path) -> None:
    """A mistyped field, value and reference wait for --ids; then also where texts name the thing."""
    text = "titel: Lead\nowner: salse\nstatus: Draft\ndefinition: Hỏi [[department:salse]].\n"
    assert text == mend(tmp_path / "a", text)["terms/lead.yaml"]
    right = "title: Lead\nowner: sales\nstatus: draft\ndefinition: Hỏi [[department:sales]].\n"
    assert right == mend(tmp_path / "b", text, ids=True)["terms/lead.yaml"]


def test_what_is_written_three_times_is_no_slip(tmp_path: Path) -> None:
    """Then the one name that is nearly the same may be the mistyped one, and all others would follow it."""
    departments = "srvice:\n  title: Chăm sóc\n"
    named = {f"terms__{name}": "title: Lead\nowner: service\n" for name in ("crm", "erp")}
    files = mend(tmp_path / "thrice", "title: Lead\nowner: service\n", ids=True, departments=departments, **named)
    assert files["terms/lead.yaml"] == "title: Lead\nowner: service\n"
    files = mend(tmp_path / "once", "title: Lead\nowner: service\n", ids=True, departments=departments)
    assert files["terms/lead.yaml"] == "title: Lead\nowner: srvice\n"


def test_a_file_gets_its_right_name_and_is_still_referred_to(tmp_path: Path) -> None:
    """What named it by the wrong id names it by the right one."""
    files = mend(tmp_path, "title: Lead\nrelated: [Chot_Don]\n", ids=True, terms__Chot_Don="title: Chốt\n")
    assert files["terms/chot-don.yaml"] == "title: Chốt\n"
    assert "terms/Chot_Don.yaml" not in files
    assert files["terms/lead.yaml"] == "title: Lead\nrelated: [chot-don]\n"


def test_a_name_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    """No file replaces another, and no id becomes that of another thing."""
    files = mend(tmp_path, "title: Lead\n", ids=True, terms__Lead="title: Khác\n", terms="LEAD:\n  title: Ba\n")
    assert (files["terms/lead.yaml"], files["terms/Lead.yaml"]) == ("title: Lead\n", "title: Khác\n")
    assert files["terms.yaml"] == "LEAD:\n  title: Ba\n"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("2026-2-3", "2026-02-03"),
        ("2026/02/03", "2026-02-03"),
        ("2026-02-03T08:00", "2026-02-03"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("5.5.2026", "2026-05-05"),
        ("01/10/2026", None),
        ("2026-02-30", None),
        ("31/11/2026", None),
        ("1/10/26", None),
    ],
)
def test_a_day_is_read_in_one_way_or_not_at_all(written: str, right: str | None) -> None:
    """Only the calendar decides which number is the month."""
    assert right == day_meant(written)


@pytest.mark.parametrize(
    ("name", "candidates", "right"),
    [
        ("Kinh_Doanh", ["kinh-doanh"], "kinh-doanh"),
        ("markting", ["marketing", "sales"], "marketing"),
        ("marketnig", ["marketing"], "marketing"),
        ("salse", ["sales"], "sales"),
        ("nguyen-van-an", ["nguyen-van-anh", "nguyen-van-ang"], None),
        ("site-2", ["site-1"], None),
        ("lan", ["lanh"], None),
        ("mraketnig", ["marketing"], None),
        ("a_b", ["a-b", "ab"], None),
    ],
)
def test_a_name_is_sure_if_one_slip_leads_to_one_candidate(name: str, candidates: list[str], right: str | None) -> None:
    """Marks, case and separators don't count; figures, short words and two candidates are no certainty."""
    assert right == surely(name, candidates)


def test_files_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    """Somebody saved one of them in the meantime: the other keeps its text, and nothing is left lying about."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"1")
    two.write_bytes(b"changed")
    with pytest.raises(ChangedMeanwhile):
        write_all({one: b"new", two: b"new"}, {one: b"1", two: b"2"})
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"changed")
    assert sorted(os.listdir(tmp_path)) == ["one", "two"]


def test_what_somebody_saves_in_the_meantime_is_not_lost(tmp_path: Path) -> None:
    """Then no file of the book is written, nor has one another name."""
    content = tmp_path / "content"
    (content / "terms").mkdir(parents=True)
    for name in ("a.yaml", "b.yaml", "c.yaml.txt"):
        (content / "terms" / name).write_text("title： x\n", encoding="utf-8")
    with mended(Settings(tmp_path, content, ("vi",)), TODAY) as result:
        assert len(result.fixes) == 4
        (content / "terms/b.yaml").write_text("title: mine\n", encoding="utf-8")
        with pytest.raises(ChangedMeanwhile):
            result.write()
    assert sorted(os.listdir(content / "terms")) == ["a.yaml", "b.yaml", "c.yaml.txt"]
    assert (content / "terms/a.yaml").read_text(encoding="utf-8") == "title： x\n"
    assert (content / "terms/b.yaml").read_text(encoding="utf-8") == "title: mine\n"
