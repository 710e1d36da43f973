"""The command ``journeybook``. Each command calls one room and tells what came of it; longer words are in ``data``."""

from __future__ import annotations

import errno
import io
import sys
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any, TextIO

import click
import yaml

from journeybook import __version__
from journeybook.begin import begin_book, begin_thing
from journeybook.book import Book
from journeybook.excerpts import Excerpts
from journeybook.exchange.book_json import as_book_json
from journeybook.model import KINDS
from journeybook.outlets.mkdocs_settings import config_file, read_settings
from journeybook.problems import FORMATS, MESSAGE_LANGUAGES, Problem
from journeybook.road import travel, without_collecting
from journeybook.sentences import Told, said
from journeybook.settings import Settings
from journeybook.tell import ProgressLine, for_terminal, user_language, wants_colour
from journeybook.today import today as day_of_today
from journeybook.versions.git import GitFailed

if TYPE_CHECKING:
    from journeybook.publish import Published


class _Ends(click.ClickException):
    """Ends the command with a sentence on standard error, in the language that was asked for."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        context = click.get_current_context(silent=True)
        self.language = _asked(context) if context else user_language()

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(said("ends", self.language, why=self.format_message()), file=file, err=file is None)


class _WrongUse(_Ends):
    """The command was called wrongly, or with a book that can't be read."""

    exit_code = 2


class _NotDone(_Ends):
    """The same, where the command was right and the content isn't."""

    exit_code = 1


class _Journeybook(click.Group):
    """Turns what the rooms raise into sentences; nobody meets a traceback for a wrong folder or a full disk."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # as they stand below: in the order of use

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Told as error:
            raise _WrongUse(error.told(_asked(ctx))) from error
        except GitFailed as failed:
            raise _WrongUse(said(failed.slip, _asked(ctx), **failed.fill)) from failed
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # who reads us has read enough: click ends quietly
            what = [str(part) for part in (error.filename, error.strerror or error) if part]
            raise _WrongUse(": ".join(what)) from error


_ASKED = "journeybook.language"


def _remember(ctx: click.Context, _: click.Parameter, language: str) -> str:
    """Keeps which language was asked for, for what ends the command early."""
    ctx.find_root().meta[_ASKED] = language
    return language


def _asked(ctx: click.Context) -> str:
    return str(ctx.find_root().meta.get(_ASKED) or user_language())


@cache
def _helps() -> dict[str, str]:
    text = resources.files("journeybook").joinpath("data", "help.yaml").read_text(encoding="utf-8")
    helps: dict[str, str] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {name: words.replace("\\b", "\b").replace("{kinds}", _kinds()) for name, words in helps.items()}


def _kinds() -> str:
    names = ["company" if name == "persona" else name for name in KINDS]
    names.insert(names.index("company"), "persona")
    half = len(names) // 2
    return ", ".join(names[:half]) + ",\n        " + ", ".join(names[half:])


def _in_folder(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.argument("folder", default=".", type=click.Path(path_type=Path))(command)


_today = click.option(
    "--today",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The date that freshness is judged by, such as 2026-10-01; today, if not given.",
)
_language = click.option(
    "--lang",
    type=click.Choice(MESSAGE_LANGUAGES),
    default=user_language,
    is_eager=True,
    callback=_remember,
    help="The language of what is told; that of the terminal, if not given.",
)


@click.group(cls=_Journeybook, help=_helps()["journeybook"], context_settings={"max_content_width": 100})
@click.version_option(__version__, prog_name="journeybook")
def journeybook() -> None:
    """The group; its words are in ``data/help.yaml``."""


@journeybook.command(help=_helps()["init"], short_help="Begin a book.")
@click.argument("folder", type=click.Path(path_type=Path))
@_language
def init(folder: Path, lang: str) -> None:
    """The starter book."""
    files = begin_book(folder)
    click.echo(said("begun-book", lang, folder=folder, files=len(files)))


@journeybook.command(help=_helps()["new"], short_help="Write a starting file for a new thing.")
@click.argument("kind")
@click.argument("id")
@click.option("--folder", default=".", type=click.Path(path_type=Path), help="The folder of the book.")
@_language
def new(kind: str, id: str, folder: Path, lang: str) -> None:
    """A file with comments, in the book's language."""
    settings = read_settings(folder)
    file = begin_thing(settings, kind, id, day_of_today())
    click.echo(said("begun", lang, path=settings.shown(file)))


@journeybook.command(help=_helps()["check"], short_help="Tell every problem of a book.")
@_in_folder
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(FORMATS)),
    default="text",
    show_default=True,
    help="How problems are told: for people, for programs, or as notes in GitHub.",
)
@click.option("--strict", is_flag=True, help="Warnings count as errors do.")
@_today
@_language
def check(folder: Path, form: str, strict: bool, today: datetime | None, lang: str) -> None:
    """The road without its last part."""
    settings = read_settings(folder)
    travelled = travel(settings, today.date() if today else day_of_today())
    problems = travelled.problems
    if form == "text":
        text = _for_terminal(problems, travelled.book, settings, lang, sys.stdout)
    else:
        text = FORMATS[form](problems, lang)
    click.echo(text, nl=False)
    fatal = ("error", "warning") if strict else ("error",)
    sys.exit(1 if any(problem.severity in fatal for problem in problems) else 0)


