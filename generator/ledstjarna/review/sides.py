"""A site and the names of two commits come in; both sides of a proposal go out: what is published, and what it would become.

What is published is the last commit that both have in common, so that an old branch does not seem to take away what others have done since.
Nothing of a commit is written to a disk or carried out: it is read as data, like every content.
"""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ledstjarna.history.commits import read_log
from ledstjarna.history.read import ANY_DAY
from ledstjarna.history.uncommitted import add_uncommitted
from ledstjarna.history.versions import Key, VersionReader
from ledstjarna.load.commit import open_commit
from ledstjarna.load.git import (
    Git,
    Objects,
    find_commit,
    find_kind,
    find_merge_base,
    find_repository,
    is_partial,
    list_files,
    prefix_of,
    seen_from,
)
from ledstjarna.load.source import FolderSource, Refusal, Source, open_folder
from ledstjarna.model.settings import Settings
from ledstjarna.problems import OutsideError
from ledstjarna.settings import ConfigError, Project, read_project

PROPOSED = "HEAD"  # the commit of what is not committed yet, or of all that a branch brings


@dataclass(frozen=True, slots=True)
class Sides:
    """What is published, and what it would become.

    ``base`` is the commit that both have in common, ``prefix`` leads from the outermost folder of the repository to the site's own.
    ``before`` are the settings of the site as it is published, None where they cannot be read; ``project`` is the site as it would become.
    ``reader`` has all history of the base, and the whole proposal as its last step, at ``last``; where no record is changed there is none.
    ``touched`` are the records whose files that step changes, and the settings where it changes those.
    """

    base: str
    prefix: str
    before: Settings | None
    project: Project
    old: Source
    new: Source
    reader: VersionReader
    last: int
    touched: frozenset[Key]
    as_of: datetime.date

    def file_before(self, kind: str, id: str) -> str:
        """The file of a record that is published, as the editor knows it."""
        return f"{self.old.shown}/{self.reader.name_of(kind, id, self.last - 1)}"


@contextmanager
def open_sides(project: Project, base: str, head: str | None, *, as_of: datetime.date, today: datetime.date | None) -> Iterator[Sides]:
    """Both sides; without a ``head`` what lies in the site's folder, committed or not. OutsideError where they cannot be told apart."""
    folder = project.config_file.parent
    repository = _find_repository(folder, folder / project.settings.content)
    common = _find_common(repository, base, head)
    proposed = None if head is None else find_commit(repository, head)
    with ExitStack() as opened:

        def at(commit: str, below: str, shown: str = "") -> Source:
            return opened.enter_context(open_commit(repository, commit, folder=below, shown=shown))

        here = seen_from(folder, repository)
        file = _find_file(project.config_file, repository, common, proposed)
        was = posixpath.dirname(file) or "." if file else ""
        before = _read_before(project, at(common, was)) if was else None if here else project.settings
        if proposed is None:
            source: Source = open_folder(folder / project.settings.content, shown_from=folder)
            own = FolderSource(folder, follows_links=True).read(project.config_file.name)
        else:
            config = at(proposed, here) if here else FolderSource(folder, follows_links=True)
            project = read_project(project.config_file, config)
            source = at(proposed, _find_content(project, here, repository, proposed), project.settings.content)
            own = config.read(project.config_file.name)
        published = project if before is None else replace(project, settings=before)
        content = _find_content(published, was, repository, common)
        log = read_log(repository, common, folder=content, settings=file, zone=project.settings.zone, today=today or ANY_DAY)
        objects = Objects(Git(repository, common))
        opened.callback(objects.close)
        site = None if isinstance(own, Refusal) else own
        whole, blobs = add_uncommitted(log, objects, source, site, commit=PROPOSED, day=as_of)
        former = tuple(code for code in published.settings.codes if code not in project.settings.codes)
        reader = VersionReader(whole, blobs, project.settings.codes, former=former)
        yield Sides(
            common,
            prefix_of(folder, repository),
            before,
            project,
            at(common, content, published.settings.content),
            source,
            reader,
            len(log.commits),
            frozenset(reader.touched(len(log.commits))),
            as_of,
        )


def _find_repository(folder: Path, content: Path) -> Path:
    """The repository that the content lies in, or, where a proposal takes all of it away, the site."""
    found = find_repository(content if content.is_dir() else folder)
    if isinstance(found, str):
        code = "review_no_git" if found == "no_git" else "review_no_repository"
        raise OutsideError(code, folder=content.as_posix())
    if is_partial(found):
        raise OutsideError("review_partial")
    return found


def _find_file(config_file: Path, repository: Path, common: str, proposed: str | None) -> str:
    """The site's file as it is published, seen from the outermost folder of the repository; nothing where it lies outside.

    Where there is none of its name in its place, it is one of its name elsewhere that is no longer there: the site has moved.
    """
    file = seen_from(config_file, repository)
    if not file or find_kind(repository, common, file):
        return file
    for other in list_files(repository, common):
        is_there = find_kind(repository, proposed, other) if proposed else (repository / other).exists()
        if posixpath.basename(other) == config_file.name and not is_there:
            return other
    return file


def _find_content(project: Project, site: str, repository: Path, commit: str) -> str:
    """Where the content lies in a commit whose site lies in the folder ``site``; where that is a link, what it leads to here."""
    content = posixpath.normpath(posixpath.join(site, project.settings.content)) if site else ""
    if content and find_kind(repository, commit, content) == "tree":
        return content
    return seen_from(project.config_file.parent / project.settings.content, repository) or "."


def _find_common(repository: Path, base: str, head: str | None) -> str:
    for name in (base, head or "HEAD"):
        try:
            find_commit(repository, name)
        except OutsideError as error:
            raise OutsideError("review_unknown", found=name) from error
    common = find_merge_base(repository, base, head or "HEAD")
    if common is None:
        raise OutsideError("review_nothing_common", base=base, head=head or "HEAD")
    return common


def _read_before(project: Project, source: Source) -> Settings | None:
    """The settings of the site as it is published."""
    try:
        return read_project(project.config_file, source).settings
    except ConfigError:
        return None
