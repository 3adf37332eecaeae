"""What the template of a goal is told of a measure, of one at a glance, and of an activity: pieces, each where it stands on the page."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup


class ToldMeasure(NamedTuple):
    """A measure on its goal's page. What is not there is empty; ``tag``, ``late`` and ``sentence`` are there where it is one of several."""

    id: str
    name: Markup
    promised: Markup
    tag: Markup
    late: Markup
    sentence: str
    drawing: Markup
    source: tuple[str, str] | None  # where the figure that is told was read, and when it was published
    path: str
    start: tuple[Markup, Markup]  # what is said of the starting value, and where it was read
    growth: str
    tables: tuple[Markup, ...]
    chart: Markup
    target: tuple[Markup, Markup, Markup]  # its official wording, what is said of it, and where it was read
    definition: Markup
    rhythm: str
    external: tuple[str, ...]
    covers: Markup
    targets: tuple[str, ...]

    @property
    def about(self) -> bool:
        """Whether anything is told of how far it has come, what it is, where it begins and what is aimed at."""
        return any(
            (self.path, self.growth, *self.start, *self.target, self.definition, self.rhythm, self.external, self.covers, self.targets)
        )


class ToldGlance(NamedTuple):
    """A measure at a glance: where on the page it is told of, its name, how it stands, and a small drawing where there is one."""

    id: str
    name: Markup
    tag: Markup
    spark: Markup


class ToldActivity(NamedTuple):
    """Something that is done to reach the goal."""

    name: Markup
    area: Markup
    state: str
    begins: str
    ends: str
    owner: Markup
