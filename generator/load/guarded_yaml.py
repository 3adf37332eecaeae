"""YAML text comes in; plain data goes out, and the place of every key when asked, or placed problems.

PyYAML's C parser is asked for events only, and the guard walks them one by one: nothing is composed or constructed, so
nesting, anchors, merge keys and tags never get the chance to do harm.
"""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field

import yaml

from generator.load.yaml_complaints import explain_complaint
from generator.model.values import Plain
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


class _Walk:
    """One walk over the events of one text. It holds no reference to itself, so the parser is freed at once."""

    def __init__(self, text: str, file: str, *, with_marks: bool) -> None:
        self.text, self.file, self.with_marks = text, file, with_marks
        self.data: object = None
        self.marks: Marks | None = None
        self.problems: list[Problem] = []

    def run(self) -> None:
        events: Generator[yaml.Event, None, None] = yaml.parse(self.text, Loader=yaml.CSafeLoader)
        try:
            self._walk(events)
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except yaml.YAMLError:
            self.problems.append(Problem(Place(self.file), "yaml", facts={"found": ""}))
        finally:
            events.close()

    def _note(self, event: yaml.Event, code: str, **facts: str) -> None:
        mark = event.start_mark
        self.problems.append(Problem(Place(self.file, mark.line + 1, mark.column + 1), code, facts=facts))

    def _walk(self, events: Iterable[yaml.Event]) -> None:
        # Each open collection: its data, its marks, and for a mapping the key that waits for its value (None: a key comes).
        stack: list[tuple[dict[str, object] | list[object], Marks | None]] = []
        waiting: list[str | None] = []
        documents = 0
        for event in events:
            kind = type(event)
            if len(self.problems) >= MOST_PROBLEMS:
                return
            if kind is yaml.ScalarEvent:
                value = self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._refuse_extras(event)
                if len(stack) == DEEPEST:
                    self._note(event, "too_deep", deepest=str(DEEPEST))
                    return
                value = {} if kind is yaml.MappingStartEvent else []
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                stack.pop()
                waiting.pop()
                continue
            elif kind is yaml.AliasEvent:
                self._note(event, "alias", found=f"*{event.anchor}")
                value = None
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if event.version or event.tags:
                    self._note(event, "directive")
                if documents > 1:
                    self._note(event, "second_document")
                    return
                continue
            else:
                continue
            self._place(event, value, stack, waiting)

    def _place(
        self,
        event: yaml.Event,
        value: object,
        stack: list[tuple[dict[str, object] | list[object], Marks | None]],
        waiting: list[str | None],
    ) -> None:
        marks = Marks((event.start_mark.line + 1, event.start_mark.column + 1)) if self.with_marks else None
        if not stack:
            self.data, self.marks = value, marks
        else:
            inside, inside_marks = stack[-1]
            if isinstance(inside, list):
                if inside_marks and marks:
                    inside_marks.children[len(inside)] = marks
                inside.append(value)
            elif waiting[-1] is None:
                waiting[-1] = self._key(event, value, inside, inside_marks)
                if isinstance(value, (dict, list)):
                    stack.append((value, marks))
                    waiting.append(None)
                return
            else:
                key = waiting[-1]
                waiting[-1] = None
                if inside_marks and marks:
                    inside_marks.children[key] = marks
                inside[key] = value
        if isinstance(value, (dict, list)):
            stack.append((value, marks))
            waiting.append(None)

    def _key(self, event: yaml.Event, value: object, inside: dict[str, object], marks: Marks | None) -> str:
        if isinstance(value, (dict, list)):
            self._note(event, "key_not_a_word")
            return f"\0{len(inside)}"
        key = str(value) if value is not None else getattr(event, "value", "")
        if key == "<<":
            self._note(event, "merge_key")
        elif key in inside:
            self._note(event, "duplicate_key", found=key)
        if marks:
            marks.keys[key] = (event.start_mark.line + 1, event.start_mark.column + 1)
        return key

    def _refuse_extras(self, event: yaml.Event) -> None:
        if event.anchor is not None:
            self._note(event, "anchor", found=f"&{event.anchor}")
        if event.tag is not None:
            self._note(event, "tag", found=event.tag.replace("tag:yaml.org,2002:", "!!", 1))

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        value: str = event.value
        if not event.style:
            return None if value in NULLS else Plain(value)
        if hidden := _HIDDEN.search(value):
            self._note(event, "hidden_character", found=f"U+{ord(hidden.group()):04X}")
        return value

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        code, facts, line, column = explain_complaint(error, self.text)
        self.problems.append(Problem(Place(self.file, line + 1, column + 1), code, facts=facts))
