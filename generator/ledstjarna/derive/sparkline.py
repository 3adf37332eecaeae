"""How an indicator stands comes in; a drawing as small as a word, of its results and its target, goes out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ledstjarna.derive.aimed_at import AimedAt, find_aimed_at
from ledstjarna.derive.axis import Axis
from ledstjarna.derive.runs import Series
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.derive.strokes import Stroke, hold, join, marks
from ledstjarna.derive.timeline import Timeline

WIDTH, HEIGHT = 96, 28
_EDGE = 4
_FLAT = 10  # as in the chart: a target that would flatten the results is left out


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Its strokes, from the back to the front, and the figures that they show."""

    strokes: tuple[Stroke, ...]
    series: Series


def draw_sparkline(standing: IndicatorStanding) -> Sparkline | None:
    """The results in the order of time, with their holes, and the target as a fine line; None for fewer than two results."""
    series = standing.series
    if series is None or len(series.told) < 2:
        return None
    values = [entry.value for entry in series.told if entry.value is not None]
    aimed_at = find_aimed_at(standing)
    far = max(map(abs, values))
    shown = aimed_at if aimed_at and (not far or max(map(abs, aimed_at.values)) <= far * _FLAT) else None
    held = [*values, *(shown.values if shown else [])]
    low, high = min(held), max(held)
    axis = Axis(low, high, (), 0) if low < high else Axis(low - 1, low + 1, (), 0)
    days = [entry.period.end for entry in series.told]
    line = Timeline(0, WIDTH, days[0], days[-1], _EDGE, 0)
    runs = [[(line.place(entry.period.end), _y(axis, entry.value)) for entry in run if entry.value is not None] for run in series.runs]
    strokes = [
        Stroke("target", _target(shown, axis, line)),
        join("line", [run for run in runs if len(run) > 1]),
        marks("dot", [*(run[0] for run in runs[:-1] if len(run) == 1), runs[-1][-1]]),
    ]
    return Sparkline(tuple(stroke for stroke in strokes if stroke.runs), series)


def _target(shown: AimedAt | None, axis: Axis, line: Timeline) -> tuple[tuple[tuple[int, int], ...], ...]:
    """What is to be reached, as level lines through the whole drawing; a path would need its years to be read."""
    if shown is None:
        return ()
    bounds = {bound for level in shown.levels[-1:] for bound in (level.low, level.high) if bound is not None}
    bounds |= {value for _, value in shown.ends[-1:]}
    return tuple(hold(None, None, _y(axis, bound), line) for bound in sorted(bounds))


def _y(axis: Axis, value: Decimal) -> int:
    return axis.place(value, HEIGHT - _EDGE, _EDGE)
