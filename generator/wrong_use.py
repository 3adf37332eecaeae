"""Words that a command does not know come in; that they are not known, and how it is typed, goes out in plain words."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import Any, NoReturn

from generator.problems import OutsideError

_UNKNOWN = re.compile(r"unrecognized arguments: (.+)", re.DOTALL)


class PlainParser(argparse.ArgumentParser):
    """Reads a command's words. Of what it cannot read it tells in the language of messages, which is asked for only then."""

    def __init__(self, *, language: Callable[[], str], **given: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **given})  # half an option may be another one than was meant
        self._language = language

    def error(self, message: str) -> NoReturn:
        """End with 2, and the way out."""
        unknown = _UNKNOWN.match(message)
        error = OutsideError("wrong_use_word", found=unknown[1]) if unknown else OutsideError("wrong_use")
        usage = f"{self.prog} --help" if unknown else " ".join(self.format_usage().removeprefix("usage:").split())
        self.exit(2, f"{error.message(self._language())} ({error.code})\n  {usage}\n")