@journeybook.command(help=_helps()["serve"], short_help="Show the site and follow every change.")
@_in_folder
@click.option("--dev-addr", metavar="HOST:PORT", help="The address; else what mkdocs.yml says: 127.0.0.1:8000.")
@_language
def serve(folder: Path, dev_addr: str | None, lang: str) -> None:
    """MkDocs' own preview."""
    from journeybook.outlets.mkdocs_run import Failed, serve_site  # noqa: PLC0415 - a check doesn't wait for MkDocs

    read_settings(folder, drafts=True)
    try:
        serve_site(config_file(folder), dev_addr=dev_addr)
    except Failed as error:
        raise _NotDone(str(error) or said("not-built", lang)) from error


@journeybook.command(help=_helps()["build"], short_help="Write the site of a book.")
@_in_folder
@click.option("--strict", is_flag=True, help="Warnings are errors, too: the command fails.")
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write it; else where mkdocs.yml says: site/.",
)
@_language
def build(folder: Path, strict: bool, site_dir: Path | None, lang: str) -> None:
    """MkDocs does the building; our plugin within it takes the road."""
    from journeybook.outlets.mkdocs_run import Failed, build_site  # noqa: PLC0415 - a check doesn't wait for MkDocs

    settings = read_settings(folder)
    with ProgressLine(lang) as progress:
        try:
            built = build_site(config_file(folder), strict=strict, site_dir=site_dir, progress=progress)
        except Failed as error:
            raise _NotDone(str(error) or said("not-built", lang)) from error
    click.echo(
        said(
            "built",
            lang,
            pages=built.pages,
            languages=", ".join(settings.languages),
            seconds=round(built.seconds, 1),
            folder=built.folder,
        )
    )


@journeybook.group(help=_helps()["export"], short_help="Write a book in a form that other tools read.")
def export() -> None:
    """The group; one command for each form."""


@export.command("json", help=_helps()["export-json"], short_help="Everything that a book says, as JSON.")
@_in_folder
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Where to write it; standard output, if not given.",
)
@click.option("--drafts", is_flag=True, help="With drafts.")
@_language
def export_json(folder: Path, output: Path | None, drafts: bool, lang: str) -> None:
    """A book with errors isn't exported: half of it would look like all of it."""
    settings = read_settings(folder)
    travelled = travel(settings, day_of_today())
    if not travelled.ok:
        errors = [problem for problem in travelled.problems if problem.severity == "error"]
        told = _for_terminal(errors, travelled.book, settings, lang, sys.stderr)
        click.echo(told, nl=False, err=True)
        raise _NotDone(said("not-exported", lang))
    data = as_book_json(travelled.book, include_drafts=drafts).encode("utf-8", "replace")
    if output is None or str(output) == "-":
        click.echo(data, nl=False)
    else:
        output.write_bytes(data)


@export.command("pdf", help=_helps()["export-pdf"], short_help="Personas and journeys as PDF files.")
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
@click.option("--folder", default=".", type=click.Path(path_type=Path), help="The folder of the book.")
@click.option("--lang", metavar="CODE", help="The language of the pages; the book's first one, if not given.")
def export_pdf(things: tuple[str, ...], output: Path, folder: Path, lang: str | None) -> None:
    """The site is built into a folder that goes away, and its pages are printed from there."""
    from journeybook.exchange import pdf  # noqa: PLC0415 - a check doesn't wait for any of it
    from journeybook.outlets.mkdocs_run import Failed, build_site  # noqa: PLC0415 - as above

    settings, told = read_settings(folder), user_language()
    language = lang or settings.language
    if language not in settings.languages:
        raise _WrongUse(said("no-such-language", told, name=language, languages=", ".join(settings.languages)))
    try:
        browser = pdf.find_browser()
        pages = pdf.pages_to_print(travel(settings, day_of_today()).book.published(), things)
    except pdf.NoBrowser as error:
        raise _WrongUse(said("no-such-browser" if str(error) else "no-browser", told, name=str(error))) from error
    except pdf.NoSuchPage as error:
        name = "no-such-page-near" if error.near else "no-such-page"
        raise _WrongUse(said(name, told, name=error.written, near=error.near)) from error
    root = "" if language == settings.language else f"{language}/"
    with ProgressLine(told) as progress, TemporaryDirectory(prefix="journeybook-") as site:
        try:
            build_site(config_file(folder), site_dir=Path(site), progress=progress)
            wanted = [(f"{root}{address}", output / name) for address, name in pages.items()]
            pdf.print_pages(browser, Path(site), wanted, progress.printing)
        except Failed as error:
            raise _NotDone(str(error) or said("not-exported", told)) from error
        except pdf.NotPrinted as error:
            raise _NotDone(said("not-printed", told, why=str(error))) from error
    only = next(iter(pages.values()), "")
    click.echo(
        said("printed-one" if len(pages) == 1 else "printed", told, files=len(pages), folder=output, file=output / only)
    )


