"""A word comes in; the stems of the words that it is made of go out, where it is a compound of words that are known.

Texts are divided like this when they are indexed; of a query only what is not found is divided, joined or corrected, in the browser. A
slip is looked for where the word's beginning or its end is as it was typed, so the wrong letter may be the first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ledstjarna.search.words import Words, read_pairs

_SHORTEST_PART = 2
_SHORTEST_WORD = 4  # that counts as known because the content has it; shorter ones are by chance in too many
_LONGEST_WORD = 100  # longer ones are made by nobody who writes
_LONGEST_ENDING = 4  # of a first word, with its linking letter


class Splitter:
    """Splits the compounds of one language.

    A word is two words where both are known: from the content, or from the language's own list. Of several ways the one whose second
    word is longest is taken, since a compound's last word says what it is; with a linking letter only where it is needed. A word whose
    first part is known and whose rest is a compound is divided too. Before all that comes what is said of a word, by editors and here.
    """

    def __init__(self, words: Words, tokens: Collection[str], exceptions: Mapping[str, tuple[str, ...]]) -> None:
        """``tokens`` are the content's words; ``exceptions`` are words with the words they are made of, none for a word that is one."""
        self._words = words
        told, stem = words.compounds, words.stem
        self._links = tuple(told.get("links", ()))
        self._shortest = told.get("shortest", 0)
        self._endings = frozenset(map(stem, told.get("endings", "").split()))
        self._listed = frozenset(told.get("parts", "").split())
        self._firsts = {form: stem(word) for form, word in read_pairs(told.get("heads", "")).items()}
        own = {word: tuple(made_of.split("+")) if made_of != word else () for word, made_of in read_pairs(told.get("given", "")).items()}
        given = own | {word.lower(): parts for word, parts in exceptions.items()}
        self._given = {stem(word): tuple(stem(part.lower()) for part in parts) for word, parts in given.items()}
        self._shipped = frozenset(map(stem, self._listed.union(own)))
        self._known = self._shipped | {found for found in map(stem, tokens) if len(found) >= _SHORTEST_WORD and found.isalpha()}
        # What a word must begin with to be worth a closer look, whatever its ending: stems, and words whose stems are others.
        self._begun = self._known.union(words.whole, self._listed, tokens, self._firsts)
        self._starts = {begun[:_SHORTEST_PART] for begun in self._begun}
        self._made: dict[str, Sequence[str]] = {}  # what has been found of the ends of the word that is looked at

    def parts(self, word: str) -> tuple[str, ...]:
        """The stems of the words that it is made of, the first first; () for a word that is one."""
        if (not self._links and not self._given) or not word.isalpha() or len(word) > _LONGEST_WORD:
            return ()
        self._made.clear()
        return tuple(dict.fromkeys(self._parts(word)))

    def _parts(self, word: str) -> Sequence[str]:
        """The same, with parts that it is made of twice; each end of a word is looked at once."""
        if word not in self._made:
            self._made[word] = self._find_parts(word)
        return self._made[word]

    def _find_parts(self, word: str) -> Sequence[str]:
        """Two words that are known, with what they are made of; else a first word that is known, and a rest that is a compound."""
        given = self._given.get(self._words.stem(word)) if self._given else None
        if given is not None:
            return given
        if not self._links or len(word) < self._shortest or word[:_SHORTEST_PART] not in self._starts:
            return ()
        firsts = self._find_firsts(word)
        for cut, (form, first) in firsts.items():
            if word[cut : cut + _SHORTEST_PART] in self._starts and (stem := self._read_last(word[cut:])):
                return [first, *self._parts(form), stem, *self._parts(word[cut:])]
        for cut, (_, first) in firsts.items():
            if rest := self._parts(word[cut:]):
                return [first, *rest]
        return ()

    def _find_firsts(self, word: str) -> dict[int, tuple[str, str]]:
        """Where a known first word ends, with its linking letter: the word without it, and its stem."""
        last = len(word) - _SHORTEST_PART
        begun = [cut for cut in range(_SHORTEST_PART, last + 1) if word[:cut] in self._begun]
        cuts = sorted({cut for known in begun for cut in range(known, min(known + _LONGEST_ENDING, last) + 1)})
        return {cut: first for cut in cuts if (first := self._read_first(word[:cut]))}

    def _read_first(self, head: str) -> tuple[str, str] | None:
        stem = self._words.stem
        for form in (head, *(head[: -len(link)] for link in self._links if head.endswith(link) and len(head) > _SHORTEST_PART)):
            if (found := self._firsts.get(form)) is not None:
                return form, found
            # A first word with its linking letter off may be a stem already: arbets-, kvinno-.
            for known in (stem(form), form):
                if self._is_known(known):
                    return form, known
        return None

    def _read_last(self, tail: str) -> str:
        """The stem of a last word, else ""; what is as short as an ending counts only as it stands in the list."""
        stem = self._words.stem(tail)
        return (
            stem if self._is_known(stem) and (tail in self._listed or (len(tail) >= _SHORTEST_WORD and stem not in self._endings)) else ""
        )

    def _is_known(self, stem: str) -> bool:
        return stem in self._known and (len(stem) >= _SHORTEST_WORD or stem in self._shipped)
