"""Rows of values come in; an XLSX file goes out, with real numbers and days, no formula, and the same bytes every time.

One workbook is for all languages: its headings say the same in each. The rows are put into XlsxWriter's sheet as finished XML; a version
of it that works otherwise stops the build. A text stands once in a workbook, and cells name it by its number: half as much is packed.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import repeat, zip_longest
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ledstjarna.data.tables.cells import Cell, Cells, plain_text
from ledstjarna.data.tables.column import Block, Kept
from ledstjarna.data.tables.headings import Kind
from ledstjarna.words.voice import Voice

Tell = Callable[[str], str]

LONGEST_NAME = 31
MOST_ROWS = 1_048_575  # below the heading
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
_SPECIAL = re.compile("[&<>]|_x")
_ESCAPED = re.compile("_(x[0-9A-Fa-f]{4}_)")  # what XLSX would read as a sign's number
_FIRST_DAY = "1900-03-01"  # spreadsheets count the days before it wrongly, or not at all
_NUMBER = "\0"  # where a row's number comes
_PACKED = 2  # of 9: packed as tightly as usual they are a sixth smaller, and take three times as long
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DAY_ZERO = datetime.date(1899, 12, 30).toordinal()


def sheet_name(title: str, voices: Mapping[str, Voice]) -> str:
    """A sheet's name in every language, or in the first where there is no room for all."""
    said = list(dict.fromkeys(voice._(title) for voice in voices.values()))
    together = " – ".join(said)
    return together if len(together) <= LONGEST_NAME else said[0][:LONGEST_NAME]


class _Texts(SharedStringTable):  # type: ignore[misc]  # XlsxWriter tells no types
    """The texts of a workbook, each once; rows may name more of them when XlsxWriter is done."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """What cells name a text by."""
        return self._numbers.setdefault(text, len(self._numbers))

    def _get_shared_string_index(self, text: str) -> int:
        self.count: int = self.count + 1
        return self.number(text)

    def _sort_string_data(self) -> None:
        """They are in order."""

    def told(self) -> str:
        """The part of the workbook that holds them."""
        held = "".join([f"<si><t>{_escape(text)}</t></si>" for text in self._numbers])
        return f'{_XML}<sst xmlns="{_SHEETS}" count="{self.count}" uniqueCount="{len(self._numbers)}">{held}</sst>'


def _escape(text: str) -> str:
    return _ESCAPED.sub(r"_x005F_\1", escape(text, quote=False)) if _SPECIAL.search(text) else text


class _Parts(Packager):  # type: ignore[misc]
    """Hands over the parts of a workbook, where XlsxWriter would pack them: their names and texts; that of all texts is not told yet."""

    def _create_package(self) -> list[object]:
        self.workbook.parts = [(name, text.getvalue()) for text, name, _ in super()._create_package()]
        return []

    def _write_shared_strings_file(self) -> None:
        self._filename("xl/sharedStrings.xml")


class _Workbook(Workbook):  # type: ignore[misc]
    """A workbook that XlsxWriter makes all of but the rows."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), dict(_OPTIONS))
        self.str_table = self.texts = _Texts()
        self.parts: list[tuple[str, str]] = []

    def _get_packager(self) -> _Parts:
        return _Parts()

    def let_go(self) -> None:
        """Let go of the sheets, which know the workbook: else all rows would be held until Python looks for circles."""
        self.worksheets_objs.clear()
        self.sheetnames.clear()


class TableSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose rows, below the heading, are told as text: cell by cell, XlsxWriter takes many times as long."""

    def take(self, blocks: Sequence[Block], kept: Kept, texts: _Texts, day: Format) -> None:
        """The rows of the sheet, from the second on."""
        tellers = _tellers(texts, day)
        cells = [_ColumnCells(xl_col_to_name(place), tellers[column.kind]) for place, column in enumerate(kept.columns)]
        self._first, self._others = cells[: kept.shared], cells[kept.shared :]
        self._blocks, self._kept, self._texts = blocks, kept, texts
        self._last = sum(block.rows for block in blocks)

    def settle(self) -> None:
        """Number the texts of the rows now: they come before those of later sheets."""
        for block in self._blocks:
            self._number(block)

    def told(self, around: str) -> Iterator[bytes]:
        """The sheet; ``around`` is all of it but the rows."""
        before, end, after = around.partition("</sheetData>")
        if not end:
            raise RuntimeError("this version of XlsxWriter writes sheets in another way: there is no place for the rows")
        yield before.encode()
        yield from self._tell()
        yield f"{end}{after}".encode()

    def _tell(self) -> Iterator[bytes]:
        number = 2
        for block in self._blocks:
            lead, columns = self._number(block)
            rows = zip(*[known.told(found, block.rows) for known, found in columns], strict=True)
            told = "".join(
                [f'<row r="{at}">{lead}{"".join(row)}</row>'.replace(_NUMBER, str(at)) for at, row in enumerate(rows, start=number)]
            )
            number += block.rows
            self._texts.count += told.count(' t="s"')
            yield told.encode()

    def _number(self, block: Block) -> tuple[str, list[tuple[_ColumnCells, Cells]]]:
        """What the rows of a block have in common, and its other columns; texts are numbered as they are read, row by row."""
        lead = "".join([known[cell] for known, cell in zip(self._first, self._kept.shared_of(block), strict=True)])
        others = zip(self._others, self._kept.others_of(block), strict=True)
        columns: list[tuple[_ColumnCells, Cells]] = [(known, found) for known, found in others if found is not None]
        fresh = [(known, cells) for known, found in columns if (cells := known.missing(found))]
        for row in zip_longest(*[cells for _, cells in fresh]):
            for (known, _), cell in zip(fresh, row, strict=True):
                known[cell]
        return lead, columns

    def _write_dimension(self) -> None:
        above: Any = self.dim_rowmax
        self.dim_rowmax: Any = self._last
        super()._write_dimension()
        self.dim_rowmax = above


class _ColumnCells(dict[Cell, str]):
    """The cells of a column as a sheet has them, by what they say: nothing where that is not known."""

    def __init__(self, letter: str, tell: Tell) -> None:
        super().__init__({None: ""})
        self._letter, self._tell = letter, tell

    def __missing__(self, cell: str) -> str:
        self[cell] = told = f'<c r="{self._letter}{_NUMBER}"{self._tell(cell)}'
        return told

    def missing(self, cells: Cells) -> list[Cell]:
        """The cells, where some of them have not been told before, else none."""
        each = cells if isinstance(cells, list) else [cells]
        return [] if self.keys() >= set(each) else each

    def told(self, cells: Cells, rows: int) -> Iterable[str]:
        """The cells of so many rows."""
        return map(self.__getitem__, cells) if isinstance(cells, list) else repeat(self[cells], rows)


def _tellers(texts: _Texts, style: Format) -> Mapping[Kind, Tell]:
    """What tells the cells of each kind, from behind the cell's address on; days in that style."""

    def tell_text(cell: str) -> str:
        return f' t="s"><v>{texts.number(plain_text(cell))}</v></c>'

    def tell_day(cell: str) -> str:
        if len(cell) < len(_FIRST_DAY) or cell < _FIRST_DAY:  # a month or a year, or before spreadsheets count
            return tell_text(cell)
        return f' s="{index}"><v>{datetime.date.fromisoformat(cell).toordinal() - _DAY_ZERO}</v></c>'

    def tell_number(cell: str) -> str:
        return f"><v>{cell}</v></c>"

    def tell_truth(cell: str) -> str:
        return f' t="b"><v>{cell == "true":d}</v></c>'

    index = style._get_xf_index()
    told: dict[Kind, Tell] = dict.fromkeys(_WIDTHS, tell_text)
    told |= {"number": tell_number, "whole": tell_number, "truth": tell_truth, "date": tell_day, "about_date": tell_day}
    return told


class Book:
    """One workbook. Sheets are added, and then it is taken as bytes."""

    def __init__(self, title: str, date: datetime.date | None) -> None:
        """``date`` is that of the newest fact in it, which the file has for its own: the clock has no part in it."""
        self._tables: list[TableSheet] = []
        self._book = _Workbook()
        day = date or datetime.date.fromisoformat(_FIRST_DAY)
        made = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
        self._book.set_properties({"title": title, "created": made})
        self._head = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._wrap = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._strong = self._book.add_format({"bold": True, "valign": "top"})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})

    def add_words(self, name: str, rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
        """A sheet to be read: the first cell of a row is a heading where others follow it."""
        sheet = self._book.add_worksheet(name)
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        for index, row in enumerate(rows):
            for place, text in enumerate(row):
                if text:
                    sheet.write_string(index, place, plain_text(text), self._strong if place == 0 else self._wrap)

    def add_table(self, name: str, kept: Kept, heads: Sequence[str], blocks: Iterable[Block]) -> None:
        """A sheet of rows: the headings stay in sight, and every column can be filtered. More than a sheet holds goes on in the next."""
        for number, some in enumerate(_divide(blocks, MOST_ROWS), start=1):
            for earlier in self._tables:
                earlier.settle()
            sheet = self._book.add_worksheet(name if number == 1 else f"{name[:27]} {number}", TableSheet)
            sheet.set_row(0, 15 * (1 + max(head.count("\n") for head in heads)) + 3)
            for place, (column, head) in enumerate(zip(kept.columns, heads, strict=True)):
                sheet.set_column(place, place, _WIDTHS[column.kind])
                sheet.write_string(0, place, head, self._head)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, sum(block.rows for block in some), len(kept.columns) - 1)
            sheet.take(some, kept, self._book.texts, self._day)
            self._tables.append(sheet)

    def close(self) -> bytes:
        """The finished file. Rows are packed as they are told: as text, all outcomes of a site would fill the memory."""
        self._book.close()
        sheets = {f"xl/worksheets/sheet{sheet.index + 1}.xml": sheet for sheet in self._tables}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=_PACKED) as packet:
            for name, text in self._book.parts:
                told = sheets[name].told(text) if name in sheets else [(text or self._book.texts.told()).encode()]
                with packet.open(name, "w") as part:  # which says of when a part is that it is from 1980
                    for some in told:
                        part.write(some)
        self._book.let_go()
        return packed.getvalue()


def _divide(blocks: Iterable[Block], most: int) -> Iterator[list[Block]]:
    """The blocks in lists of so many rows, one at least."""
    some, left = list[Block](), most
    for whole in blocks:
        block = whole
        while block.rows > left:
            yield [*some, block.cut(0, left)]
            block, some, left = block.cut(left, block.rows), [], most
        some.append(block)
        left -= block.rows
    yield some
