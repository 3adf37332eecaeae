"""What nobody writes by mistake: every hostile file gives placed problems, and none gets an exception out."""

from __future__ import annotations

import codecs
import html
import json
import os
import re
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from ledstjarna.load.content_tree import load_content
from ledstjarna.load.guarded_yaml import LARGEST_FILE, Marks, read_marks, read_yaml
from ledstjarna.load.quick_yaml import NULLS
from ledstjarna.load.yaml_complaints import explain_complaint
from ledstjarna.model.complaints import Plain
from ledstjarna.model.ids import RESERVED_IDS
from ledstjarna.model.reading import ReadBy
from ledstjarna.model.values import read_reader_text, read_word
from ledstjarna.problems import MESSAGE_LANGUAGES, ContentError, Place, Problem
from ledstjarna.validate.content import make_content
from ledstjarna.validate.shape import RECORDS
from tests.rows import each_row

AGENCY = "agencies/provby/agency.yml"
GOAL = "agencies/provby/goals/prov-a.yml"
PAGE = "pages/sv/om.md"
BASE: dict[str, str | bytes] = {
    AGENCY: "name: {sv: Provby kommun}\nkind: municipality\n",
    "agencies/provby/plans/prov-plan.yml": "title: {sv: Mål för Provby}\nperiod: 2024-01/2026-12\n",
}
GOAL_HEAD = "plan: prov-plan\ntitle: {sv: Trygg omsorg}\n"
FOLDER_OF = {"agency": AGENCY, "plan": "agencies/provby/plans/{}.yml", "goal": "agencies/provby/goals/{}.yml"} | {
    "outcomes": "agencies/provby/outcomes/{}.yml",
    "theme": "themes.yml",
    "accessibility": "accessibility.yml",
    "search": "search/sv.yml",
    "finding": "agencies/provby/findings/{}.yml",
}


def words(text: str) -> list[str]:
    return text.split()


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def read(folder: Path) -> list[Problem]:
    """Every problem of a content folder, each with words that can be printed in both languages."""
    try:
        make_content(load_content(folder, shown_from=folder), languages=("sv", "en"))
    except ContentError as error:
        for problem in error.problems:
            for language in MESSAGE_LANGUAGES:
                told = f"{problem.place} {problem.message(language)}"
                assert told.isprintable()
                assert told.endswith(".")
        return error.problems
    return []


def problems_of(folder: Path, files: dict[str, str | bytes]) -> list[str]:
    write(folder, {**BASE, **files})
    return [f"{problem.place} {problem.code} {problem.at}".strip() for problem in read(folder)]


# --- bytes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_another_encoding_is_told_at_the_first_line(encoding: str, tmp_path: Path) -> None:
    assert problems_of(tmp_path, {GOAL: GOAL_HEAD.encode(encoding)}) == [f"{GOAL}:1:1 not_utf8"]


def test_latin_1_is_told_where_the_first_letter_cannot_be_read(tmp_path: Path) -> None:
    text = "plan: prov-plan\r\ntitle: {sv: Vård och båt}\r\n"
    assert problems_of(tmp_path, {GOAL: text.encode("latin-1")}) == [f"{GOAL}:2:14 not_utf8"]


def test_the_column_counts_letters_and_not_bytes(tmp_path: Path) -> None:
    marked = codecs.BOM_UTF8 + "plan: prov-plan\ntitle: {sv: åäö ".encode() + b"\xe5}\n"
    assert problems_of(tmp_path, {GOAL: marked}) == [f"{GOAL}:2:17 not_utf8"]
    write(tmp_path, {GOAL: marked})
    assert [problem.facts["found"] for problem in read(tmp_path)] == ["0xE5"]


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {GOAL: codecs.BOM_UTF8 + GOAL_HEAD.replace("\n", "\r\n").encode()}) == []


