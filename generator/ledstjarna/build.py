"""The whole flow, read, know, say, write: a site's settings and content come in, its folder goes out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from ledstjarna.chunks import Chunks
from ledstjarna.derive.goals import derive_goals, tie_goals
from ledstjarna.derive.heads import derive_heads
from ledstjarna.derive.missing import count_texts
from ledstjarna.derive.site import put_together
from ledstjarna.derive.summary import BodyPart, GoalSummary
from ledstjarna.goal_jobs import GoalMaker, goal_jobs, summarize_goals
from ledstjarna.history.read import read_site_history
from ledstjarna.jobs import Output, Told, do
from ledstjarna.load.garbage_collection import freezing_what_is_there, without_garbage_collection
from ledstjarna.output.places import check_output
from ledstjarna.output.swap import restore_site
from ledstjarna.output.write import replace_site
from ledstjarna.settings import Project
from ledstjarna.shared import share
from ledstjarna.site_check import Step, check_site, protected_paths
from ledstjarna.site_jobs import site_jobs
from ledstjarna.words.summaries import tell_head


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    output: Path
    pages: int
    goals: int
    missing: dict[str, int]
    remarked: int
    rewritten: tuple[str, ...] = ()  # commits that history was read from before


def build_site(
    project: Project,
    *,
    as_of: datetime.date,
    output: Path,
    today: datetime.date | None = None,
    frame: str = "material",
    is_preview: bool = False,
    step: Step = lambda _: None,
) -> Built:
    """Build the whole site into ``output``; with problems nothing is written and the old site stays.

    A preview shows a proposal: every page says so, and search engines are told to leave it alone.
    """
    restore_site(output)
    keep, apart = protected_paths(project)
    check_output(output, keep=keep, apart=apart)
    content, files, remarks = check_site(project, step, as_of=as_of, today=today)
    remarked, prose = sum(remarks.counts().values()), files.prose
    del remarks, files  # the plain data, which nothing needs any longer, are a third of all memory
    with without_garbage_collection():
        history = read_site_history(project.settings, project.config_file, as_of=as_of, today=today)
        heads = derive_heads(content, project.settings, as_of=as_of)
        nodes = derive_goals(heads, content.goals, content.outcomes, history.goalposts)
    del content
    pages = 0
    with freezing_what_is_there(), replace_site(output) as writer:

        def write(output: Output) -> int:
            nonlocal pages
            if output.is_page:
                pages += 1
                step("page")
            return writer.write(output.address, output.content, what=output.what)

        has_themes = bool(heads.named_themes) or any(node.record.tags for node in nodes.values())
        without = [word for word, is_there in (("themes", has_themes), ("accessibility", heads.accessibility)) if not is_there]
        shared = share(project, prose, frame=frame, is_preview=is_preview, without=without, scratch=writer.scratch)
        chunks, told, summaries, parts = Chunks(), dict[str, Told](), list[GoalSummary](), dict[str, list[BodyPart]]()
        for id, agency in heads.agencies.items():
            own = [node for node in nodes.values() if node.agency is agency]
            some, part = summarize_goals(own, heads, shared)
            summaries += some
            parts[id] = [part, tell_head(agency, heads, shared.voices)]
        tie_goals(nodes.values(), {summary.id: summary for summary in summaries})
        site = put_together(heads, summaries, parts)
        maker = GoalMaker(shared, heads)
        for job in goal_jobs(nodes.values(), heads, history):
            own_files, pieces = maker.pieces(job)
            chunks.put(job.facts.node.id, pieces)
            sizes = {address: write(Output(address, content)) for address, content in own_files.items()}
            told |= {address: Told(address, size, {}) for address, size in sizes.items()}
            for page in maker.pages(job, sizes):
                told[page.address] = Told(page.address, write(page), page.alternates)
        do(site_jobs(site, history, prose, shared.assets, chunks), shared, write, told)
    return Built(output, pages, len(site.goals), count_texts(site), remarked, history.rewritten)
