"""``ledstjarna new``: what is to be made comes in; it is made, and what comes next is told."""

from __future__ import annotations

from ledstjarna.authoring.make import make_new
from ledstjarna.commands.request import FINE, Request


def run(request: Request) -> int:
    """Make it."""
    for line in make_new(request.options, request.project, today=request.as_of, language=request.language):
        print(line)
    return FINE
