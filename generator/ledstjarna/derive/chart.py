"""How an indicator stands comes in; its chart as whole coordinates in a fixed frame, with what its words need, goes out.

Where a line does not begin at zero, the figure says so in words. The path that is drawn is the one that was judged. A forecast
is joined to nothing: it is a hollow, dashed mark of another shape, and what is preliminary a hollow dot. What was withheld has a row of
its own below the years, since anywhere on the scale, or close to it, the mark would be read as a value.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import Literal

from ledstjarna.derive.aimed_at import AimedAt, Level, find_aimed_at
from ledstjarna.derive.axis import Axis, make_axis
from ledstjarna.derive.off_scale import Off, fits, keep_what_fits
from ledstjarna.derive.runs import OtherLength, Series
from ledstjarna.derive.series import pace_period
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.derive.strokes import Drawn, Stroke, bars, cross, hold, join, marks, place_breaks, uprights, whiskers
from ledstjarna.derive.timeline import TimeLabel, Timeline, label_times, make_timeline, mark_years
from ledstjarna.model.lengths import has_unit_of_amounts, length_of
from ledstjarna.model.outcome import Comparison, Outcome
from ledstjarna.model.times import Period

WIDTH, HEIGHT = 320, 190
TOP, BOTTOM, RIGHT = 12, 158, 300
ROOM_BELOW = 14  # for a row below the years: what has no value has no place on the scale of values
BELOW = HEIGHT + ROOM_BELOW // 2
LETTER, GAP = 8, 8  # the room that a sign of a label takes at its largest, and that between label and scale
MOST_COLUMNS, MOST_MARKS, MOST_COMPARISONS, MOST_LENGTHS = 36, 24, 2, 2
_ZERO = Decimal(0)

Form = Literal["line", "columns"]
Spot = tuple[str, Period]  # a figure that is drawn: the id of the comparison it belongs to, nothing for the results, and its period


@dataclass(frozen=True, slots=True)
class ValueLabel:
    """A figure of the scale of values, and where its line lies."""

    y: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of one indicator.

    ``strokes`` are in the order they are drawn, and ``drawn`` the same as paths. ``off`` tells what lies far off the scale;
    ``compared`` are the series that are drawn beside it, ``apart`` those that are not.
    ``lengths`` are the figures for periods of other lengths that have lines of their own,
    and ``spots`` where every figure lies that a row of a table tells.
    """

    form: Form
    strokes: tuple[Stroke, ...]
    drawn: tuple[Drawn, ...]
    values: tuple[ValueLabel, ...]
    times: tuple[TimeLabel, ...]
    left: int
    axis: Axis
    series: Series
    aimed_at: AimedAt | None
    off: tuple[Off, ...]
    compared: tuple[str, ...]
    apart: tuple[str, ...]
    lengths: tuple[OtherLength, ...]
    spots: Mapping[Spot, tuple[int, int]] = field(repr=False)

    @property
    def places(self) -> tuple[tuple[Outcome, int, int], ...]:
        """Where each result is drawn."""
        return tuple((entry, *self.spots["", entry.period]) for entry in self.series.told)

    @property
    def left_out(self) -> int:
        """How many figures are in the table alone."""
        return self.series.left_out - sum(len(entry.told) for entry in self.lengths)

    @property
    def height(self) -> int:
        """How high the drawing is."""
        return HEIGHT + ROOM_BELOW if self.series.withheld else HEIGHT


