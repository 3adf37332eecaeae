"""One date for everything: what is dated later stands neither on a page nor in the data."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from ledstjarna.build import build_site
from ledstjarna.settings import read_project

GOLDEN = Path(__file__).parent / "golden"
GOAL = "exk-nojda-brukare"
# What the golden content dates, and words that would give it away on the page or in the data.
LATER = {
    datetime.date(2024, 9, 1): ["2 October 2024", "2024-10-02", "11 February 2025", "The goal will probably be met", "Follow-up is weak"],
    datetime.date(2025, 3, 1): [" 1 October 2025", "2025-10-01", "Follow-up is weak"],
    datetime.date(2025, 5, 1): [" 1 October 2025", "review its routines", "2025-06-01"],
}


def told(folder: Path, as_of: datetime.date) -> str:
    build_site(read_project(GOLDEN / "site_config.yml"), as_of=as_of, output=folder / "site", frame="bare")
    site = folder / "site"
    pages = [site / "en" / "goals" / GOAL / "index.html", site / "data" / "goals" / f"{GOAL}.json", *site.glob("en/scrutiny/*/index.html")]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("as_of", LATER, ids=str)
def test_what_is_dated_later_is_neither_on_the_page_nor_in_the_data(as_of: datetime.date, tmp_path: Path) -> None:
    text = told(tmp_path, as_of)
    assert [words for words in LATER[as_of] if words in text] == []


def test_what_is_dated_by_then_is_there(tmp_path: Path) -> None:
    text = told(tmp_path, datetime.date(2026, 11, 22))
    assert [words for words in LATER[datetime.date(2024, 9, 1)] if words not in text] == []
    assert "review its routines" in text


def test_a_comparison_published_later_is_waited_for(tmp_path: Path) -> None:
    build_site(read_project(GOLDEN / "site_config.yml"), as_of=datetime.date(2024, 12, 30), output=tmp_path / "site", frame="bare")
    page = (tmp_path / "site" / "en" / "goals" / "exk-budget" / "index.html").read_text(encoding="utf-8")
    assert ">86<" not in page
