"""Commands for what a book says: begin it, begin a thing, check it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from journeybook import answers
from journeybook import codeowners as owners
from journeybook.begin import Desk, begin_book, known_kind
from journeybook.ci import HOSTS, begin_pipeline, host_of
from journeybook.cli import asking as asks
from journeybook.cli.group import (
    NotDone,
    WrongUse,
    book_folder,
    helps,
    in_folder,
    journeybook,
    language,
    problems_told,
    today_option,
)
from journeybook.explained import HelpOf, help_url, nowhere
from journeybook.formats import FORMATS
from journeybook.mend import Mended, mended
from journeybook.outlets.mkdocs_settings import over_budget, read_settings, site_url_of
from journeybook.problems import in_order
from journeybook.road import Travelled, travel
from journeybook.schema import editors
from journeybook.sentences import said
from journeybook.settings import Settings
from journeybook.tell import wants_colour, where_explained
from journeybook.today import today as day_of_today
from journeybook.versions import git


@journeybook.command(help=helps()["init"], short_help="Begin a book.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--ci",
    "host",
    type=click.Choice((*HOSTS, "none")),
    help="Whose pipeline it gets; that of the repository around it, or GitHub's, if not given.",
)
@language
def init(folder: Path, host: str | None, lang: str) -> None:
    """The starter book, and what checks it on its host."""
    files = begin_book(folder, day_of_today())
    files += begin_pipeline(read_settings(folder), host)
    files += editors.write(read_settings(folder))
    click.echo(said("begun-book", lang, folder=folder, files=len(files)))


@journeybook.command(help=helps()["new"], short_help="Write a starting file for a new thing.")
@click.argument("kind", required=False)
@click.argument("id", required=False)
@click.option("--title", help="Its title, in the main language of the book; without ID, the id is made from it.")
@click.option("--set", "fields", multiple=True, metavar="FIELD=VALUE", help="What a field says; may be given often.")
@book_folder
@language
def new(kind: str | None, id: str | None, title: str | None, fields: Sequence[str], folder: Path, lang: str) -> None:
    """A file with comments, in the book's language; what is missing is asked for, if somebody can be asked."""
    settings = read_settings(folder)
    desk = Desk(settings, day_of_today())
    asking = asks.at_a_terminal() and (kind is None or (id is None and title is None))
    try:
        if kind is None:
            if not asking:
                raise WrongUse(said("new-missing", lang))
            kind = asks.ask_kind(lang)
        sort = known_kind(kind)
        given = _given(desk, sort, title, fields, lang)
        naming = answers.naming_field(sort)
        if asking and naming not in given:
            title = asks.ask_title(desk, sort, lang)
            given = {naming: answers.text(title, settings.language, settings.languages), **given}
        if id is None:
            if naming not in given:
                raise WrongUse(said("new-missing", lang))
            title = answers.words_of(given[naming])
            id = asks.ask_id(desk, sort, title, lang) if asking else answers.id_from(title)
        if asking:
            given |= asks.ask_links(desk, sort, given, lang)
    except (click.Abort, KeyboardInterrupt):
        raise NotDone(said("new-left", lang)) from None
    file = desk.begin(sort, id, given)
    click.echo(said("begun", lang, path=settings.shown(file)))


def _given(desk: Desk, sort: str, title: str | None, fields: Sequence[str], lang: str) -> dict[str, Any]:
    """What ``--title`` and ``--set`` say, as the file will."""
    settings, given = desk.settings, dict[str, Any]()
    if title:
        given[answers.naming_field(sort)] = answers.text(title, settings.language, settings.languages)
    for each in fields:
        name, equals, value = (part.strip() for part in each.partition("="))
        if not (name and equals and value):
            raise WrongUse(said("new-set-form", lang, found=each))
        link = answers.link_in(answers.class_of(sort), name)
        if link and (known := answers.choices(desk.checked, link)):
            given[name] = answers.linked(value, link, known)
        else:
            given[name] = answers.value(sort, name, value, settings.language, settings.languages)
    return given


