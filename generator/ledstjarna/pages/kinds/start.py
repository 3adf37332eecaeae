"""The start page: how many goals there are and how they stand, whose they are, one of them with its chart, and what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from ledstjarna.derive.featured import is_news
from ledstjarna.derive.nodes import AgencyNode
from ledstjarna.derive.site import Site
from ledstjarna.derive.tally import tally_goals
from ledstjarna.pages.kinds.changes import change_lists, feeds_of_all, steps_of
from ledstjarna.pages.page import Link, Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.leads import short_lead, site_answer, site_lead, site_more
from ledstjarna.words.voice import Voice

MOST_CHANGES = 4  # moved goalposts before all else


def start(renderer: Renderer, site: Site) -> Iterator[Page]:
    """How the goals stand, in one line; the bodies; a goal with its chart; what has changed; the latest outcomes."""
    voice = renderer.voice
    name = voice.site_name
    tagline = voice.told(site.settings.tagline) if site.settings.tagline else ""
    bodies, invented = ([agency for agency in site.agencies.values() if agency.is_invented == asked] for asked in (False, True))
    real = [goal for goal in site.goals.values() if not goal.agency.is_invented]
    own = [agency for agency in bodies if agency.goals]
    link = renderer.link(renderer.addresses.start(voice.code))
    page = renderer.page(
        "start",
        renderer.addresses.start,
        name,
        f"{tagline} {site_lead(real, own, voice)}".strip(),
        as_of=site.as_of,
        goals=site.goals,
        tagline=tagline,
        answer=site_answer(real, voice),
        more=site_more(real, own, voice),
        bodies=list(_bodies(bodies, voice)),
        real=tally_goals(real),
        featured=site.goals[site.featured.goal] if site.featured else None,
        chart=Markup(site.featured.charts[voice.code]) if site.featured else "",  # noqa: S704  # a finished piece of a page
        changes=_changes(renderer, site, link, invented=False),
        latest=[entry for entry in site.latest_outcomes() if is_news(entry.day, site)],
        invented=tally_goals(goal for goal in site.goals.values() if goal.agency.is_invented),
        changes_invented=_changes(renderer, site, link, invented=True),
        invented_bodies=list(_bodies(invented, voice)),
    )
    yield replace(page, feeds=feeds_of_all(renderer))


def _bodies(bodies: Iterable[AgencyNode], voice: Voice) -> Iterator[tuple[AgencyNode, str]]:
    """Each body, and how its goals stand."""
    for agency in bodies:
        yield agency, short_lead(agency.goals, voice)


def _changes(renderer: Renderer, site: Site, link: Link, *, invented: bool) -> list[dict[str, Any]]:
    """The newest steps of real or of invented bodies, moved goalposts before others; a sentence of each, since its goal's page has all."""
    steps = [step for step in steps_of(renderer, site) if site.agencies[step.past.agency].is_invented == invented]
    lists, ordered = change_lists(renderer, site), sorted(steps, key=lambda step: step.subject != "goalposts")
    return [lists.short_entry(step, link) for step in ordered[:MOST_CHANGES]]
