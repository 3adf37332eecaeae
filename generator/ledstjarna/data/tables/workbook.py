"""Rows of values come in; an XLSX file goes out, with real numbers and days, no formula, and the same bytes every time.

One workbook is for all languages: its headings say the same in each. The rows are put into XlsxWriter's sheet as finished XML; a version
of it that works otherwise stops the build. A text stands once in a workbook, and cells name it by its number: half as much is packed.
"""

from __future__ import annotations

import datetime
import io
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ledstjarna.data.tables.cells import number_text, plain_text
from ledstjarna.data.tables.column import Column, Value
from ledstjarna.data.tables.headings import Kind
from ledstjarna.model.times import rough_period
from ledstjarna.words.voice import Voice

LONGEST_NAME = 31
MOST_ROWS = 1_048_575  # below the heading
_AT_ONCE = 2_000  # rows that are text at the same time
_OPTIONS = {
    "in_memory": True,  # nothing is written but in output/write.py
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_WIDTHS: dict[Kind, int] = {
    "text": 34,
    "word": 16,
    "words": 24,
    "number": 11,
    "whole": 11,
    "date": 12,
    "about_date": 12,
    "truth": 10,
    "address": 34,
}
_ESCAPED = re.compile("_(x[0-9A-Fa-f]{4}_)")  # what XLSX would read as a sign's number
_FIRST_DAY = datetime.date(1900, 3, 1)  # spreadsheets count the days before it wrongly, or not at all
_NUMBER = "\0"  # where a row's number comes
_DAY_ZERO = datetime.date(1899, 12, 30).toordinal()


def sheet_name(title: str, voices: Mapping[str, Voice]) -> str:
    """A sheet's name in every language, or in the first where there is no room for all."""
    said = list(dict.fromkeys(voice._(title) for voice in voices.values()))
    together = " – ".join(said)
    return together if len(together) <= LONGEST_NAME else said[0][:LONGEST_NAME]


class TableSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter tells no types
    """A sheet whose rows, below the heading, are written as text: cell by cell, XlsxWriter takes six times as long."""

    is_told = False

    def take(self, rows: Sequence[Sequence[Value]], cells: Cells, shared: int) -> None:
        """The rows of the sheet, from the second on; so many of the first columns are the same in most rows as in the one above."""
        self._last = len(rows)
        self._packed: list[bytes] = []
        named, before = 0, self.str_table.count
        for first in range(0, len(rows), _AT_ONCE):
            told = "".join(_rows_xml(rows[first : first + _AT_ONCE], cells, shared, first + 2)).encode()
            named += told.count(b' t="s"')
            # As text, all outcomes of a site would fill the memory; those of a body do not.
            self._packed.append(zlib.compress(told, 1 if len(rows) > _AT_ONCE else 0))
        self.str_table.count = before + named

    def _set_xml_writer(self, filename: io.StringIO) -> None:
        """XlsxWriter takes what is written as one text; what it gets packs the rows in only when it is made bytes."""
        super()._set_xml_writer(filename)
        setattr(filename, "getvalue", lambda: _Unfinished(self, io.StringIO.getvalue(filename)))  # noqa: B010  # mypy knows no better

    def _write_rows(self) -> None:
        super()._write_rows()
        self._place = self.fh.tell()

    def finish(self, around: str) -> bytes:
        """The sheet with its rows; ``around`` is all else that is in it."""
        self.is_told = True
        rows = map(zlib.decompress, self._packed)
        return b"".join([around[: self._place].encode(), *rows, around[self._place :].encode()])

    def _write_dimension(self) -> None:
        above: Any = self.dim_rowmax
        self.dim_rowmax: Any = self._last
        super()._write_dimension()
        self.dim_rowmax = above


class _Unfinished:
    """A sheet's text, without its rows until it is made bytes."""

    def __init__(self, sheet: TableSheet, around: str) -> None:
        self._sheet, self._around = sheet, around

    def encode(self, _encoding: str) -> bytes:
        """The whole, with the rows."""
        return self._sheet.finish(self._around)


class Cells(dict[str | datetime.date, str]):
    """What follows the address of a cell, by the text or the day in it: a workbook holds each text once, and cells name its number."""

    def __init__(self, table: SharedStringTable, day: Format) -> None:
        """``day`` is how days are shown."""
        super().__init__()
        self._table, self._style = table, day._get_xf_index()

    def __missing__(self, value: str | datetime.date) -> str:
        self[value] = told = self._text(value) if isinstance(value, str) else self._day(value)
        return told

    def of(self, value: Value) -> str:
        """The same of any value that there is. Rough dates are not kept: one may equal a day, and is told otherwise."""
        if isinstance(value, Decimal):  # most of them
            return f"><v>{number_text(value)}</v></c>"
        if isinstance(value, bool):
            return f' t="b"><v>{value:d}</v></c>'
        if isinstance(value, datetime.date):
            return self._day(value)
        return f"><v>{number_text(value)}</v></c>" if isinstance(value, (int, Fraction)) else self[value or ""]

    def _text(self, text: str) -> str:
        told = plain_text(text)
        if told.startswith("<r>"):  # which XlsxWriter would take for finished markup
            escaped = _ESCAPED.sub(r"_x005F_\1", escape(told, quote=False))
            return f' t="inlineStr"><is><t>{escaped}</t></is></c>'
        return f' t="s"><v>{self._table._get_shared_string_index(told)}</v></c>'

    def _day(self, day: datetime.date) -> str:
        if rough_period(day) or day < _FIRST_DAY:
            return self._text(day.isoformat())
        return f' s="{self._style}"><v>{day.toordinal() - _DAY_ZERO}</v></c>'


def _rows_xml(rows: Sequence[Sequence[Value]], cells: Cells, shared: int, start: int) -> Iterator[str]:
    """In one function for every cell of every row, since there are hundreds of them a goal."""
    letters = [xl_col_to_name(place) for place in range(len(rows[0]))] if rows else []
    first, others = letters[:shared], letters[shared:]
    above, lead, date, text = None, "", datetime.date, str
    for number, row in enumerate(rows, start=start):
        if row[:shared] != above:
            above = row[:shared]
            lead = "".join(f'<c r="{letter}\0"{cells.of(value)}' for letter, value in zip(first, above, strict=True) if value is not None)
        yield f'<row r="{number}">{lead.replace(_NUMBER, str(number))}'
        for letter, value in zip(others, row[shared:], strict=True):
            if value is not None:
                kind = type(value)
                yield f'<c r="{letter}{number}"{cells[value] if kind is text or kind is date else cells.of(value)}'  # type: ignore[index]
        yield "</row>"


class Book:
    """One workbook. Sheets are added, and then it is taken as bytes."""

    def __init__(self, title: str, date: datetime.date | None) -> None:
        """``date`` is that of the newest fact in it, which the file has for its own: the clock has no part in it."""
        self._bytes = io.BytesIO()
        self._tables: list[TableSheet] = []
        self._book = Workbook(self._bytes, dict(_OPTIONS))
        day = date or _FIRST_DAY
        made = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
        self._book.set_properties({"title": title, "created": made})
        self._head = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._wrap = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._strong = self._book.add_format({"bold": True, "valign": "top"})
        self._cells = Cells(self._book.str_table, self._book.add_format({"num_format": "yyyy-mm-dd"}))

    def add_words(self, name: str, rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
        """A sheet to be read: the first cell of a row is a heading where others follow it."""
        sheet = self._book.add_worksheet(name)
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        for index, row in enumerate(rows):
            for place, text in enumerate(row):
                if text:
                    sheet.write_string(index, place, plain_text(text), self._strong if place == 0 else self._wrap)

    def add_table(self, name: str, columns: Sequence[Column], heads: Sequence[str], rows: Sequence[Sequence[Value]], shared: int) -> None:
        """A sheet of rows: the headings stay in sight, and every column can be filtered. More than a sheet holds goes on in the next.

        So many of the first columns are the same in most rows as in the one above.
        """
        for number, first in enumerate(range(0, max(1, len(rows)), MOST_ROWS), start=1):
            sheet = self._book.add_worksheet(name if number == 1 else f"{name[:27]} {number}", TableSheet)
            some = rows[first : first + MOST_ROWS]
            sheet.set_row(0, 15 * (1 + max(head.count("\n") for head in heads)) + 3)
            for place, (column, head) in enumerate(zip(columns, heads, strict=True)):
                sheet.set_column(place, place, _WIDTHS[column.kind])
                sheet.write_string(0, place, head, self._head)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(some), len(columns) - 1)
            sheet.take(some, self._cells, shared)
            self._tables.append(sheet)

    def close(self) -> bytes:
        """The finished file."""
        self._book.close()
        if not all(sheet.is_told for sheet in self._tables):
            raise RuntimeError("this version of XlsxWriter writes sheets in another way: the rows are not in the file")
        return self._bytes.getvalue()
