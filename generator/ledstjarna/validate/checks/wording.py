"""The register comes in; remarks on words that promise more than can be checked, or that readers cannot follow, go out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from pydantic import BaseModel

from ledstjarna.load.guarded_yaml import position
from ledstjarna.model.goal import Goal, Indicator, Target
from ledstjarna.model.singular import one_of_people
from ledstjarna.model.texts import Path, walk_texts
from ledstjarna.problems import Place, Problem
from ledstjarna.validate.checks.remark import Remark, remark
from ledstjarna.validate.checks.word_lists import begins_with, find_level_word, find_vague_word, find_vague_word_in_name, read_quantities
from ledstjarna.validate.examples import find_examples, find_unwritten
from ledstjarna.validate.measures import Measure
from ledstjarna.validate.register import Register

_TIMES = ("days", "weeks", "months", "years")
HARD = 50  # LIX: above this a text is as hard as an official one


def level_without_number(register: Register) -> Iterator[Remark]:
    """A level is told in a number, not in words alone.

    “Very good” or “high quality” means what each reader wants it to mean. Add a measure with a target in figures, or write the figure
    that the document gives.
    """
    for goal in register.goals():
        if not any(_has_number(target) for indicator in goal.indicators for target in indicator.targets):
            for field in ("title", "official"):
                if found := find_level_word(getattr(goal, field)):
                    yield remark("goal", goal.id, field, found=found)
                    break
        for index, number, target in _targets(goal):
            if not _has_number(target) and (found := find_level_word(target.wording)):
                yield remark("goal", goal.id, "indicators", index, "targets", number, "wording", found=found)


def _has_number(target: Target) -> bool:
    return target.kind not in ("improve", "done_by")


def _targets(goal: Goal) -> Iterator[tuple[int, int, Target]]:
    for index, indicator in enumerate(goal.indicators):
        for number, target in enumerate(indicator.targets):
            yield index, number, target


def term_without_definition(register: Register) -> Iterator[Remark]:
    """A word that can mean several things is defined.

    “Adequate skills” can be counted in many ways. Write under the measure’s ``definition`` what counts and what does not.
    """
    for goal in register.goals():
        explained = goal.summary or any(indicator.definition for indicator in goal.indicators)
        if not explained and (found := find_vague_word(goal.title)):
            yield remark("goal", goal.id, "title", found=found)
        for index, indicator in enumerate(goal.indicators):
            name = indicator.name if isinstance(indicator.name, Mapping) else None
            if indicator.definition is None and (found := find_vague_word_in_name(name)):
                yield remark("goal", goal.id, "indicators", index, "name", found=found)


def unit_differs(register: Register) -> Iterator[Remark]:
    """The target and the measure are in the same unit.

    The target’s wording gives its level in another unit than ``unit``, or the measure’s name promises a share where a number is
    counted. One of them is wrong, and the page would compare the two all the same.
    """
    for goal in register.goals():
        for index, indicator in enumerate(goal.indicators):
            if isinstance(indicator.unit, str):
                yield from _unit_of_name(goal, index, indicator)
                for number, target in enumerate(indicator.targets):
                    yield from _unit_of_wording(goal, index, number, target, indicator.unit)


def _unit_of_wording(goal: Goal, index: int, number: int, target: Target, unit: str) -> Iterator[Remark]:
    levels = {level for level in (target.value, target.low, target.high) if level is not None}
    said = [(written, of) for written, figure, of in read_quantities(target.wording) if _number(figure) in levels]
    told = [(written, of) for written, of in said if unit not in ("count", "index") or of not in _TIMES]  # three visits in three days
    if told and all(of != unit for _, of in told):
        yield remark("goal", goal.id, "indicators", index, "targets", number, "wording", found=told[0][0], unit=unit)


def _number(figure: str) -> Decimal | None:
    try:
        return Decimal(figure)
    except InvalidOperation:
        return None


def _unit_of_name(goal: Goal, index: int, indicator: Indicator) -> Iterator[Remark]:
    name = indicator.name if isinstance(indicator.name, Mapping) else None
    found = begins_with(name, "share") if indicator.unit != "percent" else begins_with(name, "number")
    if found:
        yield remark("goal", goal.id, "indicators", index, "unit", found=found, unit=indicator.unit)


def unit_without_singular(register: Register) -> Iterator[Remark]:
    """A unit of one’s own that is used with 1 says what one of it is called.

    Without it the page says “1 cases”. Write ``unit_one``, such as ``{sv: ärende, en: case}``; if it is the same word, write that. The
    ordinary words for people need none.
    """
    for measure in register.measures:
        indicator = measure.indicator
        unit = indicator.unit
        if indicator.unit_one or not isinstance(unit, Mapping) or _is_known(unit) or _is_sign(unit):
            continue
        if any(_is_one(value, indicator) for value in _told_values(measure)):
            yield remark("goal", measure.goal.id, *measure.path, "unit", found=next(iter(unit.values())))


def _is_known(unit: Mapping[str, str]) -> bool:
    """Whether the page knows what one of it is called, as it does of people."""
    return all(one_of_people(words, language) for language, words in unit.items())


def _is_sign(unit: Mapping[str, str]) -> bool:
    """Whether a unit is the same in all languages, as km is: then it has no plural either."""
    return len(unit) > 1 and len(set(unit.values())) == 1


def _told_values(measure: Measure) -> Iterator[Decimal]:
    """Every figure of a measure, and how far the newest result is from what it is compared with, which its sentence tells."""
    yield from (figure.value for figure in measure.figures())
    yield from (correction.was for outcome in measure.outcomes for correction in outcome.corrections)
    newest = max((told for told in measure.outcomes if told.kind != "forecast"), key=lambda told: told.period.end, default=None)
    if newest and newest.value is not None:
        for figure in measure.figures("target", "comparison", "baseline"):
            if figure.sort != "comparison" or (figure.period and figure.period.key == newest.period.key):
                yield abs(newest.value - figure.value)


def _is_one(value: Decimal, indicator: Indicator) -> bool:
    """Whether a value is told as 1, without decimals."""
    return value == 1 if indicator.decimals is None else not indicator.decimals and value.quantize(Decimal(1), ROUND_HALF_UP) == 1


def summary_harder_than_official(register: Register) -> Iterator[Remark]:
    """The plain summary is plainer than the official wording.

    It is remarked on when it is longer and harder to read: its LIX, an index of long words and long sentences, is above 50 and above
    that of the official wording. Use shorter sentences and everyday words.
    """
    for goal in register.goals():
        for language, summary in (goal.summary or {}).items():
            official = (goal.official or {}).get(language)
            if official and len(summary) > len(official) and (hard := lix(summary)) > max(HARD, plain := lix(official)):
                yield remark("goal", goal.id, "summary", language, lix=hard, official=plain)


def lix(text: str) -> int:
    """How hard a text is to read: words a sentence, plus the share of words longer than six letters in per cent (Björnsson 1968)."""
    words = re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", text)
    if not words:
        return 0
    sentences = max(1, len(re.findall(r"[.!?:](?=\s|\Z)", text)))
    return round(len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words))


def text_missing(register: Register) -> Iterator[Remark]:
    """Every text exists in every language of the site.

    Where one is missing the page shows another language, and says so. Write it in the missing language too.
    """
    lacking: dict[tuple[str, str], dict[str, list[Path]]] = {}
    for kind, id, path, text in register.texts:
        for language in register.languages:
            if language not in text:
                lacking.setdefault((kind, id), {}).setdefault(language, []).append(path)
    for (kind, id), of_record in lacking.items():
        for language in sorted(of_record, key=register.languages.index):
            paths = of_record[language]
            yield remark(kind, id, *paths[0], language=language, count=len(paths))


PLACEHOLDER = re.compile(r"\((?:skriv|write)\b", re.IGNORECASE)


def placeholder_left(register: Register) -> Iterator[Remark | Problem]:
    """Nothing is left that was only to be filled in, or only an example.

    The file was made by ``ledstjarna new``, and a text in brackets still says what to write, or a value is still the form’s example,
    such as ``https://www.example.com/``. Write what is true, or remove it.
    """
    records = register.records()
    for kind, id in register.marked:
        if record := records.get(kind, {}).get(id):
            for path, text in find_placeholders(record):
                yield remark(kind, id, *path, found=text)
        for path, found in find_examples(register.documents[kind, id].data, register.around.examples):
            yield remark(kind, id, *path, found=found)
    for page in register.prose:
        for index, found in find_unwritten(page.text, register.around.examples):
            yield Problem(Place(page.file, *position(page.text, index)), "placeholder_left", facts={"found": found})


def find_placeholders(record: BaseModel) -> Iterator[tuple[Path, str]]:
    """Every text of a record that still says what to write, and where it is."""
    return ((path, text) for path, text in walk_texts(record) if isinstance(text, str) and PLACEHOLDER.search(text))


CHECKS = (
    level_without_number,
    term_without_definition,
    unit_differs,
    unit_without_singular,
    summary_harder_than_official,
    text_missing,
    placeholder_left,
)
