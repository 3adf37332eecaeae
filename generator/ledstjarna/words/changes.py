"""A change of a goal comes in; a sentence that tells it, with what was and what became, goes out.

The day, the reason and who decided stand beside it: ``reason_sentence``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import cast

from ledstjarna.history.change import Change, ChangeKind, Stance
from ledstjarna.model.goal import Activity, Event, Fate
from ledstjarna.model.outcome import Assessment
from ledstjarna.words.changed_figures import OUTCOMES, TARGETS
from ledstjarna.words.mixed_text import join
from ledstjarna.words.statuses import fate_word, progress_word, said_word, unjudged_word
from ledstjarna.words.told_values import tell_change, told_value
from ledstjarna.words.voice import N_, Voice

Teller = Callable[[Change, Voice], str]


def change_sentence(change: Change, voice: Voice) -> str:
    """What was changed, in one sentence."""
    return _TELLERS[change.kind](change, voice)


def reason_sentence(change: Change, voice: Voice, *, is_read: bool) -> str:
    """Why it was changed, as the body says; nothing where that is not asked.

    Without a reason, ``is_read`` tells that the body reports here itself or that its document was read: else there is none here.
    """
    if not change.wants_reason:
        return ""
    if reason := change.published_reason:
        return voice.told(reason)
    if change.reason:
        return voice._("It happened {when}. No reason is given here.", when=voice.on(change.reason.date))
    if change.kind == "outcome_corrected":
        return ""
    return voice._("No reason has been published.") if is_read else voice._("No reason is given here.")


def _quoted(text: str) -> str:
    """A text as it stands between quotation marks inside a sentence, which has a full stop of its own."""
    return text[:-1] if type(text) is str and text.endswith(".") and not text.endswith("..") else text


# --- the record as a whole --------------------------------------------------------------------------------------------


def _tell_unreadable(_change: Change, voice: Voice) -> str:
    return voice._("The file could not be read from this day, so what was changed in it is not known here.")


def _tell_readable(_change: Change, voice: Voice) -> str:
    return voice._("The file could be read again.")


def _tell_imported(_change: Change, voice: Voice) -> str:
    return voice._("The goal was there when the record on this site begins.")


def _tell_added(_change: Change, voice: Voice) -> str:
    return voice._("The goal was published here.")


def _tell_deleted(change: Change, voice: Voice) -> str:
    if change.about == "ended":
        return voice._("The goal, which had been ended, was removed from this site.")
    return voice._("The goal was removed from this site without having been ended.")


def _tell_restored(_change: Change, voice: Voice) -> str:
    return voice._("The goal was put back.")


def _tell_renamed(change: Change, voice: Voice) -> str:
    return voice._(
        "The goal got another address: {was} became {now}.", was=told_value(change.before, voice), now=told_value(change.after, voice)
    )


# --- what a goal says -------------------------------------------------------------------------------------------------


def _tell_reworded(change: Change, voice: Voice) -> str:
    was, now = told_value(change.before, voice), told_value(change.after, voice)
    if was and was == now:
        return voice._("A text was changed in another language.")
    was, now = _quoted(was), _quoted(now)
    if change.about == "title":
        return voice._("The goal’s name was changed from “{was}” to “{now}”.", was=was, now=now)
    if change.about == "official" and was and now:
        return voice._("The official wording was changed from “{was}” to “{now}”.", was=was, now=now)
    if change.about == "official":
        return voice._("The official wording was added: “{now}”.", now=now) if now else voice._("The official wording was taken away.")
    if change.about == "summary" and was:
        return voice._("The explanation was rewritten.") if now else voice._("The explanation was taken away.")
    if change.about == "summary":
        return voice._("An explanation was added.")
    return voice._("What is said of how the goal is judged was rewritten.")


def _tell_touched_up(change: Change, voice: Voice) -> str:
    was, now = change.before, change.after
    if isinstance(was, Mapping) and isinstance(now, Mapping) and all(now.get(code) == text for code, text in was.items()):
        return voice._("A translation was added.")
    return voice._("Only signs, spaces or capitals were changed, or a translation.")


def _tell_owner(change: Change, voice: Voice) -> str:
    was, now = told_value(change.before, voice), told_value(change.after, voice)
    if change.about == "agency":
        return voice._("The goal was moved from {was} to {now}.", was=was, now=now)
    if was and was == now:
        return voice._("A text was changed in another language.")
    return tell_change(
        was,
        now,
        voice,
        changed=N_("The responsibility was moved from {was} to {now}."),
        given=N_("Who is responsible was added: {now}."),
        gone=N_("Who is responsible is no longer given."),
    )


def _tell_moved(change: Change, voice: Voice) -> str:
    was, now = told_value(change.before, voice), told_value(change.after, voice)
    if was and was == now:
        return voice._("The goal was moved.")
    if change.about == "plan":
        return voice._("The goal was moved from the plan “{was}” to the plan “{now}”.", was=was, now=now)
    if change.about == "parent":
        return (
            voice._("The goal became a part of “{now}”.", now=now) if now else voice._("The goal is no longer a part of “{was}”.", was=was)
        )
    return voice._("The goal was moved to the perspective “{now}”.", now=now) if now else voice._("The goal no longer has a perspective.")


def _tell_period(change: Change, voice: Voice) -> str:
    return tell_change(
        told_value(change.before, voice),
        told_value(change.after, voice),
        voice,
        changed=N_("The goal’s period was changed from {was} to {now}."),
        given=N_("A period was given: {now}."),
        gone=N_("The goal’s own period, {was}, was taken away."),
    )


def _tell_decision(change: Change, voice: Voice) -> str:
    was, now = told_value(change.before, voice), told_value(change.after, voice)
    if was == now:
        return voice._("What is said of the document was changed.")
    return tell_change(
        was,
        now,
        voice,
        changed=N_("The goal’s document was changed from “{was}” to “{now}”."),
        given=N_("A document was named: “{now}”."),
        gone=N_("The goal’s document, “{was}”, is no longer named."),
    )


_ENDS: dict[str, str] = {
    "achieved": N_("The goal was told as ended here: it is said to be achieved."),
    "missed": N_("The goal was told as ended here: it is said not to be achieved."),
    "expired": N_("The goal was told as ended here: its period is over."),
    "replaced": N_("The goal was told as ended here: it has been replaced."),
    "merged": N_("The goal was told as ended here: it has been merged with another."),
    "split": N_("The goal was told as ended here: it has been split."),
    "dropped": N_("The goal was told as ended here: it has been dropped."),
}


def _tell_ended(change: Change, voice: Voice) -> str:
    fate = cast("Fate | None", change.after)
    return voice._(_ENDS[fate.kind] if fate else N_("The goal was told as ended here."))


def _tell_fate(change: Change, voice: Voice) -> str:
    was, now = (fate_word(cast("Fate | None", side), voice) for side in (change.before, change.after))
    if was == now:
        return voice._("What is said of how the goal ended was changed.")
    return voice._("What became of the goal was changed: “{was}” became “{now}”.", was=was, now=now)


def _tell_reopened(_change: Change, voice: Voice) -> str:
    return voice._("The goal, which had been ended, applies again.")


def _tell_decided(change: Change, voice: Voice) -> str:
    if change.kind == "decided":
        return voice._("The goal, which had been proposed, is now told as decided.")
    return voice._("The goal is now told as proposed, not decided.")


def _tell_judging(change: Change, voice: Voice) -> str:
    if change.after == "any":
        return voice._("It is now enough that one measure gets there; before, all had to.")
    return voice._("All measures must now get there; before, one was enough.")


def _tell_no_measure(change: Change, voice: Voice) -> str:
    return voice._("The document was read {when} without any measure being found.", when=voice.on(cast("datetime.date", change.after)))


# --- status, activities, events, verdicts -----------------------------------------------------------------------------


def _stance_word(stance: Stance, voice: Voice) -> str:
    if stance.progress and stance.wording:
        return progress_word(stance.progress, stance.wording, voice, scope=stance.scope)
    return said_word(voice) if stance.wording == "said" else unjudged_word(stance.reporting, voice)


def _tell_status(change: Change, voice: Voice) -> str:
    was, now = (_stance_word(cast("Stance", side), voice) for side in (change.before, change.after))
    match change.cause:
        case "time":
            return voice._("The status went from “{was}” to “{now}” as time passed.", was=was, now=now)
        case "method":
            return voice._("The status went from “{was}” to “{now}” since the way of judging was changed.", was=was, now=now)
        case "plan":
            return voice._(
                "The status went from “{was}” to “{now}” since what is said of the plan or the body was changed.", was=was, now=now
            )
        case _:
            return voice._("The status went from “{was}” to “{now}”.", was=was, now=now)


def _tell_activity(change: Change, voice: Voice) -> str:
    name = voice.told(cast("Activity", change.after or change.before).name)
    match change.kind:
        case "activity_added":
            return voice._("An activity was added: {name}.", name=name)
        case "activity_removed":
            return voice._("An activity was taken away: {name}.", name=name)
        case _:
            return voice._("What is said of an activity was changed: {name}.", name=name)


def _tell_event(change: Change, voice: Voice) -> str:
    when = voice.on(cast("Event", change.before).date)
    if change.kind == "event_removed":
        return voice._("What had been recorded {when} was taken away.", when=when)
    return voice._("What had been recorded {when} was rewritten.", when=when)


def _tell_assessment(change: Change, voice: Voice) -> str:
    after, before = cast("Assessment | None", change.after), cast("Assessment | None", change.before)
    now, was = after and _quoted(voice.told(after.verdict)), before and _quoted(voice.told(before.verdict))
    if now and now == was:
        return voice._("What is said of the body’s own assessment was changed.")
    if now and was:
        return voice._("The body’s own assessment was changed from “{was}” to “{now}”.", was=was, now=now)
    if now:
        return voice._("The body’s own assessment: “{now}”.", now=now)
    return voice._("The body’s own assessment, “{was}”, was taken away.", was=was or "")


def _tell_details(_change: Change, voice: Voice) -> str:
    return voice._("Details were changed.")


def _tell_withheld(change: Change, voice: Voice) -> str:
    told = voice._("What was written then is withheld.")
    return join((told, told_value(change.after, voice))) if change.after else told


_TELLERS: dict[ChangeKind, Teller] = {
    "imported": _tell_imported,
    "added": _tell_added,
    "deleted": _tell_deleted,
    "restored": _tell_restored,
    "renamed": _tell_renamed,
    "unreadable": _tell_unreadable,
    "readable": _tell_readable,
    "reworded": _tell_reworded,
    "touched_up": _tell_touched_up,
    "owner_changed": _tell_owner,
    "moved": _tell_moved,
    "period_changed": _tell_period,
    "decision_changed": _tell_decision,
    "ended": _tell_ended,
    "replaced": _tell_ended,
    "fate_changed": _tell_fate,
    "reopened": _tell_reopened,
    "decided": _tell_decided,
    "undecided": _tell_decided,
    "judging_changed": _tell_judging,
    "no_measure_found": _tell_no_measure,
    "activity_added": _tell_activity,
    "activity_changed": _tell_activity,
    "activity_removed": _tell_activity,
    "event_changed": _tell_event,
    "event_removed": _tell_event,
    "assessed": _tell_assessment,
    "assessment_changed": _tell_assessment,
    "assessment_removed": _tell_assessment,
    "status_changed": _tell_status,
    "details_changed": _tell_details,
    "withheld": _tell_withheld,
    **TARGETS,
    **OUTCOMES,
}
