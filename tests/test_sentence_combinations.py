"""Every combination that a sentence may be made of reads as a sentence: each shape is in a table that was read, and all are checked.

``ACCEPT=1`` writes the table anew, to be read before it is kept.
"""

from __future__ import annotations

import functools
import html
import itertools
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest

from ledstjarna.derive.bar import draw_level, draw_progress
from ledstjarna.derive.facts import derive_facts, derive_indicator_facts
from ledstjarna.derive.nodes import AgencyNode, GoalNode, ThemeNode
from ledstjarna.derive.summary import GoalSummary
from ledstjarna.model.settings import Settings
from ledstjarna.pages.all_kinds import make_renderers
from ledstjarna.pages.kinds.records import finding_page, goal_page
from ledstjarna.pages.renderer import Around
from ledstjarna.words import caveats, leads, phrases, rhythms, rows, sentences
from ledstjarna.words import due_outcomes as dues
from ledstjarna.words import growth_rates as growths
from ledstjarna.words.voice import NO_BREAK, Voice
from tests.combinations import AS_OF, goal_nodes, make_stories, page_stories
from tests.texts import python_extract
from tests.worlds import World, read_cases, summary_of

TABLE = Path(__file__).parent / "cases" / "sentence_combinations.yml"
WORDS = Path(__file__).parent.parent / "generator" / "ledstjarna" / "words"
LOCALES = Path(__file__).parent.parent / "theme" / "locale"
MADE_OF = (
    "sentences",
    "caveats",
    "done_by",
    "several_measures",
    "phrases",
    "due_outcomes",
    "growth_rates",
    "leads",
    "rhythms",
)  # the modules of sentences


class ListeningVoice(Voice):
    """A voice that remembers what it was asked to say."""

    said: ClassVar[set[str]] = set()

    def _(self, message: str, **facts: object) -> str:
        self.said.add(message)
        return super()._(message, **facts)

    def n(self, one: str, many: str, count: int, **facts: object) -> str:
        self.said.add(one if count == 1 else many)
        return super().n(one, many, count, **facts)


VOICES = {language.code: ListeningVoice(language, Settings(), LOCALES) for language in Settings().languages}
NOT_IN_A_SENTENCE = {"Government agency", "Municipality", "Committee", "Region", "Government", "Parliament", "measure {n}"}
NOT_IN_A_SENTENCE |= {  # of the start page, in a few words
    *("{n} goal.", "{n} goals.", "{n} can be judged.", "It can be judged.", "None can be judged here.", "None is on track or met."),
    *("{n} is on track or met.", "{n} are on track or met.", "They are the goals of {n} body.", "They are the goals of {n} bodies."),
}
Told = dict[str, str]  # by language
LONGEST = 30  # words in a sentence

PHRASES = ("bar", "end", "covered", "outcome")  # not sentences of their own
_MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_SPLIT = re.compile(r"(?<=[.!?]) (?=[A-ZÅÄÖ0-9“”-])")
_DAY, _MONTH = rf"\d+ (?:{_MONTHS}) \d{{4}}", rf"(?:{_MONTHS})(?: \d{{4}})?"
_FIGURE = r"-?\d(?:[\d.,~]*\d)?"
_UNIT_SV, _UNIT_EN = "%|kr|tkr|mnkr|dag(?:ar)?|ärenden?|elev(?:er)?|procentenhet(?:er)?", "days?|cases?|pupils?|percentage points?"
_MASKS = (
    (re.compile(_DAY), "DAY"),
    (re.compile(rf"\b{_MONTH}(?:–{_MONTH})?"), "MONTHS"),
    (re.compile(r"\b20\d\d(?:–20\d\d)?\b"), "YEAR"),
    (re.compile(rf"SEK~{_FIGURE}(?:~thousand|~million)?|{_FIGURE}(?:%|[~ ](?:{_UNIT_SV}|{_UNIT_EN})(?!\w))?"), "FIGURE"),
)


# --- what is told -------------------------------------------------------------------------------------------------------


@functools.cache
def nodes() -> list[GoalNode]:
    return goal_nodes()


