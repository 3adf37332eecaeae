"""The start page: what is here, how the goals stand, the latest outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ledstjarna.derive.nodes import LatestOutcome
from ledstjarna.derive.site import Site
from ledstjarna.derive.tally import tally_goals
from ledstjarna.pages.kinds.changes import feeds_of_all
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.leads import agency_lead, site_lead
from ledstjarna.words.phrases import outcome_phrase
from ledstjarna.words.statuses import fate_word
from ledstjarna.words.voice import Voice

LATEST = 5


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
        site_name=name,
        tagline=tagline,
        lead=lead,
        bodies=[(agency, agency_lead(agency, voice)) for agency in bodies],
        real=tally_goals(real),
        ended=tally_goals(goal for goal in real if goal.record.lifecycle == "ended"),
        latest=[_tell_outcome(entry, voice) for entry in site.latest_outcomes(LATEST)],
        invented=tally_goals(goal for goal in site.goals.values() if goal.agency.is_invented),
        invented_bodies=[(agency, agency_lead(agency, voice)) for agency in invented],
        latest_invented=[_tell_outcome(entry, voice) for entry in site.latest_outcomes(LATEST, invented=True)],
    )
    yield replace(page, feeds=feeds_of_all(renderer))


def _tell_outcome(entry: LatestOutcome, voice: Voice) -> tuple[LatestOutcome, str, str]:
    """An outcome, what it says, and how its goal has ended, where it has."""
    goal = entry.goal
    fate = fate_word(goal.record.fate, voice, is_contradicted=goal.is_fate_contradicted) if goal.record.lifecycle == "ended" else ""
    return entry, outcome_phrase(entry.outcome, entry.standing, voice), fate
