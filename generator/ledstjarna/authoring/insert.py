"""The bytes of an outcomes file and a row come in; the same bytes with the row in its place go out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ledstjarna.load.guarded_yaml import Marks, decode, read_marks, read_yaml

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_NOTHING = re.compile(r"\s*(#.*)?\Z", re.DOTALL)
Addition = tuple[int, list[str]]  # after how many lines, and which lines


@dataclass(frozen=True, slots=True)
class Inserted:
    """A file with one more row, and the line it stands on."""

    data: bytes
    line: int


def insert_row(data: bytes, indicator: str, row: str, file: str) -> Inserted | None:
    """The file with ``row`` last in the indicator's list; every byte that was there is still there, in order.

    None where the file is written so that this cannot be done, or not for certain: what comes out is read
    again, and must say what the file said before, and the row.
    """
    text, problems = decode(data, file)
    before, more = read_yaml(text, file)
    marks = read_marks(text, file)
    if problems or more:
        return None
    lines: list[str] = _LINE.findall(data.removeprefix(codecs.BOM_UTF8).decode("utf-8"))
    addition = _find_place(lines, before, marks, indicator, row)
    if addition is None:
        return None
    after, new_lines = addition
    ending = _ending(lines, after)
    if 0 < after == len(lines) and not lines[-1].endswith(("\r", "\n")):
        lines[-1] += ending
    lines[after:after] = [line + ending for line in new_lines]
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    result = mark + "".join(lines).encode("utf-8")
    return Inserted(result, after + len(new_lines)) if _says(result, file) == _with_row(before, indicator, row) else None


def _find_place(lines: list[str], data: object, marks: Marks | None, indicator: str, row: str) -> Addition | None:
    """Where the row belongs, with the keys that it lacks above it."""
    if data is None or marks is None:
        return len(lines), ["outcomes:", f"  {indicator}:", f"    - {row}"]
    if not isinstance(data, dict) or _sign(lines, marks) == "{":
        return None
    left = " " * (min(column for _, column in marks.keys.values()) - 1)
    if "outcomes" not in data:
        return len(lines), [f"{left}outcomes:", f"{left}  {indicator}:", f"{left}    - {row}"]
    key, series, inside = marks.keys["outcomes"], data["outcomes"], marks.children["outcomes"]
    if series is None:
        return (key[0], [f"{left}  {indicator}:", f"{left}    - {row}"]) if _is_bare(lines, key) else None
    if not isinstance(series, dict) or _sign(lines, inside) == "{":
        return None
    if indicator not in series:
        inner = " " * (min(column for _, column in inside.keys.values()) - 1)
        return _end(lines, key), [f"{inner}{indicator}:", f"{inner}  - {row}"]
    return _find_end(lines, series[indicator], inside.keys[indicator], inside.children[indicator], row)


def _find_end(lines: list[str], rows: object, key: tuple[int, int], inside: Marks, row: str) -> Addition | None:
    """The end of an indicator's list."""
    if rows is None:
        return (key[0], [" " * (key[1] + 1) + f"- {row}"]) if _is_bare(lines, key) else None
    if not isinstance(rows, list) or _sign(lines, inside) != "-":
        return None
    first, column = inside.at
    last = max([first, *(child.at[0] for child in inside.children.values())])
    return _end(lines, (last, column)), [" " * (column - 1) + f"- {row}"]


def _end(lines: list[str], at: tuple[int, int]) -> int:
    """The last line of what begins at a place: what follows it further in belongs to it, comments after it do not."""
    end, column = at
    for number, line in enumerate(lines[end:], start=end + 1):
        if _NOTHING.match(line):
            continue
        if len(line) - len(line.lstrip(" ")) < column:
            break
        end = number
    return end


def _sign(lines: list[str], marks: Marks) -> str:
    line, column = marks.at
    return lines[line - 1][column - 1 : column]


def _is_bare(lines: list[str], key: tuple[int, int]) -> bool:
    """Whether a key has nothing after its colon."""
    return bool(_NOTHING.match(lines[key[0] - 1][key[1] - 1 :].partition(":")[2]))


def _ending(lines: list[str], after: int) -> str:
    """How lines end where the row goes, else in the file."""
    for line in (*lines[max(after - 1, 0) : after], *lines[:1]):
        if line.endswith(("\r", "\n")):
            return line[len(line.rstrip("\r\n")) :]
    return "\n"


def _says(data: bytes, file: str) -> object:
    text, problems = decode(data, file)
    said, more = read_yaml(text, file)
    return None if problems or more else said


def _with_row(before: object, indicator: str, row: str) -> object:
    said = dict(before) if isinstance(before, Mapping) else {}
    series = dict(said.get("outcomes") or {})
    series[indicator] = [*(series.get(indicator) or []), read_yaml(row, "")[0]]
    return {**said, "outcomes": series}
