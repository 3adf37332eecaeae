"""A measure and what was measured of it come in; its figures, with their places, go out."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ledstjarna.model.goal import Goal, Indicator
from ledstjarna.model.outcome import Comparison, ComparisonValue, Outcome
from ledstjarna.model.texts import Path
from ledstjarna.model.times import Period

Sort = Literal["outcome", "sex", "interval", "baseline", "target", "via", "comparison"]

_OF_GOAL, _OF_OUTCOMES = frozenset[Sort](["baseline", "target", "via"]), frozenset[Sort](["outcome", "sex", "interval"])
_OF_COMPARISONS = frozenset[Sort](["comparison"])
MEASURED: tuple[Sort, ...] = ("outcome", "baseline")  # what was found out; the rest is wished for, found elsewhere or a part of it


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and where it stands: in the goal's file or in that of its outcomes. ``series`` names the comparison it belongs to.

    What a correction says stood before is none of them: it was wrong, and may be anything.
    """

    sort: Sort
    value: Decimal
    kind: str
    path: Path
    series: str = ""
    period: Period | None = None


@dataclass(frozen=True)
class Measure:
    """A measure of a goal that is named, with its outcomes and comparisons."""

    goal: Goal
    index: int
    indicator: Indicator
    outcomes: Sequence[Outcome]
    comparisons: Mapping[str, Comparison]
    method: str

    @property
    def path(self) -> Path:
        """Where it stands in the goal's file."""
        return ("indicators", self.index)

    @property
    def has_pace(self) -> bool:
        """Whether its figures are what has been used up so far."""
        return any(target.pace for target in self.indicator.targets)

    @functools.cached_property
    def values(self) -> tuple[Decimal, ...]:
        """The value of every figure, in any order: a quick look before figures are made."""
        base, found = self.indicator.baseline, list[Decimal | None]()
        for target in self.indicator.targets:
            found += (target.value, target.low, target.high, *(via.value for via in target.via))
        for outcome in self.outcomes:
            found += (outcome.value, *(outcome.interval or ()))
            if outcome.by_sex:
                found += (outcome.by_sex.women, outcome.by_sex.men)
        for comparison in self.comparisons.values():
            found += (entry.value for entry in comparison.values)
        return tuple(value for value in (base.value if base else None, *found) if value is not None)

    def told(self) -> Iterator[tuple[Path, Outcome | ComparisonValue]]:
        """Every outcome, and every value of a comparison, and where it stands in the file of the outcomes."""
        for index, outcome in enumerate(self.outcomes):
            yield ("outcomes", self.indicator.id, index), outcome
        for name, comparison in self.comparisons.items():
            for index, entry in enumerate(comparison.values):
                yield ("comparisons", self.indicator.id, name, "values", index), entry

    def figures(self, *sorts: Sort) -> Iterator[Figure]:
        """Its figures in the order of the files, the goal's first; all sorts, or those that are named."""
        for of, find in ((_OF_GOAL, self._of_goal), (_OF_OUTCOMES, self._of_outcomes), (_OF_COMPARISONS, self._of_comparisons)):
            if not sorts or not of.isdisjoint(sorts):
                yield from (figure for figure in find() if not sorts or figure.sort in sorts)

    def figures_where(self, is_such: Callable[[Decimal], bool]) -> list[Figure]:
        """Its figures that have such a value, in the order of the files."""
        return [figure for figure in self.figures() if is_such(figure.value)] if any(map(is_such, self.values)) else []

    def _of_goal(self) -> Iterator[Figure]:
        base = self.indicator.baseline
        if base:
            yield Figure("baseline", base.value, "goal", (*self.path, "baseline", "value"), period=base.period)
        for number, target in enumerate(self.indicator.targets):
            path = (*self.path, "targets", number)
            for field in ("value", "low", "high"):
                if (level := getattr(target, field)) is not None:
                    yield Figure("target", level, "goal", (*path, field))
            for position, via in enumerate(target.via):
                yield Figure("via", via.value, "goal", (*path, "via", position, "value"))

    def _of_outcomes(self) -> Iterator[Figure]:
        for index, outcome in enumerate(self.outcomes):
            path: Path = ("outcomes", self.indicator.id, index)
            if outcome.value is not None:
                yield Figure("outcome", outcome.value, "outcomes", (*path, "value"), period=outcome.period)
            for number, end in enumerate(outcome.interval or ()):
                yield Figure("interval", end, "outcomes", (*path, "interval", number), period=outcome.period)
            for part in ("women", "men"):
                if (value := getattr(outcome.by_sex, part, None)) is not None:
                    yield Figure("sex", value, "outcomes", (*path, "by_sex", part), period=outcome.period)

    def _of_comparisons(self) -> Iterator[Figure]:
        for name, comparison in self.comparisons.items():
            for index, entry in enumerate(comparison.values):
                path = ("comparisons", self.indicator.id, name, "values", index, "value")
                yield Figure("comparison", entry.value, "outcomes", path, name, entry.period)


def write_period(start: datetime.date, end: datetime.date) -> str:
    """The period from one day to another, as a content file has it."""
    if start.day > 1 or (end + datetime.timedelta(days=1)).day > 1:
        return f"{start}/{end}"
    if (start.month, end.month, start.year) == (1, 12, end.year):
        return str(end.year)
    first, last = f"{start:%Y-%m}", f"{end:%Y-%m}"
    return first if first == last else f"{first}/{last}"
