"""Words for people come in, as a unit names them; what one of them is called goes out.

No rule tells case from cases in two languages, and a figure without its unit would say less, so a unit of one's own may name its singular
(``unit_one``). Without it, and unless it is known here, the unit stands as it is written.
"""

from __future__ import annotations

import re

# Endings of words, so that compounds (gymnasieelever, schoolchildren) are known too; words that are the same for one stand for themselves.
_ONE = {
    "sv": (
        *((f"{word}er", word) for word in ("person", "individ", "elev", "student", "klient", "patient", "familj")),
        *((f"{word}ar", word) for word in ("ungdom", "flykting")),
        *((f"{word}or", f"{word}a") for word in ("människ", "kvinn", "flick")),
        *((f"{word}a", word) for word in ("anställd", "anhörig", "anländ", "arbetslös", "hemlös")),
        *((word, word) for word in ("invånare", "brukare", "medarbetare", "lärare", "tagare", "barn", "hushåll")),
        *((word, word) for word in ("sökande", "ensamkommande")),
        ("pojkar", "pojke"),
        ("vuxna", "vuxen"),
        ("föräldrar", "förälder"),
    ),
    "en": (
        *((f"{word}s", word) for word in ("person", "inhabitant", "resident", "individual", "youth", "adult", "pupil", "student", "user")),
        *((f"{word}s", word) for word in ("client", "patient", "customer", "employee", "worker", "teacher", "girl", "boy", "household")),
        *((f"{word}s", word) for word in ("participant", "applicant", "seeker", "recipient", "parent", "refugee", "relative")),
        ("people", "person"),
        ("children", "child"),
        ("women", "woman"),
        ("families", "family"),
    ),
}
# Too short to be looked for at the end of longer words.
_WHOLE = {
    "sv": {"män": "man", "unga": "ung", "äldre": "äldre", "boende": "boende", "kunder": "kund"},
    "en": {"men": "man"},
}
# What is said of the people comes after such a word, and does not change with their number.
_AFTER = {
    "sv": r"\b(?:i|på|med|utan|av|som|över|under|från|till|per|mellan|inom|vid|hos|för|efter|enligt|födda)\b",
    "en": r"\b(?:in|on|with|without|of|who|that|over|under|from|to|per|between|within|at|for|after|by|aged|born)\b",
}
_SEVERAL = {"sv": r"\b(?:och|eller|samt)\b|/", "en": r"\b(?:and|or)\b|/"}


def one_of_people(words: str, language: str) -> str | None:
    """What one of the people that a unit counts is called: ``elev i årskurs 9`` of ``elever i årskurs 9``; None where it is not known."""
    if language not in _ONE or re.search(_SEVERAL[language], words, re.IGNORECASE):
        return None
    after = re.search(_AFTER[language], words, re.IGNORECASE)
    head, rest = (words[: after.start()], words[after.start() :]) if after else (words, "")
    named = head.split()
    # In Swedish the words before the noun follow its number (anställda kvinnor), so all of them must be known; in English they do not.
    unchanged, changed = ([], named) if language == "sv" else (named[:-1], named[-1:])
    found = [_one(word, language) for word in changed]
    known = [word for word in found if word]
    return " ".join([*unchanged, *known, *rest.split()]) if known and len(known) == len(found) else None


def _one(word: str, language: str) -> str | None:
    small = word.lower()
    one = _WHOLE[language].get(small) or next(
        (small.removesuffix(many) + one for many, one in _ONE[language] if small.endswith(many)),
        None,
    )
    return one.capitalize() if one and word[0].isupper() else one
