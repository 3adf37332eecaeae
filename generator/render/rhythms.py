"""How often something is measured comes in; the words for it go out."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.goal import Indicator
from generator.model.values import EveryNth
from generator.render.voice import Voice


def rhythm_sentence(indicator: Indicator, voice: Voice) -> str:
    """How often it is measured, and when the body tells, if other than that; empty where neither is stated."""
    parts = []
    if indicator.measured:
        parts.append(voice._("Measured {rhythms}.", rhythms=_words(indicator.measured, voice)))
    if indicator.shown:
        parts.append(voice._("Reported {rhythms}.", rhythms=_words(indicator.shown, voice)))
    return " ".join(parts)


def _words(rhythms: Sequence[str | EveryNth], voice: Voice) -> str:
    words = [_word(rhythm, voice) for rhythm in rhythms]
    if len(words) == 1:
        return words[0]
    return voice._("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])


def _word(rhythm: str | EveryNth, voice: Voice) -> str:
    if isinstance(rhythm, EveryNth):
        units = {
            "month": voice.n("every month", "every {n} months", rhythm.every),
            "quarter": voice.n("every quarter", "every {n} quarters", rhythm.every),
            "tertial": voice.n("every four-month period", "every {n} four-month periods", rhythm.every),
            "half-year": voice.n("every half-year", "every {n} half-years", rhythm.every),
            "year": voice.n("every year", "every {n} years", rhythm.every),
            "survey": voice.n("by survey every year", "by survey every {n} years", rhythm.every),
        }
        return units[rhythm.unit]
    return {
        "month": voice._("monthly"),
        "quarter": voice._("quarterly"),
        "tertial": voice._("every four months"),
        "8-months": voice._("after eight months"),
        "half-year": voice._("every six months"),
        "year": voice._("for the year"),
        "survey": voice._("by survey"),
    }[rhythm]
