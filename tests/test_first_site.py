"""What a municipality gets that makes its site by the commands alone: pages that say no more than it has told them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ledstjarna.__main__ import main
from ledstjarna.addresses import CHAPTERS
from tests.conftest import MakeOnce
from tests.reading import ReadPage, find_target, read_pages
from tests.rows import each_row

GOAL = "content/agencies/solberga/goals/sol-skola.yml"
OUTCOMES = GOAL.replace("goals", "outcomes")
WORDS = (
    ("new", "site", "."),
    ("new", "agency", "solberga", "--kind", "municipality", "--sv", "Solberga kommun", "--en", "Solberga Municipality"),
    ("new", "agency", "skolnamnden", "--kind", "committee", "--parent", "solberga", "--sv", "Skolnämnden", "--en", "The school committee"),
    ("new", "plan", "sol-plan", "--agency", "solberga", "--sv", "Plan", "--en", "Plan"),
    ("new", "goal", "sol-skola", "--sv", "Skolan ska stå klar", "--en", "The school is to be finished"),
)


def change(file: str, was: str, now: str) -> None:
    text = Path(file).read_text(encoding="utf-8")
    assert was in text
    Path(file).write_text(text.replace(was, now), encoding="utf-8")


@pytest.fixture(scope="module")
def pages(make_once: MakeOnce) -> dict[str, ReadPage]:
    """Each English page, by its address; the form’s unit is left beside a target of something to be done."""

    def make(folder: Path) -> None:
        folder.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            for words in WORDS:
                assert main([*words]) == 0
            for file, was, now in (
                (GOAL, "    #targets: [{kind: at_least, value: 91.7, by: 2030-12-24}]", "    targets: [{kind: done_by, by: 2027-08-15}]"),
                ("site_config.yml", 'publisher: {sv: "(skriv vem som publicerar webbplatsen)"', 'publisher: {sv: "Solberga"'),
                ("site_config.yml", '"(write who publishes the site)"', '"Solberga Municipality"'),
            ):
                change(file, was, now)
            assert main(["new", "outcome", "sol-skola", "matt", "2026", "not-done", "--published", "2026-10-05"]) == 0
            assert main(["build", "--as-of", "2026-11-28"]) == 0

    site = make_once("first-site", make) / "site"
    return {address: page for address, page in read_pages(site).items() if page.language == "en"}


def test_what_is_to_be_done_is_told_in_no_unit(pages: dict[str, ReadPage]) -> None:
    page = pages["en/goals/sol-skola/"].main
    assert "Not done yet On 5 October 2026 it was not done." in page.text
    assert [cell.text for cell in page.all("th", scope="col")] == ["Period", "Result", "Published, source"]


def test_a_part_without_goals_is_not_said_to_have_any(pages: dict[str, ReadPage]) -> None:
    assert "Parts of it that are shown here The school committee" in pages["en/agencies/solberga/"].main.text


def test_the_publisher_ends_before_the_next_sentence_of_the_footer(pages: dict[str, ReadPage]) -> None:
    assert "Solberga Municipality. No cookies." in pages["en/"].tree.text


def test_the_guide_leads_to_each_of_its_chapters(pages: dict[str, ReadPage]) -> None:
    chapters = {f"en/editors-guide/{words['en']}/" for words in CHAPTERS.values()}
    links = {link.attributes["href"] for link in pages["en/editors-guide/"].main.all("a")}
    assert links >= {f"../../{chapter}" for chapter in chapters}
    assert {address for address, page in pages.items() if page.kind == "chapter" and page.language == "en"} == chapters


def test_the_guide_can_be_read_page_by_page_to_its_end(pages: dict[str, ReadPage]) -> None:
    page, read = pages["en/editors-guide/first-steps/"], ["en/editors-guide/first-steps/"]
    while onwards := list(page.main.all("a", rel="next")):
        target = find_target(page, onwards[0].attributes["href"])
        assert target
        before, page = page, pages[target[0]]
        assert find_target(page, page.main.first("a", rel="prev").attributes["href"]) == (before.address, "")
        read.append(page.address)
    of_guide = {address for address, page in pages.items() if page.kind in ("chapter", "fields") and page.language == "en"}
    assert len(read) == len(of_guide)
    assert set(read) == of_guide


@pytest.fixture
def site(make_once: MakeOnce, pages: dict[str, ReadPage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site, to be changed."""
    assert pages
    copy = shutil.copytree(make_once("first-site", lambda _: None), tmp_path / "site")
    monkeypatch.chdir(copy)
    return copy


