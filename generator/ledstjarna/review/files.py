"""Both sides of a proposal come in; its files that are no records go out: pages of one's own, names, words for the search."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ledstjarna.history.uncommitted import is_record
from ledstjarna.history.versions import SETTINGS
from ledstjarna.load.content_tree import is_passed_over, make_visible
from ledstjarna.load.source import Refusal, Source, read_text
from ledstjarna.review.sides import Sides

_PAGE = re.compile(r"pages/(?P<language>[a-z-]+)/(?P<stem>[a-z0-9-]+)\.md\Z")
_HEADING = re.compile(r"\s*# +(?P<text>\S.*)")
FileChangeKind = Literal["added", "changed", "removed"]


class ChangedPage(NamedTuple):
    """A page of one's own: its language, its stem, and its heading."""

    language: str
    stem: str
    heading: str


class ChangedFile(NamedTuple):
    """A file that is no record, as the editor knows it, and what a proposal does to it; ``page`` is what it makes, if it makes one."""

    file: str
    kind: FileChangeKind
    page: ChangedPage | None = None


def find_changed_files(sides: Sides) -> Iterator[ChangedFile]:
    """Them in order of their names, the site's settings first."""
    if SETTINGS in sides.touched:
        yield ChangedFile(sides.project.config_file.as_posix(), "changed")
    old, new = (set(_list_files(source, "")) for source in (sides.old, sides.new))
    for name in sorted(old | new):
        there = sides.new if name in new else sides.old
        kind: FileChangeKind = "added" if name not in old else "removed" if name not in new else "changed"
        if kind != "changed" or _read(sides.old, name) != _read(sides.new, name):
            yield ChangedFile(make_visible(f"{there.shown}/{name}"), kind, _find_page(there, name))


def _find_page(source: Source, name: str) -> ChangedPage | None:
    """The page of one's own that a file makes."""
    match = _PAGE.match(name)
    if match is None:
        return None
    text, _ = read_text(source, name, name)
    heading = _HEADING.match(text)
    return ChangedPage(match["language"], match["stem"], make_visible(heading["text"]) if heading else match["stem"])


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
