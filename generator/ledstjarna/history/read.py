"""A site's settings and folders come in; everything that is recorded of its goals goes out.

The record is the repository that the content lies in, or a stream that the settings name, which comes with the site.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ledstjarna.history.commits import Log, make_log, read_log
from ledstjarna.history.goalposts import find_goalposts
from ledstjarna.history.goals import GoalHistory, read_goal_history
from ledstjarna.history.heads import find_rewritten
from ledstjarna.history.kept import Kept, KeptVersions, Store, StoreError
from ledstjarna.history.past import PAGED, Absence, DatedVersion, GoalPast, SiteHistory
from ledstjarna.history.records import RECORD_KINDS, RecordKind, RecordPast, read_record_past
from ledstjarna.history.renames import find_names
from ledstjarna.history.site import list_method_changes
from ledstjarna.history.stream import read_stream
from ledstjarna.history.surroundings import read_surroundings
from ledstjarna.history.uncommitted import Blobs, add_uncommitted
from ledstjarna.history.versions import VersionReader
from ledstjarna.history.withheld import Withheld, find_withheld, hide_withheld
from ledstjarna.load.git import Git, Objects, find_repository, is_partial, seen_from
from ledstjarna.load.source import FolderSource, Refusal, open_folder
from ledstjarna.model.settings import Settings
from ledstjarna.problems import OutsideError

_HEAD = "HEAD"
ANY_DAY = datetime.date(2199, 12, 31)
_BODY = re.compile(r"agencies/([^/]+)/")


@dataclass(frozen=True, slots=True)
class Record:
    """Where a site's history is read: its log and its contents; the rest is that of ``SiteHistory``."""

    log: Log
    blobs: Blobs
    bodies: frozenset[str] | None = None
    rewritten: tuple[str, ...] = ()


def read_site_history(settings: Settings, config_file: Path, *, as_of: datetime.date, today: datetime.date | None = None) -> SiteHistory:
    """The history of a site; OutsideError ``stream_missing`` or ``stream_unreadable`` where its settings name a stream that cannot be read.

    ``today`` is the day that no commit is believed to be after. Where it is not given, every day is believed, and what is later than
    ``as_of`` is not told.
    """
    with _open_record(settings, config_file, today or ANY_DAY) as record:
        if not isinstance(record, Record):
            return SiteHistory(absence=record)
        reader = VersionReader(record.log, record.blobs, settings.codes)
        pasts, versions = _read_goals(reader, Store(config_file.parent / settings.content, reader, as_of=as_of), as_of=as_of)
        return SiteHistory(
            pasts,
            versions,
            dict(_read_records(reader, as_of=as_of)),
            tuple(list_method_changes(reader, pasts.values(), as_of=as_of)),
            next((commit.day for commit in record.log.commits[reader.beginning :] if commit.day and commit.day <= as_of), None),
            record.log.is_cut,
            record.bodies,
            undated=tuple(sorted(record.log.undated)),
            rewritten=record.rewritten,
        )


def _read_records(reader: VersionReader, *, as_of: datetime.date) -> Iterator[tuple[tuple[RecordKind, str], RecordPast]]:
    """The pasts of all bodies, plans and findings; there are few of them beside the goals, so that nothing is kept."""
    for kind in RECORD_KINDS:
        for id in reader.ids(kind):
            if past := read_record_past(kind, id, reader, as_of=as_of):
                yield (kind, id), past


Pasts = tuple[dict[str, GoalPast], Mapping[str, tuple[DatedVersion, ...]]]


def _read_goals(reader: VersionReader, store: Store, *, as_of: datetime.date) -> Pasts:
    """The pasts and the versions of all goals: as they were kept, where all that they were made of is the same, else read anew."""
    try:
        return _read_and_keep(reader, store, as_of=as_of)
    except StoreError:  # from now on nothing is kept
        return _read_and_keep(reader, store, as_of=as_of)


