"""A body and the languages come in; a file in each form that reference managers read goes out.

A key begins with the kind of the record, since a plan and a goal may have one id.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ledstjarna.addresses import Addresses, citation_file
from ledstjarna.derive.dated import RecordNode, latest_fact
from ledstjarna.derive.nodes import AgencyNode
from ledstjarna.model.times import date_parts
from ledstjarna.publish.chunks import Chunks
from ledstjarna.words.citations import CITED_FORMS, Citation, cite
from ledstjarna.words.voice import Voice

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Braces are words here: BibTeX counts those that have a backslash before them too, and one too many would eat the next entry.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "#$%&_"},
    }
)
_ADDRESS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})


# What a goal has ready for the files of its body, which are lists of such.
CITATIONS = "citations"


def cite_record(kind: str, node: RecordNode, voices: Mapping[str, Voice], *, as_of: datetime.date) -> list[Citation]:
    """How the page of a record is cited, in every language."""
    date = latest_fact(node, as_of=as_of)
    return [cite(kind, node, voice, Addresses(voice.settings), site_name=voice.site_name, date=date) for voice in voices.values()]


def citation_files(agency: AgencyNode, voices: Mapping[str, Voice], chunks: Chunks, *, as_of: datetime.date) -> Iterator[tuple[str, str]]:
    """Address and text of each file of a body; one set for all languages, so a record has an entry for each. The body comes first."""
    entries = cite_record("agency", agency, voices, as_of=as_of)
    for plan in agency.plans:
        entries += cite_record("plan", plan, voices, as_of=as_of)
    for goal in agency.goals:
        entries += chunks.load(goal.id, CITATIONS)
    for finding in agency.findings:
        entries += cite_record("finding", finding, voices, as_of=as_of)
    for ending in CITED_FORMS:
        yield citation_file(agency.id, ending), write_citations(ending, entries)


def write_citations(ending: str, entries: Sequence[Citation]) -> str:
    """The text of a file of that ending."""
    if ending == "json":
        # An entry a line: small, and a reader who looks for one finds it.
        return "[\n" + ",\n".join(json.dumps(_csl(entry), ensure_ascii=False, separators=(",", ":")) for entry in entries) + "\n]\n"
    return "".join(map(_ris, entries)) if ending == "ris" else "\n".join(map(_bibtex, entries))


def _csl(entry: Citation) -> dict[str, Any]:
    date = entry.date
    fields = {
        "id": entry.key,
        "type": "webpage",
        "title": entry.title,
        "author": [{"literal": entry.author}] if entry.author else None,
        "container-title": entry.site,
        "publisher": entry.publisher,
        "issued": {"date-parts": [list(date_parts(date))]} if date else None,
        "URL": entry.address,
        "language": entry.language,
        "note": entry.note,
    }
    return {name: value for name, value in fields.items() if value}


def _ris(entry: Citation) -> str:
    """Each text is on one line already, so none of them can begin a field of its own."""
    date = entry.date
    fields = (
        ("TY", "ELEC"),
        ("ID", entry.key),
        ("TI", entry.title),
        ("AU", entry.author),
        ("T2", entry.site),
        ("PB", entry.publisher),
        ("PY", str(date.year) if date else ""),
        ("DA", _ris_date(date) if date else ""),
        ("UR", entry.address),
        ("LA", entry.language),
        ("N1", entry.note),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def _ris_date(date: datetime.date) -> str:
    """Year/month/day/other, in which what is not known is empty."""
    parts = [f"{part:02}" for part in date_parts(date)]
    return "/".join(parts) if len(parts) == 3 else "/".join([*parts, *[""] * (4 - len(parts))])


def _bibtex(entry: Citation) -> str:
    date = entry.date
    fields = (
        ("author", f"{{{{{_tex(entry.author)}}}}}" if entry.author else ""),  # twice in braces: "and" in it does not part it
        ("title", f"{{{{{_tex(entry.title)}}}}}"),
        ("howpublished", f"{{{_tex(entry.site)}}}"),
        ("publisher", f"{{{_tex(entry.publisher)}}}" if entry.publisher else ""),
        ("year", f"{{{date.year}}}" if date else ""),
        ("month", _MONTHS[date.month - 1] if date and len(date_parts(date)) > 1 else ""),
        ("date", f"{{{date.isoformat()}}}" if date else ""),
        ("url", f"{{{entry.address.translate(_ADDRESS)}}}" if entry.address else ""),
        ("language", f"{{{entry.language}}}"),
        ("note", f"{{{_tex(entry.note)}}}"),
    )
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields if value)
    return f"@misc{{{entry.key},\n{lines}\n}}\n"


def _tex(text: str) -> str:
    return text.translate(_TEX)
