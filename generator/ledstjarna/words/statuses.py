"""A status comes in; the word a reader sees for it goes out. The words depend on the kind of target."""

from __future__ import annotations

import datetime

from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.scope import find_goal_scope, find_scope
from ledstjarna.derive.standing import Aim, IndicatorStanding
from ledstjarna.derive.status_names import PROGRESS_STATUSES, ProgressStatus
from ledstjarna.derive.wording import Wording, choose_wording, find_decider
from ledstjarna.model.goal import EventKind, Fate
from ledstjarna.model.times import make_months
from ledstjarna.words.voice import N_, Voice

_CLOSED = {"achieved": N_("Achieved"), "missed": N_("Not achieved")}
_PATH = {
    **_CLOSED,
    "met_early": N_("Met early"),
    "on_track": N_("On track"),
    "behind": N_("Behind"),
    "off_track": N_("Far behind"),
    "moving_away": N_("Moving away"),
}
_LEVEL = {**_CLOSED, "on_track": N_("Level held"), "behind": N_("Close to the level"), "off_track": N_("Level not held")}
_PACE = {**_CLOSED, "on_track": N_("Within the pace"), "behind": N_("Slightly over the pace"), "off_track": N_("Over the pace")}
_AT_LEAST = {
    **_CLOSED,
    "on_track": N_("At least as high as the comparison"),
    "behind": N_("Close to the comparison"),
    "off_track": N_("Below the comparison"),
}
_AT_MOST = {
    **_CLOSED,
    "on_track": N_("No higher than the comparison"),
    "behind": N_("Close to the comparison"),
    "off_track": N_("Above the comparison"),
}
_ZERO = {**_CLOSED, "on_track": N_("Zero so far"), "off_track": N_("Not zero")}
_IMPROVE = {"on_track": N_("Better"), "behind": N_("Little changed"), "moving_away": N_("Worse")}
_UNCHANGED = {**_IMPROVE, "behind": N_("Unchanged")}
_DONE = {"achieved": N_("Done"), "missed": N_("Not done in time")}
# Where the goal goes on after the target that the verdict speaks of.
_OF_TARGET = {"achieved": N_("{target} was met"), "met_early": N_("{target} was met early"), "missed": N_("{target} was not met")}
_DONE_BY = {"achieved": N_("Done by {date}"), "missed": N_("Not done by {date}")}
_FAMILIES: dict[Wording, dict[str, str]] = {
    "path": _PATH,
    "level": _LEVEL,
    "pace": _PACE,
    "at_least": _AT_LEAST,
    "at_most": _AT_MOST,
    "zero": _ZERO,
    "improve": _IMPROVE,
    "unchanged": _UNCHANGED,
    "done_by": _DONE,
}

_REPORTING = {
    "no_measure": N_("No measure given"),
    "measure_promised": N_("Measure promised, not named"),
    "not_done_yet": N_("Not reported as done"),
    "no_outcome_yet": N_("No outcome yet"),
    "no_target": N_("No target given"),
    "waiting_for_comparison": N_("Waiting for comparison"),
    "withheld": N_("Withheld, too few people"),
    "series_ended": N_("Measurement ended"),
    "reported": N_("Cannot be judged"),
}
# Where it is not known what the body or its document says: what there is here.
_HERE = {
    "no_measure": N_("No measure given here"),
    "measure_promised": N_("Measure promised, not named here"),
    "no_outcome_yet": N_("No outcome published here"),
    "no_target": N_("No target given here"),
}
_SAID_NOT_DONE = N_("Not done yet")

_EVENTS: dict[EventKind, str] = {
    "decided": N_("Decided"),
    "reworded": N_("Reworded"),
    "target_changed": N_("Target changed"),
    "date_changed": N_("New date"),
    "measure_added": N_("Measure added"),
    "measure_removed": N_("Measure removed"),
    "redefined": N_("New definition"),
    "corrected": N_("Correction"),
    "decision": N_("Decision"),
    "ended": N_("Ended"),
    "replaced": N_("Replaced"),
    "other": N_("Event"),
}
# The kinds of document that have words in both languages; any other kind is shown as it was written.
_DOCUMENTS = {
    "annual_report": N_("annual report"),
    "article": N_("article"),
    "bill": N_("government bill"),
    "budget": N_("budget"),
    "decision": N_("decision"),
    "instruction": N_("instruction"),
    "minutes": N_("minutes"),
    "ordinance": N_("ordinance"),
    "plan": N_("plan"),
    "policy": N_("policy"),
    "programme": N_("programme"),
    "report": N_("report"),
    "scorecard": N_("scorecard"),
    "strategy": N_("strategy"),
    "web_page": N_("web page"),
}

_FATES = {
    "achieved": N_("Ended: achieved"),
    "missed": N_("Ended: not achieved"),
    "expired": N_("Ended: the period is over"),
    "replaced": N_("Ended: replaced"),
    "merged": N_("Ended: merged"),
    "split": N_("Ended: split"),
    "dropped": N_("Ended: dropped"),
}

