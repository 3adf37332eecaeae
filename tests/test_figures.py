"""Figures that are read together do not contradict each other: whatever is measured, what is told is parsed back and held to the facts.

The judge here is plain decimal arithmetic on the content and on the words; it asks nothing of what rounds the figures.
"""

from __future__ import annotations

import decimal
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledstjarna.data.records import json_text
from ledstjarna.data.tables.cells import number_text
from ledstjarna.derive.bar import draw_level
from ledstjarna.derive.facts import derive_indicator_facts
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.model.settings import Settings
from ledstjarna.pages.environment import make_environment
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.charts import tell_chart
from ledstjarna.words.growth_rates import growth_sentence
from ledstjarna.words.phrases import covered_phrase, level_phrase, outcome_phrase, path_sentence, target_phrases
from ledstjarna.words.rows import OutcomeRow, outcome_rows, same_note, same_source
from ledstjarna.words.sentences import goal_sentence
from ledstjarna.words.voice import NO_BREAK, Voice
from tests.combinations import make_goals

LOCALES = Path(__file__).parent.parent / "theme" / "locale"
VOICES = {language.code: Voice(language, Settings(), LOCALES) for language in Settings().languages}
OWN = {"sv": "meter", "en": "metres"}

N = {"sv": r"(-?\d(?:~?\d)*(?:,\d+)?)(?!,?\d)", "en": r"(-?\d(?:,?\d)*(?:\.\d+)?)(?!\.?\d)"}
SAYS = {
    "en": {
        "result": r"result for 20\d\d (?:is|was) {n}|By 31 August 2026, {n}",
        "level": r"at an even pace it would have been at most (?:just (under|over) )?{n}",
        "target": r"The target[^.]*? (?:at least|at most|exactly) {n}",
        "band": r"The target[^.]*? between {n}[^.]*? and {n}",
        "comparison": r"comparison figure \(Sweden\) (?:is|was) {n}",
        "start": r"starting value for 2020(?:, which)? was {n}",
        "gap": r"(?:fell short by|That (?:is|was)) {n}|(?:^| ){n}[^.]*? to go",
        "share": r"{n}% of the way had been covered",
        "expected": r", {n}% should have been covered",
        "corrected": r"{n} became {n}",
        "interval": r"Margin of error: {n} to {n}",
        "parts": r"Women: {n}\. Men: {n}",
        "change": r"From {n}[^(]*\(20\d\d\) to {n}",
    },
    "sv": {
        "result": r"esultatet för 20\d\d (?:är|var) {n}|den 31 augusti 2026 hade {n}",
        "level": r"I jämn takt hade det då varit högst (?:(knappt|drygt) )?{n}",
        "target": r"Målet[^.]*? (?:minst|högst|exakt) {n}",
        "band": r"Målet[^.]*? mellan {n}[^.]*? och {n}",
        "comparison": r"ämförelsetalet \(Riket\) (?:är|var) {n}",
        "start": r"tgångsvärdet för 2020(?:, som)? var {n}",
        "gap": r"Det (?:fattas|fattades|är|var) {n}",
        "share": r"20\d\d var {n}~% av vägen avklarad",
        "expected": r"borde {n}~% av vägen",
        "corrected": r"{n} blev {n}",
        "interval": r"Osäkerhetsintervall: {n} till {n}",
        "parts": r"Kvinnor: {n}\. Män: {n}",
        "change": r"Från {n}[^(]*\(20\d\d\) till {n}",
    },
}


# --- what is told -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A figure as it stands in a text; ``beside`` is -1 for "just under" it, 1 for "just over"."""

    value: Decimal
    decimals: int
    beside: int = 0

    @property
    def place(self) -> tuple[Decimal, int]:
        """What orders it among others."""
        return self.value, self.beside


def read_figure(text: str, code: str, beside: int = 0) -> Told:
    plain = text.replace("~", "").replace(",", ".") if code == "sv" else text.replace(",", "")
    return Told(Decimal(plain), len(plain.partition(".")[2]), beside)


@functools.cache
def pattern(code: str, what: str) -> re.Pattern[str]:
    return re.compile(SAYS[code][what].replace("{n}", N[code]), re.IGNORECASE)


