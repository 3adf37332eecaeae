"""Tables to download: strict, true to the JSON, described, the same every time, and nothing in them runs."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pydantic import ValidationError

from ledstjarna.data.tables.cells import number_text, plain_text, safe_text
from ledstjarna.data.tables.column import Kept, Rows, Table, by_row
from ledstjarna.data.tables.goalposts import GOALPOSTS
from ledstjarna.data.tables.goals import GOALS
from ledstjarna.data.tables.headings import COLUMN_WORDS
from ledstjarna.data.tables.others import EVENTS, FINDINGS
from ledstjarna.data.tables.outcomes import OUTCOMES
from ledstjarna.data.tables.workbook import Book
from ledstjarna.model.complaints import Plain
from ledstjarna.model.settings import Language, Settings
from ledstjarna.output.stage import FRESH, Stage
from ledstjarna.pages.all_kinds import make_voices
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.downloads import comma_codes
from tests.worlds import World, make_world

ROOT = Path(__file__).parent.parent
TABLES = (GOALS, OUTCOMES, FINDINGS, EVENTS, GOALPOSTS)
NAMES = [table.name for table in TABLES]
RUNS = "=cmd|' /C calc'!A0"


def files_of(world: World) -> dict[str, bytes]:
    """Every table of a site, by its address; beside them lie the other files of goals."""
    return world.files("tables", "goals")


def strict(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def excel(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def csv_files(site: Path) -> list[Path]:
    return [path for path in sorted((site / "data").rglob("*.csv")) if "-excel" not in path.name]


def workbook(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(book: Any) -> Iterable[Any]:
    return (cell for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.fixture
def hostile(tmp_path: Path) -> dict[str, bytes]:
    """The tables of a goal whose texts would all run, with a negative number among its outcomes."""
    quoted = f'"{RUNS}"'
    case = {
        "goal": {"title": {"sv": quoted, "en": '"\\"  @SUM(1+1)"'}},
        "agency": {"name": {"sv": "+46 8 123", "en": "－1"}},
        "indicators": [{"name": {"sv": "-2+3", "en": "Measure"}}],
        "outcomes": {"m1": [{"period": "2023", "value": "-12.5", "note": {"sv": '"\\r=1+1"', "en": '"Two,\\nlines; \\"quoted\\""'}}]},
    }
    return files_of(make_world(case, tmp_path))


# --- strict CSV ------------------------------------------------------------------------------------------------------


def test_every_strict_csv_is_utf_8_without_a_mark_with_crlf_and_rows_of_one_length(shipped_site: Path) -> None:
    files = csv_files(shipped_site)
    assert len(files) == 58 + len(TABLES)
    for path in files:
        content = path.read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")
        assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1
        assert len(set(rows[0])) == len(rows[0])
        assert [name for name in rows[0] if not re.fullmatch(r"[a-z][a-z0-9_]*", name)] == []


def test_the_table_of_goals_says_what_the_json_says(shipped_site: Path) -> None:
    rows = strict((shipped_site / "data" / "goals.csv").read_bytes())
    everything = {goal["id"]: goal for goal in json.loads((shipped_site / "data" / "goals.json").read_text(encoding="utf-8"))["goals"]}
    assert {row["goal"] for row in rows} == set(everything)
    for row in rows:
        goal = everything[row["goal"]]
        assert row["goal_reporting_status"] == goal["reporting_status"]
        assert row["goal_progress_status"] == (goal["progress_status"] or "")
        if row["indicator"]:
            measure = next(entry for entry in goal["indicators"] if entry["id"] == row["indicator"])
            for name in ("progress", "expected", "expected_today"):
                assert (float(row[name]) if row[name] else None) == measure[name], (row["goal"], name)
            for name in ("progress_status", "reporting_status", "next_due", "course", "method"):
                assert row[name] == (measure[name] or "")
            for part, names in (("latest", ("period", "date", "published")), ("target", ("kind", "by"))):
                assert [row[f"{part}_{name}"] for name in names] == [(measure[part] or {}).get(name) or "" for name in names]
            assert (row["overdue"], row["closed"]) == (str(measure["overdue"]).lower(), str(measure["closed"]).lower())
        else:
            assert goal["indicators"] == []


def test_a_goal_without_a_measure_has_a_row_with_its_reporting_status_and_no_figure(shipped_site: Path) -> None:
    rows = [row for row in strict((shipped_site / "data" / "goals.csv").read_bytes()) if row["goal"] == "fk-bidragsbrott"]
    assert [(row["goal_reporting_status"], row["indicator"], row["status_sv"]) for row in rows] == [
        ("no_measure", "", "Inget mått finns här")
    ]
    numbers = [name for name, (kind, _, _) in COLUMN_WORDS.items() if kind in {"number", "whole"} and name in rows[0]]
    assert {rows[0][name] for name in numbers} == {""}


def test_the_table_of_outcomes_is_the_goals_tables_together_with_comparisons_marked(shipped_site: Path) -> None:
    data = shipped_site / "data"
    rows = strict((data / "outcomes.csv").read_bytes())
    of_goals = [row for path in sorted((data / "goals").glob("*.csv")) if "-excel" not in path.name for row in strict(path.read_bytes())]
    assert not {"goal_title_sv", "goal_title_en", "agency_name_sv", "agency_name_en"} & set(rows[0]), "they are in the table of goals"
    named = {(row["goal"], row["agency"]) for row in strict((data / "goals.csv").read_bytes())}
    assert {(row["goal"], row["agency"]) for row in rows} <= named
    short = [{name: cell for name, cell in row.items() if name != "agency"} for row in rows]
    assert sorted(map(str, short)) == sorted(map(str, of_goals))
    assert {row["series"] for row in rows} == {"outcome", "comparison"}
    for row in rows:
        assert bool(row["comparison"]) == (row["series"] == "comparison")
        assert row["value"] or row["withheld"] or row["done"]
        assert row["period_start"] <= row["period_end"]


def test_a_text_that_is_missing_in_a_language_leaves_its_cell_empty(tmp_path: Path) -> None:
    rows = strict(files_of(make_world({"goal": {"title": {"sv": "Bara svenska"}}}, tmp_path))["data/goals.csv"])
    assert (rows[0]["goal_title_sv"], rows[0]["goal_title_en"]) == ("Bara svenska", "")


def test_figures_about_few_persons_are_in_no_table(tmp_path: Path) -> None:
    few = {
        "unit": {"sv": "personer", "en": "people"},
        "baseline": {"period": 2022, "value": 4},
        "targets": [{"kind": "zero", "by": "2026-12-31"}],
    }
    rows = [{"period": 2023, "value": 3}, {"period": 2024, "value": 30, "by_sex": {"women": 28, "men": 2}}]
    site = make_world({"indicators": [few], "outcomes": {"m1": rows}}, tmp_path)
    found = files_of(site)
    told = strict(found["data/outcomes.csv"])
    assert [(row["value"], row["withheld"], row["women"], row["men"]) for row in told] == [("", "fewer_than_5", "", ""), ("30", "", "", "")]
    assert strict(found["data/goals.csv"])[0]["baseline_value"] == ""
    book = workbook(found["data/agencies/provby.xlsx"])
    assert not {3, 4, 28} & {
        cell.value
        for sheet in book.worksheets[1:]
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if not isinstance(cell.value, bool)
    }


def test_a_zero_is_a_zero_and_what_is_not_known_is_empty(tmp_path: Path) -> None:
    case = {"indicators": [{"targets": [{"kind": "zero"}]}], "outcomes": {"m1": [{"period": 2024, "value": 0}]}}
    row = strict(files_of(make_world(case, tmp_path))["data/goals.csv"])[0]
    assert (row["latest_value"], row["target_value"], row["target_by"], row["progress"]) == ("0", "", "", "")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.50"), "-0.50"),
        (Decimal("1e-7"), "0.0000001"),
        (Fraction(2, 7), "0.2857142857"),
        (Fraction(3), "3"),
        (7, "7"),
    ],
)
def test_a_number_has_a_decimal_point_and_no_exponent(value: Decimal | Fraction | int, text: str) -> None:
    assert number_text(value) == text


# --- nothing runs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        RUNS,
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\tx",
        "  =1",
        '"=1',
        "'=1",
        "”=1",
        "\u00a0=1",
        "\ufeff=1",
        "\u200b-1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        "\x00=1",
        " \"' +1",
    ],
)
def test_a_text_that_a_spreadsheet_would_run_has_an_apostrophe_before_it(text: str) -> None:
    assert safe_text(text).startswith("'")
    assert safe_text(text)[1:] == plain_text(text)


@pytest.mark.parametrize("text", ["Mål", "1-2", "a=b", "a\n=b", "”Ett citat”", "2024-05", "0", ""])
def test_other_texts_are_left_as_they_are_but_on_one_line(text: str) -> None:
    assert safe_text(text) == text.replace("\n", " ")


def test_a_text_is_one_line_without_control_characters() -> None:
    assert plain_text("a\x00b\r\nc\u2028d\ufffe") == "a b c d"


def test_hostile_texts_are_texts_in_both_forms_of_csv_and_numbers_stay_numbers(hostile: dict[str, bytes]) -> None:
    rows = strict(hostile["data/goals/mal.csv"])
    row = strict(hostile["data/outcomes.csv"])[0]
    assert rows[0].items() <= row.items()
    goal = strict(hostile["data/goals.csv"])[0]
    assert goal["goal_title_sv"] == f"'{RUNS}"
    assert goal["goal_title_en"].startswith("'\"")
    assert (goal["agency_name_sv"], goal["agency_name_en"], row["indicator_name_sv"]) == ("'+46 8 123", "'－1", "'-2+3")
    assert row["value"] == "-12.5"
    assert row["note_en"] == 'Two, lines; "quoted"'
    told = list(excel(hostile["data/agencies/provby.sv-excel.csv"])[0].values())
    assert f"'{RUNS}" in told
    assert "-12,5" in told
    for name, content in hostile.items():
        if name.endswith(".csv"):
            text = content.decode("utf-8-sig")
            for cell in (
                cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";" if "excel" in name else ",") for cell in row
            ):
                assert not re.match(r"\s*[=+@＝＋－＠\t\r]|\s*-(?![\d,.]+\Z)", cell), (name, cell)


def test_hostile_texts_are_texts_in_the_workbook(hostile: dict[str, bytes]) -> None:
    book = workbook(hostile["data/agencies/provby.xlsx"])
    assert {cell.data_type for cell in cells(book)} <= {"s", "n", "d", "b"}
    values = [cell.value for cell in cells(book)]
    assert RUNS in values
    assert -12.5 in values


# --- for Swedish Excel -----------------------------------------------------------------------------------------------


def assert_is_said_in_swedish(content: bytes, rows: list[dict[str, str]], without: Iterable[str] = ()) -> None:
    """The cells of a CSV for Excel are those of the strict rows, but for other languages' texts and what is left out."""
    names = [name for name in rows[0] if not name.endswith("_en") and name not in {"expected_today", *without}]
    found = excel(content)
    assert len(found) == len(rows)
    assert len(found[0]) == len(names)
    for one, other in zip(found, rows, strict=True):
        for name, cell in zip(names, one.values(), strict=True):
            kind = COLUMN_WORDS[name if name in COLUMN_WORDS else name.removesuffix("_sv")][0]
            said = {"true": "ja", "false": "nej"}.get(other[name], other[name]) if kind == "truth" else other[name]
            assert cell == (said.replace(".", ",") if kind == "number" else said)


