"""The changes: what is recorded of all goals, of each body's, and of each year.

Every body always has its page, so that its address never dies. A page shows the newest; the pages of years have all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from ledstjarna.addresses import data_file, entry_fragment
from ledstjarna.derive.nodes import AgencyNode
from ledstjarna.derive.site import Site
from ledstjarna.history.listing import SUBJECTS, Listed, list_steps
from ledstjarna.pages.page import FeedLink, Link, Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.change_lists import counts_sentence, not_recorded_sentence, record_sentence, subject_heading
from ledstjarna.words.goalposts import undated_sentence
from ledstjarna.words.history_entries import ToldChanges, ToldEntry, tell_entry
from ledstjarna.words.mixed_text import join
from ledstjarna.words.site_changes import method_change_sentence
from ledstjarna.words.told_values import told_day

MOST = 50  # so much of each list stands on a page; the pages of years have the rest
MOST_OF_A_YEAR = 1_000  # more of a year than this is split by body


def steps_of(renderer: Renderer, site: Site) -> list[Listed]:
    """The steps of all that lists show, the newest first."""
    return site.once("steps", lambda: list_steps(renderer.around.history.list_shown(site.agencies)))


def steps_by_body(renderer: Renderer, site: Site) -> dict[str, list[Listed]]:
    """The steps of each body's goals, by its id."""
    return site.once("steps by body", lambda: _group_by_body(steps_of(renderer, site)))


def change_lists(renderer: Renderer, site: Site) -> ChangeLists:
    """What tells them in a language, each step once."""
    return site.once("change lists", lambda: ChangeLists(renderer, site), renderer.voice.code)


def change_parts(renderer: Renderer, site: Site) -> Iterator[str]:
    """A page for all bodies, one for each, and one for each year of both: a body and a year with a stroke between."""
    steps = steps_by_body(renderer, site)
    for body, own in (("", steps_of(renderer, site)), *((id, steps.get(id, [])) for id in site.agencies)):
        yield f"{body}/"
        yield from (f"{body}/{year}" for year in _years(own))


def change_pages(renderer: Renderer, site: Site, part: str) -> Iterator[Page]:
    """The page of a body, of all where there is none, or of a year of these."""
    body, _, year = part.partition("/")
    agency = site.agencies[body] if body else None
    steps = steps_by_body(renderer, site).get(body, []) if body else steps_of(renderer, site)
    if year:
        word, voice, addresses = "changes", renderer.voice, renderer.addresses
        own = agency and (*renderer.body_crumbs(agency), (voice._("Changes"), addresses.part(word, agency.id, voice.code)))
        crumbs = own or renderer.crumbs(word, voice._("Changes"))
        yield change_lists(renderer, site).year_page(steps, year, agency, crumbs)
    else:
        yield _body_page(renderer, change_lists(renderer, site), agency, steps) if agency else _page_of_all(renderer, site, steps)


def _page_of_all(renderer: Renderer, site: Site, steps: Sequence[Listed]) -> Page:
    voice, history = renderer.voice, renderer.around.history
    lists, by_body = change_lists(renderer, site), steps_by_body(renderer, site)
    title, about = voice._("Changes"), record_sentence(history, voice)
    here = renderer.link(renderer.addresses.listing("changes", voice.code))
    facts: dict[str, Any] = {
        "agency": None,
        "lead": about,
        "counts": counts_sentence(len(steps), _count_moved(steps), voice) if steps else "",
        "methods": [_tell_method(change, renderer) for change in history.methods],
        "bodies": [(agency, len(by_body.get(agency.id, ()))) for agency in site.agencies.values()],
        "tables": [data_file(f"goalposts.{ending}") for ending in ("csv", "json")],
        **lists.newest(steps, here, with_agency=True),
        "years": lists.years(steps, ""),
    }
    feeds = feeds_of_all(renderer)
    return replace(renderer.listing("changes", "changes", title, about, feeds=feeds, **facts), feeds=feeds)


