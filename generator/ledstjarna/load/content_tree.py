"""A source of content comes in; one document a file goes out, its kind told by its folder, or placed problems.

Several records in one file lie at ``Document.inside``, each with its own place, so rules, checks and messages know nothing of the
difference.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

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


class ContentFile(NamedTuple):
    """A file that is content, before it is read: what it is about, and its name in its source.

    A prose page is of the kind ``page``, and its ``agency`` is the language. A link is never followed.
    """

    kind: str
    id: str
    agency: str
    name: str
    is_link: bool = False


@dataclass(slots=True)
class ContentList:
    """What lies in a source: its files, the ids of all, also of those that are none of content, and what is wrong already."""

    source: Source
    folder: str
    files: list[ContentFile] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


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


def load_content(folder: Path, *, shown_from: Path) -> ContentFiles:
    """Read every file of a content folder; its files are named in problems as seen from ``shown_from``."""
    return load_source(open_folder(folder, shown_from=shown_from))


def load_source(source: Source) -> ContentFiles:
    """Read every file of a source. What is not there is empty content."""
    listed = list_content(source)
    return read_content(listed, listed.files)


def list_content(source: Source) -> ContentList:
    """What lies in a source; nothing of it is read yet."""
    lister = _Lister(source)
    lister.list_all()
    return lister.found


def read_content(listed: ContentList, files: Iterable[ContentFile]) -> ContentFiles:
    """Read some of what lies in a source. What is wrong already is told with it."""
    found = ContentFiles(listed.folder, seen=listed.seen, problems=list(listed.problems))
    with without_garbage_collection():
        for file in files:
            _read(file, listed.source, found)
    return found


def _read(file: ContentFile, source: Source, found: ContentFiles) -> None:
    shown = _show(source, file.name)
    text, problems = ("", [Problem(Place(shown), "link_to_file")]) if file.is_link else read_text(source, file.name, shown)
    if not problems and file.kind == "page":
        found.prose.append(ProsePage(file.agency, file.id, shown, text))
    elif not problems:
        data, problems = read_yaml(text, shown)
        if not problems:
            found.documents.append(Document(file.kind, file.id, file.agency, source, file.name, shown, data))
    found.problems.extend(problems)


def _show(source: Source, name: str) -> str:
    """A file as the editor knows it, on one line whatever its name."""
    shown = source.shown
    return make_visible(name or "." if shown in ("", ".") else f"{shown}/{name}" if name else shown)


class _Lister:
    """Walks through a source, each folder of it once."""

    def __init__(self, source: Source) -> None:
        self.found = ContentList(source, make_visible(source.shown))
        self._source = source

    def list_all(self) -> None:
        """All that lies in the source."""
        for entry in self._list(""):
            if entry.name == "agencies" and entry.kind == "folder":
                self._list_agencies(entry.name)
            elif entry.name == "pages" and entry.kind == "folder":
                self._list_prose(entry.name)
            elif entry.name == "search" and entry.kind == "folder":
                for inside in self._list(entry.name):
                    self._list_entry("search", "", entry.name, inside)
            elif entry.name in SITE_FILES and entry.kind != "folder":
                self._add(SITE_FILES[entry.name], SITE_FILES[entry.name], "", entry.name, entry)
            else:
                self._note_unknown(entry.name, entry, ("agencies", "pages", "search", *SITE_FILES))

    def _list_agencies(self, folder: str) -> None:
        for agency in self._list(folder):
            name = f"{folder}/{agency.name}"
            if agency.kind == "folder":
                self._list_agency(name, make_visible(agency.name))
            else:
                self._note_unknown(name, agency, ("<id>/agency.yml",))

    def _list_agency(self, folder: str, id: str) -> None:
        entries = self._source.list(folder)
        for entry in self._shown_in(folder, entries):
            name = f"{folder}/{entry.name}"
            if entry.name == "agency.yml" and entry.kind != "folder":
                self._add("agency", id, id, name, entry)
            elif entry.name in FOLDERS and entry.kind == "folder":
                for inside in self._list(name):
                    self._list_entry(FOLDERS[entry.name], id, name, inside)
            else:
                self._note_unknown(name, entry, ("agency.yml", *FOLDERS))
        if entries is not None and not any(entry.name == "agency.yml" for entry in entries):
            place = Place(_show(self._source, f"{folder}/agency.yml"))
            self.found.problems.append(Problem(place, "agency_file_missing", facts={"agency": id}))

    def _list_entry(self, kind: str, agency: str, folder: str, entry: Entry) -> None:
        name, (stem, suffix) = f"{folder}/{entry.name}", _parts_of(entry.name)
        stem = make_visible(stem)
        self.found.seen.add((kind, stem))
        if suffix != ".yml" or entry.kind == "folder":
            self._note_unknown(name, entry, ("<id>.yml",))
        else:
            self._add(kind, stem, agency, name, entry)

    def _add(self, kind: str, id: str, agency: str, name: str, entry: Entry) -> None:
        if kind != "page":
            self.found.seen.add((kind, id))
        self.found.files.append(ContentFile(kind, id, agency, name, entry.kind == "link"))

    def _list_prose(self, folder: str) -> None:
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
                self._add("page", make_visible(stem), make_visible(language.name), name, page)

    def _list(self, folder: str) -> Iterator[Entry]:
        """What lies in a folder, without what is passed over; one that cannot be read is noted."""
        return self._shown_in(folder, self._source.list(folder))

    def _shown_in(self, folder: str, entries: list[Entry] | None) -> Iterator[Entry]:
        if entries is None:
            self.found.problems.append(Problem(Place(_show(self._source, folder)), "unreadable_folder"))
        return (entry for entry in entries or () if not is_passed_over(entry.name))

    def _note_unknown(self, name: str, entry: Entry, expected: tuple[str, ...]) -> None:
        near = get_close_matches(entry.name, expected, n=1)
        facts = {"found": entry.name, "expected": near[0] if near else ", ".join(expected)}
        is_table = name.startswith("agencies/") and entry.kind != "folder" and entry.name.lower().endswith(_TABLES)
        code = "table_file" if is_table else _name_unknown(entry, expected)
        self.found.problems.append(Problem(Place(_show(self._source, name)), code, facts=facts))


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
