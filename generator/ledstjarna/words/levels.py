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
