"""Health → JSON: all figures, and the places of whatever somebody may want to look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from journeybook.trust.ages import Age, counted
from journeybook.trust.budget import Held
from journeybook.trust.claims import Share, share
from journeybook.trust.coverage import Heat
from journeybook.trust.health import Assumption, Gap, Health, keeper
from journeybook.trust.measures import Measured

Data = dict[str, Any]


def as_data(health: Health, held: Sequence[Held], errors: int, language: str) -> Data:
    """Everything that is known, in a form that stays the same; ``language`` is that of what problems say."""
    return {
        "date": health.today.isoformat(),
        "errors": errors,
        "evidence": _evidence(health),
        "freshness": _freshness(health),
        "assumptions": [_assumption(health, each) for each in health.assumptions],
        "coverage": _coverage(health),
        "gaps": [_gap(each, language) for each in health.gaps],
        "metrics": {
            "measured": len(health.measures),
            "missed": [_measured(health, each) for each in health.missed],
        },
        "budget": [{"limit": str(each.limit), "value": _value(each), "met": each.met} for each in held],
    }


def _evidence(health: Health) -> Data:
    claims = health.claims
    all_of = {key: share(claims.of(key)) for key in sorted(health.book.entries)}
    return {
        **_share(health.evidence),
        "share": round(health.evidence.held / health.evidence.of, 4) if health.evidence.of else None,
        "single": len(health.standing("single")),
        "expired": len(health.standing("expired")),
        "assumptions": len(health.standing("assumed")),
        "by_kind": {kind: _share(each) for kind, each in claims.by_kind.items()},
        "things": {key: _share(each) for key, each in all_of.items() if each.of},
    }


def _share(share: Share) -> Data:
    return {"claims": share.of, "supported": share.held}


def _freshness(health: Health) -> Data:
    return {
        "things": len(health.ages),
        **{str(state): many for state, many in health.states.items()},
        "by_owner": {owner: counted(found) for owner, found in health.by_owner.items()},
        "by_month": {f"{year}-{month:02}": len(found) for (year, month), found in health.by_month.items()},
        "due": [_age(health, each) for found in health.by_owner.values() for each in found if each.state != "fresh"],
    }


def _age(health: Health, age: Age) -> Data:
    thing = age.entry.thing
    return {
        "key": age.entry.key,
        "state": age.state,
        "path": age.entry.record.path,
        "line": age.entry.record.at[0],
        "reviewed": thing.reviewed.isoformat() if thing.reviewed else None,
        "due": age.due.isoformat() if age.due else None,
        "events": [event.key for event in age.happened(health.today)],
        "owner": keeper(age.entry) or None,
    }


def _assumption(health: Health, assumption: Assumption) -> Data:
    said = assumption.said
    path, line = health.where(said.place, said.loc)
    return {
        "at": said.place,
        "field": said.field,
        "path": path,
        "line": line,
        "text": dict(said.claim.text),
        "standing": said.standing,
        "weight": assumption.weight,
    }


def _coverage(health: Health) -> Data:
    return {
        "segments": _cells(health.segments, "segment", "persona"),
        "models": [
            {
                "model": each.model,
                "journeys": each.journeys,
                "roles": _cells(each.roles, "role", "stage"),
                "lanes": _cells(each.lanes, "lane", "stage"),
            }
            for each in health.models
        ],
    }


def _cells(heat: Heat, row: str, column: str) -> list[Data]:
    return [
        {row: one, column: other, "many": cell.many, "of": cell.of, "gap": cell.gap}
        for one in heat.rows
        for other in heat.columns
        if (cell := heat.cells.get((one, other)))
    ]


def _gap(gap: Gap, language: str) -> Data:
    return {**gap.problem.as_json(language), "key": gap.key or None}


def _measured(health: Health, measured: Measured) -> Data:
    metric = measured.metric
    path, line = health.where(measured.place)
    return {
        "at": measured.place,
        "touchpoint": measured.touchpoint,
        "owner": measured.owner,
        "title": dict(metric.title),
        "unit": dict(metric.unit) if metric.unit else None,
        "target": metric.target,
        "actual": metric.actual,
        "better": metric.better,
        "by": metric.by.isoformat() if metric.by else None,
        "overdue": measured.is_overdue(health.today),
        "path": path,
        "line": line,
    }


def _value(held: Held) -> float:
    return held.percent if held.limit.percent else held.figure.many
