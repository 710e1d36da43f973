"""Commands for what changes: tell it, give it a name."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from journeybook.cli.group import NotDone, book_folder, helps, journeybook, language, problems_told
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel, without_collecting
from journeybook.sentences import said
from journeybook.tell import wants_colour
from journeybook.today import today as day_of_today


@journeybook.command(help=helps()["diff"], short_help="Tell what has changed between two states of a book.")
@click.argument("states", nargs=-1, metavar="[A [B]]")
@book_folder
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "markdown", "json", "html")),
    default="text",
    show_default=True,
    help="For people at a terminal, for a comment, for programs, or as a page.",
)
@click.option("--drafts", is_flag=True, help="With drafts.")
@click.option("--exit-code", is_flag=True, help="Ends with 3 where something differs.")
@click.option("--site-url", metavar="URL", default="", help="Markdown: where the site stands, to link to its pages.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Where to write it; standard output, if not given.",
)
@language
def diff(
    states: tuple[str, ...],
    folder: Path,
    form: str,
    drafts: bool,
    exit_code: bool,
    site_url: str,
    output: Path | None,
    lang: str,
) -> None:
    """Two states side by side."""
    from journeybook.versions import sources, tell  # noqa: PLC0415 - a check doesn't wait for any of it
    from journeybook.versions.diff import compare  # noqa: PLC0415 - as above

    sides = sources.sides(states, folder, read_settings, drafts=drafts)
    for side in sides:
        if side.errors:
            name = side.name or said("diff-now", lang)
            click.echo(said("diff-errors", lang, name=name, errors=side.errors), err=True)
    if left_out := sum(side.book.drafts for side in sides):
        click.echo(said("diff-drafts", lang, count=left_out), err=True)
    to_terminal = output is None or str(output) == "-"
    with without_collecting():
        changes = compare(sides[0].book, sides[1].book, unread=sides[0].unread | sides[1].unread)
        told = tell.written(
            changes,
            (_name(sides[0].name), _name(sides[1].name)),
            form,
            lang,
            colour=to_terminal and wants_colour(sys.stdout),
            address=tell.pages_at(site_url),
        )
    if to_terminal:
        click.echo(told, nl=False)
    elif output is not None:
        output.write_text(told, encoding="utf-8")
    sys.exit(3 if changes and exit_code else 0)


def _name(state: str) -> str:
    """What people call a state: a branch or tag without what only tells git which of the two it is."""
    return state.removeprefix("refs/").removeprefix("heads/").removeprefix("tags/")


@journeybook.command(help=helps()["release"], short_help="Make a version: write down what changed, commit, tag.")
@click.argument("name")
@book_folder
@click.option(
    "--changelog",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where changes are written down; CHANGES.md beside mkdocs.yml, if not given.",
)
@click.option("--allow-empty", is_flag=True, help="Also if nothing has changed.")
@click.option("--push", is_flag=True, help="Push the branch and the tag, both or neither.")
@click.option("--dry-run", is_flag=True, help="Only show what would be written.")
@language
def release(
    name: str, folder: Path, changelog: Path | None, allow_empty: bool, push: bool, dry_run: bool, lang: str
) -> None:
    """Nothing is done before everything is looked at, and nothing is left of what didn't work."""
    from journeybook.versions import release as room  # noqa: PLC0415 - a check doesn't wait for any of it

    settings, today = read_settings(folder), day_of_today()
    file = (changelog or settings.folder / room.CHANGELOG).absolute()
    ready = room.prepare(settings, name, today, read_settings, file=file, allow_empty=allow_empty)
    travelled = travel(settings, today, custom=True)
    grave = [problem for problem in travelled.problems if problem.severity in ("error", "warning")]
    if grave:
        told = problems_told(grave, travelled.book, settings, lang, sys.stderr)
        click.echo(told, nl=False, err=True)
        raise NotDone(said("release-problems", lang))
    if dry_run:
        click.echo(said("release-would", lang, name=name, file=settings.shown(file), section=ready.section), nl=False)
        return
    try:
        remote = room.carry_out(ready, push=push)
    except room.NotReleased as error:
        raise NotDone(error.told(lang)) from error
    what = "released-pushed" if push else "released" if remote else "released-here"
    click.echo(said(what, lang, name=name, file=settings.shown(file), remote=remote, branch=ready.branch))
