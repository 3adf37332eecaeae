"""Two versions of a record come in; which fields differ, and whether a text says something else, goes out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from ledstjarna.history.change import Change, ChangeKind
from ledstjarna.model.goal import Indicator
from ledstjarna.model.values import Record

# Signs that say nothing by themselves; before a digit they may.
_SIGNS = re.compile(r"[.,;:!?…\"'‘’“”„»«()\[\]*_‐–—-]+(?!\s*\d)")
_SPACES = re.compile(r"\s+")


def differing(was: Record, now: Record, without: Collection[str]) -> list[str]:
    """The fields that differ, by the words that files have for them; ``without`` are those that are told otherwise."""
    fields = type(now).model_fields
    return [info.alias or name for name, info in fields.items() if name not in without and getattr(was, name) != getattr(now, name)]


Words = Mapping[str, str] | str | None


def compare_words(
    field: str,
    was: Words,
    now: Words,
    *,
    kind: ChangeKind = "reworded",
    own: Collection[str] | None = None,
    measure: Indicator | None = None,
) -> Iterator[Change]:
    """A text that says something else, or that only has another sign or another space.

    ``own`` are the languages in which it is the body's own, where that is known: the others are translations.
    """
    if was == now:
        return
    is_same = was is not None and now is not None and is_touched_up(was, now, own)
    yield Change("touched_up" if is_same else kind, about=field, before=was, after=now, measure=measure)


def is_touched_up(was: Mapping[str, str] | str, now: Mapping[str, str] | str, own: Collection[str] | None = None) -> bool:
    """Whether the words are the same but for signs, spaces and capitals, for languages that were added, and for translations."""
    if isinstance(was, str) or isinstance(now, str):
        return isinstance(was, str) and isinstance(now, str) and _bare(was) == _bare(now)
    codes = [code for code in was if not own or code in own]
    return bool(codes) and all(code in now and _bare(was[code]) == _bare(now[code]) for code in codes)


def _bare(text: str) -> str:
    return _SPACES.sub(" ", _SIGNS.sub(" ", text)).strip().casefold()
