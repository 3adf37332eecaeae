"""The register comes in; remarks on figures that look like slips of the keyboard, beside the other figures of their measure, go out."""

from __future__ import annotations

import datetime
import re
import statistics
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ledstjarna.model.goal import Indicator
from ledstjarna.model.lengths import length_of
from ledstjarna.model.people import counts_people
from ledstjarna.model.texts import Path
from ledstjarna.validate.checks.remark import Remark, remark
from ledstjarna.validate.measures import MEASURED, Figure, Measure
from ledstjarna.validate.register import Register

_THOUSAND = 1000
_FACTOR, _LEAST_COMPARED = 10, 20  # ten times its neighbours, where none is too small to tell
_LEAST_MEDIAN = 10  # among smaller percentages a share below one may well be right


def percent_out_of_range(register: Register) -> Iterator[Remark]:
    """A share lies between 0 and 100 per cent.

    A figure outside often lacks its decimal point. If a share may be above 100, as of a budget, write ``over_100: true`` in the
    measure; if it may be below 0, as a change, write ``below_0: true``.
    """
    for measure in register.measures:
        indicator = measure.indicator
        if indicator.unit != "percent":
            continue
        above = [] if indicator.over_100 else measure.figures_where(lambda value: value > 100)
        below = [] if indicator.below_0 else measure.figures_where(lambda value: value < 0)
        for outside, field in ((above, "over_100"), (below, "below_0")):
            for kind in ("goal", "outcomes"):
                if there := [figure for figure in outside if figure.kind == kind]:
                    yield remark(kind, measure.goal.id, *there[0].path, found=there[0].value, count=len(there), field=field)


def fraction_among_percentages(register: Register) -> Iterator[Remark]:
    """A share in per cent is not written as a fraction of one.

    0.85 among figures such as 84 and 86 is told as 0.85 per cent. Write 85.
    """
    for measure in register.measures:
        if measure.indicator.unit == "percent":
            for figure in measure.figures_where(_is_fraction):
                if not _is_low_goal(figure, measure.indicator):
                    others = [other.value for other in _others(measure, figure)]
                    if others and _is_hundredth(figure.value, statistics.median(others)):
                        yield remark(figure.kind, measure.goal.id, *figure.path, found=figure.value, instead=_plain(100 * figure.value))


def _is_fraction(value: Decimal) -> bool:
    return 0 < abs(value) <= 1


def _is_low_goal(figure: Figure, indicator: Indicator) -> bool:
    """Whether it is a level to come down to, which may be as low as anybody wants."""
    return figure.sort in ("target", "via") and indicator.direction == "down"


def _is_hundredth(value: Decimal, median: Decimal) -> bool:
    return median >= _LEAST_MEDIAN and median <= 200 * value and 100 * value <= 2 * median


def _others(measure: Measure, figure: Figure) -> list[Figure]:
    """What a figure is seen beside: the others of its comparison, else all that was measured but the figure itself."""
    own = [other for other in measure.figures("comparison") if other.series == figure.series and other.path != figure.path]
    if figure.sort == "comparison" and own:
        return own
    return [other for other in measure.figures(*MEASURED) if other.path != figure.path]


def thousands_as_decimals(register: Register) -> Iterator[Remark]:
    """Thousands are not set apart with a full stop.

    1.200 is one and a fifth. Among whole figures of a thousand or more it is probably meant to be 1200.
    """
    for measure in register.measures:
        for figure in measure.figures_where(_has_three_decimals):
            others = [other for other in _others(measure, figure) or measure.figures() if other.path != figure.path]
            if _are_thousands(others):
                instead = _plain(_THOUSAND * figure.value)
                yield remark(figure.kind, measure.goal.id, *figure.path, found=figure.value, instead=instead)


def _has_three_decimals(value: Decimal) -> bool:
    return value.as_tuple().exponent == -3


def _are_thousands(figures: Sequence[Figure]) -> bool:
    """Whether most figures are whole, and a thousand or more; the rest may have the same slip."""
    others = [figure.value for figure in figures if not _has_three_decimals(figure.value)]
    return 2 * len(others) > len(figures) and all(value == value.to_integral_value() and abs(value) >= _THOUSAND for value in others)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def ten_times_its_neighbours(register: Register) -> Iterator[Remark]:
    """A figure is not ten times both the one before and the one after, nor a tenth of both.

    It may have a digit too many or too few. If it is right, tell readers why in its ``note``; the remark then goes away.
    """
    for measure in register.measures:
        if not measure.has_pace and _are_far_apart(measure.values):
            for line in _lines(measure):
                for before, now, after in zip(line, line[1:], line[2:], strict=False):
                    yield from _find_leaps(measure, before[-1], now, after[-1])


