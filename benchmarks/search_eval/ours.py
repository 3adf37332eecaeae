"""Documents come in; our own index of them goes out, and the script that asks it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from benchmarks.search_eval.pages import editors_words
from ledstjarna.search.document import SearchDocument, source_of
from ledstjarna.search.index_files import search_files
from ledstjarna.search.update import update_index
from ledstjarna.search.words import words_of
from ledstjarna.theme_files import theme_folder

SCRIPT = """async () => {
  const {openIndex} = await import("/scripts/rank.js")
  const search = await openIndex("/MANIFEST")
  const numbers = await (await fetch("/numbers.json")).json()
  return async query => (await (await search(query)).show(0, 10)).map(({address}) => numbers[address])
}"""


def make_ours(documents: Sequence[SearchDocument], language: str, folder: Path) -> str:
    """Write what our search needs into a folder; a script that gives the asking function.

    The folder is served as a root. The script is an async function; what it gives takes a query and promises the numbers of
    the documents that it finds, best first.
    """
    shutil.copytree(theme_folder() / "scripts" / "search", folder / "scripts")
    numbers = {document.address: number for number, document in enumerate(documents)}
    (folder / "numbers.json").write_text(json.dumps(numbers), encoding="utf-8")
    words = words_of(language)
    manifest = ""
    for address, text in search_files(language, update_index(map(source_of, documents), words, editors_words(language)), words):
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        # The manifest comes last.
        manifest = address
    return SCRIPT.replace("MANIFEST", manifest)
