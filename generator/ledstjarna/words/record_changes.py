"""A change of a plan, a body or a finding comes in; a sentence that tells it, with what was and what became, goes out."""

from __future__ import annotations

from typing import cast

from ledstjarna.history.change import Change, ChangeKind
from ledstjarna.history.records import RecordKind
from ledstjarna.model.agency import ReportsHere
from ledstjarna.model.finding import FollowUp, Response
from ledstjarna.words.changes import change_sentence
from ledstjarna.words.mixed_text import join
from ledstjarna.words.told_values import tell_change, told_value
from ledstjarna.words.voice import N_, Voice

# What is told of a record as a whole depends on what it is.
_WHOLE: dict[RecordKind, dict[ChangeKind, str]] = {
    "plan": {
        "imported": N_("The plan was there when the record on this site begins."),
        "added": N_("The plan was published here."),
        "deleted": N_("The plan was removed from this site."),
        "restored": N_("The plan was put back."),
    },
    "agency": {
        "imported": N_("The body was there when the record on this site begins."),
        "added": N_("The body was published here."),
        "deleted": N_("The body was removed from this site."),
        "restored": N_("The body was put back."),
    },
    "finding": {
        "imported": N_("The finding was there when the record on this site begins."),
        "added": N_("The finding was published here."),
        "deleted": N_("The finding was removed from this site."),
        "restored": N_("The finding was put back."),
    },
}
_TEXTS: dict[tuple[RecordKind, str], str] = {
    ("plan", "story"): N_("What is said of why the plan looks as it does was rewritten."),
    ("plan", "follow_up"): N_("What is said of how the plan is followed up was rewritten."),
    ("agency", "mandate"): N_("What is said of the body’s task was rewritten."),
    ("agency", "about"): N_("What is said of how the body is shown here was rewritten."),
    ("finding", "text"): N_("What is said of what was found was rewritten."),
    ("finding", "risk"): N_("What is said of what may happen was rewritten."),
}
_NAMES: dict[RecordKind, str] = {
    "plan": N_("The plan’s name was changed from “{was}” to “{now}”."),
    "agency": N_("The body’s name was changed from “{was}” to “{now}”."),
    "finding": N_("The finding’s name was changed from “{was}” to “{now}”."),
}
_OWN: dict[ChangeKind, str] = {
    "perspectives_changed": N_("The plan’s perspectives were changed."),
    "concerns_changed": N_("Which goals the finding concerns was changed."),
    "response_removed": N_("An answer was taken away."),
}
_STATEMENTS: dict[ChangeKind, str] = {
    "statement_added": N_("“{name}” was added to what the plan stands for."),
    "statement_removed": N_("“{name}” was taken away from what the plan stands for."),
    "statement_ended": N_("“{name}”, which the plan stands for, was told as ended."),
    "statement_changed": N_("What is said of “{name}”, which the plan stands for, was changed."),
}


def record_change_sentence(kind: RecordKind, change: Change, voice: Voice) -> str:
    """What was changed, in a sentence or two."""
    if whole := _WHOLE[kind].get(change.kind):
        return voice._(whole)
    if change.kind == "reworded":
        return _tell_reworded(kind, change, voice)
    if change.kind in _OWN:
        return voice._(_OWN[change.kind])
    if change.kind in _STATEMENTS:
        name = told_value(change.before if change.kind == "statement_removed" else change.after, voice)
        return voice._(_STATEMENTS[change.kind], name=name)
    if change.kind in _TELLERS:
        return _TELLERS[change.kind](kind, change, voice)
    return change_sentence(change, voice)


def _tell_reworded(kind: RecordKind, change: Change, voice: Voice) -> str:
    if text := _TEXTS.get((kind, change.about)):
        return voice._(text)
    was, now = told_value(change.before, voice), told_value(change.after, voice)
    return voice._("A text was changed in another language.") if was == now else voice._(_NAMES[kind], was=was, now=now)


def _tell_period(_kind: RecordKind, change: Change, voice: Voice) -> str:
    return tell_change(
        told_value(change.before, voice),
        told_value(change.after, voice),
        voice,
        changed=N_("The plan’s period was changed from {was} to {now}."),
        given=N_("The plan got a period: {now}."),
        gone=N_("The plan’s period, {was}, was taken away."),
    )


def _tell_document(_kind: RecordKind, change: Change, voice: Voice) -> str:
    was, now = told_value(change.before, voice), told_value(change.after, voice)
    if was == now:
        return voice._("What is said of the plan’s document was changed.")
    return tell_change(
        was,
        now,
        voice,
        changed=N_("The plan’s document was changed from “{was}” to “{now}”."),
        given=N_("The plan’s document was named: “{now}”."),
        gone=N_("The plan’s document, “{was}”, is no longer named."),
    )


def _tell_parent(_kind: RecordKind, _change: Change, voice: Voice) -> str:
    return voice._("What the body is a part of was changed.")


def _tell_reporting(_kind: RecordKind, change: Change, voice: Voice) -> str:
    now = cast("ReportsHere | None", change.after)
    if now is None:
        return voice._("The body is no longer told as publishing its own outcomes here.")
    return voice._("The body is told as publishing its own outcomes here from {date}.", date=voice.date(now.from_))


def _tell_method(_kind: RecordKind, _change: Change, voice: Voice) -> str:
    return voice._("How progress is worked out in the plan was changed.")


def _tell_response(_kind: RecordKind, change: Change, voice: Voice) -> str:
    now = cast("Response", change.after)
    told = (
        voice._("An answer was published here.") if change.kind == "response_added" else voice._("What is said of the answer was changed.")
    )
    was = cast("Response | None", change.before)
    if now.promised_by is None or (was and was.promised_by == now.promised_by):
        return told
    return join((told, voice._("It is due to be done by {date}.", date=voice.date(now.promised_by))))


def _tell_follow_up(_kind: RecordKind, change: Change, voice: Voice) -> str:
    return voice._("What emerged {when} was added.", when=voice.on(cast("FollowUp", change.after).date))


_TELLERS = {
    "period_changed": _tell_period,
    "decision_changed": _tell_document,
    "moved": _tell_parent,
    "reporting_changed": _tell_reporting,
    "method_changed": _tell_method,
    "response_added": _tell_response,
    "response_changed": _tell_response,
    "followed_up": _tell_follow_up,
}
