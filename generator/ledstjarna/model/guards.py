"""The names of what must not happen to what is published: a site's settings say by them how each is taken."""

from __future__ import annotations

from typing import Literal, get_args

Guard = Literal[
    "outcome_overwritten",
    "outcome_removed",
    "correction_edited",
    "event_edited",
    "assessment_edited",
    "fate_edited",
    "target_easier",
    "target_changed",
    "target_later",
    "target_removed",
    "judging_easier",
    "id_changed",
    "measure_id_changed",
    "goal_deleted",
    "statement_deleted",
    "address_gone",
]
GUARDS: tuple[Guard, ...] = get_args(Guard)
