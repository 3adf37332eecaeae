"""Small invented worlds for story cases: content as data comes in, files on disk and the site made of them go out.

A world has one body (and with ``parent_agency`` one above it), one plan and one goal. What a case leaves out is: a municipality that does not report here, a plan and
a goal without period, indicators m1, m2 … counted, in the direction of their targets, else upwards.
"""

from __future__ import annotations

import datetime
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ledstjarna.data.all_files import FILES, FILES_OF_BODY, Around, GoalFiles
from ledstjarna.data.tables.table_files import Tables
from ledstjarna.derive.due_days import DueDay
from ledstjarna.derive.goals import derive_goals, tie_goals
from ledstjarna.derive.heads import derive_heads
from ledstjarna.derive.nodes import AgencyNode, FindingNode, GoalNode, PlanNode
from ledstjarna.derive.site import join_parts, put_together
from ledstjarna.derive.summary import BodyPart, GoalSummary, GoalWords, ToldDay
from ledstjarna.history.past import SiteHistory
from ledstjarna.load.content_tree import ProsePage, load_content
from ledstjarna.model.content import Content
from ledstjarna.model.settings import Settings
from ledstjarna.pages.all_kinds import make_renderers, make_voices
from ledstjarna.publish.chunks import ChunkFile, Chunks, pickled
from ledstjarna.publish.site_pages import site_pages
from ledstjarna.search.document import SearchDocument
from ledstjarna.search.documents import GoalDocuments, document_name, find_documents
from ledstjarna.theme_files import theme_folder
from ledstjarna.validate.content import make_content
from ledstjarna.validate.guide import guide_facts
from ledstjarna.words.summaries import summarize, tell_head, tell_part, tell_words
from ledstjarna.words.voice import Voice

TODAY = "2026-11-22"


def read_cases(name: str) -> list[dict[str, Any]]:
    """The cases of a table in ``cases/``; every scalar is text, as in a content file."""
    path = Path(__file__).parent / "cases" / f"{name}.yml"
    return list(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader))


@dataclass(frozen=True, slots=True)
class ToldInMemory:
    """What is told of goals and bodies, by their ids."""

    of_goals: Mapping[str, Mapping[str, GoalWords]]
    of_bodies: Mapping[str, BodyPart]

    def words(self, goal: str) -> Mapping[str, GoalWords]:
        return self.of_goals[goal]

    def part(self, agency: str) -> BodyPart:
        return self.of_bodies[agency]

    def head(self, agency: str) -> BodyPart:
        return self.of_bodies[agency]

    def day(self, entry: DueDay, language: str) -> ToldDay:
        return next(part.days[language][entry.key] for part in self.of_bodies.values() if entry.key in part.days[language])


class World:
    """A small site in memory: its ``goals`` with their records, and the ``site`` that lists and files of several goals are made of."""

    def __init__(self, content: Content, settings: Settings, as_of: datetime.date, voices: Mapping[str, Voice] | None = None) -> None:
        self.settings, self.as_of = settings, as_of
        self.voices = dict(voices or make_voices(settings, theme_folder()))
        self.heads = derive_heads(content, settings, as_of=as_of)
        self.goals = derive_goals(self.heads, content.goals, content.outcomes)
        summaries = {id: summarize(node, as_of=as_of) for id, node in self.goals.items()}
        tie_goals(self.goals.values(), summaries)
        briefs, parts = {}, {}
        for id, agency in self.heads.agencies.items():
            own = [node for node in self.goals.values() if node.agency is agency]
            both = [tell_part(own, self.voices, as_of=as_of), tell_head(agency, self.heads, self.voices)]
            briefs[id], parts[id] = [brief for brief, _ in both], join_parts([part for _, part in both])
        told = ToldInMemory({id: tell_words(node, self.voices) for id, node in self.goals.items()}, parts)
        self.site = put_together(self.heads, summaries.values(), briefs, told)
        self._scratch = Path(tempfile.mkdtemp())
        weakref.finalize(self, shutil.rmtree, self._scratch, ignore_errors=True)

    @property
    def agencies(self) -> dict[str, AgencyNode]:
        """The bodies."""
        return self.site.agencies

    @property
    def plans(self) -> dict[str, PlanNode]:
        """The plans."""
        return self.site.plans

    @property
    def findings(self) -> dict[str, FindingNode]:
        """The findings."""
        return self.site.findings

    def chunks(self) -> Chunks:
        """What goals have ready for files of several goals."""
        chunks, documents, file = Chunks(), GoalDocuments(self.voices), ChunkFile(self._scratch / "goals.pieces")
        for (id, node), (_, pieces) in self._tell_goals():
            found = {document_name(code): pickled(document) for code, document in documents.tell(node).items()}
            file.put(id, {**pieces, **found})
        file.close()
        chunks.add(file.path, file.places)
        return chunks

    def _tell_goals(self) -> Iterator[tuple[tuple[str, GoalNode], tuple[dict[str, str | bytes], dict[str, bytes]]]]:
        """Each goal, its own files, and its pieces."""
        return zip(self.goals.items(), GoalFiles(self.voices, self.as_of).tell(list(self.goals.values())), strict=True)

    def documents(self, prose: Iterable[ProsePage] = ()) -> dict[str, list[SearchDocument]]:
        """What search can find in each language."""
        chunks, guide, pages = self.chunks(), guide_facts(), list(prose)
        renderers = make_renderers(self.settings, self.voices, theme_folder())
        found = {
            code: find_documents(self.site, self.voices[code], pages, chunks, site_pages(renderer, self.site, guide))
            for code, renderer in renderers.items()
        }
        return {code: [one.read() for one in sources] for code, sources in found.items()}

    def files(self, *sorts: str, history: SiteHistory | None = None) -> dict[str, bytes]:
        """The files that visitors fetch, of some sorts or of all, by their addresses; those of each goal are the sort ``goals``."""
        around = Around(self.voices, history or SiteHistory(), self.chunks(), Tables(self.voices))
        made = [(sort, make(self.site, around)) for sort, make in FILES.items()]
        made += [(sort, make(agency, self.site, around)) for sort, make in FILES_OF_BODY.items() for agency in self.agencies.values()]
        made += [("goals", iter(files.items())) for _, (files, _) in self._tell_goals()]
        found: dict[str, bytes] = {}
        for address, content in (entry for sort, entries in made if not sorts or sort in sorts for entry in entries):
            assert address not in found, "one file, one maker"
            found[address] = content.encode() if isinstance(content, str) else content if isinstance(content, bytes) else b"".join(content)
        return found


