"""The rules and the checks come in; what the editors’ guide says of each goes out, in English, to be translated."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass

from ledstjarna.validate.checks.all import CHECKS
from ledstjarna.validate.rules import RULES


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """One rule or check: its function's name, what it asks for, and what to do about it (Markdown; a rule has none)."""

    name: str
    title: str
    text: str


def check_entries() -> tuple[GuideEntry, ...]:
    """The author checks, in order."""
    return tuple(_entry(check) for check in CHECKS)


def rule_entries() -> tuple[GuideEntry, ...]:
    """What must hold, in order."""
    return tuple(_entry(rule) for rule in RULES)


def _entry(function: Callable[..., object]) -> GuideEntry:
    title, _, text = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
    return GuideEntry(function.__name__, " ".join(title.split()), " ".join(text.split()))
