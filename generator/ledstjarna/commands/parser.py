"""The words of a command come in; its options go out. What it makes of words that it does not know is told by ``wrong_use``."""

from __future__ import annotations

import argparse
import functools
from collections.abc import Callable, Sequence

TYPE_CHECKING = False  # as `typing` has it, which takes as long to import as all else that this module needs
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from ledstjarna.problems import OutsideError


class PlainParser(argparse.ArgumentParser):
    """Reads a command's words. Of what it cannot read it tells in the language of messages, which is asked for only then."""

    def __init__(self, *, language: Callable[[], str], options: Callable[[PlainParser], None] = lambda _: None, **given: Any) -> None:
        """``options`` gives the parser what its command takes; it is asked when words are to be read, and never twice."""
        super().__init__(**{"allow_abbrev": False, **given})  # half an option may be another one than was meant
        self.language = language
        self.add_options = functools.cache(functools.partial(options, self))

    def read_words(self, words: Sequence[str]) -> argparse.Namespace:
        """What was typed, as options; ends with 2 where something in it is not known."""
        found: argparse.Namespace
        found, unknown = self.parse_known_args(words)
        if unknown:
            word = next((word for word in unknown if word.startswith("-")), unknown[0]).partition("=")[0]
            _chosen(self, found)._refuse_word(word)
        return found

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse has it; a command inside this one is read by its own parser's."""
        self.add_options()
        return super().parse_known_args(args, namespace)

    def _refuse_word(self, word: str) -> NoReturn:
        """A word too many: an option that there is not, or something that is no option."""
        from ledstjarna.commands.wrong_use import explain_word

        options = [name for action in self._actions for name in action.option_strings if name.startswith("--")]
        self._end(explain_word(word, options), help=True)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """A word that must be one of a few."""
        if action.choices is not None and value not in action.choices:
            from ledstjarna.commands.wrong_use import explain_choice

            self._end(explain_choice(str(value), map(str, action.choices)), help=False)

    def error(self, message: str) -> NoReturn:
        """End with 2, and the way out: how the command is typed."""
        from ledstjarna.problems import OutsideError

        del message  # argparse's own words are English, and for programmers
        self._end(OutsideError("wrong_use"), help=False)

    def _end(self, error: OutsideError, *, help: bool) -> NoReturn:
        usage = f"{self.prog} --help" if help else " ".join(self.format_usage().removeprefix("usage:").split())
        self.exit(2, f"{error.message(self.language())} ({error.code})\n  {usage}\n")


def _chosen(parser: PlainParser, found: argparse.Namespace) -> PlainParser:
    """The parser of the command that was typed: the innermost of those that are inside one another."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) and (name := getattr(found, action.dest, None)) in action.choices:
            inside: PlainParser = action.choices[name]
            return _chosen(inside, found)
    return parser
