"""A table's columns come in; their description by W3C's "CSV on the Web" goes out, in every language of the site."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ledstjarna.data.tables.column import Column, Rows
from ledstjarna.data.tables.headings import Kind
from ledstjarna.derive.site import Site
from ledstjarna.words.voice import Voice

_DATATYPES: dict[Kind, str] = {"number": "decimal", "whole": "integer", "date": "date", "truth": "boolean", "address": "anyURI"}


def describe_table(rows: Rows, columns: Sequence[Column], site: Site) -> str:
    """The metadata of ``/data/<table>.csv``, which lies beside it and has those columns."""
    table, voices = rows.table, rows.voices
    first = next(iter(voices))
    found: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": first}],
        "url": f"{table.name}.csv",
        "dc:title": _said({code: voice._(table.title) for code, voice in voices.items()}),
        "dc:description": _said({code: voice._(table.about) for code, voice in voices.items()}),
    }
    licence = site.settings.licence
    if licence:
        name = licence.name if isinstance(licence.name, Mapping) else {first: licence.name}
        found["dc:rights"] = _said(licence.covers or name)
        if licence.url:
            found["dc:license"] = {"@id": licence.url}
    found["dialect"] = {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\r\n"]}
    schema: dict[str, Any] = {"columns": [_column(column, voices) for column in columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    found["tableSchema"] = schema
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _said(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": code} for code, text in texts.items()]


def _column(column: Column, voices: Mapping[str, Voice]) -> dict[str, Any]:
    """The stable name is a title too, of no language, since it is what stands in the first row."""
    found: dict[str, Any] = {
        "name": column.name,
        "titles": {"und": column.name, **{code: column.heading(voice) for code, voice in voices.items()}},
        "dc:description": _said({code: column.about(voice) for code, voice in voices.items()}),
        "datatype": _DATATYPES.get(column.kind, "string"),
    }
    if column.kind == "words":
        found["separator"] = " "
    if column.language:
        found["lang"] = column.language
    return found
