"""A site's folder comes in; its heads go out, and its goals in batches that can be read and checked by themselves.

Whatever is wrong is found here, and told by ``site_check``, which reads the whole site once more and names every problem with its place.
"""

from __future__ import annotations

import datetime
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, cast

from ledstjarna.derive.summary import GoalSummary
from ledstjarna.load.content_tree import ContentFile, ContentList, ProsePage, list_content, read_content
from ledstjarna.load.source import FolderSource, Input, Refusal, open_folder
from ledstjarna.model.content import Content
from ledstjarna.model.goal import Goal
from ledstjarna.model.plan import Plan
from ledstjarna.problems import ContentError, Place, Problem
from ledstjarna.settings import Project
from ledstjarna.site_check import circumstances, find_outside, find_prose_problems
from ledstjarna.validate.checks.all import BETWEEN_GOALS, MOST_OF_A_CHECK, OF_ONE, Remarks
from ledstjarna.validate.content import make_register
from ledstjarna.validate.register import Circumstances, Register
from ledstjarna.validate.rules import references

LARGEST_BATCH = 60  # goals: so many are read, held and told together
_OF_GOALS = ("goal", "outcomes")


class FaultFoundError(Exception):
    """Something in the content is wrong: ``check_site`` tells what."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Goals of one body, by the files of them and of their outcomes."""

    agency: str
    number: int
    files: tuple[ContentFile, ...]

    @property
    def name(self) -> str:
        """What it is called, the same as long as its body has about as many goals."""
        return f"{self.agency}.{self.number}"

    @property
    def goals(self) -> tuple[str, ...]:
        """The ids of its goals."""
        return tuple(file.id for file in self.files if file.kind == "goal")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a batch is checked with besides its own files: where they lie, and what is known of the site."""

    listed: ContentList
    plans: Mapping[str, Plan]
    languages: tuple[str, ...]
    around: Circumstances
    severities: Mapping[str, str]


@dataclass(slots=True)
class Parts:
    """The heads of a site, its batches, and how much is remarked on the heads, by check."""

    heads: Content
    batches: list[Batch]
    prose: tuple[ProsePage, ...]
    surroundings: Surroundings
    source: FolderSource
    remarks: Counter[str] = field(default_factory=Counter)

    @property
    def names(self) -> list[str]:
        """The names of the files of goals and their outcomes."""
        return [file.name for batch in self.batches for file in batch.files]

    def prints_of_goals(self, prints: Mapping[str, bytes]) -> dict[str, bytes]:
        """The fingerprints of those files, by kind and id with a stroke between."""
        return {f"{file.kind}/{file.id}": prints[file.name] for batch in self.batches for file in batch.files}

    def unchanged(self, inputs: Mapping[str, Input]) -> dict[str, Input]:
        """The files that are still as they were when they were looked at; the others are read anew by the next build."""
        return {name: entry for name, entry in inputs.items() if self.source.stamp(name) == entry.stamp}


def read_parts(project: Project, *, as_of: datetime.date | None = None, today: datetime.date | None = None) -> Parts:
    """Read and check the heads; FaultFoundError where anything is wrong."""
    source = open_folder(project.content, shown_from=project.config_file.parent)
    listed = list_content(source)
    if listed.problems or _find_misplaced(listed.files):
        raise FaultFoundError
    files = read_content(listed, (file for file in listed.files if file.kind not in _OF_GOALS))
    around = circumstances(project, as_of=as_of, today=today)
    try:
        register = make_register(files, languages=project.settings.codes, around=around)
    except ContentError as error:
        raise FaultFoundError from error
    problems, others = find_outside(project, files)
    remarks = Remarks(register, project.settings.checks, others)
    if problems or any(project.settings.checks.get(code) == "error" for code in remarks.counts()):
        raise FaultFoundError
    surroundings = Surroundings(listed, register.content.plans, project.settings.codes, around, project.settings.checks)
    return Parts(register.content, list(_divide(listed.files)), tuple(files.prose), surroundings, source, Counter(remarks.counts()))


def has_themes(parts: Parts) -> bool:
    """Whether the site has pages of themes: somebody has named one, or a goal belongs to one; every page's menu says so."""
    return bool(parts.heads.themes) or any(_has_tags(file, parts) for batch in parts.batches for file in batch.files if file.kind == "goal")


