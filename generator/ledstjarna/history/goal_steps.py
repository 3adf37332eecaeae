"""The versions of a goal and of its outcomes come in; what each step changed goes out, and the versions that can be read.

Each version is compared with the last one before it that can be read. A file that cannot be read is a gap, and so is one of its outcomes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from ledstjarna.history.change import Change
from ledstjarna.history.compare_goals import compare_goals
from ledstjarna.history.compare_outcomes import compare_outcomes, measures_of
from ledstjarna.history.parts import carry_goal, carry_outcomes, is_about, is_judged_by
from ledstjarna.history.presence import Presence
from ledstjarna.history.reasons import give_reasons
from ledstjarna.history.renames import Names
from ledstjarna.history.small_numbers import find_hidden_starts, find_measures, hide_small
from ledstjarna.history.surroundings import name_things
from ledstjarna.history.versions import VersionReader
from ledstjarna.model.goal import Goal
from ledstjarna.model.outcome import Outcomes
from ledstjarna.validate.past import Part


@dataclass(frozen=True, slots=True)
class GoalVersion:
    """A goal and its outcomes as a step left them; small numbers are hidden.

    ``unread`` has never been read until then, ``unknown`` had keys that no record has today. ``hidden_starts`` are the measures whose
    starting values are hidden. ``is_comparable`` tells whether how it stood can be held against how the version before stood.
    """

    place: int
    goal: Goal
    outcomes: Outcomes
    unread: frozenset[Part] = frozenset()
    unknown: frozenset[Part] = frozenset()
    hidden_starts: frozenset[str] = frozenset()
    is_comparable: bool = True


class GoalSteps:
    """Walks through the steps of a goal once. ``versions`` are those that could be read.

    ``ends`` are the places of the steps after which a version was no longer known: its file was gone, or could not be read.
    """

    def __init__(self, names: Names, reader: VersionReader) -> None:
        self._reader = reader
        self._places = list(_list_places(names, reader))
        read = [past.record for id, place in self._places if (past := reader.at("goal", id, place)) and past.record]
        measured = [past.record for id, place in self._places if (past := reader.at("outcomes", id, place)) and past.record]
        self._measures = find_measures(cast("list[Goal]", read), cast("list[Outcomes]", measured))
        self.versions: list[GoalVersion] = []
        self.ends: dict[int, int] = {}
        self._presence = Presence()

    @property
    def is_gone(self) -> bool:
        """Whether its file is no longer there."""
        return self._presence.is_gone

    def walk(self) -> Iterator[tuple[int, list[Change]]]:
        """The place of each step in the log, and what it changed; nothing where it only wrote the same in another way."""
        for id, place in self._places:
            yield place, self._compare(id, place)

    def _compare(self, id: str, place: int) -> list[Change]:
        past = self._reader.at("goal", id, place)
        if past is None:
            self._end(place)
            return [_tell_deleted(self.versions[-1].goal)] if self._presence.go() and self.versions else []
        measured = self._reader.at("outcomes", id, place)
        if past.record is None or (measured and measured.record is None):
            self._end(place)
            return self._presence.hide()
        goal = cast("Goal", past.record)
        outcomes = cast("Outcomes", measured.record) if measured else Outcomes(id=goal.id, agency=goal.agency)
        unread = past.unread | (measured.unread if measured else frozenset())
        unknown = past.unknown | (measured.unknown if measured else frozenset())
        return self._take(GoalVersion(place, goal, outcomes, unread, unknown))

    def _end(self, place: int) -> None:
        """Nothing is known of the last version after this step."""
        if self.versions:
            self.ends.setdefault(self.versions[-1].place, place)

    def _take(self, version: GoalVersion) -> list[Change]:
        """What is new in a version that could be read."""
        before = self.versions[-1] if self.versions else None
        back = self._presence.show(is_known=before is not None)
        now = self._hide(version, before)
        if before is None:
            self.versions.append(now)
            is_import = self._places[0][1] <= self._reader.beginning
            return [*back, *give_reasons([Change("imported" if is_import else "added", after=now.goal.title)], None, now.goal)]
        told = list(_differences(before, now))
        changes = [change for change in told if not is_about(change, before.unread) and not _is_of_format(change, before, now)]
        is_comparable = not is_judged_by(before.unread) and (len(changes) == len(told) or not is_judged_by(before.unknown | now.unknown))
        self.versions.append(replace(now, is_comparable=is_comparable))
        if before.goal.id != now.goal.id:
            back.append(Change("renamed", before=before.goal.id, after=now.goal.id))
        named = (name_things(change, (before.goal, before.place), (now.goal, now.place), self._reader) for change in changes)
        return [*back, *give_reasons([_with_units(change, before.goal) for change in named], before.goal, now.goal)]

    def _hide(self, version: GoalVersion, before: GoalVersion | None) -> GoalVersion:
        """A version with what could not be read as it was before, and without small numbers."""
        hidden = find_hidden_starts(version.goal, self._measures)
        goal, outcomes = hide_small(version.goal, version.outcomes, self._measures)
        if before is None:
            return replace(version, goal=goal, outcomes=outcomes, hidden_starts=hidden)
        return replace(
            version,
            goal=carry_goal(goal, before.goal, version.unread),
            outcomes=carry_outcomes(outcomes, before.outcomes, version.unread),
            unread=version.unread & before.unread,
            hidden_starts=hidden,
        )


def _list_places(names: Names, reader: VersionReader) -> Iterator[tuple[str, int]]:
    """The steps that touched a goal or its outcomes, with the id that it had after each."""
    ends = [*(since for since, _ in names[1:]), reader.end]
    for (since, id), end in zip(names, ends, strict=True):
        yield from ((id, place) for place in reader.places(("goal", id), ("outcomes", id)) if since <= place < end)


def _tell_deleted(goal: Goal) -> Change:
    return Change("deleted", about=goal.lifecycle, before=goal.title)


def _differences(before: GoalVersion, after: GoalVersion) -> Iterator[Change]:
    hidden = before.hidden_starts | after.hidden_starts
    for change in compare_goals(before.goal, after.goal):
        is_start = change.kind in ("baseline_added", "baseline_removed") and change.about in hidden
        if not is_start:
            yield change
        elif _has_start(before, change.about) and _has_start(after, change.about):
            yield Change("baseline_revised", about=change.about, measure=change.measure)
        else:
            yield Change(change.kind, about=change.about, measure=change.measure, before=change.before, after=change.after)
    yield from compare_outcomes(before.outcomes, after.outcomes, measures_of(before.goal, after.goal))


def _has_start(version: GoalVersion, measure: str) -> bool:
    return measure in version.hidden_starts or any(entry.id == measure and entry.baseline for entry in version.goal.indicators)


def _is_of_format(change: Change, before: GoalVersion, now: GoalVersion) -> bool:
    """Whether a change may only be that a part is written in another format: something appears where there was what is not known today."""
    gone, come = before.unknown - now.unknown, now.unknown - before.unknown
    return (change.before is None and is_about(change, gone)) or (change.after is None and is_about(change, come))


def _with_units(change: Change, before: Goal) -> Change:
    """A change of a measure that had another unit: what was is told in that."""
    now = change.measure
    was = [entry for entry in before.indicators if now and entry.id == now.id]
    return replace(change, measure_before=was[0]) if was and now and was[0].unit != now.unit else change
