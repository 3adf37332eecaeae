"""What is recorded of a site's goals comes in; what an audit tells of it goes out: steps as rows, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ledstjarna.addresses import Addresses, entry_fragment
from ledstjarna.history.audit import Audit, list_unexplained
from ledstjarna.history.change import Change, Entry
from ledstjarna.history.past import GoalPast, SiteHistory
from ledstjarna.words.change_lists import record_sentence
from ledstjarna.words.changes import change_sentence
from ledstjarna.words.goalposts import goalpost_word
from ledstjarna.words.voice import Voice


class AuditRow(NamedTuple):
    """A step of a goal's history that asks for a reason, or that nobody should miss; ``day`` is empty where it is not committed."""

    goal: str
    agency: str
    title: str
    step: str
    day: str
    commit: str
    kinds: tuple[str, ...]
    sentences: tuple[str, ...]
    page: str


def tell_unexplained(history: SiteHistory, voice: Voice) -> Iterator[AuditRow]:
    """Every step with changes without a reason, goal by goal, the oldest first."""
    for step in list_unexplained(history):
        yield _row(step.past, step.entry, step.changes, [change.kind for change in step.changes], voice)


def tell_goalposts(history: SiteHistory, voice: Voice) -> Iterator[AuditRow]:
    """Every goalpost, goal by goal, the newest first; its kind comes before those of its changes."""
    for past in history.goals.values():
        for post in past.goalposts:
            yield _row(past, post.entry, post.changes, [post.kind, *(change.kind for change in post.changes)], voice)


def _row(past: GoalPast, entry: Entry, changes: tuple[Change, ...], kinds: list[str], voice: Voice) -> AuditRow:
    page = Addresses(voice.settings).record("goal", past.id, voice.code)
    return AuditRow(
        past.id,
        past.agency,
        str(voice.told(past.title)),
        entry.id,
        entry.day.isoformat() if entry.day else "",
        entry.commit,
        tuple(dict.fromkeys(kinds)),
        tuple(str(change_sentence(change, voice)) for change in changes),
        f"{page}#{entry_fragment(entry.id)}",
    )


def audit_sentences(audit: Audit, history: SiteHistory, voice: Voice) -> list[str]:
    """What it comes to: since when is recorded, how many goals, steps and changes there are, and how many have no reason."""
    told = [record_sentence(history, voice)]
    if history.absence:
        return told
    told += [
        voice.n("{n} goal has a recorded history.", "{n} goals have a recorded history.", audit.goals),
        voice.n("{n} change is recorded.", "{n} changes are recorded.", audit.changes),
        voice.n(
            "{n} change that a body decides has no recorded reason.",
            "{n} changes that a body decides have no recorded reason.",
            audit.unexplained,
        ),
    ]
    goalposts = sorted(audit.goalposts.items())
    return told + [voice._("{word}: {n}", word=goalpost_word(kind, voice), n=voice.number(many)) for kind, many in goalposts]
