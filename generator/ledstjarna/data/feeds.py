"""What is recorded of a site's goals comes in; feeds go out: Atom (RFC 4287, RFC 5005) for all, each body and each goal, and JSON Feed.

A feed has its newest entries, and archives have all but those: each of as many, counted from the oldest, so that a full one never changes.
No clock is read: what a feed says changes only when something is recorded.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlsplit

from ledstjarna.addresses import Addresses, entry_fragment, feed_file, way_up
from ledstjarna.derive.site import Site
from ledstjarna.history.listing import Listed, list_steps
from ledstjarna.history.past import SiteHistory
from ledstjarna.words.change_lists import subject_heading
from ledstjarna.words.history_entries import ToldEntry, tell_entry
from ledstjarna.words.mixed_text import join
from ledstjarna.words.voice import Voice

MOST = 50  # entries of a feed, and of each archive
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # signs that XML 1.0 cannot have
_OURS = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")  # RFC 4122's own name for addresses


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A step of a goal's history as a feed has it; ``address`` is seen from the site's root."""

    id: str
    address: str
    title: str
    text: str
    day: datetime.date
    subject: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in one language: what it is called, the page that says the same, and its entries, the oldest first.

    ``kind`` and ``id`` tell whose it is: ``changes`` of all, an ``agency``, a ``goal``; ``own`` is the id that it had first. ``since`` is
    the day of its first step.
    """

    kind: str
    id: str
    title: str
    page: str
    entries: Sequence[FeedEntry]
    since: datetime.date
    own: str = ""


def feed_files(site: Site, voices: Mapping[str, Voice], history: SiteHistory) -> Iterator[tuple[str, str]]:
    """Every feed in every language; none where nothing is recorded."""
    for voice in voices.values():
        for feed in make_feeds(site, voice, history):
            yield from _write(feed, voice, "atom", _atom)
            if feed.kind != "goal":
                yield from _write(feed, voice, "feed.json", _json)


def make_feeds(site: Site, voice: Voice, history: SiteHistory) -> Iterator[Feed]:
    """The feeds of a language: that of all goals, of each body, and of each goal."""
    teller, addresses = _Teller(site, voice), Addresses(site.settings)
    shown = history.list_shown(site.agencies)
    steps = [listed for listed in list_steps(shown)[::-1] if listed.entry.day]
    if not history.since:
        return
    told = [(listed.past, teller.tell(listed)) for listed in steps]
    title = join((voice.site_name, voice._("Changes")), " – ")
    yield Feed("changes", "", title, addresses.listing("changes", voice.code), [entry for _, entry in told], history.since)
    for id, agency in site.agencies.items():
        if history.is_recorded(id):
            own = [entry for past, entry in told if past.agency == id]
            title = join((voice.told(agency.record.name), voice._("Changes")), " – ")
            yield Feed("agency", id, title, addresses.part("changes", id, voice.code), own, history.since, id)
    by_goal: dict[str, list[FeedEntry]] = {}
    for past, entry in told:
        if past.kind == "goal":
            by_goal.setdefault(past.id, []).append(entry)
    for past in shown:
        if past.kind != "goal" or not past.since:
            continue
        title = join((voice.told(past.title), voice._("Changes")), " – ")
        page = addresses.record("goal", past.id, voice.code)
        yield Feed("goal", past.id, title, page, by_goal.get(past.id, []), past.since, past.first_id)


class _Teller:
    """Tells steps as entries, in one language."""

    def __init__(self, site: Site, voice: Voice) -> None:
        self._site, self._voice, self._addresses = site, voice, Addresses(site.settings)

    def tell(self, listed: Listed) -> FeedEntry:
        past, entry, voice = listed.past, listed.entry, self._voice
        assert entry.day
        node, agency = self._site.goals.get(past.id) if past.kind == "goal" else None, self._site.agencies[past.agency]
        told = tell_entry(entry, past, voice, is_read=node.is_read if node else agency.reports_here)
        word = told.moved or subject_heading(listed.subject, voice)
        invented = voice._("Invented example.") if agency.is_invented else ""
        address = f"{self._addresses.record(past.kind, past.id, voice.code)}#{entry_fragment(entry.id)}"
        if past.kind != "goal" and past.is_gone:  # it has no page any longer
            address = self._addresses.part("changes", agency.id, voice.code)
        text = join([part for part in (invented, voice.told(agency.record.name) + ".", _text(told, voice)) if part])
        id = _name(f"{voice.code}/{past.kind}/{past.first_id}/{entry.id}", entry.day, voice)
        return FeedEntry(id, address, str(join((voice.told(past.title), word), ": ")), str(text), entry.day, listed.subject)


def _text(told: ToldEntry, voice: Voice) -> str:
    """All sentences of a step, and the reasons, as one text."""
    texts = [text for part in told.parts for text in (*part.sentences, part.note, voice.told(part.reason) if part.reason else "")]
    return join([text for text in texts if text])


def _name(what: str, day: datetime.date, voice: Voice) -> str:
    """A name for ever (RFC 4151): the host, a day on which it was the site's, and what it is; without a host a UUID of that."""
    host = urlsplit(voice.settings.base_url or "").hostname
    if host:
        return f"tag:{host},{day.isoformat()}:{what}"
    made = bytearray(hashlib.sha1(_OURS + what.encode(), usedforsecurity=False).digest()[:16])
    made[6], made[8] = made[6] & 0x0F | 0x50, made[8] & 0x3F | 0x80
    told = made.hex()
    return f"urn:uuid:{told[:8]}-{told[8:12]}-{told[12:16]}-{told[16:20]}-{told[20:]}"


