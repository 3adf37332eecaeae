"""What libyaml read and the text it stands in come in; what YAML 1.2 forbids, though libyaml lets it pass, goes out.

Between the values of a text there are only brackets, commas, colons, hyphens and comments, and a value that goes on over lines
begins further in than what it belongs to.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import yaml

from ledstjarna.load.typed_signs import Complaint, find_quote

# Control characters, direction overrides, line separators that editors do not show, surrogates and non-characters.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
    "|[" + "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 17)) + "]"
)
# A # without a space before it begins no comment, and a ? without one after it no name of a field.
_SUSPECT = re.compile(r"[^\s#]#|\?[^\s?]")
_BETWEEN = re.compile(r"(?P<comment>(?<!\S)#[^\n]*)|(?P<text>#[^\n]*)|\?(?=\S)")
_TEXT_BEGINS = re.compile(r"[|>][-+0-9]*")
TEXT_AFTER_HASH = re.compile(r"(?<=[ \t])#(?=[^\s#])")  # what looks like text after a sign that begins a comment
_SPACE_AND_TEXT = re.compile(r"[ \t]+#(?=[^\s#])")


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, counted from 0, of a character."""
    return text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1)


def has_hidden(text: str) -> bool:
    """Whether a text has signs that nobody sees."""
    return not text.isprintable() and not text.replace("\n", "").isprintable() and HIDDEN.search(text) is not None


class Strictness:
    """Looks at values in the order of their text, once each. Nearly no text needs the walk along its gaps."""

    def __init__(self, text: str) -> None:
        self._text, self._end = text, 0
        has_sign = "#" in text
        self.has_gaps = (has_sign or "?" in text) and _SUSPECT.search(text) is not None
        self.has_hash = has_sign and TEXT_AFTER_HASH.search(text) is not None

    @functools.cached_property
    def lines(self) -> list[str]:
        """The text by its lines, which nearly no text is looked at by."""
        return self._text.split("\n")

    def look_at_scalar(self, event: yaml.ScalarEvent, column: int, *, in_brackets: bool) -> Iterator[Complaint]:
        """What is wrong before a value and with it; it belongs to what begins at ``column``."""
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return
        if self.has_gaps:
            yield from self._pass_gap(start.index, end.index)
        if not event.style:
            if event.value == "-" and in_brackets and self._text[end.index : end.index + 1] != ":":
                yield Complaint("sign_at_start", {"found": "-"}, start.line, start.column)
            if self.has_hash and event.value and end.line < len(self.lines):
                yield from self._look_behind(end.line, end.column)
        elif event.style in ("'", '"'):
            if end.line > start.line and not in_brackets:
                yield from self.look_at_lines(start.line, end.line, column)
        elif start.column <= column:
            yield Complaint(
                "line_too_far_out", {"found": self.lines[start.line].strip(), "line": str(start.line)}, start.line, start.column
            )
        elif not event.value.strip("\n"):
            yield from self._look_at_empty_lines(start.line, column)

    def look_at_end(self) -> Iterator[Complaint]:
        """What is wrong behind the last value."""
        if self.has_gaps:
            yield from self._pass_gap(len(self._text), len(self._text))

    def look_at_lines(self, first: int, last: int, column: int, *, closed_at: int | None = None) -> Iterator[Complaint]:
        """The first line of a value, after that in which it begins, that does not begin further in than ``column``.

        Only spaces take a line in. In brackets, which end at ``closed_at``, comments may begin anywhere, and the closing one may
        stand just below what it belongs to, as people often have it.
        """
        in_brackets = closed_at is not None
        for number in range(first + 1, last + 1):
            line = self.lines[number]
            inside = line.lstrip(" \t")
            if not inside or (in_brackets and inside[0] == "#"):
                continue
            spaces = len(line) - len(line.lstrip(" "))
            if spaces <= column and not (number == last and spaces == column == closed_at):
                code = "line_too_far_out" if in_brackets else "quote_over_lines"
                yield Complaint(code, {"found": inside.strip(), "line": str(first + 1)}, number, spaces)
                return

    def _pass_gap(self, start: int, end: int) -> Iterator[Complaint]:
        """What stands between the last value and this one."""
        text = self._text
        for match in _BETWEEN.finditer(text, self._end, min(start + 1, len(text))):
            if match.start() >= start:
                break
            if match["text"]:
                yield self._complain("hash_after_value", match.start())
            elif not match["comment"]:
                yield Complaint("sign_at_start", {"found": "?"}, *place_of(text, match.start()))
        header = _TEXT_BEGINS.match(text, start)
        if header and text[header.end() : header.end() + 1] == "#":
            yield self._complain("hash_after_value", header.end())
        self._end = max(self._end, header.end() if header else start, end)

    def _complain(self, code: str, at: int) -> Complaint:
        line, column = place_of(self._text, at)
        return Complaint(code, {"found": self.lines[line][column:].strip()}, line, column)

    def _look_behind(self, line: int, column: int) -> Iterator[Complaint]:
        """Text behind `` #`` is a comment to YAML and would be lost; a comment of ours has a space after the sign."""
        here = self.lines[line]
        if found := _SPACE_AND_TEXT.match(here, column):
            at = found.end() - 1
            yield find_quote(here, line, at) or Complaint("text_after_hash", {"found": here[at:].strip()}, line, at)

    def _look_at_empty_lines(self, first: int, column: int) -> Iterator[Complaint]:
        """An empty line with more spaces than the text below it, which begins after | or > in line ``first``."""
        deepest, where = 0, first
        for number in range(first + 1, len(self.lines)):
            line = self.lines[number]
            spaces = len(line) - len(line.lstrip(" "))
            if line.strip():
                if column < spaces < deepest:
                    yield Complaint("empty_line_deep", {"line": str(number + 1)}, where, spaces)
                return
            if spaces > deepest:
                deepest, where = spaces, number
