"""A site comes in; the goal that its start page shows with its chart goes out, by a rule and never by chance."""

from __future__ import annotations

import datetime

from ledstjarna.derive.site import Site
from ledstjarna.derive.summary import GoalSummary

MOST_YEARS = 2  # a latest outcome that is older than this is no news


def choose_featured(site: Site) -> str | None:
    """The goal that the settings name, while it lives; else the living goal with the newest outcome; None where none has any.

    A real body's goal goes before an invented one's; of several from the same day, the first by id.
    """
    living = [goal for goal in site.goals.values() if goal.lifecycle == "active" and goal.latest_figure]
    named = next((goal for goal in living if goal.id == site.settings.featured), None)
    found = named or max(reversed(living), key=_weight, default=None)
    return found.id if found else None


def _weight(goal: GoalSummary) -> tuple[bool, datetime.date]:
    return not goal.agency.is_invented, goal.latest_figure or datetime.date.min


def is_news(day: datetime.date, site: Site) -> bool:
    """Whether an outcome that was told that day is one of the latest."""
    return day >= datetime.date(max(site.as_of.year - MOST_YEARS, 1), site.as_of.month, min(site.as_of.day, 28))
