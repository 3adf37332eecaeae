"""YAML text comes in; plain data goes out, and the place of every key when asked, or placed problems.

PyYAML's C parser is asked for events only, and the guard walks them one by one: nothing is composed or constructed, so
nesting, anchors, merge keys and tags never get the chance to do harm.

A file has at most 30,000 values, far more than any body has figures for a goal: a million bytes of brackets took seconds in each room
that they came to, and the rooms are not made for it one by one.
"""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from ledstjarna.load.quick_yaml import DEEPEST, MOST_VALUES, NULLS, ODD, read_quickly
from ledstjarna.load.typed_signs import CAUSES, Complaint, find_sign, find_sign_in_key, tell_row
from ledstjarna.load.yaml_complaints import explain_complaint
from ledstjarna.load.yaml_strict import HIDDEN, Strictness, has_hidden, place_of
from ledstjarna.model.complaints import Plain
from ledstjarna.problems import Place, Problem

LARGEST_FILE = 1_000_000
MOST_PROBLEMS = 25
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)

_CONFLICTS = ("<" * 7, ">" * 7, "|" * 7)
_CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
_NO_SPACE = re.compile(r"[A-Za-z_]+:\S")  # a key and its value without the space between them
_PERCENT = re.compile(r"^%", re.MULTILINE)
_MINUS = str.maketrans("−–", "--")
_WHOLE_PART, _DECIMALS = re.compile(r"[-+−–]?\d[\d\s]*\Z"), re.compile(r"\d+(?: ?(?:%|[^\W\d]\w{0,12}))?\Z")


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
    if (data := read_quickly(text)) is not ODD:
        return data, []
    walk = _Walk(text, file, with_marks=False)
    walk.run()
    return walk.data, walk.problems


def read_marks(text: str, file: str) -> Marks | None:
    """The place of every key and value in text that ``read_yaml`` accepts."""
    walk = _Walk(text, file, with_marks=True)
    walk.run()
    return walk.marks


def _end_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _find_hidden(text: str, file: str) -> list[Problem]:
    problems: list[Problem] = []
    if not has_hidden(text) and not any(sign in text for sign in _CONFLICTS):
        return problems
    for match in itertools.islice(HIDDEN.finditer(text), MOST_PROBLEMS):
        place = Place(file, *position(text, match.start()))
        problems.append(Problem(place, "hidden_character", facts={"found": f"U+{ord(match.group()):04X}"}))
    for match in itertools.islice(_CONFLICT.finditer(text), MOST_PROBLEMS):
        place = Place(file, *position(text, match.start()))
        problems.append(Problem(place, "conflict_marker", facts={"found": match.group().strip()}))
    return problems


def position(text: str, index: int) -> tuple[int, int]:
    """Line and column, counted from 1, of a character."""
    line, column = place_of(text, index)
    return line + 1, column + 1


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come; ``key`` is the key that waits for its value (None: a key comes, or it is a list).

    What it holds begins further in than ``column``; in brackets that is the column of what the brackets belong to.
    """

    inside: dict[str, object] | list[object]
    marks: Marks | None
    column: int
    line: int
    in_brackets: bool
    key: str | None = None


def _at(event: yaml.Event) -> tuple[int, int]:
    """Line and column, counted from 1, of an event."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _last_of(place: _Open) -> object:
    """The value that a group of fields has last."""
    return next(reversed(place.inside.values()), None) if isinstance(place.inside, dict) else None


