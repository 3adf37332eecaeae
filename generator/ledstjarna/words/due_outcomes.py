"""What is owed of an indicator comes in; the sentences about what is late and what comes next go out."""

from __future__ import annotations

from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.words.mixed_text import join
from ledstjarna.words.voice import Voice


def late_sentences(standing: IndicatorStanding, voice: Voice) -> str:
    """What should have been told by now: the earliest, and how many more."""
    if not standing.owed.late:
        return ""
    first, *more = standing.owed.late_periods
    when, date = voice.when(first.owed), voice.date(first.due)
    told = voice._("The result {when} was due by {date}.", when=when, date=date)
    if more:
        rest = voice.n("{n} more result is late.", "{n} more results are late.", len(more))
        return join((told, rest))
    return told


def next_sentence(standing: IndicatorStanding, voice: Voice) -> str:
    """What is to be told next, and by when."""
    coming = standing.owed.coming
    if coming is None:
        return ""
    return voice._("The result {when} is due by {date}.", when=voice.when(coming.owed), date=voice.date(coming.due))
