"""A small site of a dozen files, in the bare frame: bodies, data and feeds as they were read and accepted by eye."""

from __future__ import annotations

import datetime
import os
import re
import shutil
from pathlib import Path

import pytest

from ledstjarna.build import build_site
from ledstjarna.settings import read_project

GOLDEN = Path(__file__).parent / "golden"
EXPECTED = GOLDEN / "expected"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("golden") / "site"
    build_site(read_project(GOLDEN / "site_config.yml"), as_of=datetime.date(2026, 11, 22), output=output, frame="bare")
    return output


def told(site: Path) -> dict[str, str]:
    """What each file says: of a page its title, description and body."""
    found = {}
    for path in sorted(site.rglob("*")):
        # The guide is made of messages and docstrings, which have tests of their own; so have the settings of hosts, tables' descriptions and workbooks.
        if (
            not path.is_file()
            or {"assets", "editors-guide", "redaktorsguide"} & set(path.parts)
            or path.name in (".ledstjarna", "schema.json", "_headers", ".htaccess", "ledstjarna-nginx.conf")
            or path.name.endswith((".xlsx", ".png", ".csv-metadata.json"))
        ):
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            parts = re.findall(r"<title>.*?</title>|<meta name=\"description\".*?>|<main.*?</main>", text, flags=re.DOTALL)
            # What the index has in it is told by its own tests.
            text = re.sub(r"(/search/\w+)\.[0-9a-f]{8}\.json", r"\1.json", "\n".join(parts) + "\n")
            text = re.sub(r"\n\s*\n+", "\n", text)
        found[path.relative_to(site).as_posix()] = text
    return found


def test_the_site_is_the_one_that_was_accepted(built: Path) -> None:
    found = told(built)
    if os.environ.get("ACCEPT"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for name, text in found.items():
            (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / name).write_text(text, encoding="utf-8")
    accepted = {path.relative_to(EXPECTED).as_posix(): path.read_text(encoding="utf-8") for path in EXPECTED.rglob("*") if path.is_file()}
    assert sorted(found) == sorted(accepted)
    for name, text in found.items():
        assert text == accepted[name], f"{name} has changed: read the diff, then `make golden`"


def test_the_bare_frame_fills_every_slot(built: Path) -> None:
    for page in built.rglob("*.html"):
        assert "LSMARK" not in page.read_text(encoding="utf-8"), page.name


def test_an_alias_leads_on(built: Path) -> None:
    page = (built / "sv" / "mal" / "exk-brukare" / "index.html").read_text(encoding="utf-8")
    assert 'http-equiv="refresh" content="0; url=../../../sv/mal/exk-nojda-brukare/"' in page
    assert '<link rel="canonical" href="https://golden.example/mal/sv/mal/exk-nojda-brukare/">' in page
    assert "/mal/sv/mal/exk-brukare/ /mal/sv/mal/exk-nojda-brukare/ 301" in (built / "_redirects").read_text(encoding="utf-8")
