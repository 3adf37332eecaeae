"""How many bodies and goals come in; a content folder of invented goals in both languages goes out, the same for the same numbers.

Each goal has two indicators with twelve quarterly outcomes each, three activities, four events and a summary of some eighty
words a language; each tenth body has a finding. Nothing in it is about anybody.
"""

from __future__ import annotations

import random
from pathlib import Path

ROOT = Path(__file__).parent.parent


def settings_elsewhere() -> str:
    """The shipped settings for content that lies elsewhere: without the history that lies beside the shipped content."""
    text = (ROOT / "site_config.yml").read_text(encoding="utf-8")
    there, none = "history: {stream: docs/exempelkommun.stream}", "history: {git: false}"
    if text.count(there) != 1:
        raise ValueError(there)
    return text.replace(there, none)


THINGS = [
    ("vård", "care"),
    ("skola", "school"),
    ("klimat", "climate"),
    ("trafik", "traffic"),
    ("vatten", "water"),
    ("bostad", "housing"),
    ("arbete", "work"),
    ("kultur", "culture"),
    ("trygghet", "safety"),
    ("miljö", "environment"),
]
DOINGS = [
    ("kortare väntan", "a shorter wait"),
    ("fler som är nöjda", "more who are satisfied"),
    ("färre olyckor", "fewer accidents"),
    ("lägre kostnad", "a lower cost"),
    ("bättre tillgång", "better access"),
    ("snabbare svar", "quicker answers"),
    ("mindre utsläpp", "less emission"),
]
SENTENCES = [
    (
        "Den som behöver {thing} ska veta vad som väntar och när det sker.",
        "Whoever needs {thing} should know what is coming and when it happens.",
    ),
    (
        "Målet följs upp varje kvartal och redovisas för nämnden i mars, juni, september och december.",
        "The goal is followed up every quarter and reported to the committee in March, June, September and December.",
    ),
    (
        "Arbetet görs tillsammans med dem som berörs, för det är de som vet vad som brister.",
        "The work is done together with those it concerns, since they know what is lacking.",
    ),
    (
        "Det som inte fungerar ska **ändras**, och det som fungerar ska *spridas* till fler.",
        "What does not work should be **changed**, and what works should be *spread* to more.",
    ),
    (
        "Läs mer om [{thing}](https://example.org/{number}) och hur det mäts.",
        "Read more about [{thing}](https://example.org/{number}) and how it is measured.",
    ),
]
ENDS = ["03-31", "06-30", "09-30", "12-31"]


def write_corpus(folder: Path, *, agencies: int, goals: int, seed: int = 1) -> None:
    """Write ``agencies`` bodies with ``goals`` goals each below ``folder``."""
    chance = random.Random(seed)
    for number in range(agencies):
        agency = f"prov-{number:03d}"
        home = folder / "agencies" / agency
        for name in ("plans", "goals", "outcomes", "findings"):
            (home / name).mkdir(parents=True, exist_ok=True)
        (home / "agency.yml").write_text(_agency(number), encoding="utf-8")
        (home / "plans" / f"{agency}-plan.yml").write_text(_plan(number), encoding="utf-8")
        for index in range(goals):
            id = f"{agency}-{index:04d}"
            (home / "goals" / f"{id}.yml").write_text(_goal(agency, chance), encoding="utf-8")
            (home / "outcomes" / f"{id}.yml").write_text(_outcomes(chance), encoding="utf-8")
        if goals and number % 10 == 0:
            (home / "findings" / f"{agency}-granskning.yml").write_text(_finding(f"{agency}-0000"), encoding="utf-8")


def _agency(number: int) -> str:
    return f"name: {{sv: Provkommun {number}, en: Test municipality {number}}}\nkind: municipality\nreports_here: {{from: 2022-01-01}}\n"


def _plan(number: int) -> str:
    return (
        f"title: {{sv: Plan {number}, en: Plan {number}}}\nperiod: 2022/2026\n"
        "document: {title: {sv: Budget, en: Budget}, decided: 2021-11-20, url: https://example.org/budget.pdf, format: pdf, size: 250000}\n"
        "perspectives:\n  - {id: brukare, name: {sv: Brukare, en: Users}}\n  - {id: ekonomi, name: {sv: Ekonomi, en: Finances}}\n"
    )


def _goal(agency: str, chance: random.Random) -> str:
    (thing_sv, thing_en), (doing_sv, doing_en) = chance.choice(THINGS), chance.choice(DOINGS)
    number = chance.randrange(1000)
    summary = {
        code: "\n".join(f"    {sentence[index].format(thing=thing, number=number)}" for sentence in SENTENCES)
        for index, (code, thing) in enumerate((("sv", thing_sv), ("en", thing_en)))
    }
    lines = [
        f"plan: {agency}-plan",
        f"perspective: {chance.choice(['brukare', 'ekonomi'])}",
        f"title: {{sv: {thing_sv.capitalize()} med {doing_sv}, en: {thing_en.capitalize()} with {doing_en}}}",
        "official_languages: []",
        f"summary:\n  sv: |\n{summary['sv']}\n  en: |\n{summary['en']}",
        "owner: {sv: Nämnden, en: The committee}",
        "indicators:",
        *(_indicator(number, chance) for number in (1, 2)),
        "activities:",
        *(f"  - {{name: {{sv: Insats {n}, en: Activity {n}}}, state: under_way, from: 2023-01, to: 2024-12}}" for n in (1, 2, 3)),
        "events:",
        *(
            f"  - {{date: 202{n}-02-11, kind: decision, text: {{sv: Nämnden beslutade., en: The committee decided.}}}}"
            for n in (2, 3, 4, 5)
        ),
    ]
    return "\n".join(lines) + "\n"


def _indicator(number: int, chance: random.Random) -> str:
    start, target = chance.randrange(40, 60), chance.randrange(70, 95)
    return (
        f"  - id: m{number}\n    name: {{sv: Andel {number}, en: Share {number}}}\n    unit: percent\n    decimals: 1\n    direction: up\n"
        "    measured: [quarter]\n    source: {title: {sv: Undersökning, en: Survey}, url: https://example.org/survey}\n"
        f"    baseline: {{period: 2021, value: {start}}}\n    targets: [{{kind: at_least, value: {target}, by: 2026-12-31}}]"
    )


def _outcomes(chance: random.Random) -> str:
    lines = ["outcomes:"]
    for number in (1, 2):
        lines.append(f"  m{number}:")
        value = chance.randrange(400, 600)
        for step in range(12):
            value += chance.randrange(-5, 25)
            year, quarter = 2022 + step // 4, step % 4
            note = "{sv: Ur undersökningen., en: From the survey.}"
            period = f"{year}-Q{quarter + 1}"
            lines.append(f"    - {{period: {period}, value: {value / 10}, published: {year + 1}-{ENDS[quarter]}, note: {note}}}")
    return "\n".join(lines) + "\n"


def _finding(goal: str) -> str:
    return (
        "reviewer: {sv: Revisorerna, en: The auditors}\ntitle: {sv: Uppföljningen, en: The follow-up}\ndate: 2024-04-01\n"
        f"source: {{title: {{sv: Rapport, en: Report}}}}\ngoals: [{goal}]\n"
    )
