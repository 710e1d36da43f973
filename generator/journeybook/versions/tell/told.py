"""Changes → what is told of them, in order and in words, before any form of writing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journeybook.model import KINDS
from journeybook.model.texts import Text
from journeybook.sentences import said
from journeybook.versions.changes import Changes, FieldChange, Item, LinkChange, Run, ThingChange, What
from journeybook.versions.tell.naming import Naming, shortened

_LEAD = 180
#: Of words that stayed, how many letters are shown beside a change.
_AROUND = 60
#: How many things of a kind that couldn't be compared are named.
_NAMED = 5


@dataclass(frozen=True)
class ToldChange:
    """One line: ``place`` and what it said (out), says (in) or goes on saying (same), or a ``note`` instead.

    ``label`` is the place with its language, where the book has several.
    """

    what: What
    place: str
    runs: tuple[Run, ...] = ()
    note: str = ""
    label: str = ""


@dataclass(frozen=True)
class ToldThing:
    """A thing and its lines; ``once`` is what it was called by references before, ``lead`` what a whole thing says."""

    what: str
    key: str
    title: str
    file: str = ""
    once: str = ""
    lead: str = ""
    lines: tuple[ToldChange, ...] = ()


@dataclass(frozen=True)
class ToldKind:
    """The things of a kind, under its name, and how many of each sort there are."""

    title: str
    counted: str
    things: tuple[ToldThing, ...]


@dataclass(frozen=True)
class Report:
    """All of it. Without ``kinds`` and ``links`` nothing differs, and ``summary`` says so.

    ``unread`` says what couldn't be compared, if anything.
    """

    title: str
    summary: str
    kinds: tuple[ToldKind, ...] = ()
    links_title: str = ""
    links: tuple[ToldChange, ...] = ()
    unread: str = ""


def told(changes: Changes, naming: Naming, old: str, new: str) -> Report:
    """What is told; ``old`` and ``new`` are what people call the two states."""
    return _Teller(changes, naming).tell(old, new)


class _Teller:
    def __init__(self, changes: Changes, naming: Naming) -> None:
        self.changes, self.naming = changes, naming
        self.language = naming.words.language
        self.several = len({*changes.old.languages, *changes.new.languages}) > 1

    def tell(self, old: str, new: str) -> Report:
        title = self.say("diff-title", old=old or self.say("diff-now"), new=new or self.say("diff-now"))
        links = tuple(self.link(link) for link in self.changes.links if not self._goes_without_saying(link))
        if not self.changes:
            return Report(title, self.say("diff-nothing"), unread=self.unread())
        kinds = sorted({thing.kind for thing in self.changes.things}, key=_place_of_kind)
        return Report(
            title,
            self.counted(self.changes.things),
            tuple(self.kind(kind) for kind in kinds),
            self.say("diff-links"),
            links,
            self.unread(),
        )

    def unread(self) -> str:
        """What couldn't be compared: by title; of many of a kind, only how many they are."""
        if not self.changes.unread:
            return ""
        by_kind: dict[str, list[str]] = {}
        for key in self.changes.unread:
            by_kind.setdefault(key.partition(":")[0], []).append(key)
        parts = []
        for kind in sorted(by_kind, key=_place_of_kind):
            keys = by_kind[kind]
            titles = ", ".join(map(self.naming.title, keys))
            parts.append(f"{self.naming.kind(kind, 'many')}: {titles if len(keys) <= _NAMED else len(keys)}")
        return self.say("diff-unread", things="; ".join(parts))

    def say(self, what: str, **fill: object) -> str:
        return said(what, self.language, **fill)

    def counted(self, things: Iterable[ThingChange]) -> str:
        """“1 new, 2 gone”."""
        number: dict[str, int] = {"added": 0, "removed": 0, "renamed": 0, "changed": 0}
        for thing in things:
            number[thing.what] += 1
        return ", ".join(self.say(f"diff-count-{what}", count=count) for what, count in number.items() if count)

    def kind(self, kind: str) -> ToldKind:
        things = [thing for thing in self.changes.things if thing.kind == kind]
        return ToldKind(self.naming.kind(kind, "many"), self.counted(things), tuple(map(self.thing, things)))

    def thing(self, thing: ThingChange) -> ToldThing:
        whole = thing.what in ("added", "removed")
        summary = thing.data.get("summary")
        return ToldThing(
            thing.what,
            thing.key,
            self.naming.text(thing.title),
            thing.path or "",
            f"{thing.kind}:{thing.old_id}" if thing.old_id else "",
            shortened(self.naming.text(summary), _LEAD) if whole and isinstance(summary, Text) else "",
            tuple(self.line(thing, change) for change in _stage_by_stage(thing.fields)),
        )

    def line(self, thing: ThingChange, change: FieldChange) -> ToldChange:
        place = label = self.naming.place(thing, change)
        if change.language and self.several:
            label = self.say("diff-in-language", place=place, language=self.naming.language(change.language))
        if change.what == "order":
            return ToldChange(change.what, place, (), self.say("diff-order"), label)
        if change.what in ("translated", "untranslated"):
            words = self.naming.plain(str(change.after if change.what == "translated" else change.before))
            run: Run = ("in" if change.what == "translated" else "out", shortened(words, _LEAD))
            return ToldChange(change.what, place, (run,), self.say(f"diff-{change.what}"), label)
        if change.runs:
            return ToldChange(change.what, place, _around_changes(self._readable(change.runs)), label=label)
        unsaid = self.naming.unsaid(thing, change)
        runs: list[Run] = []
        if (before := unsaid if change.before is None else change.before) is not None:
            runs.append(("out", self.naming.value(thing, change, before)))
        if (after := unsaid if change.after is None else change.after) is not None:
            runs.append(("in", self.naming.value(thing, change, after)))
        return ToldChange(change.what if unsaid is None else "changed", place, _parted(runs), label=label)

    def _readable(self, runs: Sequence[Run]) -> list[Run]:
        """References by their titles, unless that would hide the difference."""
        readable: list[Run] = [(op, self.naming.plain(words)) for op, words in runs]
        out, into = ([words for op, words in readable if op == side] for side in ("out", "in"))
        return [(op, words.replace("\n", " ")) for op, words in runs] if out == into else readable

    def link(self, link: LinkChange) -> ToldChange:
        source, target = self.naming.title(link.source), self.naming.title(link.target)
        if "/" in link.source:
            source = f"{self.naming.title(link.source.partition('/')[0])} › {source}"
        run: Run = ("in" if link.what == "added" else "out", f"{source} → {target}")
        return ToldChange(link.what, "", (run,))

    def _goes_without_saying(self, link: LinkChange) -> bool:
        """Whether the lines of the thing tell that link already: as a value, or as a reference in a text."""
        key = link.source.partition("/")[0]
        changes = [change for thing in self.changes.things if thing.key == key for change in thing.fields]
        return any(_names(change.before if link.what == "removed" else change.after, link.target) for change in changes)