@pytest.mark.parametrize("name", ["goals", "findings", "events"])
def test_a_table_of_all_for_excel_has_the_same_cells_with_decimal_comma_and_headings_in_words(shipped_site: Path, name: str) -> None:
    data = shipped_site / "data"
    assert_is_said_in_swedish((data / f"{name}.sv-excel.csv").read_bytes(), strict((data / f"{name}.csv").read_bytes()))


def named_outcomes(data: Path) -> list[dict[str, str]]:
    """All outcomes, with what the table of goals says that their goals and bodies are called."""
    names = ("goal", "goal_title_sv", "goal_title_en", "agency", "agency_name_sv", "agency_name_en")
    goals = {row["goal"]: {name: row[name] for name in names} for row in strict((data / "goals.csv").read_bytes())}
    return [{**goals[row["goal"]], **row} for row in strict((data / "outcomes.csv").read_bytes())]


def test_the_outcomes_for_excel_are_in_a_file_for_each_body(shipped_site: Path) -> None:
    data = shipped_site / "data"
    assert not (data / "outcomes.sv-excel.csv").exists()
    assert list((data / "goals").glob("*excel*")) == []
    rows = named_outcomes(data)
    files = sorted((data / "agencies").glob("*.sv-excel.csv"))
    assert {file.name.partition(".")[0] for file in files} >= {row["agency"] for row in rows}
    for file in files:
        own = [row for row in rows if row["agency"] == file.name.partition(".")[0]]
        if own:
            assert_is_said_in_swedish(file.read_bytes(), own, ["agency", "agency_name_sv"])
    assert "Mål (id);Mål;" in (data / "agencies" / "vargarda.sv-excel.csv").read_text(encoding="utf-8-sig")


