"""A figure for a period that has its outcome comes in; the row that tells of the change as a correction goes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from ledstjarna.authoring.asked import Asked
from ledstjarna.authoring.forms import quote
from ledstjarna.load.content_tree import Document
from ledstjarna.model.complaints import Plain
from ledstjarna.model.texts import wait_for
from ledstjarna.model.times import Period, read_period
from ledstjarna.problems import OutsideError


def refuse_twice(asked: Asked, document: Document, indicator: str, period: Period, *, kind: str, figure: str) -> None:
    """OutsideError where the period has its outcome: a changed figure is a correction, and stays visible."""
    series = document.data.get("outcomes") if isinstance(document.data, dict) else None
    rows = series.get(indicator) if isinstance(series, dict) else None
    for index, found in enumerate(rows if isinstance(rows, list) else []):
        if not isinstance(found, dict) or not _is_same(found, period, kind):
            continue
        marks = document.marks()
        line = marks.children["outcomes"].children[indicator].children[index].at[0] if marks else 0
        facts = {"file": document.file, "line": str(line), "period": str(period)}
        field, _, value = figure.partition(": ")
        if found.get(field) == value:
            raise OutsideError("new_outcome_same", value=value, **facts)
        raise OutsideError("new_outcome_twice", write="- " + _write(_corrected(asked, found, field, value)), **facts)


def _is_same(found: Mapping[str, Any], period: Period, kind: str) -> bool:
    try:
        return read_period(found.get("period")).key == period.key and str(found.get("kind") or "outcome") == kind
    except PydanticCustomError:
        return False


def _corrected(asked: Asked, found: Mapping[str, Any], field: str, value: str) -> dict[str, Any]:
    """The row that is there, with the new figure in the old one's place and the old one told of."""
    row = {("\0" if key in ("value", "done", "withheld") else key): entry for key, entry in found.items()}
    row = {(field if key == "\0" else key): (Plain(value) if key == "\0" else entry) for key, entry in row.items()}
    if "value" in found:
        why = {code: wait_for(code, "varför", "why") for code in asked.codes}
        earlier = row.get("corrections")
        correction = {"date": Plain(asked.today.isoformat()), "was": found["value"], "why": why}
        row["corrections"] = [*(earlier if isinstance(earlier, list) else []), correction]
    return row


def _write(data: object) -> str:
    """Plain data on one line, as it is written in a content file."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {_write(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(_write(value) for value in data) + "]"
    plain = isinstance(data, Plain) and not set(data) & set(",[]{}\n")
    return "" if data is None else str(data) if plain else quote(str(data))
