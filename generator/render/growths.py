"""What a growth-rate method says of an indicator or a goal comes in; its words and its arithmetic go out."""

from __future__ import annotations

from decimal import Decimal

from generator.derive.site import GoalNode
from generator.derive.standing import IndicatorStanding
from generator.render.voice import Voice
from generator.render.words import N_

_METHODS = {
    "linear-1": N_("a straight line"),
    "cagr-openSDG-2.4": N_("the growth-rate method of Open SDG 2.4"),
    "eurostat-sdg": N_("Eurostat’s growth-rate method"),
}
_VERDICTS = {
    "target_achieved": N_("target achieved"),
    "substantial_progress": N_("substantial progress"),
    "significant_progress": N_("significant progress"),
    "moderate_progress": N_("moderate progress"),
    "limited_progress": N_("limited progress"),
    "insufficient_progress": N_("insufficient progress"),
    "no_progress": N_("no progress"),
    "deterioration": N_("deterioration"),
    "movement_away": N_("movement away from the target"),
    "moderate_movement_away": N_("moderate movement away"),
    "significant_movement_away": N_("significant movement away"),
}


def method_name(method: str, voice: Voice) -> str:
    """What a method is called inside a sentence."""
    return voice._(_METHODS[method])


def verdict_word(verdict: str, voice: Voice) -> str:
    """A method's verdict in its own words."""
    return voice._(_VERDICTS[verdict])


def verdict_sentence(standing: IndicatorStanding, voice: Voice) -> str:
    """The verdict, and whose it is; nothing on a straight line, which has no words of its own."""
    if standing.growth is None:
        return ""
    name, verdict = method_name(standing.method, voice), verdict_word(standing.growth.verdict, voice)
    return voice._("According to {method}, the verdict is “{verdict}”.", method=name, verdict=verdict)


def goal_verdict_sentence(goal: GoalNode, voice: Voice) -> str:
    """The verdict on a goal with several measures: the mean of their scores."""
    verdict, score = goal.standing.method_verdict, goal.standing.score
    if verdict is None or score is None or len(goal.standing.indicators) < 2:
        return ""
    many = sum(1 for entry in goal.standing.indicators if entry.growth and entry.growth.score is not None)
    return voice.n(
        "The score of {n} measure is {score} on a scale from -5 to 5: “{verdict}”.",
        "The mean score of {n} measures is {score} on a scale from -5 to 5: “{verdict}”.",
        many,
        score=voice.number(score, 1),
        verdict=verdict_word(verdict, voice),
    )


def growth_sentence(standing: IndicatorStanding, voice: Voice) -> str:
    """The arithmetic behind the verdict."""
    growth, base = standing.growth, standing.start
    if growth is None or growth.actual is None or base is None:
        return ""
    parts = [_changed(growth.actual, voice.since(base.period), voice)]
    if growth.required is not None:
        parts.append(_needed(growth.required, voice))
        if growth.ratio is not None:
            parts.append(voice._("The ratio between the two is {ratio}.", ratio=voice.number(growth.ratio, 2)))
    if growth.score is not None:
        parts.append(voice._("The score is {score} on a scale from -5 to 5.", score=voice.number(growth.score, 1)))
    return " ".join(parts)


def _changed(rate: Decimal, since: str, voice: Voice) -> str:
    if rate > 0:
        return voice._("{since} the value has risen by {rate} a year on average.", since=since, rate=_rate(rate, voice))
    if rate < 0:
        return voice._("{since} the value has fallen by {rate} a year on average.", since=since, rate=_rate(rate, voice))
    return voice._("{since} the value has not changed.", since=since)


def _needed(rate: Decimal, voice: Voice) -> str:
    if rate > 0:
        return voice._("To reach the target it needed to rise by {rate} a year from the start.", rate=_rate(rate, voice))
    if rate < 0:
        return voice._("To reach the target it needed to fall by {rate} a year from the start.", rate=_rate(rate, voice))
    return voice._("To reach the target it only had to stay the same.")


def _rate(share: Decimal, voice: Voice) -> str:
    percent = abs(share) * 100
    return voice.measure(percent, "percent", 1 if percent >= Decimal("0.1") else 3)
