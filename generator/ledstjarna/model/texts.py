"""A record comes in; its texts, where each lies in its file, and the languages that each lacks go out.

The author check and the page of what is missing count with the same function; so both tell of the texts as they stand on the date.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from ledstjarna.model.values import Language

Path = tuple[str | int, ...]
MARKERS = {"sv": "(skriv", "en": "(write"}


def wait_for(code: str, sv: str, en: str) -> str:
    """What stands in a text's place until somebody writes it, in a language of the site."""
    return f"{MARKERS['sv']} {sv})" if code == "sv" else f"{MARKERS['en']} {en})"


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


def find_texts(record: BaseModel) -> list[tuple[Path, Mapping[str, str]]]:
    """Every text by language of a record, and where it lies in its file; the types of its fields tell where there may be one."""
    found: list[tuple[Path, Mapping[str, str]]] = []
    _add_texts(found, record, (), is_text=False)
    return found


def _add_texts(found: list[tuple[Path, Mapping[str, str]]], value: Any, path: Path, *, is_text: bool) -> None:
    """Add the texts in a value; ``is_text`` tells of a group that it is one, and of a list that its groups are."""
    kind = value.__class__
    if kind is list:
        for index, entry in enumerate(value):
            _add_texts(found, entry, (*path, index), is_text=is_text)
    elif kind is not dict:
        for name, key, holds_text in _fields_with_texts(kind):
            if inside := value.__dict__[name]:
                _add_texts(found, inside, (*path, key), is_text=holds_text)
    elif is_text:
        found.append((path, value))
    else:
        for key, entry in value.items():
            _add_texts(found, entry, (*path, key), is_text=False)


def find_lacking(record: BaseModel, languages: tuple[str, ...]) -> Iterator[tuple[Path, list[str]]]:
    """Every text of a record that is not there in all languages, and those that it lacks."""
    return ((path, lacked) for path, text in find_texts(record) if (lacked := [code for code in languages if code not in text]))


@functools.cache
def _fields_with_texts(kind: type) -> tuple[tuple[str, str, bool], ...]:
    """The fields of a record that have texts by language in them, the words that files have for them, and whether they are such texts."""
    fields = kind.model_fields if issubclass(kind, BaseModel) else {}
    found = ((name, info.alias or name, info.annotation) for name, info in fields.items())
    return tuple((name, key, _is_text(of)) for name, key, of in found if _is_text(of) or any(map(_fields_with_texts, _records_in(of))))


def _is_text(annotation: object) -> bool:
    """Whether what has this annotation is a text by language, or a list of such."""
    parts = get_args(annotation)
    return (get_origin(annotation) is dict and parts[0] == Language) or any(map(_is_text, parts))


def _records_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _records_in(part)


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
