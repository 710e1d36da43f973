"""The questions of ``journeybook new`` to a person: one after the other, each with what may be answered.

A wrong answer is told and asked for again; nothing is written before the last answer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from journeybook import answers
from journeybook.begin import Desk, Refused, known_kind
from journeybook.ids import as_id, is_id
from journeybook.model import KINDS
from journeybook.problems import messages
from journeybook.samples import about_kind, asked_for
from journeybook.sentences import Told, said

_MOST_SHOWN = 30

Answer = TypeVar("Answer")


def at_a_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def sorts() -> list[str]:
    """What may be begun, in the order in which readers meet the kinds; a company follows the person."""
    names = list(KINDS)
    names.insert(names.index("persona") + 1, "company")
    return names


def ask_kind(language: str) -> str:
    """Which kind of thing, by number or name."""
    click.echo(said("new-ask-kind", language))
    names = sorts()
    for number, name in enumerate(names, start=1):
        click.echo(f"{number:>4}  {name:<12} {about_kind(name, language)}")

    def kind(written: str) -> str:
        if written.isdecimal() and 0 < int(written) <= len(names):
            return names[int(written) - 1]
        return known_kind(written)

    return _asked(said("new-number-or-name", language), kind, language)


def ask_title(desk: Desk, sort: str, language: str) -> str:
    """The title (of a question: what it asks), in the book's main language."""
    main = desk.settings.language
    named = messages(language)["words"].get(main, main)
    return _asked(said(f"new-ask-{answers.naming_field(sort)}", language, language=named), _something, language)


def ask_id(desk: Desk, sort: str, title: str, language: str) -> str:
    """The id; one made from the title is proposed, if it is free."""

    def free(written: str) -> str:
        if not is_id(written):
            near = as_id(written)
            raise Refused("new-bad-id-near" if near else "begin-bad-id", found=written, near=near)
        desk.must_be_free(sort, written)
        return written

    proposed = answers.id_from(title)
    try:
        free(proposed)
    except Refused:
        proposed = ""
    return _asked(said("new-ask-id", language), free, language, proposed)


def ask_links(desk: Desk, sort: str, given: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What the new thing refers to, where the book has something to name; None for what is left open."""
    found: dict[str, Any] = {}
    for link in answers.links(sort):
        known = answers.choices(desk.checked, link)
        if link.name in given or not known:
            continue
        click.echo("")
        click.echo(f"{link.name}: {asked_for(sort, link.name, language)}")
        for number, (name, title) in enumerate(list(known.items())[:_MOST_SHOWN], start=1):
            click.echo(f"{number:>4}  {name:<24} {title}")
        if len(known) > _MOST_SHOWN:
            click.echo(said("new-more", language, count=len(known) - _MOST_SHOWN))

        def ids(written: str, link: answers.Link = link, known: dict[str, str] = known) -> Any:
            return answers.linked(written, link, known)

        question = said("new-ask-several" if link.many else "new-ask-one", language)
        found[link.name] = _asked(question, ids, language, may_skip=True) or None
    return found


def _something(written: str) -> str:
    if not written:
        raise Refused("new-nothing")
    return written


def _asked(
    question: str, understood: Callable[[str], Answer], language: str, proposed: str = "", *, may_skip: bool = False
) -> Answer:
    """An answer that is understood; others are told why not, and asked for again."""
    while True:
        written = click.prompt(question, default=proposed, show_default=bool(proposed), prompt_suffix=": ").strip()
        if not written and not may_skip:
            click.echo(said("new-nothing", language))
            continue
        try:
            return understood(written)
        except Told as why:
            click.echo(why.told(language))
