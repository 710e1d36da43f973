"""The command that explains a problem: what it means, with a wrong and a right example."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from journeybook.cli.group import WrongUse, asked, book_folder, helps, journeybook, language
from journeybook.explained import (
    Explanation,
    File,
    by_severity,
    explanation,
    known_code,
    like,
    silenced_in_book,
    silenced_in_thing,
    without_markup,
)
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.problems import CODES, is_custom
from journeybook.rules import custom
from journeybook.sentences import said
from journeybook.tell import COLOURS, wants_colour
from journeybook.vietnamese import nearest

_NARROWEST, _WIDEST = 40, 88
_LEFT = "  "


def _complete(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:
    """What a shell offers: the codes that begin so, each with its title."""
    return [CompletionItem(code, help=explanation(code, asked(ctx)).title) for code in CODES if code.startswith(begun)]


@journeybook.command(help=helps()["explain"], short_help="Say what a problem means, with an example.")
@click.argument("code", required=False, shell_complete=_complete)
@book_folder
@language
def explain(code: str | None, folder: Path, lang: str) -> None:
    """One code; all of them, if none is named."""
    if code is None:
        lines = list(_all(lang))
    elif is_custom(written := code.strip().strip("[]")):
        lines = list(_own(written, folder, lang))
    else:
        known = known_code(code)
        if known is None:
            near = like(code)
            raise WrongUse(said("explain-unknown-near" if near else "explain-unknown", lang, found=code, near=near))
        lines = list(_one(explanation(known, lang), lang))
    text = "\n".join(lines)
    click.echo(text if wants_colour(sys.stdout) else click.unstyle(text))


def _all(lang: str) -> Iterator[str]:
    """Every code on a line of its own, by severity."""
    column = max(map(len, CODES)) + 2
    for severity, codes in by_severity().items():
        yield click.style(said(f"explain-many-{severity}", lang), bold=True, fg=COLOURS[severity])
        yield _LEFT + click.style(said(f"explain-about-{severity}", lang), dim=True)
        yield from (f"{_LEFT}{code:{column}}{explanation(code, lang).title}" for code in codes)
        yield ""
    yield said("explain-list-next", lang)


def _one(it: Explanation, lang: str) -> Iterator[str]:
    """A whole explanation, a part below the other."""
    severity = click.style(said(f"explain-one-{it.severity}", lang), fg=COLOURS[it.severity])
    yield f"{click.style(it.title, bold=True)}  {severity} [{it.code}]"
    yield from _wrapped(it.what)
    yield from _wrapped(said(it.comes_to, lang))
    yield from _part("why", lang)
    yield from _wrapped(it.why)
    yield from _part("wrong", lang)
    yield from _files(it.wrong, "✗", "red")
    yield from _part("right", lang)
    yield from _files(it.right, "✓", "green")
    yield from _part("next", lang)
    for number, step in enumerate(it.next, 1):
        yield from _wrapped(step, f"{number}. ")
    if it.severity != "error":
        yield from _silence(it.code, lang, in_thing=it.may_be_ignored)


def _own(code: str, folder: Path, lang: str) -> Iterator[str]:
    """What a rule of the book's own says of itself."""
    known = custom.load(read_settings(folder)).rules
    if code not in known:
        near = nearest(code, known)
        what = "explain-own-near" if near else "explain-own-unknown" if known else "explain-own-none"
        raise WrongUse(said(what, lang, found=code, near=near, all=", ".join(known)))
    rule, path = known[code]
    severity = click.style(said(f"explain-one-{rule.severity}", lang), fg=COLOURS[rule.severity])
    yield f"{click.style(custom.by_language(rule.title)[lang], bold=True)}  {severity} [{code}]"
    yield from _wrapped(said("explain-own", lang, path=path, line=rule.line))
    if rule.about:
        yield from _wrapped(rule.about)
    yield from _wrapped(said(f"explain-about-{rule.severity}", lang))
    yield from _silence(code, lang, in_thing=True)


def _silence(code: str, lang: str, *, in_thing: bool) -> Iterator[str]:
    yield from _part("silence", lang)
    if in_thing:
        yield from _wrapped(said("explain-silence-thing", lang))
        yield from _quoted(silenced_in_thing(code, lang))
    yield from _wrapped(said("explain-silence-book", lang))
    yield from _quoted(silenced_in_book(code))


def _part(name: str, lang: str) -> Iterator[str]:
    yield ""
    yield click.style(said(f"explain-{name}", lang), bold=True)


def _wrapped(markdown: str, before: str = "") -> list[str]:
    """A text in lines that are good to read, also on a wide screen."""
    return textwrap.wrap(
        without_markup(markdown),
        max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST)),
        initial_indent=_LEFT + before,
        subsequent_indent=_LEFT + " " * len(before),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _files(files: tuple[File, ...], sign: str, colour: str) -> Iterator[str]:
    """Files of an example; a sign stands before the lines that make the difference."""
    for file in files:
        yield _LEFT + click.style(file.path, dim=True)
        for line in file.lines:
            shown = f"{sign if line.matters else ' '} │ {line.text}"
            yield _LEFT + (click.style(shown, fg=colour) if line.matters else shown)


def _quoted(text: str) -> list[str]:
    return [f"{_LEFT}  │ {line}" for line in text.splitlines()]
