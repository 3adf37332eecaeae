"""The words of the search can be used as they stand: the register comes in, placed problems go out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ledstjarna.model.search import make_up, same_word
from ledstjarna.model.texts import Path
from ledstjarna.problems import Place, Problem
from ledstjarna.validate.register import Register

KIND = "search"


def search_words_have_a_language(register: Register) -> Iterator[Problem]:
    """A file of words for the search is named after one of the site’s languages, such as `sv.yml`."""
    for (kind, language), document in sorted(register.documents.items()):
        if kind == KIND and language not in register.languages:
            facts = {"found": language, "expected": ", ".join(register.languages), "example": f"{register.languages[0]}.yml"}
            yield Problem(Place(document.file), "search_language", facts=facts)


def search_words_stand_once(register: Register) -> Iterator[Problem]:
    """A word stands once in a group of words that mean the same, and a compound once in its list; capital letters make no difference."""
    for language, words in sorted(register.content.search.items()):
        for number, group in enumerate(words.synonyms):
            for index, word in _again(group):
                yield register.problem(KIND, language, ("synonyms", number, index), "word_twice", found=word)
        for _, word in _again(words.compounds):
            yield register.problem(KIND, language, ("compounds", word), "word_twice", on_key=True, found=word)


def _again(words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The words that stand further up already, and where they do so again."""
    seen: set[str] = set()
    for index, word in enumerate(words):
        if same_word(word) in seen:
            yield index, word
        seen.add(same_word(word))


def compounds_consist_of_their_parts(register: Register) -> Iterator[Problem]:
    """The parts of a compound make it up, in their order; there may be linking letters between them, such as the s in `handlingsplan`."""
    for language, words in sorted(register.content.search.items()):
        for word, parts in words.compounds.items():
            if parts and not make_up(word, parts):
                path: Path = ("compounds", word)
                yield register.problem(KIND, language, path, "compound_parts", word=word, found=", ".join(parts))


RULES: tuple[Callable[[Register], Iterator[Problem]], ...] = (
    search_words_have_a_language,
    search_words_stand_once,
    compounds_consist_of_their_parts,
)
