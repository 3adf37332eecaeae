"""YAML text that is in order comes in; its plain data goes out, in one tight walk. Anything odd is left to the guard's own.

This walk says nothing of what is wrong, and what it does read the guard reads alike, without problems
(docs/decisions/2026-11-27-two-walks-through-yaml.md).
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml._yaml import CParser

from ledstjarna.load.yaml_strict import Strictness, has_hidden
from ledstjarna.model.complaints import Plain

MOST_VALUES = 30_000  # a file of a million brackets would take its time in every room
DEEPEST = 20
NULLS = frozenset(["", "~", "null", "Null", "NULL"])
_SPECIAL = NULLS | {"-"}  # scalars without quotes that are not what they look like
ODD: Any = object()  # what is read where something is odd

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")  # a key that nothing can be wrong with but that it is there twice
_MOST_KEYS = 10_000
_keys: dict[str, str] = {}  # those that were met, as one text for all places where they stand


class _Odd(Exception):  # noqa: N818  # it is no error, and nobody sees it
    """Something that the guard has to look at."""


def read_quickly(text: str) -> Any:
    """The plain data of one document, or ``ODD``."""
    if text.startswith("%") or "\n%" in text:
        return ODD
    parser = CParser(text if text.endswith("\n") else text + "\n")
    try:
        return _Walk(parser, text).read()
    except (_Odd, yaml.YAMLError):
        return ODD
    finally:
        parser.dispose()


class _Walk:
    """One walk over the events of one text; it goes as deep as collections lie in each other, and no deeper than is allowed."""

    def __init__(self, parser: CParser, text: str) -> None:
        self._take, self._strict = parser.get_event, Strictness(text)
        # Where none of this is in the text, a scalar without quotes has no anchor, tag or comment, and needs no look.
        self._looks_closely = self._strict.has_gaps or self._strict.has_hash or "&" in text or "!" in text
        self._left = MOST_VALUES - 1

    def read(self) -> Any:
        """The whole text: a document, or none."""
        take, data = self._take, None
        take()
        if take().__class__ is yaml.DocumentStartEvent:
            data = self._read_value(take(), -1, in_brackets=False, depth=0)
            take()
            if take().__class__ is yaml.DocumentStartEvent:
                raise _Odd
        for _ in self._strict.look_at_end():
            raise _Odd
        return ODD if data.__class__ is Plain else data

    def _read_value(self, event: Any, column: int, *, in_brackets: bool, depth: int) -> Any:
        """A value that belongs to what begins at ``column``."""
        if event.__class__ is yaml.ScalarEvent:
            return self._read_scalar(event, column, in_brackets)
        if event.__class__ is yaml.AliasEvent or event.anchor is not None or event.tag is not None or depth == DEEPEST:
            raise _Odd
        start, flows = event.start_mark, event.flow_style
        column = column if flows else start.column
        read = self._read_mapping if event.__class__ is yaml.MappingStartEvent else self._read_list
        found, end = read(column, flows, depth + 1)
        if flows and not in_brackets and end.line > start.line:
            for _ in self._strict.look_at_lines(start.line, end.line, column, closed_at=end.column - 1):
                raise _Odd
        return found

    def _read_mapping(self, column: int, in_brackets: bool, depth: int) -> tuple[dict[str, Any], Any]:  # noqa: FBT001  # a hot path
        """The fields of a group, and where it ends."""
        take, scalar, looks_closely = self._take, yaml.ScalarEvent, self._looks_closely
        found: dict[str, Any] = {}
        while (event := take()).__class__ is scalar:
            key = _keys.get(event.value)
            if key is None or event.style or looks_closely:
                key = _learn(self._read_scalar(event, column, in_brackets))
            if key in found:
                raise _Odd
            event = take()
            if event.__class__ is not scalar:
                found[key] = self._read_value(event, column, in_brackets=in_brackets, depth=depth)
            elif event.style or looks_closely or (value := event.value) in _SPECIAL:
                found[key] = self._read_scalar(event, column, in_brackets)
            else:
                found[key] = Plain(value)
        if event.__class__ is not yaml.MappingEndEvent:
            raise _Odd
        self._count(2 * len(found))
        return found, event.end_mark

    def _read_list(self, column: int, in_brackets: bool, depth: int) -> tuple[list[Any], Any]:  # noqa: FBT001  # a hot path
        """The rows of a list, and where it ends."""
        take, found = self._take, []
        while (event := take()).__class__ is not yaml.SequenceEndEvent:
            found.append(self._read_value(event, column, in_brackets=in_brackets, depth=depth))
        self._count(len(found))
        return found, event.end_mark

    def _count(self, values: int) -> None:
        self._left -= values
        if self._left < 0:
            raise _Odd

    def _read_scalar(self, event: Any, column: int, in_brackets: bool) -> Any:  # noqa: FBT001  # a hot path
        """The text of a scalar: ``Plain`` where it has no quotes."""
        value, style = event.value, event.style
        if event.anchor is not None or event.tag is not None or (style and has_hidden(value)):
            raise _Odd
        if self._looks_closely or style or value == "-":
            for _ in self._strict.look_at_scalar(event, column, in_brackets=in_brackets):
                raise _Odd
        return value if style else None if value in NULLS else Plain(value)


def _learn(value: Any) -> str:
    """A key as the one text that it is everywhere; one that is met for the first time is kept."""
    if known := _keys.get(value):
        return known
    if value.__class__ is not Plain or not _KEY.match(value):
        raise _Odd
    if len(_keys) >= _MOST_KEYS:
        _keys.clear()
    return _keys.setdefault(str(value), str(value))
