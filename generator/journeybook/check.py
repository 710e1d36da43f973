"""Records → typed things: every mistake of shape at once, each at its place, each once.

What is wrong is told and then left out, so that the rest of the entry can still be linked and checked.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from pydantic import ValidationError

from journeybook.load import Loc, Record, load_text
from journeybook.memory import Memory
from journeybook.model import FOLDERS, Company, Person, Thing, class_for
from journeybook.model.slips import SKIP, form_of
from journeybook.model.types import choices, is_text_at, shape_at
from journeybook.problems import Problem
from journeybook.settings import Settings
from journeybook.vietnamese import likely

_MOST_ROUNDS = 8
_SHIPPED = ("roles", "models")


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of the book and where it comes from. ``whole`` is False where a mistake was left out of it."""

    thing: Thing
    record: Record
    whole: bool = True
    shipped: bool = False

    @property
    def key(self) -> str:
        """``persona:lisa-barone``."""
        return self.record.key

    @property
    def kind(self) -> str:
        """The name of its kind, as in references."""
        return self.record.kind

    @property
    def id(self) -> str:
        """Its id, unique in its kind."""
        return self.record.id


@dataclass
class Checked:
    """Entries by key, keys of entries that nothing could be made of, and all mistakes of shape."""

    entries: dict[str, Entry] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def check(records: Iterable[Record], settings: Settings, memory: Memory | None = None) -> Checked:
    """Things from records, together with the roles and models that are shipped.

    With a memory, records that were checked before aren't checked again.
    """
    checked = Checked()
    shipped = _shipped(settings.languages)
    context = {"languages": settings.languages}
    told: set[Problem] = set()
    for record in records:
        known = memory.records.get(id(record)) if memory else None
        thing, problems = known[1] if known else _check_one(_with_shipped(record, shipped), context)
        if memory:
            memory.records[id(record)] = (record, (thing, problems))
        checked.problems += (problem for problem in problems if problem not in told)
        told.update(problems)
        if record.again or record.defaults:
            continue
        if thing is None:
            checked.lost.add(record.key)
        else:
            record.data = None  # the thing has it all
            checked.entries[record.key] = Entry(thing, record, whole=not any(p.severity == "error" for p in problems))
    for key, record in shipped.items():
        if key not in checked.entries and key not in checked.lost:
            thing, problems = _check_one(record, context)
            assert thing is not None, problems
            checked.entries[key] = Entry(thing, record, shipped=True)
    return checked


def as_shipped(key: str, settings: Settings) -> Entry | None:
    """The role or model that is shipped under a key, whatever the book has in its place."""
    record = _shipped(settings.languages).get(key)
    thing = _check_one(record, {"languages": settings.languages})[0] if record else None
    return Entry(thing, record, shipped=True) if record and thing else None


def _with_shipped(record: Record, shipped: Mapping[str, Record]) -> Record:
    """A book's own role says only what differs from the shipped one of the same id."""
    if record.kind != "role" or record.key not in shipped or not isinstance(record.data, dict):
        return record
    own = copy.copy(record)
    given = {name: value for name, value in record.data.items() if value is not None}
    own.data = {**shipped[record.key].data, **given}
    return own


def _check_one(record: Record, context: Mapping[str, Any]) -> tuple[Thing | None, list[Problem]]:
    data = record.data
    if () in record.spoiled:
        return None, []
    if data is None and record.collected:
        data = {}
    if not isinstance(data, dict):
        if data is None:
            return None, [Problem("wrong-type.empty-file", record.path)]
        return None, [Problem("wrong-type.thing", record.path, *record.place(()), {"id": record.id})]
    problems: list[Problem] = []
    cls = class_for(record.kind, data)
    if cls is Person and not record.defaults and (forgotten := _company_without_kind(record, data)):
        problems.append(forgotten)
        data, cls = {**data, "kind": "company"}, Company
    thing, told = _validated(record, cls, data, context)
    problems += told
    missing = {problem.args.get("loc") for problem in problems if problem.code == "missing-field"}
    for loc, slip in record.suspects:
        if is_text_at(cls, loc) and loc not in missing:
            problems.append(Problem(slip, record.path, *record.place(loc)))
    return thing, problems


def _validated(
    record: Record, cls: type[Thing], data: dict[str, Any], context: Mapping[str, Any]
) -> tuple[Thing | None, list[Problem]]:
    """The thing that the data come to once every mistake is told and left out; None where too little is left.

    Mistakes come in rounds, since some hide others; what follows only from a mistake told before isn't told again.
    """
    problems: list[Problem] = []
    amended: list[Loc] = []
    for _ in range(_MOST_ROUNDS):
        try:
            return cls.model_validate(data, context=context), problems
        except ValidationError as error:
            mistakes = [(_place_of(mistake), mistake) for mistake in error.errors(include_url=False)]
        if not amended:
            data = copy.deepcopy(data)
        for loc, mistake in mistakes:
            if record.defaults and not _wrong_in_defaults(record, loc, mistake["type"]):
                continue
            if not any(_same_branch(loc, other) for other in amended) and not _spoiled(record, loc):
                problems.append(_problem(record, cls, loc, mistake))
        for loc, mistake in mistakes:
            amended.append(loc)
            _amend(data, loc, mistake["type"])
    return None, problems


