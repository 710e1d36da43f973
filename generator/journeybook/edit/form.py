"""One form for all files: fields in the order of the format, two blanks for each level, lists below their names.

A file is written anew from its own letters: values keep their words, comments stay with the line that they belong to,
and short lists within brackets stay as they are. What can't be kept for sure is left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

import yaml

from journeybook.edit.nodes import Nodes
from journeybook.load.reader import read_tree
from journeybook.load.source import Source, Unreadable
from journeybook.model import Company, Persona, class_for
from journeybook.model.base import Shape, Thing
from journeybook.samples import fields_shown

_WIDTH = 120
_STEP = 2
_MOST_TIMES = 5
#: So many words within brackets are a sentence.
_SENTENCE = 5
#: What may stand without quotes: it begins with a letter and has no sign that says something to YAML.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .,;()/%…“”’–—-]*[\w.)%…”])?")
_SAYS_MORE = re.compile(r"(?i)(?:true|false|yes|no|on|off|null|y|n)")
#: Fields of every kind that come after what a thing says of its own.
_LAST = ("evidence", "related", "tags", "aliases", "audience", "ignore", "notes")


class LeftAlone(Exception):
    """This file has something that can't be kept for sure; ``why`` names the sentence that says what."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def formed(data: bytes, kind: str, path: str, *, many: bool) -> str:
    """The text of a file in the one form; ``many`` says that it holds things by their ids. Raises LeftAlone."""
    text = unicodedata.normalize("NFC", data.decode("utf-8-sig")).replace("\r\n", "\n").replace("\r", "\n")
    try:
        if any(getattr(event, "anchor", None) for event in yaml.parse(text, Loader=yaml.CSafeLoader)):
            raise LeftAlone("fmt-anchors")
        made = _settled(text, kind, many=many)
        same = _data(made, path) == _data(text, path)
        same = same and sorted(_Writer(made).comments()) == sorted(_Writer(text).comments())
    except (yaml.YAMLError, Unreadable):
        raise LeftAlone("fmt-odd") from None
    if not same:
        raise LeftAlone("fmt-unsure")
    return made


def _settled(text: str, kind: str, *, many: bool) -> str:
    """The text once writing it anew changes nothing more: what stood in brackets has become lines of their own."""
    for _ in range(_MOST_TIMES):
        made = _Writer(text).file(kind, many=many)
        if made == text:
            return made
        text = made
    raise LeftAlone("fmt-unsure")


def _data(text: str, path: str) -> Any:
    return read_tree(Source(path, text)).value


@cache
def order_of(cls: type[Shape]) -> list[str]:
    """The fields of a class as they stand in files: of things as in those that ``new`` begins, the rest beside them."""
    names = list(cls.names())
    if not issubclass(cls, Thing):
        return names
    shown = fields_shown("company" if issubclass(cls, Company) else cls.KIND)
    head = ("title", "ask", "summary", *(["kind"] if issubclass(cls, Persona) else []))
    first = [name for name in head if name in names]
    order = [*first, *(name for name in shown if name not in first and name in names)]
    for before, name in zip([order[0], *names], names, strict=False):
        if name not in order:
            order.insert(order.index(before) + 1, name)
    return [*(name for name in order if name not in _LAST), *(name for name in _LAST if name in names)]


def shape_in(cls: type[Shape] | None, name: str) -> type[Shape] | None:
    """The class of the maps in a field."""
    if cls is None or name not in cls.names():
        return None
    return _shape(get_type_hints(cls, include_extras=True)[cls.names()[name]])


def _shape(hint: Any) -> type[Shape] | None:
    if isinstance(hint, type) and issubclass(hint, Shape):
        return hint
    return next((found for each in get_args(hint) if (found := _shape(each))), None)


@dataclass
class _Piece:
    """A part of a map or list as it is to be written: what stands above it, and its own lines."""

    above: list[str]
    lines: list[str]
    name: str = ""


