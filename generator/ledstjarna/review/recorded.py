"""What was recorded comes in, as it is published and as it is proposed; whether it still says the same goes out."""

from __future__ import annotations

from typing import cast

from ledstjarna.history.change import Change
from ledstjarna.history.fields import is_touched_up
from ledstjarna.model.goal import Event, Fate
from ledstjarna.model.outcome import Assessment, Correction


def fates_of(change: Change) -> tuple[Fate | None, Fate | None]:
    """What became of a goal, before and now; nothing where it applies again."""
    return cast("Fate | None", change.before), cast("Fate | None", change.after) if change.kind == "fate_changed" else None


def is_fate_kept(old: Fate | None, new: Fate | None) -> bool:
    """Whether what became of a goal still says the same: what was not told may be, and its signs may be mended."""
    if old is None or new is None:
        return old is None
    is_same = old.kind == new.kind and set(old.into) <= set(new.into) and old.date in (None, new.date)
    return is_same and (old.reason is None or (new.reason is not None and is_touched_up(old.reason, new.reason)))


def assessments_of(change: Change) -> tuple[Assessment, Assessment | None]:
    """An assessment before and now; nothing where it is gone."""
    return cast("Assessment", change.before), cast("Assessment | None", change.after)


Recorded = Event | Correction | Assessment
_WORDED: dict[type[Recorded], str] = {Event: "text", Correction: "why", Assessment: "verdict"}


def is_kept(old: Recorded, new: Recorded | None) -> bool:
    """Whether what was recorded still says the same: its signs may be mended, and a translation may be added."""
    field = _WORDED[type(old)]
    if new is None or old.model_copy(update={field: None}) != new.model_copy(update={field: None}):
        return False
    was, now = getattr(old, field), getattr(new, field)
    return was == now or (was is not None and now is not None and is_touched_up(was, now))
