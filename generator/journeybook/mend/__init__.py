"""A book with mistakes → the same without those that have one certain way out: what ``journeybook check --fix`` does.

The checker is the guide: its problems say what is wrong and where, and a mend counts only if the checker then finds
less to tell. All is tried on a copy; the book's own files are written at the end, all of them or none.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from journeybook.edit.write import write_all
from journeybook.load.folder import look_into
from journeybook.memory import Memory
from journeybook.mend.copy import Copy, State
from journeybook.mend.lines import Edit, Lines
from journeybook.mend.text import SLIPS, Fix, composed, readable
from journeybook.mend.values import edits_for, may_be_mistyped
from journeybook.model import FOLDERS
from journeybook.model.base import Shape
from journeybook.problems import Problem, counts
from journeybook.road import Travelled, travel
from journeybook.settings import Settings

__all__ = ["Fix", "Mended", "mended"]

_MOST_ROUNDS = 10
_MOST_ALIKE = 2


@dataclass
class Mended:
    """What was mended, what the checker says then, and the files that would have to be written for it."""

    fixes: list[Fix]
    after: Travelled
    copy: Settings
    """The settings of the mended copy, whose lines the problems that are left are about."""
    changes: dict[Path, bytes] = field(default_factory=dict)
    expected: dict[Path, bytes] = field(default_factory=dict)
    renames: dict[Path, Path] = field(default_factory=dict)

    @property
    def mistyped(self) -> int:
        """How many of the problems that are left may be mended with ``ids``."""
        return sum(may_be_mistyped(problem) for problem in self.after.problems)

    def write(self) -> None:
        """Writes all files of the book that differ, or none."""
        done: list[tuple[Path, Path]] = []
        try:
            for old, new in self.renames.items():
                old.rename(new)
                done.append((old, new))
            write_all(self.changes, self.expected)
        except BaseException:
            for old, new in reversed(done):
                new.rename(old)
            raise


@contextmanager
def mended(settings: Settings, today: date, *, ids: bool = False) -> Iterator[Mended]:
    """A mended copy of a book, which lasts as long as the context. With ``ids``, mistyped names are mended as well."""
    with tempfile.TemporaryDirectory(prefix="journeybook-") as folder:
        mender = _Mender(Copy(settings, Path(folder).resolve()), today, ids=ids)
        after = mender.mend()
        yield mender.outcome(after)


@dataclass(frozen=True)
class _Action:
    """What would mend one problem: edits of its file, or another name for it."""

    problem: Problem
    what: str
    edits: Sequence[Edit] = ()
    name: str = ""

    @property
    def may_be_wrong(self) -> bool:
        """Whether the name that it goes by may be the mistyped one instead."""
        return self.what == "name" and self.problem.slip not in ("renamed-reference", "bad-id")

    @property
    def fix(self) -> Fix:
        """How it is told."""
        if self.name:
            return Fix(self.what, self.problem.path, old=Path(self.problem.path).name, new=self.name)
        first = self.edits[0]
        old, new, count = first.old.strip(), first.new.strip(), len(self.edits)
        return Fix(self.what, self.problem.path, first.line, first.column, old, new, count)


class _Mender:
    def __init__(self, copy: Copy, today: date, *, ids: bool) -> None:
        self.copy, self.today, self.ids = copy, today, ids
        self.memory = Memory()
        self.names = _field_names() | set(copy.settings.languages)
        self.fixes: list[Fix] = []
        self.refused: set[Problem] = set()

    def mend(self) -> Travelled:
        """Mends all that can be; what the checker says then."""
        self._file_endings()
        self._texts()
        now = self._travel()
        for _ in range(_MOST_ROUNDS):
            actions = _slips_alone([action for problem in now.problems if (action := self._action(problem))])
            if not actions:
                break
            ids = [action for action in actions if action.problem.slip == "bad-id"]
            now = self._what_helps(now, [action for action in actions if action not in ids])
            for action in ids:
                now = self._tried(now, [action]) or now
        return now

    def outcome(self, after: Travelled) -> Mended:
        """What was mended, and how the book's own files have to become."""
        copy, book = self.copy, self.copy.book.folder
        fixes = sorted(self.fixes, key=lambda each: (each.path, each.line, each.column))
        result = Mended(fixes, after, copy.settings)
        became = {was: now for now, was in copy.was.items()}
        for was, before in sorted(copy.originals.items()):
            path = became.get(was, was)
            data = (copy.settings.folder / path).read_bytes()
            if path != was:
                result.renames[book / was] = book / path
            if data != before:
                result.changes[book / path], result.expected[book / path] = data, before
        return result

    def _travel(self) -> Travelled:
        return travel(self.copy.settings, self.today, self.memory)

    # --- names of files and what can't be read ---------------------------------------------------------------------

    def _file_endings(self) -> None:
        """``lead.yaml.txt`` and ``LEAD.YAML``, which nobody has read so far."""
        for problem in look_into(self.copy.settings, FOLDERS).problems:
            if problem.slip != "bad-id.file-ending":
                continue
            name, right = problem.args["name"], problem.args["right"]
            if name.lower().startswith(right.removesuffix("yaml")) and right != ".yaml":
                self._done(_Action(problem, "file-name", name=right))

    def _texts(self) -> None:
        """Whole files: what keeps them from being read, and letters and spaces that are read otherwise than written."""
        unread = {each.path for each in self._travel().problems if each.slip in SLIPS}
        found = look_into(self.copy.settings, FOLDERS)
        files = {file.path: True for file in found.yaml} | {path: False for _, path in found.pages}
        for path, is_yaml in files.items():
            data = self.copy.read(path)
            if data is None:
                continue
            if is_yaml and path in unread and (way := readable(data, path, self.names)):
                data = self._keep(path, way.data, way.fixes)
            if not data.isascii() and (way := composed(data, path, yaml=is_yaml)):
                self._keep(path, way.data, way.fixes)

    def _keep(self, path: str, data: bytes, fixes: Sequence[Fix]) -> bytes:
        self.copy.put(path, data)
        self.fixes += fixes
        return data

    # --- values and names that the checker doesn't accept -------------------------------------------------------------

    def _action(self, problem: Problem) -> _Action | None:
        """What would mend a problem, if there is one certain way."""
        if problem in self.refused or problem.severity == "info":
            return None
        path = Path(problem.path)
        if problem.slip == "bad-id" and self.ids and path.stem == problem.args["id"] and problem.line == 1:
            return _Action(problem, "file-name", name=problem.args["right"] + path.suffix)
        lines = self._lines(problem.path)
        what, edits = edits_for(problem, lines.read, self.names, ids=self.ids) if lines else ("", [])
        return _Action(problem, what, edits) if edits else None

    def _lines(self, path: str) -> Lines | None:
        data = self.copy.read(path)
        try:
            return None if data is None else Lines(data, path)
        except UnicodeDecodeError:
            return None

    def _what_helps(self, now: Travelled, actions: Sequence[_Action]) -> Travelled:
        """What the checker says after those of the actions that help: all at once, else by halves."""
        if not actions:
            return now
        if later := self._tried(now, actions):
            return later
        if len(actions) == 1:
            return now
        half = len(actions) // 2
        return self._what_helps(self._what_helps(now, actions[:half]), actions[half:])

    def _tried(self, now: Travelled, actions: Sequence[_Action]) -> Travelled | None:
        """What the checker says after actions, if it finds less; else all is as before, and a single one is refused."""
        before, fixes = self.copy.state({each.problem.path for each in actions}), len(self.fixes)
        done = [action for action in actions if self._done(action)]
        later = self._travel()
        if any(action.problem.slip == "bad-id" for action in done):
            later = self._follow(later, before)
        touched = {action.problem.path for action in done if not action.name}
        helps = _weight(later) < _weight(now) and all(_weight(later, path) < _weight(now, path) for path in touched)
        if done and helps:
            return later
        self.copy.restore(before)
        del self.fixes[fixes:]
        if len(actions) == 1:
            self.refused.add(actions[0].problem)
        return None

    def _follow(self, now: Travelled, before: State) -> Travelled:
        """References to an id that has just been mended; how their files were is noted in ``before``."""
        for _ in range(_MOST_ROUNDS):
            found = (self._action(problem) for problem in now.problems if problem.code == "unknown-reference")
            actions = [action for action in found if action]
            for path in {action.problem.path for action in actions} - before.files.keys():
                before.files.update(self.copy.state([path]).files)
            if not [action for action in actions if self._done(action)]:
                break
            now = self._travel()
        return now

    def _done(self, action: _Action) -> bool:
        """Does it; False where it doesn't fit what stands there."""
        path = action.problem.path
        if action.name:
            done = self.copy.rename(path, action.name)
            self.fixes += [action.fix] if done else []
            return done
        lines = self._lines(path)
        if lines is None or not lines.apply(action.edits):
            return False
        self._keep(path, lines.data(), [action.fix])
        return True


def _slips_alone(actions: Sequence[_Action]) -> list[_Action]:
    """The actions without names that may be right: a slip isn't made three times, nor leads to a name that is one."""
    names = [(action.fix.old, action.fix.new) for action in actions if action.may_be_wrong]
    often = {each for each, count in Counter(names).items() if count > _MOST_ALIKE}
    slips = {old for old, _ in names}
    return [
        action
        for action in actions
        if not (action.may_be_wrong and ((action.fix.old, action.fix.new) in often or action.fix.new in slips))
    ]


def _weight(travelled: Travelled, path: str | None = None) -> tuple[int, int]:
    """How much is wrong with a book or a file: errors weigh more than any number of warnings."""
    found = counts([each for each in travelled.problems if path is None or each.path == path])
    return found["error"], found["warning"]


@cache
def _field_names() -> frozenset[str]:
    """The names of all fields, whatever they belong to."""
    shapes, names = [Shape], set[str]()
    while shapes:
        shape = shapes.pop()
        names.update(shape.names())
        shapes += shape.__subclasses__()
    return frozenset(names)
