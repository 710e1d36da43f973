"""A YAML file's own text, with the first and last letter of everything in it.

The reader of books takes a text in NFC, without odd blanks; here it is the text as the file has it, so that what isn't
touched stays as it was, to the byte.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

Loc = Sequence[str | int]


class Nodes:
    """What stands where in a text. Raises ``yaml.YAMLError`` for what isn't YAML as it stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)

    @classmethod
    def plain(cls, text: str) -> Nodes:
        """A text in which there is nothing to find."""
        nodes = cls.__new__(cls)
        nodes.text, nodes.root = text, None
        return nodes

    def find(self, loc: Loc, inside: yaml.Node | None = None) -> yaml.Node | None:
        """What stands at a place: as far down as it goes, since short forms leave out names and positions."""
        node = inside or self.root
        for step in loc:
            below = self._below(node, step)
            if below is None and isinstance(node, yaml.MappingNode) and isinstance(step, str):
                return None
            node = below or node
        return node

    def key(self, loc: Loc, inside: yaml.Node | None = None) -> yaml.Node | None:
        """The key at a place, not its value."""
        outer = self.find(loc[:-1], inside)
        if not isinstance(outer, yaml.MappingNode):
            return None
        return next((key for key, _ in outer.value if _name(key) == loc[-1]), None)

    @staticmethod
    def _below(node: Any, step: str | int) -> yaml.Node | None:
        if isinstance(node, yaml.MappingNode) and isinstance(step, str):
            return next((value for key, value in node.value if _name(key) == step), None)
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found: yaml.Node = node.value[step]
            return found
        return None

    def written(self, node: yaml.Node) -> str:
        """The letters of a node, with its quotes and brackets."""
        return self.text[node.start_mark.index : node.end_mark.index]


def _name(key: yaml.Node) -> str:
    return unicodedata.normalize("NFC", str(key.value))


def replaced(text: str, edits: Mapping[tuple[int, int], str]) -> str:
    """The text with pieces replaced: from the first letter up to before the last → what stands there instead."""
    for (start, end), new in sorted(edits.items(), reverse=True):
        text = text[:start] + new + text[end:]
    return text
