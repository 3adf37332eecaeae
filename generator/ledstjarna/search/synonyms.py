"""Groups of words that mean the same come in; the words that a text implies by having others of their groups go out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ledstjarna.search.words import Words

Phrase = tuple[str, ...]


class Synonyms:
    """The groups of one language. A text that has one member of a group is found by the others too."""

    def __init__(self, groups: Iterable[Sequence[str]], words: Words) -> None:
        self._stem = words.stem
        self._by_first: dict[str, list[tuple[Phrase, Phrase]]] = {}
        for group in groups:
            phrases = list(dict.fromkeys(self._phrase(member, words) for member in group))
            for phrase in filter(None, phrases):
                others = tuple(dict.fromkeys(term for other in phrases if other != phrase for term in other if term not in phrase))
                self._by_first.setdefault(phrase[0], []).append((phrase, others))

    @staticmethod
    def _phrase(member: str, words: Words) -> Phrase:
        return tuple(words.stem(word.text) for word in words.split(member) if word.text not in words.stops)

    def of(self, tokens: Sequence[str]) -> list[str]:
        """The terms of the other members, for each member that is among the tokens, its words one after the other."""
        if not self._by_first:
            return []
        terms = [self._stem(token) for token in tokens]
        return [
            term
            for place, first in enumerate(terms)
            if first in self._by_first
            for phrase, others in self._by_first[first]
            if tuple(terms[place : place + len(phrase)]) == phrase
            for term in others
        ]