@pytest.mark.parametrize(
    "sign",
    ["\0", "\x08", "\x1b", "\x7f", "\x85", "\u200e", "\u2028", "\u202e", "\u2066", "\ufeff", "\uffff", "\U0001fffe"],
    ids=lambda sign: f"U+{ord(sign):04X}",
)
def test_a_sign_that_cannot_be_seen_is_told_with_its_line(sign: str, tmp_path: Path) -> None:
    raw = f"plan: prov-plan\ntitle: {{sv: Try{sign}gg}}\n"
    assert problems_of(tmp_path, {GOAL: raw, PAGE: f"# Om\n\nVi{sign}\n"}) == [
        f"{GOAL}:2:16 hidden_character",
        f"{PAGE}:3:3 hidden_character",
    ]
    escaped = f'plan: prov-plan\ntitle: {{sv: "Try\\U{ord(sign):08x}gg"}}\n'
    assert problems_of(tmp_path, {GOAL: escaped, PAGE: "# Om\n"}) == [f"{GOAL}:2:13 hidden_character"]


def test_a_thousand_hidden_signs_are_not_told_a_thousand_times(tmp_path: Path) -> None:
    assert len(problems_of(tmp_path, {GOAL: "\0" * 500_000})) <= 25
    assert len(problems_of(tmp_path, {GOAL: "<<<<<<< HEAD\n" * 70_000})) <= 25


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    for nothing in ("", "\n \n", "# bara en anteckning\n", "---\n", "~\n"):
        assert problems_of(tmp_path, {GOAL: nothing}) == [f"{GOAL}:1:1 empty_file"]


def test_a_file_over_one_megabyte_is_not_read(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {GOAL: GOAL_HEAD + "#" * LARGEST_FILE}) == [f"{GOAL} file_too_large"]


def test_a_file_of_more_values_than_can_be_looked_through_is_told(tmp_path: Path) -> None:
    text = GOAL_HEAD + "tags: [" + "a, " * 40_000 + "]\n"
    assert [problem.split(" ")[1] for problem in problems_of(tmp_path, {GOAL: text})] == ["too_many_values"]


def test_a_line_of_one_megabyte_is_told_with_its_line(tmp_path: Path) -> None:
    text = GOAL_HEAD + "summary: {sv: " + "a" * (LARGEST_FILE - 100) + "}\n"
    assert problems_of(tmp_path, {GOAL: text}) == [f"{GOAL}:3:15 text_too_long summary.sv"]
    assert problems_of(tmp_path, {GOAL: "a" * LARGEST_FILE}) == [f"{GOAL}:1:1 not_a_mapping_file"]


def test_a_page_that_is_too_long_is_told(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {PAGE: "# Om\n" + "a" * 60_000}) == [f"{PAGE} text_too_long"]


def test_a_page_with_too_many_lines_or_columns_is_told(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {PAGE: "# Om\n" + "a\n" * 1_999}) == []
    assert problems_of(tmp_path, {PAGE: "# Om\n" + "a\n" * 2_000}) == [f"{PAGE} prose_too_many_lines"]
    assert problems_of(tmp_path, {PAGE: "# Om\n\n" + "|a" * 50 + "|\n" + "|-" * 50 + "|\n"}) == []
    assert problems_of(tmp_path, {PAGE: "# Om\n\n" + "|a" * 51 + "|\n" + "|-" * 51 + "|\n"}) == [f"{PAGE}:3:1 prose_table_too_wide"]


def test_a_page_with_too_many_signs_that_take_time_is_told(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {PAGE: "# Om\n\n" + "[^1] " * 300 + "[TOC]\n\n" * 5}) == []
    assert problems_of(tmp_path, {PAGE: "# Om\n\n" + "[^1] " * 301}) == [f"{PAGE}:3:1 prose_too_many_signs"]
    assert problems_of(tmp_path, {PAGE: "# Om\n\nÅ\n" + "[TOC]\n\n" * 6}) == [f"{PAGE}:4:1 prose_too_many_signs"]


# --- YAML --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["[", "{", "- ", "? ", "{a: ", "[a, ", "- a: ", "&a ["])
def test_a_hundred_thousand_levels_are_told_at_the_twenty_first(sign: str, tmp_path: Path) -> None:
    text = sign * (100_000 if len(sign) < 5 else 90_000)
    problems = problems_of(tmp_path, {GOAL: text})
    assert problems[-1].startswith(f"{GOAL}:1:")
    assert problems[-1].split(" ")[1] in ("too_deep", "bracket_extra", "hyphen_after_colon")
    assert len(problems) <= 25


def test_brackets_a_hundred_thousand_deep_are_placed(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {GOAL: "plan: " + "[" * 100_000}) == [f"{GOAL}:1:26 too_deep"]


