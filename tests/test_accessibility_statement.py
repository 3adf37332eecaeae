"""The accessibility statement of a site: what its page says, when there is one, and which day its file is held against."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from ledstjarna.__main__ import main
from ledstjarna.build import build_site
from ledstjarna.model.accessibility import read_criterion
from ledstjarna.model.settings import Settings
from ledstjarna.pages.kinds.accessibility import COMPLAINTS, conformance_sentence
from ledstjarna.problems import ContentError
from ledstjarna.settings import read_project
from ledstjarna.site_check import check_site
from ledstjarna.words.voice import Voice
from tests.conftest import AS_OF, EVERYTHING, ROOT
from tests.reading import ReadPage, find_target, read_pages

PAGES = {"sv": "sv/tillganglighet/", "en": "en/accessibility/"}
LOCALES = ROOT / "theme" / "locale"
GOLDEN = ROOT / "tests" / "golden"
ASSESSED = datetime.date(2026, 11, 23)  # the shipped statement's day


@pytest.fixture(scope="module")
def shipped(shipped_site: Path) -> dict[str, ReadPage]:
    return read_pages(shipped_site)


@pytest.fixture(scope="module")
def everything(everything_site: Path) -> dict[str, ReadPage]:
    return read_pages(everything_site)


# --- the page ----------------------------------------------------------------------------------------------------------


def test_every_page_leads_to_the_statement(shipped: dict[str, ReadPage]) -> None:
    for page in shipped.values():
        if page.kind not in ("redirect", "choice", "embed", "not-found"):
            leads = {find_target(page, link.attributes["href"]) for link in page.tree.first("footer").all("a")}
            assert (PAGES[page.language], "") in leads, page.address


def test_the_page_has_what_the_law_asks_for(everything: dict[str, ReadPage]) -> None:
    for language, address in PAGES.items():
        main_part = everything[address].main
        links = {link.attributes["href"] for link in main_part.all("a")}
        assert {COMPLAINTS, "https://www.prov.example/anmal-brist", "mailto:tillganglighet@prov.example"} <= links
        days = [time.attributes["datetime"] for time in main_part.all("time")]
        assert days == ["2026-11-21", "2029-12-31", "2026-03-04", "2026-10-20"]
        said = main_part.text
        assert {"sv": "är inte förenlig med lagen", "en": "is not compliant with the law"}[language] in said
        assert "1.2.2, 1.2.5" in said
        assert [any(form in said for form in forms) for forms in (("(12 §)", "(section 12)"), ("(9 §)", "(section 9)"))] == [True, True]
        assert len(list(main_part.all("h3"))) == 3


def test_a_day_that_has_passed_is_told_in_the_past_and_no_day_is_told_as_none(everything: dict[str, ReadPage]) -> None:
    said = everything[PAGES["en"]].main.text
    assert "It was due to be put right by 21 November 2026." in said
    assert "It is due to be put right by 31 December 2029." in said
    assert said.count("No date is given for when it will be put right.") == 1


def test_a_demonstration_says_so_and_does_not_lead_to_a_form_that_is_not_there(shipped: dict[str, ReadPage]) -> None:
    for language, address in PAGES.items():
        page = shipped[address]
        assert {"sv": "är en demonstration", "en": "is a demonstration"}[language] in page.main.text
        assert "https://ledstjarna.example/report-a-fault" in page.main.text
        assert [link for link in page.main.all("a") if "report-a-fault" in link.attributes["href"]] == []


@pytest.mark.parametrize(
    ("conformance", "sv", "en"),
    [
        ("full", "Webbplatsen Våra mål är helt förenlig med lagen", "The site Our goals is fully compliant with the law"),
        ("partial", "Webbplatsen Våra mål är delvis förenlig med lagen", "The site Our goals is partially compliant with the law"),
        ("none", "Webbplatsen Våra mål är inte förenlig med lagen", "The site Our goals is not compliant with the law"),
    ],
)
def test_the_law_has_three_words(conformance: str, sv: str, en: str) -> None:
    content, _, _ = check_site(read_project(ROOT / "site_config.yml"))
    assert content.accessibility
    statement = content.accessibility.model_copy(update={"service": {"sv": "Våra mål", "en": "Our goals"}, "conformance": conformance})
    told = {entry.code: conformance_sentence(statement, Voice(entry, Settings(), LOCALES)) for entry in Settings().languages}
    assert told["sv"].startswith(sv)
    assert told["en"].startswith(en)


def test_a_site_without_the_file_has_neither_page_nor_link(tmp_path: Path) -> None:
    build_site(read_project(GOLDEN / "site_config.yml"), as_of=AS_OF, output=tmp_path / "site", frame="bare")
    pages = read_pages(tmp_path / "site")
    assert set(PAGES.values()) & set(pages) == set()
    assert not any("tillganglighet" in page.source or "en/accessibility" in page.source for page in pages.values())


# --- which day it is -----------------------------------------------------------------------------------------------------


def test_a_day_to_come_is_a_problem_on_the_day_itself_and_none_to_a_site_as_it_was() -> None:
    project = read_project(ROOT / "site_config.yml")
    before = ASSESSED - datetime.timedelta(days=1)
    with pytest.raises(ContentError) as stopped:
        check_site(project, as_of=before, today=before)
    assert [(problem.code, problem.at) for problem in stopped.value.problems] == [
        ("date_in_future", "assessed.date"),
        ("date_in_future", "updated"),
    ]
    check_site(project, as_of=before)
    check_site(project, as_of=ASSESSED, today=ASSESSED)


def test_a_date_that_was_asked_for_is_not_today(capsys: pytest.CaptureFixture[str]) -> None:
    config = str(ROOT / "site_config.yml")
    assert main(["check", "-f", config, "--as-of", "2020-01-01", "--lang", "en"]) == 0
    assert "accessibility" not in capsys.readouterr().out
    assert main(["check", "-f", config, "--as-of", "2027-11-24", "--lang", "en"]) == 0
    assert "1  assessments of accessibility older than twelve months (accessibility_assessment_old)" in capsys.readouterr().out


def test_a_statement_from_the_future_stops_the_build_and_leaves_the_old_site(tmp_path: Path) -> None:
    shutil.copytree(EVERYTHING, tmp_path / "all")
    statement = tmp_path / "all" / "content" / "accessibility.yml"
    statement.write_text(statement.read_text(encoding="utf-8").replace("updated: 2026-10-20", "updated: 2199-10-20"), encoding="utf-8")
    project = read_project(tmp_path / "all" / "site_config.yml")
    with pytest.raises(ContentError):
        build_site(project, as_of=AS_OF, today=AS_OF, output=tmp_path / "site", frame="bare")
    assert not (tmp_path / "site").exists()
    build_site(project, as_of=AS_OF, output=tmp_path / "site", frame="bare")


# --- its file ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["1.1.1", "2.4.13", "4.1.3"])
def test_a_criterion_is_told_by_its_number(number: str) -> None:
    assert read_criterion(number) == number


def test_a_site_that_is_not_published_yet_need_not_have_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "site", "."]) == 0
    _, _, remarks = check_site(read_project(Path("site_config.yml")))
    assert "accessibility_missing" not in remarks.counts()
    config = Path("site_config.yml")
    config.write_text(config.read_text(encoding="utf-8").replace("#site_url", "site_url"), encoding="utf-8")
    _, _, remarks = check_site(read_project(config))
    assert remarks.counts()["accessibility_missing"] == 1
