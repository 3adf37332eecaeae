"""The versions of all goals come in; which goals have had another id before goes out.

A goal is renamed where a step takes one away and adds another that names it among its earlier ids, or is called the same in the same plan.
"""

from __future__ import annotations

from collections import defaultdict
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
        for id in new[place]:
            old = next((other for other in gone.get(place, ()) if other in names and _is_same(other, id, place, reader)), None)
            if old:
                names[id] = (*names.pop(old), (place, id))
            elif id not in names:  # another goal has had it before
                names[id] = ((place, id),)
    return names


def _is_same(old: str, new: str, place: int, reader: VersionReader) -> bool:
    """Whether a step gave the goal ``old`` the id ``new``."""
    before, after = reader.at("goal", old, place - 1), reader.at("goal", new, place)
    if before is None or after is None or before.record is None or after.record is None:
        return False
    was, now = cast("Goal", before.record), cast("Goal", after.record)
    return old in now.aliases or (was.title == now.title and was.plan == now.plan)


def name_at(names: Names, place: int) -> str:
    """The id that a goal had after a step."""
    return next(id for since, id in reversed(names) if since <= place)
