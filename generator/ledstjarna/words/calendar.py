"""What falls due, or one day of it, comes in; the sentences that say what is late, what is next and what a day is for go out."""

from __future__ import annotations

from collections.abc import Sequence

from ledstjarna.derive.due_dates import DueDate
from ledstjarna.derive.due_days import DueDays, DueKind
from ledstjarna.derive.nodes import AgencyNode, FindingNode
from ledstjarna.derive.summary import ToldDay
from ledstjarna.words.mixed_text import join
from ledstjarna.words.phrases import target_phrase
from ledstjarna.words.voice import N_, Voice


def due_dates_lead(due: DueDays, agencies: Sequence[AgencyNode], voice: Voice) -> str:
    """What comes next, and how many outcomes are late of bodies of which that is asked."""
    if not agencies:
        return voice._("Nothing is published here yet.")
    if due.next_outcome:
        first = voice._("The next outcome is due by {date}.", date=voice.date(due.next_outcome.day))
    elif due.coming:
        first = voice._("The next date is {date}.", date=voice.date(due.coming[0].day))
    else:
        first = voice._("No outcome, target or promise with a date up to {date} is known here.", date=voice.date(due.until))
    if not any(is_asked(agency) for agency in agencies):
        return first
    late = voice.n("{n} outcome is late.", "{n} outcomes are late.", due.many_late) if due.late else voice._("No outcome is late.")
    return f"{first} {late}"


def never_late_sentence(agencies: Sequence[AgencyNode], voice: Voice, *, beside_invented: bool = False) -> str:
    """Why nothing is ever called late, where it is not: no body publishes its own outcomes here.

    ``beside_invented``: the bodies are the real ones of a page that has invented ones too, which may well publish here.
    """
    if not agencies or any(is_asked(agency) for agency in agencies):
        return ""
    if len(agencies) == 1:
        name = voice.told(agencies[0].record.name)
        return voice._("{agency} does not publish its own outcomes here, so none of them is ever called late.", agency=name)
    if beside_invented:
        return voice._("None of the real bodies publishes its own outcomes here, so none of their outcomes is ever called late.")
    return voice._("None of the bodies publishes its own outcomes here, so none of their outcomes is ever called late.")


def asked_sentence(agencies: Sequence[AgencyNode], voice: Voice) -> str:
    """Of how many bodies it is asked whether they are late, where that is some of them but not all."""
    asked = sum(is_asked(agency) for agency in agencies)
    if asked in (0, len(agencies)):
        return ""
    many, total = voice.number(asked), voice.number(len(agencies))
    return voice._("Only a body that publishes its own outcomes here can be late with them: {many} of {total}.", many=many, total=total)


def is_asked(agency: AgencyNode) -> bool:
    """Whether it is asked of a body if it is late: it publishes its own outcomes here, and has begun to."""
    return agency.calendar.begins is not None


def entry_title(entry: DueDate) -> dict[str, str]:
    """What an entry is about: the measure, else the goal or the finding."""
    indicator = entry.standing.indicator if entry.standing else None
    return indicator.name if indicator and indicator.name else entry.node.record.title


def entry_whose(entry: DueDate, voice: Voice, *, with_agency: bool = True) -> str:
    """The goal, where the title does not tell it, and the body."""
    title = entry.node.record.title
    goal = "" if title == entry_title(entry) else voice.told(title)
    return join((goal, voice.told(entry.agency.record.name) if with_agency else ""), " · ")


def entry_about(entry: DueDate, voice: Voice, *, is_past: bool) -> str:
    """What the day is for, and where it has passed what is not here."""
    match entry.kind:
        case "outcome":
            assert entry.period is not None
            when = voice.when(entry.period)
            if is_past:
                return voice._("The outcome {when} was due by that day.", when=when)
            return voice._("Last day for the outcome {when}.", when=when)
        case "target":
            assert entry.standing is not None
            told = target_phrase(entry.standing, voice, past=False)
            return told or voice._("It is due to be done by {date}.", date=voice.date(entry.day))
        case "final":
            return voice._("The target’s date. The deciding outcome has not come.")
        case "measure":
            if is_past:
                return voice._("A promised measure was due to be named by that day. It is not named here.")
            return voice._("Last day for naming a measure that is promised.")
        case "activity":
            assert entry.activity is not None
            return voice._("An activity is due to be completed: {name}", name=voice.told(entry.activity.name))
        case _:
            if is_past:
                return voice._("What was promised after the review was due to be done by that day. Nothing here says whether it was.")
            return voice._("Last day for what was promised after the review.")


def tell_day(entry: DueDate, voice: Voice, *, is_past: bool) -> ToldDay:
    """An entry in words."""
    return ToldDay(
        entry_title(entry),
        "finding" if isinstance(entry.node, FindingNode) else "goal",
        entry.node.id,
        f"#{entry.standing.indicator.id}" if entry.standing else "",
        entry_about(entry, voice, is_past=is_past),
        entry_whose(entry, voice, with_agency=False),
    )


_WORDS: dict[DueKind, str] = {
    "outcome": N_("Outcome due"),
    "target": N_("Target date"),
    "final": N_("Final outcome awaited"),
    "measure": N_("Promised measure"),
    "activity": N_("Activity due to be completed"),
    "remedy": N_("Promised remedy"),
}


def entry_word(entry: DueDate, voice: Voice, *, is_late: bool) -> str:
    """The sort of an entry, for calendars that show one line of it."""
    return voice._("Late outcome") if is_late else voice._(_WORDS[entry.kind])
