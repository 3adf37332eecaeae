"""Something to fix, at a place: facts about a problem come in, its words in Swedish or English go out.

The way to a field is kept as a path (``targets[0].by``), which tests and programs compare; its words are made when a message is.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]

_ORDINALS = {
    "sv": ("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde", "elfte", "tolfte"),
    "en": ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
}
# What these are about is a word in a list, and not a row with fields of its own.
_ABOUT_VALUES = frozenset(["alias_lives", "alias_twice", "choice", "curly_quotes", "date", "id", "id_reserved", "language", "number"])
_ABOUT_VALUES |= {"number_in_quotes", "number_minus", "number_too_long", "number_typed", "number_which", "search_word", "text"}
_ABOUT_VALUES |= {"text_empty", "text_too_long", "unknown_goal", "url", "word_twice", "wrong_dash"}

_HEADING = re.compile(r"^\[(\w+)\]$", re.MULTILINE)
CATALOGUE_FILE = Path(__file__).with_name("problem_texts.toml")
MESSAGE_LANGUAGES = ("sv", "en")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the content: a file as the editor knows it, line and column counted from 1 (0: the whole file)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to fix.

    ``code`` names an entry of the catalogue, ``at`` is the way to the field (``targets[0].by``, told as *In the first row of
    targets, by*), and ``facts`` fill the entry's placeholders. Only an error stops a build.
    """

    place: Place
    code: str
    at: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = "error"

    def message(self, language: str) -> str:
        """What was found, what was expected and the way out, in ``language``; KeyError for a code without words."""
        text = _words_of(self.code)[language]
        facts = {name: _shorten(fact, 600 if name in ("expected", "write") else 80) for name, fact in self.facts.items()}
        return text.format(at=tell_way(self.at, language, is_value=self.code in _ABOUT_VALUES), **facts)


class ContentError(Exception):
    """The content has problems; ``problems`` holds every one of them, sorted, and ``warnings`` what was remarked on besides."""

    def __init__(self, problems: Iterable[Problem], warnings: Iterable[Problem] = ()) -> None:
        self.problems, self.warnings = sort_problems(problems), sort_problems(warnings)
        super().__init__(f"{len(self.problems)} problems")


class OutsideError(Exception):
    """Wrong use, or a fault outside the content: a code of the catalogue and the facts that fill it."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code, self.facts = code, facts
        super().__init__(code)

    def message(self, language: str) -> str:
        """What is wrong and the way out, in ``language``."""
        return _words_of(self.code)[language].format(**self.facts)


# What a computer says of its disks, by its number: the code of what is said of it here.
_DISK = {
    None: "disk",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EROFS: "disk_read_only",
    errno.EACCES: "disk_denied",
    errno.EPERM: "disk_denied",
    errno.ENAMETOOLONG: "disk_name_too_long",
}


def tell_disk(error: OSError, folder: str) -> OutsideError:
    """What a fault of the disk is, in words; the computer's own words only where we have none."""
    code = _DISK[error.errno if error.errno in _DISK else None]
    return OutsideError(code, folder=folder, reason=error.strerror or str(error))


@contextlib.contextmanager
def explain_disk(folder: str) -> Iterator[None]:
    """A fault of the disk in this block is told in words."""
    try:
        yield
    except OSError as error:
        raise tell_disk(error, folder) from error


def tell_way(at: str, language: str, *, is_value: bool) -> str:
    """The way to a field in words, rows counted from one: ``In the second row of targets, by``; begins a sentence.

    ``is_value``: what lies at its end is a word in a list, and no row.
    """
    *steps, last = re.split(r"\[(\d+)\]\.?", at)
    rows: list[str] = []
    for name, number in reversed(list(zip(steps[::2], steps[1::2], strict=True))):
        is_word = not name or (is_value and not last and not rows)
        rows.append(_tell_row(name, int(number), language, is_value=is_word))
    told = [last, *rows] if last else rows
    if language == "sv":
        text = " på ".join(told)
        return text if last else text[:1].upper() + text[1:]
    what, where = "".join(told[:1]), " in ".join(told[1:])
    return f"In {where}, {what}" if where else what if last else what[:1].upper() + what[1:]


def _tell_row(name: str, number: int, language: str, *, is_value: bool) -> str:
    nth = _tell_nth(number + 1, language)
    if language == "sv":
        row, under = ("värdet", "i") if is_value else ("raden", "under")
        return f"{nth} {row} {under} {name}" if name else f"{nth} {row}"
    return f"the {nth} {'value' if is_value else 'row'}{f' of {name}' if name else ''}"


def _tell_nth(number: int, language: str) -> str:
    if number <= len(_ORDINALS[language]):
        return _ORDINALS[language][number - 1]
    last, is_teen = number % 10, number % 100 in (11, 12, 13)
    if language == "sv":
        return f"{number}:{'a' if last in (1, 2) and not is_teen else 'e'}"
    return f"{number}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th')}"


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """By file, line and column; the same problem at the same place is told once."""
    found = {(problem.place, problem.code, problem.at, tuple(sorted(problem.facts.items()))): problem for problem in problems}
    return [found[key] for key in sorted(found)]


def print_problems(problems: Iterable[Problem], language: str, say: Callable[[str], None]) -> None:
    """One line each: place, what was found and expected, way out, and the code in brackets."""
    for problem in problems:
        say(f"{problem.place}  {problem.message(language)} ({problem.code})")


def problems_as_json(problems: Iterable[Problem], language: str, *, ascii_only: bool = False) -> str:
    """``{"problems": [{"file", "line", "column", "code", "severity", "message"}]}`` as text."""
    rows = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message(language),
        }
        for problem in problems
    ]
    return json.dumps({"problems": rows}, ensure_ascii=ascii_only, indent=2)


def name_problem(code: str, language: str) -> str:
    """What a remark is about, in a few words."""
    return _words_of(code)[f"name_{language}"]


def message_words(code: str, language: str) -> str:
    """A message as it stands in the catalogue, […] where facts go."""
    entry = _words_of(code)
    return entry[language if language in entry else "en"].format_map(_Ellipses())


class _Ellipses(dict[str, str]):
    def __missing__(self, _: str) -> str:
        return "[…]"


def known_codes() -> list[str]:
    """Every code that has words, in alphabetical order."""
    return sorted(_catalogue())


@functools.cache
def _words_of(code: str) -> dict[str, str]:
    """An entry of the catalogue. The whole of it takes long to read, and a command tells of a few."""
    return tomllib.loads(_catalogue()[code])


@functools.cache
def _catalogue() -> dict[str, str]:
    """The entries as they are written."""
    _, *parts = _HEADING.split(CATALOGUE_FILE.read_text(encoding="utf-8"))
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _shorten(fact: str, longest: int) -> str:
    """A fact fit for one line: no control or direction signs, and never longer than ``longest`` characters."""
    visible = "".join(sign if sign.isprintable() else "�" for sign in fact)
    return visible if len(visible) <= longest else visible[: longest - 1] + "…"
