"""What a reference as written points at: an index of everything that can be named, and the rules for looking in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from journeybook.check import Entry
from journeybook.model import FOLDERS, KINDS, Journey, Model, Persona
from journeybook.problems import Problem
from journeybook.vietnamese import fold, likely, nearest, surely

_UNKNOWN = ""  # a reference that is told about, or can't be judged: it leads nowhere


class Found(NamedTuple):
    """What a reference as written comes to: a key, or the slip that tells why not."""

    key: str = _UNKNOWN
    slip: str = ""
    args: Mapping[str, Any] = {}


class Resolver:
    """Looks references up among the entries of a book.

    ``silent`` are keys of things that can't be read: references to them are never reported. Aliases that are taken
    already are told in ``problems``.
    """

    def __init__(self, entries: Mapping[str, Entry], silent: set[str]) -> None:
        self.entries, self.silent = entries, silent
        self.problems: list[Problem] = []
        self.aliases: dict[str, str] = {}
        self.by_id: dict[str, list[str]] = {}
        self.stages: dict[str, tuple[str, ...]] = {}
        for key, entry in sorted(entries.items()):
            self.by_id.setdefault(entry.id, []).append(key)
            if isinstance(entry.thing, Journey | Model):
                self.stages[key] = tuple(stage.id for stage in entry.thing.stages if stage.id)
        self._index_aliases()

    def _index_aliases(self) -> None:
        for key, entry in sorted(self.entries.items(), key=lambda pair: (pair[1].record.path, pair[1].record.at)):
            for position, alias in enumerate(entry.thing.aliases):
                old = f"{entry.kind}:{alias}"
                taken = old if old in self.entries else self.aliases.get(old)
                if taken:
                    place = entry.record.place(("aliases", position))
                    self.problems.append(
                        Problem("duplicate-id.alias", entry.record.path, *place, {"id": alias, "other": taken})
                    )
                elif alias:
                    self.aliases[old] = key

    def resolve(self, written: str, kinds: tuple[str, ...], sort: str | None = None) -> Found:
        """What a reference as written points at, among the kinds allowed (``any``: all, and stages)."""
        if kinds == ("stage",):
            return self.stage(written)
        prefix, colon, rest = written.partition(":")
        rest = rest.strip()
        if colon:
            kind = FOLDERS.get(prefix, prefix)
            if kind not in KINDS:
                return Found(slip="unknown-reference.kind", args={"name": prefix, **likely(prefix, KINDS)})
            if "/" in rest and kind in ("journey", "model") and "any" in kinds:
                return self.stage(rest, kind)
            if "any" not in kinds and kind not in kinds:
                known = f"{kind}:{rest}" in self.entries
                slip = "wrong-kind" if known else "wrong-kind.prefix"
                return Found(slip=slip, args={"name": rest, "found": kind, "wanted": " / ".join(kinds)})
            return self._one(rest, (kind,), sort)
        if "/" in written and "any" in kinds:
            return self.stage(written)
        return self._one(written, tuple(KINDS) if "any" in kinds else kinds, sort)

    def _one(self, name: str, kinds: tuple[str, ...], sort: str | None) -> Found:
        living = [key for kind in kinds if (key := f"{kind}:{name}") in self.entries]
        if len(living) > 1:
            own = [key for key in living if not self.entries[key].shipped]
            living = own or living
        if len(living) > 1:
            return Found(slip="ambiguous-reference", args={"choices": ", ".join(living), "example": living[0]})
        if any(f"{kind}:{name}" in self.silent for kind in kinds):
            return Found(living[0] if living else _UNKNOWN)
        if living:
            return self._of_sort(living[0], sort)
        former = list(dict.fromkeys(self.aliases[old] for kind in kinds if (old := f"{kind}:{name}") in self.aliases))
        if len(former) == 1:
            found = self._of_sort(former[0], sort)
            new = former[0].partition(":")[2]
            return found if found.slip else Found(former[0], "renamed-reference", {"name": name, "right": new})
        if len(former) > 1:
            return Found(slip="ambiguous-reference", args={"choices": ", ".join(former), "example": former[0]})
        if elsewhere := self.by_id.get(name):
            return Found(
                slip="wrong-kind", args={"found": self.entries[elsewhere[0]].kind, "wanted": " / ".join(kinds)}
            )
        return Found(slip="unknown-reference", args=self.near(name, kinds))

    def _of_sort(self, key: str, sort: str | None) -> Found:
        thing = self.entries[key].thing
        if sort and isinstance(thing, Persona) and thing.kind != sort and self.entries[key].whole:
            return Found(slip=f"wrong-kind.{sort}")
        return Found(key)

    def stage(self, written: str, kind: str | None = None) -> Found:
        prefix, colon, rest = written.partition(":")
        if colon:
            kind, written = FOLDERS.get(prefix, prefix), rest
            if kind not in ("journey", "model"):
                return Found(slip="wrong-kind.stage", args={"found": prefix})
        owner, slash, stage = written.strip().partition("/")
        owners = [f"{each}:{owner}" for each in ((kind,) if kind else ("journey", "model"))]
        owners = [key if key in self.entries else self.aliases.get(key, key) for key in owners]
        if not slash:
            known = any(key in self.entries for key in owners)
            return Found(slip="unknown-reference.stage-form", args={"name": owner if known else written})
        owners = [key for key in owners if key in self.entries or key in self.silent][:1] or owners
        for key in owners:
            if stage in self.stages.get(key, ()):
                if key.partition(":")[2] != owner:
                    return Found(
                        f"{key}/{stage}",
                        "renamed-reference",
                        {"name": owner, "right": f"{key.partition(':')[2]}/{stage}"},
                    )
                return Found(f"{key}/{stage}")
        known_owners = [key for key in owners if key in self.entries]
        if any(key in self.silent or (key in self.entries and not self.entries[key].whole) for key in owners):
            return Found()
        if known_owners:
            stages = self.stages[known_owners[0]]
            return Found(
                slip="unknown-reference.stage",
                args={
                    "stage": stage,
                    "owner": known_owners[0],
                    **likely(stage, stages),
                    "stages": ", ".join(stages),
                },
            )
        return Found(slip="unknown-reference", args=self.near(owner, ("journey", "model")))

    def own_stage(self, written: str, entry: Entry) -> Found:
        """A stage of the model for a stage's ``id``; a stage of this journey or model elsewhere."""
        stage = written.rpartition("/")[2]
        owner = entry.key
        stages: tuple[str, ...] = self.stages.get(entry.key, ())
        if isinstance(entry.thing, Journey):
            model = self.resolve(entry.thing.model, ("model",)).key if entry.thing.model else ""
            if not model or not self.entries[model].whole:
                return Found(f"{owner}/{stage}")
            stages = self.stages[model]
        if stage in stages:
            return Found(f"{owner}/{stage}")
        return Found(
            slip="unknown-reference.stage",
            args={
                "stage": stage,
                "owner": owner if isinstance(entry.thing, Model) else model,
                **likely(stage, stages),
                "stages": ", ".join(stages),
            },
        )

    def near(self, name: str, kinds: tuple[str, ...]) -> dict[str, str | None]:
        """The id most like the name, or of the thing whose title it is; and the one that it surely is."""
        candidates: dict[str, str] = {}
        titles: dict[str, set[str]] = {}
        for kind in kinds:
            for entry in (each for each in self.entries.values() if each.kind == kind):
                candidates[entry.id] = entry.key
                for title in (entry.thing.title or {}).values():
                    titles.setdefault(fold(title), set()).add(entry.id)
        if named := titles.get(fold(name)):
            return {"near": max(named), "sure": max(named) if len(named) == 1 else None}
        return {"near": nearest(name, candidates), "sure": surely(name, candidates)}
