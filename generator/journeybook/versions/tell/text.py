"""What changed, for terminals: in colour where there is any, and to be read without it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from journeybook.sentences import said
from journeybook.versions.changes import Run
from journeybook.versions.tell.told import Report, ToldChange, ToldThing

_SIGNS = {"added": "+", "removed": "-", "renamed": ">", "changed": "~"}
_COLOURS = {"added": "green", "removed": "red", "renamed": "cyan", "changed": "yellow"}


def as_text(told: Report, language: str = "en", *, colour: bool = False) -> str:
    """Title, counts, then kind by kind; ``[-what went-]`` and ``{+what came+}``."""
    return "".join(f"{line}\n" for line in _Writer(language, colour).lines(told))


class _Writer:
    def __init__(self, language: str, colour: bool) -> None:
        self.language, self.colour = language, colour

    def style(self, words: str, **how: bool | str) -> str:
        return click.style(words, **how) if self.colour and words else words  # type: ignore[arg-type]

    def lines(self, told: Report) -> Iterator[str]:
        yield self.style(told.title, bold=True)
        if told.unread:
            yield self.style(told.unread, fg="yellow")
        yield told.summary
        for kind in told.kinds:
            yield ""
            yield self.style(kind.title, bold=True)
            for thing in kind.things:
                yield from self.thing(thing)
        if told.links:
            yield ""
            yield self.style(told.links_title, bold=True)
            for link in told.links:
                yield f"  {self.style(_SIGNS[link.what], fg=_COLOURS[link.what])} {link.runs[0][1]}"

    def thing(self, thing: ToldThing) -> Iterator[str]:
        sign = self.style(_SIGNS[thing.what], fg=_COLOURS[thing.what])
        aside = f"  {thing.key}"
        if thing.once:
            aside = "  " + said("diff-renamed", self.language, old=thing.once, new=thing.key)
        yield f"  {sign} {self.style(thing.title, bold=True)}{self.style(aside, dim=True)}"
        if thing.lead:
            yield f"      {thing.lead}"
        for line in thing.lines:
            yield f"    {self.line(line)}"

    def line(self, line: ToldChange) -> str:
        if line.what in ("added", "removed"):
            (_, words), *_ = line.runs
            sign = _SIGNS[line.what]
            return self.style(sign, fg=_COLOURS[line.what]) + f" {line.label}: {words}"
        words = "".join(self.run(run) for run in line.runs)
        note = f"{line.note}: " if line.note and words else line.note
        return f"~ {line.label}: {note}{words}"

    def run(self, run: Run) -> str:
        op, words = run
        if op == "out":
            return self.style(f"[-{words}-]", fg="red")
        return self.style(f"{{+{words}+}}", fg="green") if op == "in" else words
