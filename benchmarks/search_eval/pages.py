"""Content and corpus come in; the documents that are searched go out, and a small page for each."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

import yaml

from benchmarks import search_corpus
from ledstjarna.model.search import SearchWords
from ledstjarna.search.document import SearchDocument
from ledstjarna.settings import read_project
from ledstjarna.site_check import check_site
from tests.worlds import World

ROOT = Path(__file__).parent.parent.parent
AS_OF = datetime.date(2026, 11, 22)


@cache
def shipped_documents() -> dict[str, list[SearchDocument]]:
    """The documents of the shipped content, by language."""
    project = read_project(ROOT / "site_config.yml")
    content, files, _ = check_site(project)
    return World(content, project.settings, AS_OF).documents(files.prose)


def editors_words(language: str) -> SearchWords | None:
    """What the editors of the shipped content have added to search."""
    path = ROOT / "content" / "search" / f"{language}.yml"
    return SearchWords.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.is_file() else None


def all_documents(language: str) -> list[SearchDocument]:
    """The shipped content's and the corpus's."""
    return [*shipped_documents()[language], *search_corpus.documents(language)]


def name_of(document: SearchDocument) -> str:
    """What the table of queries calls it."""
    return f"{document.kind}:{document.id}"


def write_pages(documents: Sequence[SearchDocument], language: str, folder: Path) -> None:
    """A page for each, called by its number."""
    for number, document in enumerate(documents):
        title, agency, text = map(escape, (document.title, document.agency_name, document.text))
        (folder / f"{number}.html").write_text(
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
            f"<body><main><h1>{title}</h1><p>{agency}</p><p>{text}</p></main></body></html>",
            encoding="utf-8",
        )
