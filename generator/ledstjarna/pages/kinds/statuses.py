"""A page for every way that a goal can stand, and one that lists them; they are there also when no goal stands so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ledstjarna.derive.listing import by_agency, by_standing, in_parts, is_long
from ledstjarna.derive.site import Site
from ledstjarna.derive.status_names import PROGRESS_STATUSES, standing_key
from ledstjarna.derive.summary import GoalSummary
from ledstjarna.pages.choices import make_choices, scripts_for
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.shelves import agency_order
from ledstjarna.words.status_meanings import meaning_of
from ledstjarna.words.statuses import counted_word


def standings(renderer: Renderer, site: Site, status: str) -> Iterator[Page]:
    """The page of a status; that of all without one."""
    voice, found = renderer.voice, by_standing(site)
    if status:
        yield _standing(status, sorted(found[status], key=agency_order(voice)), renderer, site)
        return
    entries = [
        {"status": status, "word": counted_word(status, voice), "meaning": meaning_of(status, site, voice), **_how_many(goals)}
        for status, goals in found.items()
    ]
    title, about = voice._("Goals by status"), voice._("Every status a goal can have, and what it means.")
    crumbs = renderer.crumbs("goals", voice._("Goals"))
    yield renderer.listing("standings", "standings", title, about, crumbs=crumbs, current="goals", heading=title, entries=entries)


def _standing(status: str, goals: Sequence[GoalSummary], renderer: Renderer, site: Site) -> Page:
    """A list of up to a few hundred goals; of more, their bodies, since each body's page can show only those that stand so."""
    voice, addresses, key = renderer.voice, renderer.addresses, standing_key(status)
    word, meaning = counted_word(status, voice), meaning_of(status, site, voice)
    choices = None if is_long(goals) else make_choices(goals, voice, given="agency")
    return renderer.page(
        "standing",
        lambda code: addresses.part("standings", key, code),
        voice._("Goals: {word}", word=word),
        meaning,
        crumbs=renderer.crumbs("standings", voice._("Goals by status")),
        current="goals",
        scripts=scripts_for(choices),
        status=status,
        heading=word,
        meaning=meaning,
        is_judged=status in PROGRESS_STATUSES,
        goals=goals,
        **_how_many(goals),
        parts=in_parts(goals),
        is_long=is_long(goals),
        groups=by_agency,
        query=f"?status={key}",
        choices=choices,
    )


def _how_many(goals: Sequence[GoalSummary]) -> dict[str, Any]:
    """Goals of real bodies and of invented ones, which are never counted together."""
    invented = sum(goal.agency.is_invented for goal in goals)
    return {"real": len(goals) - invented, "invented": invented}
