"""What changed, as Markdown: for a comment on a pull request, and in short for a list of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from journeybook.sentences import said
from journeybook.versions.changes import Run
from journeybook.versions.tell.told import Report, ToldChange, ToldKind, ToldThing

#: GitHub takes comments of 65,536 characters.
MOST = 60_000
#: From how many lines on a kind is folded up.
_FOLDED_FROM = 12
_TAIL = 600
_SAFE = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "\\`*_~[]|"},
        **{"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", "#": "&#35;"},
    }
)

Address = Callable[[str], str]
"""The address of a thing's page by its key; empty where it has none."""


def as_markdown(told: Report, language: str = "en", address: Address = lambda key: "", most: int = MOST) -> str:
    """Never longer than ``most`` characters; what is left out is said at the end."""
    writer = _Writer(language, address)
    parts = [f"### {escaped(told.title)}", f"**{escaped(told.summary)}**" if told.kinds else escaped(told.summary)]
    if told.unread:
        parts.insert(1, f"> {escaped(told.unread)}")
    room = most - _TAIL - sum(map(len, parts))
    many = sum(len(list(writer.lines(thing))) for kind in told.kinds for thing in kind.things) > _FOLDED_FROM
    left_out = 0
    for kind in told.kinds:
        shown, left = writer.kind(kind, room, folded=many)
        left_out += left
        room -= len(shown) + 2
        parts += [shown] if shown else []
    if told.links and (links := writer.links(told)) and len(links) < room:
        parts.append(links)
    if left_out:
        parts.append(f"*{escaped(said('diff-left-out', language, count=left_out))}*")
    return "\n\n".join(parts) + "\n"


def as_short_markdown(told: Report, language: str = "en", most: int = MOST) -> str:
    """One line per thing, for a list of changes that is read in a year: which things, and in which fields."""
    writer = _Writer(language, lambda key: "")
    parts = []
    for kind in told.kinds:
        lines = [f"- {writer.heading(thing)}{writer.places(thing)}" for thing in kind.things]
        parts.append(f"### {escaped(kind.title)}\n\n" + "\n".join(lines))
    text = "\n\n".join(parts)
    return text if len(text) <= most else text[: text.rfind("\n", 0, most)]


def escaped(words: str) -> str:
    """Words as Markdown shows them as they stand; nobody is pinged and no number becomes a link."""
    return words.translate(_SAFE)


class _Writer:
    def __init__(self, language: str, address: Address) -> None:
        self.language, self.address = language, address

    def kind(self, kind: ToldKind, room: int, *, folded: bool) -> tuple[str, int]:
        """A kind's things as far as there is room, and how many there wasn't room for."""
        title = f"{kind.title}: {kind.counted}"
        before, after = f"#### {escaped(title)}\n\n", ""
        if folded:
            before, after = f"<details>\n<summary><strong>{escape(title)}</strong></summary>\n\n", "\n\n</details>"
        room -= len(before) + len(after)
        told = []
        for thing in kind.things:
            lines = "\n".join(self.lines(thing))
            if len(lines) + 1 > room:
                break
            room -= len(lines) + 1
            told.append(lines)
        return (before + "\n".join(told) + after if told else "", len(kind.things) - len(told))

    def lines(self, thing: ToldThing) -> Iterator[str]:
        yield f"- {self.heading(thing)}"
        if thing.lead:
            yield f"  {escaped(thing.lead)}"
        for line in thing.lines:
            yield f"  - {self.line(line)}"

    def heading(self, thing: ToldThing) -> str:
        """“**Lan** is new”, with a link where there is a page."""
        title, where = escaped(thing.title), self.address(thing.key) if thing.what != "removed" else ""
        name = f"[{title}]({where})" if where else title
        if thing.what == "renamed":
            renamed = said("diff-renamed", self.language, old=f"`{thing.once}`", new=f"`{thing.key}`")
            return f"**{name}** ({renamed})"
        return f"**{name}**" + ("" if thing.what == "changed" else f" ({said(f'diff-is-{thing.what}', self.language)})")

    def places(self, thing: ToldThing) -> str:
        """Where something changed, each place once."""
        places = list(dict.fromkeys(line.place for line in thing.lines))
        if places:
            return f": {'; '.join(map(escaped, places))}"
        return f": {escaped(thing.lead)}" if thing.lead else ""

    def line(self, line: ToldChange) -> str:
        place = f"{escaped(line.label)}: " if line.label else ""
        note = escaped(line.note) + (": " if line.note and line.runs else "")
        return f"{place}{note}{''.join(map(self.run, line.runs))}"

    def run(self, run: Run) -> str:
        op, words = run
        tag = {"out": "del", "in": "ins"}.get(op)
        return f"<{tag}>{escaped(words)}</{tag}>" if tag else escaped(words)

    def links(self, told: Report) -> str:
        return f"#### {escaped(told.links_title)}\n\n" + "\n".join(f"- {self.line(link)}" for link in told.links)
