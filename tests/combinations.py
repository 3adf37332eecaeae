"""Nothing comes in; a site with a goal for every combination that a sentence may be made of goes out, made in memory.

Each axis is crossed with those that it can meet in one sentence: what is asked for, by when, what is told and by whom; then figures and
units, periods, documents, several measures, methods. Ids count upwards, so the same goals come out in the same order.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import combinations_with_replacement, product
from pathlib import Path
from typing import Any

from ledstjarna.derive.goals import derive_goals
from ledstjarna.derive.heads import derive_heads
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.load.content_tree import ContentFiles, Document
from ledstjarna.load.source import FolderSource
from ledstjarna.model.complaints import Plain
from ledstjarna.model.content import Content
from ledstjarna.model.settings import Settings
from ledstjarna.model.times import read_period
from ledstjarna.validate.content import make_content
from tests.worlds import TODAY, world_files

Story = dict[str, Any]

AS_OF = datetime.date.fromisoformat(TODAY)

OWN, OWN_ONE = {"sv": "ärenden", "en": "cases"}, {"sv": "ärende", "en": "case"}
UNITS: tuple[Any, ...] = ("percent", "count", "SEK", "kSEK", "MSEK", "days", "index", OWN)
PEOPLE = {"sv": "elever", "en": "pupils"}
PERIODS = (
    "2025",
    "2025-H1",
    "2025-Q4",
    "2025-T2",
    "2025-05",
    "2025-12-31",
    "2025-01/2025-08",
    "2024-07/2025-06",
    "2025-03-03/2025-04-05",
    "2023/2025",
)
HERE: Story = {"reports_here": {"from": "2021-01-01"}}
DOCUMENTS: tuple[Story | None, ...] = (
    None,
    {},
    {"title": {"sv": "Plan för vården", "en": "Plan for care"}},
    {"decided": "2024-12-20"},
    {"title": {"sv": "Plan för vården", "en": "Plan for care"}, "dated": "2025-01-01"},
)

# What is asked for, and values that meet it, nearly meet it, miss it by far and are worse than the start.
ASKED: dict[str, tuple[Story, tuple[str, ...]]] = {
    "at least": ({"kind": "at_least", "value": "100"}, ("104", "98", "70", "30")),
    "at most": ({"kind": "at_most", "value": "20"}, ("16", "21", "40", "60")),
    "above": ({"kind": "at_least", "value": "100", "strict": "true"}, ("104", "100")),
    "below": ({"kind": "at_most", "value": "20", "strict": "true"}, ("16", "20")),
    "exactly": ({"kind": "exactly", "value": "3"}, ("3", "5", "2")),
    "between": ({"kind": "between", "low": "10", "high": "20"}, ("15", "9", "30")),
    "zero": ({"kind": "zero"}, ("0", "30", "60")),
    "at least the comparison": ({"kind": "compare", "with": "others", "must_be": "at_least"}, ("55", "49", "20")),
    "at most the comparison": ({"kind": "compare", "with": "others", "must_be": "at_most"}, ("45", "51", "80")),
    "better": ({"kind": "improve"}, ("70", "50", "30")),
    "pace": ({"kind": "at_most", "value": "120", "pace": "linear"}, ("90", "112", "160")),
}
TIMES: tuple[Story, ...] = ({}, {"by": "2030-12-31"}, {"by": "2025-12-31"}, {"period": "2030"}, {"period": "2025"})
LIVES: tuple[Story, ...] = ({}, {"lifecycle": "ended", "fate": {"kind": "expired", "date": "2026-02-01"}})


def goal_nodes() -> list[GoalNode]:
    """Every goal of every combination, judged."""
    return make_goals(list(stories()))


def make_goals(told: list[Story]) -> list[GoalNode]:
    """The goals of stories, in the order of the stories."""
    content = make_stories(told)
    goals = derive_goals(derive_heads(content, Settings(), as_of=AS_OF), content.goals, content.outcomes)
    return [goals[f"g{number}"] for number in range(len(told))]


def make_stories(told: list[Story]) -> Content:
    """The content of stories (see ``tests/worlds``; ``found`` besides, a list of findings); bodies that are alike are one."""
    files = ContentFiles()
    bodies: dict[str, str] = {}
    for number, story in enumerate(told):
        body = bodies.setdefault(str(story.get("agency")), f"b{len(bodies)}")
        found = {f"findings/f{number}-{place}.yml": finding for place, finding in enumerate(story.get("found", ()))}
        for name, data in {**world_files(story), **found}.items():
            kind = {"plans": "plan", "goals": "goal", "outcomes": "outcomes", "findings": "finding"}.get(name.split("/")[0], "agency")
            id = body if kind in ("agency", "plan") else Path(name).stem if kind == "finding" else f"g{number}"
            if (kind, id) not in files.seen:
                files.seen.add((kind, id))
                read = plain({**data, "plan": body} if kind == "goal" else data)
                files.documents.append(Document(kind, id, body, FolderSource(Path()), name, f"{body}/{name}", read))
    return make_content(files, languages=("sv", "en"))


def plain(data: Any) -> Any:
    """Data as they are read from a file, where no scalar is in quotes."""
    if isinstance(data, dict):
        return {str(key): plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [plain(value) for value in data]
    return Plain(str(data))


def stories() -> Iterator[Story]:
    """The content of every combination."""
    for part in (targets, done, figures, near, periods, without, remarks, several, late, growth, lengths, times, claims):
        yield from part()


def story(indicator: Story, told: list[Story] | None = None, *, others: str | None = "50", **more: Any) -> Story:
    """One measure and what is told of it, with a comparison series where its target asks for one."""
    outcomes = {"m1": told} if told else {}
    found: Story = {"indicators": [indicator], "outcomes": outcomes, **more}
    if any("with" in target for target in indicator.get("targets", ())):
        values = [{"period": entry["period"], "value": others} for entry in told or () if others]
        found["comparisons"] = {"m1": {"others": {"name": {"sv": "riket", "en": "the whole country"}, "values": values}}}
    return found


def targets() -> Iterator[Story]:
    """Every kind of target, with and without a day and a starting value, and whatever may be told of it."""
    for (asked, values), time, body, life in product(ASKED.values(), TIMES, ({}, HERE), LIVES):
        if "pace" in asked and "period" not in time:
            continue
        starts: tuple[str | None, ...] = (
            (None,) if "with" in asked else (None, "50", "150") if asked["kind"] == "at_least" else (None, "50")
        )
        for start in starts:
            base = {"baseline": {"period": "2020", "value": start}} if start else {}
            measure = {"unit": "percent", "targets": [{**asked, **time}], **base}
            for told in whatever_is_told(values, part="2025-01/2025-06" if "pace" in asked else "2025-Q2"):
                yield story(measure, told, agency=body, goal=life)
            if "with" in asked:
                yield story(measure, [{"period": "2024", "value": "50"}], others=None, agency=body, goal=life)
            if asked["kind"] == "improve":
                yield story({**measure, "direction": "down"}, [{"period": "2024", "value": "50"}], agency=body, goal=life)
                yield story({**measure, "direction": "none"}, [{"period": "2024", "value": "50"}], agency=body, goal=life)
                for name in ({"sv": "Mått"}, {"en": "Measure"}):
                    yield story({**measure, "name": name}, [{"period": "2024", "value": "50"}], agency=body, goal=life)


def whatever_is_told(values: tuple[str, ...], *, part: str) -> Iterator[list[Story]]:
    yield []
    yield [{"period": "2024", "value": values[0], "kind": "forecast"}]
    yield [{"period": "2024", "withheld": "small_numbers"}]
    yield [{"period": "2020", "value": values[0]}]
    yield [{"period": "2024", "value": values[-1]}, {"period": "2025", "withheld": "fewer_than_5"}]
    yield [{"period": "2025", "value": values[0], "kind": "preliminary"}]
    yield [{"period": part, "value": values[-1], "kind": "preliminary"}]
    for value, period in product(values, ("2024", "2025", part)):
        yield [{"period": period, "value": value}]


def done() -> Iterator[Story]:
    """What is done or not: by when, told of when, by whom."""
    times: tuple[Story, ...] = ({}, {"by": "2030-12-31"}, {"by": "2024-12-31"}, {"period": "2025"})
    said: tuple[list[Story], ...] = (
        [],
        [{"period": "2024", "done": "true"}],
        [{"period": "2025-06-30", "done": "true"}],
        [{"period": "2025-06-30", "done": "true", "kind": "preliminary"}],
        [{"period": "2024-06-30", "done": "false"}],
        [{"period": "2025", "done": "false"}],
        [{"period": "2025", "withheld": "small_numbers"}],
    )
    for time, told, body, life in product(times, said, ({}, HERE), LIVES):
        yield story({"targets": [{"kind": "done_by", **time}]}, told, agency=body, goal=life)


def figures() -> Iterator[Story]:
    """Every unit with figures that bend the words around them."""
    numbers = ("0", "1", "2", "-1", "-3.5", "0.5", "5", "1000000.5")
    for unit, number, decimals in product((*UNITS, PEOPLE), numbers, (None, "1")):
        shown = {"unit": unit, **({"unit_one": OWN_ONE} if unit == OWN else {}), **({"decimals": decimals} if decimals else {})}
        if unit == PEOPLE and number in ("1", "2"):
            yield story(
                {**shown, "targets": [{"kind": "at_most", "value": "5", "by": "2030-12-31"}]}, [{"period": "2025", "value": number}]
            )
            continue
        told = [{"period": "2025", "value": number}]
        more, less = str(float(number) + 1), str(float(number) - 1)
        for time, value in product(({"by": "2030-12-31"}, {"period": "2025"}), (more, less, number)):
            asked = "at_least" if value == more else "at_most" if value == less else "exactly"
            yield story({**shown, "targets": [{"kind": asked, "value": value, **time}]}, told)
        yield story({**shown, "targets": [{"kind": "between", "low": more, "high": str(float(number) + 2), "by": "2030-12-31"}]}, told)
        yield story({**shown, "targets": [{"kind": "compare", "with": "others", "must_be": "at_least"}]}, told, others=more)
        yield story({**shown, "targets": [{"kind": "compare", "with": "others", "must_be": "at_most"}]}, told, others=less)
        yield story({**shown, "targets": [{"kind": "improve"}], "baseline": {"period": "2020", "value": less}}, told)
        yield story({**shown, "targets": [{"kind": "improve"}], "baseline": {"period": "2020", "value": number}}, told)
        path = {"kind": "at_least", "value": str(float(number) + 2), "by": "2030-12-31"}
        yield story({**shown, "targets": [path], "baseline": {"period": "2020", "value": less}}, told)
        yield story({**shown, "targets": [path], "baseline": {"period": "2020", "value": more}}, told)
        if float(number) > 0:
            budget = {"kind": "at_most", "value": number, "pace": "linear", "period": "2026"}
            yield story({**shown, "targets": [budget]}, [{"period": "2026-01/2026-06", "value": number}])
        corrected = {"corrections": [{"date": "2026-05-05", "was": less}], "interval": [less, more], "by_sex": {"women": number}}
        yield story(shown, [{**told[0], **corrected}])


def near() -> Iterator[Story]:
    """What is told where a figure lies on a limit, close to it or just beyond, and where the start did so."""
    ends: tuple[Story, ...] = ({"by": "2030-12-31"}, {"period": "2025"})
    pace = {"kind": "at_most", "value": "100", "pace": "linear", "period": "2026"}
    for life in LIVES:
        for kind, value, time in product(("at_least", "at_most"), ("50", "50.4", "49.6"), ends):
            strict = {"kind": kind, "value": "50", "strict": "true", **time}
            for start in ("30", "70"):
                measure = {"unit": "percent", "targets": [strict], "baseline": {"period": "2020", "value": start}}
                yield story(measure, [{"period": "2025", "value": value}], goal=life)
            strict = {"kind": "compare", "with": "others", "must_be": kind, "strict": "true", **time}
            yield story({"unit": "percent", "targets": [strict]}, [{"period": "2025", "value": value}], goal=life)
            yield story({"unit": "percent", "targets": [strict]}, [{"period": "2024", "value": value}], others=None, goal=life)
        for value, decimals in product(("66.7", "66.666666666667", "33.333333333333", "50"), (None, "0")):
            measure = {"unit": "MSEK", **({"decimals": decimals} if decimals else {})}
            for target in (pace, {**pace, "strict": "true"}, {**pace, "value": "50"}):
                yield story({**measure, "targets": [target]}, [{"period": "2026-01/2026-08", "value": value}], goal=life)
        for value in ("50.2", "50", "49.8"):
            yield story(
                {"targets": [{"kind": "improve"}], "baseline": {"period": "2020", "value": "50"}},
                [{"period": "2025", "value": value}],
                goal=life,
            )
        for value, start in product(("-3", "3"), ("-12", "12")):
            passed = {"targets": [{"kind": "zero", "by": "2030-12-31"}], "baseline": {"period": "2020", "value": start}}
            yield story(passed, [{"period": "2025", "value": value}], goal=life)
        for unit in ("percent", "days", OWN):
            measure = {"unit": unit, "targets": [{"kind": "at_least", "value": "90", "by": "2030-12-31"}]}
            yield story(measure, [{"period": "2025", "withheld": "fewer_than_5"}], goal=life)


def periods() -> Iterator[Story]:
    """Every kind of period, wherever one stands in a sentence."""
    for period in PERIODS:
        when = {"period": period}
        for early in ({}, {"kind": "preliminary"}):
            yield story({"unit": "percent", "targets": [{"kind": "at_least", "value": "90", **when}]}, [{**when, "value": "80", **early}])
        yield story({"unit": "percent", "targets": [{"kind": "zero", "period": "2030"}]}, [{**when, "withheld": "small_numbers"}])
        yield story({"unit": OWN, "targets": [{"kind": "zero", "period": "2030"}]}, [{**when, "withheld": "fewer_than_5"}])
        yield story({"unit": OWN, "unit_one": OWN_ONE}, [{**when, "value": "4"}])
        later = [{"period": "2026", "value": "60"}]
        for kind in ("improve", "at_least"):
            asked = {"kind": kind, **({"value": "90", "by": "2030-12-31"} if kind == "at_least" else {})}
            for start in ("50", "60", "70"):
                yield story({"targets": [asked], "baseline": {**when, "value": start}}, later)
        if read_period(period).start <= datetime.date(2025, 1, 1):  # under a pace a figure begins with the period
            yield story({"targets": [{"kind": "at_most", "value": "90", "pace": "linear", "period": "2025"}]}, [{**when, "value": "60"}])


def without() -> Iterator[Story]:
    """No measure, only promised ones, or no target, in every kind of document, whatever is said of the goal's end."""
    fates = ("achieved", "missed", "expired", "replaced", "merged", "split", "dropped")
    lives: list[Story] = [{}, {"lifecycle": "ended"}, *({"lifecycle": "ended", "fate": {"kind": fate}} for fate in fates)]
    for document, life, body in product(DOCUMENTS, lives, ({}, HERE)):
        goal = {**life, **({} if document is None else {"document": document})}
        yield {"goal": goal, "agency": body}
        yield {"goal": goal, "agency": body, "indicators": [{"promised": {"text": {"sv": "Mått", "en": "Measures"}}}]}
        yield {"goal": goal, "agency": body, "indicators": [{"promised": {}}, {"promised": {}}]}
        for told in ([], [{"period": "2025", "value": "7"}], [{"period": "2025", "withheld": "small_numbers"}]):
            yield story({"unit": "percent"}, told, goal=goal, agency=body)


