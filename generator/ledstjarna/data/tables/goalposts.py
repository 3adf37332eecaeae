"""What is recorded of a site's goals comes in; the table of moved goalposts goes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ledstjarna.addresses import entry_fragment
from ledstjarna.data.tables.column import Table, Way, by_row, own, page
from ledstjarna.derive.nodes import AgencyNode
from ledstjarna.derive.site import Site
from ledstjarna.history.goalposts import Goalpost
from ledstjarna.history.past import GoalPast, SiteHistory
from ledstjarna.words.changed_figures import outcome_figure
from ledstjarna.words.changes import change_sentence
from ledstjarna.words.downloads import TABLES
from ledstjarna.words.goalposts import goalpost_word
from ledstjarna.words.mixed_text import join
from ledstjarna.words.voice import Voice


@dataclass(frozen=True, slots=True)
class GoalpostRow:
    """A goalpost of a goal that there is or has been."""

    past: GoalPast
    agency: AgencyNode
    post: Goalpost


def goalpost_rows(site: Site, history: SiteHistory) -> Iterator[GoalpostRow]:
    """Every goalpost that is dated, goal by goal, the newest first."""
    for past in history.goals.values():
        if agency := site.agencies.get(past.agency):
            yield from (GoalpostRow(past, agency, post) for post in past.goalposts if post.entry.day)


def _measure(row: GoalpostRow) -> str | None:
    measure = row.post.changes[0].measure
    return measure.id if measure else None


def _what(row: GoalpostRow, voice: Voice) -> str:
    return str(join([change_sentence(change, voice) for change in row.post.changes]))


def _known(row: GoalpostRow, voice: Voice) -> str | None:
    known = row.post.known
    return str(outcome_figure(known, row.post.changes[0].measure, voice)) if known else None


def _reason(row: GoalpostRow, voice: Voice) -> str | None:
    reasons = [reason for change in row.post.changes if (reason := change.published_reason)]
    return own(reasons[0], voice) if reasons else None


_WAYS: dict[str, Way] = {
    "goal": lambda row, _: row.past.id,
    "goal_title*": lambda row, voice: own(row.past.title, voice),
    "agency": lambda row, _: row.agency.id,
    "agency_name*": lambda row, voice: own(row.agency.record.name, voice),
    "invented": lambda row, _: row.agency.is_invented,
    "date": lambda row, _: row.post.entry.day,
    "entry": lambda row, _: row.post.entry.id,
    "goalpost_kind": lambda row, _: row.post.kind,
    "goalpost*": lambda row, voice: goalpost_word(row.post.kind, voice),
    "change_kinds": lambda row, _: " ".join(dict.fromkeys(change.kind for change in row.post.changes)),
    "indicator": lambda row, _: _measure(row),
    "change*": _what,
    "known_period": lambda row, _: row.post.known and row.post.known.period.text,
    "known_value*": _known,
    "known_since": lambda row, _: row.post.since,
    "reason*": _reason,
    "commit": lambda row, _: row.post.entry.commit or None,
    "page*": lambda row, voice: f"{page('goal', row.past.id, voice)}#{entry_fragment(row.post.entry.id)}",
}

GOALPOSTS = Table("goalposts", *TABLES["goalposts"], ("goal", "entry", "goalpost_kind", "indicator"), by_row(_WAYS))