def _names(value: object, key: str) -> bool:
    if isinstance(value, str):
        return value == key or f"[[{key}" in value
    if isinstance(value, dict):
        return any(_names(name, key) or _names(each, key) for name, each in value.items())
    return isinstance(value, list) and any(_names(each, key) for each in value)


def _place_of_kind(kind: str) -> tuple[int, str]:
    kinds = list(KINDS)
    return (kinds.index(kind) if kind in kinds else len(kinds), kind)


def _stage_by_stage(changes: Sequence[FieldChange]) -> list[FieldChange]:
    """What lies in one stage together, stages in the order of the first change in each."""
    groups: dict[str, list[FieldChange]] = {}
    for number, change in enumerate(changes):
        step = change.path[1] if len(change.path) > 1 else None
        stage = step.id if isinstance(step, Item) else ""
        groups.setdefault(stage or f"\0{number}", []).append(change)
    return [change for group in groups.values() for change in group]


def _parted(runs: Sequence[Run]) -> tuple[Run, ...]:
    """What went as a whole and what came instead, with an arrow between them."""
    return (runs[0], ("same", " → "), runs[1]) if [op for op, _ in runs] == ["out", "in"] else tuple(runs)


def _around_changes(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs, with no more of what stayed than shows where the changes are."""
    made: list[Run] = []
    for at, (op, words) in enumerate(runs):
        first, last = at == 0, at == len(runs) - 1
        if op != "same" or len(words) <= 2 * _AROUND or (first and last):
            made.append((op, words))
            continue
        start = "" if first else shortened(words, _AROUND)
        end = "" if last else words[words.find(" ", len(words) - _AROUND) :]
        made.append((op, f"{start}{'' if first else ' '}{'…' if first or not start.endswith('…') else ''}{end}"))
    return _parted(made)
