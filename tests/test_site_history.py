"""A site whose content lies in git tells what has changed: on goals' pages, in lists, in files, and as earlier versions."""

from __future__ import annotations

import csv
import datetime
import gzip
import json
import pickle
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from ledstjarna.build import build_site
from ledstjarna.history.read import read_site_history
from ledstjarna.memory.last_build import Built
from ledstjarna.problems import OutsideError
from ledstjarna.publish.goal_jobs import BatchTask, Recorded
from ledstjarna.publish.version_jobs import gone_jobs
from ledstjarna.settings import read_project
from ledstjarna.site_check import check_site
from ledstjarna.site_parts import read_parts
from tests.reading import ReadPage, find_target, read_pages
from tests.repositories import MEASURE, checkout, git, make_repository
from tests.worlds import World

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
ROOT = Path(__file__).parent.parent
AS_OF = datetime.date(2026, 11, 22)
SETTINGS = "site_name: Provsajten\nsite_url: https://prov.example/\ntheme: {name: material}\n"
LARGEST = 200_000  # bytes of what a job reads, pickled
LOWERED = {"targets": [{"kind": "at_least", "value": "75", "by": "2026-12-31"}]}
KNOWN = {"outcomes": {"nojda": [{"period": "2025", "value": "76", "published": "2026-03-02"}]}}