def find(what: str, text: str, code: str) -> list[Told]:
    """The figures that a text tells of something; none where it does not."""
    match = pattern(code, what).search(text)
    if match is None:
        return []
    said = [group for group in match.groups() if group]
    beside = {"under": -1, "knappt": -1, "over": 1, "drygt": 1}
    mark = next((beside[group] for group in said if group in beside), 0)
    return [read_figure(group, code, mark) for group in said if group not in beside]


def texts_of(goal: GoalNode, code: str) -> str:
    """What the goal's page says of its measure: sentence, bar, remarks of the table, chart."""
    voice, standing = VOICES[code], goal.standing.indicators[0]
    facts = derive_indicator_facts(standing, goal)
    remarks = [remark for row in outcome_rows(facts, voice) for remark in row.remarks]
    chart = tell_chart(facts.chart, standing, goal, voice) if facts.chart else None
    said = [goal_sentence(goal, voice), path_sentence(standing, voice), growth_sentence(standing, voice), *remarks]
    said += [chart.caption] if chart else []
    return " ".join(said).replace(NO_BREAK, "~")


# --- what is measured ---------------------------------------------------------------------------------------------------

HERE = {
    "at_least": {"kind": "at_least", "direction": "up"},
    "at_most": {"kind": "at_most", "direction": "down"},
    "exactly": {"kind": "exactly", "direction": "none"},
    "between": {"kind": "between", "direction": "none"},
    "zero": {"kind": "zero", "direction": "down"},
    "compare": {"kind": "compare"},
    "improve": {"kind": "improve"},
    "pace": {"kind": "at_most", "direction": "down"},
}


@st.composite
def close_figures(draw: st.DrawFn) -> list[Decimal]:
    """Some figures so near each other that rounding can make them one."""
    middle = draw(st.one_of(st.sampled_from([0, 80, 100, 999_999]), st.integers(-60, 160)))
    fine = draw(st.integers(0, 7))
    steps = draw(st.lists(st.integers(-14, 14), min_size=10, max_size=10))
    with decimal.localcontext(prec=60):
        return [Decimal(middle) + Decimal(step).scaleb(-fine) for step in steps]


@st.composite
def stories(draw: st.DrawFn) -> dict[str, Any]:
    """A measure with a target of any kind, figures close to each other, and any number of decimals."""
    kind = draw(st.sampled_from(list(HERE)))
    direction = HERE[kind].get("direction") or draw(st.sampled_from(["up", "down"]))
    value, start, level, other, earlier, was, women, men, low, high = draw(close_figures())
    target: dict[str, Any] = {"kind": HERE[kind]["kind"], **draw(st.sampled_from([{"period": "2025"}, {"by": "2030-12-31"}]))}
    told: dict[str, Any] = {"period": "2025", "value": value}
    if kind == "between":
        assume(level != other)
        target |= {"low": min(level, other), "high": max(level, other)}
    target |= {"value": level} if kind in ("at_least", "at_most", "exactly") else {}
    target |= {"with": "riket", "must_be": "at_most" if direction == "down" else "at_least"} if kind == "compare" else {}
    if kind == "pace":
        target = {"kind": "at_most", "pace": "linear", "period": "2026", "value": abs(level) + 1}
        share = Fraction(abs(level) + 1) * 2 / 3
        near = Decimal(share.numerator) / Decimal(share.denominator)
        told = {"period": "2026-01/2026-08", "value": draw(st.sampled_from([abs(value), near.quantize(Decimal("1e-7")), round(near, 12)]))}
    if draw(st.booleans()):
        told["corrections"] = [{"date": "2026-09-01", "was": was}]
    if draw(st.booleans()):
        told["interval"] = [min(low, value, told["value"]), max(high, value, told["value"])]
    if draw(st.booleans()):
        told["by_sex"] = {"women": women, "men": men}
    indicator: dict[str, Any] = {"unit": draw(st.sampled_from(["percent", "index", OWN])), "direction": direction}
    indicator["targets"] = [target]
    if (decimals := draw(st.one_of(st.none(), st.integers(0, 6)))) is not None:
        indicator["decimals"] = decimals
    if kind not in ("pace", "compare") and (kind == "improve" or draw(st.booleans())):
        indicator["baseline"] = {"period": "2020", "value": start}
    outcomes = [told] if kind == "pace" or draw(st.booleans()) else [{"period": "2024", "value": earlier}, told]
    found: dict[str, Any] = {"indicators": [indicator], "outcomes": {"m1": outcomes}}
    if kind == "compare":
        found["comparisons"] = {"m1": {"riket": {"name": {"sv": "Riket", "en": "Sweden"}, "values": [{"period": "2025", "value": other}]}}}
    return found