def test_only_languages_with_a_decimal_comma_get_a_csv_for_excel() -> None:
    codes = {"sv": "sv_SE", "en": "en_GB", "fi": "fi_FI", "he": "he_IL"}
    settings = Settings(languages=[Language(code=code, name=code, locale=locale) for code, locale in codes.items()])
    assert comma_codes(settings) == ("sv", "fi")


# --- workbooks -------------------------------------------------------------------------------------------------------


def test_a_workbook_has_no_formula_and_its_numbers_and_days_are_real(shipped_site: Path) -> None:
    for path in [*sorted((shipped_site / "data" / "agencies").glob("*.xlsx")), shipped_site / "data" / "all.xlsx"]:
        book = workbook(path.read_bytes())
        assert book.sheetnames == ["Om filen – About the file", "Mål – Goals", "Utfall – Outcomes"]
        assert "f" not in {cell.data_type for cell in cells(book)}
        for sheet in book.worksheets[1:]:
            assert sheet.freeze_panes == "A2"
            assert sheet.auto_filter.ref.startswith("A1:")
            assert sheet.dimensions == sheet.auto_filter.ref
    kinds = {cell.data_type for row in book.worksheets[2].iter_rows(min_row=2) for cell in row}
    assert kinds == {"s", "n", "d", "b"}


