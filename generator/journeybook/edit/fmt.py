"""All files of a book in one form; that they say the same is made sure of before anything is written."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from journeybook.edit.copied import copied
from journeybook.edit.form import LeftAlone, formed
from journeybook.exchange.book_json import as_plain
from journeybook.load.folder import YamlFile, look_into
from journeybook.model import FOLDERS
from journeybook.road import Travelled, travel
from journeybook.sentences import Told
from journeybook.settings import Settings


class NotFormatted(Told):
    """These files can't be formatted; the sentence says why."""


@dataclass
class Formatting:
    """What is to be done: new contents by file, what the files hold now, and the files left alone with the reason."""

    texts: dict[Path, bytes] = field(default_factory=dict)
    before: dict[Path, bytes] = field(default_factory=dict)
    left: dict[Path, str] = field(default_factory=dict)
    looked_at: int = 0

    def difference(self, settings: Settings) -> str:
        """What would change, line by line."""
        told = []
        for file, new in self.texts.items():
            old, now = (data.decode("utf-8-sig").splitlines(keepends=True) for data in (self.before[file], new))
            name = settings.shown(file)
            lines = difflib.unified_diff(old, now, name, name)
            told += [line if line.endswith("\n") else f"{line}\n" for line in lines]
        return "".join(told)


def prepare(settings: Settings, files: Sequence[Path], today: date) -> Formatting:
    """What formatting comes to, for some files or all of the book's. Raises NotFormatted."""
    found = {file.file.resolve(): file for file in look_into(settings, FOLDERS).yaml}
    wanted = [file.resolve() for file in files]
    for path in wanted:
        if path not in found:
            raise NotFormatted("fmt-no-file", file=path.name)
    formatting = Formatting()
    for path in wanted or list(found):
        file: YamlFile = found[path]
        formatting.looked_at += 1
        data = file.file.read_bytes()
        try:
            new = formed(data, file.kind, file.path, many=file.id is None).encode("utf-8")
        except LeftAlone as left:
            formatting.left[file.file] = left.why
            continue
        if new != data:
            formatting.texts[file.file], formatting.before[file.file] = new, data
    if formatting.texts:
        _make_sure(settings, formatting, today)
    return formatting


def _make_sure(settings: Settings, formatting: Formatting, today: date) -> None:
    """Raises NotFormatted unless the book says the same afterwards."""
    before = travel(settings, today)
    with copied(settings, formatting.texts) as other:
        after = travel(other, today)
    if _said(before) != _said(after):
        raise NotFormatted("fmt-not-the-same")


def _said(travelled: Travelled) -> object:
    """All that a book says and all that is told about it, without lines, which may be others."""
    said = as_plain(travelled.book, include_drafts=True)
    told = sorted((problem.path, problem.slip) for problem in travelled.problems)
    return [{**each, "line": None} for each in said["things"]], said["links"], told
