"""The agenda comes in; calendar files go out (RFC 5545), one a language for all bodies and for each of them.

An event is known by the thing and not by its day: its UID is made of goal, measure and period, or of the place of a target or an activity
among its like. So a day that is moved moves the event, and a target's day keeps its event when the deciding outcome is awaited. Invented
bodies say so first in every title.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from ledstjarna.addresses import Addresses
from ledstjarna.derive.agenda import Entry, derive_agenda
from ledstjarna.derive.dated import latest_fact
from ledstjarna.derive.nodes import FindingNode, GoalNode
from ledstjarna.derive.site import Site
from ledstjarna.words.calendar import entry_about, entry_title, entry_whose, entry_word
from ledstjarna.words.voice import Voice

MOST_OF_ALL = 2_000  # programs choke on more, and a file of some of the days would pass for one of all
LONGEST_LINE = 75  # octets
_NEVER = datetime.date(1970, 1, 1)  # when an event was made that no fact has a date for
_SPECIAL = re.compile(r"[\\;,]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def calendar_files(site: Site, voices: Mapping[str, Voice]) -> Iterator[tuple[str, str]]:
    """Address and text of each file: one for each body, and one for all as long as it is no longer than programs can take.

    There is none where there is no day: a calendar must have one at least. An event is written once a language, and stands in each
    file as it stands in the others.
    """
    agendas = derive_agenda(site)
    everything = sum(len(agenda.entries) for agenda in agendas.values()) <= MOST_OF_ALL
    for code, voice in voices.items():
        writer = _Writer(site, voice)
        told: list[tuple[Entry, str]] = []
        for id, agenda in agendas.items():
            events = [*writer.events(agenda.late, "late"), *writer.events(agenda.passed, "passed")]
            events += writer.events((*agenda.coming, *agenda.beyond), "coming")
            if events:
                yield f"data/agencies/{id}.{code}.ics", writer.calendar(_name_of(site, id, voice), events)
            told += events if everything else ()
        if told:
            yield f"data/calendar.{code}.ics", writer.calendar(voice._("Public goals: calendar"), told)


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
        return _write(head) + "".join(text for _, text in ordered) + _write(["END:VCALENDAR"])

    def events(self, entries: Iterable[Entry], when: str) -> list[tuple[Entry, str]]:
        """Each entry with its event."""
        return [(entry, _write(self._event(entry, when))) for entry in entries]

    def _event(self, entry: Entry, when: str) -> list[str]:
        """A whole day. Its id is the thing's, not the day's, so that a calendar moves what has been moved."""
        voice = self._voice
        word = entry_word(entry, voice, is_late=when == "late")
        title = f"{word}: {voice.text(entry_title(entry))}"
        about = [entry_about(entry, voice, is_past=when != "coming"), entry_whose(entry, voice)]
        if entry.agency.is_invented:
            title = f"{voice._('Invented example.')} {title}"
            about.insert(0, voice._("Invented example."))
        if self._base:
            about.append(self._base + self._address(entry))  # here every program shows it; not all show what has a line of its own
        return [
            "BEGIN:VEVENT",
            f"UID:{entry.key}/{voice.code}@{self._host}",
            f"DTSTAMP:{self._stamp(entry.node)}T000000Z",
            f"DTSTART;VALUE=DATE:{_day(entry.day)}",
            f"SUMMARY:{_escape(title)}",
            f"DESCRIPTION:{_escape(chr(10).join(about))}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]

    def _stamp(self, node: GoalNode | FindingNode) -> str:
        """The day of the newest fact of the record: so an event is the same tomorrow, if nothing has happened."""
        key = (type(node), node.id)
        if key not in self._stamps:
            self._stamps[key] = _day(latest_fact(node, as_of=self._site.as_of) or _NEVER)
        return self._stamps[key]

    def _address(self, entry: Entry) -> str:
        kind = "finding" if isinstance(entry.node, FindingNode) else "goal"
        anchor = f"#{entry.standing.indicator.id}" if entry.standing else ""
        return self._addresses.record(kind, entry.node.id, self._voice.code) + anchor


def _write(lines: Iterable[str]) -> str:
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _day(day: datetime.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"  # whole, also where no more than the month is known


def _escape(text: str) -> str:
    """A text as the format wants it: what means something there behind a backslash, lines told as such, no signs that cannot be seen."""
    plain = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _SPECIAL.sub(r"\\\g<0>", plain).replace("\n", "\\n")


def _fold(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, each but the first after a space; no sign is broken in two."""
    octets, space = line.encode(), b""
    while len(space) + len(octets) > LONGEST_LINE:
        end = LONGEST_LINE - len(space)
        while octets[end] & 0xC0 == 0x80:  # in the middle of a sign
            end -= 1
        yield (space + octets[:end]).decode()
        octets, space = octets[end:], b" "
    yield (space + octets).decode()
