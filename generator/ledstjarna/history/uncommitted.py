"""A history and the content as it lies in its folder come in; the history goes out with a last step for what is not committed yet.

That step has no day and no commit, unless they are given: then it is what a branch would bring. Files are told apart by the names that git
would give their contents; what only git would write otherwise, such as line endings, is no change once it is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from ledstjarna.history.commits import Commit, FileChange, Log
from ledstjarna.load.content_tree import FOLDERS, is_passed_over
from ledstjarna.load.source import Refusal, Source

_SHA1_LENGTH = 40
_UNREADABLE = "-"  # the name of what could not be read


class Blobs(Protocol):
    """Where contents are read from, by the names that git has for them."""

    def read(self, object: bytes) -> bytes | None:
        """The content of that name; None where there is none."""


@dataclass(frozen=True, slots=True)
class WithFolder:
    """The contents of a repository and of files that are not in it."""

    committed: Blobs
    fresh: Mapping[bytes, bytes]

    def read(self, object: bytes) -> bytes | None:
        """The content of that name, wherever it is."""
        if object == _UNREADABLE.encode("ascii"):
            return None
        return self.fresh[object] if object in self.fresh else self.committed.read(object)


def add_uncommitted(
    log: Log,
    blobs: Blobs,
    source: Source,
    settings: bytes | None,
    *,
    only: Collection[str] | None = None,
    commit: str = "",
    day: date | None = None,
) -> tuple[Log, Blobs]:
    """The history with what differs from its last step, and where to read it; ``settings`` is the site's file as it lies there.

    ``only`` are the bodies that the history is about, where it is not about all. ``commit`` and ``day`` are those of the last step.
    """
    there, own = _last_files(log)
    is_short = all(len(name) == _SHA1_LENGTH for name in (*there.values(), *([own.after] if own and own.after else [])))
    fresh: dict[bytes, bytes] = {}
    found = {name: _keep(source.read(name), fresh, is_short=is_short) for name in _list_records(source, only)}
    changed = tuple(
        FileChange(name, there.get(name), found.get(name)) for name in sorted({*there, *found}) if there.get(name) != found.get(name)
    )
    after = None if settings is None else _keep(settings, fresh, is_short=is_short)
    site = FileChange(own.name, own.after, after) if own and own.after != after else None
    if not changed and not site:
        return log, blobs
    kept = {(change.after or "").encode("ascii") for change in (*changed, *([site] if site else []))}
    fresh = {name: data for name, data in fresh.items() if name in kept}
    return replace(log, commits=(*log.commits, Commit(commit, day, changed, site))), WithFolder(blobs, fresh)


def name_blob(data: bytes, *, is_short: bool = True) -> str:
    """The name that git has for a content, in either of its two ways."""
    hashed = (hashlib.sha1 if is_short else hashlib.sha256)(b"blob %d\0" % len(data), usedforsecurity=False)
    hashed.update(data)
    return hashed.hexdigest()


def _keep(data: bytes | Refusal, fresh: dict[bytes, bytes], *, is_short: bool) -> str:
    """The name of a file's content, which is remembered; that of nothing where the file is refused."""
    if isinstance(data, Refusal):
        return _UNREADABLE
    name = name_blob(data, is_short=is_short)
    fresh[name.encode("ascii")] = data
    return name


def _last_files(log: Log) -> tuple[dict[str, str], FileChange | None]:
    """The files of records as the last step left them, and the last change of the site's own."""
    there: dict[str, str] = {}
    own: FileChange | None = None
    for commit in log.commits:
        own = commit.settings or own
        for file in commit.files:
            there.pop(file.name, None)
            if file.after and is_record(file.name):
                there[file.name] = file.after
    return there, own


def is_record(name: str) -> bool:
    """Whether a file of this name below the content folder is a body, a plan, a goal, outcomes or a finding."""
    match name.split("/"):
        case ["agencies", _, "agency.yml"]:
            return True
        case ["agencies", body, folder, file]:
            return folder in FOLDERS and file.endswith(".yml") and not is_passed_over(file) and not is_passed_over(body)
    return False


def _list_records(source: Source, only: Collection[str] | None) -> Iterator[str]:
    """The names of all files of records in a source, or of those of some bodies; a link is none."""
    for body in _entries(source, "agencies", "folder"):
        if only is not None and body not in only:
            continue
        yield from (f"agencies/{body}/{name}" for name in _entries(source, f"agencies/{body}", "file") if name == "agency.yml")
        for folder in FOLDERS:
            below = f"agencies/{body}/{folder}"
            yield from (f"{below}/{name}" for name in _entries(source, below, "file") if is_record(f"{below}/{name}"))


def _entries(source: Source, folder: str, kind: str) -> list[str]:
    return [entry.name for entry in source.list(folder) or () if entry.kind == kind]
