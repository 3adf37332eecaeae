"""YAML as YAML 1.2 has it: what it forbids is never read, what it allows is read as it says or told for what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ledstjarna.load.guarded_yaml import decode, read_yaml
from ledstjarna.problems import MESSAGE_LANGUAGES
from tests.rows import each_row

CASES: dict[str, list[dict[str, Any]]] = yaml.load(
    (Path(__file__).parent / "cases" / "yaml.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)


@each_row("case", [*CASES["forbidden"], *CASES["told"]], ids=lambda case: repr(case["text"]))
def test_what_cannot_be_read_is_told_at_its_place(case: dict[str, Any]) -> None:
    _, problems = read_yaml(case["text"], "prov.yml")
    assert [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in problems][:1] == [case["expect"]]
    for problem in problems:
        assert all(problem.message(language).isprintable() for language in MESSAGE_LANGUAGES)


@each_row("case", CASES["allowed"], ids=lambda case: repr(case["text"]))
def test_what_yaml_allows_is_read_as_it_says(case: dict[str, Any]) -> None:
    data, problems = read_yaml(case["text"], "prov.yml")
    assert problems == []
    assert data == case["data"]


@each_row("case", CASES["forbidden"], ids=lambda case: repr(case["text"]))
def test_one_mistake_is_told_once(case: dict[str, Any]) -> None:
    if case["expect"].endswith(("anchor", "hash_after_value")):  # the text has several
        return
    assert len(read_yaml(case["text"], "prov.yml")[1]) == 1


@settings(deadline=None, max_examples=200, derandomize=True)
@given(
    st.lists(st.sampled_from(["k: ", "a", " #b", "#b", '"c"', "[d]", "{e: f}", "|\n  g", "\n", "\n  ", ", ", "? ", "?h", "- "]), max_size=8)
)
def test_a_last_line_break_changes_nothing(parts: list[str]) -> None:
    """Editors differ in whether they write it."""
    text = "".join(parts).rstrip("\n")
    (data, problems), (other, others) = (read_yaml(decode(form.encode(), "prov.yml")[0], "prov.yml") for form in (text, text + "\n"))
    assert [problem.code for problem in problems] == [problem.code for problem in others]
    assert data == other or problems
