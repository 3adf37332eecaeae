"""Two versions of a plan, a body or a finding come in; what a reader should know has changed between them goes out, as typed changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ledstjarna.history.change import Change, ChangeKind
from ledstjarna.history.fields import compare_words, differing
from ledstjarna.model.agency import Agency
from ledstjarna.model.finding import Finding
from ledstjarna.model.plan import Plan, Statement
from ledstjarna.model.values import Record


def compare_records(was: Record, now: Record) -> Iterator[Change]:
    """What has changed, in the order of the page; what no rule has words for ends in ``details_changed``."""
    return _WAYS[type(now)](was, now)


def _compare_fields(was: Record, now: Record, worded: tuple[str, ...], kinds: Mapping[str, ChangeKind]) -> Iterator[Change]:
    for field in worded:
        yield from compare_words(field, getattr(was, field), getattr(now, field))
    for field, kind in kinds.items():
        before, after = getattr(was, field), getattr(now, field)
        if before != after:
            yield Change(kind, about=field, before=before if _is_told(before) else None, after=after if _is_told(after) else None)


def _is_told(value: object) -> bool:
    """Whether a sentence can tell a value: a list it cannot."""
    return not isinstance(value, list | dict)


def _details(was: Record, now: Record, told: set[str]) -> Iterator[Change]:
    if details := differing(was, now, told | {"id", "history"}):
        yield Change("details_changed", about=", ".join(details))


# --- plans -----------------------------------------------------------------------------------------------------------

_PLAN_WORDS = ("title", "story", "follow_up")
_PLAN_KINDS: dict[str, ChangeKind] = {
    "agency": "owner_changed",
    "period": "period_changed",
    "document": "decision_changed",
    "method": "method_changed",
    "perspectives": "perspectives_changed",
}


def _compare_plans(was: Plan, now: Plan) -> Iterator[Change]:
    yield from _compare_fields(was, now, _PLAN_WORDS, _PLAN_KINDS)
    before, after = ({entry.id: entry for entry in plan.statements} for plan in (was, now))
    yield from (Change("statement_removed", about=id, before=entry.name) for id, entry in before.items() if id not in after)
    for id, entry in after.items():
        if id not in before:
            yield Change("statement_added", about=id, after=entry.name)
        elif entry != before[id]:
            yield _compare_statements(before[id], entry)
    yield from _details(was, now, {*_PLAN_WORDS, *_PLAN_KINDS, "statements"})


def _compare_statements(was: Statement, now: Statement) -> Change:
    has_ended = now.lifecycle == "ended" and was.lifecycle != "ended"
    return Change("statement_ended" if has_ended else "statement_changed", about=now.id, before=was.name, after=now.name)


# --- bodies ----------------------------------------------------------------------------------------------------------

_BODY_WORDS = ("name", "mandate", "about")
_BODY_KINDS: dict[str, ChangeKind] = {"parent": "moved", "reports_here": "reporting_changed"}


def _compare_bodies(was: Agency, now: Agency) -> Iterator[Change]:
    yield from _compare_fields(was, now, _BODY_WORDS, _BODY_KINDS)
    yield from _details(was, now, {*_BODY_WORDS, *_BODY_KINDS})


# --- findings --------------------------------------------------------------------------------------------------------

_FINDING_WORDS = ("title", "text", "risk")
_FINDING_KINDS: dict[str, ChangeKind] = {"goals": "concerns_changed"}


def _compare_findings(was: Finding, now: Finding) -> Iterator[Change]:
    yield from _compare_fields(was, now, _FINDING_WORDS, _FINDING_KINDS)
    for at, entry in enumerate(now.responses):
        before = was.responses[at] if at < len(was.responses) else None
        if before != entry:
            yield Change("response_changed" if before else "response_added", about="responses", before=before, after=entry)
    yield from (Change("response_removed", about="responses", before=entry) for entry in was.responses[len(now.responses) :])
    yield from (Change("followed_up", about="follow_ups", after=entry) for entry in now.follow_ups if entry not in was.follow_ups)
    told = {*_FINDING_WORDS, *_FINDING_KINDS, "responses"}
    gone = any(entry not in now.follow_ups for entry in was.follow_ups)
    yield from _details(was, now, told if gone else told | {"follow_ups"})


_WAYS: dict[type, Callable[[Any, Any], Iterator[Change]]] = {Plan: _compare_plans, Agency: _compare_bodies, Finding: _compare_findings}