def remarks() -> Iterator[Story]:
    """What is said besides: few answers, moved targets, series that ended, corrections, a redefinition."""
    target = {"targets": [{"kind": "at_least", "value": "90", "by": "2030-12-31"}]}
    told = {"period": "2025", "value": "80"}
    yield story({"unit": "percent", **target}, [{"period": "2025", "withheld": "small_numbers", "respondents": "0"}])
    for answers in ("4", "5", "29", "30", "1200"):
        yield story({"unit": "percent", **target}, [{**told, "respondents": answers}])
    for parts in ({}, {"women": "70"}, {"men": "1"}, {"women": "70.5", "men": "90"}):
        more = {
            "by_sex": parts,
            "interval": ["78.5", "81"],
            "corrections": [{"date": "2026-03-03", "was": "8"}, {"date": "2026-04-04", "was": "81"}],
        }
        yield story({"unit": "percent", **target}, [{**told, **more}])
    why = {"sv": "Ett fel i källan.", "en": "A mistake in the source."}
    yield story({"unit": "percent"}, [{**told, "corrections": [{"date": "2026-03-03", "was": "8", "why": why}]}])
    yield story({"unit": "percent"}, [{**told, "corrections": [{"was": "8"}]}])
    yield story({"unit": "percent"}, [{"period": "2025", "withheld": "small_numbers", "corrections": [{"date": "2026-03-03", "was": "8"}]}])
    for about, life in product(({}, {"about": "m1"}), LIVES):
        yield story(
            {"unit": "percent", **target}, [told], goal={"events": [{"date": "2025-04-22", "kind": "target_changed", **about}], **life}
        )
    for date, outcome in product(({}, {"date": "2026-01-01"}), ([], [told])):
        ended = [{"indicator": "m1", **date}]
        yield story({"unit": "percent", **target}, outcome, series_ended=ended)
        yield story({"unit": "percent"}, outcome, series_ended=ended)
    redefined = {"events": [{"date": "2023-04-22", "kind": "redefined"}]}
    for value in ("improve", "at_least"):
        asked = {"kind": value, **({"value": "90", "by": "2030-12-31"} if value == "at_least" else {})}
        yield story({"targets": [asked], "baseline": {"period": "2020", "value": "50"}}, [told], goal=redefined)
    path = {"kind": "at_least", "value": "100", "by": "2030-12-31", "via": [{"by": "2026-12-31", "value": "60"}]}
    yield story({"targets": [path], "baseline": {"period": "2020", "value": "50"}}, [told])


