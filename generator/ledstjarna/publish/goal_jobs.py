"""A batch of goals comes in; the pages and files of those that have changed lie on the stage, and what others say of all goes out.

A goal's pages name its neighbours: what it is part of, its parts, and what it became. Where one of these is in another batch, or has
changed, the pages are made when all batches are known.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ledstjarna.addresses import oembed_file, record_file
from ledstjarna.data.all_files import GoalFiles
from ledstjarna.data.histories import history_file
from ledstjarna.data.oembed import tell_oembed
from ledstjarna.derive.due_days import DueDay
from ledstjarna.derive.facts import GoalFacts, derive_facts
from ledstjarna.derive.goals import derive_goals, tie_goals
from ledstjarna.derive.heads import Heads
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.site import join_parts
from ledstjarna.derive.status_names import GoalpostKind
from ledstjarna.derive.summary import BodyPart, Brief, GoalSummary, GoalWords, ToldDay
from ledstjarna.derive.until import find_until
from ledstjarna.fingerprints import digest
from ledstjarna.history.past import DatedVersion, GoalPast
from ledstjarna.pages.kinds.records import goal_page
from ledstjarna.pages.renderer import Around
from ledstjarna.publish.chunks import WORDS, ChunkFile, Chunks, Place, pickled
from ledstjarna.publish.jobs import Output, Told
from ledstjarna.publish.pictures import Drawn, GoalPictures, draw_goal
from ledstjarna.publish.press import Stand
from ledstjarna.publish.shared import Shared
from ledstjarna.publish.version_jobs import embed_outputs, version_outputs
from ledstjarna.search.documents import GoalDocuments, document_name
from ledstjarna.site_parts import Batch, Surroundings, check_goals
from ledstjarna.words.pictures import Picture
from ledstjarna.words.summaries import summarize, tell_part, tell_words

PART = "part"  # the name of what a goal tells on pages about its body


class Recorded(NamedTuple):
    """What is recorded of a goal, and its earlier versions."""

    past: GoalPast | None = None
    versions: tuple[DatedVersion, ...] = ()

    @property
    def goalpost(self) -> GoalpostKind | None:
        """The newest thing in its history that nobody should miss."""
        return self.past.goalposts[0].kind if self.past and self.past.goalposts else None


NOTHING_RECORDED = Recorded()


@dataclass(slots=True, eq=False)
class GoalMade:
    """What was made of a goal on a day, and what it tells.

    ``said`` is the fingerprint of what lists say of it, ``ready`` that of what it has ready for files of several goals. ``beside`` is
    that of what its pages tell of its neighbours. ``made_of`` and ``shown_by`` are those of all that it, and its pages, are made of,
    and ``pictured`` that of what its pictures show, which are among the pages.
    Nothing of it is another before ``until``.
    """

    summary: GoalSummary
    brief: Brief
    remarks: Counter[str]
    files: Mapping[str, Told]
    said: bytes
    ready: bytes
    as_of: datetime.date
    until: datetime.date
    pages: Mapping[str, Told] = field(default_factory=dict)
    beside: bytes = b""
    made_of: bytes = b""
    shown_by: bytes = b""
    pictured: bytes = b""


@dataclass(frozen=True, slots=True)
class BatchTask:
    """Goals of a batch to read, check, tell and publish; those that stay as they are, and where their pieces lie.

    Of the histories of those to make what is recorded, by their ids.
    """

    batch: Batch
    goals: tuple[str, ...]
    kept: Mapping[str, GoalSummary] = field(default_factory=dict)
    pieces: Chunks = field(default_factory=Chunks)
    recorded: Mapping[str, Recorded] = field(default_factory=dict)
    drawn: Mapping[str, Drawn] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BatchMade:
    """What a batch tells: of the goals that were made, and where the pieces of all its goals lie."""

    made: Mapping[str, GoalMade]
    pieces: Path
    places: Mapping[str, dict[str, Place]]


@dataclass(frozen=True, slots=True)
class PagesTask:
    """Goals of a batch whose pages are made when their neighbours are known: these, and what the goals' files have told."""

    batch: Batch
    goals: Mapping[str, Mapping[str, Told]]
    neighbours: tuple[GoalSummary, ...]
    recorded: Mapping[str, Recorded]
    drawn: Mapping[str, Drawn] = field(default_factory=dict)


