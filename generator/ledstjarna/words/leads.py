"""The site, an agency, a plan or a theme comes in; the sentence that leads its page goes out."""

from __future__ import annotations

from collections.abc import Sequence

from ledstjarna.derive.nodes import AgencyNode, PlanNode, ThemeNode
from ledstjarna.derive.summary import GoalSummary
from ledstjarna.model.agency import Agency
from ledstjarna.words.mixed_text import join
from ledstjarna.words.voice import Voice

_MET = ("achieved", "met_early")


def kind_word(agency: Agency, voice: Voice) -> str:
    """What sort of body, in a word."""
    return {
        "agency": voice._("Government agency"),
        "municipality": voice._("Municipality"),
        "committee": voice._("Committee"),
        "region": voice._("Region"),
        "government": voice._("Government"),
        "parliament": voice._("Parliament"),
    }[agency.kind]


def site_lead(goals: Sequence[GoalSummary], bodies: Sequence[AgencyNode], voice: Voice) -> str:
    """Whose goals are shown, how many, and how they stand; ``bodies`` are those that have goals."""
    if not goals:
        return voice._("Nothing is published here yet.")
    if len(goals) == 1 or len(bodies) == 1:
        return join((voice._("From {body}:", body=voice.told(bodies[0].record.name)), _lead(goals, voice)))
    many = voice.n("{n} body", "{n} bodies", len(bodies))
    return " ".join([voice._("{n} goals from {bodies} are shown here.", n=voice.number(len(goals)), bodies=many), *_standing(goals, voice)])


def site_answer(goals: Sequence[GoalSummary], voice: Voice) -> str:
    """How many goals there are, how many can be judged, and how many of those are on track or met: the site in one line."""
    if not goals:
        return voice._("Nothing is published here yet.")
    return short_lead(goals, voice)


def short_lead(goals: Sequence[GoalSummary], voice: Voice) -> str:
    """The same of a body, in a few words."""
    if not goals:
        return voice._("No goals are published here.")
    return " ".join((voice.n("{n} goal.", "{n} goals.", len(goals)), *_short_judged(goals, voice)))


def _short_judged(goals: Sequence[GoalSummary], voice: Voice) -> tuple[str, ...]:
    statuses = [goal.progress_status for goal in goals if goal.progress_status]
    if not statuses:
        return (voice._("None can be judged here."),)
    good = sum(status in (*_MET, "on_track") for status in statuses)
    if len(statuses) == len(goals):
        can = voice._("It can be judged.") if len(goals) == 1 else voice._("All can be judged.")
    else:
        can = voice.n("{n} can be judged.", "{n} can be judged.", len(statuses))
    how = voice.n("{n} is on track or met.", "{n} are on track or met.", good) if good else voice._("None is on track or met.")
    return can, how


def site_more(goals: Sequence[GoalSummary], bodies: Sequence[AgencyNode], voice: Voice) -> str:
    """Whose goals these are, how many have ended, and how many have no measure."""
    if not goals:
        return ""
    parts = [voice.n("They are the goals of {n} body.", "They are the goals of {n} bodies.", len(bodies))]
    if ended := _count_ended(goals):
        parts.append(voice.n("{n} of them has ended.", "{n} of them have ended.", ended))
    if without := sum(not goal.is_named for goal in goals):
        parts.append(voice.n("{n} has no named measure here.", "{n} have no named measure here.", without))
    return " ".join(parts)


def agency_lead(agency: AgencyNode, voice: Voice) -> str:
    """How many goals the body has and how they stand, in one sentence or two; its plans may show those of others as well."""
    has_others = any(goal.agency_id != agency.id for plan in agency.plans for goal in plan.goals)
    return _lead(agency.goals, voice, of_its_own=has_others)


def plan_lead(plan: PlanNode, voice: Voice) -> str:
    """How many goals the plan has and how they stand, in one sentence or two."""
    return _lead(plan.goals, voice)