def test_the_workbook_of_all_has_the_rows_of_the_tables(shipped_site: Path) -> None:
    book = workbook((shipped_site / "data" / "all.xlsx").read_bytes())
    tables = (strict((shipped_site / "data" / "goals.csv").read_bytes()), named_outcomes(shipped_site / "data"))
    for sheet, rows in zip(book.worksheets[1:], tables, strict=True):
        found = list(sheet.iter_rows(min_row=2, values_only=True))
        assert len(found) == len(rows)
        for row, texts in zip(found, rows, strict=True):
            assert [value is None for value in row] == [text == "" for column, text in texts.items() if column != "expected_today"]


def test_a_body_gets_a_workbook_of_its_own_goals_with_a_sheet_that_explains_every_column(shipped_site: Path) -> None:
    book = workbook((shipped_site / "data" / "agencies" / "forsakringskassan.xlsx").read_bytes())
    told = list(book.worksheets[0].iter_rows(values_only=True))
    assert {row[0] for row in book.worksheets[1].iter_rows(min_row=2, values_only=True)} == {
        "fk-beredskap",
        "fk-bidragsbrott",
        "fk-forvaltning",
        "fk-kompetens",
        "fk-kundmote",
        "fk-samverkan",
    }
    assert [cell for row in told for cell in row if cell and cell.startswith("Licence: CC0 1.0.")]
    assert [cell for row in told for cell in row if cell and "https://ledstjarna.example/data/agencies/forsakringskassan.xlsx" in cell]
    assert {"goal", "goal_title_sv", "value", "goal_title_en"} <= {row[0] for row in told}


def test_there_is_a_workbook_of_all_up_to_a_limit_unless_the_settings_say_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def has_book(name: str, **settings: object) -> bool:
        return "data/all.xlsx" in files_of(make_world({"settings": settings}, tmp_path / name))

    assert has_book("at the limit")
    assert not has_book("not wanted", xlsx_all=Plain("false"))
    monkeypatch.setattr("ledstjarna.data.tables.table_files.MOST_IN_A_BOOK", 0)
    assert not has_book("above it")
    assert has_book("insisted", xlsx_all=Plain("true"))


def test_whether_there_is_a_workbook_of_all_is_true_or_false_or_not_said() -> None:
    assert Settings().xlsx_all is None
    with pytest.raises(ValidationError):
        Settings(xlsx_all=Plain("maybe"))


