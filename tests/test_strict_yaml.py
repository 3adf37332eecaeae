"""YAML as YAML 1.2 has it: what it forbids is never read, what it allows is read as it says or told for what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ledstjarna.load.guarded_yaml import _Walk, decode, read_yaml
from ledstjarna.load.quick_yaml import DEEPEST, MOST_VALUES, ODD, read_quickly
from ledstjarna.problems import MESSAGE_LANGUAGES
from tests.rows import each_row

CASES: dict[str, list[dict[str, Any]]] = yaml.load(
    (Path(__file__).parent / "cases" / "yaml.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader
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


# --- the quick walk over what is in order ------------------------------------------------------------------------------


def with_kinds(data: object) -> object:
    """Plain data with the kind of every key and value, since a number in quotes is another thing than one without."""
    if isinstance(data, dict):
        return [(type(key), key, with_kinds(value)) for key, value in data.items()]
    return [with_kinds(value) for value in data] if isinstance(data, list) else (type(data), data)


def hold_against_the_guard(text: str) -> bool:
    """What is read quickly, the guard reads alike and without problems; whether it was read quickly."""
    data = read_quickly(text)
    if data is ODD:
        return False
    walk = _Walk(text, "prov.yml", with_marks=False)
    walk.run()
    assert walk.problems == []
    assert with_kinds(data) == with_kinds(walk.data)
    return True


PARTS = [
    "k: ",
    "k: a\n",
    "l: ",
    "a",
    "1",
    "null",
    " #b",
    " # b",
    "#b",
    '"c"',
    "'d\n  e'",
    '"\\u200e"',
    "[d]",
    "{e: f}",
    "{g: 1,5}",
    "|\n  g\n",
    ">-\n   h\n",
]
PARTS += [
    "\n",
    "\n  ",
    "\n    ",
    ", ",
    "? ",
    "?h",
    "- ",
    "\n- ",
    "&x ",
    "*x",
    "!y ",
    "<<: ",
    "---\n",
    "...\n",
    "%",
    "[",
    "]",
    "{",
    "}",
    "å",
    "– ",
    "k:v",
    "\t",
    '"m": ',
]


@settings(deadline=None, max_examples=3_000, derandomize=True)
@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_what_is_read_quickly_is_what_the_guard_reads(text: str) -> None:
    hold_against_the_guard(text)


@pytest.mark.parametrize("kind", CASES)
def test_no_text_that_is_odd_is_read_quickly_as_something_else(kind: str) -> None:
    for case in CASES[kind]:
        hold_against_the_guard(case["text"])


@pytest.mark.parametrize(
    ("most", "more"),
    [
        ("[" * DEEPEST + "]" * DEEPEST, "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)),
        ("- a\n" * (MOST_VALUES - 1), "- a\n" * MOST_VALUES),
        ("- []\n" * (MOST_VALUES - 1), "- []\n" * MOST_VALUES),
    ],
)
def test_the_quick_walk_has_the_limits_of_the_guard(most: str, more: str) -> None:
    assert hold_against_the_guard(most)
    assert not hold_against_the_guard(more)


def test_nearly_all_content_that_ships_is_read_quickly() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (Path(__file__).parent.parent / "content").rglob("*.yml")]
    assert len(texts) > 100
    assert sum(map(hold_against_the_guard, texts)) > 0.95 * len(texts)
