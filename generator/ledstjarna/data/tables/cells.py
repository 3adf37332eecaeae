"""Values come in; the texts of cells go out, and none of them can run as a formula.

Line breaks become spaces, since a cell's second line can run too. Numbers are never touched: a negative one is a number. In XLSX a text
is marked as text, and stands as it is.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

from ledstjarna.data.records import rounded
from ledstjarna.data.tables.column import Value
from ledstjarna.data.tables.headings import Kind

# Spreadsheets take what begins so for a formula, some of them also behind spaces or quotation marks, or in full width.
_BEFORE = "\\s\\x00-\\x20\"'`´‘’‚“”„«»‹›\u200b-\u200f\u2060\ufeff"
_RUNS = re.compile(f"[\\t\\r\\n]|[{_BEFORE}]*[=+\\-@＝＋－＠﹦﹢﹣﹫]")
# Line breaks, and what no cell can hold.
_BREAKS = re.compile("[\\x00-\\x1f\\x7f\\x85\u2028\u2029\\ud800-\\udfff\ufffe\uffff]+")

Write = Callable[..., str]


@functools.lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """A text on one line, without control characters."""
    return _BREAKS.sub(" ", text).strip()


@functools.lru_cache(maxsize=4096)
def safe_text(text: str) -> str:
    """A text on one line; with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{plain_text(text)}" if _RUNS.match(text) else plain_text(text)


def number_text(value: Decimal | Fraction | int) -> str:
    """A number in full, with a decimal point and no exponent; a share with at most ten decimals."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        text = f"{value:f}"
    elif "." in (text := f"{rounded(value):f}"):
        text = text.rstrip("0").rstrip(".")
    return text if text[0] != "-" or text.strip("-0.") else text[1:]  # never -0


def _truth(value: object) -> str:
    return "true" if value else "false"


_WRITE: dict[Kind, Write] = {
    "word": safe_text,
    "words": safe_text,
    "text": safe_text,
    "address": safe_text,
    "number": number_text,
    "whole": number_text,
    "date": datetime.date.isoformat,
    "about_date": str,
    "truth": _truth,
}


def writers(kinds: Iterable[Kind]) -> list[Write]:
    """What writes the cells of each column."""
    return [_WRITE[kind] for kind in kinds]


def cell_texts(row: list[Value], ways: list[Write]) -> list[str]:
    """The texts of a row's cells; what is not known is empty."""
    return ["" if value is None else write(value) for value, write in zip(row, ways, strict=True)]
