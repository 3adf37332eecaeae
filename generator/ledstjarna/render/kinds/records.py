"""A page for each agency, plan, goal and finding."""

from __future__ import annotations

from collections.abc import Iterator

from ledstjarna.derive.facts import derive_facts
from ledstjarna.derive.nodes import FindingNode, GoalNode, PlanNode
from ledstjarna.render.choices import make_choices, scripts_for
from ledstjarna.render.kinds.goal import GoalTeller
from ledstjarna.render.leads import agency_lead, kind_word, plan_lead
from ledstjarna.render.page import Page
from ledstjarna.render.pieces import Pieces
from ledstjarna.render.renderer import Renderer, Renderers
from ledstjarna.render.told import join


def _title(renderer: Renderer, node: PlanNode | GoalNode | FindingNode) -> str:
    """What it is, and whose."""
    return join((renderer.text(node.record.title), renderer.text(node.agency.record.name)), " – ")


def agency_pages(renderer: Renderer) -> Iterator[Page]:
    """A page for each agency."""
    voice, crumbs = renderer.voice, renderer.crumbs("agencies", renderer.voice._("Agencies"))
    for node in renderer.site.agencies.values():
        name, lead, word = renderer.text(node.record.name), agency_lead(node, voice), kind_word(node.record, voice)
        choices = make_choices(node.goals, voice, given="plan")
        facts = {"agency": node, "lead": lead, "kind_word": word, "choices": choices, "scripts": scripts_for(choices)}
        yield renderer.record("agency", node.id, name, lead, crumbs, "agencies", **facts)


def plan_pages(renderer: Renderer) -> Iterator[Page]:
    """A page for each plan."""
    crumbs = renderer.crumbs("agencies", renderer.voice._("Agencies"))
    for node in renderer.site.plans.values():
        lead = plan_lead(node, renderer.voice)
        title = _title(renderer, node)
        yield renderer.record("plan", node.id, title, lead, crumbs, "agencies", plan=node, lead=lead)


def goal_pages(renderers: Renderers) -> Iterator[Page]:
    """A page for each goal, in each language: what is drawn on it is worked out once and not kept."""
    tellers = {code: GoalTeller(renderer.voice, Pieces(renderer.environment, renderer.voice)) for code, renderer in renderers.items()}
    site = next(iter(renderers.values())).site
    for node in site.goals.values():
        facts = derive_facts(node, as_of=site.as_of)
        for code, renderer in renderers.items():
            crumbs = renderer.crumbs("goals", renderer.voice._("Goals"))
            told = tellers[code].tell(facts, renderer.link(renderer.addresses.record("goal", node.id, code)))
            title = _title(renderer, node)
            yield renderer.record("goal", node.id, title, told["sentence"], crumbs, "goals", goal=node, latest=facts.latest, pieces=told)


def finding_pages(renderer: Renderer) -> Iterator[Page]:
    """A page for each finding."""
    crumbs = renderer.crumbs("scrutiny", renderer.voice._("Scrutiny"))
    for node in renderer.site.findings.values():
        title = _title(renderer, node)
        reviewer = str(renderer.text(node.record.reviewer))  # a name, in whatever language
        about = renderer.voice._("Reviewer: {reviewer}.", reviewer=reviewer)
        yield renderer.record("finding", node.id, title, about, crumbs, "scrutiny", finding=node)
