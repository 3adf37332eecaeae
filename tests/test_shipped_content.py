"""The shipped content shows every kind of goal that there is, and never lets the invented pass for the real."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.build import check_site
from generator.derive.standing import PROGRESS_STATUSES, REPORTING_STATUSES
from generator.model.goal import FATES, TARGET_KINDS
from generator.model.values import RHYTHMS
from generator.settings import read_project
from tests.reading import read_pages

ROOT = Path(__file__).parent.parent
INVENTED = "exk-"


@pytest.fixture(scope="module")
def goals(shipped_site: Path) -> list[dict[str, Any]]:
    data = json.loads((shipped_site / "data" / "goals.json").read_text(encoding="utf-8"))
    assert data["as_of"] == "2026-11-22"
    return list(data["goals"])


def indicators(goals: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for goal in goals:
        yield from goal["indicators"]


def records(site: Path, goals: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for goal in goals:
        yield json.loads((site / "data" / "goals" / f"{goal['id']}.json").read_text(encoding="utf-8"))["goal"]["records"]


def test_every_kind_of_target_is_shown(shipped_site: Path, goals: list[dict[str, Any]]) -> None:
    targets = [target for record in records(shipped_site, goals) for entry in record["goal"]["indicators"] for target in entry["targets"]]
    assert {target["kind"] for target in targets} == set(TARGET_KINDS)
    assert any(target["pace"] for target in targets)
    assert any(target["via"] for target in targets)


def test_every_status_is_shown(goals: list[dict[str, Any]]) -> None:
    assert {entry["progress_status"] for entry in indicators(goals)} == {*PROGRESS_STATUSES, None}
    assert {goal["reporting_status"] for goal in goals} | {entry["reporting_status"] for entry in indicators(goals)} == set(
        REPORTING_STATUSES
    )


def test_every_course_is_shown(goals: list[dict[str, Any]]) -> None:
    assert {entry["course"] for entry in indicators(goals)} == {"path", "level", "pace", "compare", "improve", "done_by", None}


def test_every_fate_is_shown(goals: list[dict[str, Any]]) -> None:
    assert {goal["fate"] for goal in goals} == {*FATES, None}


def test_something_is_late_and_something_awaits_its_final_figure(goals: list[dict[str, Any]]) -> None:
    late = [entry["id"] for entry in indicators(goals) if entry["overdue"]]
    assert 1 <= len(late) <= 5
    assert any(entry["awaiting_final"] for entry in indicators(goals))


def test_every_rhythm_is_shown(shipped_site: Path, goals: list[dict[str, Any]]) -> None:
    found = [rhythm for record in records(shipped_site, goals) for entry in record["goal"]["indicators"] for rhythm in entry["measured"]]
    assert {rhythm for rhythm in found if isinstance(rhythm, str)} == set(RHYTHMS)
    assert any(isinstance(rhythm, dict) for rhythm in found)


def test_the_example_of_the_specification_stands_as_printed_there(goals: list[dict[str, Any]]) -> None:
    goal = next(goal for goal in goals if goal["id"] == "exk-nojda-brukare")
    (entry,) = goal["indicators"]
    assert (goal["progress_status"], goal["reporting_status"], goal["invented"]) == ("on_track", "withheld", True)
    assert (entry["progress"], entry["expected"], entry["percent"]) == (0.2857142857, 0.2857142857, 29)
    assert (entry["expected_today"], entry["overdue"], entry["next_due"]) == (0.9542074364, False, "2027-04-15")


def test_the_invented_is_invented_in_the_data(goals: list[dict[str, Any]]) -> None:
    assert {goal["id"] for goal in goals if goal["invented"]} == {goal["id"] for goal in goals if goal["id"].startswith(INVENTED)}


def test_the_invented_is_marked_on_each_of_its_pages_and_the_real_on_none(shipped_site: Path) -> None:
    own = [page for page in read_pages(shipped_site).values() if page.kind in ("agency", "plan", "goal", "finding")]
    marked = {page.address for page in own if any(words in page.main.text for words in ("Påhittat exempel:", "Invented example:"))}
    assert marked == {page.address for page in own if page.address.rstrip("/").rpartition("/")[2].startswith(INVENTED)}
    assert len(marked) > 50


def test_no_remark_on_the_shipped_content_is_unexpected() -> None:
    """What the real documents do not tell stays untold; the invented municipality is as well written as we can."""
    _, _, remarks = check_site(read_project(ROOT / "site_config.yml"))
    told = {(problem.place.file.split("/")[2], problem.code) for problem in remarks.warnings()}
    assert {code for agency, code in told if agency.startswith(INVENTED)} == {"finding_without_response", "goal_partly_measured"}
    real = {"goal_without_owner", "goal_without_period", "goal_partly_measured", "finding_without_response"}
    assert {code for agency, code in told if not agency.startswith(INVENTED)} == real