def summary_of(goal: GoalNode, voices: Mapping[str, Voice]) -> GoalSummary:
    """What lists say of a goal, tied to its body and its plan alone."""
    summary, words = summarize(goal, as_of=datetime.date.fromisoformat(TODAY)), {goal.id: tell_words(goal, voices)}
    summary.agency, summary.plan, summary.themes, summary.tell = goal.agency, goal.plan, [], words.__getitem__
    return summary


def make_world(case: dict[str, Any], folder: Path) -> World:
    """The site that a case's content makes, by way of files in ``folder``."""
    agency = folder / "agencies" / "provby"
    for name, data in world_files(case).items():
        path = agency / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_plain(data) + "\n", encoding="utf-8")
    content = make_content(load_content(folder, shown_from=folder), languages=("sv", "en"))
    return World(content, Settings(**case.get("settings", {})), datetime.date.fromisoformat(case.get("as_of", TODAY)))


def world_files(case: dict[str, Any]) -> dict[str, Any]:
    """The content files of a case, by their path below the body's folder."""
    goal = {"plan": "plan", "title": {"sv": "Mål", "en": "Goal"}, **case.get("goal", {})}
    indicators = []
    for index, indicator in enumerate(case.get("indicators", []), start=1):
        targets = indicator.get("targets", [])
        goes_down = any(_goes_down(target) for target in (yaml.safe_load(targets) if isinstance(targets, str) else targets))
        plain = {"id": f"m{index}", "name": {"sv": "Mått", "en": "Measure"}, "unit": "count", "direction": "down" if goes_down else "up"}
        promised = {"id": f"m{index}"} if "promised" in indicator else plain
        indicators.append({**promised, **indicator})
    goal["indicators"] = indicators
    files: dict[str, Any] = {
        "agency.yml": {"name": {"sv": "Provby", "en": "Testham"}, "kind": "municipality", **case.get("agency", {})},
        "plans/plan.yml": {"title": {"sv": "Plan", "en": "Plan"}, **case.get("plan", {})},
        "goals/mal.yml": goal,
    }
    if "parent_agency" in case:
        files["agency.yml"]["parent"] = "moder"
        files["../moder/agency.yml"] = {"name": {"sv": "Moder", "en": "Mother"}, "kind": "municipality", **case["parent_agency"]}
    for id, finding in case.get("findings", {}).items():
        found = {
            "title": {"sv": "Granskning", "en": "Review"},
            "reviewer": "Revisorerna",
            "source": {"title": {"sv": "Rapport", "en": "Report"}},
        }
        files[f"findings/{id}.yml"] = {**found, **finding}
    outcomes = {key: case[key] for key in ("outcomes", "comparisons", "series_ended") if case.get(key)}
    return {**files, "outcomes/mal.yml": outcomes} if outcomes else files


def _goes_down(target: dict[str, Any]) -> bool:
    return target.get("must_be" if target.get("kind") == "compare" else "kind") in ("at_most", "zero")


def write_plain(data: Any) -> str:
    """Data as YAML in one line, scalars without quotes, as an editor writes them."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {write_plain(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(write_plain(value) for value in data) + "]"
    return str(data)
