"""A site and the names of two commits come in; all that readers would see differ goes out, and what must not happen."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ledstjarna.history.versions import Key
from ledstjarna.load.content_tree import ContentFiles, Document, load_source
from ledstjarna.model.content import Content
from ledstjarna.problems import ContentError, Problem, sort_problems
from ledstjarna.review.addresses import find_gone_addresses
from ledstjarna.review.files import ChangedFile, find_changed_files
from ledstjarna.review.guards import guard_goal, guard_record, guard_unchanged, take_severities
from ledstjarna.review.proposal import ChangedGoal, ChangedRecord, find_changed_goals, find_changed_records
from ledstjarna.review.sides import Sides, open_sides
from ledstjarna.review.translations import find_translations
from ledstjarna.settings import Project
from ledstjarna.site_check import check_files
from ledstjarna.validate.checks.all import Remarks


@dataclass(frozen=True, slots=True)
class Review:
    """What a proposal changes, and what is said of it.

    ``base`` is the commit that it is held against and ``prefix`` leads from the outermost folder of the repository to the site's own.
    ``refused`` are what must not happen, ``problems`` what keeps the site from being built, ``translations`` what is to be translated and
    ``remarks`` what could be better in the files that are changed.
    """

    project: Project
    base: str
    prefix: str
    goals: tuple[ChangedGoal, ...]
    records: tuple[ChangedRecord, ...]
    files: tuple[ChangedFile, ...]
    refused: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    translations: tuple[Problem, ...]
    remarks: tuple[Problem, ...]


def make_review(project: Project, base: str, head: str | None, *, as_of: datetime.date, today: datetime.date | None) -> Review:
    """A review of ``head``, or of what lies in the site's folder, against what it has in common with ``base``."""
    with open_sides(project, base, head, as_of=as_of, today=today) as sides:
        files = load_source(sides.new)
        documents = _by_key(files)
        goals, records = tuple(find_changed_goals(sides)), tuple(find_changed_records(sides))
        problems, remarks = _check(sides, files, today=today)
        touched = {document.file for key, document in documents.items() if key in sides.touched}
        return Review(
            sides.project,
            sides.base,
            sides.prefix,
            goals,
            records,
            tuple(find_changed_files(sides)),
            _find_refused(goals, records, documents, sides),
            tuple(_hide_few(problems, remarks)),
            tuple(find_translations(documents, sides)),
            tuple(_hide_few((remark for remark in remarks if remark.place.file in touched), remarks)),
        )


def check_against(
    project: Project, base: str, *, as_of: datetime.date, today: datetime.date | None
) -> tuple[Content, Remarks, list[Problem]]:
    """What lies in the site's folder, checked, and held against what is published; ContentError with every problem.

    Last come those that the published site takes as remarks.
    """
    with open_sides(project, base, None, as_of=as_of, today=today) as sides:
        files = load_source(sides.new)
        refused = _find_refused(tuple(find_changed_goals(sides)), tuple(find_changed_records(sides)), _by_key(files), sides)
    errors, others = ([problem for problem in refused if (problem.severity == "error") is is_error] for is_error in (True, False))
    try:
        content, remarks = check_files(project, files, as_of=as_of, today=today)
    except ContentError as error:
        raise ContentError([*error.problems, *errors], [*error.warnings, *others]) from error
    if errors:
        raise ContentError(errors, [*remarks.warnings(), *others])
    return content, remarks, others


def _by_key(files: ContentFiles) -> dict[Key, Document]:
    return {(document.kind, document.id): document for document in files.documents}


def _find_refused(
    goals: tuple[ChangedGoal, ...], records: tuple[ChangedRecord, ...], documents: dict[Key, Document], sides: Sides
) -> tuple[Problem, ...]:
    found = [problem for goal in goals for problem in guard_goal(goal, documents, sides)]
    found += [problem for record in records for problem in guard_record(record, documents, sides)]
    found += [*guard_unchanged(documents, sides), *find_gone_addresses(sides)]
    return tuple(sort_problems(take_severities(found, sides)))


def _check(sides: Sides, files: ContentFiles, *, today: datetime.date | None) -> tuple[list[Problem], list[Problem]]:
    """What keeps the proposed site from being built, and what could be better in it."""
    try:
        _, remarks = check_files(sides.project, files, as_of=sides.as_of, today=today)
    except ContentError as error:
        return error.problems, error.warnings
    return [], sort_problems(remarks.warnings())


def _hide_few(problems: Iterable[Problem], remarks: Iterable[Problem]) -> Iterator[Problem]:
    """Problems without the figures about few persons that their files have: a review is read by others than who wrote the files."""
    few = {(remark.place.file, remark.facts["found"]) for remark in remarks if remark.code == "few_persons_shown"}
    for problem in problems:
        facts = {name: "…" if (problem.place.file, fact) in few else fact for name, fact in problem.facts.items()}
        yield replace(problem, facts=facts)
