"""What a growth-rate method says of an indicator or a goal comes in; its words and its arithmetic go out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, product

from ledstjarna.derive.growth import RATE_EDGES, RATIO_EDGES, SCORE_EDGES
from ledstjarna.derive.judge import is_met
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.rounding import enough_decimals, near
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.words.voice import N_, Voice

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
        score=_number(score, 1, SCORE_EDGES, voice),
        verdict=verdict_word(verdict, voice),
    )


def growth_sentence(standing: IndicatorStanding, voice: Voice) -> str:
    """The arithmetic behind the verdict. Its figures have as many decimals as it takes to read the verdict from them."""
    growth, base = standing.growth, standing.start
    if growth is None or growth.actual is None or base is None:
        return ""
    side = 100 if base.value >= 0 else -100  # below zero, what grows by a rate falls
    rates = [near(rate * side) for rate in (growth.actual, growth.required) if rate is not None]
    edges = () if standing.target else RATE_EDGES[standing.method]
    decimals = enough_decimals(1, [*combinations(rates, 2), *product(rates, edges)], rates)
    met = bool(standing.target and is_met(base.value, standing.target))
    told = [voice.measure(abs(rate), "percent", decimals) for rate in rates]
    parts = [_changed(rates[0], told[0], voice.since(base.period), voice)]
    parts += [_kept(rate, words, voice) if met else _needed(rate, words, voice) for rate, words in zip(rates[1:], told[1:], strict=True)]
    if growth.required is not None and growth.ratio is not None and not met:
        parts.append(voice._("The ratio between the two is {ratio}.", ratio=_number(growth.ratio, 2, RATIO_EDGES, voice)))
    if growth.score is not None:
        parts.append(voice._("The score is {score} on a scale from -5 to 5.", score=_number(growth.score, 1, SCORE_EDGES, voice)))
    return " ".join(parts)


def _changed(rate: Decimal, told: str, since: str, voice: Voice) -> str:
    if rate > 0:
        return voice._("{since} the value has risen by {rate} a year on average.", since=since, rate=told)
    if rate < 0:
        return voice._("{since} the value has fallen by {rate} a year on average.", since=since, rate=told)
    return voice._("{since} the value has not changed.", since=since)


def _needed(rate: Decimal, told: str, voice: Voice) -> str:
    if rate > 0:
        return voice._("To reach the target it needed to rise by {rate} a year from the start.", rate=told)
    if rate < 0:
        return voice._("To reach the target it needed to fall by {rate} a year from the start.", rate=told)
    return voice._("To reach the target it only had to stay the same.")


def _kept(rate: Decimal, told: str, voice: Voice) -> str:
    """What a start that met the target asked for: no more than to stay there, which is not a change to be made."""
    if rate > 0:
        return voice._("The target was already met at the start, and a rise of at most {rate} a year would have kept it met.", rate=told)
    if rate < 0:
        return voice._("The target was already met at the start, and a fall of at most {rate} a year would have kept it met.", rate=told)
    return voice._("To reach the target it only had to stay the same.")


def _number(value: Decimal, start: int, edges: Sequence[Decimal], voice: Voice) -> str:
    """A figure that can be told from those where another verdict begins."""
    return voice.number(value, enough_decimals(start, product([near(value)], edges), [near(value)]))
