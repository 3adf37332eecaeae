"""What a reader is told, in both languages: stories of goals, and the sentences, numbers and dates they come out as."""

from __future__ import annotations

import datetime
import functools
import re
import tempfile
from dataclasses import replace
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from ledstjarna.derive.bar import draw_level, draw_progress
from ledstjarna.derive.facts import derive_indicator_facts
from ledstjarna.derive.nodes import AgencyNode, GoalNode
from ledstjarna.derive.status_names import PROGRESS_STATUSES, REPORTING_STATUSES
from ledstjarna.model.settings import Language, Settings
from ledstjarna.model.times import read_period, read_rough_date
from ledstjarna.words import leads, phrases, rows, sentences
from ledstjarna.words import statuses as words
from ledstjarna.words.voice import NO_BREAK, Voice
from ledstjarna.words.without_measures import without_measures
from tests.rows import each_row
from tests.worlds import make_world, read_cases, summary_of

CASES = Path(__file__).parent / "cases"
LOCALES = Path(__file__).parent.parent / "theme" / "locale"
LATE = re.compile(r"\b(late|overdue|owes?|owed|delayed|försena\w*|för sent|dröj\w*)\b", re.IGNORECASE)


STORIES = {case["name"]: case for case in read_cases("sentences")}
VOICES = {language.code: Voice(language, Settings(), LOCALES) for language in Settings().languages}
each_story = each_row("name", STORIES)


@functools.cache
def goal_of(name: str) -> GoalNode:
    with tempfile.TemporaryDirectory() as folder:
        return next(iter(make_world(STORIES[name], Path(folder)).goals.values()))


def as_written(text: str | list[str]) -> str | list[str]:
    """A text as the case files write it: a tilde for a no-break space."""
    return text.replace(NO_BREAK, "~") if isinstance(text, str) else [line.replace(NO_BREAK, "~") for line in text]


def told(name: str) -> dict[str, Any]:
    """Everything that a story comes out as; bars, targets and remarks only where there are any."""
    goal = goal_of(name)
    standings = goal.standing.indicators
    found: dict[str, Any] = {
        "word": {code: words.goal_word(goal, voice) for code, voice in VOICES.items()},
        "goal": {code: sentences.goal_sentence(goal, voice) for code, voice in VOICES.items()},
    }
    if len(standings) > 1:
        found["indicators"] = [
            {code: sentences.indicator_sentence(entry, goal, voice) for code, voice in VOICES.items()} for entry in standings
        ]
    for entry in standings if len(standings) == 1 else ():
        if draw_progress(entry):
            found["path"] = {code: phrases.path_sentence(entry, voice) for code, voice in VOICES.items()}
            found["covered"] = {code: phrases.covered_phrase(entry, voice) for code, voice in VOICES.items()}
        if draw_level(entry):
            found["bar"] = {code: phrases.level_phrase(entry, voice) for code, voice in VOICES.items()}
        if len(entry.indicator.targets) > 1:
            found["targets"] = {code: phrases.target_phrases(entry, goal, voice) for code, voice in VOICES.items()}
        remarks = {
            code: [remark for row in rows.outcome_rows(derive_indicator_facts(entry, goal), voice) for remark in row.remarks]
            for code, voice in VOICES.items()
        }
        found |= {"remarks": remarks} if remarks["sv"] else {}
    return {
        kind: [{code: as_written(text) for code, text in entry.items()} for entry in texts]
        if isinstance(texts, list)
        else {code: as_written(text) for code, text in texts.items()}
        for kind, texts in found.items()
    }


@each_story
def test_a_story_is_told_like_this(name: str) -> None:
    assert told(name) == STORIES[name]["says"]


@each_story
def test_a_goal_with_one_measure_says_what_the_measure_says(name: str) -> None:
    goal = goal_of(name)
    standings = goal.standing.indicators
    if len(standings) == 1 and not standings[0].indicator.promised:
        for voice in VOICES.values():
            assert sentences.goal_sentence(goal, voice) == sentences.indicator_sentence(standings[0], goal, voice)
            assert words.goal_word(goal, voice) == words.indicator_word(standings[0], goal, voice)


