"""Text → tree: one YAML document as plain values, with the place of every key and value.

Built from PyYAML's events, not its nodes: no recursion, limits met as they are passed, and all scalars stay text
(YAML 1.2 has few surprises left once nobody guesses types). Nothing in a document is ever executed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML without libyaml; another parser would read differently
    CParser = None  # type: ignore[assignment,misc]  # asked for before anything is read

from journeybook.load.letters import meant, unusual
from journeybook.load.slips import (
    BULLETS,
    explain,
    has_full_width_signs,
    refuse_cut_quotation,
    refuse_full_width_signs,
)
from journeybook.load.source import Source, Unreadable, forbidden_in
from journeybook.settings import WrongSettings

MOST_DEPTH = 50
MOST_NODES = 100_000

_NOTHING = frozenset(("", "~", "null"))
_CONFLICT = re.compile(r"^<{7}(?: |$)", re.MULTILINE)
_COMMENT_CUTS_TEXT = re.compile(r"[ \t]+#(?=[^\s#])")
_DASH_IN_TEXT = re.compile(rf"^\s*[-{BULLETS}] ")

Loc = tuple[str | int, ...]


class Mark:
    """Where a value stands (line and column from 0) and, for maps and lists, the marks of what is in it."""

    __slots__ = ("column", "inside", "key", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column
        self.key: tuple[int, int] | None = None
        self.inside: dict[str, Mark] | list[Mark] | None = None

    def find(self, loc: Loc) -> Mark:
        """The mark of the value at ``loc``; where the short form was written, the mark of that."""
        mark = self
        for step in loc:
            inside = mark.inside
            if isinstance(inside, dict):
                mark = inside.get(str(step), mark)
            elif isinstance(inside, list) and isinstance(step, int) and step < len(inside):
                mark = inside[step]
        return mark

    def outline(self, deeper: Mapping[str, int], depth: int = 1) -> Mark:
        """The same with nothing below ``depth`` levels; ``deeper`` gives some names more levels of their own."""
        mark = Mark(self.line, self.column)
        mark.key = self.key
        if isinstance(self.inside, dict):
            levels = {name: depth - 1 + deeper.get(name, 0) for name in self.inside}
            mark.inside = {
                name: each.outline(deeper, levels[name]) if levels[name] > 0 else each.bare()
                for name, each in self.inside.items()
            }
        elif isinstance(self.inside, list):
            mark.inside = [each.outline({}, depth - 1) if depth > 1 else each.bare() for each in self.inside]
        return mark

    def bare(self) -> Mark:
        """The same without what is in it."""
        mark = Mark(self.line, self.column)
        mark.key = self.key
        return mark


@dataclass
class Tree:
    """A document: plain values (str, list, dict, None for keys without a value), marks, and what was odd about it."""

    value: Any
    mark: Mark
    faults: list[tuple[str, int, int, dict[str, Any]]] = field(default_factory=list)
    """Problems that didn't end the reading: (slip, line from 1, column from 1, args)."""
    spoiled: set[Loc] = field(default_factory=set)
    """Places whose value is lost to a fault already told; nothing more is said about them."""
    suspects: list[tuple[Loc, str]] = field(default_factory=list)
    """Texts that YAML read otherwise than meant, if they are texts: (place, slip)."""


@dataclass
class _Frame:
    value: Any
    mark: Mark
    loc: Loc
    anchor: str | None
    nodes_before: int
    key: str | None = None
    key_at: tuple[int, int] = (0, 0)
    drop: bool = False
    flow: bool = False
    """Whether it stands in brackets or braces."""


def make_sure_of_libyaml() -> None:
    """Raises WrongSettings where PyYAML came without its C parser: there is no other that reads the same."""
    if CParser is None:
        raise WrongSettings(
            "PyYAML is installed without libyaml, which Journeybook needs. Install it anew from a wheel: "
            "pip install --force-reinstall --only-binary :all: pyyaml"
        )


def read_tree(source: Source) -> Tree:
    """The one document of a source. Raises Unreadable where it isn't YAML or passes a limit."""
    conflict = _CONFLICT.search(source.text)
    if conflict:
        raise Unreadable("yaml-syntax.conflict", source.text.count("\n", 0, conflict.start()) + 1)
    builder = _Builder(source)
    try:
        return builder.build()
    except yaml.MarkedYAMLError as error:
        raise explain(error, source, builder.last) from error
    except yaml.YAMLError as error:  # what the reader refuses and our own look at the text let pass
        raise Unreadable("yaml-syntax", reason=str(error).splitlines()[0]) from error


