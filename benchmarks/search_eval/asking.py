"""A search engine's folder and script come in, and queries; what it finds in Chromium goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ledstjarna.search.document import SearchDocument
from tests.chromium import find_chromium, flags, sandboxed
from tests.serving import serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Documents, their language and an empty folder come in; the script that gives the asking function goes out.
Maker = Callable[[Sequence[SearchDocument], str, Path], str]
ASK = """async queries => {
  const ask = await (SCRIPT)()
  const found = []
  for (const query of queries) found.push((await ask(query)).slice(0, 10))
  return found
}"""
MINUTES = 10


@contextmanager
def start_browser() -> Iterator[Browser]:
    """A running Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), chromium_sandbox=sandboxed(), args=flags())
        yield browser
        browser.close()


def ask(
    browser: Browser, maker: Maker, documents: Sequence[SearchDocument], language: str, folder: Path, queries: Sequence[str]
) -> list[list[int]]:
    """The numbers of the first ten documents for each query."""
    script = maker(documents, language, folder)
    (folder / "blank.html").write_text(f'<!doctype html><html lang="{language}"><title>-</title></html>', encoding="utf-8")
    # The headers that the site asks for would keep WebAssembly and workers of others from running.
    with serve({"/": folder}, headers={}) as address:
        page = browser.new_page()
        page.set_default_timeout(MINUTES * 60_000)
        page.goto(address + "blank.html")
        found: list[list[int]] = page.evaluate(ASK.replace("SCRIPT", script), list(queries))
        page.close()
    return found
