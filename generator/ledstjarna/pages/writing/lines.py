"""The lines of a text come in; what they are goes out: text, a heading, a rule, a quotation or a list.

What begins a line means something only where it can hardly mean anything else, since a sign that becomes a list's or a quotation's
is no longer shown: “- 5 percentage points” would lose its minus, “> 90%” its meaning. So a list has at least two items, or stands
after a colon or another list.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

BELONGS = 2  # spaces before a line that belongs to the item above it
_MARKER = re.compile(r"([ ]*+)(?:([-+*])|(0|[1-9][0-9]{0,8})\.)([ ]++)(\S.*)\Z", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})[ ]+[^ #]")
_QUOTATION = re.compile(r"[ ]{0,3}>[ ]?")
_NUMBER = re.compile(r"[ ]*+[-+−–=<>≤≥±~]*+[ ]*+[0-9]")


@dataclass(frozen=True, slots=True)
class Marker:
    """What begins an item of a list. ``edge`` is where its words begin; ``number`` is −1 where it has none."""

    indent: int
    number: int
    sign: str
    edge: int
    words: str

    @property
    def is_numbered(self) -> bool:
        """Whether it is an item of a numbered list."""
        return self.number >= 0

    @property
    def may_be_a_sign(self) -> bool:
        """Whether it may as well be a minus: ``- 5``."""
        return self.sign == "-" and bool(_NUMBER.match(self.words))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that are of one kind: text, heading, rule, quotation or list."""

    kind: str
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Around:
    """What is around lines: whether a list or a colon is above them, the line below them, and whether the text has headings.

    Between the line below and the lines there are empty ones.
    """

    follows_list: bool = False
    is_announced: bool = False
    line_below: str = ""
    has_headings: bool = False


@functools.lru_cache(maxsize=1_000)  # a line is asked about several times
def read_marker(line: str) -> Marker | None:
    """The marker that begins a line, if any. ``01.`` is none, since a list would show it without its zero, and ``+ 3`` is a number."""
    match = _MARKER.match(line)
    if match is None or is_rule(line) or (match[2] == "+" and _NUMBER.match(match[5])):
        return None
    indent, sign, number, space, words = match.groups()
    edge = match.start(5) if len(space) < 5 else match.end(4) - len(space) + 1
    return Marker(len(indent), int(number) if number else -1, sign or "", edge, words)


def indent_of(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def is_rule(line: str) -> bool:
    """Whether a line is nothing but three or more hyphens, stars or underscores."""
    signs = line.replace(" ", "")
    return len(signs) >= 3 and signs[0] in "-*_" and not signs.strip(signs[0]) and indent_of(line) < BELONGS


def read_heading(line: str) -> tuple[int, str] | None:
    """The level and the words of a heading: ``## Words``, also with the same signs at its end."""
    match = _HEADING.match(line)
    if match is None:
        return None
    words = line[match.end(1) :].strip()
    bare = words.rstrip("#")
    return len(match[1]), bare.rstrip() if bare.endswith(" ") else words


def unquote(line: str) -> str:
    """A line of a quotation without its sign."""
    match = _QUOTATION.match(line)
    return line[match.end() :] if match else line


def goes_on(line: str, first: Marker, *, has_headings: bool) -> bool:
    """Whether a line right below a line of a list belongs to it: an item of its kind, or text."""
    if indent_of(line) >= first.indent + BELONGS:
        return True
    if is_rule(line) or _QUOTATION.match(line) or (has_headings and _HEADING.match(line)):
        return False
    marker = read_marker(line)
    return marker is None or marker.is_numbered == first.is_numbered


def goes_on_below(line: str, first: Marker) -> bool:
    """The same of a line with an empty one above it: an item of its kind, or what is moved in."""
    marker = read_marker(line)
    return indent_of(line) >= first.indent + BELONGS or (marker is not None and marker.is_numbered == first.is_numbered)


def read_lines(lines: Sequence[str], around: Around) -> list[Stretch]:
    """The stretches of lines that have no empty one among them."""
    return _Lines(lines, around).read()


class _Lines:
    def __init__(self, lines: Sequence[str], around: Around) -> None:
        self._lines, self._around = lines, around
        self._markers = [read_marker(line) for line in lines]
        self._below: list[Marker | None] = []  # the next marker after each line
        below = None
        for marker in reversed(self._markers):
            self._below.append(below)
            below = marker or below
        self._below.reverse()

    def read(self) -> list[Stretch]:
        stretches: list[Stretch] = []
        text: list[str] = []
        at = 0
        while at < len(self._lines):
            found = self._begin(at, text, stretches)
            if found is None:
                text.append(self._lines[at])
                at += 1
                continue
            if text:
                stretches.append(Stretch("text", text))
                text = []
            stretches.append(found)
            at += len(found.lines)
        return [*stretches, Stretch("text", text)] if text else stretches

    def _begin(self, at: int, text: Sequence[str], above: Sequence[Stretch]) -> Stretch | None:
        """What begins on a line, with all its lines; None where the line is text."""
        line, marker = self._lines[at], self._markers[at]
        if is_rule(line):
            return Stretch("rule", [line])
        if self._around.has_headings and _HEADING.match(line):
            return Stretch("heading", [line])
        if _QUOTATION.match(line):
            lines = self._take_quotation(at)
            return None if len(lines) == 1 and _NUMBER.match(unquote(line)) else Stretch("quotation", lines)
        if marker and self._begins_list(at, marker, text, above):
            end = at + 1
            while end < len(self._lines) and goes_on(self._lines[end], marker, has_headings=self._around.has_headings):
                end += 1
            return Stretch("list", list(self._lines[at:end]))
        return None

    def _begins_list(self, at: int, marker: Marker, text: Sequence[str], above: Sequence[Stretch]) -> bool:
        right_below = self._below[at]
        item = right_below or read_marker(self._around.line_below)
        moved_in = right_below.indent if right_below else indent_of(self._around.line_below)
        if moved_in >= marker.indent + BELONGS:  # a list inside it, or a paragraph that belongs to it
            return True
        is_same = item is not None and item.is_numbered == marker.is_numbered
        is_announced = text[-1].rstrip().endswith(":") if text else not above and self._around.is_announced
        if text and not is_announced:
            # A line that was only broken before a dash or a year is no list; two such lines below each other are.
            return item is not None and is_same and item.number - marker.number in (0, 1)
        follows = (above[-1].kind == "list" if above else self._around.follows_list) and not text
        return is_same or ((is_announced or follows or right_below is not None) and not marker.may_be_a_sign)

    def _take_quotation(self, at: int) -> list[str]:
        """The lines of a quotation; text right below it goes on with it."""
        end = at + 1
        while end < len(self._lines):
            line = self._lines[end]
            if is_rule(line) or self._markers[end] or (self._around.has_headings and _HEADING.match(line)):
                break
            end += 1
        return list(self._lines[at:end])
