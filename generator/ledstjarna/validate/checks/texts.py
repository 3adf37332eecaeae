"""The register comes in; remarks on texts that came out otherwise than they were meant, signs and languages, go out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ledstjarna.model.complaints import Plain
from ledstjarna.model.texts import Path
from ledstjarna.validate.checks.remark import Remark, remark
from ledstjarna.validate.checks.word_lists import function_words
from ledstjarna.validate.register import Register

# A whole value between such marks; marks of the same sort inside tell that the first and the last do not belong together.
_IN_DOUBLE = re.compile(r"[“”„«»][^“”„«»]+[“”«»]\Z")
_IN_SINGLE = re.compile(r"[‘’‚‹›](?:[^‘’‚‹›]|\b’\b)+[‘’‹›]\Z")


def quotes_around_value(register: Register) -> Iterator[Remark]:
    """A value is not in curly quotation marks.

    A file’s own quotation marks are straight. Curly ones, as word processors write them, belong to the text, and readers see them. Use
    straight ones instead. If the curly ones are to be seen, put straight ones outside them, and the remark goes away.
    """
    for kind, id in register.quoted:
        for path, text in find_quoted(register.documents[kind, id].data):
            yield remark(kind, id, *path, found=text, instead=text[1:-1])


def find_quoted(data: object) -> Iterator[tuple[Path, str]]:
    """Every value of a file that is in curly quotation marks as if they were its own, and where it stands."""
    return ((path, text) for path, text in _find_plain(data, ()) if _IN_DOUBLE.match(text) or _IN_SINGLE.match(text))


def _find_plain(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every value that was written without quotation marks of the file’s own, and where it stands."""
    if isinstance(value, Plain):
        yield path, value
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _find_plain(entry, (*path, key))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _find_plain(entry, (*path, index))


_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LETTERS = re.compile(r"\w+")
_SHORT = 3  # so many words may be the same in two languages: names, and numbers with a unit
_CERTAIN = 3  # so many words of another language, and none of its own, are no quotation


def text_not_translated(register: Register) -> Iterator[Remark]:
    """A text is not the same in two languages.

    It was probably to be translated. Translate it, or leave the language out, and the page says that it shows another one. A name that
    is the same everywhere, such as an owner or a publisher, is written without languages.
    """
    unlike = set[tuple[str, ...]]()  # what was found to differ: the same notes stand at many figures
    for kind, id, path, text in _find_texts(register):
        said = tuple(text.values())
        if said in unlike:
            continue
        if len({" ".join(written.casefold().split()) for written in said}) == len(said):
            unlike.add(said)
            continue
        first: dict[str, str] = {}
        for language, written in text.items():
            same = " ".join(written.casefold().split())
            if same in first and not _is_title_of_source(path) and not _is_name(written):
                yield remark(kind, id, *path, language, found=written, language=language, other=first[same])
            first.setdefault(same, language)


def _find_texts(register: Register) -> Iterator[tuple[str, str, Path, Mapping[str, str]]]:
    """Every text that is there in several languages: its record, its place and what it says in each."""
    return (found for found in register.texts if len(found[3]) > 1)


def _is_title_of_source(path: Path) -> bool:
    """Whether it is what a document or a source is called, which is the same in whatever language it is named."""
    return len(path) > 1 and path[-1] == "title"


def _is_name(text: str) -> bool:
    """Whether a text is too short to need a translation, or has nothing but capitalised words."""
    words = _WORD.findall(text)
    return len(words) <= _SHORT or all(word[0].isupper() for word in words)


def text_in_other_language(register: Register) -> Iterator[Remark]:
    """A text is in the language that it is given for.

    Its little words, such as “och” and “the”, are of another language. Let the texts change places, or translate the one that is wrong.
    """
    right = set[tuple[tuple[str, str], ...]]()  # what was found to be in the languages that it is given for
    for kind, id, path, text in _find_texts(register):
        said = tuple(text.items())
        if said in right:
            continue
        words = {language: _LETTERS.findall(written.lower()) for language, written in text.items() if function_words(language)}
        doubtful = [pair for pair in itertools.combinations(words, 2) if _may_be_of_others(words, *pair)]
        if not doubtful:
            right.add(said)
        for one, other in doubtful:
            if _are_swapped(words, one, other):
                yield remark(kind, id, *path, one, found=text[one], language=one, other=other)
            elif not _is_title_of_source(path):
                for language, instead in ((one, other), (other, one)):
                    if _is_in(words[language], instead, language) and not _is_same(text[language], text[instead]):
                        yield remark(kind, id, *path, language, found=text[language], language=language, other=instead)


def _may_be_of_others(words: Mapping[str, Sequence[str]], one: str, other: str) -> bool:
    """Whether one of two texts has any little word of the other's language."""
    return not (function_words(other).isdisjoint(words[one]) and function_words(one).isdisjoint(words[other]))


def _are_swapped(words: Mapping[str, Sequence[str]], one: str, other: str) -> bool:
    """Whether each of two texts has more little words of the other's language than of its own."""
    return all(_count(words[given], read) > _count(words[given], given) for given, read in ((one, other), (other, one)))


def _is_in(words: Sequence[str], other: str, language: str) -> bool:
    """Whether the words of a text are of another language altogether than its own."""
    return _count(words, other) >= _CERTAIN and not _count(words, language)


def _count(words: Iterable[str], language: str) -> int:
    """How many of a text's words are little words of a language."""
    return sum(map(function_words(language).__contains__, words))


def _is_same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


CHECKS = (quotes_around_value, text_not_translated, text_in_other_language)
