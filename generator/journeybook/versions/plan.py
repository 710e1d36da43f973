"""Which versions a site has, and in which order: plain values from the names of tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

#: The names under which the newest version and the working branch are published.
LATEST, NEXT = "latest", "next"
_PART = re.compile(r"\d+|[^\d]+")
_BEFORE_RELEASE = re.compile(r"(?:^|[\d.\-_])(?:alpha|beta|rc|pre|dev|a|b)[.\-_]?\d*$", re.IGNORECASE)


@dataclass(frozen=True)
class Version:
    """A version: ``name`` is its folder, ``title`` what readers call it, ``commit`` what it is made of."""

    name: str
    title: str
    commit: str
    tag: str = ""
    hidden: bool = False
    """Whether it stays at its address without being offered for choice."""


def name_of_tag(tag: str) -> str:
    """A tag as part of an address: ``book/2026.1`` → ``2026.1``."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", tag.rpartition("/")[2]).strip("-.") or "version"


def newest_first(names: Iterable[str]) -> list[str]:
    """Names of versions in their order: numbers as numbers, releases after what was tried before them."""
    return sorted(names, key=_rank, reverse=True)


def _rank(name: str) -> tuple[object, ...]:
    bare = name.removeprefix("v")
    trial = _BEFORE_RELEASE.search(bare)
    if trial is None:
        return (_natural(bare), True, ())
    which = trial.group().lstrip("0123456789.-_")
    return (_natural(bare.removesuffix(which).rstrip(".-_")), False, _natural(which.lower()))


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((1, int(part), "") if part.isdigit() else (0, 0, part) for part in _PART.findall(text))


def is_trial(name: str) -> bool:
    """Whether a name says that it isn't a release yet: ``2026.2-rc1``."""
    return _BEFORE_RELEASE.search(name.removeprefix("v")) is not None


def fits(name: str, patterns: Sequence[str]) -> bool:
    """Whether a tag's name is one that the patterns (``v*``, ``20*``) mean."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def planned(tags: Sequence[tuple[str, str]], hidden: Sequence[str]) -> list[Version]:
    """The numbered versions, newest first, of tags with their commits.

    Where two tags come to one name (``v1`` and ``book/v1``), the first in order of names is taken.
    """
    found: dict[str, Version] = {}
    for tag, commit in sorted(tags):
        name = name_of_tag(tag)
        if name in (LATEST, NEXT, "compare"):  # addresses of ours: changes/compare/
            name = f"{name}-"
        found.setdefault(name, Version(name, name, commit, tag, fits(tag, hidden) or fits(name, hidden)))
    return [found[name] for name in newest_first(found)]


def newest(versions: Sequence[Version]) -> Version | None:
    """The version that readers get: the newest release, else the newest of all."""
    releases = [version for version in versions if not is_trial(version.name) and not version.hidden]
    return next(iter(releases), None) or next(iter(versions), None)
