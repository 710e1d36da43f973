"""Texts become HTML that says what was written and can't do anything else."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.render.text import TextRenderer

PIECES = st.sampled_from(
    [
        "<script>",
        "</script>",
        "<img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "[a](javascript:alert(1))",
        "<a href='data:x'>",
        "<svg onload=alert(1)>",
        "![x](y)",
        "`",
        "```\n",
        "*",
        "_",
        "<",
        ">",
        "&",
        "&lt;",
        '"',
        "'",
        "\n",
        "\n\n",
        "    ",
        "- ",
        "1. ",
        "# ",
        "[[persona:lan]]",
        "[[lan|nhãn]]",
        "{{ 7*7 }}",
        "{% raw %}",
        "\\",
        "<b>",
        "</b>",
        "<style>*{}</style>",
        "chữ Việt",
        "|a|b|",
        "<p style='x'>",
        "<iframe src=//x>",
        "<!--",
        "-->",
        "<math><mtext></form><form>",
        "\u00a0",
        "http://x.vn",
        "<https://x.vn>",
    ]
)


def renderer() -> TextRenderer:
    return TextRenderer(lambda written, label: f'<a class="jb-ref" href="{written}">{label or written}</a>')


class Harm(HTMLParser):
    """Collects whatever a browser could run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in (
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "svg",
            "math",
            "form",
            "input",
            "base",
            "meta",
            "link",
        ):
            self.found.append(tag)
        for name, value in attrs:
            address = (value or "").strip().lower()
            if name.startswith("on") or name == "style" or address.startswith(("javascript:", "data:", "vbscript:")):
                self.found.append(f"{tag} {name}={value}")


@given(st.lists(PIECES, max_size=12).map("".join))
@settings(max_examples=800, deadline=None)
def test_no_text_can_do_harm(text: str) -> None:
    """However scripts, handlers, styles and addresses are put together."""
    harm = Harm()
    harm.feed(str(renderer().html(text)))
    assert [] == harm.found


@given(
    st.text(st.characters(categories=("L", "N", "Zs", "P", "M"), max_codepoint=0x1EFF), max_size=40)
    .map(str.strip)
    .filter(bool)
)
@settings(max_examples=400, deadline=None)
def test_the_quick_way_for_plain_texts_equals_the_long_one(text: str) -> None:
    """A text without marks of Markdown needn't go through it; it must come out the same."""
    quick, slow = renderer(), renderer()
    assert str(quick.html(text)) == slow._render(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Một dòng", "Một dòng"),
        ("**Đậm** và *nghiêng*", "<strong>Đậm</strong> và <em>nghiêng</em>"),
        ("# Không phải tiêu đề", "# Không phải tiêu đề"),
        ("- không phải danh sách", "- không phải danh sách"),
        ("1. không phải số", "1. không phải số"),
        ("5 < 6 & 7 > 2", "5 &lt; 6 &amp; 7 &gt; 2"),
        ("{{ 7*7 }}", "{{ 7*7 }}"),
        ("Xem [[persona:lan|chị Lan]].", 'Xem <a class="jb-ref" href="persona:lan">chị Lan</a>.'),
        ("`[[persona:lan]]`", "<code>[[persona:lan]]</code>"),
        ("![ảnh](media/a.png)", '<img alt="ảnh" src="\x1fmedia/a.png">'),
        ("Hai\n\nđoạn", "<p>Hai</p>\n<p>đoạn</p>"),
        ("- một\n- hai", "<ul>\n<li>một</li>\n<li>hai</li>\n</ul>"),
    ],
)
def test_one_line_is_inline_and_several_are_blocks(text: str, html: str) -> None:
    """Markdown within a line; lists, headings and paragraphs only where there are several lines."""
    assert html == str(renderer().html(text))


def test_a_reference_never_ends_up_within_an_attribute() -> None:
    """In alternative texts, titles and addresses it stays as it was written."""
    html = str(renderer().html('![a [[persona:lan]]](media/a.png) [x](http://x.vn "[[persona:lan]]")'))
    assert "[[persona:lan]]" in unescape(html)
    assert 'alt="a <a' not in html
