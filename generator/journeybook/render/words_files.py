"""The files that words come from: the book's own go first, then ours, then English for what neither says."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from journeybook.settings import WrongSettings

#: The folder of a book's own words, beside ``mkdocs.yml``: one file per language.
FOLDER = "lang"
Place = tuple[str, ...]
"""Where a word stands: ``("ui", "home")``."""
#: What may be filled into the patterns of dates; words of the interface are filled as the English ones are.
_DATES: Mapping[Place, set[str]] = {("day",): {"day", "month", "year", "name"}, ("month",): {"month", "year", "name"}}


@dataclass(frozen=True)
class Gathered:
    """All words of a language; what nobody says in it stands there in English."""

    texts: Mapping[str, Any]
    missing: tuple[str, ...] = ()
    """The words that stand in English, as ``ui: home``."""
    unknown: tuple[str, ...] = ()
    """Those in the book's file that are asked for nowhere."""


@cache
def theme_folder() -> Path:
    """The theme: beside the package when it is installed, else the repository's."""
    package = Path(__file__).parents[1]
    for folder in (package / "theme", package.parents[1] / "theme"):
        if (folder / "lang").is_dir():
            return folder
    raise WrongSettings("wrong-theme")


def own_file(language: str, book: Path | None) -> Path | None:
    """The book's own words of a language, if it has any; ``book`` is the folder of ``mkdocs.yml``."""
    file = book / FOLDER / f"{language}.yaml" if book else None
    return file if file and file.is_file() else None


def gather(language: str, own: Path | None) -> Gathered:
    """The words of a language. Raises WrongSettings where there are none, or where they can't be used."""
    english, said = _shipped("en"), dict(_shipped(language))
    unknown: list[Place] = []
    if own:
        for at, words in _words(_read(own)):
            if _is_known(at, english):
                _judge(at, words, english.get(at), f"{FOLDER}/{own.name}")
                said[at] = words
            else:
                unknown.append(at)
    elif not said:
        raise _none_for(language)
    if ("name",) not in said:
        raise WrongSettings("wrong-words-name", file=f"{FOLDER}/{language}.yaml")
    missing = [at for at in english if at not in said]
    return Gathered(_nested({**english, **said}), tuple(map(": ".join, missing)), tuple(map(": ".join, unknown)))


def _none_for(language: str) -> WrongSettings:
    ours = theme_folder() / "lang"
    have = ", ".join(sorted(each.stem for each in ours.glob("??.yaml")))
    return WrongSettings("wrong-words-none", language=language, all=have, file=f"{FOLDER}/{language}.yaml", folder=ours)


@cache
def _shipped(language: str) -> dict[Place, Any]:
    folder = theme_folder() / "lang"
    files = [folder / f"{language}.yaml", folder / f"fields.{language}.yaml"]
    return {at: words for file in files if file.is_file() for at, words in _words(_read(file))}


def _read(file: Path) -> dict[str, Any]:
    """A file of words; each is a text, whatever YAML would take it for."""
    shown = f"{FOLDER}/{file.name}"
    try:
        text = unicodedata.normalize("NFC", file.read_text(encoding="utf-8-sig"))
        loaded = yaml.load(text, Loader=yaml.CBaseLoader)  # nothing but texts, lists and maps
    except UnicodeDecodeError:
        raise WrongSettings("wrong-encoding", file=shown) from None
    except OSError as error:
        raise WrongSettings("wrong-file", file=shown, reason=error.strerror) from None
    except yaml.YAMLError as error:
        mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None) or error
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise WrongSettings("wrong-yaml", file=f"{shown}{place}", reason=str(problem)) from None
    if not isinstance(loaded, dict):
        raise WrongSettings("wrong-words-map", file=shown)
    return loaded


def _words(texts: Mapping[str, Any], above: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every word with its place; one without a text isn't there."""
    for name, value in texts.items():
        at = (*above, str(name))
        if isinstance(value, dict):
            yield from _words(value, at)
        elif value:
            yield at, value


def _nested(words: Mapping[Place, Any]) -> dict[str, Any]:
    texts: dict[str, Any] = {}
    for at, value in words.items():
        inner = texts
        for name in at[:-1]:
            inner = inner.setdefault(name, {})
        inner[at[-1]] = value
    return texts


def _is_known(at: Place, english: Mapping[Place, Any]) -> bool:
    """Whether a word is asked for: English says it too, or it is of Material's frame, or it names a language."""
    return at in english or at[0] == "material" or (at[0] == "ui" and at[-1].startswith("language-"))


def _judge(at: Place, words: Any, english: Any, file: str) -> None:
    """Raises WrongSettings for words that would break a page."""
    where = f"{file}: {': '.join(at)}"
    if isinstance(english, list):
        if not isinstance(words, list) or len(words) != len(english):
            raise WrongSettings("wrong-words-list", place=where, count=len(english), english=", ".join(english))
        return
    if not isinstance(words, str):
        raise WrongSettings("wrong-words-text", place=where)
    if at[0] != "ui" and at not in _DATES:
        return
    wanted = _DATES.get(at) or _braces(english or "")
    try:
        filled = _braces(words)
    except ValueError:
        raise WrongSettings("wrong-words-brace", place=where, found=words) from None
    if filled - wanted or (at[0] == "ui" and wanted - filled):
        allowed = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "–"
        raise WrongSettings("wrong-words-braces", place=where, allowed=allowed, found=words)


def _braces(text: str) -> set[str]:
    """The names within braces: what is filled in. Raises ValueError where they don't pair."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
