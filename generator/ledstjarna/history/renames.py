"""The versions of all goals come in; which goals have had another id before goes out.

A goal is renamed where a step takes one away and adds another that names it among its earlier ids, or is called the same in the same plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import cast

from ledstjarna.history.versions import VersionReader
from ledstjarna.model.goal import Goal

Names = tuple[tuple[int, str], ...]  # the places in the log from which a goal has had each of its ids, and the ids, the oldest first


def find_names(reader: VersionReader) -> dict[str, Names]:
    """The ids that each goal has had, by its last one. A goal that now goes by another id is not told apart from that one."""
    gone: dict[int, list[str]] = defaultdict(list)
    new: dict[int, list[str]] = defaultdict(list)
    for id in reader.ids("goal"):
        for place, is_there, was_there in reader.comings("goal", id):
            if is_there != was_there:
                (new if is_there else gone)[place].append(id)
    names: dict[str, Names] = {id: ((0, id),) for id in reader.ids("goal")}
    for place in sorted(new):
        pairs = dict(_pair(gone[place], new[place], place, reader)) if place in gone else {}
        for id in new[place]:
            if pairs.get(id) in names:
                names[id] = (*names.pop(pairs[id]), (place, id))
            elif id not in names:  # another goal has had it before
                names[id] = ((place, id),)
    return names


def _pair(gone: Sequence[str], new: Sequence[str], place: int, reader: VersionReader) -> Iterator[tuple[str, str]]:
    """The new ids that a step gave to goals, with the old: what is said of earlier ids counts before what goals are called."""
    before = {id: cast("Goal", past.record) for id in gone if (past := reader.at("goal", id, place - 1)) and past.record}
    after = {id: cast("Goal", past.record) for id in new if (past := reader.at("goal", id, place)) and past.record}
    for is_same in (_is_alias, _is_called_so):
        for id, now in list(after.items()):
            if old := next((other for other, was in before.items() if is_same(was, now)), None):
                del before[old], after[id]
                yield id, old


def _is_alias(was: Goal, now: Goal) -> bool:
    return was.id in now.aliases


def _is_called_so(was: Goal, now: Goal) -> bool:
    return was.title == now.title and was.plan == now.plan


def name_at(names: Names, place: int) -> str:
    """The id that a goal had after a step."""
    return next(id for since, id in reversed(names) if since <= place)
