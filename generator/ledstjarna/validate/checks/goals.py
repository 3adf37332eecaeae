"""The register comes in; remarks on goals and findings that leave a reader without an answer go out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ledstjarna.model.finding import Finding
from ledstjarna.model.goal import Goal
from ledstjarna.model.plan import Plan
from ledstjarna.validate.checks.remark import Remark, remark
from ledstjarna.validate.register import Register


def goal_without_owner(register: Register) -> Iterator[Remark]:
    """A goal has an owner.

    Readers ask who answers for a goal. Write the committee, the unit or the office under ``owner``; no person’s name is needed.
    """
    yield from (remark("goal", goal.id) for goal in register.goals() if goal.owner is None)


def goal_without_period(register: Register) -> Iterator[Remark]:
    """A goal has a period, its own or its plan’s.

    Without one nobody can tell when the goal is to be reached. Write ``period`` in the goal or in its plan.
    """
    for goal in register.goals():
        if register.plan_of(goal) and register.period_of(goal) is None:
            yield remark("goal", goal.id)


def goal_without_document(register: Register) -> Iterator[Remark]:
    """A goal has a document, its own or its plan’s.

    A goal that nobody can look up might as well be invented. Write under ``document`` where it was decided, in the goal or in its plan.
    """
    for goal in register.goals():
        plan = register.plan_of(goal)
        if plan and goal.document is None and plan.document is None:
            yield remark("goal", goal.id)


def activity_without_state(register: Register) -> Iterator[Remark]:
    """An activity says how far it has come.

    Write ``state``: planned, under_way, done or stopped. Where the document does not tell, write not_stated, and the page says so.
    """
    for goal in register.goals():
        for index, activity in enumerate(goal.activities):
            if activity.state is None:
                yield remark("goal", goal.id, "activities", index)


def finding_without_response(register: Register) -> Iterator[Remark]:
    """A finding has an answer.

    The page says that no answer is known here. When the body has answered, write the answer under ``responses``, even if it gives no date.
    """
    yield from (remark("finding", id) for id, finding in sorted(register.content.findings.items()) if not finding.responses)


def goal_partly_measured(register: Register) -> Iterator[Remark]:
    """The measures of a goal cover the whole of it.

    All its measures say under ``covers`` that they measure only a part. Add a measure for the rest.
    Where there is none the remark is true, and tells what a reader will ask for.
    """
    for goal in register.goals():
        named = [indicator for indicator in goal.indicators if not indicator.promised]
        if named and all(indicator.covers for indicator in named):
            yield remark("goal", goal.id, "indicators", goal.indicators.index(named[0]), "covers", count=len(named))


_JOINTS = {"sv": (" och ", " samt ", ", "), "en": (" and ", ", ")}


def measure_may_cover_part(register: Register) -> Iterator[Remark]:
    """A goal that names several things is not measured by one of them alone.

    The title joins things with “and” or a comma, but there is one measure, which does not say what it covers. Write under ``covers``
    which part of the goal it measures.
    """
    for goal in register.goals():
        named = [indicator for indicator in goal.indicators if not indicator.promised]
        if len(named) == 1 and named[0].covers is None and _names_several(goal):
            yield remark("goal", goal.id, "indicators", goal.indicators.index(named[0]), found=next(iter(goal.title.values())))


def _names_several(goal: Goal) -> bool:
    return all(any(joint in text for joint in _JOINTS.get(language, _JOINTS["en"])) for language, text in goal.title.items())


def ended_without_fate(register: Register) -> Iterator[Remark]:
    """What has ended says how.

    Readers ask whether it was achieved, missed or given up. Write ``fate`` with ``kind``, and ``date`` where the day is known.
    """
    for goal in register.goals():
        if goal.lifecycle == "ended" and goal.fate is None:
            yield remark("goal", goal.id, "lifecycle")
    for id, plan in sorted(register.content.plans.items()):
        for index, statement in enumerate(plan.statements):
            if statement.lifecycle == "ended" and statement.fate is None:
                yield remark("plan", id, "statements", index, "lifecycle")


def title_twice(register: Register) -> Iterator[Remark]:
    """Two goals of a plan that have not ended are not called the same.

    In lists nobody can tell them apart. Say in their titles what sets them apart, or let the one that has been given up end.
    """
    first: dict[tuple[str, str, str], str] = {}
    for goal in register.goals():
        if goal.lifecycle != "ended":
            names = [(goal.plan, language, " ".join(title.casefold().split())) for language, title in goal.title.items()]
            if found := next((name for name in names if name in first), None):
                yield remark("goal", goal.id, "title", found[1], found=goal.title[found[1]], other=first[found])
            for name in names:
                first.setdefault(name, goal.id)


LONGEST_TITLE = 150


def title_too_long(register: Register) -> Iterator[Remark]:
    """A title has at most 150 characters.

    A longer one fills the screen of a phone, and search engines cut it. Give the goal a short name, and put the whole wording in
    ``official`` or ``summary``.
    """
    content = register.content
    titled: dict[str, Mapping[str, Goal | Plan | Finding]] = {"goal": content.goals, "plan": content.plans, "finding": content.findings}
    for kind, records in titled.items():
        for id, record in sorted(records.items()):
            for language, title in record.title.items():
                if len(title) > LONGEST_TITLE:
                    yield remark(kind, id, "title", language, length=len(title), longest=LONGEST_TITLE)


CHECKS = (
    goal_without_owner,
    goal_without_period,
    goal_without_document,
    activity_without_state,
    finding_without_response,
    goal_partly_measured,
    measure_may_cover_part,
    ended_without_fate,
    title_twice,
    title_too_long,
)
