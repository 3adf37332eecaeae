"""What is missing comes in; its headings, its words and its numbers go out. They say what is not here, never what a body lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledstjarna.derive.missing import KINDS, Lack, count_missing, sort_lacks
from ledstjarna.derive.nodes import AgencyNode, FindingNode, GoalNode, PlanNode
from ledstjarna.derive.summary import ToldLack
from ledstjarna.words.calendar import is_asked
from ledstjarna.words.due_outcomes import late_sentences, next_sentence
from ledstjarna.words.mixed_text import join
from ledstjarna.words.voice import Voice


@dataclass(frozen=True, slots=True)
class Group:
    """Some bodies and what is missing of each, as they stand together on a page."""

    agencies: Sequence[AgencyNode]

    @property
    def many(self) -> int:
        """How many rows its lists have."""
        return sum(rows for agency in self.agencies for rows, _ in agency.brief.lacks.values())

    @property
    def is_all_asked(self) -> bool:
        """Whether it is asked of all its bodies if they are late."""
        return all(is_asked(agency) for agency in self.agencies)

    def by_kind(self) -> list[tuple[str, int, list[tuple[AgencyNode, list[ToldLack]]]]]:
        """Each kind that is missing of any, how many that is, and what it is of each body."""
        found, every = [], [(agency, sort_lacks(agency.part.lacks)) for agency in self.agencies]
        for kind in KINDS:
            of_kind = [(agency, [lack for lack in lacks if lack.kind == kind]) for agency, lacks in every]
            if rows := [(agency, lacks) for agency, lacks in of_kind if lacks]:
                found.append((kind, sum(lack.many for _, lacks in rows for lack in lacks), rows))
        return found


def kind_heading(kind: str, voice: Voice) -> str:
    """What a list of a kind is called."""
    headings = {
        "measure": voice._("Goals without a measure"),
        "named": voice._("Measures that are promised, but not named"),
        "target": voice._("Measures without a target"),
        "outcome": voice._("Measures without an outcome"),
        "late": voice._("Outcomes that are late"),
        "owner": voice._("Goals without an owner"),
        "period": voice._("Goals without a period"),
        "document": voice._("Goals without a document"),
        "state": voice._("Activities without a state"),
        "answer": voice._("Findings without an answer"),
        "date": voice._("Answers without a date for when it will be done"),
        "text": voice._("Texts that do not exist in every language"),
    }
    return headings[kind]


def _short(kind: str, voice: Voice) -> str:
    words = {
        "measure": voice._("Measure"),
        "named": voice._("Name of measure"),
        "target": voice._("Target level"),
        "outcome": voice._("Outcome"),
        "late": voice._("Late outcome"),
        "owner": voice._("Owner"),
        "period": voice._("Period"),
        "document": voice._("Document"),
        "state": voice._("State of activity"),
        "answer": voice._("Answer to finding"),
        "date": voice._("Date of remedy"),
        "text": voice._("Translation"),
    }
    return words[kind]


def count_heads(voice: Voice) -> list[str]:
    """The columns of the table of counts."""
    return [_short(kind, voice) for kind in KINDS]


def count_cells(group: Group, voice: Voice) -> list[str]:
    """How many of each kind are missing of some bodies; a dash where it is not asked."""
    counts = count_missing(group.agencies)
    asked = any(is_asked(agency) for agency in group.agencies)
    return [voice.number(many) if asked or kind != "late" else "–" for kind, many in counts.items()]


_RECORDS: dict[type, str] = {AgencyNode: "agency", PlanNode: "plan", GoalNode: "goal", FindingNode: "finding"}


def tell_lack(lack: Lack, voices: Mapping[str, Voice]) -> ToldLack:
    """What is missing, in every language."""
    node = lack.node
    return ToldLack(
        lack.kind,
        _RECORDS[type(node)],
        node.id,
        node.record.name if isinstance(node, AgencyNode) else node.record.title,
        lack.many,
        f"#{lack.standings[0].indicator.id}" if lack.standings else "",
        lack.languages,
        {code: _details(lack, voice) for code, voice in voices.items()},
    )


def _details(lack: Lack, voice: Voice) -> str:
    """What more there is to say: that the goal has ended, of which measures, how many, in which languages."""
    ended = voice._("ended") if isinstance(lack.node, GoalNode) and lack.node.record.lifecycle == "ended" else ""
    return join((ended, _counted(lack, voice)), ", ")


def _counted(lack: Lack, voice: Voice) -> str:
    if lack.kind == "state":
        return voice.n("{n} activity", "{n} activities", lack.many)
    if lack.kind == "date" and lack.many > 1:
        return voice.n("{n} answer", "{n} answers", lack.many)
    if lack.kind == "text":
        told = [(voice.language_name(code), voice.number(many)) for code, many in lack.languages]
        return ", ".join(voice._("{language}: {many}", language=language, many=many) for language, many in told)
    if lack.standings and isinstance(lack.node, GoalNode):
        return _of_measures(lack, lack.node, voice)
    return ""


def _of_measures(lack: Lack, goal: GoalNode, voice: Voice) -> str:
    """The measures by their names, where the goal has more than one, and what is due of each."""
    several = len(goal.standing.indicators) > 1
    told = []
    for standing in lack.standings:
        name = voice.told(standing.indicator.name) if several and standing.indicator.name else ""
        due = late_sentences(standing, voice) if lack.kind == "late" else next_sentence(standing, voice) if lack.kind == "outcome" else ""
        told.append(voice._("{name}: {due}", name=name, due=due) if name and due else name or due)
    return join(told, "; " if not any(text.endswith(".") for text in told) else " ")
