"""``ledstjarna build --preview``: every page says that it shows a proposal, and no search engine is to show it."""

from __future__ import annotations

import datetime
import html
import re
import shutil
from pathlib import Path

import pytest

from ledstjarna.__main__ import main
from ledstjarna.build import build_site
from ledstjarna.settings import read_project

SITE = Path(__file__).parent / "sites" / "everything"
AS_OF = datetime.date(2026, 11, 22)
SAYS = {
    "sv": "Det här är en förhandsvisning av ett förslag. Det är inte den publicerade webbplatsen.",
    "en": "This is a preview of a proposal. It is not the published site.",
}
NOINDEX = '<meta name="robots" content="noindex">'


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of a preview of everything that there is, by address."""
    folder = tmp_path_factory.mktemp("preview")
    build_site(read_project(SITE / "site_config.yml"), as_of=AS_OF, output=folder / "site", frame="bare", is_preview=True)
    return {path.relative_to(folder / "site").as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


def test_every_page_of_a_preview_says_in_its_language_what_it_is_and_is_not_indexed(pages: dict[str, str]) -> None:
    kinds = {re.findall(r'<meta name="page-kind" content="([\w-]+)">', text)[0] for text in pages.values()}
    assert {"goal", "choice", "not-found", "redirect", "prose"} <= kinds
    for address, text in pages.items():
        (language,) = re.findall(r'<html lang="([a-z]+)"', text)
        assert text.count(NOINDEX) == 1, address
        assert text.count(html.escape(SAYS[language])) == 1, address


def test_search_engines_are_kept_from_a_preview_and_get_no_list_of_its_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(Path(__file__).parent / "golden" / "content", tmp_path / "content")
    config = (Path(__file__).parent / "golden" / "site_config.yml").read_text(encoding="utf-8")
    (tmp_path / "site_config.yml").write_text(config, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for preview in (True, False):
        assert main(["build", "--as-of", "2026-11-22", *(["--preview"] if preview else [])]) == 0, capsys.readouterr().err
        assert ("Disallow: /\n" in Path("site/robots.txt").read_text(encoding="utf-8")) == preview
        assert Path("site/sitemap.xml").exists() != preview
        start = Path("site/sv/index.html").read_text(encoding="utf-8")
        assert (NOINDEX in start) == preview
        assert (f'<p class="ls-preview">{SAYS["sv"]}</p>' in start) == preview


def test_what_is_published_has_nothing_of_it(everything_site: Path) -> None:
    for path in everything_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "ls-preview" not in text
        assert not any(says in text for says in SAYS.values())
