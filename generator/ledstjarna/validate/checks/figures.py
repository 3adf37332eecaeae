"""The register comes in; remarks on figures without a source, and on figures that could point a person out, go out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledstjarna.model.goal import Indicator
from ledstjarna.model.outcome import Comparison, Outcome
from ledstjarna.model.people import FEW, counts_people, people_test
from ledstjarna.model.texts import Path
from ledstjarna.validate.checks.remark import Remark, remark
from ledstjarna.validate.register import Register


def figures_without_source(register: Register) -> Iterator[Remark]:
    """Every figure has a source.

    Write ``source`` once for the measure in the goal’s file, or for a single outcome beside its figure.
    """
    for goal, indicator, outcomes in _series(register):
        without = [index for index, outcome in enumerate(outcomes) if outcome.source is None]
        if indicator.source is None and without:
            yield remark("outcomes", goal, "outcomes", indicator.id, without[0], count=len(without))


def comparison_without_source(register: Register) -> Iterator[Remark]:
    """A comparison has a source.

    It has figures, but nothing says where they come from. Write ``source`` beside its name.
    """
    for goal, path, comparison in _comparisons(register):
        if comparison.values and comparison.source is None:
            yield remark("outcomes", goal, *path, count=len(comparison.values))


def comparison_without_name(register: Register) -> Iterator[Remark]:
    """A comparison has a name.

    Sentences and charts name what is compared with, and have only its id. Write ``name`` in each language, such as the whole country.
    """
    for goal, path, comparison in _comparisons(register):
        if comparison.name is None:
            yield remark("outcomes", goal, *path, found=path[-1])


def _comparisons(register: Register) -> Iterator[tuple[str, Path, Comparison]]:
    for id, record in sorted(register.content.outcomes.items()):
        for indicator, named in record.comparisons.items():
            for name, comparison in named.items():
                yield id, ("comparisons", indicator, name), comparison


def few_persons_shown(register: Register) -> Iterator[Remark]:
    """A figure about one to four people is not shown.

    Readers could work out who they are. Write ``withheld: fewer_than_5`` instead of the value; where a result rests on fewer than five
    answers, write ``withheld: small_numbers``. The site shows “fewer than 5” in place of such a figure all the same, but
    the file can be read by anyone.
    """
    for goal, indicator, outcomes in _series(register):
        is_people = people_test(indicator)
        for index, outcome in enumerate(outcomes):
            at = ("outcomes", indicator.id, index)
            if outcome.value is not None and outcome.respondents in FEW:
                yield remark("outcomes", goal, *at, "respondents", found=outcome.respondents)
            if not is_people(outcome):
                continue
            if outcome.value in FEW:
                yield remark("outcomes", goal, *at, "value", found=outcome.value)
            for part in ("women", "men"):
                value = getattr(outcome.by_sex, part, None)
                if value in FEW:
                    yield remark("outcomes", goal, *at, "by_sex", part, found=value)


def total_gives_part_away(register: Register) -> Iterator[Remark]:
    """A total does not give a withheld part away.

    One part is withheld, but it is the total less the other parts, which are all shown. Withhold one more part, or the total.
    """
    for goal, indicator, outcomes in _series(register):
        is_counted = counts_people(indicator)
        if indicator.unit != "count" and not is_counted:
            continue
        hidden = [outcome for outcome in outcomes if outcome.withheld or (is_counted and outcome.value in FEW)]
        for index, outcome in enumerate(outcomes):
            at = ("outcomes", indicator.id, index)
            sexes = outcome.by_sex
            if outcome.value is not None and sexes and (sexes.women is None) != (sexes.men is None):
                yield remark("outcomes", goal, *at, "by_sex", part="women" if sexes.women is None else "men", total=outcome.value)
            if outcome.value is not None and (part := _only_hidden_part(outcome, outcomes, hidden)):
                yield remark("outcomes", goal, *at, "value", part=part.period, total=outcome.value)


def _only_hidden_part(total: Outcome, outcomes: Sequence[Outcome], hidden: Sequence[Outcome]) -> Outcome | None:
    """The one hidden outcome of those that together make up the total's period; None where there is none, or several."""
    inside = [
        part
        for part in outcomes
        if part.kind == total.kind and total.period.start <= part.period.start and part.period.end <= total.period.end and part is not total
    ]
    for kind in sorted({part.period.kind for part in inside}):
        parts = [part for part in inside if part.period.kind == kind]
        lacking = [part for part in parts if part in hidden]
        if len(lacking) == 1 and len(parts) > 1 and sum(part.period.days for part in parts) == total.period.days:
            return lacking[0]
    return None


def _series(register: Register) -> Iterator[tuple[str, Indicator, list[Outcome]]]:
    for id, record in sorted(register.content.outcomes.items()):
        goal = register.content.goals.get(id)
        for indicator in goal.indicators if goal else ():
            if indicator.id in record.outcomes:
                yield id, indicator, record.outcomes[indicator.id]


CHECKS = (figures_without_source, comparison_without_source, comparison_without_name, few_persons_shown, total_gives_part_away)