# --- feeds and archives ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """A file of a feed: its entries, the newest first, its number where it is an archive, and the number of the archive before."""

    entries: Sequence[FeedEntry]
    number: int = 0
    before: int = 0


def _parts(entries: Sequence[FeedEntry]) -> Iterator[_Part]:
    full = len(entries) // MOST if len(entries) > MOST else 0
    last = full - 1 if full and len(entries) % MOST == 0 else full
    yield _Part(entries[-MOST:][::-1], before=last)
    for number in range(1, full + 1):
        yield _Part(entries[(number - 1) * MOST : number * MOST][::-1], number, number - 1)


def _write(feed: Feed, voice: Voice, ending: str, make: Any) -> Iterator[tuple[str, str]]:
    for part in _parts(feed.entries):
        file = feed_file(feed.kind, feed.id, voice.code, ending, part.number)
        yield file, make(feed, part, file, voice)


class _Ways:
    """Addresses as a feed has them: whole where the site's own is known, else seen from the feed."""

    def __init__(self, file: str, voice: Voice) -> None:
        self._before = voice.settings.base_url or way_up(file)

    def to(self, address: str) -> str:
        return self._before + address


def _moment(day: datetime.date, voice: Voice) -> str:
    """The beginning of a day where the site is at home (RFC 3339)."""
    return datetime.datetime(day.year, day.month, day.day, tzinfo=voice.settings.zone).isoformat()


def _atom(feed: Feed, part: _Part, file: str, voice: Voice) -> str:
    ways = _Ways(file, voice)
    current = feed_file(feed.kind, feed.id, voice.code, "atom")
    newest = part.entries[0].day if part.entries else feed.since
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xml:lang="{voice.code}">',
        f"<id>{_xml(_name(f'{voice.code}/{feed.kind}/{feed.own}', feed.since, voice))}</id>",
        f"<title>{_xml(feed.title)}</title>",
        f"<updated>{_moment(newest, voice)}</updated>",
        f"<author><name>{_xml(voice.site_name)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{_xml(ways.to(file))}"/>',
        f'<link rel="alternate" type="text/html" hreflang="{voice.code}" href="{_xml(ways.to(feed.page))}"/>',
    ]
    if part.number:
        lines += ["<fh:archive/>", f'<link rel="current" href="{_xml(ways.to(current))}"/>']
    if part.before:
        before = feed_file(feed.kind, feed.id, voice.code, "atom", part.before)
        lines.append(f'<link rel="prev-archive" href="{_xml(ways.to(before))}"/>')
    for entry in part.entries:
        day = _moment(entry.day, voice)
        lines += [
            "<entry>",
            f"<id>{_xml(entry.id)}</id>",
            f"<title>{_xml(entry.title)}</title>",
            f"<published>{day}</published>",
            f"<updated>{day}</updated>",
            f'<link rel="alternate" type="text/html" href="{_xml(ways.to(entry.address))}"/>',
            f'<category term="{entry.subject}"/>',
            f'<content type="text">{_xml(entry.text)}</content>',
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


def _xml(text: str) -> str:
    """A text as XML can have it."""
    return escape(_FORBIDDEN.sub("", text))


def _json(feed: Feed, part: _Part, file: str, voice: Voice) -> str:
    ways = _Ways(file, voice)
    told: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": ways.to(feed.page),
        "feed_url": ways.to(file),
        "language": voice.code,
        "authors": [{"name": voice.site_name}],
    }
    if part.before:
        told["next_url"] = ways.to(feed_file(feed.kind, feed.id, voice.code, "feed.json", part.before))
    told["items"] = [
        {
            "id": entry.id,
            "url": ways.to(entry.address),
            "title": entry.title,
            "content_text": entry.text,
            "date_published": _moment(entry.day, voice),
            "tags": [entry.subject],
            "language": voice.code,
        }
        for entry in part.entries
    ]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
