"""An outcome as it is published and as it would become comes in; whether readers would see less of it, and how files tell it, goes out."""

from __future__ import annotations

import datetime
from typing import cast

from ledstjarna.history.change import Change
from ledstjarna.model.outcome import OUTCOME_KINDS, BySex, Outcome

_DETAILS = ("respondents", "interval", "by_sex")  # the figures beside the figure


def is_less_seen(was: Outcome, now: Outcome, as_of: datetime.date) -> bool:
    """Whether an outcome is withheld, less certain or not published yet, or a figure beside it is another or gone."""
    if now.withheld and not was.withheld:
        return True
    if OUTCOME_KINDS.index(now.kind) > OUTCOME_KINDS.index(was.kind) or _first_day(was) <= as_of < _first_day(now):
        return True
    if was.kind != "outcome":
        return False
    shown = [(getattr(was, field), getattr(now, field)) for field in _DETAILS]
    return any(before is not None and before != after and not _is_more(before, after) for before, after in shown)


def says_nothing(outcome: Outcome) -> bool:
    """Whether its row could not be read: that is told where it is written, and what was published comes back with it."""
    return outcome.value is None and outcome.done is None and outcome.withheld is None


def tell_figure(change: Change) -> dict[str, str]:
    """What a figure was, and is now where there is one; where it is the same, with what stands beside it."""
    was, now = cast("Outcome", change.before), cast("Outcome | None", change.after)
    facts = {"measure": change.about, "period": was.period.text}
    if now is None or _write(was) != _write(now):
        return {**facts, "was": _write(was), **({"found": _write(now)} if now else {})}
    fields = [field for field in ("kind", "published", *_DETAILS) if getattr(was, field) != getattr(now, field)]
    return {**facts, "was": _write(was, fields), "found": _write(now, fields)}


def _first_day(outcome: Outcome) -> datetime.date:
    return outcome.published or outcome.period.end


def _is_more(was: object, now: object) -> bool:
    """Whether figures by sex are only more than they were."""
    if not isinstance(was, BySex) or not isinstance(now, BySex):
        return False
    return was.women in (None, now.women) and was.men in (None, now.men)


def _write(outcome: Outcome, fields: list[str] | tuple[()] = ()) -> str:
    """What a file has for an outcome, and for some of its fields."""
    if outcome.value is not None:
        figure = f"{outcome.value:f}"
    else:
        figure = f"done: {str(outcome.done).lower()}" if outcome.done is not None else f"withheld: {outcome.withheld}"
    return ", ".join([figure, *(f"{field}: {_write_field(getattr(outcome, field))}" for field in fields)])


def _write_field(value: object) -> str:
    if isinstance(value, BySex):
        return "{" + ", ".join(f"{name}: {part:f}" for name, part in (("women", value.women), ("men", value.men)) if part is not None) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(f"{part:f}" for part in value) + "]"
    return "–" if value is None else str(value)