def test_a_workbook_is_dated_by_its_newest_fact_and_says_where_the_other_files_are(tmp_path: Path) -> None:
    case = {"indicators": [{}], "outcomes": {"m1": [{"period": 2023, "value": 1, "published": "2024-03-05"}]}}
    one, other = (files_of(make_world({**case, "as_of": day}, tmp_path / day)) for day in ("2026-11-22", "2026-11-23"))
    for name in ("data/agencies/provby.xlsx", "data/all.xlsx"):
        assert one[name] == other[name], "a day later nothing has happened"
        book = workbook(one[name])
        assert book.properties.created.date().isoformat() == "2024-03-05"
        told = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell]
        assert "Latest data in the file: 5 March 2024." in told
        assert "All files, of every body and every goal: en/open-data/" in told
        assert not [cell for sheet in book for cell in next(sheet.iter_rows(values_only=True)) if cell and "expected_today" in cell]


def test_signs_that_a_workbook_would_take_for_something_else_stand_as_they_are(tmp_path: Path) -> None:
    case = {"goal": {"title": {"sv": '"_x0041_ & 3"', "en": "Goal"}}}
    content = files_of(make_world(case, tmp_path))["data/agencies/provby.xlsx"]
    with zipfile.ZipFile(io.BytesIO(content)) as packet:
        assert "<t>_x005F_x0041_ &amp; 3</t>" in packet.read("xl/sharedStrings.xml").decode("utf-8")


def test_a_text_that_looks_like_markup_of_a_workbook_is_a_text(tmp_path: Path) -> None:
    told = "<r><t>Not <b>markup &</t></r>"
    voices = make_voices(make_world({}, tmp_path).settings, theme_folder())
    rows = Rows(Table("texts", "", "", (), by_row({"title*": lambda text, _: text})), voices)
    book = Book("Texts", None)
    book.add_table("Texts", Kept(rows), ["One", "Other"], [rows.of([told, "plain"], 2)])
    assert list(workbook(book.close()).worksheets[0].values)[1:] == [(told, told), ("plain", "plain")]


def test_a_workbook_holds_a_text_once_and_counts_the_cells_that_name_it(shipped_site: Path) -> None:
    with zipfile.ZipFile(shipped_site / "data" / "all.xlsx") as packet:
        texts = packet.read("xl/sharedStrings.xml").decode("utf-8")
        sheets = [packet.read(name).decode("utf-8") for name in packet.namelist() if name.startswith("xl/worksheets/sheet")]
    count, unique = map(int, re.findall(r'ount="(\d+)"', texts)[:2])
    assert count == sum(sheet.count(' t="s"') for sheet in sheets)
    held = re.findall(r"<si>.*?</si>", texts, re.DOTALL)
    assert unique == len(held) == len(set(held)) < count


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledstjarna.data.tables.workbook.MOST_ROWS", 2)
    rows = [{"period": year, "value": year - 2000} for year in range(2019, 2024)]
    book = workbook(files_of(make_world({"indicators": [{}], "outcomes": {"m1": rows}}, tmp_path))["data/agencies/provby.xlsx"])
    assert book.sheetnames[2:] == ["Utfall – Outcomes", "Utfall – Outcomes 2", "Utfall – Outcomes 3"]
    assert [sheet.max_row - 1 for sheet in book.worksheets[2:]] == [2, 2, 1]


def test_days_before_spreadsheets_begin_are_texts(tmp_path: Path) -> None:
    book = workbook(
        files_of(make_world({"outcomes": {"m1": [{"period": 1850, "value": 1}]}, "indicators": [{}]}, tmp_path))[
            "data/agencies/provby.xlsx"
        ]
    )
    values = [cell.value for cell in book.worksheets[2][2]]
    assert {"1850-01-01", "1850-12-31"} <= set(values)


# --- descriptions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_description_names_the_columns_that_are_there_in_every_language(shipped_site: Path, name: str) -> None:
    found = json.loads((shipped_site / "data" / f"{name}.csv-metadata.json").read_text(encoding="utf-8"))
    header = next(csv.reader((shipped_site / "data" / f"{name}.csv").read_text(encoding="utf-8").splitlines()))
    columns = found["tableSchema"]["columns"]
    assert found["url"] == f"{name}.csv"
    assert [column["name"] for column in columns] == header
    for column in columns:
        assert set(column["titles"]) == {"und", "sv", "en"}
        assert [said["@language"] for said in column["dc:description"]] == ["sv", "en"]
    assert found["dc:license"] == {"@id": "https://creativecommons.org/publicdomain/zero/1.0/"}
    for code in ("sv", "en"):
        assert len({column["titles"][code] for column in columns}) == len(columns)


