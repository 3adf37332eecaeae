"""A content folder comes in; what there is, and which file has which id, goes out, also where files have problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from ledstjarna.load.content_tree import ContentFiles, Document, load_content
from ledstjarna.settings import Project


@dataclass(frozen=True, slots=True)
class Inventory:
    """What lies in the content folder. ``files`` and ``earlier`` say which file has an id, now or as an alias."""

    documents: Mapping[tuple[str, str], Document]
    files: Mapping[tuple[str, str], str]
    earlier: Mapping[tuple[str, str], Document]

    def ids(self, kind: str) -> list[str]:
        """All ids of a kind, in order."""
        return sorted(id for known, id in self.files if known == kind)

    def is_taken(self, kind: str, id: str) -> bool:
        """Whether a page has this address, or had it; outcomes that wait for their goal count as the goal."""
        return bool(self.file_of(kind, id)) or (kind, id) in self.earlier

    def file_of(self, kind: str, id: str) -> str | None:
        """The file that has this id."""
        return self.files.get((kind, id)) or (self.files.get(("outcomes", id)) if kind == "goal" else None)

    def fields(self, kind: str, id: str) -> Mapping[str, Any] | None:
        """What a file says, as plain data; None where it cannot be read."""
        document = self.documents.get((kind, id))
        return document.data if document and isinstance(document.data, dict) else None

    def of_agency(self, kind: str, agency: str) -> list[str]:
        """The ids of a kind in an agency's folder."""
        return sorted(id for (known, id), document in self.documents.items() if known == kind and document.agency == agency)


def take_inventory(project: Project) -> Inventory:
    """Read the whole content folder; its problems are somebody else's matter."""
    found = load_content(project.content, shown_from=project.config_file.parent)
    documents: dict[tuple[str, str], Document] = {}
    for document in found.documents:
        documents.setdefault((document.kind, document.id), document)
    files = {key: documents[key].file if key in documents else _faulty_file(found, key[1]) for key in found.seen}
    earlier: dict[tuple[str, str], Document] = {}
    for (kind, _), document in documents.items():
        aliases = document.data.get("aliases") if isinstance(document.data, dict) else None
        for alias in aliases if isinstance(aliases, list) else []:
            if isinstance(alias, str):
                earlier.setdefault((kind, str(alias)), document)
    return Inventory(documents, files, earlier)


def _faulty_file(found: ContentFiles, id: str) -> str:
    """The file of an id that could not be read: one of the problems is about it."""
    for problem in found.problems:
        path = PurePosixPath(problem.place.file)
        if id in (path.stem, path.parent.name):
            return problem.place.file
    return id
