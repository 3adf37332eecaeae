"""Documents by their numbers come in; files of what results show and can be narrowed down by go out, by ranges of numbers.

Passages are fetched of shown results alone, so their ranges are small; the file of texts around them has their fingerprints, since a
list of all would make the manifest long.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from ledstjarna.derive.status_names import STANDINGS, standing_key
from ledstjarna.search.document import KINDS, SearchDocument
from ledstjarna.search.packing import pack
from ledstjarna.search.words import Words

# Numbers a file of texts, of which a search shows ten, of passages, and of facts. At most every fourth is a document's.
TEXTS, PASSAGES, FACTS = 64, 8, 4096
NAMES = "p"  # where a file of texts has the fingerprints of the passages beside it
Told = TypeVar("Told")
STATUSES = [*(standing_key(status) for status in STANDINGS), ""]


class Facts(NamedTuple):
    """What a result can be narrowed down by."""

    kind: str
    agency: str
    status: str
    themes: tuple[str, ...]


Numbered = Mapping[int, tuple[str, Facts]]  # what results show of a document, and its facts


def shown_of(document: SearchDocument) -> str:
    """What a result shows, without what is empty at its end."""
    told = [document.address, document.title, document.agency, document.sentence, document.status, document.language, document.whose]
    while told and not told[-1]:
        told.pop()
    return write_json(told)


def passages_of(document: SearchDocument) -> str:
    """What a result may show a sentence of; nothing where there is no text."""
    return write_json(document.text.split("\n")) if document.text else ""


def facts_of(document: SearchDocument) -> Facts:
    """What a document is narrowed down by."""
    return Facts(document.kind, document.agency, document.status, document.themes)


def passage_files(passages: Mapping[int, str], space: int) -> dict[int, str]:
    """The passages of the documents of a range, by the place of their number in it; no file where there are none."""
    return {place: _object(here) for place, here in enumerate(_ranges(passages, space, PASSAGES)) if here}


def text_files(documents: Numbered, passages: Mapping[int, str], space: int) -> list[str]:
    """What the results show, by the place of their number in the file's range; ``passages`` are the fingerprints of the files of these."""
    names: dict[int, dict[int, str]] = {}
    for place, name in passages.items():
        names.setdefault(place * PASSAGES // TEXTS, {})[place % (TEXTS // PASSAGES)] = name
    ranges = _ranges({number: shown for number, (shown, _) in documents.items()}, space, TEXTS)
    return [_object([*here, *_named(names.get(place))]) for place, here in enumerate(ranges)]


def _named(names: Mapping[int, str] | None) -> list[tuple[str, str]]:
    return [(NAMES, write_json(names))] if names else []


def _object(entries: Iterable[tuple[int | str, str]]) -> str:
    """An object of JSON whose values are written already."""
    return "{" + ",".join([f'"{key}":{value}' for key, value in entries]) + "}"


def fact_files(documents: Numbered, space: int) -> list[str]:
    """What results can be narrowed down by, beside their kind.

    The places of the documents with the numbers of their statuses; then a letter a document for its body and its set of themes, which
    say what place these have in the lists that come last; "-" for none.
    """
    return [write_json(_facts(here)) for here in _ranges({number: facts for number, (_, facts) in documents.items()}, space, FACTS)]


def other_kinds(documents: Numbered, space: int) -> tuple[int, str]:
    """The number of the kind that most documents have, and those that have another."""
    kinds = {number: KINDS.index(facts.kind) for number, (_, facts) in documents.items()}
    usual = max(range(len(KINDS)), key=Counter(kinds.values()).__getitem__)
    return usual, pack({number: kind for number, kind in kinds.items() if kind != usual}, space)


def name_pages(documents: Numbered, words: Words) -> dict[str, int]:
    """The pages about the site by what they are called, in their titles and in their addresses: who types just that wants that page."""
    found: dict[str, int] = {}
    for number, (shown, facts) in sorted(documents.items()):
        if facts.kind == "page":
            address, title, *_ = json.loads(shown)
            for name in (title, address):
                found.setdefault(" ".join(words.fold(word.text) for word in words.split(name.replace("-", " "))), number)
    return found


def _ranges(documents: Mapping[int, Told], space: int, size: int) -> Iterator[list[tuple[int, Told]]]:
    """The documents of each range by their places in it, also of a range that has none."""
    found: list[list[tuple[int, Told]]] = [[] for _ in range(0, space, size)]
    for number, entry in sorted(documents.items(), key=lambda item: item[0]):
        found[number // size].append((number % size, entry))
    return iter(found)


def _facts(here: Sequence[tuple[int, Facts]]) -> list[object]:
    entries = [entry for _, entry in here]
    agencies, sets = sorted({entry.agency for entry in entries} - {""}), sorted({entry.themes for entry in entries} - {()})
    return [
        pack({place: STATUSES.index(entry.status) for place, entry in here}, FACTS),
        _letters((entry.agency for entry in entries), agencies),
        _letters((entry.themes for entry in entries), sets),
        agencies,
        sets,
    ]


def _letters(values: Iterable[Hashable], known: Sequence[Hashable]) -> str:
    """A letter a value, which says its place among those that are known."""
    letters = {value: chr(97 + place) for place, value in enumerate(known)}
    return "".join(letters.get(value, "-") for value in values)


def write_json(data: object) -> str:
    """As small as it gets."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
