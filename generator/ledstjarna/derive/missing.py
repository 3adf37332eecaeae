"""A record's node comes in; what a reader looks for in vain goes out: measures, targets, owners, outcomes, answers, texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ledstjarna.derive.nodes import AgencyNode, FindingNode, GoalNode, PlanNode
from ledstjarna.derive.site import Site
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.derive.summary import ToldLack
from ledstjarna.model.finding import Response
from ledstjarna.model.texts import find_lacking
from ledstjarna.model.values import Record

Node = AgencyNode | PlanNode | GoalNode | FindingNode


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is not here: of which kind, of what, and how many.

    ``standings`` are the measures it concerns, where it concerns single ones; ``languages`` those that a text lacks, and how many do.
    """

    kind: str
    node: Node
    many: int = 1
    standings: tuple[IndicatorStanding, ...] = ()
    languages: tuple[tuple[str, int], ...] = ()


def _measure(goal: GoalNode) -> bool:
    """No measure at all."""
    return not goal.standing.indicators


def _named(goal: GoalNode) -> Iterator[IndicatorStanding]:
    """Measures that are promised, not named."""
    return (standing for standing in goal.standing.indicators if standing.indicator.promised)


def _target(goal: GoalNode) -> Iterator[IndicatorStanding]:
    """Measures without a target."""
    return (standing for standing in goal.standing.indicators if not standing.indicator.promised and not standing.indicator.targets)


def _outcome(goal: GoalNode) -> Iterator[IndicatorStanding]:
    """Measures without an outcome. What is to be done by a day has none until then, so nothing is said of it."""
    for standing in goal.standing.indicators:
        is_to_be_done = any(target.kind == "done_by" for target in standing.indicator.targets)
        if standing.latest is None and not standing.indicator.promised and not is_to_be_done:
            yield standing


def _late(goal: GoalNode) -> Iterator[IndicatorStanding]:
    """Measures with outcomes that are late; only where the body reports here."""
    return (standing for standing in goal.standing.indicators if standing.owed.late)


# By kind of lack, in the order of the page: the measures of a goal that it concerns, each of which counts as much as is told.
_OF_MEASURES: dict[str, tuple[Callable[[GoalNode], Iterator[IndicatorStanding]], Callable[[IndicatorStanding], int]]] = {
    "named": (_named, lambda _: 1),
    "target": (_target, lambda _: 1),
    "outcome": (_outcome, lambda _: 1),
    "late": (_late, lambda standing: len(standing.owed.late_periods)),
}
_OF_GOALS: dict[str, Callable[[GoalNode], bool]] = {
    "measure": _measure,
    "owner": lambda goal: goal.record.owner is None,
    "period": lambda goal: goal.period is None,
    "document": lambda goal: goal.document is None,
}
KINDS = ("measure", "named", "target", "outcome", "late", "owner", "period", "document", "state", "answer", "date", "text")


def sort_lacks(lacks: Iterable[ToldLack]) -> tuple[ToldLack, ...]:
    """What is missing of a body, kind by kind, goals in order of their ids."""
    return tuple(sorted(lacks, key=_order))


def count_missing(agencies: Iterable[AgencyNode]) -> dict[str, int]:
    """How many of each kind are missing of some bodies, the kinds in their order; 0 where there are none."""
    counts = Counter[str]()
    for agency in agencies:
        for kind, (_, many) in agency.brief.lacks.items():
            counts[kind] += many
    return {kind: counts[kind] for kind in KINDS}


def count_texts(site: Site) -> dict[str, int]:
    """How many texts each language lacks on the whole site, also those that belong to no body: names of themes, the statement."""
    own: list[Record | None] = [*(theme.record for theme in site.themes.values()), site.accessibility]
    counts = Counter(code for record in own if record for _, lacked in find_lacking(record, site.settings.codes) for code in lacked)
    for agency in site.agencies.values():
        counts.update(agency.brief.texts)
    return dict(counts)


def _order(lack: ToldLack) -> tuple[int, str]:
    return KINDS.index(lack.kind), lack.id


def find_missing(node: Node, languages: tuple[str, ...]) -> Iterator[Lack]:
    """What is missing of a record."""
    if isinstance(node, GoalNode):
        yield from _of_goal(node)
        yield from _texts(node, languages, node.record, *([node.outcomes] if node.outcomes else []))
        return
    if isinstance(node, FindingNode):
        if not node.record.responses:
            yield Lack("answer", node)
        if dateless := sum(lacks_date(response) for response in node.record.responses):
            yield Lack("date", node, dateless)
    yield from _texts(node, languages, node.record)


def _of_goal(goal: GoalNode) -> Iterator[Lack]:
    for kind, is_missing in _OF_GOALS.items():
        if is_missing(goal):
            yield Lack(kind, goal)
    for kind, (find, count) in _OF_MEASURES.items():
        if standings := tuple(find(goal)):
            yield Lack(kind, goal, sum(count(standing) for standing in standings), standings)
    if stateless := sum(activity.state in (None, "not_stated") for activity in goal.record.activities):
        yield Lack("state", goal, stateless)


def lacks_date(response: Response) -> bool:
    """Whether an answer does not say when: neither the day by which it is to be done, nor that it is done."""
    return response.promised_by is None and response.state != "done"


def _texts(node: Node, languages: tuple[str, ...], *records: Record) -> Iterator[Lack]:
    """The texts of something that are not there in every language."""
    lacked = Counter(language for record in records for _, missing in find_lacking(record, languages) for language in missing)
    if lacked:
        told = tuple((language, lacked[language]) for language in languages if lacked[language])
        yield Lack("text", node, lacked.total(), languages=told)