def sign(one: Fraction | Decimal | int, other: Fraction | Decimal | int) -> int:
    return (Fraction(one) > Fraction(other)) - (Fraction(one) < Fraction(other))


def as_content(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: as_content(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_content(value) for value in data]
    return f"{data:f}" if isinstance(data, Decimal) else str(data)


@dataclass(frozen=True)
class Measured:
    """The facts of a story: what was measured, and what it is held against, by the words under which they are told."""

    value: Decimal
    facts: dict[str, Fraction]
    bound: Fraction | None  # that is missed
    decimals: int | None
    story: dict[str, Any]


def facts_of(story: dict[str, Any]) -> Measured:
    indicator, outcome = story["indicators"][0], story["outcomes"]["m1"][-1]
    target, value = indicator["targets"][0], Decimal(outcome["value"])
    facts: dict[str, Fraction] = {}
    bound = None
    if "baseline" in indicator:
        facts["start"] = Fraction(indicator["baseline"]["value"])
    if target["kind"] == "compare":
        facts["comparison"] = Fraction(story["comparisons"]["m1"]["riket"]["values"][0]["value"])
        held = value >= facts["comparison"] if target["must_be"] == "at_least" else value <= facts["comparison"]
        bound = None if held else facts["comparison"]
    elif target["kind"] == "between":
        low, high = Fraction(target["low"]), Fraction(target["high"])
        facts |= {"low": low, "high": high}
        bound = low if value < low else high if value > high else None
    elif "value" in target:
        facts["target"] = Fraction(target["value"])
        if "pace" in target:
            facts["level"] = facts["target"] * 2 / 3
        else:
            kind = target["kind"]
            held = value == facts["target"] or (value > facts["target"] and kind == "at_least")
            held = held or (value < facts["target"] and kind == "at_most")
            bound = None if held else facts["target"]
    return Measured(value, facts, bound, indicator.get("decimals"), story)


# --- what holds ---------------------------------------------------------------------------------------------------------


@given(story=stories())
def test_what_is_told_of_a_measure_does_not_contradict_its_figures(story: dict[str, Any]) -> None:
    (goal,) = make_goals([as_content(story)])
    measured = facts_of(story)
    each = {code: texts_of(goal, code) for code in VOICES}
    for code, text in each.items():
        group = told_group(text, code, measured)
        assert "result" in group, text
        hold_to_facts(group, measured, text)
        hold_gap(text, code, group, measured)
        hold_shares(text, code, measured)
        hold_pairs(text, code, measured)
        hold_bars(goal, code, group)
        assert not re.search(r"(?<![\d~,.–-])-0(?:[.,]0+)?(?![\d.,~])", text), text
    assert figures_in(each["sv"], "sv") == figures_in(each["en"], "en")


def told_group(text: str, code: str, measured: Measured) -> dict[str, Told]:
    """The figures that are read together, by what they are."""
    group = {what: found[0] for what in ("result", "level", "target", "comparison", "start") if (found := find(what, text, code))}
    if band := find("band", text, code):
        group |= {"low": band[0], "high": band[1]}
    assert set(group) - {"result"} <= set(measured.facts), text
    return group


def hold_to_facts(group: dict[str, Told], measured: Measured, text: str) -> None:
    """Each is rounded as it should be, none is told as nothing, and the result stands to each as it does in truth."""
    result = group["result"]
    for what, told in group.items():
        fact = Fraction(measured.value) if what == "result" else measured.facts[what]
        assert told.value == rounded(fact, told.decimals), (what, text)
        assert told.value or told.beside or not fact, (what, text)
        assert sign(told.value, fact) == -told.beside or not told.beside, (what, text)
        order = (result.place > told.place) - (result.place < told.place)
        assert order == sign(measured.value, fact), (what, text)
        if what in ("target", "low", "high"):
            assert told.value == fact, (what, text)
    if measured.decimals is None:
        assert all(told.value == measured.facts[what] for what, told in group.items() if what not in ("result", "level")), text
    else:
        hold_decimals(group, measured, text)


def hold_decimals(group: dict[str, Told], measured: Measured, text: str) -> None:
    """One number of decimals for all, at least the one that is asked for, and more only where fewer would hide something."""
    (decimals,) = {told.decimals for told in group.values()}
    decided = [own_decimals(fact) for what, fact in measured.facts.items() if what in ("target", "low", "high")]
    least = max([measured.decimals or 0, *decided])
    assert decimals >= least, text
    if decimals > least:
        earlier = [Fraction(entry["value"]) for entry in measured.story["outcomes"]["m1"]]
        facts = [*measured.facts.values(), *earlier]
        coarser = [rounded(fact, decimals - 1) for fact in facts]
        same = any(a == b and x != y for (a, x), (b, y) in combinations(zip(coarser, facts, strict=True), 2))
        assert same or any(fact and not told for told, fact in zip(coarser, facts, strict=True)), text


def hold_gap(text: str, code: str, group: dict[str, Told], measured: Measured) -> None:
    """What is told to be missing is the difference of what is told."""
    gap = find("gap", text, code)
    target = measured.story["indicators"][0]["targets"][0]
    if measured.bound is None or "pace" in target:
        assert not gap, text
        return
    bound = next(told for what, told in group.items() if what != "result" and measured.facts[what] == measured.bound and what != "start")
    assert [entry.value for entry in gap] == [abs(group["result"].value - bound.value)], text


def hold_shares(text: str, code: str, measured: Measured) -> None:
    """Shares of the way: neither nothing nor all of it where they are not, and in the order of what they are."""
    share, expected = find("share", text, code), find("expected", text, code)
    if not share:
        return
    start, zero = measured.facts["start"], measured.story["indicators"][0]["targets"][0]["kind"] == "zero"
    level = Fraction(0) if zero else measured.facts["target"]
    gone = (Fraction(measured.value) - start) / (level - start)
    due = Fraction(5, 10)  # from the end of 2020 to that of 2030, at that of 2025
    assert share[0].value == rounded(gone * 100, share[0].decimals), text
    assert [sign(share[0].value, edge) for edge in (0, 100)] == [sign(gone, edge) for edge in (0, 1)], text
    if expected:
        assert sign(share[0].value, expected[0].value) == sign(gone, due), text
        assert share[0].decimals == expected[0].decimals


def hold_pairs(text: str, code: str, measured: Measured) -> None:
    """A correction, an interval, parts by sex and what a chart tells of: two figures are two, and in their order."""
    outcomes = measured.story["outcomes"]["m1"]
    told = outcomes[-1]
    pairs = {
        "corrected": [(correction["was"], measured.value) for correction in told.get("corrections", ())],
        "interval": [tuple(told["interval"])] if "interval" in told else [],
        "parts": [(told["by_sex"]["women"], told["by_sex"]["men"])] if "by_sex" in told else [],
        "change": [(outcomes[0]["value"], measured.value)] if len(outcomes) > 1 else [],
    }
    for what, known in pairs.items():
        said = find(what, text, code)
        assert bool(said) == bool(known), (what, text)
        if said:
            facts = [Fraction(fact) for fact in known[0]]
            assert sign(said[0].value, said[1].value) == sign(*facts), (what, text)
            for figure, fact in zip(said, facts, strict=True):
                assert figure.value == rounded(fact, figure.decimals), (what, text)
                assert figure.value or not fact, (what, text)


def hold_bars(goal: GoalNode, code: str, group: dict[str, Told]) -> None:
    """Beside the bar, in a list of the newest and in the list of targets stands what the sentence says."""
    voice, standing = VOICES[code], goal.standing.indicators[0]
    assert standing.judged_on
    newest = outcome_phrase(standing.judged_on, standing, voice).replace(NO_BREAK, "~").partition(": ")[2]
    assert read_figure(re.match(N[code], newest)[1], code) == group["result"]  # type: ignore[index]  # there is one, else the test fails
    (said,) = target_phrases(standing, goal, voice)
    for what in ("target", "band"):
        for found, told in zip(find(what, said.replace(NO_BREAK, "~"), code), of(group, what), strict=False):
            assert found == told
    if draw_level(standing):
        words = {
            "en": r"(?:at least|at most|exactly|: (?=\d|-\d)) ?(?:just (?:under|over) )?",
            "sv": r"(?:minst|högst|exakt|: (?=\d|-\d)) ?(?:knappt |drygt )?",
        }
        line = re.search(words[code] + N[code], level_phrase(standing, voice).replace(NO_BREAK, "~"))
        known = [group[what].value for what in ("level", "comparison", "target") if what in group][:1]
        assert [read_figure(line[1], code).value for line in (line,) if line] == known or "between" in str(standing.target)
    assert not find("share", covered_phrase(standing, voice), code)


def of(group: dict[str, Told], what: str) -> Iterator[Told]:
    yield from (group[name] for name in (("low", "high") if what == "band" else (what,)) if name in group)


def figures_in(text: str, code: str) -> list[str]:
    """Every figure of a text, written the same whatever the language."""
    found = re.findall(r"-?\d(?:[\d.,~]*\d)?", text)
    return sorted(re.sub("~" if code == "sv" else ",", "", figure).replace(",", ".") for figure in found)


def rounded(fact: Fraction, decimals: int) -> Decimal:
    """A fact with so many decimals, halves away from zero; never minus zero."""
    with decimal.localcontext(prec=80):
        told = (Decimal(fact.numerator) / Decimal(fact.denominator)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        return told or abs(told)


def own_decimals(fact: Fraction) -> int:
    return next(decimals for decimals in range(40) if fact * 10**decimals == int(fact * 10**decimals))


# --- what is told beside ------------------------------------------------------------------------------------------------


def goal_told(**story: Any) -> GoalNode:
    (goal,) = make_goals([as_content(story)])
    return goal


def in_words(goal: GoalNode, say: Any, code: str = "en") -> str:
    return str(say(goal.standing.indicators[0], VOICES[code])).replace(NO_BREAK, "~")


def test_a_start_that_met_the_target_needed_no_change_to_reach_it() -> None:
    fallen = {"method": "cagr-openSDG-2.4", "baseline": {"period": "2015", "value": "90"}, "direction": "up"}
    target = {"kind": "at_least", "value": "80", "by": "2030-12-31"}
    goal = goal_told(indicators=[{**fallen, "targets": [target]}], outcomes={"m1": [{"period": "2025", "value": "79"}]})
    said = in_words(goal, growth_sentence)
    assert "needed" not in said
    assert "The ratio" not in said
    assert "The target was already met at the start, and a fall of at most 0.8% a year would have kept it met." in said
    assert "closer" not in goal_sentence(goal, VOICES["en"])


def test_a_value_below_zero_that_grows_by_a_rate_has_fallen() -> None:
    measure = {"unit": "index", "direction": "up", "method": "eurostat-sdg", "baseline": {"period": "2015", "value": "-50"}}
    goal = goal_told(indicators=[measure], outcomes={"m1": [{"period": "2025", "value": "-60"}]})
    assert in_words(goal, growth_sentence).startswith("Since 2015 the value has fallen by 1.8% a year on average.")


@pytest.mark.parametrize(("value", "ratio"), [("127.7", "0.94"), ("127.9", "0.951"), ("127.86", "0.949")])
def test_a_ratio_is_told_apart_from_where_another_verdict_begins(value: str, ratio: str) -> None:
    measure = {"direction": "up", "method": "eurostat-sdg", "baseline": {"period": "2015", "value": "100"}}
    target = {"kind": "at_least", "value": "147.4", "by": "2030-12-31"}
    goal = goal_told(indicators=[{**measure, "targets": [target]}], outcomes={"m1": [{"period": "2025", "value": value}]})
    said = in_words(goal, growth_sentence)
    told = re.search(r"The ratio between the two is ([-\d.]+)\.", said)
    assert told
    growth = goal.standing.indicators[0].growth
    assert growth
    assert sign(Decimal(told[1]), Decimal("0.95")) == sign(growth.ratio or Decimal(0), Decimal("0.95")), (said, ratio)


def test_a_share_on_an_even_rate_is_told_as_what_was_expected_where_it_is() -> None:
    measure = {"direction": "up", "method": "eurostat-sdg", "baseline": {"period": "2015", "value": "100"}}
    target = {"kind": "at_least", "value": "400", "by": "2035-12-31"}
    goal = goal_told(indicators=[{**measure, "targets": [target]}], outcomes={"m1": [{"period": "2025", "value": "200"}]})
    said = in_words(goal, path_sentence)
    assert said.endswith("In 2025, 33% of the way had been covered. At an even rate of change, 33% should have been covered by then.")


def test_a_threshold_is_told_with_all_its_decimals() -> None:
    environment = make_environment(theme_folder(), VOICES["sv"])
    told = environment.from_string("{% for share in shares %}{{ share | threshold }} {{ share | share }} {% endfor %}")
    assert told.render(shares=[Decimal("0.6"), Decimal("0.955")]).replace(NO_BREAK, "~") == "0,60 60~% 0,955 95,5~% "


def test_minus_zero_is_zero_in_files_too() -> None:
    assert [number_text(value) for value in (Decimal("-0"), Decimal("-0.0"), Fraction(-1, 10**12), Decimal("-0.5"))] == [
        "0",
        "0.0",
        "0",
        "-0.5",
    ]


def test_data_are_never_rounded() -> None:
    assert json_text({"value": Decimal("12345678.901234567891"), "one": Decimal("0.1"), "whole": Decimal(12345678901234567890)}) == (
        '{"value":12345678.901234567891,"one":0.1,"whole":12345678901234567890}'
    )


# --- sources ---------------------------------------------------------------------------------------------------------


def row_from(source: str, href: str = "", told_by: str = "") -> OutcomeRow:
    return OutcomeRow("2024", "5", "", "", source, href, told_by)


@pytest.mark.parametrize(
    ("rows", "shared"),
    [
        ([row_from("Survey", "https://a.example/", "A paper")] * 3, "Survey"),
        ([row_from("Survey"), row_from("Survey"), row_from("Report")], None),
        ([row_from("Survey", "https://a.example/"), row_from("Survey", "https://b.example/")], None),
        ([row_from("Survey"), row_from("Survey", told_by="A paper")], None),
        ([row_from("Survey"), row_from("")], None),
        ([row_from("")] * 2, None),
        ([row_from("Survey")], None),
        ([], None),
    ],
    ids=["the same", "another", "another address", "told by another", "one without", "none named", "a single row", "no row"],
)
def test_a_source_stands_above_a_table_only_where_it_is_that_of_every_row(rows: list[OutcomeRow], shared: str | None) -> None:
    assert same_source(rows).get("source") == shared
    if shared:
        assert same_source(rows) == {"source": "Survey", "href": "https://a.example/", "told_by": "A paper"}


@pytest.mark.parametrize(
    ("notes", "shared"),
    [
        ([{"en": "A survey."}] * 3, {"en": "A survey."}),
        ([{"en": "A survey."}, {"en": "A survey."}, {"en": "A report."}], None),
        ([{"en": "A survey."}, None], None),
        ([None, None], None),
        ([{"en": "A survey."}], None),
        ([], None),
    ],
    ids=["the same", "another", "one without", "none", "a single row", "no row"],
)
def test_a_note_stands_above_a_table_only_where_it_is_that_of_every_row(
    notes: list[dict[str, str] | None], shared: dict[str, str] | None
) -> None:
    assert same_note([row_from("Survey")._replace(note=note) for note in notes]).get("note") == shared
