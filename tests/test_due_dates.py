"""What is due when: the table of cases, the sentence that leads the calendar, and calendar files as a calendar reads them."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest

from ledstjarna.derive.due_dates import DueDate, DueDates, finding_due_dates, goal_due_dates
from ledstjarna.derive.due_days import DueDay, DueDays, join_due_days, last_day
from ledstjarna.pages.all_kinds import make_renderers
from ledstjarna.pages.kinds.calendar import calendar_pages
from ledstjarna.pages.renderer import Around
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.calendar import asked_sentence, due_dates_lead, never_late_sentence
from tests.reading import read_pages
from tests.worlds import World, make_world, read_cases

CASES = read_cases("due_dates")
LATE: dict[str, Any] = {
    "agency": {"reports_here": {"from": "2025-01-01"}},
    "plan": {"period": "2024/2030"},
    "indicators": [{"measured": "[year]", "targets": "[{kind: at_least, value: 5, by: 2030-12-31}]"}],
}


def due_of(world: World) -> DueDays:
    """What falls due of the body, as its page counts it."""
    return world.agencies["provby"].brief.due


def dates_of(world: World) -> list[DueDates]:
    """What falls due of each goal and each finding."""
    known = [goal_due_dates(goal, world.as_of) for goal in world.goals.values()]
    return known + [finding_due_dates(finding, world.as_of) for finding in world.findings.values()]


def days_of(world: World) -> list[DueDay]:
    """All of it, the earliest first."""
    return sorted(entry.short for one in dates_of(world) for entry in one.entries)


def told(world: World, part: str) -> list[str]:
    """The entries of a part, with all that is known of each."""
    entries: list[DueDate] = sorted((entry for one in dates_of(world) for entry in getattr(one, part)), key=lambda entry: entry.short)
    if part != "beyond":  # what stands in files alone
        assert [entry.short for entry in entries] == list(getattr(due_of(world), part)), "the page counts every one"
    found = []
    for entry in entries:
        indicator = entry.standing.indicator.id if entry.standing else ""
        found.append(" ".join(part for part in (str(entry.day), entry.kind, indicator, str(entry.period or "")) if part))
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_on_the_days_is_as_the_table_says(case: dict[str, Any], tmp_path: Path) -> None:
    world = make_world(case, tmp_path)
    found = {name: told(world, name) for name in ("late", "passed", "coming", "beyond")}
    assert {name: entries for name, entries in found.items() if entries} == case["expect"]
    days = days_of(world)
    assert len({entry.key for entry in days}) == len(days)


def test_the_last_day_is_the_end_of_the_month_eighteen_months_ahead() -> None:
    assert last_day(datetime.date(2026, 11, 22)) == datetime.date(2028, 5, 31)
    assert last_day(datetime.date(2026, 8, 31)) == datetime.date(2028, 2, 29)
    assert last_day(datetime.date(2026, 6, 1)) == datetime.date(2027, 12, 31)


# --- words -----------------------------------------------------------------------------------------------------------


def lead(case: dict[str, Any], folder: Path) -> str:
    world = make_world(case, folder)
    bodies = list(world.agencies.values())
    return due_dates_lead(join_due_days((body.brief.due for body in bodies), last_day(world.as_of)), bodies, world.voices["en"])


def test_the_lead_begins_with_the_next_day_and_counts_what_is_late(tmp_path: Path) -> None:
    two = {**LATE, "agency": {"reports_here": {"from": "2024-01-01"}}}
    assert lead(two, tmp_path) == "The next outcome is due by 15 April 2027. 2 outcomes are late."
    told = "{m1: [{period: 2024, value: 1}]}"
    assert lead({**two, "outcomes": told}, tmp_path / "one") == "The next outcome is due by 15 April 2027. 1 outcome is late."


def test_it_is_told_why_nothing_is_ever_called_late(tmp_path: Path) -> None:
    def why(case: dict[str, Any], folder: Path) -> str:
        world = make_world(case, folder)
        return never_late_sentence(list(world.agencies.values()), world.voices["en"])

    alone = {**LATE, "agency": {}}
    assert why(alone, tmp_path) == "Testham does not publish its own outcomes here, so none of them is ever called late."
    two = why({**alone, "parent_agency": {}}, tmp_path / "two")
    assert two == "None of the bodies publishes its own outcomes here, so none of their outcomes is ever called late."
    assert "does not publish" in why({**LATE, "agency": {"reports_here": {"from": "2027-01-01"}}}, tmp_path / "later")
    assert why(LATE, tmp_path / "asked") == ""


def test_the_lead_says_how_far_it_looks_where_nothing_is_due(tmp_path: Path) -> None:
    nothing = "No outcome, target or promise with a date up to 31 May 2028 is known here."
    assert lead({**LATE, "indicators": []}, tmp_path) == f"{nothing} No outcome is late."
    assert lead({**LATE, "agency": {}, "indicators": []}, tmp_path / "not asked") == nothing


def test_it_is_told_of_how_many_lateness_is_asked(tmp_path: Path) -> None:
    world = make_world({**LATE, "parent_agency": {}}, tmp_path)
    sentence = asked_sentence(list(world.agencies.values()), world.voices["en"])
    assert sentence == "Only a body that publishes its own outcomes here can be late with them: 1 of 2."
    assert asked_sentence([world.agencies["provby"]], world.voices["en"]) == ""


# --- calendar files --------------------------------------------------------------------------------------------------


def files_of(world: World) -> dict[str, str]:
    return {address: content.decode() for address, content in world.files("calendars").items()}


def events(text: str) -> list[Any]:
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar["VERSION"] == "2.0"
    return list(calendar.walk("VEVENT"))


def assert_is_well_formed(text: str) -> None:
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    for line in text.encode().split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no sign is broken in two


def test_a_calendar_reads_the_same_days_as_the_page(tmp_path: Path) -> None:
    world = make_world({**LATE, "settings": {"site_url": "https://goals.example/x/"}}, tmp_path)
    files = files_of(world)
    assert sorted(files) == [
        "data/agencies/provby.en.ics",
        "data/agencies/provby.sv.ics",
        "data/calendar.en.ics",
        "data/calendar.sv.ics",
    ]
    assert_is_well_formed(files["data/calendar.en.ics"])
    found = events(files["data/calendar.en.ics"])
    assert [event.start for event in found] == [entry.day for entry in days_of(world)]
    first = found[0]
    assert str(first["SUMMARY"]) == "Late outcome: Measure"
    assert str(first["UID"]) == "mal/m1/outcome-2025/en@goals.example"
    assert str(first["DESCRIPTION"]).endswith("\nhttps://goals.example/x/en/goals/mal/#m1")
    assert files["data/calendar.en.ics"].replace("\r\n ", "").count("https://goals.example/x/en/goals/mal/#m1") == len(found), (
        "an address stands once an event"
    )
    assert "The outcome for 2025 was due by that day." in str(first["DESCRIPTION"])
    assert str(events(files["data/calendar.sv.ics"])[0]["DESCRIPTION"]).startswith("Utfallet för 2025 skulle ha kommit senast den dagen.")


def test_what_several_measures_of_a_goal_have_on_a_day_is_one_event(tmp_path: Path) -> None:
    target = "[{kind: at_least, value: %s, by: 2030-12-31}]"
    names = {"m1": "Calls", "m2": "Letters"}
    indicators = [
        {"id": id, "name": {"sv": name, "en": name}, "measured": "[year]", "targets": target % value}
        for (id, name), value in zip(names.items(), (5, 7), strict=True)
    ]
    outcomes = {"m2": [{"period": 2025, "value": 3}]}
    case = {**LATE, "settings": {"site_url": "https://goals.example/"}, "indicators": indicators, "outcomes": outcomes}
    world = make_world(case, tmp_path)
    found = {str(event["UID"]).removesuffix("/en@goals.example"): event for event in events(files_of(world)["data/calendar.en.ics"])}
    assert len({(entry.day, entry.kind) for entry in days_of(world)}) == len(found)

    alone, together, target_date = found["mal/m1/outcome-2025"], found["mal/m1/outcome-2026"], found["mal/m1/target-1"]
    assert str(alone["SUMMARY"]) == "Late outcome: Calls"
    assert str(alone["DESCRIPTION"]).endswith("/en/goals/mal/#m1")
    assert str(together["SUMMARY"]) == "Outcome due: Goal (2 measures)"
    assert str(together["DESCRIPTION"]).split("\n") == [
        "Last day for the outcome for 2026.",
        "– Calls",
        "– Letters",
        "Testham",
        "https://goals.example/en/goals/mal/",
    ]
    assert str(target_date["DESCRIPTION"]).split("\n")[:2] == [
        "Calls: The target is at least 5 by 31 December 2030.",
        "Letters: The target is at least 7 by 31 December 2030.",
    ]


@pytest.mark.parametrize(
    ("goal", "stamp"),
    [
        ({}, "19700101"),
        ({"document": {"decided": "2023-11-20"}}, "20231120"),
        ({"events": [{"date": "2024-05", "kind": "reworded"}]}, "20240531"),
    ],
    ids=["nothing dated", "a day", "a month"],
)
def test_an_event_is_as_new_as_the_newest_fact_of_its_record(goal: dict[str, Any], stamp: str, tmp_path: Path) -> None:
    text = files_of(make_world({**LATE, "goal": goal}, tmp_path))["data/calendar.en.ics"]
    assert {line for line in text.split("\r\n") if line.startswith("DTSTAMP")} == {f"DTSTAMP:{stamp}T000000Z"}


def test_tomorrow_the_file_is_the_same_and_no_id_has_a_day_in_it(tmp_path: Path) -> None:
    activities = [{"name": {"sv": "Insats", "en": "Work"}, "state": "planned", "to": "2027-05-31"}]
    today, tomorrow = (
        files_of(make_world({**LATE, "goal": {"activities": activities}, "as_of": day}, tmp_path / day))
        for day in ("2026-11-22", "2026-11-23")
    )
    assert today == tomorrow
    ids = [str(event["UID"]) for event in events(today["data/agencies/provby.en.ics"])]
    assert {"mal/m1/target-1/en@ledstjarna.invalid", "mal/activity-1/en@ledstjarna.invalid"} < set(ids)
    assert [id for id in ids if re.search(r"\d{4}-?\d\d-?\d\d", id)] == []


def test_a_target_whose_day_is_moved_keeps_its_id(tmp_path: Path) -> None:
    def target(day: str) -> dict[str, Any]:
        world = make_world({**LATE, "indicators": [{"targets": f"[{{kind: at_least, value: 5, by: {day}}}]"}]}, tmp_path / day)
        (found,) = events(files_of(world)["data/calendar.en.ics"])
        return {"UID": str(found["UID"]), "day": str(found.start)}

    before, after = target("2029-12-31"), target("2030-06-30")
    assert (before["UID"], before["day"], after["day"]) == (after["UID"], "2029-12-31", "2030-06-30")


@pytest.mark.parametrize(("as_of", "days"), [("2027-04-15", {"2026-04-15"}), ("2027-04-16", {"2026-04-15"}), ("2027-04-17", set())])
def test_a_day_that_passed_more_than_a_year_ago_is_no_event(as_of: str, days: set[str], tmp_path: Path) -> None:
    world = make_world({**LATE, "as_of": as_of}, tmp_path)
    assert "2026-04-15 outcome m1 2025" in told(world, "late"), "the page and the facts have it"
    found = {str(event.start) for event in events(files_of(world)["data/agencies/provby.en.ics"])}
    assert found & {"2026-04-15"} == days


def test_two_builds_give_the_same_files(tmp_path: Path) -> None:
    one, other = (files_of(make_world(LATE, tmp_path / name)) for name in ("one", "other"))
    assert one == other


def test_an_event_keeps_its_id_when_its_day_has_passed_or_is_moved(tmp_path: Path) -> None:
    def ids(name: str, **changes: Any) -> set[str]:
        world = make_world({**LATE, **changes}, tmp_path / name)
        return {str(event["UID"]) for event in events(files_of(world)["data/calendar.sv.ics"])}

    now = ids("now")
    assert "mal/m1/outcome-2026/sv@ledstjarna.invalid" in now & ids("later", as_of="2027-06-01"), "due in April 2027"
    assert now == ids("moved", agency={**LATE["agency"], "due": {"year": "03-01"}})


def test_a_target_keeps_its_id_when_the_outcome_that_decides_is_awaited(tmp_path: Path) -> None:
    case = {**LATE, "indicators": [{"targets": "[{kind: at_least, value: 5, by: 2026-12-31}]"}]}
    before, after = (days_of(make_world({**case, "as_of": day}, tmp_path / day)) for day in ("2026-12-01", "2027-01-01"))
    assert [entry.kind for entry in (*before, *after)] == ["target", "final"]
    assert before[0].key == after[0].key


@pytest.mark.parametrize(
    "title",
    [
        'One; two, three \\ four: "five"',
        "First line\nBEGIN:VEVENT\r\nSUMMARY:Evil\rEND:VEVENT",
        "🧭🌟" * 60,
        "å" * 400,
        "\\n\\, \\;",
        "x" * 61 + "é" * 3,
        " leading and trailing ",
    ],
)
def test_a_hostile_title_stays_one_title(title: str, tmp_path: Path) -> None:
    world = make_world(LATE, tmp_path)
    goal = world.goals["mal"]
    world.goals["mal"].record = goal.record.model_copy(update={"title": {"en": title, "sv": title}})
    for text in files_of(world).values():
        assert_is_well_formed(text)
        found = events(text)
        assert len(found) == len(days_of(world))
        plain = title.replace("\r\n", "\n").replace("\r", "\n")
        assert all(plain in str(event["DESCRIPTION"]) for event in found)


def test_invented_bodies_are_marked_in_every_event(tmp_path: Path) -> None:
    world = make_world({**LATE, "agency": {**LATE["agency"], "invented": "true"}}, tmp_path)
    found = events(files_of(world)["data/calendar.en.ics"])
    assert found
    assert all(str(event["SUMMARY"]).startswith("Invented example. ") for event in found)


def test_there_is_no_file_without_a_day(tmp_path: Path) -> None:
    assert files_of(make_world({}, tmp_path)) == {}


def test_there_is_no_file_of_all_where_it_would_be_more_than_programs_can_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = make_world(LATE, tmp_path)
    monkeypatch.setattr("ledstjarna.data.calendars.MOST_OF_ALL", len(days_of(world)))
    assert sorted(files_of(world))[2:] == ["data/calendar.en.ics", "data/calendar.sv.ics"]
    whole = files_of(world)["data/agencies/provby.en.ics"]
    monkeypatch.setattr("ledstjarna.data.calendars.MOST_OF_ALL", len(days_of(world)) - 1)
    assert sorted(files_of(world)) == ["data/agencies/provby.en.ics", "data/agencies/provby.sv.ics"]
    assert files_of(world)["data/agencies/provby.en.ics"] == whole, "a body's own has all of its days"


@pytest.mark.parametrize("sizes", [{"data/calendar.en.ics": 2000}, {"data/agencies/provby.en.ics": 2000}, {}])
def test_the_page_of_all_leads_to_its_file_or_says_where_the_days_are(tmp_path: Path, sizes: dict[str, int]) -> None:
    world = make_world(LATE, tmp_path)
    renderer = make_renderers(world.settings, world.voices, theme_folder(), Around({}, sizes))["en"]
    body = next(calendar_pages(renderer, world.site, "")).body.replace("\u00a0", " ")
    assert ('href="../../data/calendar.en.ics">Calendar file to subscribe to (ICS, 2 kB)' in body) == ("data/calendar.en.ics" in sizes)
    assert ("There are too many dates for one calendar file." in body) == ("data/agencies/provby.en.ics" in sizes)


def test_an_event_stands_once_in_a_file_and_the_same_in_both(tmp_path: Path) -> None:
    world = make_world({**LATE, "parent_agency": {}}, tmp_path)
    files = files_of(world)
    found = [str(event["UID"]) for event in events(files["data/calendar.sv.ics"])]
    assert len(found) == len(set(found)) == len(days_of(world))
    assert [line for line in files["data/agencies/provby.sv.ics"].split("\r\n") if "NAME:" not in line] == [
        line for line in files["data/calendar.sv.ics"].split("\r\n") if "NAME:" not in line
    ]


# --- pages -----------------------------------------------------------------------------------------------------------


def test_the_page_calls_nothing_late_of_a_body_that_does_not_report_here(shipped_site: Path) -> None:
    pages = read_pages(shipped_site)
    for id in ("forsakringskassan", "helsingborg", "okand-socialnamnd", "socialstyrelsen"):
        page = pages[f"en/calendar/{id}/"]
        assert "Late outcomes" not in page.main.text
        assert "none of them is ever called late" in page.main.text


def test_every_body_has_its_calendar_and_leads_to_its_file(shipped_site: Path) -> None:
    pages = read_pages(shipped_site)
    for page in (page for page in pages.values() if page.kind == "agency"):
        assert page.address.replace("myndigheter", "kalender").replace("agencies", "calendar") in pages
    hrefs = {link.attributes["href"] for link in pages["sv/kalender/exk-kommun/"].main.all("a")}
    assert "../../../data/agencies/exk-kommun.sv.ics" in hrefs


def test_invented_bodies_come_last_and_are_marked(shipped_site: Path) -> None:
    main = read_pages(shipped_site)["en/calendar/"].main
    assert main.first("p", class_="ls-lead").text == "No outcome, target or promise with a date up to 31 May 2028 is known here."
    assert "None of the real bodies publishes its own outcomes here" in main.text
    headings = [heading.text for heading in main.all("h2", "h3") if re.match(r"\D+$", heading.text)]
    assert headings == ["An invented example Invented", "Coming up", "Late outcomes", "Dates that have passed", "One body at a time"]
