"""Rows of texts come in; CSV goes out: the strict one, and one for the spreadsheets of a language that has a decimal comma."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter

from ledstjarna.data.tables.cells import safe_text
from ledstjarna.data.tables.column import DAILY, Column
from ledstjarna.words.voice import Voice

BYTE_ORDER_MARK = "\ufeff"


def excel_name(name: str, code: str) -> str:
    """What the CSV for a language's spreadsheets is called."""
    return f"{name}.{code}-excel.csv"


def strict_head(columns: Iterable[Column]) -> bytes:
    """The first row: stable names."""
    return _write([[column.name for column in columns]], ",")


def strict_rows(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows with commas between cells."""
    return _write(rows, ",")


class ExcelForm:
    """The form of a table in a language with a decimal comma: semicolons, a byte order mark, headings, truths and texts in its words.

    Texts in other languages are left out, and the columns whose words are in ``without``.
    """

    def __init__(self, columns: list[Column], voice: Voice, without: Collection[str] = ()) -> None:
        left_out = {*DAILY, *without}
        places = [index for index, column in enumerate(columns) if column.language in ("", voice.code) and column.word not in left_out]
        kept = [columns[index] for index in places]
        self._pick = itemgetter(*places)
        self._numbers = [index for index, column in enumerate(kept) if column.kind == "number"]
        self._truths = [index for index, column in enumerate(kept) if column.kind == "truth"]
        self._said = {"true": voice._("yes"), "false": voice._("no"), "": ""}
        self.head = BYTE_ORDER_MARK.encode() + _write([[safe_text(column.heading_alone(voice)) for column in kept]], ";")

    def rows(self, rows: Iterable[Sequence[str]]) -> bytes:
        """The rows of the strict CSV in this form."""
        return _write((self._row(row) for row in rows), ";")

    def _row(self, texts: Sequence[str]) -> list[str]:
        row = list(self._pick(texts))
        for index in self._numbers:
            row[index] = row[index].replace(".", ",")
        for index in self._truths:
            row[index] = self._said[row[index]]
        return row


def _write(rows: Iterable[Sequence[str]], delimiter: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8")