def several() -> Iterator[Story]:
    """Two and three measures, in every mixture of how measures stand, and four alike."""
    closed, opened = {"kind": "at_least", "value": "90", "period": "2025"}, {"kind": "at_least", "value": "90", "period": "2030"}
    kinds: list[tuple[Story, list[Story], bool]] = [
        ({"targets": [closed]}, [{"period": "2025", "value": "95"}], False),
        ({"targets": [closed]}, [{"period": "2025", "value": "50"}], False),
        ({"targets": [{**closed, "period": "2024"}]}, [{"period": "2024", "value": "95"}], False),
        ({"targets": [opened]}, [{"period": "2025", "value": "95"}], False),
        ({"targets": [opened]}, [{"period": "2025", "value": "50"}], False),
        ({"targets": [opened]}, [], False),
        ({"targets": [{"kind": "improve"}]}, [{"period": "2025", "value": "50"}], False),
        ({}, [{"period": "2025", "value": "50"}], False),
        ({}, [{"period": "2025", "value": "50"}], True),
        ({"promised": {}}, [], False),
    ]
    alike = [[kind] * 4 for kind in kinds]
    mixed = [list(some) for count in (2, 3) for some in combinations_with_replacement(kinds, count)]
    for number, measures in enumerate([*mixed, *alike]):
        for turn, (rule, life, body) in enumerate(product(("all", "any"), LIVES, ({}, HERE))):
            if len(measures) == 3 and turn % 4 != number % 4:  # a fourth of the many
                continue
            yield {
                "agency": body,
                "goal": {"judged_by": rule, **life},
                "indicators": [measure for measure, _, _ in measures],
                "outcomes": {f"m{index}": told for index, (_, told, _) in enumerate(measures, start=1) if told},
                "series_ended": [{"indicator": f"m{index}"} for index, (_, _, ended) in enumerate(measures, start=1) if ended],
            }