@functools.cache
def told() -> list[tuple[str, Told]]:
    """Every text of every combination, by what sort of text it is; each once."""
    found: dict[tuple[str, ...], tuple[str, Told]] = {}
    for node in nodes():
        for together in zip(*(tell_all(node, voice) for voice in VOICES.values()), strict=True):
            sort, texts = together[0][0], [text.replace(NO_BREAK, "~") for _, text in together]
            if any(texts):
                found.setdefault((sort, *texts), (sort, dict(zip(VOICES, texts, strict=True))))
    return list(found.values())


def tell_all(node: GoalNode, voice: Voice) -> list[tuple[str, str]]:
    """Every text of a goal, and what sort of text it is; as many and in the same order in each language."""
    found = [("sentence", sentences.goal_sentence(node, voice)), ("claim", caveats.fate_claim_sentence(node, voice))]
    for entry in node.standing.indicators:
        found += [
            ("sentence", sentences.indicator_sentence(entry, node, voice)),
            ("path", phrases.path_sentence(entry, voice)),
            ("covered", phrases.covered_phrase(entry, voice)),
            ("growth", growths.growth_sentence(entry, voice)),
            ("next", dues.next_sentence(entry, voice)),
            ("rhythm", rhythms.rhythm_sentence(entry.indicator, voice)),
            ("remark", " ".join(text for row in rows.outcome_rows(derive_indicator_facts(entry, node), voice) for text in row.remarks)),
            ("bar", phrases.level_phrase(entry, voice) if draw_level(entry) else ""),
            ("end", phrases.path_start(entry, voice) if draw_progress(entry) else ""),
            ("end", phrases.path_end(entry, voice) if draw_progress(entry) else ""),
            *(("outcome", phrases.outcome_phrase(outcome, entry, voice)) for outcome in entry.outcomes),
        ]
    return found


@functools.cache
def led() -> list[Told]:
    """What leads a page of one to four goals: every mixture of how goals may stand, some ended."""
    some: dict[tuple[str, ...], GoalNode] = {}
    for node in nodes():
        promised = all(indicator.promised for indicator in node.record.indicators)
        status = node.standing.progress_status
        good = "met" if status in ("achieved", "met_early") else "on track" if status == "on_track" else "not" if status else "unknown"
        in_part = status == "missed" and any(entry.progress_status == "achieved" for entry in node.standing.indicators)
        some.setdefault(("no measure" if promised else "in part" if in_part else good, node.record.lifecycle), node)
    kinds, of = [summary_of(node, VOICES) for node in some.values()], next(iter(some.values()))
    mixtures = [[], *([kind] for kind in kinds), *([one, other] for one in kinds for other in kinds), *([kind] * 3 for kind in kinds)]
    mixtures += [[one, one, other, other] for one in kinds for other in kinds if one is not other]
    agencies = [AgencyNode(of.agency.record, of.agency.calendar, goals=goals) for goals in mixtures]
    plan = replace(of.plan, goals=themed(of)[1])  # with a goal of another body
    agencies += [replace(agency, plans=[plan]) for agency in agencies if len(agency.goals) in (0, 1, 3)]
    made = [partial(leads.agency_lead, agency) for agency in agencies]
    made += [partial(leads.site_lead, agency.goals, [agency] * many) for agency in agencies for many in (1, 2)]
    made += [partial(leads.theme_lead, ThemeNode("theme", None, goals)) for goals in themed(of)]
    return [{code: say(voice).replace(NO_BREAK, "~") for code, voice in VOICES.items()} for say in made]


def themed(goal: GoalNode) -> list[list[GoalSummary]]:
    """What a theme may have: up to three goals, each real or invented, of one body or two."""
    body = goal.agency
    bodies = [
        AgencyNode(body.record.model_copy(update={"id": id, "invented": id == "made-up"}), body.calendar)
        for id in ("one", "two", "made-up")
    ]
    goals = [summary_of(replace(goal, agency=body), VOICES) for body in bodies]
    return [list(some) for many in range(4) for some in itertools.combinations_with_replacement(goals, many)]


@functools.cache
def each_sentence() -> list[tuple[str, Told]]:
    """Every text, sentence by sentence, each once."""
    found: dict[tuple[str, ...], tuple[str, Told]] = {}
    for sort, texts in [*told(), *(("lead", texts) for texts in led())]:
        parts = {code: _SPLIT.split(text) for code, text in texts.items()}
        assert len({len(part) for part in parts.values()}) == 1, f"not as many sentences in each language: {texts}"
        for together in zip(*parts.values(), strict=True):
            found.setdefault((sort, *together), (sort, dict(zip(parts, together, strict=True))))
    return list(found.values())


