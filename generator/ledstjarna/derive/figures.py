"""How an indicator stands comes in; how its figures are told goes out: one number of decimals for all that are read together.

Results, what they are held against and what was decided are one group, the shares of the way another, and a row of a table a third,
which is told at least as finely as the first.

What rounds alone cannot know what it is read beside: 79.6 against 80, without decimals, is a contradiction. So a group's decimals grow
from ``decimals`` until no order or difference is hidden. A chart's first figure and its forecast belong to it, since the card tells both.
Without ``decimals`` each figure is told as it was written, which hides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain, combinations, product
from typing import Literal

from ledstjarna.derive.progress import ALL_OF_IT
from ledstjarna.derive.rounding import Figure, Pair, Rounding, distance, enough_decimals, near, own_decimals, round_away
from ledstjarna.derive.runs import Series
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.model.goal import Indicator
from ledstjarna.model.outcome import Outcome


def find_rounding(standing: IndicatorStanding, series: Series | None) -> Rounding:
    """How the figures of an indicator, and of the series that is drawn of it, are told, whatever page they stand on."""
    results, level, decided = _results(standing), standing.level_now, _decided(standing.indicator)
    others = [*decided, *_compared(standing)]
    shares = _share_decimals(standing)
    if standing.indicator.decimals is None:
        decimals = _level_decimals(results, level)
        return Rounding(None, decimals, _level_is(level, results, decimals), shares)
    start = max([standing.indicator.decimals, *map(own_decimals, decided)])
    drawn = _drawn(series, decided)
    figures = [*results, *others, *chain.from_iterable(drawn)]
    most = max(map(own_decimals, figures), default=start)
    decimals = enough_decimals(start, [*_pairs(results, others, decided), *drawn], figures, most=most)
    return Rounding(decimals, decimals, _level_is(level, results, decimals), shares)


def _results(standing: IndicatorStanding) -> list[Decimal]:
    """What was judged and what is newest."""
    newest = (standing.judged_on, standing.latest, standing.not_compared)
    return [outcome.value for outcome in newest if outcome and outcome.value is not None]


def _decided(indicator: Indicator) -> list[Decimal]:
    return [value for target in indicator.targets for value in (target.value, target.low, target.high) if value is not None]


def _compared(standing: IndicatorStanding) -> list[Figure]:
    """What the results are held against besides what was decided."""
    known = (standing.start, standing.comparator)
    return [*(entry.value for entry in known if entry), *([] if standing.level_now is None else [standing.level_now])]


def _pairs(results: Sequence[Decimal], others: Sequence[Figure], decided: Sequence[Decimal]) -> list[Pair]:
    """What is compared: the results with each other and with all else, and what was decided with all else, as a bar shows it."""
    return [*combinations(results, 2), *product(results, others), *product(decided, others)]


def _drawn(series: Series | None, decided: Sequence[Decimal]) -> list[Pair]:
    """What a chart tells of: its first figure and its last, and a forecast beside the last and beside what was decided."""
    if series is None:
        return []
    first, last = _known(series.first.value), _known(series.told[-1].value)
    coming = _known(series.forecast.value) if series.forecast else []
    return [*product(first, last), *product(coming, [*last, *decided])]


def _level_decimals(results: Sequence[Decimal], level: Fraction | None) -> int:
    """Of an even pace's level where each figure is told as it is written: one decimal more than the results, or as many as it takes."""
    if level is None:
        return 0
    written = max(map(own_decimals, results), default=0)
    most = max(own_decimals(level), written)
    return enough_decimals(min(written + 1, most), product(results, [level]), [level], most=most)


def _level_is(level: Fraction | None, results: Iterable[Decimal], decimals: int) -> Literal["told", "less", "more"]:
    """Whether a level is a little less or more than what is told, where a result would else seem to be the same."""
    if level is None:
        return "told"
    told = round_away(level, decimals)
    if told and all(value == level or round_away(value, decimals) != told for value in results):
        return "told"
    return "told" if level == told else "less" if level < told else "more"


def _share_decimals(standing: IndicatorStanding) -> int:
    """Of the shares of the way, in per cent: apart from each other, from nothing and from all of it."""
    if standing.share is None:
        return 0
    share, expected = standing.share * 100, expected_share(standing)
    due: list[Figure] = [] if expected is None else [near(expected * 100) if standing.growth else expected * 100]
    beside = near(share) if standing.growth else share  # so that it can be the same as a share that was worked out by a rate
    return enough_decimals(0, [*product([beside], due), *product([share, *due], [Fraction(100)])], [share, *due])


def expected_share(standing: IndicatorStanding) -> Fraction | None:
    """The share of the way that should be gone, as it is told: after its last day a path asks for no more than all of it."""
    return None if standing.expected is None else min(standing.expected, ALL_OF_IT)


# --- what is told of them ---------------------------------------------------------------------------------------------


def told_gap(standing: IndicatorStanding) -> Decimal | None:
    """How far what is told of the result is from what is told of the level that it misses; None where it misses none."""
    judged, bound = standing.judged_on, _missed_bound(standing)
    if standing.gap is None or judged is None or judged.value is None or bound is None:
        return None
    told = distance(standing.rounding.of(judged.value), standing.rounding.of(bound))
    return round_away(told, own_decimals(told))


def _missed_bound(standing: IndicatorStanding) -> Figure | None:
    target = standing.target
    if target is None or standing.level_now is not None:
        return standing.level_now
    if target.kind == "between":
        return target.high if standing.is_above else target.low
    return Decimal(0) if target.kind == "zero" else target.value


def row_decimals(outcome: Outcome, standing: IndicatorStanding) -> int | None:
    """How many decimals the figures of an outcome's row have: what was and what it became, interval and parts can be told apart."""
    if not (outcome.corrections or outcome.interval or outcome.by_sex):
        return told_apart((), _known(outcome.value), standing)
    became = [*(correction.was for correction in outcome.ordered_corrections), *_known(outcome.value)]
    around = [*_known(outcome.value), *(outcome.interval or ()), *_by_sex(outcome)]
    return told_apart([*combinations(became, 2), *combinations(around, 2)], [*became, *around], standing)


def told_apart(pairs: Iterable[Pair], figures: Iterable[Figure], standing: IndicatorStanding) -> int | None:
    """How many decimals figures beside those of the group have: as many, or so many that they can be told apart."""
    known = standing.rounding.decimals
    return None if known is None else enough_decimals(known, pairs, figures)


def _known(value: Decimal | None) -> list[Decimal]:
    return [] if value is None else [value]


def _by_sex(outcome: Outcome) -> list[Decimal]:
    parts = outcome.by_sex
    return [*_known(parts.women), *_known(parts.men)] if parts else []
