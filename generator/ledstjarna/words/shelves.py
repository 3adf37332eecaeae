"""Goals come in; they go out in the order of their titles or bodies, as a language orders names, and under its letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ledstjarna.derive.summary import GoalSummary
from ledstjarna.model.alphabet import Alphabet, Letter
from ledstjarna.words.voice import Voice


def title_order(voice: Voice) -> Callable[[GoalSummary], tuple[str, ...]]:
    """The key that puts goals in order of their titles, as this language shows them."""
    alphabet = Alphabet(voice.code)
    return lambda goal: (alphabet.key(voice.text(goal.title).text), alphabet.key(_agency(goal, voice)), goal.id)


def agency_order(voice: Voice) -> Callable[[GoalSummary], tuple[str, ...]]:
    """The key that puts goals in order of their bodies' names, the real bodies first, then of their ids."""
    alphabet = Alphabet(voice.code)
    return lambda goal: (str(int(goal.agency.is_invented)), alphabet.key(_agency(goal, voice)), goal.agency.id, goal.id)


def shelve(goals: Iterable[GoalSummary], voice: Voice) -> list[tuple[Letter, list[GoalSummary]]]:
    """Every letter of the language with the goals whose titles begin so, in order."""
    alphabet = Alphabet(voice.code)
    shelves: dict[str, list[GoalSummary]] = {letter.id: [] for letter in alphabet.letters}
    for goal in sorted(goals, key=title_order(voice)):
        shelves[alphabet.letter(voice.text(goal.title).text)].append(goal)
    return [(letter, shelves[letter.id]) for letter in alphabet.letters]


def _agency(goal: GoalSummary, voice: Voice) -> str:
    return voice.text(goal.agency.record.name).text
