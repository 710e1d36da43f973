"""Commands for what a book says: begin it, begin a thing, check it."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from journeybook import codeowners as owners
from journeybook.begin import begin_book, begin_thing
from journeybook.ci import HOSTS, begin_pipeline, host_of
from journeybook.cli.group import (
    WrongUse,
    book_folder,
    helps,
    in_folder,
    journeybook,
    language,
    problems_told,
    today_option,
)
from journeybook.formats import FORMATS
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel
from journeybook.sentences import said
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
    files = begin_book(folder)
    files += begin_pipeline(read_settings(folder), host)
    click.echo(said("begun-book", lang, folder=folder, files=len(files)))


@journeybook.command(help=helps()["new"], short_help="Write a starting file for a new thing.")
@click.argument("kind")
@click.argument("id")
@book_folder
@language
def new(kind: str, id: str, folder: Path, lang: str) -> None:
    """A file with comments, in the book's language."""
    settings = read_settings(folder)
    file = begin_thing(settings, kind, id, day_of_today())
    click.echo(said("begun", lang, path=settings.shown(file)))


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
@today_option
@language
def check(folder: Path, form: str, strict: bool, today: datetime | None, lang: str) -> None:
    """The road without its last part."""
    settings = read_settings(folder)
    travelled = travel(settings, today.date() if today else day_of_today())
    problems = travelled.problems
    if form == "text":
        text = problems_told(problems, travelled.book, settings, lang, sys.stdout)
    else:
        text = FORMATS[form](problems, lang, git.prefix(settings.folder))
    click.echo(text, nl=False)
    fatal = ("error", "warning") if strict else ("error",)
    sys.exit(1 if any(problem.severity in fatal for problem in problems) else 0)


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
