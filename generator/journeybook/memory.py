"""What the road remembers from one journey to the next in a preview, so that only what changed is read and checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from journeybook.settings import Settings

Stamp = tuple[int, int, int]
"""A file's time of change (ns), size and number on its disk."""


@dataclass
class Memory:
    """What was made of each file and of each record. It is only right for one set of settings, so it asks for them."""

    files: dict[str, tuple[Stamp, Any]] = field(default_factory=dict)
    """Path → the file's stamp and what reading it gave."""
    records: dict[int, tuple[Any, Any]] = field(default_factory=dict)
    """A record's identity → the record itself, which keeps that identity its own, and what checking it gave."""
    settings: Settings | None = None

    def prepare(self, settings: Settings) -> None:
        """Forgets everything that other settings made, and what no file holds any more."""
        if settings != self.settings:
            self.files.clear()
            self.records.clear()
            self.settings = settings

    def keep_only(self, paths: set[str], records: set[int]) -> None:
        """Forgets files that are gone and records that were read anew."""
        for path in self.files.keys() - paths:
            del self.files[path]
        for identity in self.records.keys() - records:
            del self.records[identity]
