"""The words that can be typed: every command with its options, and the function that carries it out.

What a command takes is imported where it is typed, and what carries it out where that is done: most of the time that a short answer
takes is Python's imports.
"""

from __future__ import annotations

import argparse
import functools
from collections.abc import Callable
from importlib import import_module

from ledstjarna import __version__
from ledstjarna.commands.parser import PlainParser

TYPE_CHECKING = False  # as in commands/parser.py
if TYPE_CHECKING:
    from ledstjarna.commands.request import Command

_ABOUT = "Publish public goals from YAML as a bilingual static site."
_COMMANDS = {
    "build": "build the site; with problems in the content nothing is written",
    "check": "tell what is wrong in the content",
    "review": "tell what readers would see differ if a branch were published, and what must not happen",
    "audit": "replay the content's history, and list every change without a reason and every moved goalpost",
    "serve": "show the site on this computer, and again whenever a file is saved",
    "schema": "print the JSON Schema of a kind of file, for editors that complete and check while you type",
    "new": "make a new site, body, plan or goal, or add an outcome; nothing is ever overwritten",
}


def make_parser(language: Callable[[], str] = lambda: "sv") -> PlainParser:
    """The parser of every command; ``language`` is asked for only where something cannot be read.

    What it reads has ``command``, and ``needs_site``, which tells whether the command is about a site that is there.
    """
    parser = PlainParser(prog="ledstjarna", description=_ABOUT, language=language)
    parser.add_argument("--version", action="version", version=f"ledstjarna {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, about in _COMMANDS.items():
        options = functools.partial(_add_options, name)
        commands.add_parser(name, help=about, description=about, language=language, options=options)
    return parser


def _add_options(name: str, command: PlainParser) -> None:
    """What a command takes, which is imported when its words are read."""
    from ledstjarna.commands.options import add_options

    add_options(name, command)


def find_command(options: argparse.Namespace) -> Command:
    """What carries out the command that was typed."""
    command: Command = import_module(f"ledstjarna.commands.{options.command}").run
    return command
