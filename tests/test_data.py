"""Open data: described by their schema, complete, and the same figures as the pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ledstjarna.data.records import SCHEMA_FILE
from tests.worlds import make_world

SCHEMA: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def data_of(site: Path) -> list[Path]:
    files = sorted((site / "data").rglob("*.json"))
    # The descriptions of tables, the citations and the feeds have tests of their own.
    return [
        file
        for file in files
        if not file.name.endswith(("schema.json", ".csv-metadata.json"))
        and "cite" not in file.parts
        and "feeds" not in file.parts
        and "oembed" not in file.parts
    ]


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_file_of_the_shipped_site_is_as_the_schema_says(shipped_site: Path) -> None:
    files = data_of(shipped_site)
    assert len(files) == 3 + 58 + 27
    for file in files:
        VALIDATOR.validate(json.loads(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("change", ["status", "missing", "unknown", "word"])
def test_the_schema_refuses_what_it_does_not_describe(shipped_site: Path, change: str) -> None:
    data = json.loads((shipped_site / "data" / "goals.json").read_text(encoding="utf-8"))
    indicator = next(goal for goal in data["goals"] if goal["indicators"])["indicators"][0]
    if change == "status":
        indicator["progress_status"] = "fine"
    elif change == "missing":
        del indicator["percent"]
    elif change == "unknown":
        data["goals"][0]["colour"] = "red"
    else:
        indicator["closed"] = None
    assert not VALIDATOR.is_valid(data)


def test_a_goals_own_file_says_the_same_as_the_file_of_all(shipped_site: Path) -> None:
    everything = json.loads((shipped_site / "data" / "goals.json").read_text(encoding="utf-8"))
    for goal in everything["goals"]:
        own = json.loads((shipped_site / "data" / "goals" / f"{goal['id']}.json").read_text(encoding="utf-8"))
        records = own["goal"].pop("records")
        for indicator in goal["indicators"]:
            del indicator["expected_today"]
        assert own == {"settings": everything["settings"], "goal": goal}
        assert records["goal"]["title"]["sv"]


def test_the_day_stands_in_the_file_of_all_goals_alone(shipped_site: Path) -> None:
    everything = json.loads((shipped_site / "data" / "goals.json").read_text(encoding="utf-8"))
    assert everything["as_of"] == "2026-11-22"
    assert any(indicator["expected_today"] for goal in everything["goals"] for indicator in goal["indicators"])
    for file in [file for file in data_of(shipped_site) if file.name != "goals.json"]:
        assert not re.search(r'"(as_of|expected_today)"|2026-11-22', file.read_text(encoding="utf-8")), file.name


def test_a_goals_own_file_names_its_body_and_plan_and_theirs_has_the_rest(shipped_site: Path) -> None:
    data = shipped_site / "data"
    records = json.loads((data / "goals" / "exk-nojda-brukare.json").read_text(encoding="utf-8"))["goal"]["records"]
    assert set(records["agency"]) == {"id", "name", "pages"}
    assert set(records["plan"]) == {"id", "title", "pages"}
    assert (shipped_site / records["plan"]["pages"]["en"] / "index.html").is_file()
    bodies = json.loads((data / "agencies.json").read_text(encoding="utf-8"))["agencies"]
    body = next(body for body in bodies if body["agency"]["id"] == records["agency"]["id"])
    assert body["agency"]["name"] == records["agency"]["name"]
    assert body["pages"] == records["agency"]["pages"]
    plan = next(plan for plan in body["plans"] if plan["id"] == records["plan"]["id"])
    assert plan["title"] == records["plan"]["title"]
    assert records["perspective"] in plan["perspectives"]
    assert "exk-nojda-brukare" in body["goals"]


def test_what_nobody_has_written_is_left_out_of_the_records_and_an_empty_list_that_says_something_is_not(tmp_path: Path) -> None:
    def record(name: str, **fields: object) -> dict[str, Any]:
        found = json.loads(make_world({"goal": fields}, tmp_path / name).files("goals")["data/goals/mal.json"])
        return dict(found["goal"]["records"]["goal"])

    assert not {"official_languages", "owner", "events", "tags"} & set(record("nothing"))
    assert record("ours", official_languages=[])["official_languages"] == []
    assert record("nothing-else")["judged_by"] == "all", "what holds where nothing is written is told"


def test_a_goals_own_file_has_every_outcome(shipped_site: Path) -> None:
    own = json.loads((shipped_site / "data" / "goals" / "hbg-inflytande.json").read_text(encoding="utf-8"))
    series = own["goal"]["records"]["outcomes"]["outcomes"]
    assert [[row["value"] for row in rows] for rows in series.values()] == [[88, 88, 86], [71, 68, 65]]


def test_what_is_not_known_is_null_never_zero(shipped_site: Path) -> None:
    data = json.loads((shipped_site / "data" / "goals.json").read_text(encoding="utf-8"))
    goal = next(goal for goal in data["goals"] if goal["id"] == "okn-kompetens")
    indicator = goal["indicators"][0]
    assert [indicator[key] for key in ("latest", "judged_on", "progress", "percent", "expected", "progress_status")] == [None] * 6
