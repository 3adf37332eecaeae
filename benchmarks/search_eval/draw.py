"""The invented corpus comes in; queries drawn from its words go out, with every goal that has the words, known from the making.

``python -m benchmarks.search_eval.draw`` writes drawn.yml anew. Words are drawn that few goals have, so that all of them fit among the
first ten; no search is asked.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import cycle
from typing import TypeVar

from benchmarks.search_corpus import Noun, Record, compound, read_words, records
from benchmarks.search_eval.pages import shipped_documents
from benchmarks.search_eval.questions import FOLDER, MOST
from benchmarks.search_eval.slips import LETTERS, SLIPS, one_slip_apart, shared_start, slip

Key = TypeVar("Key", str, tuple[str, ...])
Drawn = Iterator[tuple[str, Iterable[str]]]
WORD = re.compile(r"[^\W_]+")

ABOUT = ("page", "guide")


class Pool:
    """One language's corpus, looked up by words."""

    def __init__(self, language: str, seed: str) -> None:
        self.language = language
        self.chance = random.Random(f"drawn {language}{seed}")
        vocabulary = read_words()
        self.nouns = {noun.lemma: noun for noun in (*vocabulary.topics, *vocabulary.heads)}
        self.records = list(records(language))
        self.having: dict[str, set[str]] = defaultdict(set)
        self.family: dict[str, set[str]] = defaultdict(set)
        self.joined: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self.tokens: dict[str, set[str]] = defaultdict(set)
        for record in self.records:
            self._add(record)
        self.others = {word for other in (*vocabulary.adjectives, *vocabulary.verbs) for word in other[language].values()}
        # What the pages about the site say is no content: a word in them changes no table.
        shipped = (document for document in shipped_documents()[language] if document.kind not in ABOUT)
        self.shipped = {token for document in shipped for token in _tokens(f"{document.title} {document.text}")}
        self._order = self.chance.sample(sorted(self.nouns), len(self.nouns))
        self._next = cycle(self._order)

    def _add(self, record: Record) -> None:
        # In English a compound is two words, each of which stands alone.
        for word in record.words if self.language == "sv" else {*record.words, *(part for parts in record.compounds for part in parts)}:
            self.having[word].add(record.id)
        for parts in record.compounds:
            self.joined[parts].add(record.id)
        for word in {*record.words, *(part for parts in record.compounds for part in parts)}:
            self.family[word].add(record.id)
        for token in _tokens(f"{record.title} {record.agency_name} {record.summary} {' '.join(record.indicators)}"):
            self.tokens[token].add(record.id)

    def forms(self, noun: Noun) -> list[str]:
        """Its forms, each one word."""
        return sorted({form.removeprefix("the ") for form in noun.forms[self.language].values()})

    def rare(self, fits: Callable[[Noun], bool] = lambda _: True) -> Noun:
        """The next noun that few goals have, alone or in compounds, whose forms are its own and can be known from the text alone."""
        for _ in self._order:
            noun = self.nouns[next(self._next)]
            if self.having[noun.lemma] and len(self.family[noun.lemma]) <= MOST and self._is_plain(noun) and fits(noun):
                return noun
        raise LookupError("no word is left")

    def _is_plain(self, noun: Noun) -> bool:
        forms = self.forms(noun)
        if any(not form.isalpha() or len(form) < 4 for form in forms) or any(form in token for token in self.shipped for form in forms):
            return False
        # What another word of the same root finds (rescue, to rescue) would be right too, and more than ten.
        others = {form for other in self.nouns.values() if other is not noun for form in self.forms(other)} | self.others
        if any(_is_kin(form, other) for form in forms for other in others):
            return False
        seen = set().union(*(self.tokens.get(form, set()) for form in forms))
        return seen == self.having[noun.lemma]


