"""What a reader on a slow line has to fetch: a goal page of two measures with twelve outcomes each, and a body with 24 goals."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from benchmarks.corpus import settings_elsewhere, write_corpus
from ledstjarna.build import build_site
from ledstjarna.settings import read_project
from tests.conftest import AS_OF, MakeOnce
from tests.reading import LANGUAGES
from tests.serving import serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = {
    "sv": {"goal": "sv/mal/prov-000-0001/", "agency": "sv/myndigheter/prov-000/"},
    "en": {"goal": "en/goals/prov-000-0001/", "agency": "en/agencies/prov-000/"},
}
HTML, FRAME = 26_500, 6_800
FIRST_VIEW = {"goal": 35_000, "agency": 40_000}
REQUESTS = 6


@pytest.fixture(scope="session")
def heavy_site(make_once: MakeOnce) -> Path:
    """One body with 24 goals, each with two measures of twelve outcomes."""

    def make(folder: Path) -> None:
        folder.mkdir()
        write_corpus(folder / "content", agencies=1, goals=24)
        (folder / "site_config.yml").write_text(settings_elsewhere(), encoding="utf-8")
        build_site(read_project(folder / "site_config.yml"), as_of=AS_OF, output=folder / "site")

    return make_once("heavy", make) / "site"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_goal_page_is_light(heavy_site: Path, language: str) -> None:
    text = (heavy_site / PAGES[language]["goal"] / "index.html").read_text(encoding="utf-8")
    before, main, after = re.split(r"(<main.*</main>)", text, flags=re.DOTALL)
    assert main.count("<tr") >= 2 * (12 + 1)
    assert len(text.encode()) <= HTML
    assert len((before + after).encode()) <= FRAME


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["goal", "agency"])
def test_a_first_view_takes_few_requests_and_little(chromium: Browser, heavy_site: Path, language: str, kind: str) -> None:
    asked = []
    with serve({"/": heavy_site}) as root:
        page = chromium.new_page()
        page.on("request", lambda request: asked.append(urlsplit(request.url).path.lstrip("/")))
        page.goto(root + PAGES[language][kind], wait_until="networkidle")
        page.close()
    files = [heavy_site / name / "index.html" if not name or name.endswith("/") else heavy_site / name for name in asked]
    assert len(asked) <= REQUESTS, asked
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) <= FIRST_VIEW[kind]
