"""What ``mkdocs.yml`` says of rules → how severe each is, and where; which files have rules of the book's own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from journeybook.model import FOLDERS
from journeybook.problems import RULE_CODES
from journeybook.settings import DEFAULT, Severities, WrongSettings
from journeybook.vietnamese import nearest


def severities(given: Any, content: Path) -> dict[str, Severities]:
    """What ``rules`` comes to: by code, a severity or places with theirs. Raises WrongSettings."""
    if not isinstance(given, Mapping):
        raise WrongSettings("wrong-rules")
    rules = {}
    for written, wanted in given.items():
        code = str(written)
        if isinstance(wanted, Mapping):
            _code_stands_first(code, wanted)
            named = {str(place): _severity(each) for place, each in wanted.items() if each is not None}
            places = tuple((_place(code, each, content), named[each]) for each in named if each != DEFAULT)
            rules[code] = Severities(named.get(DEFAULT, ""), places)
        elif isinstance(wanted, list | tuple):
            raise WrongSettings("wrong-rule-list", code=code)
        elif wanted is not None:
            rules[code] = Severities(_severity(wanted))
    return rules


def _severity(given: Any) -> str:
    # YAML takes a bare off for false, and here it can mean nothing else.
    return "off" if given is False else str(given)


def _code_stands_first(written: str, below: Mapping[Any, Any]) -> None:
    """Raises WrongSettings where somebody wrote a place and below it the codes."""
    code = next((str(each) for each in below if each in RULE_CODES), None)
    if code and written not in RULE_CODES:
        raise WrongSettings("wrong-rule-turned", place=written, code=code, severity=_severity(below[code]))


def _place(code: str, written: str, content: Path) -> str:
    """A file or folder of the content, written from there or from ``mkdocs.yml``."""
    place = written.removeprefix("./").strip("/")
    if not (content / content.name).exists():
        place = place.removeprefix(f"{content.name}/")
    first = place.partition("/")[0]
    if not place or not (set("*?[") & set(first) or first in FOLDERS or (content / first).exists()):
        near = nearest(first, [*FOLDERS, *(each.name for each in content.iterdir()), DEFAULT])
        what = "wrong-rule-place-near" if near else "wrong-rule-place"
        raise WrongSettings(what, code=code, found=written, near=near, folder=content.name)
    return place


def custom_rules(given: Any, folder: Path, content: Path) -> dict[str, Path]:
    """The files that ``custom_rules`` names, below the book's folder; nothing is run here. Raises WrongSettings."""
    files = {}
    for written in given if isinstance(given, list | tuple) else [given]:
        if not isinstance(written, str) or not written.endswith(".py"):
            raise WrongSettings("wrong-custom", found=written)
        file = Path(os.path.abspath(folder / written))
        if not file.is_relative_to(folder):
            raise WrongSettings("wrong-custom-outside", found=written)
        if file.is_relative_to(content):
            raise WrongSettings("wrong-custom-content", found=written, folder=content.name)
        files[file.relative_to(folder).as_posix()] = file
    return files
