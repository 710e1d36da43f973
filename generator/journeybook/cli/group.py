"""The command's frame: what all commands share, and how what goes wrong in them is told."""

from __future__ import annotations

import errno
import io
import sys
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO, Any, TextIO

import click
import yaml

from journeybook import __version__
from journeybook.book import Book
from journeybook.excerpts import Excerpts
from journeybook.model import KINDS
from journeybook.problems import MESSAGE_LANGUAGES, Problem
from journeybook.sentences import Told, said
from journeybook.settings import Settings
from journeybook.tell import for_terminal, user_language, wants_colour
from journeybook.versions.git import GitFailed


class _Ends(click.ClickException):
    """Ends the command with a sentence on standard error, in the language that was asked for."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        context = click.get_current_context(silent=True)
        self.language = asked(context) if context else user_language()

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(said("ends", self.language, why=self.format_message()), file=file, err=file is None)


class WrongUse(_Ends):
    """The command was called wrongly, or with a book that can't be read."""

    exit_code = 2


class NotDone(_Ends):
    """The same, where the command was right and the content isn't."""

    exit_code = 1


class Journeybook(click.Group):
    """Turns what the rooms raise into sentences; nobody meets a traceback for a wrong folder or a full disk."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # as they stand below: in the order of use

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Told as error:
            raise WrongUse(error.told(asked(ctx))) from error
        except GitFailed as failed:
            raise WrongUse(said(failed.slip, asked(ctx), **failed.fill)) from failed
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # who reads us has read enough: click ends quietly
            what = [str(part) for part in (error.filename, error.strerror or error) if part]
            raise WrongUse(": ".join(what)) from error


_ASKED = "journeybook.language"


def _remember(ctx: click.Context, _: click.Parameter, language: str) -> str:
    """Keeps which language was asked for, for what ends the command early."""
    ctx.find_root().meta[_ASKED] = language
    return language


def asked(ctx: click.Context) -> str:
    """The language in which a command was asked to speak."""
    return str(ctx.find_root().meta.get(_ASKED) or user_language())


@cache
def helps() -> dict[str, str]:
    """What ``--help`` says, by command."""
    text = resources.files("journeybook").joinpath("data", "help.yaml").read_text(encoding="utf-8")
    helps: dict[str, str] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {name: words.replace("\\b", "\b").replace("{kinds}", _kinds()) for name, words in helps.items()}


def _kinds() -> str:
    names = ["company" if name == "persona" else name for name in KINDS]
    names.insert(names.index("company"), "persona")
    half = len(names) // 2
    return ", ".join(names[:half]) + ",\n        " + ", ".join(names[half:])


book_folder = click.option("--folder", default=".", type=click.Path(path_type=Path), help="The folder of the book.")


def in_folder(command: Callable[..., Any]) -> Callable[..., Any]:
    """The folder of the book as the command's one argument; the current one, if not given."""
    return click.argument("folder", default=".", type=click.Path(path_type=Path))(command)


today_option = click.option(
    "--today",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The date that freshness is judged by, such as 2026-10-01; today, if not given.",
)
language = click.option(
    "--lang",
    type=click.Choice(MESSAGE_LANGUAGES),
    default=user_language,
    is_eager=True,
    callback=_remember,
    help="The language of what is told; that of the terminal, if not given.",
)


@click.group(cls=Journeybook, help=helps()["journeybook"], context_settings={"max_content_width": 100})
@click.version_option(__version__, prog_name="journeybook")
def journeybook() -> None:
    """The group; its words are in ``data/help.yaml``."""


def problems_told(problems: list[Problem], book: Book, settings: Settings, lang: str, stream: TextIO) -> str:
    """Problems with the lines that they are about, as a stream shows them best."""
    entries = sum(not entry.shipped for entry in book.entries.values())
    return for_terminal(problems, entries, lang, excerpts=Excerpts(settings.folder), colour=wants_colour(stream))


def main() -> None:
    """The command as it is installed. No terminal is too old: what it can't show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    journeybook(prog_name="journeybook")
