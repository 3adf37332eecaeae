"""The commits of a repository come in; the versions of every record go out, and each is read when it is asked for."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from ledstjarna.history.commits import Log
from ledstjarna.history.uncommitted import Blobs
from ledstjarna.load.content_tree import FOLDERS, is_passed_over
from ledstjarna.load.guarded_yaml import decode, read_yaml
from ledstjarna.validate.past import PastRecord, make_past_record

Key = tuple[str, str]  # kind and id of a record
SETTINGS: Key = ("settings", "")
_RECORD = re.compile(r"agencies/([^/]+)/(?:agency\.yml|([a-z]+)/([^/]+)\.yml)\Z")
MOST_READ = 4_096  # versions that are remembered


@dataclass(frozen=True, slots=True)
class Version:
    """A record as a commit left it: the commit's place in the log, the body whose folder it lay in, and its blob.

    Without a blob it was not there any longer.
    """

    place: int
    agency: str
    name: str
    blob: str | None


def list_versions(log: Log) -> dict[Key, list[Version]]:
    """The versions of every body, plan, goal, outcomes file and finding that there has been, the oldest first."""
    found: dict[Key, list[Version]] = {}
    there: dict[Key, dict[str, Version]] = {}  # by body: one that moves to another can lie with both for a while
    for place, commit in enumerate(log.commits):
        fresh: dict[Key, Version] = {}
        for file in commit.files:
            if (named := _name_record(file.name)) is None:
                continue
            key, agency = named
            version = Version(place, agency, file.name, file.after)
            bodies = there.setdefault(key, {})
            bodies.pop(agency, None)
            if file.after is not None:
                bodies[agency] = version
            last = next(reversed(bodies.values()), version)
            fresh[key] = replace(last, place=place)
        if commit.settings:
            fresh[SETTINGS] = Version(place, "", commit.settings.name, commit.settings.after)
        for key, version in fresh.items():
            found.setdefault(key, []).append(version)
    return found


@functools.lru_cache(maxsize=100_000)  # most files are changed more than once
def _name_record(name: str) -> tuple[Key, str] | None:
    """Kind and id of the record of a file, and the body whose folder it lies in; None of any other file."""
    match = _RECORD.match(name)
    if match is None or not name.isprintable() or any(is_passed_over(part) for part in name.split("/")):
        return None
    agency, folder, stem = match.groups()
    if folder is None:
        return ("agency", agency), agency
    return ((FOLDERS[folder], stem), agency) if folder in FOLDERS else None


def version_at(versions: Sequence[Version], place: int) -> Version | None:
    """The version that a commit left in force; None where there was none yet, or no longer."""
    at = bisect_right(versions, place, key=attrgetter("place"))
    return versions[at - 1] if at and versions[at - 1].blob is not None else None


class VersionReader:
    """Reads versions through the same guard as content; each blob once. ``asked`` are the records that were asked for.

    ``former`` are languages that the site no longer has: a text is read without them, where it has another.
    """

    def __init__(self, log: Log, objects: Blobs, languages: tuple[str, ...], *, former: tuple[str, ...] = ()) -> None:
        self.log, self._objects, self.languages, self._former = log, objects, languages, former
        self.asked: set[Key] = set()
        self._versions = list_versions(log)
        self._read_once = functools.lru_cache(MOST_READ)(self._read)
        self._read_plain_once = functools.lru_cache(100)(self._read_plain)

    def ids(self, kind: str) -> list[str]:
        """The ids of all records of a kind that there has been."""
        return sorted(id for found, id in self._versions if found == kind)

    @property
    def end(self) -> int:
        """The place after the last step."""
        return len(self.log.commits)

    @cached_property
    def beginning(self) -> int:
        """The place of the first step that has any record."""
        return min((versions[0].place for key, versions in self._versions.items() if key != SETTINGS), default=0)

    @property
    def beginning_told(self) -> tuple[int, str]:
        """The place of that step, and its commit."""
        return self.beginning, self.log.commits[self.beginning].id if self.log.commits else ""

    def steps_of(self, key: Key) -> list[tuple[object, ...]]:
        """The steps that touched a record, as they can be held against those of another log: commit, day, and what was there after it."""
        commits = self.log.commits
        return [
            (entry.place, commits[entry.place].id, str(commits[entry.place].day), entry.agency, entry.name, entry.blob)
            for entry in self._versions.get(key, ())
        ]

    def places(self, *keys: Key) -> list[int]:
        """The places in the log of the steps that touched any of these."""
        self.asked.update(keys)
        return sorted({version.place for key in keys for version in self._versions.get(key, ())})

    def touched(self, place: int) -> set[Key]:
        """The records that a step touched."""
        return {key for key, versions in self._versions.items() if any(version.place == place for version in versions)}

    def comings(self, kind: str, id: str) -> Iterator[tuple[int, bool, bool]]:
        """The places of the steps that touched a record, with whether it is there after each and was before."""
        was_there = False
        for version in self._versions.get((kind, id), ()):
            yield version.place, version.blob is not None, was_there
            was_there = version.blob is not None

    def is_there(self, kind: str, id: str, place: int) -> bool:
        """Whether a step left a record there, readable or not."""
        return version_at(self._versions.get((kind, id), ()), place) is not None

    def name_of(self, kind: str, id: str, place: int) -> str:
        """The name of a record's file as a step left it; nothing where it was not there."""
        version = version_at(self._versions.get((kind, id), ()), place)
        return version.name if version else ""

    def at(self, kind: str, id: str, place: int) -> PastRecord | None:
        """A record as a step left it; None where there was none."""
        self.asked.add((kind, id))
        version = version_at(self._versions.get((kind, id), ()), place)
        return self._read_once(kind, id, version.agency, version.name, version.blob or "") if version else None

    def last_at(self, kind: str, id: str, place: int) -> PastRecord | None:
        """A record as it was last read by a step: over a gap, what it said before."""
        for version in self._before(kind, id, place):
            past = self._read_once(kind, id, version.agency, version.name, version.blob or "")
            if past.record:
                return past
        return None

    def settings_at(self, place: int) -> object:
        """The plain data of the site's file as it was last read by a step; None where there was none that could be read."""
        for version in self._before(*SETTINGS, place):
            if (plain := self._read_plain_once(version.name, version.blob or "")) is not None:
                return plain
        return None

    def _before(self, kind: str, id: str, place: int) -> Iterator[Version]:
        """The versions with content to a place, the newest first."""
        self.asked.add((kind, id))
        versions = self._versions.get((kind, id), [])
        at = bisect_right(versions, place, key=attrgetter("place"))
        return (version for version in reversed(versions[:at]) if version.blob is not None)

    def _read(self, kind: str, id: str, agency: str, name: str, blob: str) -> PastRecord:
        plain = self._read_plain(name, blob)
        plain = _leave_out(plain, self._former) if self._former else plain
        return make_past_record(kind, plain, id=id, agency=agency, languages=(*self.languages, *self._former))

    def _read_plain(self, name: str, blob: str) -> object:
        """The data of a file; None where it could not be read."""
        data = self._objects.read(blob.encode("ascii"))
        if data is None:
            return None
        text, problems = decode(data, name)
        plain, problems = (None, problems) if problems else read_yaml(text, name)
        return None if problems else plain


def _leave_out(plain: object, languages: tuple[str, ...]) -> object:
    """Plain data without the texts of some languages; a text that has no other is left as it is."""
    if isinstance(plain, list):
        return [_leave_out(entry, languages) for entry in plain]
    if not isinstance(plain, dict):
        return plain
    others = {key: value for key, value in plain.items() if key not in languages}
    if others and all(isinstance(value, str) for value in plain.values()):
        return others
    return {key: _leave_out(value, languages) for key, value in plain.items()}
