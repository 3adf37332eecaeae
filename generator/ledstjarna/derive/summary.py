"""What lists and files say of a goal when its records are gone: a summary of the goal, and what a part of a body has to tell."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from ledstjarna.derive.due_days import NO_DAYS, DueDays
from ledstjarna.model.goal import Lifecycle

if TYPE_CHECKING:
    from ledstjarna.derive.nodes import AgencyNode, PlanNode, ThemeNode

Text = Mapping[str, str]
_NOTHING: Mapping[str, Any] = {}
_TIES = ("agency", "plan", "themes", "tell")

MOST_TOLD = 5  # latest outcomes and events of a body


@dataclass(frozen=True, slots=True)
class GoalWords:
    """What is said of a goal in one language wherever it is listed; ``sparklines`` are told drawings."""

    status: str
    sentence: str
    late: str = ""
    moved: str = ""
    ended: str = ""
    sparklines: tuple[Any, ...] = ()


@dataclass(slots=True, eq=False)
class GoalSummary:
    """What others say of a goal. Where the site is put together it is tied to its body, plan and themes, and to what tells its words.

    ``counted`` is the status that it is counted under, ``measured`` the verdicts of its measures and ``indicators`` their ids.
    ``is_named`` tells that one measure at least is named, ``is_known_without`` that it is known to have none. ``latest_figure`` is the day
    of its newest outcome and ``latest_fact`` that of the newest fact on its page.
    """

    id: str
    agency_id: str
    plan_id: str
    parent_id: str | None
    became: tuple[str, ...]
    title: Text
    lifecycle: Lifecycle
    perspective: str | None
    tags: tuple[str, ...]
    aliases: tuple[str, ...]
    progress_status: str | None
    reporting_status: str
    counted: str
    measured: tuple[str, ...]
    indicators: tuple[str, ...]
    methods: tuple[str, ...]
    is_named: bool
    is_known_without: bool
    is_read: bool
    latest_figure: datetime.date | None
    latest_fact: datetime.date | None
    tell: Callable[[str], Mapping[str, GoalWords]] = field(init=False, repr=False)
    agency: AgencyNode = field(init=False, repr=False)
    plan: PlanNode = field(init=False, repr=False)
    themes: list[ThemeNode] = field(init=False, repr=False)

    @property
    def status(self) -> str:
        """How it stands: a verdict, else what kind of data is missing."""
        return self.progress_status or self.reporting_status

    @property
    def words(self) -> Mapping[str, GoalWords]:
        """What is said of it in each language, wherever it is listed."""
        return self.tell(self.id)

    def __getstate__(self) -> tuple[Any, ...]:
        """All but what it is tied to."""
        return tuple(getattr(self, name) for name in _KEPT)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        for name, value in zip(_KEPT, state, strict=True):
            setattr(self, name, value)


_KEPT = tuple(entry.name for entry in fields(GoalSummary) if entry.name not in _TIES)


class ToldOutcome(NamedTuple):
    """The latest outcome of a measure: when it was told, and what it says and how its goal has ended in each language."""

    day: datetime.date
    goal: str
    indicator: str
    name: Text
    phrases: Text
    fates: Text


class ToldLate(NamedTuple):
    """A measure whose outcome is late, and what is said of it in each language."""

    goal: str
    indicator: str
    name: Text
    sentences: Text


class ToldEvent(NamedTuple):
    """Something that happened to a goal, and how it is told in each language."""

    day: datetime.date
    goal: str
    told: Mapping[str, Mapping[str, Any]]


class ToldLack(NamedTuple):
    """Something that is not here: of which kind, of which record, and how many; what more there is to say in each language.

    ``anchor`` is the place of the first measure that it concerns; ``languages`` are those that a text lacks, and how many do.
    """

    kind: str
    record: str
    id: str
    title: Text
    many: int
    anchor: str
    languages: tuple[tuple[str, int], ...]
    details: Text


class ToldDay(NamedTuple):
    """A day on which something falls due, in one language: what it is about and for, and whose; ``anchor`` is its place on the page."""

    title: Text
    record: str
    id: str
    anchor: str
    about: str
    goal: str


@dataclass(frozen=True, slots=True)
class BodyPart:
    """What the goals of a body, or some of them, have to tell together on pages about the body; lists that pages cut are cut.

    ``days`` are those of the brief's lists, in each language, by their keys.
    """

    late: tuple[ToldLate, ...] = ()
    events: tuple[ToldEvent, ...] = ()
    lacks: tuple[ToldLack, ...] = ()
    days: Mapping[str, Mapping[str, ToldDay]] = field(default_factory=dict)


class Brief(NamedTuple):
    """What pages about several bodies tell of a body or some of its goals.

    ``lacks`` are, by kind of what is missing, how many rows there are and how many are missing; ``texts`` how many each language lacks.
    """

    due: DueDays = NO_DAYS
    latest: tuple[ToldOutcome, ...] = ()
    lacks: Mapping[str, tuple[int, int]] = _NOTHING
    texts: Mapping[str, int] = _NOTHING


NO_PART, NO_BRIEF = BodyPart(), Brief()
