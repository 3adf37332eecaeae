"""What falls due comes in; calendar files go out (RFC 5545), one a language for all bodies and for each of them.

An event is known by the thing and not by its day: its UID is made of goal, measure and period, or of the place of a target or an activity
among its like. So a day that is moved moves the event, and a target's day keeps its event when the deciding outcome is awaited. Invented
bodies say so first in every title. What several measures of a goal have on one day, for the same period, is one event: a day of forty goals
is read, one of ninety events is not. What passed more than a year ago is none any more: whoever subscribes plans for what comes.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from ledstjarna.addresses import Addresses, calendar_ending, data_file, record_file
from ledstjarna.derive.dated import latest_fact
from ledstjarna.derive.due_dates import DueDate, DueDates, finding_due_dates
from ledstjarna.derive.nodes import AgencyNode, FindingNode, GoalNode
from ledstjarna.derive.site import Site
from ledstjarna.publish.chunks import Chunks
from ledstjarna.words.calendar import entry_about, entry_title, entry_whose, entry_word
from ledstjarna.words.voice import Voice

When = Literal["late", "passed", "coming"]

MOST_OF_ALL = 2_000  # programs choke on more, and a file of some of the days would pass for one of all
KEPT = datetime.timedelta(days=366)  # so long a day that has passed is in the files: who subscribes plans for what comes
LONGEST_LINE = 75  # octets
_NEVER = datetime.date(1970, 1, 1)  # when an event was made that no fact has a date for
_NEW_LINE = r"\n"
_SIGNS = re.compile(r"[\\;,]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_SPECIAL = re.compile(r"[\x00-\x1f\x7f\\;,]")


class Event(NamedTuple):
    """A day of a calendar, as it is written in one language; ``key`` is that of the first thing on it."""

    day: datetime.date
    key: str
    text: str


def events_name(code: str) -> str:
    """The name of what a goal has ready for the calendars of a language."""
    return f"events.{code}"


def calendar_files(site: Site, voices: Mapping[str, Voice], chunks: Chunks) -> Iterator[tuple[str, str]]:
    """Address and text of the calendar of all bodies in each language, as long as it is no longer than programs can take."""
    for code, voice in voices.items():
        events: list[Event] = []
        for agency in site.agencies.values():
            events += body_events(agency, voice, chunks, as_of=site.as_of)
            if len(events) > MOST_OF_ALL:
                return
        if events:
            yield data_file(f"calendar.{calendar_ending(code)}"), write_calendar(voice._("Public goals: calendar"), events, voice)


def body_calendars(agency: AgencyNode, voices: Mapping[str, Voice], chunks: Chunks, *, as_of: datetime.date) -> Iterator[tuple[str, str]]:
    """Address and text of a body's calendar in each language; none where there is no day, since a calendar must have one at least."""
    for code, voice in voices.items():
        if events := body_events(agency, voice, chunks, as_of=as_of):
            name = voice._("Goals: {agency}", agency=voice.text(agency.record.name))
            yield record_file("agency", agency.id, calendar_ending(code)), write_calendar(name, events, voice)


def body_events(agency: AgencyNode, voice: Voice, chunks: Chunks, *, as_of: datetime.date) -> list[Event]:
    """All days of a body that are in its calendar on a date: an event stands in each file as it stands in the others."""
    writer = EventWriter(voice, as_of)
    told = [event for goal in agency.goals for event in chunks.load(goal.id, events_name(voice.code))]
    told += [event for finding in agency.findings for event in writer.events(finding_due_dates(finding, as_of))]
    return [event for event in told if event.day >= as_of - KEPT]


def write_calendar(name: str, events: Iterable[Event], voice: Voice) -> str:
    """A calendar: the events in order of their days."""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Ledstjarna//Calendar//{voice.code.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_escape(name)}",
        f"X-WR-CALNAME:{_escape(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ]
    return "".join([*map(_line, head), *(event.text for event in sorted(events)), _line("END:VCALENDAR")])


