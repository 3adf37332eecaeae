"""A file of the past comes in as plain data; its record goes out as far as it can be read today, and which parts could not.

What a later rule of ours refuses, or a field that is no longer there, is no fault of the past: the rest of the file still tells what was
promised.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ledstjarna.model.texts import Path
from ledstjarna.model.values import Record
from ledstjarna.validate.shape import RECORDS, is_given

Part = tuple[str, str]  # a field of a record, and the id of what it is about where the field has many
MOST_ROUNDS = 8  # taking one thing away can show another


class PastRecord(NamedTuple):
    """A record of the past, None where too little could be read.

    ``unread`` are the parts whose content could not be read; ``unknown`` those that had a key that no record of today has.
    """

    record: Record | None
    unread: frozenset[Part] = frozenset()
    unknown: frozenset[Part] = frozenset()


def make_past_record(kind: str, data: object, *, id: str, agency: str, languages: tuple[str, ...]) -> PastRecord:
    """The record as far as it can be read."""
    model = RECORDS[kind]
    given = {name: value for name, value in (("id", id), ("agency", agency)) if is_given(model, name)}
    unread: set[Part] = set()
    unknown: set[Part] = set()
    for _ in range(MOST_ROUNDS):
        if not isinstance(data, dict):
            break
        try:
            record = model.model_validate({**data, **given}, context={"languages": languages})
        except ValidationError as error:
            wrong = [(detail["type"] == "extra_forbidden", _path_of(detail)) for detail in error.errors(include_url=False)]
            if any(not path for _, path in wrong):
                break
            for is_extra, path in wrong:
                (unknown if is_extra else unread).add(_part_of(data, path))
            data = _without(data, [path for _, path in wrong])
        else:
            return PastRecord(record, frozenset(unread), frozenset(unknown))
    return PastRecord(None)


def _path_of(detail: ErrorDetails) -> Path:
    """What must go for the rest to be read: the value, or what lacks something."""
    steps = tuple(step for step in detail["loc"] if not str(step).startswith("\0") and step != "[key]")
    return steps[:-1] if detail["type"] == "missing" else steps


def _part_of(data: dict[str, Any], path: Path) -> Part:
    """The part that a path lies in."""
    field, *further = path
    inside = data.get(str(field))
    step = further[0] if further else ""
    if isinstance(step, int) and isinstance(inside, list) and step < len(inside) and isinstance(inside[step], dict):
        return str(field), str(inside[step].get("id", ""))
    return str(field), step if isinstance(step, str) else ""


def _without(value: Any, paths: Iterable[Path]) -> Any:
    """The same data without what lies at the paths."""
    below: dict[str | int, list[Path]] = {}
    for first, *rest in paths:
        below.setdefault(first, []).append(tuple(rest))
    gone = {step for step, ways in below.items() if () in ways}
    if isinstance(value, dict):
        return {key: _without(entry, below.get(key, ())) for key, entry in value.items() if key not in gone}
    if isinstance(value, list):
        return [_without(entry, below.get(index, ())) for index, entry in enumerate(value) if index not in gone]
    return value
