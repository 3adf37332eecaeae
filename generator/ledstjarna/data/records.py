"""The site tree comes in; open data go out as JSON: every status with all that is needed to work it out again.

What is judged keeps every key, null where nothing is known, so that a reader need not guess. In ``records`` what the content leaves out
is left out; body and plan are named there by id, name and address, and stand whole in ``agencies.json``.
"""

from __future__ import annotations

import datetime
import functools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ledstjarna.addresses import Addresses
from ledstjarna.derive.nodes import AgencyNode, GoalNode
from ledstjarna.derive.site import Site
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.model.outcome import Outcome
from ledstjarna.model.times import Period

SCHEMA_FILE = Path(__file__).with_name("schema.json")
_LONG = re.compile(r'"\\u0000([-0-9.]+)"')
_TEN_DECIMALS = Decimal("0.0000000001")
_WRITTEN = (datetime.date, Period, Fraction, Decimal)  # what JSON has no form for


def data_files(site: Site) -> Iterator[tuple[str, str]]:
    """Name below ``/data/`` and text of each file: all goals, each goal, all bodies with their plans, and the schema of them all.

    What changes with the day alone (the date itself, and what should be gone by it) stands in the file of all goals and in no other.
    """
    settings = _settings(site)
    yield "schema.json", SCHEMA_FILE.read_text(encoding="utf-8")
    addresses = Addresses(site.settings)
    records = []
    for node in site.goals.values():
        head = _dump(_goal(node)).removesuffix("}")
        indicators = [_dump(_indicator(entry)) for entry in node.standing.indicators]
        records.append(f'{head},"indicators":[{",".join(map(_with_today, indicators, node.standing.indicators))}]}}')
        everything = _dump({"records": _everything(node, addresses, site.settings.codes)}).removeprefix("{")
        yield f"goals/{node.id}.json", f'{{"settings":{settings},"goal":{head},"indicators":[{",".join(indicators)}],{everything}}}\n'
    bodies = [_dump(_body(agency, addresses, site.settings.codes)) for agency in site.agencies.values()]
    yield "agencies.json", '{"agencies":[\n' + ",\n".join(bodies) + "\n]}\n"
    as_of = site.as_of.isoformat()
    yield "goals.json", f'{{"as_of":"{as_of}","settings":{settings},"goals":[\n' + ",\n".join(records) + "\n]}\n"


def _settings(site: Site) -> str:
    limits = site.settings.thresholds
    return _dump({name: _share(getattr(limits, name)) for name in ("on_track", "behind", "tolerance", "unchanged")})


def _with_today(indicator: str, standing: IndicatorStanding) -> str:
    """An indicator's text with the one figure that changes daily."""
    return f'{indicator.removesuffix("}")},"expected_today":{_dump(standing.expected_today)}}}'


def _share(value: Decimal) -> str:
    """A threshold as text, exactly, with two decimals at least."""
    return f"{value:.2f}" if value == round(value, 2) else f"{value:f}"


def _goal(node: GoalNode) -> dict[str, Any]:
    """How a goal stands, but for its indicators. What is not known is null."""
    goal, standing = node.record, node.standing
    return {
        "id": goal.id,
        "agency": goal.agency,
        "plan": goal.plan,
        "invented": node.agency.is_invented,
        "lifecycle": goal.lifecycle,
        "fate": goal.fate.kind if goal.fate else None,
        "judged_by": goal.judged_by,
        "progress_status": standing.progress_status,
        "reporting_status": standing.reporting_status,
        "method_verdict": standing.method_verdict,
        "score": _score(standing.score),
    }


def _indicator(standing: IndicatorStanding) -> dict[str, Any]:
    indicator = standing.indicator
    base = standing.start
    judged = standing.judged_on if standing.progress_status or standing.growth else None
    comparator = standing.comparator
    return {
        "id": indicator.id,
        "unit": indicator.unit,
        "direction": indicator.direction,
        "course": standing.course,
        "method": standing.method,
        "method_verdict": standing.growth.verdict if standing.growth else None,
        "score": _score(standing.growth.score) if standing.growth else None,
        "limit": indicator.limit,
        "baseline": {**_period(base.period), "value": base.value} if base else None,
        "target": _target(standing),
        "latest": _outcome(standing.latest),
        "judged_on": _outcome(judged),
        "comparator": {"id": _with(standing), **_period(comparator.period), "value": comparator.value} if comparator else None,
        "progress": standing.progress,
        "share": standing.share,
        "percent": standing.percent,
        "expected": standing.expected,
        "closed": standing.closed,
        "progress_status": standing.progress_status,
        "reporting_status": standing.reporting_status,
        "unjudged": standing.unjudged,
        "overdue": bool(standing.owed.late),
        "awaiting_final": standing.awaiting_final,
        "next_due": standing.owed.next_due,
    }


def _score(score: Decimal | None) -> Fraction | None:
    """A score as a fraction, to be written with ten decimals."""
    return None if score is None else Fraction(score)


def _with(standing: IndicatorStanding) -> str | None:
    return standing.target.with_ if standing.target else None


