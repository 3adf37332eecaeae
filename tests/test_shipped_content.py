"""The shipped content shows every kind of goal that there is, and never lets the invented pass for the real."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ledstjarna.derive.status_names import PROGRESS_STATUSES, REPORTING_STATUSES
from ledstjarna.model.content import Content
from ledstjarna.model.document import Document, Source
from ledstjarna.model.goal import FATES, TARGET_KINDS, Goal
from ledstjarna.model.outcome import Outcome
from ledstjarna.model.values import RHYTHMS
from ledstjarna.settings import read_project
from ledstjarna.site_check import check_site
from tests.reading import ReadPage, read_pages

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
    targets = [
        target
        for record in records(shipped_site, goals)
        for entry in record["goal"].get("indicators", [])
        for target in entry.get("targets", [])
    ]
    assert {target["kind"] for target in targets} == set(TARGET_KINDS)
    assert any(target.get("pace") for target in targets)
    assert any(target.get("via") for target in targets)


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
    found = [
        rhythm
        for record in records(shipped_site, goals)
        for entry in record["goal"].get("indicators", [])
        for rhythm in entry.get("measured", [])
    ]
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


@pytest.fixture(scope="module")
def content() -> Content:
    return check_site(read_project(ROOT / "site_config.yml"))[0]


@pytest.fixture(scope="module")
def pages(shipped_site: Path) -> dict[str, ReadPage]:
    return read_pages(shipped_site)


def real_goals(content: Content) -> list[Goal]:
    return [goal for goal in content.goals.values() if not goal.id.startswith(INVENTED)]


def real_figures(content: Content) -> Iterator[tuple[Goal, Outcome, Source | None]]:
    """Every figure of a real body, with the source that stands for it."""
    for goal in real_goals(content):
        record = content.outcomes.get(goal.id)
        for indicator in goal.indicators:
            for outcome in record.outcomes.get(indicator.id, []) if record else []:
                yield goal, outcome, outcome.source or indicator.source


def said(text: Any, language: str) -> str:
    return text if isinstance(text, str) else str(text[language])


def test_each_figure_of_a_real_body_says_where_it_was_read_and_how_near_the_source(content: Content) -> None:
    figures = list(real_figures(content))
    assert len(figures) > 100
    for goal, outcome, source in figures:
        assert source, (goal.id, outcome.period)
        assert source.url, (goal.id, outcome.period)
        assert source.role, (goal.id, outcome.period)
        assert source.publisher, (goal.id, outcome.period)


def test_the_page_says_who_tells_what_others_found(content: Content, pages: dict[str, ReadPage]) -> None:
    retold = 0
    for goal, _outcome, source in real_figures(content):
        if source and source.role == "secondary" and source.publisher:
            retold += 1
            assert f"enligt {said(source.publisher, 'sv')}" in pages[f"sv/mal/{goal.id}/"].main.text
            assert f"according to {said(source.publisher, 'en')}" in pages[f"en/goals/{goal.id}/"].main.text
    assert retold > 40


def documents(content: Content) -> Iterator[tuple[str, str, Document]]:
    """Every document of a real body, with the address of the page that names it, in Swedish and English."""
    for goal in real_goals(content):
        for document in [goal.document, *(event.document for event in goal.events)]:
            if document:
                yield f"sv/mal/{goal.id}/", f"en/goals/{goal.id}/", document
    for plan in content.plans.values():
        if plan.document and not plan.id.startswith(INVENTED):
            yield f"sv/planer/{plan.id}/", f"en/plans/{plan.id}/", plan.document


def test_each_document_of_a_real_body_is_linked_or_said_to_be_only_named(content: Content, pages: dict[str, ReadPage]) -> None:
    linked, named = 0, 0
    for sv, en, document in documents(content):
        if document.url:
            linked += 1
            for page in (pages[sv], pages[en]):
                assert any(link.attributes.get("href") == document.url for link in page.main.all("a")), (page.address, document.url)
        else:
            named += 1
            assert "nämns men länkas inte här" in pages[sv].main.text
            assert "named but not linked here" in pages[en].main.text
            assert document.read is None, "what was read has an address"
    assert linked > 25
    assert named > 4


def test_a_document_that_was_read_says_when(content: Content, pages: dict[str, ReadPage]) -> None:
    read = [(sv, en) for sv, en, document in documents(content) if document.read]
    assert read
    for sv, en in read:
        assert "läst för den här webbplatsen den 27 november 2026" in pages[sv].main.text
        assert "read for this site on 27 November 2026" in pages[en].main.text


def test_no_real_body_reports_here_so_nothing_of_theirs_is_late(content: Content, goals: list[dict[str, Any]]) -> None:
    assert all(agency.reports_here is None for agency in content.agencies.values() if not agency.id.startswith(INVENTED))
    for goal in goals:
        if not goal["id"].startswith(INVENTED):
            assert not any(entry["overdue"] or entry["awaiting_final"] for entry in goal["indicators"])


def test_the_real_part_has_bars_charts_corrections_and_moved_targets(content: Content, goals: list[dict[str, Any]]) -> None:
    real = [goal for goal in goals if not goal["id"].startswith(INVENTED)]
    assert any(entry["course"] == "path" and entry["progress"] for goal in real for entry in goal["indicators"])
    assert "dropped" in {goal["fate"] for goal in real}
    assert any(outcome.corrections for _, outcome, _ in real_figures(content))
    moved = {goal.id for goal in real_goals(content) for event in goal.events if event.kind == "target_changed"}
    assert {"reg-brev-i-tid", "reg-bredband-2020"} <= moved


def test_three_of_four_measures_met_is_told_where_the_verdict_is(pages: dict[str, ReadPage]) -> None:
    assert "3 av 4 mått nådde sin målnivå" in pages["sv/mal/hbg-arbete-bostad-utbildning/"].main.text
    assert "3 of 4 measures reached their target" in pages["en/goals/hbg-arbete-bostad-utbildning/"].main.text
