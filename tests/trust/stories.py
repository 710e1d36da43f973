"""Books made up by chance, with everything that is known of them beforehand: nothing here is worked out by the room."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import yaml

TODAY = date(2026, 11, 25)
CONFIG = "site_name: B\ndocs_dir: content\nplugins: [{journeybook: {languages: [vi], review_every: 12}}]\n"

#: Until when sources count: the very day itself, for ever, no longer since yesterday, taken back, not yet shown.
SOURCES: dict[str, dict[str, Any]] = {
    "last-day": {"title": "Hết hạn hôm nay", "date": 2026, "expires": TODAY},
    "lasting": {
        "title": "Còn mãi",
        "date": 2026,
        "finding": ["Không phải nhận định", {"text": "B", "evidence": "gone"}],
    },
    "gone": {"title": "Hết hạn hôm qua", "date": 2025, "expires": date(2026, 11, 24)},
    "withdrawn": {"title": "Đã rút", "date": 2026, "status": "retired"},
    "unshown": {"title": "Bản nháp", "date": 2025, "status": "draft"},
}
#: Ways to write what a claim rests on, and how it stands then.
WAYS: list[tuple[dict[str, Any] | None, str]] = [
    (None, "assumed"),
    ({}, "assumed"),
    ({"confidence": "high"}, "assumed"),
    ({"evidence": "last-day"}, "single"),
    ({"evidence": [{"source": "lasting", "at": "Trang 1"}, {"source": "lasting", "at": "Trang 2"}]}, "single"),
    ({"evidence": ["gone", "lasting"]}, "single"),
    ({"evidence": "unshown"}, "single"),
    ({"evidence": ["last-day", {"source": "lasting", "at": "Trang 3"}], "confidence": "low"}, "held"),
    ({"evidence": ["last-day", "gone", "lasting"]}, "held"),
    ({"evidence": ["gone"]}, "expired"),
    ({"evidence": [{"source": "withdrawn"}, "gone"], "confidence": "high"}, "expired"),
]
#: When somebody read a thing, every how many months they should, how it is then, and since or from when it is due.
READ: list[tuple[date | None, int | None, str, date | None]] = [
    (date(2026, 11, 1), None, "fresh", date(2027, 11, 1)),
    (date(2026, 11, 15), None, "fresh", date(2027, 11, 15)),  # the days of events
    (date(2026, 11, 20), None, "fresh", date(2027, 11, 20)),
    (date(2025, 12, 26), None, "fresh", date(2026, 12, 26)),
    (date(2025, 12, 25), None, "soon", date(2026, 12, 25)),
    (date(2025, 11, 25), None, "soon", TODAY),
    (date(2025, 11, 24), None, "stale", date(2026, 11, 24)),
    (date(2026, 8, 31), 3, "soon", date(2026, 11, 30)),
    (date(2026, 10, 31), 4, "fresh", date(2027, 2, 28)),
    (date(2026, 1, 31), 1, "stale", date(2026, 2, 28)),
    (date(2025, 1, 1), 24, "fresh", date(2027, 1, 1)),
    (None, None, "never", None),
    (None, 6, "never", None),
]
#: Which way is better, the target, what came of it, and whether that falls short.
FIGURES: list[tuple[str | None, float | None, float | None, bool]] = [
    ("higher", 30, 29.9, True),
    (None, 30, 12, True),
    ("higher", 30, 30, False),
    ("higher", 30, 31, False),
    ("lower", 5, 6, True),
    ("lower", 5, 5, False),
    ("lower", 5, 4, False),
    ("higher", 30, None, False),
    (None, None, 0, False),
]


class Story:
    """A book by chance, and what is true of it."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)
        self._files: dict[str, dict[str, Any]] = {}
        self.own = 0
        """So many things are in use."""
        self.standings: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        """By thing or stage, and section: how many claims stand how."""
        self.states: dict[str, str] = {}
        self.due: dict[str, date] = {}
        self.since: dict[str, date | None] = {}
        self.keepers: dict[str, str] = {}
        self.missed: dict[str, bool] = {}
        """By title of a metric that falls short: whether it should be met by now."""
        self.measured = 0
        self.gaps: Counter[tuple[str, str]] = Counter()
        self.pointing: dict[str, set[str]] = defaultdict(set)
        """Who points at a thing or stage."""
        self._tell()

    def write(self, folder: Path) -> Path:
        """The book as files."""
        (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
        for path, fields in self._files.items():
            file = folder / "content" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return folder

    # --- what is told -------------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        self._files["sources.yaml"] = SOURCES
        self._files["departments.yaml"] = {
            "sales": {"title": "Kinh doanh", "responsibilities": ["Bán", {"text": "Gọi", "evidence": "lasting"}]},
            "care": {"title": "Chăm sóc"},
        }
        self.own += 3 + 2
        segments = [f"nhom-{number}" for number in range(3)]
        people = [f"nguoi-{number}" for number in range(9)]
        ways = [f"duong-{number}" for number in range(3)]
        walkers = {way: set(self._chance.sample(people, 3)) for way in ways}
        members = {person: self._chance.sample(segments[:2], self._chance.randint(0, 2)) for person in people}
        for name in segments:
            self._segment(name, [person for person in people if name in members[person]])
        for name in people:
            self._person(name, members[name], [way for way in ways if name in walkers[way]])
        for number in range(3):
            self._competitor(f"doi-thu-{number}")
        self._files["events/gia.yaml"] = {"title": "E", "date": date(2026, 11, 15), "affects": ["competitors"]}
        self.own += 1
        self._role("giam-sat")
        self._model_and_touchpoint()
        for name in ways:
            self._journey(name, sorted(walkers[name]))
        self._terms([f"persona:{self._chance.choice(people)}", f"journey:{ways[0]}/b", f"journey:{ways[1]}"])
        self._silent()

    def _segment(self, name: str, members: list[str]) -> None:
        key = f"segment:{name}"
        self._files[f"segments/{name}.yaml"] = {
            **self._thing(key),
            "includes": self._claims(key, "includes"),
            "market": {"trends": self._claims(key, "market"), "regulations": self._claims(key, "market")},
            "value_proposition": {"needs": self._claims(key, "value_proposition")},
            "approach": {"reach": self._claims(key, "approach")},
            "insights": [{"criterion": "C", "insight": self._claims(key, "insights")}],
            "plan": {
                "goals": self._claims(key, "plan"),
                "metrics": self._metrics(key, "plan"),
                "activities": [{"what": "Gọi", "metric": each} for each in self._metrics(key, "việc")],
            },
        }
        self.pointing[key] |= {f"persona:{person}" for person in members}
        if not members:
            self.gaps["segment-without-persona", key] += 1

    def _person(self, name: str, segments: list[str], ways: list[str]) -> None:
        key = f"persona:{name}"
        said = self._chance.random() < 0.5
        event = self._chance.random() < 0.4
        self._files[f"personas/{name}.yaml"] = {
            **self._thing(key, happened=date(2026, 11, 20) if event else None),
            "job": "Mua hàng",
            "segments": segments,
            "goals": self._claims(key, "goals"),
            "challenges": self._claims(key, "challenges"),
            "quote": self._one(key, "quote") if said else "Một câu nói",
            "tools": ["Excel", self._one(key, "tools"), "Zalo"] if said else ["Excel"],
            "evidence": ["lasting", "last-day"],
        }
        if event:
            self._files[f"events/su-kien-{name}.yaml"] = {"title": "E", "date": date(2026, 11, 20), "affects": [key]}
            self.own += 1
            self.pointing[key].add(f"event:su-kien-{name}")
        self.pointing[key] |= {f"journey:{way}" for way in ways}
        if not ways:
            self.gaps["persona-without-journey", key] += 1

    def _competitor(self, name: str) -> None:
        """All of them are touched by one event, by their kind."""
        key = f"competitor:{name}"
        self._files[f"competitors/{name}.yaml"] = {
            **self._thing(key, happened=date(2026, 11, 15)),
            "strengths": self._claims(key, "strengths"),
        }

    def _role(self, name: str) -> None:
        """An event is still to come, and another was taken back."""
        key = f"role:{name}"
        thing = self._thing(key)
        thing |= {"reviewed": date(2026, 11, 1), "review_every": 12}
        self._aged(key, "fresh", date(2027, 11, 1), date(2026, 12, 1))
        self._files[f"roles/{name}.yaml"] = {**thing, "asks": self._claims(key, "asks")}
        self._files["events/sap-toi.yaml"] = {"title": "E", "date": date(2026, 12, 1), "affects": [key]}
        self._files["events/da-bo.yaml"] = {
            "title": "E",
            "date": date(2026, 11, 24),
            "affects": [key, "segment"],
            "status": "retired",
        }
        self.own += 1
        self.pointing[key] |= {"event:sap-toi", "event:da-bo"}

    def _model_and_touchpoint(self) -> None:
        self._files["models/mau.yaml"] = {
            **self._thing("model:mau"),
            "stages": [{"id": each, "title": each.upper()} for each in "abc"],
            "lanes": {"risk": {"title": "Rủi ro", "required": True}, "goals": {"required": True}},
        }
        key = "touchpoint:web"
        self._files["touchpoints.yaml"] = {"web": {**self._thing(key), "metrics": self._metrics(key, "trang")}}

    def _journey(self, name: str, people: list[str]) -> None:
        key = f"journey:{name}"
        self._files[f"journeys/{name}.yaml"] = {
            **self._thing(key),
            "model": "mau",
            "personas": people,
            "metrics": self._metrics(key, "cả chặng"),
            "stages": [self._stage(key, f"{key}/{each}", each) for each in "abc"],
        }

    def _stage(self, journey: str, place: str, name: str) -> dict[str, Any]:
        stage: dict[str, Any] = {
            "id": name,
            "pains": self._claims(place, "pains"),
            "touchpoints": [
                {
                    "touchpoint": "web",
                    "pains": self._claims(place, "touchpoints"),
                    "metrics": self._metrics(place, "điểm chạm"),
                }
            ],
            "metrics": self._metrics(place, "bước"),
        }
        if name == "c":
            stage["returns_to"] = ["a"]  # what points at itself adds no weight
        if self._yes():
            stage["owner"] = "sales"
        else:
            self.gaps["stage-without-owner", journey] += 1
        if self._yes():
            stage["goals"] = self._claims(place, "goals")
        if self._yes():
            stage["lanes"] = {"risk": self._claims(place, "lanes-risk")}
        self.gaps["required-lane-empty", journey] += "goals" not in stage or "lanes" not in stage
        return stage

    def _terms(self, related: list[str]) -> None:
        """Words point at things, and don't age."""
        self._files["terms.yaml"] = {
            f"tu-{number}": {"title": f"T{number}", "related": [each]} for number, each in enumerate(related)
        }
        self.own += len(related)
        for number, each in enumerate(related):
            self.pointing[each].add(f"term:tu-{number}")

    def _silent(self) -> None:
        """What is retired or a draft claims nothing and doesn't age."""
        for status in ("retired", "draft"):
            self._files[f"personas/{status}.yaml"] = {
                "title": status,
                "job": "Mua hàng",
                "status": status,
                "reviewed": date(2020, 1, 1),
                "goals": ["Không tính", {"text": "Không tính", "evidence": "lasting"}],
            }
        self._files["competitors/retired.yaml"] = {"title": "R", "status": "retired", "strengths": ["Không tính"]}

    # --- parts --------------------------------------------------------------------------------------------------------

    def _yes(self) -> bool:
        return self._chance.random() < 0.7

    def _thing(self, key: str, happened: date | None = None) -> dict[str, Any]:
        """What every thing says; an event may have touched it."""
        reviewed, months, state, due = self._chance.choice(READ)
        since = due
        if happened and reviewed and reviewed < happened:
            state = "stale" if state == "stale" else "event"
            since = min(happened, due or happened)
        self._aged(key, state, due, since)
        self.own += 1
        owner, maintainer = self._chance.choice([("sales", None), ("sales", "care"), (None, "care"), (None, None)])
        self.keepers[key] = f"department:{maintainer or owner}" if maintainer or owner else ""
        fields = {"owner": owner, "maintainer": maintainer, "reviewed": reviewed, "review_every": months}
        return {"title": key.partition(":")[2], **{name: each for name, each in fields.items() if each is not None}}

    def _aged(self, key: str, state: str, due: date | None, since: date | None) -> None:
        self.states[key], self.since[key] = state, since
        self.due.pop(key, None)
        if due:
            self.due[key] = due

    def _claims(self, place: str, section: str) -> list[Any]:
        return [self._claim(place, section, *self._chance.choice(WAYS)) for _ in range(self._chance.randint(1, 3))]

    def _one(self, place: str, section: str) -> Any:
        """A claim where plain text is none."""
        return self._claim(place, section, *self._chance.choice(WAYS[2:]))

    def _claim(self, place: str, section: str, way: dict[str, Any] | None, standing: str) -> Any:
        self.standings[place][section][standing] += 1
        return "Một điều" if way is None else {"text": "Một điều", **way}

    def _metrics(self, place: str, what: str) -> list[dict[str, Any]]:
        return [self._metric(f"{place} {what} {number}") for number in range(self._chance.randint(0, 2))]

    def _metric(self, title: str) -> dict[str, Any]:
        better, target, actual, short = self._chance.choice(FIGURES)
        by = self._chance.choice([None, TODAY, date(2026, 11, 24)])
        if short:
            self.missed[title] = by == date(2026, 11, 24)
        self.measured += target is not None and actual is not None
        fields = {"title": title, "better": better, "target": target, "actual": actual, "by": by}
        return {name: each for name, each in fields.items() if each is not None}

    # --- what follows -------------------------------------------------------------------------------------------------

    def count(self, *standings: str) -> int:
        """How many claims of the book stand so."""
        return sum(found[each] for _, _, found in self._found() for each in standings)

    def _found(self) -> Iterator[tuple[str, str, Counter[str]]]:
        for place, sections in self.standings.items():
            for section, found in sections.items():
                yield place, section, found

    def shares(self) -> dict[tuple[str, str], tuple[int, int]]:
        """By thing or stage, and section: how many claims are supported, of how many."""
        return {
            (place, section): (found["held"] + found["single"], found.total())
            for place, section, found in self._found()
        }

    def kinds(self) -> dict[str, tuple[int, int]]:
        """The same by kind."""
        kinds: dict[str, tuple[int, int]] = {}
        for (place, _), (held, of) in self.shares().items():
            kind = place.partition(":")[0]
            before = kinds.get(kind, (0, 0))
            kinds[kind] = (before[0] + held, before[1] + of)
        return kinds

    def weights(self) -> list[tuple[int, str]]:
        """What rests on each claim without a source that holds, and where it stands; the most first."""
        found = []
        for place, _, standing in self._found():
            pointing = self.pointing[place] | self.pointing[place.partition("/")[0]]
            found += [(len(pointing), place)] * (standing["assumed"] + standing["expired"])
        return sorted(found, key=lambda each: (-each[0], each[1]))
