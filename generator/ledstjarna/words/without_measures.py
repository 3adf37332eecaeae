"""A plan comes in; where none of its goals has a measure, the sentence that says so once for all of them goes out."""

from __future__ import annotations

from ledstjarna.derive.nodes import PlanNode
from ledstjarna.words.phrases import document_phrase
from ledstjarna.words.voice import Voice

WORTH_SAYING_ONCE = 2


def without_measures(plan: PlanNode, voice: Voice) -> str:
    """That no goal has a measure: of the document where that is known of every goal, else no more than that there is none here.

    Nothing where it is not the same of all, or where there is only one, which says it itself.
    """
    goals = plan.goals
    alike = {(goal.reporting_status, goal.words[voice.code].sentence) for goal in goals}
    if len(goals) < WORTH_SAYING_ONCE or len(alike) > 1 or goals[0].reporting_status not in ("no_measure", "measure_promised"):
        return ""
    if goals[0].reporting_status == "measure_promised" and any(goal.is_named for goal in goals):
        return ""
    many, document = voice.number(len(goals)), document_phrase(plan.record.document, voice)
    if goals[0].reporting_status == "measure_promised":
        return voice._("Measures are promised for the plan’s {n} goals, but none is named here.", n=many)
    if document and all(goal.is_known_without for goal in goals):
        return voice._("None of the plan’s {n} goals has a measure given in {document}.", n=many, document=document)
    return voice._("None of the plan’s {n} goals has a measure given here.", n=many)
