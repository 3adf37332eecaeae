"""A goal and a place in the history come in; what it was judged by then goes out: its bodies, its plan and the site's settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from ledstjarna.history.change import Cause
from ledstjarna.history.standings import Rules, Surroundings
from ledstjarna.history.versions import SETTINGS, Key, VersionReader
from ledstjarna.model.agency import Agency
from ledstjarna.model.goal import Goal
from ledstjarna.model.plan import Plan
from ledstjarna.model.settings import Thresholds
from ledstjarna.model.values import METHODS

MOST_ABOVE = 20  # bodies above one another; more is a circle


def read_surroundings(goal: Goal, place: int, reader: VersionReader) -> Surroundings:
    """What a goal was judged by after a step."""
    plan = reader.at("plan", goal.plan, place)
    record = cast("Plan", plan.record) if plan and plan.record else None
    return Surroundings(tuple(_bodies(goal.agency, place, reader)), record, _rules(place, reader))


def keys_around(goal: Goal, place: int, reader: VersionReader) -> Mapping[Cause, tuple[Key, ...]]:
    """The records around a goal whose changes can change how it stands, by what is then said to have done it."""
    bodies = tuple(("agency", body.id) for body in _bodies(goal.agency, place, reader))
    return {"plan": (("plan", goal.plan), *bodies), "method": (SETTINGS,)}


def _bodies(id: str, place: int, reader: VersionReader) -> Iterator[Agency]:
    """A body and those above it, as far as they could be read."""
    for _ in range(MOST_ABOVE):
        past = reader.at("agency", id, place)
        if past is None or past.record is None:
            return
        body = cast("Agency", past.record)
        yield body
        if not body.parent:
            return
        id = body.parent


def _rules(place: int, reader: VersionReader) -> Rules:
    """How the site judged; today's defaults where its file says nothing that can be read."""
    own: Any = reader.settings_at(place)
    for step in ("extra", "ledstjarna"):
        own = own.get(step) if isinstance(own, Mapping) else None
    if not isinstance(own, Mapping):
        return Rules()
    method = str(own.get("method", ""))
    try:
        thresholds = Thresholds.model_validate(own.get("thresholds") or {})
    except ValueError:
        thresholds = Thresholds()
    return Rules(method if method in METHODS else "linear-1", thresholds)
