"""A batch of goals comes in; the pages and files of each goal lie on the stage, and what others say of it goes out.

A goal's pages name its neighbours: what it is part of, its parts, and what it became. Where one of these is in another batch, the pages
wait until all batches are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ledstjarna.addresses import record_file
from ledstjarna.chunks import WORDS, ChunkFile, Chunks, Place, pickled
from ledstjarna.data.all_files import GoalFiles
from ledstjarna.data.histories import history_file
from ledstjarna.derive.facts import GoalFacts, derive_facts
from ledstjarna.derive.goals import derive_goals, tie_goals
from ledstjarna.derive.heads import Heads
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.site import join_parts
from ledstjarna.derive.status_names import GoalpostKind
from ledstjarna.derive.summary import BodyPart, Brief, GoalSummary, GoalWords
from ledstjarna.history.past import DatedVersion, GoalPast
from ledstjarna.jobs import Output, Told, tell
from ledstjarna.output.write import Stage
from ledstjarna.pages.kinds.records import goal_page
from ledstjarna.pages.renderer import Around
from ledstjarna.search.documents import GoalDocuments, document_name
from ledstjarna.shared import Shared
from ledstjarna.site_parts import Batch, Surroundings, check_batch
from ledstjarna.version_jobs import version_outputs
from ledstjarna.words.summaries import summarize, tell_part, tell_words

PART = "part"  # the name of what a batch tells on pages about its body


class Recorded(NamedTuple):
    """What is recorded of a goal, and its earlier versions."""

    past: GoalPast | None = None
    versions: tuple[DatedVersion, ...] = ()

    @property
    def goalpost(self) -> GoalpostKind | None:
        """The newest thing in its history that nobody should miss."""
        return self.past.goalposts[0].kind if self.past and self.past.goalposts else None


NOTHING_RECORDED = Recorded()


@dataclass(frozen=True, slots=True)
class BatchTask:
    """Goals to read, check, tell and publish; of their history what is recorded, by their ids."""

    batch: Batch
    recorded: Mapping[str, Recorded] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WaitingTask:
    """Goals of a batch whose pages have waited: their ids, their neighbours, and what their files have told."""

    task: BatchTask
    goals: tuple[str, ...]
    neighbours: tuple[GoalSummary, ...]
    told: Mapping[str, Told]


@dataclass(frozen=True, slots=True)
class BatchMade:
    """What a batch tells: of its goals, of its outputs, and where the pieces for files of several goals lie.

    ``waiting`` are goals that have a neighbour in another batch.
    """

    summaries: tuple[GoalSummary, ...]
    brief: Brief
    remarks: Counter[str]
    told: Mapping[str, Told]
    waiting: tuple[str, ...]
    pieces: Path
    places: Mapping[str, dict[str, Place]]


@dataclass
class Workshop:
    """What every batch of a site needs: its heads, its languages and frames, and where finished files and pieces are put."""

    shared: Shared
    heads: Heads
    surroundings: Surroundings
    stage: Stage
    scratch: Path
    chunks: Chunks = field(default_factory=Chunks)

    @cached_property
    def maker(self) -> GoalMaker:
        """What makes pages and files of goals."""
        return GoalMaker(self.shared, self.heads)


def do_batch(shop: Workshop, task: BatchTask) -> BatchMade:
    """Read a batch, and publish all of its goals but those that wait. FaultFoundError where anything is wrong."""
    content, remarks = check_batch(task.batch, shop.surroundings)
    voices, as_of = shop.shared.voices, shop.heads.as_of
    nodes = derive_goals(shop.heads, content.goals, content.outcomes, _goalposts(task))
    summaries = {id: summarize(node, as_of=as_of) for id, node in nodes.items()}
    words = {id: tell_words(node, voices) for id, node in nodes.items()}
    for summary in summaries.values():
        summary.tell = words.__getitem__
    brief, part = tell_part(list(nodes.values()), voices, as_of=as_of)
    tie_goals(nodes.values(), summaries)
    told: dict[str, Told] = {}
    chunk = ChunkFile(shop.scratch / f"{task.batch.name}.pieces")
    chunk.put(task.batch.name, {PART: pickled(part)})
    waiting = tuple(id for id, node in nodes.items() if not _names(node) <= summaries.keys())
    for (id, node), (files, pieces) in zip(nodes.items(), shop.maker.pieces(list(nodes.values()), task.recorded), strict=True):
        facts, recorded = derive_facts(node, as_of=as_of), task.recorded.get(id, NOTHING_RECORDED)
        chunk.put(id, {**pieces, WORDS: pickled(words[id])})
        own = {address: Told(address, shop.stage.write(address, content).size) for address, content in files.items()}
        told |= own
        if id not in waiting:
            told |= _publish(shop, facts, recorded, own)
    chunk.close()
    return BatchMade(tuple(summaries.values()), brief, remarks, told, waiting, chunk.path, chunk.places)


def do_waiting(shop: Workshop, task: WaitingTask) -> dict[str, Told]:
    """Publish the pages of goals whose neighbours are known now."""
    content, _ = check_batch(task.task.batch, shop.surroundings)
    goals = {id: content.goals[id] for id in task.goals}
    nodes = derive_goals(shop.heads, goals, content.outcomes, _goalposts(task.task))
    for summary in task.neighbours:
        summary.tell = shop.chunks.words
    tie_goals(nodes.values(), {summary.id: summary for summary in task.neighbours})
    told: dict[str, Told] = {}
    for id, node in nodes.items():
        facts = derive_facts(node, as_of=shop.heads.as_of)
        own = {address: entry for address, entry in task.told.items() if address.startswith(record_file("goal", id, ""))}
        told |= _publish(shop, facts, task.task.recorded.get(id, NOTHING_RECORDED), own)
    return told


def _goalposts(task: BatchTask) -> dict[str, GoalpostKind]:
    return {id: recorded.goalpost for id, recorded in task.recorded.items() if recorded.goalpost}


def _names(node: GoalNode) -> set[str]:
    """The goals that it names itself."""
    fate = node.record.fate
    return {*(fate.into if fate else ()), *([node.record.parent] if node.record.parent else [])}


def _publish(shop: Workshop, facts: GoalFacts, recorded: Recorded, files: Mapping[str, Told]) -> dict[str, Told]:
    """The pages of a goal; ``files`` are what its files have told."""
    told = {}
    for output in shop.maker.pages(facts, recorded, {address: entry.size for address, entry in files.items()}):
        told[output.address] = tell(output, shop.stage.write(output.address, output.content).size)
    return told


@dataclass
class ToldOfBatches:
    """Reads what is told of goals and bodies where the pieces lie; what a body tells of itself is given."""

    chunks: Chunks
    batches: Mapping[str, Sequence[str]]
    heads: Mapping[str, BodyPart]
    last: tuple[str, BodyPart] | None = None

    def words(self, goal: str) -> Mapping[str, GoalWords]:
        """What is said of a goal wherever it is listed."""
        found: Mapping[str, GoalWords] = self.chunks.words(goal)
        return found

    def part(self, agency: str) -> BodyPart:
        """What pages about a body tell; the last one is remembered, since several pages in a row are about one body."""
        if self.last is None or self.last[0] != agency:
            parts = [self.chunks.load(name, PART) for name in self.batches.get(agency, ())]
            self.last = (agency, join_parts([*parts, self.heads[agency]]))
        return self.last[1]


def find_waiting(made: Sequence[BatchMade]) -> Iterator[tuple[int, tuple[str, ...], tuple[GoalSummary, ...]]]:
    """Batch by batch: its number, its goals that name one of another batch or have a part there, and all neighbours of these."""
    home = {summary.id: number for number, one in enumerate(made) for summary in one.summaries}
    known = {summary.id: summary for one in made for summary in one.summaries}
    parts: dict[str, list[str]] = {}
    for id, summary in known.items():
        if summary.parent_id:
            parts.setdefault(summary.parent_id, []).append(id)
    for number, one in enumerate(made):
        far = {above for above in parts if home.get(above) == number and any(home[part] != number for part in parts[above])}
        if goals := sorted(far | set(one.waiting)):
            near = {name for id in goals for name in (*parts.get(id, ()), known[id].parent_id or "", *known[id].became)}
            yield number, tuple(goals), tuple(known[id] for id in sorted(near) if id in known)


class GoalMaker:
    """Makes what goals have, one by one."""

    def __init__(self, shared: Shared, heads: Heads) -> None:
        self._shared, self._heads = shared, heads
        self._files, self._documents = GoalFiles(shared.voices, heads.as_of), GoalDocuments(shared.voices)

    def pieces(
        self, nodes: Sequence[GoalNode], recorded: Mapping[str, Recorded]
    ) -> Iterator[tuple[dict[str, str | bytes], dict[str, bytes]]]:
        """The files of each goal by their addresses, and what it has ready for files of several goals."""
        for node, (files, pieces) in zip(nodes, self._files.tell(nodes), strict=True):
            past, versions = recorded.get(node.id, NOTHING_RECORDED)
            if past and past.since:
                files[record_file("goal", node.id, "history.json")] = history_file(past, versions, self._heads.settings)
            pieces |= {document_name(code): pickled(document) for code, document in self._documents.tell(node).items()}
            yield files, pieces

    def pages(self, facts: GoalFacts, recorded: Recorded, sizes: Mapping[str, int]) -> Iterator[Output]:
        """The goal's pages in every language, those of its earlier versions among them; ``sizes`` are those of its files."""
        past = recorded.past
        for renderer in self._shared.renderers.values():
            renderer.around = Around({}, sizes)
            yield self._shared.put(goal_page(renderer, facts, past), sizes)
        if past and self._heads.settings.history.versions:
            yield from version_outputs(self._shared, self._heads, past, recorded.versions, facts.node)