def theme_lead(theme: ThemeNode, voice: Voice) -> str:
    """How many goals share a theme and whose they are; the invented ones are told apart."""
    if not theme.goals:
        return voice._("No goal on the site belongs to this theme.")
    goals = voice.n("{n} goal", "{n} goals", len(theme.goals))
    first = voice._("The theme has {goals} from {bodies}.", goals=goals, bodies=bodies_of_theme(theme, voice))
    invented = sum(len(goals) for _, goals in theme.invented)
    if not invented:
        return first
    if invented < len(theme.goals):
        made_up = voice.n("{n} of the goals is invented, as an example.", "{n} of the goals are invented, as examples.", invented)
    else:
        made_up = voice._("It is invented, as an example.") if invented == 1 else voice._("All of them are invented, as examples.")
    return f"{first} {made_up}"


def bodies_of_theme(theme: ThemeNode, voice: Voice) -> str:
    """How many bodies have goals of a theme; nothing where none has."""
    many = len(theme.real) + len(theme.invented)
    return voice.n("{n} body", "{n} bodies", many) if many else ""


def _lead(goals: Sequence[GoalSummary], voice: Voice, *, of_its_own: bool = False) -> str:
    if not goals:
        return voice._("No goals of its own are published here.") if of_its_own else voice._("No goals are published here.")
    if of_its_own:
        first = voice.n("{n} goal of its own is shown here.", "{n} goals of its own are shown here.", len(goals))
    else:
        first = voice.n("{n} goal is shown here.", "{n} goals are shown here.", len(goals))
    if len(goals) == 1:
        alone = [first, voice._("It has ended.") if _count_ended(goals) else "", goals[0].words[voice.code].sentence]
        return join(alone)
    return " ".join([first, *_standing(goals, voice)])


def _standing(goals: Sequence[GoalSummary], voice: Voice) -> list[str]:
    """How two goals or more stand: how many have ended, have no measure, can be judged and are met."""
    parts = []
    if ended := _count_ended(goals):
        parts.append(
            voice._("All have ended.") if ended == len(goals) else voice.n("{n} of them has ended.", "{n} of them have ended.", ended)
        )
    without = sum(not goal.is_named for goal in goals)
    if without == len(goals):
        return [*parts, voice._("None has a named measure here, so we cannot say whether they are met.")]
    if without:
        parts.append(voice.n("{n} has no named measure here.", "{n} have no named measure here.", without))
    return [*parts, _judged(goals, voice)]


def _count_ended(goals: Sequence[GoalSummary]) -> int:
    return sum(goal.lifecycle == "ended" for goal in goals)


def _measures_met(goals: Sequence[GoalSummary], voice: Voice) -> str:
    """How many measures of ended goals reached their targets, where some did of a goal that did not."""
    met = [sum(status in _MET for status in goal.measured) for goal in goals]
    if not any(many and goal.progress_status == "missed" for goal, many in zip(goals, met, strict=True)):
        return ""
    total = voice.number(sum(len(goal.measured) for goal in goals))
    return voice.n(
        "{n} of their {total} measures reached its target.", "{n} of their {total} measures reached their target.", sum(met), total=total
    )


def _judged(goals: Sequence[GoalSummary], voice: Voice) -> str:
    statuses = [goal.progress_status for goal in goals if goal.progress_status]
    if not statuses:
        return voice._("None can be judged from what is published here.")
    met = sum(1 for status in statuses if status in _MET)
    if len(statuses) == len(goals):
        can = voice._("All can be judged.")
    else:
        can = voice.n("{n} goal can be judged.", "{n} goals can be judged.", len(statuses))
    if _count_ended(goals) == len(goals):
        how = voice.n("{n} of those was met.", "{n} of those were met.", met) if met else voice._("None of those was met.")
        return " ".join(part for part in (can, how, _measures_met(goals, voice)) if part)
    good = met + statuses.count("on_track")
    if not good:
        return f"{can} {voice._('None of those is on track or met.')}"
    return f"{can} {voice.n('{n} of those is on track or met.', '{n} of those are on track or met.', good)}"