BLOCKS = ("p", "li", "dt", "dd", "td", "th", "figcaption", "caption", "h1", "h2", "h3")


@functools.cache
def page_lines() -> dict[str, set[str]]:
    """Every block of words on the pages of goals and findings with parts missing, by language."""
    world = World(make_stories(list(page_stories())), Settings(), AS_OF, VOICES)
    renderers = make_renderers(world.settings, world.voices, LOCALES.parent, Around({}, {}))
    pages = [page for renderer in renderers.values() for id in world.findings for page in finding_page(renderer, world.site, id)]
    for node in world.goals.values():
        facts = derive_facts(node, as_of=world.as_of)
        pages += [goal_page(renderer, facts, None) for renderer in renderers.values()]
    return {
        code: {line.replace(NO_BREAK, "~") for page in pages if page.language == code for line in blocks(page.body)} for code in renderers
    }


def blocks(markup: str) -> Iterator[str]:
    """The words of each block that holds no other block, as they are read: a line break is a space."""
    pattern = "|".join(BLOCKS)
    for match in re.finditer(rf"<({pattern})\b[^>]*>((?:(?!</?(?:{pattern})\b).)*)</\1>", markup, re.DOTALL):
        words = html.unescape(re.sub(r"<svg\b.*?</svg>|<[^>]+>", "", match[2], flags=re.DOTALL))
        if words.strip():
            yield re.sub(r"[ \n]+", " ", words).strip()


# --- the table ----------------------------------------------------------------------------------------------------------


def shape(text: str) -> str:
    """A sentence without its figures: what is left is the same for all that differ in nothing else."""
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    return text


