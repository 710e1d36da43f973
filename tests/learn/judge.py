"""A second opinion on questions: which choices are right, by what the words of a question mean in the format.

It reads ``book.json`` and knows nothing of how questions are made.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from journeybook.learn import Made

Data = dict[str, Any]


class Judge:
    """Judges questions about one book."""

    def __init__(self, said: Data) -> None:
        self.things: dict[str, Data] = {f"{each['kind']}:{each['id']}": each["data"] for each in said["things"]}

    def right(self, asked: Made) -> set[Any]:
        """The choices that somebody could defend as right."""
        of: dict[str, Any] = {
            "leader": self._leads,
            "leading-role": self._role_leads,
            "veto": self._can_stop,
            "role": self._has_role,
            "challenge": self._says_it,
            "challenge-company": self._says_it,
            "goal": self._says_it,
            "objection": self._says_it,
            "channel": self._is_first,
            "message": self._hears,
            "owned": lambda _, key: self.things[key].get("media") not in ("paid", "earned"),
            "paid": lambda _, key: self.things[key].get("media") != "owned",
            "earned": lambda _, key: self.things[key].get("media") != "owned",
            "run-by": self._runs,
            "stage-owner": self._answers_for,
            "order": self._runs_so,
            "what-follows": self._follows,
        }
        return {choice for choice in asked.choices if of[asked.form](asked, choice)}

    # --- the book, plainly --------------------------------------------------------------------------------------------

    def stages(self, journey: str) -> list[Data]:
        stages: list[Data] = self.things[journey].get("stages", [])
        return stages

    def stage(self, key: str) -> Data:
        journey, _, name = key.partition("/")
        return next(each for each in self.stages(journey) if each["id"] == name)

    def every_stage(self) -> list[tuple[str, Data]]:
        return [
            (f"{key}/{stage['id']}", stage)
            for key in self.things
            if key.startswith("journey:")
            for stage in self.stages(key)
        ]

    def held(self, person: str, stage: str = "") -> set[str]:
        """Roles of a person: all of them, or those that count at a stage."""
        model = self.things[stage.partition("/")[0]]["model"] if stage else ""
        at = (None, stage, f"{model}/{stage.partition('/')[2]}")
        roles = self.things.get(person, {}).get("roles", [])  # a draft may be named, but isn't there
        return {each["role"] for each in roles if not stage or each.get("stage") in at}

    def twins(self, key: str) -> list[str]:
        """A stage, and the same one in the journey as it is or should be."""
        journey, _, name = key.partition("/")
        others = [
            other
            for other, data in self.things.items()
            if data.get("counterpart") == journey or self.things[journey].get("counterpart") == other
        ]
        known = {stage for stage, _ in self.every_stage()}
        return [key, *(f"{other}/{name}" for other in others if f"{other}/{name}" in known)]

    # --- one form after the other -------------------------------------------------------------------------------------

    def _leads(self, asked: Made, who: str) -> bool:
        for key in self.twins(asked.about):
            for each in self.stage(key).get("people", []):
                is_meant = each.get("persona") == who or each.get("role") in self.held(who)
                if is_meant and each.get("part", "leads") == "leads":
                    return True
        return False

    def _role_leads(self, asked: Made, role: str) -> bool:
        for key in self.twins(asked.about):
            for each in self.stage(key).get("people", []):
                roles = {each["role"]} if "role" in each else self.held(each["persona"])
                if each.get("part", "leads") == "leads" and role in roles:
                    return True
        return False

    def _can_stop(self, asked: Made, who: str) -> bool:
        person = self.things[who]
        blocks = any(
            each.get("part") == "blocks" and (each.get("persona") == who or each.get("role") in self.held(who, key))
            for key, stage in self.every_stage()
            for each in stage.get("people", [])
        )
        return bool(person.get("veto") or person.get("decision_maker") or blocks)

    def _has_role(self, asked: Made, role: str) -> bool:
        person = asked.about
        companies = [each for each in self.things.values() if "committee" in each]
        seats = {seat["role"] for each in companies for seat in each["committee"] if seat.get("persona") == person}
        return role in self.held(person) | seats

    def _is_first(self, asked: Made, touchpoint: str) -> bool:
        ranks = [each.get("rank") for each in self.things[asked.about]["channels"] if each["touchpoint"] == touchpoint]
        return any(rank in (None, 1) for rank in ranks)

    def _says_it(self, asked: Made, who: str) -> bool:
        assert asked.text
        return any(_same(asked.text, text) for text in _texts(self.things[who]))

    def _hears(self, asked: Made, who: str) -> bool:
        assert asked.text
        for _, stage in self.every_stage():
            for each in stage.get("messages", []):
                roles = {to for to in each.get("to", []) if to.startswith("role:")}
                is_meant = who in each.get("to", [who]) or (who.startswith("persona:") and roles & self.held(who))
                if is_meant and _same(asked.text, each["say"]):
                    return True
        said = self.things[who].get("messages", []) if who.startswith("persona:") else []
        return any(_same(asked.text, each["say"]) for each in said)

    def _runs(self, asked: Made, department: str) -> bool:
        touchpoint = self.things[asked.about]
        there = {
            each.get("owner")
            for _, stage in self.every_stage()
            for each in stage.get("touchpoints", [])
            if each["touchpoint"] == asked.about
        }
        right = {touchpoint.get("owner"), touchpoint.get("maintainer"), *there}
        return department in right or self._is_part(touchpoint.get("owner"), department)

    def _answers_for(self, asked: Made, department: str) -> bool:
        stage = self.stage(asked.about)
        twins = {self.stage(key).get("owner") for key in self.twins(asked.about)}
        return department in {*twins, *stage.get("supporting", [])} or self._is_part(stage.get("owner"), department)

    def _is_part(self, one: str | None, other: str) -> bool:
        """Whether a department may be a part of another: either says something of the other."""
        if one is None or one == other:
            return False
        return any(
            _bare(name) in _bare(text)
            for ours, theirs in ((one, other), (other, one))
            for said in _texts(self.things[ours])
            for language, text in said.items()
            if (name := self.things[theirs]["title"].get(language))
        )

    def _runs_so(self, asked: Made, order: tuple[str, ...]) -> bool:
        names = [each["id"] for each in self.stages(asked.about)]
        places = [names.index(key.partition("/")[2]) for key in order]
        return places == sorted(places)

    def _follows(self, asked: Made, stage: str) -> bool:
        journey, now = asked.names
        names = [each["id"] for each in self.stages(journey)]
        back = {each.rpartition("/")[2] for each in self.stage(now).get("returns_to", [])}
        name = stage.partition("/")[2]
        return names.index(name) == names.index(now.partition("/")[2]) + 1 or name in back


def _texts(value: Any) -> list[Data]:
    """All texts within plain data: maps whose keys are languages."""
    if isinstance(value, dict):
        if value and value.keys() <= {"vi", "en"}:
            return [value]
        return [text for each in value.values() for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list) else []


def _same(one: Data, other: Data) -> bool:
    """Whether two texts are as good as equal: three in four of the shorter one's words, however they are written.

    A name or title of a few words isn't a sentence; it is the same only if all of it is.
    """
    for language in one.keys() & other.keys():
        ours, theirs = _words(one[language]), _words(other[language])
        shorter = min(len(ours), len(theirs))
        if ours == theirs or (shorter >= 5 and len(ours & theirs) >= 0.75 * shorter):
            return True
    return False


def _words(text: str) -> set[str]:
    return {"".join(letter for letter in word if letter.isalnum()) for word in _bare(text).split()}


def _bare(text: str) -> str:
    letters = (each for each in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(each))
    return "".join(letters).replace("đ", "d")
