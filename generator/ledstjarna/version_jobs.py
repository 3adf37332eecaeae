"""A site and what is recorded of it come in; the jobs that publish goals of the past go out: earlier versions, and goals that are gone."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ledstjarna.derive.facts import GoalFacts, derive_facts
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.site import Site
from ledstjarna.history.as_it_stood import stand
from ledstjarna.history.past import DatedVersion, GoalPast, SiteHistory
from ledstjarna.jobs import Job, Known, Output, Rank
from ledstjarna.pages.kinds.versions import Belongs, VersionFacts, gone_page, version_page
from ledstjarna.pages.renderer import Around
from ledstjarna.shared import Shared


def version_jobs(site: Site, history: SiteHistory) -> Iterator[Job]:
    """A job for each goal that is gone and whose address nothing else has, and for each earlier version of those and of today's."""
    taken = site.ids_of_goals
    gone = history.list_removed(taken)
    for past in gone:
        for version in [version for version in history.versions[past.id] if version.is_shown][-1:]:
            node = stand(version, site.settings)
            facts = derive_facts(node, as_of=version.day)
            yield Job(f"gone:{past.id}", Rank.PAGES, make_gone, (past, facts, _belongs(node, site)))
    if site.settings.history.versions:
        for past in [*gone, *(history.goals[id] for id in site.goals if id in history.goals)]:
            yield from _jobs_of(past, history.versions[past.id], site)


def _jobs_of(past: GoalPast, versions: Collection[DatedVersion], site: Site) -> Iterator[Job]:
    now = site.goals.get(past.id)
    today = now.detached() if now else None
    before: GoalNode | None = None
    by_id = {version.id: version for version in versions}
    for at, id in enumerate(past.pages):
        version, older, newer = by_id[id], past.pages[at - 1] if at else "", past.pages[at + 1] if at + 1 < len(past.pages) else ""
        node = None if version.withheld else stand(version, site.settings)
        facts = VersionFacts(
            past.id,
            id,
            version.day,
            version.goal.title if node else past.title,
            derive_facts(node, as_of=version.day) if node else None,
            _belongs(node, site) if node else Belongs(agency=False, plan=False),
            before,
            today,
            older,
            newer,
            version.withheld,
        )
        before = node.detached() if node else None
        yield Job(f"version:{past.id}:{id}", Rank.PAGES, make_version, (facts,))


def _belongs(node: GoalNode, site: Site) -> Belongs:
    return Belongs(node.agency.id in site.agencies, node.plan.id in site.plans)


def make_gone(shared: Shared, _told: Known, past: GoalPast, facts: GoalFacts, belongs: Belongs) -> Iterator[Output]:
    """The page of a goal that is gone, in every language."""
    for renderer in shared.renderers.values():
        renderer.around = Around({}, {})
        yield shared.put(gone_page(renderer, past, facts, belongs), ())


def make_version(shared: Shared, _told: Known, version: VersionFacts) -> Iterator[Output]:
    """A goal as it stood, in every language."""
    for renderer in shared.renderers.values():
        renderer.around = Around({}, {})
        yield shared.put(version_page(renderer, version), ())
