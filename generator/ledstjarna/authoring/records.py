"""The id and the words of a body, a plan, a goal or a finding come in; its commented file lies in the content, what is told goes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ledstjarna.authoring.asked import Asked, check_texts, choose, read_new_id, tell_others
from ledstjarna.authoring.forms import fill_form, unwritten_lines
from ledstjarna.authoring.ids import next_free, show_nearest, sort_nearest
from ledstjarna.authoring.report import say, say_lines, step
from ledstjarna.authoring.trial import try_change
from ledstjarna.authoring.write import create_files
from ledstjarna.model.agency import AGENCY_KINDS
from ledstjarna.model.ids import LONGEST_ID
from ledstjarna.model.texts import MARKERS
from ledstjarna.problems import OutsideError

Texts = Mapping[str, str | None]


def make_agency(asked: Asked, words: list[str], *, kind: str | None, parent: str | None, texts: Texts) -> list[str]:
    """A new body; OutsideError where the words cannot be used."""
    if not words:
        raise OutsideError("new_agency_words", write=asked.command("new", "agency", "ID", "--kind", "municipality"))
    id = read_new_id(asked, "agency", words, prefix="", options={"kind": kind, "parent": parent, **texts})
    if kind is not None and kind not in AGENCY_KINDS:
        raise OutsideError("choice", at="--kind", found=kind, expected=", ".join(AGENCY_KINDS))
    if parent is not None:
        command = ["new", "agency", id, *asked.options({"kind": kind, **texts})]
        choose(asked, "agency", parent, about=id, command=command, first=asked.command("new", "agency", "ID"), option="parent")
    facts = {"kind": kind or "agency", "parent": parent, "given": check_texts(asked, texts)}
    told = _make(asked, "agency.yml", asked.file(id, "agency.yml"), id=id, **facts)
    if parent is not None and (plans := asked.inventory.of_agency("plan", parent)):
        goal = asked.command("new", "goal", "ID", "--plan", plans[0], "--agency", id)
        return [*told, say("first_goal_above", asked.language), step(goal)]
    plan = next_free(f"{asked.prefix(id) or id}-plan"[:LONGEST_ID], lambda known: asked.inventory.is_taken("plan", known))
    return [*told, say("first_plan", asked.language), step(asked.command("new", "plan", plan, "--agency", id))]


def make_plan(asked: Asked, words: list[str], *, agency: str | None, texts: Texts) -> list[str]:
    """A new plan of a body; OutsideError where the words cannot be used or the body is not clear."""
    first = asked.command("new", "agency", "ID", "--kind", "municipality")
    if not words:
        raise OutsideError("new_plan_words", write=asked.command("new", "plan", "ID", *asked.belonging("agency")))
    options = {"agency": agency, **texts}
    owner = choose(
        asked, "agency", agency, about=" ".join(words), command=["new", "plan", " ".join(words), *asked.options(texts)], first=first
    )
    id = read_new_id(asked, "plan", words, prefix=asked.prefix(owner), options=options)
    told = _make(asked, "plan.yml", asked.file(owner, "plans", f"{id}.yml"), id=id, given=check_texts(asked, texts))
    return [
        *told,
        say("first_goal", asked.language),
        step(asked.command("new", "goal", "ID", "--plan", id)),
        say("id", asked.language, example=f"{asked.prefix(owner) or owner}-{say('goal_end', asked.language)}"),
    ]


def make_goal(asked: Asked, words: list[str], *, plan: str | None, agency: str | None, texts: Texts) -> list[str]:
    """A new goal in a plan, with one measure to describe, of the plan's body or of another; OutsideError where that is not clear."""
    if not words:
        raise OutsideError("new_goal_words", write=asked.command("new", "goal", "ID", *asked.belonging("plan")))
    first = asked.command("new", "plan", "ID", *asked.belonging("agency"))
    command = ["new", "goal", " ".join(words), *asked.options({"agency": agency, **texts})]
    chosen = choose(asked, "plan", plan, about=" ".join(words), command=command, first=first)
    document = asked.inventory.documents.get(("plan", chosen))
    if document is None:
        raise OutsideError("new_file_broken", file=asked.inventory.files["plan", chosen], write=asked.command("check"))
    again = ["new", "goal", " ".join(words), *asked.options({"plan": plan, **texts})]
    owner = choose(asked, "agency", agency, about=agency, command=again, first=first) if agency else document.agency
    id = read_new_id(asked, "goal", words, prefix=asked.prefix(owner), options={"plan": plan, "agency": agency, **texts})
    indicator = {"sv": "matt", "en": "measure"}[asked.language]
    facts = {"plan": chosen, "indicator": indicator, "given": check_texts(asked, texts)}
    told = _make(asked, "goal.yml", asked.file(owner, "goals", f"{id}.yml"), id=id, **facts)
    year = str(asked.today.year - 1)
    return [
        *told,
        say("first_outcome", asked.language, year=year),
        step(asked.command("new", "outcome", id, indicator, year, "85.5")),
        say("indicator", asked.language, indicator=indicator),
    ]


def make_finding(asked: Asked, words: list[str], *, agency: str | None, goals: Sequence[str] | None, texts: Texts) -> list[str]:
    """A new finding about a body or about some of its goals; OutsideError where the words cannot be used or the body is not clear."""
    if not words:
        raise OutsideError("new_finding_words", write=asked.command("new", "finding", "ID", *asked.belonging("agency")))
    about = list(dict.fromkeys(part for given in goals or () for part in given.replace(",", " ").split()))
    known = asked.inventory.ids("goal")
    for goal in about:
        if goal not in known:
            nearest = sort_nearest(goal, known)
            again = asked.command("new", "finding", " ".join(words), *(("--goal", nearest[0]) if nearest else ()))
            raise OutsideError("new_unknown_goal", found=goal, expected=show_nearest(goal, known), write=again)
    options = {"agency": agency, "goal": ",".join(about) or None, **texts}
    first = asked.inventory.documents.get(("goal", about[0])) if about and agency is None else None
    command = ["new", "finding", " ".join(words), *asked.options({**options, "agency": None})]
    newest = asked.command("new", "agency", "ID", "--kind", "municipality")
    owner = first.agency if first else choose(asked, "agency", agency, about=" ".join(words), command=command, first=newest)
    id = read_new_id(asked, "finding", words, prefix=asked.prefix(owner), options=options)
    facts = {"goals": about, "given": check_texts(asked, texts)}
    told = _make(asked, "finding.yml", asked.file(owner, "findings", f"{id}.yml"), id=id, **facts)
    return [*told, say("answer", asked.language), say("check", asked.language), step(asked.command("check"))]


def _make(asked: Asked, form: str, file: Path, *, id: str, **facts: object) -> list[str]:
    """Write the file; what is told of it, with the lines that wait for words."""
    language = asked.language
    text = fill_form(f"{language}/{form}", codes=asked.codes, id=id, year=asked.today.year, **facts)
    others = try_change(asked.project, lambda: create_files({file: text}), is_form=True)
    told = [say("made", language, file=file.as_posix())]
    if lines := unwritten_lines(text):
        told.append(say("unwritten", language, lines=say_lines(lines, language), marker=MARKERS[language]))
    return [*told, *tell_others(asked, others)]
