"""Notes come in; a report that GitLab shows in a merge request goes out, as text of JSON.

Source of the form: GitLab's documentation, *Code Quality*, the report's required fields.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from ledstjarna.reports.note import Level, Note, weigh

_SEVERITIES: dict[Level, str] = {"error": "critical", "warning": "minor", "notice": "info"}


def write_gitlab(notes: Iterable[Note]) -> str:
    """The whole report. A fingerprint says what a note is and not on which line, so that what is old is not told as new."""
    many: Counter[str] = Counter()
    rows = []
    for note in weigh(notes):
        what = f"{note.code}\0{note.file}\0{note.message}"
        many[what] += 1
        rows.append(
            {
                "description": note.message,
                "check_name": note.code,
                "fingerprint": hashlib.sha256(f"{what}\0{many[what]}".encode()).hexdigest(),
                "severity": _SEVERITIES[note.level],
                "location": {"path": note.file, "lines": {"begin": max(1, note.line)}},
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=2)
