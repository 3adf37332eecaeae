"""Tables come in, two written by hand and one drawn from the invented corpus; queries with what they must find go out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
FILES = ("queries.yml", "drawn.yml", "reasons.yml")
MOST = 10


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types, and the pages (``kind:id``) that have to be among the first ten."""

    group: str
    language: str
    query: str
    must: tuple[str, ...]


def read_queries(*names: str) -> Iterator[Query]:
    """All queries of the tables, in their order."""
    for name in names or FILES:
        yield from list_queries(yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")))


def list_queries(table: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[Query]:
    """The queries of a table, which has them by class and language."""
    for group, languages in table.items():
        for language, queries in languages.items():
            for query, must in queries.items():
                yield Query(group, language, query, tuple(must.split()))
