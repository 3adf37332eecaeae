"""A chart or a sparkline comes in; what is written in it, under it and for those who hear it goes out, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from ledstjarna.derive.axis import told_in
from ledstjarna.derive.chart import Chart
from ledstjarna.derive.figures import told_apart
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.off_scale import Off
from ledstjarna.derive.runs import Series
from ledstjarna.derive.series import pace_period
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.derive.strokes import Drawn
from ledstjarna.derive.timeline import TimeLabel
from ledstjarna.model.outcome import Outcome
from ledstjarna.words.chart_key import Sign, chart_key, length_words
from ledstjarna.words.mixed_text import in_own_words, join
from ledstjarna.words.phrases import has_ended, measure, measure_name, measure_with, target_phrase
from ledstjarna.words.voice import N_, Voice

_FAR_OFF = {
    ("target", "above"): N_("The target lies far above the scale."),
    ("target", "below"): N_("The target lies far below the scale."),
    ("start", "above"): N_("The starting value lies far above the scale."),
    ("start", "below"): N_("The starting value lies far below the scale."),
    ("other", "above"): N_("Another target lies far above the scale."),
    ("other", "below"): N_("Another target lies far below the scale."),
}
_SCALES = {
    0: N_("Scale: {unit}."),
    3: N_("Scale: {unit}, in thousands."),
    6: N_("Scale: {unit}, in millions."),
    9: N_("Scale: {unit}, in billions."),
    12: N_("Scale: {unit}, in thousand billions."),
}
_SEK = {"SEK": 0, "kSEK": 3, "MSEK": 6}


class ToldChart(NamedTuple):
    """A chart with its words, as the component takes it; the figures of the scale end at ``left``.

    ``title`` and ``about`` are the drawing's name and description, in which no other language can be marked.
    """

    title: str
    about: str
    caption: str
    note: str
    strokes: tuple[Drawn, ...]
    height: int
    left: int
    values: tuple[tuple[int, str], ...]
    times: tuple[tuple[int, str], ...]
    signs: tuple[Sign, ...]


class ToldSparkline(NamedTuple):
    """A sparkline: what is measured, what it shows in words, and its strokes."""

    name: str
    label: str
    strokes: tuple[Drawn, ...]


def tell_chart(chart: Chart, standing: IndicatorStanding, goal: GoalNode, voice: Voice, *, with_tables: bool = True) -> ToldChart:
    """The chart of an indicator; ``with_tables`` tells that its figures are in tables below it."""
    comparisons = goal.outcomes.comparisons.get(standing.indicator.id, {}) if goal.outcomes else {}
    names = {id: voice.told(entry.name) if entry.name else id for id, entry in comparisons.items()}
    axis = chart.axis
    return ToldChart(
        title=voice._("Chart: {name}.", name=measure_name(standing, goal, voice)),
        about=in_own_words(join((*_about(chart, standing, goal, names, voice), _where_figures_are(voice, with_tables=with_tables)))),
        caption=join(_caption(chart.series, standing, goal, voice)),
        note=join(_note(chart, standing, names, voice)),
        strokes=chart.drawn,
        height=chart.height,
        left=chart.left - 5,
        values=tuple((label.y, voice.number(told_in(label.value, axis.power))) for label in chart.values),
        times=tuple((label.x, _time(label, chart, voice)) for label in chart.times),
        signs=chart_key(chart, names, voice),
    )


def tell_sparklines(goal: GoalNode, voice: Voice) -> list[ToldSparkline]:
    """A sparkline for each of a goal's indicators that has two figures or more."""
    found = []
    for (standing, spark), strokes in zip(goal.sparklines, goal.once("drawn sparklines", lambda: _draw_sparklines(goal)), strict=True):
        name = voice.told(standing.indicator.name) if standing.indicator.name else ""
        found.append(ToldSparkline(name, in_own_words(_change(spark.series, standing, voice)), strokes))
    return found


def _draw_sparklines(goal: GoalNode) -> list[tuple[Drawn, ...]]:
    """The strokes of each sparkline as paths, which are the same in every language and every list."""
    return [tuple(Drawn(stroke.kind, stroke.d) for stroke in spark.strokes) for _, spark in goal.sparklines]


def _time(label: TimeLabel, chart: Chart, voice: Voice) -> str:
    if label.unit == "period":
        return voice.period(chart.series.told[0].period)
    return voice.month(label.day) if label.unit == "month" else str(label.day.year)


# --- the sentence under the chart -------------------------------------------------------------------------------------


