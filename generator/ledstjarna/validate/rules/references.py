"""Whatever a record names must be there: the register comes in, placed problems go out.

That a goal is part of one that has ended is a problem rather than a remark: it forces the question what the goal now serves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches

from ledstjarna.model.agency import Agency
from ledstjarna.model.finding import Finding
from ledstjarna.model.goal import Event, Goal
from ledstjarna.model.plan import Plan
from ledstjarna.model.texts import Path
from ledstjarna.problems import Problem
from ledstjarna.validate.register import Register

_FEW = 3


def _suggest(found: str, known: Iterable[str]) -> str:
    """The nearest known ids; where there are but a few, all of them."""
    names = sorted(known)
    likely = names if len(names) <= 500 else [name for name in names if name[:3] == found[:3]][:500]
    near = get_close_matches(found, likely, n=3) or (names if len(names) <= _FEW else [])
    return ", ".join(near) or "–"


def _suggest_id(register: Register, kind: str, found: str) -> str:
    """The id that something once called so has now, else the nearest ids."""
    now = [id for id, record in sorted(_with_aliases(register)[kind].items()) if found in record.aliases]
    return ", ".join(now) or _suggest(found, register.ids(kind))


def _with_aliases(register: Register) -> dict[str, Mapping[str, Agency | Plan | Goal | Finding]]:
    content = register.content
    return {"agency": content.agencies, "plan": content.plans, "goal": content.goals, "finding": content.findings}


def _parents(register: Register) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Who is part of whom, for agencies and for goals."""
    yield "agency", {id: agency.parent for id, agency in sorted(register.content.agencies.items())}
    yield "goal", {goal.id: goal.parent for goal in register.goals()}


def parents_exist(register: Register) -> Iterator[Problem]:
    """The parent of a body, and of a goal, is on the site."""
    for kind, parents in _parents(register):
        code = "unknown_agency" if kind == "agency" else "unknown_goal"
        for id, parent in parents.items():
            if parent and not register.has(kind, parent):
                yield register.problem(kind, id, ("parent",), code, found=parent, expected=_suggest_id(register, kind, parent))


def parents_make_no_circle(register: Register) -> Iterator[Problem]:
    """No body and no goal is part of itself, directly or through others."""
    for kind, parents in _parents(register):
        for id in parents:
            if id in _ancestors(id, parents):
                yield register.problem(kind, id, ("parent",), "circle", found=" → ".join([id, *_ancestors(id, parents)]))


def _ancestors(id: str, parents: Mapping[str, str | None]) -> list[str]:
    """Upwards from ``id``, until the top or until someone comes back."""
    seen: dict[str, None] = {}
    above = parents.get(id)
    while above and above not in seen:
        seen[above] = None
        above = parents.get(above)
    return list(seen)


def parents_have_not_fallen(register: Register) -> Iterator[Problem]:
    """A goal that has not ended is not part of a goal that has."""
    for goal in register.goals():
        parent = register.content.goals.get(goal.parent or "")
        if parent and parent.lifecycle == "ended" and goal.lifecycle != "ended":
            instead = ", ".join(parent.fate.into) if parent.fate and parent.fate.into else "–"
            yield register.problem("goal", goal.id, ("parent",), "fallen_parent", found=parent.id, instead=instead)


def plans_exist(register: Register) -> Iterator[Problem]:
    """A goal’s plan is on the site, and so is a plan whose goals another one repeats."""
    for goal in register.goals():
        if not register.has("plan", goal.plan):
            yield register.problem(
                "goal", goal.id, ("plan",), "unknown_plan", found=goal.plan, expected=_suggest_id(register, "plan", goal.plan)
            )
    for id, plan in sorted(register.content.plans.items()):
        for index, mirror in enumerate(plan.mirrors):
            if (mirror.plan is None) == (mirror.title is None):
                yield register.problem("plan", id, ("mirrors", index), "mirror")
            elif mirror.plan and not register.has("plan", mirror.plan):
                yield register.problem(
                    "plan",
                    id,
                    ("mirrors", index, "plan"),
                    "unknown_plan",
                    found=mirror.plan,
                    expected=_suggest_id(register, "plan", mirror.plan),
                )


def perspectives_exist(register: Register) -> Iterator[Problem]:
    """A goal’s perspective is one of its plan’s."""
    for goal in register.goals():
        plan = register.plan_of(goal)
        known = [perspective.id for perspective in plan.perspectives] if plan else []
        if plan and goal.perspective and goal.perspective not in known:
            yield register.problem(
                "goal",
                goal.id,
                ("perspective",),
                "unknown_perspective",
                found=goal.perspective,
                plan=plan.id,
                expected=_suggest(goal.perspective, known),
            )


def goals_exist(register: Register) -> Iterator[Problem]:
    """Goals that took another’s place, goals that a finding touches and goals with outcomes are on the site."""
    for id, finding in sorted(register.content.findings.items()):
        yield from _check_goals(register, "finding", id, ("goals",), finding.goals)
    for goal in register.goals():
        if goal.fate:
            yield from _check_goals(register, "goal", goal.id, ("fate", "into"), goal.fate.into)
    for id, plan in sorted(register.content.plans.items()):
        for index, statement in enumerate(plan.statements):
            into = statement.fate.into if statement.fate else []
            yield from _check_goals(register, "plan", id, ("statements", index, "fate", "into"), into)
    for id in sorted(register.content.outcomes):
        if not register.has("goal", id):
            yield register.problem("outcomes", id, (), "outcomes_without_goal", found=id, expected=_suggest_id(register, "goal", id))


