"""The names of all statuses, and how each stands in an address; of goals nothing is known here."""

from __future__ import annotations

from typing import Literal, get_args

# Worst first.
ProgressStatus = Literal["missed", "moving_away", "off_track", "behind", "on_track", "met_early", "achieved"]
# The first that holds; the last is a goal's alone.
ReportingStatus = Literal[
    "measure_promised",
    "not_done_yet",
    "no_outcome_yet",
    "series_ended",
    "withheld",
    "waiting_for_comparison",
    "no_target",
    "reported",
    "no_measure",
]

# What nobody should miss of a goal's history.
GoalpostKind = Literal["moved", "dropped", "overwritten", "deleted"]

PROGRESS_STATUSES: tuple[ProgressStatus, ...] = get_args(ProgressStatus)
REPORTING_STATUSES: tuple[ReportingStatus, ...] = get_args(ReportingStatus)

# What a goal can be counted as, worst first, then what kind of data is missing. Each has a page of its own, for ever.
STANDINGS: tuple[str, ...] = (
    *PROGRESS_STATUSES,
    "reported",
    "no_measure",
    *(status for status in REPORTING_STATUSES if status not in ("reported", "no_measure")),
    "not_published_here",
)


def standing_key(status: str) -> str:
    """A status as it stands in an address."""
    return status.replace("_", "-")
