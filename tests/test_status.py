"""The table of status cases: content in, the published status out."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.derive.site import derive_site
from generator.load.content_tree import load_content
from generator.model.settings import Settings
from generator.publish.data import data_files
from generator.validate.content import make_content

CASES: list[dict[str, Any]] = yaml.load((Path(__file__).parent / "cases" / "status.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
TODAY = "2026-11-22"


def published(case: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The goal as /data/goals.json tells it, from content files on disk."""
    agency = folder / "agencies" / "provby"
    goal = {"plan": "plan", "title": {"sv": "Mål", "en": "Goal"}, **case.get("goal", {})}
    indicators = []
    for index, indicator in enumerate(case.get("indicators", []), start=1):
        plain = {"id": f"m{index}", "name": {"sv": "Mått", "en": "Measure"}, "unit": "count", "direction": "up"}
        promised = {"id": f"m{index}"} if "promised" in indicator else plain
        indicators.append({**promised, **indicator})
    goal["indicators"] = indicators
    files: dict[str, Any] = {
        "agency.yml": {"name": {"sv": "Provby", "en": "Testham"}, "kind": "municipality", **case.get("agency", {})},
        "plans/plan.yml": {"title": {"sv": "Plan", "en": "Plan"}, **case.get("plan", {})},
        "goals/mal.yml": goal,
    }
    outcomes = {key: case[key] for key in ("outcomes", "comparisons", "series_ended") if case.get(key)}
    if outcomes:
        files["outcomes/mal.yml"] = outcomes
    for name, data in files.items():
        path = agency / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_plain(data) + "\n", encoding="utf-8")
    content = make_content(load_content(folder, shown_from=folder), languages=("sv", "en"))
    site = derive_site(content, Settings(), as_of=datetime.date.fromisoformat(case.get("as_of", TODAY)))
    goals = json.loads(dict(data_files(site))["goals.json"])["goals"]
    assert len(goals) == 1
    return dict(goals[0])


def write_plain(data: Any) -> str:
    """Data as YAML in one line, scalars without quotes, as an editor writes them."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {write_plain(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(write_plain(value) for value in data) + "]"
    return str(data)


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


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_goal_stands_as_the_table_says(case: dict[str, Any], tmp_path: Path) -> None:
    found = published(case, tmp_path)
    assert_tells(found, case["expect"], "goal")
    for index, expected in enumerate(case.get("expect_indicators", [])):
        assert_tells(found["indicators"][index], expected, f"indicators[{index}]")


def test_the_table_is_long_enough_and_every_case_has_a_name_of_its_own() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) >= 100
    assert len(set(names)) == len(names)
