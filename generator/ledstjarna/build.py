"""The whole flow, read, know, say, write: a site's settings and content come in, its folder goes out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from ledstjarna.chunks import closing
from ledstjarna.crew import Crew
from ledstjarna.derive.heads import Heads, derive_heads
from ledstjarna.derive.missing import count_texts
from ledstjarna.derive.site import Site, put_together
from ledstjarna.derive.summary import GoalSummary
from ledstjarna.goal_jobs import BatchMade, BatchTask, Recorded, ToldOfBatches, WaitingTask, Workshop, do_batch, do_waiting, find_waiting
from ledstjarna.history.past import SiteHistory
from ledstjarna.history.read import read_site_history
from ledstjarna.jobs import Told, do
from ledstjarna.load.garbage_collection import freezing_what_is_there, without_garbage_collection
from ledstjarna.output.places import check_output
from ledstjarna.output.swap import restore_site
from ledstjarna.output.write import SiteWriter, Written, replace_site
from ledstjarna.settings import Project
from ledstjarna.shared import share
from ledstjarna.site_check import Step, check_site, protected_paths
from ledstjarna.site_jobs import site_jobs
from ledstjarna.site_parts import FaultFoundError, Parts, check_together, has_themes, read_parts
from ledstjarna.words.summaries import tell_head


@dataclass(frozen=True, slots=True)
class _Asked:
    """How a site is to be built, as ``build_site`` is asked for it."""

    as_of: datetime.date
    output: Path
    today: datetime.date | None
    frame: str
    is_preview: bool
    crew: Crew


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
    crew: Crew | None = None,
    step: Step = lambda _: None,
) -> Built:
    """Build the whole site into ``output``; with problems nothing is written and the old site stays.

    A preview shows a proposal: every page says so, and search engines are told to leave it alone. ``crew`` are those who share the work;
    without one, this process does it all.
    """
    asked = _Asked(as_of, output, today, frame, is_preview, crew or Crew())
    restore_site(output)
    keep, apart = protected_paths(project)
    check_output(output, keep=keep, apart=apart)
    try:
        parts = read_parts(project, as_of=asked.as_of, today=asked.today)
        with without_garbage_collection():
            history = read_site_history(project.settings, project.config_file, as_of=asked.as_of, today=asked.today)
        with freezing_what_is_there(), replace_site(output) as writer:
            return _write(project, asked, parts, history, writer, step)
    except FaultFoundError:
        _explain(project, asked, step)


def _explain(project: Project, asked: _Asked, step: Step) -> NoReturn:
    """Read the whole site once more, and raise ContentError with every problem."""
    check_site(project, step, as_of=asked.as_of, today=asked.today)
    raise RuntimeError("a part of the content has a problem that the whole does not have")


def _write(project: Project, asked: _Asked, parts: Parts, history: SiteHistory, writer: SiteWriter, step: Step) -> Built:
    heads = derive_heads(parts.heads, project.settings, as_of=asked.as_of)
    without = [word for word, is_there in (("themes", has_themes(parts)), ("accessibility", heads.accessibility)) if not is_there]
    shared = share(project, parts.prose, frame=asked.frame, is_preview=asked.is_preview, without=without, scratch=writer.scratch)
    assert writer.scratch
    shop = Workshop(shared, heads, parts.surroundings, writer.stage, writer.scratch)
    account = _Account(writer, step)
    crew = replace(asked.crew, scratch=writer.scratch)
    made, told = _publish_goals(crew, shop, parts, history, account)
    summaries = [summary for one in made for summary in one.summaries]
    remarked = check_together(parts, project, summaries, (one.remarks for one in made))
    site = _put_together(parts, heads, shop, made, summaries)
    jobs = site_jobs(site, history, parts.prose, shared, shop.chunks)
    with closing(shop.chunks):
        for entry in do(jobs, shared, writer.stage.put, known=told, crew=crew):
            account.add(entry)
    return Built(asked.output, account.pages, len(site.goals), count_texts(site), remarked, history.rewritten)


def _publish_goals(
    crew: Crew, shop: Workshop, parts: Parts, history: SiteHistory, account: _Account
) -> tuple[list[BatchMade], dict[str, Told]]:
    """Batch by batch, then those that have waited for other batches."""
    tasks = [BatchTask(batch, _recorded(batch.goals, history)) for batch in parts.batches]
    made: list[BatchMade] = []
    told: dict[str, Told] = {}
    for one in crew.do(do_batch, shop, tasks):
        made.append(one)
        shop.chunks.add(one.pieces, one.places)
        told |= account.add_all(one.told)
    later = [WaitingTask(tasks[number], goals, neighbours, made[number].told) for number, goals, neighbours in find_waiting(made)]
    for some in crew.do(do_waiting, shop, later):
        account.add_all({address: entry for address, entry in some.items() if address not in told})  # the others lie there again
        told |= some
    return made, told


def _put_together(parts: Parts, heads: Heads, shop: Workshop, made: Sequence[BatchMade], summaries: Sequence[GoalSummary]) -> Site:
    """The tree of the site's summaries."""
    own = {id: tell_head(agency, heads, shop.shared.voices) for id, agency in heads.agencies.items()}
    briefs, batches = {id: [brief] for id, (brief, _) in own.items()}, {id: list[str]() for id in own}
    for batch, one in zip(parts.batches, made, strict=True):
        briefs[batch.agency].append(one.brief)
        batches[batch.agency].append(batch.name)
    return put_together(heads, summaries, briefs, ToldOfBatches(shop.chunks, batches, {id: part for id, (_, part) in own.items()}))


def _recorded(goals: Iterable[str], history: SiteHistory) -> dict[str, Recorded]:
    return {id: Recorded(history.goals.get(id), history.versions.get(id, ())) for id in goals if id in history.goals}


class _Account:
    """Takes account of all that is written."""

    def __init__(self, writer: SiteWriter, step: Step) -> None:
        self._writer, self._step, self.pages = writer, step, 0

    def add(self, told: Told) -> None:
        """Take account of what lies on the stage."""
        self._writer.add(Written(told.address, told.size), what=told.what)
        if told.is_page:
            self.pages += 1
            self._step("page")

    def add_all(self, told: Mapping[str, Told]) -> Mapping[str, Told]:
        """Take account of several."""
        for entry in told.values():
            self.add(entry)
        return told
