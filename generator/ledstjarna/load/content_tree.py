"""A source of content comes in; one document a file goes out, its kind told by its folder, or placed problems.

Several records in one file lie at ``Document.inside``, each with its own place, so rules, checks and messages know nothing of the
difference.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from ledstjarna.load.garbage_collection import without_garbage_collection
from ledstjarna.load.guarded_yaml import Marks, read_marks, read_yaml
from ledstjarna.load.source import Entry, Source, open_folder, read_text
from ledstjarna.model.stray_files import is_stray_file
from ledstjarna.problems import Place, Problem

FOLDERS = {"plans": "plan", "goals": "goal", "outcomes": "outcomes", "findings": "finding"}
KINDS = ("agency", "plan", "goal", "outcomes", "finding")
_TABLES = (".csv", ".tsv", ".xls", ".xlsx", ".xlsm", ".ods", ".numbers")
SITE_FILES = {"accessibility.yml": "accessibility", "themes.yml": "themes"}  # what the site has one of


@dataclass(frozen=True, slots=True)
class Document:
    """One content file, or one record of a file that has many: what it is about, where it lies and the plain data in it.

    ``name`` is the file's in its source, ``file`` how the editor knows it; ``inside`` leads to the record within its file.
    """

    kind: str
    id: str
    agency: str
    source: Source
    name: str
    file: str
    data: object
    inside: tuple[str, ...] = ()

    def marks(self) -> Marks | None:
        """Where every key of the file stands; read again, since only a problem needs it."""
        return _marks_of(self.source, self.name, self.file)


@functools.lru_cache(maxsize=4)
def _marks_of(source: Source, name: str, file: str) -> Marks | None:
    text, problems = read_text(source, name, file)
    return None if problems else read_marks(text, file)


@dataclass(frozen=True, slots=True)
class ProsePage:
    """One Markdown page: its language, its stem, and its text."""

    language: str
    stem: str
    file: str
    text: str


@dataclass(slots=True)
class ContentFiles:
    """Everything that was read. ``seen`` holds the id of every file, also of those that could not be read.

    ``folder`` is the content folder as the editor knows it.
    """

    folder: str = ""
    documents: list[Document] = field(default_factory=list)
    prose: list[ProsePage] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def load_content(folder: Path, *, shown_from: Path, each: Callable[[], None] = lambda: None) -> ContentFiles:
    """Read every file of a content folder; its files are named in problems as seen from ``shown_from``."""
    return load_source(open_folder(folder, shown_from=shown_from), each)


def load_source(source: Source, each: Callable[[], None] = lambda: None) -> ContentFiles:
    """Read every file of a source; ``each`` is called once a file, for a progress bar. What is not there is empty content."""
    reader = _Reader(source, each)
    with without_garbage_collection():
        reader.read_all()
    return reader.found


class _Reader:
    """Walks through a source, each folder and each file of it once."""

    def __init__(self, source: Source, each: Callable[[], None]) -> None:
        self.found = ContentFiles(make_visible(source.shown))
        self._source, self._each = source, each

    def read_all(self) -> None:
        """All that lies in the source."""
        for entry in self._list(""):
            if entry.name == "agencies" and entry.kind == "folder":
                self._read_agencies(entry.name)
            elif entry.name == "pages" and entry.kind == "folder":
                self._read_prose(entry.name)
            elif entry.name == "search" and entry.kind == "folder":
                for inside in self._list(entry.name):
                    self._read_entry("search", "", entry.name, inside)
            elif entry.name in SITE_FILES and entry.kind != "folder":
                self._read_document(SITE_FILES[entry.name], SITE_FILES[entry.name], "", entry.name, entry)
            else:
                self._note_unknown(entry.name, entry, ("agencies", "pages", "search", *SITE_FILES))

    def _read_agencies(self, folder: str) -> None:
        for agency in self._list(folder):
            name = f"{folder}/{agency.name}"
            if agency.kind == "folder":
                self._read_agency(name, make_visible(agency.name))
            else:
                self._note_unknown(name, agency, ("<id>/agency.yml",))

    def _read_agency(self, folder: str, id: str) -> None:
        entries = self._source.list(folder)
        for entry in self._shown_in(folder, entries):
            name = f"{folder}/{entry.name}"
            if entry.name == "agency.yml" and entry.kind != "folder":
                self._read_document("agency", id, id, name, entry)
            elif entry.name in FOLDERS and entry.kind == "folder":
                for inside in self._list(name):
                    self._read_entry(FOLDERS[entry.name], id, name, inside)
                    self._each()
            else:
                self._note_unknown(name, entry, ("agency.yml", *FOLDERS))
        if entries is not None and not any(entry.name == "agency.yml" for entry in entries):
            place = Place(self._show(f"{folder}/agency.yml"))
            self.found.problems.append(Problem(place, "agency_file_missing", facts={"agency": id}))

    def _read_entry(self, kind: str, agency: str, folder: str, entry: Entry) -> None:
        name, (stem, suffix) = f"{folder}/{entry.name}", _parts_of(entry.name)
        stem = make_visible(stem)
        self.found.seen.add((kind, stem))
        if suffix != ".yml" or entry.kind == "folder":
            self._note_unknown(name, entry, ("<id>.yml",))
        else:
            self._read_document(kind, stem, agency, name, entry)

    def _read_document(self, kind: str, stem: str, agency: str, name: str, entry: Entry) -> None:
        file = self._show(name)
        self.found.seen.add((kind, stem))
        text, problems = self._read_text(name, file, entry)
        if not problems:
            data, problems = read_yaml(text, file)
            if not problems:
                self.found.documents.append(Document(kind, stem, agency, self._source, name, file, data))
        self.found.problems.extend(problems)

    def _read_prose(self, folder: str) -> None:
        for language in self._list(folder):
            inside = f"{folder}/{language.name}"
            if language.kind != "folder":
                self._note_unknown(inside, language, ("sv/", "en/"))
                continue
            for page in self._list(inside):
                name, (stem, suffix) = f"{inside}/{page.name}", _parts_of(page.name)
                if suffix != ".md" or page.kind == "folder":
                    self._note_unknown(name, page, ("<id>.md",))
                    continue
                file = self._show(name)
                text, problems = self._read_text(name, file, page)
                self.found.problems.extend(problems)
                if not problems:
                    self.found.prose.append(ProsePage(make_visible(language.name), make_visible(stem), file, text))

    def _read_text(self, name: str, file: str, entry: Entry) -> tuple[str, list[Problem]]:
        return ("", [Problem(Place(file), "link_to_file")]) if entry.kind == "link" else read_text(self._source, name, file)

    def _list(self, folder: str) -> Iterator[Entry]:
        """What lies in a folder, without what is passed over; one that cannot be read is noted."""
        return self._shown_in(folder, self._source.list(folder))

    def _shown_in(self, folder: str, entries: list[Entry] | None) -> Iterator[Entry]:
        if entries is None:
            self.found.problems.append(Problem(Place(self._show(folder)), "unreadable_folder"))
        return (entry for entry in entries or () if not is_passed_over(entry.name))

    def _show(self, name: str) -> str:
        """A file as the editor knows it, on one line whatever its name."""
        shown = self._source.shown
        return make_visible(name or "." if shown in ("", ".") else f"{shown}/{name}" if name else shown)

    def _note_unknown(self, name: str, entry: Entry, expected: tuple[str, ...]) -> None:
        near = get_close_matches(entry.name, expected, n=1)
        facts = {"found": entry.name, "expected": near[0] if near else ", ".join(expected)}
        is_table = name.startswith("agencies/") and entry.kind != "folder" and entry.name.lower().endswith(_TABLES)
        code = "table_file" if is_table else _name_unknown(entry, expected)
        self.found.problems.append(Problem(Place(self._show(name)), code, facts=facts))


def is_passed_over(name: str) -> bool:
    """Hidden files, notes (README.md, docs), and what systems and editors leave are no content."""
    return name.startswith((".", "~")) or name.endswith("~") or name in ("README.md", "docs", "__pycache__") or is_stray_file(name)


def _parts_of(name: str) -> tuple[str, str]:
    """The name of a file without its ending, and the ending."""
    stem, sign, ending = name.rpartition(".")
    return (stem, sign + ending) if stem and ending else (name, "")


def make_visible(name: str) -> str:
    """A name from the disk without signs that break a line or cannot be written; such a name is told by ``validate``."""
    return name if name.isprintable() else "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def _name_unknown(entry: Entry, expected: tuple[str, ...]) -> str:
    _, suffix = _parts_of(entry.name)
    if entry.kind == "link":
        return "link_to_file"
    if entry.kind == "folder":
        return "folder_for_file" if suffix in (".yml", ".md") else "unknown_file"
    if entry.name in expected:
        return "file_for_folder"
    return "wrong_ending" if suffix.lower() in (".yaml", ".yml") and suffix != ".yml" else "unknown_file"
