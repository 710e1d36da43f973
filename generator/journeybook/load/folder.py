"""Which files a book has: YAML by kind, free pages, pictures, and names that don't fit."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from journeybook.ids import as_id
from journeybook.problems import Problem
from journeybook.settings import Settings
from journeybook.vietnamese import fold, nearest

MEDIA = "media"
_NEARLY_YAML = re.compile(r"\.ya?ml(?:\.txt)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A YAML file: of one thing (``id`` is its stem) or a collection of entries (``id`` is None)."""

    file: Path
    path: str
    kind: str
    id: str | None


@dataclass
class Folder:
    """What lies in a book's folder. ``media`` maps paths relative to the content (in NFC) to files."""

    yaml: list[YamlFile] = field(default_factory=list)
    pages: list[tuple[Path, str]] = field(default_factory=list)
    media: dict[str, Path] = field(default_factory=dict)
    misnamed: set[str] = field(default_factory=set)
    """Keys (``kind:id``) that things may have whose file or folder has a name that isn't read."""
    problems: list[Problem] = field(default_factory=list)


def look_into(settings: Settings, folders: Mapping[str, str]) -> Folder:
    """The book's files in path order. ``folders`` maps folder names to kinds."""
    found = Folder()
    unknown: set[str] = set()
    content = settings.content
    for file in _files(content, found, settings):
        inside = file.relative_to(content)
        path = settings.shown(file)
        top = inside.parts[0]
        if top == MEDIA and len(inside.parts) > 1:
            found.media[unicodedata.normalize("NFC", inside.as_posix())] = file
        elif file.suffix in (".yaml", ".yml"):
            name = top if len(inside.parts) > 1 else file.stem
            if name not in folders:
                if name not in unknown:
                    unknown.add(name)
                    found.problems.append(_unknown_kind(path, name, folders, is_folder=len(inside.parts) > 1))
                found.misnamed.update(f"{kind}:{file.stem}" for kind in folders.values())
            elif len(inside.parts) == 1:
                found.yaml.append(YamlFile(file, path, folders[name], None))
            else:
                found.yaml.append(YamlFile(file, path, folders[name], file.stem))
        elif file.suffix == ".md":
            found.pages.append((file, path))
        elif _NEARLY_YAML.search(file.name) and (top in folders or len(inside.parts) == 1):
            right = as_id(file.name[: file.name.lower().index(".y")]) + ".yaml"
            found.problems.append(Problem("bad-id.file-ending", path, args={"name": file.name, "right": right}))
            if top in folders:
                found.misnamed.add(f"{folders[top]}:{right.removesuffix('.yaml')}")
    return found


def _files(content: Path, found: Folder, settings: Settings) -> Iterator[Path]:
    every: list[Path] = []

    def closed(error: OSError) -> None:
        path = settings.shown(Path(error.filename))
        found.problems.append(Problem("unreadable-file", path, args={"reason": error.strerror}))

    for parent, folders, names in os.walk(content, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        every += (Path(parent, name) for name in names if not name.startswith("."))
    return iter(sorted(every, key=lambda file: file.relative_to(content).as_posix()))


def _unknown_kind(path: str, name: str, folders: Mapping[str, str], *, is_folder: bool) -> Problem:
    singular = {kind: folder for folder, kind in folders.items()}
    near = singular.get(fold(name)) or nearest(name, folders)
    return Problem(
        "unknown-kind" if is_folder else "unknown-kind.file",
        path,
        args={"name": name, "near": near, "kinds": ", ".join(folders)},
    )
