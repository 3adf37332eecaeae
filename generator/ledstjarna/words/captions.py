"""A measure and its comparisons come in; the captions of their tables go out, as they are seen and as they are heard."""

from __future__ import annotations

from typing import NamedTuple

from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.model.outcome import Comparison
from ledstjarna.words.mixed_text import join
from ledstjarna.words.phrases import measure_name
from ledstjarna.words.voice import Voice


class Caption(NamedTuple):
    """What stands above a table, and what its box is called to those who hear it: there no other language can be marked."""

    text: str
    label: str


def caption(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> Caption:
    """The caption of a measure's results."""
    shown, heard = voice.told(standing.indicator.name or ""), measure_name(standing, goal, voice)
    return Caption(voice._("Results: {name}", name=shown), voice._("Results: {name}", name=heard))


class ToldComparison(NamedTuple):
    """A series that a measure is compared with: its id, its name as it is seen and as it is heard, its caption, and its values."""

    id: str
    name: str
    heard: str
    caption: Caption
    comparison: Comparison


def comparisons(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> list[ToldComparison]:
    """The comparison series of an indicator."""
    series = goal.outcomes.comparisons.get(standing.indicator.id, {}) if goal.outcomes else {}
    of_measure, heard_of = voice.told(standing.indicator.name or ""), measure_name(standing, goal, voice)
    found = []
    for number, (id, comparison) in enumerate(series.items(), start=1):
        name, heard = voice.told(comparison.name or id), voice.own(comparison.name or id, voice.number(number))
        told = [voice._("Comparison: {name}", name=join(names, " – ")) for names in ((name, of_measure), (heard, heard_of))]
        found.append(ToldComparison(id, name, heard, Caption(*told), comparison))
    return found