class _Walk:
    """One walk over the events of one text. It holds no reference to itself, so the parser is freed at once."""

    def __init__(self, text: str, file: str, *, with_marks: bool) -> None:
        self.text, self.file, self.with_marks = text, file, with_marks
        self.data: object = None
        self.marks: Marks | None = None
        self.problems: list[Problem] = []
        self._stack: list[_Open] = []
        self._strict = Strictness(text)
        self._documents = self._values = self._begins = 0

    def run(self) -> None:
        """Walk to the end, or to where it makes no sense to go on."""
        if "%" in self.text and (percent := _PERCENT.search(self.text)):  # a million instructions take libyaml minutes
            self._tell([Complaint("directive", {}, *place_of(self.text, percent.start()))])
            return
        whole = self.text if self.text.endswith("\n") else self.text + "\n"  # a last line without its end is as good as one with it
        events = yaml.parse(whole, Loader=yaml.CSafeLoader)
        try:
            for event in events:
                if not self._take(event) or len(self.problems) >= MOST_PROBLEMS:
                    return
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except yaml.YAMLError:
            self.problems.append(Problem(Place(self.file), "yaml", facts={"found": ""}))
        else:
            self._tell(self._strict.look_at_end())
            if isinstance(self.data, Plain):
                self._look_at_only_value()

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
            self._close(self._stack.pop(), event)
        elif isinstance(event, yaml.AliasEvent):
            self._note(event, "alias", found=f"*{event.anchor}")
            self._put(event, None)
        elif isinstance(event, yaml.DocumentStartEvent):
            return self._begin_document(event)
        if self._values > MOST_VALUES:
            self._note(event, "too_many_values", most=str(MOST_VALUES))
        return self._values <= MOST_VALUES

    def _begin_document(self, event: yaml.DocumentStartEvent) -> bool:
        self._documents += 1
        if self._documents > 1:
            self._note(event, "second_document")
        return self._documents == 1

    # --- data and marks ----------------------------------------------------------------------------------------------------

    def _put(self, event: yaml.Event, value: object) -> None:
        """Put a value where it belongs: as the whole, in a list, as a key, or under the key that waits."""
        self._values += 1
        marks = Marks(_at(event)) if self.with_marks else None
        if not self._stack:
            self.data, self.marks = value, marks
            self._begins = _at(event)[0] - 1
        else:
            self._put_inside(self._stack[-1], event, value, marks)
        if isinstance(value, (dict, list)):
            self._open(event, value, marks)

    def _open(self, event: yaml.Event, value: dict[str, object] | list[object], marks: Marks | None) -> None:
        line, column = _at(event)
        if in_brackets := bool(getattr(event, "flow_style", False)):
            column = self._stack[-1].column if self._stack else -1
        else:
            column -= 1
        self._stack.append(_Open(value, marks, column, line - 1, in_brackets))

    def _put_inside(self, place: _Open, event: yaml.Event, value: object, marks: Marks | None) -> None:
        step: str | int
        if isinstance(place.inside, list):
            step = len(place.inside)
            place.inside.append(value)
        elif place.key is None:
            place.key = self._key(event, value, place)
            if place.marks:
                place.marks.keys[place.key] = _at(event)
            return
        else:
            step, place.key = place.key, None
            place.inside[step] = value
        if place.marks and marks:
            place.marks.children[step] = marks

    # --- what is refused ---------------------------------------------------------------------------------------------------

    def _note(self, event: yaml.Event, code: str, **facts: str) -> None:
        self.problems.append(Problem(Place(self.file, *_at(event)), code, facts=facts))

    def _tell(self, complaints: Iterable[Complaint]) -> None:
        for code, facts, line, column in itertools.islice(complaints, MOST_PROBLEMS):
            self.problems.append(Problem(Place(self.file, line + 1, column + 1), code, facts=facts))

    def _key(self, event: yaml.Event, value: object, place: _Open) -> str:
        inside = place.inside
        if isinstance(value, (dict, list)):
            self._note(event, "key_not_a_word")
            return f"\0{len(inside)}"
        key = str(value) if value is not None else str(getattr(event, "value", ""))
        if isinstance(value, Plain) and (self._refuse_sign(event, key, place) or self._refuse_comma(event, key, place)):
            return key
        if isinstance(value, Plain) and _NO_SPACE.match(key):
            self._note(event, "colon_missing", found=key)
        elif key == "<<":
            self._note(event, "merge_key")
        elif key in inside:
            self._note(event, "duplicate_key", found=key)
        return key

    def _refuse_sign(self, event: yaml.Event, key: str, place: _Open) -> bool:
        """Whether a key is none, but what a sign of a word processor has made of a line."""
        if key.isascii() and (key[:1] != "-" or place.in_brackets):
            return False
        found = find_sign_in_key(key, _last_of(place), in_brackets=place.in_brackets)
        if found:
            line, column = _at(event)
            at = column - 1 + found.column
            facts = tell_row(self._strict.lines[line - 1], at) if found.code in ("list_sign", "hyphen_space") else found.facts
            self._tell([Complaint(found.code, facts, line - 1, at)])
        return bool(found)

    def _refuse_comma(self, event: yaml.Event, key: str, place: _Open) -> bool:
        """Whether a key in brackets is but the decimals of a number that was written with a comma."""
        mark, before = event.start_mark, _last_of(place)
        if not place.in_brackets or not mark or not _DECIMALS.match(key) or self.text[mark.index - 1] != ",":
            return False
        if not isinstance(before, Plain) or not _WHOLE_PART.match(before):
            return False
        whole, decimals = re.sub(r"\s", "", before).translate(_MINUS), re.match(r"\d+", key)
        facts = {"found": f"{before},{key}", "write": f"{whole}.{decimals[0] if decimals else ''}"}
        self._tell([Complaint("decimal_comma", facts, mark.line, max(0, mark.column - 1 - len(before)))])
        return True

    def _refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._note(event, "anchor", found=f"&{event.anchor}")
        if event.tag is not None:
            self._note(event, "tag", found=event.tag.replace("tag:yaml.org,2002:", "!!", 1))

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        column, in_brackets = (self._stack[-1].column, self._stack[-1].in_brackets) if self._stack else (-1, False)
        self._tell(self._strict.look_at_scalar(event, column, in_brackets=in_brackets))
        value: str = event.value
        if not event.style:
            return None if value in NULLS else Plain(value)
        if hidden := HIDDEN.search(value):
            self._note(event, "hidden_character", found=f"U+{ord(hidden.group()):04X}")
        return value

    def _close(self, closed: _Open, event: yaml.Event) -> None:
        """What is in brackets over several lines begins further in than what they belong to."""
        mark = event.end_mark
        if closed.in_brackets and mark and mark.line > closed.line and not (self._stack and self._stack[-1].in_brackets):
            self._tell(self._strict.look_at_lines(closed.line, mark.line, closed.column, closed_at=mark.column - 1))

    def _look_at_only_value(self) -> None:
        """A file that is one text and nothing else: what should have made fields of its lines is not what it looks like."""
        line = self._strict.lines[self._begins]
        if found := find_sign(line, self._begins):
            self._tell([found])
        elif _NO_SPACE.match(line):
            self._tell([Complaint("colon_missing", {"found": line.strip()}, self._begins, 0)])

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        """What the parser gave up on, unless it comes of what has been told already."""
        complaint = explain_complaint(error, self.text)
        told = {problem.code for problem in self.problems}
        here = {problem.code for problem in self.problems if problem.place.line == complaint.line + 1}
        if not told & CAUSES and not here & {"anchor", "tag", "alias"}:
            self._tell([complaint])
