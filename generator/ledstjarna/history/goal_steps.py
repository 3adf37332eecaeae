"""The versions of a goal and of its outcomes come in; what each step changed goes out, and the versions that can be read.

Each version is compared with the last one before it that can be read. A file that cannot be read is a gap, and so is one of its outcomes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from ledstjarna.derive.small_numbers import hide_few, hide_few_at_the_start
from ledstjarna.history.change import Change
from ledstjarna.history.compare_goals import compare_goals
from ledstjarna.history.compare_outcomes import compare_outcomes, measures_of
from ledstjarna.history.reasons import give_reasons
from ledstjarna.history.renames import Names
from ledstjarna.history.versions import VersionReader
from ledstjarna.model.goal import Goal
from ledstjarna.model.outcome import Outcomes
from ledstjarna.validate.past import Part


@dataclass(frozen=True, slots=True)
class GoalVersion:
    """A goal and its outcomes as a step left them; small numbers are hidden, as in today's site. ``unread`` could not be read."""

    place: int
    goal: Goal
    outcomes: Outcomes
    unread: frozenset[Part] = frozenset()


class GoalSteps:
    """Walks through the steps of a goal once. ``versions`` are those that could be read, ``is_gone`` that its file is no longer there."""

    def __init__(self, names: Names, reader: VersionReader) -> None:
        self._names, self._reader = names, reader
        self.versions: list[GoalVersion] = []
        self.is_gone = False
        self._is_gap = False

    def walk(self) -> Iterator[tuple[int, list[Change]]]:
        """The place of each step in the log, and what it changed; nothing where it only wrote the same in another way."""
        ends = [*(since for since, _ in self._names[1:]), self._reader.end]
        for (since, id), end in zip(self._names, ends, strict=True):
            for place in self._reader.places(("goal", id), ("outcomes", id)):
                if since <= place < end:
                    yield place, self._compare(id, place)

    def _compare(self, id: str, place: int) -> list[Change]:
        past = self._reader.at("goal", id, place)
        if past is None:
            was_gone, self.is_gone = self.is_gone, True
            return [] if was_gone or not self.versions else [Change("deleted", before=self.versions[-1].goal.title)]
        measured = self._reader.at("outcomes", id, place)
        if past.record is None or (measured and measured.record is None):
            was_gap, self._is_gap = self._is_gap, True
            return [] if was_gap else [Change("unreadable")]
        goal = cast("Goal", past.record)
        outcomes = cast("Outcomes", measured.record) if measured else Outcomes(id=goal.id, agency=goal.agency)
        unread = past.unread | (measured.unread if measured else frozenset())
        return self._take(GoalVersion(place, hide_few_at_the_start(goal), hide_few(outcomes, goal), unread))

    def _take(self, version: GoalVersion) -> list[Change]:
        """What is new in a version that could be read."""
        before = self.versions[-1] if self.versions else None
        was_gap, was_gone = self._is_gap, self.is_gone
        self._is_gap = self.is_gone = False
        self.versions.append(version)
        if before is None:
            return give_reasons([Change("added" if version.place else "imported", after=version.goal.title)], None, version.goal)
        unread = before.unread | version.unread
        changes = [change for change in _differences(before, version) if not _is_about(change, unread)]
        back = [Change("restored")] if was_gone else [Change("readable")] if was_gap else []
        if before.goal.id != version.goal.id:
            back.append(Change("renamed", before=before.goal.id, after=version.goal.id))
        return [*back, *give_reasons(changes, before.goal, version.goal)]


def _differences(before: GoalVersion, after: GoalVersion) -> Iterator[Change]:
    yield from compare_goals(before.goal, after.goal)
    yield from compare_outcomes(before.outcomes, after.outcomes, measures_of(before.goal, after.goal))


def _is_about(change: Change, unread: frozenset[Part]) -> bool:
    """Whether a change is about a part that could not be read in one of the versions, and so may be none."""
    return any(change.about in (field, about) or (change.measure and change.measure.id == about) for field, about in unread)
