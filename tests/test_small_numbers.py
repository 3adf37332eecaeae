"""Figures about one to four persons: neither on a page nor in the data, whatever the file says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.publish.data import data_files
from generator.render.environment import theme_folder
from generator.render.rows import outcome_rows
from generator.render.voice import Voice
from tests.test_status import published
from tests.worlds import make_world

PERSONS = {"unit": {"sv": "personer", "en": "persons"}, "direction": "down"}


def world(outcome: dict[str, Any], indicator: dict[str, Any] = PERSONS) -> dict[str, Any]:
    return {"indicators": [indicator], "outcomes": {"m1": [{"period": 2024, **outcome}]}}


@pytest.mark.parametrize("value", [1, 4])
def test_one_to_four_persons_are_fewer_than_5(value: int, tmp_path: Path) -> None:
    found = published(world({"value": value}), tmp_path)
    assert found["reporting_status"] == "withheld"
    assert found["indicators"][0]["latest"]["value"] is None
    assert found["indicators"][0]["latest"]["withheld"] == "fewer_than_5"


@pytest.mark.parametrize("value", [0, 5])
def test_none_and_five_persons_are_shown(value: int, tmp_path: Path) -> None:
    assert published(world({"value": value}), tmp_path)["indicators"][0]["latest"]["value"] == value


def test_three_decisions_are_shown(tmp_path: Path) -> None:
    indicator = {"unit": {"sv": "beslut", "en": "decisions"}, "direction": "down"}
    assert published(world({"value": 3}, indicator), tmp_path)["indicators"][0]["latest"]["value"] == 3


@pytest.mark.parametrize(("respondents", "shown"), [(1, False), (4, False), (5, True), (29, True)])
def test_a_share_of_fewer_than_five_answers_is_withheld(respondents: int, shown: bool, tmp_path: Path) -> None:  # noqa: FBT001
    indicator = {"unit": "percent", "direction": "up"}
    latest = published(world({"value": 75, "respondents": respondents}, indicator), tmp_path)["indicators"][0]["latest"]
    assert (latest["value"], latest["withheld"]) == ((75, None) if shown else (None, "small_numbers"))


def test_nothing_of_a_hidden_figure_is_left_in_the_data(tmp_path: Path) -> None:
    outcome = {"value": 3, "interval": [2, 4], "by_sex": {"women": 1, "men": 2}, "corrections": [{"date": "2025-05-05", "was": 4}]}
    data = dict(data_files(make_world(world(outcome), tmp_path)))["goals/mal.json"]
    told = json.loads(data)["goal"]["records"]["outcomes"]["outcomes"]["m1"][0]
    assert {name for name, value in told.items() if value not in (None, [])} == {"period", "withheld", "kind"}


def test_both_sexes_are_hidden_when_one_of_them_is_few(tmp_path: Path) -> None:
    site = make_world(world({"value": 9, "by_sex": {"women": 2, "men": 7}}), tmp_path)
    (standing,) = site.goals["mal"].standing.indicators
    voice = Voice(site.settings.languages[1], site.settings, theme_folder() / "locale")
    assert outcome_rows(standing, voice)[0]["value"] == "9"
    assert outcome_rows(standing, voice)[0]["remarks"] == []
