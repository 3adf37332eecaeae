"""The table of status cases: content in, the published status out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.rows import each_row
from tests.worlds import make_world, read_cases

CASES = read_cases("status")


def published(case: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The goal as /data/goals.json tells it, from content files on disk."""
    goals = json.loads(make_world(case, folder).files("data")["data/goals.json"])["goals"]
    assert len(goals) == 1
    return dict(goals[0])


def assert_tells(found: Any, expected: Any, at: str) -> None:
    """``expected`` is a part of ``found``; numbers to nine decimals."""
    if isinstance(expected, dict):
        assert isinstance(found, dict), at
        for key, value in expected.items():
            assert key in found, f"{at}.{key}"
            assert_tells(found[key], value, f"{at}.{key}")
    elif isinstance(expected, list):
        assert isinstance(found, list), at
        assert len(found) == len(expected), at
        for index, value in enumerate(expected):
            assert_tells(found[index], value, f"{at}[{index}]")
    elif expected in ("null", "~", ""):
        assert found is None, at
    elif expected in ("true", "false"):
        assert found is (expected == "true"), at
    elif isinstance(found, (int, float)) and not isinstance(found, bool):
        assert found == pytest.approx(float(expected), abs=5e-10), at
    else:
        assert found == expected, at


@each_row("case", CASES, ids=[case["name"] for case in CASES])
def test_a_goal_stands_as_the_table_says(case: dict[str, Any], tmp_path: Path) -> None:
    found = published(case, tmp_path)
    assert_tells(found, case["expect"], "goal")
    for index, expected in enumerate(case.get("expect_indicators", [])):
        assert_tells(found["indicators"][index], expected, f"indicators[{index}]")


def test_the_table_is_long_enough_and_every_case_has_a_name_of_its_own() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) >= 100
    assert len(set(names)) == len(names)
