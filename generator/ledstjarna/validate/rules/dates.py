"""What comes later must be later: the register comes in, placed problems go out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ledstjarna.problems import Problem
from ledstjarna.validate.register import Register


def activities_end_after_they_begin(register: Register) -> Iterator[Problem]:
    """An activity ends after it begins."""
    for goal in register.goals():
        for index, activity in enumerate(goal.activities):
            if activity.from_ and activity.to and activity.from_.start > activity.to.end:
                yield register.problem(
                    "goal", goal.id, ("activities", index, "to"), "dates_backwards", found=activity.to, earlier=activity.from_
                )


def corrections_follow_publication(register: Register) -> Iterator[Problem]:
    """A figure is corrected after it was published."""
    for goal, record in sorted(register.content.outcomes.items()):
        for indicator, outcomes in record.outcomes.items():
            for index, outcome in enumerate(outcomes):
                for number, correction in enumerate(outcome.corrections):
                    if outcome.published and correction.date and correction.date < outcome.published:
                        path = ("outcomes", indicator, index, "corrections", number, "date")
                        yield register.problem("outcomes", goal, path, "dates_backwards", found=correction.date, earlier=outcome.published)


def answers_follow_findings(register: Register) -> Iterator[Problem]:
    """An answer comes after its finding, and so do what it promises and any follow-up."""
    for id, finding in sorted(register.content.findings.items()):
        for index, response in enumerate(finding.responses):
            path = ("responses", index)
            if finding.date and response.date and response.date < finding.date:
                yield register.problem("finding", id, (*path, "date"), "dates_backwards", found=response.date, earlier=finding.date)
            if response.date and response.promised_by and response.promised_by < response.date:
                yield register.problem(
                    "finding", id, (*path, "promised_by"), "dates_backwards", found=response.promised_by, earlier=response.date
                )
        for index, follow_up in enumerate(finding.follow_ups):
            if finding.date and follow_up.date < finding.date:
                yield register.problem(
                    "finding", id, ("follow_ups", index, "date"), "dates_backwards", found=follow_up.date, earlier=finding.date
                )


RULES: tuple[Callable[[Register], Iterator[Problem]], ...] = (
    activities_end_after_they_begin,
    corrections_follow_publication,
    answers_follow_findings,
)
