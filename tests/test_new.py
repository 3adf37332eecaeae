"""What ``ledstjarna new`` makes: ids that hold, forms that are in order, rows that disturb nothing, and words that lead on."""

from __future__ import annotations

import codecs
import datetime
import itertools
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from ledstjarna.__main__ import main
from ledstjarna.authoring.figure import read_figure
from ledstjarna.authoring.forms import fill_form, unwritten_lines
from ledstjarna.authoring.ids import find_prefix, is_id, next_free
from ledstjarna.authoring.insert import insert_row
from ledstjarna.load.content_tree import Document, load_content
from ledstjarna.load.guarded_yaml import decode, read_yaml
from ledstjarna.load.source import FolderSource
from ledstjarna.model.complaints import Plain
from ledstjarna.model.goal import Indicator
from ledstjarna.model.ids import RESERVED_IDS, propose_id
from ledstjarna.model.settings import Settings
from ledstjarna.model.site_file import SiteFile
from ledstjarna.model.typed_numbers import propose_numbers
from ledstjarna.model.values import read_id
from ledstjarna.problems import OutsideError
from ledstjarna.site_check import form_examples
from ledstjarna.theme_files import theme_folder
from ledstjarna.validate.checks.wording import PLACEHOLDER
from ledstjarna.validate.examples import find_examples
from ledstjarna.validate.shape import RECORDS, is_given, make_record
from tests.rows import each_row
from tests.test_documents import records_in

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
TODAY = datetime.datetime.now(Settings().zone).date()  # where the site is, which may be another day than where the test runs
ROW = "{period: 2025, value: 85.5, published: 2026-01-30}"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A new Swedish site with a body, a plan and a goal; the commands are run in it."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "site", "mal"]) == 0
    monkeypatch.chdir(tmp_path / "mal")
    assert main(["new", "agency", "exempelkommun", "--kind", "municipality"]) == 0
    assert main(["new", "plan", "exk-plan"]) == 0
    assert main(["new", "goal", "exk-trygg-skola"]) == 0
    capsys.readouterr()
    return tmp_path / "mal"


