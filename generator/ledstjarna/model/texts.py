"""A record comes in; its texts, where each lies in its file, and the languages that each lacks go out.

The author check and the page of what is missing count with the same function; so both tell of the texts as they stand on the date.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

Path = tuple[str | int, ...]


def walk_texts(record: BaseModel) -> list[tuple[Path, str | Mapping[str, Any]]]:
    """Every text and every group of a record by its key, and where it lies in its file: the whole before its parts."""
    found: list[tuple[Path, str | Mapping[str, Any]]] = []

    def visit(value: Any, path: Path) -> None:
        if isinstance(value, str):
            found.append((path, value))
        elif isinstance(value, dict):
            found.append((path, value))
            for key, entry in value.items():
                visit(entry, (*path, key))
        elif isinstance(value, list):
            for index, entry in enumerate(value):
                visit(entry, (*path, index))
        elif keys := _keys_of(value.__class__):
            fields = value.__dict__
            for name, key in keys:
                if inside := fields[name]:
                    visit(inside, (*path, key))

    visit(record, ())
    return found


def find_lacking(record: BaseModel, languages: tuple[str, ...]) -> Iterator[tuple[Path, list[str]]]:
    """Every text of a record that is not there in all languages, and those that it lacks."""
    return ((path, lacked) for path, text in walk_texts(record) if (lacked := _lacks(path, text, languages)))


def _lacks(path: Path, value: str | Mapping[str, Any], languages: tuple[str, ...]) -> list[str]:
    """The languages that a text lacks; none of what is no text."""
    return [language for language in languages if language not in value] if is_text(path, value, languages) else []


def is_text(path: Path, value: str | Mapping[str, Any], languages: tuple[str, ...]) -> bool:
    """Whether a group of a record is a text by language. What others call a measure is none."""
    if not isinstance(value, dict) or not value or path[-1:] == ("external",):
        return False
    return value.keys() <= set(languages) and set(map(type, value.values())) == {str}


@functools.cache
def _keys_of(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of a record that may hold texts, and the words that files have for them; anything else has none."""
    fields = kind.model_fields if issubclass(kind, BaseModel) else {}
    return tuple((name, info.alias or name) for name, info in fields.items() if may_hold(info.annotation, (str, dict, BaseModel)))


def may_hold(annotation: object, kinds: tuple[type, ...]) -> bool:
    """Whether a field with this annotation may be or have something of one of these kinds; the words of a choice are none."""
    if isinstance(origin := get_origin(annotation) or annotation, type) and issubclass(origin, kinds):
        return True
    return origin is not Literal and any(may_hold(part, kinds) for part in get_args(annotation))