Build = Callable[..., Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Builds the site of a story; its repository lies in the folder ``r``."""

    def build_story(steps: Sequence[Mapping[str, Any]], *, own: str = "", change: Callable[[Path], object] = lambda _: None) -> Path:
        first, *rest = steps
        first = {**first, "files": {"site_config.yml": SETTINGS + own, **first.get("files", {})}}
        repository = checkout(make_repository(tmp_path / "r", [first, *rest]))
        change(repository)
        make_site(repository, tmp_path / "site")
        return tmp_path / "site"

    return build_story


def make_site(repository: Path, output: Path) -> Built:
    return build_site(read_project(repository / "site_config.yml"), as_of=AS_OF, today=AS_OF, output=output, frame="bare")


def pages_of(site: Path) -> dict[str, ReadPage]:
    return read_pages(site)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def all_files(site: Path) -> Iterator[tuple[str, bytes]]:
    return ((path.relative_to(site).as_posix(), path.read_bytes()) for path in sorted(site.rglob("*")) if path.is_file())


MOVED: list[dict[str, Any]] = [{"on": "2026-01-10"}, {"on": "2026-03-02", "outcomes": KNOWN}, {"on": "2026-03-09", "measure": LOWERED}]


# --- what nobody should miss -----------------------------------------------------------------------------------------


def test_a_target_lowered_the_week_after_its_result_is_the_first_thing_a_reader_sees(build: Build) -> None:
    site = build(MOVED)
    pages = pages_of(site)
    main = plain(pages["sv/mal/mal/"].main.text)
    told = (
        "9 mars 2026: Målet sänktes från minst 80 % till minst 75 %. Det är lättare att nå. "
        "Då hade resultatet för 2025, 76 %, varit känt i 1 vecka. Ingen orsak är publicerad."
    )
    assert told in main
    assert main.index(told) < main.index("Resultatet för 2025 är 76 %")
    link = pages["sv/mal/mal/"].main.first("p", class_="ls-goalpost").first("a").attributes["href"]
    assert pages["sv/mal/mal/"].main.first("li", id=link.lstrip("#")).attributes["class"] == "ls-entry ls-entry--moved"
    (card,) = pages["sv/mal/"].main.all("li", class_="ls-card")
    assert "Målet flyttat" in card.text
    moved = plain(pages["sv/andringar/"].main.text.split("De senaste ändringarna")[0])
    assert "Målet sänktes från minst 80 % till minst 75 %." in moved
    (row,) = csv.DictReader((site / "data" / "goalposts.csv").read_text(encoding="utf-8").splitlines())
    expected = {"goal": "mal", "date": "2026-03-09", "goalpost_kind": "moved", "change_kinds": "target_easier", "known_since": "2026-03-02"}
    assert {key: row[key] for key in expected} == expected
    assert row["page_en"] == "https://prov.example/en/goals/mal/#h_2026-03-09"
    (found,) = json.loads((site / "data" / "goalposts.json").read_text(encoding="utf-8"))["goalposts"]
    assert (found["changes"][0]["before"]["value"], found["changes"][0]["after"]["value"], found["known"]["value"]) == (80, 75, 76)


def test_a_target_and_its_day_moved_together_are_one_goalpost(build: Build) -> None:
    both = {"targets": [{"kind": "at_least", "value": "75", "by": "2027-12-31"}]}
    pages = pages_of(build([*MOVED[:2], {"on": "2026-03-09", "measure": both}]))
    (box,) = pages["en/goals/mal/"].main.all("p", class_="ls-goalpost")
    assert plain(box.text).startswith(
        "Goalpost moved. 9 March 2026: The target was lowered from at least 80% to at least 75%. "
        "That is easier to reach. The target’s day was moved from 31 December 2026 to 31 December 2027."
    )


def test_a_new_comma_is_one_quiet_line(build: Build) -> None:
    site = build([{"on": "2026-01-10"}, {"on": "2026-02-01", "goal": {"title": {"sv": "Nöjda brukare!", "en": "Satisfied users"}}}])
    pages = pages_of(site)
    (fold,) = pages["sv/mal/mal/"].main.all("details", class_="ls-quiet")
    assert fold.first("summary").text == "1 mindre ändring 2026"
    assert "Bara skiljetecken" in fold.text
    assert "Bara skiljetecken" not in pages["sv/andringar/"].main.text
    assert not list(pages["sv/mal/mal/"].main.all("p", class_="ls-goalpost"))


def test_a_measure_is_named_where_a_goal_has_several(build: Build) -> None:
    two: dict[str, Any] = {
        "indicators": [
            {**MEASURE, "targets": [{"kind": "at_least", "value": "80", "by": "2026-12-31"}]},
            {**MEASURE, "id": "b", "name": {"sv": "B", "en": "B"}},
        ]
    }
    lower: dict[str, Any] = {"indicators": [{**two["indicators"][0], **LOWERED}, two["indicators"][1]]}
    later = {"indicators": [lower["indicators"][0], {**two["indicators"][1], "baseline": {"period": "2023", "value": "1"}}]}
    pages = pages_of(build([{"on": "2026-01-10", "goal": two}, {"on": "2026-02-01", "goal": lower}, {"on": "2026-03-01", "goal": later}]))
    text = plain(pages["en/goals/mal/"].main.first("li", id="h_2026-02-01").text)
    assert "Share satisfied: The target was lowered from at least 80% to at least 75%." in text


# --- where nothing is recorded ---------------------------------------------------------------------------------------


def test_outside_a_repository_the_site_says_so(build: Build) -> None:
    site = build(MOVED, change=lambda repository: shutil.rmtree(repository / ".git"))
    pages = pages_of(site)
    assert "Innehållet ligger inte i ett git-repo." in pages["sv/andringar/"].main.text
    assert "vad som ändras på sidan registreras inte" in pages["sv/mal/mal/"].main.text
    assert not (site / "data" / "goalposts.json").exists()


def test_a_copy_without_earlier_contents_says_so(build: Build, tmp_path: Path) -> None:
    build(MOVED)
    git(tmp_path / "r", "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", (tmp_path / "r").as_uri(), "partial")
    make_site(tmp_path / "partial", tmp_path / "other")
    assert "(a partial clone)" in pages_of(tmp_path / "other")["en/changes/"].main.text


def test_settings_can_leave_the_repository_alone(build: Build) -> None:
    site = build(MOVED, own="extra: {ledstjarna: {history: {git: false}}}\n")
    assert "No changes are recorded on this site: its settings say so." in pages_of(site)["en/changes/"].main.text


def test_a_shallow_clone_says_from_which_day_it_runs_and_differs_in_nothing_else(build: Build, tmp_path: Path) -> None:
    steps = [{"on": f"2026-0{month}-01", "goal": {"owner": f"Nr {month}"}} for month in range(1, 6)]
    whole = pages_of(build(steps))
    git(tmp_path, "clone", "--quiet", "--depth", "2", (tmp_path / "r").as_uri(), "shallow")
    make_site(tmp_path / "shallow", tmp_path / "other")
    cut = pages_of(tmp_path / "other")
    told = "Ändringar registreras här sedan 1 april 2026. Det som ändrades dessförinnan finns inte i kopian som webbplatsen gjordes av."
    assert told in plain(cut["sv/andringar/"].main.text)
    for id in ("h_2026-05-01",):
        assert cut["sv/mal/mal/"].main.first("li", id=id).text == whole["sv/mal/mal/"].main.first("li", id=id).text
    gone = {li.attributes["id"] for li in whole["sv/mal/mal/"].main.all("li", class_="ls-entry")} - {"h_2026-05-01", "h_2026-04-01"}
    assert gone == {"h_2026-01-01", "h_2026-02-01", "h_2026-03-01"}


def test_what_is_not_committed_is_told_as_such(build: Build) -> None:
    def lower(repository: Path) -> None:
        file = repository / "content/agencies/provby/goals/mal.yml"
        file.write_text(file.read_text(encoding="utf-8").replace("value: 80", "value: 75"), encoding="utf-8")

    page = pages_of(build(MOVED[:2], change=lower))["sv/mal/mal/"]
    assert page.main.first("li", id="h_uncommitted").text.startswith("Inte daterat än")
    assert "Inte daterat än: Målet sänktes" in page.main.first("p", class_="ls-goalpost").text


def test_a_stream_tells_of_its_own_bodies_and_of_no_others(shipped_site: Path) -> None:
    pages = pages_of(shipped_site)
    assert "Vad som ändras på den här sidan registreras inte här." in pages["sv/mal/fk-bidragsbrott/"].main.text or (
        "vad som ändras på sidan registreras inte" in pages["sv/mal/fk-bidragsbrott/"].main.text
    )
    assert "Vad som ändras i målen för Försäkringskassan registreras inte här." in pages["sv/andringar/forsakringskassan/"].main.text
    assert len(list(pages["sv/mal/exk-cykling/"].main.all("li", class_="ls-entry"))) > 5


def test_a_stream_that_is_not_there_stops_the_build_in_plain_words(build: Build) -> None:
    with pytest.raises(OutsideError) as told:
        build(MOVED, own="extra: {ledstjarna: {history: {stream: saknas.stream}}}\n")
    assert told.value.code == "stream_missing"
    assert "saknas.stream" in told.value.message("sv")


# --- versions --------------------------------------------------------------------------------------------------------


def test_a_version_shows_the_goal_as_it_stood_and_what_has_changed_since(build: Build) -> None:
    site = build(MOVED)
    pages = pages_of(site)
    first, second = pages["en/goals/mal/2026-01-10/"], pages["en/goals/mal/2026-03-09/"]
    assert "This is how the goal stood on 10 January 2026" in plain(first.main.text)
    assert "76" not in first.main.text
    compared = first.main.first("dl", class_="ls-differences")
    assert [(part.tag, plain(part.text)) for part in compared.all("del", "ins")] == [("del", "80%"), ("ins", "75%")]
    assert first.meta("robots") == "noindex"
    assert "2026-01-10" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    cited = first.main.first("p", class_="ls-cite__text").text
    assert "as it stood on 10 January 2026" in cited
    assert cited.endswith("https://prov.example/en/goals/mal/2026-01-10/")
    relations = {
        (page.address, link.attributes["rel"]): find_target(page, link.attributes["href"])
        for page in (first, second, pages["en/goals/mal/"])
        for link in page.tree.first("head").all("link")
        if link.attributes["rel"].endswith(("-version", "version-history"))
    }
    assert relations == {
        ("en/goals/mal/2026-01-10/", "latest-version"): ("en/goals/mal/", ""),
        ("en/goals/mal/2026-01-10/", "successor-version"): ("en/goals/mal/2026-03-09/", ""),
        ("en/goals/mal/2026-03-09/", "latest-version"): ("en/goals/mal/", ""),
        ("en/goals/mal/2026-03-09/", "predecessor-version"): ("en/goals/mal/2026-01-10/", ""),
        ("en/goals/mal/", "version-history"): ("en/goals/mal/", "h_history"),
        ("en/goals/mal/", "predecessor-version"): ("en/goals/mal/2026-03-09/", ""),
    }


def test_outcomes_alone_make_no_version_and_settings_can_leave_them_all_out(build: Build) -> None:
    assert not [address for address in pages_of(build(MOVED[:2])) if re.search(r"/mal/mal/\d", address)]


def test_settings_can_leave_versions_out(build: Build) -> None:
    site = build(MOVED, own="extra: {ledstjarna: {history: {versions: false}}}\n")
    assert not [address for address in pages_of(site) if re.search(r"/mal/mal/\d", address)]
    assert "2026-03-09/" not in (site / "sv/mal/mal/index.html").read_text(encoding="utf-8")


def test_two_steps_of_a_day_have_versions_of_their_own(build: Build) -> None:
    again = {"targets": [{"kind": "at_least", "value": "70", "by": "2026-12-31"}]}
    pages = pages_of(build([{"on": "2026-01-10"}, {"on": "2026-03-09", "measure": LOWERED}, {"on": "2026-03-09", "measure": again}]))
    assert "70" in pages["sv/mal/mal/2026-03-09-2/"].main.text
    assert "75" in pages["sv/mal/mal/2026-03-09/"].main.text


def test_the_history_of_a_goal_is_a_file_without_statuses(build: Build) -> None:
    told = json.loads((build(MOVED) / "data/goals/mal.history.json").read_text(encoding="utf-8"))
    assert [version["step"] for version in told["versions"]] == ["2026-01-10", "2026-03-02", "2026-03-09"]
    assert [version["goal"]["indicators"][0]["targets"][0]["value"] for version in told["versions"]] == [80, 80, 75]
    kinds = [[change["kind"] for change in step["changes"]] for step in told["steps"]]
    assert kinds == [["imported"], ["outcome_published"], ["target_easier"]]
    assert told["goalposts"] == [{"step": "2026-03-09", "kind": "moved"}]


SECRET = "Hemliga Ada Beata Cecilia"


def test_a_withheld_version_is_told_as_withheld_and_nothing_of_it_is_anywhere(build: Build) -> None:
    withheld = {"withhold": [{"version": "2026-02-01", "why": {"sv": "Texten rörde en person.", "en": "It was about a person."}}]}
    site = build(
        [
            *MOVED[:1],
            {"on": "2026-02-01", "goal": {"official": {"sv": SECRET, "en": SECRET}}},
            {"on": "2026-02-10", "goal": {"official": {"sv": "Ny", "en": "New"}, "history": withheld}},
            {"on": "2026-03-02", "outcomes": KNOWN},
            {"on": "2026-03-09", "measure": LOWERED},
        ]
    )
    assert not [name for name, data in all_files(site) if b"Beata" in data]
    page = pages_of(site)["sv/mal/mal/2026-02-01/"]
    assert page.kind == "withheld"
    assert "Texten rörde en person." in page.main.text
    assert page.meta("robots") == "noindex"
    entries = pages_of(site)["sv/mal/mal/"].main
    assert "Det som skrevs då är undanhållet. Texten rörde en person." in entries.first("li", id="h_2026-02-01").text
    assert "Det som skrevs då är undanhållet." in entries.first("li", id="h_2026-02-10").text
    told = json.loads((site / "data/goals/mal.history.json").read_text(encoding="utf-8"))
    assert [version.get("withheld", {}).get("en") for version in told["versions"]] == [None, "It was about a person.", None, None, None]


def test_withholding_hides_words_and_no_figures(build: Build) -> None:
    withheld = {"withhold": [{"version": "2026-03-09", "why": {"sv": "x", "en": "x"}}]}
    steps = [*MOVED[:2], {"on": "2026-03-09", "measure": LOWERED}, {"on": "2026-04-01", "goal": {"history": withheld}}]
    assert "lowered from at least 80% to at least 75%" in plain(
        pages_of(build(steps))["en/goals/mal/"].main.first("p", class_="ls-goalpost").text
    )


# --- goals that are gone ---------------------------------------------------------------------------------------------


GONE = [*MOVED[:2], {"on": "2026-04-01", "goal": None, "outcomes": None}]


def test_a_goal_that_was_removed_keeps_its_page(build: Build) -> None:
    pages = pages_of(build(GONE))
    page = pages["sv/mal/mal/"]
    assert page.kind == "gone"
    assert "1 april 2026: Målet togs bort från den här webbplatsen utan att ha avslutats." in page.main.text
    assert "76" in page.main.text
    ended = pages["sv/avslutade/"].main
    (link,) = [link for link in ended.all("a") if link.text == "Nöjda brukare"]
    assert find_target(pages["sv/avslutade/"], link.attributes["href"]) == ("sv/mal/mal/", "")
    assert "Borttaget" in pages["sv/andringar/"].main.text


def test_an_address_that_leads_to_another_goal_does_so_for_a_removed_one_too(build: Build) -> None:
    other = "plan: plan\ntitle: {sv: Ett annat, en: Another}\naliases: [mal]\n"
    site = build([*GONE, {"on": "2026-05-01", "files": {"content/agencies/provby/goals/annat.yml": other}}])
    assert pages_of(site)["sv/mal/mal/"].kind == "redirect"


def test_a_goal_that_goes_by_another_id_has_one_history(build: Build) -> None:
    moved = {"goal": "goals/ny.yml", "outcomes": "outcomes/ny.yml"}
    pages = pages_of(build([*MOVED, {"on": "2026-05-01", "at": moved, "goal": {"aliases": ["mal"]}}]))
    assert pages["sv/mal/mal/"].kind == "redirect"
    told = [li.attributes["id"] for li in pages["sv/mal/ny/"].main.all("li", class_="ls-entry")]
    assert told == ["h_2026-05-01", "h_2026-03-09", "h_2026-03-02", "h_2026-01-10"]
    assert "sv/mal/ny/2026-03-09/" in pages


def test_earlier_addresses_lead_on_also_where_nobody_wrote_them_down(build: Build) -> None:
    moved = {"goal": "goals/ny.yml", "outcomes": "outcomes/ny.yml"}
    pages = pages_of(build([*MOVED, {"on": "2026-05-01", "at": moved}]))
    for old, new in (("sv/mal/mal/", "sv/mal/ny/"), ("en/goals/mal/2026-03-09/", "en/goals/ny/2026-03-09/")):
        assert pages[old].kind == "redirect"
        assert pages[old].links("canonical")[0]["href"] == f"https://prov.example/{new}"


# --- the editors' guide ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_examples_of_the_guide_do_what_it_says(build: Build, language: str) -> None:
    chapter = (ROOT / "theme" / "guide" / f"history.{language}.md").read_text(encoding="utf-8")
    event, corrected, withheld = (
        yaml.load(block, Loader=yaml.CBaseLoader) for block in re.findall(r"```yaml\n(.*?)```", chapter, re.DOTALL)
    )
    event["events"][0]["about"] = "satisfied"  # the guide has the measure of its first steps
    measure = {"id": "satisfied", "targets": [{"kind": "at_least", "value": "80", "by": "2026-12-31"}]}
    known = {"outcomes": {"satisfied": [{"period": "2024", "value": "71", "published": "2025-02-14"}]}}
    version = {**withheld["history"]["withhold"][0], "version": "2026-02-01"}
    steps = [
        {"on": "2026-01-10", "measure": measure, "outcomes": known},
        {"on": "2026-02-01", "goal": {"summary": {"sv": SECRET, "en": SECRET}}},
        {"on": "2026-02-02", "goal": {"summary": {"sv": "Ny", "en": "New"}}},
        {"on": "2026-03-06", "measure": LOWERED, "goal": event},
        {"on": "2026-03-18", "outcomes": {"outcomes": {"satisfied": corrected}}},
        {"on": "2026-03-20", "goal": {"history": {"withhold": [version]}}},
    ]
    site = build(steps)
    main = pages_of(site)["sv/mal/mal/"].main
    moved = main.first("li", id="h_2026-03-06").text
    assert "Fullmäktige sänkte målet. Färre bor hemma än väntat. Fullmäktiges protokoll" in moved
    assert "Ingen orsak är publicerad." not in main.first("p", class_="ls-goalpost").text
    assert "Tre ärenden räknades två gånger." in main.first("li", id="h_2026-03-18").text
    assert "Texten rörde en person." in pages_of(site)["sv/mal/mal/2026-02-01/"].main.text
    assert not [name for name, data in all_files(site) if b"Beata" in data]


# --- changes of all --------------------------------------------------------------------------------------------------


def test_a_change_of_method_is_told_once_and_not_for_every_goal(build: Build) -> None:
    outcomes = {"outcomes": {"nojda": [{"period": "2024", "value": "72", "published": "2025-02-10"}]}}
    steps = [
        {"on": "2026-02-10", "outcomes": outcomes},
        {"on": "2026-03-10", "files": {"site_config.yml": SETTINGS + "extra: {ledstjarna: {thresholds: {behind: 0.9}}}\n"}},
    ]
    pages = pages_of(build(steps))
    main = pages["sv/andringar/"].main.text
    assert "Gränserna mellan lägena ändrades. Läget för 1 mål ändrades av det." in main
    assert "Läget gick från" not in main
    assert "Läget gick från" in pages["sv/mal/mal/"].main.text


def test_changes_are_told_by_year_and_sort_for_all_and_for_each_body(build: Build) -> None:
    steps = [{"on": "2025-01-10"}, {"on": "2025-03-02", "goal": {"owner": "Nämnden"}}, *MOVED[1:]]
    pages = pages_of(build(steps))
    assert [link.text for link in pages["en/changes/"].main.all("a") if re.fullmatch(r"\d{4}", link.text)] == ["2026", "2025"]
    assert [h2.text for h2 in pages["en/years/2026/"].main.all("h2")] == ["Moved goalposts", "Results"]
    assert [h2.text for h2 in pages["en/years/2025/"].main.all("h2")] == ["Wording, documents and responsibility"]
    assert "Executive" not in pages["en/years/2025/"].main.text
    for address in ("en/years/2026/provby/", "en/changes/provby/", "en/agencies/provby/"):
        assert "lowered from at least 80%" in plain(pages[address].main.text)


def test_that_everything_was_there_from_the_first_is_no_change_of_each_goal(build: Build) -> None:
    other = "{plan: plan, title: {sv: Granne, en: Neighbour}}\n"
    main = pages_of(build([{"on": "2026-01-10", "files": {"content/agencies/provby/goals/granne.yml": other}}]))["sv/andringar/"].main
    assert "Ändringar registreras här sedan 10 januari 2026." in plain(main.text)
    assert not list(main.all("li", class_="ls-entry"))


# --- what no content may have, and the past had -------------------------------------------------------------------------

BODY = "content/agencies/provby/"
ALIASES = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
PASTS: dict[str, list[dict[str, Any]]] = {
    "a body that is part of itself": [
        {"on": "2026-01-01", "agency": {"parent": "provby"}},
        {"on": "2026-01-05", "agency": {"parent": None}},
    ],
    "no such plan": [{"on": "2026-01-01", "goal": {"plan": "borta"}}, {"on": "2026-01-05", "goal": {"plan": "plan"}}],
    "no plan": [{"on": "2026-01-01", "files": {BODY + "plans/plan.yml": None}}, {"on": "2026-01-05"}],
    "no body": [{"on": "2026-01-01", "files": {BODY + "agency.yml": None}}, {"on": "2026-01-05"}],
    "a goal that replaces itself": [
        {"on": "2026-01-01"},
        {"on": "2026-01-03", "goal": {"lifecycle": "ended", "fate": {"kind": "replaced", "into": ["mal"]}}},
        {"on": "2026-01-05", "goal": {"lifecycle": None, "fate": None}},
    ],
    "aliases": [{"on": "2026-01-01"}, {"on": "2026-01-03", "files": {BODY + "goals/mal.yml": ALIASES}}, {"on": "2026-01-05"}],
    "brackets": [{"on": "2026-01-01"}, {"on": "2026-01-03", "files": {BODY + "goals/mal.yml": "[" * 5_000}}, {"on": "2026-01-05"}],
    "a link": [
        {"on": "2026-01-01"},
        {"on": "2026-01-03", "files": {BODY + "goals/mal.yml": {"link": "/etc/passwd"}}},
        {"on": "2026-01-05"},
    ],
    "odd names": [
        {"on": "2026-01-01", "files": {BODY + "goals/Mitt Mål.yml": "{}", "content/agencies/Å Ä/goals/x.yml": "{}"}},
        {"on": "2026-01-05", "files": {BODY + "goals/Mitt Mål.yml": None, "content/agencies/Å Ä/goals/x.yml": None}},
    ],
    "HTML": [
        {"on": "2026-01-01", "goal": {"title": {"sv": "<script>x</script>", "en": "<b>"}}},
        {"on": "2026-01-05", "goal": {"title": {"sv": "Ok", "en": "Ok"}}},
    ],
    "a version's id": [
        {"on": "2026-01-01", "files": {BODY + "goals/2026-01-01.yml": "{plan: plan, title: {sv: x, en: y}}"}},
        {"on": "2026-01-05"},
    ],
}


@pytest.mark.parametrize("name", PASTS)
def test_whatever_the_past_had_the_site_is_built_and_tells_what_came_later(build: Build, name: str) -> None:
    pages = pages_of(build([*PASTS[name], *MOVED[1:]]))
    assert "Goalpost moved" in pages["en/goals/mal/"].main.text
    for page in pages.values():
        assert not list(page.main.all("script", "b"))


# --- where it lies, and on which day it is told -------------------------------------------------------------------------


def test_content_that_lies_in_a_repository_of_its_own_has_its_history(tmp_path: Path) -> None:
    content = checkout(make_repository(tmp_path / "content", [{**step, "root": "agencies/provby/"} for step in MOVED]))
    assert (content / "agencies").is_dir()
    (tmp_path / "site_config.yml").write_text(SETTINGS, encoding="utf-8")
    make_site(tmp_path, tmp_path / "site")
    assert "Målet sänktes" in pages_of(tmp_path / "site")["sv/mal/mal/"].main.first("p", class_="ls-goalpost").text


def test_a_site_as_it_was_on_an_earlier_day_tells_no_later_changes_and_moves_none(build: Build, tmp_path: Path) -> None:
    build(MOVED)
    project = read_project(tmp_path / "r" / "site_config.yml")
    for day, told in (("2026-03-05", ["h_2026-03-02", "h_2026-01-10"]), ("2026-01-01", [])):
        build_site(project, as_of=datetime.date.fromisoformat(day), output=tmp_path / day, frame="bare")
        main = pages_of(tmp_path / day)["sv/mal/mal/"].main
        assert [li.attributes["id"] for li in main.all("li", class_="ls-entry")] == told
        assert not list(main.all("p", class_="ls-goalpost"))


# --- how it is made --------------------------------------------------------------------------------------------------


def test_two_builds_of_a_history_are_equal(build: Build, tmp_path: Path) -> None:
    first = dict(all_files(build(MOVED)))
    make_site(tmp_path / "r", tmp_path / "again")
    assert dict(all_files(tmp_path / "again")) == first


def test_a_page_with_forty_changes_is_light(build: Build) -> None:
    steps = [{"on": "2020-01-10"}] + [
        {
            "on": f"{2020 + number // 12}-{number % 12 + 1:02}-20",
            "measure": {"targets": [{"kind": "at_least", "value": str(60 + number), "by": "2027-12-31"}]},
            "goal": {"summary": {"sv": f"Förklaring nummer {number}.", "en": f"Explanation {number}."}},
        }
        for number in range(40)
    ]
    site = build(steps)
    page = (site / "sv/mal/mal/index.html").read_bytes()
    assert page.count(b'class="ls-entry') >= 41
    assert len(gzip.compress(page, mtime=0)) < 12_000


def test_the_jobs_of_versions_read_little() -> None:
    project = read_project(ROOT / "site_config.yml")
    history = read_site_history(project.settings, project.config_file, as_of=AS_OF)
    world = World(check_site(project, as_of=AS_OF)[0], project.settings, AS_OF)
    recorded = {id: Recorded(past, history.versions.get(id, ())) for id, past in history.goals.items()}
    own = [
        BatchTask(batch, batch.goals, recorded={id: recorded[id] for id in batch.goals if id in recorded})
        for batch in read_parts(project).batches
    ]
    assert sum(len(one.past.pages) for task in own for one in task.recorded.values() if one.past) > 40
    sizes = {job.key: len(pickle.dumps(job)) for job in gone_jobs(world.site, history)}
    assert "gone:exk-budget-2025" in sizes
    assert max(*sizes.values(), *(len(pickle.dumps(one)) for task in own for one in task.recorded.values())) < LARGEST
