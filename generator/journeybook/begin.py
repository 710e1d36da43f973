"""The beginnings: a new book in an empty folder, and a new thing in a book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from journeybook.check import Checked, check
from journeybook.ids import as_id, is_id
from journeybook.load import Loaded, load
from journeybook.model import FOLDERS, KINDS
from journeybook.model.library import Model
from journeybook.model.persona import Persona
from journeybook.samples import Setting, starting_text
from journeybook.sentences import Told
from journeybook.settings import Settings
from journeybook.vietnamese import fold, nearest

_MODEL = "model:b2b-backbone"
#: Names of kinds beside the kinds themselves and their folders: the two sorts of personas.
_SORTS = {"person": "persona", "persons": "persona", "people": "persona", "companies": "company"}


class Refused(Told):
    """What was asked for can't be done; the sentence says why and what to do instead."""


def begin_book(folder: Path) -> list[Path]:
    """A small complete book in a folder that is empty or not there yet; the files written. Raises Refused."""
    if folder.exists() and not folder.is_dir():
        raise Refused("begin-file", folder=folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise Refused("begin-not-empty", folder=folder)
    written = []
    for inside, source in files_below(resources.files("journeybook").joinpath("data", "starter")):
        file = folder / inside
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(source.read_bytes())
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


def begin_thing(settings: Settings, kind: str, name: str, today: date) -> Path:
    """A starting file for a thing that the book doesn't have yet; the file written. Raises Refused."""
    sort = _known_kind(kind)
    stem = "persona" if sort == "company" else sort
    if not is_id(name) or name == "index":
        raise _bad_id(kind, name)
    loaded = load(settings, FOLDERS)
    checked = check(loaded.records, settings)
    _must_be_free(stem, name, loaded, checked)
    file = settings.content / KINDS[stem].FOLDER / f"{name}.yaml"
    text = starting_text(sort, _setting(settings, loaded, checked, today))
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise Refused("begin-exists", file=settings.shown(file)) from None
    return file


def _bad_id(kind: str, name: str) -> Refused:
    if name == "index":
        return Refused("begin-index")
    right = as_id(name)
    return Refused("begin-bad-id-near" if right else "begin-bad-id", found=name, kind=kind, right=right)


def _known_kind(written: str) -> str:
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


def _setting(settings: Settings, loaded: Loaded, checked: Checked, today: date) -> Setting:
    """What the starting file may refer to: things of the book, in the order of its files."""
    ids: dict[str, list[str]] = {}
    for record in loaded.records:
        entry = checked.entries.get(record.key)
        if entry is None or record.again or entry.thing.status == "retired":
            continue
        thing = entry.thing
        ids.setdefault(thing.kind if isinstance(thing, Persona) else entry.kind, []).append(entry.id)
    model = checked.entries[_MODEL].thing if _MODEL in checked.entries else None
    stages = model.stages if isinstance(model, Model) else ()
    return Setting(settings.languages, ids, stages, today)
