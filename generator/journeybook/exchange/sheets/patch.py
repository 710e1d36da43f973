"""YAML with some fields changed and all else as it was: comments, order, the way in which it is written.

Only the lines of what changed are written anew; where that is a part of a list or map written in one line, its field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from journeybook.exchange.sheets import house
from journeybook.exchange.sheets.layout import Field, fields
from journeybook.load import Mark
from journeybook.model.base import Shape


class _AsOne(Exception):
    """This can't be changed in parts."""


@dataclass
class Edit:
    """Lines from ``start`` up to ``end`` become others."""

    start: int
    end: int
    lines: list[str]


@dataclass
class Patch:
    """The lines of a file, and what is to be changed in them."""

    lines: list[str]
    languages: tuple[str, ...]
    edits: list[Edit] = field(default_factory=list)

    def change(self, cls: type[Shape], old: Mapping[str, Any], new: Mapping[str, Any], mark: Mark, end: int) -> None:
        """Notes what must change in a map whose lines end before ``end``."""
        before = list(self.edits)
        try:
            self._map(cls, old, new, mark, end)
        except _AsOne:
            self.edits = before
            raise

    def entry(self, cls: type[Shape], old: Mapping[str, Any], new: Mapping[str, Any], mark: Mark, end: int) -> bool:
        """The same for a whole entry; False where it can't be done in parts."""
        try:
            self.change(cls, old, new, mark, end)
        except _AsOne:
            return False
        return True

    @property
    def comments(self) -> bool:
        """Whether lines that go away hold a comment."""
        return any(has_comment("\n".join(self.lines[edit.start : edit.end])) for edit in self.edits)

    def text(self) -> str:
        """The lines as they become."""
        lines = list(self.lines)
        for edit in sorted(self.edits, key=lambda each: (each.start, each.end), reverse=True):
            lines[edit.start : edit.end] = edit.lines
        return "\n".join(lines)

    def _map(self, cls: type[Shape], old: Mapping[str, Any], new: Mapping[str, Any], mark: Mark, end: int) -> None:
        known = fields(cls, self.languages)
        spans, column = self._spans(mark, end)
        added: dict[int, list[str]] = {}
        for name in (each for each in known if old.get(each) != new.get(each)):
            if name not in spans and name in old and mark_has(mark, name) is None:
                raise _AsOne
            if name not in spans:
                at = max(
                    (spans[each][1] for each in known if each in spans and _before(known, each, name)), default=None
                )
                at = at if at is not None else min(start for start, _ in spans.values())
                added.setdefault(at, []).extend(self._written(known[name], new[name], column))
            elif name not in new:
                if self.lines[spans[name][0]][:column].strip():  # it stands behind the dash of its item
                    raise _AsOne
                self.edits.append(Edit(*spans[name], []))
            else:
                self._field(known[name], old.get(name), new[name], mark_has(mark, name), spans[name], column)
        self.edits += [Edit(at, at, lines) for at, lines in added.items()]

    def _field(self, field: Field, old: Any, new: Any, mark: Mark | None, span: tuple[int, int], column: int) -> None:
        try:
            self._parts(field, old, new, mark, span[1])
        except _AsOne:
            first = self.lines[span[0]]
            lead = first[:column]  # a dash, where the field is the first of an item
            lines = self._written(field, new, column)
            self.edits.append(Edit(*span, [lead + lines[0][column:], *lines[1:]]))

    def _parts(self, field: Field, old: Any, new: Any, mark: Mark | None, end: int) -> None:
        """Only the parts of a value that changed."""
        if field.inner is None or field.map or mark is None:
            raise _AsOne
        if isinstance(old, dict) and isinstance(new, dict):
            self.change(field.inner, old, new, mark, end)
        elif isinstance(old, list) and isinstance(new, list) and isinstance(mark.inside, list):
            if not len(old) == len(new) == len(mark.inside):
                raise _AsOne
            before = list(self.edits)
            try:
                for position, (one, other) in enumerate(zip(old, new, strict=True)):
                    if one != other:
                        below = mark.inside[position]
                        after = mark.inside[position + 1].line if position + 1 < len(new) else end
                        self.change(field.inner, one, other, below, after)
            except _AsOne:
                self.edits = before
                raise
        else:
            raise _AsOne

    def _spans(self, mark: Mark, end: int) -> tuple[dict[str, tuple[int, int]], int]:
        """The lines of each field of a map written in lines, and the column of its fields."""
        inside = mark.inside if isinstance(mark.inside, dict) else {}
        keys = sorted((each.key, name) for name, each in inside.items() if each.key and mark.line <= each.key[0] < end)
        if not keys:
            raise _AsOne
        columns = {place[1] for place, _ in keys}
        column = columns.pop()
        if columns or len({place[0] for place, _ in keys}) < len(keys):
            raise _AsOne
        spans = {}
        for position, ((line, _), name) in enumerate(keys):
            if self.lines[line][:column].strip(" -\ufeff"):
                raise _AsOne
            after = keys[position + 1][0][0] if position + 1 < len(keys) else end
            while after > line + 1 and self._between(self.lines[after - 1], column):
                after -= 1
            spans[name] = (line, after)
        return spans, column

    @staticmethod
    def _between(line: str, column: int) -> bool:
        """Whether a line stands between fields: it is empty, or a comment as far left as they."""
        bare = line.lstrip(" ")
        return not bare.strip() or bare in ("...", "---") or (bare[0] == "#" and len(line) - len(bare) <= column)

    def _written(self, field: Field, value: Any, column: int) -> list[str]:
        said = house.lines({field.name: house.short_value(field, value, self.languages)})
        return [f"{' ' * column}{line}" if line else "" for line in said]


def _before(known: Mapping[str, Field], one: str, other: str) -> bool:
    order = list(known)
    return order.index(one) < order.index(other)


def mark_has(mark: Mark, name: str) -> Mark | None:
    """The mark of a field, if it is written."""
    return mark.inside.get(name) if isinstance(mark.inside, dict) else None


def has_comment(text: str) -> bool:
    """Whether lines of YAML hold a comment: a # between its parts, not within a text."""
    end = 0
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if "#" in text[end : token.start_mark.index]:
                return True
            end = max(end, token.end_mark.index)
    except yaml.YAMLError:
        return "#" in text
    return "#" in text[end:]
