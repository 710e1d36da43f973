"""Texts without what is internal: references, links and addresses that lead to it; words of their own stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from posixpath import join, normpath
from urllib.parse import unquote

from journeybook.references import link_paths, pictures, unlinked

#: What stands where a text names something internal without words of its own.
OMITTED = "(…)"
_REFERENCE = re.compile(r"\[\[(?P<target>[^\[\]|\n]+)(?:\|(?P<label>[^\[\]]+))?\]\]")  # in code, too: it shows it all
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\[\]]+\]:[ ]*<?(?P<address>[^\s<>]+).*$", re.MULTILINE)
_ATTRIBUTE = re.compile(r"""\b(?:href|src)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""")
_BARE = re.compile(r"<?(?P<address>https?://[^\s<>()\[\]\"']+)>?")
_COMMENT = re.compile(
    r"(?P<code>^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|`[^`\n]+`)|(?P<mark><!--\s*more\s*-->)|<!--.*?(?:-->|\Z)",
    re.MULTILINE | re.DOTALL,
)


def without_references(text: str, instead: Callable[[str, str | None], str | None]) -> str:
    """The text with words in place of references, wherever ``instead`` (target, label) has any."""
    if "[[" not in text:
        return text

    def written(found: re.Match[str]) -> str:
        label = found["label"]
        words = instead(found["target"].strip(), label.strip() if label else None)
        return found.group() if words is None else words

    return _REFERENCE.sub(written, text)


def without_addresses(text: str, is_internal: Callable[[str], bool]) -> str:
    """The text without addresses that lead to what is internal; the words of links stay."""
    if not re.search(r"\]\(|\]:|=|://", text):
        return text
    text = unlinked(text, is_internal)
    text = _DEFINITION.sub(lambda each: "" if is_internal(_address(each)) else each.group(), text)
    text = _ATTRIBUTE.sub(lambda each: "" if is_internal(_address(each)) else each.group(), text)
    return _BARE.sub(lambda each: OMITTED if is_internal(_address(each)) else each.group(), text)


def without_comments(text: str) -> str:
    """A page without HTML comments, which writers take for their own and browsers get all the same; code keeps them."""
    return _COMMENT.sub(lambda each: each.group() if each["code"] or each["mark"] else "", text)


def addresses_in(text: str) -> Iterator[str]:
    """Every address that a text links to or shows."""
    yield from (each.path for each in pictures(text))
    yield from (path for path, _ in link_paths(text))
    for pattern in (_DEFINITION, _ATTRIBUTE):
        for found in pattern.finditer(text):
            yield _address(found)


def file_at(address: str, folder: str = "") -> str:
    """The path in the content that a relative address means, as seen from a folder; empty for one elsewhere."""
    path = re.split("[?#]", address, maxsplit=1)[0]
    if not path or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", path):
        return ""
    return normpath(join("/", "" if path.startswith("/") else folder, path)).lstrip("/")


def _address(found: re.Match[str]) -> str:
    return unquote(next((each for each in found.groupdict().values() if each), "").strip())
