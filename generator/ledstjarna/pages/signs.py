"""A status comes in; the tone and the shape that go with its word go out."""

from __future__ import annotations

from typing import NamedTuple


class Sign(NamedTuple):
    """A tone (``good``, ``near``, ``bad`` or ``none``) and the name of a shape among Material's icons."""

    tone: str
    icon: str


SIGNS = {
    "achieved": Sign("good", "check-circle"),
    "met_early": Sign("good", "check-decagram"),
    "on_track": Sign("good", "arrow-right-bold-circle"),
    "behind": Sign("near", "alert"),
    "off_track": Sign("bad", "alert-octagon"),
    "moving_away": Sign("bad", "arrow-left-bold-circle"),
    "missed": Sign("bad", "close-circle"),
    "no_measure": Sign("none", "help-circle-outline"),
    "measure_promised": Sign("none", "timer-sand"),
    "not_done_yet": Sign("none", "circle-outline"),
    "no_outcome_yet": Sign("none", "circle-outline"),
    "not_published_here": Sign("none", "circle-outline"),
    "series_ended": Sign("none", "stop-circle-outline"),
    "withheld": Sign("none", "eye-off"),
    "waiting_for_comparison": Sign("none", "timer-sand"),
    "no_target": Sign("none", "flag-off-outline"),
    "reported": Sign("none", "help-circle-outline"),
    "ended": Sign("none", "archive-outline"),
    "proposed": Sign("none", "pencil-outline"),
    "overdue": Sign("near", "clock-alert"),
    "goalpost": Sign("near", "flag-triangle"),
    "invented": Sign("none", "drama-masks"),
}


def sign(status: str) -> Sign:
    """The sign of a status, or of a fact that is told in the same way (ended, proposed, overdue, a moved goalpost, invented)."""
    return SIGNS[status]
