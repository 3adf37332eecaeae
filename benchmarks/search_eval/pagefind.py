"""Documents come in; Pagefind's index of their pages goes out, and the script that asks it."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.search_eval.pages import ROOT, write_pages
from ledstjarna.search.document import SearchDocument

MODULES = ROOT / "tests" / "judges" / "node_modules" / "@pagefind"
MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
SCRIPT = """async () => {
  const pagefind = await import("/pagefind/pagefind.js")
  await pagefind.init()
  return async query => {
    const {results} = await pagefind.search(query)
    return (await Promise.all(results.slice(0, 10).map(found => found.data()))).map(page => parseInt(page.url.slice(1)))
  }
}"""


def make_pagefind(documents: Sequence[SearchDocument], language: str, folder: Path) -> str:
    """Write pages and Pagefind's index into a folder; a script that gives the asking function."""
    program = MODULES / f"linux-{MACHINES.get(platform.machine().lower(), 'x64')}" / "bin" / "pagefind_extended"
    if platform.system() != "Linux" or not program.is_file():
        raise SystemExit("Pagefind is not here: its pinned program runs on Linux, and `npm ci` in tests/judges brings it.")
    write_pages(documents, language, folder)
    subprocess.run([program, "--site", folder, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    return SCRIPT
