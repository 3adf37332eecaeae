"""Goals with their records come in; the pages and files of each go out, and what it has ready for the files of several goals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ledstjarna.addresses import record_file
from ledstjarna.chunks import pickled
from ledstjarna.data.all_files import GoalFiles
from ledstjarna.data.histories import history_file
from ledstjarna.derive.facts import GoalFacts, derive_facts
from ledstjarna.derive.heads import Heads
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.summary import BodyPart, GoalSummary
from ledstjarna.history.past import DatedVersion, GoalPast, SiteHistory
from ledstjarna.jobs import Output
from ledstjarna.pages.kinds.records import goal_page
from ledstjarna.pages.renderer import Around
from ledstjarna.search.documents import DOCUMENTS, GoalDocuments
from ledstjarna.shared import Shared
from ledstjarna.version_jobs import version_outputs
from ledstjarna.words.summaries import summarize, tell_part


@dataclass(frozen=True, slots=True)
class GoalJob:
    """A goal with all that its pages and files tell: its facts, what is recorded of it, and its earlier versions."""

    facts: GoalFacts
    past: GoalPast | None = None
    versions: tuple[DatedVersion, ...] = ()


def goal_jobs(nodes: Iterable[GoalNode], heads: Heads, history: SiteHistory) -> Iterator[GoalJob]:
    """A job for each goal."""
    for node in nodes:
        facts = derive_facts(node, as_of=heads.as_of)
        yield GoalJob(facts, history.goals.get(node.id), history.versions.get(node.id, ()))


def summarize_goals(nodes: Sequence[GoalNode], heads: Heads, shared: Shared) -> tuple[list[GoalSummary], BodyPart]:
    """What others say of some goals of a body, and what these have to tell together."""
    voices, as_of = shared.voices, heads.as_of
    return [summarize(node, voices, as_of=as_of) for node in nodes], tell_part(nodes, voices, as_of=as_of)


class GoalMaker:
    """Makes what goals have, one by one."""

    def __init__(self, shared: Shared, heads: Heads) -> None:
        self._shared, self._heads = shared, heads
        self._files, self._documents = GoalFiles(shared.voices, heads.as_of), GoalDocuments(shared.voices)

    def pieces(self, job: GoalJob) -> tuple[dict[str, str | bytes], dict[str, bytes]]:
        """The goal's files by their addresses, and what it has ready for files of several goals."""
        node = job.facts.node
        files, pieces = self._files.tell(node)
        if job.past and job.past.since:
            files[record_file("goal", node.id, "history.json")] = history_file(job.past, job.versions, self._heads.settings)
        pieces[DOCUMENTS] = pickled(self._documents.tell(node))
        return files, pieces

    def pages(self, job: GoalJob, sizes: dict[str, int]) -> Iterator[Output]:
        """The goal's pages in every language, those of its earlier versions among them; ``sizes`` are those of its files."""
        for renderer in self._shared.renderers.values():
            renderer.around = Around({}, sizes)
            yield self._shared.put(goal_page(renderer, job.facts, job.past), sizes)
        if job.past and self._heads.settings.history.versions:
            yield from version_outputs(self._shared, self._heads, job.past, job.versions, job.facts.node)