_SAID = {"achieved": N_("Ended: said to be achieved"), "missed": N_("Ended: said not to be achieved")}

# For counting goals of every kind together.
_COUNTED = {
    "achieved": N_("Achieved"),
    "met_early": N_("Met early"),
    "on_track": N_("On track, or the level is held"),
    "behind": N_("Behind, or close to the level"),
    "off_track": N_("Far behind, or the level is not held"),
    "moving_away": N_("Moving away"),
    "missed": N_("Not achieved"),
}


def indicator_word(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    """How an indicator stands, in a word or two."""
    wording = choose_wording(standing)
    if standing.progress_status:
        return progress_word(standing.progress_status, wording, voice, scope=find_scope(standing, goal.standing, goal.period))
    return said_word(voice) if wording == "said" else reporting_word(standing.reporting_status, goal, voice)


def progress_word(status: ProgressStatus, wording: Wording, voice: Voice, *, scope: Aim | None = None) -> str:
    """A verdict, as it is said of that kind of target; ``scope`` is the target that it speaks of where the goal goes on after that."""
    if scope is None or scope.day is None:
        return voice._(_FAMILIES[wording][status])
    if wording == "done_by":
        return voice._(_DONE_BY[status], date=_year_of(scope) or voice.date(scope.day))
    return voice._(_OF_TARGET[status], target=_target_name(scope, scope.day, voice))


def _target_name(scope: Aim, day: datetime.date, voice: Voice) -> str:
    """A target by its year, else by the month that it ends with, its day or its period."""
    if year := _year_of(scope):
        return voice._("The {year} target", year=year)
    if scope.target.by is None and scope.period and scope.period.kind != "day":
        return voice._("The target {when}", when=voice.when(scope.period))
    month = make_months(day.year, day.month, day.month, "month")
    return voice._("The target for {date}", date=voice.period(month) if month.end == day else voice.date(day))


def _year_of(scope: Aim) -> str:
    """The year at whose end a target is to be reached, or that its period is; nothing of another day or period."""
    day, period = scope.target.by, scope.period
    if day:
        return str(day.year) if (day.month, day.day) == (12, 31) else ""
    return str(period.end.year) if period and period.key == make_months(period.end.year, 1, 12, "year").key else ""


def said_word(voice: Voice) -> str:
    """That something was said not to be done yet."""
    return voice._(_SAID_NOT_DONE)


def goal_word(goal: GoalNode, voice: Voice) -> str:
    """How a goal stands: the word of the indicator that decided, else what kind of data is missing from all of them."""
    standing = goal.standing
    if decider := find_decider(standing):
        if standing.progress_status is None:
            return indicator_word(decider, goal, voice)
        return progress_word(standing.progress_status, choose_wording(decider), voice, scope=find_goal_scope(standing, goal.period))
    alike = all(entry.reporting_status == standing.reporting_status for entry in standing.indicators)
    return reporting_word(standing.reporting_status if alike else "reported", goal, voice)


def reporting_word(status: str, goal: GoalNode, voice: Voice) -> str:
    """What kind of data is missing: told of the body only where that is known, else only that it is not here."""
    is_known = {
        "no_measure": goal.has_no_measure,
        "no_outcome_yet": goal.agency.reports_here,
        "no_target": goal.is_read,
        "measure_promised": goal.is_read,
    }.get(status, True)
    return voice._(_REPORTING[status] if is_known else _HERE[status])


def late_word(voice: Voice, *, is_late: bool, is_awaited: bool) -> str:
    """What is late, or the outcome that decides and has not come; nothing where nothing is."""
    return voice._("Outcome overdue") if is_late else voice._("Final outcome awaited") if is_awaited else ""


def unjudged_word(status: str, voice: Voice) -> str:
    """What kind of data is missing, where nothing is known of who was to tell it."""
    return voice._(_HERE.get(status) or _REPORTING[status])


def event_word(kind: EventKind, voice: Voice) -> str:
    """What an event of a kind is called."""
    return voice._(_EVENTS[kind])


def document_word(kind: str, voice: Voice) -> str:
    """What sort of document it is."""
    return voice._(_DOCUMENTS[kind]) if kind in _DOCUMENTS else kind


def fate_word(fate: Fate | None, voice: Voice, *, is_contradicted: bool = False) -> str:
    """What became of something that has ended; where the figures say otherwise, that it is said."""
    if fate is None:
        return voice._("Ended")
    return voice._(_SAID[fate.kind] if is_contradicted else _FATES[fate.kind])


def counted_word(status: str, voice: Voice) -> str:
    """A status as a heading over goals of every kind."""
    if status == "not_published_here":
        return voice._(_HERE["no_outcome_yet"])
    told_here = _HERE[status] if status in _HERE and status != "no_outcome_yet" else _REPORTING.get(status, "")
    return voice._(_COUNTED[status] if status in PROGRESS_STATUSES else told_here)
