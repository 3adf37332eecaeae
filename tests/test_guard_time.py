"""No file takes its time: whatever it holds, it is looked through about as quickly as an ordinary one of its size.

Time is that of the processor, held against an ordinary file read in the same test, so that a slow machine is slow at both.
"""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledstjarna.load import content_tree
from ledstjarna.load.content_tree import Document
from ledstjarna.load.guarded_yaml import LARGEST_FILE, decode, read_yaml
from ledstjarna.load.quick_yaml import MOST_VALUES
from ledstjarna.load.source import FolderSource
from ledstjarna.problems import MESSAGE_LANGUAGES, Problem
from ledstjarna.validate.shape import make_record, problem_at

SIZE = 250_000  # enough for what grows with the square of the size to take minutes
LENIENCE = 5  # times an ordinary file's time
HEAD = "plan: prov-plan\ntitle: {sv: Trygg}\n"


def rows(make: Callable[[int], str], size: int = SIZE) -> str:
    """Rows that each number makes, up to a size."""
    made: list[str] = []
    length = 0
    for number in itertools.count():
        made.append(make(number))
        length += len(made[-1].encode())
        if length >= size:
            return "".join(made)
    raise AssertionError


def fill(unit: str, size: int = SIZE) -> str:
    return unit * -(-size // len(unit.encode()))


ORDINARY = "outcomes:\n  nojda:\n" + rows(lambda number: f"    - {{period: 2024, value: {number}, published: 2024-10-02}}  # ok\n")

FAMILIES = {
    "a comment of spaces": "# " + " " * SIZE,
    "a comment of tabs": HEAD + "# " + "\t" * SIZE,
    "spaces and number signs": "k: a" + fill("   #"),
    "words behind number signs": "k: a" + fill(" #b"),
    "number signs without spaces": "[a," + fill("#b\n ") + "]",
    "number signs behind brackets": "[" + fill("[],#b\n") + "]",
    "blocks 700 deep": "".join(" " * depth + "a:\n" for depth in range(700)),
    "blocks 700 deep, then spaces": "".join(" " * depth + "a:\n" for depth in range(18)) + " " * SIZE,
    "lists in a line": fill("- "),
    "questions in a line": fill("? "),
    "brackets": fill("["),
    "braces": fill("{a: "),
    "brackets next to each other": "[" + fill("[], ") + "]",
    "nineteen deep, again and again": "[" + fill("[" * 18 + "]" * 18 + ", ") + "]",
    "words in brackets": HEAD + "tags: [" + fill("A, ") + "A]\n",
    "no words in brackets": HEAD + "tags: [" + fill('"", ') + "A]\n",
    "rows without fields": HEAD + "events: [" + fill("{}, ") + "{}]\n",
    "rows with a wrong field": HEAD + "indicators: [" + fill("{nam: 1}, ") + "{}]\n",
    "fields that are nearly right": HEAD + rows(lambda number: f"titl{number}: 1\n"),
    "long fields that are nearly right": HEAD + rows(lambda number: f"{'title' * 150}{number}: 1\n"),
    "a field of a quarter of a megabyte": '? "' + fill("title") + '"\n: 1\n',
    "languages": HEAD + "official: {" + rows(lambda number: f"s{number}: x, ") + "}\n",
    "measures": "outcomes:\n" + rows(lambda number: f" k{number}: [{{}}]\n"),
    "one long word": "plan: " + fill("a") + "\n",
    "one long text": "plan: " + fill("abc ") + "\n",
    "one text over many lines": "plan: a\n" + fill("  abc\n"),
    "one quotation over many lines": 'plan: "a\n' + fill("  abc\n") + '"\n',
    "a quotation that ends nowhere": 'plan: "a\n' + fill("  abc\n"),
    "quotations": fill('"a" '),
    "quotation marks": fill('"'),
    "apostrophes": "k: '" + fill("''") + "'\n",
    "codes of letters": 'k: "' + fill("\\u00e5") + '"\n',
    "tabs": fill("\t"),
    "lines that begin with a tab": "k:\n" + fill("\tb: c\n"),
    "lines of tabs in a text": "k: |\n" + fill(" \t\n"),
    "empty lines": fill("\n"),
    "lines of spaces": fill("  \n"),
    "lines of ever more spaces": "k: >\n" + "".join(" " * depth + "\n" for depth in range(700)),
    "empty texts": rows(lambda number: f"k{number}: >\n"),
    "empty texts and empty lines": "k:\n" + rows(lambda number: f"  l{number}: >\n", 9_000) + fill("\n"),
    "texts after an upright stroke": fill("- |\n a\n"),
    "colons": fill(":"),
    "colons with spaces": fill("a: "),
    "lines without a colon": "a: b\n" + fill("abc def\n") + "c: d\n",
    "lines without a space": fill("plan:x\n") + "c: d\n",
    "spaces that do not break": fill("\u00a0"),
    "lines that begin with one": "a: b\n" + fill("\u00a0x: y\n"),
    "dashes": fill("– "),
    "curly quotation marks": "k: [" + fill("”a, ") + "]",
    "curly keys": "k: {" + rows(lambda number: f"”a{number}: b, ") + "}",
    "letters that turn": fill("a\u202e\n"),
    "conflicts": fill("<<<<<<< \n"),
    "nearly conflicts": fill("<<<<<<<"),
    "anchors": rows(lambda number: f"- &a{number} x\n"),
    "aliases": rows(lambda number: f"- *a{number}\n"),
    "one long tag": "!" + fill("a"),
    "tags": fill("- !a b\n"),
    "instructions": rows(lambda number: f"%TAG !a{number}! tag:x,2000:\n") + "---\na: b\n",
    "instructions further down": "a: b\n...\n" + rows(lambda number: f"%TAG !a{number}! tag:x,2000:\n") + "---\na: b\n",
    "documents": fill("---\n"),
    "ends of documents": fill("...\n"),
    "the same key": fill("a: b\n"),
    "keys that are none": "{" + fill("[]: b, ") + "}",
    "question marks in brackets": "[" + fill("?x, ") + "]",
    "commas": "[" + fill(","),
    "numbers with commas": "{" + rows(lambda number: f"k{number}: 8,1, ") + "}",
    "links": HEAD + "summary: {sv: '" + fill("[a](b)", 4_900) + "'}\n",
    "texts of beginnings of links": HEAD + "events:\n" + rows(lambda _: '- text: {sv: "' + fill("](", 4_800) + '"}\n'),
    "texts of ends of links": HEAD + "events:\n" + rows(lambda _: '- text: {sv: "' + fill("]: ", 4_800) + '"}\n'),
    "one long address": HEAD + 'document: {url: "https://' + fill("a.") + '"}\n',
    "addresses that look like others": HEAD + "events: [" + fill("{document: {url: 'https://xn--80ak6aa92e.com'}}, ") + "]\n",
    "one long e-mail address": HEAD + "contact: {email: a@" + fill("a.") + "}\n",
    "one long period": HEAD + "period: " + fill("/") + "\n",
    "one long number": "outcomes:\n  a: [{period: 2024, value: " + fill("1,") + "}]\n",
}


def look_through(text: str) -> list[Problem]:
    """What the guard, the shapes and the places of problems do with a text, for two kinds of file; its problems, told."""
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "prov.yml"
        path.write_text(text, encoding="utf-8")
        content_tree._marks_of.cache_clear()
        raw, found = decode(path.read_bytes(), "prov.yml")
        problems += found
        data, found = read_yaml(raw, "prov.yml") if not found else (None, found)
        problems += found
        for kind in ("goal", "outcomes") if not problems else ():
            document = Document(kind, "prov-a", "provby", FolderSource(path.parent), path.name, "prov.yml", data)
            problems += make_record(document, ("sv", "en"))[1]
            problems.append(problem_at(document, ("title", "sv"), "text_empty"))
    for problem in problems:
        for language in MESSAGE_LANGUAGES:
            problem.message(language)
    return problems


def measure(text: str) -> float:
    """Seconds of the processor's time, the best of two."""
    times = []
    for _ in range(2):
        begun = time.process_time()
        look_through(text)
        times.append(time.process_time() - begun)
        if times[0] < 0.05:
            break
    return min(times)


@pytest.fixture(scope="module")
def ordinary() -> float:
    return measure(ORDINARY)


@pytest.mark.parametrize("family", FAMILIES)
def test_no_file_takes_more_time_than_its_size_explains(family: str, ordinary: float) -> None:
    assert measure(FAMILIES[family]) < LENIENCE * ordinary


PARTS = [
    "[",
    "]",
    "{",
    "}",
    "-",
    "?",
    ":",
    ",",
    "#",
    "'",
    '"',
    "|",
    ">",
    "a",
    "1",
    "a: ",
    "”",
    "–",
    "：",
    "%",
    "&",
    "*",
    "!",
    "\\",
    "\u00a0",
]
PARTS += [
    " ",
    "  ",
    "\n",
    "\n ",
    "\n  ",
    "\n- ",
    "- ",
    ": ",
    "\t",
    "a: b\n",
    "{a: b}",
    "|\n  x\n",
    " #c",
    "...\n",
    "---\n",
    "8,1",
    "](",
    "<",
]
STARTS = ["", HEAD + "tags: ", "outcomes:\n  a:\n  - ", 'k: "', "k: |\n  ", "[", "{", "? ", "a: ", "- "]


@settings(deadline=None, max_examples=60, derandomize=True)
@given(
    st.sampled_from(STARTS), st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map("".join), st.sampled_from(["", "\n", '"', "]}"])
)
def test_no_text_that_is_repeated_takes_its_time(start: str, unit: str, end: str) -> None:
    """A thousand times the same; what grows with the square of it is then far above."""
    few, many = start + unit * 2_000 + end, start + unit * 20_000 + end
    # The least of some tries, since a busy computer makes any of them longer.
    assert any(seconds_of(many) < 40 * max(seconds_of(few), 0.005) for _ in range(4))


def seconds_of(text: str) -> float:
    begun = time.process_time()
    look_through(text)
    return time.process_time() - begun


def test_a_file_with_more_values_than_a_body_can_have_is_not_read() -> None:
    text = HEAD + "tags: [\n" + "  a,\n" * MOST_VALUES + "]\n"
    (problem,) = read_yaml(text, "prov.yml")[1]
    assert (problem.code, problem.place.line) == ("too_many_values", MOST_VALUES - 5)
    assert len(text) < LARGEST_FILE
    assert read_yaml(HEAD + "tags: [" + "a, " * (MOST_VALUES - 10) + "]\n", "prov.yml")[1] == []
