"""What the configuration says of the book: where it lies, its languages, its rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from journeybook.model.values import Audience
from journeybook.problems import RULE_CODES
from journeybook.sentences import Told


class WrongSettings(Told):
    """The configuration can't be used; the sentence says why and what to write instead."""


@dataclass(frozen=True)
class Versions:
    """Which tags are versions of the site (patterns such as ``20*``), and which of them aren't offered for choice."""

    tags: tuple[str, ...] = ("v*", "20*")
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """The settings of one book.

    ``folder`` holds ``mkdocs.yml``; ``content`` is the book's own folder below it. The first of ``languages`` is the
    default language. ``review_every`` counts months. ``rules`` maps a warning's code to the severity wanted.
    """

    folder: Path
    content: Path
    languages: tuple[str, ...] = ("en",)
    review_every: int = 12
    rules: Mapping[str, str] = field(default_factory=dict)
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

    @property
    def language(self) -> str:
        """The default language: the one a plain string is written in."""
        return self.languages[0]

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
    for code, severity in settings.rules.items():
        if code not in RULE_CODES:
            raise WrongSettings("wrong-rule", found=code, all=", ".join(RULE_CODES))
        if severity not in ("error", "warning", "info", "off"):
            raise WrongSettings("wrong-severity", code=code, found=severity)
    return settings