def test_chained_merge_keys_are_never_followed(tmp_path: Path) -> None:
    chain = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 41))
    problems = problems_of(tmp_path, {GOAL: chain})
    assert problems[:3] == [f"{GOAL}:1:5 anchor", f"{GOAL}:2:5 anchor", f"{GOAL}:2:10 merge_key"]
    assert len(problems) <= 26


def test_a_billion_laughs_are_never_laughed(tmp_path: Path) -> None:
    lines = ["a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)]
    problems = problems_of(tmp_path, {GOAL: "\n".join(lines)})
    assert problems[:3] == [f"{GOAL}:1:4 anchor", f"{GOAL}:2:4 anchor", f"{GOAL}:2:8 alias"]
    assert len(problems) <= 25


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plan: !!python/object/apply:os.system ['true']\n", "1:7 tag"),
        ("plan: !!binary aGVq\n", "1:7 tag"),
        ("!!set {plan}\n", "1:1 tag"),
        ("plan: prov-plan\n--- \nplan: prov-plan\n", "2:1 second_document"),
        ("%TAG ! tag:example.org,2000:\n---\nplan: prov-plan\n", "1:1 directive"),
        ("plan: prov-plan\n<<<<<<< HEAD\n", "2:1 conflict_marker"),
        ("plan:\n\tprov-plan\n", "2:1 tab"),
        ("\tplan: prov-plan\n", "1:1 tab"),
        ("plan: *okand\n", "1:7 alias"),
        ("- plan\n- title\n", "1:1 not_a_mapping_file"),
        ("prov-plan\n", "1:1 not_a_mapping_file"),
        ('plan: "\\ud83d\\ude00"\n', "1:10 backslash"),
        ('plan: "\\x"\n', "1:10 backslash"),
        ("? [plan, title]\n: prov-plan\n", "1:3 key_not_a_word"),
        ("plan: prov-plan\nplan: prov-plan\n", "2:1 duplicate_key"),
        ("plan: prov-plan\n'plan': prov-plan\n", "2:1 duplicate_key"),
        ("'<<': prov-plan\n", "1:1 merge_key"),
    ],
)
def test_what_only_programmers_know_is_refused_at_its_place(text: str, expected: str, tmp_path: Path) -> None:
    assert problems_of(tmp_path, {GOAL: text})[0] == f"{GOAL}:{expected}"


def test_a_complaint_nobody_has_met_is_still_placed() -> None:
    mark = yaml.Mark("f", 0, 1, 2, None, 0)
    new = yaml.MarkedYAMLError("while knitting", None, "dropped a stitch", mark)
    assert explain_complaint(new, "a: b\nc: d\n") == ("yaml", {"found": "c: d"}, 1, 2)
    assert explain_complaint(yaml.MarkedYAMLError(), "a: b\n").code == "yaml"
    assert Problem(Place("f"), "yaml", facts={"found": ""}).message("en")


# --- values ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number", ["9" * 5_000, "0." + "1" * 5_000, "1e" + "9" * 5_000, "1e999", "-1e-999", "0x10", "1_000", ".inf", ".nan", "١٢"]
)
def test_a_number_that_cannot_be_shown_is_told(number: str, tmp_path: Path) -> None:
    text = GOAL_HEAD + "indicators:\n  - {id: nojda, promised: {}, limit: " + number + "}\n"
    (problem,) = problems_of(tmp_path, {GOAL: text})
    assert re.fullmatch(rf"{GOAL}:4:38 number(_too_long)? indicators\[0\].limit", problem)


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-13-01", "0000-01-01", "2026-1-1", "2026-02-03T00:00:00Z", "20260203", "٢٠٢٦-01-01", "2026-02-03 "]
)
def test_a_day_that_is_none_is_told(day: str, tmp_path: Path) -> None:
    text = GOAL_HEAD + f"document:\n  decided: '{day}'\n"
    assert problems_of(tmp_path, {GOAL: text}) == [f"{GOAL}:4:12 rough_date document.decided"]


BAD_IDS = ["../x", "..", "x/y", "x\\y", "X", "CON", "x y", "å", "x.yml", "-" * 65, "a" * 65, "", "%2e%2e", "x\u00a0", "ⅷ"]


