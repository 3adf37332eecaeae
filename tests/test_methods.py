"""The table of growth-rate methods: content in, the published verdict, ratio and score out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.rows import each_row
from tests.test_status import assert_tells, published
from tests.worlds import read_cases

CASES = read_cases("methods")


@each_row("case", CASES, ids=[case["name"] for case in CASES])
def test_a_method_says_what_the_table_says(case: dict[str, Any], tmp_path: Path) -> None:
    found = published(case, tmp_path)
    assert_tells(found, case.get("expect", {}), "goal")
    for index, expected in enumerate(case.get("expect_indicators", [])):
        assert_tells(found["indicators"][index], expected, f"indicators[{index}]")
    for name, (value, decimals) in case.get("rounded", {}).items():
        assert round(found["indicators"][0][name], int(decimals)) == pytest.approx(float(value), abs=1e-12), name


def test_every_case_asks_for_something_and_has_a_name_of_its_own() -> None:
    assert [case["name"] for case in CASES if not (case.get("expect") or case.get("expect_indicators"))] == []
    assert len({case["name"] for case in CASES}) == len(CASES)
