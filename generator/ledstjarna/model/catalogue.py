"""The interface's texts in a language, as plain data: what is said for each text of the source, and by which rule it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

TextId = tuple[str, ...]  # an English text of the source; with one for many where it depends on a number


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a file of translations holds. A text without a translation, or with an uncertain one, is not in it.

    ``lines`` tells where each translation stands. ``gaps`` are the texts of the source that it lacks, once somebody has looked.
    """

    file: str
    texts: Mapping[TextId, tuple[str, ...]] = field(default_factory=dict)
    lines: Mapping[TextId, int] = field(default_factory=dict)
    rule: Callable[[int], int] = lambda _: 0
    gaps: tuple[TextId, ...] = ()

    def say(self, text: str) -> str | None:
        """The translation of a text; None where there is none."""
        found = self.texts.get((text,))
        return found[0] if found else None

    def count(self, one: str, many: str, number: int) -> str | None:
        """The translation of a text that depends on a number, in the form that the language has for it."""
        found = self.texts.get((one, many))
        return found[min(self.rule(number), len(found) - 1)] if found else None


def find_language(code: str, known: Iterable[str]) -> str | None:
    """The language among ``known`` whose texts a language can use: its own, or those it is a variety of (``sv-fi``: ``sv``)."""
    names, base = set(known), code.partition("-")[0]
    return code if code in names else base if base in names else None
