"""Both sides of a proposal come in; texts that lack a translation, and those whose original is another than what was translated, go out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ledstjarna.history.fields import is_touched_up
from ledstjarna.history.versions import Key
from ledstjarna.load.content_tree import Document
from ledstjarna.model.goal import Goal
from ledstjarna.model.texts import Path, find_texts
from ledstjarna.model.values import Record
from ledstjarna.problems import Problem
from ledstjarna.review.sides import Sides
from ledstjarna.validate.shape import problem_at

_OFFICIAL = ("title", "official")
Texts = Sequence[tuple[Path, Mapping[str, str]]]


def find_translations(documents: Mapping[Key, Document], sides: Sides) -> Iterator[Problem]:
    """What is to be translated in the records that a proposal changes, as remarks at their places."""
    languages = sides.project.settings.codes
    if len(languages) < 2:
        return
    for key in sorted(sides.touched):
        document = documents.get(key)
        now = sides.reader.at(*key, sides.last) if document else None
        if document is None or now is None or now.record is None:
            continue
        was = sides.reader.last_at(*key, sides.last - 1)
        before = find_texts(was.record) if was and was.record else []
        for path, text in find_texts(now.record):
            if any(text == other for _, other in before):
                continue
            if lacking := [code for code in languages if code not in text]:
                yield problem_at(document, path, "translation_lacking", found=", ".join(lacking))
            original = _original(now.record, path, text, languages)
            if behind := _find_behind(path, text, original, before):
                yield problem_at(document, path, "translation_behind", found=", ".join(behind), original=original)


def _original(record: Record, path: Path, text: Mapping[str, str], languages: Sequence[str]) -> str:
    """The language that a text was written in: the body's own of what is official, else the site's first that it has."""
    own = record.official_languages if isinstance(record, Goal) and path[0] in _OFFICIAL else None
    return next((code for code in (*(own or ()), *languages) if code in text), languages[0])


def _find_behind(path: Path, text: Mapping[str, str], original: str, before: Texts) -> list[str]:
    """The languages in which a text says what it did when its original said something else."""
    field = _without_rows(path)
    earlier = [old for where, old in before if _without_rows(where) == field]
    behind = []
    for code in text:
        same = [old for old in earlier if code != original and old.get(code) == text[code] and original in old]
        if same and original in text and not any(is_touched_up(old[original], text[original]) for old in same):
            behind.append(code)
    return behind


def _without_rows(path: Path) -> Path:
    """A way to a field without the numbers of rows, which another row changes."""
    return tuple(step for step in path if isinstance(step, str))
