"""All records of a site, by kind and id."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.model.accessibility import Accessibility
from generator.model.agency import Agency
from generator.model.finding import Finding
from generator.model.goal import Goal
from generator.model.outcome import Outcomes
from generator.model.plan import Plan
from generator.model.search import SearchWords
from generator.model.theme import Theme


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
