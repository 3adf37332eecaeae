"""A goal and a place in the history come in; what it was judged by then goes out: its bodies, its plan and the site's settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from ledstjarna.history.change import Cause, Change
from ledstjarna.history.standings import Rules, Surroundings
from ledstjarna.history.versions import SETTINGS, Key, VersionReader
from ledstjarna.model.agency import Agency
from ledstjarna.model.goal import Goal
from ledstjarna.model.plan import Plan
from ledstjarna.model.settings import Thresholds
from ledstjarna.model.values import METHODS
from ledstjarna.validate.past import PastRecord

_NAMED = {
    "agency": "agency",
    "plan": "plan",
    "parent": "goal",
    "perspective": "plan",
}  # the kinds of record that a goal names by id, or that have what it names
MOST_ABOVE = 20  # bodies above one another; more is a circle


def read_surroundings(goal: Goal, place: int, reader: VersionReader, *, rules_place: int | None = None) -> Surroundings:
    """What a goal was judged by after a step; by the settings after another one where that is given."""
    plan = reader.last_at("plan", goal.plan, place)
    bodies = tuple(_bodies(goal.agency, place, reader))
    unread = {(str(at), *part) for at, past in enumerate((plan, *bodies)) if past for part in past.unread | past.unknown}
    return Surroundings(
        tuple(cast("Agency", past.record) for past in bodies),
        cast("Plan", plan.record) if plan else None,
        read_rules(place if rules_place is None else rules_place, reader),
        frozenset(unread),
    )


def keys_around(goal: Goal, place: int, reader: VersionReader) -> Mapping[Cause, tuple[Key, ...]]:
    """The records around a goal whose changes can change how it stands, by what is then said to have done it."""
    bodies = tuple(("agency", cast("Agency", past.record).id) for past in _bodies(goal.agency, place, reader))
    return {"method": (SETTINGS,), "plan": (("plan", goal.plan), *bodies)}


At = tuple[Goal, int]  # a goal, and the step that left it so


def name_things(change: Change, before: At, now: At, reader: VersionReader) -> Change:
    """A change that names a body, a plan, another goal or a perspective by its id, with what that was called then."""
    if change.kind not in ("moved", "owner_changed") or change.about not in _NAMED:
        return change
    return replace(
        change,
        before=_name(change.about, change.before, before, reader) if isinstance(change.before, str) else None,
        after=_name(change.about, change.after, now, reader) if isinstance(change.after, str) else None,
    )


def _name(field: str, id: str, at: At, reader: VersionReader) -> Mapping[str, str] | str:
    """What something was called that a goal names in a field, else its id."""
    goal, place = at
    past = reader.last_at(_NAMED[field], goal.plan if field == "perspective" else id, place)
    named: Any = past.record if past else None
    if field == "perspective" and named:
        named = next((known for known in named.perspectives if known.id == id), None)
    return cast("Mapping[str, str] | str", getattr(named, "name", None) or getattr(named, "title", None) or id)


def _bodies(id: str, place: int, reader: VersionReader) -> Iterator[PastRecord]:
    """A body and those above it, as far as they could be read."""
    for _ in range(MOST_ABOVE):
        past = reader.last_at("agency", id, place)
        if past is None:
            return
        yield past
        body = cast("Agency", past.record)
        if not body.parent:
            return
        id = body.parent


def read_rules(place: int, reader: VersionReader) -> Rules:
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
