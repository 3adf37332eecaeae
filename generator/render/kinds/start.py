"""The start page: what is here, how the goals stand, the latest outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.render.page import Page
from generator.render.renderer import Renderer, site_name

LATEST = 5


def start(renderer: Renderer) -> Iterator[Page]:
    """What is here, how the goals stand, the latest outcomes."""
    site, voice = renderer.site, renderer.voice
    name = site_name(site, voice)
    tagline = voice.text(site.settings.tagline).text if site.settings.tagline else voice._("Public goals, and how they go.")
    yield renderer.page(
        "start",
        renderer.addresses.start,
        name,
        tagline,
        site_name=name,
        lead=tagline,
        living=[goal for goal in site.living() if not goal.agency.is_invented],
        ended=[goal for goal in site.ended() if not goal.agency.is_invented],
        invented=[goal for goal in site.goals.values() if goal.agency.is_invented],
        latest=site.latest_outcomes(LATEST),
    )
