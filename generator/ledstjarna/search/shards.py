"""Lines with keys come in; files of some kilobytes go out, each with all lines whose keys begin in some way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, and the key that it is looked for by."""

    key: str
    text: str

    @property
    def order(self) -> tuple[bytes, bytes]:
        """Browsers compare texts by their halves of signs."""
        return self.key.encode("utf-16-be"), self.text.encode("utf-16-be")


def shard(lines: Iterable[Line], limit: int) -> list[tuple[str, str]]:
    """The files in order: what the first key in it begins with, and its lines.

    A file has at most ``limit`` characters, as far as that can be had of lines that begin alike. Lines are kept together by how they
    begin, and cut only where they are too many, so that a changed line changes its own file and seldom another. A key is in the last
    file whose beginning is not after it.
    """
    ordered = sorted(lines, key=lambda line: line.order)
    return [(start, "\n".join(line.text for line in group)) for start, group in _groups(ordered, 0, limit)]


def _groups(lines: Sequence[Line], depth: int, limit: int) -> list[tuple[str, list[Line]]]:
    """Lines that begin with the same ``depth`` signs, as groups that are small enough, or that cannot be cut."""
    if not lines or _size(lines) <= limit or lines[0].key == lines[-1].key:
        return [(lines[0].key[:depth], list(lines))] if lines else []
    found: list[tuple[str, list[Line]]] = []
    is_open = False  # whether the last group is whole, so that its neighbour may join it
    for _, run in groupby(lines, key=lambda line: line.key[: depth + 1]):
        groups = _groups(list(run), depth + 1, limit)
        if is_open and len(groups) == 1 and _size(found[-1][1]) + _size(groups[0][1]) <= limit:
            found[-1][1].extend(groups[0][1])
        else:
            found.extend(groups)
        is_open = len(groups) == 1
    return found


def _size(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)
