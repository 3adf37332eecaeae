"""Batches of goals come in, and what the last build has left; every goal goes out as it was made, by this build or by that one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from ledstjarna.crew import Crew
from ledstjarna.derive.summary import GoalSummary
from ledstjarna.fingerprints import digest
from ledstjarna.history.past import SiteHistory
from ledstjarna.load.garbage_collection import without_garbage_collection
from ledstjarna.memory.kept import Batch as KeptBatch
from ledstjarna.memory.kept import Memory
from ledstjarna.memory.made_of import GoalPrints
from ledstjarna.publish.account import Account
from ledstjarna.publish.chunks import Chunks
from ledstjarna.publish.goal_jobs import (
    NOTHING_RECORDED,
    BatchMade,
    BatchTask,
    GoalMade,
    PagesTask,
    Recorded,
    Workshop,
    beside,
    do_batch,
    do_pages,
)
from ledstjarna.publish.jobs import Step
from ledstjarna.publish.pictures import Drawn, pictures_among
from ledstjarna.site_parts import Batch, Parts


@dataclass
class GoalsBuild:
    """Makes what has changed of the goals, and finds the rest as it was."""

    shop: Workshop
    parts: Parts
    history: SiteHistory
    memory: Memory
    account: Account
    prints: GoalPrints
    pages_print: bytes
    step: Step
    made: dict[str, GoalMade] = field(default_factory=dict)
    _new: dict[str, BatchMade] = field(default_factory=dict)
    _changed: set[str] = field(default_factory=set)
    _fresh: set[str] = field(default_factory=set)  # goals that this build has made
    _read: set[str] = field(default_factory=set)  # goals whose files it has read, for these or for their pages
    _done: int = 0  # batches that were gone through: once for what is ready, and once for the pages

    def do(self, crew: Crew) -> dict[str, GoalMade]:
        """All goals, by their ids in order."""
        with without_garbage_collection():
            tasks = [task for batch in self.parts.batches if (task := self._find_task(batch))]
        self._tell_done(len(self.parts.batches) - len(tasks))
        for task, found in zip(tasks, crew.do(do_batch, self.shop, tasks), strict=True):
            self._take(task, found)
            self._tell_done(1)
        self.made = dict(sorted(self.made.items()))
        self._publish(crew)
        for one in self.made.values():
            self.account.add((*one.files.values(), *one.pages.values()))
        return self.made

    def _tell_done(self, batches: int) -> None:
        """Tell that so many more batches were gone through."""
        self._done += batches
        self.step("goals", self._done, 2 * len(self.parts.batches))

    def _find_task(self, batch: Batch) -> BatchTask | None:
        """What is to be made of a batch; None where all of it is as it was."""
        before = self.memory.batch(batch.name)
        kept = {id: one for id in batch.goals if before and (one := self._find(id, batch, before))}
        todo = tuple(id for id in batch.goals if id not in kept)
        self.made |= kept
        if before and not todo and before.goals.keys() == kept.keys():
            self.shop.chunks.add(self.memory.pieces(batch.name), before.places)
            return None
        pieces = Chunks()
        if before:
            pieces.add(self.memory.pieces(batch.name), before.places)
        recorded = {id: self._recorded(id) for id in todo if id in self.history.goals}
        drawn = {id: self._drawn(before.goals[id]) for id in todo if before and id in before.goals}
        return BatchTask(batch, todo, {id: one.summary for id, one in kept.items()}, pieces, recorded, drawn)

    def _find(self, id: str, batch: Batch, before: KeptBatch) -> GoalMade | None:
        """A goal as it was made, where all that it is made of is the same, and its files lie as they did."""
        one = before.goals.get(id)
        if one is None or not one.as_of <= self.shop.heads.as_of < one.until or one.made_of != self._print(id, batch, one.summary):
            return None
        files = self.account.find(one.files)
        if files is None:
            return None
        one.files = files
        return one

    def _drawn(self, one: GoalMade) -> Drawn:
        """The pictures of a goal as they lie in the site; none where one is another by now, or gone."""
        pictures = pictures_among(one.pages)
        found = self.account.find(pictures) if pictures else None
        return Drawn(one.pictured, found) if found else Drawn()

    def _print(self, id: str, batch: Batch, summary: GoalSummary) -> bytes:
        past = self.history.goals.get(id)
        return self.prints.of(id, batch.agency, summary.plan_id, Recorded(past) if past else NOTHING_RECORDED)

    def _recorded(self, id: str) -> Recorded:
        return Recorded(self.history.goals.get(id), self.history.versions.get(id, ()))

    def _take(self, task: BatchTask, found: BatchMade) -> None:
        """Take what was made of a batch."""
        self.shop.chunks.add(found.pieces, found.places)
        for id, one in found.made.items():
            one.made_of = self._print(id, task.batch, one.summary)
            if one.pages:
                one.shown_by = self._shown_by(one)
        self.made |= found.made
        self._fresh |= found.made.keys()
        self._read |= found.made.keys()
        self._new[task.batch.name] = found
        self._changed.add(task.batch.name)

    def _shown_by(self, one: GoalMade) -> bytes:
        return digest(self.pages_print, one.made_of, one.beside)

    def _publish(self, crew: Crew) -> None:
        """Make the pages that are not there, or tell of neighbours as these were."""
        summaries = {id: one.summary for id, one in self.made.items()}
        for summary in summaries.values():
            summary.tell = self.shop.chunks.words
        parts: dict[str, list[GoalSummary]] = {}
        for summary in summaries.values():
            if summary.parent_id:
                parts.setdefault(summary.parent_id, []).append(summary)
        tasks, batches = [], []
        for batch in self.parts.batches:
            goals, near = {}, dict[str, GoalSummary]()
            for id in batch.goals:
                one = self.made[id]
                above, became = summaries.get(one.summary.parent_id or ""), [summaries[to] for to in one.summary.became if to in summaries]
                own = parts.get(id, ())
                if not self._has_pages(one, beside(above, own, became, self.shop.shared)):
                    goals[id] = one.files
                    near |= {goal.id: goal for goal in (*([above] if above else ()), *own, *became)}
            if goals:
                recorded = {id: self._recorded(id) for id in goals if id in self.history.goals}
                before = self.memory.batch(batch.name)
                drawn = {id: self._drawn(before.goals[id]) for id in goals if before and id in before.goals}
                tasks.append(PagesTask(batch, goals, tuple(near.values()), recorded, drawn))
                batches.append(batch.name)
        self._tell_done(len(self.parts.batches) - len(tasks))
        for name, found in zip(batches, crew.do(do_pages, self.shop, tasks), strict=True):
            self._changed.add(name)
            self._read |= found.keys()
            for id, (told, pages, pictured) in found.items():
                self.made[id].beside, self.made[id].pages, self.made[id].pictured = told, pages, pictured
                self.made[id].shown_by = self._shown_by(self.made[id])
            self._tell_done(1)

    def _has_pages(self, one: GoalMade, told: bytes) -> bool:
        """Whether a goal's pages are there, and tell what they should of its neighbours."""
        if not one.pages or one.beside != told or one.shown_by != self._shown_by(one):
            return False
        if one.summary.id in self._fresh:
            return True
        pages = self.account.find(one.pages)
        if pages is None:
            return False
        one.pages = pages
        return True

    def keep(self, unchanged: Collection[str]) -> None:
        """Give the memory what has changed. A goal one of whose files is not ``unchanged`` since they were looked at is not believed."""
        for batch in self.parts.batches:
            for file in batch.files:
                if file.name not in unchanged and file.id in self._read:
                    self.made[file.id].made_of = b""
                    self._changed.add(batch.name)
            if batch.name in self._changed:
                new = self._new.get(batch.name)
                before = None if new else self.memory.batch(batch.name)
                places = new.places if new else before.places if before else {}
                own = {id: self.made[id] for id in batch.goals}
                self.memory.keep_batch(batch.name, KeptBatch(own, dict(places)), new.pieces if new else None)
        self.memory.forget_batches([batch.name for batch in self.parts.batches])