@journeybook.command(help=helps()["check"], short_help="Tell every problem of a book.")
@in_folder
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", *FORMATS)),
    default="text",
    show_default=True,
    help="How problems are told: for people, for programs, or as notes in GitHub, GitLab and readers of SARIF.",
)
@click.option("--strict", is_flag=True, help="Warnings count as errors do.")
@click.option("--fix", is_flag=True, help="Mend what has one certain way out, then tell the rest.")
@click.option("--ids", is_flag=True, help="With --fix: mend names and ids with one slip in them, too.")
@click.option("--dry-run", is_flag=True, help="With --fix: tell what would be mended, and write nothing.")
@today_option
@language
def check(
    folder: Path, form: str, strict: bool, fix: bool, ids: bool, dry_run: bool, today: datetime | None, lang: str
) -> None:
    """The road without its last part."""
    for name, asked in (("--ids", ids), ("--dry-run", dry_run)):
        if asked and not fix:
            raise WrongUse(said("mend-only-with-fix", lang, option=name))
    settings = read_settings(folder)
    day = today.date() if today else day_of_today()
    fatal = ("error", "warning") if strict else ("error",)
    if not fix:
        travelled = _judged(settings, day)
        _tell(travelled, settings, settings, form, lang)
    else:
        with mended(settings, day, ids=ids) as mend:
            if not dry_run:
                mend.write()
            travelled = travel(mend.copy, day, custom=True) if settings.custom_rules else mend.after
            travelled = _with_budget(travelled, settings, day)
            _tell_fixes(mend, form, lang, done=not dry_run, ids=ids)
            _tell(travelled, settings, mend.copy, form, lang)
            if dry_run and mend.fixes:
                click.echo(said("would-mend-next", lang), err=form != "text")
                travelled = _judged(settings, day)  # nothing was written: it ends as without --fix
    sys.exit(1 if any(problem.severity in fatal for problem in travelled.problems) else 0)


def _judged(settings: Settings, day: date) -> Travelled:
    return _with_budget(travel(settings, day, custom=True), settings, day)


def _with_budget(travelled: Travelled, settings: Settings, day: date) -> Travelled:
    """The same, with the limits that the book misses."""
    missed = over_budget(settings, travelled, day)
    return replace(travelled, problems=in_order([*travelled.problems, *missed])) if missed else travelled


def _tell(travelled: Travelled, settings: Settings, shown: Settings, form: str, lang: str) -> None:
    """All problems on standard output; ``shown`` has the lines that they are about."""
    if form == "text":
        text = problems_told(travelled.problems, travelled.book, shown, lang, sys.stdout)
        if sys.stdout.isatty():
            text += where_explained(travelled.problems, lang, colour=wants_colour(sys.stdout))
    else:
        text = FORMATS[form](travelled.problems, lang, git.prefix(settings.folder), _help_of(settings, lang))
    click.echo(text, nl=False)


def _help_of(settings: Settings, lang: str) -> HelpOf:
    """Where the book's own site explains a code."""
    if not settings.guide:
        return nowhere
    site_url = site_url_of(settings.folder)
    return lambda code: help_url(site_url, code, lang, settings.languages)


def _tell_fixes(mend: Mended, form: str, lang: str, *, done: bool, ids: bool) -> None:
    """What was mended, before the problems that are left; on standard error where programs read the other one."""
    aside = form != "text"
    for each in mend.fixes:
        click.echo(each.told(lang, done=done), err=aside)
    files = len({each.path for each in mend.fixes})
    if mend.fixes and done:
        click.echo(
            said("mended-all" if files > 1 else "mended-one", lang, count=len(mend.fixes), files=files), err=aside
        )
    elif not mend.fixes and mend.after.problems:
        click.echo(said("mended-none", lang), err=aside)
    if mend.mistyped and not ids:
        click.echo(said("mend-left", lang, count=mend.mistyped), err=aside)


@journeybook.command(help=helps()["codeowners"], short_help="Say who is asked about changes of which file.")
@in_folder
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fails if the file is out of date.")
@language
def codeowners(folder: Path, only_check: bool, lang: str) -> None:
    """From owners to teams."""
    settings = read_settings(folder)
    if not settings.teams:
        raise WrongUse(said("codeowners-no-teams", lang))
    top = git.root(settings.folder)
    text = owners.codeowners(travel(settings, day_of_today()).book, settings.teams, git.prefix(settings.folder))
    place = owners.PLACES[host_of(top)]
    file = top / place
    if only_check:
        fine = file.is_file() and file.read_text(encoding="utf-8") == text
        click.echo(said("codeowners-fine" if fine else "codeowners-old", lang, file=place))
        sys.exit(0 if fine else 1)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    click.echo(said("codeowners", lang, file=place, lines=text.count("\n") - 1))
