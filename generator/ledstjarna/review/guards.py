"""What a proposal changes comes in; what must not happen to what is published goes out, as problems at their places.

Each guard is asked of one goal, plan or address. Its name is its code in a site's settings, where it can be made a remark or be left out;
it is the settings of the published site that count, so that no proposal lets itself through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from ledstjarna.history.change import Change
from ledstjarna.history.compare_goals import match_events
from ledstjarna.load.content_tree import Document
from ledstjarna.model.goal import Event, Goal, Indicator, Target
from ledstjarna.model.guards import Guard
from ledstjarna.model.outcome import Outcome
from ledstjarna.model.texts import Path, wait_for
from ledstjarna.problems import Place, Problem
from ledstjarna.review.proposal import ChangedGoal, ChangedRecord
from ledstjarna.review.sides import Sides
from ledstjarna.review.target_days import PutOff, find_put_off, find_put_off_by_plans
from ledstjarna.validate.shape import problem_at

_OF_DAYS = ("date_changed", "target_changed", "decision")  # the kinds of event that may say why a target is put off
Documents = Mapping[tuple[str, str], Document]


def guard_goal(changed: ChangedGoal, documents: Documents, sides: Sides) -> Iterator[Problem]:
    """What must not happen to a goal that is published."""
    if changed.before is None:
        return
    goal = _Guarded(changed, documents, sides)
    for change in changed.whole.changes:
        yield from goal.guard(change)
    yield from goal.guard_days()
    yield from goal.guard_measures()


class _Guarded:
    """A goal that is published and that a proposal changes."""

    def __init__(self, changed: ChangedGoal, documents: Documents, sides: Sides) -> None:
        assert changed.before
        self._changed, self._documents, self._sides = changed, documents, sides
        self._was: Goal = changed.before.goal
        self._now: Goal | None = changed.after.goal if changed.after else None
        self._events = match_events(self._was.events, self._now.events)[1] if self._now else []
        self._explained = {change.about for change in changed.whole.changes if change.reason}
        self._renamed = dict(self._find_renamed())

    def guard(self, change: Change) -> Iterator[Problem]:
        """What must not happen, of one change."""
        yield from self._guard_record(change)
        if not change.reason:
            yield from self._guard_target(change)
            yield from self._guard_figure(change)
        if isinstance(change.before, Outcome) and isinstance(change.after, Outcome):
            kept = change.after.corrections
            if any(entry not in kept for entry in change.before.corrections):
                yield self._at_outcome(change, "correction_edited", period=change.before.period.text, measure=change.about)

    def _guard_record(self, change: Change) -> Iterator[Problem]:
        """The goal as a whole, its id and what has been recorded of it."""
        match change.kind:
            case "deleted":
                yield self._gone("goal_deleted", self._was.id, found=self._was.id)
            case "renamed" if self._now and self._was.id not in self._now.aliases:
                yield self._at("goal", ("aliases",), "id_changed", was=self._was.id, found=self._now.id)
            case "event_changed" | "event_removed":
                yield self._at("goal", ("events",), "event_edited", date=cast("Event", change.before).date.isoformat())

    def _guard_target(self, change: Change) -> Iterator[Problem]:
        """A target that nobody has said why is another."""
        match change.kind:
            case "target_easier" | "target_changed":
                yield self._at_target(change, "target_easier" if change.kind == "target_easier" else "target_changed")
            case "milestones_changed" if _is_eased(change):
                yield self._at_target(change, "target_easier")
            case "target_removed":
                yield self._at_measures("target_removed", change.about)

    def _guard_figure(self, change: Change) -> Iterator[Problem]:
        """A figure that nobody has said why is another, or is no longer there."""
        match change.kind:
            case "outcome_overwritten" if not _says_nothing(cast("Outcome", change.after)):
                yield self._at_outcome(change, "outcome_overwritten", **_figure(change), write=self._correction(change))
            case "outcome_removed" if change.about not in self._renamed and cast("Outcome", change.before).kind != "forecast":
                yield self._at_outcome(change, "outcome_removed", **_figure(change))

    def _correction(self, change: Change) -> str:
        """The row that tells of a correction, to be filled in; an event where there was no value."""
        was = cast("Outcome", change.before)
        if was.value is None:
            return f"events: [{_write_event('corrected', change.about, self._sides)}]"
        return f"corrections: [{{date: {self._sides.as_of.isoformat()}, was: {was.value:f}, why: {_write_why(self._sides)}}}]"

    def guard_days(self) -> Iterator[Problem]:
        """Targets that are to be reached later than before."""
        document = self._documents.get(("goal", self._now.id)) if self._now else None
        if self._now is None or document is None:
            return
        for put_off in find_put_off(self._was, self._now, self._sides):
            told = any(event.kind in _OF_DAYS and event.about in (None, put_off.measure) for event in self._events)
            if not told and put_off.measure not in self._explained:
                yield _tell_put_off(document, self._path_of(put_off.measure, None), put_off, self._sides)

    def guard_measures(self) -> Iterator[Problem]:
        """Measures with a target that are no longer there, or that have got another id."""
        if self._now is None:
            return
        there = {entry.id for entry in self._now.indicators}
        for old in self._was.indicators:
            if old.id in self._renamed:
                new = self._renamed[old.id]
                yield self._at("goal", self._path_of(new, "id"), "measure_id_changed", was=old.id, found=new)
            elif old.id not in there and old.targets and old.id not in self._explained:
                yield self._at_measures("target_removed", old.id)

    def _find_renamed(self) -> Iterator[tuple[str, str]]:
        """The measures that have got another id, with it."""
        before, after = ({entry.id: entry for entry in goal.indicators} if goal else {} for goal in (self._was, self._now))
        come = [entry for id, entry in after.items() if id not in before]
        for old in (entry for id, entry in before.items() if id not in after):
            if new := next((entry for entry in come if _is_same(old, entry)), None):
                yield old.id, new.id

    def _path_of(self, measure: str, field: str | None) -> Path:
        indicators = self._now.indicators if self._now else ()
        index = next((index for index, entry in enumerate(indicators) if entry.id == measure), None)
        path: Path = ("indicators",) if index is None else ("indicators", index)
        return (*path, field) if field and index is not None else path

    def _at_target(self, change: Change, code: Guard) -> Problem:
        path = self._path_of(change.about, "targets")
        target = cast("Target | None", change.after)
        measure = next((entry for entry in (self._now.indicators if self._now else ()) if entry.id == change.about), None)
        if measure and target in measure.targets:
            path = (*path, measure.targets.index(target))
        return self._at("goal", path, code, measure=change.about, write=_write_event("target_changed", change.about, self._sides))

    def _at_measures(self, code: Guard, measure: str) -> Problem:
        write = _write_event("measure_removed", measure, self._sides)
        return self._at("goal", ("indicators",), code, measure=measure, write=write)

    def _at_outcome(self, change: Change, code: Guard, **facts: str) -> Problem:
        path: Path = ("outcomes", change.about)
        if change.after is not None and self._changed.after:
            entries = self._changed.after.outcomes.outcomes.get(change.about, [])
            path = (*path, *(index for index, entry in enumerate(entries) if entry == change.after))
        return self._at("outcomes", path[:3], code, **facts)

    def _at(self, kind: str, path: Path, code: Guard, **facts: str) -> Problem:
        id = self._now.id if self._now else self._was.id
        document = self._documents.get((kind, id))
        return replace(problem_at(document, path, code), facts=facts) if document else self._gone(code, id, kind=kind, **facts)

    def _gone(self, code: Guard, id: str, kind: str = "goal", **facts: str) -> Problem:
        """A problem of a file that is no longer there."""
        folder = "outcomes" if kind == "outcomes" else "goals"
        return Problem(Place(f"{self._sides.old.shown}/agencies/{self._was.agency}/{folder}/{id}.yml"), code, facts=facts)


def _figure(change: Change) -> dict[str, str]:
    """What a figure was, and is now where there is one."""
    was, now = cast("Outcome", change.before), cast("Outcome | None", change.after)
    facts = {"measure": change.about, "period": was.period.text, "was": _written(was)}
    return {**facts, "found": _written(now)} if now else facts


def _written(outcome: Outcome) -> str:
    """What a file has for an outcome."""
    if outcome.value is not None:
        return f"{outcome.value:f}"
    return f"done: {str(outcome.done).lower()}" if outcome.done is not None else f"withheld: {outcome.withheld}"


def _says_nothing(outcome: Outcome) -> bool:
    """Whether its row could not be read: that is told where it is written, and what was published comes back with it."""
    return outcome.value is None and outcome.done is None and outcome.withheld is None


def _is_eased(change: Change) -> bool:
    """Whether a milestone is no longer to be reached, or as much not by then."""
    was, now = cast("Target", change.before), cast("Target", change.after)
    is_less_better = was.kind in ("at_most", "zero")
    return any(
        not any(new.by <= old.by and (new.value <= old.value if is_less_better else new.value >= old.value) for new in now.via)
        for old in was.via
    )


def _is_same(old: Indicator, new: Indicator) -> bool:
    """Whether two measures of different ids are one: they are called the same, or mean the same."""
    return (old.name is not None and old.name == new.name) or old.model_copy(update={"id": new.id, "name": new.name}) == new


def guard_record(changed: ChangedRecord, documents: Documents) -> Iterator[Problem]:
    """What must not happen to what a plan stands for: it has an address of its own, also once it has ended."""
    for change in changed.entry.changes:
        document = documents.get((changed.past.kind, changed.past.id))
        if change.kind == "statement_removed" and document:
            yield problem_at(document, ("statements",), "statement_deleted", found=change.about)


def guard_unchanged(documents: Documents, sides: Sides) -> Iterator[Problem]:
    """Targets of goals that are not changed themselves, and that are put off by the period of their plan."""
    for goal, put_off in find_put_off_by_plans(sides):
        if document := documents.get(("goal", goal.id)):
            index = next(index for index, entry in enumerate(goal.indicators) if entry.id == put_off.measure)
            yield _tell_put_off(document, ("indicators", index), put_off, sides)


def _tell_put_off(document: Document, path: Path, put_off: PutOff, sides: Sides) -> Problem:
    was, found, write = put_off.was.isoformat(), put_off.now.isoformat(), _write_event("date_changed", put_off.measure, sides)
    return problem_at(document, path, "target_later", measure=put_off.measure, was=was, found=found, write=write)


def _write_event(kind: str, about: str, sides: Sides) -> str:
    """The event that says why, to be filled in."""
    return f"{{date: {sides.as_of.isoformat()}, kind: {kind}, about: {about}, text: {_write_why(sides)}}}"


def _write_why(sides: Sides) -> str:
    """A reason that is still to be written, in each language of the site."""
    return "{" + ", ".join(f'{code}: "{wait_for(code, "varför", "why")}"' for code in sides.project.settings.codes) + "}"


def take_severities(problems: Iterable[Problem], sides: Sides) -> Iterator[Problem]:
    """The problems as the published site takes them: errors, unless its settings say otherwise."""
    severities = sides.before.checks if sides.before else {}
    for problem in problems:
        severity = severities.get(problem.code, "error")
        if severity != "off":
            yield replace(problem, severity=severity)