def _place_of(mistake: Any) -> Loc:
    """Where a mistake stands; pydantic puts a word of its own behind keys."""
    return tuple(step for step in mistake["loc"] if step != "[key]")


def _wrong_in_defaults(record: Record, loc: Loc, kind: str) -> bool:
    """Whether a mistake in ``_defaults`` is one whatever the entries say themselves."""
    if kind.startswith("missing") and len(loc) == 1:
        return False
    return not (kind == "extra_forbidden" and record.kind == "persona" and loc[0] in Company.names())


def _company_without_kind(record: Record, data: dict[str, Any]) -> Problem | None:
    """Said once, not at each field that only companies have."""
    if data.get("kind") is not None or data.get("job") is not None:
        return None
    only_company = Company.names().keys() - Person.names().keys()
    first = next((name for name in data if name in only_company), None)
    if first is None:
        return None
    return Problem(
        "unknown-field.company-without-kind", record.path, *record.place((first,), key=True), {"name": first}
    )


def _problem(record: Record, cls: type[Thing], loc: Loc, mistake: Any) -> Problem:
    kind, args = mistake["type"], dict(mistake.get("ctx") or {})
    name = next((step for step in reversed(loc) if isinstance(step, str)), "")
    args.setdefault("field", name)
    on_key = bool(args.pop("on_key", False)) or "[key]" in mistake["loc"]
    if kind == "missing" or kind.startswith("missing-field"):
        parent = loc if kind == "missing-field.persona-or-role" else loc[:-1]
        suspect = dict(record.suspects).get(loc)
        slip = "missing-field.commented" if suspect else kind if "." in kind else "missing-field"
        place = record.first if not parent else record.place(parent, key=True)
        return Problem(slip, record.path, *place, {**args, "name": name, "loc": loc})
    if kind == "extra_forbidden":
        return Problem(*_unknown_field(record, cls, loc))
    if kind == "literal_error":
        shape = shape_at(cls, loc[:-1])
        allowed = choices(shape, name) if shape else ()
        found = mistake["input"]
        if not isinstance(found, str):
            return Problem("wrong-type.plain", record.path, *record.place(loc), args)
        return Problem(
            "bad-value.choice",
            record.path,
            *record.place(loc),
            {"found": found, "field": name, **likely(found, allowed), "allowed": ", ".join(allowed)},
        )
    if kind in ("model_type", "model_attributes_type", "dict_type", "is_instance_of"):
        found = mistake["input"]
        slip = "wrong-type.no-space" if isinstance(found, str) and ":" in found.split(" ")[0] else "wrong-type.map"
        return Problem(
            slip,
            record.path,
            *record.place(loc),
            {**args, "found": found[:40] if isinstance(found, str) else form_of(found)},
        )
    return Problem(kind, record.path, *record.place(loc, key=on_key), args)


def _unknown_field(record: Record, cls: type[Thing], loc: Loc) -> tuple[Any, ...]:
    name = str(loc[-1])
    shape = shape_at(cls, loc[:-1]) or cls
    place = record.place(loc, key=True)
    other = (Company if cls is Person else Person if cls is Company else None) if len(loc) == 1 else None
    if name == "<<":
        return "unknown-field.merge", record.path, *place, {"name": name}
    if other is not None and name in other.names():
        slip = f"unknown-field.only-{'company' if other is Company else 'person'}"
        return slip, record.path, *place, {"name": name}
    if name.startswith(("\u00a0", "\u3000", "\u2003")):
        return "unknown-field.odd-space", record.path, *place, {"name": name.strip()}
    return "unknown-field", record.path, *place, {"name": name, **likely(name, shape.names())}


def _same_branch(one: Loc, other: Loc) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _spoiled(record: Record, loc: Loc) -> bool:
    return any(loc[: len(spoiled)] == spoiled for spoiled in record.spoiled)


def _amend(data: dict[str, Any], loc: Loc, kind: str) -> None:
    """Leave the mistake at ``loc`` out: unknown keys go, anything else becomes SKIP."""
    holder: Any = {"": data}
    key: Any = ""
    for position, step in enumerate(loc):
        value = holder[key]
        if (isinstance(value, dict) and step in value) or (
            isinstance(value, list) and isinstance(step, int) and step < len(value)
        ):
            holder, key = value, step
        elif isinstance(value, dict) and kind == "missing" and position == len(loc) - 1:
            value[step] = SKIP
            return
    if isinstance(holder, dict) and kind.startswith(
        ("literal_error", "extra_forbidden", "unknown-field", "bad-id.lane", "bad-value.code")
    ):
        del holder[key]
    elif loc:
        holder[key] = SKIP


@cache
def _shipped(languages: tuple[str, ...]) -> dict[str, Record]:
    """The roles and models that come with the package, in the book's languages as far as they have them."""
    records: dict[str, Record] = {}
    for folder in _SHIPPED:
        text = resources.files("journeybook").joinpath("data", f"{folder}.yaml").read_text(encoding="utf-8")
        for record in load_text(text, FOLDERS[folder], f"{folder}.yaml"):
            record.data = _in_languages(record.data, languages)
            records[record.key] = record
    return records


def _in_languages(value: Any, languages: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [_in_languages(each, languages) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() <= {"vi", "en"}:
        return {name: value[name] for name in languages if name in value} or {languages[0]: value["en"]}
    return {name: _in_languages(each, languages) for name, each in value.items()}
