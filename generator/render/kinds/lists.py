"""The pages that list all there is of something."""

from __future__ import annotations

from collections.abc import Iterator

from generator.render.page import Page
from generator.render.renderer import Renderer


def agencies(renderer: Renderer) -> Iterator[Page]:
    """All agencies."""
    title = renderer.voice._("Agencies and municipalities")
    yield renderer.listing("agencies", "agencies", title, renderer.voice._("Whose goals are shown here."))


def goals(renderer: Renderer) -> Iterator[Page]:
    """All goals."""
    voice = renderer.voice
    yield renderer.listing("goals", "goals", voice._("All goals"), voice._("Every goal and how it stands, ended ones too."))


def findings(renderer: Renderer) -> Iterator[Page]:
    """All findings."""
    voice = renderer.voice
    yield renderer.listing("findings", "scrutiny", voice._("Scrutiny"), voice._("What others found, and the answers."))


def ended(renderer: Renderer) -> Iterator[Page]:
    """All that has ended."""
    site, voice = renderer.site, renderer.voice
    title, about = voice._("What has ended"), voice._("Goals that have ended, with their fate.")
    yield renderer.listing("ended", "ended", title, about, goals=site.ended(), statements=site.ended_statements())