def _body_page(renderer: Renderer, lists: ChangeLists, agency: AgencyNode, own: Sequence[Listed]) -> Page:
    voice, history = renderer.voice, renderer.around.history
    link = renderer.link(renderer.addresses.part("changes", agency.id, voice.code))
    is_recorded = history.is_recorded(agency.id) or history.absence
    lead = record_sentence(history, voice) if is_recorded else not_recorded_sentence(renderer.text(agency.record.name), voice)
    facts: dict[str, Any] = {
        "lead": lead,
        "counts": counts_sentence(len(own), _count_moved(own), voice) if own else "",
        "methods": [],
        "bodies": [],
        "tables": [],
        "years": lists.years(own, f"/{agency.id}"),
        **lists.newest(own, link, with_agency=False),
    }
    feeds = feeds_of(agency, renderer)
    crumbs = renderer.body_crumbs(agency)
    return replace(renderer.part("changes", agency, voice._("Changes"), lead, crumbs, feeds=feeds, **facts), feeds=feeds)


def feeds_of_all(renderer: Renderer) -> tuple[FeedLink, ...]:
    """The feeds of all changes; none where none is recorded."""
    title = join((renderer.voice.site_name, renderer.voice._("Changes")), " – ")
    return renderer.feeds("changes", title=title) if renderer.around.history.since else ()


def feeds_of(agency: AgencyNode, renderer: Renderer) -> tuple[FeedLink, ...]:
    """The feeds of the changes of a body's goals; none where they are not recorded."""
    history = renderer.around.history
    if history.since is None or not history.is_recorded(agency.id):
        return ()
    title = join((renderer.text(agency.record.name), renderer.voice._("Changes")), " – ")
    return renderer.feeds("agency", agency.id, title=title)


def _group_by_body(steps: Iterable[Listed]) -> dict[str, list[Listed]]:
    """The steps of each body's goals, by its id."""
    found: dict[str, list[Listed]] = {}
    for listed in steps:
        found.setdefault(listed.past.agency, []).append(listed)
    return found


def _count_moved(steps: Sequence[Listed]) -> int:
    return sum(listed.subject == "goalposts" for listed in steps)


def _tell_method(change: Any, renderer: Renderer) -> dict[str, str]:
    voice = renderer.voice
    return {
        "iso": change.day.isoformat() if change.day else "",
        "date": told_day(change.day, voice),
        "text": method_change_sentence(change, voice),
    }


