"""Outcomes and comparisons come in; the rows of a table, ready to be printed, go out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ledstjarna.derive.facts import IndicatorFacts
from ledstjarna.derive.figures import told_apart
from ledstjarna.derive.published import is_early
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.model.outcome import Comparison, Outcome
from ledstjarna.model.people import is_number_of
from ledstjarna.model.times import Period
from ledstjarna.words.mixed_text import join
from ledstjarna.words.sources import Cited, cited
from ledstjarna.words.voice import N_, Voice

FEW_RESPONDENTS = 30
MOST_UNFOLDED, FIRST = 3, 2  # a longer table shows its first rows, and folds the others
_KINDS = {"preliminary": N_("preliminary"), "forecast": N_("forecast")}
TextInLanguages = Mapping[str, str] | str


class OutcomeRow(NamedTuple):
    """A figure in a table. ``told_by`` is who tells what others found, ``corrected_by`` a source for each remark, or None.

    ``at`` is where the figure is drawn in the measure's chart, as the numbers of its place; nothing where it is not.
    """

    period: str
    value: str
    kind: str
    published: str
    source: TextInLanguages
    href: str
    told_by: TextInLanguages
    remarks: Sequence[str] = ()
    corrected_by: Sequence[Cited | None] = ()
    note: TextInLanguages | None = None
    at: str = ""


class Folded(NamedTuple):
    """The rows of a table: those that are seen at once, those that are folded, and what the fold is called."""

    shown: Sequence[OutcomeRow]
    older: Sequence[OutcomeRow]
    label: str = ""


def fold_rows(rows: Sequence[OutcomeRow], voice: Voice) -> Folded:
    """The latest rows, and the older ones of a table that is long."""
    if len(rows) <= MOST_UNFOLDED:
        return Folded(rows, ())
    older = rows[FIRST:]
    many, first, last = voice.number(len(older)), older[-1].period, older[0].period
    return Folded(rows[:FIRST], older, voice._("{n} older figures: {first} to {last}", n=many, first=first, last=last))


def fold_all(rows: Sequence[OutcomeRow], caption: str, voice: Voice) -> Folded:
    """Every row folded; the fold is called what the table is, and tells how many figures it has."""
    many = voice.n("{n} figure", "{n} figures", len(rows))
    return Folded((), rows, join((caption, f"({many})")))


def outcome_rows(facts: IndicatorFacts, voice: Voice) -> list[OutcomeRow]:
    """Every outcome that is published, the latest first."""
    standing = facts.standing
    usual = cited(standing.indicator.source, voice)
    told = zip(reversed(standing.outcomes), reversed(facts.decimals), strict=True)
    return [_row(outcome, facts, decimals, usual, voice) for outcome, decimals in told]


def comparison_rows(id: str, comparison: Comparison, facts: IndicatorFacts, voice: Voice) -> list[OutcomeRow]:
    """Every value of the comparison of that id, the latest first."""
    standing = facts.standing
    values = sorted(comparison.values, key=lambda entry: entry.period.key, reverse=True)
    source = cited(comparison.source, voice)
    return [
        OutcomeRow(
            voice.period(entry.period),
            voice.number(entry.value, told_apart((), [entry.value], standing)),
            "",
            voice.date(entry.published) if entry.published else "",
            *source,
            at=_spot(id, entry.period, facts),
        )
        for entry in values
    ]


def same_source(rows: Sequence[OutcomeRow]) -> dict[str, Any]:
    """The source of every row, where there are several and it is the same: it is told once, above them. Else nothing."""
    if len(rows) < 2 or not rows[0].source:
        return {}
    source, href, told_by = rows[0].source, rows[0].href, rows[0].told_by
    is_same = all(row.source == source and row.href == href and row.told_by == told_by for row in rows)
    return {"source": source, "href": href, "told_by": told_by} if is_same else {}


def same_note(rows: Sequence[OutcomeRow]) -> dict[str, Any]:
    """The note of every row, where there are several and it is the same: it too is told once. Else nothing."""
    notes = [row.note for row in rows]
    return {"note": notes[0]} if len(notes) > 1 and notes[0] and all(note == notes[0] for note in notes) else {}


def outcome_value(outcome: Outcome, standing: IndicatorStanding, voice: Voice) -> str:
    """What an outcome says, in words, with its unit."""
    if outcome.withheld == "fewer_than_5":
        return voice._("fewer than 5") if is_number_of(standing.indicator) else voice._("withheld, fewer than 5 people")
    if outcome.withheld:
        return voice._("withheld, too few people")
    if outcome.done is not None:
        return voice._("done") if outcome.done else voice._("not done")
    if outcome.value is None:
        return ""
    told = standing.indicator
    return voice.measure(outcome.value, told.unit, told_apart((), [outcome.value], standing), told.unit_one)


def _spot(series: str, period: Period, facts: IndicatorFacts) -> str:
    """Where a figure is drawn; a series of comparison has an id, the results have none."""
    place = facts.chart.spots.get((series, period)) if facts.chart else None
    return f"{place[0]} {place[1]}" if place else ""


def _row(outcome: Outcome, facts: IndicatorFacts, decimals: int | None, usual: Cited, voice: Voice) -> OutcomeRow:
    """``usual`` is the source of figures that name none of their own."""
    standing = facts.standing
    remarks: list[str] = []
    corrected_by: list[Cited | None] = []
    if outcome.corrections or outcome.interval or outcome.by_sex or outcome.respondents is not None:
        remarks = list(_remarks(outcome, decimals, voice))  # corrections come first
        named = [cited(correction.source, voice) if correction.source else None for correction in outcome.ordered_corrections]
        corrected_by = [*named, *([None] * len(remarks))][: len(remarks)]
    return OutcomeRow(
        voice.period(outcome.period),
        outcome_value(outcome, standing, voice) if outcome.value is None else voice.number(outcome.value, decimals),
        _kind(outcome, standing, voice),
        voice.date(outcome.published) if outcome.published else "",
        *(cited(outcome.source, voice) if outcome.source else usual),
        remarks,
        corrected_by,
        outcome.note,
        _spot("", outcome.period, facts),
    )


def _kind(outcome: Outcome, standing: IndicatorStanding, voice: Voice) -> str:
    if outcome.kind == "preliminary" and is_early(outcome, standing.indicator):
        return voice._("published before the period was over")
    return voice._(_KINDS[outcome.kind]) if outcome.kind in _KINDS else ""


def _remarks(outcome: Outcome, decimals: int | None, voice: Voice) -> Iterable[str]:
    corrections = outcome.ordered_corrections
    for correction, became in zip(corrections, [*(later.was for later in corrections[1:]), outcome.value], strict=False):
        was = voice.number(correction.was, decimals)
        now = voice.number(became, decimals) if became is not None else voice._("a figure that is not shown")
        why = voice.told(correction.why) if correction.why else ""
        if correction.date:
            told = voice._("Corrected {when}: {was} became {now}.", when=voice.on(correction.date), was=was, now=now)
        else:
            told = voice._("Corrected, when is not known here: {was} became {now}.", was=was, now=now)
        yield join((told, why))
    if outcome.interval:
        low, high = (voice.number(end, decimals) for end in outcome.interval)
        yield voice._("Margin of error: {low} to {high}.", low=low, high=high)
    if outcome.by_sex:
        women, men = (
            voice._("not given here") if value is None else voice.number(value, decimals)
            for value in (outcome.by_sex.women, outcome.by_sex.men)
        )
        yield voice._("Women: {women}. Men: {men}.", women=women, men=men)
    if outcome.respondents is not None:
        yield voice.n("{n} respondent.", "{n} respondents.", outcome.respondents)
        if outcome.respondents < FEW_RESPONDENTS:
            yield voice._("Fewer than 30 answered, so the figure is uncertain.")
