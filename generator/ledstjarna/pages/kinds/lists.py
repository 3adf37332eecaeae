"""The pages that list all there is of something: agencies, goals, findings, and what has ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledstjarna.derive.listing import by_agency, is_long
from ledstjarna.derive.site import Site
from ledstjarna.pages.choices import make_choices, scripts_for
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.alphabet import agency_order, shelve
from ledstjarna.words.leads import agency_lead


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
        "goals", "goals", title, about, scripts=scripts, groups=groups, shelves=shelves, choices=choices, many=len(every)
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
    yield renderer.listing("ended", "ended", title, about, scripts=scripts_for(choices), statements=site.ended_statements(), **facts)