@pytest.mark.parametrize("bad", BAD_IDS)
def test_an_id_that_leads_astray_is_told(bad: str, tmp_path: Path) -> None:
    text = GOAL_HEAD + f"parent: {json.dumps(bad)}\n"
    assert problems_of(tmp_path, {GOAL: text}) == [f"{GOAL}:3:9 id parent"]


@pytest.mark.parametrize("bad", sorted(RESERVED_IDS))
def test_an_id_that_computers_keep_is_told(bad: str, tmp_path: Path) -> None:
    assert problems_of(tmp_path, {GOAL: GOAL_HEAD + f"tags: [{bad}]\n"}) == [f"{GOAL}:3:8 id_reserved tags[0]"]


@pytest.mark.parametrize(
    "stem", ["CON", "con", "aux", "index", "lpt1", "Mål", "a b", "a" * 65, "a.b", "%2e", "a\nb", "a\u202eb", "a\udcffb"]
)
def test_a_file_name_that_cannot_be_an_address_is_told(stem: str, tmp_path: Path) -> None:
    name = f"agencies/provby/goals/{stem}.yml"
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
    assert problems_of(tmp_path, {name: GOAL_HEAD}) == [f"{shown} file_name"]


def test_an_agency_folder_that_cannot_be_an_address_is_told(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {"agencies/Annan By/agency.yml": BASE[AGENCY]}) == ["agencies/Annan By/agency.yml file_name"]


def test_a_template_in_a_text_is_only_text(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {GOAL: 'plan: prov-plan\ntitle: {sv: "{{ 7*7 }} {% include x %} ${7*7} {#}"}\n'}) == []


def test_a_key_that_breaks_the_line_is_shown_on_one_line(tmp_path: Path) -> None:
    text = GOAL_HEAD + '? "en\\nrad ' + "x" * 2_000 + '"\n: 1\n'
    (problem,) = problems_of(tmp_path, {GOAL: text})
    assert problem.startswith(f"{GOAL}:3:3 unknown_key en\ufffdrad xxx")
    assert len(problem) < 200


def test_two_hundred_problems_of_a_file_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    text = GOAL_HEAD + "".join(f"fel{number}: 1\n" for number in range(1_000))
    problems = problems_of(tmp_path, {GOAL: text})
    assert problems[0] == f"{GOAL} more_problems"
    assert len(problems) == 201


# --- files -------------------------------------------------------------------------------------------------------------


def test_a_link_to_another_file_is_not_followed(tmp_path: Path) -> None:
    content, secret = tmp_path / "content", tmp_path / "secret.yml"
    write(content, BASE)
    secret.write_text(GOAL_HEAD, encoding="utf-8")
    (content / GOAL).parent.mkdir()
    (content / GOAL).symlink_to(secret)
    (content / "agencies/provby/goals/prov-b.yml").symlink_to(tmp_path / "nothing.yml")
    (content / "agencies/provby/goals/prov-c.yml").symlink_to(tmp_path)
    (content / "pages").symlink_to(tmp_path)
    assert [f"{problem.place} {problem.code}" for problem in read(content)] == [
        "agencies/provby/goals/prov-a.yml link_to_file",
        "agencies/provby/goals/prov-b.yml link_to_file",
        "agencies/provby/goals/prov-c.yml link_to_file",
        "pages link_to_file",
    ]


def test_a_link_to_another_folder_is_not_followed(tmp_path: Path) -> None:
    content, other = tmp_path / "content", tmp_path / "other"
    write(content, BASE)
    write(other, {"prov-a.yml": GOAL_HEAD, "agency.yml": BASE[AGENCY]})
    (content / "agencies/provby/goals").symlink_to(other)
    (content / "agencies/annanby").symlink_to(other)
    (content / "agencies/rundgang").symlink_to(content)
    assert [f"{problem.place} {problem.code}" for problem in read(content)] == [
        "agencies/annanby link_to_file",
        "agencies/provby/goals link_to_file",
        "agencies/rundgang link_to_file",
    ]


