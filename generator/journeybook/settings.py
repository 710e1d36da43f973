"""What the configuration says of the book: where it lies, its languages, its rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from journeybook.model.values import Audience
from journeybook.problems import CODES, ON_REQUEST, RULE_CODES, is_custom
from journeybook.sentences import Told
from journeybook.vietnamese import nearest

#: What a rule may be set to.
SEVERITIES = ("error", "warning", "info", "off")
#: The word that stands for all places that aren't named.
DEFAULT = "default"


class WrongSettings(Told):
    """The configuration can't be used; the sentence says why and what to write instead."""


@dataclass(frozen=True)
class Versions:
    """Which tags are versions of the site (patterns such as ``20*``), and which of them aren't offered for choice."""

    tags: tuple[str, ...] = ("v*", "20*")
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Severities:
    """How severe a rule is: where nothing else is said (empty: as it ships), and in some places."""

    default: str = ""
    places: tuple[tuple[str, str], ...] = ()
    """Files and folders of the content, each with its severity; ``*`` stands for any letters. The last one counts."""

    def at(self, path: str) -> str:
        """The severity in a file, by its path within the content; empty where it is as it ships."""
        fitting = [severity for place, severity in self.places if _is_in(path, place)]
        return fitting[-1] if fitting else self.default


def _is_in(path: str, place: str) -> bool:
    return fnmatchcase(path, place) or fnmatchcase(path, f"{place.rstrip('/')}/*")


@dataclass(frozen=True)
class Settings:
    """The settings of one book.

    ``folder`` holds ``mkdocs.yml``; ``content`` is the book's own folder below it. The first of ``languages`` is the
    default language. ``review_every`` counts months. ``rules`` maps a warning's code to the severities wanted.
    """

    folder: Path
    content: Path
    languages: tuple[str, ...] = ("en",)
    review_every: int = 12
    rules: Mapping[str, Severities] = field(default_factory=dict)
    custom_rules: Mapping[str, Path] = field(default_factory=dict)
    """Files with rules of the book's own, by their names as people are told them. They are run as they are."""
    versions: Versions = Versions()
    teams: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Departments' ids and who of the repository's host they are: ``{"sales": ("@firm/sales",)}``."""
    edit: str = ""
    """Where a file is edited, as an address with ``{path}`` and ``{line}``; empty: as the repository's host has it."""
    report: str = ""
    """Where something wrong is reported, with ``{title}`` and ``{body}``; empty: as the repository's host has it."""
    guide: bool = True
    """Whether the site says how it is written: the pages below ``write/``."""
    drafts: bool = False
    """Whether drafts are shown: only in preview."""
    audience: Audience = "internal"
    """For whom the site is: for the house, or with what may leave it alone."""
    budget: tuple[str, ...] = ()
    """What the book's figures should come to, as it is written: ``evidence >= 60 %``."""

    @property
    def language(self) -> str:
        """The default language: the one a plain string is written in."""
        return self.languages[0]

    def severity_of(self, code: str, path: str) -> str:
        """What the configuration says of a rule for a file, whose path is as people are told it; empty: nothing."""
        wanted = self.rules.get(code)
        found = wanted.at(path.removeprefix(f"{self.shown(self.content)}/")) if wanted else ""
        return "off" if not found and code in ON_REQUEST else found

    def shown(self, path: Path) -> str:
        """A path as people and tools are told it: relative to the folder of ``mkdocs.yml``, with ``/``."""
        try:
            return path.relative_to(self.folder).as_posix()
        except ValueError:
            return path.as_posix()


def checked(settings: Settings) -> Settings:
    """The same settings, or WrongSettings with a sentence for the first that can't be right."""
    if not settings.languages:
        raise WrongSettings("wrong-no-language")
    for language in settings.languages:
        if not (language.replace("-", "").isalnum() and language.isascii() and language == language.lower()):
            raise WrongSettings("wrong-language", found=language)
    if len(set(settings.languages)) != len(settings.languages):
        raise WrongSettings("wrong-language-twice")
    if settings.review_every < 1:
        raise WrongSettings("wrong-months", found=settings.review_every)
    for code, wanted in settings.rules.items():
        _check_code(code, settings)
        for where, severity in _all_of(code, wanted):
            if severity not in SEVERITIES:
                near = nearest(severity, SEVERITIES)
                raise WrongSettings(
                    "wrong-severity-near" if near else "wrong-severity", code=where, found=severity, near=near
                )
    return settings


def _all_of(code: str, wanted: Severities) -> Iterator[tuple[str, str]]:
    """All severities of a rule, each with where it stands: ``stale`` or ``stale: journeys``."""
    if wanted.default:
        yield code, wanted.default
    yield from ((f"{code}: {place}", severity) for place, severity in wanted.places)


def _check_code(code: str, settings: Settings) -> None:
    if code in RULE_CODES:
        return
    if is_custom(code):
        if settings.custom_rules:
            return  # whether there is such a rule is seen once its file is read
        raise WrongSettings("wrong-rule-custom", found=code)
    if code in CODES:
        raise WrongSettings("wrong-rule-error", found=code)
    near = nearest(code, RULE_CODES)
    raise WrongSettings("wrong-rule-near" if near else "wrong-rule", found=code, near=near, all=", ".join(RULE_CODES))