def draw(seed: str = "", *, times: int = 1) -> dict[str, dict[str, dict[str, str]]]:
    """Class, language, query, and what it must find; others with another seed, and so many times as many."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for language, kinds in {"sv": SWEDISH, "en": ENGLISH}.items():
        pool = Pool(language, seed)
        for name, many, make in kinds:
            drawn = make(pool)
            rows = found.setdefault(name, {}).setdefault(language, {})
            while len(rows) < many * times:
                query, ids = next(drawn)
                rows[query] = " ".join(sorted(ids))
    return found


def _is_kin(one: str, other: str) -> bool:
    """Whether they begin alike but for two letters at most, or the other is a longer word with this one in it."""
    return one in other or shared_start(one, other) >= max(4, min(len(one), len(other)) - 2)


def _tokens(text: str) -> set[str]:
    return set(WORD.findall(text.lower()))


def _goals(ids: Iterable[str]) -> Iterable[str]:
    return (f"goal:{id}" for id in ids)


def _exact(pool: Pool) -> Drawn:
    """As it stands in a text."""
    while True:
        noun = pool.rare()
        yield (
            pool.chance.choice([form for form in pool.forms(noun) if form in pool.tokens] or [noun.lemma]),
            _goals(pool.having[noun.lemma]),
        )


def _inflected(pool: Pool) -> Drawn:
    """In any form, also one that stands in no text."""
    while True:
        noun = pool.rare(lambda noun: len(pool.forms(noun)) > 1)
        yield _inflect(noun, pool), _goals(pool.having[noun.lemma])


def _inflect(noun: Noun, pool: Pool) -> str:
    form = pool.chance.choice(pool.forms(noun))
    return form + "s" if pool.language == "sv" and not form.endswith("s") and pool.chance.random() < 0.3 else form


def _part(pool: Pool) -> Drawn:
    """A part, where most goals have only the compound."""
    while True:
        noun = pool.rare(lambda noun: len(pool.family[noun.lemma] - pool.having[noun.lemma]) > 1)
        yield noun.lemma, _goals(pool.family[noun.lemma])


def _split(pool: Pool) -> Drawn:
    """A compound written as two words."""
    for parts in _shuffled(pool, pool.joined):
        first, head = (pool.nouns[part] for part in parts[:2])
        both = pool.family[parts[0]] & pool.family[parts[1]]
        if len(parts) == 2 and len(both) <= MOST and len(first.joint) > 3:
            yield f"{pool.chance.choice((first.joint, first.lemma))} {head.lemma}", _goals(pool.joined[parts])


def _for_parts(pool: Pool) -> Drawn:
    """A compound that is nowhere, of two words that some goals have."""
    for first in _shuffled(pool, pool.family):
        for head in _shuffled(pool, pool.family):
            both = pool.having[first] & pool.having[head]
            rivals = pool.family[first] & pool.family[head]
            if both and len(rivals) <= MOST and (first, head) not in pool.joined and _is_head(pool, head) and not _is_head(pool, first):
                yield compound(pool.nouns[first], pool.nouns[head]).lemma, _goals(both)
                break


def _is_head(pool: Pool, word: str) -> bool:
    return pool.nouns[word] in read_words().heads


def _without_marks(pool: Pool) -> Drawn:
    """With plain letters for å, ä and ö."""
    while True:
        noun = pool.rare(lambda noun: _fold(noun.lemma) != noun.lemma and _fold(noun.lemma) not in pool.tokens)
        yield _fold(pool.chance.choice(pool.forms(noun))), _goals(pool.having[noun.lemma])


def _fold(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def _slipped(pool: Pool) -> Drawn:
    """With one slip, of every kind in turn and at every place; nothing else may be as near."""
    places = cycle((0.0, 0.3, 0.6, 1.0, 0.1))
    for kind in cycle(SLIPS):
        share = next(places)
        noun = pool.rare(lambda noun: min(map(len, pool.forms(noun))) > 5)
        word = pool.chance.choice([form for form in pool.forms(noun) if form in pool.tokens] or [noun.lemma])
        place = min(int(share * len(word)), len(word) - (2 if kind == "swap" else 1))
        typed = slip(word, kind, place, pool.chance, LETTERS[pool.language])
        near = {token for token in pool.shipped.union(pool.tokens) if abs(len(token) - len(typed)) < 2 and one_slip_apart(token, typed)}
        if word in pool.tokens and near <= set(pool.forms(noun)) and not any(token.startswith(typed) for token in pool.tokens):
            yield typed, _goals(pool.having[noun.lemma])


def _begun(pool: Pool) -> Drawn:
    """The beginning of a word, as short as it can be."""
    while True:
        word = pool.rare().forms[pool.language]["ind"]
        for length in range(5, len(word)):
            found = set().union(*(ids for token, ids in pool.tokens.items() if token.startswith(word[:length])))
            if found and len(found) <= MOST and not any(token.startswith(word[:length]) for token in pool.shipped):
                yield word[:length], _goals(found)
                break


def _numbered(pool: Pool) -> Drawn:
    """Numbers and ids, as people type them."""
    by_number: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for record in pool.records:
        for name, number in (record.numbers or {}).items():
            by_number[name][number].add(record.id)
    yield "N00945", _goals(["syn-00945"])
    for chosen in range(99):
        for name, ways in NUMBERS[pool.language].items():
            number = pool.chance.choice(sorted(number for number, ids in by_number[name].items() if len(ids) <= MOST))
            yield ways[chosen % len(ways)](number), _goals(by_number[name][number])


NUMBERS: Mapping[str, Mapping[str, tuple[Callable[[str], str], ...]]] = {
    "sv": {
        "id": (str.lower, str),
        "law": (str, "SFS {}".format, "sfs {}".format, "SFS{}".format),
        "case": (str, "diarienummer {}".format),
        "share": ("{} procent".format, "{} %".format),
        "years": (lambda years: years.replace("–", "-"), str),
    },
    "en": {
        "id": (str,),
        "law": ("SFS {}".format,),
        "case": (str,),
        "share": ("{} per cent".format,),
        "years": (lambda years: years.replace("–", "-"),),
    },
}


def _several(pool: Pool) -> Drawn:
    """Two nouns that few goals have both of, and sometimes a body's place with one."""
    while True:
        record = pool.chance.choice(pool.records)
        words = [pool.nouns[word] for word in sorted(record.words)]
        pool.chance.shuffle(words)
        if len(words) < 2 or not all(len(form) > 2 for word in words for form in pool.forms(word)):
            continue
        one, other = words[:2]
        both = pool.family[one.lemma] & pool.family[other.lemma]
        if 1 <= len(both) <= MOST:
            yield f"{pool.chance.choice(pool.forms(one))} {pool.chance.choice(pool.forms(other))}", _goals(both)


