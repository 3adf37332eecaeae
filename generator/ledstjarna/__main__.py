"""The arguments of ``ledstjarna`` come in; a command is carried out, and the code it ends with goes out. Here the clock is read.

What carries commands out is imported once the words are understood: ``--version`` and a word too many need none of it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from ledstjarna.commands.arguments import find_command, make_parser
from ledstjarna.console import make_printable
from ledstjarna.load.garbage_collection import leave_all_at_the_end, without_garbage_collection

TYPE_CHECKING = False  # as in commands/parser.py
if TYPE_CHECKING:
    import datetime
    from zoneinfo import ZoneInfo

    from ledstjarna.model.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. 0: fine; 1: problems in the content; 2: wrong use, or a fault outside the content."""
    began = time.monotonic()
    make_printable()
    leave_all_at_the_end()
    words = sys.argv[1:] if arguments is None else arguments

    def language() -> str:
        from ledstjarna.commands.carry_out import guess_language

        return guess_language(words)

    with without_garbage_collection():
        options = make_parser(language).read_words(words)
        from ledstjarna.commands.carry_out import carry_out
        from ledstjarna.commands.request import Clock

        run = find_command(options)
    return carry_out(run, options, words, Clock(_today_in, lambda: time.monotonic() - began))


def _today_in(settings: Settings) -> datetime.date:
    """The day that it is where the site is at home, whatever the computer takes it to be."""
    return _read_clock(settings.zone).date()


def _read_clock(zone: ZoneInfo) -> datetime.datetime:
    import datetime

    return datetime.datetime.now(zone)


if __name__ == "__main__":
    sys.exit(main())