@each_story
def test_nothing_is_ever_late_at_a_body_that_does_not_report_here(name: str) -> None:
    if "reports_here" not in STORIES[name].get("agency", {}):
        assert not LATE.search(" ".join(all_texts(name)))


def all_texts(name: str) -> list[str]:
    """Every text a story is told in."""
    found: list[str] = []
    for texts in told(name).values():
        for entry in texts if isinstance(texts, list) else [texts]:
            for text in entry.values():
                found += text if isinstance(text, list) else [text]
    return found


@each_story
def test_a_sentence_is_whole_and_has_no_holes(name: str) -> None:
    for text in STORIES[name]["says"]["goal"].values():
        assert text[0].isupper() or text[0].isdigit()
        assert text.endswith(".")
    for text in all_texts(name):
        assert not re.search(r"\s\s|\s[.,:;]|\.\.|\{|\}|\(\)", text), text
        assert text == text.strip()


@each_story
def test_a_goal_is_never_told_as_met_and_missed_at_once(name: str) -> None:
    goal = goal_of(name)
    missed = goal.standing.progress_status in ("missed", "moving_away", "off_track", "behind")
    for entry in goal.standing.indicators if len(goal.standing.indicators) == 1 else ():
        sentence = sentences.indicator_sentence(entry, goal, VOICES["en"])
        assert not (missed and re.search(r"target (was|is already|is) met|is held|meets the target", sentence)), sentence


@each_row("case", read_cases("leads"), ids=lambda case: " + ".join(case["of"]) or "none")
def test_a_page_of_many_goals_is_led_like_this(case: dict[str, Any]) -> None:
    goals = [goal_of(name) for name in case["of"]]
    of = goal_of(next(iter(STORIES))).agency
    agency = AgencyNode(of.record, of.calendar, goals=[summary_of(goal, VOICES) for goal in goals])
    assert {code: leads.agency_lead(agency, voice) for code, voice in VOICES.items()} == case["says"]


@each_row("case", read_cases("formats"), ids=lambda case: " ".join(f"{key} {value}" for key, value in case.items() if key not in VOICES))
@each_row("code", VOICES)
def test_a_figure_is_told_like_this(case: dict[str, Any], code: str) -> None:
    assert as_written(format_case(case, VOICES[code])) == case[code]


def format_case(case: dict[str, Any], voice: Voice) -> str:
    decimals = int(case["decimals"]) if "decimals" in case else None
    kind = next(iter(case))
    match kind:
        case "number":
            return voice.number(Decimal(case[kind]), decimals)
        case "share":
            return voice.share(Decimal(case[kind]), decimals)
        case "date":
            return voice.date(datetime.date.fromisoformat(case[kind]))
        case "about_date":
            return voice.date(read_rough_date(case[kind]))
        case "on":
            return voice.on(read_rough_date(case[kind]))
        case "period":
            return voice.period(read_period(case[kind]))
        case "unit":
            return voice.unit(case[kind])
        case "counted":
            return words.counted_word(case[kind], voice)
        case _:
            return str(getattr(voice, kind)(Decimal(case[kind]), case["unit"], decimals))


@pytest.mark.parametrize("locale", ["sv", "en", "da", "de", "fi", "fr", "nb", "pl", "de_CH", "en_ZA", "pt_PT"])
def test_numbers_in_other_languages_are_those_of_babel(locale: str) -> None:
    voice = Voice(Language(code="sv", name="x", locale=locale), Settings(), LOCALES)
    for text in ("0", "12.5", "999", "1000", "1234.5", "-1234.5", "1234567.891", "0.05", "123456789012345678901234567890.5"):
        pattern = "#,##0." + "0" * len(text.partition(".")[2]) if "." in text else "#,##0"
        with localcontext(prec=100):
            assert voice.number(Decimal(text)) == format_decimal(Decimal(text), format=pattern, locale=locale)


