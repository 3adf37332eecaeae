"""The strokes of a chart come in; they lie on a canvas, smaller and with fewer labels than on a page, in the same signs."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PIL import ImageDraw

from ledstjarna.derive.chart import BOTTOM, RIGHT
from ledstjarna.derive.strokes import Run, Stroke
from ledstjarna.share.canvas import FINE, Box, Canvas, Point
from ledstjarna.share.fonts import find_font, measure, plain, shorten
from ledstjarna.words.pictures import PictureChart

ROOM = 30  # above a line, for a word
SMALL, LABEL = 22, 24  # the sizes of letters: of scales, and of what is named


class Style(NamedTuple):
    """How a kind of stroke is drawn: its colour, how thick its line is in pixels, and what it is filled with, if it is closed."""

    colour: str
    width: int = 0
    fill: str = ""
    dash: tuple[int, int] | None = None
    is_mark: bool = False


# The kinds that are drawn, as theme/components/chart/chart.css draws them; others are too fine for so small a drawing.
_STYLES = {
    "band": Style("", fill="track"),
    "axis": Style("edge", 2),
    "column": Style("", fill="fill"),
    "open": Style("fill", 4, fill="paper"),
    "edge": Style("paper", 8),
    "target": Style("ink", 3),
    "start": Style("ink", 3, dash=(14, 8)),
    "other-1": Style("muted", 3, dash=(10, 7)),
    "break": Style("ink", 3, dash=(4, 6)),
    "goal": Style("ink", 3, fill="star"),
    "line": Style("fill", 6),
    "dot": Style("fill", 18, is_mark=True),
    "hole": Style("paper", 9, is_mark=True),
    "forecast": Style("fill", 3, fill="paper"),
}
_ON = {"hole": "fill"}  # what lies under what is not drawn on paper


def draw_chart(canvas: Canvas, chart: PictureChart, box: Box) -> None:
    """The chart in a box; what is named of it stands above, within the box too."""
    left, top, right, bottom = box
    font = find_font(SMALL)
    name = plain(chart.name)
    if name:
        canvas.text(
            (left, top + LABEL), shorten(name, right - left, find_font(LABEL, bold=True)), find_font(LABEL, bold=True), "ink", "paper"
        )
        top += 40
    scale = _Scale(chart, (left, top, right, bottom - 34))
    for y, _ in chart.values:
        height = scale.at((0, y))[1]
        canvas.fill((scale.left, round(height), right, round(height) + 2), "line")
    for stroke in chart.strokes:
        if style := _STYLES.get(stroke.kind):
            _draw(canvas, scale, stroke, style)
    for y, text in chart.values:
        height = round(scale.at((0, y))[1])
        canvas.text((round(scale.left - 12 - measure(font, plain(text))), height + 8), plain(text), font, "muted", "paper")
    for place, (x, text) in enumerate(chart.times):
        width = measure(font, plain(text))
        middle = scale.at((x, 0))[0]
        start = min(max(middle - width / 2, scale.left if place == 0 else left), right - width)
        canvas.text((round(start), bottom - 4), plain(text), font, "muted", "paper")
    _name_target(canvas, chart, scale, right)


class _Scale:
    """Turns places in the frame of charts into places in the picture: the scale of values keeps room for its own labels here."""

    def __init__(self, chart: PictureChart, box: Box) -> None:
        left, self.top, self.right, self.bottom = box
        font = find_font(SMALL)
        self.left = round(left + max((measure(font, plain(text)) for _, text in chart.values), default=0) + 12)
        self._from, self._wide = chart.left, (self.right - self.left) / (RIGHT - chart.left)
        highest = min((y for y, _ in chart.values), default=0)
        self._above, self._high = highest, (self.bottom - self.top - ROOM) / (BOTTOM - highest)

    def at(self, place: Point) -> Point:
        return self.left + (place[0] - self._from) * self._wide, self.top + ROOM + (place[1] - self._above) * self._high


def _draw(canvas: Canvas, scale: _Scale, stroke: Stroke, style: Style) -> None:
    runs = [[scale.at(place) for place in run] for run in stroke.runs]
    xs, ys = ([place[axis] for run in runs for place in run] for axis in (0, 1))
    room = style.width + 4
    box = (math.floor(min(xs)) - room, math.floor(min(ys)) - room, math.ceil(max(xs)) + room, math.ceil(max(ys)) + room)
    fine = [[((x - box[0]) * FINE, (y - box[1]) * FINE) for x, y in run] for run in runs]
    on = _ON.get(stroke.kind, "paper")
    if style.fill:
        canvas.shape(box, style.fill, on, lambda draw: _fill(draw, fine))
    if style.width:
        canvas.shape(box, style.colour, on, lambda draw: _line(draw, fine, style, closed=stroke.closed))


def _fill(draw: ImageDraw.ImageDraw, runs: Sequence[Sequence[Point]]) -> None:
    for run in runs:
        if len(run) > 2:
            draw.polygon(list(run), fill=255)


def _line(draw: ImageDraw.ImageDraw, runs: Sequence[Sequence[Point]], style: Style, *, closed: bool) -> None:
    width = style.width * FINE
    for run in runs:
        if style.is_mark or len(run) == 1:
            for x, y in run:
                draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)
        elif style.dash:
            for first, last in _dashes([*run, run[0]] if closed else run, style.dash):
                draw.line((first, last), fill=255, width=width)
        else:
            draw.line([*run, *(run[:2] if closed else ())], fill=255, width=width, joint="curve")


def _dashes(run: Sequence[Point], dash: tuple[int, int]) -> Iterator[tuple[Point, Point]]:
    """The pieces of a dashed line, each stretch of which begins with a whole dash."""
    on, off = (part * FINE for part in dash)
    for (x, y), (to_x, to_y) in itertools.pairwise(run):
        length = math.hypot(to_x - x, to_y - y)
        gone = 0.0
        while gone < length:
            first, last = gone / length, min(1.0, (gone + on) / length)
            yield (x + (to_x - x) * first, y + (to_y - y) * first), (x + (to_x - x) * last, y + (to_y - y) * last)
            gone += on + off


def _name_target(canvas: Canvas, chart: PictureChart, scale: _Scale, right: int) -> None:
    """What the dark line is, at its end: on the side of it where the results are not."""
    lines = [run for stroke in chart.strokes if stroke.kind in ("target", "start") for run in stroke.runs if len(run) > 1]
    if not lines or not chart.target:
        return
    font, text = find_font(SMALL, bold=True), plain(chart.target)
    x, end = scale.at(max(lines, key=lambda run: run[-1][0])[-1])
    start = min(x, right) - measure(font, text)
    near = [height for place, height in _results(chart, scale) if place > start - ROOM]
    is_above = all(height > end - ROOM / 2 for height in near) or end + ROOM > scale.bottom
    canvas.text((round(start), round(end - 16 if is_above else end + 34)), text, font, "ink", "paper")


def _results(chart: PictureChart, scale: _Scale) -> Iterator[Point]:
    runs: Iterator[Run] = (run for stroke in chart.strokes if stroke.kind in ("line", "dot", "column") for run in stroke.runs)
    return (scale.at(place) for run in runs for place in run)
