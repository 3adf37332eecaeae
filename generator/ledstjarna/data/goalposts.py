"""What is recorded of a site's goals comes in; the moved goalposts go out as JSON, with what was, what became and what was known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledstjarna.addresses import Addresses, data_file, entry_fragment
from ledstjarna.data.records import json_text
from ledstjarna.data.tables.goalposts import GoalpostRow, goalpost_rows
from ledstjarna.derive.site import Site
from ledstjarna.history.change import Change
from ledstjarna.history.past import SiteHistory


def goalpost_files(site: Site, history: SiteHistory) -> Iterator[tuple[str, str]]:
    """The list of all; none where nothing is recorded, since an empty list would say that nothing was moved."""
    if history.absence is None:
        addresses = Addresses(site.settings)
        told = [_tell(row, addresses, site.settings.codes) for row in goalpost_rows(site, history)]
        yield data_file("goalposts.json"), json_text({"since": history.since, "goalposts": told})


def _tell(row: GoalpostRow, addresses: Addresses, codes: tuple[str, ...]) -> dict[str, Any]:
    post = row.post
    fragment = entry_fragment(post.entry.id)
    return {
        "goal": row.past.id,
        "agency": row.agency.id,
        "invented": row.agency.is_invented,
        "entry": post.entry.id,
        "date": post.entry.day,
        "commit": post.entry.commit,
        "kind": post.kind,
        "indicator": post.changes[0].measure.id if post.changes[0].measure else None,
        "changes": [_tell_change(change) for change in post.changes],
        "known": post.known,
        "known_since": post.since,
        "pages": {code: f"{addresses.record('goal', row.past.id, code)}#{fragment}" for code in codes},
    }


def _tell_change(change: Change) -> dict[str, Any]:
    """What was and what became, as the content has it."""
    return {"kind": change.kind, "before": change.before, "after": change.after, "reason": change.reason}
