"""What is recorded of a site's goals comes in; a file for each goal goes out, with every version as written, and what each step changed.

There are no statuses in it: another version of the tool may judge otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledstjarna.addresses import Addresses, record_file
from ledstjarna.data.records import json_text
from ledstjarna.derive.site import Site
from ledstjarna.history.change import Change, Entry
from ledstjarna.history.past import DatedVersion, GoalPast, SiteHistory
from ledstjarna.model.settings import Settings


def history_files(site: Site, history: SiteHistory) -> Iterator[tuple[str, str]]:
    """The history of every goal that there has been and is no longer, as far as it is recorded and dated."""
    for id, past in history.goals.items():
        if past.since and id not in site.goals:
            yield record_file("goal", id, "history.json"), history_file(past, history.versions[id], site.settings)


def history_file(past: GoalPast, versions: tuple[DatedVersion, ...], settings: Settings) -> str:
    """The history of a goal that is recorded."""
    return json_text(_tell(past, versions, Addresses(settings), settings.codes))


def _tell(past: GoalPast, versions: tuple[DatedVersion, ...], addresses: Addresses, codes: tuple[str, ...]) -> dict[str, Any]:
    told = [_entry(entry) for entry in past.entries if entry.day]
    return {
        "goal": past.id,
        "agency": past.agency,
        "since": past.since,
        "removed": past.is_gone,
        "pages": {code: addresses.record("goal", past.id, code) for code in codes},
        "steps": [entry for entry in told if entry["changes"]],
        "goalposts": [{"step": post.entry.id, "kind": post.kind} for post in past.goalposts if post.entry.day],
        "versions": [_version(version) for version in versions],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    """A step; that a status changed is left out."""
    return {
        "step": entry.id,
        "date": entry.day,
        "commit": entry.commit or None,
        "changes": [_change(change) for change in entry.changes if change.kind != "status_changed"],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "about": change.about or None,
        "period": change.period,
        "before": change.before,
        "after": change.after,
        "reason": change.reason,
    }


def _version(version: DatedVersion) -> dict[str, Any]:
    if version.withheld:
        return {"step": version.id, "date": version.day, "commit": version.commit, "withheld": version.withheld}
    return {"step": version.id, "date": version.day, "commit": version.commit, "goal": version.goal, "outcomes": version.outcomes}