class _Writer:
    def __init__(self, text: str) -> None:
        self.text, self.lines = text, text.split("\n")
        self.nodes = Nodes(text)
        self._inside: set[int] = set()
        self._note_texts(self.nodes.root)

    def _note_texts(self, node: Any) -> None:
        """Lines that go on a text: what looks like a comment there is none."""
        if isinstance(node, yaml.ScalarNode):
            last = node.end_mark.line - (node.end_mark.column == 0 and node.style in ("|", ">"))
            self._inside.update(range(node.start_mark.line + 1, last + 1))
        elif isinstance(node, yaml.SequenceNode):
            for each in node.value:
                self._note_texts(each)
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._note_texts(key)
                self._note_texts(value)

    # --- comments -----------------------------------------------------------------------------------------------------

    def comments(self) -> Iterator[str]:
        """Every comment of the file."""
        ends = dict(self._line_ends(self.nodes.root))
        for number, line in enumerate(self.lines):
            if number not in self._inside and line.lstrip().startswith("#"):
                yield line.strip()
            elif number in ends and line[ends[number] :].strip().startswith("#"):
                yield line[ends[number] :].strip()

    def _line_ends(self, node: Any) -> Iterator[tuple[int, int]]:
        """Lines on which something is written → where that ends."""
        if node is None:
            return
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield key.end_mark.line, key.end_mark.column + 1
                yield from self._line_ends(value)
        elif isinstance(node, yaml.SequenceNode):
            for each in node.value:
                yield from self._line_ends(each)
        elif node.style in ("|", ">"):
            head = self.lines[node.start_mark.line][node.start_mark.column :]
            yield node.start_mark.line, node.start_mark.column + len(head.partition(" #")[0])
        if (not isinstance(node, yaml.CollectionNode) or node.flow_style) and getattr(node, "style", None) not in (
            "|",
            ">",
        ):
            yield node.end_mark.line, node.end_mark.column

    def _above(self, first: int, last: int, old: int, new: int) -> tuple[list[str], list[str]]:
        """Lines between two things: those that belong to the one before (further in), and those above the next."""
        behind: list[str] = []
        above: list[str] = []
        for line in self.lines[first:last]:
            words = line.strip()
            if words.startswith("#"):
                column = len(line) - len(line.lstrip())
                if column > old and not any(above):
                    behind += [*([""] * bool(above)), " " * (new + column - old) + words]
                    above = []
                    continue
                above.append(" " * new + words)
            elif words in ("---", "..."):
                raise LeftAlone("fmt-odd")
            elif words:
                raise LeftAlone("fmt-unsure")
            elif not above or above[-1]:
                above.append("")
        return behind, above

    def _after(self, line: int, column: int) -> str:
        """The comment behind something, with a gap before it."""
        rest = self.lines[line][column:].strip()
        if not rest:
            return ""
        if not rest.startswith("#"):
            raise LeftAlone("fmt-unsure")
        return f"  {rest}"

    # --- the file -----------------------------------------------------------------------------------------------------

    def file(self, kind: str, *, many: bool) -> str:
        """All of it, with one line end at the end."""
        root = self.nodes.root
        if not isinstance(root, yaml.MappingNode) or root.flow_style or not root.value:
            raise LeftAlone("fmt-odd")
        lines = self._things(root, kind) if many else self._map(root, 0, self._class(root, kind), 0)
        behind, rest = self._above(self._end(root), len(self.lines), 0, 0)
        while lines and not lines[0]:
            lines.pop(0)
        text = "\n".join([*lines, *behind, *rest]).rstrip()
        return f"{text}\n"

    @staticmethod
    def _class(node: yaml.Node, kind: str) -> type[Shape]:
        names = (
            {str(key.value): getattr(value, "value", None) for key, value in node.value}
            if isinstance(node, yaml.MappingNode)
            else {}
        )
        said = names.get("kind")
        return class_for(kind, {**dict.fromkeys(names), **({"kind": said} if isinstance(said, str) else {})})

    def _things(self, root: yaml.MappingNode, kind: str) -> list[str]:
        pieces = self._pieces(root, 0, None, 0, lambda value, name: self._class(value, kind))
        lines: list[str] = []
        for number, piece in enumerate(pieces):
            above = [line for position, line in enumerate(piece.above) if line or position]
            gap = number and (len(piece.lines) > 1 or len(pieces[number - 1].lines) > 1 or piece.above[:1] == [""])
            lines += [*([""] if gap else []), *above, *piece.lines]
        return lines

    def _end(self, node: yaml.Node) -> int:
        """The first line behind a thing."""
        last: Any = node
        while isinstance(last, yaml.CollectionNode) and last.value and not last.flow_style:
            last = last.value[-1]
            last = (
                last[1]
                if isinstance(last, tuple) and not self._is_empty(last[1])
                else last[0]
                if isinstance(last, tuple)
                else last
            )
        if last.style in ("|", ">") if isinstance(last, yaml.ScalarNode) else False:
            return self._end_of_block(last)
        return int(last.end_mark.line) + 1

    @staticmethod
    def _is_empty(node: yaml.Node) -> bool:
        return isinstance(node, yaml.ScalarNode) and node.start_mark.index == node.end_mark.index

    def _end_of_block(self, node: yaml.ScalarNode) -> int:
        end = node.end_mark.line + (node.end_mark.column > 0)
        while end > node.start_mark.line + 1 and not self.lines[end - 1].strip():
            end -= 1
        # A comment further out that follows a block belongs to what comes next.
        return int(end)

    # --- maps and lists -----------------------------------------------------------------------------------------------

    def _map(self, node: yaml.MappingNode, column: int, cls: type[Shape] | None, first: int) -> list[str]:
        pieces = self._pieces(node, column, cls, first, lambda value, name: shape_in(cls, name))
        head = _about_the_file(pieces[0]) if first == 0 else []
        if cls and {piece.name for piece in pieces} <= cls.names().keys():
            order = order_of(cls)
            pieces.sort(key=lambda piece: order.index(piece.name))
        return [*head, *(line for piece in pieces for line in (*piece.above, *piece.lines))]

    def _pieces(
        self, node: yaml.MappingNode, column: int, cls: type[Shape] | None, first: int, inner: Any
    ) -> list[_Piece]:
        """The fields of a map as they stand, each with what is above it; ``first`` is the first line to look at."""
        pieces: list[_Piece] = []
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.start_mark.line != key.end_mark.line:
                raise LeftAlone("fmt-unsure")
            behind, above = self._above(first, key.start_mark.line, key.start_mark.column, column)
            if pieces:
                pieces[-1].lines += behind
            else:
                above = [*behind, *above]
            name = self.nodes.written(key)
            lines = self._field(name, key, value, column, inner(value, str(key.value)))
            pieces.append(_Piece(above, lines, str(key.value)))
            first = max(self._end(value) if not self._is_empty(value) else key.end_mark.line + 1, key.end_mark.line + 1)
        return pieces

    def _field(
        self, name: str, key: yaml.ScalarNode, value: yaml.Node, column: int, cls: type[Shape] | None
    ) -> list[str]:
        start = f"{' ' * column}{name}:"
        if self._is_empty(value):
            return [f"{start}{self._after(key.end_mark.line, key.end_mark.column + 1)}"]
        if isinstance(value, yaml.CollectionNode) and not value.flow_style:
            comment = self._after(key.end_mark.line, key.end_mark.column + 1)
            if value.start_mark.line == key.end_mark.line:
                raise LeftAlone("fmt-unsure")
            inside: tuple[Any, int, type[Shape] | None, int] = (value, column + _STEP, cls, key.end_mark.line + 1)
            lines = self._list(*inside) if isinstance(value, yaml.SequenceNode) else self._map(*inside)
            return [f"{start}{comment}", *lines]
        if value.start_mark.line != key.end_mark.line:
            raise LeftAlone("fmt-unsure")
        return self._value(f"{start} ", value, column)

    def _list(self, node: yaml.SequenceNode, column: int, cls: type[Shape] | None, first: int) -> list[str]:
        lines: list[str] = []
        for item in node.value:
            dash = node.start_mark.column
            behind, above = self._above(first, item.start_mark.line, dash, column)
            lines += [*behind, *(line for line in above if line or lines)] if lines else [*behind, *above]
            start = f"{' ' * column}- "
            if self._is_empty(item):
                raise LeftAlone("fmt-unsure")
            if isinstance(item, yaml.MappingNode) and not item.flow_style:
                inner = self._map(item, column + _STEP, cls, item.start_mark.line)
                while inner and (not inner[0].strip() or inner[0].lstrip().startswith("#")):
                    words = inner.pop(0).strip()
                    lines += [f"{' ' * column}{words}"] if words else []
                lines += [f"{start}{inner[0][column + _STEP :]}", *inner[1:]]
            elif isinstance(item, yaml.CollectionNode) and not item.flow_style:
                raise LeftAlone("fmt-unsure")
            else:
                lines += self._value(start, item, column)
            first = self._end(item)
        return lines

    # --- values -------------------------------------------------------------------------------------------------------

    def _value(self, start: str, value: yaml.Node, column: int) -> list[str]:
        """A value behind its name or dash."""
        if isinstance(value, yaml.ScalarNode) and value.style in ("|", ">"):
            return self._block(start, value, column)
        comment = self._after(value.end_mark.line, value.end_mark.column)
        written = self.nodes.written(value)
        if isinstance(value, yaml.ScalarNode):
            return self._scalar(start, value, written, column, comment)
        if "\n" in written and "#" in written:
            raise LeftAlone("fmt-unsure")
        if comment or self._fits(start, value):
            return [f"{start}{_in_one_line(written)}{comment}"]
        return self._below(start, value, column)

    def _fits(self, start: str, value: yaml.Node) -> bool:
        """Whether something within brackets stays there: it is short and no sentence, in which a comma may come."""
        if not value.value:
            return True
        one = _in_one_line(self.nodes.written(value))
        return len(start) + len(one) <= _WIDTH and not any(len(words.split()) >= _SENTENCE for words in _texts(value))

    def _below(self, start: str, value: yaml.Node, column: int) -> list[str]:
        """What doesn't stay within brackets, below its name; behind a dash, beginning there."""
        lines = list(self._broken(value, column + _STEP))
        if start.endswith("- "):
            return [f"{start}{lines[0].lstrip()}", *lines[1:]]
        return [start.rstrip(), *lines]

    @staticmethod
    def _scalar(start: str, value: yaml.ScalarNode, written: str, column: int, comment: str) -> list[str]:
        if "\n" not in written:
            if value.style in ("'", '"') and _is_plain(str(value.value)):
                written = str(value.value)
            return [f"{start}{written}{comment}"]
        if comment:
            raise LeftAlone("fmt-unsure")
        first, *rest = written.split("\n")
        inner = " " * (column + _STEP)
        return [f"{start}{first.rstrip()}", *(f"{inner}{line.strip()}" if line.strip() else "" for line in rest)]

    def _broken(self, value: yaml.Node, column: int) -> Iterator[str]:
        for each in value.value:
            key, inner = each if isinstance(each, tuple) else (None, each)
            start = " " * column + (f"{self.nodes.written(key)}: " if key else "- ")
            if self._is_empty(inner):
                yield start.rstrip()
            elif isinstance(inner, yaml.CollectionNode) and not self._fits(start, inner):
                yield from self._below(start, inner, column)
            else:
                yield f"{start}{_in_one_line(self.nodes.written(inner))}"

    def _block(self, start: str, value: yaml.ScalarNode, column: int) -> list[str]:
        head = self.lines[value.start_mark.line][value.start_mark.column :].rstrip()
        sign, _, comment = head.partition(" #")
        if re.search(r"[0-9+]", sign):
            raise LeftAlone("fmt-unsure")
        content = self.lines[value.start_mark.line + 1 : self._end_of_block(value)]
        least = min((len(line) - len(line.lstrip(" ")) for line in content if line.strip()), default=0)
        inner = " " * (column + _STEP)
        lines = [f"{inner}{line[least:]}" if line.strip() else "" for line in content]
        return [f"{start}{sign.rstrip()}{f'  #{comment}' if comment else ''}", *lines]


def _texts(node: yaml.Node) -> Iterator[str]:
    if isinstance(node, yaml.ScalarNode):
        yield str(node.value)
    else:
        for each in node.value:
            for inner in each if isinstance(each, tuple) else (each,):
                yield from _texts(inner)


def _about_the_file(first: _Piece) -> list[str]:
    """Takes away what stands above a file's first field with a blank line below it: it stays at the top."""
    end = max((at + 1 for at, line in enumerate(first.above) if not line), default=0)
    head, first.above = first.above[:end], first.above[end:]
    return head


def _in_one_line(written: str) -> str:
    return re.sub(r"\s*\n\s*", " ", written) if "\n" in written else written


def _is_plain(value: str) -> bool:
    """Whether a text says the same without quotes, to everybody."""
    return bool(_PLAIN.fullmatch(value)) and not _SAYS_MORE.fullmatch(value) and "  " not in value
