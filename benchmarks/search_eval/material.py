"""Documents come in; the index that Material for MkDocs makes of them goes out, and the script that asks its own worker."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from html import escape
from pathlib import Path

import material

from ledstjarna.search.document import SearchDocument

TEMPLATES = Path(material.__file__).parent / "templates"
# What the plugin gives its fields where nobody says otherwise.
FIELDS = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
# The numbers are those of SETUP, READY, QUERY and RESULT in Material's bundle.
SCRIPT = """async () => {
  const worker = new Worker("/assets/javascripts/workers/WORKER")
  const send = message => new Promise(done => { worker.onmessage = event => done(event.data); worker.postMessage(message) })
  const index = await (await fetch("/search/search_index.json")).json()
  await send({type: 0, data: {...index, options: {suggest: false}}})
  return async query => (await send({type: 2, data: query})).data.items.map(([page]) => parseInt(page.location))
}"""


def make_material(documents: Sequence[SearchDocument], language: str, folder: Path) -> str:
    """Write what Material's search needs into a folder; a script that gives the asking function."""
    config = {
        "lang": [_default(language, "lang")],
        "separator": _default(language, "separator"),
        "pipeline": [name for name in re.split(r"\s*,\s*", _default(language, "pipeline")) if name],
        "fields": FIELDS,
    }
    docs = [
        {
            "location": f"{number}/",
            "title": escape(document.title, quote=False),
            "text": f"<p>{escape(document.agency_name, quote=False)}</p> <p>{escape(document.text, quote=False)}</p>",
        }
        for number, document in enumerate(documents)
    ]
    (folder / "search").mkdir()
    (folder / "search" / "search_index.json").write_text(json.dumps({"config": config, "docs": docs}), encoding="utf-8")
    shutil.copytree(TEMPLATES / "assets" / "javascripts", folder / "assets" / "javascripts")
    [worker] = (folder / "assets" / "javascripts" / "workers").glob("search.*.min.js")
    return SCRIPT.replace("WORKER", worker.name)


def _default(language: str, name: str) -> str:
    """A setting as the language's texts have it, or else the English ones, as in Material's own template."""
    for code in (language, "en"):
        text = (TEMPLATES / "partials" / "languages" / f"{code}.html").read_text(encoding="utf-8")
        if found := re.search(rf'"search\.config\.{name}": ("(?:[^"\\]|\\.)*")', text):
            return str(json.loads(found[1]))
    raise LookupError(name)