@pytest.mark.parametrize("name", NAMES)
def test_the_csvw_library_reads_every_cell_as_it_is_described(shipped_site: Path, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the libraries that csvw uses
        from csvw import Table

    table = Table.from_file(shipped_site / "data" / f"{name}.csv-metadata.json")
    rows = list(table.iterdicts(strict=True))
    assert len(rows) == len(strict((shipped_site / "data" / f"{name}.csv").read_bytes())) > 0
    if name == "outcomes":
        assert {type(row["value"]) for row in rows} == {Decimal, type(None)}
    table.check_primary_key()


FRICTIONLESS = """
import json, sys
from frictionless import Resource, Schema, Dialect, formats
types = {"decimal": "number", "integer": "integer", "date": "date", "boolean": "boolean", "anyURI": "string", "string": "string"}
for name in sys.argv[1:]:
    found = json.load(open(name + ".csv-metadata.json", encoding="utf-8"))["tableSchema"]
    fields = [{"name": column["name"], "type": types[column["datatype"]]} for column in found["columns"]]
    schema = Schema.from_descriptor({"fields": fields, "primaryKey": found.get("primaryKey", [])})
    report = Resource(path=name + ".csv", encoding="utf-8", schema=schema).validate()
    print(name, report.valid, [error.message for task in report.tasks for error in task.errors][:5])
    rows = Resource(path=name + ".csv", encoding="utf-8", schema=schema).read_rows()
    assert rows
"""


def test_frictionless_accepts_every_table(shipped_site: Path) -> None:
    # In a process of its own: what it imports warns, and here a warning is an error.
    command = [sys.executable, "-W", "ignore", "-c", FRICTIONLESS, *NAMES]
    found = subprocess.run(command, cwd=shipped_site / "data", capture_output=True, text=True, check=False)
    assert found.stdout.splitlines() == [f"{name} True []" for name in NAMES], found.stderr


def test_every_column_is_in_a_table_and_every_table_explains_its_columns() -> None:
    used = {name.removesuffix("*") for table in TABLES for name in (*table.series_ways, *table.ways)}
    assert used == set(COLUMN_WORDS)


def test_no_two_columns_of_a_table_have_one_heading(tmp_path: Path) -> None:
    voices = make_voices(make_world({}, tmp_path).settings, theme_folder())
    for table in TABLES:
        for voice in voices.values():
            columns = Rows(table, voices).columns
            headings = [column.heading(voice) for column in columns]
            assert len(set(headings)) == len(headings)
            alone = [column.heading_alone(voice) for column in columns if column.language in ("", voice.code)]
            assert len(set(alone)) == len(alone)


# --- the same every time ---------------------------------------------------------------------------------------------

BUILD = """
import datetime, sys
from pathlib import Path
from ledstjarna.build import build_site
from ledstjarna.settings import read_project
build_site(read_project(Path("tests/sites/everything/site_config.yml")), as_of=datetime.date(2026, 11, 22), output=Path(sys.argv[1]), frame="bare")
"""


def test_tables_have_the_same_bytes_whatever_the_clock_and_the_order_of_sets(tmp_path: Path) -> None:
    found = []
    for seed, zone in (("1", "Pacific/Kiritimati"), ("2", "America/Los_Angeles")):
        output = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", BUILD, str(output)], cwd=ROOT, check=True, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        )
        found.append({path.relative_to(output): path.read_bytes() for path in sorted((output / "data").rglob("*")) if path.is_file()})
    assert any(path.suffix == ".xlsx" for path in found[0])
    assert found[0] == found[1]


def test_what_comes_in_parts_is_written_whole_and_its_size_is_told(tmp_path: Path) -> None:
    (tmp_path / FRESH).mkdir()
    assert Stage(tmp_path, tmp_path / "elsewhere").write("data/x.csv", iter([b"a", b"bc"])).size == 3
    assert (tmp_path / FRESH / "data" / "x.csv").read_bytes() == b"abc"
