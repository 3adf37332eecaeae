"""What a change is: the facts that pages, feeds and reviews tell of one, in no language."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ledstjarna.derive.standing import Aim
from ledstjarna.derive.status_names import ProgressStatus, ReportingStatus
from ledstjarna.derive.wording import Wording
from ledstjarna.model.goal import Event, Fate, Indicator
from ledstjarna.model.times import Period
from ledstjarna.model.values import Record

ChangeKind = Literal[
    # a record as a whole
    "imported",
    "added",
    "renamed",
    "deleted",
    "restored",
    "unreadable",
    "readable",
    # what a goal says
    "reworded",
    "touched_up",
    "owner_changed",
    "moved",
    "period_changed",
    "decision_changed",
    "ended",
    "replaced",
    "fate_changed",
    "reopened",
    "decided",
    "undecided",
    "judging_changed",
    "no_measure_found",
    # how it is measured
    "measure_promised",
    "measure_named",
    "measure_added",
    "measure_removed",
    "redefined",
    "unit_changed",
    "direction_changed",
    "method_changed",
    "rhythm_changed",
    "baseline_added",
    "baseline_revised",
    "baseline_removed",
    # what is to be reached
    "target_added",
    "target_easier",
    "target_harder",
    "target_changed",
    "target_removed",
    "date_moved",
    "milestones_changed",
    # what was measured
    "outcome_published",
    "outcome_settled",
    "outcome_revised",
    "outcome_corrected",
    "outcome_overwritten",
    "outcome_removed",
    "outcome_withheld",
    "outcome_detailed",
    "series_ended",
    "series_resumed",
    "comparison_changed",
    "assessed",
    "assessment_changed",
    "assessment_removed",
    # what is done, and what others say
    "activity_added",
    "activity_changed",
    "activity_removed",
    "event_changed",
    "event_removed",
    "status_changed",
    "details_changed",
    "withheld",
    # what plans, bodies and findings say
    "perspectives_changed",
    "statement_added",
    "statement_removed",
    "statement_ended",
    "statement_changed",
    "reporting_changed",
    "concerns_changed",
    "response_added",
    "response_changed",
    "response_removed",
    "followed_up",
]


@dataclass(frozen=True, slots=True)
class Stance:
    """How a goal stood, the family of words that told it (none where no single measure decided), and of which target, if not the last."""

    progress: ProgressStatus | None
    reporting: ReportingStatus
    wording: Wording | None
    scope: Aim | None = None


Value = Stance | Record | Mapping[str, str] | datetime.date | Period | str | None
Cause = Literal["content", "time", "method", "plan"]

# What says little by itself, and is folded away.
QUIET: frozenset[ChangeKind] = frozenset(
    {"touched_up", "outcome_detailed", "comparison_changed", "activity_changed", "details_changed", "rhythm_changed", "readable"}
)


# What is done to targets and their days, to starting values, and to figures that were measured.
TARGETS: frozenset[ChangeKind] = frozenset(
    {"target_added", "target_easier", "target_harder", "target_changed", "target_removed", "date_moved", "milestones_changed"}
)
BASELINES: frozenset[ChangeKind] = frozenset({"baseline_added", "baseline_revised", "baseline_removed"})
FIGURES: frozenset[ChangeKind] = frozenset(
    {
        "outcome_published",
        "outcome_settled",
        "outcome_revised",
        "outcome_corrected",
        "outcome_overwritten",
        "outcome_removed",
        "outcome_withheld",
    }
)
# What a body decides, and so has a reason that it can publish.
DECIDED: frozenset[ChangeKind] = frozenset(
    {
        "reworded",
        "owner_changed",
        "moved",
        "period_changed",
        "decision_changed",
        "ended",
        "replaced",
        "fate_changed",
        "reopened",
        "decided",
        "undecided",
        "judging_changed",
        "measure_promised",
        "measure_named",
        "measure_added",
        "measure_removed",
        "redefined",
        "unit_changed",
        "direction_changed",
        "method_changed",
        *BASELINES,
        *TARGETS,
    }
)
# What is changed of a figure that was there, and so has a reason too.
MENDED: frozenset[ChangeKind] = frozenset({"outcome_overwritten", "outcome_removed", "outcome_corrected"})


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was changed.

    ``about`` is what part of the record it is: a field, or the id of a measure. ``measure`` is that measure as it was then, whose unit and
    name tell ``after``; where its unit was another, ``measure_before`` tells ``before``. ``period`` is that of an outcome. ``reason`` is
    the event that was recorded with the change.
    """

    kind: ChangeKind
    about: str = ""
    before: Value = None
    after: Value = None
    measure: Indicator | None = None
    measure_before: Indicator | None = None
    period: Period | None = None
    cause: Cause = "content"
    reason: Event | None = None

    @property
    def published_reason(self) -> Mapping[str, str] | None:
        """The reason that is recorded with it: that of its event, else that of the goal's end."""
        if self.reason and self.reason.text:
            return self.reason.text
        return self.after.reason if isinstance(self.after, Fate) else None

    @property
    def is_quiet(self) -> bool:
        """Whether it says little by itself."""
        return self.kind in QUIET

    @property
    def wants_reason(self) -> bool:
        """Whether a body that changes it has a reason to tell, whose absence is told."""
        return self.kind in DECIDED or self.kind in MENDED


@dataclass(frozen=True, slots=True)
class Entry:
    """What a step of the history changed in one record, or what time did.

    ``place`` is that of the step in the log; what only time did has none, nor a ``commit``. ``number`` tells apart the steps of one day,
    from 1.
    """

    day: datetime.date | None
    commit: str
    changes: tuple[Change, ...]
    place: int = -1
    number: int = 1

    @property
    def id(self) -> str:
        """What the entry is linked to by, for ever; later steps of the same day do not change it."""
        if self.day is None:
            return "uncommitted"
        further = f"-{self.number}" if self.number > 1 else ""
        return f"{self.day.isoformat()}{further}" if self.commit else f"{self.day.isoformat()}-time{further}"

    @property
    def is_quiet(self) -> bool:
        """Whether all of it says little by itself."""
        return all(change.is_quiet for change in self.changes)


def number_entries(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The steps of one day, told apart; and so what only time did, which has a number of its own."""
    many: Counter[tuple[datetime.date | None, bool]] = Counter()
    for entry in entries:
        key = (entry.day, bool(entry.commit))
        many[key] += 1
        yield replace(entry, number=many[key])
