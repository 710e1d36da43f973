"""Commands for the site of a book: show it, build it, publish all its versions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeybook.cli.group import NotDone, book_folder, helps, in_folder, journeybook, language
from journeybook.model.values import Audience
from journeybook.outlets.mkdocs_settings import config_file, read_settings
from journeybook.sentences import said
from journeybook.tell import ProgressLine

if TYPE_CHECKING:
    from journeybook.publish import Published


@journeybook.command(help=helps()["serve"], short_help="Show the site and follow every change.")
@in_folder
@click.option("--dev-addr", metavar="HOST:PORT", help="The address; else what mkdocs.yml says: 127.0.0.1:8000.")
@language
def serve(folder: Path, dev_addr: str | None, lang: str) -> None:
    """MkDocs' own preview."""
    from journeybook.outlets.mkdocs_run import Failed, serve_site  # noqa: PLC0415 - a check doesn't wait for MkDocs

    read_settings(folder, drafts=True)
    try:
        serve_site(config_file(folder), dev_addr=dev_addr)
    except Failed as error:
        raise NotDone(str(error) or said("not-built", lang)) from error


@journeybook.command(help=helps()["build"], short_help="Write the site of a book.")
@in_folder
@click.option("--strict", is_flag=True, help="Warnings are errors, too: the command fails.")
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write it; else where mkdocs.yml says: site/.",
)
@click.option(
    "--audience",
    type=click.Choice(["internal", "shareable"]),
    help="For whom: shareable leaves out all that isn't marked “audience: shareable”, and writes into site-shareable/.",
)
@language
def build(folder: Path, strict: bool, site_dir: Path | None, audience: Audience | None, lang: str) -> None:
    """MkDocs does the building; our plugin within it takes the road."""
    from journeybook.outlets.mkdocs_run import Failed, build_site  # noqa: PLC0415 - a check doesn't wait for MkDocs

    settings = read_settings(folder)
    with ProgressLine(lang) as progress:
        try:
            built = build_site(
                config_file(folder), strict=strict, site_dir=site_dir, audience=audience, progress=progress
            )
        except Failed as error:
            raise NotDone(str(error) or said("not-built", lang)) from error
    if built.shareable:
        left, of = built.shareable
        click.echo(said("built-shareable" if left else "built-nothing-shareable", lang, things=left, of=of))
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


@journeybook.command(help=helps()["publish"], short_help="Write the site with all its versions.")
@click.argument("tags", nargs=-1, metavar="[TAG]...")
@book_folder
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
@language
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
    )
    try:
        done = room.publish(folder, wish, lambda what, fill: click.echo(said(what, lang, **fill), err=True))
    except room.NothingPublished as nothing:
        _tell_what_lacks(nothing.published, lang)
        raise NotDone(said(str(nothing), lang)) from nothing
    _tell_what_lacks(done, lang)
    versions = ", ".join(done.versions)
    click.echo(said("published", lang, public=done.public, versions=versions, built=done.built, kept=done.kept))


def _tell_what_lacks(done: Published, lang: str) -> None:
    for version, reason in done.skipped.items():
        told = said(reason, lang) if reason.startswith("publish-") else reason
        click.echo(said("publish-skipped", lang, version=version, reason=told), err=True)
    for version, errors in done.with_errors.items():
        click.echo(said("publish-with-errors", lang, version=version, errors=errors), err=True)
