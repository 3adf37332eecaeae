"""Files that were read come in; the site's records go out when everything holds, else every problem."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ledstjarna.load.content_tree import SITE_FILES, ContentFiles, Document, ProsePage
from ledstjarna.load.garbage_collection import without_garbage_collection
from ledstjarna.load.guarded_yaml import MOST_PROBLEMS, position
from ledstjarna.model.complaints import can_read
from ledstjarna.model.content import Content
from ledstjarna.model.ids import show_id
from ledstjarna.model.links import RAW_HTML, find_bad_links
from ledstjarna.model.plan import Plan
from ledstjarna.model.values import read_id
from ledstjarna.problems import ContentError, Place, Problem
from ledstjarna.validate.register import NOTHING_KNOWN, Circumstances, Register
from ledstjarna.validate.rules import RULES
from ledstjarna.validate.shape import RECORDS, make_record

LONGEST_PROSE = 60_000
MOST_LINES = 2_000  # of a page
MOST_COLUMNS = 50  # of a table on it
MOST_SIGNS = {"[^": 300, "[TOC]": 5}  # of a page: extensions look through all of it for each
MOST_OF_A_RULE = 1_000  # nobody reads more of one kind, and looking up suggestions takes its time
_FRONT_MATTER = re.compile(r"\A---\n")
# Every picture but ![words](file on this site), with as much of it as an editor needs to find it again.
_FOREIGN_PICTURE = re.compile(
    r"!\[(?![^\[\]]{0,500}\]\(\s*(?!//|/\\)[^)\s<>&:\\]+(?:\s[^)]*)?\))"
    r"[^\n\]]{0,80}\]?(?:\([^\n)]{0,200}\)?|\[[^\n\]]{0,80}\]?)?"
)


def make_content(files: ContentFiles, *, languages: tuple[str, ...], around: Circumstances = NOTHING_KNOWN) -> Content:
    """All records, checked one by one and against each other; ContentError with every problem otherwise."""
    return make_register(files, languages=languages, around=around).content


@without_garbage_collection()
def make_register(
    files: ContentFiles,
    *,
    languages: tuple[str, ...],
    around: Circumstances = NOTHING_KNOWN,
    plans: Mapping[str, Plan] | None = None,
) -> Register:
    """Like ``make_content``, with the files that the records came from, for the checks that only remark.

    ``plans`` are what is known of plans where the files are a part of a site's: goals without them.
    """
    records, documents, problems = _make_records(files, languages)
    for page in files.prose:
        problems += check_prose(page, languages)
    content = Content(
        agencies=records["agency"],
        plans=records["plan"],
        goals=records["goal"],
        outcomes=records["outcomes"],
        findings=records["finding"],
        themes=records["theme"],
        accessibility=records["accessibility"].get("accessibility"),
        search=records["search"],
    )
    register = Register(content, documents, files.seen, languages, files.folder, around, tuple(files.prose), plans or {})
    if any(problem.code == "unreadable_folder" for problem in files.problems):  # what is in it would be missed all over
        raise ContentError(problems)
    for rule in RULES:
        problems += itertools.islice(rule(register), MOST_OF_A_RULE)
    if problems:
        raise ContentError(problems)
    return register


def _make_records(
    files: ContentFiles, languages: tuple[str, ...]
) -> tuple[dict[str, dict[str, Any]], dict[tuple[str, str], Document], list[Problem]]:
    """The records by kind and id, the data that they are made of, and what is wrong with any."""
    problems = list(files.problems)
    records: dict[str, dict[str, Any]] = {kind: {} for kind in RECORDS}
    documents: dict[tuple[str, str], Document] = {}
    twice: set[tuple[str, str]] = set()
    for document in itertools.chain.from_iterable(map(_split, files.documents)):
        first = documents.setdefault((document.kind, document.id), document)
        if first is not document:
            problems.append(Problem(Place(document.file), "duplicate_id", facts={"found": document.id, "first": first.file}))
            twice.add((document.kind, document.id))
            continue
        record, complaints = make_record(document, languages)
        problems += complaints
        if record is not None:
            records[document.kind][document.id] = record
    for kind, id in twice:  # which of them others mean is not known, so nothing is said of what they do with it
        records[kind].pop(id, None)
        if kind == "goal":
            records["outcomes"].pop(id, None)
    return records, documents, problems


def _split(document: Document) -> Iterator[Document]:
    """The records of a file. One that belongs to the whole site may wait to be begun, with nothing but comments in it."""
    if document.kind == "search" and document.data is None:
        yield replace(document, data={})
    elif document.kind not in SITE_FILES.values() or (document.data is not None and document.kind != "themes"):
        yield document
    elif isinstance(document.data, dict):
        for id, entry in document.data.items():
            yield replace(document, kind="theme", id=str(id), data=entry, inside=(str(id),))
    elif document.data is not None:
        yield document


def check_prose(page: ProsePage, languages: tuple[str, ...]) -> list[Problem]:
    """The same rules for a prose page as for text in YAML: no raw HTML, and links and pictures that lead nowhere strange."""
    problems = []
    if page.language not in languages:
        facts = {"found": page.language, "expected": ", ".join(languages)}
        problems.append(Problem(Place(page.file), "prose_language", facts=facts))
    if not can_read(read_id, page.stem):
        problems.append(Problem(Place(page.file), "file_name", facts={"found": page.stem, "write": show_id(page.stem)}))
    if len(page.text) > LONGEST_PROSE:
        facts = {"length": str(len(page.text)), "longest": str(LONGEST_PROSE)}
        return [*problems, Problem(Place(page.file), "text_too_long", facts=facts)]
    if page.text.count("\n") > MOST_LINES:
        facts = {"count": str(page.text.count("\n")), "most": str(MOST_LINES)}
        return [*problems, Problem(Place(page.file), "prose_too_many_lines", facts=facts)]
    for sign, most in MOST_SIGNS.items():
        if (count := page.text.count(sign)) > most:
            facts = {"sign": sign, "count": str(count), "most": str(most)}
            return [*problems, Problem(Place(page.file, *position(page.text, page.text.index(sign))), "prose_too_many_signs", facts=facts)]
    if _FRONT_MATTER.match(page.text):
        problems.append(Problem(Place(page.file, 1, 1), "front_matter"))
    elif not re.match(r"\s*# \S", page.text):
        problems.append(Problem(Place(page.file, 1, 1), "prose_without_heading"))
    return [*problems, *_check_markdown(page)]


def _check_markdown(page: ProsePage) -> Iterator[Problem]:
    for number, line in enumerate(page.text.split("\n"), start=1):
        if line.count("|") > MOST_COLUMNS + 1:
            facts = {"count": str(line.count("|")), "most": str(MOST_COLUMNS)}
            yield Problem(Place(page.file, number, 1), "prose_table_too_wide", facts=facts)
            break
    for match in itertools.islice(RAW_HTML.finditer(page.text), MOST_PROBLEMS):
        yield Problem(_place(page, match.start()), "raw_html", facts={"found": match.group()})
    for match in itertools.islice(_FOREIGN_PICTURE.finditer(page.text), MOST_PROBLEMS):
        yield Problem(_place(page, match.start()), "foreign_picture", facts={"found": match.group()})
    for index, error in itertools.islice(find_bad_links(page.text), MOST_PROBLEMS):
        facts = {name: str(fact) for name, fact in (error.context or {}).items()}
        yield Problem(_place(page, index), error.type, facts=facts)


def _place(page: ProsePage, index: int) -> Place:
    return Place(page.file, *position(page.text, index))
