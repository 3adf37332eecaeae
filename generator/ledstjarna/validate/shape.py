"""A document comes in; a record goes out, or what its shape lacks, as placed problems."""

from __future__ import annotations

import functools
import typing
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ledstjarna.load.content_tree import Document
from ledstjarna.load.guarded_yaml import Marks
from ledstjarna.load.typed_signs import find_sign_in_value
from ledstjarna.model.accessibility import Accessibility
from ledstjarna.model.agency import Agency
from ledstjarna.model.complaints import Plain, can_read, show
from ledstjarna.model.finding import Finding
from ledstjarna.model.goal import Goal
from ledstjarna.model.ids import RESERVED_IDS, show_id
from ledstjarna.model.outcome import Outcomes
from ledstjarna.model.plan import Plan
from ledstjarna.model.search import SearchWords
from ledstjarna.model.texts import Path
from ledstjarna.model.theme import Theme
from ledstjarna.model.values import UNITS, Record, complain_of_choice, read_id
from ledstjarna.problems import Place, Problem

RECORDS: dict[str, type[Record]] = {
    "agency": Agency,
    "plan": Plan,
    "goal": Goal,
    "outcomes": Outcomes,
    "finding": Finding,
    "theme": Theme,
    "accessibility": Accessibility,
    "search": SearchWords,
}
# What should have been a list, have fields, or have a name of its own for every value.
_GROUPS = ("not_a_list", "not_a_mapping", "not_named", "not_by_measure")
_WORDS = frozenset(["choice", "count", "date", "decimals", "due", "email", "id", "number", "period", "share", "true_or_false"])
_WORDS |= {"unknown_unit", "url", "whole_number"}
_BY_MEASURE: tuple[Path, ...] = (("outcomes",), ("comparisons",))
_NAMED: dict[str | int, str] = {
    "addresses": "goals: {sv: mal}",
    "checks": "goal_without_owner: off",
    "comparisons": "riket: {values: []}",
    "compounds": "handlingsplan: [handling, plan]",
    "due": "year: 03-15",
    "external": "kolada: U21468",
    "themes": "skola: {name: {sv: Skola}}",
}
MOST_PROBLEMS = 200  # of one file's shape; the rest are counted
MOST_LISTED = 2_000  # that echoes are looked for among

# What pydantic says of shapes, in our codes; what it says of values is already one of ours.
_SHAPES = {
    "extra_forbidden": "unknown_key",
    "missing": "missing",
    "model_type": "not_a_mapping",
    "model_attributes_type": "not_a_mapping",
    "dict_type": "not_named",
    "list_type": "not_a_list",
}


def make_record(document: Document, languages: tuple[str, ...]) -> tuple[Record | None, list[Problem]]:
    """The record of a content file, or None with every problem of its shape."""
    data = document.data
    if not isinstance(data, dict) and document.inside:
        expected = ", ".join(_fields_at(RECORDS[document.kind], ()))
        return None, [problem_at(document, (), "not_a_mapping", found=show(data), expected=expected)]
    if not isinstance(data, dict):
        is_table = document.kind == "outcomes" and isinstance(data, str) and ";" in data
        code = "empty_file" if data is None else "excel_row" if is_table else "not_a_mapping_file"
        return None, [Problem(Place(document.file, 1, 1), code, facts={"found": show(data)})]
    return make_part(RECORDS[document.kind], document, data, {"languages": languages})


def make_part(
    model: type[Record], document: Document, data: Mapping[str, Any], context: dict[str, Any], inside: Path = ()
) -> tuple[Record | None, list[Problem]]:
    """Like ``make_record`` for a part of a file, found at ``inside``; the file gives the id and the agency."""
    given = {name: value for name, value in (("id", document.id), ("agency", document.agency)) if is_given(model, name)}
    problems = _check_stem(document)
    problems += [problem_at(document, (*inside, name), "given_by_file", on_key=True) for name in given if name in data]
    try:
        record = model.model_validate({**data, **given}, context=context)
    except ValidationError as error:
        listed = [detail for detail in error.errors(include_url=False)[:MOST_LISTED] if detail["loc"][0] not in given]
        details, marks = _drop_echoes(listed), document.marks()
        problems += [_explain(document, marks, model, detail, inside) for detail in details[:MOST_PROBLEMS]]
        more = len(details) - MOST_PROBLEMS + max(0, error.error_count() - MOST_LISTED)
        if more > 0:
            facts = {"count": str(more)}
            problems.append(Problem(Place(document.file), "more_problems", facts=facts))
        return None, problems
    return (None if problems else record), problems


def _drop_echoes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """One mistake, one problem: where a key is wrong, nothing is said of its value."""
    wrong = {detail["loc"][:-1] for detail in details if _is_about_key(detail)}

    def is_echo(detail: ErrorDetails) -> bool:
        return not _is_about_key(detail) and any(detail["loc"][:steps] in wrong for steps in range(len(detail["loc"]) + 1))

    return [detail for detail in details if not is_echo(detail)]


