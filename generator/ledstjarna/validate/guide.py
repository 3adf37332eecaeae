"""The rules, the checks and the models come in; what the editors’ guide says of each goes out, in English, to be translated."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass

from ledstjarna.problems import known_codes
from ledstjarna.validate.checks.all import CHECKS
from ledstjarna.validate.concerns import OF_TEXTS
from ledstjarna.validate.fields import file_entries
from ledstjarna.validate.rules import RULES


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """One rule or check: its function's name, what it asks for, and what to do about it (Markdown; a rule has none)."""

    name: str
    title: str
    text: str


def guide_facts() -> dict[str, object]:
    """Everything that the guide tells of besides its chapters."""
    facts = {"checks": check_entries(), "rules": rule_entries(), "codes": known_codes(), "files": file_entries()}
    return {**facts, "of_texts": OF_TEXTS}


def check_entries() -> tuple[GuideEntry, ...]:
    """The author checks, in order."""
    return tuple(_entry(check) for check in CHECKS)


def rule_entries() -> tuple[GuideEntry, ...]:
    """What must hold, in order."""
    return tuple(_entry(rule) for rule in RULES)


def _entry(function: Callable[..., object]) -> GuideEntry:
    title, _, text = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
    return GuideEntry(function.__name__, " ".join(title.split()), " ".join(text.split()))
