"""Commands that write a book in a form that other tools, or paper, take."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from journeybook.book import Book
from journeybook.cli.group import NotDone, WrongUse, book_folder, helps, in_folder, journeybook, language, problems_told
from journeybook.exchange.book_json import as_book_json
from journeybook.model.values import Audience
from journeybook.outlets.mkdocs_settings import config_file, read_settings
from journeybook.road import travel
from journeybook.sentences import said
from journeybook.settings import Settings
from journeybook.tell import ProgressLine, user_language
from journeybook.today import today as day_of_today


@journeybook.group(help=helps()["export"], short_help="Write a book in a form that other tools read.")
def export() -> None:
    """The group; one command for each form."""


def book_without_errors(settings: Settings, lang: str, audience: Audience = "internal") -> Book:
    """The book for an audience; with errors they are told, and NotDone: half of a book would look like all of it."""
    travelled = travel(settings, day_of_today())
    if not travelled.ok:
        errors = [problem for problem in travelled.problems if problem.severity == "error"]
        click.echo(problems_told(errors, travelled.book, settings, lang, sys.stderr), nl=False, err=True)
        raise NotDone(said("not-exported", lang))
    return travelled.read_by(audience)


@export.command("json", help=helps()["export-json"], short_help="Everything that a book says, as JSON.")
@in_folder
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Where to write it; standard output, if not given.",
)
@click.option("--drafts", is_flag=True, help="With drafts.")
@language
def export_json(folder: Path, output: Path | None, drafts: bool, lang: str) -> None:
    """All of it, or nothing."""
    settings = read_settings(folder)
    book = book_without_errors(settings, lang, settings.audience)
    data = as_book_json(book, include_drafts=drafts).encode("utf-8", "replace")
    if output is None or str(output) == "-":
        click.echo(data, nl=False)
    else:
        output.write_bytes(data)


@export.command("pdf", help=helps()["export-pdf"], short_help="Personas and journeys as PDF files.")
@click.argument("things", nargs=-1, metavar="[THING]...")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    default="pdf",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write them.",
)
@book_folder
@click.option("--lang", metavar="CODE", help="The language of the pages; the book's first one, if not given.")
def export_pdf(things: tuple[str, ...], output: Path, folder: Path, lang: str | None) -> None:
    """The site is built into a folder that goes away, and its pages are printed from there."""
    from journeybook.exchange import pdf  # noqa: PLC0415 - a check doesn't wait for any of it
    from journeybook.outlets.mkdocs_run import Failed, build_site  # noqa: PLC0415 - as above

    settings, told = read_settings(folder), user_language()
    language = lang or settings.language
    if language not in settings.languages:
        raise WrongUse(said("no-such-language", told, name=language, languages=", ".join(settings.languages)))
    try:
        browser = pdf.find_browser()
        pages = pdf.pages_to_print(travel(settings, day_of_today()).read_by(settings.audience).published(), things)
    except pdf.NoBrowser as error:
        raise WrongUse(said("no-such-browser" if str(error) else "no-browser", told, name=str(error))) from error
    except pdf.NoSuchPage as error:
        name = "no-such-page-near" if error.near else "no-such-page"
        raise WrongUse(said(name, told, name=error.written, near=error.near)) from error
    root = "" if language == settings.language else f"{language}/"
    with ProgressLine(told) as progress, TemporaryDirectory(prefix="journeybook-") as site:
        try:
            build_site(config_file(folder), site_dir=Path(site), progress=progress)
            wanted = [(f"{root}{address}", output / name) for address, name in pages.items()]
            pdf.print_pages(browser, Path(site), wanted, progress.printing)
        except Failed as error:
            raise NotDone(str(error) or said("not-exported", told)) from error
        except pdf.NotPrinted as error:
            raise NotDone(said("not-printed", told, why=str(error))) from error
    only = next(iter(pages.values()), "")
    click.echo(
        said("printed-one" if len(pages) == 1 else "printed", told, files=len(pages), folder=output, file=output / only)
    )