class _Builder:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines = source.lines()
        self.tree = Tree(None, Mark(0, 0))
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[Any, Mark, int, int]] = {}
        self.nodes = 0
        self.last: Any = None
        self.full_width_signs = has_full_width_signs(source.text)

    def build(self) -> Tree:
        parser = CParser(self.source.text)
        documents = 0
        while parser.check_event():
            event: Any = parser.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.scalar(event)
            elif kind is yaml.MappingStartEvent:
                self.start({}, {}, event)
            elif kind is yaml.SequenceStartEvent:
                self.start([], [], event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.end()
            elif kind is yaml.AliasEvent:
                self.alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise Unreadable("yaml-syntax.documents", event.start_mark.line + 1)
        return self.tree

    def scalar(self, event: Any) -> None:
        self.last = event
        start = event.start_mark
        text: Any = event.value
        mark = Mark(start.line, start.column)
        frame = self.stack[-1] if self.stack else None
        is_key = frame is not None and type(frame.value) is dict and frame.key is None
        if not event.style:  # plain
            if event.end_mark.line > start.line or (start.line < len(self.lines) and "#" in self.lines[start.line]):
                self.suspect_plain(event, self.loc(frame) if not is_key else None)
            if not text.isascii():
                self.refuse_signs(event, in_brackets=frame is not None and frame.flow)
                text = text.strip()  # of spaces that aren't YAML's
            if text in _NOTHING and not is_key:
                text = None
        elif (event.style == '"' and not text.isascii()) or (event.style == '"' and "\\" in self.lines[start.line]):
            text = unicodedata.normalize("NFC", text)
            if unusual(text):
                text = meant(text)
            if character := forbidden_in(text):
                self.fault("yaml-encoding.control", start, character=character)
                text = re.sub(r"[^\n\t -~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
        if is_key:
            assert frame is not None
            self.key(frame, text, start)
        elif event.tag is not None:
            self.tag(event)
            self.add(None, mark, event.anchor, 1)
        else:
            self.add(text, mark, event.anchor, 1)

    def refuse_signs(self, event: Any, *, in_brackets: bool) -> None:
        if self.full_width_signs:
            refuse_full_width_signs(self.lines, event, in_brackets=in_brackets)
        if in_brackets:
            refuse_cut_quotation(event)

    def suspect_plain(self, event: Any, loc: Loc | None) -> None:
        if loc is None:
            return
        start, end = event.start_mark, event.end_mark
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if event.value == "" and end.column and not rest.startswith((" ", "\t")):
            rest = " " + rest
        if _COMMENT_CUTS_TEXT.match(rest):
            slip = "yaml-comment-in-text" if event.value else "yaml-comment-in-text.whole"
            self.tree.suspects.append((loc, slip))
        elif any(_DASH_IN_TEXT.match(line) for line in self.lines[start.line + 1 : end.line + (end.column > 0)]):
            self.tree.suspects.append((loc, "yaml-list-in-text"))

    def start(self, value: Any, inside: Any, event: Any) -> None:
        start = event.start_mark
        mark = Mark(start.line, start.column)
        mark.inside = inside
        frame = self.stack[-1] if self.stack else None
        if len(self.stack) >= MOST_DEPTH:
            raise Unreadable("yaml-limit.depth", start.line + 1, start.column + 1)
        if frame is not None and type(frame.value) is dict and frame.key is None:
            raise Unreadable("yaml-syntax.braces", start.line + 1, start.column + 1)
        drop = False
        if event.tag is not None:
            self.tag(event)
            drop = True
        flow = bool(event.flow_style)
        self.stack.append(_Frame(value, mark, self.loc(frame), event.anchor, self.nodes, drop=drop, flow=flow))
        if event.anchor:
            self.anchors.pop(event.anchor, None)  # until it ends, the name stands for itself: a recursion

    def end(self) -> None:
        frame = self.stack.pop()
        value = None if frame.drop else frame.value
        self.add(value, frame.mark, frame.anchor, 1, below=self.nodes - frame.nodes_before)

    def alias(self, event: Any) -> None:
        start = event.start_mark
        known = self.anchors.get(event.anchor)
        if known is None:
            slip = "yaml-limit.recursion" if any(f.anchor == event.anchor for f in self.stack) else "yaml-syntax.alias"
            raise Unreadable(slip, start.line + 1, start.column + 1, name=event.anchor)
        value, mark, nodes, depth = known
        if len(self.stack) + depth > MOST_DEPTH:
            raise Unreadable("yaml-limit.depth", start.line + 1, start.column + 1)
        frame = self.stack[-1]
        if type(frame.value) is dict and frame.key is None:
            self.key(frame, value if isinstance(value, str) else "*" + event.anchor, start)
            return
        alias_mark = Mark(mark.line, mark.column)
        alias_mark.inside = mark.inside
        self.add(value, alias_mark, None, nodes, place=(start.line, start.column))

    def key(self, frame: _Frame, name: str, start: Any) -> None:
        if name in frame.value or name in (frame.mark.inside or ()):
            self.fault("yaml-duplicate-key", start, name=name)
            frame.key = "\0again"
        else:
            frame.key = name
        frame.key_at = (start.line, start.column)

    def add(
        self,
        value: Any,
        mark: Mark,
        anchor: str | None,
        nodes: int,
        below: int = 0,
        place: tuple[int, int] | None = None,
    ) -> None:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            line, column = place or (mark.line, mark.column)
            raise Unreadable("yaml-limit.nodes", line + 1, column + 1)
        if anchor:
            self.anchors[anchor] = (value, mark, nodes + below, _height(value))
        if not self.stack:
            self.tree.value, self.tree.mark = value, mark
            return
        frame = self.stack[-1]
        inside = frame.mark.inside
        if isinstance(inside, dict):
            name = frame.key or ""
            frame.key = None
            if name != "\0again":
                mark.key = frame.key_at
                frame.value[name] = value
                inside[name] = mark
        elif isinstance(inside, list) and value is not None:
            frame.value.append(value)
            inside.append(mark)

    def tag(self, event: Any) -> None:
        self.fault("yaml-tag", event.start_mark, tag=event.tag)
        self.tree.spoiled.add(self.loc(self.stack[-1] if self.stack else None))

    def fault(self, slip: str, mark: Any, **args: Any) -> None:
        self.tree.faults.append((slip, mark.line + 1, mark.column + 1, args))

    @staticmethod
    def loc(frame: _Frame | None) -> Loc:
        if frame is None:
            return ()
        step = frame.key if type(frame.value) is dict else len(frame.value)
        return (*frame.loc, step if step is not None else "")


def _height(value: Any) -> int:
    """How many levels a value has; bounded, since what is anchored was read within the limit."""
    if isinstance(value, dict):
        return 1 + max((_height(each) for each in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((_height(each) for each in value), default=0)
    return 0
