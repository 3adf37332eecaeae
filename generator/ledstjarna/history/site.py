"""The histories of all goals come in; when the site began to judge otherwise, and what that alone changed, goes out."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Protocol

from ledstjarna.history.change import Entry
from ledstjarna.history.standings import Rules
from ledstjarna.history.surroundings import read_rules
from ledstjarna.history.versions import SETTINGS, VersionReader


class Recorded(Protocol):
    """What is recorded of a goal."""

    @property
    def id(self) -> str:
        """The goal's id."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What each step changed in it."""


@dataclass(frozen=True, slots=True)
class MethodChange:
    """That the site began to judge otherwise; ``goals`` is how many goals stood otherwise by that alone."""

    day: datetime.date | None
    commit: str
    before: Rules
    after: Rules
    goals: int


def list_method_changes(reader: VersionReader, histories: Collection[Recorded], *, as_of: datetime.date) -> list[MethodChange]:
    """When the site began to judge otherwise, the newest first."""
    touched = Counter(place for history in histories for place in _places_of_method(history))
    found: list[MethodChange] = []
    for place in reader.places(SETTINGS):
        commit = reader.log.commits[place]
        before, after = read_rules(place - 1, reader), read_rules(place, reader)
        if place > reader.beginning and before != after and (commit.day or as_of) <= as_of:
            found.append(MethodChange(commit.day, commit.id, before, after, touched[place]))
    return found[::-1]


def _places_of_method(history: Recorded) -> Iterator[int]:
    """The steps in which a goal came to stand otherwise since the site judged otherwise."""
    for entry in history.entries:
        if any(change.kind == "status_changed" and change.cause == "method" for change in entry.changes):
            yield entry.place
