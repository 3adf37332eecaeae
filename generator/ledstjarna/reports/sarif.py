"""Notes come in; a report in SARIF 2.1.0 goes out, as text of JSON, for what shows such reports beside the lines that they are about.

Source of the form: OASIS, *Static Analysis Results Interchange Format (SARIF) Version 2.1.0*.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from ledstjarna.reports.note import Level, Note, weigh

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "notice": "note"}


def write_sarif(notes: Iterable[Note], version: str) -> str:
    """The whole report; ``version`` is that of Ledstjärna."""
    found = weigh(notes)
    codes = sorted({note.code for note in found})
    driver = {"name": "Ledstjärna", "version": version, "rules": [{"id": code} for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(note, codes.index(note.code)) for note in found],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(note: Note, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(note.file)}}
    if note.line:
        place["region"] = {"startLine": note.line, **({"startColumn": note.column} if note.column else {})}
    located = {"locations": [{"physicalLocation": place}]} if note.file else {}
    return {"ruleId": note.code, "ruleIndex": rule, "level": _LEVELS[note.level], "message": {"text": note.message}, **located}