def test_a_linked_agency_file_is_told_once(tmp_path: Path) -> None:
    write(tmp_path, BASE)
    (tmp_path / AGENCY).rename(tmp_path / "other.yml")
    (tmp_path / AGENCY).symlink_to(tmp_path / "other.yml")
    (tmp_path / "other.yml").rename(tmp_path / ".other.yml")
    assert [f"{problem.place} {problem.code}" for problem in read(tmp_path)] == [f"{AGENCY} link_to_file"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this computer")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, BASE)
    (tmp_path / GOAL).parent.mkdir()
    os.mkfifo(tmp_path / GOAL)
    assert [f"{problem.place} {problem.code}" for problem in read(tmp_path)] == [f"{GOAL} unreadable_file"]


def refuse(monkeypatch: pytest.MonkeyPatch, act: str, *names: str) -> None:
    """Whoever runs the tests may open everything; here the system says no, to one way of touching what has one of these names."""
    allowed = getattr(os, act)

    def refusing(path: Any, *args: Any, **given: Any) -> Any:
        if isinstance(path, str | Path) and Path(path).name in names:
            raise PermissionError(13, "Permission denied", str(path))
        return allowed(path, *args, **given)

    monkeypatch.setattr(os, act, refusing)


def test_a_file_that_may_not_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {**BASE, GOAL: GOAL_HEAD})
    refuse(monkeypatch, "open", "prov-a.yml")
    assert [f"{problem.place} {problem.code}" for problem in read(tmp_path)] == [f"{GOAL} unreadable_file"]


@pytest.mark.parametrize(
    "folder", ["", "agencies", "agencies/provby", "agencies/provby/plans", "agencies/provby/goals", "pages", "pages/sv", "search"]
)
def test_a_folder_that_may_not_be_opened_is_told(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tmp_path / "content"
    write(content, {**BASE, GOAL: GOAL_HEAD, PAGE: "# Om\n", "search/sv.yml": "synonyms: []\n"})
    refuse(monkeypatch, "scandir", (content / folder).name)
    told = [f"{problem.place} {problem.code}" for problem in read(content)]
    assert told == [f"{folder or '.'} unreadable_folder"]


def test_what_lies_in_a_folder_that_may_be_listed_and_not_entered_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {**BASE, GOAL: GOAL_HEAD})
    refuse(monkeypatch, "lstat", "prov-a.yml")
    assert [f"{problem.place} {problem.code}" for problem in read(tmp_path)] == ["agencies/provby/goals unreadable_folder"]


def test_a_file_larger_than_the_memory_is_told_by_its_size_and_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {**BASE, GOAL: GOAL_HEAD, PAGE: "# Om\n"})
    for name in (GOAL, PAGE):
        os.truncate(tmp_path / name, 10**12)  # a hole: it takes no room on the disk
    taken, read_bytes = list[int](), os.read

    def note(number: int, size: int) -> bytes:
        taken.append(size)
        return read_bytes(number, size)

    monkeypatch.setattr(os, "read", note)
    problems = read(tmp_path)
    assert [f"{problem.place} {problem.code}" for problem in problems] == [f"{GOAL} file_too_large", f"{PAGE} file_too_large"]
    assert "1000000000000" in problems[0].message("sv")
    assert 0 < max(taken) < LARGEST_FILE


LEFT = [
    "Thumbs.db",
    "thumbs.db",
    "desktop.ini",
    "Desktop.ini",
    ".DS_Store",
    "~$prov-a.docx",
    "._prov-a.yml",
    ".~lock.prov-a.yml#",
    "Icon\r",
]
LEFT += ["prov-a.yml~", "#prov-a.yml#", "ehthumbs.db"]


@pytest.mark.parametrize("name", LEFT)
def test_what_systems_and_editors_leave_is_passed_by_wherever_it_lies(name: str, tmp_path: Path) -> None:
    write(tmp_path, {**BASE, GOAL: GOAL_HEAD, PAGE: "# Om\n", "search/sv.yml": "synonyms: []\n"})
    folders = ["", "agencies/", "agencies/provby/", "agencies/provby/goals/", "agencies/provby/plans/", "pages/", "pages/sv/", "search/"]
    write(tmp_path, {f"{folder}{name}": b"\0\1" for folder in folders})
    assert read(tmp_path) == []


def test_what_only_looks_like_it_is_told(tmp_path: Path) -> None:
    names = ["Thumbs.yml.db", "desktop.txt", "prov-a.yml.bak", "Kopia av prov-a.yml"]
    told = problems_of(tmp_path, {f"agencies/provby/goals/{name}": GOAL_HEAD for name in names})
    assert len(told) == len(names)


def test_a_content_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("x", encoding="utf-8")
    assert [f"{problem.place} {problem.code}" for problem in read(tmp_path / "content")] == [". unreadable_folder"]


