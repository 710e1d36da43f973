"""Commands that change files as a careful colleague would: another id for a thing, a review, one form for all files."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from journeybook.cli.group import NotDone, WrongUse, book_folder, helps, journeybook, language
from journeybook.edit import fmt as forming
from journeybook.edit import rename as room
from journeybook.edit import review as reviewing
from journeybook.edit.write import ChangedMeanwhile, write_all
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.render.words import words_of
from journeybook.reviews import Teller
from journeybook.sentences import said
from journeybook.today import today as day_of_today


@journeybook.command(help=helps()["rename"], short_help="Give a thing another id, everywhere.")
@click.argument("kind")
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@book_folder
@language
def rename(kind: str, old: str, new: str, dry_run: bool, folder: Path, lang: str) -> None:
    """Shows every line that changes; all files are written, or none."""
    settings = read_settings(folder)
    try:
        renaming = room.prepare(settings, kind, old, new, day_of_today())
        if not dry_run:
            room.carry_out(renaming)
    except room.NotRenamed as error:
        raise WrongUse(error.told(lang)) from error
    except ChangedMeanwhile as error:
        raise NotDone(error.told(lang)) from error
    if renaming.moved:
        source, target = map(settings.shown, renaming.moved)
        click.echo(said("rename-moved", lang, source=source, target=target))
    for place in renaming.places:
        click.echo(f"{place.path}:{place.line}")
        for sign, line, colour in (("-", place.before, "red"), ("+", place.after, "green")):
            if line or sign == "+":
                click.secho(f"  {sign} {line}", fg=colour)
    files = len(renaming.texts)
    what = "rename-would" if dry_run else "rename-done"
    click.echo(said(what, lang, old=old, new=new, references=renaming.references, files=files))
    if old in settings.teams and room.known_kind(kind) == "department":
        click.echo(said("rename-teams", lang, old=old))
    if not dry_run:
        click.echo(said("rename-next", lang))


@journeybook.command(help=helps()["review"], short_help="Mark things as read again.")
@click.argument("things", nargs=-1, required=True, metavar="THING...")
@click.option(
    "--as-of",
    "as_of",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which they were read, such as 2026-10-01; today, if not given.",
)
@book_folder
@language
def review(things: tuple[str, ...], as_of: datetime | None, folder: Path, lang: str) -> None:
    """Only the day changes; all files are written, or none."""
    settings, today = read_settings(folder), day_of_today()
    day = as_of.date() if as_of else today
    try:
        done = reviewing.prepare(settings, things, day, today)
        write_all(done.texts, done.before)
    except ChangedMeanwhile as error:
        raise NotDone(error.told(lang)) from error
    teller = Teller(done.book, lang)
    for each in done.marked:
        click.echo(f"{each.entry.record.path}:{each.entry.record.at[0]}  {_review_told(each, teller)}")
    count, written = sum(not each.again for each in done.marked), words_of(lang).day(day)
    if count:
        click.echo(said("review-one" if count == 1 else "review-many", lang, count=count, day=written))
    else:
        click.echo(said("review-none", lang, day=written))


def _review_told(each: reviewing.Marked, teller: Teller) -> str:
    """What a thing is called, when it was read before, and which reasons to read it are settled or left."""
    lang, reviewed = teller.language, each.entry.thing.reviewed
    before = said("review-was", lang, day=words_of(lang).day(reviewed)) if reviewed else said("review-first", lang)
    told = f"{teller.title(each.entry)}: {said('review-again', lang) if each.again else before}"
    for what, due in (("review-settled", each.settled), ("review-left", each.left)):
        if reasons := teller.reasons(due) if due else []:
            told += f" {said(what, lang, reasons='; '.join(reasons))}"
    return told


@journeybook.command(help=helps()["fmt"], short_help="Write all files in one form.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--check", is_flag=True, help="Only tell which files would change; ends with 1 if any would.")
@click.option("--diff", is_flag=True, help="Show what would change; writes nothing.")
@book_folder
@language
def fmt(files: tuple[Path, ...], check: bool, diff: bool, folder: Path, lang: str) -> None:
    """What the files say stays the same, which is made sure of first."""
    settings = read_settings(folder)
    try:
        formatting = forming.prepare(settings, files, day_of_today())
        if not check and not diff:
            write_all(formatting.texts, formatting.before)
    except forming.NotFormatted as error:
        raise WrongUse(error.told(lang)) from error
    except ChangedMeanwhile as error:
        raise NotDone(error.told(lang)) from error
    if diff:
        click.echo(formatting.difference(settings), nl=False)
    else:
        for file in formatting.texts:
            click.echo(said("fmt-would" if check else "fmt-done", lang, file=settings.shown(file)))
    for file, why in formatting.left.items():
        click.echo(f"{settings.shown(file)}: {said(why, lang)}", err=True)
    changed, same = len(formatting.texts), formatting.looked_at - len(formatting.texts) - len(formatting.left)
    click.echo(said("fmt-sum", lang, changed=changed, same=same, left=len(formatting.left)), err=diff)
    sys.exit(1 if check and changed else 0)