def _are_far_apart(values: Sequence[Decimal]) -> bool:
    """Whether one of them can be ten times another, where neither is small."""
    compared = [value for value in values if value >= _LEAST_COMPARED]
    return bool(compared) and max(compared) >= _FACTOR * min(compared)


def _lines(measure: Measure) -> Iterator[list[list[Figure]]]:
    """The figures that can stand beside one another, of one series and over as long a time: by period in order, the most final last."""
    finality = {"forecast": 0, "preliminary": 1, "outcome": 2}
    kinds: dict[Path, int] = {
        ("outcomes", measure.indicator.id, index, "value"): finality[told.kind] for index, told in enumerate(measure.outcomes)
    }
    lines: dict[tuple[object, ...], dict[tuple[datetime.date, datetime.date], list[Figure]]] = {}
    for figure in sorted(measure.figures(*MEASURED, "comparison"), key=lambda figure: kinds.get(figure.path, -1)):
        if figure.period:
            line = lines.setdefault((figure.series, length_of(figure.period)), {})
            line.setdefault(figure.period.key, []).append(figure)
    for line in lines.values():
        yield [line[key] for key in sorted(line, key=lambda key: (key[1], key[0]))]


def _find_leaps(measure: Measure, before: Figure, now: Sequence[Figure], after: Figure) -> Iterator[Remark]:
    for figure in now:
        if _leaps(before.value, figure.value, after.value) and not _is_explained(measure, figure):
            facts = {"found": figure.value, "before": before.value, "after": after.value}
            yield remark(figure.kind, measure.goal.id, *figure.path, **facts)


def _leaps(before: Decimal, value: Decimal, after: Decimal) -> bool:
    """Whether a value is ten times both of its neighbours or a tenth of both, where none of the three is small."""
    low, high = sorted((before, after))
    return min(low, value) >= _LEAST_COMPARED and (value >= _FACTOR * high or _FACTOR * value <= low)


def _is_explained(measure: Measure, figure: Figure) -> bool:
    """Whether readers are told something about an outcome beside its figure."""
    return figure.sort in ("outcome", "sex") and measure.outcomes[int(figure.path[2])].note is not None


def sexes_against_total(register: Register) -> Iterator[Remark]:
    """The figures for women and men fit the figure for all.

    A share for all lies between theirs, and numbers of theirs do not add up to more than the number of all. If some belong to neither, and
    the figures are right, tell readers so in the outcome’s ``note``; the remark then goes away.
    """
    for measure in register.measures:
        for index, outcome in enumerate(measure.outcomes):
            sexes = outcome.by_sex
            if outcome.value is None or outcome.note or sexes is None or sexes.women is None or sexes.men is None:
                continue
            if _misfits(measure, outcome.value, sexes.women, sexes.men):
                facts = {"total": outcome.value, "women": sexes.women, "men": sexes.men}
                yield remark("outcomes", measure.goal.id, "outcomes", measure.indicator.id, index, "by_sex", **facts)


# What makes a number one of each, which lies between the parts, and not of all, which is their sum.
_OF_EACH = re.compile(
    r"/|\bper\b(?!\s+(?:år|halvår|tertial|kvartal|månad|vecka|dag|dygn|year|quarter|month|week|day)\b)|\bsnitt|genomsnitt|medel|median"
    r"|average|\bmean\b",
    re.IGNORECASE,
)


def _misfits(measure: Measure, total: Decimal, women: Decimal, men: Decimal) -> bool:
    """Whether a total is not what its measure asks for: between its parts, or their sum; neither of them, where both may be meant."""
    indicator, digit = measure.indicator, max(_last_digit(value) for value in (total, women, men))
    is_outside = min(women, men) - total > digit or total - max(women, men) > digit
    if indicator.unit == "percent":
        return is_outside and not indicator.below_0  # a change for all may be less than that of either
    if indicator.unit in (None, "index"):
        return False
    is_whole = all(value == value.to_integral_value() for value in (total, women, men))
    if is_whole and (indicator.unit == "count" or counts_people(indicator)) and not _is_of_each(indicator):
        return women + men > total
    return is_outside and women + men - total > digit


def _last_digit(value: Decimal) -> Decimal:
    """What the last digit that is written counts: 0.1 of 8.5."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)


def _is_of_each(indicator: Indicator) -> bool:
    texts = [text for said in (indicator.name, indicator.definition) for text in (said or {}).values()]
    return any(_OF_EACH.search(text) for text in texts)


CHECKS = (percent_out_of_range, fraction_among_percentages, thousands_as_decimals, ten_times_its_neighbours, sexes_against_total)
