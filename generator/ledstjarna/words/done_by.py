"""How something that is to be done stands comes in; whether it is done, and by when it should be, goes out."""

from __future__ import annotations

from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.published import told_day
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.words.phrases import due_phrase, has_ended
from ledstjarna.words.voice import Voice


def done_sentence(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    """Whether it is done; of a body that does not report here, only what somebody has said."""
    said = standing.judged_on
    if said and said.done and said.kind == "preliminary":
        return voice._("According to a preliminary report it was done by {date}.", date=voice.date(said.period.end))
    if said and said.done:
        return voice._("It was done by {date}.", date=voice.date(said.period.end))
    if said and (standing.closed or standing.progress_status is None):
        # Whoever said so before the period was over knew nothing of the days that were left.
        return voice._("On {date} it was not done.", date=voice.date(min(said.period.end, told_day(said))))
    if goal.agency.reports_here:
        return voice._("It has not been reported as done.")
    if standing.unjudged == "date_passed" or has_ended(goal):
        return voice._("Nothing here says whether it was done.")
    return voice._("Nothing here says whether it is done.")


def due_sentence(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    """By when it is to be done."""
    day = standing.aim.day if standing.aim else None
    if day is None:
        return "" if standing.progress_status else voice._("No date is given here for when it should be done.")
    return due_phrase(day, voice, past=bool(standing.progress_status or standing.unjudged == "date_passed" or has_ended(goal)))
