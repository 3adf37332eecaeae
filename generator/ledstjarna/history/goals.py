"""The versions of all records come in; the history of a goal goes out: what each step changed in it, and when its status changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ledstjarna.history.change import Cause, Change, Entry
from ledstjarna.history.goal_steps import GoalSteps, GoalVersion
from ledstjarna.history.renames import Names
from ledstjarna.history.standings import Judged, find_changes_by_time
from ledstjarna.history.surroundings import keys_around, read_surroundings
from ledstjarna.history.versions import VersionReader


@dataclass(frozen=True, slots=True)
class GoalHistory:
    """What is recorded of a goal: what each step changed, the oldest first, and its versions that can be read.

    ``days`` are those of the steps of its versions, by their places; ``is_gone`` tells that its file is no longer there.
    """

    id: str
    entries: tuple[Entry, ...]
    versions: tuple[GoalVersion, ...]
    days: Mapping[int, datetime.date]
    is_gone: bool = False


def read_goal_history(names: Names, reader: VersionReader, *, as_of: datetime.date) -> GoalHistory:
    """The history of a goal that there is or has been; what is dated after ``as_of`` has not happened yet."""
    steps = GoalSteps(names, reader)
    changes = dict(steps.walk())
    timed: list[Entry] = []
    for when, change in _status_changes(steps, reader, as_of):
        if isinstance(when, int):
            changes.setdefault(when, []).append(change)
        else:
            timed.append(Entry(when, "", (change,)))
    commits = reader.log.commits
    dated = [Entry(commits[place].day, commits[place].id, tuple(told), place) for place, told in sorted(changes.items()) if told]
    entries = sorted([*dated, *timed], key=lambda entry: entry.day or as_of)
    days = {version.place: commits[version.place].day for version in steps.versions}
    told = (entry for entry in entries if entry.day is None or entry.day <= as_of)
    return GoalHistory(names[-1][1], tuple(_number(told)), tuple(steps.versions), days, steps.is_gone)


def _number(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The steps of one day, told apart."""
    day: datetime.date | None = None
    number = 0
    for entry in entries:
        number = number + 1 if entry.day == day else 1
        day = entry.day
        yield replace(entry, number=number)


def _status_changes(steps: GoalSteps, reader: VersionReader, as_of: datetime.date) -> Iterator[tuple[int | datetime.date, Change]]:
    """When the status changed: at the place of a step, or on a day when only time did it."""
    before: Judged | None = None
    since = as_of
    for place, judged, cause in _judged(steps, reader):
        day = reader.log.commits[place].day
        if before:
            yield from _by_time(before, since, min(day, as_of))
            was, now = before.stance(day), judged.stance(day)
            if was and now and was != now:
                yield place, Change("status_changed", before=was, after=now, cause=cause)
        before, since = judged, day
    if before and not steps.is_gone:
        yield from _by_time(before, since, as_of)


def _by_time(judged: Judged, since: datetime.date, until: datetime.date) -> Iterator[tuple[datetime.date, Change]]:
    for day, was, now in find_changes_by_time(judged, since, until):
        yield day, Change("status_changed", before=was, after=now, cause="time")


def _judged(steps: GoalSteps, reader: VersionReader) -> Iterator[tuple[int, Judged, Cause]]:
    """What was judged after each step that changed it, and by what: the goal itself, what is around it, or the site's settings."""
    own = {version.place: version for version in steps.versions}
    bounds = [*own, reader.end]
    for version, end in zip(own.values(), bounds[1:], strict=True):
        yield version.place, _judge(version, version.place, reader), "content"
        keys = keys_around(version.goal, version.place, reader)
        for cause, around in keys.items():
            yield from ((place, _judge(version, place, reader), cause) for place in reader.places(*around) if version.place < place < end)


def _judge(version: GoalVersion, place: int, reader: VersionReader) -> Judged:
    return Judged(version.goal, version.outcomes, read_surroundings(version.goal, place, reader))
