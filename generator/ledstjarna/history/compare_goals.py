"""Two versions of a goal come in; what a reader should know has changed between them goes out, as typed changes.

Whatever differs is told: what no rule here has words for ends in ``details_changed``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledstjarna.history.change import Change, ChangeKind
from ledstjarna.history.compare_measures import compare_measures
from ledstjarna.history.fields import compare_words, differing
from ledstjarna.model.goal import Activity, Event, Goal

WORDED = ("title", "official", "summary", "judged_by_note")  # what is told in words of its own
_FIELDS: dict[str, ChangeKind] = {
    "plan": "moved",
    "parent": "moved",
    "perspective": "moved",
    "agency": "owner_changed",
    "owner": "owner_changed",
    "period": "period_changed",
    "document": "decision_changed",
    "judged_by": "judging_changed",
}
_TOLD = {*WORDED, *_FIELDS, "id", "lifecycle", "fate", "indicators", "no_measure", "activities", "events"}


def compare_goals(was: Goal, now: Goal) -> Iterator[Change]:
    """What has changed, in the order of the page."""
    yield from _compare_life(was, now)
    for field in WORDED:
        own = now.official_languages if field in ("title", "official") else None
        yield from compare_words(field, getattr(was, field), getattr(now, field), own=own)
    yield from (
        Change(kind, about=field, before=getattr(was, field), after=getattr(now, field))
        for field, kind in _FIELDS.items()
        if getattr(was, field) != getattr(now, field)
    )
    if now.no_measure and not was.no_measure:
        yield Change("no_measure_found", after=now.no_measure.read)
    yield from compare_measures(was, now)
    yield from _compare_activities(was.activities, now.activities)
    yield from _compare_events(was.events, now.events)
    if details := differing(was, now, _TOLD if was.id == now.id else {*_TOLD, "aliases"}):
        yield Change("details_changed", about=", ".join(details))


def _compare_life(was: Goal, now: Goal) -> Iterator[Change]:
    """Whether it has begun, ended, or come back."""
    if was.lifecycle != now.lifecycle:
        if now.lifecycle == "ended":
            yield Change("replaced" if now.fate and now.fate.into else "ended", after=now.fate)
        elif was.lifecycle == "ended":
            yield Change("reopened", before=was.fate)
        else:
            yield Change("decided" if now.lifecycle == "active" else "undecided")
    elif was.fate != now.fate:
        yield Change("fate_changed", before=was.fate, after=now.fate)


def _compare_activities(was: Iterable[Activity], now: Iterable[Activity]) -> Iterator[Change]:
    """Activities are the same where they have the same name; one whose name alone changed has kept everything else."""
    before, after = list(was), list(now)
    for entry in list(after):
        if entry in before:
            before.remove(entry)
            after.remove(entry)
    for entry in list(after):
        other = next((old for old in before if old.name == entry.name), None) or _same_but_name(entry, before)
        if other:
            before.remove(other)
            after.remove(entry)
            yield Change("activity_changed", before=other, after=entry)
    yield from (Change("activity_removed", before=entry) for entry in before)
    yield from (Change("activity_added", after=entry) for entry in after)


def _same_but_name(entry: Activity, others: Iterable[Activity]) -> Activity | None:
    shape = entry.model_copy(update={"name": None})
    alike = [other for other in others if other.model_copy(update={"name": None}) == shape and (other.from_ or other.to or other.owner)]
    return alike[0] if len(alike) == 1 else None


def _compare_events(was: Iterable[Event], now: Iterable[Event]) -> Iterator[Change]:
    """An event that was recorded and now is not, or says something else. New ones are reasons for other changes, not changes."""
    for event, other in match_events(was, now)[0]:
        yield Change("event_changed" if other else "event_removed", before=event, after=other)


def match_events(was: Iterable[Event], now: Iterable[Event]) -> tuple[list[tuple[Event, Event | None]], list[Event]]:
    """The recorded events that are no longer as they were, each with what it says now where it is there; and the events that are new.

    An event is the same where it is of the same date and kind.
    """
    before, after = list(was), list(now)
    fresh = [event for event in after if event not in before]
    lost: list[tuple[Event, Event | None]] = []
    for event in (event for event in before if event not in after):
        other = next((new for new in fresh if (new.date, new.kind) == (event.date, event.kind)), None)
        if other:
            fresh.remove(other)
        lost.append((event, other))
    return lost, fresh
