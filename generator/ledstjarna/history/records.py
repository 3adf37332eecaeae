"""The versions of a plan, a body or a finding come in; what each step changed in it goes out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from ledstjarna.history.change import Change, Entry, number_entries
from ledstjarna.history.compare_records import compare_records
from ledstjarna.history.goalposts import Goalpost
from ledstjarna.history.parts import is_about
from ledstjarna.history.presence import Presence
from ledstjarna.history.versions import VersionReader
from ledstjarna.model.values import Record
from ledstjarna.validate.past import PastRecord

RecordKind = Literal["agency", "plan", "finding"]
RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)


@dataclass(frozen=True, slots=True)
class RecordPast:
    """What is recorded of a plan, a body or a finding: its entries, the oldest first. ``agency`` is the id of its body, of a body its own.

    ``is_gone`` tells that it is no longer in the content. Nothing of it is a goalpost.
    """

    kind: RecordKind
    id: str
    agency: str
    title: Mapping[str, str]
    entries: tuple[Entry, ...]
    is_gone: bool = False
    goalposts: tuple[Goalpost, ...] = ()

    @property
    def first_id(self) -> str:
        """The id that names its entries."""
        return self.id


def read_record_past(kind: RecordKind, id: str, reader: VersionReader, *, as_of: datetime.date) -> RecordPast | None:
    """The past of a record that there is or has been; None where it has never been readable."""
    walk = _Walk(reader)
    commits = reader.log.commits
    entries = []
    for place in reader.places((kind, id)):
        changes = walk.take(reader.at(kind, id, place), place)
        day = commits[place].day
        if changes and (day is None or day <= as_of):
            entries.append(Entry(day, commits[place].id, tuple(changes), place))
    if walk.last is None or walk.last.record is None or not entries:
        return None
    record: Any = walk.last.record
    title = record.name if kind == "agency" else record.title
    return RecordPast(kind, id, id if kind == "agency" else record.agency, title, tuple(number_entries(entries)), walk.presence.is_gone)


class _Walk:
    """Takes the versions of a record one by one; each is compared with the last one before it that can be read."""

    def __init__(self, reader: VersionReader) -> None:
        self._reader = reader
        self.last: PastRecord | None = None
        self.presence = Presence()

    def take(self, past: PastRecord | None, place: int) -> list[Change]:
        """What a step changed."""
        if past is None:
            return [Change("deleted")] if self.presence.go() and self.last else []
        if past.record is None:
            return self.presence.hide()
        before, self.last = self.last, past
        back = self.presence.show(is_known=before is not None)
        if before is None:
            return [Change("imported" if place <= self._reader.beginning else "added")]
        return [*back, *_compare(before, past)]


def _compare(before: PastRecord, now: PastRecord) -> Iterator[Change]:
    """What differs, but for parts that could not be read before, and for what may only be written in another format."""
    unread = before.unread | (before.unknown ^ now.unknown)
    told = compare_records(cast("Record", before.record), cast("Record", now.record))
    return (change for change in told if not is_about(change, unread))
