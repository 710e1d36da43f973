"""The beginnings: a new book in an empty folder, and a new thing in a book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from journeybook.check import Checked, check
from journeybook.ids import as_id, is_id
from journeybook.link import link
from journeybook.load import Loaded, Record, load
from journeybook.load.reader import read_tree
from journeybook.load.source import Source
from journeybook.model import FOLDERS, KINDS
from journeybook.model.library import Model
from journeybook.model.persona import Persona
from journeybook.problems import Problem, in_order
from journeybook.samples import Setting, starting_text
from journeybook.sentences import Told
from journeybook.settings import Settings
from journeybook.vietnamese import fold, nearest

#: Whoever begins a book has just read it.
_REVIEWED = re.compile(rb"^( *reviewed: )[0-9-]+$", re.MULTILINE)
_MODEL = "model:b2b-backbone"
#: Names of kinds beside the kinds themselves and their folders: the two sorts of personas.
_SORTS = {"person": "persona", "persons": "persona", "people": "persona", "companies": "company"}


class Refused(Told):
    """What was asked for can't be done; the sentence says why and what to do instead."""


def begin_book(folder: Path, today: date) -> list[Path]:
    """A small complete book in a folder that is empty or not there yet; the files written. Raises Refused."""
    if folder.exists() and not folder.is_dir():
        raise Refused("begin-file", folder=folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise Refused("begin-not-empty", folder=folder)
    written = []
    for inside, source in files_below(resources.files("journeybook").joinpath("data", "starter")):
        file = folder / inside
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_REVIEWED.sub(rb"\g<1>%b" % today.isoformat().encode(), source.read_bytes()))
        written.append(file)
    return written


def files_below(folder: Traversable, inside: str = "") -> Iterator[tuple[str, Traversable]]:
    """The files of a folder of templates, each with the way to where it is written."""
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        # A name with a dot would be read by tools that look at the repository, so it is stored without.
        name = f".{each.name.removeprefix('dot-')}" if each.name.startswith("dot-") else each.name
        if each.is_dir():
            yield from files_below(each, f"{inside}{name}/")
        else:
            yield f"{inside}{name}", each


class Desk:
    """A book as it is before a thing is added: what there is, and what the new thing may be called and refer to."""

    def __init__(self, settings: Settings, today: date) -> None:
        self.settings, self.today = settings, today
        self.loaded = load(settings, FOLDERS)
        self.checked = check(self.loaded.records, settings)

    def begin(self, kind: str, name: str, answers: Mapping[str, Any] | None = None) -> Path:
        """A starting file for a thing that the book doesn't have yet; the file written. Raises Refused.

        ``answers`` are fields that say something from the beginning. One that can't stand so is refused.
        """
        sort = known_kind(kind)
        self.must_be_free(sort, name)
        file = self.settings.content / KINDS[kind_of(sort)].FOLDER / f"{name}.yaml"
        text = starting_text(sort, self._setting(answers or {}), answers)
        if answers:
            self._must_be_right(sort, name, Source(self.settings.shown(file), text), answers)
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        except FileExistsError:
            raise Refused("begin-exists", file=self.settings.shown(file)) from None
        return file

    def must_be_free(self, sort: str, name: str) -> None:
        """Raises Refused if a name can't be an id, or is one of this kind already."""
        if not is_id(name) or name == "index":
            raise _bad_id(sort, name)
        _must_be_free(kind_of(sort), name, self.loaded, self.checked)

    def _must_be_right(self, sort: str, name: str, source: Source, answers: Mapping[str, Any]) -> None:
        """Raises Refused with the first of what the checker says of a file that isn't written yet."""
        tree = read_tree(source)
        record = Record(kind_of(sort), name, tree.value, tree.mark, source)
        checked = check([record], self.settings)
        checked.entries = {**self.checked.entries, **checked.entries}
        checked.lost |= self.checked.lost
        found = in_order([*checked.problems, *link(checked, self.loaded, self.settings).problems])
        for problem in found:
            if problem.path == source.path and problem.severity == "error":
                raise Wrong(problem)

    def _setting(self, answers: Mapping[str, Any]) -> Setting:
        """What the starting file may refer to: things of the book, in the order of its files."""
        ids: dict[str, list[str]] = {}
        for record in self.loaded.records:
            entry = self.checked.entries.get(record.key)
            if entry is None or record.again or entry.thing.status == "retired":
                continue
            thing = entry.thing
            ids.setdefault(thing.kind if isinstance(thing, Persona) else entry.kind, []).append(entry.id)
        entry = self.checked.entries.get(f"model:{answers.get('model')}") or self.checked.entries.get(_MODEL)
        stages = entry.thing.stages if entry and isinstance(entry.thing, Model) else ()
        return Setting(self.settings.languages, ids, stages, self.today)


class Wrong(Refused):
    """A field of a new thing can't say what it should; told in the words of the checker."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message())
        self.problem = problem

    def told(self, language: str = "en", /) -> str:
        """What is wrong and what to do, in a language."""
        return f"{self.problem.message(language)} {self.problem.hint(language)}".strip()


def kind_of(sort: str) -> str:
    """The kind that a thing is of: a company is a persona."""
    return "persona" if sort == "company" else sort


def _bad_id(kind: str, name: str) -> Refused:
    if name == "index":
        return Refused("begin-index")
    right = as_id(name)
    return Refused("begin-bad-id-near" if right else "begin-bad-id", found=name, kind=kind, right=right)


def known_kind(written: str) -> str:
    """A kind's name, or ``company``, from its name or its folder's."""
    name = fold(written).replace("_", "-")
    name = FOLDERS.get(name, _SORTS.get(name, name))
    if name in KINDS or name == "company":
        return name
    names = [*KINDS, "company"]
    near = nearest(written, [*names, *FOLDERS, *_SORTS])
    raise Refused("begin-no-kind-near" if near else "begin-no-kind", found=written, near=near, all=", ".join(names))


def _must_be_free(kind: str, name: str, loaded: Loaded, checked: Checked) -> None:
    key = f"{kind}:{name}"
    for record in loaded.records:
        if record.key == key:
            raise Refused("begin-taken", kind=kind, id=name, place=f"{record.path}:{record.at[0]}")
    if key in loaded.broken:
        raise Refused("begin-taken-broken", kind=kind, id=name)
    for entry in checked.entries.values():
        if entry.kind == kind and name in entry.thing.aliases:
            raise Refused("begin-old-id", kind=kind, id=name, now=entry.id, file=entry.record.path)
