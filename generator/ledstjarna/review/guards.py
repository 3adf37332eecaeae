"""What a proposal changes comes in; what must not happen to what is published goes out, as problems at their places.

Each guard is asked of one goal, plan or address. Its name is its code in a site's settings, where it can be made a remark or be left out;
it is the settings of the published site that count, so that no proposal lets itself through.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from ledstjarna.history.change import TARGETS, Change
from ledstjarna.history.compare_goals import match_events
from ledstjarna.history.compare_measures import compare_targets
from ledstjarna.load.content_tree import Document
from ledstjarna.model.goal import Event, EventKind, Goal, Indicator, Target, TargetKind
from ledstjarna.model.guards import Guard
from ledstjarna.model.outcome import Outcome, Outcomes
from ledstjarna.model.plan import Plan
from ledstjarna.model.texts import Path
from ledstjarna.problems import Place, Problem
from ledstjarna.review.figures import is_less_seen, says_nothing, tell_figure
from ledstjarna.review.milestones import is_eased
from ledstjarna.review.proposal import ChangedGoal, ChangedRecord
from ledstjarna.review.recorded import assessments_of, fates_of, is_fate_kept, is_kept
from ledstjarna.review.sides import Sides
from ledstjarna.review.target_days import PutOff, find_put_off, find_put_off_by_plans
from ledstjarna.review.to_write import write_correction, write_event
from ledstjarna.validate.shape import problem_at

# The kinds of event that may say why a figure is another, why a target is, and why it is put off.
_OF_FIGURES: tuple[EventKind, ...] = ("corrected",)
_OF_TARGETS: tuple[EventKind, ...] = ("target_changed", "decision", "decided", "other")
_OTHER_TARGETS: tuple[Guard, ...] = ("target_easier", "target_changed")
_OF_DAYS: tuple[EventKind, ...] = ("date_changed", *_OF_TARGETS)
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
        self._renamed = dict(self._find_renamed())

    def guard(self, change: Change) -> Iterator[Problem]:
        """What must not happen, of one change."""
        yield from self._guard_record(change)
        if not change.reason:
            yield from self._guard_target(change)
            yield from self._guard_figure(change)
        if isinstance(change.before, Outcome) and isinstance(change.after, Outcome):
            kept = change.after.corrections
            if not all(any(is_kept(old, new) for new in kept) for old in change.before.corrections) and not change.after.withheld:
                yield self._at_outcome(change, "correction_edited", period=change.before.period.text, measure=change.about)

    def _guard_record(self, change: Change) -> Iterator[Problem]:
        """The goal as a whole, its id and what has been recorded of it."""
        match change.kind:
            case "deleted":
                yield self._gone("goal_deleted", self._was.id, found=self._was.id)
            case "renamed" if self._now and self._was.id not in self._now.aliases:
                yield self._at("goal", ("aliases",), "id_changed", was=self._was.id, found=self._now.id)
            case "fate_changed" | "reopened" if not change.reason and not is_fate_kept(*fates_of(change)):
                yield self._at("goal", ("fate",), "fate_edited")
            case "assessment_changed" | "assessment_removed" if not is_kept(*assessments_of(change)):
                date = assessments_of(change)[0].date.isoformat()
                yield self._at("outcomes", ("assessments",), "assessment_edited", date=date)
            case "event_changed" | "event_removed" if not is_kept(cast("Event", change.before), cast("Event | None", change.after)):
                yield self._at("goal", ("events",), "event_edited", date=cast("Event", change.before).date.isoformat())

    def _guard_target(self, change: Change) -> Iterator[Problem]:
        """A target that nobody has said why is another."""
        match change.kind:
            case "target_easier" | "target_changed":
                yield from (self._at_target(change, code) for code in self._weigh(change))
            case "milestones_changed" if is_eased(change):
                yield self._at_target(change, "target_easier")
            case "target_removed":
                yield self._at_measures("target_removed", change.about)
            case "baseline_revised" | "baseline_removed" | "direction_changed" if self._is_aimed(change, "improve"):
                yield self._at_target(change, "target_changed")
            case "judging_changed" if change.after == "any":
                yield self._at("goal", ("judged_by",), "judging_easier")
            case "unit_changed" if self._is_aimed(change):
                yield self._at_target(change, "target_changed")

    def _guard_figure(self, change: Change) -> Iterator[Problem]:
        """A figure that nobody has said why is another, or is no longer there."""
        match change.kind:
            case "outcome_overwritten" if not says_nothing(cast("Outcome", change.after)):
                yield self._at_outcome(change, "outcome_overwritten", **tell_figure(change), write=self._correction(change))
            case "outcome_withheld" | "outcome_settled" | "outcome_revised" | "outcome_detailed" if self._is_rewritten(change):
                yield self._at_outcome(change, "outcome_overwritten", **tell_figure(change), write=self._correction(change))
            case "outcome_removed" if not self._is_told_with_measure(change) and cast("Outcome", change.before).kind != "forecast":
                yield self._at_outcome(change, "outcome_removed", **tell_figure(change))

    def _is_rewritten(self, change: Change) -> bool:
        """Whether readers no longer see what they saw of an outcome, and no correction or event says why."""
        was, now = cast("Outcome", change.before), cast("Outcome", change.after)
        return is_less_seen(was, now, self._sides.as_of) and not self._is_told(_OF_FIGURES, change.about) and not self._is_corrected(change)

    def _is_corrected(self, change: Change) -> bool:
        """Whether an outcome has a new correction, also where the outcome is withheld and none of them is shown."""
        before, after = (
            [entry for outcome in self._written(change, id, place) for entry in outcome.corrections]
            for id, place in ((self._was.id, self._sides.last - 1), (self._now.id if self._now else "", self._sides.last))
        )
        return any(entry not in before for entry in after)

    def _written(self, change: Change, id: str, place: int) -> list[Outcome]:
        """The outcomes of the same time as the file has them."""
        past = self._sides.reader.last_at("outcomes", id, place)
        entries = cast("Outcomes", past.record).outcomes.get(change.about, []) if past else []
        return [entry for entry in entries if change.period and entry.period.key == change.period.key]

    def _is_told_with_measure(self, change: Change) -> bool:
        """Whether it is told, with its reason, that an outcome's measure is no longer there, or that it has another id."""
        gone = (other for other in self._changed.whole.changes if other.kind == "measure_removed" and other.about == change.about)
        return change.about in self._renamed or any(other.reason for other in gone)

    def _is_told(self, kinds: Collection[EventKind], measure: str) -> bool:
        """Whether a new event of one of these kinds is about a measure."""
        return any(event.kind in kinds and event.about in (None, measure) for event in self._events)

    def _weigh(self, change: Change) -> Iterator[Guard]:
        """What a target that is another comes to but for its day, which is guarded by itself; nothing where it is harder."""
        old, new = cast("Target", change.before), cast("Target", change.after)
        was, now = (next(entry for entry in goal.indicators if entry.id == change.about) for goal in (self._was, self._now) if goal)
        same_day = new.model_copy(update={"by": old.by, "period": old.period})
        measures = (was.model_copy(update={"targets": [old]}), now.model_copy(update={"targets": [same_day]}))
        kinds = {other.kind for other in compare_targets(*measures)}
        yield from (code for code in _OTHER_TARGETS if code in kinds)

    def _is_aimed(self, change: Change, kind: TargetKind | None = None) -> bool:
        """Whether a measure has a target before and now, of this kind, that nothing else says is another, and no event why it is."""
        both = [entry for goal in (self._was, self._now) if goal for entry in goal.indicators if entry.id == change.about]
        is_told = any(other.kind in TARGETS and other.about == change.about for other in self._changed.whole.changes)
        is_aimed = all(any(kind in (None, target.kind) for target in entry.targets) for entry in both)
        return is_aimed and not is_told and not self._is_told(_OF_TARGETS, change.about)

    def _correction(self, change: Change) -> str:
        """The row that tells of a correction, to be filled in; an event where no value became another."""
        was, now = cast("Outcome", change.before), cast("Outcome", change.after)
        if was.value is None or now.value in (None, was.value):
            return f"events: [{write_event('corrected', change.about, self._sides)}]"
        return f"corrections: [{write_correction(f'{was.value:f}', self._sides)}]"

    def guard_days(self) -> Iterator[Problem]:
        """Targets that are to be reached later than before."""
        document = self._documents.get(("goal", self._now.id)) if self._now else None
        if self._now is None or document is None:
            return
        for put_off in find_put_off(self._was, self._now, self._sides):
            if not self._is_told(_OF_DAYS, put_off.measure):
                yield _tell_put_off(document, self._path_of(put_off.measure, None), put_off, self._sides)

    def guard_measures(self) -> Iterator[Problem]:
        """Measures with a target that are no longer there, or that have got another id."""
        if self._now is None:
            return
        there = {entry.id for entry in self._now.indicators}
        explained = {change.about for change in self._changed.whole.changes if change.kind == "measure_removed" and change.reason}
        for old in self._was.indicators:
            if old.id in self._renamed:
                new = self._renamed[old.id]
                yield self._at("goal", self._path_of(new, "id"), "measure_id_changed", was=old.id, found=new)
            elif old.id not in there and old.targets and old.id not in explained:
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
        return self._at("goal", path, code, measure=change.about, write=write_event("target_changed", change.about, self._sides))

    def _at_measures(self, code: Guard, measure: str) -> Problem:
        write = write_event("measure_removed", measure, self._sides)
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


