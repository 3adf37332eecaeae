"""A goal comes in; what its card in a list says goes out."""

from __future__ import annotations

from typing import Any

from generator.derive.listing import goal_facts
from generator.derive.site import GoalNode
from generator.render.page import Link
from generator.render.sentences import goal_sentence
from generator.render.voice import Voice
from generator.render.words import fate_word, goal_word


def goal_card(goal: GoalNode, link: Link, *, voice: Voice, with_agency: bool, with_facts: bool = False) -> dict[str, Any]:
    """The arguments of the component ``goal_card``.

    ``with_agency`` where the list has goals of several bodies, ``with_facts`` where it can be filtered.
    """
    _, standing = voice._, goal.standing
    late = _("Outcome overdue") if goal.is_late else _("Final outcome awaited") if goal.is_awaited else ""
    return {
        "title": goal.record.title,
        "href": link.goal(goal),
        "status": standing.progress_status or standing.reporting_status,
        "word": goal_word(standing, goal.agency.record, voice),
        "sentence": goal_sentence(goal, voice),
        "eyebrow": voice.text(goal.agency.record.name).text if with_agency else "",
        "late": late,
        "invented": _("Invented") if with_agency and goal.agency.is_invented else "",
        "ended": fate_word(goal.record.fate, voice) if goal.record.lifecycle == "ended" else "",
        "facts": goal_facts(goal) if with_facts else {},
    }
