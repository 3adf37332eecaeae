"""Records and the documents they came from come in; rules look things up here and say at which field a problem is."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ledstjarna.load.content_tree import Document, ProsePage
from ledstjarna.model.content import Content
from ledstjarna.model.goal import Goal, Target
from ledstjarna.model.plan import Plan
from ledstjarna.model.texts import Path, find_texts
from ledstjarna.model.times import Period
from ledstjarna.model.values import Record
from ledstjarna.problems import Problem
from ledstjarna.validate.examples import NO_EXAMPLES, Examples, may_have_examples
from ledstjarna.validate.measures import Measure
from ledstjarna.validate.shape import problem_at


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What rules and checks may know besides the content; nothing is asked of what they do not.

    ``as_of`` is the date that the site is built for, ``today`` the day on which it is. They differ where somebody asks for the site as
    it was: then it is not known what lies in the future. ``is_public`` tells that the site has its permanent address; ``method`` is how
    the site works progress out where neither plan nor measure says otherwise; ``examples`` are what the forms of ``ledstjarna new`` have as
    examples.
    """

    as_of: datetime.date | None = None
    today: datetime.date | None = None
    is_public: bool = False
    method: str = "linear-1"
    examples: Examples = NO_EXAMPLES


NOTHING_KNOWN = Circumstances()


# What a text has, or a file as plain data, where one of the checks on signs and on words left to write has anything to look at.
_SIGNS = ("&", "|", "[^", "__", "]:", "##", "\\t")
_TO_WRITE = ("(skriv", "(write", "(Skriv", "(Write")
_QUOTES = "“”„«»‘’‚‹›"
_LINES = re.compile(r"\\n {0,3}(?:#|---|===)")


@dataclass(frozen=True)
class Register:
    """What a rule may look at. ``seen`` has every id, also of files whose own problems come first; ``folder`` is the content folder."""

    content: Content
    documents: dict[tuple[str, str], Document]
    seen: set[tuple[str, str]]
    languages: tuple[str, ...]
    folder: str = ""
    around: Circumstances = NOTHING_KNOWN
    prose: tuple[ProsePage, ...] = ()
    plans: Mapping[str, Plan] = field(default_factory=dict)  # what is known of plans besides, where the content is a part of a site

    def problem(self, kind: str, id: str, path: Path, code: str, /, *, on_key: bool = False, **facts: object) -> Problem:
        """A problem at a field of the record of this kind and id."""
        return problem_at(self.documents[kind, id], path, code, on_key=on_key, **{name: str(fact) for name, fact in facts.items()})

    def records(self) -> dict[str, Mapping[str, Record]]:
        """All records with texts for readers, by kind and id."""
        content = self.content
        return {
            "agency": content.agencies,
            "plan": content.plans,
            "goal": content.goals,
            "outcomes": content.outcomes,
            "finding": content.findings,
            "theme": content.themes,
            "accessibility": {"accessibility": content.accessibility} if content.accessibility else {},
        }

    @functools.cached_property
    def texts(self) -> tuple[tuple[str, str, Path, Mapping[str, str]], ...]:
        """Every text by language: kind and id of its record, its place, and what it says in each language."""
        return tuple(
            (kind, id, path, text)
            for kind, of_kind in self.records().items()
            for id, record in sorted(of_kind.items())
            for path, text in find_texts(record)
        )

    @functools.cached_property
    def marked(self) -> tuple[tuple[str, str], ...]:
        """The files, by kind and id, that have signs, words or examples worth a closer look: few of many, and found in one pass."""
        return self._written[0]

    @functools.cached_property
    def quoted(self) -> tuple[tuple[str, str], ...]:
        """The files, by kind and id, that have curly quotation marks somewhere."""
        return self._written[1]

    @functools.cached_property
    def _written(self) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        """What is marked and what is quoted: each file is written out once."""
        marked, quoted = [], []
        for key, document in sorted(self.documents.items()):
            written = repr(document.data)
            if self._is_marked(written):
                marked.append(key)
            if not written.isascii() and any(sign in written for sign in _QUOTES):
                quoted.append(key)
        return tuple(marked), tuple(quoted)

    def _is_marked(self, written: str) -> bool:
        for sign in _SIGNS:
            if sign in written:
                return True
        is_to_write = "(" in written and any(sign in written for sign in _TO_WRITE)
        has_lines = is_to_write or ("\\n" in written and _LINES.search(written) is not None)
        return has_lines or may_have_examples(written, self.around.examples)

    def has(self, kind: str, id: str) -> bool:
        """Whether there is a file with this id."""
        return (kind, id) in self.seen

    def ids(self, kind: str) -> list[str]:
        """All ids of a kind, in order."""
        return sorted(id for seen_kind, id in self.seen if seen_kind == kind)

    def goals(self) -> Iterator[Goal]:
        """All goals, in order of their ids."""
        yield from (self.content.goals[id] for id in sorted(self.content.goals))

    @functools.cached_property
    def measures(self) -> tuple[Measure, ...]:
        """All measures, in order of their goals; what is only promised is none."""
        return tuple(self._find_measures())

    def _find_measures(self) -> Iterator[Measure]:
        for goal in self.goals():
            plan, record = self.plan_of(goal), self.content.outcomes.get(goal.id)
            for index, indicator in enumerate(goal.indicators):
                if indicator.promised is None:
                    told = record.outcomes.get(indicator.id, []) if record else []
                    compared = record.comparisons.get(indicator.id, {}) if record else {}
                    method = indicator.method or (plan.method if plan else None) or self.around.method
                    yield Measure(goal, index, indicator, told, compared, method)

    def plan_of(self, goal: Goal) -> Plan | None:
        """The goal's plan, where it could be read."""
        return self.content.plans.get(goal.plan) or self.plans.get(goal.plan)

    def says_done(self, goal: str, indicator: str) -> bool:
        """Whether the outcomes of an indicator say done or not done."""
        record = self.content.outcomes.get(goal)
        return any(outcome.done is not None for outcome in record.outcomes.get(indicator, [])) if record else False

    def period_of(self, goal: Goal) -> Period | None:
        """The goal's period, else its plan’s."""
        plan = self.plan_of(goal)
        return goal.period or (plan.period if plan else None)

    def target_day(self, goal: Goal, target: Target) -> datetime.date | None:
        """The day by which a target should be reached: its own, else the end of the goal's period."""
        period = target.period or self.period_of(goal)
        return target.by or (period.end if period else None)

    def aimed_at(self, goal: Goal, targets: Sequence[Target], day: datetime.date) -> Target | None:
        """The target that something of a day is held against: the first that is dated on or after it, else the last."""
        dated = [(by, number) for number, target in enumerate(targets) if (by := self.target_day(goal, target))]
        if not dated:
            return targets[-1] if targets else None
        later = [entry for entry in dated if entry[0] >= day]
        return targets[(min(later) if later else max(dated))[1]]
