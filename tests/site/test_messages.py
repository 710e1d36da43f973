"""What we say to whom at which stage: messages with their proof and touchpoint, and the places that lack words."""

from __future__ import annotations

import re
from pathlib import Path

from tests.site.conftest import built


def cells(html: str, section: str) -> dict[tuple[str, str], str]:
    """Row and stage → what the cell says, of one of the two tables."""
    table = html.partition(f'<h2 id="{section}"')[2].partition("</table>")[0]
    found = {}
    for row in re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", table, re.DOTALL):
        name, _, rest = row.partition("</th>")
        for stage, said in re.findall(r'<td data-label="(.*?)">(.*?)</td>', rest, re.DOTALL):
            found[text(name), stage] = text(said)
    return found


def text(html: str) -> str:
    return re.sub(r"(?:<[^>]*>|\s)+", " ", html).strip()


def test_a_cell_says_what_with_which_proof_and_where(example: Path) -> None:
    """To the role itself or to somebody who has it; the same in the person's row."""
    html = (example / "en/messages/mid-factory-purchase/index.html").read_text(encoding="utf-8")
    role = cells(html, "by-role")["Decider", "Trigger"]
    assert "A plant your size cut mentoring from six weeks to four. Partner referral" == role
    hanh = cells(html, "by-persona")["Nguyễn Thu Hạnh", "Trigger"]
    assert "Here is the table your Japanese customer wants to see" in hanh
    assert "What proves it: The template has served in eleven audits" in hanh


def test_who_takes_part_and_is_told_nothing_is_a_gap(copied: Path, tmp_path: Path) -> None:
    """Unless they are only informed, or everybody is told something at the stage; the list counts the same gaps."""
    (copied / "content/journeys/gaps.yaml").write_text(
        "title: Gaps\nmodel: buying-process\nstages:\n"
        "  - id: awareness\n    people: [{persona: ngo-thi-lan, part: leads}, {persona: le-thi-mai, part: informed}]\n"
        "  - id: evaluation\n    people: [{persona: ngo-thi-lan, part: leads}]\n    messages: [{say: Hello}]\n",
        encoding="utf-8",
    )
    site = built(copied, tmp_path / "site")
    html = (site / "en/messages/gaps/index.html").read_text(encoding="utf-8")
    persons = cells(html, "by-persona")
    assert {("Ngô Thị Lan", "Awareness"): "Gap: takes part, but we have nothing to say"} == {
        where: said for where, said in persons.items() if "Gap" in said
    }
    assert not any(who == "Lê Thị Mai" for who, _ in persons)
    assert "Hello" in persons["To everybody", "Evaluation"]
    listed = (site / "en/messages/index.html").read_text(encoding="utf-8")
    card = (
        listed.partition('href="gaps/"')[2].partition("</li>")[0]
        or listed.partition("messages/gaps/")[2].partition("</li>")[0]
    )
    assert "2 places without words" in text(card)  # the person, and the role that the person has