def _has_tags(file: ContentFile, parts: Parts) -> bool:
    listed = parts.surroundings.listed
    data = listed.source.read(file.name)
    if isinstance(data, Refusal) or not (b"tags" in data or b"\\" in data):  # a backslash may write any letter
        return False
    return any(isinstance(found.data, dict) and found.data.get("tags") for found in read_content(listed, [file]).documents)


def _find_misplaced(files: Iterable[ContentFile]) -> bool:
    """Whether two files are about one thing, or outcomes lie in the folder of another body than their goal."""
    found, goals, outcomes = set[tuple[str, str]](), set[tuple[str, str]](), set[tuple[str, str]]()
    for file in files:
        if file.kind != "page":
            if (file.kind, file.id) in found:
                return True
            found.add((file.kind, file.id))
        if file.kind == "goal":
            goals.add((file.agency, file.id))
        elif file.kind == "outcomes":
            outcomes.add((file.agency, file.id))
    return not outcomes <= goals


def _divide(files: Iterable[ContentFile]) -> Iterator[Batch]:
    """The goals of each body: all of them, or parts that a new goal does not move."""
    by_body: dict[str, list[ContentFile]] = {}
    for file in files:
        if file.kind in _OF_GOALS:
            by_body.setdefault(file.agency, []).append(file)
    for agency, own in sorted(by_body.items()):
        many, parts = sum(file.kind == "goal" for file in own), 1
        while many > parts * LARGEST_BATCH:
            parts *= 2
        divided: list[list[ContentFile]] = [[] for _ in range(parts)]
        for file in own:
            divided[zlib.crc32(file.id.encode()) % parts].append(file)
        yield from (Batch(agency, number, tuple(some)) for number, some in enumerate(divided) if some)


def check_goals(batch: Batch, goals: Collection[str], surroundings: Surroundings) -> tuple[Content, dict[str, Counter[str]]]:
    """Some goals of a batch and their outcomes, and how much is remarked on each; FaultFoundError where anything is wrong."""
    files = read_content(surroundings.listed, (file for file in batch.files if file.id in goals))
    try:
        register = make_register(files, languages=surroundings.languages, around=surroundings.around, plans=surroundings.plans)
    except ContentError as error:
        raise FaultFoundError from error
    counts = Remarks(register, surroundings.severities, checks=OF_ONE).counts_by_id()
    if any(surroundings.severities.get(code) == "error" for some in counts.values() for code in some):
        raise FaultFoundError
    return register.content, {id: counts.get(id, Counter()) for id in goals}


class _Between(Register):
    """What is known of all goals when their records are gone. Where a problem is, nobody asks."""

    def problem(self, _kind: str, _id: str, _path: Any, code: str, /, *, on_key: bool = False, **_facts: object) -> Problem:
        """A problem without a place."""
        del on_key
        return Problem(Place(""), code)


def check_together(parts: Parts, project: Project, summaries: Iterable[GoalSummary], remarks: Iterable[Counter[str]]) -> int:
    """What all goals must be together, and how much is remarked on the whole site; FaultFoundError where anything is wrong."""
    known = parts.surroundings
    goals = {summary.id: _goal_of(summary) for summary in summaries}
    content = replace(parts.heads, goals=goals)
    register = _Between(content, {}, known.listed.seen, known.languages, known.listed.folder, known.around)
    if any(True for rule in references.BETWEEN_GOALS for _ in rule(register)) or find_prose_problems(project, parts.prose, content):
        raise FaultFoundError
    together = Remarks(register, known.severities, checks=BETWEEN_GOALS).counts()
    if any(known.severities.get(code) == "error" for code in together):
        raise FaultFoundError
    whole = sum(remarks, parts.remarks + Counter(together))
    return sum(min(many, MOST_OF_A_CHECK) for many in whole.values())


class _Head(NamedTuple):
    """As much of a goal as rules between goals ask for, under its own words."""

    id: str
    plan: str
    title: Mapping[str, str]
    parent: str | None
    lifecycle: str
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    fate: None = None


def _goal_of(summary: GoalSummary) -> Goal:
    """What rules between goals ask of a goal."""
    told = (summary.id, summary.plan_id, summary.title, summary.parent_id, summary.lifecycle, summary.aliases, summary.tags)
    return cast("Goal", _Head(*told))
