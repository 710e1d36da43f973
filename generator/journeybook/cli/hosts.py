"""Commands for the host of a book's repository: what it checks and publishes, and what it should remind people of."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import click

from journeybook import ci as room
from journeybook import reviews
from journeybook.cli.group import book_folder, helps, in_folder, journeybook, language, today_option
from journeybook.freshness import Stale, stale
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.repository import Repository
from journeybook.road import travel
from journeybook.sentences import said
from journeybook.today import today as day_of_today
from journeybook.versions import git


@journeybook.command("stale", help=helps()["stale"], short_help="Tell what should be read again.")
@in_folder
@click.option(
    "--format",
    "form",
    type=click.Choice(reviews.FORMS),
    default="text",
    show_default=True,
    help="For people at a terminal, for an issue, or for programs.",
)
@click.option("--edit-url", metavar="URL", default="", help="Markdown: what stands before a file where it is edited.")
@today_option
@language
def stale_things(folder: Path, form: str, edit_url: str, today: datetime | None, lang: str) -> None:
    """Whatever is past the day of its review, by who answers for it."""
    settings, day = read_settings(folder), today.date() if today else day_of_today()
    book = travel(settings, day).book
    prefix, repository = git.prefix(settings.folder), Repository(edit_template=settings.edit)

    def edit(each: Stale) -> str:
        path, line = each.entry.record.path, each.entry.record.at[0]
        return f"{edit_url}{quote(prefix + path)}#L{line}" if edit_url else repository.edit(path, line) or ""

    click.echo(reviews.written(stale(book, settings, day), book, form, lang, edit), nl=False)


@journeybook.command("ci", help=helps()["ci"], short_help="Write the files of a pipeline.")
@book_folder
@click.option("--host", type=click.Choice(room.HOSTS), help="Which host; guessed from the repository, if not given.")
@click.option(
    "--install", metavar="COMMAND", default="", help="How it is installed; by requirements.txt, if not given."
)
@click.option("--force", is_flag=True, help="Also replace files that say something else.")
@language
def ci(folder: Path, host: str | None, install: str, force: bool, lang: str) -> None:
    """Nothing that somebody changed is lost without being asked for."""
    settings = read_settings(folder)
    top = git.root(settings.folder)
    pipeline = room.pipeline_of(settings, host or room.host_of(top), install)
    files = room.host_files(pipeline)
    done = {name: room.write(top / name, text, force=force) for name, text in files.items()}
    if not install:
        fresh = {name: text for name, text in room.desk_files(pipeline).items() if room.write_new(top / name, text)}
        done |= {name: room.Wrote("ci-wrote") for name in fresh}
    for name, wrote in done.items():
        if wrote.before is not None:
            click.echo(room.difference(name, wrote.before, files[name]), nl=False)
        click.echo(said(wrote.what, lang, file=name))
    whats = {wrote.what for wrote in done.values()}
    for what, then in (("ci-wrote", "ci-next"), ("ci-differs", "ci-next-differs")):
        if what in whats:
            click.echo(said(then, lang))
    sys.exit(1 if "ci-differs" in whats else 0)
