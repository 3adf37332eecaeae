"""A site and the names of two commits come in; both sides of a proposal go out: what is published, and what it would become.

What is published is the last commit that both have in common, so that an old branch does not seem to take away what others have done since.
Nothing of a commit is written to a disk or carried out: it is read as data, like every content.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ledstjarna.history.commits import read_log
from ledstjarna.history.read import ANY_DAY, seen_from
from ledstjarna.history.uncommitted import add_uncommitted
from ledstjarna.history.versions import Key, VersionReader
from ledstjarna.load.commit import open_commit
from ledstjarna.load.git import Git, Objects, find_commit, find_merge_base, find_repository, is_partial
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


@contextmanager
def open_sides(project: Project, base: str, head: str | None, *, as_of: datetime.date, today: datetime.date | None) -> Iterator[Sides]:
    """Both sides; without a ``head`` what lies in the site's folder, committed or not. OutsideError where they cannot be told apart."""
    folder = project.config_file.parent
    repository = _find_repository(folder / project.settings.content)
    common = _find_common(repository, base, head)
    here = seen_from(folder, repository)
    with ExitStack() as opened:

        def at(commit: str, below: Path, shown: str) -> Source:
            return opened.enter_context(open_commit(repository, commit, folder=seen_from(below, repository) or ".", shown=shown))

        before = _read_before(project, at(common, folder, ""))
        if head is None:
            source: Source = open_folder(folder / project.settings.content, shown_from=folder)
            own = FolderSource(folder, follows_links=True).read(project.config_file.name)
        else:
            config = at(find_commit(repository, head), folder, "")
            project = read_project(project.config_file, config)
            source = at(find_commit(repository, head), folder / project.settings.content, project.settings.content)
            own = config.read(project.config_file.name)
        content = (before or project.settings).content
        place = {"folder": seen_from(folder / content, repository) or ".", "settings": seen_from(project.config_file, repository)}
        log = read_log(repository, common, **place, zone=project.settings.zone, today=today or ANY_DAY)
        objects = Objects(Git(repository, common))
        opened.callback(objects.close)
        site = None if isinstance(own, Refusal) else own
        whole, blobs = add_uncommitted(log, objects, source, site, commit=PROPOSED, day=as_of)
        reader = VersionReader(whole, blobs, project.settings.codes)
        yield Sides(
            common,
            "" if here in ("", ".") else f"{here}/",
            before,
            project,
            at(common, folder / content, content),
            source,
            reader,
            len(log.commits),
            frozenset(reader.touched(len(log.commits))),
            as_of,
        )


def _find_repository(folder: Path) -> Path:
    found = find_repository(folder)
    if isinstance(found, str):
        code = "review_no_git" if found == "no_git" else "review_no_repository"
        raise OutsideError(code, folder=folder.as_posix())
    if is_partial(found):
        raise OutsideError("review_partial")
    return found


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