@pytest.mark.usefixtures("site")
def test_a_plan_that_is_not_there_is_told_with_the_one_that_is(capsys: pytest.CaptureFixture[str]) -> None:
    change(GOAL, "plan: sol-plan", "plan: budget")
    assert main(["check"]) == 1
    assert "närmaste namn: sol-plan." in capsys.readouterr().out


@pytest.mark.usefixtures("site")
def test_a_comparison_that_is_not_there_can_be_written_as_the_message_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    change(GOAL, "{kind: done_by, by: 2027-08-15}", "{kind: compare, with: riket, must_be: at_least, by: 2027-08-15}")
    Path(OUTCOMES).unlink()
    assert main(["check"]) == 1
    told = capsys.readouterr().out
    assert OUTCOMES in told
    Path(OUTCOMES).write_text(re.findall(r"comparisons: \{.*\}", told)[0] + "\n", encoding="utf-8")
    assert main(["check"]) == 0


@pytest.mark.usefixtures("site")
def test_a_name_that_cannot_be_an_address_is_told_with_the_nearest_that_can(capsys: pytest.CaptureFixture[str]) -> None:
    Path(GOAL).with_name("Nöjda brukare.yml").write_text("plan: sol-plan\ntitle: {sv: A, en: B}\ntags: [Äldre]\n", encoding="utf-8")
    Path("content/pages/sv/Så gör vi.md").write_text("# Så\n", encoding="utf-8")
    assert main(["check"]) == 1
    told = capsys.readouterr().out
    assert [name for name in ("nojda-brukare", "aldre", "sa-gor-vi") if f"högst 64 tecken, till exempel {name}." not in told] == []


@pytest.mark.usefixtures("site")
def test_a_plan_with_goals_of_a_committee_says_whose_they_are_and_counts_them_as_its_own() -> None:
    assert main(["new", "goal", "skol-trygg", "--agency", "skolnamnden", "--en", "All pupils feel safe", "--sv", "Trygga elever"]) == 0
    assert main(["build", "--as-of", "2026-11-28"]) == 0
    pages = read_pages(Path("site"))
    body = pages["en/agencies/solberga/"].main.text
    assert "1 goal of its own is shown here." in body
    assert "The school committee All pupils feel safe" in body
    assert "Solberga Municipality The school is to be finished" not in body
    assert "1 goal is shown here." in pages["en/agencies/skolnamnden/"].main.text


DATES = {"2026-3-1": "2026-03-01", "20260301": "2026-03-01", "2026/3/1": "2026-03-01", "24/12-2025": "2025-12-24", "1/3 2026": "2030-12-31"}


@each_row("typed", DATES)
@pytest.mark.usefixtures("site")
def test_a_date_that_can_mean_but_one_day_is_told_as_that_day(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    change(OUTCOMES, "published: 2026-10-05", f"published: {typed}")
    assert main(["check"]) == 1
    assert f"Skriv år-månad-dag, till exempel {DATES[typed]}." in capsys.readouterr().out
    change(OUTCOMES, f"published: {typed}", "published: 2026-10-05")


@pytest.mark.usefixtures("site")
def test_a_page_of_ones_own_in_one_language_is_remarked_on_until_it_is_there_in_both(capsys: pytest.CaptureFixture[str]) -> None:
    Path("content/pages/sv/uppfoljning.md").write_text("# Uppföljning\n", encoding="utf-8")
    assert main(["check"]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if line.endswith(" (page_not_translated)") and line[0] != " "]
    assert [line.partition("  ")[0] for line in told] == ["content/pages/sv/uppfoljning.md"]
    assert "content/pages/en/uppfoljning.md." in told[0]
    Path("content/pages/en/uppfoljning.md").write_text("# Follow-up\n", encoding="utf-8")
    assert main(["check"]) == 0
    assert "page_not_translated" not in capsys.readouterr().out
