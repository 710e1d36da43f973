"""Who is asked about a change of which file: departments that answer for things → a host's file ``CODEOWNERS``."""

from __future__ import annotations

from collections.abc import Mapping

from journeybook.book import Book
from journeybook.settings import WrongSettings

#: Where each host looks for it, from the repository's top folder.
PLACES = {"github": ".github/CODEOWNERS", "gitlab": ".gitlab/CODEOWNERS"}
_HEAD = "# Written by: journeybook codeowners. Owners of things stand in their files, teams in mkdocs.yml.\n"


def codeowners(book: Book, teams: Mapping[str, tuple[str, ...]], prefix: str = "") -> str:
    """The file's text: one line for each file whose things somebody answers for, with all their teams.

    ``teams`` maps departments' ids to teams or people as the host names them (``@firm/sales``). ``prefix`` leads from
    the repository's top folder to the book's. Raises WrongSettings for a department that isn't in the book.
    """
    for department in teams:
        if f"department:{department}" not in book:
            known = ", ".join(entry.id for entry in book.of_kind("department"))
            raise WrongSettings("wrong-team", found=department, all=known or "–")
    owners: dict[str, dict[str, None]] = {}
    for entry in book.entries.values():
        asked = entry.thing.maintainer or entry.thing.owner
        if not entry.shipped and asked:
            team = teams.get(asked.partition(":")[2], ())
            owners.setdefault(entry.record.path, {}).update(dict.fromkeys(team))
    lines = [f"{_pattern(prefix + path)} {' '.join(sorted(owners[path]))}\n" for path in sorted(owners) if owners[path]]
    return _HEAD + "".join(lines)


def _pattern(path: str) -> str:
    """A path as these files want it: from the top, with blanks and signs of patterns taken as they stand."""
    return "/" + "".join(f"\\{letter}" if letter in " #*?[]!\\" else letter for letter in path)
