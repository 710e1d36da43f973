"""Who changed what, and who approved it: the lines of git's log that readers care for, in one pass over it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from journeybook.versions import git

# No message can hold a NUL, so it parts the fields whatever people write.
_FIELDS = ("%H", "%P", "%ad", "%aN", "%s", "%b")
_FORM = "".join(f"%x00{each}" for each in _FIELDS) + "%x00"
#: Lines that say who approved, wherever they stand: hosts put lines of their own below them.
_APPROVED = re.compile(r"^(?:Approved|Reviewed|Acked)-by:\s*(\S.*)$", re.MULTILINE | re.IGNORECASE)
_TOGETHER = re.compile(r"^Co-authored-by:\s*(\S.*)$", re.MULTILINE | re.IGNORECASE)
_ADDRESS = re.compile(r"\s*<[^<>\s]*>|@[\w-]+(?:\.[\w-]+)+")
# What hosts write over a merge. Gitea and Azure put the title there, the others below it.
_TITLED = re.compile(r"Merge pull request '(.+)' \(#\d+\)|Merged PR \d+: (.+)")
_MERGED = re.compile(r"Merge(?:d in)? (?:\S+ \(pull request|pull request|branch|merge request|remote-tracking)")
_BESIDE = re.compile(r"See merge request |[A-Z][\w-]+-(?:by|on): ", re.IGNORECASE)
_REQUEST = re.compile(
    r"\(#(\d+)\)$|^Merge pull request (?:#|'.*' \(#)(\d+)|^Merged in .*\(pull request #(\d+)\)|^Merged PR (\d+):"
)
_REQUEST_BELOW = re.compile(r"^See merge request \S*!(\d+)", re.MULTILINE)


@dataclass(frozen=True)
class Commit:
    """One change of the book as its team took it in: a commit, or a merge with all that came with it.

    ``paths`` are the files that it touched, relative to the repository. Names only: addresses of people stay in git.
    """

    id: str
    day: date
    subject: str
    authors: tuple[str, ...]
    approvers: tuple[str, ...] = ()
    request: int | None = None
    """The number of the pull request, where the message names it."""
    paths: frozenset[str] = frozenset()


def commits(root: Path, inner: Path, old: str, new: str) -> tuple[Commit, ...]:
    """What led from one commit to another (from the beginning, if ``old`` is empty), newest first. Raises GitFailed.

    ``inner`` is the book's folder within the repository; what touches nothing in it is left out.
    """
    span = f"{old}..{new}" if old else new
    asked = ("log", "--date=short", f"--format={_FORM}")
    told = git.run(root, *asked, "--first-parent", "-m", "--name-only", span, "--", inner.as_posix())
    taken = list(_read(told))
    merges = any(len(each.parents) > 1 for each in taken)
    every = {each.id: each for each in _read(git.run(root, *asked, span))} if merges else {}
    main = {each.id for each in taken} | _first_parents(every, new)
    return tuple(_commit(each, _within(each, every, main)) for each in taken)


@dataclass(frozen=True)
class _Logged:
    id: str
    parents: tuple[str, ...]
    day: str
    authors: tuple[str, ...]
    subject: str
    body: str
    approvers: tuple[str, ...]
    paths: frozenset[str]


def _read(log: str) -> Iterator[_Logged]:
    fields = log.split("\0")[1:]
    for at in range(0, len(fields), len(_FIELDS) + 1):
        name, parents, day, author, subject, body, paths = fields[at : at + len(_FIELDS) + 1]
        files = (path for path in paths.splitlines() if path.strip())
        yield _Logged(
            name,
            tuple(parents.split()),
            day,
            _names([author, *_TOGETHER.findall(body)]),
            _without_addresses(subject),
            body,
            _names(_APPROVED.findall(body)),
            frozenset(files),
        )


def _names(written: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_without_addresses, written))))


def _without_addresses(text: str) -> str:
    """Of somebody who is known by an address only, what stands before the @."""
    return _ADDRESS.sub("", text).strip()


def _first_parents(every: Mapping[str, _Logged], start: str) -> set[str]:
    found: set[str] = set()
    at: str | None = start
    while at and at in every:
        found.add(at)
        at = next(iter(every[at].parents), None)
    return found


def _within(merge: _Logged, every: Mapping[str, _Logged], main: set[str]) -> list[_Logged]:
    """The commits that a merge brought in."""
    found: dict[str, _Logged] = {}
    ahead = list(merge.parents[1:])
    while ahead:
        name = ahead.pop()
        if name in every and name not in main and name not in found:
            found[name] = every[name]
            ahead += every[name].parents
    return list(found.values())


def _title(logged: _Logged, within: Sequence[_Logged]) -> str:
    """What was done, not that it was merged: hosts say it in several places."""
    if titled := _TITLED.match(logged.subject):
        return str(titled[1] or titled[2])
    if not _MERGED.match(logged.subject):
        return logged.subject
    said = (line.strip() for line in logged.body.splitlines())
    below = next((line for line in said if line and not _BESIDE.match(line)), "")
    return _without_addresses(below) or (within[0].subject if len(within) == 1 else logged.subject)


def _commit(logged: _Logged, within: Sequence[_Logged]) -> Commit:
    authors = tuple(dict.fromkeys(name for each in reversed(within) for name in each.authors)) or logged.authors
    approvers = [*logged.approvers, *(name for each in within for name in each.approvers)]
    if within:
        approvers += [name for name in logged.authors[:1] if not name.endswith("[bot]")]
    number = _REQUEST.search(logged.subject) or _REQUEST_BELOW.search(logged.body)
    return Commit(
        logged.id,
        date.fromisoformat(logged.day),
        re.sub(r"\s*\(#\d+\)$", "", _title(logged, within)),
        authors,
        tuple(dict.fromkeys(name for name in approvers if name not in authors)),
        int(next(filter(None, number.groups()))) if number else None,
        logged.paths,
    )