def _is_same(old: Indicator, new: Indicator) -> bool:
    """Whether two measures of different ids are one: they are called the same, or mean the same."""
    return (old.name is not None and old.name == new.name) or old.model_copy(update={"id": new.id, "name": new.name}) == new


def guard_record(changed: ChangedRecord, documents: Documents, sides: Sides) -> Iterator[Problem]:
    """What must not happen to what a plan stands for: it has an address of its own, also once it has ended, and events."""
    document, (was, now) = documents.get((changed.past.kind, changed.past.id)), _find_plans(changed, sides)
    if document is None or was is None or now is None:
        return
    places = {entry.id: index for index, entry in enumerate(now.statements)}
    for old in was.statements:
        if old.id not in places:
            yield problem_at(document, ("statements",), "statement_deleted", found=old.id)
            continue
        path: Path = ("statements", places[old.id], "events")
        for event, other in match_events(old.events, now.statements[places[old.id]].events)[0]:
            if not is_kept(event, other):
                yield problem_at(document, path, "event_edited", date=event.date.isoformat())


def _find_plans(changed: ChangedRecord, sides: Sides) -> tuple[Plan | None, Plan | None]:
    """A plan that is published, also where it had another id, and what it would become; None of what is no plan."""
    past = sides.reader.last_at("plan", changed.past.id, sides.last) if changed.past.kind == "plan" else None
    now = cast("Plan | None", past.record) if past else None
    earlier = (sides.reader.last_at("plan", id, sides.last - 1) for id in (changed.past.id, *(now.aliases if now else ())))
    return cast("Plan | None", next((before.record for before in earlier if before), None)), now


