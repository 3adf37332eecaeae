"""A word comes in; the stems of the words that it is made of go out, where it is a compound of words that are known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from generator.search.words import Words

_SHORTEST_PART = 3


class Splitter:
    """Splits the compounds of one language.

    A word is two words where both are known: from the content, or from the language's own list. Of several ways the one whose second
    word is longest is taken, since a compound's last word says what it is; with a linking letter only where it is needed.
    """

    def __init__(self, words: Words, known: Collection[str], exceptions: Mapping[str, tuple[str, ...]]) -> None:
        """``known`` are stems; ``exceptions`` are words with the words they are made of, none for a word that is one."""
        self._words = words
        self._links = tuple(words.compounds.get("links", ()))
        self._shortest = words.compounds.get("shortest", 0)
        own = words.compounds.get("parts", "").split()
        self._shipped = {words.stem(part) for part in own}
        self._known = self._shipped | {stem for stem in known if len(stem) >= 4 and stem.isalpha()}
        self._exceptions = {words.stem(word.lower()): tuple(words.stem(part.lower()) for part in parts) for word, parts in exceptions.items()}

    def parts(self, word: str) -> tuple[str, ...]:
        """The stems of the words that it is made of, the first first; () for a word that is one."""
        given = self._exceptions.get(self._words.stem(word))
        if given is not None:
            return given
        if not self._links or len(word) < self._shortest or not word.isalpha():
            return ()
        return tuple(dict.fromkeys(self._parts(word)))

    def _parts(self, word: str) -> Iterator[str]:
        stem = self._words.stem
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            head, tail = word[:cut], word[cut:]
            if self._is_known(stem(tail)) and (first := self._head(head)):
                yield from self._deeper(head, first)
                yield from self._deeper(tail, stem(tail))
                return

    def _deeper(self, word: str, stem: str) -> Iterator[str]:
        """A part, and what it is made of itself."""
        yield stem
        if len(word) >= self._shortest:
            yield from self._parts(word)

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
