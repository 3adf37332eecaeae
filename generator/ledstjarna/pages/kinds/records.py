"""A page for each agency, plan, goal and finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from ledstjarna.addresses import HISTORY, oembed_file, picture_file
from ledstjarna.derive.dated import latest_fact
from ledstjarna.derive.facts import GoalFacts
from ledstjarna.derive.nodes import FindingNode, GoalNode, PlanNode
from ledstjarna.derive.site import Site
from ledstjarna.history.past import GoalPast
from ledstjarna.history.records import RecordKind
from ledstjarna.pages.choices import make_choices, scripts_for
from ledstjarna.pages.kinds.changes import change_lists, feeds_of, steps_by_body
from ledstjarna.pages.kinds.goal import SCRIPT
from ledstjarna.pages.page import Page, PageImage
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.embeds import body_share_box, goal_share_box
from ledstjarna.words.leads import agency_lead, kind_word, plan_lead
from ledstjarna.words.mixed_text import join
from ledstjarna.words.pictures import body_alt
from ledstjarna.words.without_measures import without_measures


def _title(renderer: Renderer, node: PlanNode | GoalNode | FindingNode) -> str:
    """What it is, and whose."""
    return join((renderer.text(node.record.title), renderer.text(node.agency.record.name)), " – ")


LATEST = 5  # changes that stand on a body's page


def agency_page(renderer: Renderer, site: Site, id: str) -> Iterator[Page]:
    """The page of an agency."""
    voice, node = renderer.voice, site.agencies[id]
    crumbs = renderer.body_crumbs(node.parent) if node.parent else renderer.crumbs("agencies", voice._("Agencies"))
    steps, lists = steps_by_body(renderer, site), change_lists(renderer, site)
    link = renderer.link(renderer.addresses.record("agency", node.id, voice.code))
    name, lead, word = renderer.text(node.record.name), agency_lead(node, voice), kind_word(node.record, voice)
    share, picture = body_share_box(node, voice, renderer.addresses), picture_file("agency", node.id, voice.code)
    choices = make_choices(node.goals, voice, given="plan")
    facts = {
        "agency": node,
        "latest": latest_fact(node, as_of=site.as_of),
        "lead": lead,
        "kind_word": word,
        "choices": choices,
        "changes": [lists.entry(listed, link, with_agency=False) for listed in steps.get(node.id, ())[:LATEST]],
        "goals": site.goals,
        "scripts": (*scripts_for(choices), *(("share",) if share else ())),
        "share": share and {**share, "image": link.file(picture) if picture in renderer.around.sizes else ""},
        "history": _history(renderer, "agency", node.id),
    }
    image = PageImage(picture, body_alt(node, voice, lead))
    page = renderer.record("agency", node.id, name, lead, crumbs, "agencies", **facts)
    yield replace(page, feeds=feeds_of(node, renderer), image=image)


def plan_page(renderer: Renderer, site: Site, id: str) -> Iterator[Page]:
    """The page of a plan."""
    node = site.plans[id]
    crumbs = renderer.body_crumbs(node.agency)
    facts: dict[str, Any] = {
        "plan": node,
        "lead": without_measures(node, renderer.voice) or plan_lead(node, renderer.voice),
        "latest": latest_fact(node, as_of=site.as_of),
        "history": _history(renderer, "plan", node.id),
    }
    yield renderer.record("plan", node.id, _title(renderer, node), facts["lead"], crumbs, "agencies", **facts)


def goal_page(renderer: Renderer, facts: GoalFacts, past: GoalPast | None, image: str = "") -> Page:
    """The page of a goal; ``image`` is the address of its own picture, where it has one."""
    node, crumbs = facts.node, renderer.body_crumbs(facts.node.agency, facts.node.plan)
    link = renderer.link(renderer.addresses.record("goal", node.id, renderer.voice.code))
    told = renderer.goals.tell(facts, past, link)
    title = _title(renderer, node)
    name = join((renderer.text(node.record.title), renderer.voice._("Changes")), " – ")
    feeds = renderer.feeds("goal", node.id, title=name) if past and past.since else ()
    told["follow"] = [link.file(feed.address) for feed in feeds]
    share = goal_share_box(node, renderer.voice, renderer.addresses)
    told["share"] = share and {**share, "image": link.file(image) if image else ""}
    page = renderer.record("goal", node.id, title, told["sentence"], crumbs, "goals", goal=node, latest=facts.latest, pieces=told)
    page = (
        replace(page, scripts=(SCRIPT, "share"), oembed=oembed_file(node.id, renderer.voice.code))
        if share
        else replace(page, scripts=(SCRIPT,))
    )
    return replace(page, relations=_relations(renderer, past), feeds=feeds) if past else page


def _relations(renderer: Renderer, past: GoalPast) -> tuple[tuple[str, str], ...]:
    """Where the goal's history is, and the newest version of it that has a page (RFC 5829)."""
    addresses, code = renderer.addresses, renderer.voice.code
    history = ("version-history", f"{addresses.record('goal', past.id, code)}#{HISTORY}")
    is_shown = bool(past.pages) and renderer.settings.history.versions
    return (history, ("predecessor-version", addresses.version(past.id, past.pages[-1], code))) if is_shown else (history,)


def _history(renderer: Renderer, kind: RecordKind, id: str) -> Markup:
    """What has changed in a body, a plan or a finding; nothing where that is not recorded."""
    return renderer.goals.past.record_history(renderer.around.history.records.get((kind, id)))


def finding_page(renderer: Renderer, site: Site, id: str) -> Iterator[Page]:
    """The page of a finding."""
    node = site.findings[id]
    crumbs = renderer.body_crumbs(node.agency)
    reviewer = str(renderer.text(node.record.reviewer))  # a name, in whatever language
    about = renderer.voice._("Reviewer: {reviewer}.", reviewer=reviewer)
    facts: dict[str, Any] = {
        "finding": node,
        "latest": latest_fact(node, as_of=site.as_of),
        "as_of": site.as_of,
        "history": _history(renderer, "finding", node.id),
    }
    yield renderer.record("finding", node.id, _title(renderer, node), about, crumbs, "scrutiny", **facts)
