"""Rows come in; CSV goes out: the strict one, and one for the spreadsheets of a language that has a decimal comma."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable
from itertools import repeat

from ledstjarna.data.tables.cells import Cell, Cells, safe_text
from ledstjarna.data.tables.column import DAILY, Block, Kept, Rows
from ledstjarna.data.tables.headings import Kind
from ledstjarna.words.voice import Voice

BYTE_ORDER_MARK = "\ufeff"
_TEXTS: tuple[Kind, ...] = ("word", "words", "text", "address")


class Form:
    """A form of CSV: which columns of a table, what is between cells, and how cells are written."""

    def __init__(self, kept: Kept, delimiter: str, ways: dict[Kind, Callable[[Cell], str]], head: str) -> None:
        """Of kinds that are not in ``ways``, cells are written as they are."""
        self.head = head.encode()
        self._kept, self._delimiter = kept, delimiter
        written = [ways.get(column.kind) for column in kept.columns]
        self._shared, self._others = written[: kept.shared], written[kept.shared :]

    def rows(self, block: Block) -> bytes:
        """The rows of a block, which are one at least."""
        return ("\r\n".join(self.lines(block)) + "\r\n").encode()

    def lines(self, block: Block) -> list[str]:
        """The same, row by row."""
        delimiter = self._delimiter
        shared = zip(self._kept.shared_of(block), self._shared, strict=True)
        lead = "".join([f"{(write(cell) if write else cell) or ''}{delimiter}" for cell, write in shared])
        others = zip(self._kept.others_of(block), self._others, strict=True)
        rows = zip(*[_written(cells, write, block.rows) for cells, write in others], strict=True)
        return [lead + delimiter.join(row) for row in rows] if lead else list(map(delimiter.join, rows))


def _written(cells: Cells, write: Callable[[Cell], str] | None, rows: int) -> Iterable[str]:
    if isinstance(cells, list):
        return map(write, cells) if write else [cell or "" for cell in cells]
    return repeat((write(cells) if write else cells) or "", rows)


def strict_form(rows: Rows, without: Collection[str] = ()) -> Form:
    """Stable names in the first row, and commas between cells."""
    kept = Kept(rows, without)
    return Form(kept, ",", dict.fromkeys(_TEXTS, _text_writer(",")), f"{','.join(column.name for column in kept.columns)}\r\n")


def excel_form(rows: Rows, voice: Voice, without: Collection[str] = ()) -> Form:
    """The form of a table in a language with a decimal comma: semicolons, a byte order mark, headings, truths and texts in its words.

    Texts in other languages are left out, and the columns whose words are in ``without``.
    """
    kept = Kept(rows, {*DAILY, *without}, voice.code)
    write = _text_writer(";")
    said = {"true": write(voice._("yes")), "false": write(voice._("no")), None: ""}
    ways: dict[Kind, Callable[[Cell], str]] = dict.fromkeys(_TEXTS, write)
    ways |= {"truth": said.__getitem__, "number": lambda cell: cell.replace(".", ",") if cell else ""}
    head = ";".join(write(column.heading_alone(voice)) for column in kept.columns)
    return Form(kept, ";", ways, f"{BYTE_ORDER_MARK}{head}\r\n")


@functools.cache
def _text_writer(delimiter: str) -> Callable[[Cell], str]:
    """What writes a text: within quotation marks where it has such, or what stands between cells."""

    @functools.lru_cache(maxsize=4096)
    def write(cell: Cell) -> str:
        text = safe_text(cell or "")
        if '"' not in text and delimiter not in text:
            return text
        doubled = text.replace('"', '""')
        return f'"{doubled}"'

    return write
