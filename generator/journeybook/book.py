"""The Book: every thing, every link in both directions, and the questions that pages, rules and exports ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from pathlib import Path
from typing import NamedTuple

from journeybook.check import Entry
from journeybook.load.source import Source
from journeybook.model import KINDS, Journey, Model, Person, Thing
from journeybook.model.journey import Meeting, Stage
from journeybook.model.values import Audience
from journeybook.private import Private
from journeybook.translation import Share, Translation


class Link(NamedTuple):
    """One thing (or stage) points at another. ``via`` are field names, without positions: ``messages.to``."""

    source: str
    target: str
    via: str


class Encounter(NamedTuple):
    """The triple role × stage × touchpoint, with the person that makes it true.

    ``role`` is None for a person without a role, ``persona`` where a stage names only the role.
    """

    role: str | None
    stage: str
    touchpoint: str
    persona: str | None


class Participation(NamedTuple):
    """A person takes part in a stage; ``part`` is None where only a touchpoint or message names them."""

    stage: str
    persona: str
    part: str | None


@dataclass(frozen=True)
class Book:
    """All that a book says, linked. Keys are ``kind:id``; a stage's key is ``journey:id/stage``.

    ``mentioned`` maps references as written in texts to keys. ``page_mentions`` are keys that free pages point at.
    """

    languages: tuple[str, ...]
    entries: Mapping[str, Entry]
    links: tuple[Link, ...]
    mentioned: Mapping[str, str] = field(default_factory=dict)
    page_mentions: frozenset[str] = frozenset()
    pages: tuple[Source, ...] = ()
    media: Mapping[str, Path] = field(default_factory=dict)
    hidden: Mapping[str, Entry] = field(default_factory=dict)
    """Drafts that readers may not see, though published things may name them."""
    only_in: Mapping[Link, frozenset[str]] = field(default_factory=dict)
    """Links that stand only in texts of some languages."""
    review_every: int = 12
    """After how many months things are read again that don't say so themselves."""
    private: tuple[Private, ...] = ()
    """What looks like somebody's own address, number or name, wherever it stands in texts that readers see."""
    translations: Mapping[str, Translation] = field(default_factory=dict)
    """How far things are translated, by key; of those that have texts to translate, in a book of several languages."""
    excused: Mapping[str, Translation] = field(default_factory=dict)
    """The same of those that say why they stay as they are."""
    audience: Audience = "internal"
    """Who reads it: the house, or others, who get only what may leave it."""
    overtaken: frozenset[str] = frozenset()
    """Questions whose thing has changed since somebody last made sure of them, as far as git knows."""

    def __contains__(self, key: str) -> bool:
        return thing_of(key) in self.entries

    def thing(self, key: str) -> Thing:
        """The thing that a key names (of a stage's key: its journey or model)."""
        return self.entries[thing_of(key)].thing

    def of_kind(self, kind: str) -> Iterator[Entry]:
        """The entries of a kind, in order of their ids."""
        return iter(self._by_kind.get(kind, ()))

    @cached_property
    def _by_kind(self) -> dict[str, list[Entry]]:
        kinds: dict[str, list[Entry]] = {}
        for key in sorted(self.entries):
            kinds.setdefault(self.entries[key].kind, []).append(self.entries[key])
        return kinds

    # --- links ----------------------------------------------------------------------------------------------------

    @cached_property
    def _from(self) -> dict[str, list[Link]]:
        links: dict[str, list[Link]] = {}
        for link in self.links:
            links.setdefault(link.source, []).append(link)
        return links

    @cached_property
    def _to(self) -> dict[str, list[Link]]:
        links: dict[str, list[Link]] = {}
        for link in self.links:
            links.setdefault(link.target, []).append(link)
        return links

    def links_from(self, key: str) -> list[Link]:
        """What a thing or stage points at."""
        return self._from.get(key, [])

    def links_to(self, key: str) -> list[Link]:
        """What points at a thing or stage."""
        return self._to.get(key, [])

    # --- stages, people, touchpoints ------------------------------------------------------------------------------

    @cached_property
    def stages(self) -> dict[str, Stage]:
        """Every stage of every journey, by key, in order."""
        return {
            stage_key(entry.key, stage): stage
            for entry in self.of_kind("journey")
            for stage in journey(entry).stages
            if stage.id
        }

    def model_of(self, key: str) -> Model | None:
        """The model that a journey (or the journey of a stage) follows."""
        model = self.entries.get(journey(self.entries[thing_of(key)]).model)
        return model.thing if model and isinstance(model.thing, Model) else None

    def roles_of(self, persona: str) -> tuple[str, ...]:
        """The roles that a person has."""
        return self._roles.get(persona, ())

    def decides(self, persona: str) -> bool:
        """Whether a person decides: as their file says, else whether they have the role of the one who does."""
        said = getattr(self.entries[persona].thing, "decision_maker", None)
        return bool(said) if said is not None else "role:decider" in self.roles_of(persona)

    @cached_property
    def _roles(self) -> dict[str, tuple[str, ...]]:
        held: dict[str, dict[str, None]] = {}
        for entry in self.of_kind("persona"):
            if isinstance(entry.thing, Person):
                held.setdefault(entry.key, {}).update((each.role, None) for each in entry.thing.roles if each.role)
        return {persona: tuple(roles) for persona, roles in held.items()}

    def roles_at(self, persona: str, stage: str) -> tuple[str, ...]:
        """The roles that a person has at a stage: all but those that they hold only at others."""
        person = self.entries[persona].thing if persona in self.entries else None
        if not isinstance(person, Person):
            return ()
        model = f"{journey(self.entries[thing_of(stage)]).model}/{stage.partition('/')[2]}"
        return tuple(dict.fromkeys(each.role for each in person.roles if each.stage in (None, stage, model)))

    def people_of(self, key: str) -> tuple[str, ...]:
        """The persons whom a stage names."""
        return tuple(dict.fromkeys(each.persona for each in self.stages[key].people if each.persona))

    def personas_with(self, role: str) -> tuple[str, ...]:
        """The persons who have a role."""
        return tuple(persona for persona, roles in self._roles.items() if role in roles)

    def who_meets(self, key: str, meeting: Meeting) -> tuple[str, ...]:
        """Who meets a touchpoint at a stage, as keys of personas and of roles that stand for nobody in particular.

        Its own ``personas``; if none are given, the stage's people; if none, the journey's personas.
        """
        if meeting.personas:
            return tuple(meeting.personas)
        people = tuple(dict.fromkeys(each.persona or each.role or "" for each in self.stages[key].people))
        return people or tuple(journey(self.entries[thing_of(key)]).personas)

    @cached_property
    def encounters(self) -> tuple[Encounter, ...]:
        """Every triple of role, stage and touchpoint in the book."""
        found: dict[Encounter, None] = {}
        for key, stage in self.stages.items():
            for meeting in stage.touchpoints:
                for who in self.who_meets(key, meeting):
                    if who.startswith("role:"):
                        found[Encounter(who, key, meeting.touchpoint, None)] = None
                    for role in () if who.startswith("role:") else self.roles_at(who, key) or (None,):
                        found[Encounter(role, key, meeting.touchpoint, who)] = None
        return tuple(found)

    def encounters_with(
        self,
        *,
        role: str | None = None,
        stage: str | None = None,
        touchpoint: str | None = None,
        persona: str | None = None,
    ) -> list[Encounter]:
        """The triples that match all that is given."""
        wanted = {
            name: value
            for name, value in (("role", role), ("stage", stage), ("touchpoint", touchpoint), ("persona", persona))
            if value
        }
        if not wanted:
            return list(self.encounters)
        name, value = min(wanted.items(), key=lambda pair: len(self._encounters_by[pair[0]].get(pair[1], ())))
        return [
            each
            for each in self._encounters_by[name].get(value, ())
            if all(getattr(each, other) == wish for other, wish in wanted.items())
        ]

    @cached_property
    def _encounters_by(self) -> dict[str, dict[str, list[Encounter]]]:
        index: dict[str, dict[str, list[Encounter]]] = {name: {} for name in Encounter._fields}
        for each in self.encounters:
            for name in Encounter._fields:
                index[name].setdefault(getattr(each, name) or "", []).append(each)
        return index

    @cached_property
    def stages_of(self) -> dict[str, list[Participation]]:
        """By person: the stages that they take part in, in journey order, each once with the part they play."""
        parts: dict[tuple[str, str], str | None] = {}
        for key, stage in self.stages.items():
            for each in stage.people:
                if each.persona:
                    parts[each.persona, key] = parts.get((each.persona, key)) or each.part
            for message in stage.messages:
                for addressee in message.to:
                    if addressee.startswith("persona:"):
                        parts.setdefault((addressee, key), None)
        for met in self.encounters:
            if met.persona:
                parts.setdefault((met.persona, met.stage), None)
        found: dict[str, list[Participation]] = {}
        order = {key: position for position, key in enumerate(self.stages)}
        for (persona, key), part in sorted(parts.items(), key=lambda item: order[item[0][1]]):
            found.setdefault(persona, []).append(Participation(key, persona, part))
        return found

    def personas_in(self, key: str) -> tuple[str, ...]:
        """All personas that a journey names anywhere."""
        return self._personas_by_journey[key]

    @cached_property
    def _personas_by_journey(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for entry in self.of_kind("journey"):
            named: dict[str, None] = dict.fromkeys(journey(entry).personas)
            for stage_name in (stage_key(entry.key, stage) for stage in journey(entry).stages if stage.id):
                named.update((person, None) for person in self._persons_at(stage_name))
            found[entry.key] = tuple(named)
        return found

    def _persons_at(self, key: str) -> Iterable[str]:
        yield from self.people_of(key)
        for link in self.links_from(key):
            if link.target.startswith("persona:"):
                yield link.target

    def parents_of(self, key: str) -> tuple[str, ...]:
        """The journeys that a journey shows a part of: named by itself, or by a stage's ``drilldown``."""
        parents: dict[str, None] = dict.fromkeys(journey(self.entries[key]).parent)
        parents.update((thing_of(link.source), None) for link in self.links_to(key) if link.via == "drilldown")
        return tuple(parents)

    def counterpart_of(self, key: str) -> str | None:
        """The same journey in the other state, whichever of the two says so."""
        own = journey(self.entries[key]).counterpart
        if own:
            return own
        return next((link.source for link in self.links_to(key) if link.via == "counterpart"), None)

    # --- languages ------------------------------------------------------------------------------------------------

    @cached_property
    def translated(self) -> dict[str, dict[str, Share]]:
        """How many of the texts of each kind stand in each language: kind → language → share."""
        shares: dict[str, dict[str, Share]] = {}
        for kind in KINDS:
            told = [self.translations[each.key] for each in self.of_kind(kind) if each.key in self.translations]
            if told:
                shares[kind] = {
                    language: reduce(Share.plus, (each.share(language) for each in told)) for language in self.languages
                }
        return shares

    # --- what readers may see -------------------------------------------------------------------------------------

    def published(self) -> Book:
        """The book without its drafts; what refers to them shows their titles without a link."""
        kept = {key: entry for key, entry in self.entries.items() if entry.thing.status != "draft"}
        links = tuple(link for link in self.links if thing_of(link.source) in kept and thing_of(link.target) in kept)
        hidden = {key: entry for key, entry in self.entries.items() if key not in kept}
        return replace(self, entries=kept, links=links, hidden=hidden)

    def read_in(self, language: str) -> Book:
        """The book as readers of a language see it: without links that stand only in texts of others."""
        if not self.only_in:
            return self
        links = tuple(link for link in self.links if language in self.only_in.get(link, (language,)))
        return replace(self, links=links)


def thing_of(key: str) -> str:
    """The thing's key within a stage's: ``journey:stdc-lms/think`` → ``journey:stdc-lms``."""
    return key.partition("/")[0]


def stage_key(journey_key: str, stage: Stage) -> str:
    """The key of a stage: ``journey:stdc-lms/think``."""
    return f"{journey_key}/{stage.id.rpartition('/')[2]}"


def journey(entry: Entry) -> Journey:
    """The journey that an entry holds."""
    assert isinstance(entry.thing, Journey)
    return entry.thing
