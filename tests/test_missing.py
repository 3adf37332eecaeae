"""Information missing here: the table of cases, the words, and that the pages, the checks and the build count alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ledstjarna.derive.missing import KINDS, count_missing, count_texts
from ledstjarna.pages.all_kinds import make_renderers
from ledstjarna.pages.kinds import missing as pages_of_missing
from ledstjarna.pages.renderer import Around
from ledstjarna.settings import read_project
from ledstjarna.site_check import check_site
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.missing import Group, count_cells, count_heads, kind_heading
from tests.conftest import AS_OF, ROOT
from tests.reading import ReadPage, read_pages
from tests.worlds import World, make_world, read_cases

CASES = read_cases("missing")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_missing_is_as_the_table_says(case: dict[str, Any], tmp_path: Path) -> None:
    found = count_missing(make_world(case, tmp_path).agencies.values())
    assert list(found) == list(KINDS)
    assert {kind: many for kind, many in found.items() if many} == {kind: int(many) for kind, many in case["expect"].items()}


def test_the_table_has_a_case_for_every_kind() -> None:
    assert {kind for case in CASES for kind in case["expect"]} == set(KINDS)


def test_the_page_and_the_author_checks_count_the_same() -> None:
    project = read_project(ROOT / "site_config.yml")
    content, _, remarks = check_site(project)
    found = count_missing(World(content, project.settings, AS_OF).agencies.values())
    remarked = remarks.counts()
    pairs = {"owner": "goal_without_owner", "period": "goal_without_period", "document": "goal_without_document"}
    assert {kind: found[kind] for kind in pairs} == {kind: remarked.get(code, 0) for kind, code in pairs.items()}
    assert found["answer"] == remarked["finding_without_response"]


def test_texts_are_counted_by_language_for_the_whole_site(tmp_path: Path) -> None:
    case = {"agency": {"mandate": "{sv: Uppdrag}"}, "goal": {"summary": "{en: So}", "owner": "{sv: Nämnden}"}}
    assert count_texts(make_world(case, tmp_path).site) == {"en": 2, "sv": 1}


# --- words -----------------------------------------------------------------------------------------------------------


def details(case: dict[str, Any], kind: str, folder: Path) -> list[str]:
    return [lack.details["en"] for lack in make_world(case, folder).agencies["provby"].part.lacks if lack.kind == kind]


def test_every_kind_has_a_heading_and_a_column_of_its_own(tmp_path: Path) -> None:
    voice = make_world({}, tmp_path).voices["en"]
    assert len({kind_heading(kind, voice) for kind in KINDS}) == len(set(count_heads(voice))) == len(KINDS)


def test_only_some_measures_of_a_goal_are_told_by_name(tmp_path: Path) -> None:
    one: dict[str, Any] = {"indicators": [{}]}
    two: dict[str, Any] = {"indicators": [{}, {"name": "{sv: Annat, en: Other}", "targets": "[{kind: zero}]"}]}
    assert details(one, "target", tmp_path / "one") == [""]
    assert details(two, "target", tmp_path / "two") == ["Measure"]
    assert details(two, "outcome", tmp_path / "both") == ["Measure; Other"]


def test_a_late_outcome_is_told_with_its_day(tmp_path: Path) -> None:
    case = {"agency": {"reports_here": {"from": "2025-01-01"}}, "plan": {"period": "2025"}, "indicators": [{"measured": "[year]"}]}
    assert details(case, "late", tmp_path) == ["The result for 2025 was due by 15 April 2026."]


def test_an_outcome_that_is_not_due_yet_is_told_with_its_day(tmp_path: Path) -> None:
    case = {"agency": {"reports_here": {"from": "2026-01-01"}}, "plan": {"period": "2026"}, "indicators": [{"measured": "[year]"}, {}]}
    assert details(case, "outcome", tmp_path) == ["Measure: The result for 2026 is due by 15 April 2027. Measure"]


def test_a_goal_that_has_ended_says_so(tmp_path: Path) -> None:
    case = {"goal": {"lifecycle": "ended", "activities": "[{name: {sv: A, en: A}}]"}}
    assert details(case, "measure", tmp_path / "one") == ["ended"]
    assert details(case, "state", tmp_path / "two") == ["ended, 1 activity"]


def test_texts_are_told_by_language(tmp_path: Path) -> None:
    assert details({"goal": {"summary": "{sv: Så}", "owner": "{en: The board}"}}, "text", tmp_path) == ["Swedish: 1, English: 1"]


def test_lateness_is_a_dash_and_not_zero_where_it_is_not_asked(tmp_path: Path) -> None:
    def cell(agency: dict[str, Any], folder: Path) -> str:
        world = make_world({"agency": agency}, folder)
        return count_cells(Group(list(world.agencies.values())), world.voices["en"])[KINDS.index("late")]

    assert cell({}, tmp_path / "not") == "–"
    assert cell({"reports_here": {"from": "2024-01-01"}}, tmp_path / "asked") == "0"


# --- pages -----------------------------------------------------------------------------------------------------------


def cells(page: ReadPage, table: int) -> list[list[str]]:
    """The words of a table; each number carries the word for what it counts, which is read where the window is narrow."""
    head, *rows = [list(row.all("th", "td")) for row in list(page.main.all("table"))[table].all("tr")]
    for row in rows:
        assert [cell.attributes["data-head"] for cell in row[1:]] == [cell.text for cell in head[1:]]
    return [[cell.text for cell in row] for row in (head, *rows)]


def test_the_table_adds_up_and_its_lists_are_as_long(shipped_site: Path) -> None:
    page = read_pages(shipped_site)["en/missing/"]
    for table in (0, 1):
        _, *rows, total = cells(page, table)
        for column in range(1, len(KINDS) + 1):
            numbers = [int(row[column]) for row in rows if row[column] != "–"]
            assert total[column] == (str(sum(numbers)) if numbers else "–")
    assert "Goals without an owner: 13" in [heading.text for heading in page.main.all("h2")]
    main = page.source.partition("Goals without an owner: 13")[2].partition("<h2>")[0]
    assert main.count("<li>") == 13


def test_the_page_says_that_what_is_missing_here_may_be_elsewhere(shipped_site: Path) -> None:
    pages = [page for page in read_pages(shipped_site).values() if page.kind == "missing"]
    assert {page.language for page in pages} == {"sv", "en"}
    for page in pages:
        words = "does not mean that the body lacks it" if page.language == "en" else "betyder inte att organisationen saknar den"
        assert words in page.main.first("p", class_="ls-lead").text


def test_invented_bodies_are_counted_apart(shipped_site: Path) -> None:
    page = read_pages(shipped_site)["en/missing/"]
    real, invented = ([row[0] for row in cells(page, table)[1:-1]] for table in (0, 1))
    assert not [name for name in real if "Exempelkommun" in name]
    assert len(invented) == 3


def test_a_site_with_too_much_to_list_has_the_lists_with_each_body(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_of_missing, "MOST_LISTED", 3)
    world = make_world({}, tmp_path)
    renderer = make_renderers(world.settings, world.voices, theme_folder(), Around({}, {}))["en"]
    everyone, alone = (page for body in ("", "provby") for page in pages_of_missing.missing_pages(renderer, world.site, body))
    assert "Goals without" not in everyone.body
    assert "the name of a body leads to its lists" in everyone.body
    assert alone.address == "en/missing/provby/"
    assert "Goals without an owner: 1" in alone.body
