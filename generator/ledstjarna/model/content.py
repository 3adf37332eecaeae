"""All records of a site, by kind and id."""

from __future__ import annotations

from dataclasses import dataclass, field

from ledstjarna.model.accessibility import Accessibility
from ledstjarna.model.agency import Agency
from ledstjarna.model.finding import Finding
from ledstjarna.model.goal import Goal
from ledstjarna.model.outcome import Outcomes
from ledstjarna.model.plan import Plan
from ledstjarna.model.search import SearchWords
from ledstjarna.model.theme import Theme


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that was read and found in order. Outcomes are kept under their goal's id, words for the search under their language."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    outcomes: dict[str, Outcomes] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    accessibility: Accessibility | None = None
    search: dict[str, SearchWords] = field(default_factory=dict)