@pytest.fixture
def golden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site with many things in it."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    shutil.copy(GOLDEN / "site_config.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def refused(words: list[str], capsys: pytest.CaptureFixture[str], code: str) -> str:
    """What is told of a command that is refused; the code is the last word of the first line."""
    before = files_in(Path())
    assert main(["new", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines()[0].endswith(f"({code})"), told.err
    assert files_in(Path()) == before
    return told.err


# --- ids ---------------------------------------------------------------------------------------------------------------


@given(st.text(max_size=200), st.sampled_from(["", "exk"]))
def test_what_is_proposed_can_always_be_an_id(text: str, prefix: str) -> None:
    id = propose_id(text, prefix)
    assert id is None or read_id(Plain(id)) == id


@given(st.from_regex(r"[a-z0-9]{1,20}(-[a-z0-9]{1,10}){0,3}", fullmatch=True).filter(lambda text: text not in RESERVED_IDS))
def test_an_id_is_its_own_proposal(id: str) -> None:
    assert propose_id(id) == id


@pytest.mark.parametrize(
    ("text", "prefix", "id"),
    [
        ("Nöjda brukare", "", "nojda-brukare"),
        ("Nöjda brukare", "exk", "exk-nojda-brukare"),
        ("exk-Nöjda", "exk", "exk-nojda"),
        ("Åtgärder för ett öppet Café & Ærø", "", "atgarder-for-ett-oppet-cafe-aero"),
        ("  Mål  1: 80 %! ", "", "mal-1-80"),
        ("Straße", "", "strasse"),
        ("index", "", "index-1"),
        ("CON", "", "con-1"),
        ("ord " * 40, "", "-".join(["ord"] * 16)),
        ("x" * 100, "", "x" * 64),
        ("?!", "", None),
        ("目标", "exk", None),
    ],
)
def test_an_id_is_proposed_from_a_name(text: str, prefix: str, id: str | None) -> None:
    assert propose_id(text, prefix) == id


@given(st.from_regex(r"[a-z0-9-]{1,64}", fullmatch=True).filter(is_id), st.integers(0, 120))
def test_the_next_free_id_is_an_id_that_nobody_has(id: str, many: int) -> None:
    taken: set[str] = set()
    for _ in range(many):
        taken.add(next_free(id, taken.__contains__))
    free = next_free(id, taken.__contains__)
    assert free not in taken
    assert read_id(Plain(free)) == free


@pytest.mark.parametrize(
    ("agency", "goals", "plans", "prefix"),
    [
        ("exempelkommun", ["exk-a", "exk-b"], [], "exk"),
        ("exempelkommun", [], ["exk-plan"], "exk"),
        ("exempelkommun", ["nojda-brukare"], [], ""),
        ("forsakringskassan", ["fk-a", "fk-b"], ["langsiktiga-mal"], "fk"),
        ("exempelkommun", ["exk-a", "annat-b"], [], ""),
        ("exempelkommun", [], [], ""),
        ("exempelkommun", ["kort", "kort-b"], [], ""),
    ],
)
def test_a_prefix_is_seen_where_there_is_one(agency: str, goals: list[str], plans: list[str], prefix: str) -> None:
    assert find_prefix(agency, goals, plans) == prefix


def test_a_name_is_answered_with_the_command_to_type_and_that_command_works(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused(["goal", "Nöjda", "brukare", "--plan", "exk-plan"], capsys, "new_id")
    command = told.splitlines()[1].strip()
    assert command == 'ledstjarna new goal exk-nojda-brukare --plan exk-plan --sv "Nöjda brukare"'
    assert main(["new", "goal", "exk-nojda-brukare", "--plan", "exk-plan", "--sv", "Nöjda brukare"]) == 0
    text = (site / "content/agencies/exempelkommun/goals/exk-nojda-brukare.yml").read_text(encoding="utf-8")
    assert 'title: {sv: "Nöjda brukare", en: "(write the goal\'s name here)"}' in text


def test_an_id_that_is_taken_is_answered_with_its_file_and_the_next_free_one(golden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert golden.is_dir()
    told = refused(["goal", "exk-nojda-brukare", "--plan", "exk-styrkort"], capsys, "new_taken")
    assert "content/agencies/exk-kommun/goals/exk-nojda-brukare.yml" in told
    assert "new goal exk-nojda-brukare-2 --plan exk-styrkort" in told
    told = refused(["goal", "exk-brukare", "--plan", "exk-styrkort"], capsys, "new_taken_before")
    assert "goals/exk-nojda-brukare.yml" in told
    assert "exk-brukare-2" in told


def test_an_id_is_taken_also_by_a_file_that_cannot_be_read_and_by_outcomes_that_wait(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goals = site / "content/agencies/exempelkommun/goals"
    (goals / "exk-trasig.yml").write_text("title: [", encoding="utf-8")
    assert "exk-trasig.yml" in refused(["goal", "exk-trasig"], capsys, "new_taken")
    outcomes = goals.with_name("outcomes")
    outcomes.mkdir()
    (outcomes / "exk-vantar.yml").write_text("outcomes: {}\n", encoding="utf-8")
    assert "outcomes/exk-vantar.yml" in refused(["goal", "exk-vantar"], capsys, "new_taken")


# --- what belongs to what ----------------------------------------------------------------------------------------------


def test_what_is_needed_first_is_told_with_its_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["new", "site", "."])
    capsys.readouterr()
    assert "ledstjarna new agency ID" in refused(["plan", "min-plan"], capsys, "new_no_agency")
    assert "ledstjarna new plan ID" in refused(["goal", "mitt-mal"], capsys, "new_no_plan")
    assert "ledstjarna new goal ID" in refused(["outcome", "mitt-mal", "matt", "2025", "85"], capsys, "new_no_goal")
    assert "ledstjarna new agency ID" in refused(["agency", "namnd", "--parent", "kommun"], capsys, "new_no_agency")


def test_where_there_are_several_the_nearest_is_proposed_first(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert site.is_dir()
    assert main(["new", "agency", "provregion", "--kind", "region", "--parent", "exempelkommun"]) == 0
    capsys.readouterr()
    told = refused(["plan", "prov-plan", "--sv", "Vår plan"], capsys, "new_which_agency")
    assert "provregion, exempelkommun" in told
    assert 'ledstjarna new plan prov-plan --sv "Vår plan" --agency provregion' in told
    assert "exempelkommun, provregion" in refused(["plan", "x-plan", "--agency", "exempel"], capsys, "new_unknown_agency")
    assert "--parent provregion" in refused(["agency", "ny", "--parent", "provreg"], capsys, "new_unknown_agency")
    assert main(["new", "plan", "prov-plan", "--agency", "provregion"]) == 0
    capsys.readouterr()
    assert "prov-plan, exk-plan" in refused(["goal", "prov-mal"], capsys, "new_which_plan")
    assert "exk-plan, prov-plan" in refused(["goal", "prov-mal", "--plan", "exk"], capsys, "new_unknown_plan")


def test_a_goal_may_be_of_another_body_than_its_plan(golden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    owner = next(path.parent.parent.name for path in (golden / "content/agencies").glob("*/plans/exk-styrkort.yml"))
    assert main(["new", "agency", "skolnamnden", "--kind", "committee", "--parent", owner]) == 0
    assert "ledstjarna new goal ID --plan exk-styrkort --agency skolnamnden" in capsys.readouterr().out
    told = refused(["goal", "skol-mal", "--agency", "skol"], capsys, "new_unknown_agency")
    assert "ledstjarna new goal skol-mal --agency skolnamnden" in told
    assert main(["new", "goal", "skol-mal", "--agency", "skolnamnden"]) == 0
    assert "plan: exk-styrkort\n" in (golden / "content/agencies/skolnamnden/goals/skol-mal.yml").read_text(encoding="utf-8")
    assert main(["check"]) == 0


def test_a_finding_lies_with_its_goals_and_names_them(golden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["new", "finding", "exk-revision-2026", "--goal", "exk-nojda-brukare,exk-budget", "--goal", "exk-nojda-brukare"]
    assert main([*words, "--sv", "Svag uppföljning"]) == 0
    told = capsys.readouterr().out
    assert "responses" in told
    file = golden / "content/agencies/exk-kommun/findings/exk-revision-2026.yml"
    text = file.read_text(encoding="utf-8")
    assert "\ngoals: [exk-nojda-brukare, exk-budget]\n" in text
    assert 'title: {sv: "Svag uppföljning", en: "(write what the reviewer found)"}' in text
    assert main(["check"]) == 0


def test_a_finding_without_goals_is_about_the_only_body_or_the_one_that_is_named(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "finding", "exk-granskning"]) == 0
    assert "#goals: [" in (site / "content/agencies/exempelkommun/findings/exk-granskning.yml").read_text(encoding="utf-8")
    assert main(["new", "agency", "provregion"]) == 0
    capsys.readouterr()
    assert "--agency provregion" in refused(["finding", "prov-granskning"], capsys, "new_which_agency")
    assert main(["new", "finding", "prov-granskning", "--agency", "provregion", "--goal", "exk-trygg-skola"]) == 0
    assert (site / "content/agencies/provregion/findings/prov-granskning.yml").is_file()
    capsys.readouterr()
    told = refused(["finding", "prov-ny", "--goal", "exk-trygg-skolan"], capsys, "new_unknown_goal")
    assert "ledstjarna new finding prov-ny --goal exk-trygg-skola" in told


def test_a_goal_lies_in_the_folder_of_its_plans_body(golden: Path) -> None:
    assert main(["new", "goal", "exk-ny", "--plan", "exk-styrkort"]) == 0
    assert (golden / "content/agencies/exk-kommun/goals/exk-ny.yml").is_file()


@pytest.mark.parametrize("what", ["site", "agency", "plan", "goal", "finding", "outcome", "language"])
def test_a_command_without_its_words_is_answered_with_an_example(site: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert site.is_dir()
    assert f"ledstjarna new {what} " in refused([what], capsys, f"new_{what}_words").splitlines()[1]


def test_without_a_kind_the_kinds_are_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert site.is_dir()
    assert "outcome" in refused([], capsys, "new_what")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["agency", "ny", "--kind", "stiftelse"], "choice"),
        (["agency", "ny", "--sv", "<b>fet</b>"], "raw_html"),
        (["agency", "ny", "--sv", " "], "text_empty"),
        (["agency", "ny", "--en", "a\x07b"], "hidden_character"),
        (["goal", "???"], "new_id_none"),
        (["language", "Tyska"], "new_language_code"),
        (["language", "../de"], "new_language_code"),
        (["language", "en"], "new_language_there"),
        (["language", "sv-fi"], "new_language_there"),
        (["outcome", "exk-trygg-skola", "matt", "2024/2025", "85"], "two_years"),
        (["outcome", "exk-trygg-skola", "matt", "2024–Q1", "85"], "wrong_dash"),
        (["outcome", "exk-trygg-skola", "matt", "2025-13", "85"], "period"),
        (["outcome", "exk-trygg-skola", "matt", "2025-05/2024-01", "85"], "period_backwards"),
        (["outcome", "exk-trygg-skola", "matt", "2025", "85", "--published", "i dag"], "date"),
        (["outcome", "exk-trygg-skola", "matt", "2025", "85", "--kind", "gissning"], "choice"),
        (["outcome", "exk-trygg-skola", "matt", "2025", "85,5"], "new_value"),
        (["outcome", "exk-trygg-skola", "matt", "2025", "1", "234", "kr"], "new_value"),
        (["outcome", "exk-trygg-skola", "matt", "2025", "-5,5"], "new_value"),
        (["outcome", "exk-trygg-skola", "matt", "2025", "många"], "new_value_none"),
        (["outcome", "exk-trygg-skola", "matt", "2025", "1,234"], "new_value_which"),
        (["outcome", "exk-trygg-skola", "matt", "2025", "1" * 30], "number_too_long"),
        (["outcome", "exk-trygg-skola", "matt", "2025", "done"], "new_value_not_done"),
        (["outcome", "exk-trygg-skola", "mat", "2025", "85"], "new_unknown_indicator"),
        (["outcome", "exk-trygg", "matt", "2025", "85"], "new_unknown_goal"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_written(
    site: Path, words: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert site.is_dir()
    refused(words, capsys, code)


def test_a_language_that_the_site_has_not_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = site / "site_config.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("      - {code: en, name: English, locale: en_GB}\n", ""), encoding="utf-8"
    )
    text = re.sub(r", en: \"[^\"]*\"", "", config.read_text(encoding="utf-8"))
    config.write_text(text, encoding="utf-8")
    refused(["agency", "ny", "--en", "New"], capsys, "language")


# --- forms -------------------------------------------------------------------------------------------------------------

FACTS: dict[str, object] = {
    "id": "exk-mal",
    "given": {},
    "kind": "agency",
    "parent": None,
    "plan": "exk-plan",
    "agency": "exk",
    "indicator": "matt",
    "goals": [],
    "year": 2026,
}
FORMS = [(language, kind) for language in ("sv", "en") for kind in ("agency", "plan", "goal", "finding", "outcomes")]
# One field of each record is the file's own; a form has the others.
GIVEN = {"id", "agency"}


def complaints(kind: str, text: str, codes: tuple[str, ...] = ("sv", "en")) -> list[str]:
    """What is wrong in the shape of a file with this text."""
    decoded, problems = decode(text.encode("utf-8"), "f.yml")
    data, more = read_yaml(decoded, "f.yml")
    document = Document(kind, "exk-mal", "exk", FolderSource(Path()), "f.yml", "f.yml", data)
    found = [*problems, *more] or make_record(document, codes)[1]
    return [f"{problem.code} {problem.at}" for problem in found]


@pytest.mark.parametrize(("language", "kind"), FORMS)
@pytest.mark.parametrize("codes", [("sv", "en"), ("en", "sv"), ("sv",), ("en", "fi")])
def test_a_form_is_in_order_as_it_is_and_with_any_of_its_fields_in_use(language: str, kind: str, codes: tuple[str, ...]) -> None:
    lines = fill_form(f"{language}/{kind}.yml", codes=codes, **FACTS).splitlines()
    waiting = [index for index, line in enumerate(lines) if re.match(r"\s*#[^ -]|\s*#-", line)]
    assert kind == "outcomes" or complaints(kind, "\n".join(lines), codes) == []
    assert len(waiting) >= {"outcomes": 3, "finding": 7}.get(kind, 9)
    for index in waiting:
        used = [*lines[:index], lines[index].replace("#", "", 1), *lines[index + 1 :]]
        assert complaints(kind, "\n".join(used), codes) == [], lines[index]
    # Where a field has several examples, one of them is used: the first, and then the last.
    for ordered in (waiting, waiting[::-1]):
        first: dict[str, int] = {}
        for index in ordered:
            first.setdefault(lines[index].partition(":")[0], index)
        everything = [line.replace("#", "", 1) if index in first.values() else line for index, line in enumerate(lines)]
        assert complaints(kind, "\n".join(everything), codes) == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_forms_show_every_field_of_every_record(language: str) -> None:
    """Each record is shown whole in a form of a kind of file that has it; what is in several files need not be so in each."""
    shown: dict[type[BaseModel], set[str]] = {}
    kinds: dict[str, type[BaseModel]] = {**RECORDS, "site_config": SiteFile}
    for kind, record in kinds.items():
        file = theme_folder() / "new" / language / f"{kind}.yml"
        told = set(re.findall(r"\w+", file.read_text(encoding="utf-8"))) if file.is_file() else set()
        for inside in records_in(record, set()):
            missing = {info.alias or name for name, info in inside.model_fields.items() if not is_given(inside, name)} - told
            shown[inside] = min(shown.get(inside, missing), missing, key=len)
    without = {RECORDS[kind] for kind in ("theme", "search")}  # files that are told of in the README of a new site
    assert {record.__name__: missing for record, missing in shown.items() if missing and record not in without} == {}
    goal = (theme_folder() / "new" / language / "goal.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"targets: \[\{kind: (\w+)", goal)) >= {"at_least", "at_most", "between", "compare"}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("codes", [("sv", "en"), ("en", "sv"), ("sv",), ("en", "fi")])
def test_the_form_of_the_accessibility_statement_is_as_good_as_not_there_until_it_is_begun(language: str, codes: tuple[str, ...]) -> None:
    text = fill_form(f"{language}/accessibility.yml", codes=codes)
    assert read_yaml(text, "f.yml") == (None, [])
    assert unwritten_lines(text) == []
    assert complaints("accessibility", re.sub(r"^#(?=\w)", "", text, flags=re.MULTILINE), codes) == []


@pytest.mark.parametrize(("language", "kind"), [*FORMS, ("sv", "accessibility"), ("en", "accessibility")])
def test_a_form_has_every_field_of_its_record_with_one_line_that_explains_it(language: str, kind: str) -> None:
    text = fill_form(f"{language}/{kind}.yml", codes=("sv", "en"), **FACTS)
    lines = text.splitlines()
    records: list[tuple[type[BaseModel], str]] = [(RECORDS[kind], "")]
    if kind == "outcomes":
        text += "#outcomes:\n"  # which the first row brings
    if kind == "goal":
        records.append((Indicator, "    "))
    for record, indent in records:
        names = {info.alias or name for name, info in record.model_fields.items()} - (GIVEN if not indent else {"id", "promised"})
        assert names == set(re.findall(rf"^{indent}#?(\w+):", text, flags=re.MULTILINE))
    fields = [index for index, line in enumerate(lines) if re.match(r"\s*(#|- )?\w+:", line)]
    for index in fields:
        above = lines[index - 1].strip()
        assert above.startswith("# ") or lines[index].startswith(("indicators:", "#judged_by_note:")), lines[index]


# Fields whose examples are as good as any other choice; whatever else a form holds behind a # is remarked on where it is left as it is.
CHOICES = "addresses checks measured shown method over_time over_100 below_0 decimals limit official_languages judged_by lifecycle invented demonstration conformance xlsx_all featured share_images licence"


@pytest.mark.parametrize(
    ("language", "kind"), [*FORMS, ("sv", "accessibility"), ("en", "accessibility"), ("sv", "site_config"), ("en", "site_config")]
)
def test_every_example_of_a_form_is_remarked_on_where_it_is_left(language: str, kind: str) -> None:
    lines = fill_form(f"{language}/{kind}.yml", codes=("sv", "en"), **FACTS).splitlines()
    waiting = [line.strip().removeprefix("#") for line in lines if re.match(r"\s*#\w+: ", line)]
    assert len(waiting) > 2
    for line in waiting:
        data, problems = read_yaml(line, "f.yml")
        assert not problems
        is_told = bool(PLACEHOLDER.search(line) or [*find_examples(data, form_examples())])
        name = line.split(":")[0]
        assert is_told != (name in CHOICES.split() or line.startswith(("parent: exk-", "history: {git"))), line  # a parent must be there


def test_check_tells_of_examples_that_are_left_in_every_kind_of_file(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    before = re.findall(r"^(content/pages\S+|site_config\S+) .*\(placeholder_left\)$", capsys.readouterr().out, flags=re.MULTILINE)
    assert [place.split(":")[0] for place in before] == [
        *["content/pages/en/about.md"] * 3,
        *["content/pages/sv/om.md"] * 3,
        *["site_config.yml"] * 6,
    ]
    for name in ("agencies/exempelkommun/agency.yml", "agencies/exempelkommun/plans/exk-plan.yml"):
        file = site / "content" / name
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"^#(website|aliases|period|contact):", r"\1:", text, flags=re.MULTILINE), encoding="utf-8")
    config = site / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("#site_url:", "site_url:"), encoding="utf-8")
    assert main(["check"]) == 0
    told = capsys.readouterr().out
    for found in ("https://www.example.se/", "registrator@example.se", "tidigare-id", "period: 2026-02/2030-11", "https://mal.example.se/"):
        assert f"”{found}”, som bara visar vad som kan stå här" in told


def test_both_languages_of_a_form_have_the_same_fields() -> None:
    folder = theme_folder() / "new"
    assert sorted(path.name for path in (folder / "sv").iterdir()) == sorted(path.name for path in (folder / "en").iterdir())
    for kind in ("agency", "plan", "goal", "finding", "outcomes", "accessibility", "site_config"):
        fields = [
            re.findall(r"^\s*(?:#|- )?(\w+):", (folder / code / f"{kind}.yml").read_text(encoding="utf-8"), re.MULTILINE)
            for code in ("sv", "en")
        ]
        assert fields[0] == fields[1]


def test_what_waits_for_words_can_be_found() -> None:
    assert unwritten_lines("a: (skriv x)\n# b: (skriv y)\n  #c: (write y)\nd: {en: (write z)}\n") == [1, 4]
    text = fill_form("sv/goal.yml", codes=("sv", "en"), **FACTS)
    assert [text.splitlines()[line - 1].split(":")[0].strip() for line in unwritten_lines(text)] == ["title", "owner", "name"]


# --- a new site --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_new_site_can_be_built_at_once_and_grows_in_order(
    tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "site", "mina mål", "--lang", language]) == 0
    told = capsys.readouterr().out
    assert 'cd "mina mål"' in told
    monkeypatch.chdir(tmp_path / "mina mål")
    assert main(["build"]) == 0
    first = {"sv": "Öppna", "en": "Open"}[language]
    assert first in capsys.readouterr().out
    assert (tmp_path / "mina mål/site" / language / "index.html").is_file()
    indicator = {"sv": "matt", "en": "measure"}[language]
    for words in (
        ["agency", "exempelby", "--kind", "municipality", "--sv", "Exempelby", "--en", "Exampletown"],
        ["plan", "exb-plan"],
        ["goal", "exb-mal"],
        ["outcome", "exb-mal", indicator, "2024", "85.5", "--published", "2025-03-01"],
    ):
        assert main(["new", *words]) == 0, words
    told = capsys.readouterr().out
    assert {"sv": "Klart: ", "en": "Done: "}[language] in told
    assert main(["check"]) == 0
    assert main(["build"]) == 0
    page = tmp_path / "mina mål/site" / {"sv": "sv/mal", "en": "en/goals"}[language] / "exb-mal/index.html"
    assert {"sv": "85,5 %", "en": "85.5%"}[language] in page.read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")


def test_the_settings_of_another_folder_can_be_named_and_are_named_in_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["new", "site", "mal"])
    assert main(["new", "agency", "exempelby", "-f", "mal/site_config.yml"]) == 0
    told = capsys.readouterr().out
    assert "mal/content/agencies/exempelby/agency.yml" in told
    assert "--agency exempelby -f mal/site_config.yml" in told


def test_an_english_site_is_answered_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["new", "site", ".", "--lang", "en"])
    capsys.readouterr()
    assert "There is no body yet" in refused(["plan", "a-plan"], capsys, "new_no_agency")
    assert "Say what you want to make" in refused([], capsys, "new_what")
    assert "finns ingen organisation" in refused(["plan", "a-plan", "--lang", "sv"], capsys, "new_no_agency")
    with pytest.raises(SystemExit):
        main(["new", "goal", "a", "--plna", "b"])
    assert "The command has nothing called" in capsys.readouterr().err


# --- problems that were there, and problems that come ------------------------------------------------------------------


def test_problems_from_before_do_not_stop_a_new_thing_and_are_mentioned(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goal = site / "content/agencies/exempelkommun/goals/exk-trygg-skola.yml"
    goal.write_text(goal.read_text(encoding="utf-8").replace("unit: percent", "unit: procent"), encoding="utf-8")
    assert main(["new", "goal", "exk-annat"]) == 0
    told = capsys.readouterr().out
    assert "1 problem sedan tidigare" in told
    assert "ledstjarna check" in told
    assert main(["new", "outcome", "exk-annat", "matt", "2024", "85"]) == 0
    assert "1 problem sedan tidigare" in capsys.readouterr().out
    assert (site / "content/agencies/exempelkommun/outcomes/exk-annat.yml").is_file()


def test_a_form_is_made_also_where_a_check_stops_the_build(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = site / "site_config.yml"
    config.write_text(
        config.read_text(encoding="utf-8") + "    checks: {placeholder_left: error, goal_without_period: error}\n", encoding="utf-8"
    )
    assert main(["new", "goal", "exk-annat"]) == 0
    assert main(["check"]) == 1
    capsys.readouterr()
    assert main(["new", "outcome", "exk-annat", "matt", "2024", "85"]) == 0
    assert "problem sedan tidigare" in capsys.readouterr().out


def test_a_figure_that_a_check_stops_is_taken_back(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = site / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8") + "    checks: {figures_without_source: error}\n", encoding="utf-8")
    before = files_in(site)
    assert main(["new", "outcome", "exk-trygg-skola", "matt", "2024", "85"]) == 1
    assert "(figures_without_source)" in capsys.readouterr().err
    assert files_in(site) == before


@pytest.mark.parametrize("first", ["first row", "second row"])
def test_a_row_that_would_bring_a_problem_is_taken_back_byte_for_byte(
    site: Path, first: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert first == "first row" or main(["new", "outcome", "exk-trygg-skola", "matt", "2024", "85"]) == 0
    before = files_in(site)
    capsys.readouterr()
    monkeypatch.setattr("ledstjarna.authoring.outcome.read_figure", lambda text, **_: f"vaule: {text}")  # were it ever to go wrong
    assert main(["new", "outcome", "exk-trygg-skola", "matt", "2023", "84"]) == 1
    told = capsys.readouterr().err
    assert "(unknown_key_near)" in told
    assert "Ingen fil har ändrats" in told
    assert files_in(site) == before
    assert (site / "content/agencies/exempelkommun/outcomes").exists() == (first == "second row")


def test_a_new_file_that_would_bring_a_problem_is_taken_back_with_its_folders(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(site.rglob("*"))
    assert main(["new", "agency", "ny", "--sv", "\u202eabc"]) == 1
    assert "(hidden_character)" in capsys.readouterr().err
    assert sorted(site.rglob("*")) == before


def test_a_figure_of_a_year_to_come_is_taken_back(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files_in(site)
    assert main(["new", "outcome", "exk-trygg-skola", "matt", "2252", "85", "--lang", "en"]) == 1
    assert "(year_to_come)" in capsys.readouterr().err
    assert files_in(site) == before


def test_a_file_with_problems_of_its_own_gets_no_row(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "outcome", "exk-trygg-skola", "matt", "2024", "85"]) == 0
    file = site / "content/agencies/exempelkommun/outcomes/exk-trygg-skola.yml"
    file.write_text(file.read_text(encoding="utf-8") + "  fel: [\n", encoding="utf-8")
    capsys.readouterr()
    assert "outcomes/exk-trygg-skola.yml" in refused(["outcome", "exk-trygg-skola", "matt", "2023", "85"], capsys, "new_file_broken")
    goal = site / "content/agencies/exempelkommun/goals/exk-trygg-skola.yml"
    goal.write_text("- nej\n", encoding="utf-8")
    assert "goals/exk-trygg-skola.yml" in refused(["outcome", "exk-trygg-skola", "matt", "2023", "85"], capsys, "new_file_broken")


def test_a_goal_without_a_measure_says_where_to_add_one(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goal = site / "content/agencies/exempelkommun/goals/exk-trygg-skola.yml"
    goal.write_text('plan: exk-plan\ntitle: {sv: "Trygg skola"}\n', encoding="utf-8")
    assert "goals/exk-trygg-skola.yml" in refused(["outcome", "exk-trygg-skola", "matt", "2023", "85"], capsys, "new_no_indicator")


# --- figures -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("85,5", ["85.5"]),
        ("85 %", ["85"]),
        ("85,5%", ["85.5"]),
        ("1 234", ["1234"]),
        ("1\N{NO-BREAK SPACE}234,5 kr", ["1234.5"]),
        ("−5", ["-5"]),
        ("–5", ["-5"]),
        ("８.１", ["8.1"]),
        ("1.234.567,8", ["1234567.8"]),
        ("1,234,567.8", ["1234567.8"]),
        ("1,234,567", ["1234567"]),
        ("1.234.567", ["1234567"]),
        ("1,234", ["1234", "1.234"]),
        ("0,234", ["0.234"]),
        ("ungefär 85", []),
        ("", []),
        (",", []),
    ],
)
def test_a_number_as_people_write_it_is_understood(typed: str, numbers: list[str]) -> None:
    assert propose_numbers(typed) == numbers


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_figure_or_told(text: str) -> None:
    told = None
    try:
        figure = read_figure(text, done_by=False, measured=False, indicator="matt")
    except OutsideError as error:
        told = error
    if told:
        assert told.message("sv") != told.message("en")
        return
    data, problems = read_yaml(f"{{period: 2025, {figure}}}", "")
    assert problems == []
    assert isinstance(data, dict)
    assert len(data) == 2


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("85.5", "{period: 2024, value: 85.5, published: 2025-03-01}"),
        ("withheld", "{period: 2024, withheld: small_numbers, published: 2025-03-01}"),
        ("fewer-than-5", "{period: 2024, withheld: fewer_than_5, published: 2025-03-01}"),
        ("fewer_than_5", "{period: 2024, withheld: fewer_than_5, published: 2025-03-01}"),
    ],
)
def test_a_figure_becomes_a_row(site: Path, typed: str, row: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "outcome", "exk-trygg-skola", "matt", "2024", typed, "--published", "2025-03-01"]) == 0
    assert f"  - {row}\n" in capsys.readouterr().out
    assert (site / "content/agencies/exempelkommun/outcomes/exk-trygg-skola.yml").read_text(encoding="utf-8").endswith(f"    - {row}\n")


def test_what_is_done_or_not_is_told_so(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goal = site / "content/agencies/exempelkommun/goals/exk-trygg-skola.yml"
    text = goal.read_text(encoding="utf-8")
    goal.write_text(re.sub(r"#targets: .*", "targets: [{kind: done_by, by: 2027-12-31}]", text, count=1), encoding="utf-8")
    refused(["outcome", "exk-trygg-skola", "matt", "2024", "85"], capsys, "new_value_done")
    assert main(["new", "outcome", "exk-trygg-skola", "matt", "2024", "not-done"]) == 0
    assert main(["new", "outcome", "exk-trygg-skola", "matt", "2025", "done"]) == 0
    assert "done: true" in capsys.readouterr().out


def test_a_figure_is_published_today_unless_it_is_said(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert site.is_dir()
    assert main(["new", "outcome", "exk-trygg-skola", "matt", "2024", "85"]) == 0
    assert f"published: {TODAY}" in capsys.readouterr().out
    year = str(TODAY.year + 1)
    assert main(["new", "outcome", "exk-trygg-skola", "matt", year, "85", "--published", f"{year}-12-31"]) == 0
    told = capsys.readouterr().out
    assert f"{year}-12-31" in told
    assert f"från och med {year}-12-31" in told
    assert main(["new", "outcome", "exk-trygg-skola", "matt", year, "85", "--kind", "forecast"]) == 0
    told = capsys.readouterr().out
    assert "kind: forecast}" in told
    assert "slutar först" not in told


def test_a_changed_figure_is_a_correction_and_its_row_is_shown(golden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["outcome", "exk-nojda-brukare", "nojda"]
    told = refused([*words, "2023", "84"], capsys, "new_outcome_twice")
    row = told.splitlines()[1].strip()
    why = '{sv: "(skriv varför)", en: "(write why)"}'
    assert row == f"- {{period: 2023, value: 84, published: 2023-10-04, corrections: [{{date: {TODAY}, was: 83, why: {why}}}]}}"
    file = golden / "content/agencies/exk-kommun/outcomes/exk-nojda-brukare.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("- {period: 2023, value: 83, published: 2023-10-04}", row), encoding="utf-8")
    assert main(["check"]) == 0
    capsys.readouterr()
    told = refused([*words, "2024", "84"], capsys, "new_outcome_twice")
    assert told.splitlines()[1].count("was: ") == 2
    assert "interval: [80, 90]" in told
    assert "value: 85" in refused([*words, "2025", "85"], capsys, "new_outcome_twice")
    refused([*words, "2025", "withheld"], capsys, "new_outcome_same")
    assert main(["new", *words, "2025", "86", "--kind", "preliminary"]) == 0
    capsys.readouterr()
    refused([*words, "2024-01/2024-12", "1"], capsys, "new_outcome_twice")


# --- rows in files -----------------------------------------------------------------------------------------------------

AWKWARD = {
    "flow rows": "outcomes:\n  matt:\n    - {period: 2023, value: 1}\n    - {period: 2024, value: 2}\n",
    "no newline at the end": "outcomes:\n  matt:\n    - {period: 2024, value: 2}",
    "block rows": "outcomes:\n  matt:\n    - period: 2024\n      value: 2\n      note:\n        sv: Ett, två\n        en: One, two\n  annat:\n    - {period: 2024, value: 2}\n",
    "comments everywhere": "# a\noutcomes: # b\n  # c\n  matt: # d\n    # e\n    - {period: 2024, value: 2} # f\n    # g\n\n  # h\n  annat:\n    - {period: 2024, value: 3}\n# i\n",
    "hyphens under their key": "outcomes:\n  matt:\n  - {period: 2024, value: 2}\n  annat:\n  - {period: 2024, value: 2}\n",
    "another measure only": "outcomes:\n  annat:\n    - {period: 2024, value: 2}\ncomparisons:\n  annat:\n    riket: {values: []}\n",
    "a measure without rows": "outcomes:\n  matt: # kommer\n  annat:\n    - {period: 2024, value: 2}\n",
    "a measure without rows, last": "outcomes:\n  matt:",
    "outcomes without measures": "outcomes:\nassessments:\n  - {date: 2024-01-01, verdict: {sv: Bra}}\n",
    "no outcomes": "assessments:\n  - {date: 2024-01-01, verdict: {sv: Bra}}\n",
    "nothing": "",
    "only a comment": "# kommer\n",
    "a row over several lines": "outcomes:\n  matt:\n    - {period: 2024,\n       value: 2,\n       note: {sv: 'Ett\n         två'}}\nseries_ended: []\n",
    "keys in quotation marks": "'outcomes':\n  \"matt\":\n    - {period: 2024, value: 2}\n",
    "far in": "outcomes:\n        matt:\n                - {period: 2024, value: 2}\n        annat:\n                - {period: 2024, value: 2}\n",
    "the whole indented": "  outcomes:\n    annat:\n      - {period: 2024, value: 2}\n",
    "a folded text": "outcomes:\n  matt:\n    - period: 2024\n      value: 2\n      note:\n        sv: >-\n          Ett\n\n          två\n\n  annat:\n    - {period: 2024, value: 2}\n",
    "å and ä": "# Så här är det\noutcomes:\n  matt:\n    - {period: 2024, value: 2, note: {sv: Årets värde är lågt}}\n",
}
BY_HAND = {
    "a list on one line": "outcomes:\n  matt: [{period: 2024, value: 2}]\n",
    "an empty list on one line": "outcomes:\n  matt: []\n",
    "all on one line": "outcomes: {matt: [{period: 2024, value: 2}]}\n",
    "the file on one line": "{outcomes: {}}\n",
    "nothing, said aloud": "outcomes:\n  matt: ~\n",
    "a text": "outcomes:\n  matt: nej\n",
    "a text that looks like a comment at its end": "outcomes:\n  matt:\n    - period: 2024\n      note:\n        sv: |\n          Ett\n          # två\n",
    "an end": "series_ended: []\n...\n# slut\n",
    "not a file of fields": "- a\n",
    "not in order": "outcomes: [\n",
}


def is_subsequence(small: bytes, large: bytes) -> bool:
    rest = iter(large)
    return all(byte in rest for byte in small)


@each_row("name", AWKWARD)
@each_row("newline", ["\n", "\r\n", "\r"])
@each_row("mark", [b"", codecs.BOM_UTF8])
def test_a_row_is_put_in_its_place_and_every_byte_around_it_stays(name: str, newline: str, mark: bytes) -> None:
    data = mark + AWKWARD[name].replace("\n", newline).encode("utf-8")
    inserted = insert_row(data, "matt", ROW, "f.yml")
    assert inserted is not None
    new = inserted.data
    end = len(tuple(itertools.takewhile(lambda pair: pair[0] == pair[1], zip(data, new, strict=False))))
    tail = new[len(new) - (len(data) - end) :]
    assert data == new[:end] + tail
    added = new[end : len(new) - len(tail)].decode("utf-8")
    assert "85.5" in added
    said, problems = read_yaml(decode(new, "f.yml")[0], "f.yml")
    assert problems == []
    assert isinstance(said, dict)
    assert said["outcomes"]["matt"][-1] == {"period": "2025", "value": "85.5", "published": "2026-01-30"}
    lines = re.split("\r\n|\r|\n", new.decode("utf-8-sig"))
    assert ROW in lines[inserted.line - 1]
    if data.removeprefix(mark).count(newline.encode()):
        other = {"\n": b"\r", "\r": b"\n"}.get(newline)
        assert other is None or other not in new
        assert newline != "\r\n" or len(re.findall(rb"(?<!\r)\n|\r(?!\n)", new)) == 0


def test_a_row_comes_after_the_last_row_and_before_the_comment_below_it() -> None:
    inserted = insert_row(AWKWARD["comments everywhere"].encode(), "matt", ROW, "f.yml")
    assert inserted is not None
    assert f"value: 2}} # f\n    - {ROW}\n    # g\n" in inserted.data.decode()


@pytest.mark.parametrize("name", BY_HAND)
def test_a_file_that_is_written_in_another_way_is_left_alone(name: str) -> None:
    assert insert_row(BY_HAND[name].encode(), "matt", ROW, "f.yml") is None


@given(
    st.lists(
        st.sampled_from(
            [
                "outcomes:",
                "  matt:",
                "  annat:",
                "    - {period: 2024, value: 2}",
                "    - period: 2024",
                "      value: 2",
                "# x",
                "",
                "      note: {sv: |",
                "        sv: '",
                "    x'",
            ]
        ),
        max_size=9,
    )
)
def test_a_row_is_put_in_without_loss_or_not_at_all(lines: list[str]) -> None:
    data = "\n".join(lines).encode()
    before, problems = read_yaml(data.decode(), "f.yml")
    inserted = insert_row(data, "matt", ROW, "f.yml")
    if inserted is None:
        return
    assert problems == []
    assert is_subsequence(data, inserted.data)
    said, problems = read_yaml(inserted.data.decode(), "f.yml")
    assert problems == []
    assert isinstance(said, dict)
    series = dict((before or {}).get("outcomes") or {}) if isinstance(before, dict) else {}
    assert said["outcomes"]["matt"][:-1] == (series.get("matt") or [])
    assert {key: value for key, value in said["outcomes"].items() if key != "matt"} == {
        key: value for key, value in series.items() if key != "matt"
    }


def test_a_row_that_cannot_be_put_in_is_shown(golden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = golden / "content/agencies/exk-kommun/outcomes/exk-nojda-brukare.yml"
    file.write_text("outcomes: {nojda: [{period: 2023, value: 83}]}\n", encoding="utf-8")
    told = refused(["outcome", "exk-nojda-brukare", "nojda", "2024", "85", "--published", "2025-03-01"], capsys, "new_by_hand")
    assert told.splitlines()[1] == "  {period: 2024, value: 85, published: 2025-03-01}"


def test_a_file_with_windows_lines_keeps_them_and_its_rights(golden: Path) -> None:
    file = golden / "content/agencies/exk-kommun/outcomes/exk-nojda-brukare.yml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    file.chmod(0o640)
    assert main(["new", "outcome", "exk-nojda-brukare", "nojda", "2022", "82"]) == 0
    data = file.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".")] == []


def test_nothing_that_is_made_has_problems_of_its_own(site: Path) -> None:
    assert main(["new", "outcome", "exk-trygg-skola", "matt", "2024", "85"]) == 0
    found = load_content(site / "content", shown_from=site)
    assert found.problems == []
    assert {kind for kind, _ in found.seen} == {"agency", "plan", "goal", "outcomes", "accessibility"}
