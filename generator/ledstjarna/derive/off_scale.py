"""What shows an indicator's targets comes in; what of it can be drawn beside the results, and what is too far away, goes out.

Up to ten times the results it is drawn; beyond that it is an arrow or a name, and words. A starting value, or another target, that is too
far away leaves the rest to be drawn, and is named for what it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from ledstjarna.derive.aimed_at import AimedAt

_FLAT = 10  # what would press the results into less than a tenth of the height is told in words instead


@dataclass(frozen=True, slots=True)
class Off:
    """What lies far off the scale, and on which side: the target that applies, the starting value, or another target."""

    what: Literal["target", "start", "other"]
    side: Literal["above", "below"]


def fits(values: Collection[Decimal], reach: Collection[Decimal]) -> bool:
    """Whether the results can still be read when the scale holds these values too; where all results are zero, always."""
    far = max(map(abs, reach))
    return not far or all(abs(value) <= far * _FLAT for value in values)


def keep_what_fits(aimed_at: AimedAt | None, reach: Sequence[Decimal]) -> tuple[AimedAt | None, tuple[Off, ...]]:
    """What can be drawn beside results with this reach, None where nothing can; and what cannot, each once."""
    if aimed_at is None:
        return None, ()
    kept = replace(
        aimed_at,
        lines=tuple(line for line in aimed_at.lines if fits([value for _, value in line], reach)),
        levels=tuple(level for level in aimed_at.levels if fits(level.values, reach)),
        ends=tuple(end for end in aimed_at.ends if fits([end[1]], reach)),
    )
    off = dict.fromkeys(Off(what, "above" if value > max(reach) else "below") for what, value in _far(aimed_at, reach))
    return kept if kept.values else None, tuple(off)


def _far(aimed_at: AimedAt, reach: Sequence[Decimal]) -> Iterator[tuple[Literal["target", "start", "other"], Decimal]]:
    """Every value that is too far away; of a line its beginning, since its end is a target."""
    targets = [value for level in aimed_at.levels for value in level.values] if "start" not in aimed_at.kinds else []
    for value in (*targets, *(value for _, value in aimed_at.ends)):
        if not fits([value], reach):
            yield "target" if value in aimed_at.applies else "other", value
    if aimed_at.start is not None and not fits([aimed_at.start], reach):
        yield "start", aimed_at.start
