"""Values come in; the texts of cells go out, and none of them can run as a formula.

Line breaks become spaces, since a cell's second line can run too. Numbers are never touched: a negative one is a number. In XLSX a text
is marked as text, and stands as it is.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from ledstjarna.data.records import rounded
from ledstjarna.data.tables.headings import Kind

# Spreadsheets take what begins so for a formula, some of them also behind spaces or quotation marks, or in full width.
_BEFORE = "\\s\\x00-\\x20\"'`´‘’‚“”„«»‹›\u200b-\u200f\u2060\ufeff"
_RUNS = re.compile(f"[\\t\\r\\n]|[{_BEFORE}]*[=+\\-@＝＋－＠﹦﹢﹣﹫]")
# Line breaks, and what no cell can hold.
_BREAKS = re.compile("[\\x00-\\x1f\\x7f\\x85\u2028\u2029\\ud800-\\udfff\ufffe\uffff]+")

Value = str | Decimal | Fraction | int | datetime.date | bool | None
Cell = str | None
Cells = list[Cell] | Cell  # of a column: one for all rows where they say the same


def plain_text(text: str) -> str:
    """A text on one line, without control characters."""
    return text.strip() if text.isprintable() else _BREAKS.sub(" ", text).strip()


def safe_text(text: str) -> str:
    """A text on one line; with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{plain_text(text)}" if _RUNS.match(text) else plain_text(text)


def number_text(value: Decimal | Fraction | int | str) -> str:
    """A number in full, with a decimal point and no exponent; a share with at most ten decimals."""
    if isinstance(value, str):
        return value  # what is told later
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        text = f"{value:f}"
    elif "." in (text := f"{rounded(value):f}"):
        text = text.rstrip("0").rstrip(".")
    return text if text[0] != "-" or text.strip("-0.") else text[1:]  # never -0


def _truth(value: object) -> str:
    return "true" if value else "false"


# Days are few, and rows that have the same share the text of it.
_day = functools.lru_cache(maxsize=4096)(datetime.date.isoformat)

_WRITE: dict[Kind, Callable[[Any], str]] = {
    "number": number_text,
    "whole": number_text,
    "date": _day,
    "about_date": str,
    "truth": _truth,
}


def cell_of(kind: Kind, value: Value) -> Cell:
    """What a cell says: a text as it is in the content, anything else as it is told; None where nothing is known."""
    write = _WRITE.get(kind)
    return None if value is None else write(value) if write else cast("str", value)


def cells_of(kind: Kind, values: Sequence[Value]) -> Cells:
    """The cells of a column; of no values, nothing is known."""
    if values.count(None) == len(values):
        return None
    write = _WRITE.get(kind)
    cells = [None if value is None else write(value) for value in values] if write else cast("list[Cell]", values)
    return cells[0] if cells.count(cells[0]) == len(cells) else cells
