"""Who changed what, and who approved it: the lines of git's log that readers care for, in one pass over it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from journeybook.versions import git

_RECORD, _FIELD = "\x1e", "\x1f"
_FORM = _RECORD + _FIELD.join(("%H", "%P", "%ad", "%an", "%s", "%b", ""))
#: Lines that say who approved, wherever they stand: hosts put lines of their own below them.
_APPROVED = re.compile(
    r"^(?:Approved|Reviewed|Acked)-by:\s*([^<\n]+?)\s*(?:<[^>]*>)?\s*$", re.MULTILINE | re.IGNORECASE
)
_MERGED = re.compile(r"Merge (?:pull request|branch|merge request|remote-tracking)")
_REQUEST = re.compile(r"\(#(\d+)\)|Merge pull request #(\d+)|(?:See merge request |PR |pull request )\S*?[!#](\d+)")


@dataclass(frozen=True)
class Commit:
    """One change of the book as its team took it in: a commit, or a merge with all that came with it.

    ``paths`` are the files that it touched, relative to the repository. Names only; addresses stay in git.
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
    taken = [_read(record) for record in told.split(_RECORD)[1:]]
    merges = any(len(each.parents) > 1 for each in taken)
    every = {each.id: each for record in _all(root, asked, span) if (each := _read(record))} if merges else {}
    main = {each.id for each in taken} | _first_parents(every, new)
    return tuple(_commit(each, _within(each, every, main)) for each in taken)


@dataclass(frozen=True)
class _Logged:
    id: str
    parents: tuple[str, ...]
    day: str
    author: str
    subject: str
    body: str
    approvers: tuple[str, ...]
    paths: frozenset[str]


def _all(root: Path, asked: Sequence[str], span: str) -> Iterable[str]:
    return git.run(root, *asked, span).split(_RECORD)[1:]


def _read(record: str) -> _Logged:
    name, parents, day, author, subject, body, paths = record.split(_FIELD)
    files = (path for path in paths.splitlines() if path.strip())
    return _Logged(
        name,
        tuple(parents.split()),
        day,
        author,
        subject,
        body,
        tuple(dict.fromkeys(_APPROVED.findall(body))),
        frozenset(files),
    )


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


def _commit(logged: _Logged, within: Sequence[_Logged]) -> Commit:
    subject = logged.subject
    if _MERGED.match(subject):
        said = (line.strip() for line in logged.body.splitlines())
        subject = next((line for line in said if line and not line.startswith("See merge request")), subject)
    authors = tuple(dict.fromkeys(each.author for each in reversed(within))) or (logged.author,)
    approvers = [*logged.approvers, *(name for each in within for name in each.approvers)]
    if within and logged.author not in authors:
        approvers.append(logged.author)
    number = _REQUEST.search(f"{logged.subject}\n{logged.body}")
    return Commit(
        logged.id,
        date.fromisoformat(logged.day),
        re.sub(r"\s*\(#\d+\)$", "", subject),
        authors,
        tuple(dict.fromkeys(name for name in approvers if name not in authors)),
        int(next(filter(None, number.groups()))) if number else None,
        logged.paths,
    )
