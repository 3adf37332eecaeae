"""Feeds: as the standards have them, with names that never change, and with archives that are never written again."""

from __future__ import annotations

import datetime
import json
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import jsonschema
import pytest
from lxml import etree  # type: ignore[import-untyped]  # has no types

from ledstjarna.build import build_site
from ledstjarna.settings import read_project
from tests.reading import find_target, read_pages
from tests.repositories import checkout, git, make_repository

SHAPES = Path(__file__).parent / "shapes"
ATOM = etree.RelaxNG(etree.parse(SHAPES / "atom.rng"))
JSON_FEED = jsonschema.Draft202012Validator(json.loads((SHAPES / "jsonfeed.json").read_text(encoding="utf-8")))
SPACE = {"a": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}
AS_OF = datetime.date(2026, 11, 22)
SETTINGS = "site_name: Provsajten\ntheme: {name: material}\n"
Read = dict[str, Any]
Build = Callable[..., Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Builds the feeds of a repository in which the goal's owner has been changed so many times, one a day."""

    def build_story(many: int, *, owner: str = "Nr {number}", own: str = "", out: str = "site") -> Path:
        first = {"on": "2026-01-01", "files": {"site_config.yml": SETTINGS + own}}
        steps = [
            {"on": str(datetime.date(2026, 1, 2) + datetime.timedelta(number)), "goal": {"owner": owner.format(number=number)}}
            for number in range(many)
        ]
        repository = checkout(make_repository(tmp_path / f"r-{out}", [first, *steps]))
        project = read_project(repository / "site_config.yml")
        build_site(project, as_of=AS_OF, output=tmp_path / out, frame="bare")
        return tmp_path / out / "data" / "feeds"

    return build_story


def read_atom(file: Path) -> Any:
    tree = etree.parse(file)
    ATOM.assertValid(tree)
    feed = tree.getroot()
    assert feed.xpath("count(a:link[@rel='self'])", namespaces=SPACE) == 1
    for entry in feed.xpath("a:entry", namespaces=SPACE):
        assert entry.xpath("a:link[@rel='alternate']", namespaces=SPACE)
    ids = feed.xpath("a:entry/a:id/text()", namespaces=SPACE)
    assert len(set(ids)) == len(ids) <= 50
    return feed


def read_json(file: Path) -> Read:
    told: Read = json.loads(file.read_text(encoding="utf-8"))
    JSON_FEED.validate(told)
    assert len(told["items"]) <= 50
    return told


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")


def test_every_feed_of_the_shipped_site_is_as_the_standards_have_it(shipped_site: Path) -> None:
    folder = shipped_site / "data" / "feeds"
    atoms, jsons = sorted(folder.rglob("*.atom")), sorted(folder.rglob("*.feed.json"))
    assert len(atoms) > 50
    assert len(jsons) >= 10
    for file in atoms:
        read_atom(file)
    for file in jsons:
        read_json(file)


def test_a_schema_that_takes_anything_would_be_seen(shipped_site: Path) -> None:
    tree = etree.parse(shipped_site / "data" / "feeds" / "changes.sv.atom")
    for path in ("a:id", "a:updated", "a:entry/a:title"):
        broken = etree.fromstring(etree.tostring(tree))
        gone = broken.xpath(path, namespaces=SPACE)[0]
        gone.getparent().remove(gone)
        assert not ATOM.validate(broken), path
    told = read_json(shipped_site / "data" / "feeds" / "changes.sv.feed.json")
    assert not JSON_FEED.is_valid({**told, "items": [{"id": "x"}]})


def test_an_entry_leads_to_its_line_on_the_goals_page(shipped_site: Path) -> None:
    pages = read_pages(shipped_site)
    for entry in read_atom(shipped_site / "data/feeds/changes.en.atom").xpath("a:entry", namespaces=SPACE):
        address, fragment = entry.xpath("a:link/@href", namespaces=SPACE)[0].removeprefix("https://ledstjarna.example/").split("#")
        line = pages[address].main.first("li", id=fragment)
        date = entry.xpath("a:updated/text()", namespaces=SPACE)[0][:10]
        assert line.first("time").attributes["datetime"] == date


def test_pages_lead_to_their_feeds(shipped_site: Path) -> None:
    pages = read_pages(shipped_site)
    for address, feeds in {
        "sv/": ["data/feeds/changes.sv.atom", "data/feeds/changes.sv.feed.json"],
        "en/changes/": ["data/feeds/changes.en.atom", "data/feeds/changes.en.feed.json"],
        "sv/myndigheter/exk-kommun/": ["data/feeds/agencies/exk-kommun.sv.atom", "data/feeds/agencies/exk-kommun.sv.feed.json"],
        "sv/andringar/exk-kommun/": ["data/feeds/agencies/exk-kommun.sv.atom", "data/feeds/agencies/exk-kommun.sv.feed.json"],
        "en/goals/exk-cykling/": ["data/feeds/goals/exk-cykling.en.atom"],
        "sv/mal/fk-bidragsbrott/": [],
        "sv/myndigheter/forsakringskassan/": [],
    }.items():
        links = [
            link
            for link in pages[address].links("alternate")
            if link.get("type", "").startswith("application/") and "oembed" not in link["type"]
        ]
        found = [urljoin(f"https://x/{address}", link["href"]).removeprefix("https://x/") for link in links]
        assert found == feeds, address
        assert all((shipped_site / file).is_file() for file in found)


@needs_git
@pytest.mark.parametrize(("many", "archives"), [(0, 0), (1, 0), (50, 0), (51, 1), (100, 2), (130, 2)])
def test_a_feed_has_its_newest_entries_and_archives_have_the_rest(build: Build, many: int, archives: int) -> None:
    folder = build(many) / "goals"
    assert len(list(folder.glob("mal.sv.*.atom"))) == archives
    seen: dict[str, str] = {}
    file, newest = "mal.sv.atom", None
    while file:
        feed = read_atom(folder / file)
        for entry in feed.xpath("a:entry", namespaces=SPACE):
            seen[entry.xpath("a:id/text()", namespaces=SPACE)[0]] = entry.xpath("a:content/text()", namespaces=SPACE)[0]
        newest = newest or feed.xpath("a:updated/text()", namespaces=SPACE)[0]
        before = feed.xpath("a:link[@rel='prev-archive']/@href", namespaces=SPACE)
        assert bool(feed.xpath("fh:archive", namespaces=SPACE)) == (file != "mal.sv.atom")
        file = before[0].rpartition("/")[2] if before else ""
    assert len(seen) == many
    assert newest is not None
    day = datetime.date(2026, 1, 1) + datetime.timedelta(many)
    assert newest.startswith(day.isoformat())


@needs_git
def test_json_feeds_lead_to_older_ones(build: Build) -> None:
    folder = build(60)
    first = read_json(folder / "changes.en.feed.json")
    second = read_json(folder / first["next_url"].rpartition("/")[2])
    assert len({item["id"] for item in first["items"] + second["items"]}) == 60
    assert "next_url" not in second


@needs_git
def test_a_full_archive_is_never_written_again_and_a_name_never_changes(build: Build) -> None:
    before, after = build(101, out="a"), build(130, out="b")
    for file in sorted(before.rglob("*.sv.[0-9].atom")):
        assert file.read_bytes() == (after / file.relative_to(before)).read_bytes()


@needs_git
@pytest.mark.parametrize("own", ["", "site_url: https://prov.example/under/\n"])
def test_names_are_for_ever_and_of_one_language(build: Build, own: str) -> None:
    folder = build(1, own=own)
    (swedish,), (english,) = (
        read_atom(folder / f"goals/mal.{code}.atom").xpath("a:entry/a:id/text()", namespaces=SPACE) for code in ("sv", "en")
    )
    assert swedish != english
    assert swedish == (
        "tag:prov.example,2026-01-02:sv/goal/mal/2026-01-02" if own else uuid.uuid5(uuid.NAMESPACE_URL, "sv/goal/mal/2026-01-02").urn
    )
    link = read_atom(folder / "goals/mal.sv.atom").xpath("a:entry/a:link/@href", namespaces=SPACE)[0]
    assert link == ("https://prov.example/under/" if own else "../../../") + "sv/mal/mal/#h_2026-01-02"


@needs_git
@pytest.mark.parametrize("owner", ["Ada & Bo > Eva < Åke", "🌟 ليلى", "Ada \\u0007 Bo", "Ada &amp; Bo"])
def test_hostile_words_stay_words(build: Build, owner: str) -> None:
    folder = build(1, owner=owner)
    atom = read_atom(folder / "goals/mal.en.atom").xpath("a:entry/a:content/text()", namespaces=SPACE)[0]
    assert owner in atom
    assert owner in read_json(folder / "changes.en.feed.json")["items"][0]["content_text"]


@needs_git
def test_a_goal_that_got_another_id_keeps_the_names_of_its_entries(tmp_path: Path) -> None:
    steps: list[dict[str, Any]] = [
        {"on": "2026-01-01", "files": {"site_config.yml": SETTINGS}},
        {"on": "2026-01-02", "goal": {"owner": "Ett"}},
        {"on": "2026-02-01", "at": {"goal": "goals/ny.yml", "outcomes": "outcomes/ny.yml"}, "goal": {"aliases": ["mal"]}},
    ]
    repository = checkout(make_repository(tmp_path / "r", steps))
    build_site(read_project(repository / "site_config.yml"), as_of=AS_OF, output=tmp_path / "now", frame="bare")
    git(repository, "checkout", "--quiet", "main~1")
    build_site(read_project(repository / "site_config.yml"), as_of=AS_OF, output=tmp_path / "then", frame="bare")
    now, then = (
        read_atom(tmp_path / name / "data/feeds/changes.sv.atom").xpath("a:entry/a:id/text()", namespaces=SPACE) for name in ("now", "then")
    )
    assert now[-1:] == then


def test_links_in_the_text_of_pages_lead_to_feeds_too(shipped_site: Path) -> None:
    page = read_pages(shipped_site)["sv/andringar/"]
    found = [find_target(page, link.attributes["href"]) for link in page.main.all("a", type="application/atom+xml")]
    assert len(found) == 1