def test_folders_where_files_are_expected_are_told(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "agencies/annanby/agency.yml/x": "",
        "agencies/annanby/goals/prov-b.yml/x": "",
        "pages/sv/om.md/x": "",
    }
    assert problems_of(tmp_path, files) == [
        "agencies/annanby/agency.yml folder_for_file",
        "agencies/annanby/goals/prov-b.yml folder_for_file",
        "pages/sv/om.md folder_for_file",
    ]


def test_content_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path / "nowhere") == []


# --- texts -------------------------------------------------------------------------------------------------------------

RUNS = ["<script>alert(1)</script>", "[x](javascript:alert(1))"]
HTML_TRICKS = [
    "<ScRiPt >alert(1)</sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a@b onclick=alert(1)>",
    "<https://x onclick=alert(1)>",
    "<mailto:x onclick=alert(1)>",
    "<javascript:alert(1)>",
    "<!-- -->",
    "<?php ?>",
    "</p>",
    "<script",
    "1<b",
]
LINK_TRICKS = [
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](\njavascript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](javascript :alert(1))",
    "[x](<java script:alert(1)>)",
    "[x](<javascript:alert(1)> 'title')",
    "[x](&#106;avascript:alert(1))",
    "[x](&#0000106avascript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](java&#x0A;script:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](&NewLine;javascript:alert(1))",
    "[x](" + " " * 1_900 + "javascript:alert(1))",
    "[x](" + "&Tab;" * 450 + "javascript:alert(1))",
    "[x](`javascript:alert(1)`)",
    "[x](javascript:`)",
    "[x](a [y](javascript:alert(1)) b)",
    "[x [y](javascript:alert(1))](https://example.se)",
    "[x](data:text/html,<b)",
    "[x](data:text/html;base64,PGI+)",
    "[x](vbscript:msgbox)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://example.se/1)",
    "[x](ftp://example.se/)",
    "[x](//example.se)",
    "[x](/\\example.se)",
    "[x](\\\\example.se)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x][1]\n\n[1]:javascript:alert(1)",
    "[x][1]\n\n[1]:\n  javascript:alert(1)",
    "[x][1]\n\n[1]: JAVASCRIPT&colon;alert(1)",
    "[x][1]\n\n> [1]: javascript:alert(1)",
    "[x][1]\n\n- a\n\n    [1]: javascript:alert(1)",
    "[x][" + "a" * 300 + "]\n\n[" + "a" * 300 + "]: javascript:alert(1)",
    "[x][a b]\n\n[a\nb]: javascript:alert(1)",
    "[x][1]\n\n[1]: javascript:a:",
    "[a]:\n[b]: javascript:alert(1)\n[x][b]",
    "[1]:" + " " * 3_000 + "javascript:alert(1)",
]
URL_TRICKS = ["[x](http://)", "[x](ht\ntps://example.se)", "[x](https://user:password@example.se)", "[x](https://example.se:99999999/)"]


