"""Two versions of a record come in; which fields differ, and whether a text says something else, goes out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from ledstjarna.history.change import Change, ChangeKind
from ledstjarna.model.values import Record

_SIGNS = re.compile(r"[\W_]+")


def differing(was: Record, now: Record, without: Collection[str]) -> list[str]:
    """The fields that differ, by the words that files have for them; ``without`` are those that are told otherwise."""
    fields = type(now).model_fields
    return [info.alias or name for name, info in fields.items() if name not in without and getattr(was, name) != getattr(now, name)]


def compare_words(field: str, was: Mapping[str, str] | None, now: Mapping[str, str] | None) -> Iterator[Change]:
    """A text that says something else, or that only has another sign or another space."""
    if was == now:
        return
    kind: ChangeKind = "touched_up" if was and now and _is_touched_up(was, now) else "reworded"
    yield Change(kind, about=field, before=was, after=now)


def _is_touched_up(was: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether the words are the same but for signs, spaces, capitals, and languages that were added."""
    return was.keys() <= now.keys() and all(_bare(text) == _bare(now[code]) for code, text in was.items())


def _bare(text: str) -> str:
    return _SIGNS.sub(" ", text).strip().casefold()
