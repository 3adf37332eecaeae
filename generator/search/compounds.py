"""A word comes in; the stems of the words that it is made of go out, where it is a compound of words that are known."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.search.words import Words

_SHORTEST_PART = 3
_LONGEST_ENDING = 4  # of a first word, with its linking letter


class Splitter:
    """Splits the compounds of one language.

    A word is two words where both are known: from the content, or from the language's own list. Of several ways the one whose second
    word is longest is taken, since a compound's last word says what it is; with a linking letter only where it is needed.
    """

    def __init__(self, words: Words, tokens: Collection[str], exceptions: Mapping[str, tuple[str, ...]]) -> None:
        """``tokens`` are the content's words; ``exceptions`` are words with the words they are made of, none for a word that is one."""
        self._words = words
        self._links = tuple(words.compounds.get("links", ()))
        self._shortest = words.compounds.get("shortest", 0)
        own = words.compounds.get("parts", "").split()
        self._shipped = {words.stem(part) for part in own}
        self._known = self._shipped | {stem for stem in map(words.stem, tokens) if len(stem) >= 4 and stem.isalpha()}
        # What a word must begin with to be worth a closer look, whatever its ending: stems, and words whose stems are others.
        self._begun = self._known.union(words.whole, own, tokens)
        self._starts = {begun[:_SHORTEST_PART] for begun in self._begun}
        self._exceptions = {
            words.stem(word.lower()): tuple(words.stem(part.lower()) for part in parts) for word, parts in exceptions.items()
        }

    def parts(self, word: str) -> tuple[str, ...]:
        """The stems of the words that it is made of, the first first; () for a word that is one."""
        given = self._exceptions.get(self._words.stem(word))
        if given is not None:
            return given
        if not self._links or len(word) < self._shortest or not word.isalpha():
            return ()
        return tuple(dict.fromkeys(self._parts(word)))

    def _parts(self, word: str) -> list[str]:
        """Two words that are known, with what they are made of; else a first word that is known, and a rest that is a compound."""
        last = len(word) - _SHORTEST_PART
        if word[:_SHORTEST_PART] not in self._starts:
            return []
        begun = [cut for cut in range(_SHORTEST_PART, last + 1) if word[:cut] in self._begun]
        cuts = sorted({cut for known in begun for cut in range(known, min(known + _LONGEST_ENDING, last) + 1)})
        heads = {cut: first for cut in cuts if (first := self._head(word[:cut]))}
        for cut, first in heads.items():
            if word[cut : cut + _SHORTEST_PART] in self._starts and self._is_known(stem := self._words.stem(word[cut:])):
                return [first, *self._deeper(word[:cut]), stem, *self._deeper(word[cut:])]
        for cut, first in heads.items():
            if rest := self._deeper(word[cut:]):
                return [first, *rest]
        return []

    def _deeper(self, word: str) -> list[str]:
        return self._parts(word) if len(word) >= self._shortest else []

    def _head(self, head: str) -> str:
        """The stem of a first word, which may have a linking letter."""
        stem = self._words.stem
        for form in (head, *(head[: -len(link)] for link in self._links if head.endswith(link) and len(head) > _SHORTEST_PART)):
            # A first word with its linking letter off may be a stem already: arbets-, kvinno-.
            for found in (stem(form), form):
                if self._is_known(found):
                    return found
        return ""

    def _is_known(self, stem: str) -> bool:
        return stem in self._known and (len(stem) > 3 or stem in self._shipped)
