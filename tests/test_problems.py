"""The stories of what editors get wrong, and the catalogue of what they are told."""

from __future__ import annotations

import ast
import datetime
import json
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

from ledstjarna.load.content_tree import load_content
from ledstjarna.model.guards import GUARDS
from ledstjarna.problems import (
    CATALOGUE_FILE,
    MESSAGE_LANGUAGES,
    ContentError,
    Problem,
    _words_of,
    known_codes,
    print_problems,
    problems_as_json,
    tell_way,
)
from ledstjarna.validate.checks.all import CHECK_CODES
from ledstjarna.validate.content import make_content
from ledstjarna.validate.register import Circumstances
from tests.rows import each_row

HERE = Path(__file__).parent
TODAY = datetime.date(2026, 11, 22)
SOURCE = sorted((HERE.parent / "generator" / "ledstjarna").rglob("*.py"))

# Raised outside the content: by commands, settings, frame and writing. They have tests of their own.
OUTSIDE = {
    "review_no_git",
    "review_no_repository",
    "review_nothing_common",
    "review_partial",
    "review_unknown",
    "kept_damaged",
    "stream_missing",
    "stream_unreadable",
    "address_twice",
    "as_of",
    "catalogue_braces",
    "catalogue_empty",
    "catalogue_forms",
    "catalogue_line",
    "catalogue_long",
    "catalogue_markup",
    "catalogue_not_needed",
    "catalogue_rule",
    "catalogue_twice",
    "commit_unreadable",
    "config_missing",
    "config_problems",
    "disk",
    "disk_denied",
    "disk_full",
    "disk_name_too_long",
    "disk_read_only",
    "executor_away",
    "executor_missing",
    "executor_unknown",
    "extension_missing",
    "frame_failed",
    "frame_marker",
    "internal",
    "jobs_number",
    "language_without_texts",
    "locale_unknown",
    "memory",
    "new_agency_words",
    "new_by_hand",
    "new_file_broken",
    "new_folder_in_use",
    "new_folder_is_file",
    "new_goal_words",
    "new_id",
    "new_id_none",
    "new_language_code",
    "new_language_taken",
    "new_language_there",
    "new_language_words",
    "new_no_agency",
    "new_no_goal",
    "new_no_indicator",
    "new_no_plan",
    "new_outcome_same",
    "new_outcome_twice",
    "new_outcome_words",
    "new_finding_words",
    "new_plan_words",
    "new_site_words",
    "new_taken",
    "new_taken_before",
    "new_unknown_agency",
    "new_unknown_goal",
    "new_unknown_indicator",
    "new_unknown_plan",
    "new_value",
    "new_value_done",
    "new_value_none",
    "new_value_not_done",
    "new_value_which",
    "new_what",
    "new_which_agency",
    "new_which_plan",
    "output_changed",
    "output_in_use",
    "output_inside",
    "output_unlisted",
    "output_unsafe",
    "port_denied",
    "port_failed",
    "port_in_use",
    "port_number",
    "script_not_joined",
    "theme_missing",
    "worker_died",
    "wrong_use",
    "wrong_use_choice",
    "wrong_use_near",
    "wrong_use_word",
}
# Told of the settings alone: in tests/cases/settings.yml, which test_settings.py holds.
IN_SETTINGS = {
    "address_word_twice",
    "extension",
    "extension_options",
    "format_later",
    "frame_name",
    "language_unknown",
    "languages_none",
    "languages_twice",
    "locale_unknown",
    "setting_elsewhere",
    "setting_extra",
    "setting_inherit",
    "setting_look",
    "setting_menu",
    "setting_needless",
    "setting_program",
    "share",
    "site_url",
    "timezone",
    "unknown_check",
}
# Needs the addresses of the whole site: told by the build, not by the content alone.
IN_REVIEW = {*GUARDS, "translation_behind", "translation_lacking"}  # they have their stories in review.yml
IN_BUILD = {"address_taken", "prose_link"}
# Cannot be written in a story: bytes, links, pipes, sizes. They are told in test_hostile_input.py.
IN_BYTES = {
    "file_too_large",
    "link_to_file",
    "more_problems",
    "not_utf8",
    "text_too_long",
    "too_many_values",
    "unreadable_file",
    "unreadable_folder",
    "yaml",
}
IN_BYTES |= {"prose_table_too_wide", "prose_too_many_lines", "prose_too_many_signs"}
# Have words before anything raises them.
NOT_YET_RAISED = {"extension_missing"}


