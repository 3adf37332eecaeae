"""``ledstjarna build``: a site comes in; its pages and files lie in its folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ledstjarna.build import build_site
from ledstjarna.commands.request import FINE, Request
from ledstjarna.commands.say import say
from ledstjarna.commands.workers import hire, read_jobs
from ledstjarna.crew import Crew
from ledstjarna.settings import Project


def run(request: Request) -> int:
    """Build the site, and tell where it lies and what it lacks."""
    project, language = request.site, request.language
    output = Path(request.options.out) if request.options.out else project.output
    is_preview = request.options.preview
    with _progress() as step, hire(request.options.executor) as hired:
        crew = Crew(read_jobs(request.options.jobs), hired)
        project = _seen_from_anywhere(project) if hired else project
        built = build_site(
            project,
            as_of=request.as_of,
            today=request.today,
            output=output,
            is_preview=is_preview,
            crew=crew,
            from_nothing=request.options.no_cache,
            read_all=request.options.hash,
            step=step,
        )
    print(say("built", language, pages=built.pages, output=built.output))
    _tell_missing(built.missing, project, language)
    for commit in built.rewritten:
        print(say("audit_rewritten", language, commit=commit))
    if built.remarked:
        print(say("remarks", language, count=built.remarked))
    serve = "make serve" if project.config_file.with_name("Makefile").is_file() else "ledstjarna serve"
    print(say("look", language, start=(built.output / "index.html").resolve().as_uri(), serve=serve))
    return FINE


def _seen_from_anywhere(project: Project) -> Project:
    """The same site for workers that do not stand in the folder that this process stands in."""
    return replace(project, config_file=project.config_file.absolute(), content=project.content.absolute())


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
