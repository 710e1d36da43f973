"""The call sheet in a real browser: what is chosen stands in the address, and all of it fits one sheet of A4."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.opening import Windows, opening
from tests.browser.test_print import A4, sheets
from tests.site.conftest import SITES, built

PERSONS = [
    "dang-hoai-nam",
    "hoang-thu-trang",
    "kyle-healy",
    "le-thi-mai",
    "lisa-barone",
    "ngo-thi-lan",
    "nguyen-thu-hanh",
    "pham-duc-loc",
    "pham-van-tuan",
    "priya-nair",
    "tran-minh-duc",
    "vo-quoc-bao",
]
HANH = "call/nguyen-thu-hanh/"
REVIEW = "mid-factory-purchase/review"


def long(words: int, name: str = "Dài") -> str:
    return " ".join([name, *["nghiêng"] * words])


def member(name: str, others: str) -> str:
    """Somebody of whom everything is said, in many words and many times over."""
    many = [f"  - {long(60)}" for _ in range(8)]
    asked = [f"  - ask: {long(60)}\n    listen_for: {long(60)}" for _ in range(9)]
    raised = [
        f"  - says: {long(60)}\n    answer: {long(90)}\n    proof: {long(60)}\n    avoid: {long(60)}" for _ in range(7)
    ]
    said = [f"  - say: {long(60)}\n    proof: {long(60)}\n    stage: way/{stage}" for stage in STAGES for _ in range(3)]
    return "\n".join(
        [
            f"{name}:\n  title: {long(30, name)}",
            f"  job: {long(30)}\n  quote: {long(60)}\n  organization: {long(30)}\n  company: firm",
            f"  reports_to: {{vi: {long(30)}}}\n  influence: high\n  veto: true\n  communication: {long(60)}",
            f"  roles: [decider, user, influencer]\n  influences: [{others}]\n  influenced_by: [{others}]",
            *(
                f"  {field}:\n" + "\n".join("  " + line.replace("\n", "\n  ") for line in lines)
                for field, lines in (
                    ("goals", many),
                    ("challenges", many),
                    ("questions", asked),
                    ("objections", raised),
                    ("messages", said),
                )
            ),
        ]
    )


STAGES = ("trigger", "review", "decision", "onboarding", "relationship", "renewal")


@pytest.fixture(scope="session")
def wordy(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """A book whose three persons say much more than a sheet can hold."""
    folder = tmp_path_factory.mktemp("wordy")
    (folder / "content/journeys").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: Wordy\ndocs_dir: content\nexclude_docs: '*.yaml'\ntheme: {name: material}\n"
        "plugins: [journeybook: {languages: [vi]}]\n",
        encoding="utf-8",
    )
    persons = [member("an", "binh, chi"), member("binh", "an, chi"), member("chi", "an, binh")]
    firm = "firm:\n  title: Firm\n  kind: company\n  committee:\n" + "".join(
        f"    - role: {role}\n      persona: {who}\n"
        for role, who in (("decider", "an"), ("user", "binh"), ("influencer", "chi"))
    )
    (folder / "content/personas.yaml").write_text("\n".join([*persons, firm]), encoding="utf-8")
    stages = "".join(
        f"  - id: {stage}\n    people: [{{persona: an}}, {{persona: binh}}, {{persona: chi}}]\n"
        f"    exit: {long(60)}\n    sales_actions: [{long(60)}, {long(60)}]\n"
        for stage in STAGES
    )
    (folder / "content/journeys/way.yaml").write_text(
        f"title: {long(12)}\nmodel: b2b-backbone\nstages:\n{stages}", encoding="utf-8"
    )
    return serve_folder(built(folder, tmp_path_factory.mktemp("wordy-site"))) + "/"


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """The book that shows every part of a page with nothing, with one and with many things in it."""
    return serve_folder(built(SITES / "good/gallery", tmp_path_factory.mktemp("gallery"))) + "/"


def printed(windows: Windows, address: str, *, script: bool = True) -> list[tuple[int, int]]:
    """The sheets of paper that a page comes to."""
    with opening(windows, told=()) as open_page:
        page = open_page(address, width=1200, script=script)
        return sheets(page.pdf(prefer_css_page_size=True, print_background=True))


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("who", PERSONS)
def test_everybodys_sheet_is_one_page_of_a4(windows: Windows, site: str, who: str, language: str) -> None:
    """Before anything is chosen, with a script or without."""
    assert [A4] == printed(windows, f"{site}{language}call/{who}/")
    if not language:
        assert [A4] == printed(windows, f"{site}call/{who}/", script=False)


@pytest.mark.parametrize("stage", ["trigger", "review", "decision", "renewal"])
@pytest.mark.parametrize("others", ["", "tran-minh-duc", "tran-minh-duc,ngo-thi-lan", "pham-van-tuan,dang-hoai-nam"])
def test_a_meeting_is_one_page_of_a4(windows: Windows, site: str, stage: str, others: str) -> None:
    """At any stage, with one or two others."""
    assert [A4] == printed(windows, f"{site}{HANH}?stage={stage}&with={others}")


@pytest.mark.parametrize(
    "chosen",
    ["", "?stage=review", "?with=binh", "?with=binh,chi", "?stage=review&with=binh", "?stage=review&with=binh,chi"],
)
def test_however_much_is_written_it_stays_one_page(windows: Windows, wordy: str, chosen: str) -> None:
    """What is too long is cut by rule, so nothing runs over."""
    assert [A4] == printed(windows, f"{wordy}call/an/{chosen}")


@pytest.mark.parametrize("chosen", ["", "?stage=s1&with=one,nothing"])
def test_a_sheet_of_every_sort_of_content_is_one_page(windows: Windows, gallery: str, chosen: str) -> None:
    """Blocks, long words, many and none of each: the book that shows every part of a page."""
    assert [A4] == printed(windows, f"{gallery}call/many/{chosen}")


def shown(page: Page, selector: str) -> list[str]:
    return [each.inner_text().strip() for each in page.locator(selector).all() if each.is_visible()]


def test_the_chosen_stage_stands_in_the_address_and_leads_the_sheet(opened: Callable[..., Page]) -> None:
    """Its message with proof, its questions first, what comes next; the same again from the address."""
    page = opened(HANH)
    assert 2 < len(shown(page, ".jb-call__stop"))
    page.select_option("select[name=stage]", REVIEW)
    assert page.url.endswith("?journey=mid-factory-purchase&stage=review") or page.url.endswith("?stage=review")
    assert [REVIEW] == [each.get_attribute("data-stage") for each in page.locator(".jb-call__stop:visible").all()]
    first = shown(page, ".jb-section--questions .jb-asks__ask")[0]
    assert "Ở xưởng, ai nói một câu thì mọi người nghe?" == first
    again = opened(page.url.partition("/call/")[2].join(["call/", ""]))
    assert first == shown(again, ".jb-section--questions .jb-asks__ask")[0]
    page.select_option("select[name=stage]", "")
    assert "stage" not in page.url


def test_a_meeting_shows_up_to_three_people_side_by_side(
    opened: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    """Each with their own goals; a fourth can't be added; one h1, no id twice, links from here."""
    page = opened(HANH)
    page.check("input[name=with][value=tran-minh-duc]")
    page.check("input[name=with][value=ngo-thi-lan]")
    page.wait_for_selector(".jb-call__other >> nth=1")
    assert page.url.endswith("?with=tran-minh-duc,ngo-thi-lan")
    assert ["Trần Minh Đức", "Ngô Thị Lan"] == shown(page, ".jb-call__name")
    assert 1 == page.locator("h1").count()
    assert page.locator("input[name=with][value=pham-van-tuan]").is_disabled()
    assert [2, 2, 2] == [
        sum(each.is_visible() for each in sheet.locator(".jb-section--goals li").all())
        for sheet in page.locator(".jb-page--call .jb-sections").all()
    ]
    assert ["Trên trang có đủ 3 mục"] * 3 == shown(page, ".jb-section--goals .jb-call__rest")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(set(ids)) == len(ids)
    assert [] == axe(page)
    page.uncheck("input[name=with][value=tran-minh-duc]")
    page.wait_for_function("document.querySelectorAll('.jb-call__other').length == 1")
    assert page.url.endswith("?with=ngo-thi-lan")


