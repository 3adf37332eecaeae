"""What had to be found and what was found come in; recall at ten, reciprocal rank and their means by class go out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.search_eval.questions import Query


@dataclass(frozen=True, slots=True)
class Score:
    """How well one query was answered."""

    query: Query
    found: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of what had to be found that is among the first ten."""
        return sum(id in self.found for id in self.query.must) / len(self.query.must)

    @property
    def reciprocal_rank(self) -> float:
        """1 where the first is one of those that had to be found, a half where it is the second, 0 where none is there."""
        return next((1 / rank for rank, id in enumerate(self.found, 1) if id in self.query.must), 0.0)


def means(scores: Iterable[Score]) -> tuple[float, float]:
    """Mean recall and mean reciprocal rank."""
    all_of = list(scores)
    return sum(score.recall for score in all_of) / len(all_of), sum(score.reciprocal_rank for score in all_of) / len(all_of)


def write_table(scores: Mapping[str, Sequence[Score]]) -> str:
    """A row a class and one for all, two columns an engine, in Markdown."""
    first = next(iter(scores.values()))
    groups = list(dict.fromkeys(score.query.group for score in first))
    head = "| class | n |" + "".join(f" {name} recall | {name} MRR |" for name in scores)
    rows = [head, "|---|---:|" + "---:|---:|" * len(scores)]
    for group in [*groups, "all"]:
        chosen = {name: [score for score in each if group in {"all", score.query.group}] for name, each in scores.items()}
        figures = "".join("".join(f" {mean:.3f} |" for mean in means(each)) for each in chosen.values())
        rows.append(f"| {group} | {len(next(iter(chosen.values())))} |{figures}")
    return "\n".join(rows)