def late() -> Iterator[Story]:
    """Outcomes that are late, for each rhythm, one or more, at one measure or at several; and all that a rhythm may be called."""
    for rhythm in ("month", "quarter", "tertial", "8-months", "half-year", "year", "survey"):
        measure = {"unit": "percent", "measured": [rhythm], "targets": [{"kind": "at_least", "value": "90", "by": "2030-12-31"}]}
        for start in ("2024-01", "2025-01", "2026-01"):
            goal = {"period": f"{start}/2030-12"}
            yield story(measure, [{"period": "2023", "value": "80"}], goal=goal, agency=HERE)
            yield {"indicators": [measure, measure, {**measure, "shown": ["year"]}], "goal": goal, "agency": HERE}
            yield {"indicators": [measure, {"targets": measure["targets"]}], "goal": goal, "agency": HERE}
    for told, by in product(("2024", "2023", "2022"), ("2030-12-31", "2025-12-31")):  # nobody is late where the body does not report here
        target = {"kind": "at_least", "value": "90", "by": by}
        yield story({"unit": "percent", "measured": ["year"], "targets": [target]}, [{"period": told, "value": "80"}])
    units = ("month", "quarter", "tertial", "half-year", "year", "survey")
    for every, unit in product(("1", "2", "3", "21"), units):
        yield story({"measured": [{"every": every, "unit": unit}], "shown": ["year"]})
    yield story({"measured": ["month", "year"], "shown": ["tertial", "8-months", "year"]})