class ChangeLists:
    """The lists of all pages, in one language; each step is told once."""

    def __init__(self, renderer: Renderer, site: Site) -> None:
        self._renderer, self._site = renderer, site
        self._told: dict[tuple[str, str, str], ToldEntry] = {}

    def newest(self, steps: Sequence[Listed], link: Link, *, with_agency: bool) -> dict[str, Any]:
        """The newest moved goalposts, and the newest of all."""
        moved = [listed for listed in steps if listed.subject == "goalposts"]
        return {
            "moved": [self.entry(listed, link, with_agency=with_agency) for listed in moved[:MOST]],
            "latest": [self.entry(listed, link, with_agency=with_agency) for listed in steps[:MOST]],
            "is_cut": len(steps) > MOST,
        }

    def years(self, steps: Sequence[Listed], further: str) -> list[tuple[str, str, int]]:
        """Each year, where its page is, and how many steps it has."""
        renderer = self._renderer
        years = _years(steps)
        return [(year, renderer.addresses.part("years", year + further, renderer.voice.code), many) for year, many in years.items()]

    def year_page(self, steps: Sequence[Listed], year: str, agency: AgencyNode | None, crumbs: Any) -> Page:
        """The page of a year."""
        renderer, voice = self._renderer, self._renderer.voice
        further = f"/{agency.id}" if agency else ""
        own = [listed for listed in steps if listed.entry.day and _year(listed) == year]
        link = renderer.link(renderer.addresses.part("years", year + further, voice.code))
        is_whole = agency is not None or len(own) <= MOST_OF_A_YEAR
        shown = own if is_whole else [listed for listed in own if listed.subject == "goalposts"][:MOST_OF_A_YEAR]
        title = voice._("Changes in {year}", year=year)
        if agency:
            title = join((title, renderer.text(agency.record.name)), " – ")
        bodies = Counter(listed.past.agency for listed in own)
        facts: dict[str, Any] = {
            "agency": agency,
            "year": year,
            "lead": counts_sentence(len(own), _count_moved(own), voice),
            "is_whole": is_whole,
            "subjects": list(self._by_subject(shown, link, with_agency=agency is None)),
            "bodies": [] if is_whole else [(node, self._part(year, node)) for node in self._site.agencies.values() if bodies[node.id]],
        }
        address = partial(renderer.addresses.part, "years", year + further)
        return renderer.page("changes_year", address, title, facts["lead"], crumbs=crumbs, current="changes", **facts)

    def _part(self, year: str, agency: AgencyNode) -> str:
        return self._renderer.addresses.part("years", f"{year}/{agency.id}", self._renderer.voice.code)

    def _by_subject(self, steps: Sequence[Listed], link: Link, *, with_agency: bool) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
        """What a list is about, with a word to link to it by, and the steps."""
        for subject in SUBJECTS:
            if found := [listed for listed in steps if listed.subject == subject]:
                heading = subject_heading(subject, self._renderer.voice)
                yield subject, heading, [self.entry(listed, link, with_agency=with_agency) for listed in found]

    def entry(self, listed: Listed, link: Link, *, with_agency: bool) -> dict[str, Any]:
        """What the component ``history_entry`` takes."""
        past, voice = listed.past, self._renderer.voice
        agency = self._site.agencies[past.agency]
        told = self._tell(listed)
        return {
            "iso": told.iso,
            "date": told.date,
            "parts": told.parts,
            "moved": told.moved,
            "about": past.title,
            "href": f"{link.record(past.kind, past.id)}#{entry_fragment(told.id)}" if past.kind == "goal" or not past.is_gone else "",
            "body": agency.record.name if with_agency else "",
            "invented": voice._("Invented") if with_agency and agency.is_invented else "",
        }

    def short_entry(self, listed: Listed, link: Link) -> dict[str, Any]:
        """The same in one sentence: what nobody should miss, else what changed first. Whether its body is invented is told above it."""
        entry = {**self.entry(listed, link, with_agency=True), "invented": ""}
        post = next((post for post in listed.past.goalposts if post.entry.id == listed.entry.id), None)
        if post:
            sentence = undated_sentence(post, self._renderer.voice, is_read=self._is_read(listed))
        else:
            sentence = next((sentence for part in entry["parts"] for sentence in part.sentences), "")
        return {**entry, "parts": (ToldChanges((sentence,)),)}

    def _tell(self, listed: Listed) -> ToldEntry:
        key = (listed.past.kind, listed.past.id, listed.entry.id)
        if key not in self._told:
            self._told[key] = tell_entry(listed.entry, listed.past, self._renderer.voice, is_read=self._is_read(listed))
        return self._told[key]

    def _is_read(self, listed: Listed) -> bool:
        """Whether what is not told is known not to be published: a goal's own document was read, or its body reports here."""
        goal = self._site.goals.get(listed.past.id) if listed.past.kind == "goal" else None
        return goal.is_read if goal else self._site.agencies[listed.past.agency].reports_here


def _years(steps: Iterable[Listed]) -> dict[str, int]:
    """How many steps each year has, the newest first."""
    many = Counter(_year(listed) for listed in steps if listed.entry.day)
    return {year: many[year] for year in sorted(many, reverse=True)}


def _year(listed: Listed) -> str:
    return str(listed.entry.day.year) if listed.entry.day else ""