def _for_terminal(problems: list[Problem], book: Book, settings: Settings, lang: str, stream: TextIO) -> str:
    entries = sum(not entry.shipped for entry in book.entries.values())
    return for_terminal(problems, entries, lang, excerpts=Excerpts(settings.folder), colour=wants_colour(stream))


@journeybook.command(help=_helps()["publish"], short_help="Write the site with all its versions.")
@click.argument("tags", nargs=-1, metavar="[TAG]...")
@click.option("--folder", default=".", type=click.Path(path_type=Path), help="The folder of the book.")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where the site stands; public beside mkdocs.yml, if not given.",
)
@click.option("--rerender", is_flag=True, help="Build everything again, with today's theme.")
@click.option("--copy", is_flag=True, help="Plain files instead of a symbolic link.")
@click.option("--strict", is_flag=True, help="Publish nothing if a version is left out or has errors.")
@_language
def publish(
    tags: tuple[str, ...],
    folder: Path,
    output: Path | None,
    rerender: bool,
    copy: bool,
    strict: bool,
    lang: str,
) -> None:
    """Every version, each built at most once."""
    from journeybook import publish as room  # noqa: PLC0415 - a check doesn't wait for MkDocs

    wish = room.Wish(
        public=output or read_settings(folder).folder / "public",
        tags=tags,
        rerender=rerender,
        copy=copy,
        strict=strict,
        workers=room.processors(),
    )
    try:
        done = room.publish(folder, wish, lambda what, fill: click.echo(said(what, lang, **fill), err=True))
    except room.NothingPublished as nothing:
        _tell_what_lacks(nothing.published, lang)
        raise _NotDone(said(str(nothing), lang)) from nothing
    _tell_what_lacks(done, lang)
    versions = ", ".join(done.versions)
    click.echo(said("published", lang, public=done.public, versions=versions, built=done.built, kept=done.kept))


def _tell_what_lacks(done: Published, lang: str) -> None:
    for version, reason in done.skipped.items():
        told = said(reason, lang) if reason.startswith("publish-") else reason
        click.echo(said("publish-skipped", lang, version=version, reason=told), err=True)
    for version, errors in done.with_errors.items():
        click.echo(said("publish-with-errors", lang, version=version, errors=errors), err=True)


@journeybook.command(help=_helps()["diff"], short_help="Tell what has changed between two states of a book.")
@click.argument("states", nargs=-1, metavar="[A [B]]")
@click.option("--folder", default=".", type=click.Path(path_type=Path), help="The folder of the book.")
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
@_language
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
        changes = compare(sides[0].book, sides[1].book)
        told = tell.written(
            changes,
            (sides[0].name, sides[1].name),
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


@journeybook.command(help=_helps()["release"], short_help="Make a version: write down what changed, commit, tag.")
@click.argument("name")
@click.option("--folder", default=".", type=click.Path(path_type=Path), help="The folder of the book.")
@click.option(
    "--changelog",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where changes are written down; CHANGES.md beside mkdocs.yml, if not given.",
)
@click.option("--allow-empty", is_flag=True, help="Also if nothing has changed.")
@click.option("--push", is_flag=True, help="Push the branch and the tag, both or neither.")
@click.option("--dry-run", is_flag=True, help="Only show what would be written.")
@_language
def release(
    name: str, folder: Path, changelog: Path | None, allow_empty: bool, push: bool, dry_run: bool, lang: str
) -> None:
    """Nothing is done before everything is looked at, and nothing is left of what didn't work."""
    from journeybook.versions import release as room  # noqa: PLC0415 - a check doesn't wait for any of it

    settings, today = read_settings(folder), day_of_today()
    file = (changelog or settings.folder / room.CHANGELOG).absolute()
    ready = room.prepare(settings, name, today, read_settings, file=file, allow_empty=allow_empty)
    travelled = travel(settings, today)
    grave = [problem for problem in travelled.problems if problem.severity in ("error", "warning")]
    if grave:
        told = _for_terminal(grave, travelled.book, settings, lang, sys.stderr)
        click.echo(told, nl=False, err=True)
        raise _NotDone(said("release-problems", lang))
    if dry_run:
        click.echo(said("release-would", lang, name=name, file=settings.shown(file), section=ready.section), nl=False)
        return
    try:
        remote = room.carry_out(ready, push=push)
    except room.NotReleased as error:
        raise _NotDone(error.told(lang)) from error
    what = "released-pushed" if push else "released" if remote else "released-here"
    click.echo(said(what, lang, name=name, file=settings.shown(file), remote=remote, branch=ready.branch))


def main() -> None:
    """The command as it is installed. No terminal is too old: what it can't show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    journeybook(prog_name="journeybook")
