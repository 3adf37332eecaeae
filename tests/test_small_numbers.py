"""Figures about one to four persons: neither on a page nor in the data, whatever the file says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ledstjarna.derive.facts import derive_indicator_facts
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.rows import outcome_rows
from ledstjarna.words.voice import Voice
from tests.rows import each_row
from tests.test_status import published
from tests.worlds import make_world

PERSONS = {"unit": {"sv": "personer", "en": "persons"}, "direction": "down"}


def world(outcome: dict[str, Any], indicator: dict[str, Any] = PERSONS) -> dict[str, Any]:
    return {"indicators": [indicator], "outcomes": {"m1": [{"period": 2024, **outcome}]}}


@each_row("value", [1, 4])
def test_one_to_four_persons_are_fewer_than_5(value: int, tmp_path: Path) -> None:
    found = published(world({"value": value}), tmp_path)
    assert found["reporting_status"] == "withheld"
    assert found["indicators"][0]["latest"]["value"] is None
    assert found["indicators"][0]["latest"]["withheld"] == "fewer_than_5"


@each_row("value", [0, 5])
def test_none_and_five_persons_are_shown(value: int, tmp_path: Path) -> None:
    assert published(world({"value": value}), tmp_path)["indicators"][0]["latest"]["value"] == value


def test_three_decisions_are_shown(tmp_path: Path) -> None:
    indicator = {"unit": {"sv": "beslut", "en": "decisions"}, "direction": "down"}
    assert published(world({"value": 3}, indicator), tmp_path)["indicators"][0]["latest"]["value"] == 3


@each_row(("respondents", "shown"), [(1, False), (4, False), (5, True), (29, True)])
def test_a_share_of_fewer_than_five_answers_is_withheld(respondents: int, shown: bool, tmp_path: Path) -> None:  # noqa: FBT001
    indicator = {"unit": "percent", "direction": "up"}
    latest = published(world({"value": 75, "respondents": respondents}, indicator), tmp_path)["indicators"][0]["latest"]
    assert (latest["value"], latest["withheld"]) == ((75, None) if shown else (None, "small_numbers"))


def test_nothing_of_a_hidden_figure_is_left_in_the_data(tmp_path: Path) -> None:
    outcome = {"value": 3, "interval": [2, 4], "by_sex": {"women": 1, "men": 2}, "corrections": [{"date": "2025-05-05", "was": 4}]}
    data = make_world(world(outcome), tmp_path).files("goals")["data/goals/mal.json"]
    told = json.loads(data)["goal"]["records"]["outcomes"]["outcomes"]["m1"][0]
    assert {name for name, value in told.items() if value not in (None, [])} == {"period", "withheld", "kind"}


def test_both_sexes_are_hidden_when_one_of_them_is_few(tmp_path: Path) -> None:
    site = make_world(world({"value": 9, "by_sex": {"women": 2, "men": 7}}), tmp_path)
    goal = site.goals["mal"]
    facts = derive_indicator_facts(goal.standing.indicators[0], goal)
    voice = Voice(site.settings.languages[1], site.settings, theme_folder() / "locale")
    assert outcome_rows(facts, voice)[0].value == "9"
    assert list(outcome_rows(facts, voice)[0].remarks) == []


@each_row(
    "outcome",
    [
        {"withheld": "fewer_than_5", "by_sex": {"women": 2, "men": 1}},
        {"value": 7, "corrections": [{"date": "2025-05-05", "was": 3}]},
    ],
    ids=["by sex beside a withheld figure", "a corrected figure"],
)
def test_no_side_door_shows_a_small_figure(outcome: dict[str, Any], tmp_path: Path) -> None:
    data = make_world(world(outcome), tmp_path).files("goals")["data/goals/mal.json"]
    told = json.loads(data)["goal"]["records"]["outcomes"]["outcomes"]["m1"][0]
    assert not {"by_sex", "corrections"} & set(told)


def test_neither_a_start_nor_a_comparison_shows_a_small_figure(tmp_path: Path) -> None:
    start = {**PERSONS, "baseline": {"period": 2021, "value": 3}}
    case = {**world({"value": 9}, start), "comparisons": {"m1": {"granne": {"values": [{"period": 2024, "value": 2}]}}}}
    record = json.loads(make_world(case, tmp_path).files("goals")["data/goals/mal.json"])["goal"]
    assert record["indicators"][0]["baseline"] is None
    assert "baseline" not in record["records"]["goal"]["indicators"][0]
    assert record["records"]["outcomes"]["comparisons"]["m1"]["granne"].get("values", []) == []


PEOPLE = {
    "sv": "personer, antal personer, äldre personer, ungdomar, unga, barn, barn i kö, familjer, hushåll, sökande, elever, gymnasieelever, "
    "förskolebarn, klienter, brukare, patienter, anställda, nyanställda, personal, medarbetare, förskollärare, kvinnor, män, flickor, pojkar, "
    "boende, kunder, äldre, vuxna, föräldrar, anhöriga, vårdtagare, deltagare, nyanlända, ensamkommande, människor, "
    "elevers, Ungdomar, personer per år, personer/månad",
    "en": "people, persons, children, schoolchildren, young people, youths, pupils, students, users, clients, patients, outpatients, "
    "employees, staff, teachers, women, men, girls, boys, families, households, applicants, jobseekers, parents, relatives, people a day, "
    "patients per month",
}
NOT_PEOPLE = {
    "sv": "personbilar, barnomsorgsplatser, barn- och ungdomsplaner, elevdatorer, patientjournaler, brukarundersökningar, kundtjänster, "
    "sekunder, mandat, månader, manualer, romaner, gungor, boenden, äldreboenden, familjehem, personår, hushållsapparater, beslut, ärenden, "
    "medarbetare per brukare, andel brukare, barn/grupp, platser, personaldagar",
    "en": "mandates, months, manuals, menus, person-days, man-hours, userids, staffrooms, relative points, individual plans, decisions, "
    "homes, users per employee, share of users, children/group, childminding places, parentheses",
}


def says_people(language: str, unit: str, folder: Path) -> bool:
    found = published(world({"value": 3}, {"unit": {language: unit}, "direction": "down"}), folder)
    return bool(found["indicators"][0]["latest"]["withheld"] == "fewer_than_5")


@each_row(("language", "unit"), [(code, unit) for code, units in PEOPLE.items() for unit in units.split(", ")])
def test_many_words_are_for_people(language: str, unit: str, tmp_path: Path) -> None:
    assert says_people(language, unit, tmp_path)


@each_row(("language", "unit"), [(code, unit) for code, units in NOT_PEOPLE.items() for unit in units.split(", ")])
def test_a_word_that_only_begins_like_one_for_people_is_another_and_a_rate_is_no_head_count(
    language: str, unit: str, tmp_path: Path
) -> None:
    assert not says_people(language, unit, tmp_path)


@each_row(
    ("name", "is_people"),
    [
        ("Antal elever i kö", True),
        ("Antalet nya ungdomar", True),
        ("Antal personer per dag", True),
        ("Antal elever per lärare", False),
        ("Antal personbilar", False),
        ("Antal barnomsorgsplatser", False),
    ],
)
def test_a_number_of_is_of_people_when_the_word_after_it_is(name: str, is_people: bool, tmp_path: Path) -> None:  # noqa: FBT001
    indicator = {"name": {"sv": name}, "unit": "count", "direction": "down"}
    withheld = published(world({"value": 3}, indicator), tmp_path)["indicators"][0]["latest"]["withheld"]
    assert withheld == ("fewer_than_5" if is_people else None)


def test_a_number_of_people_is_people(tmp_path: Path) -> None:
    indicator = {"name": {"sv": "Antal personer som väntar"}, "unit": "count", "direction": "down"}
    assert published(world({"value": 3}, indicator), tmp_path)["indicators"][0]["latest"]["withheld"] == "fewer_than_5"
