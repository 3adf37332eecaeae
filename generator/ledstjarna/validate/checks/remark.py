"""A record and a field come in; a remark goes out, whose place in its file is found only when it is to be told.

A build only counts remarks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from ledstjarna.model.texts import Path
from ledstjarna.problems import Problem, Severity
from ledstjarna.validate.register import Register
from ledstjarna.validate.shape import problem_at


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that could be better, at a field of the record of this kind and id."""

    kind: str
    id: str
    path: Path = ()
    facts: dict[str, str] = field(default_factory=dict)


Check = Callable[[Register], Iterator[Remark | Problem]]  # a problem is about a file that is not there


def remark(kind: str, id: str, *path: str | int, **facts: object) -> Remark:
    """A remark on a record, at the field that ``path`` leads to."""
    return Remark(kind, id, path, {name: str(fact) for name, fact in facts.items()})


def place_remark(register: Register, found: Remark, code: str, severity: Severity) -> Problem:
    """The remark as a problem at its place."""
    problem = problem_at(register.documents[found.kind, found.id], found.path, code, on_key=False, **found.facts)
    return replace(problem, severity=severity)