def guard_unchanged(documents: Documents, sides: Sides) -> Iterator[Problem]:
    """Targets of goals that are not changed themselves, and that are put off by the period of their plan."""
    for goal, put_off in find_put_off_by_plans(sides):
        if document := documents.get(("goal", goal.id)):
            index = next(index for index, entry in enumerate(goal.indicators) if entry.id == put_off.measure)
            yield _tell_put_off(document, ("indicators", index), put_off, sides)


def _tell_put_off(document: Document, path: Path, put_off: PutOff, sides: Sides) -> Problem:
    """A target that is to be reached later, or that is another since it has no day any longer."""
    if put_off.now is None:
        write = write_event("target_changed", put_off.measure, sides)
        return problem_at(document, path, "target_changed", measure=put_off.measure, write=write)
    was, found, write = put_off.was.isoformat(), put_off.now.isoformat(), write_event("date_changed", put_off.measure, sides)
    return problem_at(document, path, "target_later", measure=put_off.measure, was=was, found=found, write=write)


def take_severities(problems: Iterable[Problem], sides: Sides) -> Iterator[Problem]:
    """The problems as the published site takes them: errors, unless its settings say otherwise."""
    severities = sides.before.checks if sides.before else {}
    for problem in problems:
        severity = severities.get(problem.code, "error")
        if severity != "off":
            yield replace(problem, severity=severity)
