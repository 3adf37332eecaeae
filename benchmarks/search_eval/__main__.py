"""``make search-eval``: what our search, Material's and Pagefind find of what they must, on the same pages, in Chromium."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.search_eval.asking import Maker, ask, start_browser
from benchmarks.search_eval.draw import draw
from benchmarks.search_eval.material import make_material
from benchmarks.search_eval.ours import make_ours
from benchmarks.search_eval.pagefind import make_pagefind
from benchmarks.search_eval.pages import all_documents, name_of
from benchmarks.search_eval.questions import Query, list_queries, read_queries
from benchmarks.search_eval.scores import Score, write_table

ENGINES: dict[str, Maker] = {"ours": make_ours, "material": make_material, "pagefind": make_pagefind}


def run(engines: Sequence[str], queries: Sequence[Query]) -> dict[str, list[Score]]:
    """The scores of each engine, in the order of the queries."""
    scores: dict[str, dict[Query, Score]] = {name: {} for name in engines}
    with start_browser() as browser:
        for language in dict.fromkeys(query.language for query in queries):
            documents = all_documents(language)
            asked = [query for query in queries if query.language == language]
            for name in engines:
                with tempfile.TemporaryDirectory() as folder:
                    found = ask(browser, ENGINES[name], documents, language, Path(folder), [query.query for query in asked])
                for query, numbers in zip(asked, found, strict=True):
                    scores[name][query] = Score(query, tuple(name_of(documents[number]) for number in numbers))
    return {name: [found[query] for query in queries] for name, found in scores.items()}


def main() -> None:
    """Print the table, and what the first of the engines misses or finds late."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search_eval", description=__doc__)
    parser.add_argument("--only", choices=ENGINES, action="append", help="ask this engine alone; may be repeated")
    parser.add_argument("--class", dest="group", metavar="NAME", help="queries of this class alone")
    parser.add_argument("--language", choices=("sv", "en"), help="queries in this language alone")
    parser.add_argument("--fresh", metavar="SEED", help="ask other queries, drawn from the corpus with this seed, instead of the tables")
    chosen = parser.parse_args()
    engines = chosen.only or list(ENGINES)
    every = list(list_queries(draw(chosen.fresh, times=3)) if chosen.fresh else read_queries())
    queries = [query for query in every if chosen.group in {None, query.group} and chosen.language in {None, query.language}]
    if not queries:
        parser.error("no query is of that class: " + ", ".join(dict.fromkeys(query.group for query in every)))
    scores = run(engines, queries)
    print(write_table(scores))
    first = scores[engines[0]]
    _list(f"What {engines[0]} misses", [score for score in first if score.recall < 1])
    _list(f"What {engines[0]} finds, but not first", [score for score in first if score.recall == 1 and score.reciprocal_rank < 1])


def _list(heading: str, scores: Sequence[Score]) -> None:
    """What was asked, what had to be found and was not, and what came first."""
    print(f"\n{heading}: {len(scores)}\n")
    for score in scores:
        missed = " ".join(id for id in score.query.must if id not in score.found)
        told = f" misses {missed};" if missed else ""
        print(f"- {score.query.language} {score.query.group}: “{score.query.query}”{told} gave {' '.join(score.found[:5]) or 'nothing'}")


if __name__ == "__main__":
    main()
