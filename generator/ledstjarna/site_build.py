"""A site comes in, and what is known of its last build; read, know, say, write: its folder goes out, made anew as far as it has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NoReturn

from ledstjarna.crew import Crew
from ledstjarna.derive.featured import choose_featured
from ledstjarna.derive.heads import Heads, derive_heads
from ledstjarna.derive.missing import count_texts
from ledstjarna.derive.site import Featured, Site, put_together
from ledstjarna.fingerprints import digest
from ledstjarna.goals_build import GoalsBuild
from ledstjarna.history.past import SiteHistory
from ledstjarna.history.read import read_site_history
from ledstjarna.load.garbage_collection import freezing_what_is_there, without_garbage_collection
from ledstjarna.load.source import Input
from ledstjarna.memory.kept import Job as KeptJob
from ledstjarna.memory.kept import Memory, open_memory
from ledstjarna.memory.last_build import Asked, Built, LastBuild, keep_last, print_all
from ledstjarna.memory.made_of import GoalPrints, PagePrints, SitePrints, settings_print, texts_print
from ledstjarna.output.stage import file_at
from ledstjarna.output.update import SiteUpdate, update_site
from ledstjarna.publish.account import Account
from ledstjarna.publish.chunks import DamagedError, closing
from ledstjarna.publish.goal_jobs import GoalMade, ToldOfGoals, Workshop, draw_featured
from ledstjarna.publish.jobs import Job, Known, Rank, Told, do
from ledstjarna.publish.press import Stand
from ledstjarna.publish.shared import share
from ledstjarna.publish.site_jobs import site_jobs
from ledstjarna.settings import Project
from ledstjarna.site_check import check_site
from ledstjarna.site_parts import FaultFoundError, Parts, check_together, has_themes, read_parts
from ledstjarna.words.summaries import tell_head


def build_changed(project: Project, asked: Asked, looked_at: tuple[bytes, int], *, from_nothing: bool) -> Built:
    """Build a site, as far as the last build does not hold. ContentError with every problem.

    ``looked_at`` is the fingerprint of all that is read, by what the disk told of it before, and when the newest of it was saved.
    """
    base = digest(settings_print(project), texts_print(project), repr((asked.today is None, asked.frame, asked.is_preview)))
    memory = Memory(None, base) if from_nothing else open_memory(project.config_file, asked.output, base)
    try:
        return _build(project, asked, memory, base, looked_at)
    except DamagedError:  # what was kept: the site is still as it was
        memory.forget()
        return _build(project, asked, memory, base, looked_at)
    except FaultFoundError:
        _explain(project, asked)


def _build(project: Project, asked: Asked, memory: Memory, base: bytes, looked_at: tuple[bytes, int]) -> Built:
    """Build it once, with what is known of the last build; DamagedError where that turns out not to hold."""
    with update_site(asked.output) as update:
        looked = update.scratch.stat().st_mtime_ns
        parts = read_parts(project, as_of=asked.as_of, today=asked.today)
        inputs = memory.look_at(parts.source, parts.names, read_all=asked.read_all)
        with without_garbage_collection():
            history = read_site_history(project.settings, project.config_file, as_of=asked.as_of, today=asked.today)
        with freezing_what_is_there():
            work = _Work(project, asked, parts, history, memory, update, base)
            built, jobs = work.do(inputs)
    made_of, newest = looked_at
    with without_garbage_collection():
        memory.close(parts.unchanged(inputs), jobs, looked)
        if memory.folder and not asked.pages_first and print_all(project, asked)[0] == made_of:
            told = (built.goals, built.missing, built.remarked, built.rewritten, 0, len(work.stamps), 0)
            keep_last(memory.folder, LastBuild(made_of, work.stamps, told), newest=newest, begun=looked)
    return replace(built, written=update.written, unchanged=update.unchanged, removed=update.removed)


def _explain(project: Project, asked: Asked) -> NoReturn:
    """Read the whole site once more, and raise ContentError with every problem."""
    check_site(project, as_of=asked.as_of, today=asked.today)
    raise RuntimeError("a part of the content has a problem that the whole does not have")


@dataclass(frozen=True, slots=True)
class _Work:
    project: Project
    asked: Asked
    parts: Parts
    history: SiteHistory
    memory: Memory
    update: SiteUpdate
    base: bytes
    stamps: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def do(self, inputs: Mapping[str, Input]) -> tuple[Built, dict[str, KeptJob]]:
        """Everything that the site is made of lies on the stage, or in the site as it was."""
        asked, parts, update = self.asked, self.parts, self.update
        heads = derive_heads(parts.heads, self.project.settings, as_of=asked.as_of)
        without = [word for word, is_there in (("themes", has_themes(parts)), ("accessibility", heads.accessibility)) if not is_there]
        shared = share(self.project, parts.prose, frame=asked.frame, is_preview=asked.is_preview, without=without, scratch=update.scratch)
        crew = replace(asked.crew or Crew(), scratch=update.scratch)
        has_pictures = sum(len(batch.goals) for batch in parts.batches) <= self.project.settings.share_images
        shop = Workshop(shared, heads, parts.surroundings, Stand(update.stage), update.scratch, has_pictures=has_pictures)
        account = Account(update, asked.output, asked.read_all)
        pages = PagePrints(shared, self.base)
        prints = GoalPrints(heads, parts.prints_of_goals({name: entry.print for name, entry in inputs.items()}), self.base, asked.today)
        goals = GoalsBuild(shop, parts, self.history, self.memory, account, prints, digest(pages.goals, repr(has_pictures)), asked.step)
        made = goals.do(crew)
        summaries = [one.summary for one in made.values()]
        remarked = check_together(parts, self.project, summaries, (one.remarks for one in made.values()))
        site = _put_together(heads, shop, made)
        if featured := choose_featured(site):
            batch = next(batch for batch in parts.batches if featured in batch.goals)
            site.featured = Featured(featured, draw_featured(shop, batch, featured))
        jobs: dict[str, KeptJob] = {}
        with closing(shop.chunks):
            publisher = _Reuse(SitePrints(site, made, self.history, parts.prose, pages), self.memory.jobs, account, jobs, asked.pages_first)
            every = list(site_jobs(site, self.history, parts.prose, shared, shop.chunks, self.memory.place))
            done = do(every, shared, shop.stand, known=account.told, crew=crew, reuse=publisher.find)
            for count, (job, told) in enumerate(done, start=1):
                account.add(told)
                publisher.keep(job, told)
                asked.step("files", count, len(every))
        account.close()
        self.stamps.update((file_at(entry.address), entry.stamp) for entry in account.told.values())
        goals.keep(parts.unchanged(inputs))
        return Built(asked.output, len(site.goals), count_texts(site), remarked, self.history.rewritten), jobs


@dataclass(frozen=True, slots=True)
class _Reuse:
    """Finds jobs whose outputs would be the same."""

    prints: SitePrints
    before: Mapping[str, KeptJob]
    account: Account
    jobs: dict[str, KeptJob]
    pages_first: bool

    def find(self, job: Job, known: Known) -> Sequence[Told] | None:
        """What a job told before, where it would tell the same, and its outputs lie as they did."""
        print_, before = self.prints.of(job.key, known), self.before.get(job.key)
        found = None
        if print_ and before and (before.made_of == print_ or (self.pages_first and job.rank is Rank.FILES)):
            found = self.account.find({entry.address: entry for entry in before.told})
            print_ = before.made_of if found else print_
        self.jobs[job.key] = KeptJob(print_, ())
        return None if found is None else list(found.values())

    def keep(self, job: Job, told: Sequence[Told]) -> None:
        """Remember what a job has told, where that can be found again."""
        print_ = self.jobs.pop(job.key).made_of
        if print_:
            self.jobs[job.key] = KeptJob(print_, tuple(told))


def _put_together(heads: Heads, shop: Workshop, made: Mapping[str, GoalMade]) -> Site:
    """The tree of the site's summaries."""
    own = {id: tell_head(agency, heads, shop.shared.voices) for id, agency in heads.agencies.items()}
    briefs, goals = {id: [brief] for id, (brief, _) in own.items()}, {id: list[str]() for id in own}
    for id, one in made.items():
        briefs[one.summary.agency_id].append(one.brief)
        goals[one.summary.agency_id].append(id)
    sayer = ToldOfGoals(shop.chunks, goals, {id: part for id, (_, part) in own.items()})
    return put_together(heads, (one.summary for one in made.values()), briefs, sayer)
