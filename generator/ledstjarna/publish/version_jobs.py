"""A site and what is recorded of it come in; the pages of the past go out: earlier versions of goals, and goals that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledstjarna.derive.facts import GoalFacts, derive_facts
from ledstjarna.derive.heads import Heads
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.site import Site
from ledstjarna.history.as_it_stood import stand
from ledstjarna.history.past import DatedVersion, GoalPast, SiteHistory
from ledstjarna.pages.kinds.embed import SCRIPT, Standing, embed_pages
from ledstjarna.pages.kinds.versions import Belongs, VersionFacts, gone_page, version_page
from ledstjarna.pages.renderer import Around, Renderer
from ledstjarna.publish.jobs import Job, Known, Output, Rank
from ledstjarna.publish.shared import Shared


def gone_jobs(site: Site, history: SiteHistory) -> Iterator[Job]:
    """A job for each goal that is gone and whose address nothing else has."""
    for past in history.list_removed(site.ids_of_goals):
        versions = history.versions[past.id]
        for version in [version for version in versions if version.is_shown][-1:]:
            node = stand(version, site.settings)
            facts = derive_facts(node, as_of=version.day)
            yield Job(f"gone:{past.id}", Rank.PAGES, make_gone, (past, facts, _belongs(node, site)))
        if site.settings.history.versions:
            told = list(_versions(past, versions, site, None))
            yield Job(f"versions:{past.id}", Rank.PAGES, make_versions, (told,))


def version_outputs(shared: Shared, heads: Heads, past: GoalPast, versions: tuple[DatedVersion, ...], now: GoalNode) -> Iterator[Output]:
    """The pages of the earlier versions of a goal that there is."""
    return make_versions(shared, {}, _versions(past, versions, heads, now))


def _versions(past: GoalPast, versions: tuple[DatedVersion, ...], heads: Heads, now: GoalNode | None) -> Iterator[VersionFacts]:
    """Each earlier version that has a page, held against the one before it and today's."""
    before: GoalNode | None = None
    by_id = {version.id: version for version in versions}
    for at, id in enumerate(past.pages):
        version, older, newer = by_id[id], past.pages[at - 1] if at else "", past.pages[at + 1] if at + 1 < len(past.pages) else ""
        node = None if version.withheld else stand(version, heads.settings)
        yield VersionFacts(
            past.id,
            id,
            version.day,
            version.goal.title if node else past.title,
            derive_facts(node, as_of=version.day) if node else None,
            _belongs(node, heads) if node else Belongs(agency=False, plan=False),
            before,
            now,
            older,
            newer,
            version.withheld,
        )
        before = node.detached() if node else None


def _belongs(node: GoalNode, heads: Heads) -> Belongs:
    return Belongs(node.agency.id in heads.agencies, node.plan.id in heads.plans)


def make_gone(shared: Shared, _told: Known, past: GoalPast, facts: GoalFacts, belongs: Belongs) -> Iterator[Output]:
    """The page of a goal that is gone, in every language."""
    for renderer in shared.renderers.values():
        renderer.around = Around({}, {})
        page = gone_page(renderer, past, facts, belongs)
        yield shared.put(page, ())
        yield from embed_outputs(shared, renderer, facts, page.description)


def embed_outputs(shared: Shared, renderer: Renderer, facts: GoalFacts, removed: str = "") -> Iterator[Output]:
    """The pages of a goal, in one language, that others show inside theirs; ``removed`` is what is said of one that is gone."""
    code = renderer.voice.code
    standing = Standing(shared.stylesheet, shared.scripts[SCRIPT], shared.preview_note(code))
    for address, document in embed_pages(renderer, facts, standing, removed):
        yield Output(address, document, f"{facts.node.id} (embed, {code})")


def make_versions(shared: Shared, _told: Known, versions: Iterable[VersionFacts]) -> Iterator[Output]:
    """A goal as it stood, in every language, version by version."""
    for version in versions:
        for renderer in shared.renderers.values():
            renderer.around = Around({}, {})
            yield shared.put(version_page(renderer, version), ())
