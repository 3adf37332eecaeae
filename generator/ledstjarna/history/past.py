"""What is recorded of a site's goals: what changed in each, what nobody should miss of it, and how each stood after every step."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ledstjarna.derive.status_names import GoalpostKind
from ledstjarna.history.change import DECIDED, ChangeKind, Entry
from ledstjarna.history.goalposts import Goalpost
from ledstjarna.history.records import RecordKind, RecordPast
from ledstjarna.history.site import MethodChange
from ledstjarna.history.standings import Surroundings
from ledstjarna.model.goal import Goal
from ledstjarna.model.outcome import Outcomes

# Why a site has no recorded history: it is switched off, git is not there or refuses, nothing is committed, the
# copy has no earlier contents.
Absence = Literal["off", "no_git", "no_repository", "no_commits", "partial"]

# What gives a goal's earlier version a page of its own: its wording, what it is measured by and what is to be reached.
PAGED: frozenset[ChangeKind] = DECIDED - {"owner_changed", "moved", "decision_changed", "fate_changed", "judging_changed"} | {"withheld"}


@dataclass(frozen=True, slots=True)
class DatedVersion:
    """A goal and its outcomes as a step left them, and what it was judged by then; small numbers are hidden. ``id`` is its entry's.

    ``withheld`` is why nothing of it may be shown, where that is so.
    """

    id: str
    day: datetime.date
    commit: str
    goal: Goal
    outcomes: Outcomes
    around: Surroundings
    withheld: Mapping[str, str] | None = None

    @property
    def is_shown(self) -> bool:
        """Whether there can be a page of it: its plan and body could be read, and it is not withheld."""
        return self.has_surroundings and not self.withheld

    @property
    def has_surroundings(self) -> bool:
        """Whether its plan and its body could be read, without which nothing can be told of it."""
        return self.around.plan is not None and bool(self.around.bodies)


@dataclass(frozen=True, slots=True)
class GoalPast:
    """What is recorded of a goal: its entries, the oldest first, and its goalposts, the newest first.

    ``pages`` are the ids of the versions that have a page of their own, the oldest first; none where there has been one only.
    ``former`` are the ids that it had before, the oldest first. ``agency`` is the id of its body, of today or of its last day here.
    ``is_gone`` tells that the goal is no longer in the content; it ``has_page`` all the same where anything can be told of what it said.
    """

    id: str
    agency: str
    title: Mapping[str, str]
    entries: tuple[Entry, ...]
    goalposts: tuple[Goalpost, ...]
    pages: tuple[str, ...] = ()
    is_gone: bool = False
    former: tuple[str, ...] = ()
    has_page: bool = True

    @property
    def kind(self) -> Literal["goal"]:
        """What it is the past of."""
        return "goal"

    @property
    def first_id(self) -> str:
        """The id that it had first, which no later name changes."""
        return self.former[0] if self.former else self.id

    @property
    def removal(self) -> Goalpost:
        """That it was removed, where it is gone."""
        return next(post for post in self.goalposts if post.kind == "deleted")

    @property
    def since(self) -> datetime.date | None:
        """The day from which it is recorded; None where nothing of it is committed."""
        return next((entry.day for entry in self.entries if entry.day), None)


@dataclass(frozen=True, slots=True)
class SiteHistory:
    """The pasts of all goals that there are or have been, by id, and of all plans, bodies and findings.

    ``since`` is the day of the first step, ``is_cut`` tells that the repository lacks what came before it. ``bodies`` are those whose
    history is recorded, None for all. ``absence`` tells why nothing is. ``undated`` are the commits whose own time was not believed.
    ``rewritten`` are commits that were read on this computer before and that no longer lead to the history; no page tells of them.
    """

    goals: Mapping[str, GoalPast] = field(default_factory=dict)
    versions: Mapping[str, tuple[DatedVersion, ...]] = field(default_factory=dict)
    records: Mapping[tuple[RecordKind, str], RecordPast] = field(default_factory=dict)
    methods: tuple[MethodChange, ...] = ()
    since: datetime.date | None = None
    is_cut: bool = False
    bodies: frozenset[str] | None = None
    absence: Absence | None = None
    undated: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()

    @property
    def goalposts(self) -> dict[str, GoalpostKind]:
        """The newest goalpost of each goal that has any, by the goal's id."""
        return {id: past.goalposts[0].kind for id, past in self.goals.items() if past.goalposts}

    def list_removed(self, taken: Collection[str]) -> list[GoalPast]:
        """The goals that are no longer in the content and whose ids are not ``taken``, the last removed first."""
        gone = [past for past in self.goals.values() if past.is_gone and past.has_page and past.id not in taken]
        return sorted(gone, key=lambda past: (past.removal.entry.day or datetime.date.max, past.id), reverse=True)

    def list_shown(self, agencies: Collection[str]) -> list[GoalPast | RecordPast]:
        """The pasts of what lists tell of: what belongs to a body that there is, and can be told."""
        goals = [past for past in self.goals.values() if past.agency in agencies and past.has_page]
        return [*goals, *(past for past in self.records.values() if past.agency in agencies)]

    def is_recorded(self, agency: str) -> bool:
        """Whether changes of a body's goals are recorded."""
        return self.absence is None and (self.bodies is None or agency in self.bodies)
