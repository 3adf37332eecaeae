"""A site comes in; the interface's texts that it brings itself go out, with what is wrong with them and what they lack.

Ledstjärna speaks Swedish and English. A site in another language has a file of translations of its own, ``locale/<code>.po`` beside
its settings; without one half of every page would be in English, so it is not built.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from ledstjarna.load.catalogue import check_translations, read_catalogue
from ledstjarna.load.content_tree import Document
from ledstjarna.load.disk import is_link, lies_there, read_file
from ledstjarna.load.source import FolderSource
from ledstjarna.model.catalogue import Catalogue, TextId, find_language
from ledstjarna.problems import Place, Problem
from ledstjarna.settings import Project
from ledstjarna.theme_files import theme_folder
from ledstjarna.validate.shape import problem_at

SOURCE = "en"  # the language that the texts are written in
_ONLY_IN_GALLERY = re.compile(r"#: (?:(?:generator/ledstjarna/gallery/|theme/gallery)\S*[ \n])+(?!#:|\S+\.)")
_LANGUAGES = ("extra", "ledstjarna", "languages")


@dataclass(slots=True)
class Interface:
    """The catalogues of a site, by language; their problems; and a remark for each that has gaps."""

    catalogues: dict[str, Catalogue] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    gaps: list[Problem] = field(default_factory=list)


def read_interface(project: Project) -> Interface:
    """What the site's own catalogues bring. Nothing is read of a site that speaks only the languages that are there anyway."""
    found, shipped = Interface(), shipped_languages()
    for index, language in enumerate(project.settings.languages):
        file = catalogue_file(project, language.code)
        if find_language(language.code, shipped):
            if lies_there(file):
                name = _shown(file, project)
                found.problems.append(Problem(Place(name), "catalogue_not_needed", facts={"found": language.name, "file": name}))
        elif is_link(file.parent):
            found.problems.append(Problem(Place(_shown(file.parent, project)), "link_to_file"))
        elif lies_there(file):
            _read_own(file, language.code, language.name, project, found)
        else:
            found.problems.append(_lack_texts(project, index, language.code))
    return found


def catalogue_file(project: Project, code: str) -> Path:
    """Where a site has its own texts in a language."""
    return project.catalogues / f"{code}.po"


def shipped_languages() -> frozenset[str]:
    """The languages that the interface speaks by itself."""
    return frozenset([SOURCE, *(path.name for path in (theme_folder() / "locale").iterdir() if path.is_dir())])


def source_texts() -> tuple[TextId, ...]:
    """Every text of the pages, in order, as the catalogue that is there has them; those of the gallery are on no page."""
    file = next(path for code in sorted(shipped_languages()) if (path := _shipped_file(code)).is_file())
    entries = [entry for entry in file.read_text(encoding="utf-8").split("\n\n") if not _ONLY_IN_GALLERY.match(entry)]
    catalogue, _ = read_catalogue("\n\n".join(entries), file.name)
    return tuple(catalogue.texts)


def _read_own(file: Path, code: str, name: str, project: Project, found: Interface) -> None:
    shown = _shown(file, project)
    text, problems = read_file(file, shown)
    if problems:
        found.problems += problems
        return
    catalogue, problems = read_catalogue(text, shown)
    originals = source_texts()
    problems += check_translations(catalogue, frozenset(originals)) if not problems else []
    gaps = tuple(id for id in originals if id not in catalogue.texts)
    if not problems and len(gaps) == len(originals):
        problems = [Problem(Place(shown), "catalogue_empty", facts={"file": shown})]
    if problems:
        found.problems += problems
        return
    found.catalogues[code] = replace(catalogue, gaps=gaps)
    if gaps:
        facts = {"language": name, "count": str(len(gaps)), "text": gaps[0][0]}
        found.gaps.append(Problem(Place(shown, _line_of(text, gaps[0]), 1), "interface_text_missing", facts=facts, severity="warning"))


def _line_of(text: str, id: TextId) -> int:
    """Where a text that is not translated stands in its file; the first line where it does not."""
    index = text.find(f"\nmsgid {quote_text(id[0])}\n")
    return text.count("\n", 0, index + 1) + 1 if index >= 0 else 1


def _lack_texts(project: Project, index: int, code: str) -> Problem:
    name = project.config_file.as_posix()
    source = FolderSource(project.config_file.parent, follows_links=True)
    document = Document("config", "site-config", "", source, project.config_file.name, name, None)
    file = _shown(catalogue_file(project, code), project)
    return problem_at(document, (*_LANGUAGES, index), "language_without_texts", found=code, file=file)


def _shipped_file(code: str) -> Path:
    return theme_folder() / "locale" / code / "LC_MESSAGES" / "ledstjarna.po"


def _shown(file: Path, project: Project) -> str:
    """A file as the editor knows it."""
    return file.relative_to(project.config_file.parent).as_posix()


def quote_text(text: str) -> str:
    """A text as it stands in a catalogue."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
