"""A site's settings and content come in, its folder goes out; nothing is done where nothing has changed since it was built last."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ledstjarna.inputs import protected_paths
from ledstjarna.memory.last_build import Asked, Built, find_last, memory_folder, print_all
from ledstjarna.output.bench import finish_site
from ledstjarna.output.places import check_output
from ledstjarna.settings import Project

if TYPE_CHECKING:
    from ledstjarna.crew import Crew
    from ledstjarna.publish.jobs import Step


def build_site(
    project: Project,
    *,
    as_of: datetime.date,
    output: Path,
    today: datetime.date | None = None,
    frame: str = "material",
    is_preview: bool = False,
    crew: Crew | None = None,
    from_nothing: bool = False,
    read_all: bool = False,
    pages_first: bool = False,
    step: Step = lambda *_: None,
) -> Built:
    """Build the whole site into ``output``; with problems nothing is written and the old site stays.

    A preview shows a proposal: every page says so, and search engines are told to leave it alone. ``crew`` are those who share the work;
    without one, this process does it all. What the last build has left is used as far as it holds, unless ``from_nothing``; with
    ``read_all`` every file is read to see whether it is the same. With ``pages_first``, files that a build has left before stay as they
    are, until a build without makes them anew. ``step`` is told how far it is.
    """
    asked = Asked(as_of, output, today, frame, is_preview, crew, read_all, step, pages_first)
    finish_site(output)
    keep, apart = protected_paths(project)
    check_output(output, keep=keep, apart=apart)
    made_of, newest = print_all(project, asked)
    if not (from_nothing or read_all or pages_first):
        told = find_last(memory_folder(project.config_file, output), output, made_of)
        if told:
            return Built(output, *told)
    from ledstjarna.site_build import build_changed

    return build_changed(project, asked, (made_of, newest), from_nothing=from_nothing)