def shapes() -> list[dict[str, str]]:
    """The first sentence of each shape, ordered by what sort of sentence it is and by its words."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    seen: set[tuple[str, ...]] = set()
    for sort, texts in each_sentence():
        kind = tuple(shape(text) for text in texts.values())
        if kind not in seen:
            seen.add(kind)
            found[(sort, *kind)] = {"in": sort, **texts}
    return [found[key] for key in sorted(found)]


def write_table() -> str:
    lines = [
        "# Every shape of sentence that combinations of targets, figures, periods, documents and measures come out as: the first of each,",
        "# read and accepted. A tilde stands for a no-break space. ACCEPT=1 writes it anew; read what changed.",
    ]
    lines += [f"\n- in: {entry['in']}\n  sv: {_quoted(entry['sv'])}\n  en: {_quoted(entry['en'])}" for entry in shapes()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_every_shape_of_sentence_was_read() -> None:
    if os.environ.get("ACCEPT"):
        TABLE.write_text(write_table(), encoding="utf-8")
    accepted = {(entry["in"], entry["sv"], entry["en"]) for entry in read_cases("sentence_combinations")}
    made = {(entry["in"], entry["sv"], entry["en"]) for entry in shapes()}
    assert sorted(made - accepted) == []
    assert sorted(accepted - made) == []


def test_every_text_of_the_modules_of_sentences_is_met_in_some_combination() -> None:
    each_sentence()
    written: set[str] = set()
    for module in MADE_OF:
        with (WORDS / f"{module}.py").open("rb") as source:
            for _line, _name, texts, _comments in python_extract(source, ("_", "n"), ()):
                written |= {text for text in texts if text}
    assert written - ListeningVoice.said - NOT_IN_A_SENTENCE == set()


def test_the_combinations_are_many() -> None:
    assert len(nodes()) >= 8_000
    assert len(told()) >= 5_000


# --- what holds of all --------------------------------------------------------------------------------------------------

HOLES = re.compile(r"\s\s|~~|\s[.,:;!?)]|\(\s|\.\.|,,|,\.|\(\)|[{}]|(?<=.)\bNone\b|\bnan\b|[“”][“”]| ~|~ (?!– )")
ENGLISH = re.compile(
    r"\b(the|of|is|was|were|has|and|which|than|by|been|not|result|target|measures?|goals?|value|every|since)\b", re.IGNORECASE
)
SWEDISH = re.compile(
    r"\b(och|är|för|inte|som|av|mått|mål\w*|resultat\w*|utfall\w*|värde|varje|senast|sedan|det|har)\b|[åäö]", re.IGNORECASE
)
_ONE = r"(?<![\d.,~-])1[~ ]"
_MORE = r"(?:(?<![\d.,~-])(?:[02-9]|\d{2,})|[.,~]\d+)[~ ]"
WRONG_NUMBER = {
    "sv": re.compile(
        rf"{_ONE}(?:dagar|procentenheter|ärenden|elever)\b|{_MORE}(?:dag|procentenhet|ärende|elev)\b|{_ONE}resultat är försenade"
    ),
    "en": re.compile(
        rf"{_ONE}(?:more )?(?:days|cases|pupils|percentage points|measures|results|goals|respondents)\b|"
        rf"{_MORE}(?:more )?(?:day|case|pupil|percentage point|measure|result|goal|respondent)\b|"
        rf"\A{_ONE}of [^.]*?\b(?:are|have|were)\b|\A(?:[02-9]|\d\d+) of [^.]*?\b(?:is|has|was)\b"
    ),
}
WRONG_FIGURE = {
    # A plain space or none before a unit, a decimal point, digits that are not in threes, a comma that is no decimal comma.
    "sv": re.compile(rf"\d ?(?:{_UNIT_SV})(?!\w)|\d\.\d|(?<![\d,])\d{{4,}}(?!\d)|\d,\d{{1,3}}~\d|\bSEK\b"),
    "en": re.compile(
        r"\d~?\s%|\d~%|(?<!\d)\d{1,3},\d{1,2}(?!\d)|(?<![\d.])\d{4,}(?!\d)|SEK \d|\d (?:days?|cases?|pupils?)\b|\b(?:kr|tkr|mnkr)\b"
    ),
}


def without_dates(text: str) -> str:
    text = re.sub(rf"{_DAY}|\b{_MONTH}", "", text)
    return re.sub(r"\b20\d\d\b|Open SDG 2\.4", "", text)


def figures_in(code: str, text: str) -> list[str]:
    """Every figure of a text, written the same whatever the language."""
    found = re.findall(_FIGURE, text)
    return sorted(re.sub("~" if code == "sv" else ",", "", figure).replace(",", ".") for figure in found)


def test_a_sentence_begins_with_a_capital_and_ends_with_one_full_stop() -> None:
    for sort, texts in each_sentence():
        for text in texts.values():
            assert not HOLES.search(text), text
            assert text == text.strip()
            if sort not in PHRASES:
                assert re.match(r"[A-ZÅÄÖ0-9“”-]", text), text
                assert text.endswith(".")
                assert text.count(".") - len(re.findall(r"\d\.\d", text)) == 1, text
                assert len(text.split()) <= LONGEST, text


@pytest.mark.parametrize(("code", "foreign"), [("sv", ENGLISH), ("en", SWEDISH)])
def test_no_word_of_the_other_language_stands_in_a_text(code: str, foreign: re.Pattern[str]) -> None:
    for _, texts in each_sentence():
        assert not foreign.search(texts[code]), texts[code]


@pytest.mark.parametrize("code", VOICES)
def test_one_is_told_in_the_singular_and_all_else_in_the_plural(code: str) -> None:
    for _, texts in each_sentence():
        assert not WRONG_NUMBER[code].search(without_dates(texts[code])), texts[code]


@pytest.mark.parametrize("code", VOICES)
def test_figures_are_written_as_in_the_language(code: str) -> None:
    for _, texts in each_sentence():
        assert not WRONG_FIGURE[code].search(without_dates(texts[code])), texts[code]


def test_both_languages_tell_the_same_figures() -> None:
    for _, texts in each_sentence():
        assert figures_in("sv", texts["sv"]) == figures_in("en", texts["en"]), texts


def test_no_text_says_that_something_is_both_met_and_not() -> None:
    for _, texts in told():
        said = [
            bool(re.search(pattern, texts["en"])) for pattern in (r"target (?:was|is already|is) met|is held|meets the target", r"not met")
        ]
        assert not all(said), texts["en"]


# --- what only pages tell -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", VOICES)
def test_no_line_of_a_page_has_a_hole_where_a_part_is_missing(code: str) -> None:
    lines = page_lines()[code]
    assert len(lines) >= 150
    for line in sorted(lines):
        assert not HOLES.search(line), line
        assert not re.search(r"[:,–(·]\Z|\A[,.:;–·)]|: \.|\(,|, \)|– ,", line), line
        assert line.count("(") == line.count(")"), line
