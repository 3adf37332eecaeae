"""A content folder comes in; one document per file goes out, its kind told by its folder, or placed problems."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from ledstjarna.load.disk import is_folder, is_link, list_folder, read_text
from ledstjarna.load.guarded_yaml import Marks, read_marks, read_yaml
from ledstjarna.model.droppings import is_dropping
from ledstjarna.problems import Place, Problem

FOLDERS = {"plans": "plan", "goals": "goal", "outcomes": "outcomes", "findings": "finding"}
KINDS = ("agency", "plan", "goal", "outcomes", "finding")
SITE_FILES = {"accessibility.yml": "accessibility", "themes.yml": "themes"}  # what the site has one of


@dataclass(frozen=True, slots=True)
class Document:
    """One content file, or one record of a file that has many: what it is about, where it lies and the plain data in it.

    ``inside`` leads to the record within its file.
    """

    kind: str
    id: str
    agency: str
    path: Path
    file: str
    data: object
    inside: tuple[str, ...] = ()

    def marks(self) -> Marks | None:
        """Where every key of the file stands; read again, since only a problem needs it."""
        try:
            return _marks_of(self.path, self.file, self.path.stat().st_mtime_ns)
        except OSError:
            return None


@functools.lru_cache(maxsize=4)
def _marks_of(path: Path, file: str, _changed: int) -> Marks | None:
    text, _ = read_text(path, file)
    return read_marks(text, file)


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
    """Read every file of a content folder; ``each`` is called once a file, for a progress bar.

    Files are named in problems as seen from ``shown_from``. A folder that is not there is empty content.
    """
    found = ContentFiles(_shown(folder, shown_from))
    for path in _list(folder, found, shown_from):
        if path.name == "agencies" and is_folder(path):
            _load_agencies(path, found, shown_from, each)
        elif path.name == "pages" and is_folder(path):
            _load_prose(path, found, shown_from)
        elif path.name == "search" and is_folder(path):
            for entry in _list(path, found, shown_from):
                _load_entry("search", "", entry, found, shown_from)
        elif path.name in SITE_FILES and not is_folder(path):
            _load_document(SITE_FILES[path.name], SITE_FILES[path.name], "", path, found, shown_from)
        else:
            found.problems.append(_unknown(path, shown_from, ("agencies", "pages", "search", *SITE_FILES)))
    return found


def _load_agencies(folder: Path, found: ContentFiles, shown_from: Path, each: Callable[[], None]) -> None:
    for agency in _list(folder, found, shown_from):
        if not is_folder(agency):
            found.problems.append(_unknown(agency, shown_from, ("<id>/agency.yml",)))
            continue
        id, entries = _visible(agency.name), list_folder(agency)
        for path in _list(agency, found, shown_from):
            if path.name == "agency.yml" and not is_folder(path):
                _load_document("agency", id, id, path, found, shown_from)
            elif path.name in FOLDERS and is_folder(path):
                for entry in _list(path, found, shown_from):
                    _load_entry(FOLDERS[path.name], id, entry, found, shown_from)
                    each()
            else:
                found.problems.append(_unknown(path, shown_from, ("agency.yml", *FOLDERS)))
        if entries is not None and agency / "agency.yml" not in entries:
            place = Place(_shown(agency / "agency.yml", shown_from))
            found.problems.append(Problem(place, "agency_file_missing", facts={"agency": id}))


def _load_entry(kind: str, agency: str, path: Path, found: ContentFiles, shown_from: Path) -> None:
    stem = _visible(path.stem)
    found.seen.add((kind, stem))
    if path.suffix != ".yml" or is_folder(path):
        found.problems.append(_unknown(path, shown_from, ("<id>.yml",)))
    else:
        _load_document(kind, stem, agency, path, found, shown_from)


def _load_document(kind: str, stem: str, agency: str, path: Path, found: ContentFiles, shown_from: Path) -> None:
    file = _shown(path, shown_from)
    found.seen.add((kind, stem))
    text, problems = read_file(path, file)
    if not problems:
        data, problems = read_yaml(text, file)
        if not problems:
            found.documents.append(Document(kind, stem, agency, path, file, data))
    found.problems.extend(problems)


def _load_prose(folder: Path, found: ContentFiles, shown_from: Path) -> None:
    for language in _list(folder, found, shown_from):
        if not is_folder(language):
            found.problems.append(_unknown(language, shown_from, ("sv/", "en/")))
            continue
        for path in _list(language, found, shown_from):
            if path.suffix != ".md" or is_folder(path):
                found.problems.append(_unknown(path, shown_from, ("<id>.md",)))
                continue
            file = _shown(path, shown_from)
            text, problems = read_file(path, file)
            found.problems.extend(problems)
            if not problems:
                found.prose.append(ProsePage(_visible(language.name), _visible(path.stem), file, text))


def read_file(path: Path, file: str) -> tuple[str, list[Problem]]:
    """The text of an ordinary file; empty text and the reason where it is none, or cannot be read."""
    return ("", [Problem(Place(file), "link_to_file")]) if is_link(path) else read_text(path, file)


def _list(folder: Path, found: ContentFiles, shown_from: Path) -> Iterator[Path]:
    """What lies in a folder, sorted by name, without what is passed over; one that cannot be read is noted."""
    entries = list_folder(folder)
    if entries is None:
        found.problems.append(Problem(Place(_shown(folder, shown_from)), "unreadable_folder"))
    yield from (path for path in entries or () if not is_passed_over(path.name))


def is_passed_over(name: str) -> bool:
    """Hidden files, notes (README.md, docs), and what systems and editors leave are no content."""
    return name.startswith((".", "~")) or name.endswith("~") or name in ("README.md", "docs", "__pycache__") or is_dropping(name)


def _shown(path: Path, shown_from: Path) -> str:
    """A file as the editor knows it, on one line whatever its name."""
    try:
        shown = path.resolve().relative_to(shown_from.resolve()) if not is_link(path) else path.relative_to(shown_from)
    except ValueError:
        shown = path
    return _visible(shown.as_posix())


def _visible(name: str) -> str:
    """A name from the disk without signs that break a line or cannot be written; such a name is told by ``validate``."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def _unknown(path: Path, shown_from: Path, expected: tuple[str, ...]) -> Problem:
    near = get_close_matches(path.name, expected, n=1)
    facts = {"found": path.name, "expected": near[0] if near else ", ".join(expected)}
    return Problem(Place(_shown(path, shown_from)), _name_unknown(path, expected), facts=facts)


def _name_unknown(path: Path, expected: tuple[str, ...]) -> str:
    if is_link(path):
        return "link_to_file"
    if is_folder(path):
        return "folder_for_file" if path.suffix in (".yml", ".md") else "unknown_file"
    if path.name in expected:
        return "file_for_folder"
    return "wrong_ending" if path.suffix.lower() in (".yaml", ".yml") and path.suffix != ".yml" else "unknown_file"
