"""A goal comes in; what its card in a list says goes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from ledstjarna.derive.listing import goal_facts
from ledstjarna.derive.nodes import AgencyNode
from ledstjarna.derive.summary import GoalSummary
from ledstjarna.pages.page import Link
from ledstjarna.words.voice import Voice

# How much a card shows: what the goal is called and no more, how it stands, also the sentence that says so, or also how measures have gone.
Shown = Literal["title", "status", "sentence", "drawings"]


def make_card_teller(voice: Voice) -> Callable[..., dict[str, Any]]:
    """What gives the arguments of the component ``goal_card``, in one language."""

    def card(
        goal: GoalSummary,
        link: Link,
        *,
        with_agency: bool,
        beside: AgencyNode | None = None,
        with_facts: bool = False,
        show: Shown = "drawings",
    ) -> dict[str, Any]:
        """``with_agency`` where the list has goals of several bodies, told but for ``beside``; ``with_facts`` where it can be filtered."""
        with_agency, words = with_agency and not (beside and beside.id == goal.agency_id), goal.words[voice.code]
        return {
            "title": goal.title,
            "status": goal.status,
            "word": "" if show == "title" else words.status,
            "sentence": "" if show in ("title", "status") else words.sentence,
            "late": words.late,
            "moved": words.moved,
            "ended": words.ended,
            "sparks": words.sparklines if show == "drawings" else (),
            "href": link.goal(goal),
            "eyebrow": voice.told(goal.agency.record.name) if with_agency else "",
            "invented": voice._("Invented") if with_agency and goal.agency.is_invented else "",
            "facts": goal_facts(goal) if with_facts else {},
        }

    return card
