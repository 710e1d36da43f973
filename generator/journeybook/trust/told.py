"""Health in words, at a terminal: three figures first, then what can be done about each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeybook.audience.texts import without_references
from journeybook.book import thing_of
from journeybook.explained import explanation
from journeybook.model.texts import Text
from journeybook.render.words import words_of
from journeybook.sentences import said
from journeybook.trust.ages import counted
from journeybook.trust.budget import Held
from journeybook.trust.claims import Share
from journeybook.trust.health import Assumption, Health
from journeybook.trust.measures import Measured

#: Of long lists, so many are told; the JSON has all.
MOST = 15


@dataclass(frozen=True)
class Teller:
    """Says in one language how far a book can be trusted."""

    health: Health
    language: str

    def text(self, held: Sequence[Held]) -> str:
        """All parts, each below its heading; those of which there is nothing to tell are left out."""
        parts = (
            ("", self._figures()),
            ("health-by-owner", self._by_owner()),
            ("health-by-month", self._by_month()),
            ("health-by-kind", self._by_kind()),
            ("health-assumptions", self._assumptions()),
            ("health-missed", self._missed()),
            ("health-gaps", self._gaps()),
            ("health-budget", self._budget(held)),
        )
        told = []
        for heading, found in parts:
            lines = list(found)
            if lines:
                lines = [self.said(heading), *(f"  {line}" for line in lines)] if heading else lines
                told.append("".join(f"{line}\n" for line in lines))
        return "\n".join(told)

    def said(self, what: str, **fill: object) -> str:
        """A sentence in our language."""
        return said(what, self.language, **fill)

    def _figures(self) -> Iterator[str]:
        health, states = self.health, self.health.states
        fresh = Share(states["fresh"] + states["soon"], len(health.ages))
        yield self.said("health-date", date=words_of(self.language).day(health.today))
        yield self._share("health-evidence", health.evidence)
        yield self._share("health-fresh", fresh)
        open_ones, expired = len(health.standing("assumed")), len(health.standing("expired"))
        yield self.said("health-open-expired" if expired else "health-open", count=open_ones, expired=expired)

    def _share(self, what: str, share: Share, **fill: object) -> str:
        if not share.of:
            return self.said(f"{what}-none")
        percent = words_of(self.language).figure(share.percent, "%")
        return self.said(what, percent=percent, many=share.held, of=share.of, **fill)

    def _by_owner(self) -> Iterator[str]:
        due = False
        for owner, found in self.health.by_owner.items():
            states = counted(found)
            waiting = sum(each.needs_review for each in found)
            if waiting or states["soon"]:
                due = True
                name = self.title(owner) if owner else self.said("health-nobody")
                yield self.said("health-owner", owner=name, due=waiting, soon=states["soon"], of=len(found))
        if due:
            yield self.said("health-owner-next")
        elif self.health.ages:
            yield self.said("health-all-fresh")

    def _by_month(self) -> Iterator[str]:
        for (year, month), found in self.health.by_month.items():
            yield f"{words_of(self.language).part_of_date(f'{year}-{month:02}')}: {self.number(len(found))}"

    def _by_kind(self) -> Iterator[str]:
        for kind, share in self.health.claims.by_kind.items():
            yield self._share("health-kind", share, kind=words_of(self.language).kind(kind, "many"))

    def _assumptions(self) -> Iterator[str]:
        found = self.health.assumptions
        for each in found[:MOST]:
            yield self._assumption(each)
        yield from self._left_out(len(found))

    def _assumption(self, each: Assumption) -> str:
        path, line = self.health.where(each.said.place, each.said.loc)
        what = "health-assumption-expired" if each.said.standing == "expired" else "health-assumption"
        title, text = self.title(each.said.place), self.words(each.said.claim.text)
        return self.said(what, path=path, line=line, title=title, text=text, weight=each.weight)

    def _missed(self) -> Iterator[str]:
        found = self.health.missed
        for each in found[:MOST]:
            yield self._measured(each)
        yield from self._left_out(len(found))

    def _measured(self, each: Measured) -> str:
        words, metric = words_of(self.language), each.metric
        assert metric.actual is not None
        assert metric.target is not None
        path, line = self.health.where(each.place)
        unit = self.words(metric.unit) if metric.unit else ""
        return self.said(
            "health-target-overdue" if each.is_overdue(self.health.today) else "health-target",
            path=path,
            line=line,
            title=self.title(each.place),
            metric=self.words(metric.title),
            actual=words.figure(metric.actual, unit),
            target=words.figure(metric.target, unit),
            by=words.day(metric.by) if metric.by else "",
        )

    def _gaps(self) -> Iterator[str]:
        for code, count in Counter(gap.problem.code for gap in self.health.gaps).items():
            yield f"{explanation(code, self.language).title} [{code}]: {self.number(count)}"
        if self.health.gaps:
            yield self.said("health-gaps-next")

    def _budget(self, held: Sequence[Held]) -> Iterator[str]:
        words = words_of(self.language)
        for each in held:
            value = words.figure(each.percent, "%") if each.limit.percent else words.number(each.figure.many)
            yield self.said("health-met" if each.met else "health-not-met", limit=each.limit, value=value)

    def _left_out(self, many: int) -> Iterator[str]:
        if many > MOST:
            yield self.said("health-left-out", count=many - MOST)

    def title(self, place: str) -> str:
        """What a thing is called; a stage by the thing that it belongs to."""
        entry = self.health.book.entries.get(thing_of(place))
        return self.words(entry.thing.title or Text({"": entry.id})) if entry else place

    def words(self, text: Text) -> str:
        """A text in our language, else in the first that it has; on one line, references as what they name."""
        written = text.get(self.language) or next(iter(text.values()))
        return " ".join(without_references(written, self._named).split())

    def _named(self, target: str, label: str | None) -> str | None:
        key = self.health.book.mentioned.get(target)
        return label or (self.title(key) if key else None)

    def number(self, number: float) -> str:
        """A number as the language writes it."""
        return words_of(self.language).number(number)
