"""The author checks: stories in, exact remarks out; how severe a remark is, is the site's to say."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from ledstjarna.__main__ import main
from ledstjarna.load.content_tree import load_content
from ledstjarna.problems import MESSAGE_LANGUAGES, ContentError, name_problem, sort_problems
from ledstjarna.settings import ConfigError, read_project
from ledstjarna.site_check import check_site, form_examples
from ledstjarna.validate.checks.all import CHECK_CODES, Remarks
from ledstjarna.validate.checks.wording import lix
from ledstjarna.validate.content import make_register
from ledstjarna.validate.guide import check_entries
from ledstjarna.validate.register import Circumstances, Register
from tests.rows import each_row

HERE = Path(__file__).parent
TODAY = datetime.date(2026, 11, 22)
STORIES: dict[str, Any] = yaml.load((HERE / "cases" / "checks.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def remarks_on(folder: Path, files: Mapping[str, str | None], severities: dict[str, str] | None = None) -> Remarks:
    return Remarks(read_register(folder, files), severities or {})


def read_register(folder: Path, files: Mapping[str, str | None]) -> Register:
    for name, text in {**STORIES["base"], **files}.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    around = Circumstances(as_of=TODAY, today=TODAY, is_public=True, examples=form_examples())
    return make_register(load_content(folder, shown_from=folder), languages=("sv", "en"), around=around)


@each_row("story", STORIES["cases"], ids=lambda story: story["name"])
def test_a_story_has_exactly_its_remarks(story: dict[str, Any], tmp_path: Path) -> None:
    found = sort_problems(remarks_on(tmp_path, story["files"]).warnings())
    assert [f"{problem.place} {problem.code} {problem.at}".strip() for problem in found] == story["expect"]
    assert {problem.severity for problem in found} <= {"warning"}
    for problem in found:
        for language in MESSAGE_LANGUAGES:
            assert "{" not in re.sub(r"\{(?:title|name|kind|sv|en):", "", problem.message(language))


@each_row("story", STORIES["cases"], ids=lambda story: story["name"])
def test_the_quick_look_for_signs_and_examples_passes_by_nothing(story: dict[str, Any], tmp_path: Path) -> None:
    register = read_register(tmp_path, story["files"])
    all_files = tuple(sorted(register.documents))
    assert set(register.marked) <= set(all_files)
    found = Remarks(register, {}).counts()
    vars(register)["marked"] = all_files
    assert Remarks(register, {}).counts() == found


@each_row("story", STORIES["cases"], ids=lambda story: story["name"])
def test_the_quick_look_at_values_sees_those_of_every_figure(story: dict[str, Any], tmp_path: Path) -> None:
    for measure in read_register(tmp_path, story["files"]).measures:
        assert sorted(measure.values) == sorted(figure.value for figure in measure.figures())


def test_every_check_has_a_story_that_it_remarks_on_and_one_that_it_passes() -> None:
    told = {place.split(" ")[1] for story in STORIES["cases"] for place in story["expect"]}
    # Of what lies outside the records: told in test_interface.py and test_first_site.py.
    assert told == set(CHECK_CODES) - {"interface_text_missing", "page_not_translated"}
    assert any(not story["files"] and not story["expect"] for story in STORIES["cases"])


def test_every_check_has_a_title_a_text_and_a_name_for_the_count() -> None:
    assert [entry.name for entry in check_entries()] == list(CHECK_CODES)
    assert [entry.name for entry in check_entries() if not (entry.title.endswith(".") and entry.text.endswith("."))] == []
    for code in CHECK_CODES:
        assert all(name_problem(code, language) for language in MESSAGE_LANGUAGES)


# --- severity ------------------------------------------------------------------------------------------------------------

NO_OWNER = {"agencies/provby/goals/prov-b.yml": "plan: prov-plan\ntitle: {sv: Köer, en: Queues}\n"}


def test_a_check_that_is_off_is_silent(tmp_path: Path) -> None:
    assert remarks_on(tmp_path, NO_OWNER).counts() == {"goal_without_owner": 1}
    assert remarks_on(tmp_path, NO_OWNER, {"goal_without_owner": "off"}).counts() == {}


def test_a_remark_can_be_made_an_error(tmp_path: Path) -> None:
    remarks = remarks_on(tmp_path, NO_OWNER, {"goal_without_owner": "error"})
    assert [problem.severity for problem in remarks.errors()] == ["error"]
    assert remarks.warnings() == []


def write_site(folder: Path, checks: str) -> Path:
    remarks_on(folder / "content", NO_OWNER)
    config = folder / "site_config.yml"
    config.write_text(f"site_name: Prov\nextra:\n  ledstjarna:\n    checks: {checks}\n", encoding="utf-8")
    return config


def test_the_settings_decide_whether_a_remark_stops_the_build(tmp_path: Path) -> None:
    _, _, remarks = check_site(read_project(write_site(tmp_path, "{}")))
    assert remarks.counts() == {"goal_without_owner": 1}
    with pytest.raises(ContentError) as stopped:
        check_site(read_project(write_site(tmp_path, "{goal_without_owner: error}")))
    assert [(problem.code, problem.severity) for problem in stopped.value.problems] == [("goal_without_owner", "error")]


def test_remarks_are_told_beside_what_stops_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_site(tmp_path, "{goal_without_owner: error}")
    goal = tmp_path / "content" / "agencies" / "provby" / "goals" / "prov-b.yml"
    goal.write_text(goal.read_text(encoding="utf-8") + "summary: {sv: Bara på svenska.}\n", encoding="utf-8")
    check = ["check", "-f", str(tmp_path / "site_config.yml"), "--as-of", TODAY.isoformat()]
    assert main([*check, "--format", "json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [(problem["code"], problem["severity"]) for problem in problems] == [
        ("goal_without_owner", "error"),
        ("text_missing", "warning"),
    ]
    assert main([*check, "--lang", "en"]) == 1
    assert "    1  files with texts missing in a language (text_missing)" in capsys.readouterr().err


def test_the_settings_too_are_to_be_written(tmp_path: Path) -> None:
    config = write_site(tmp_path, "{}")
    config.write_text(config.read_text(encoding="utf-8") + "    name: {sv: (skriv namnet)}\n", encoding="utf-8")
    _, _, remarks = check_site(read_project(config))
    (problem,) = (problem for problem in remarks.warnings() if problem.code == "placeholder_left")
    assert (problem.place.line, problem.at, problem.severity) == (5, "extra.ledstjarna.name.sv", "warning")


def test_the_settings_too_are_not_in_curly_quotation_marks(tmp_path: Path) -> None:
    config = write_site(tmp_path, "{}")
    config.write_text(config.read_text(encoding="utf-8") + "    name: {sv: ”Våra mål”, en: Our goals}\n", encoding="utf-8")
    _, _, remarks = check_site(read_project(config))
    (problem,) = (problem for problem in remarks.warnings() if problem.code == "quotes_around_value")
    assert (problem.place.line, problem.at, problem.severity) == (5, "extra.ledstjarna.name.sv", "warning")
    assert '"Våra mål"' in problem.message("sv")


def test_a_site_as_it_was_has_no_days_to_come(tmp_path: Path) -> None:
    """Where somebody chose the date, it is not known what lies in the future."""
    config = write_site(tmp_path, "{}")
    outcomes = tmp_path / "content" / "agencies" / "provby" / "outcomes" / "prov-a.yml"
    outcomes.write_text("outcomes:\n  nojda: [{period: 2024, value: 85, published: 2026-10-01}]\n", encoding="utf-8")
    (tmp_path / "content" / "accessibility.yml").unlink()
    day = datetime.date(2026, 6, 1)
    assert "figure_not_shown_yet" not in check_site(read_project(config), as_of=day)[2].counts()
    assert check_site(read_project(config), as_of=day, today=day)[2].counts()["figure_not_shown_yet"] == 1


def test_a_check_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as stopped:
        read_project(write_site(tmp_path, "{goal_without_owners: off}"))
    (problem,) = stopped.value.problems
    assert (problem.code, problem.place.line) == ("unknown_check", 4)
    assert "goal_without_owner" in problem.message("en")


# --- how hard a text is ----------------------------------------------------------------------------------------------------


@each_row(
    ("text", "expected"),
    [
        ("", 0),
        ("Alla ska vara trygga.", 4),
        ("Förvaltningen ansvarar.", 102),
        ("Ett barn läser. Ett annat barn skriver brev.", 4 + 12),
    ],
)
def test_lix_is_words_a_sentence_and_the_share_of_long_words(text: str, expected: int) -> None:
    assert lix(text) == expected
