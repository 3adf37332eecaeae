"""Files that were read come in; the site's records go out when everything holds, else every problem."""

from __future__ import annotations

import re
from typing import Any

from pydantic_core import PydanticCustomError

from generator.load.content_tree import ContentFiles, Document, ProsePage
from generator.load.guarded_yaml import position
from generator.model.content import Content
from generator.model.values import check_links, read_id
from generator.problems import ContentError, Place, Problem
from generator.validate.register import Register
from generator.validate.rules import RULES
from generator.validate.shape import make_record

LONGEST_PROSE = 60_000
_RAW_HTML = re.compile(r"<(?!https?://|mailto:|[A-Za-z0-9._+-]+@)[A-Za-z/!?][^\s>]{0,30}")
_FRONT_MATTER = re.compile(r"\A---\n")
_FOREIGN_PICTURE = re.compile(r"!\[[^\]\n]*\]\(\s*<?(?:[A-Za-z][A-Za-z0-9+.-]*:|//)[^)\s]*")


def make_content(files: ContentFiles, *, languages: tuple[str, ...]) -> Content:
    """All records, checked one by one and against each other; ContentError with every problem otherwise."""
    problems = list(files.problems)
    records: dict[str, dict[str, Any]] = {"agency": {}, "plan": {}, "goal": {}, "outcomes": {}, "finding": {}}
    documents: dict[tuple[str, str], Document] = {}
    for document in files.documents:
        first = documents.setdefault((document.kind, document.id), document)
        if first is not document:
            problems.append(Problem(Place(document.file), "duplicate_id", facts={"found": document.id, "first": first.file}))
            continue
        record, complaints = make_record(document, languages)
        problems += complaints
        if record is not None:
            records[document.kind][document.id] = record
    for page in files.prose:
        problems += check_prose(page, languages)
    content = Content(records["agency"], records["plan"], records["goal"], records["outcomes"], records["finding"])
    register = Register(content, documents, files.seen)
    for rule in RULES:
        problems += rule(register)
    if problems:
        raise ContentError(problems)
    return content


def check_prose(page: ProsePage, languages: tuple[str, ...]) -> list[Problem]:
    """The same rules for a prose page as for text in YAML: no raw HTML, and links and pictures that lead nowhere strange."""
    problems = []
    if page.language not in languages:
        problems.append(Problem(Place(page.file), "language", at="pages", facts={"found": page.language, "expected": ", ".join(languages)}))
    if len(page.text) > LONGEST_PROSE:
        return [Problem(Place(page.file), "text_too_long", facts={"length": str(len(page.text)), "longest": str(LONGEST_PROSE)})]
    try:
        read_id(page.stem)
    except PydanticCustomError as error:
        problems.append(_problem(page, 0, error))
    if _FRONT_MATTER.match(page.text):
        problems.append(Problem(Place(page.file, 1, 1), "front_matter"))
    if not re.match(r"\s*# \S", page.text):
        problems.append(Problem(Place(page.file, 1, 1), "prose_without_heading"))
    for match in _RAW_HTML.finditer(page.text):
        problems.append(Problem(Place(page.file, *position(page.text, match.start())), "raw_html", facts={"found": match.group()}))
    for match in _FOREIGN_PICTURE.finditer(page.text):
        problems.append(Problem(Place(page.file, *position(page.text, match.start())), "foreign_picture", facts={"found": match.group()}))
    start = 0
    for line in page.text.split("\n"):
        try:
            check_links(line)
        except PydanticCustomError as error:
            problems.append(_problem(page, start, error))
        start += len(line) + 1
    return problems


def _problem(page: ProsePage, index: int, error: PydanticCustomError) -> Problem:
    facts = {name: str(value) for name, value in (error.context or {}).items()}
    return Problem(Place(page.file, *position(page.text, index)), error.type, facts=facts)
