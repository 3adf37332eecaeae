"""The pages that list all there is of something: agencies, goals, findings, and what has ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ledstjarna.derive.listing import by_agency, is_long
from ledstjarna.derive.nodes import AgencyNode
from ledstjarna.derive.site import Site
from ledstjarna.model.alphabet import has_own_pages
from ledstjarna.pages.choices import make_choices, scripts_for
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.goalposts import goalpost_sentence
from ledstjarna.words.leads import agency_lead
from ledstjarna.words.shelves import agency_order, shelve


class Removed(NamedTuple):
    """A goal that is no longer in the content; it has no body where that is gone too."""

    title: Mapping[str, str]
    href: str
    agency: AgencyNode | None
    sentence: str


def agencies(renderer: Renderer, site: Site) -> Iterator[Page]:
    """All agencies."""
    voice = renderer.voice
    title, about = voice._("Agencies and municipalities"), voice._("The bodies whose goals are shown here.")
    told = [(agency, agency_lead(agency, voice)) for agency in site.agencies.values()]
    yield renderer.listing("agencies", "agencies", title, about, agencies=told)


def goals(renderer: Renderer, site: Site) -> Iterator[Page]:
    """All goals under their bodies; where they are too many, the bodies and the letters, each of which has a list."""
    voice = renderer.voice
    title, about = voice._("All goals"), voice._("Every goal and how it is going, including those that have ended.")
    every = sorted(site.goals.values(), key=agency_order(voice))
    shelves = shelve(every, voice) if is_long(every) else []
    choices = None if shelves else make_choices(every, voice, given="agency")
    scripts, groups = scripts_for(choices), by_agency(every)
    yield renderer.listing(
        "goals",
        "goals",
        title,
        about,
        scripts=scripts,
        groups=groups,
        shelves=shelves,
        choices=choices,
        many=len(every),
        has_pages=has_own_pages(len(every)),
    )


def findings(renderer: Renderer, site: Site) -> Iterator[Page]:
    """All findings."""
    voice = renderer.voice
    yield renderer.listing(
        "findings",
        "scrutiny",
        voice._("Scrutiny"),
        voice._("What others have found, and the answers."),
        findings=list(site.findings.values()),
    )


def ended(renderer: Renderer, site: Site) -> Iterator[Page]:
    """All that has ended."""
    voice = renderer.voice
    title, about = voice._("Ended"), voice._("Goals that have ended, and how they ended.")
    goals = sorted(site.ended(), key=agency_order(voice))
    choices = None if is_long(goals) else make_choices(goals, voice, given="agency")
    facts: dict[str, Any] = {"goals": goals, "groups": by_agency(goals), "is_long": is_long(goals), "choices": choices}
    facts |= {"statements": site.ended_statements(), "removed": list(_removed(renderer, site))}
    yield renderer.listing("ended", "ended", title, about, scripts=scripts_for(choices), **facts)


def _removed(renderer: Renderer, site: Site) -> Iterator[Removed]:
    """The goals that are no longer in the content, by the day on which they went, the newest first."""
    voice, here = renderer.voice, renderer.link(renderer.addresses.listing("ended", renderer.voice.code))
    for past in renderer.around.history.list_removed(site.ids_of_goals):
        agency = site.agencies.get(past.agency)
        is_read = bool(agency and agency.reports_here)
        yield Removed(past.title, here.goal_of(past.id), agency, goalpost_sentence(past.removal, voice, is_read=is_read))
