"""The pasts of goals come in and go out: what was read is kept on this computer, and used while all that it was made of is the same.

What is kept of a goal is bound to every version of every file that was asked for while it was read, to the languages, to this very program
and to the day. What is damaged, foreign or of another version is not believed, and read anew.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ledstjarna.cache import cache_folder, forget, key_of_folder
from ledstjarna.careful_pickle import UNREADABLE, dump, load
from ledstjarna.history.past import DatedVersion, GoalPast
from ledstjarna.history.renames import Names
from ledstjarna.history.versions import Key, VersionReader
from ledstjarna.problems import OutsideError

Versions = tuple[DatedVersion, ...]

_TABLE = "CREATE TABLE IF NOT EXISTS goals (id TEXT PRIMARY KEY, keys BLOB, print BLOB, day TEXT, until TEXT, past BLOB, versions BLOB)"
_ROOMS = ("history", "derive", "model", "validate", "load")
MOST_AT_ONCE = 100  # goals that are written together


class StoreError(Exception):
    """What was kept is lost, and has to be read anew."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a goal: its past, and until which day it holds where only time passes; None where time changes nothing more.

    ``keys`` are the records that were asked for.
    """

    past: GoalPast
    until: datetime.date | None
    keys: frozenset[Key]


class Store:
    """The pasts that are kept of a site. Every fault of what lies there ends in nothing being kept."""

    def __init__(self, content: Path, reader: VersionReader, *, as_of: datetime.date) -> None:
        self._reader, self._as_of = reader, as_of
        folder = cache_folder("history")
        self.file = folder / f"{key_of_folder(content)}.sqlite" if folder else None
        self._base = repr((reader.languages, reader.beginning_told, _program())).encode()
        self._rows = self._read_rows()
        self._fresh: list[tuple[object, ...]] = []

    def find(self, id: str, names: Names) -> GoalPast | None:
        """The past of a goal as it was kept; None where anything that it was made of is another, or it is another day's."""
        row = self._rows.get(id)
        if row is None:
            return None
        keys, told, day, until, past = row
        try:
            if not self._holds(day, until) or told != self._print(names, load(keys)):
                return None
            found = load(past)
        except UNREADABLE:
            return None
        return found if isinstance(found, GoalPast) else None

    def _holds(self, day: str, until: str | None) -> bool:
        """Whether what was read on a day is the same on the day that is asked for."""
        asked = self._as_of.isoformat()
        return day == asked or (day < asked and (until is None or asked < until))

    def keep(self, id: str, names: Names, kept: Kept, versions: Versions) -> None:
        """Keep what was read of a goal; StoreError where what was kept so far is lost."""
        told = self._print(names, kept.keys)
        until = kept.until.isoformat() if kept.until else None
        self._fresh.append((id, dump(kept.keys), told, self._as_of.isoformat(), until, dump(kept.past), dump(versions)))
        if len(self._fresh) >= MOST_AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write what is new; StoreError where that is not possible, and nothing is kept any longer."""
        try:
            with _open(self.file) as database, database:
                database.execute(_TABLE)
                database.executemany("REPLACE INTO goals VALUES (?, ?, ?, ?, ?, ?, ?)", self._fresh)
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise StoreError from error
        self._fresh = []

    def close(self) -> None:
        """Throw away what is kept, and keep nothing more."""
        if self.file:
            forget(self.file)
        self.file, self._rows = None, {}

    def forget_others(self, known: Iterable[str]) -> None:
        """Forget the goals that there are no longer."""
        gone = [(id,) for id in self._rows.keys() - set(known)]
        with contextlib.suppress(sqlite3.Error, OSError), _open(self.file) as database, database:
            database.executemany("DELETE FROM goals WHERE id = ?", gone)

    def _read_rows(self) -> dict[str, tuple[Any, ...]]:
        try:
            with _open(self.file) as database:
                rows = database.execute("SELECT id, keys, print, day, until, past FROM goals").fetchall()
            return {row[0]: row[1:] for row in rows}
        except (sqlite3.Error, OSError):
            if self.file:
                forget(self.file)
            return {}

    def _print(self, names: Names, keys: frozenset[Key]) -> bytes:
        """The fingerprint of all that a goal's past is made of."""
        told = hashlib.sha256(self._base)
        told.update(repr(names).encode())
        for key in sorted(keys):
            told.update(repr((key, self._reader.steps_of(key))).encode())
        return told.digest()


@contextlib.contextmanager
def _open(file: Path | None) -> Iterator[sqlite3.Connection]:
    """What is kept; a fault of the disk where nothing can be."""
    if file is None:
        raise FileNotFoundError
    with contextlib.closing(sqlite3.connect(file, timeout=1)) as database:
        yield database


@dataclass(frozen=True, slots=True)
class KeptVersions(Mapping[str, Versions]):
    """The versions of goals by id: those that are kept in a file are read when they are asked for, and ``fresh`` are at hand."""

    file: Path | None
    ids: frozenset[str]
    fresh: Mapping[str, Versions] = field(default_factory=dict)

    def __getitem__(self, id: str) -> Versions:
        if id in self.fresh:
            return self.fresh[id]
        if id not in self.ids:
            raise KeyError(id)
        try:
            with _open(self.file) as database:
                (told,) = database.execute("SELECT versions FROM goals WHERE id = ?", (id,)).fetchone()
            found: Versions = load(told)
        except (sqlite3.Error, OSError, *UNREADABLE) as error:
            if self.file:
                forget(self.file)
            raise OutsideError("kept_damaged", folder=str(self.file.parent) if self.file else "") from error
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.ids | self.fresh.keys()))

    def __len__(self) -> int:
        return len(self.ids | self.fresh.keys())


@cache
def _program() -> str:
    """A fingerprint of the code that reads and judges, and of what it leans on."""
    told = hashlib.sha256(f"{sys.version} {version('pydantic')} {version('pydantic_core')}".encode())
    package = Path(__file__).parent.parent
    for room in _ROOMS:
        for file in sorted((package / room).rglob("*.py")):
            told.update(file.read_bytes())
    return told.hexdigest()
