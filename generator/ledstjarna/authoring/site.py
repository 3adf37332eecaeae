"""The name of a folder comes in; the repository of a site that can be built at once lies in it, and what is told goes out.

It has no themes and no words for the search: those that are shipped are about public Sweden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ledstjarna import USUAL_FILE
from ledstjarna.authoring.asked import show_command
from ledstjarna.authoring.options import HOSTS, Host
from ledstjarna.authoring.report import say, step
from ledstjarna.authoring.repository import begin_repository
from ledstjarna.authoring.site_files import SECOND_README, NewFile, list_files, site_files
from ledstjarna.authoring.write import create_files
from ledstjarna.load.disk import lies_there
from ledstjarna.model.stray_files import is_stray_file
from ledstjarna.problems import OutsideError


def make_site(words: list[str], language: str, chosen: Sequence[str] = ()) -> list[str]:
    """A new site whose first language this is, for the hosts that were chosen; what lies in the folder is kept as it is.

    OutsideError where there is a site already.
    """
    if not words:
        raise OutsideError("new_site_words", write=show_command("new", "site", say("site_example", language)))
    folder = Path(" ".join(words))
    if lies_there(folder) and not folder.is_dir():
        raise OutsideError("new_folder_is_file", file=folder.as_posix())
    if lies_there(folder / USUAL_FILE):
        raise OutsideError("new_folder_in_use", folder=folder.as_posix())
    was_empty = not folder.is_dir() or all(map(_is_nothing, folder.iterdir()))
    hosts = [host for host in HOSTS if host in chosen or "all" in chosen] or ["github"]
    made, kept = _make_files(folder, language, hosts)
    told = _tell_files(folder, made, kept, language)
    if folder != Path():
        told += [say("go", language), step(f'cd "{folder}"' if " " in str(folder) else f"cd {folder}")]
    told += begin_repository(folder, [file.name for file in made], language, was_empty=was_empty)
    return [*told, *_tell_next(language)]


def _make_files(folder: Path, language: str, hosts: Sequence[Host]) -> tuple[list[NewFile], list[str]]:
    """The files that were made, and the names of those that were there; all are made, or none."""
    made: list[NewFile] = []
    kept: list[str] = []
    for file in site_files(language, hosts):
        there = _find_there(folder, file)
        if not there:
            made.append(file)
            continue
        kept.append(there)
        if file.name == "README.md" and not lies_there(folder / SECOND_README):
            made.append(replace(file, name=SECOND_README))
    listed = list_files(made, language, hosts)
    made += [] if _find_there(folder, listed) else [listed]
    create_files({folder / file.name: file.content for file in made})
    return made, sorted(set(kept))


def _find_there(folder: Path, file: NewFile) -> str:
    """What lies where a file would, or does its work already; nothing where it can be made."""
    return next((name for name in (file.name, *file.rivals) if lies_there(folder / name)), "")


def _is_nothing(path: Path) -> bool:
    """Whether a folder with nothing but this is empty to whoever made it: a repository, or what systems leave."""
    return path.name == ".git" or is_stray_file(path.name)


def _tell_files(folder: Path, made: Sequence[NewFile], kept: Sequence[str], language: str) -> list[str]:
    shown = {file.name.removesuffix(".gitkeep"): file.about for file in made if file.about}
    widest = max(map(len, shown), default=0)
    told = [say("site", language, folder=folder.as_posix())]
    told += [step(f"{name:<{widest}}  {say(about, language)}") for name, about in shown.items()]
    if kept:
        told += [say("kept", language), *map(step, kept)]
    if ".gitignore" in kept:
        told += [say("kept_gitignore", language), step("site/"), step(".ledstjarna-*/")]
    return told


def _tell_next(language: str) -> list[str]:
    kind = ("--kind", "municipality")
    name = ("--" + language, say("agency_name", language))
    agency = show_command("new", "agency", say("agency_example", language), *kind, *name)
    return [say("first_agency", language), step(agency), say("id", language, example=say("agency_example", language))]