class Story(TypedDict):
    """A case of problems.yml."""

    name: str
    files: dict[str, str | None]
    expect: list[str]


class Stories(TypedDict):
    """The whole of problems.yml."""

    base: dict[str, str | None]
    cases: list[Story]


STORIES: Stories = yaml.load((HERE / "cases" / "problems.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
CATALOGUE: dict[str, dict[str, str]] = tomllib.loads(CATALOGUE_FILE.read_text(encoding="utf-8"))


def find_problems(folder: Path, files: dict[str, str | None]) -> list[Problem]:
    for name, text in files.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    try:
        around = Circumstances(as_of=TODAY, today=TODAY)
        make_content(load_content(folder, shown_from=folder), languages=("sv", "en"), around=around)
    except ContentError as error:
        return error.problems
    return []


# --- stories -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def problems_of(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Problem]]:
    """The problems of every story, by its name."""
    folder = tmp_path_factory.mktemp("stories")
    return {
        story["name"]: find_problems(folder / str(number), {**STORIES["base"], **story["files"]})
        for number, story in enumerate(STORIES["cases"])
    }


each_story = each_row("story", STORIES["cases"], ids=lambda story: story["name"])


@each_story
def test_a_story_has_exactly_its_problems(story: Story, problems_of: dict[str, list[Problem]]) -> None:
    files, problems = {**STORIES["base"], **story["files"]}, problems_of[story["name"]]
    assert [f"{problem.place} {problem.code} {problem.at}".strip() for problem in problems] == story["expect"]
    for problem in problems:
        written = (files.get(problem.place.file) or "").split("\n")
        assert problem.place.line <= len(written)
        assert problem.place.line == 0 or 1 <= problem.place.column <= len(written[problem.place.line - 1]) + 1


@each_story
def test_every_problem_is_told_on_one_line_with_what_was_found(story: Story, problems_of: dict[str, list[Problem]]) -> None:
    problems = problems_of[story["name"]]
    for language in MESSAGE_LANGUAGES:
        told: list[str] = []
        print_problems(problems, language, told.append)
        assert len(told) == len(problems)
        for line, problem in zip(told, problems, strict=True):
            assert line == f"{problem.place}  {problem.message(language)} ({problem.code})"
            assert "\n" not in line
            assert "\t" not in line
            assert len(line) < 600
        rows = json.loads(problems_as_json(problems, language))["problems"]
        assert [row["message"] for row in rows] == [problem.message(language) for problem in problems]


def test_no_two_stories_share_a_name() -> None:
    names = [story["name"] for story in STORIES["cases"]]
    assert len(names) == len(set(names))


def test_every_content_code_has_a_story() -> None:
    told = {place.split(" ")[1] for story in STORIES["cases"] for place in story["expect"]}
    assert set(known_codes()) - OUTSIDE - IN_SETTINGS - IN_BUILD - IN_BYTES - IN_REVIEW - set(CHECK_CODES) - told == set()
    assert told & (OUTSIDE | IN_SETTINGS | IN_BYTES) == set()


def test_every_code_of_the_settings_has_a_story_there() -> None:
    stories = yaml.load((HERE / "cases" / "settings.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["cases"]
    assert IN_SETTINGS - {place.split(" ")[1] for story in stories for place in story["expect"]} == set()


def test_every_code_that_needs_bytes_is_told_in_the_hostile_tests() -> None:
    hostile = (HERE / "test_hostile_input.py").read_text(encoding="utf-8")
    assert {code for code in IN_BYTES if f'"{code}"' not in hostile and f" {code}" not in hostile} == set()


# --- what a reader needs ------------------------------------------------------------------------------------------------


@each_row(
    ("at", "sv", "en"),
    [
        ("by", "by", "by"),
        ("document.decided", "document.decided", "document.decided"),
        ("targets[0].by", "by på första raden under targets", "In the first row of targets, by"),
        ("outcomes.matt[2]", "Tredje raden under outcomes.matt", "The third row of outcomes.matt"),
        (
            "indicators[0].targets[1].via[9].by",
            "by på tionde raden under via på andra raden under targets på första raden under indicators",
            "In the tenth row of via in the second row of targets in the first row of indicators, by",
        ),
        (
            "indicators[1].targets[0]",
            "Första raden under targets på andra raden under indicators",
            "In the second row of indicators, the first row of targets",
        ),
        ("outcomes.matt[12].value", "value på 13:e raden under outcomes.matt", "In the 13th row of outcomes.matt, value"),
        ("outcomes.matt[20]", "21:a raden under outcomes.matt", "The 21st row of outcomes.matt"),
        ("outcomes.matt[110]", "111:e raden under outcomes.matt", "The 111th row of outcomes.matt"),
        ("synonyms[1][0]", "första värdet på andra raden under synonyms", "In the second row of synonyms, the first value"),
        ("", "", ""),
    ],
)
def test_rows_are_told_as_people_count_them(at: str, sv: str, en: str) -> None:
    assert tell_way(at, "sv", is_value=False).casefold() == sv.casefold()
    assert tell_way(at, "en", is_value=False) == en


def test_a_word_in_a_list_is_no_row() -> None:
    assert tell_way("tags[1]", "sv", is_value=True) == "Andra värdet i tags"
    assert tell_way("tags[1]", "en", is_value=True) == "The second value of tags"


def test_no_message_shows_a_path_that_counts_from_nought(problems_of: dict[str, list[Problem]]) -> None:
    for problems in problems_of.values():
        for problem in problems:
            told = [problem.message(language) for language in MESSAGE_LANGUAGES]
            assert not any(re.search(r"\w\[\d+\]", message) for message in told), told


def test_an_entry_of_the_catalogue_is_what_the_whole_file_says() -> None:
    assert {code: _words_of(code) for code in known_codes()} == CATALOGUE


def test_the_way_to_a_field_stands_first_where_it_begins_the_sentence() -> None:
    for code, entry in CATALOGUE.items():
        for language in MESSAGE_LANGUAGES:
            assert entry[language].find("{at}") <= 0, code


REMEDIES = [
    ("outcomes: {nojda: [{period: 2024, value: 8,1}]}", "8.1"),
    ("outcomes: {nojda: [{period: 2024, value: −8.1}]}", "-8.1"),
    ("outcomes: {nojda: [{period: 2024, value: –5}]}", "-5"),
    ("outcomes: {nojda: [{period: 2024/2025, value: 5}]}", "2024-07/2025-06"),
    ("outcomes: {nojda: [{period: 2024/2025, value: 5}]}", "2024-01/2025-12"),
    ("outcomes: {nojda: [{period: 2022–2024, value: 5}]}", "2022-01/2024-12"),
    ("outcomes:\n  nojda:\n    – {period: 2024, value: 8}\n", "- {period: 2024, value: 8}"),
    ("outcomes:\n  nojda:\n    -{period: 2024, value: 8}\n", "- {period: 2024, value: 8}"),
    ("assessments: bra\n", "[ ]"),
    ("series_ended: [nojda]\n", "indicator, date, text"),
    ("outcomes: [{period: 2024, value: 8}]\n", ":"),
]


@each_row(("text", "remedy"), REMEDIES)
def test_the_remedy_can_be_copied(text: str, remedy: str, tmp_path: Path) -> None:
    (problem,) = find_problems(tmp_path, {**STORIES["base"], "agencies/provby/outcomes/prov-a.yml": text})
    assert all(remedy in problem.message(language) for language in MESSAGE_LANGUAGES)


def test_a_goal_that_others_refer_to_is_told_how_to_end(tmp_path: Path) -> None:
    files = {**STORIES["base"], "agencies/provby/goals/prov-a.yml": None}
    problems = find_problems(tmp_path, files)
    assert problems
    for problem in problems:
        assert all("lifecycle: ended" in problem.message(language) for language in MESSAGE_LANGUAGES)


def test_a_goal_that_was_renamed_is_told_by_its_new_name(tmp_path: Path) -> None:
    goal = "plan: prov-plan\ntitle: {sv: Trygg omsorg}\n"
    files = {
        "agencies/provby/goals/prov-ny.yml": goal + "aliases: [prov-x]\n",
        "agencies/provby/goals/prov-b.yml": goal + "parent: prov-x\n",
    }
    (problem,) = find_problems(tmp_path, {**STORIES["base"], **files})
    assert problem.facts["expected"] == "prov-ny"


# --- the catalogue -----------------------------------------------------------------------------------------------------

# In which argument each of these takes a code.
_TAKES_CODE = {
    "Problem": 1,
    "Complaint": 0,
    "OutsideError": 0,
    "Refusal": 0,
    "__init__": 0,
    "_note": 1,
    "_complain": 0,
    "complain_of_word": 0,
    "read_scalar": 1,
    "complain": 0,
    "problem": 3,
    "problem_at": 2,
}
_TABLES = {"_SHAPES", "_ALWAYS", "_REFUSED", "_DISK"}


def _strings(node: ast.expr) -> Iterator[str]:
    """What an expression may turn out to be, where that is written in it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from _strings(value)
    elif isinstance(node, ast.Tuple):
        for row in node.elts:
            if isinstance(row, ast.Tuple):
                yield from _strings(row.elts[-1])


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Every call that takes a code written in place: where, the call and the code."""
    for path in SOURCE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in _TAKES_CODE and len(node.args) > _TAKES_CODE[_name(node.func)]:
                for code in _strings(node.args[_TAKES_CODE[_name(node.func)]]):
                    yield f"{path.name}:{node.lineno}", node, code


def _raised() -> set[str]:
    """Every code that the source can raise: in calls, in variables called code, in tables and in functions that name."""
    found = {code for _, _, code in _calls()}
    for path in SOURCE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and {_name(target) for target in node.targets} & {"code", *_TABLES}:
                found |= set(_strings(node.value))
            elif isinstance(node, ast.FunctionDef) and node.name in ("_name_misfit", "_name_unknown"):
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Return) and inner.value:
                        found |= set(_strings(inner.value))
    return found


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_code_that_is_raised_has_words() -> None:
    assert {code for code in _raised() if re.fullmatch(r"[a-z0-9_]+", code)} - set(known_codes()) == set()


def test_all_words_are_used() -> None:
    assert set(known_codes()) - _raised() - set(CHECK_CODES) - set(GUARDS) == NOT_YET_RAISED


@each_row("code", known_codes())
def test_both_languages_say_the_same_things(code: str) -> None:
    entry = CATALOGUE[code]
    names = {f"name_{language}" for language in MESSAGE_LANGUAGES} if code in (*CHECK_CODES, *GUARDS) else set()
    assert set(entry) == {*MESSAGE_LANGUAGES, *names}
    assert _placeholders(entry["sv"]) == _placeholders(entry["en"])


@each_row("code", known_codes())
@each_row("language", MESSAGE_LANGUAGES)
def test_a_message_is_plain_sentences(code: str, language: str) -> None:
    text = CATALOGUE[code][language]
    assert text.endswith(".")
    assert "\n" not in text
    assert "  " not in text
    assert text == text.strip()
    forbidden = r"invalid\w*|ogiltig\w*|mapping\w*|pars(?:e|ing|a)\w*|token\w*|traceback|dict|str|int|scalar|yaml|key|nyckel"
    assert not re.search(rf"(?i)(?<![.\w])(?:{forbidden})\b", text)
    assert "None" not in text


@each_row("code", known_codes())
def test_a_message_has_way_out(code: str) -> None:
    """What was found and what to do are at least two sentences."""
    for language in MESSAGE_LANGUAGES:
        assert len(re.findall(r"[.:;](?:\s|$)", CATALOGUE[code][language])) >= 2


def test_every_raise_brings_the_facts_that_its_words_show() -> None:
    lacking = []
    for where, call, code in _calls():
        given = {keyword.arg for keyword in call.keywords}
        facts = next((keyword.value for keyword in call.keywords if keyword.arg == "facts"), None)
        if None in given or code not in CATALOGUE or (facts is not None and not isinstance(facts, ast.Dict)):
            continue  # facts that are put together elsewhere are held by the stories
        if _name(call.func) in ("Complaint", "Refusal", "_complain", "complain_of_word", "read_scalar"):
            continue
        if isinstance(facts, ast.Dict):
            given |= {key.value for key in facts.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}
        if _name(call.func) in ("complain", "problem", "problem_at"):
            given.add("at")
        missing = _placeholders(CATALOGUE[code]["en"]) - given
        if missing:
            lacking.append(f"{where} {code}: {', '.join(sorted(missing))}")
    assert lacking == []


def test_words_for_what_is_wrong_outside_the_content_name_no_field() -> None:
    for code in OUTSIDE:
        assert "at" not in _placeholders(CATALOGUE[code]["en"])
