"""``ledstjarna build``: a site comes in; its pages and files lie in its folder, and what was made is told in a line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ledstjarna.build import build_site
from ledstjarna.commands.request import FINE, Request
from ledstjarna.commands.say import say, tell_seconds
from ledstjarna.commands.workers import hire, read_jobs
from ledstjarna.crew import Crew
from ledstjarna.memory.last_build import Built
from ledstjarna.settings import Project

if TYPE_CHECKING:
    from ledstjarna.publish.jobs import Part, Step


def run(request: Request) -> int:
    """Build the site, and tell what was made, what it lacks and where it lies."""
    project, options, language = request.site, request.options, request.language
    with _progress(language) as step, hire(options.executor) as hired:
        project = _seen_from_anywhere(project) if hired else project
        built = build_site(
            project,
            as_of=request.as_of,
            today=request.today,
            output=Path(options.out) if options.out else project.output,
            is_preview=options.preview,
            crew=Crew(read_jobs(options.jobs), hired),
            from_nothing=options.no_cache,
            read_all=options.hash,
            step=step,
        )
    _tell_missing(built.missing, project, language)
    for commit in built.rewritten:
        print(say("audit_rewritten", language, commit=commit))
    print(_sum_up(built, request.clock.seconds(), language))
    serve = "make serve" if project.config_file.with_name("Makefile").is_file() else "ledstjarna serve"
    print(say("look", language, start=(built.output / "index.html").resolve().as_uri(), serve=serve))
    return FINE


def _seen_from_anywhere(project: Project) -> Project:
    """The same site for workers that do not stand in the folder that this process stands in."""
    return replace(project, config_file=project.config_file.absolute(), content=project.content.absolute())


def _sum_up(built: Built, seconds: float, language: str) -> str:
    """What a build made, how long it took, and how much there is to look over."""
    whole = [say(key, language, count=count) for key, count in (("goals", built.goals), ("files", built.outputs))]
    counts = {"written": built.written, "unchanged": built.unchanged} | ({"removed": built.removed} if built.removed else {})
    parts = [say(key, language, count=count) for key, count in counts.items()]
    remarks = [say("remarks", language, count=built.remarked)] if built.remarked else []
    return " ".join([f"{', '.join(whole)}: {', '.join(parts)}. {tell_seconds(seconds, language)}.", *remarks])


def _tell_missing(missing: Mapping[str, int], project: Project, language: str) -> None:
    for entry in project.settings.languages:
        if missing.get(entry.code):
            print(say("missing", language, language=entry.name, count=missing[entry.code]))


@contextmanager
def _progress(language: str) -> Iterator[Step]:
    """A progress bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from tqdm import tqdm

    with tqdm(leave=False, file=sys.stderr, bar_format="{desc}") as shown:
        shown.set_description_str(say("part_read", language))

        def step(part: Part, done: int, whole: int) -> None:
            shown.total, shown.bar_format = whole, "{desc}: {n_fmt}/{total_fmt} |{bar}|"
            shown.set_description_str(say(f"part_{part}", language), refresh=False)
            shown.update(done - shown.n)

        yield step
