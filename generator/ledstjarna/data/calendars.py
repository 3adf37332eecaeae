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
from typing import Literal
from urllib.parse import urlsplit

from ledstjarna.addresses import Addresses, calendar_ending, data_file, record_file
from ledstjarna.derive.dated import latest_fact
from ledstjarna.derive.due_dates import DueDates, Entry, derive_due_dates
from ledstjarna.derive.nodes import FindingNode, GoalNode
from ledstjarna.derive.site import Site
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


def calendar_files(site: Site, voices: Mapping[str, Voice]) -> Iterator[tuple[str, str]]:
    """Address and text of each file: one for each body, and one for all as long as it is no longer than programs can take.

    There is none where there is no day: a calendar must have one at least. An event is written once a language, and stands in each
    file as it stands in the others. What is the same for several measures of a goal on a day is one event, lest a day fill with them.
    """
    days = {id: list(_days(due, site.as_of - KEPT)) for id, due in derive_due_dates(site).items()}
    everything = sum(map(len, days.values())) <= MOST_OF_ALL
    for code, voice in voices.items():
        writer = _Writer(site, voice)
        told: list[tuple[Entry, str]] = []
        for id, known in days.items():
            events = [(together[0], writer.event(together, when)) for when, together in known]
            if events:
                yield record_file("agency", id, calendar_ending(code)), writer.calendar(_name_of(site, id, voice), events)
            told += events if everything else ()
        if told:
            yield data_file(f"calendar.{calendar_ending(code)}"), writer.calendar(voice._("Public goals: calendar"), told)


def _name_of(site: Site, id: str, voice: Voice) -> str:
    return voice._("Goals: {agency}", agency=voice.text(site.agencies[id].record.name))


class _Writer:
    """Writes the calendars of a site in one language."""

    def __init__(self, site: Site, voice: Voice) -> None:
        self._site, self._voice = site, voice
        self._addresses = Addresses(site.settings)
        self._base = site.settings.base_url or ""
        self._host = (urlsplit(self._base).hostname if self._base else None) or "ledstjarna.invalid"
        self._stamps: dict[tuple[type, str], str] = {}
        self._titles: dict[tuple[str, int], str] = {}
        self._abouts: dict[tuple[str, bool], str] = {}

    def calendar(self, name: str, events: Iterable[tuple[Entry, str]]) -> str:
        """A calendar: the events in order of their days."""
        head = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:-//Ledstjarna//Calendar//{self._voice.code.upper()}",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            f"NAME:{_escape(name)}",
            f"X-WR-CALNAME:{_escape(name)}",
            "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        ]
        ordered = sorted(events, key=lambda event: (event[0].day, event[0].key))
        return "".join([*map(_line, head), *(text for _, text in ordered), _line("END:VCALENDAR")])

    def event(self, entries: Sequence[Entry], when: When) -> str:
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
        key = (type(node), node.id)
        if key not in self._stamps:
            self._stamps[key] = _day(latest_fact(node, as_of=self._site.as_of) or _NEVER)
        return self._stamps[key]

    def _title(self, entries: Sequence[Entry]) -> str:
        """What the day is about: a measure or what has none, or the goal, where several of its measures are told together."""
        entry, voice = entries[0], self._voice
        if len(entries) == 1:
            return str(voice.text(entry_title(entry)))
        key = (entry.node.id, len(entries))
        if key not in self._titles:
            title = str(voice.text(entry.node.record.title))
            self._titles[key] = voice.n("{title} ({n} measure)", "{title} ({n} measures)", len(entries), title=title)
        return self._titles[key]

    def _whose(self, entries: Sequence[Entry]) -> str:
        entry = entries[0]
        return entry_whose(entry, self._voice) if len(entries) == 1 else self._voice.told(entry.agency.record.name)

    def _about(self, entries: Sequence[Entry], *, is_past: bool) -> list[str]:
        """What the day is for, and for which measures; measure by measure where it is not the same for all."""
        told = [self._about_one(entry, is_past=is_past) for entry in entries]
        if len(entries) == 1:
            return told
        titles = [str(self._voice.told(entry_title(entry))) for entry in entries]
        if len(set(told)) > 1:
            return [f"{title}: {about}" for about, title in zip(told, titles, strict=True)]
        return [told[0], *(f"– {title}" for title in titles)]

    def _about_one(self, entry: Entry, *, is_past: bool) -> str:
        """What the day is for: of an outcome the same for every measure, so it is told once a period."""
        if entry.period is None:
            return entry_about(entry, self._voice, is_past=is_past)
        key = (entry.period.text, is_past)
        if key not in self._abouts:
            self._abouts[key] = entry_about(entry, self._voice, is_past=is_past)
        return self._abouts[key]

    def _address(self, entries: Sequence[Entry]) -> str:
        """The page of the record, at the place of the measure where there is one."""
        entry = entries[0]
        kind = "finding" if isinstance(entry.node, FindingNode) else "goal"
        anchor = f"#{entry.standing.indicator.id}" if entry.standing and len(entries) == 1 else ""
        return self._addresses.record(kind, entry.node.id, self._voice.code) + anchor


def _days(due: DueDates, since: datetime.date) -> Iterator[tuple[When, list[Entry]]]:
    """Everything that is an event: whatever is on a day since that one."""
    parts: tuple[tuple[When, Sequence[Entry]], ...] = (
        ("late", [entry for entry in due.late if entry.day >= since]),
        ("passed", [entry for entry in due.passed if entry.day >= since]),
        ("coming", (*due.coming, *due.beyond)),
    )
    for when, entries in parts:
        yield from ((when, together) for together in _together(entries))


def _together(entries: Iterable[Entry]) -> Iterable[list[Entry]]:
    """The entries in groups: the same thing of several measures of a goal, on the same day and for the same period."""
    groups: dict[tuple[object, ...], list[Entry]] = {}
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
