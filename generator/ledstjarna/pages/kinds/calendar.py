"""The calendar: what is due when and what is late, of all bodies together and of each by itself.

At 10,000 goals one page of everything would be megabytes, so each list is cut and the files have the rest. Every body always has its
page, so that its address never dies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ledstjarna.addresses import calendar_ending, data_file, record_file
from ledstjarna.derive.due_days import MOST_DAYS, DueDay, DueDays, join_due_days, last_day
from ledstjarna.derive.nodes import AgencyNode
from ledstjarna.derive.site import Site
from ledstjarna.pages.page import Link, Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.calendar import asked_sentence, due_dates_lead, is_asked, never_late_sentence
from ledstjarna.words.mixed_text import join
from ledstjarna.words.voice import Voice


def calendar_pages(renderer: Renderer, site: Site, body: str) -> Iterator[Page]:
    """The page of a body; that of all without one."""
    yield _body_page(renderer, site, site.agencies[body]) if body else _page_of_all(renderer, site)


def _page_of_all(renderer: Renderer, site: Site) -> Page:
    voice, everyone, until = renderer.voice, list(site.agencies.values()), last_day(site.as_of)
    known = [agency for agency in everyone if not agency.is_invented]
    invented = [agency for agency in everyone if agency.is_invented]
    parts = [some for some in (known, invented) if some] or [known]  # the invented ones come last
    lists = _Lists(site, renderer.link(renderer.addresses.listing("calendar", voice.code)), voice, with_agency=True)
    groups = []
    for some in parts:
        due = join_due_days((agency.brief.due for agency in some), until)
        about = _about(some, renderer, beside_invented=bool(invented) and some == known)
        groups.append({**about, "lead": due_dates_lead(due, some, voice), **lists.tell(due)})
    facts: dict[str, Any] = {
        "agency": None,
        "groups": groups,
        "most": MOST_DAYS,
        "until": until,
        "file": _file(renderer, data_file(f"calendar.{calendar_ending(voice.code)}")),
        "bodies": everyone,
    }
    facts["has_files"] = any(_body_file(renderer, agency.id) for agency in everyone)
    return renderer.listing("calendar", "calendar", voice._("Calendar"), groups[0]["lead"], **facts)


def _body_page(renderer: Renderer, site: Site, agency: AgencyNode) -> Page:
    voice, due, title = renderer.voice, agency.brief.due, renderer.voice._("Calendar")
    link = renderer.link(renderer.addresses.part("calendar", agency.id, voice.code))
    lead = due_dates_lead(due, [agency], voice)
    group = {**_about([agency], renderer), "lead": lead, **_Lists(site, link, voice, with_agency=False).tell(due)}
    facts = {"groups": [group], "most": MOST_DAYS, "until": last_day(site.as_of), "file": _body_file(renderer, agency.id), "bodies": ()}
    return renderer.part("calendar", agency, title, lead, renderer.body_crumbs(agency), **facts)


def _about(agencies: Sequence[AgencyNode], renderer: Renderer, *, beside_invented: bool = False) -> dict[str, Any]:
    """What is the same of bodies whatever is on the days."""
    return {
        "is_invented": all(agency.is_invented for agency in agencies) and bool(agencies),
        "asked": asked_sentence(agencies, renderer.voice) or never_late_sentence(agencies, renderer.voice, beside_invented=beside_invented),
        "is_asked": any(is_asked(agency) for agency in agencies),
    }


class _Row(NamedTuple):
    """A day, as the component ``agenda`` takes it."""

    iso: str
    date: str
    title: Mapping[str, str]
    href: str
    about: str
    whose: str


class _Lists:
    """The lists of a page: at most so much of each, with the body where there are several."""

    def __init__(self, site: Site, link: Link, voice: Voice, *, with_agency: bool) -> None:
        self._site, self._link, self._voice, self._with_agency = site, link, voice, with_agency

    def tell(self, due: DueDays) -> dict[str, Any]:
        """What is late, what has passed, and month by month what is coming."""
        return {
            "due": due,
            "late": self._rows(due.late),
            "passed": self._rows(due.passed),
            "months": [(month, self._rows(entries)) for month, entries in due.months()],
        }

    def _rows(self, entries: Iterable[DueDay]) -> list[_Row]:
        found = []
        for entry in entries:
            day = self._site.sayer.day(entry, self._voice.code)
            href = self._link.record(day.record, day.id) + day.anchor
            node = self._site.goals[day.id] if day.record == "goal" else self._site.findings[day.id]
            body = self._voice.told(node.agency.record.name) if self._with_agency else ""
            whose = join((day.goal, body), " · ")
            found.append(_Row(entry.day.isoformat(), self._voice.date(entry.day), day.title, href, day.about, whose))
        return found


def _body_file(renderer: Renderer, agency: str) -> str:
    """The address of a body's calendar in the language; empty where there is none."""
    return _file(renderer, record_file("agency", agency, calendar_ending(renderer.voice.code)))


def _file(renderer: Renderer, address: str) -> str:
    """An address, where there is such a file; else nothing."""
    return address if address in renderer.around.sizes else ""