def lengths() -> Iterator[Story]:
    """Amounts over stretches of different length, with all that says which is compared."""
    year, quarter = {"period": "2025", "value": "48"}, {"period": "2026-Q1", "value": "14"}
    least = {"kind": "at_least", "value": "90"}
    for start, asked, measured, told, life in product(
        ({}, {"baseline": {"period": "2024", "value": "40"}}, {"baseline": {"period": "2022/2024", "value": "40.5", "mean_of": "year"}}),
        ({**least, "by": "2030-12-31"}, {**least, "period": "2026"}, {**least, "period": "2026-Q4"}, {"kind": "improve"}),
        ([], ["year"]),
        ([quarter], [year, quarter]),
        LIVES,
    ):
        yield story({"targets": [asked], "measured": measured, **start}, told, goal=life)


def times() -> Iterator[Story]:
    """Figures that are told too early, from before a day that has passed, or only from after it; levels that must be passed."""
    early = {"period": "2026", "value": "80", "published": "2026-03-01"}
    for kind, told, time, life, body in product(
        ("at_least", "at_most"),
        (
            [early],
            [{"period": "2023", "value": "80"}],
            [{"period": "2025", "value": "80"}],
            [{"period": "2023", "value": "80"}, {"period": "2024", "withheld": "small_numbers"}],
        ),
        ({"by": "2026-12-31"}, {"by": "2024-12-31"}, {"by": "2024-06-30"}, {"period": "2024"}, {"period": "2024-Q2"}),
        LIVES,
        ({}, HERE),
    ):
        for value, strict in (("80", {"strict": "true"}), ("90", {}), ("70", {})):
            yield story({"unit": "percent", "targets": [{"kind": kind, "value": value, **strict, **time}]}, told, goal=life, agency=body)
    yield story({"targets": [{"kind": "done_by", "by": "2025-12-31"}]}, [{"period": "2025-10-01", "done": "true", "kind": "preliminary"}])
    for pair in ({"kind": "done_by", "by": "2024-06-30"}, {"kind": "done_by"}):
        yield story({"targets": [pair, {"kind": "done_by", "by": "2027-06-30"}]}, [{"period": "2024-05-31", "done": "true"}])


