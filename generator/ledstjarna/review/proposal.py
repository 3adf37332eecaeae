"""Both sides of a proposal come in; every record that it changes goes out, with what changes in it, as its history would tell it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from ledstjarna.history.change import Change, Entry
from ledstjarna.history.compare_goals import match_events
from ledstjarna.history.goal_steps import GoalVersion
from ledstjarna.history.goalposts import Goalpost
from ledstjarna.history.goals import read_goal_history
from ledstjarna.history.past import GoalPast
from ledstjarna.history.read import make_past
from ledstjarna.history.records import RECORD_KINDS, RecordPast, read_record_past
from ledstjarna.history.renames import Names, find_names
from ledstjarna.history.surroundings import read_rules, read_surroundings
from ledstjarna.history.versions import SETTINGS, Key
from ledstjarna.model.goal import Event, Goal
from ledstjarna.review.sides import PROPOSED, Sides


@dataclass(frozen=True, slots=True)
class ChangedGoal:
    """A goal that a proposal changes.

    ``entry`` is what its history would tell, ``whole`` the same with what the site withholds. ``before`` and ``after`` are the goal's
    last version that is published and the proposed one, where there are such and they can be read. ``file`` is that which is changed, and
    ``events`` are those that are new and are no reason for a change.
    """

    file: str
    past: GoalPast
    entry: Entry
    whole: Entry
    goalposts: tuple[Goalpost, ...]
    before: GoalVersion | None
    after: GoalVersion | None
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A plan, a body or a finding that a proposal changes, and its ``file``."""

    file: str
    past: RecordPast
    entry: Entry


def find_changed_goals(sides: Sides) -> Iterator[ChangedGoal]:
    """The goals whose own files, or whose status, a proposal changes, in order of their ids."""
    touched = sides.touched
    if not touched:
        return
    around = {key for key in touched if key[0] in ("plan", "agency")}
    is_judged_otherwise = SETTINGS in touched and read_rules(sides.last - 1, sides.reader) != read_rules(sides.last, sides.reader)
    for _, names in sorted(find_names(sides.reader).items()):
        own = {(kind, id) for _, id in names for kind in ("goal", "outcomes")}
        if own & touched or is_judged_otherwise or (around and _is_around(names[-1][1], around, sides)):
            yield from _read_goal(names, sides)


def _is_around(id: str, keys: Collection[Key], sides: Sides) -> bool:
    """Whether one of these plans and bodies is the goal's."""
    past = sides.reader.last_at("goal", id, sides.last)
    if past is None:
        return False
    goal = cast("Goal", past.record)
    bodies = read_surroundings(goal, sides.last, sides.reader).bodies
    return ("plan", goal.plan) in keys or any(("agency", body.id) in keys for body in bodies)


def _read_goal(names: Names, sides: Sides) -> Iterator[ChangedGoal]:
    history = read_goal_history(names, sides.reader, as_of=sides.as_of)
    if not history.versions:
        return
    earlier = [version for version in history.versions if version.place < sides.last]
    before = earlier[-1] if earlier else None
    after = None if history.versions[-1] is before else history.versions[-1]
    past, _ = make_past(history, sides.reader)
    whole, entry = (
        next((entry for entry in entries if entry.place == sides.last), Entry(sides.as_of, PROPOSED, (), sides.last))
        for entries in (history.entries, past.entries)
    )
    events = tuple(_find_events(before, after, whole))
    if whole.changes or events:
        goalposts = tuple(post for post in past.goalposts if post.entry.place == sides.last)
        file = _file_of(("goal", "outcomes"), past.id, sides)
        yield ChangedGoal(file, past, _as_new(entry), whole, goalposts, before, after, events)


def _find_events(before: GoalVersion | None, after: GoalVersion | None, entry: Entry) -> Iterator[Event]:
    """The events that are new in a goal that is published, and that no change has as its reason."""
    if before and after:
        reasons = [change.reason for change in entry.changes]
        yield from (event for event in match_events(before.goal.events, after.goal.events)[1] if event not in reasons)


def find_changed_records(sides: Sides) -> Iterator[ChangedRecord]:
    """The plans, bodies and findings that a proposal changes, by kind and in order of their ids."""
    touched = sides.touched
    for kind in RECORD_KINDS:
        for id in sorted(id for found, id in touched if found == kind):
            past = read_record_past(kind, id, sides.reader, as_of=sides.as_of)
            entry = next((entry for entry in past.entries if entry.place == sides.last), None) if past else None
            if past and entry:
                yield ChangedRecord(_file_of((kind,), id, sides), past, _as_new(entry))


def _file_of(kinds: Sequence[str], id: str, sides: Sides) -> str:
    """The file that is changed, as the editor knows it; where only what is around a goal is changed, the goal's."""
    kind = next((kind for kind in kinds if (kind, id) in sides.touched), kinds[0])
    now = sides.reader.name_of(kind, id, sides.last)
    return f"{sides.new.shown}/{now}" if now else sides.file_before(kind, id)


def _as_new(entry: Entry) -> Entry:
    """What a proposal brings was not there before, also where it is the first that is ever published."""
    return replace(entry, changes=tuple(_publish(change) for change in entry.changes))


def _publish(change: Change) -> Change:
    return replace(change, kind="added") if change.kind == "imported" else change
