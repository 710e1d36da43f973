"""A copy of a book's texts, to try on it what may help, and to take back what doesn't."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from journeybook.load.source import MOST_BYTES
from journeybook.settings import Settings

_TEXTS = (".yaml", ".yml", ".md", ".txt")


@dataclass(frozen=True)
class State:
    """How some files of the copy were, and which names all had."""

    files: dict[str, bytes]
    was: dict[str, str]


class Copy:
    """The copy in a folder of its own. Files are known by their paths as people are told them."""

    def __init__(self, book: Settings, folder: Path) -> None:
        self.book = book
        content = folder / book.content.relative_to(book.folder)
        _copy(book.content, content)
        self.settings = replace(book, folder=folder, content=content)
        self.was: dict[str, str] = {}
        """The names that files had, by those that they have now."""
        self.originals: dict[str, bytes] = {}
        """What files said, by the names that they had."""

    def read(self, path: str) -> bytes | None:
        """What a file says; None where it couldn't be copied, or is kept elsewhere and only linked here."""
        file = self.settings.folder / path
        return file.read_bytes() if file.is_file() and not file.is_symlink() else None

    def put(self, path: str, data: bytes) -> None:
        """Writes a file anew: as another file, so that nobody who remembers the old one takes it for that."""
        file = self.settings.folder / path
        was = self.was.get(path, path)
        if was not in self.originals:
            self.originals[was] = file.read_bytes()
        beside = file.with_name(f".{file.name}.new")
        beside.write_bytes(data)
        os.replace(beside, file)

    def rename(self, path: str, name: str) -> bool:
        """Gives a file another name in its folder, unless that is taken."""
        old = self.settings.folder / path
        new = old.with_name(name)
        now, was = self.settings.shown(new), self.was.get(path, path)
        if old.is_symlink() or _taken(new, old) or _taken(self.book.folder / now, self.book.folder / was):
            return False
        self.originals.setdefault(was, old.read_bytes())
        old.rename(new)
        self.was.pop(path, None)
        self.was[now] = was
        return True

    def state(self, paths: Iterable[str]) -> State:
        """How these files are."""
        return State({path: (self.settings.folder / path).read_bytes() for path in paths}, dict(self.was))

    def restore(self, state: State) -> None:
        """Makes all as it was."""
        for path, data in state.files.items():
            self.put(path, data)
        before = {was: now for now, was in state.was.items()}
        for now, was in self.was.items():
            if now not in state.was:
                (self.settings.folder / now).replace(self.settings.folder / before.get(was, was))
        self.was = dict(state.was)


def _taken(new: Path, old: Path) -> bool:
    """Whether another file has a name; where capitals don't count, a file has its own in all spellings."""
    return new.exists() and not new.samefile(old)


def _copy(content: Path, to: Path) -> None:
    """Copies texts; pictures and what can't be copied become links to the book's own."""
    for parent, folders, names in os.walk(content):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = to / Path(parent).relative_to(content)
        inside.mkdir(parents=True, exist_ok=True)
        for name in (each for each in names if not each.startswith(".")):
            _copy_file(Path(parent, name), inside / name)


def _copy_file(file: Path, to: Path) -> None:
    is_text = file.suffix.lower() in _TEXTS and file.is_file() and not file.is_symlink()
    if is_text and file.stat().st_size <= MOST_BYTES:
        try:
            to.write_bytes(file.read_bytes())
        except OSError:
            to.unlink(missing_ok=True)
        else:
            return
    try:
        to.symlink_to(file.resolve())
    except OSError:  # Windows, where links are a privilege
        shutil.copyfile(file, to)
