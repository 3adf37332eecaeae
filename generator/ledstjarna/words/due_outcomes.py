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


def unseen_sentence(standing: IndicatorStanding, voice: Voice) -> str:
    """On which outcome an open verdict rests, where the calendar expects newer ones than are here; what is late is told by itself."""
    judged, missing = standing.judged_on, standing.unseen.late_periods
    if judged is None or not missing:
        return ""
    when = voice.when(judged.period)
    if standing.owed.late:
        return voice._("The verdict rests on the result {when}.", when=when)
    first, *more = (entry.owed for entry in missing)
    if not more:
        return voice._("The result {first} is not here, so the verdict rests on the result {when}.", first=voice.when(first), when=when)
    if len(more) == 1:
        both = {"first": voice.when(first), "second": voice.period(more[0])}
        return voice._("The results {first} and {second} are not here, so the verdict rests on the result {when}.", **both, when=when)
    many = voice.number(len(missing))
    return voice._("{n} later results are not here, so the verdict rests on the result {when}.", n=many, when=when)


def next_sentence(standing: IndicatorStanding, voice: Voice) -> str:
    """What is to be told next, and by when."""
    coming = standing.owed.coming
    if coming is None:
        return ""
    return voice._("The result {when} is due by {date}.", when=voice.when(coming.owed), date=voice.date(coming.due))
