"""``mkdocs.yml`` → Settings, for those who have only the folder (the checker) and for the plugin inside a build.

The file is read with MkDocs' own reader, so ``INHERIT`` and ``!ENV`` mean the same as in a build. Tags that name
Python objects (``!!python/name:material…``, as in most Material sites) are passed over: nothing is imported or run.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from journeybook.model.values import Audience
from journeybook.outlets.mkdocs_rules import custom_rules, severities
from journeybook.problems import Problem
from journeybook.road import Travelled
from journeybook.settings import Settings, Versions, WrongSettings, checked
from journeybook.trust.budget import missed, read_limit
from journeybook.trust.health import Health
from journeybook.vietnamese import nearest

PLUGIN = "journeybook"
#: The options that the plugin takes.
OPTIONS = (
    "languages",
    "review_every",
    "rules",
    "custom_rules",
    "versions",
    "teams",
    "edit",
    "report",
    "guide",
    "audience",
    "budget",
    "format",
)
#: The version of the content format that this package reads.
FORMAT = 1
_NAMES = ("mkdocs.yml", "mkdocs.yaml")


class _Reader(yaml.CSafeLoader):
    """YAML without Python objects: a tag that nobody here knows stands for nothing."""


_Reader.add_constructor(None, lambda reader, node: None)


def read_settings(folder: Path, *, drafts: bool = False) -> Settings:
    """The settings of the book in a folder (or of the book whose content the folder is). Raises WrongSettings."""
    config = config_file(folder)
    said = _read(config)
    theme = said.get("theme")
    language = theme.get("language") if isinstance(theme, Mapping) else None
    docs_dir, options = said.get("docs_dir") or "docs", _options(said.get("plugins"), config)
    return settings_from_options(config.parent, docs_dir, language, options, drafts)


def over_budget(settings: Settings, travelled: Travelled, today: date, config: Path | None = None) -> list[Problem]:
    """The limits of ``budget`` that a book misses, told at their lines of ``config``; by itself ``mkdocs.yml``.

    None while the book has mistakes, since what can't be read isn't counted.
    """
    if not settings.budget or any(problem.is_mistake for problem in travelled.problems):
        return []
    config = config or config_file(settings.folder)
    health = Health(travelled.book.published(), today, travelled.problems)
    return missed(health, settings.budget, settings.shown(config), config.read_text(encoding="utf-8", errors="replace"))


def site_url_of(folder: Path) -> str:
    """The address of the whole site, as ``site_url`` says; empty where it says nothing. Raises WrongSettings."""
    said = _read(config_file(folder)).get("site_url")
    return said if isinstance(said, str) else ""


def config_file(folder: Path) -> Path:
    """The ``mkdocs.yml`` of a book, from the book's folder or its content's. Raises WrongSettings."""
    where = Path(os.path.abspath(folder))
    if not where.is_dir():
        raise WrongSettings("wrong-folder-file" if where.exists() else "wrong-folder-none", folder=folder)
    config = _config_in(where) or _config_above(where)
    if config is None:
        raise WrongSettings("wrong-folder", folder=folder)
    return config


def settings_from_options(
    folder: Path, docs_dir: str | Path, theme_language: str | None, options: Mapping[str, Any], drafts: bool = False
) -> Settings:
    """The settings that the plugin's options come to; one without a value has its default. Raises WrongSettings.

    ``folder`` is that of ``mkdocs.yml``; ``docs_dir`` is relative to it, or absolute.
    """
    given = {name: value for name, value in options.items() if value is not None}
    for name in given:
        if name not in OPTIONS:
            near = nearest(str(name), OPTIONS)
            what = "wrong-option-near" if near else "wrong-option"
            raise WrongSettings(what, found=name, near=near, all=", ".join(OPTIONS))
    if given.get("format", FORMAT) != FORMAT:
        raise WrongSettings("wrong-format", format=FORMAT, found=given["format"])
    content = _content(folder, docs_dir)
    return checked(
        Settings(
            folder=Path(os.path.abspath(folder)),
            content=content,
            languages=_languages(given.get("languages"), theme_language),
            review_every=_months(given.get("review_every", 12)),
            rules=severities(given.get("rules", {}), content),
            custom_rules=custom_rules(given.get("custom_rules", []), Path(os.path.abspath(folder)), content),
            versions=_versions(given.get("versions", {})),
            teams=_teams(given.get("teams", {})),
            edit=_template("edit", given.get("edit", ""), "path", "line"),
            report=_template("report", given.get("report", ""), "title", "body"),
            guide=_guide(given.get("guide", True)),
            drafts=drafts,
            audience=_audience(given.get("audience", "internal")),
            budget=_budget(given.get("budget", [])),
        )
    )


def _config_in(folder: Path) -> Path | None:
    return next((file for name in _NAMES if (file := folder / name).is_file()), None)


def _config_above(content: Path) -> Path | None:
    """The configuration beside a folder, if that folder is its ``docs_dir``."""
    config = _config_in(content.parent)
    if config is None:
        return None
    docs_dir = _read(config).get("docs_dir") or "docs"
    return config if isinstance(docs_dir, str) and os.path.abspath(config.parent / docs_dir) == str(content) else None


def _read(config: Path) -> Mapping[str, Any]:
    try:
        with config.open("rb") as stream:
            said = yaml_load(stream, get_yaml_loader(_Reader))
    except ConfigurationError as error:
        raise _unreadable(config, error) from error
    except OSError as error:
        raise WrongSettings("wrong-file", file=error.filename or config, reason=error.strerror) from error
    except RecursionError as error:
        raise WrongSettings("wrong-depth", file=config) from error
    except (TypeError, ValueError, AttributeError) as error:  # not a map, or a value that YAML can't make sense of
        raise WrongSettings("wrong-settings", file=config, reason=str(error)) from error
    if not isinstance(said, Mapping):
        raise WrongSettings("wrong-map", file=config)
    return said


def _unreadable(config: Path, error: ConfigurationError) -> WrongSettings:
    cause = error.__context__
    if isinstance(cause, yaml.MarkedYAMLError) and cause.problem_mark:
        mark = cause.problem_mark
        place = f"{mark.name}:{mark.line + 1}:{mark.column + 1}"
        return WrongSettings("wrong-yaml", file=place, reason=cause.problem)
    if isinstance(cause, yaml.YAMLError):
        return WrongSettings("wrong-yaml", file=config, reason=str(cause).splitlines()[0])
    return WrongSettings(f"{config}: {error.message}")


def _options(plugins: Any, config: Path) -> Mapping[str, Any]:
    """The options under our own name; plugins are listed as names, as maps of one name, or all in one map."""
    if isinstance(plugins, Mapping):
        plugins = [{name: options} for name, options in plugins.items()]
    for each in plugins if isinstance(plugins, list) else ():
        if each == PLUGIN:
            return {}
        if isinstance(each, Mapping) and PLUGIN in each:
            options = each[PLUGIN]
            if not isinstance(options, Mapping | None):
                raise WrongSettings("wrong-options", file=config, plugin=PLUGIN)
            return options or {}
    raise WrongSettings("wrong-no-plugin", file=config, plugin=PLUGIN)


def _content(folder: Path, docs_dir: Any) -> Path:
    if not isinstance(docs_dir, str | Path):
        raise WrongSettings("wrong-docs-dir")
    content = Path(os.path.abspath(folder / docs_dir))
    if not content.is_dir():
        raise WrongSettings("wrong-docs-dir-none", found=docs_dir, folder=os.path.abspath(folder))
    if not os.access(content, os.R_OK | os.X_OK):
        raise WrongSettings("wrong-docs-dir-closed", folder=content)
    if Path(os.path.abspath(folder)).is_relative_to(content):
        raise WrongSettings("wrong-docs-dir-above")
    return content


def _languages(given: Any, theme_language: Any) -> tuple[str, ...]:
    if given is None:
        if theme_language == "custom":
            raise WrongSettings("wrong-language-custom")
        given = str(theme_language or "en").lower()
    each_language = given if isinstance(given, list | tuple) else [given]
    for each in each_language:
        if not isinstance(each, str):
            raise WrongSettings("wrong-language-no" if each is False else "wrong-language", found=str(each))
    return tuple(each_language)


def _months(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise WrongSettings("wrong-months", found=given)
    return given


def _versions(given: Any) -> Versions:
    if not isinstance(given, Mapping):
        raise WrongSettings("wrong-versions")
    patterns: dict[str, tuple[str, ...]] = {}
    for name, value in given.items():
        if name not in ("tags", "hidden"):
            raise WrongSettings("wrong-versions-option", found=name)
        each = value if isinstance(value, list | tuple) else [value]
        if not all(isinstance(pattern, str) and pattern.strip() for pattern in each):
            raise WrongSettings("wrong-versions-text")
        patterns[name] = tuple(each)
    return Versions(**patterns)


def _teams(given: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(given, Mapping):
        raise WrongSettings("wrong-teams")
    teams: dict[str, tuple[str, ...]] = {}
    for department, named in given.items():
        each = named if isinstance(named, list | tuple) else [named]
        if not all(isinstance(team, str) and team.strip() and " " not in team.strip() for team in each):
            raise WrongSettings("wrong-teams")
        teams[str(department)] = tuple(team.strip() for team in each)
    return teams


def _guide(given: Any) -> bool:
    if not isinstance(given, bool):
        raise WrongSettings("wrong-guide", found=given)
    return given


def _audience(given: Any) -> Audience:
    if given not in ("internal", "shareable"):
        raise WrongSettings("wrong-audience", found=given)
    return cast(Audience, given)


def _budget(given: Any) -> tuple[str, ...]:
    limits = given if isinstance(given, list | tuple) else [given]
    for each in limits:
        if not isinstance(each, str):
            raise WrongSettings("wrong-budget-list", found=each)
        read_limit(each)
    return tuple(limits)


def _template(name: str, given: Any, *fields: str) -> str:
    """An address with fields in braces that are filled in for each page."""
    written = " ".join(f"{{{field}}}" for field in fields)
    try:
        if given and (not isinstance(given, str) or "://" not in given.format(**dict.fromkeys(fields, ""))):
            raise WrongSettings("wrong-template", name=name, found=given, fields=written)
    except (KeyError, IndexError, ValueError):
        raise WrongSettings("wrong-template", name=name, found=given, fields=written) from None
    return str(given)
