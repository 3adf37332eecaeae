"""The register and a site's wishes come in; every remark on the content goes out, errors as placed problems."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ledstjarna.problems import Problem, Severity
from ledstjarna.validate.checks import dates, figures, goals, lengths, markup, site, slips, texts, wording
from ledstjarna.validate.checks.remark import Check, Remark, place_remark
from ledstjarna.validate.register import Register

CHECKS: tuple[Check, ...] = (
    *goals.CHECKS,
    *wording.CHECKS,
    *texts.CHECKS,
    *markup.CHECKS,
    *figures.CHECKS,
    *lengths.CHECKS,
    *dates.CHECKS,
    *slips.CHECKS,
    *site.CHECKS,
)
CHECK_CODES = tuple(check.__name__ for check in CHECKS)
# What holds several goals against each other; of the others, those that look at one goal, its outcomes and its plan.
BETWEEN_GOALS: tuple[Check, ...] = (goals.title_twice, site.theme_without_name)
OF_ONE: tuple[Check, ...] = tuple(check for check in CHECKS if check not in (goals.title_twice, *site.CHECKS))
MOST_OF_A_CHECK = 1_000


class Remarks:
    """What the checks found, by code. Places are found when they are asked for, since that reads the files again.

    ``others`` are problems outside the records, by the check that they belong to.
    """

    def __init__(
        self,
        register: Register,
        severities: Mapping[str, str],
        others: Mapping[str, Sequence[Problem]] | None = None,
        checks: Sequence[Check] = CHECKS,
    ) -> None:
        self._register, self._severities = register, severities
        self._found: dict[str, list[Remark | Problem]] = {}
        for check in checks:
            code = check.__name__
            if severities.get(code, "warning") != "off":
                outside = (others or {}).get(code, ())
                found: list[Remark | Problem] = [*itertools.islice(check(register), MOST_OF_A_CHECK), *outside]
                if found:
                    self._found[code] = found

    def counts(self) -> dict[str, int]:
        """How many of what."""
        return {code: len(found) for code, found in self._found.items()}

    def counts_by_id(self) -> dict[str, Counter[str]]:
        """How many of what, by the id of the record that each is on."""
        found: dict[str, Counter[str]] = {}
        for code, remarks in self._found.items():
            for one in remarks:
                if isinstance(one, Remark):
                    found.setdefault(one.id, Counter())[code] += 1
        return found

    def errors(self) -> list[Problem]:
        """Those that the site wants to stop a build."""
        return [problem for code in self._found if self._severities.get(code) == "error" for problem in self._place(code)]

    def warnings(self) -> list[Problem]:
        """All others."""
        return [problem for code in self._found if self._severities.get(code) != "error" for problem in self._place(code)]

    def _place(self, code: str) -> list[Problem]:
        severity: Severity = "error" if self._severities.get(code) == "error" else "warning"
        return [
            replace(found, severity=severity) if isinstance(found, Problem) else place_remark(self._register, found, code, severity)
            for found in self._found[code]
        ]
