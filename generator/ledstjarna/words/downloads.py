"""What the files that visitors fetch are called, what is in them, and on what terms."""

from __future__ import annotations

from babel.numbers import get_decimal_symbol

from ledstjarna.derive.nodes import GoalNode
from ledstjarna.model.settings import Settings
from ledstjarna.words.mixed_text import join
from ledstjarna.words.voice import N_, Voice

# The tables of the whole site, by their files' names: what they are called, and what is in them.
TABLES = {
    "goals": (
        N_("All goals"),
        N_(
            "One row for each measure of each goal, with target, latest outcome and how it is going. "
            "A goal without a measure has a row too."
        ),
    ),
    "outcomes": (
        N_("All outcomes"),
        N_(
            "One row for each published figure of each goal, with period, source and day of publication; those to compare with are marked. "
            "What the goals and the bodies are called is in the table of goals."
        ),
    ),
    "findings": (N_("All findings"), N_("One row for each finding, with reviewer, source and the state of the body’s answer.")),
    "goalposts": (
        N_("Moved goalposts"),
        N_(
            "One row for each target that was changed once its result was known, each goal that was dropped without a published reason, "
            "each result that was overwritten in silence and each goal that was removed."
        ),
    ),
    "events": (
        N_("All events"),
        N_("One row for each event in a goal’s history: decided, reworded, target changed, corrected, ended and the like."),
    ),
}


def has_figures(node: GoalNode) -> bool:
    """Whether any figure of a goal is published, its own or one to compare with."""
    if node.outcomes is None:
        return False
    compared = (one.values for named in node.outcomes.comparisons.values() for one in named.values())
    return any(node.outcomes.outcomes.values()) or any(compared)


def comma_codes(settings: Settings) -> tuple[str, ...]:
    """The languages whose numbers have a decimal comma: there, spreadsheets read a strict CSV wrongly."""
    return tuple(language.code for language in settings.languages if get_decimal_symbol(language.locale) == ",")


def licence_sentence(voice: Voice) -> str:
    """On what terms the data may be used, as far as the site says."""
    licence = voice.settings.licence
    if licence is None:
        return voice._("No licence is stated.")
    said = voice._("Licence: {name}.", name=voice.told(licence.name))
    return join((said, voice.told(licence.covers))) if licence.covers else said
