"""Pages at old addresses: where they lead, and what they say on the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ledstjarna.addresses import Addresses
from ledstjarna.hosting.redirects import Redirect, redirect_page, redirect_rules, redirects
from ledstjarna.pages.all_kinds import make_voices
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.voice import Voice
from tests.worlds import make_world

MOVED = Redirect("en", "en/goals/old/", "en/goals/mal/", is_invented=False)


@pytest.fixture
def voice(tmp_path: Path) -> Voice:
    return make_voices(make_world({}, tmp_path).settings, theme_folder())["en"]


def page(moved: Redirect, voice: Voice, base_url: str | None = None) -> str:
    return redirect_page(moved, voice, base_url, "assets/ledstjarna.css")


def test_an_old_address_is_dressed_as_the_site(voice: Voice) -> None:
    assert '<link rel="stylesheet" href="../../../assets/ledstjarna.css">' in page(MOVED, voice)
    assert '<meta name="color-scheme" content="light dark">' in page(MOVED, voice)


def test_what_is_invented_is_so_on_the_way_there_too(voice: Voice) -> None:
    assert "Invented example." not in page(MOVED, voice)
    assert "Invented example." in page(replace(MOVED, is_invented=True), voice)


def test_the_address_now_is_told_in_full_only_where_the_site_has_one(voice: Voice) -> None:
    assert "canonical" not in page(MOVED, voice)
    assert '<link rel="canonical" href="https://x.example/en/goals/mal/">' in page(MOVED, voice, "https://x.example/")


@pytest.mark.parametrize("invented", ["true", "false"])
def test_a_redirect_knows_whether_its_body_is_invented(tmp_path: Path, invented: str) -> None:
    site = make_world({"agency": {"invented": invented, "aliases": ["provstad"]}, "goal": {"aliases": ["old"]}}, tmp_path).site
    found = list(redirects(site, Addresses(site.settings)))
    assert [moved.old for moved in found] == [
        *("en/agencies/provstad/", "en/embed/old/", "en/goals/old/"),
        *("sv/inbaddat/old/", "sv/mal/old/", "sv/myndigheter/provstad/"),
    ]
    assert {moved.is_invented for moved in found} == {invented == "true"}


def test_rules_for_hosts_carry_the_path_that_the_site_lies_under() -> None:
    assert redirect_rules([MOVED], "/") == "/en/goals/old/ /en/goals/mal/ 301\n"
    assert redirect_rules([MOVED], "/v%C3%A5ra/") == "/v%C3%A5ra/en/goals/old/ /v%C3%A5ra/en/goals/mal/ 301\n"


def test_a_built_site_under_a_path_says_so_in_its_rules(everything_site: Path) -> None:
    rules = [line.split(" ") for line in (everything_site / "_redirects").read_text(encoding="utf-8").splitlines()]
    assert rules
    for old, new, status in rules:
        assert status == "301"
        for address in (old, new):
            assert address.startswith("/under/a/path/")
            assert (everything_site / address.removeprefix("/under/a/path/") / "index.html").is_file()
