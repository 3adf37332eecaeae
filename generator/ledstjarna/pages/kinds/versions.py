"""Versions of a goal come in; the page of each goes out: the goal as it stood, in the look of today; and that of a goal that is gone."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from markupsafe import Markup

from ledstjarna.addresses import way_up
from ledstjarna.derive.facts import GoalFacts
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.history.past import GoalPast
from ledstjarna.pages.kinds.goal import SCRIPT
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Crumbs, Renderer
from ledstjarna.words.citations import cite, cite_box, cite_version
from ledstjarna.words.goalposts import goalpost_sentence, goalpost_word
from ledstjarna.words.mixed_text import join
from ledstjarna.words.version_texts import compare_versions


@dataclass(frozen=True, slots=True)
class Belongs:
    """Which pages there are today of what a goal belonged to."""

    agency: bool
    plan: bool


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A version of a goal with all that its page tells.

    ``facts`` are of that day; where the version is withheld there are none, and ``why`` tells why. ``before`` is the version before and
    ``now`` the goal of today, where there are any to hold it against; where the goal is gone there is none. ``older`` and ``newer`` are
    the versions beside it that have pages, by id.
    """

    goal: str
    id: str
    day: datetime.date
    title: Mapping[str, str]
    facts: GoalFacts | None
    belongs: Belongs
    before: GoalNode | None = None
    now: GoalNode | None = None
    older: str = ""
    newer: str = ""
    why: Mapping[str, str] | None = None


def version_page(renderer: Renderer, version: VersionFacts) -> Page:
    """The goal as it stood."""
    voice, addresses = renderer.voice, renderer.addresses
    address = partial(addresses.version, version.goal, version.id)
    title = join((renderer.text(version.title), voice.date(version.day)), " – ")
    own = (renderer.text(version.title), addresses.record("goal", version.goal, voice.code))
    crumbs = (*_way(renderer, version.facts.node if version.facts else None, version.belongs), own)
    banner = _banner(renderer, version)
    if version.facts:
        page = _stood(renderer, version, version.facts, title, crumbs, banner)
    else:
        about = voice._("This version is withheld, and nothing of it is shown here.")
        why = version.why or {}
        page = renderer.page("withheld", address, title, about, crumbs=crumbs, current="goals", heading=title, why=why, banner=banner)
    return replace(page, is_indexed=False, relations=_relations(renderer, version))


def _way(renderer: Renderer, node: GoalNode | None, belongs: Belongs) -> Crumbs:
    """The way through what has a page today of the body and the plan that the goal belonged to."""
    if node is None or not belongs.agency:
        return renderer.crumbs("goals", renderer.voice._("Goals"))
    return renderer.body_crumbs(node.agency, node.plan if belongs.plan else None)


def _banner(renderer: Renderer, version: VersionFacts) -> Markup:
    voice, addresses = renderer.voice, renderer.addresses
    up = way_up(addresses.version(version.goal, version.id, voice.code))
    day = voice.on(version.day)
    text = voice._("This is how the goal stood {when}, judged by today’s rules.", when=day)
    if version.now is None:
        text = voice._("This is how the goal stood {when}. It is no longer on this site.", when=day)

    def link(id: str) -> str:
        return up + addresses.version(version.goal, id, voice.code) if id else ""

    today = up + addresses.record("goal", version.goal, voice.code)
    return renderer.goals.pieces.version_banner(text, today, link(version.older), link(version.newer))


def _relations(renderer: Renderer, version: VersionFacts) -> tuple[tuple[str, str], ...]:
    addresses, code = renderer.addresses, renderer.voice.code
    latest = addresses.record("goal", version.goal, code)
    beside = (("predecessor-version", version.older), ("successor-version", version.newer))
    return (("latest-version", latest), *((rel, addresses.version(version.goal, id, code)) for rel, id in beside if id))


def _stood(renderer: Renderer, version: VersionFacts, facts: GoalFacts, title: str, crumbs: Crumbs, banner: Markup) -> Page:
    voice, addresses, node = renderer.voice, renderer.addresses, facts.node
    address = partial(addresses.version, version.goal, version.id)
    here = address(voice.code)
    compared = []
    if version.before:
        compared.append((voice._("Compared with the version before"), compare_versions(version.before, node, voice)))
    if version.now:
        compared.append((voice._("Compared with today"), compare_versions(node, version.now, voice)))
    told = _tell(renderer, facts, here, version.belongs)
    told["version"] = {"banner": banner, "compared": compared}
    told["dues"] = []
    citation = cite_version(version.goal, version.id, node, voice, addresses, day=version.day)
    box = cite_box(citation, "", voice, way_up(here), meaning=voice._("The address leads to exactly this version."))
    about = join((voice._("Invented example.") if node.agency.is_invented else "", told["sentence"]))
    page = renderer.page(
        "version", address, title, about, crumbs=crumbs, current="goals", pieces=told, goal=node, cite=box, scripts=(SCRIPT,)
    )
    return replace(page, citation=citation)


def _tell(renderer: Renderer, facts: GoalFacts, here: str, belongs: Belongs, past: GoalPast | None = None) -> dict[str, Any]:
    """What the template of a goal is given, without links to what has no page."""
    told = renderer.goals.tell(facts, past, renderer.link(here))
    for name, is_there in (("agency", belongs.agency), ("plan", belongs.plan)):
        if not is_there:
            told[name] = ("", told[name][1])
    return told


def gone_page(renderer: Renderer, past: GoalPast, facts: GoalFacts, belongs: Belongs) -> Page:
    """The page of a goal that was removed from the content: what it said last, and that it was removed."""
    voice, addresses, node = renderer.voice, renderer.addresses, facts.node
    address = partial(addresses.record, "goal", past.id)
    here = address(voice.code)
    title = join((renderer.text(past.title), renderer.text(node.agency.record.name)), " – ")
    told = _tell(renderer, facts, here, belongs, past)
    what = goalpost_sentence(past.removal, voice, is_read=node.is_read)
    last = voice._("The page shows what it said last.")
    told["removed"] = renderer.goals.pieces.goalpost(goalpost_word("deleted", voice), join((what, last)), "", "")
    told["goalposts"] = []
    told["dues"] = []
    citation = cite("goal", node, voice, addresses, site_name=voice.site_name, date=facts.latest)
    box = cite_box(citation, "", voice, way_up(here))
    about = join((voice._("Invented example.") if node.agency.is_invented else "", what))
    crumbs = _way(renderer, node, belongs)
    page = renderer.page("gone", address, title, about, crumbs=crumbs, current="goals", pieces=told, goal=node, cite=box, scripts=(SCRIPT,))
    return replace(page, citation=citation, changed=facts.latest)
