"""Commands for spreadsheets: a book as a workbook or CSV files, and back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from journeybook.cli.exports import book_without_errors, export
from journeybook.cli.group import NotDone, WrongUse, book_folder, helps, in_folder, journeybook, language, problems_told
from journeybook.model import FOLDERS, KINDS
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.sentences import said
from journeybook.tell import wants_colour
from journeybook.today import today as day_of_today


def _kind(_: click.Context, parameter: click.Parameter, names: tuple[str, ...] | str | None) -> tuple[str, ...]:
    """Kinds by their names or those of their folders."""
    every = (names,) if isinstance(names, str) else names or ()
    kinds = tuple(FOLDERS.get(name, name) for name in every)
    for name in kinds:
        if name not in KINDS:
            raise click.BadParameter(f"{name!r}: {', '.join(KINDS)}", param=parameter)
    return kinds


_kinds = click.option(
    "--kind", "kinds", metavar="KIND", multiple=True, callback=_kind, help="Only this kind; may be given several times."
)


@export.command("xlsx", help=helps()["export-xlsx"], short_help="A workbook for Excel, to read or to fill in.")
@in_folder
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="book.xlsx",
    show_default=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write it.",
)
@click.option("--template", is_flag=True, help="Nothing but heads and one example row for each table.")
@_kinds
@language
def export_xlsx(folder: Path, output: Path, template: bool, kinds: tuple[str, ...], lang: str) -> None:
    """Sheets are labelled in the language asked for; their texts stand in all languages of the book."""
    from journeybook.exchange import sheets  # noqa: PLC0415 - a check doesn't wait for any of it

    settings = read_settings(folder)
    book = book_without_errors(settings, lang)
    made = sheets.xlsx(book, settings, lang, kinds, template=template)
    output.write_bytes(made)
    click.echo(said("sheet-template" if template else "sheet-exported", lang, file=output))


@export.command("csv", help=helps()["export-csv"], short_help="The same tables as CSV files.")
@in_folder
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    default="csv",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write them.",
)
@_kinds
@language
def export_csv(folder: Path, output: Path, kinds: tuple[str, ...], lang: str) -> None:
    """One file for each table."""
    from journeybook.exchange import sheets  # noqa: PLC0415 - as above

    settings = read_settings(folder)
    book = book_without_errors(settings, lang)
    files = sheets.csv(book, settings, lang, kinds)
    output.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (output / name).write_bytes(data)
    click.echo(said("sheet-exported-csv", lang, files=len(files), folder=output))


@journeybook.command("import", help=helps()["import"], short_help="Bring in things from Excel or CSV files.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@book_folder
@click.option("--write", "at_once", is_flag=True, help="Write what has changed; without it, it is only shown.")
@click.option("--overwrite", is_flag=True, help="Also where comments in files are lost by it.")
@click.option("--kind", metavar="KIND", callback=_kind, help="What the rows are, where a file's name doesn't say it.")
@language
def import_(
    files: tuple[Path, ...], folder: Path, at_once: bool, overwrite: bool, kind: tuple[str, ...], lang: str
) -> None:
    """Shows first, then writes."""
    from journeybook.exchange import sheets  # noqa: PLC0415 - as above
    from journeybook.versions import tell  # noqa: PLC0415 - as above

    settings = read_settings(folder)
    every = [each for file in files for each in (sorted(file.glob("*.csv")) if file.is_dir() else [file])]
    try:
        plan = sheets.prepare(settings, every, lang, day_of_today(), "".join(kind))
    except sheets.BookBroken as broken:
        click.echo(problems_told(broken.problems, broken.book, settings, lang, sys.stderr), nl=False, err=True)
        raise NotDone(said("sheet-book-broken", lang)) from broken
    if plan.findings:
        told = [finding.told(lang, files=len(every) > 1) for finding in plan.findings]
        click.echo("".join(dict.fromkeys(told)), nl=False, err=True)
        raise NotDone(said("sheet-problems", lang, count=len(dict.fromkeys(told))))
    if plan.left:
        click.echo(said("sheet-left", lang, count=plan.left), err=True)
    if not plan.edits and not plan.by_hand:
        click.echo(said("sheet-no-change", lang))
        return
    if plan.changes:
        names = (said("sheet-book", lang), ", ".join(file.name for file in files))
        click.echo(
            tell.written(plan.changes, names, "text", lang, colour=wants_colour(sys.stdout), address=tell.pages_at("")),
            nl=False,
        )
    for key in plan.notes:
        click.echo(said("sheet-notes", lang, thing=key))
    if plan.by_hand:
        raise NotDone(said("sheet-by-hand", lang, things=", ".join(plan.by_hand)))
    if plan.loses and not overwrite:
        lost = ", ".join(settings.shown(file) for file in plan.loses)
        raise WrongUse(said("sheet-comments", lang, files=lost))
    asked = not at_once and sys.stdin.isatty() and sys.stdout.isatty()
    if not (at_once or (asked and click.confirm(said("sheet-ask", lang, files=len(plan.edits))))):
        click.echo(said("sheet-not-written", lang))
        return
    sheets.write(plan)
    for edit in plan.edits:
        click.echo(said("sheet-new" if edit.new else "sheet-changed", lang, file=settings.shown(edit.file)))
    click.echo(said("sheet-done", lang))