def test_what_an_address_names_wrongly_is_left_out(opened: Callable[..., Page]) -> None:
    """Unknown stages and people: the sheet as it is without them."""
    page = opened(f"{HANH}?journey=nowhere&stage=never&with=nobody,nguyen-thu-hanh,lisa-barone")
    assert 0 == page.locator(".jb-call__other").count()
    assert 2 < len(shown(page, ".jb-call__stop"))


def test_without_scripts_the_first_journey_is_there(browser: Browser, site: str) -> None:
    """And no control that would do nothing; who is met together has a sheet each, and links lead to them."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + HANH)
    assert page.locator(".jb-call__pick").is_hidden()
    assert 1 == page.locator(".jb-call__way:visible").count()
    assert page.locator(".jb-call__off").is_visible()
    with_whom = [each.get_attribute("href") for each in page.locator(".jb-call__off a").all()]
    assert [
        f"../../call/{each}/" for each in ("tran-minh-duc", "ngo-thi-lan", "pham-van-tuan", "dang-hoai-nam")
    ] == with_whom
    assert 5 == len(shown(page, ".jb-section--questions > ol > li"))
    context.close()


def test_whom_to_call_is_found_by_name_or_job_without_diacritics(opened: Callable[..., Page]) -> None:
    page = opened("call/", width=390)
    page.fill("input[name=find]", "nhan su minh phat")
    assert ["Nguyễn Thu Hạnh"] == shown(page, ".jb-cards--calls .jb-card__title")