def claims() -> Iterator[Story]:
    """What a goal is said to have come to, where the figures here say otherwise."""
    for fate, value, body in product(("achieved", "missed"), ("50", "95"), ({}, HERE)):
        goal = {"lifecycle": "ended", "fate": {"kind": fate, "date": "2026-02-01"}}
        asked = {"kind": "at_least", "value": "90", "by": "2025-12-31"}
        yield story({"unit": "percent", "targets": [asked]}, [{"period": "2025", "value": value}], goal=goal, agency=body)


def growth() -> Iterator[Story]:
    """What the methods of growth rates say, of one measure and of several."""
    days: tuple[Story, ...] = ({"by": "2030-12-31"}, {"by": "2025-12-31"}, {})
    for method, kind, time, value, start in product(
        ("cagr-openSDG-2.4", "eurostat-sdg"),
        ("at_least", "at_most", "zero"),
        days,
        ("20", "45", "50", "50.1", "60", "104"),
        ("2015", "2016-12-31"),
    ):
        asked = {"kind": kind, **({"value": "100" if kind == "at_least" else "10"} if kind != "zero" else {}), **time}
        measure = {"unit": "percent", "method": method, "targets": [asked], "baseline": {"period": start, "value": "50"}}
        told = [{"period": "2025", "value": value}]
        yield story(measure, told)
        if not time:
            yield story({**measure, "targets": [], "direction": "up"}, told)
        if start == "2015" and time:
            yield {"indicators": [measure, {**measure, "targets": []}], "outcomes": {"m1": told, "m2": told}}
            yield {"indicators": [measure, {"unit": "percent", "targets": [asked]}], "outcomes": {"m1": told}}
    for method, kind, (start, value, wanted) in product(
        ("cagr-openSDG-2.4", "eurostat-sdg"),
        ("at_least", "at_most"),
        (("0", "5", "10"), ("50", "30", "50"), ("50", "70", "50"), ("90", "79", "80"), ("70", "81", "80")),
    ):
        asked = {"kind": kind, "value": wanted, "by": "2030-12-31"}
        yield story(
            {"unit": "percent", "method": method, "targets": [asked], "baseline": {"period": "2015", "value": start}},
            [{"period": "2025", "value": value}],
        )