def _target(standing: IndicatorStanding) -> dict[str, Any] | None:
    aim = standing.aim
    if aim is None:
        return None
    target = aim.target
    return {
        "kind": target.kind,
        "value": target.value,
        "low": target.low,
        "high": target.high,
        "by": aim.day,
        "via": [{"by": via.by, "value": via.value} for via in target.via],
        "pace": target.pace,
        "with": target.with_,
        "must_be": target.must_be,
        "strict": target.strict,
    }


def _outcome(outcome: Outcome | None) -> dict[str, Any] | None:
    if outcome is None:
        return None
    return {
        **_period(outcome.period),
        "value": outcome.value,
        "done": outcome.done,
        "withheld": outcome.withheld,
        "kind": outcome.kind,
        "published": outcome.published,
    }


def _period(period: Period) -> dict[str, Any]:
    return {"period": period.text, "date": period.end}


def _everything(node: GoalNode, addresses: Addresses, codes: tuple[str, ...]) -> dict[str, Any]:
    """All that the goal’s page knows, under the words of the content files; what it takes from its plan or body stands here as its own."""
    agency, plan, perspective = node.agency.record, node.plan.record, node.perspective
    return {
        "pages": _pages("goal", node.id, addresses, codes),
        "agency": {"id": agency.id, "name": agency.name, "pages": _pages("agency", agency.id, addresses, codes)},
        "plan": {"id": plan.id, "title": plan.title, "pages": _pages("plan", plan.id, addresses, codes)},
        "perspective": {"id": perspective.id, "name": perspective.name} if perspective else None,
        "period": node.period,
        "document": _plain(node.document),
        "contact": _plain(node.record.contact or agency.contact),
        "goal": _plain(node.record),
        "outcomes": _plain(node.outcomes) if node.outcomes else None,
        "findings": [_plain(finding.record) for finding in node.findings],
    }


def _body(node: AgencyNode, addresses: Addresses, codes: tuple[str, ...]) -> dict[str, Any]:
    """A body and its plans as the content files have them, and which goals are its own."""
    return {
        "agency": _plain(node.record),
        "pages": _pages("agency", node.id, addresses, codes),
        "plans": [_plain(plan.record) for plan in node.plans],
        "goals": [goal.id for goal in node.goals],
    }


def _pages(kind: str, id: str, addresses: Addresses, codes: tuple[str, ...]) -> dict[str, str]:
    return {code: addresses.record(kind, id, code) for code in codes}


def _plain(value: Any) -> Any:
    """A record as plain data, under the words of the content files. What nobody has written is left out, as it is there."""
    kind = type(value)
    return value if kind is str else (_WAYS.get(kind) or _find_way(kind))(value)


# How values of a kind become plain data: asked once a kind, since a site has a few dozen kinds and very many values.
_WAYS: dict[type, Callable[[Any], Any]] = {}


def _find_way(kind: type) -> Callable[[Any], Any]:
    way: Callable[[Any], Any] = _as_it_is
    if issubclass(kind, BaseModel):
        way = functools.partial(_plain_record, [(name, info.alias or name, info.default) for name, info in kind.model_fields.items()])
    elif issubclass(kind, Mapping):
        way = _plain_mapping
    elif issubclass(kind, (list, tuple)):
        way = _plain_list
    elif issubclass(kind, _WRITTEN):
        way = _write
    return _WAYS.setdefault(kind, way)


def _plain_mapping(entries: Mapping[str, object]) -> dict[str, Any]:
    return {key: _plain(entry) for key, entry in entries.items()}


def _plain_list(entries: Iterable[object]) -> list[Any]:
    return [_plain(entry) for entry in entries]


def _plain_record(fields: Sequence[tuple[str, str, object]], record: BaseModel) -> dict[str, Any]:
    found, known = {}, record.__dict__
    for name, word, default in fields:
        entry = known[name]
        if entry is not None and (entry or not _is_left_out(entry, default)):
            found[word] = _plain(entry)
    return found


def _is_left_out(entry: object, default: object) -> bool:
    """Whether an empty field is as empty as it is when it is not written; an empty list that is written says something."""
    return entry == default and isinstance(entry, (bool, list, dict))


def _as_it_is(value: Any) -> Any:
    return value


def _dump(data: object) -> str:
    """On one line and without spaces between signs: a tenth smaller, several times faster to make, and programs show it as they like."""
    text = json.dumps(data, ensure_ascii=False, default=_write, separators=(",", ":"))
    return _LONG.sub(r"\1", text) if "\\u0000" in text else text


def _write(value: object) -> Any:
    """Dates as year-month-day, periods as they were written, numbers in full; shares with ten decimals."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Period):
        return value.text
    if isinstance(value, Fraction):
        return _number(rounded(value))
    if isinstance(value, Decimal):
        return _number(value)
    raise TypeError(f"{type(value).__name__} has no form in data")


def rounded(value: Fraction) -> Decimal:
    """A fraction with ten decimals, as all data tell it."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(_TEN_DECIMALS, rounding=ROUND_HALF_EVEN) if abs(exact) < 10**15 else exact


@functools.lru_cache(maxsize=4096)
def _number(value: Decimal) -> int | float | str:
    """A number that is written with all its digits; one that no float has goes as a text that ``_LONG`` finds, since none begins so."""
    if value == value.to_integral_value():
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else f"\0{value:f}"