@dataclass
class Workshop:
    """What every batch of a site needs: its heads, its languages and frames, and where finished files and pieces are put."""

    shared: Shared
    heads: Heads
    surroundings: Surroundings
    stand: Stand
    scratch: Path
    chunks: Chunks = field(default_factory=Chunks)
    has_pictures: bool = False  # of each goal

    @cached_property
    def maker(self) -> GoalMaker:
        """What makes pages and files of goals."""
        return GoalMaker(self.shared, self.heads, has_pictures=self.has_pictures)


def do_batch(shop: Workshop, task: BatchTask) -> BatchMade:
    """Read what has changed of a batch, and publish it. FaultFoundError where anything is wrong."""
    content, remarks = check_goals(task.batch, task.goals, shop.surroundings)
    voices, as_of = shop.shared.voices, shop.heads.as_of
    nodes = derive_goals(shop.heads, content.goals, content.outcomes, _goalposts(task.recorded))
    words = {id: tell_words(node, voices) for id, node in nodes.items()}
    summaries = {id: summarize(node, as_of=as_of) for id, node in nodes.items()}
    for summary in summaries.values():
        summary.tell = words.__getitem__
    for summary in task.kept.values():
        summary.tell = task.pieces.words
    known = {**task.kept, **summaries}
    tie_goals(nodes.values(), known)
    chunk = ChunkFile(shop.scratch / f"{task.batch.name}.pieces")
    made: dict[str, GoalMade] = {}
    for (id, node), (files, pieces) in zip(nodes.items(), shop.maker.pieces(list(nodes.values()), task.recorded), strict=True):
        brief, part = tell_part([node], voices, as_of=as_of)
        told = {WORDS: pickled(words[id]), PART: pickled(part)}
        said = digest(pickled(summaries[id]), pickled(brief), *told.values())
        chunk.put(id, {**pieces, **told})
        own = {address: shop.stand.put(Output(address, content)) for address, content in files.items()}
        until = find_until(node, content.goals[id], content.outcomes.get(id), as_of)
        made[id] = GoalMade(summaries[id], brief, remarks[id], own, said, digest(*pieces.values()), as_of, until)
        if _names(node) <= known.keys():
            made[id].beside = beside(node.parent, node.children, node.became, shop.shared)
            facts, drawn = derive_facts(node, as_of=as_of), task.drawn.get(id, Drawn())
            made[id].pages, made[id].pictured = _publish(shop, facts, task.recorded.get(id, NOTHING_RECORDED), own, drawn)
    for id in task.kept:
        chunk.copy(id, task.pieces)
    chunk.close()
    return BatchMade(made, chunk.path, chunk.places)


def do_pages(shop: Workshop, task: PagesTask) -> dict[str, tuple[bytes, dict[str, Told], bytes]]:
    """Publish the pages of goals whose neighbours are known now.

    Of each: what they tell of these, what they have told, and the fingerprint of what its pictures show.
    """
    content, _ = check_goals(task.batch, tuple(task.goals), shop.surroundings)
    nodes = derive_goals(shop.heads, content.goals, content.outcomes, _goalposts(task.recorded))
    for summary in task.neighbours:
        summary.tell = shop.chunks.words
    tie_goals(nodes.values(), {summary.id: summary for summary in task.neighbours})
    found = {}
    for id, node in nodes.items():
        facts = derive_facts(node, as_of=shop.heads.as_of)
        pages = _publish(shop, facts, task.recorded.get(id, NOTHING_RECORDED), task.goals[id], task.drawn.get(id, Drawn()))
        found[id] = (beside(node.parent, node.children, node.became, shop.shared), *pages)
    return found


def draw_featured(shop: Workshop, batch: Batch, id: str) -> dict[str, str]:
    """The chart of a goal's first measure that has one, in each language; nothing where none has."""
    content, _ = check_goals(batch, (id,), shop.surroundings)
    node = derive_goals(shop.heads, content.goals, content.outcomes, {})[id]
    tie_goals([node], {})
    facts = derive_facts(node, as_of=shop.heads.as_of)
    return {code: renderer.goals.featured_chart(facts) for code, renderer in shop.shared.renderers.items()}