def _bodies(pool: Pool) -> Drawn:
    """The name of a body, in full or its place alone."""
    for record in pool.chance.sample([record for record in pool.records if record.kind == "agency"], 99):
        whole = pool.chance.random() < 0.5
        place = max(record.title.split(), key=lambda word: (word[1:].islower() and word not in GENERAL, len(word)))
        yield (_fold(record.title.lower()) if whole else place.lower()), [f"agency:{record.id}"]


GENERAL = frozenset({"kommun", "stad", "Region", "Miljönämnden", "i", "Municipality", "City", "of", "Environment", "Committee"})


def _shuffled(pool: Pool, keys: Iterable[Key]) -> list[Key]:
    found = sorted(keys)
    pool.chance.shuffle(found)
    return found


SWEDISH: tuple[tuple[str, int, Callable[[Pool], Drawn]], ...] = (
    ("exact words", 10, _exact),
    ("inflections", 15, _inflected),
    ("part of a compound", 12, _part),
    ("split compound", 10, _split),
    ("compound for its parts", 8, _for_parts),
    ("without diacritics", 10, _without_marks),
    ("misspellings", 24, _slipped),
    ("half a word", 8, _begun),
    ("numbers and ids", 14, _numbered),
    ("several words", 14, _several),
    ("names of bodies", 8, _bodies),
)
ENGLISH: tuple[tuple[str, int, Callable[[Pool], Drawn]], ...] = (
    ("English words", 8, _exact),
    ("English inflections", 8, _inflected),
    ("English misspellings", 14, _slipped),
    ("half a word", 4, _begun),
    ("numbers and ids", 5, _numbered),
    ("several words", 6, _several),
    ("names of bodies", 4, _bodies),
)


def write(found: Mapping[str, Mapping[str, Mapping[str, str]]]) -> str:
    """As YAML, in the form of queries.yml."""
    lines = [
        "# Drawn from the invented corpus by draw.py, which writes this file anew; what must be found is known from the corpus's making."
    ]
    for name, languages in found.items():
        lines.append(f"{name}:")
        for language, rows in languages.items():
            lines.append(f"  {language}:")
            lines += [f'    "{query}": {must}' for query, must in rows.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (FOLDER / "drawn.yml").write_text(write(draw()), encoding="utf-8")
