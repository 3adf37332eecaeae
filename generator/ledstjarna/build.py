"""The whole flow, read, know, say, write: a site's settings and content come in, its folder goes out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn

from ledstjarna.account import Account
from ledstjarna.chunks import DamagedError, closing
from ledstjarna.crew import Crew
from ledstjarna.derive.heads import Heads, derive_heads
from ledstjarna.derive.missing import count_texts
from ledstjarna.derive.site import Site, put_together
from ledstjarna.fingerprints import digest
from ledstjarna.goal_jobs import GoalMade, ToldOfGoals, Workshop
from ledstjarna.goals_build import GoalsBuild
from ledstjarna.history.past import SiteHistory
from ledstjarna.history.read import read_site_history
from ledstjarna.jobs import Job, Known, Rank, Step, Told, do
from ledstjarna.last_build import LastBuild, find_last, keep_last, print_all
from ledstjarna.load.garbage_collection import freezing_what_is_there, without_garbage_collection
from ledstjarna.load.source import Input
from ledstjarna.made_of import GoalPrints, PagePrints, SitePrints, settings_print, texts_print
from ledstjarna.memory import Job as KeptJob
from ledstjarna.memory import Memory, open_memory
from ledstjarna.output.bench import finish_site
from ledstjarna.output.places import check_output
from ledstjarna.output.stage import file_at
from ledstjarna.output.update import SiteUpdate, update_site
from ledstjarna.press import Stand
from ledstjarna.settings import Project
from ledstjarna.shared import share
from ledstjarna.site_check import check_site, protected_paths
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
    read_all: bool
    step: Step
    pages_first: bool


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the site’s files are those that were ``written`` and those that lay there already, ``unchanged``."""

    output: Path
    goals: int
    missing: dict[str, int]
    remarked: int
    rewritten: tuple[str, ...] = ()  # commits that history was read from before
    written: int = 0
    unchanged: int = 0
    removed: int = 0

    @property
    def outputs(self) -> int:
        """How many files the site has."""
        return self.written + self.unchanged


def build_site(
    project: Project,
    *,
    as_of: datetime.date,
    output: Path,
    today: datetime.date | None = None,
    frame: str = "material",
    is_preview: bool = False,
    crew: Crew | None = None,
    from_nothing: bool = False,
    read_all: bool = False,
    pages_first: bool = False,
    step: Step = lambda *_: None,
) -> Built:
    """Build the whole site into ``output``; with problems nothing is written and the old site stays.

    A preview shows a proposal: every page says so, and search engines are told to leave it alone. ``crew`` are those who share the work;
    without one, this process does it all. What the last build has left is used as far as it holds, unless ``from_nothing``; with
    ``read_all`` every file is read to see whether it is the same. With ``pages_first``, files that a build has left before stay as they
    are, until a build without makes them anew. ``step`` is told how far it is.
    """
    asked = _Asked(as_of, output, today, frame, is_preview, crew or Crew(), read_all, step, pages_first)
    finish_site(output)
    keep, apart = protected_paths(project)
    check_output(output, keep=keep, apart=apart)
    base = digest(settings_print(project), texts_print(project), repr((today is None, frame, is_preview)))
    memory = Memory(None, base) if from_nothing else open_memory(project.config_file, output, base)
    made_of, newest = print_all(project, as_of, today, frame, is_preview)
    if not (read_all or pages_first) and (told := find_last(memory.folder, output, made_of)):
        return Built(output, *told)
    try:
        return _build(project, asked, memory, base, (made_of, newest))
    except DamagedError:  # what was kept: the site is still as it was
        memory.forget()
        return _build(project, asked, memory, base, (made_of, newest))
    except FaultFoundError:
        _explain(project, asked)


def _build(project: Project, asked: _Asked, memory: Memory, base: bytes, looked_at: tuple[bytes, int]) -> Built:
    """Build it once, with what is known of the last build; DamagedError where that turns out not to hold.

    ``looked_at`` is the fingerprint of all that is read, by what the disk told of it before, and when the newest of it was saved.
    """
    with update_site(asked.output) as update:
        looked = update.scratch.stat().st_mtime_ns
        parts = read_parts(project, as_of=asked.as_of, today=asked.today)
        inputs = memory.look_at(parts.source, parts.names, read_all=asked.read_all)
        with without_garbage_collection():
            history = read_site_history(project.settings, project.config_file, as_of=asked.as_of, today=asked.today)
        with freezing_what_is_there():
            work = _Work(project, asked, parts, history, memory, update, base)
            built, jobs = work.do(inputs)
    memory.close(parts.unchanged(inputs), None, jobs, looked)
    made_of, newest = looked_at
    if not asked.pages_first and print_all(project, asked.as_of, asked.today, asked.frame, asked.is_preview)[0] == made_of:
        told = (built.goals, built.missing, built.remarked, built.rewritten, 0, len(work.stamps), 0)
        keep_last(memory.folder, LastBuild(made_of, work.stamps, told), newest=newest, begun=looked)
    return replace(built, written=update.written, unchanged=update.unchanged, removed=update.removed)


def _explain(project: Project, asked: _Asked) -> NoReturn:
    """Read the whole site once more, and raise ContentError with every problem."""
    check_site(project, as_of=asked.as_of, today=asked.today)
    raise RuntimeError("a part of the content has a problem that the whole does not have")


@dataclass(frozen=True, slots=True)
class _Work:
    project: Project
    asked: _Asked
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
        crew = replace(asked.crew, scratch=update.scratch)
        shop = Workshop(shared, heads, parts.surroundings, Stand(update.stage), update.scratch)
        account = Account(update, asked.output, asked.read_all)
        pages = PagePrints(shared, self.base)
        prints = GoalPrints(heads, parts.prints_of_goals({name: entry.print for name, entry in inputs.items()}), self.base, asked.today)
        goals = GoalsBuild(shop, parts, self.history, self.memory, account, prints, pages.goals, asked.step)
        made = goals.do(crew)
        summaries = [one.summary for one in made.values()]
        remarked = check_together(parts, self.project, summaries, (one.remarks for one in made.values()))
        site = _put_together(heads, shop, made)
        jobs: dict[str, KeptJob] = {}
        with closing(shop.chunks):
            publisher = _Reuse(SitePrints(site, made, self.history, parts.prose, pages), self.memory.jobs, account, jobs, asked.pages_first)
            every = list(site_jobs(site, self.history, parts.prose, shared, shop.chunks))
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