@each_row(
    ("asked", "given", "shown"),
    [
        # As somebody asks for it, else in the languages of the site in their order, else as it was written first.
        ("en", {"fi": "Nimi", "sv": "Namn", "en": "Name"}, "en"),
        ("en", {"fi": "Nimi", "sv": "Namn"}, "sv"),
        ("fi", {"en": "Name", "sv": "Namn"}, "sv"),
        ("sv", {"fi": "Nimi", "en": "Name"}, "en"),
        ("sv", {"se": "Namma", "fi": "Nimi"}, "fi"),
        ("sv", {"se": "Namma", "nb": "Navn"}, "se"),
    ],
)
def test_a_text_that_a_language_lacks_is_shown_in_the_sites_next_one(asked: str, given: dict[str, str], shown: str) -> None:
    names = {"sv": "sv_SE", "en": "en_GB", "fi": "fi_FI"}
    settings = Settings(languages=[Language(code=code, name=code, locale=locale) for code, locale in names.items()])
    language = next(language for language in settings.languages if language.code == asked)
    found = Voice(language, settings, LOCALES).text(given)
    assert (found.text, found.language, found.is_fallback) == (given[shown], shown, shown != asked)


@pytest.mark.parametrize("voice", VOICES.values(), ids=VOICES)
def test_numbers_shares_and_dates_are_those_of_babel(voice: Voice) -> None:
    locale = voice.language.locale
    for text in ("0", "7", "12.5", "999", "1000", "1234.5", "-1234.5", "1234567.891", "0.05"):
        number = Decimal(text)
        assert voice.number(number) == format_decimal(number, locale=locale)
    for text in ("0", "0.07", "0.8", "1", "12.34"):
        assert voice.share(Decimal(text)) == format_percent(Decimal(text), locale=locale)
    for month in range(1, 13):
        date = datetime.date(2024, month, 20)
        assert voice.date(date) == format_date(date, "long", locale=locale)


def test_every_status_has_a_word_to_be_counted_under() -> None:
    counted = {case["counted"] for case in read_cases("formats") if "counted" in case}
    assert counted == {*PROGRESS_STATUSES, *REPORTING_STATUSES, "no_measure", "not_published_here"}


def test_there_are_stories_enough() -> None:
    assert len(STORIES) == len(read_cases("sentences"))
    assert len(STORIES) >= 60


def test_every_word_for_a_status_is_told_in_some_story() -> None:
    said = {case["says"]["word"]["en"] for case in STORIES.values()}
    tables = (
        words._PATH,
        words._LEVEL,
        words._PACE,
        words._AT_LEAST,
        words._AT_MOST,
        words._ZERO,
        words._IMPROVE,
        words._DONE,
        words._REPORTING,
    )
    every = {word for table in tables for word in table.values()} | {*words._HERE.values(), words._SAID_NOT_DONE}
    assert every - said == set()


def test_a_row_says_that_a_figure_was_published_before_its_period_was_over() -> None:
    goal = goal_of("published in March of the year it is about")
    facts = derive_indicator_facts(goal.standing.indicators[0], goal)
    said = {code: rows.outcome_rows(facts, voice)[0].kind for code, voice in VOICES.items()}
    assert said == {"sv": "publicerat innan perioden var slut", "en": "published before the period was over"}


@pytest.mark.parametrize(
    ("agency", "indicators", "goals", "told"),
    [
        ({}, [], 2, "None of the plan’s 2 goals has a measure given here."),
        ({"reports_here": {"from": "2021-01-01"}}, [], 3, "None of the plan’s 3 goals has a measure given in “Plan for care”."),
        ({}, [{"promised": {}}], 2, "Measures are promised for the plan’s 2 goals, but none is named here."),
        ({}, [{"promised": {}}, {"unit": "percent"}], 2, ""),
        ({}, [], 1, ""),
    ],
)
def test_a_plan_says_once_that_its_goals_have_no_measure(
    agency: dict[str, Any], indicators: list[dict[str, Any]], goals: int, told: str, tmp_path: Path
) -> None:
    document = {"title": {"sv": "Vårdplan", "en": "Plan for care"}}
    world = make_world({"agency": agency, "plan": {"document": document}, "indicators": indicators, "outcomes": {}}, tmp_path)
    (goal,) = world.goals.values()
    plan = replace(goal.plan, goals=[summary_of(goal, VOICES)] * goals)
    assert without_measures(plan, VOICES["en"]).replace(NO_BREAK, " ") == told
