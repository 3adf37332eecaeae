"""Both sides of a proposal come in; its files that are no records go out: pages of one's own, names, words for the search."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ledstjarna.history.uncommitted import is_record
from ledstjarna.history.versions import SETTINGS
from ledstjarna.load.content_tree import is_passed_over, make_visible
from ledstjarna.load.source import Refusal, Source
from ledstjarna.review.sides import Sides

FileChangeKind = Literal["added", "changed", "removed"]


class ChangedFile(NamedTuple):
    """A file that is no record, as the editor knows it, and what a proposal does to it."""

    file: str
    kind: FileChangeKind


def find_changed_files(sides: Sides) -> Iterator[ChangedFile]:
    """Them in order of their names, the site's settings first."""
    if SETTINGS in sides.touched:
        yield ChangedFile(sides.project.config_file.as_posix(), "changed")
    old, new = (set(_list_files(source, "")) for source in (sides.old, sides.new))
    for name in sorted(old | new):
        file = make_visible(f"{sides.new.shown}/{name}")
        if name not in old:
            yield ChangedFile(file, "added")
        elif name not in new:
            yield ChangedFile(make_visible(f"{sides.old.shown}/{name}"), "removed")
        elif _read(sides.old, name) != _read(sides.new, name):
            yield ChangedFile(file, "changed")


def _read(source: Source, name: str) -> bytes | Refusal:
    """What a file says, whatever its lines end with."""
    data = source.read(name)
    return data if isinstance(data, Refusal) else data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")


def _list_files(source: Source, folder: str) -> Iterator[str]:
    """The names of all files below a folder that are no records."""
    for entry in source.list(folder) or ():
        name = f"{folder}/{entry.name}" if folder else entry.name
        if is_passed_over(entry.name) or is_record(name):
            continue
        if entry.kind == "folder":
            yield from _list_files(source, name)
        elif entry.kind == "file":
            yield name
