"""A measure's targets and figures come in; what is aimed at and by when, and which figures can be held against it, goes out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledstjarna.derive.judge import first_done
from ledstjarna.derive.lengths import EVERY_LENGTH, Comparable, find_comparable
from ledstjarna.derive.standing import Aim
from ledstjarna.model.goal import Indicator
from ledstjarna.model.outcome import Comparison, Outcome
from ledstjarna.model.times import Period


@dataclass(frozen=True, slots=True)
class Choice:
    """The target that applies, the series it names, and the figures that can be judged against it, in order."""

    aim: Aim | None
    comparison: Comparison | None
    comparable: Comparable
    figures: tuple[Outcome, ...]


def list_aims(indicator: Indicator, period: Period | None, *, unsaid: datetime.date | None = None) -> list[Aim]:
    """Every target with its day, in order; one without a day comes last, on the day ``unsaid`` if any.

    ``period`` is the goal's, else its plan's: a target without a day of its own is to be reached at its end.
    """
    aims = []
    for target in indicator.targets:
        through = target.period or period
        aims.append(Aim(target, target.by or (through.end if through else unsaid), through))
    return sorted(aims, key=lambda aim: aim.day or datetime.date.max)


def choose_aim(aims: Sequence[Aim], at: datetime.date) -> Aim | None:
    """The first target dated on or after a date, else the last one."""
    return next((aim for aim in aims if aim.day is None or aim.day >= at), aims[-1] if aims else None)


def choose(
    indicator: Indicator,
    aims: Sequence[Aim],
    measured: Sequence[Outcome],
    comparisons: Mapping[str, Comparison],
    *,
    as_of: datetime.date,
    is_judged: bool,
) -> Choice:
    """What applies at a date: the target of the newest figure that can be held against it, else of the newest there is.

    ``measured`` are outcomes without forecasts, in order. Where nothing is judged (``is_judged``) every figure is as good.
    """
    told = [outcome for outcome in measured if outcome.withheld is None]
    later = [outcome for outcome in told if indicator.baseline is None or outcome.period.end > indicator.baseline.period.end]
    done = first_done(told)
    newest = done.period.end if done else later[-1].period.end if later else as_of

    def choose_at(day: datetime.date) -> Choice:
        return _with_figures(indicator, choose_aim(aims, day), measured, comparisons, is_judged=is_judged)

    choices = ((outcome, choose_at(outcome.period.end)) for outcome in ([] if done else reversed(later)))
    return next((choice for outcome, choice in choices if choice.comparable.fits(outcome.period)), None) or choose_at(newest)


def _with_figures(
    indicator: Indicator, aim: Aim | None, measured: Sequence[Outcome], comparisons: Mapping[str, Comparison], *, is_judged: bool
) -> Choice:
    comparison = comparisons.get(aim.target.with_ or "") if aim else None
    comparable = EVERY_LENGTH
    if is_judged:
        comparable = find_comparable(indicator, aim.target if aim else None, aim.day if aim else None, comparison, measured)
    figures = tuple(outcome for outcome in measured if outcome.withheld is None and comparable.fits(outcome.period))
    return Choice(aim, comparison, comparable, figures)
