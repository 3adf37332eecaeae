"""A goal, a measure, a period and a figure come in; the row lies in the goal’s outcomes, and what is told goes out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from ledstjarna.authoring.asked import Asked, tell_others
from ledstjarna.authoring.correction import refuse_twice
from ledstjarna.authoring.figure import read_figure
from ledstjarna.authoring.forms import fill_form
from ledstjarna.authoring.ids import show_nearest, sort_nearest
from ledstjarna.authoring.insert import Inserted, insert_row
from ledstjarna.authoring.report import say, step
from ledstjarna.authoring.trial import try_change
from ledstjarna.authoring.write import Undo, create_files, replace_file
from ledstjarna.model.complaints import Plain
from ledstjarna.model.outcome import OUTCOME_KINDS
from ledstjarna.model.times import Period, read_date, read_figure_period
from ledstjarna.problems import OutsideError


@dataclass(frozen=True, slots=True)
class _Row:
    """An outcome as it is to be written."""

    goal: str
    indicator: str
    period: Period
    figure: str
    published: datetime.date
    kind: str

    @property
    def text(self) -> str:
        """The row as it stands in the file, without its hyphen."""
        kind = f", kind: {self.kind}" if self.kind != "outcome" else ""
        return f"{{period: {self.period}, {self.figure}, published: {self.published}{kind}}}"


def make_outcome(asked: Asked, words: list[str], *, published: str | None, kind: str | None) -> list[str]:
    """A new row; OutsideError where the words cannot be used, ContentError where the row would bring problems."""
    if len(words) < 4:
        raise OutsideError("new_outcome_words", write=_example(asked))
    row = _read_row(asked, words, published=published, kind=kind)
    document = asked.inventory.documents.get(("outcomes", row.goal))
    if document is None and ("outcomes", row.goal) in asked.inventory.files:
        raise OutsideError("new_file_broken", file=asked.inventory.files["outcomes", row.goal], write=asked.command("check"))
    if document is None:
        agency = asked.inventory.documents["goal", row.goal].agency
        path = asked.file(agency, "outcomes", f"{row.goal}.yml")
        form = fill_form(f"{asked.language}/outcomes.yml", codes=asked.codes, id=row.goal, indicator=row.indicator, year=asked.today.year)
        inserted = _insert(form.encode("utf-8"), row, path)
        others = try_change(asked.project, lambda: create_files({path: inserted.data.decode("utf-8")}), is_form=False, today=asked.today)
        return _tell(asked, row, inserted.line, path, others, key="made_row")
    refuse_twice(asked, document, row.indicator, row.period, kind=row.kind, figure=row.figure)
    path = asked.project.content / document.name
    old = path.read_bytes()
    inserted = _insert(old, row, path)

    def change() -> Undo:
        return replace_file(path, old=old, new=inserted.data)

    return _tell(asked, row, inserted.line, path, try_change(asked.project, change, is_form=False, today=asked.today), key="added")


def _example(asked: Asked) -> str:
    """The command as it may look: with a goal and a measure that are there, else with words for them."""
    goal, indicator = say("goal_word", asked.language), say("indicator_word", asked.language)
    for id in asked.inventory.ids("goal"):
        if known := _indicators(asked, id):
            goal, indicator = id, next(iter(known))
            break
    return asked.command("new", "outcome", goal, indicator, str(asked.today.year - 1), "85.5")


def _indicators(asked: Asked, goal: str) -> dict[str, Mapping[str, Any]]:
    """The measures in a goal's file, by id."""
    listed = (asked.inventory.fields("goal", goal) or {}).get("indicators")
    entries = listed if isinstance(listed, list) else []
    return {str(entry["id"]): entry for entry in entries if isinstance(entry, dict) and entry.get("id")}


def _insert(data: bytes, row: _Row, path: Path) -> Inserted:
    inserted = insert_row(data, row.indicator, row.text, path.as_posix())
    if inserted is None:
        raise OutsideError("new_by_hand", file=path.as_posix(), indicator=row.indicator, write=row.text)
    return inserted


def _read_row(asked: Asked, words: list[str], *, published: str | None, kind: str | None) -> _Row:
    goal, indicator, period, value = *words[:3], " ".join(words[3:])
    aim = _find_indicator(asked, goal, indicator, [period, value])
    try:
        time = read_figure_period(Plain(period))
    except PydanticCustomError as error:
        raise OutsideError(error.type, at="PERIOD", **(error.context or {})) from error
    targets = aim.get("targets")
    kinds = [target.get("kind") for target in targets if isinstance(target, dict)] if isinstance(targets, list) else []
    figure = read_figure(value, done_by="done_by" in kinds, measured=bool(kinds or aim.get("unit")), indicator=indicator)
    try:
        day = read_date(Plain(published)) if published is not None else asked.today
    except PydanticCustomError as error:
        raise OutsideError(error.type, at="--published", **(error.context or {})) from error
    if kind is not None and kind not in OUTCOME_KINDS:
        raise OutsideError("choice", at="--kind", found=kind, expected=", ".join(OUTCOME_KINDS))
    return _Row(goal, indicator, time, figure, day, kind or "outcome")


def _find_indicator(asked: Asked, goal: str, indicator: str, rest: list[str]) -> Mapping[str, Any]:
    """The measure in the goal's file; OutsideError with what there is where it, or the goal, is not there."""
    goals = asked.inventory.ids("goal")
    if not goals:
        raise OutsideError("new_no_goal", write=asked.command("new", "goal", "ID"))
    if goal not in goals:
        now = asked.inventory.earlier.get(("goal", goal))
        nearest = now.id if now else sort_nearest(goal, goals)[0]
        again = asked.command("new", "outcome", nearest, indicator, *rest)
        raise OutsideError("new_unknown_goal", found=goal, expected=show_nearest(nearest if now else goal, goals), write=again)
    file, known = asked.inventory.files["goal", goal], _indicators(asked, goal)
    if asked.inventory.fields("goal", goal) is None:
        raise OutsideError("new_file_broken", file=file, write=asked.command("check"))
    if not known:
        raise OutsideError("new_no_indicator", goal=goal, file=file)
    if indicator not in known:
        again = asked.command("new", "outcome", goal, sort_nearest(indicator, list(known))[0], *rest)
        raise OutsideError("new_unknown_indicator", goal=goal, found=indicator, expected=show_nearest(indicator, list(known)), write=again)
    return known[indicator]


def _tell(asked: Asked, row: _Row, line: int, path: Path, others: int, *, key: str) -> list[str]:
    language = asked.language
    told = [say(key, language, file=path.as_posix(), line=line), step(f"- {row.text}")]
    if row.kind == "outcome" and row.figure.startswith("value") and row.period.end > asked.today:
        told.append(say("unfinished", language, period=row.period, end=row.period.end))
    if row.published > asked.today:
        told.append(say("later", language, published=row.published))
    told += tell_others(asked, others)
    return [*told, say("check", language), step(asked.command("check")), step(asked.command("serve"))]