def _check_goals(register: Register, kind: str, id: str, path: Path, goals: list[str]) -> Iterator[Problem]:
    for index, goal in enumerate(goals):
        if not register.has("goal", goal):
            yield register.problem(kind, id, (*path, index), "unknown_goal", found=goal, expected=_suggest_id(register, "goal", goal))


def outcomes_lie_with_their_goal(register: Register) -> Iterator[Problem]:
    """A goal’s outcomes are in the folder of the goal’s own body."""
    for id, outcomes in sorted(register.content.outcomes.items()):
        goal = register.content.goals.get(id)
        if goal and goal.agency != outcomes.agency:
            yield register.problem("outcomes", id, (), "outcomes_elsewhere", found=outcomes.agency, expected=goal.agency)


def indicators_exist(register: Register) -> Iterator[Problem]:
    """Outcomes, comparisons, ended series and events are about a measure that the goal has."""
    for goal in register.goals():
        known = [indicator.id for indicator in goal.indicators]
        yield from _check_events(register, "goal", goal.id, (), goal.events, known)
        outcomes = register.content.outcomes.get(goal.id)
        if outcomes is None:
            continue
        named: list[tuple[Path, str]] = [(("outcomes", id), id) for id in outcomes.outcomes]
        named += [(("comparisons", id), id) for id in outcomes.comparisons]
        named += [(("series_ended", index, "indicator"), entry.indicator) for index, entry in enumerate(outcomes.series_ended)]
        for path, id in named:
            if id not in known:
                yield register.problem(
                    "outcomes",
                    goal.id,
                    path,
                    "unknown_indicator",
                    on_key=path[0] != "series_ended",
                    found=id,
                    goal=goal.id,
                    expected=_suggest(id, known),
                )


def _check_events(register: Register, kind: str, id: str, path: Path, events: list[Event], known: list[str]) -> Iterator[Problem]:
    for index, event in enumerate(events):
        if event.about and event.kind != "measure_removed" and event.about not in known:
            yield register.problem(
                kind,
                id,
                (*path, "events", index, "about"),
                "unknown_indicator",
                found=event.about,
                goal=id,
                expected=_suggest(event.about, known),
            )


def ids_are_used_once(register: Register) -> Iterator[Problem]:
    """Within a goal or a plan, no two measures, perspectives or statements share an id."""
    for goal in register.goals():
        yield from _check_twice(register, "goal", goal.id, "indicators", [indicator.id for indicator in goal.indicators])
    for id, plan in sorted(register.content.plans.items()):
        yield from _check_twice(register, "plan", id, "perspectives", [perspective.id for perspective in plan.perspectives])
        yield from _check_twice(register, "plan", id, "statements", [statement.id for statement in plan.statements])


def _check_twice(register: Register, kind: str, id: str, field: str, names: list[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield register.problem(kind, id, (field, index, "id"), "id_twice", found=name)
        seen.add(name)


def aliases_are_free(register: Register) -> Iterator[Problem]:
    """An alias is an earlier id: nothing has that id now, and nothing else has it as an alias."""
    for kind, group in _with_aliases(register).items():
        named = {id: record.aliases for id, record in sorted(group.items())}
        claims = Counter(alias for aliases in named.values() for alias in set(aliases))
        for id, aliases in named.items():
            seen: set[str] = set()
            for index, alias in enumerate(aliases):
                if register.has(kind, alias):
                    yield register.problem(kind, id, ("aliases", index), "alias_lives", found=alias)
                elif claims[alias] > 1 or alias in seen:
                    yield register.problem(kind, id, ("aliases", index), "alias_twice", found=alias)
                seen.add(alias)


def fates_belong_to_what_ended(register: Register) -> Iterator[Problem]:
    """Only what has ended has a fate."""
    for goal in register.goals():
        if goal.fate and goal.lifecycle != "ended":
            yield register.problem("goal", goal.id, ("fate",), "fate_of_the_living", on_key=True, found=goal.lifecycle)
    for id, plan in sorted(register.content.plans.items()):
        for index, statement in enumerate(plan.statements):
            if statement.fate and statement.lifecycle != "ended":
                yield register.problem(
                    "plan", id, ("statements", index, "fate"), "fate_of_the_living", on_key=True, found=statement.lifecycle
                )


def statements_are_not_measured(register: Register) -> Iterator[Problem]:
    """An event of a statement names no measure, since a statement has none."""
    for id, plan in sorted(register.content.plans.items()):
        for index, statement in enumerate(plan.statements):
            for number, event in enumerate(statement.events):
                if event.about:
                    path = ("statements", index, "events", number, "about")
                    yield register.problem("plan", id, path, "statement_about", on_key=True, found=event.about)


# What depends on other goals; the other rules ask for no more of them than their ids.
BETWEEN_GOALS: tuple[Callable[[Register], Iterator[Problem]], ...] = (
    parents_make_no_circle,
    parents_have_not_fallen,
    aliases_are_free,
)
RULES: tuple[Callable[[Register], Iterator[Problem]], ...] = (
    parents_exist,
    parents_make_no_circle,
    parents_have_not_fallen,
    plans_exist,
    perspectives_exist,
    goals_exist,
    outcomes_lie_with_their_goal,
    indicators_exist,
    ids_are_used_once,
    aliases_are_free,
    fates_belong_to_what_ended,
    statements_are_not_measured,
)
