"""YAML text comes in; plain data goes out, and the place of every key when asked, or placed problems.

PyYAML's C parser is asked for events only, and the guard walks them one by one: nothing is composed or constructed, so
nesting, anchors, merge keys and tags never get the chance to do harm.
"""

from __future__ import annotations

import codecs
import itertools
import re
from dataclasses import dataclass, field

import yaml

from generator.load.yaml_complaints import TEXT_AFTER_HASH, explain_complaint
from generator.model.complaints import Plain
from generator.problems import Place, Problem

LARGEST_FILE = 1_000_000
DEEPEST = 20
MOST_PROBLEMS = 25
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
NULLS = frozenset(["", "~", "null", "Null", "NULL"])

# Control characters, direction overrides, line separators that editors do not show, surrogates and non-characters.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
    "|[" + "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 17)) + "]"
)
_CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})(?: |$)", re.MULTILINE)


_NO_SPACE = re.compile(r"[A-Za-z_]+:\S")  # a key and its value without the space between them


@dataclass(slots=True)
class Marks:
    """Where a value stands, and where the keys and values inside it stand."""

    at: tuple[int, int]
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    children: dict[str | int, Marks] = field(default_factory=dict)


def decode(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """Bytes of a file as text; empty text and the reasons where it is too large, not UTF-8 or has hidden characters."""
    if len(data) > LARGEST_FILE:
        return "", [Problem(Place(file), "file_too_large", facts={"size": str(len(data)), "largest": str(LARGEST_FILE)})]
    if data.startswith(_WIDE) or b"\0\0" in (data[:4:2], data[1:4:2]):
        return "", [Problem(Place(file, 1, 1), "not_utf8", facts={"found": "UTF-16"})]
    try:
        text = _end_lines(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = _end_lines(error.object[: error.start].decode("utf-8"))
        place = Place(file, *position(before, len(before)))
        return "", [Problem(place, "not_utf8", facts={"found": f"0x{error.object[error.start]:02X}"})]
    return text, _find_hidden(text, file)


def read_yaml(text: str, file: str) -> tuple[object, list[Problem]]:
    """Plain data of one YAML document: dict, list, ``Plain``, str and None; with problems the data are of no use."""
    walk = _Walk(text, file, with_marks=False)
    walk.run()
    return walk.data, walk.problems


def read_marks(text: str, file: str) -> Marks | None:
    """The place of every key and value in text that ``read_yaml`` accepts."""
    walk = _Walk(text, file, with_marks=True)
    walk.run()
    return walk.marks


def _end_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _find_hidden(text: str, file: str) -> list[Problem]:
    problems = []
    for match in itertools.islice(_HIDDEN.finditer(text), MOST_PROBLEMS):
        place = Place(file, *position(text, match.start()))
        problems.append(Problem(place, "hidden_character", facts={"found": f"U+{ord(match.group()):04X}"}))
    for match in itertools.islice(_CONFLICT.finditer(text), MOST_PROBLEMS):
        place = Place(file, *position(text, match.start()))
        problems.append(Problem(place, "conflict_marker", facts={"found": match.group().strip()}))
    return problems


def position(text: str, index: int) -> tuple[int, int]:
    """Line and column, counted from 1, of a character."""
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come; ``key`` is the key that waits for its value (None: a key comes, or it is a list)."""

    inside: dict[str, object] | list[object]
    marks: Marks | None
    key: str | None = None


def _at(event: yaml.Event) -> tuple[int, int]:
    """Line and column, counted from 1, of an event."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


class _Walk:
    """One walk over the events of one text. It holds no reference to itself, so the parser is freed at once."""

    def __init__(self, text: str, file: str, *, with_marks: bool) -> None:
        self.text, self.file, self.with_marks = text, file, with_marks
        self.data: object = None
        self.marks: Marks | None = None
        self.problems: list[Problem] = []
        self._stack: list[_Open] = []
        self._lines = text.split("\n") if TEXT_AFTER_HASH.search(text) else []
        self._documents = 0

    def run(self) -> None:
        """Walk to the end, or to where it makes no sense to go on."""
        events = yaml.parse(self.text, Loader=yaml.CSafeLoader)
        try:
            for event in events:
                if not self._take(event) or len(self.problems) >= MOST_PROBLEMS:
                    return
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except yaml.YAMLError:
            self.problems.append(Problem(Place(self.file), "yaml", facts={"found": ""}))

    def _take(self, event: yaml.Event) -> bool:
        """Take in one event; False ends the walk."""
        if isinstance(event, yaml.ScalarEvent):
            self._put(event, self._scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_extras(event)
            if len(self._stack) == DEEPEST:
                self._note(event, "too_deep", deepest=str(DEEPEST))
                return False
            self._put(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
        elif isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._note(event, "alias", found=f"*{event.anchor}")
            self._put(event, None)
        elif isinstance(event, yaml.DocumentStartEvent):
            return self._begin_document(event)
        return True

    def _begin_document(self, event: yaml.DocumentStartEvent) -> bool:
        self._documents += 1
        if event.version or event.tags:
            self._note(event, "directive")
        if self._documents > 1:
            self._note(event, "second_document")
        return self._documents == 1

    def _put(self, event: yaml.Event, value: object) -> None:
        """Put a value where it belongs: as the whole, in a list, as a key, or under the key that waits."""
        marks = Marks(_at(event)) if self.with_marks else None
        if not self._stack:
            self.data, self.marks = value, marks
        else:
            self._put_inside(self._stack[-1], event, value, marks)
        if isinstance(value, (dict, list)):
            self._stack.append(_Open(value, marks))

    def _put_inside(self, place: _Open, event: yaml.Event, value: object, marks: Marks | None) -> None:
        step: str | int
        if isinstance(place.inside, list):
            step = len(place.inside)
            place.inside.append(value)
        elif place.key is None:
            place.key = self._key(event, value, place.inside)
            if place.marks:
                place.marks.keys[place.key] = _at(event)
            return
        else:
            step, place.key = place.key, None
            place.inside[step] = value
        if place.marks and marks:
            place.marks.children[step] = marks

    def _key(self, event: yaml.Event, value: object, inside: dict[str, object]) -> str:
        if isinstance(value, (dict, list)):
            self._note(event, "key_not_a_word")
            return f"\0{len(inside)}"
        key = str(value) if value is not None else str(getattr(event, "value", ""))
        if value is not None and isinstance(value, Plain) and _NO_SPACE.match(key):
            self._note(event, "colon_missing", found=key)
        elif key == "<<":
            self._note(event, "merge_key")
        elif key in inside:
            self._note(event, "duplicate_key", found=key)
        return key

    def _note(self, event: yaml.Event, code: str, **facts: str) -> None:
        self.problems.append(Problem(Place(self.file, *_at(event)), code, facts=facts))

    def _refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._note(event, "anchor", found=f"&{event.anchor}")
        if event.tag is not None:
            self._note(event, "tag", found=event.tag.replace("tag:yaml.org,2002:", "!!", 1))

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        value: str = event.value
        if not event.style:
            self._refuse_hash(event)
            return None if value in NULLS else Plain(value)
        if hidden := _HIDDEN.search(value):
            self._note(event, "hidden_character", found=f"U+{ord(hidden.group()):04X}")
        return value

    def _refuse_hash(self, event: yaml.ScalarEvent) -> None:
        """Text behind `` #`` is a comment to YAML and would be lost; a comment of ours has a space after the sign."""
        end = event.end_mark
        if not event.value or end is None or end.line >= len(self._lines):
            return
        if found := TEXT_AFTER_HASH.match(self._lines[end.line], end.column):
            place = Place(self.file, end.line + 1, found.end() + 1)
            self.problems.append(Problem(place, "text_after_hash", facts={"found": self._lines[end.line][found.end() :].strip()}))

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        code, facts, line, column = explain_complaint(error, self.text)
        self.problems.append(Problem(Place(self.file, line + 1, column + 1), code, facts=facts))
