"""The start page: what is here, how the goals stand, the latest outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ledstjarna.derive.site import Site
from ledstjarna.derive.tally import tally_goals
from ledstjarna.pages.kinds.changes import feeds_of_all
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.leads import agency_lead, site_lead


def start(renderer: Renderer, site: Site) -> Iterator[Page]:
    """What is here, how the goals stand, the latest outcomes."""
    voice = renderer.voice
    name = voice.site_name
    tagline = voice.told(site.settings.tagline) if site.settings.tagline else ""
    bodies, invented = ([agency for agency in site.agencies.values() if agency.is_invented == asked] for asked in (False, True))
    real = [goal for goal in site.goals.values() if not goal.agency.is_invented]
    lead = site_lead(real, [agency for agency in bodies if agency.goals], voice)
    page = renderer.page(
        "start",
        renderer.addresses.start,
        name,
        f"{tagline} {lead}".strip(),
        as_of=site.as_of,
        goals=site.goals,
        site_name=name,
        tagline=tagline,
        lead=lead,
        bodies=[(agency, agency_lead(agency, voice)) for agency in bodies],
        real=tally_goals(real),
        ended=tally_goals(goal for goal in real if goal.lifecycle == "ended"),
        latest=site.latest_outcomes(),
        invented=tally_goals(goal for goal in site.goals.values() if goal.agency.is_invented),
        invented_bodies=[(agency, agency_lead(agency, voice)) for agency in invented],
        latest_invented=site.latest_outcomes(invented=True),
    )
    yield replace(page, feeds=feeds_of_all(renderer))
