"""The whole flow, read, know, say, write: a site's settings and content come in, its folder goes out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from ledstjarna.derive.missing import count_texts
from ledstjarna.derive.site import derive_site
from ledstjarna.history.read import read_site_history
from ledstjarna.jobs import Output, do
from ledstjarna.load.garbage_collection import freezing_what_is_there, without_garbage_collection
from ledstjarna.output.places import check_output
from ledstjarna.output.swap import restore_site
from ledstjarna.output.write import replace_site
from ledstjarna.settings import Project
from ledstjarna.shared import share
from ledstjarna.site_check import Step, check_site, protected_paths
from ledstjarna.site_jobs import site_jobs


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
        site = derive_site(content, project.settings, as_of=as_of, goalposts=history.goalposts)
    del content
    pages = 0
    with freezing_what_is_there(), replace_site(output) as writer:

        def write(output: Output) -> int:
            nonlocal pages
            if output.is_page:
                pages += 1
                step("page")
            return writer.write(output.address, output.content, what=output.what)

        shared = share(project, prose, frame=frame, is_preview=is_preview, without=site.pages_missing, scratch=writer.scratch)
        do(site_jobs(site, history, prose, shared.assets), shared, write)
    return Built(output, pages, len(site.goals), count_texts(site), remarked, history.rewritten)
