"""Goals with their records come in; what lists say of each goes out in every language, and what a body says of them together."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ledstjarna.derive.dated import latest_fact
from ledstjarna.derive.due_dates import DueDates, finding_due_dates, goal_due_dates
from ledstjarna.derive.due_days import DueDays, join_due_days, last_day
from ledstjarna.derive.heads import Heads
from ledstjarna.derive.missing import Lack, find_missing
from ledstjarna.derive.nodes import AgencyNode, FindingNode, GoalNode, PlanNode
from ledstjarna.derive.published import told_day
from ledstjarna.derive.summary import (
    MOST_TOLD,
    BodyPart,
    Brief,
    GoalSummary,
    GoalWords,
    ToldDay,
    ToldEvent,
    ToldLack,
    ToldLate,
    ToldOutcome,
)
from ledstjarna.derive.tally import counted_status
from ledstjarna.model.goal import Event
from ledstjarna.words import sources
from ledstjarna.words.calendar import tell_day
from ledstjarna.words.charts import tell_sparklines
from ledstjarna.words.due_outcomes import late_sentences
from ledstjarna.words.goalposts import contradicted_word, goalpost_word
from ledstjarna.words.missing import tell_lack
from ledstjarna.words.phrases import outcome_phrase
from ledstjarna.words.sentences import goal_sentence
from ledstjarna.words.statuses import event_word, fate_word, goal_word, late_word
from ledstjarna.words.voice import Voice

Voices = Mapping[str, Voice]


def summarize(goal: GoalNode, *, as_of: datetime.date) -> GoalSummary:
    """What others say of a goal."""
    record, standings = goal.record, goal.standing.indicators
    latest = [told_day(standing.latest) for standing in standings if standing.latest]
    return GoalSummary(
        id=goal.id,
        agency_id=goal.agency.id,
        plan_id=goal.plan.id,
        parent_id=record.parent,
        became=tuple(record.fate.into) if record.fate else (),
        title=record.title,
        lifecycle=record.lifecycle,
        perspective=record.perspective,
        tags=tuple(record.tags),
        aliases=tuple(record.aliases),
        progress_status=goal.standing.progress_status,
        reporting_status=goal.standing.reporting_status,
        counted=counted_status(goal),
        indicators=tuple(standing.indicator.id for standing in standings),
        measured=tuple(standing.progress_status for standing in standings if standing.progress_status),
        methods=tuple(dict.fromkeys(standing.method for standing in standings)),
        is_named=not all(indicator.promised for indicator in record.indicators),
        is_known_without=not record.indicators and goal.has_no_measure,
        is_read=goal.is_read,
        latest_figure=max(latest, default=None),
        latest_fact=latest_fact(goal, as_of=as_of),
    )


def tell_words(goal: GoalNode, voices: Voices) -> dict[str, GoalWords]:
    """What is said of a goal in each language, wherever it is listed."""
    return {code: _tell(goal, voice) for code, voice in voices.items()}


def _tell(goal: GoalNode, voice: Voice) -> GoalWords:
    """What is the same in every list."""
    return GoalWords(
        goal_word(goal, voice),
        goal_sentence(goal, voice),
        late_word(voice, is_late=goal.is_late, is_awaited=goal.is_awaited),
        _tell_goalpost(goal, voice),
        _ended_word(goal, voice),
        tuple(tell_sparklines(goal, voice)),
    )


def _tell_goalpost(goal: GoalNode, voice: Voice) -> str:
    """What nobody should miss of it, in a word or two."""
    if goal.goalpost:
        return goalpost_word(goal.goalpost, voice)
    return contradicted_word(voice) if goal.is_fate_contradicted else ""


def _ended_word(goal: GoalNode, voice: Voice) -> str:
    """What became of it, where it has ended."""
    if goal.record.lifecycle != "ended":
        return ""
    return fate_word(goal.record.fate, voice, is_contradicted=goal.is_fate_contradicted)


def tell_part(goals: Sequence[GoalNode], voices: Voices, *, as_of: datetime.date) -> tuple[Brief, BodyPart]:
    """What some goals of a body have to tell together."""
    due, days = _tell_days([goal_due_dates(goal, as_of) for goal in goals], voices, as_of)
    lacks = [lack for goal in goals for lack in find_missing(goal, tuple(voices))]
    late = tuple(entry for goal in goals for entry in _late(goal, voices))
    told = BodyPart(late, tuple(_events(goals, voices)), _tell_lacks(lacks, voices), days)
    return _brief(due, lacks, tuple(_latest(goals, voices))), told


def tell_head(agency: AgencyNode, heads: Heads, voices: Voices) -> tuple[Brief, BodyPart]:
    """What a body has to tell beside its goals: of itself, its plans and its findings."""
    nodes: tuple[FindingNode | AgencyNode | PlanNode, ...] = (*agency.findings, agency, *agency.plans)
    lacks = [lack for node in nodes for lack in find_missing(node, tuple(voices))]
    due, days = _tell_days([finding_due_dates(finding, heads.as_of) for finding in agency.findings], voices, heads.as_of)
    return _brief(due, lacks), BodyPart(lacks=_tell_lacks(lacks, voices), days=days)


def _brief(due: DueDays, lacks: Sequence[Lack], latest: tuple[ToldOutcome, ...] = ()) -> Brief:
    counts: dict[str, tuple[int, int]] = {}
    texts = Counter[str]()
    for lack in lacks:
        rows, many = counts.get(lack.kind, (0, 0))
        counts[lack.kind] = (rows + 1, many + lack.many)
        texts.update(dict(lack.languages))
    return Brief(due, latest, counts, texts)


def _tell_lacks(lacks: Iterable[Lack], voices: Voices) -> tuple[ToldLack, ...]:
    return tuple(tell_lack(lack, voices) for lack in lacks)


def _tell_days(dates: Sequence[DueDates], voices: Voices, as_of: datetime.date) -> tuple[DueDays, dict[str, dict[str, ToldDay]]]:
    """What falls due, and how the days that pages show are told in each language."""
    due = join_due_days([one.days for one in dates], last_day(as_of))
    shown = {entry.key for part in (due.late, due.passed, due.coming) for entry in part}
    past = [entry for one in dates for entry in (*one.late, *one.passed) if entry.key in shown]
    coming = [entry for one in dates for entry in one.coming if entry.key in shown]
    days: dict[str, dict[str, ToldDay]] = {}
    for code, voice in voices.items():
        days[code] = {entry.key: tell_day(entry, voice, is_past=True) for entry in past}
        days[code] |= {entry.key: tell_day(entry, voice, is_past=False) for entry in coming}
    return due, days


def _late(goal: GoalNode, voices: Voices) -> Iterator[ToldLate]:
    """Every measure whose outcome is late."""
    for standing in goal.standing.indicators:
        if standing.owed.late:
            told = {code: late_sentences(standing, voice) for code, voice in voices.items()}
            yield ToldLate(goal.id, standing.indicator.id, standing.indicator.name or {}, told)


def _latest(goals: Iterable[GoalNode], voices: Voices) -> Iterator[ToldOutcome]:
    """The latest outcomes of all measures, no more than are ever told."""
    found = [(told_day(standing.latest), goal, standing) for goal in goals for standing in goal.standing.indicators if standing.latest]
    found.sort(key=lambda entry: (entry[1].id, entry[2].indicator.id))
    found.sort(key=lambda entry: entry[0], reverse=True)
    for day, goal, standing in found[:MOST_TOLD]:
        assert standing.latest
        phrases = {code: outcome_phrase(standing.latest, standing, voice) for code, voice in voices.items()}
        fates = {code: _ended_word(goal, voice) for code, voice in voices.items()}
        yield ToldOutcome(day, goal.id, standing.indicator.id, standing.indicator.name or {}, phrases, fates)


def _events(goals: Iterable[GoalNode], voices: Voices) -> Iterator[ToldEvent]:
    """What happened last, the latest first."""
    found = [(goal, event) for goal in goals for event in goal.record.events]
    for goal, event in sorted(found, key=lambda entry: entry[1].date, reverse=True)[:MOST_TOLD]:
        yield ToldEvent(event.date, goal.id, {code: _tell_event(event, voice) for code, voice in voices.items()})


def _tell_event(event: Event, voice: Voice) -> dict[str, Any]:
    """What the component ``event_list`` takes of an event."""
    return {
        "iso": event.date.isoformat(),
        "date": voice.date(event.date),
        "kind": event_word(event.kind, voice),
        "text": event.text,
        "document": sources.named_document(event.document, voice),
    }