def beside(parent: GoalSummary | None, parts: Iterable[GoalSummary], became: Iterable[GoalSummary], shared: Shared) -> bytes:
    """The fingerprint of what a goal's pages tell of its neighbours; nothing where it has none."""
    told = [[goal.id, repr(goal.title)] for goal in ([parent] if parent else [])]
    told += [[goal.id, repr(goal.title), *(goal.words[code].status for code in shared.voices)] for goal in parts]
    told += [[goal.id, repr(goal.title), ""] for goal in became]
    return digest(*(word for goal in told for word in (str(len(goal)), *goal))) if told else b""


def _goalposts(recorded: Mapping[str, Recorded]) -> dict[str, GoalpostKind]:
    return {id: one.goalpost for id, one in recorded.items() if one.goalpost}


def _names(node: GoalNode) -> set[str]:
    """The goals that it names itself."""
    fate = node.record.fate
    return {*(fate.into if fate else ()), *([node.record.parent] if node.record.parent else [])}


def _publish(
    shop: Workshop, facts: GoalFacts, recorded: Recorded, files: Mapping[str, Told], drawn: Drawn
) -> tuple[dict[str, Told], bytes]:
    """The pages of a goal and its pictures, and the fingerprint of what these show; ``files`` are what its files have told.

    Pictures that show what those of the last build did, which are ``drawn``, are not drawn again.
    """
    pictures = shop.maker.pictures.tell(facts)
    shown = shop.maker.pictures.print(pictures)
    told = dict(drawn.told) if shown == drawn.shown else {}
    if pictures and not told:
        told = {output.address: shop.stand.put(output) for output in draw_goal(facts.node.id, pictures)}
    sizes = {address: entry.size for address, entry in (*files.items(), *told.items())}
    for output in shop.maker.pages(facts, recorded, sizes, pictures):
        told[output.address] = shop.stand.put(output)
    return told, shown


@dataclass
class ToldOfGoals:
    """Reads what is told of goals and bodies where the pieces lie; what a body tells of itself is given."""

    chunks: Chunks
    goals: Mapping[str, Sequence[str]]
    heads: Mapping[str, BodyPart]
    last: tuple[str, BodyPart] | None = None

    def head(self, agency: str) -> BodyPart:
        """What a body tells beside its goals."""
        return self.heads[agency]

    def day(self, entry: DueDay, language: str) -> ToldDay:
        """What is told of a day: of a finding's by its body, of all others by their goal."""
        if entry.kind == "remedy":
            return next(part.days[language][entry.key] for part in self.heads.values() if entry.key in part.days[language])
        found: BodyPart = self.chunks.load(entry.key.partition("/")[0], PART)
        return found.days[language][entry.key]

    def words(self, goal: str) -> Mapping[str, GoalWords]:
        """What is said of a goal wherever it is listed."""
        found: Mapping[str, GoalWords] = self.chunks.words(goal)
        return found

    def part(self, agency: str) -> BodyPart:
        """What pages about a body tell; the last one is remembered, since several pages in a row are about one body."""
        if self.last is None or self.last[0] != agency:
            parts = [self.chunks.load(id, PART) for id in self.goals.get(agency, ())]
            self.last = (agency, join_parts([*parts, self.heads[agency]]))
        return self.last[1]


class GoalMaker:
    """Makes what goals have, one by one."""

    def __init__(self, shared: Shared, heads: Heads, *, has_pictures: bool = False) -> None:
        self._shared, self._heads, self.pictures = shared, heads, GoalPictures(shared, has_own=has_pictures)
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

    def pages(self, facts: GoalFacts, recorded: Recorded, sizes: Mapping[str, int], pictures: Mapping[str, Picture]) -> Iterator[Output]:
        """The goal's pages in every language, those of its earlier versions among them; ``sizes`` are those of its files."""
        past = recorded.past
        for code, renderer in self._shared.renderers.items():
            renderer.around = Around({}, sizes)
            image = self.pictures.image(facts, pictures, code)
            known = {*sizes, image.address} if image else sizes
            own = image.address if image and code in pictures else ""
            yield self._shared.put(replace(goal_page(renderer, facts, past, own), image=image), known)
            yield from embed_outputs(self._shared, renderer, facts)
            if self._shared.base_url:
                yield Output(
                    oembed_file(facts.node.id, code),
                    tell_oembed(facts.node, renderer.voice, renderer.addresses, image.address if image else ""),
                )
        if past and self._heads.settings.history.versions:
            yield from version_outputs(self._shared, self._heads, past, recorded.versions, facts.node)