# --- what only pages tell -----------------------------------------------------------------------------------------------

_WORDS = {"sv": "Vårdplan", "en": "Care plan"}


def page_stories() -> Iterator[Story]:
    """What pages tell besides: documents, sources, activities, fates, events, assessments and findings, each with parts missing."""
    for document in subsets(
        {"title": _WORDS, "kind": "plan", "decided": "2024-12-20", "decided_by": "Rådet", "number": "KS 2024/1", "size": "1200000"}
    ):
        yield {"goal": {"document": {**document, "format": "pdf", "role": "secondary"} if "size" in document else document}}
    for source in subsets({"title": _WORDS, "publisher": "SCB", "url": "https://www.example.com/", "date": "2026-01-05"}):
        indicator = {"unit": "percent", "source": source}
        yield {"indicators": [indicator], "outcomes": {"m1": [{"period": "2025", "value": "7", "published": "2026-02-02"}]}}
        yield {"indicators": [indicator], "outcomes": {"m1": [{"period": "2025", "value": "7"}]}}
        yield {"found": [{"reviewer": "SCB", "title": _WORDS, "source": {**source, "role": "secondary"}}]} if source else {}
    activities = [{"name": _WORDS, **parts} for parts in subsets({"area": _WORDS, "from": "2025", "to": "2026-06-30", "owner": "Rådet"})]
    states = [{"name": _WORDS, "state": state} for state in ("planned", "under_way", "done", "stopped", "not_stated")]
    yield {"goal": {"activities": [*activities, *states], "owner": _WORDS, "contact": {"name": _WORDS}}}
    fates = ("achieved", "missed", "expired", "dropped")
    for fate, parts in product(fates, subsets({"date": "2025-12-31", "reason": _WORDS})):
        yield {"goal": {"lifecycle": "ended", "fate": {"kind": fate, **parts}}}
    yield {"goal": {"lifecycle": "ended"}}
    yield {"goal": {"lifecycle": "proposed", "contact": {"email": "a@example.com"}}}
    kinds = (
        "decided",
        "reworded",
        "target_changed",
        "date_changed",
        "measure_added",
        "measure_removed",
        "redefined",
        "corrected",
        "decision",
        "other",
    )
    documents = [{"document": document} for document in DOCUMENTS if document is not None]
    events = [{"date": "2025-01-01", "kind": kind} for kind in kinds]
    yield {"goal": {"events": [*events, *({**events[0], **document} for document in documents)]}}
    for response in subsets({"date": "2025-05-05", "promised_by": "2026-12-31", "text": _WORDS}):
        for state in ({}, *({"state": state} for state in ("open", "promised", "done", "no_date_given"))):
            if {**response, **state}:
                yield {"found": [{"reviewer": "SCB", "title": _WORDS, "source": {"title": _WORDS}, "responses": [{**response, **state}]}]}
    for shown in subsets({"date": "2025-05-05", "text": _WORDS, "risk": _WORDS}):
        yield {"found": [{"reviewer": "SCB", "title": _WORDS, "source": {"title": _WORDS}, **shown}]}


def subsets(parts: Story) -> Iterator[Story]:
    """Every selection of parts, the empty one first."""
    for chosen in product((False, True), repeat=len(parts)):
        yield {name: value for (name, value), is_there in zip(parts.items(), chosen, strict=True) if is_there}
