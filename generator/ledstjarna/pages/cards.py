"""A goal comes in; what its card in a list says goes out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Literal

from ledstjarna.derive.listing import goal_facts
from ledstjarna.derive.nodes import AgencyNode, GoalNode
from ledstjarna.pages.page import Link
from ledstjarna.words.charts import tell_sparklines
from ledstjarna.words.goalposts import contradicted_word, goalpost_word
from ledstjarna.words.sentences import goal_sentence
from ledstjarna.words.statuses import fate_word, goal_word
from ledstjarna.words.voice import Voice

# How much a card shows: how it stands and no more, also the sentence that says so, or also how every measure has gone.
Shown = Literal["status", "sentence", "drawings"]
_LEFT_OUT: dict[Shown, dict[str, Any]] = {"status": {"sentence": "", "sparks": []}, "sentence": {"sparks": []}, "drawings": {}}


def make_card_teller(voice: Voice) -> Callable[..., dict[str, Any]]:
    """What gives the arguments of the component ``goal_card``, in one language. A goal stands in several lists and is told once."""
    told = cache(lambda goal: _tell(goal, voice))

    def card(
        goal: GoalNode,
        link: Link,
        *,
        with_agency: bool,
        beside: AgencyNode | None = None,
        with_facts: bool = False,
        show: Shown = "drawings",
    ) -> dict[str, Any]:
        """``with_agency`` where the list has goals of several bodies, told but for ``beside``; ``with_facts`` where it can be filtered."""
        with_agency = with_agency and not (beside and beside.id == goal.agency.id)
        return {
            **told(goal),
            **_LEFT_OUT[show],
            "href": link.goal(goal),
            "eyebrow": voice.told(goal.agency.record.name) if with_agency else "",
            "invented": voice._("Invented") if with_agency and goal.agency.is_invented else "",
            "facts": goal_facts(goal) if with_facts else {},
        }

    return card


def _tell_goalpost(goal: GoalNode, voice: Voice) -> str:
    """What nobody should miss of it, in a word or two."""
    if goal.goalpost:
        return goalpost_word(goal.goalpost, voice)
    return contradicted_word(voice) if goal.is_fate_contradicted else ""


def _tell(goal: GoalNode, voice: Voice) -> dict[str, Any]:
    """What is the same in every list."""
    standing = goal.standing
    late = voice._("Outcome overdue") if goal.is_late else voice._("Final outcome awaited") if goal.is_awaited else ""
    return {
        "title": goal.record.title,
        "status": standing.progress_status or standing.reporting_status,
        "word": goal_word(goal, voice),
        "sentence": goal_sentence(goal, voice),
        "late": late,
        "moved": _tell_goalpost(goal, voice),
        "ended": fate_word(goal.record.fate, voice, is_contradicted=goal.is_fate_contradicted) if goal.record.lifecycle == "ended" else "",
        "sparks": tell_sparklines(goal, voice),
    }
