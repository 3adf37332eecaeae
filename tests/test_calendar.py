"""The table of calendar cases: content in, what is late and what is due next out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.test_status import assert_tells, published
from tests.worlds import read_cases

CASES = read_cases("calendar")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_owed_is_as_the_table_says(case: dict[str, Any], tmp_path: Path) -> None:
    found = published(case, tmp_path)
    assert len(found["indicators"]) == len(case["expect_indicators"])
    for index, expected in enumerate(case["expect_indicators"]):
        assert_tells(found["indicators"][index], expected, f"indicators[{index}]")


def test_the_table_is_long_enough_and_every_case_has_a_name_and_a_rule() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) >= 60
    assert len(set(names)) == len(names)
    assert [case["name"] for case in CASES if not case.get("rule")] == []
