"""``ledstjarna new``: what is to be made comes in; it is made, and what comes next is told."""

from __future__ import annotations

from ledstjarna.authoring.options import add_new, make_new
from ledstjarna.commands.parser import PlainParser
from ledstjarna.commands.request import FINE, Request


def add_options(parser: PlainParser) -> None:
    """The kinds of things that can be made, and what each takes."""
    add_new(parser, parser.language)


def run(request: Request) -> int:
    """Make it."""
    for line in make_new(request.options, request.project, today=request.as_of, language=request.language):
        print(line)
    return FINE
