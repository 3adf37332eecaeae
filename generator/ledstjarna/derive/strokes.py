"""Places in a drawing come in; strokes go out: lines, marks, columns and signs as whole coordinates, and as the path of an SVG."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ledstjarna.derive.runs import Series
from ledstjarna.derive.timeline import Timeline

Place = tuple[int, int]
Run = tuple[Place, ...]

_NARROWEST = 4  # between a break and a figure
_WHISKER, _UPRIGHT = 3, 4


@dataclass(frozen=True, slots=True)
class Stroke:
    """Runs of places that are drawn alike: joined by lines, closed to shapes, or, with one place, a mark.

    ``kind`` says what it shows and is the name of its style.
    """

    kind: str
    runs: tuple[Run, ...]
    closed: bool = False

    @property
    def d(self) -> str:
        """As the path of an SVG. A mark is a line almost without length, which gets its size and shape from the style's cap."""
        return "".join(_path(run, closed=self.closed) for run in self.runs)


class Drawn(NamedTuple):
    """A stroke as it is written in a page: its kind, and the path of an SVG."""

    kind: str
    d: str


def _path(run: Run, *, closed: bool) -> str:
    (x, y), rest = run[0], run[1:]
    parts = [f"M{x} {y}"] if rest else [f"M{x} {y}h.01"]
    for here, there in rest:
        parts.append(f"V{there}" if here == x else f"H{here}" if there == y else f"L{here} {there}")
        x, y = here, there
    return "".join(parts) + ("z" if closed else "")


def join(kind: str, runs: Iterable[Sequence[Place]]) -> Stroke:
    """Lines through places; a run of one place is a point."""
    return Stroke(kind, tuple(tuple(run) for run in runs))


def marks(kind: str, places: Iterable[Place]) -> Stroke:
    """A mark on each place."""
    return Stroke(kind, tuple((place,) for place in places))


def uprights(kind: str, places: Iterable[Place]) -> Stroke:
    """A short upright line on each place."""
    return Stroke(kind, tuple(((x, y - _UPRIGHT), (x, y + _UPRIGHT)) for x, y in places))


def cross(kind: str, places: Iterable[Place]) -> Stroke:
    """A cross on each place."""
    runs: list[Run] = []
    for x, y in places:
        runs += [((x - 3, y - 3), (x + 3, y + 3)), ((x - 3, y + 3), (x + 3, y - 3))]
    return Stroke(kind, tuple(runs))


def whiskers(intervals: Iterable[tuple[int, int, int]]) -> Stroke:
    """An upright line from one end of an interval to the other, with a foot at each."""
    runs: list[Run] = []
    for x, low, high in intervals:
        runs += [((x, low), (x, high)), *(((x - _WHISKER, y), (x + _WHISKER, y)) for y in (low, high))]
    return Stroke("whisker", tuple(runs))


def bars(entries: Iterable[tuple[str, int, int]], ground: int, line: Timeline) -> list[Stroke]:
    """Columns from the ground, apart by kind; a value too small to be seen is a line, and zero a line on the ground."""
    found: dict[str, list[Run]] = {"outcome": [], "preliminary": [], "forecast": []}
    half = line.column // 2
    for kind, x, y in entries:
        found[kind].append(((x - half, ground), (x - half, y), (x + half, y), (x + half, ground)))
    names = {"outcome": "column", "preliminary": "open", "forecast": "coming"}
    return [Stroke(names[kind], tuple(runs), closed=True) for kind, runs in found.items()]


def hold(begins: datetime.date | None, ends: datetime.date | None, y: int, line: Timeline) -> tuple[Place, Place]:
    """A level from one day to another, or as far as the scale goes."""
    return (line.left if begins is None else line.place(begins), y), (line.right if ends is None else line.place(ends), y)


def place_breaks(series: Series, line: Timeline, *, top: int, bottom: int) -> Stroke:
    """An upright line where the definition changed, clear of the figures on either side of it."""
    runs: list[Run] = []
    for day in series.breaks:
        before = max(line.place(entry.period.end) for entry in series.told if entry.period.end < day)
        after = min(line.place(entry.period.end) for entry in series.told if entry.period.end >= day)
        room = min(_NARROWEST + line.column // 2, (after - before) // 2)
        x = max(before + room, min(after - room, line.place(day)))
        runs.append(((x, top), (x, bottom)))
    return Stroke("break", tuple(runs))
