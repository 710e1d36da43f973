"""The command that tells how far a book can be trusted."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from journeybook.cli.group import helps, in_folder, journeybook, language, today_option
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.problems import counts
from journeybook.road import travel
from journeybook.sentences import said
from journeybook.today import today as day_of_today
from journeybook.trust.budget import hold
from journeybook.trust.data import as_data
from journeybook.trust.health import Health
from journeybook.trust.told import Teller


@journeybook.command("health", help=helps()["health"], short_help="Tell how far a book can be trusted.")
@in_folder
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="For people at a terminal, or for programs.",
)
@today_option
@language
def health_of(folder: Path, form: str, today: datetime | None, lang: str) -> None:
    """What claims rest on, how old things are, and whether the book keeps to its budget."""
    settings, day = read_settings(folder), today.date() if today else day_of_today()
    travelled = travel(settings, day)
    health = Health(travelled.book.published(), day, travelled.problems)
    held, errors = hold(health, settings.budget), counts(travelled.problems)["error"]
    if form == "json":
        click.echo(json.dumps(as_data(health, held, errors, lang), ensure_ascii=False, indent=2))
    else:
        click.echo(Teller(health, lang).text(held), nl=False)
    if errors:
        click.echo(said("health-errors" if errors > 1 else "health-error", lang, count=errors), err=True)
    sys.exit(1 if errors or not all(each.met for each in held) else 0)
