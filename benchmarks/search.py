"""``make benchmark``: what search costs at 10,000 goals, and at 100,000: processor time, files, bytes and waiting.

The documents are the invented ones of ``search_corpus``. For 100,000 the corpus is told ten times over, each time with other numbers in
its titles; nothing is written to disk but the files of the index. Latency is that of Chromium over loopback, in a page that has only
the scripts of search.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.search_corpus import documents as corpus
from benchmarks.search_eval.questions import read_queries
from ledstjarna.hosting.scripts import bundle_scripts
from ledstjarna.search.document import SearchDocument, source_of
from ledstjarna.search.index_files import search_files
from ledstjarna.search.update import update_index
from ledstjarna.search.words import words_of
from ledstjarna.theme_files import theme_folder
from tests.chromium import find_chromium, flags, sandboxed
from tests.serving import serve

# Of the table of search-eval, every so many.
EVERY = 6
PAGE = """<!doctype html><meta charset="utf-8"><title>.</title><script type="module">
import {openIndex} from "./rank.js";
const tasks = [];
new PerformanceObserver(list => tasks.push(...list.getEntries().map(entry => entry.duration))).observe({entryTypes: ["longtask"]});
globalThis.measure = async (address, query) => {
  const begun = performance.now();
  globalThis.search ??= await openIndex(address);
  const found = await search(query);
  await found.show(0, 10);
  return {ms: performance.now() - begun, total: found.total};
};
globalThis.longest = () => new Promise(done => setTimeout(() => done(Math.max(0, ...tasks)), 100));
globalThis.ready = true;
</script>"""


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one language's index, and what they took."""

    files: dict[str, bytes]
    manifest: str
    seconds: float


def make(documents: Sequence[SearchDocument], language: str) -> Made:
    """Index and write, in memory; the words are read anew, so that nothing is remembered from before."""
    words_of.cache_clear()
    begun = time.process_time()
    words = words_of(language)
    files = dict(search_files(language, update_index(map(source_of, documents), words), words))
    seconds = time.process_time() - begun
    *_, manifest = files
    return Made({address: text.encode() for address, text in files.items()}, manifest, seconds)


def many(documents: Iterable[SearchDocument], times: int) -> list[SearchDocument]:
    """The documents so many times over, as other bodies' goals."""
    known = list(documents)
    return [
        replace(
            entry,
            id=f"{entry.id}-{each}",
            agency=f"{entry.agency}-{each}",
            title=f"{entry.title} {1000 + each}",
            address=f"{entry.address}{each}/",
        )
        for each in range(times)
        for entry in known
    ]


def changed(documents: Sequence[SearchDocument]) -> list[SearchDocument]:
    """One goal in the middle has a new title, a new status and another sentence."""
    place = len(documents) // 2
    goal = documents[place]
    other = replace(
        goal, title=f"{documents[7].title} 2031", sentence="Målet nåddes.", status="achieved" if goal.status != "achieved" else "missed"
    )
    return [*documents[:place], other, *documents[place + 1 :]]


def measure_in_browser(made: Made, language: str) -> dict[str, Any]:
    """Bytes and milliseconds of each query asked first, in a browser that has nothing, and of all asked again."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for address, content in made.files.items():
            (folder / address).parent.mkdir(parents=True, exist_ok=True)
            (folder / address).write_bytes(content)
        for script in (theme_folder() / "scripts" / "search").glob("*.js"):
            (folder / script.name).write_bytes(script.read_bytes())
        (folder / "index.html").write_text(PAGE, encoding="utf-8")
        queries = [query.query for query in read_queries() if query.language == language][::EVERY]
        with serve({"/": folder}, headers={}) as root, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags(), chromium_sandbox=sandboxed())
            found = [_first(browser, root, made, query) for query in queries]
            browser.close()
    return {
        "bytes": [each[0] for each in found],
        "cold": [each[1] for each in found],
        "warm": [each[2] for each in found],
        "task": max(each[3] for each in found),
    }


def _first(browser: Any, root: str, made: Made, query: str) -> tuple[int, float, float, float]:
    context = browser.new_context()
    page = context.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(root)))
    page.goto(root)
    page.wait_for_function("globalThis.ready")
    ask = "([address, query]) => measure(address, query)"
    cold = page.evaluate(ask, [root + made.manifest, query])["ms"]
    weight = sum(len(gzip.compress(made.files[address])) for address in fetched if address in made.files)
    warm = statistics.median(page.evaluate(ask, [root + made.manifest, query])["ms"] for _ in range(5))
    task = page.evaluate("longest()")
    context.close()
    return weight, cold, warm, task


def engine() -> int:
    """The bytes of the script, compressed."""
    _, text = bundle_scripts(theme_folder())["search"]
    return len(gzip.compress(text.encode()))


def tell(language: str, documents: Sequence[SearchDocument], *, fully: bool) -> dict[str, Any]:
    """One row of figures."""
    made = make(documents, language)
    told: dict[str, Any] = {"documents": len(documents), "language": language, "cpu s": round(made.seconds, 2), "files": len(made.files)}
    sizes = sorted(len(gzip.compress(content)) for content in made.files.values())
    told |= {"largest KB": round(sizes[-1] / 1000, 1), "manifest KB": round(len(gzip.compress(made.files[made.manifest])) / 1000, 1)}
    told["all MB"] = round(sum(sizes) / 1e6, 2)
    if fully:
        told["equal again"] = make(documents, language).files == made.files
        place = len(documents) // 2
        for what, others in (("changed", changed(documents)), ("fewer", [*documents[:place], *documents[place + 1 :]])):
            new = len(make(others, language).files.keys() - made.files.keys())
            told[f"new files for one goal {what}"] = f"{new} ({new / len(made.files):.1%})"
    seen = measure_in_browser(made, language)
    first = [(weight + engine()) / 1000 for weight in seen["bytes"]]
    told |= {
        "first query KB, median": round(statistics.median(first), 1),
        "p90": round(sorted(first)[len(first) * 9 // 10], 1),
        "most": round(max(first), 1),
    }
    told |= {
        "cold ms": round(statistics.median(seen["cold"])),
        "warm ms": round(statistics.median(seen["warm"]), 1),
        "longest task ms": round(seen["task"]),
        "queries": len(first),
    }
    return told


def main() -> None:
    """Print the figures, a block a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="100,000 too")
    large = parser.parse_args().large
    print(f"engine {engine() / 1000:.1f} KB gzip")
    for language in ("sv", "en"):
        # As a site has them: a body's documents together.
        documents = sorted(corpus(language), key=lambda entry: entry.agency)
        print(json.dumps(tell(language, documents, fully=True), ensure_ascii=False, indent=1))
        if large:
            print(json.dumps(tell(language, many(documents, 10), fully=False), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