def text_fields(annotation: Any) -> Iterator[tuple[str | int, ...]]:
    """The way to every text that readers see, in a record or any type inside it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, info in annotation.model_fields.items():
            inner = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
            for path in text_fields(inner):
                yield (info.alias or name, *path)
    elif get_origin(annotation) is Annotated:
        functions = [part.read for part in annotation.__metadata__ if isinstance(part, ReadBy)]
        if not functions:
            yield from text_fields(get_args(annotation)[0])
        elif functions[0] in (read_reader_text, read_word):
            yield ()
    elif get_origin(annotation) in (list, dict):
        *key, value = get_args(annotation)
        step = 0 if not key else "sv" if "read_language" in str(key) else "nojda"
        yield from ((step, *path) for path in text_fields(value))
    else:
        yield from (path for part in get_args(annotation) for path in text_fields(part))


TEXT_FIELDS = [(kind, path) for kind, model in RECORDS.items() for path in dict.fromkeys(text_fields(model))]


def nest(path: tuple[str | int, ...], value: object) -> Any:
    if not path:
        return value
    step, *rest = path
    inner = nest(tuple(rest), value)
    return [inner] if isinstance(step, int) else {step: inner}


def shown(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def test_every_text_of_every_record_is_tried() -> None:
    paths = [f"{kind}.{shown(path)}" for kind, path in TEXT_FIELDS]
    assert len(paths) > 80
    for expected in (
        "goal.title.sv",
        "goal.owner",
        "goal.owner.sv",
        "goal.document.number",
        "goal.indicators[0].unit.sv",
        "goal.indicators[0].external.nojda",
        "goal.indicators[0].targets[0].wording.sv",
        "goal.fate.reason.sv",
        "outcomes.comparisons.nojda.nojda.name.sv",
        "finding.responses[0].text.sv",
    ):
        assert expected in paths


@each_row("hostile", RUNS)
@each_row(("kind", "path"), TEXT_FIELDS, ids=lambda part: shown(part) if isinstance(part, tuple) else part)
def test_what_runs_is_refused_in_every_text_field(kind: str, path: tuple[str | int, ...], hostile: str, tmp_path: Path) -> None:
    name = FOLDER_OF[kind].format("prov-a")
    path = ("prov-a", *path) if kind == "theme" else path  # the file has many
    head = "# rad ett\n"
    problems = problems_of(tmp_path, {name: head + json.dumps(nest(path, hostile))})
    code = "raw_html" if "<" in hostile else "link"
    assert [problem for problem in problems if re.fullmatch(rf"{re.escape(name)}:2:\d+ {code} {re.escape(shown(path))}", problem)]


@pytest.mark.parametrize(
    ("tricks", "code"), [(HTML_TRICKS, "raw_html"), (LINK_TRICKS, "link"), (URL_TRICKS, "url")], ids=["html", "link", "url"]
)
def test_tricks_are_seen_through(tricks: list[str], code: str, tmp_path: Path) -> None:
    for trick in tricks:
        text = "plan: prov-plan\ntitle: {sv: Trygg}\nsummary:\n  sv: " + json.dumps(trick) + "\n"
        (problem,) = problems_of(tmp_path, {GOAL: text})
        expected = "raw_html" if re.search("<[a-z]", trick) else code
        assert problem == f"{GOAL}:4:7 {expected} summary.sv", trick


def test_tricks_are_seen_through_in_prose(tmp_path: Path) -> None:
    for trick in (
        *HTML_TRICKS,
        *LINK_TRICKS,
        *URL_TRICKS,
        "![x](https://example.se/a.png)",
        "![x](//example.se/a.png)",
        "![x][1]",
        "![x](&#104;ttps://a.se/b.png)",
    ):
        problems = problems_of(tmp_path, {PAGE: f"# Om\n\n{trick}\n"})
        assert problems, trick
        assert all(re.match(rf"{PAGE}:\d+:\d+ (raw_html|link|url|foreign_picture)$", problem) for problem in problems), trick


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]


MARKDOWN_PARTS = words(r"""[x]( [x](< ]( [x][1] ) > 't' "t" (t) // /\ \ ` & * _ ! < a [ ] ( # / ? : &Tab; &#58; """)
MARKDOWN_PARTS += words("javascript: java script: JaVascript&colon; data: https://a.se mailto:a@b.se")
MARKDOWN_PARTS += [" ", "\n", "\n\n", "    ", "> ", "- ", "[1]: ", "[1]:\n"]


@settings(deadline=None, max_examples=400, derandomize=True)
@given(st.lists(st.sampled_from(MARKDOWN_PARTS), min_size=1, max_size=12).map("".join))
def test_no_text_that_is_accepted_becomes_a_link_that_runs(text: str) -> None:
    """Held even without the sanitiser, which is the second lock."""
    try:
        read_reader_text(text)
    except PydanticCustomError:
        return
    converter = markdown.Markdown()
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    links = _Links()
    links.feed(converter.convert(text))
    for link in links.found:
        cleaned = re.sub(r"[\x00-\x20]", "", html.unescape(link))
        scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):.", cleaned)
        assert not scheme or scheme[1].lower() in ("http", "https", "mailto")
        assert not cleaned.startswith(("//", "/\\", "\\"))


# --- anything at all ---------------------------------------------------------------------------------------------------

