"""The versions of all records come in; the history of a goal goes out: what each step changed in it, and when its status changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ledstjarna.history.change import Cause, Change, Entry, number_entries
from ledstjarna.history.goal_steps import GoalSteps, GoalVersion
from ledstjarna.history.renames import Names
from ledstjarna.history.standings import Judged, find_changes_by_time, is_other
from ledstjarna.history.surroundings import keys_around, read_surroundings
from ledstjarna.history.versions import VersionReader


@dataclass(frozen=True, slots=True)
class GoalHistory:
    """What is recorded of a goal: what each step changed, the oldest first, and its versions that can be read.

    ``former`` are the ids that it had before, the oldest first. ``days`` are those of the steps of its versions, by their places, where
    they are committed. ``is_gone`` tells that its file is no longer there. ``until`` is the first day on which time alone can change what
    is told, where it can.
    """

    id: str
    entries: tuple[Entry, ...]
    versions: tuple[GoalVersion, ...]
    days: Mapping[int, datetime.date]
    is_gone: bool = False
    former: tuple[str, ...] = ()
    until: datetime.date | None = None


def read_goal_history(names: Names, reader: VersionReader, *, as_of: datetime.date) -> GoalHistory:
    """The history of a goal that there is or has been; what is dated after ``as_of`` has not happened yet."""
    steps = GoalSteps(names, reader)
    changes = dict(steps.walk())
    timed: list[Entry] = []
    stages = list(_list_stages(steps, reader))
    for when, change in _status_changes(stages, [commit.day or as_of for commit in reader.log.commits], as_of):
        if isinstance(when, int):
            changes.setdefault(when, []).append(change)
        else:
            timed.append(Entry(when, "", (change,)))
    commits = reader.log.commits
    dated = [Entry(commits[place].day, commits[place].id, tuple(told), place) for place, told in sorted(changes.items()) if told]
    entries = sorted([*dated, *timed], key=lambda entry: (entry.day is None, entry.day or as_of))
    days = {version.place: day for version in steps.versions if (day := commits[version.place].day)}
    told = (entry for entry in entries if entry.day is None or entry.day <= as_of)
    return GoalHistory(
        names[-1][1],
        tuple(number_entries(told)),
        tuple(steps.versions),
        days,
        steps.is_gone,
        tuple(id for _, id in names[:-1]),
        _find_until(stages, entries, as_of),
    )


def _find_until(stages: Sequence[_Stage], entries: Iterable[Entry], as_of: datetime.date) -> datetime.date | None:
    """The first day after ``as_of`` on which time alone can change anything that is told; None where it cannot."""
    judged = stages[-1].judged if stages else None
    days = [*(judged.days() if judged else ()), *(entry.day for entry in entries if entry.day)]
    return min((day for day in days if day > as_of), default=None)


def _status_changes(
    stages: Sequence[_Stage], days: Sequence[datetime.date], as_of: datetime.date
) -> Iterator[tuple[int | datetime.date, Change]]:
    """When the status changed: at the place of a step, or on a day when only time did it."""
    before: _Stage | None = None
    for stage in stages:
        day = days[stage.place]
        if before and before.judged:
            yield from _by_time(before.judged, days[before.place], min(day, as_of))
        if stage.judged is None:  # what it says is not known until the next stage
            before = before and replace(before, place=stage.place, judged=None, known=before.judged or before.known)
            continue
        known = before and (before.judged or before.known)
        if before and known and stage.is_comparable and known.around.unread == stage.judged.around.unread:
            was, now = known.stance(day if before.judged else days[before.place]), stage.judged.stance(day)
            if was and now and is_other(was, now):
                yield stage.place, Change("status_changed", before=was, after=now, cause=stage.cause)
        before = stage
    if before and before.judged:
        yield from _by_time(before.judged, days[before.place], as_of)


def _by_time(judged: Judged, since: datetime.date, until: datetime.date) -> Iterator[tuple[datetime.date, Change]]:
    for day, was, now in find_changes_by_time(judged, since, until):
        yield day, Change("status_changed", before=was, after=now, cause="time")


@dataclass(frozen=True, slots=True)
class _Stage:
    """What a goal was judged by after a part of a step, and what that part was; ``judged`` is None where nothing is known any longer.

    ``known`` is then what was known last.
    """

    place: int
    judged: Judged | None
    cause: Cause = "content"
    is_comparable: bool = True
    known: Judged | None = None


def _list_stages(steps: GoalSteps, reader: VersionReader) -> Iterator[_Stage]:
    """What a goal was judged by: after each step the settings come first, then what is around it, and last the goal itself."""
    before: GoalVersion | None = None
    bounds = [*(version.place for version in steps.versions), reader.end]
    for version, end in zip(steps.versions, bounds[1:], strict=True):
        if before:
            yield from _around(before, [version.place], reader)
        yield _Stage(version.place, _judge(version, version.place, reader), is_comparable=version.is_comparable)
        gone = steps.ends.get(version.place)
        keys = keys_around(version.goal, version.place, reader).values()
        touched = reader.places(*(key for kinds in keys for key in kinds))
        yield from _around(version, [place for place in touched if version.place < place < (gone or end)], reader)
        if gone:
            yield _Stage(gone, None)
        before = version


def _around(version: GoalVersion, places: Iterable[int], reader: VersionReader) -> Iterator[_Stage]:
    """What was changed around a version by later steps."""
    keys = keys_around(version.goal, version.place, reader)
    touched = {cause: set(reader.places(*around)) for cause, around in keys.items()}
    for place in places:
        if place in touched["method"]:
            around = read_surroundings(version.goal, place - 1, reader, rules_place=place)
            yield _Stage(place, Judged(version.goal, version.outcomes, around), "method")
        if place in touched["plan"]:
            yield _Stage(place, _judge(version, place, reader), "plan")


def _judge(version: GoalVersion, place: int, reader: VersionReader) -> Judged:
    return Judged(version.goal, version.outcomes, read_surroundings(version.goal, place, reader))