def _read_and_keep(reader: VersionReader, store: Store, *, as_of: datetime.date) -> Pasts:
    pasts: dict[str, GoalPast] = {}
    fresh: dict[str, tuple[DatedVersion, ...]] = {}
    for id, names in sorted(find_names(reader).items()):
        if past := store.find(id, names):
            pasts[id] = past
            continue
        reader.asked = set()
        history = read_goal_history(names, reader, as_of=as_of)
        if not history.versions or not history.entries:
            continue
        pasts[id], versions = make_past(history, reader)
        if store.file:  # the versions need not lie in memory
            store.keep(id, names, Kept(pasts[id], history.until, frozenset(reader.asked)), versions)
        else:
            fresh[id] = versions
    if store.file:
        store.write()
        store.forget_others(pasts)
    return pasts, KeptVersions(store.file, frozenset(pasts), fresh)


@contextmanager
def _open_record(settings: Settings, config_file: Path, today: datetime.date) -> Iterator[Record | Absence]:
    """Where the history is read, with what is not committed yet as its last step; else why there is none."""
    folder = config_file.parent
    content = open_folder(folder / settings.content, shown_from=folder)
    if settings.history.stream:
        yield _open_stream(settings, folder / settings.history.stream, content, today)
        return
    found = find_repository(folder / settings.content) if settings.history.git else None
    if found is None or isinstance(found, str):
        yield found or "off"
        return
    if is_partial(found):
        yield "partial"
        return
    place = {"folder": seen_from(folder / settings.content, found) or ".", "settings": seen_from(config_file, found)}
    try:
        log = read_log(found, _HEAD, **place, zone=settings.zone, today=today)
    except OutsideError:
        yield "no_commits"
        return
    if not any(commit.files for commit in log.commits):
        yield "no_commits"
        return
    objects = Objects(Git(found, _HEAD))
    try:
        own = FolderSource(folder, follows_links=True).read(config_file.name)
        site = None if isinstance(own, Refusal) else own
        rewritten = () if log.is_cut else find_rewritten(found, folder / settings.content, log.commits[-1].id)
        yield Record(*add_uncommitted(log, objects, content, site), rewritten=rewritten)
    finally:
        objects.close()


def _open_stream(settings: Settings, file: Path, content: FolderSource, today: datetime.date) -> Record:
    """The history that comes with a site; it is of those bodies whose folders it has, and of no settings."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise OutsideError("stream_missing", file=file.as_posix()) from error
    stream = read_stream(data, file=file.as_posix())
    log = make_log(stream.steps, folder="", settings="", zone=settings.zone, today=today)
    bodies = frozenset(match[1] for commit in log.commits for change in commit.files if (match := _BODY.match(change.name)))
    return Record(*add_uncommitted(log, stream, content, None, only=bodies), bodies)


def make_past(read: GoalHistory, reader: VersionReader) -> tuple[GoalPast, tuple[DatedVersion, ...]]:
    """A goal's past and its versions, without what is withheld."""
    last = read.versions[-1].goal
    plan = read_surroundings(last, reader.end, reader).plan
    withheld = find_withheld(last, plan)
    history = replace(read, entries=hide_withheld(read.entries, withheld))
    versions = tuple(_date_versions(history, reader, withheld))
    past = GoalPast(
        history.id,
        last.agency,
        last.title,
        history.entries,
        find_goalposts(history),
        _find_pages(history, versions),
        is_gone=history.is_gone,
        former=history.former,
        has_page=not history.is_gone or any(version.is_shown for version in versions),
    )
    return past, versions


def _find_pages(history: GoalHistory, versions: Sequence[DatedVersion]) -> tuple[str, ...]:
    """The versions with a page: the first, and each that was worded, measured or aimed otherwise than the one before."""
    changed = {entry.id for entry in history.entries if any(change.kind in PAGED for change in entry.changes)}
    told = [version.id for version in versions if version.has_surroundings]
    paged = [id for id in told[1:] if id in changed]
    return (told[0], *paged) if paged else ()


def _date_versions(history: GoalHistory, reader: VersionReader, withheld: Withheld) -> Iterator[DatedVersion]:
    """The versions that changed anything, with what each was judged by."""
    entries = {entry.place: entry for entry in history.entries}
    for version in history.versions:
        entry = entries.get(version.place)
        if entry and entry.day:
            around = read_surroundings(version.goal, version.place, reader)
            yield DatedVersion(entry.id, entry.day, entry.commit, version.goal, version.outcomes, around, withheld.get(entry.id))
