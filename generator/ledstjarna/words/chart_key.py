"""A chart comes in; the signs that it uses, each with a small drawing of it and what it means, go out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ledstjarna.derive.chart import Chart
from ledstjarna.model.lengths import length_of
from ledstjarna.words.voice import Voice

_LINE = "M0 6h24"
_DOT = "M12 6h.01"
_BOX = "M8 12V1h8V12z"
# Kind of stroke and its path, in a drawing of 24 by 12.
_SIGNS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "line": (("line", _LINE), ("dot", _DOT)),
    "dot": (("dot", _DOT),),
    "hole": (("dot", _DOT), ("hole", _DOT)),
    "column": (("column", _BOX),),
    "open": (("open", _BOX),),
    "coming": (("coming", _BOX),),
    "forecast": (("forecast", "M6 11L12 0 18 11z"),),
    "target": (("target", _LINE),),
    "band": (("band", "M0 1h24v10H0z"), ("target", "M0 1h24M0 11h24")),
    "start": (("start", _LINE),),
    "path": (("target", _LINE), ("goal", "M4 6L10 4 12-2 14 4 20 6 14 8 12 14 10 8z")),
    "goal": (("goal", "M4 6L10 4 12-2 14 4 20 6 14 8 12 14 10 8z"),),
    "also-1": (("also-1", _LINE), ("speck", _DOT)),
    "also-2": (("also-2", _LINE), ("speck", _DOT)),
    "other-1": (("other-1", _LINE), ("square", _DOT)),
    "other-2": (("other-2", _LINE), ("upright", "M12 2V10")),
    "whisker": (("whisker", "M12 1V11M9 1h6M9 11h6"),),
    "break": (("break", "M12 0V12"),),
    "withheld": (("withheld", "M9 3L15 9M9 9L15 3"),),
    "above": (("arrow", "M12 1L17 10H7z"),),
    "below": (("arrow", "M12 11L17 2H7z"),),
}


class Sign(NamedTuple):
    """A sign and what it means; ``drawing`` is the kind of each stroke and its path."""

    text: str
    drawing: tuple[tuple[str, str], ...]


def chart_key(chart: Chart, names: Mapping[str, str], voice: Voice) -> tuple[Sign, ...]:
    """The signs in the order in which they are looked for, and no others than the chart has."""
    return tuple(Sign(text, _SIGNS[sign]) for sign, text in _meanings(chart, names, voice))


def _meanings(chart: Chart, names: Mapping[str, str], voice: Voice) -> Iterable[tuple[str, str]]:
    used = {stroke.kind for stroke in chart.strokes}
    if final := _first(used, "line", "column", "dot"):
        yield final, _result_of(length_of(chart.series.told[-1].period), voice) if chart.lengths else voice._("Result")
    for number, other in enumerate(chart.lengths, start=1):
        yield f"also-{number}", _result_of(other.months, voice)
    if final == "column" and "dot" in used:
        yield "dot", voice._("The result is zero")
    if kind := _first(used, "hole", "open"):
        yield kind, voice._("Preliminary result")
    if kind := _first(used, "forecast", "coming"):
        yield kind, voice._("Forecast")
    if "whisker" in used:
        yield "whisker", voice._("Margin of error")
    yield from _target_meanings(chart, used, voice)
    for number, id in enumerate(chart.compared, start=1):
        yield f"other-{number}", names[id]
    for day in chart.series.breaks:
        yield "break", voice._("New definition, {date}", date=voice.date(day))
    if "withheld" in used:
        yield "withheld", voice._("Not shown, too few people")


def _result_of(months: int, voice: Voice) -> str:
    return voice._("Result, {length}", length=length_words(months, voice))


def length_words(months: int, voice: Voice) -> str:
    """What periods of a length (as of ``length_of``) are called."""
    named = {
        0: voice._("single days"),
        1: voice._("months"),
        3: voice._("quarters"),
        4: voice._("four-month periods"),
        6: voice._("half-years"),
        8: voice._("eight-month periods"),
        12: voice._("years"),
    }
    if months in named:
        return named[months]
    return voice.n("{n} month", "{n} months", months) if months > 0 else voice.n("{n} day", "{n} days", -months)


def _target_meanings(chart: Chart, used: set[str], voice: Voice) -> Iterable[tuple[str, str]]:
    kinds = chart.aimed_at.kinds if chart.aimed_at else frozenset()
    for off in chart.off:
        if off.what == "target":
            yield off.side, voice._("The target is off the scale")
        elif off.what == "start":
            yield off.side, voice._("The starting value is off the scale")
    if "pace" in kinds and "target" in used:
        yield "path", voice._("Even pace")
    elif "path" in kinds and "target" in used:
        yield "path", voice._("Path to target")
    elif "goal" in used:
        yield "goal", voice._("Target")
    elif "start" in used:
        yield "start", voice._("Starting value")
    elif "band" in used:
        yield "band", voice._("Target, between two levels")
    elif "target" in used:
        yield "target", voice._("Target level")


def _first(used: set[str], *kinds: str) -> str:
    return next((kind for kind in kinds if kind in used), "")
