"""Outcomes and comparisons come in; the rows of a table, ready to be printed, go out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ledstjarna.derive.figures import row_decimals, told_apart
from ledstjarna.derive.published import is_early
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.model.outcome import Comparison, Outcome
from ledstjarna.model.people import is_number_of
from ledstjarna.render.sources import cited
from ledstjarna.render.told import join
from ledstjarna.render.voice import Voice

FEW_RESPONDENTS = 30


def outcome_rows(standing: IndicatorStanding, voice: Voice) -> list[dict[str, Any]]:
    """Every outcome that is published, the latest first."""
    return [_row(outcome, standing, voice) for outcome in reversed(standing.outcomes)]


def comparison_rows(comparison: Comparison, standing: IndicatorStanding, voice: Voice) -> list[dict[str, Any]]:
    """Every value of a comparison, the latest first."""
    values = sorted(comparison.values, key=lambda entry: entry.period.key, reverse=True)
    return [
        {
            "period": voice.period(entry.period),
            "value": voice.number(entry.value, told_apart((), [entry.value], standing)),
            "kind": "",
            "remarks": [],
            "corrected_by": [],
            "note": None,
            **_published(entry.published, voice),
            **cited(comparison.source, voice),
        }
        for entry in values
    ]


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


def _row(outcome: Outcome, standing: IndicatorStanding, voice: Voice) -> dict[str, Any]:
    decimals = row_decimals(outcome, standing)
    value = outcome_value(outcome, standing, voice) if outcome.value is None else voice.number(outcome.value, decimals)
    remarks = list(_remarks(outcome, decimals, voice))  # corrections come first
    corrected_by = [cited(correction.source, voice) if correction.source else None for correction in outcome.ordered_corrections]
    return {
        "period": voice.period(outcome.period),
        "value": value,
        "kind": _kind(outcome, standing, voice),
        "remarks": remarks,
        "corrected_by": [*corrected_by, *([None] * len(remarks))][: len(remarks)],
        "note": outcome.note,
        **_published(outcome.published, voice),
        **cited(outcome.source or standing.indicator.source, voice),
    }


def _kind(outcome: Outcome, standing: IndicatorStanding, voice: Voice) -> str:
    if outcome.kind == "preliminary" and is_early(outcome, standing.indicator):
        return voice._("published before the period was over")
    return {"preliminary": voice._("preliminary"), "forecast": voice._("forecast"), "outcome": ""}[outcome.kind]


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


def _published(date: Any, voice: Voice) -> dict[str, str]:
    return {"published": voice.date(date) if date else ""}
