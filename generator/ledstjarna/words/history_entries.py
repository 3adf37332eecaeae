"""What is recorded of a goal, and what its body tells of earlier days, come in; what pages, feeds and lists tell of each step goes out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from ledstjarna.history.change import Change, Entry
from ledstjarna.history.past import GoalPast
from ledstjarna.history.records import RecordPast
from ledstjarna.model.goal import Event
from ledstjarna.words.changes import change_sentence, reason_sentence
from ledstjarna.words.goalposts import goalpost_word
from ledstjarna.words.mixed_text import join
from ledstjarna.words.record_changes import record_change_sentence
from ledstjarna.words.sources import named_document
from ledstjarna.words.statuses import event_word
from ledstjarna.words.told_values import told_day
from ledstjarna.words.voice import Voice

# What names the measure that it is about in its own sentence.
_NAMING = frozenset({"measure_promised", "measure_named", "measure_added", "measure_removed"})


class ToldChanges(NamedTuple):
    """Changes of a step that were decided together: a sentence each, why in the body's own words, and the document that says so.

    ``note`` tells that there is no reason, or when it was decided; ``document`` is as ``document_line`` takes it.
    """

    sentences: tuple[str, ...]
    note: str = ""
    reason: Mapping[str, str] | None = None
    document: dict[str, Any] | None = None


class ToldEntry(NamedTuple):
    """A step of a goal's history. What its body tells of earlier days has no ``id``; ``kind`` is then the word for what happened.

    ``moved`` is the word for what nobody should miss, where it is that; ``commit`` is whole; ``is_quiet`` tells that it says little.
    """

    id: str
    iso: str
    date: str
    kind: str
    parts: tuple[ToldChanges, ...]
    moved: str = ""
    commit: str = ""
    is_quiet: bool = False


def tell_entry(entry: Entry, past: GoalPast | RecordPast, voice: Voice, *, is_read: bool) -> ToldEntry:
    """A recorded step; ``is_read`` is that of ``reason_sentence``."""
    names = _measures(past)
    loud_first = sorted(entry.changes, key=lambda change: change.is_quiet)
    parts = []
    for (note, reason), group in groupby(
        loud_first, key=lambda change: _tell_reason(change, voice, is_read=is_read, asks=past.kind == "goal")
    ):
        changes = list(group)
        event = changes[0].reason
        told = join([text for text in (note, _tell_decided(event, voice) if event else "") if text])
        sentences = tuple(_tell_change(change, past, names, voice) for change in changes)
        parts.append(ToldChanges(sentences, told, reason, named_document(event.document, voice) if event else None))
    moved = next((goalpost_word(post.kind, voice) for post in past.goalposts if post.entry.id == entry.id), "")
    return ToldEntry(
        entry.id,
        entry.day.isoformat() if entry.day else "",
        told_day(entry.day, voice),
        "",
        tuple(parts),
        moved,
        entry.commit,
        entry.is_quiet,
    )


def _measures(past: GoalPast | RecordPast) -> frozenset[str]:
    """The measures that the goal's changes are about."""
    return frozenset(change.measure.id for entry in past.entries for change in entry.changes if change.measure)


def _tell_change(change: Change, past: GoalPast | RecordPast, measures: Collection[str], voice: Voice) -> str:
    """A sentence; where a goal has had several measures, the one that it is about is named before it."""
    if past.kind != "goal":
        return record_change_sentence(past.kind, change, voice)
    sentence = change_sentence(change, voice)
    if len(measures) < 2 or change.measure is None or change.measure.name is None or change.kind in _NAMING:
        return sentence
    return voice._("{measure}: {what}", measure=voice.told(change.measure.name), what=sentence)


def _tell_decided(event: Event, voice: Voice) -> str:
    """When it was decided, where that is told."""
    return voice._("Decided {when}.", when=voice.on(event.date)) if event.kind in ("decided", "decision") else ""


def _tell_reason(change: Change, voice: Voice, *, is_read: bool, asks: bool) -> tuple[str, Mapping[str, str] | None]:
    """That there is no reason, where that is to be told; else the reason. Only of goals it can be recorded, so only of them it ``asks``."""
    reason = change.published_reason if change.wants_reason else None
    return ("" if reason or not asks else reason_sentence(change, voice, is_read=is_read)), reason


def tell_event(event: Event, names: dict[str, str], voice: Voice) -> ToldEntry:
    """What the body tells of an earlier day; ``names`` are those of its measures, by id."""
    about = names.get(event.about or "", event.about or "")
    kind = event_word(event.kind, voice)
    kind = voice._("{kind}: {about}", kind=kind, about=about) if about else kind
    told = ToldChanges((), "", event.text, named_document(event.document, voice))
    return ToldEntry("", event.date.isoformat(), voice.date(event.date), kind, (told,))


def list_untold(events: Iterable[Event], past: GoalPast | None) -> Iterator[Event]:
    """The events that no recorded change has as its reason."""
    reasons = [change.reason for entry in past.entries for change in entry.changes] if past else []
    return (event for event in events if event not in reasons)


class Year(NamedTuple):
    """The steps of a year, the newest first, those that say little apart."""

    label: str
    loud: tuple[ToldEntry, ...]
    quiet: tuple[ToldEntry, ...]


def by_year(entries: Sequence[ToldEntry]) -> list[Year]:
    """Steps that come the newest first, by year; what is not dated yet comes first."""
    years = []
    for year, found in groupby(entries, key=lambda entry: entry.iso[:4]):
        told = list(found)
        loud = tuple(entry for entry in told if not entry.is_quiet)
        years.append(Year(year, loud, tuple(entry for entry in told if entry.is_quiet)))
    return years


def newest_first(entries: Iterable[ToldEntry]) -> list[ToldEntry]:
    """Steps in the order of a page; of a day, what was recorded last comes first."""
    ordered = sorted(enumerate(entries), key=lambda pair: (not pair[1].iso, pair[1].iso, pair[0]), reverse=True)
    return [entry for _, entry in ordered]