def _caption(series: Series, standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> Iterable[str]:
    yield _change(series, standing, voice)
    for day in series.breaks:
        yield voice._("The definition changed {when}, so figures before and after cannot be compared.", when=voice.on(day))
    yield target_phrase(standing, voice, past=standing.closed or has_ended(goal))
    if len(series.gaps) == 1:
        before, after = (voice.period(period) for period in series.gaps[0])
        yield voice._("Between {before} and {after} there is no figure.", before=before, after=after)
    elif series.gaps:
        yield voice.n("Figures are missing in {n} place.", "Figures are missing in {n} places.", len(series.gaps))
    if series.withheld:
        yield voice.n(
            "{n} figure is not shown, since it concerns too few people.",
            "{n} figures are not shown, since they concern too few people.",
            len(series.withheld),
        )
    if forecast := series.forecast:
        when, value = voice.when(forecast.period), measure(forecast.value, standing, voice)
        yield voice._("The forecast {when} is {value}.", when=when, value=value)
    elif series.forecasts:
        yield voice.n("{n} forecast is drawn separately.", "{n} forecasts are drawn separately.", len(series.forecasts))


def _change(series: Series, standing: IndicatorStanding, voice: Voice) -> str:
    """The first and the last result, of those that can be compared: since the definition last changed."""
    first, last, decimals = series.first, series.told[-1], standing.rounding.decimals
    if first is last:
        return voice._("The result is {result}.", result=_result(last, decimals, standing, voice))
    told = [_result(outcome, decimals, standing, voice) for outcome in (first, last)]
    return voice._("From {first} to {last}.", first=told[0], last=told[1])


def _result(outcome: Outcome, decimals: int | None, standing: IndicatorStanding, voice: Voice) -> str:
    value, period = measure_with(outcome.value, decimals, standing, voice), voice.period(outcome.period)
    if outcome.kind == "preliminary":
        return voice._("{value} ({period}, preliminary)", value=value, period=period)
    return voice._("{value} ({period})", value=value, period=period)


# --- what must be known to read it ------------------------------------------------------------------------------------


def _note(chart: Chart, standing: IndicatorStanding, names: dict[str, str], voice: Voice) -> Iterable[str]:
    yield _scale(chart, standing, voice)
    if not chart.axis.has_zero:
        # As exactly as it is written along the scale, whatever decimals the results have.
        low = voice.measure(chart.axis.low, standing.indicator.unit, one=standing.indicator.unit_one)
        yield voice._("The scale begins at {value}, not at zero.", value=low)
    for off in chart.off:
        yield _far_off(off, voice)
    others = chart.left_out
    if others and pace_period(standing):
        yield voice.n("{n} figure for another period is only in the table.", "{n} figures for other periods are only in the table.", others)
    elif others:
        yield voice.n(
            "{n} figure for a period of another length is only in the table.",
            "{n} figures for periods of other lengths are only in the table.",
            others,
        )
    if chart.apart:
        yield voice._("Only in the table: {names}.", names=join((names[id] for id in chart.apart), ", "))


def _far_off(off: Off, voice: Voice) -> str:
    return voice._(_FAR_OFF[off.what, off.side])


def _scale(chart: Chart, standing: IndicatorStanding, voice: Voice) -> str:
    unit, power = standing.indicator.unit, chart.axis.power
    if isinstance(unit, str) and unit in _SEK:
        power += _SEK[unit]
        unit = "SEK"
    name = voice.unit(unit)
    if not name or (unit == "count" and not power):
        return ""
    if power in _SCALES:
        return voice._(_SCALES[power], unit=name)
    return voice._("Scale: {unit}, times ten to the power of {power}.", unit=name, power=voice.number(power))


# --- for those who hear it --------------------------------------------------------------------------------------------


def _about(chart: Chart, standing: IndicatorStanding, goal: GoalNode, names: Mapping[str, str], voice: Voice) -> Iterable[str]:
    """What the drawing shows beyond the sentence under it."""
    told = chart.series.told
    if chart.form == "columns":
        yield voice.n("The results as columns, {n} figure.", "The results as columns, {n} figures.", len(told))
    else:
        yield voice.n("The results as a line, {n} figure.", "The results as a line, {n} figures.", len(told))
    if len(told) > 1 and not chart.series.breaks:
        found = goal.once(f"extremes of {standing.indicator.id}", lambda: _find_extremes(told, standing))
        yield _tell_extremes(*found, standing, voice)
    for other in chart.lengths:
        yield voice._("Another line shows the results for {length}.", length=length_words(other.months, voice))
    for id in chart.compared:
        yield voice._("Another line shows the comparison: {name}.", name=names[id])


def _where_figures_are(voice: Voice, *, with_tables: bool) -> str:
    return voice._("Every figure is in the tables below.") if with_tables else voice._("Every figure is on the goal’s page.")


def _find_extremes(told: tuple[Outcome, ...], standing: IndicatorStanding) -> tuple[Outcome, Outcome, int | None]:
    """The lowest and the highest result, and the decimals that tell them apart."""
    figures = [entry.value or Decimal(0) for entry in told]
    lowest, highest = (told[figures.index(choose(figures))] for choose in (min, max))
    values = [entry.value for entry in (lowest, highest) if entry.value is not None]
    return lowest, highest, told_apart(combinations(values, 2), values, standing)


def _tell_extremes(lowest: Outcome, highest: Outcome, decimals: int | None, standing: IndicatorStanding, voice: Voice) -> str:
    if lowest.value == highest.value:
        return voice._("All are {value}.", value=measure_with(lowest.value, decimals, standing, voice))
    return voice._(
        "The lowest is {lowest}, the highest {highest}.",
        lowest=_result(lowest, decimals, standing, voice),
        highest=_result(highest, decimals, standing, voice),
    )
