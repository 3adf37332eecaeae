"""A change of how a site judges comes in; the sentences that tell it go out."""

from __future__ import annotations

from ledstjarna.history.site import MethodChange
from ledstjarna.words.mixed_text import join
from ledstjarna.words.voice import Voice


def method_change_sentence(change: MethodChange, voice: Voice) -> str:
    """What was changed, and how many goals stood otherwise by that alone."""
    was, now = change.before, change.after
    method = (
        voice._("The site’s method was changed from {was} to {now}.", was=was.method, now=now.method) if was.method != now.method else ""
    )
    limits = voice._("The limits between the statuses were changed.") if was.thresholds != now.thresholds else ""
    return join((method, limits, _tell_goals(change.goals, voice)))


def _tell_goals(goals: int, voice: Voice) -> str:
    if goals == 0:
        return voice._("No goal’s status changed by that.")
    return voice.n("The status of {n} goal changed by that.", "The status of {n} goals changed by that.", goals)
