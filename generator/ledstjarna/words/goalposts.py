"""A moved goalpost, or what was done in silence, comes in; the sentence that stands first on its goal's page goes out."""

from __future__ import annotations

import datetime

from ledstjarna.derive.status_names import GoalpostKind
from ledstjarna.history.goalposts import Goalpost
from ledstjarna.words.changed_figures import outcome_figure
from ledstjarna.words.changes import change_sentence, reason_sentence
from ledstjarna.words.mixed_text import join
from ledstjarna.words.told_values import told_day
from ledstjarna.words.voice import Voice


def goalpost_sentence(goalpost: Goalpost, voice: Voice, *, is_read: bool) -> str:
    """What was changed, on which day, and what was known then; the rest is that of ``undated_sentence``."""
    return voice._("{when}: {what}", when=told_day(goalpost.entry.day, voice), what=undated_sentence(goalpost, voice, is_read=is_read))


def undated_sentence(goalpost: Goalpost, voice: Voice, *, is_read: bool) -> str:
    """What was changed, and what was known then; that no reason is published, where that is so.

    ``is_read`` is that of ``reason_sentence``. A reason that there is stands in the history.
    """
    what = [change_sentence(change, voice) for change in goalpost.changes]
    silent = [change for change in goalpost.changes if change.published_reason is None]
    reason = reason_sentence(silent[0], voice, is_read=is_read) if silent else ""
    return join([text for text in (*what, _tell_known(goalpost, voice), reason) if text])


def goalpost_word(kind: GoalpostKind, voice: Voice) -> str:
    """What it is, as a tag on a card."""
    match kind:
        case "moved":
            return voice._("Goalpost moved")
        case "dropped":
            return voice._("Ended without a reason")
        case "overwritten":
            return voice._("Figure changed in silence")
        case "deleted":
            return voice._("Removed")


def contradicted_word(voice: Voice) -> str:
    """That the figures say otherwise than what is said of a goal, as a tag."""
    return voice._("Contradicted by the figures")


def _tell_known(goalpost: Goalpost, voice: Voice) -> str:
    known, since, day = goalpost.known, goalpost.since, goalpost.entry.day
    if known is None or since is None or day is None:
        return ""
    result = {"when": voice.when(known.period), "value": outcome_figure(known, goalpost.changes[0].measure, voice)}
    if since == day:
        return voice._("The result {when}, {value}, became known the same day.", **result)
    return voice._("By then the result {when}, {value}, had been known for {time}.", time=_tell_time(since, day, voice), **result)


def _tell_time(since: datetime.date, day: datetime.date, voice: Voice) -> str:
    """How long it is from a day to another, in the largest unit that there are two of, else in days."""
    days = (day - since).days
    months = (day.year - since.year) * 12 + day.month - since.month - (day.day < since.day)
    if months >= 24:
        return voice.n("{n} year", "{n} years", months // 12)
    if months >= 2:
        return voice.n("{n} month", "{n} months", months)
    return voice.n("{n} week", "{n} weeks", days // 7) if days >= 14 or days == 7 else voice.n("{n} day", "{n} days", days)
