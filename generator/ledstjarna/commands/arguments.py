"""The words that can be typed: every command with its options, and the function that carries it out."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ledstjarna import __version__
from ledstjarna.authoring.asked import USUAL_FILE
from ledstjarna.authoring.options import add_new, needs_site
from ledstjarna.commands import build, check, new, schema, serve
from ledstjarna.commands.wrong_use import PlainParser
from ledstjarna.problems import MESSAGE_LANGUAGES

_ABOUT = "Publish public goals from YAML as a bilingual static site."
_OF_A_SITE = {"build": build, "check": check, "serve": serve}


def make_parser(language: Callable[[], str] = lambda: "sv") -> PlainParser:
    """The parser of every command; ``language`` is asked for only where something cannot be read.

    What it reads has ``run``, and ``needs_site``, which tells whether the command is about a site that is there.
    """
    parser = PlainParser(prog="ledstjarna", description=_ABOUT, language=language)
    parser.add_argument("--version", action="version", version=f"ledstjarna {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, room in _OF_A_SITE.items():
        command = commands.add_parser(name, help=room.ABOUT, description=room.ABOUT, language=language)
        command.set_defaults(run=room.run, needs_site=_always)
        command.add_argument("-f", "--file", default=USUAL_FILE, metavar="FILE", help=f"the site's settings ({USUAL_FILE})")
        command.add_argument("--as-of", metavar="YYYY-MM-DD", help="the day the site is to tell of (today)")
        command.add_argument("--lang", choices=MESSAGE_LANGUAGES, help="the language of messages (the site's first)")
        room.add_options(command)
    described = commands.add_parser("schema", help=schema.ABOUT, description=schema.ABOUT, language=language)
    described.set_defaults(run=schema.run, needs_site=schema.needs_site)
    schema.add_options(described)
    made = commands.add_parser("new", help=new.ABOUT, description=new.ABOUT, language=language)
    made.set_defaults(run=new.run, needs_site=needs_site)
    add_new(made, language)
    return parser


def _always(_: argparse.Namespace) -> bool:
    return True
