"""The start page: what is here, how the goals stand, the latest outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from ledstjarna.derive.site import Site
from ledstjarna.derive.tally import tally_goals
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.leads import site_lead

LATEST = 5


def start(renderer: Renderer, site: Site) -> Iterator[Page]:
    """What is here, how the goals stand, the latest outcomes."""
    voice = renderer.voice
    name = voice.site_name
    tagline = voice.told(site.settings.tagline) if site.settings.tagline else ""
    bodies = [agency for agency in site.agencies.values() if not agency.is_invented]
    real = [goal for goal in site.goals.values() if not goal.agency.is_invented]
    lead = site_lead(real, [agency for agency in bodies if agency.goals], voice)
    yield renderer.page(
        "start",
        renderer.addresses.start,
        name,
        f"{tagline} {lead}".strip(),
        as_of=site.as_of,
        site_name=name,
        tagline=tagline,
        lead=lead,
        bodies=bodies,
        real=tally_goals(real),
        ended=tally_goals(goal for goal in real if goal.record.lifecycle == "ended"),
        latest=site.latest_outcomes(LATEST),
        invented=tally_goals(goal for goal in site.goals.values() if goal.agency.is_invented),
        invented_bodies=[agency for agency in site.agencies.values() if agency.is_invented],
        latest_invented=site.latest_outcomes(LATEST, invented=True),
    )
