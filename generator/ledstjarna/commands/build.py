"""``ledstjarna build``: a site comes in; its pages and files lie in its folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ledstjarna.build import build_site
from ledstjarna.commands.request import FINE, Request, add_options_of_site
from ledstjarna.commands.say import say
from ledstjarna.commands.workers import hire, read_jobs
from ledstjarna.crew import Crew
from ledstjarna.settings import Project


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_options_of_site(parser)
    parser.add_argument("--out", metavar="DIR", help="where the site is built (as in the settings)")
    parser.add_argument("--jobs", metavar="N", help="how many processes share the work; 0 for none but this (as many as there are cores)")
    parser.add_argument("--executor", metavar="dask:ADDRESS", help="workers of a cluster that share the work instead")
    parser.add_argument("--preview", action="store_true", help="say on every page that it shows a proposal, and keep search engines away")


def run(request: Request) -> int:
    """Build the site, and tell where it lies and what it lacks."""
    project, language = request.site, request.language
    output = Path(request.options.out) if request.options.out else project.output
    is_preview = request.options.preview
    with _progress() as step, hire(request.options.executor) as hired:
        crew = Crew(read_jobs(request.options.jobs), hired)
        built = build_site(project, as_of=request.as_of, today=request.today, output=output, is_preview=is_preview, crew=crew, step=step)
    print(say("built", language, pages=built.pages, output=built.output))
    _tell_missing(built.missing, project, language)
    for commit in built.rewritten:
        print(say("audit_rewritten", language, commit=commit))
    if built.remarked:
        print(say("remarks", language, count=built.remarked))
    serve = "make serve" if project.config_file.with_name("Makefile").is_file() else "ledstjarna serve"
    print(say("look", language, start=(built.output / "index.html").resolve().as_uri(), serve=serve))
    return FINE


def _tell_missing(missing: Mapping[str, int], project: Project, language: str) -> None:
    for entry in project.settings.languages:
        if missing.get(entry.code):
            print(say("missing", language, language=entry.name, count=missing[entry.code]))


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A progress bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from tqdm import tqdm

    with tqdm(unit="", leave=False, file=sys.stderr) as shown:

        def step(what: str) -> None:
            shown.set_description(what, refresh=False)
            shown.update()

        yield step
