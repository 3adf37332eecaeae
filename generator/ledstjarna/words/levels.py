"""A target comes in; what it asks for goes out, as it stands inside a sentence."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ledstjarna.model.goal import Target
from ledstjarna.words.voice import Voice


def level_words(target: Target, amount: Callable[[Decimal | None], str], voice: Voice) -> str:
    """The level of a target that has one in figures, told by ``amount``; nothing for the other kinds."""
    match target.kind:
        case "at_least":
            value = amount(target.value)
            return voice._("above {value}", value=value) if target.strict else voice._("at least {value}", value=value)
        case "at_most":
            value = amount(target.value)
            return voice._("below {value}", value=value) if target.strict else voice._("at most {value}", value=value)
        case "exactly":
            return voice._("exactly {value}", value=amount(target.value))
        case "between":
            return voice._("between {low} and {high}", low=amount(target.low), high=amount(target.high))
        case "zero":
            return voice._("zero")
        case _:
            return ""


def target_words(target: Target, amount: Callable[[Decimal | None], str], voice: Voice) -> str:
    """What a target of any kind asks for, and by when; what it is compared with is not named."""
    level = level_words(target, amount, voice) or _other_words(target, voice)
    if target.by:
        return voice._("{level} by {day}", level=level, day=voice.date(target.by))
    return voice._("{level} {when}", level=level, when=voice.when(target.period)) if target.period else level


def _other_words(target: Target, voice: Voice) -> str:
    """What a target without a level in figures asks for."""
    if target.kind == "compare":
        return voice._("no higher than the comparison") if target.must_be == "at_most" else voice._("at least as high as the comparison")
    return voice._("being done") if target.kind == "done_by" else voice._("better than the starting value")