FRAGMENTS = words(r"""[ ] { } - ? : , # & * ! | > ' " % @ ` ~ < = \ a 1 1.5 null no 2023-01-01 "x" 'x' "\u202e" å 😀""")
FRAGMENTS += [" ", "\n", "\t", "\n  ", "\n- ", "- ", ": ", "b: c", "a: b\n", "a:\n", "[a, b]", "{a: b}", "<<: ", "&a ", "*a ", "!x "]
FRAGMENTS += ["---\n", "...\n", "%YAML 1.2\n", "|\n  x\n", ">-\n  x\n"]
FRAGMENTS += [
    "– ",
    "•",
    "”",
    "“a, b”",
    "：",
    "｛",
    "\u00a0",
    "\n\u00a0",
    "\u200b",
    "8,1",
    "{a: 8,1",
    "-a: ",
    "#b",
    "?c",
    "\n]",
    '"a\n b"',
    "...",
    " # d",
]


@settings(deadline=None, max_examples=600, derandomize=True)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
def test_no_text_gets_an_exception_out_of_the_reader(text: str) -> None:
    data, problems = read_yaml(text, "prov.yml")
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert problem.message("sv").isprintable()
        assert problem.message("en").isprintable()
    if not problems:
        assert as_text(data) == as_text(yaml.load(text + "\n" * (text[-1:] != "\n"), Loader=yaml.CBaseLoader))
        check_marks(data, read_marks(text, "prov.yml"))


def check_marks(data: object, marks: Marks | None) -> None:
    """Every key and every value has its place."""
    if isinstance(data, dict):
        assert marks is not None
        assert marks.keys.keys() == marks.children.keys() == data.keys()
        for key, value in data.items():
            check_marks(value, marks.children[key])
    elif isinstance(data, list):
        assert marks is not None
        assert list(marks.children) == list(range(len(data)))
        for index, value in enumerate(data):
            check_marks(value, marks.children[index])
    else:
        assert data is None or marks is not None


def as_text(data: object) -> object:
    """Data of either reader, with every scalar as its text and nothing as empty text."""
    if isinstance(data, dict):
        return {str(key): as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_text(item) for item in data]
    return "" if data is None or data in NULLS else str(data)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8)
PLAIN = st.recursive(
    st.none() | st.integers() | WORDS | st.sampled_from(["no", "~", "1_0", " x "]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcåäö", min_size=1, max_size=3), inner, max_size=4),
    max_leaves=15,
)


@settings(deadline=None, max_examples=200, derandomize=True)
@given(data=PLAIN, flow=st.booleans())
def test_plain_data_are_read_as_other_readers_read_them(*, data: object, flow: bool) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow)
    found, problems = read_yaml(text, "prov.yml")
    assert [problem.code for problem in problems] in ([], ["too_deep"])
    if not problems:
        assert as_text(found) == as_text(yaml.load(text, Loader=yaml.BaseLoader))


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.binary(max_size=200), st.sampled_from([b"", b"plan: prov-plan\n", b"# Om\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE]))
def test_no_bytes_get_another_exception_than_problems(data: bytes, head: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), {**BASE, GOAL: head + data, PAGE: head + data})
        read(Path(folder))


FIELDS = sorted({info.alias or name for model in RECORDS.values() for name, info in model.model_fields.items()})
FIELDS += words("sv en nojda riket id kind name value by via targets low high with pace every unit baseline about into values ~ [key]")
VALUES = words("prov-a prov-plan provby nojda riket at_least between compare done_by zero ended active 2023 2026-12-31 2024/2026 10-31")
VALUES += ["", " ", *words("1 -1 1e9 true no percent up year <b> [x](javascript:y) {{7*7}} \u202e https://a.se"), "a" * 70]
RECORD = st.recursive(
    st.none() | st.sampled_from([Plain(value) for value in VALUES]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5),
    max_leaves=25,
)


def as_yaml(data: Any) -> str:
    """Data as YAML on one line; what can stand without quotation marks does."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {as_yaml(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(as_yaml(item) for item in data) + "]"
    if data is None:
        return "null"
    return str(data) if re.fullmatch(r"[a-z0-9_/.-]+", data) else json.dumps(data)


@settings(deadline=None, max_examples=300, derandomize=True)
@given(st.dictionaries(st.sampled_from(sorted(FOLDER_OF)), RECORD, min_size=1))
def test_no_structure_gets_another_exception_than_problems(records: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = {FOLDER_OF[kind].format("prov-a"): as_yaml(data) for kind, data in records.items()}
        write(Path(folder), {**BASE, **files})
        read(Path(folder))
