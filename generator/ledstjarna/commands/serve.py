"""``ledstjarna serve``: a site comes in; it is shown on this computer, and again whenever a file is saved."""

from __future__ import annotations

import functools
import sys

from ledstjarna.build import build_site
from ledstjarna.commands.request import FINE, Request
from ledstjarna.commands.say import say, show_problems
from ledstjarna.problems import ContentError, Problem
from ledstjarna.serve.site import read_port, serve_site
from ledstjarna.settings import Project, read_project


def run(request: Request) -> int:
    """Show the site until it is stopped."""
    project, options = request.site, request.options
    serve_site(
        project,
        read=functools.partial(read_project, project.config_file),
        build=functools.partial(_build, request, pages_first=True),
        finish=functools.partial(_build, request, pages_first=False),
        port=read_port(options.port),
        language=request.language,
        say=functools.partial(print, flush=True),
    )
    return FINE


def _build(request: Request, fresh: Project, *, pages_first: bool) -> list[Problem]:
    """Build the site as it is now; what stopped it is told, and comes back."""
    is_chosen = bool(request.options.as_of)
    now = request.as_of if is_chosen else request.clock.day(fresh.settings)
    try:
        built = build_site(fresh, as_of=now, today=None if is_chosen else now, output=fresh.output, pages_first=pages_first)
    except ContentError as error:
        show_problems(error.problems, request.language, sys.stderr)
        return error.problems
    if built.remarked and not pages_first:
        print(say("remarks", request.language, count=built.remarked), flush=True)
    return []