def _is_about_key(detail: ErrorDetails) -> bool:
    """Whether the key is wrong and not its value: so says the last step, unless it is a key too many that is called so."""
    return detail["loc"][-1:] == ("[key]",) and detail["type"] != "extra_forbidden"


def problem_at(document: Document, path: Path, code: str, /, *, on_key: bool = False, **facts: str) -> Problem:
    """A problem at a field of a document; at the nearest thing that can be found where the field is not there."""
    return _place_problem(document, document.marks(), path, code, facts, on_key=on_key)


def _place_problem(document: Document, marks: Marks | None, path: Path, code: str, facts: Mapping[str, str], *, on_key: bool) -> Problem:
    path = (*document.inside, *path)
    line, column = marks.at if marks else (0, 0)
    for index, step in enumerate(path):
        if marks is None:
            break
        if step not in marks.children:
            line, column = marks.keys.get(str(step), (line, column))
            break
        if on_key and index == len(path) - 1 and step in marks.keys:
            line, column = marks.keys[str(step)]
            break
        marks = marks.children[step]
        line, column = marks.at
    return Problem(Place(document.file, line, column), code, at=show_path(path), facts=facts)


def show_path(path: Iterable[str | int]) -> str:
    """A path as editors write it: ``targets[0].by``."""
    shown = ""
    for step in path:
        shown += f"[{step}]" if isinstance(step, int) else f".{_shorten(step)}" if shown else _shorten(step)
    return shown


def _shorten(key: str) -> str:
    """A key fit for one line; a key of our own is never changed."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in key[:64])


def _check_stem(document: Document) -> list[Problem]:
    if can_read(read_id, document.id) or document.kind == "search":  # whose name is a language, held by a rule
        return []
    if document.inside:
        code = "id_reserved" if document.id in RESERVED_IDS else "id"
        return [problem_at(document, (), code, on_key=True, found=document.id, write=show_id(document.id))]
    return [Problem(Place(document.file), "file_name", facts={"found": document.id, "write": show_id(document.id)})]


def _explain(document: Document, marks: Marks | None, model: type[Record], detail: ErrorDetails, inside: Path) -> Problem:
    kind, steps = detail["type"], detail["loc"]
    code = _SHAPES.get(kind, kind)
    on_key = _is_about_key(detail)
    local = tuple(step for step in (steps[:-1] if on_key else steps) if not str(step).startswith("\0"))
    path = (*inside, *local)
    facts = {name: str(value) for name, value in detail.get("ctx", {}).items()}
    if code == "choice":
        complaint = complain_of_choice(detail["input"], detail["ctx"]["expected"])
        code, facts = complaint.type, dict(complaint.context or {})
        code = "unknown_unit" if code == "choice" and detail["ctx"]["expected"] == UNITS else code
    elif code == "unknown_key":
        known = _fields_at(model, local[:-1])
        near = get_close_matches(str(local[-1]), known, n=1)
        code = "unknown_key_near" if near else "unknown_key"
        facts = {"found": str(local[-1]), "near": near[0] if near else "", "expected": ", ".join(known)}
        on_key = True
    elif code == "missing":
        facts = {"field": str(path[-1])}
        path = path[:-1]
    elif code in _GROUPS:
        facts = {"found": show(detail["input"]), "expected": ", ".join(_fields_at(model, local)), "example": _show_example(local)}
        code = "not_by_measure" if code == "not_named" and local in _BY_MEASURE else code
    found = detail["input"]
    if isinstance(found, Plain) and (typed := find_sign_in_value(found, is_group=code in _GROUPS)) and code in {*_GROUPS, *_WORDS}:
        code, facts = typed
    return _place_problem(document, marks, path, code, facts, on_key=on_key)


def _show_example(path: Path) -> str:
    """How a value is named where what it is named by is up to the editor."""
    return next((_NAMED[step] for step in reversed(path) if step in _NAMED), "")


def is_given(model: type[BaseModel], name: str) -> bool:
    """Whether a field is what its file's name and folder say, so that nobody writes it."""
    info = model.model_fields.get(name)
    return bool(info and isinstance(info.json_schema_extra, dict) and info.json_schema_extra.get("given"))


@functools.cache
def _fields_at(model: type[BaseModel], path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that a record at this path may have."""
    for step in path:
        info = next((info for name, info in model.model_fields.items() if (info.alias or name) == step), None)
        if info is not None:
            model = _record_in(info.annotation) or model
    return tuple(info.alias or name for name, info in model.model_fields.items() if not is_given(model, name))


def _record_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((record for part in typing.get_args(annotation) if (record := _record_in(part))), None)
