"""Checks across records, one function each; a rule's docstring is what the editors’ guide says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ledstjarna.problems import Problem
from ledstjarna.validate.register import Register
from ledstjarna.validate.rules import accessibility, dates, measures, outcomes, periods, references, search, targets

Rule = Callable[[Register], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    *references.RULES,
    *measures.RULES,
    *targets.RULES,
    *outcomes.RULES,
    *periods.RULES,
    *dates.RULES,
    *accessibility.RULES,
    *search.RULES,
)
