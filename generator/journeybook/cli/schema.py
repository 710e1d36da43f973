"""The command that lets editors complete and explain what people write."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.group import helps, in_folder, journeybook, language
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel
from journeybook.schema import PLACE, known_in
from journeybook.schema import editors as room
from journeybook.sentences import said
from journeybook.today import today as day_of_today


@journeybook.command(help=helps()["schema"], short_help="Let editors complete and explain the fields.")
@in_folder
@click.option("--ids", is_flag=True, help="Offer the ids that the book has, too.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the schemas alone, into this folder, for other editors and programs.",
)
@language
def schema(folder: Path, ids: bool, output: Path | None, lang: str) -> None:
    """Only what is missing or has changed is written; settings that somebody made stay as they are."""
    settings = read_settings(folder)
    known = known_in(travel(settings, day_of_today()).book) if ids else None
    changed = room.write(settings, known) if output is None else room.write_schemas(settings, output, known)
    place = settings.shown(settings.folder / PLACE) if output is None else str(output)
    click.echo(said("schema-written" if changed else "schema-same", lang, count=len(changed), place=place))
    if changed and output is None:
        click.echo(said("schema-next" if ids else "schema-next-ids", lang))
