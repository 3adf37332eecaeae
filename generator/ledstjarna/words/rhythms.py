"""How often something is measured comes in; the words for it go out."""

from __future__ import annotations

from collections.abc import Sequence

from ledstjarna.model.goal import Indicator
from ledstjarna.model.values import EveryNth
from ledstjarna.words.voice import N_, Voice

_ORDINALS = {
    3: N_("third"),
    4: N_("fourth"),
    5: N_("fifth"),
    6: N_("sixth"),
    7: N_("seventh"),
    8: N_("eighth"),
    9: N_("ninth"),
    10: N_("tenth"),
    11: N_("eleventh"),
    12: N_("twelfth"),
}


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
    if list(rhythms) == ["year"]:
        return _each("year", voice)
    if len(words) == 1:
        return words[0]
    return voice._("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])


def _word(rhythm: str | EveryNth, voice: Voice) -> str:
    if isinstance(rhythm, EveryNth):
        if rhythm.unit == "survey":
            return voice._("by survey {often}", often=_every("year", rhythm.every, voice))
        return _every(rhythm.unit, rhythm.every, voice)
    return {
        "month": voice._("every month"),
        "quarter": voice._("every quarter"),
        "tertial": voice._("every four months"),
        "8-months": voice._("after eight months"),
        "half-year": voice._("every six months"),
        "year": voice._("for the year"),
        "survey": voice._("by survey"),
    }[rhythm]


def _every(unit: str, every: int, voice: Voice) -> str:
    """Each of the unit, every second or third of them; by a number where the word for it would be long."""
    if every == 1:
        return _each(unit, voice)
    if every == 2:
        return _every_second(unit, voice)
    if every not in _ORDINALS:
        return _every_many(unit, every, voice)
    nth = voice._(_ORDINALS[every])
    return {
        "month": voice._("every {nth} month", nth=nth),
        "quarter": voice._("every {nth} quarter", nth=nth),
        "tertial": voice._("every {nth} four-month period", nth=nth),
        "half-year": voice._("every {nth} half-year", nth=nth),
        "year": voice._("every {nth} year", nth=nth),
    }[unit]


def _each(unit: str, voice: Voice) -> str:
    return {
        "month": voice._("every month"),
        "quarter": voice._("every quarter"),
        "tertial": voice._("every four months"),
        "half-year": voice._("every six months"),
        "year": voice._("every year"),
    }[unit]


def _every_second(unit: str, voice: Voice) -> str:
    return {
        "month": voice._("every second month"),
        "quarter": voice._("every second quarter"),
        "tertial": voice._("every second four-month period"),
        "half-year": voice._("every second half-year"),
        "year": voice._("every second year"),
    }[unit]


def _every_many(unit: str, every: int, voice: Voice) -> str:
    many = voice.number(every)
    return {
        "month": voice._("every {many} months", many=many),
        "quarter": voice._("every {many} quarters", many=many),
        "tertial": voice._("every {many} four-month periods", many=many),
        "half-year": voice._("every {many} half-years", many=many),
        "year": voice._("every {many} years", many=many),
    }[unit]
