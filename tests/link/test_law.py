"""The law of the book, with generated books: A links to B exactly when B lists A."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.render.addresses import address_of, rooted
from journeybook.render.pages import Edition
from journeybook.render.words import words_of
from journeybook.road import travel

CONFIG = """\
site_name: Generated
docs_dir: content
theme: {name: material, language: vi}
plugins: [search, {journeybook: {languages: [vi, en]}}]
"""
NAMES = ("lan", "minh", "hoa")

Planted = set[tuple[str, str, str]]


@st.composite
def books(draw: st.DrawFn) -> tuple[dict[str, str], Planted]:
    """Files of a small book, and the links planted in them: (from, to, by which fields)."""
    planted: Planted = set()
    files: dict[str, str] = {}

    def some(*keys: str) -> list[str]:
        return draw(st.lists(st.sampled_from(keys), max_size=3, unique=True))

    personas = [f"persona:{name}" for name in NAMES]
    touchpoints = ["touchpoint:website", "touchpoint:demo"]
    stages = ["see", "think", "do", "care"][: draw(st.integers(1, 4))]
    everything = [
        *personas,
        *touchpoints,
        "segment:factories",
        "journey:way",
        *(f"journey:way/{each}" for each in stages),
    ]

    def mention(source: str, via: str, pool: list[str]) -> str:
        found = [key for key in some(*pool) if key != source]
        planted.update((source, key, via) for key in found)
        shapes = st.sampled_from(["[[{}]]", "[[{}|xem **đây**]]", "*[[{}]]*"])
        return " và ".join(["Lời", *(draw(shapes).format(key) for key in found)])

    for name in NAMES:
        key = f"persona:{name}"
        segments = some("segment:factories")
        related = [each for each in some(*everything) if each != key]
        planted.update((key, each, "segments") for each in segments)
        planted.update((key, each, "related") for each in related)
        lines = [
            f"title: {name.title()}",
            "job: Việc",
            f"segments: [{', '.join(each.partition(':')[2] for each in segments)}]",
        ]
        lines += ["related:", *(f"  - {draw(st.sampled_from(['{}', '[[{}]]']))}".format(each) for each in related)]
        lines += [
            "goals:",
            f'  - vi: "{mention(key, "goals", everything)}"',
            f'    en: "{mention(key, "goals", everything)}"',
        ]
        lines += ["challenges:", f'  - text: "{mention(key, "challenges", everything)}"', "    evidence: talks"]
        planted.add((key, "source:talks", "challenges.evidence"))
        if draw(st.booleans()):
            lines += ["networks: [demo]", "reports_to: {text: Ban giám đốc}"]
            planted.add((key, "touchpoint:demo", "networks"))
        files[f"personas/{name}.yaml"] = "\n".join(lines) + "\n"

    lines = ["title: Đường", "model: stdc", "stages:"]
    planted.add(("journey:way", "model:stdc", "model"))
    for stage in stages:
        key = f"journey:way/{stage}"
        lines.append(f"  - id: {stage}")
        short = some(*touchpoints)
        if short:
            lines.append(f"    touchpoints: [{', '.join(each.partition(':')[2] for each in short)}]")
            planted.update((key, each, "touchpoints") for each in short)
        people = some(*personas)
        if people:
            lines.append(
                "    people: ["
                + ", ".join(f"{{persona: {each.partition(':')[2]}, part: leads}}" for each in people)
                + "]"
            )
            planted.update((key, each, "people.persona") for each in people)
        to = some(*personas, "role:user")
        lines += ["    messages:", f'      - say: "{mention(key, "messages.say", everything)}"']
        if to:
            lines.append(f"        to: [{', '.join(each.partition(':')[2] for each in to)}]")
            planted.update((key, each, "messages.to") for each in to)
    files["journeys/way.yaml"] = "\n".join(lines) + "\n"
    files["segments/factories.yaml"] = (
        f'title: Nhà máy\nsummary: "{mention("segment:factories", "summary", everything)}"\n'
    )
    files["touchpoints.yaml"] = "website:\n  title: Trang web\ndemo:\n  title: Demo\n"
    files["sources.yaml"] = "talks:\n  title: Phỏng vấn\n  date: 2026-05\n"
    return files, planted


@given(books())
@settings(max_examples=60, deadline=None)
def test_a_links_to_b_exactly_when_b_lists_a(made: tuple[dict[str, str], Planted]) -> None:
    """In the Book, whose links are those planted and no others; and on the pages made from it."""
    files, planted = made
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
        for path, text in files.items():
            file = folder / "content" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        travelled = travel(read_settings(folder), date(2026, 11, 25))
    assert [] == [problem for problem in travelled.problems if problem.severity == "error"]
    book = travelled.book
    found = {tuple(link) for link in book.links if not book.entries[link.source.partition("/")[0]].shipped}
    assert planted == found
    edition = Edition(book, words_of("vi"))
    book = edition.book
    own = [page for page in edition.pages() if page.key and page.address == address_of(page.key)]
    pages = {page.key: (page, edition.render(page)) for page in own}
    for key, (page, rendered) in pages.items():
        listed = next((section.html for section in rendered.sections if section.id == "used-by"), "")
        for other in pages:
            pointing = [link for link in book.links_to(key) if link.source == other]
            shown = f'href="{rooted(chr(31) + address_of(other), page.address)}"' in rooted(listed, page.address)
            assert bool(pointing) == shown, (other, key)
    for link in book.links:
        page, rendered = pages[link.source]
        assert f'href="{rooted(chr(31) + address_of(link.target), page.address)}"' in rendered.html, link
