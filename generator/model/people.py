"""A unit comes in; whether it counts people goes out."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

FEW = range(1, 5)  # so many persons are told as "fewer than 5"

# How the units that count people begin, by language.
_PEOPLE = {
    "sv": "person|människ|invånare|individ|barn|elev|brukare|klient|patient|anställd|medarbetare|kvinn|män\\b|flick|pojk",
    "en": "person|people|inhabitant|resident|individual|child|pupil|student|user|client|patient|employee|staff|women|men\\b|girl|boy",
}


def counts_persons(unit: Mapping[str, str] | str | None) -> bool:
    """Whether a unit of one's own words counts people; the named units do not say what they count."""
    if not isinstance(unit, Mapping):
        return False
    return any(language in _PEOPLE and _begins(language).match(words) for language, words in unit.items())


@functools.cache
def _begins(language: str) -> re.Pattern[str]:
    return re.compile(_PEOPLE[language], re.IGNORECASE)
