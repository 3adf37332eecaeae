"""The agenda comes in; calendar files go out (RFC 5545), one a language for all bodies and for each of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from ledstjarna.derive.agenda import Agenda, Entry, derive_agenda, join_agendas, last_day
from ledstjarna.derive.nodes import FindingNode
from ledstjarna.derive.site import Site
from ledstjarna.render.addresses import Addresses
from ledstjarna.render.days import entry_about, entry_title, entry_whose, entry_word
from ledstjarna.render.voice import Voice

MOST_OF_ALL = 2_000  # programs choke on more; the file of each body has all of its own
LONGEST_LINE = 75  # octets
_SPECIAL = re.compile(r"[\\;,]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def calendar_files(site: Site, voices: Mapping[str, Voice]) -> Iterator[tuple[str, str]]:
    """Address and text of each file. There is none where there is no day: a calendar must have one at least."""
    agendas = derive_agenda(site)
    everything = join_agendas(agendas.values(), last_day(site.as_of))
    for code, voice in voices.items():
        files = [(f"data/calendar.{code}.ics", voice._("Public goals: calendar"), everything)]
        files += [
            (f"data/agencies/{id}.{code}.ics", voice._("Goals: {agency}", agency=voice.text(site.agencies[id].record.name)), agenda)
            for id, agenda in agendas.items()
        ]
        for address, name, agenda in files:
            if agenda.entries:
                yield address, write_calendar(site, voice, name, agenda, most=MOST_OF_ALL if agenda is everything else None)


def write_calendar(site: Site, voice: Voice, name: str, agenda: Agenda, *, most: int | None) -> str:
    """One calendar; with ``most``, the first so many of what is coming and of what has passed."""
    events = [*_events(agenda.late[:most], "late", site, voice), *_events(agenda.passed[:most], "passed", site, voice)]
    events += _events((*agenda.coming, *agenda.beyond)[:most], "coming", site, voice)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Ledstjarna//Calendar//{voice.code.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_escape(name)}",
        f"X-WR-CALNAME:{_escape(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        *(line for event in events for line in event),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _events(entries: Sequence[Entry], when: str, site: Site, voice: Voice) -> Iterable[list[str]]:
    return [_event(entry, when, site, voice) for entry in entries]


def _event(entry: Entry, when: str, site: Site, voice: Voice) -> list[str]:
    """A whole day. Its id is the thing's, not the day's, so that a calendar moves what has been moved."""
    base = site.settings.base_url
    host = (urlsplit(base).hostname if base else None) or "ledstjarna.invalid"
    word = entry_word(entry, voice, is_late=when == "late")
    title = f"{word}: {voice.text(entry_title(entry))}"
    about = [entry_about(entry, voice, is_past=when != "coming"), entry_whose(entry, voice)]
    if entry.agency.is_invented:
        title = f"{voice._('Invented example.')} {title}"
        about.insert(0, voice._("Invented example."))
    address = base + _address(entry, site, voice) if base else ""
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.key}/{voice.code}@{host}",
        f"DTSTAMP:{_day(site.as_of)}T000000Z",
        f"DTSTART;VALUE=DATE:{_day(entry.day)}",
        f"SUMMARY:{_escape(title)}",
        f"DESCRIPTION:{_escape(chr(10).join([*about, address]).strip())}",
        f"CATEGORIES:{_escape(word)}",
        "TRANSP:TRANSPARENT",
    ]
    if address:
        lines.append(f"URL:{address}")
    return [*lines, "END:VEVENT"]


def _address(entry: Entry, site: Site, voice: Voice) -> str:
    kind = "finding" if isinstance(entry.node, FindingNode) else "goal"
    anchor = f"#{entry.standing.indicator.id}" if entry.standing else ""
    return Addresses(site.settings).record(kind, entry.node.id, voice.code) + anchor


def _day(day: datetime.date) -> str:
    return day.isoformat().replace("-", "")


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
