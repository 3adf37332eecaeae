"""The site tree comes in; open data go out as JSON: every status with all that is needed to work it out again.

What is judged keeps every key, null where nothing is known, so that a reader need not guess. In ``records`` what the content leaves out
is left out; body and plan are named there by id, name and address, and stand whole in ``agencies.json``.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ledstjarna.addresses import Addresses, data_file
from ledstjarna.derive.expected_way import ExpectedWay
from ledstjarna.derive.nodes import AgencyNode, GoalNode
from ledstjarna.derive.site import Site
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.model.outcome import Outcome
from ledstjarna.model.settings import Settings
from ledstjarna.model.times import Period
from ledstjarna.publish.chunks import Chunks

SCHEMA_FILE = Path(__file__).with_name("schema.json")
_TEN_DECIMALS = Decimal("0.0000000001")


# What a goal has ready for the file of all goals: its entry, and the ways of its measures, by which a figure of the day is worked out.
RECORD, WAYS = "record", "ways"
LATER = "\0"  # what stands for such a figure until then; no text of the content can have it


def fill_in(piece: bytes, goal: str, chunks: Chunks, day: datetime.date, tell: Callable[[Fraction | None], str]) -> bytes:
    """A piece of a goal with the figures of the day."""
    before, *others = piece.split(LATER.encode())
    if not others:
        return piece
    ways: Sequence[ExpectedWay] = chunks.load(goal, WAYS)
    return b"".join([before, *(tell(way.on(day)).encode() + part for way, part in zip(ways, others, strict=True))])


class GoalRecords:
    """Tells goals of one site as JSON."""

    def __init__(self, settings: Settings) -> None:
        self._addresses, self._codes, self._settings = Addresses(settings), settings.codes, _settings(settings)

    def tell(self, node: GoalNode) -> tuple[str, bytes]:
        """A goal's own file, and its entry in the file of all.

        What changes with the day alone (what should be gone by it) stands in the entry and not in the file.
        """
        head = json_text(_goal(node)).removesuffix("}")
        indicators = [json_text(_indicator(entry)) for entry in node.standing.indicators]
        entry = f'{head},"indicators":[{",".join(map(_with_today, indicators, node.standing.indicators))}]}}'
        everything = json_text({"records": _everything(node, self._addresses, self._codes)}).removeprefix("{")
        own = f'{{"settings":{self._settings},"goal":{head},"indicators":[{",".join(indicators)}],{everything}}}\n'
        return own, entry.encode()


def data_files(site: Site, chunks: Chunks) -> Iterator[tuple[str, str | bytes | Iterable[bytes]]]:
    """Address and text of each file: all goals, all bodies with their plans, and the schema of them all."""
    yield data_file("schema.json"), SCHEMA_FILE.read_text(encoding="utf-8")
    addresses = Addresses(site.settings)
    bodies = [json_text(_body(agency, addresses, site.settings.codes)) for agency in site.agencies.values()]
    yield data_file("agencies.json"), '{"agencies":[\n' + ",\n".join(bodies) + "\n]}\n"
    yield data_file("goals.json"), _join_records(site, chunks)


def _join_records(site: Site, chunks: Chunks) -> Iterator[bytes]:
    yield f'{{"as_of":"{site.as_of.isoformat()}","settings":{_settings(site.settings)},"goals":[\n'.encode()
    for number, id in enumerate(site.goals):
        yield (b",\n" if number else b"") + fill_in(chunks.get(id, RECORD), id, chunks, site.as_of, json_text)
    yield b"\n]}\n"


def _settings(settings: Settings) -> str:
    limits = settings.thresholds
    return json_text({name: _share(getattr(limits, name)) for name in ("on_track", "behind", "tolerance", "unchanged")})


def _with_today(indicator: str, standing: IndicatorStanding) -> str:
    """An indicator's text with the one figure that changes daily, as it is until the file is put together."""
    return f'{indicator.removesuffix("}")},"expected_today":{LATER if standing.way else "null"}}}'


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
        "document": node.document,
        "contact": node.record.contact or agency.contact,
        "goal": node.record,
        "outcomes": node.outcomes,
        "findings": [finding.record for finding in node.findings],
    }


def _body(node: AgencyNode, addresses: Addresses, codes: tuple[str, ...]) -> dict[str, Any]:
    """A body and its plans as the content files have them, and which goals are its own."""
    return {
        "agency": node.record,
        "pages": _pages("agency", node.id, addresses, codes),
        "plans": [plan.record for plan in node.plans],
        "goals": [goal.id for goal in node.goals],
    }


def _pages(kind: str, id: str, addresses: Addresses, codes: tuple[str, ...]) -> dict[str, str]:
    return {code: addresses.record(kind, id, code) for code in codes}


class _Ways(dict[type, Callable[[Any], str]]):
    """The way to the text of each kind of values: asked once a kind, since a site has a few dozen kinds and very many values."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        self[kind] = way = _find_way(kind)
        return way


_WAYS = _Ways({type(None): lambda _: "null", str: encode_basestring})


def json_text(value: object) -> str:
    """A value as JSON, on one line and without spaces between signs: a tenth smaller, and programs show it as they like.

    Records have the words of the content files, and what nobody has written is left out, as it is there. Dates are written as
    year-month-day, periods as they were, numbers in full, shares with ten decimals.
    """
    return _WAYS[type(value)](value)


def _find_way(kind: type) -> Callable[[Any], str]:
    if issubclass(kind, BaseModel):
        fields = [(name, f"{encode_basestring(info.alias or name)}:", info.default) for name, info in kind.model_fields.items()]
        return functools.partial(_record_text, fields)
    for known, way in _SORTS:
        if issubclass(kind, known):
            return way
    raise TypeError(f"{kind.__name__} has no form in data")


def _mapping_text(entries: Mapping[str, object]) -> str:
    told = ",".join([f"{encode_basestring(key)}:{_WAYS[type(entry)](entry)}" for key, entry in entries.items()])
    return f"{{{told}}}"


def _list_text(entries: Iterable[object]) -> str:
    return f"[{','.join([_WAYS[type(entry)](entry) for entry in entries])}]"


def _record_text(fields: Sequence[tuple[str, str, object]], record: BaseModel) -> str:
    found, known = [], record.__dict__
    for name, word, default in fields:
        entry = known[name]
        if entry is not None and (entry or not _is_left_out(entry, default)):
            found.append(word + _WAYS[type(entry)](entry))
    told = ",".join(found)
    return f"{{{told}}}"


def _is_left_out(entry: object, default: object) -> bool:
    """Whether an empty field is as empty as it is when it is not written; an empty list that is written says something."""
    return entry == default and isinstance(entry, (bool, list, dict))


def rounded(value: Fraction) -> Decimal:
    """A fraction with ten decimals, as all data tell it."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(_TEN_DECIMALS, rounding=ROUND_HALF_EVEN) if abs(exact) < 10**15 else exact


@functools.lru_cache(maxsize=4096)
def _number_text(value: Decimal) -> str:
    """A number with all its digits, in the shortest way that there is where a float has them all."""
    if value == value.to_integral_value():
        return str(int(value))
    near = repr(float(value))
    return near if Decimal(near) == value else f"{value:f}"


_SORTS: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (str, encode_basestring),
    (bool, lambda value: "true" if value else "false"),
    (int, int.__repr__),
    (Decimal, _number_text),
    (Fraction, lambda value: _number_text(rounded(value))),
    (datetime.date, lambda value: f'"{value.isoformat()}"'),
    (Period, lambda value: encode_basestring(value.text)),
    (Mapping, _mapping_text),
    ((list, tuple), _list_text),
)
