"""A goal comes in; what it says, label by label, goes out as plain texts that two versions can be held against each other by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ledstjarna.derive.nodes import GoalNode
from ledstjarna.model.goal import Baseline, Indicator
from ledstjarna.words.differences import Part, find_differences
from ledstjarna.words.levels import target_words
from ledstjarna.words.mixed_text import join
from ledstjarna.words.told_values import decided
from ledstjarna.words.voice import Voice


class ComparedText(NamedTuple):
    """Something that two versions say otherwise."""

    label: str
    parts: list[Part]


def compare_versions(was: GoalNode, now: GoalNode, voice: Voice) -> list[ComparedText]:
    """What differs between two versions of a goal; the order is that of the page."""
    before, after = dict(_texts(was, voice)), dict(_texts(now, voice))
    keys = [*after, *(key for key in before if key not in after)]
    found = []
    for key in keys:
        old, new = before.get(key), after.get(key)
        if (old and old[1]) != (new and new[1]):
            label = (new or old or ("", ""))[0]
            found.append(ComparedText(label, find_differences(old[1] if old else "", new[1] if new else "")))
    return found


def _texts(node: GoalNode, voice: Voice) -> Iterator[tuple[str, tuple[str, str]]]:
    """What it says: a key that is the same in every version, a label and a text."""
    goal = node.record
    yield "title", (voice._("The goal’s name"), voice.told(goal.title))
    for key, label, text in (
        ("official", voice._("The official wording"), goal.official),
        ("summary", voice._("What the goal means"), goal.summary),
        ("judged_by", voice._("How the goal is judged"), goal.judged_by_note),
    ):
        if text:
            yield key, (label, voice.told(text))
    if node.period:
        yield "period", (voice._("Period"), voice.period(node.period))
    if goal.owner:
        yield "owner", (voice._("Responsible for the goal"), _told(goal.owner, voice))
    for measure in goal.indicators:
        yield from _measure_texts(measure, voice)


def _told(text: Mapping[str, str] | str, voice: Voice) -> str:
    return voice.told(text)


def _measure_texts(measure: Indicator, voice: Voice) -> Iterator[tuple[str, tuple[str, str]]]:
    name = voice.told(measure.name) if measure.name else voice._("A measure that is promised")

    def label(what: str) -> str:
        return voice._("{measure}: {what}", measure=name, what=what)

    yield f"{measure.id} name", (voice._("Measure"), name)
    if measure.definition:
        yield f"{measure.id} definition", (label(voice._("definition")), voice.told(measure.definition))
    if measure.covers:
        yield f"{measure.id} covers", (label(voice._("what it covers")), voice.told(measure.covers))
    if measure.baseline:
        yield f"{measure.id} baseline", (label(voice._("starting value")), _tell_start(measure.baseline, measure, voice))
    if measure.targets:
        told = [target_words(target, lambda value: decided(value, measure, voice), voice) for target in measure.targets]
        yield f"{measure.id} targets", (label(voice._("target")), join(told, "; "))


def _tell_start(start: Baseline, measure: Indicator, voice: Voice) -> str:
    return voice._("{value} {when}", value=decided(start.value, measure, voice), when=voice.when(start.period))
