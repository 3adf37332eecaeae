"""Words to be told come in; they come out on whatever console there is, with the nearest signs where it lacks some."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import re
import sys
import unicodedata

TYPE_CHECKING = False  # as in commands/parser.py
if TYPE_CHECKING:
    from typing import TextIO

_HANDLER = "ledstjarna"
_COMMAND = re.compile(r"(?m)^\s*:(?=:)|#(?=#\[)")
_NEAREST = {
    "✓": "OK",
    "“": '"',
    "”": '"',
    "„": '"',
    "’": "'",
    "‘": "'",
    "–": "-",
    "—": "-",
    "−": "-",
    "…": "...",
    "→": "->",
    "×": "x",
    "\u00a0": " ",
    "\u202f": " ",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "ø": "o",
    "Ø": "O",
}


def make_printable() -> None:
    """From now on nothing that is printed ends in an error: a sign that the console lacks is told by the nearest it has."""
    codecs.register_error(_HANDLER, _replace)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_nearest, error.object[error.start : error.end])), error.end


def _nearest(sign: str) -> str:
    """The nearest that every console has: a letter without its mark, a sign that looks alike, else a question mark."""
    plain = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode("ascii")
    return _NEAREST.get(sign) or plain or "?"


def print_line(text: str, stream: TextIO | None = None) -> None:
    """A line with words of others, which the log of a host takes for no command: GitHub has ``::name::`` and ``##[name]``."""
    print(_COMMAND.sub("\\g<0>\u200b", text), file=stream or sys.stdout)


def drop_output() -> None:
    """Print nothing more: what is still waiting to be printed would only end in the same fault again."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