def draw_chart(standing: IndicatorStanding, comparisons: Mapping[str, Comparison] | None = None) -> Chart | None:
    """The chart of an indicator; None where no figure was measured.

    Columns, which always begin at zero, are for amounts, for what is counted up through a period, and for one or two figures that
    nothing leads to; a line is for all else, and for more columns than there is room for.
    """
    series = standing.series
    if series is None:
        return None
    aimed_at = find_aimed_at(standing)
    reach = _values(series)
    target, off = keep_what_fits(aimed_at, reach)
    named = _comparable(standing, comparisons or {}, series)
    compared = {id: points for id, points in named.items() if fits([value for _, value in points], reach)}
    compared = dict(list(compared.items())[:MOST_COMPARISONS])
    spans = _days(series, target, compared, standing)
    form = _choose_form(standing, series, target, compared, spans)
    lengths = _lengths(series, reach) if form == "line" else ()
    beside = [entry for other in lengths for entry in other.told]
    spans = sorted({*spans, *(entry.period.end for entry in beside)})
    held = [*reach, *(entry.value for entry in beside if entry.value is not None), *(target.values if target else [])]
    held += [value for points in compared.values() for _, value in points]
    axis = make_axis(held, from_zero=form == "columns", whole=all(value == value.to_integral_value() for value in reach))
    left = LETTER * axis.longest + GAP
    line = mark_years(make_timeline(spans, left=left, right=RIGHT, slot=series.step if form == "columns" else 0), series)
    drawing = _Drawing(form, series, target, compared, lengths, axis, line, {})
    strokes = tuple(stroke for stroke in (*drawing.strokes(), *_arrows(off, left)) if stroke.runs)
    return Chart(
        form=form,
        strokes=strokes,
        drawn=tuple(Drawn(stroke.kind, stroke.d) for stroke in strokes),
        values=tuple(ValueLabel(axis.place(tick, BOTTOM, TOP), tick) for tick in axis.ticks),
        times=label_times(line, series, pace_period(standing)),
        left=left,
        axis=axis,
        series=series,
        aimed_at=aimed_at,
        off=off,
        compared=tuple(compared),
        lengths=lengths,
        apart=tuple(id for id, entry in (comparisons or {}).items() if entry.values and id not in compared),
        spots=_spots(drawing, beside, comparisons or {}),
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What is to be drawn, on which scales, and where each figure lies by its last day."""

    form: Form
    series: Series
    target: AimedAt | None
    compared: Mapping[str, tuple[tuple[datetime.date, Decimal], ...]]
    lengths: tuple[OtherLength, ...]
    axis: Axis
    line: Timeline
    found: dict[int, tuple[int, int]]  # the places of entries, by their identity, since one is drawn as line, mark and hole

    def at(self, entry: Outcome) -> tuple[int, int]:
        place = self.found.get(id(entry))
        if place is None:
            place = self.found[id(entry)] = self.line.place(entry.period.end), self.y(entry.value or _ZERO)
        return place

    def y(self, value: Decimal) -> int:
        return self.axis.place(value, BOTTOM, TOP)

    def strokes(self) -> list[Stroke]:
        """From the back to the front."""
        ends = (self.line.left, self.line.right)
        grid = [((ends[0], self.y(tick)), (ends[1], self.y(tick))) for tick in self.axis.ticks]
        ground = self.y(_ZERO)
        told, forecasts = self.series.told, self.series.forecasts
        found = [
            *self._bands(),
            Stroke("grid", tuple(grid)),
            Stroke("tick", tuple(((x, BOTTOM), (x, BOTTOM + 5)) for x in self.line.years)),
        ]
        if self.axis.has_zero:
            found.append(Stroke("axis", (((ends[0], ground), (ends[1], ground)),)))
        if self.form == "columns":
            found += bars([(entry.kind, *self.at(entry)) for entry in (*told, *forecasts)], ground, self.line)
        found.append(
            whiskers([(self.at(entry)[0], self.y(entry.interval[0]), self.y(entry.interval[1])) for entry in told if entry.interval])
        )
        found += self._targets()
        for number, points in enumerate(self.compared.values(), start=1):
            places = [(self.line.place(day), self.y(value)) for day, value in points]
            found += [join(f"other-{number}", [places]), marks("square", places) if number == 1 else uprights("upright", places)]
        found += self._other_lengths()
        # No column has no height: what is zero has a mark, so that it is not taken for missing.
        found += self._lines() if self.form == "line" else [marks("dot", [self.at(entry) for entry in told if not entry.value])]
        found.append(Stroke("goal", tuple(_star(self.line.place(day), self.y(value)) for day, value in self._ends()), closed=True))
        found.append(place_breaks(self.series, self.line, top=TOP - 6, bottom=BOTTOM))
        found.append(cross("withheld", [(self.line.place(entry.period.end), BELOW) for entry in self.series.withheld]))
        return found

    def _other_lengths(self) -> list[Stroke]:
        """A line for the figures of each other length, thinner and with smaller marks."""
        found = []
        for number, other in enumerate(self.lengths, start=1):
            runs = [[(self.line.place(entry.period.end), self.y(entry.value or _ZERO)) for entry in run] for run in other.runs]
            found += [
                join(f"also-{number}", [run for run in runs if len(run) > 1]),
                marks("speck", [place for run in runs for place in run]),
            ]
        return found

    def _ends(self) -> tuple[tuple[datetime.date, Decimal], ...]:
        return self.target.ends if self.target else ()

    def _levels(self) -> list[Level]:
        """The levels that hold on a day that is drawn."""
        levels = self.target.levels if self.target else ()
        return [level for level in levels if level.ends is None or level.ends > self.line.first]

    def _lines(self) -> list[Stroke]:
        runs = [[self.at(entry) for entry in run] for run in self.series.runs]
        every = [place for run in runs for place in run]
        shown = every if len(every) <= MOST_MARKS else [*(run[0] for run in runs if len(run) == 1), every[-1]]
        hollow = [self.at(entry) for entry in self.series.told if entry.kind == "preliminary"]
        forecasts = [_triangle(*self.at(entry)) for entry in self.series.forecasts]
        return [
            join("line", [run for run in runs if len(run) > 1]),
            marks("dot", [*shown, *(place for place in hollow if place not in shown)]),
            marks("hole", hollow),
            Stroke("forecast", tuple(forecasts), closed=True),
        ]

    def _bands(self) -> list[Stroke]:
        if self.target is None or "band" not in self.target.kinds:
            return []
        boxes = []
        for level in self._levels():
            if level.high is not None:
                (left, low), (right, _) = hold(level.begins, level.ends, self.y(level.low), self.line)
                boxes.append(((left, low), (right, low), (right, self.y(level.high)), (left, self.y(level.high))))
        return [Stroke("band", tuple(boxes), closed=True)]

    def _targets(self) -> list[Stroke]:
        if self.target is None:
            return []
        runs = [tuple((self.line.place(day), self.y(value)) for day, value in points) for points in self.target.lines]
        for level in self._levels():
            runs += [hold(level.begins, level.ends, self.y(bound), self.line) for bound in (level.low, level.high) if bound is not None]
        # A paper-coloured edge keeps the line apart from the columns it crosses, also in black and white.
        kind = "start" if "start" in self.target.kinds else "target"
        return [*([Stroke("edge", tuple(runs))] if self.form == "columns" else []), Stroke(kind, tuple(runs))]


def _spots(drawing: _Drawing, beside: Sequence[Outcome], comparisons: Mapping[str, Comparison]) -> dict[Spot, tuple[int, int]]:
    series = drawing.series
    spots = {("", entry.period): (drawing.line.place(entry.period.end), BELOW) for entry in series.withheld}
    spots |= {("", entry.period): drawing.at(entry) for entry in (*beside, *series.forecasts, *series.told)}
    for id, points in drawing.compared.items():
        drawn = set(points)
        for value in comparisons[id].values:
            if (value.period.end, value.value) in drawn:
                spots[id, value.period] = drawing.line.place(value.period.end), drawing.y(value.value)
    return spots


def _lengths(series: Series, reach: list[Decimal]) -> tuple[OtherLength, ...]:
    """The other lengths whose figures make a line, and can be read on the same scale."""
    lines = [other for other in series.others if any(len(run) > 1 for run in other.runs)]
    fitting = [other for other in lines if fits([entry.value for entry in other.told if entry.value is not None], reach)]
    return tuple(fitting[:MOST_LENGTHS])


def _values(series: Series) -> list[Decimal]:
    """Every value of the series, with the ends of its intervals."""
    figures = [entry.value for entry in (*series.told, *series.forecasts) if entry.value is not None]
    return [*figures, *chain.from_iterable(entry.interval for entry in series.told if entry.interval)]


def _comparable(
    standing: IndicatorStanding, comparisons: Mapping[str, Comparison], series: Series
) -> dict[str, tuple[tuple[datetime.date, Decimal], ...]]:
    """The comparisons' values for periods as long, from the first result on; the one that the target names comes first."""
    length, begins = length_of(series.told[-1].period), series.told[0].period.end
    named = standing.target.with_ if standing.target else None
    found = {}
    for id in sorted(comparisons, key=lambda name: name != named):
        days = {value.period.end: value.value for value in comparisons[id].values if length_of(value.period) == length}
        points = tuple((day, days[day]) for day in sorted(days) if day >= begins)
        if points:
            found[id] = points
    return found


def _days(
    series: Series,
    target: AimedAt | None,
    compared: Mapping[str, tuple[tuple[datetime.date, Decimal], ...]],
    standing: IndicatorStanding,
) -> list[datetime.date]:
    within = pace_period(standing)
    known = [entry.period.end for entry in (*series.told, *series.forecasts, *series.withheld)]
    beside = [day for points in compared.values() for day, _ in points]
    reached = [*target.days, *(day for day in target.steps if day > series.told[0].period.end)] if target else []
    return sorted({*known, *beside, *reached, *([within.start, within.end] if within else [])})


def _choose_form(
    standing: IndicatorStanding,
    series: Series,
    target: AimedAt | None,
    compared: Mapping[str, object],
    days: list[datetime.date],
) -> Form:
    if (days[-1] - days[0]).days > series.step * MOST_COLUMNS:
        return "line"
    kind = standing.target.kind if standing.target else ""
    if standing.course == "pace" or kind == "zero" or has_unit_of_amounts(standing.indicator):
        return "columns"
    leads_to_them = compared or (target and "path" in target.kinds)
    return "columns" if len(series.told) <= 2 and not leads_to_them else "line"


def _arrows(off: tuple[Off, ...], left: int) -> list[Stroke]:
    """What points to a target that lies off the scale, at the end of it, and to a starting value, at its beginning."""
    runs = []
    for entry in off:
        if entry.what != "other":
            x = RIGHT - 4 if entry.what == "target" else left + 4
            tip, foot = (TOP - 10, TOP - 2) if entry.side == "above" else (BOTTOM - 1, BOTTOM - 9)
            runs.append(((x, tip), (x + 5, foot), (x - 5, foot)))
    return [Stroke("arrow", tuple(runs), closed=True)]


def _star(x: int, y: int) -> tuple[tuple[int, int], ...]:
    """What is steered by: the star of the site's name, at the end of the way."""
    return ((x - 8, y), (x - 2, y - 2), (x, y - 8), (x + 2, y - 2), (x + 8, y), (x + 2, y + 2), (x, y + 8), (x - 2, y + 2))


def _triangle(x: int, y: int) -> tuple[tuple[int, int], ...]:
    return ((x - 6, y + 5), (x, y - 6), (x + 6, y + 5))
