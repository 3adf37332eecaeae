"""The versions of a plan, a body or a finding come in; what each step changed in it goes out."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

from ledstjarna.history.change import Change, Entry
from ledstjarna.history.compare_records import compare_records
from ledstjarna.history.goalposts import Goalpost
from ledstjarna.history.parts import is_about
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
    many: Counter[datetime.date | None] = Counter()
    for place in reader.places((kind, id)):
        changes = walk.take(reader.at(kind, id, place), place)
        day = commits[place].day
        if changes and (day is None or day <= as_of):
            many[day] += 1
            entries.append(Entry(day, commits[place].id, tuple(changes), place, many[day]))
    if walk.last is None or walk.last.record is None or not entries:
        return None
    record: Any = walk.last.record
    title = record.name if kind == "agency" else record.title
    return RecordPast(kind, id, id if kind == "agency" else record.agency, title, tuple(entries), walk.is_gone)


class _Walk:
    """Takes the versions of a record one by one; each is compared with the last one before it that can be read."""

    def __init__(self, reader: VersionReader) -> None:
        self._reader = reader
        self.last: PastRecord | None = None
        self.is_gone = self._is_gap = False

    def take(self, past: PastRecord | None, place: int) -> list[Change]:
        """What a step changed."""
        if past is None:
            was_gone, self.is_gone = self.is_gone, True
            return [] if was_gone or self.last is None else [Change("deleted")]
        if past.record is None:
            was_gap, self._is_gap = self._is_gap, True
            return [] if was_gap else [Change("unreadable")]
        before, was_gap, was_gone = self.last, self._is_gap, self.is_gone
        self.last, self._is_gap, self.is_gone = past, False, False
        if before is None:
            return [Change("imported" if place <= self._reader.beginning else "added")]
        back = [Change("restored")] if was_gone else [Change("readable")] if was_gap else []
        return [*back, *self._compare(before, past)]

    def _compare(self, before: PastRecord, now: PastRecord) -> Iterator[Change]:
        """What differs, but for parts that could not be read before, and for what may only be written in another format."""
        told = compare_records(cast("Record", before.record), cast("Record", now.record))
        unread = before.unread | (before.unknown - now.unknown) | (now.unknown - before.unknown)
        for change in told:
            if not is_about(change, unread):
                yield replace(change)