class EventWriter:
    """Writes the events of goals and findings in one language."""

    def __init__(self, voice: Voice, as_of: datetime.date) -> None:
        self._voice, self._as_of = voice, as_of
        self._addresses = Addresses(voice.settings)
        self._base = voice.settings.base_url or ""
        self._host = (urlsplit(self._base).hostname if self._base else None) or "ledstjarna.invalid"
        self._titles: dict[tuple[str, int], str] = {}
        self._abouts: dict[tuple[str, bool], str] = {}

    def events(self, due: DueDates) -> list[Event]:
        """Every day of a goal or a finding. What is the same for several measures on a day is one event, lest a day fill with them."""
        parts: tuple[tuple[When, Sequence[DueDate]], ...] = (
            ("late", due.late),
            ("passed", due.passed),
            ("coming", (*due.coming, *due.beyond)),
        )
        return [
            Event(together[0].day, together[0].key, self.event(together, when))
            for when, entries in parts
            for together in _together(entries)
        ]

    def event(self, entries: Sequence[DueDate], when: When) -> str:
        """A whole day, on which entries are told together. Its id is the thing's, not the day's, so that what has been moved moves."""
        voice, entry = self._voice, entries[0]
        title = f"{entry_word(entry, voice, is_late=when == 'late')}: {self._title(entries)}"
        about = [*self._about(entries, is_past=when != "coming"), self._whose(entries)]
        if entry.agency.is_invented:
            title = f"{voice._('Invented example.')} {title}"
            about.insert(0, voice._("Invented example."))
        if self._base:
            about.append(self._base + self._address(entries))  # here every program shows it; not all show what has a line of its own
        return (
            f"BEGIN:VEVENT\r\n{_line(f'UID:{entry.key}/{voice.code}@{self._host}')}"
            f"DTSTAMP:{self._stamp(entry.node)}T000000Z\r\nDTSTART;VALUE=DATE:{_day(entry.day)}\r\n"
            f"{_line(f'SUMMARY:{_escape(title)}')}{_line(f'DESCRIPTION:{_NEW_LINE.join(map(_escape, about))}')}"
            "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
        )

    def _stamp(self, node: GoalNode | FindingNode) -> str:
        """The day of the newest fact of the record: so an event is the same tomorrow, if nothing has happened."""
        return _day(latest_fact(node, as_of=self._as_of) or _NEVER)

    def _title(self, entries: Sequence[DueDate]) -> str:
        """What the day is about: a measure or what has none, or the goal, where several of its measures are told together."""
        entry, voice = entries[0], self._voice
        if len(entries) == 1:
            return str(voice.text(entry_title(entry)))
        key = (entry.node.id, len(entries))
        if key not in self._titles:
            title = str(voice.text(entry.node.record.title))
            self._titles[key] = voice.n("{title} ({n} measure)", "{title} ({n} measures)", len(entries), title=title)
        return self._titles[key]

    def _whose(self, entries: Sequence[DueDate]) -> str:
        entry = entries[0]
        return entry_whose(entry, self._voice) if len(entries) == 1 else self._voice.told(entry.agency.record.name)

    def _about(self, entries: Sequence[DueDate], *, is_past: bool) -> list[str]:
        """What the day is for, and for which measures; measure by measure where it is not the same for all."""
        told = [self._about_one(entry, is_past=is_past) for entry in entries]
        if len(entries) == 1:
            return told
        titles = [str(self._voice.told(entry_title(entry))) for entry in entries]
        if len(set(told)) > 1:
            return [f"{title}: {about}" for about, title in zip(told, titles, strict=True)]
        return [told[0], *(f"– {title}" for title in titles)]

    def _about_one(self, entry: DueDate, *, is_past: bool) -> str:
        """What the day is for: of an outcome the same for every measure, so it is told once a period."""
        if entry.period is None:
            return entry_about(entry, self._voice, is_past=is_past)
        key = (entry.period.text, is_past)
        if key not in self._abouts:
            self._abouts[key] = entry_about(entry, self._voice, is_past=is_past)
        return self._abouts[key]

    def _address(self, entries: Sequence[DueDate]) -> str:
        """The page of the record, at the place of the measure where there is one."""
        entry = entries[0]
        kind = "finding" if isinstance(entry.node, FindingNode) else "goal"
        anchor = f"#{entry.standing.indicator.id}" if entry.standing and len(entries) == 1 else ""
        return self._addresses.record(kind, entry.node.id, self._voice.code) + anchor


def _together(entries: Iterable[DueDate]) -> Iterable[list[DueDate]]:
    """The entries in groups: the same thing of several measures of a goal, on the same day and for the same period."""
    groups: dict[tuple[object, ...], list[DueDate]] = {}
    for entry in entries:
        key = (entry.kind, entry.node.id, entry.day, entry.period and entry.period.key) if entry.standing else (entry.key,)
        groups.setdefault(key, []).append(entry)
    return groups.values()


def _line(line: str) -> str:
    """A line, in parts of at most 75 octets, each but the first after a space; no sign is broken in two."""
    if len(line) <= LONGEST_LINE and line.isascii():
        return f"{line}\r\n"
    octets, parts, start, room = line.encode(), list[bytes](), 0, LONGEST_LINE
    if len(octets) <= room:
        return f"{line}\r\n"
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # in the middle of a sign
            end -= 1
        parts.append(octets[start:end])
        start, room = end, LONGEST_LINE - len(" ")
    return b"\r\n ".join([*parts, octets[start:]]).decode() + "\r\n"


def _day(day: datetime.date) -> str:
    return datetime.date.isoformat(day).replace("-", "")  # whole, also where no more than the month is known


@functools.lru_cache(maxsize=1024)
def _escape(text: str) -> str:
    """A text as the format wants it: what means something there behind a backslash, lines told as such, no signs that cannot be seen."""
    if not _SPECIAL.search(text):
        return text
    plain = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _SIGNS.sub(r"\\\g<0>", plain).replace("\n", _NEW_LINE)
