"""The documents of a language and what they are found by come in; the files that a browser searches in go out.

All names but none of the contents are in the manifest, whose own name carries its content, and so does every other's: they can be kept
for ever. A term file has a line a term: the term, a tab, and for each document how far its number lies after the one before (nothing
where it is the next) and the step of its weighted frequency as a letter. What makes a score of it is in ``theme/scripts/search``.

A term in too many documents is no longer asked for, only counted where it is known, and the page says that there are more. Facts to
narrow down by are fetched where few files hold them, else when they are asked for.
"""

from __future__ import annotations

import functools
import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ledstjarna.derive.status_names import STANDINGS, standing_key
from ledstjarna.search.document import SearchDocument
from ledstjarna.search.documents import KINDS
from ledstjarna.search.index import Indexed
from ledstjarna.search.shards import Line, shard
from ledstjarna.search.words import Words

FOLDER = "assets/search"
# Steps of weighted frequencies, each so many times the one before; the first letter is for the least of all, and less.
LEAST, STEP, STEPS = 0.05, 1.3, 20
# A term in more documents than this keeps those that it says most of. It hardly tells documents apart.
MOST_DOCUMENTS = 10_000
# Documents a file of texts, files that share a fingerprint, and documents a file of facts.
TEXTS, SHARING, FACTS = 24, 8, 2048
# Letters that a form must have to be proposed instead of a slip.
SPELLED = 4


def search_files(language: str, documents: Sequence[SearchDocument], indexed: Indexed, words: Words) -> Iterator[tuple[str, str]]:
    """Address from the site's root and text of every file; the last is the manifest."""
    folder = f"{FOLDER}/{language}"
    manifest: dict[str, object] = {"weights": [LEAST, STEP], "kinds": KINDS, "statuses": _STATUSES, "words": words.rules}
    manifest["runs"] = _runs(documents)
    spelled = [(form, many) for form, many in indexed.forms.items() if len(form) >= SPELLED and form.isalpha()]
    kinds = {
        "terms": [Line(words.fold(term), f"{term}\t{postings(found)}") for term, found in indexed.terms.items()],
        "forms": [Line(words.fold(form), f"{form}\t{_rank(many)}") for form, many in spelled],
        "ends": [Line(words.fold(form)[::-1], f"{form}\t{_rank(many)}") for form, many in spelled],
    }
    for kind, lines in kinds.items():
        shards = shard(lines)
        names = []
        for number, (_, text) in enumerate(shards):
            names.append(_fingerprint(text))
            yield f"{folder}/{kind}/{number}.{names[-1]}.txt", text
        manifest[kind] = [" ".join(bound for bound, _ in shards), "".join(names)]
    for kind, size, texts in (("texts", SHARING, _texts(documents)), ("facts", 1, _facts(documents))):
        names = []
        for number, text in enumerate(texts):
            if number % size == 0:
                names.append(_fingerprint("\n".join(texts[number : number + size])))
            yield f"{folder}/{kind}/{number}.{names[-1]}.json", text
        manifest[kind] = "".join(names)
    text = _dump(manifest)
    yield f"{folder}.{_fingerprint(text)}.json", text


_STATUSES = [standing_key(status) for status in STANDINGS]


def postings(found: dict[int, float]) -> str:
    """The documents of a term, by their numbers, with the steps of their weighted frequencies; how many, where only the best are kept."""
    steps = {number: _step(weight) for number, weight in found.items()}
    kept: Iterable[int] = steps
    if len(steps) > MOST_DOCUMENTS:
        kept = sorted(steps, key=lambda number: (-steps[number], number))[:MOST_DOCUMENTS]
    told, before = [f"+{len(steps)} " if len(steps) > MOST_DOCUMENTS else ""], -1
    for number in sorted(kept):
        told.append(f"{number - before if number > before + 1 else ''}{chr(97 + steps[number])}")
        before = number
    return "".join(told)


@functools.lru_cache(maxsize=4096)
def _step(weight: float) -> int:
    return max(0, min(STEPS, round(math.log(weight / LEAST, STEP))))


def _rank(many: int) -> int:
    """How common a form is, by powers of two."""
    return min(9, many.bit_length())


def _runs(documents: Sequence[SearchDocument]) -> list[list[object]]:
    """Which body and kind the documents have: how many in a row, the kind's number, and the body's id where it is another than before."""
    runs: list[list[object]] = []
    before = None
    for (agency, kind), run in groupby(documents, key=lambda document: (document.agency, document.kind)):
        runs.append([sum(1 for _ in run), KINDS.index(kind), *([agency] if agency != before else [])])
        before = agency
    return runs


def _texts(documents: Sequence[SearchDocument]) -> list[str]:
    """What the results show, a few documents a file."""
    told = [[entry.address, entry.title, entry.sentence, entry.status, entry.language, entry.whose] for entry in documents]
    return [_dump([_cut(entry) for entry in told[first : first + TEXTS]]) for first in range(0, len(told), TEXTS)]


def _cut(entry: list[str]) -> list[str]:
    """Without what is empty at its end."""
    while entry and not entry[-1]:
        entry = entry[:-1]
    return entry


def _facts(documents: Sequence[SearchDocument]) -> list[str]:
    """What results can be narrowed down by: a letter a document for its status, one for its set of themes, and the sets; "-" for none."""
    files = []
    for first in range(0, len(documents), FACTS):
        here = documents[first : first + FACTS]
        sets = sorted({entry.themes for entry in here if entry.themes})
        places = {themes: chr(97 + place) for place, themes in enumerate(sets)}
        status = "".join(chr(97 + _STATUSES.index(entry.status)) if entry.status else "-" for entry in here)
        files.append(_dump([status, "".join(places.get(entry.themes, "-") for entry in here), sets]))
    return files


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _dump(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
