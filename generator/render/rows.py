"""Outcomes and comparisons come in; the rows of a table, ready to be printed, go out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.derive.standing import IndicatorStanding
from generator.model.document import Source
from generator.model.goal import Indicator
from generator.model.outcome import Comparison, Outcome
from generator.render.told import join
from generator.render.voice import Voice

FEW_RESPONDENTS = 30


def outcome_rows(standing: IndicatorStanding, voice: Voice) -> list[dict[str, Any]]:
    """Every outcome that is published, the latest first."""
    indicator = standing.indicator
    return [_row(outcome, indicator, voice) for outcome in reversed(standing.outcomes)]


def comparison_rows(comparison: Comparison, indicator: Indicator, voice: Voice) -> list[dict[str, Any]]:
    """Every value of a comparison, the latest first."""
    values = sorted(comparison.values, key=lambda entry: entry.period.key, reverse=True)
    return [
        {
            "period": voice.period(entry.period),
            "value": voice.number(entry.value, indicator.decimals),
            "kind": "",
            "remarks": [],
            "note": None,
            **_published(entry.published, voice),
            **_source(comparison.source, voice),
        }
        for entry in values
    ]


def outcome_value(outcome: Outcome, indicator: Indicator, voice: Voice) -> str:
    """What an outcome says, in words, with its unit."""
    if outcome.withheld:
        return voice._("fewer than 5") if outcome.withheld == "fewer_than_5" else voice._("withheld, too few people")
    if outcome.done is not None:
        return voice._("done") if outcome.done else voice._("not done")
    return "" if outcome.value is None else voice.measure(outcome.value, indicator.unit, indicator.decimals, indicator.unit_one)


def _row(outcome: Outcome, indicator: Indicator, voice: Voice) -> dict[str, Any]:
    value = outcome_value(outcome, indicator, voice) if outcome.value is None else voice.number(outcome.value, indicator.decimals)
    kinds = {"preliminary": voice._("preliminary"), "forecast": voice._("forecast"), "outcome": ""}
    return {
        "period": voice.period(outcome.period),
        "value": value,
        "kind": kinds[outcome.kind],
        "remarks": list(_remarks(outcome, indicator, voice)),
        "note": outcome.note,
        **_published(outcome.published, voice),
        **_source(outcome.source or indicator.source, voice),
    }


def _remarks(outcome: Outcome, indicator: Indicator, voice: Voice) -> Iterable[str]:
    corrections = sorted(outcome.corrections, key=lambda correction: correction.date)
    for correction, became in zip(corrections, [*(later.was for later in corrections[1:]), outcome.value], strict=False):
        was = voice.number(correction.was, indicator.decimals)
        now = voice.number(became, indicator.decimals) if became is not None else voice._("a figure that is not shown")
        why = voice.told(correction.why) if correction.why else ""
        yield join((voice._("Corrected {date}: {was} became {now}.", date=voice.date(correction.date), was=was, now=now), why))
    if outcome.interval:
        low, high = (voice.number(end, indicator.decimals) for end in outcome.interval)
        yield voice._("Margin of error: {low} to {high}.", low=low, high=high)
    if outcome.by_sex:
        women, men = (
            voice._("not stated") if value is None else voice.number(value, indicator.decimals)
            for value in (outcome.by_sex.women, outcome.by_sex.men)
        )
        yield voice._("Women: {women}. Men: {men}.", women=women, men=men)
    if outcome.respondents is not None:
        yield voice.n("{n} respondent.", "{n} respondents.", outcome.respondents)
        if outcome.respondents < FEW_RESPONDENTS:
            yield voice._("Fewer than 30 answered, so the figure is uncertain.")


def _published(date: Any, voice: Voice) -> dict[str, str]:
    return {"published": voice.date(date) if date else "", "published_iso": date.isoformat() if date else ""}


def _source(source: Source | None, voice: Voice) -> dict[str, Any]:
    if source is None:
        return {"source": "", "href": ""}
    return {"source": source.title or source.publisher or (voice._("Source") if source.url else ""), "href": source.url or ""}
