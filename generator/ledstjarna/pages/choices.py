"""The goals of a list come in; what a reader can narrow it down by and put it in order by goes out, for the form above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ledstjarna.derive.listing import WORTH_FILTERING
from ledstjarna.derive.nodes import PlanNode
from ledstjarna.derive.status_names import STANDINGS, standing_key
from ledstjarna.derive.summary import GoalSummary
from ledstjarna.model.alphabet import Alphabet
from ledstjarna.words.mixed_text import join, language_of
from ledstjarna.words.statuses import counted_word
from ledstjarna.words.voice import Voice

# The script that pages with such a form ask for.
SCRIPT = "lists"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: ``selects`` and ``orders``, each with values and labels, and what it says of how much is shown."""

    selects: list[dict[str, Any]]
    orders: list[dict[str, str]]
    words: dict[str, str]
    note: str


def make_choices(goals: Sequence[GoalSummary], voice: Voice, given: str, note: str = "") -> Choices | None:
    """None where so few goals need no form. ``given`` is the order that the list stands in: agency, title or plan."""
    if len(goals) < WORTH_FILTERING:
        return None
    selects = [
        _select("status", voice._("How it is going"), voice._("All"), _statuses(goals, voice)),
        _select("agency", voice._("Agency or municipality"), voice._("All"), _agencies(goals, voice)),
        _select("plan", voice._("Plan"), voice._("All plans"), _plans(goals, voice)),
        _select("theme", voice._("Theme"), voice._("All themes"), _themes(goals, voice)),
        _select("life", voice._("Under way or ended"), voice._("All"), _lives(goals, voice)),
    ]
    selects = [select for select in selects if len(select["options"]) > 1]
    return Choices(selects, _orders(given, {select["name"] for select in selects}, voice), _words(len(goals), voice), note)


def scripts_for(choices: Choices | None) -> tuple[str, ...]:
    """What the page must ask for: nothing where there is no form."""
    return (SCRIPT,) if choices else ()


def _select(name: str, label: str, every: str, options: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """An option has nothing but text in it, and one language."""
    told = [{"value": value, "label": str(said), "language": language_of(said)} for value, said in options]
    return {"name": name, "label": label, "every": every, "options": told}


def _words(many: int, voice: Voice) -> dict[str, str]:
    """What is told of how much is shown; the script puts a number where {n} stands."""
    every = voice.number(many)
    return {
        "some": voice._("Showing {n} of {all} goals.", n="{n}", all=every),
        "all": voice._("Showing all {all} goals.", all=every),
        "none": voice._("No goal matches everything you have chosen."),
    }


def _statuses(goals: Sequence[GoalSummary], voice: Voice) -> list[tuple[str, str]]:
    """Worst first: the script takes the order by how it goes from here."""
    found = {goal.counted for goal in goals}
    return [(standing_key(status), counted_word(status, voice)) for status in STANDINGS if status in found]


def _agencies(goals: Sequence[GoalSummary], voice: Voice) -> list[tuple[str, str]]:
    return _sorted({goal.agency.id: voice.told(goal.agency.record.name) for goal in goals}, voice)


def _plans(goals: Sequence[GoalSummary], voice: Voice) -> list[tuple[str, str]]:
    """Plans by their titles, with their bodies where there are several, since every body has a budget."""
    several = len({goal.agency.id for goal in goals}) > 1

    def label(plan: PlanNode) -> str:
        return join((voice.told(plan.record.title), voice.told(plan.agency.record.name) if several else ""), " – ")

    return _sorted({goal.plan.id: label(goal.plan) for goal in goals}, voice)


def _themes(goals: Sequence[GoalSummary], voice: Voice) -> list[tuple[str, str]]:
    found = {theme.id: theme for goal in goals for theme in goal.themes}
    return _sorted({id: voice.told(theme.name) for id, theme in found.items()}, voice)


def _lives(goals: Sequence[GoalSummary], voice: Voice) -> list[tuple[str, str]]:
    words = {"proposed": voice._("Proposed"), "active": voice._("Under way"), "ended": voice._("Ended")}
    found = {goal.lifecycle for goal in goals}
    return [(life, word) for life, word in words.items() if life in found]


def _sorted(labels: dict[str, str], voice: Voice) -> list[tuple[str, str]]:
    alphabet = Alphabet(voice.code)
    return sorted(labels.items(), key=lambda item: (alphabet.key(item[1]), item[0]))


def _orders(given: str, selects: set[str], voice: Voice) -> list[dict[str, str]]:
    """The orders that differ in this list, the one that it stands in first."""
    words = {
        "plan": voice._("Order in the plans"),
        "agency": voice._("Agency or municipality"),
        "title": voice._("Title"),
        "worst": voice._("Worst first"),
        "latest": voice._("Latest outcome first"),
    }
    useful = {"title", "latest"} | ({"agency"} & selects) | ({"worst"} if "status" in selects else set())
    names = [given, *(name for name in words if name in useful and name != given)]
    return [{"value": name, "label": words[name]} for name in names]
