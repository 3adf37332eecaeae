"""What is to be reached: wording, indicators, targets, activities, events and fate of a goal."""

from typing import Annotated, Literal

from pydantic import Field

from ledstjarna.model.document import Contact, Document, Source
from ledstjarna.model.times import AboutDate, Date, Due, FigurePeriod, PeriodValue
from ledstjarna.model.values import (
    CHOICE,
    Decimals,
    Id,
    Language,
    Method,
    Name,
    Number,
    Record,
    Rhythm,
    RhythmName,
    Text,
    Truth,
    Unit,
    Word,
    words_of,
)
from ledstjarna.model.withheld import HistoryOfRecord

Lifecycle = Annotated[Literal["proposed", "active", "ended"], CHOICE]
EventKind = Annotated[
    Literal[
        "decided",
        "reworded",
        "target_changed",
        "date_changed",
        "measure_added",
        "measure_removed",
        "redefined",
        "corrected",
        "decision",
        "ended",
        "replaced",
        "other",
    ],
    CHOICE,
]
FateKind = Annotated[Literal["achieved", "missed", "expired", "replaced", "merged", "split", "dropped"], CHOICE]
TargetKind = Annotated[Literal["at_least", "at_most", "between", "exactly", "zero", "compare", "improve", "done_by"], CHOICE]
EVENT_KINDS, FATES, TARGET_KINDS = words_of(EventKind), words_of(FateKind), words_of(TargetKind)


class Event(Record):
    """Something that happened to a goal or a statement."""

    date: AboutDate = Field(description="The day it happened, or the month or the year where the day is not known.")
    kind: EventKind = Field(
        description="What sort of event: decided, reworded, a changed target or date, a measure added, removed or redefined, "
        "corrected, another decision, ended, replaced or something else."
    )
    about: Id | None = Field(None, description="The id of the measure it is about.")
    text: Text | None = Field(None, description="What happened and why.")
    document: Document | None = Field(None, description="Where it was decided.")


class Fate(Record):
    """What became of something that ended."""

    kind: FateKind = Field(description="How it ended: achieved, missed, its time expired, replaced, merged, split or dropped.")
    date: AboutDate | None = Field(None, description="The day it ended, or the month or the year, where known.")
    reason: Text | None = Field(None, description="The reason the body published; without one the page says that none is published.")
    into: list[Id] = Field([], description="The goals that took its place.")


class Milestone(Record):
    """A value to reach on the way to a target."""

    by: Date = Field(description="The day by which it should be reached.")
    value: Number = Field(description="The value to reach.")


class Target(Record):
    """A value to reach by a date. Each target is valid from the one before it."""

    kind: TargetKind = Field(
        description="What reaching it means: at least or at most a value, between two, exactly, zero, compared with a series, "
        "better than before, or done by a day."
    )
    value: Number | None = Field(None, description="The level, for at_least, at_most and exactly.")
    low: Number | None = Field(None, description="The lower bound, for between.")
    high: Number | None = Field(None, description="The upper bound, for between.")
    strict: Truth = Field(default=False, description="Whether the level itself is not enough: above it for at_least, below it for at_most.")
    pace: Annotated[Literal["linear"], CHOICE] | None = Field(
        None, description="linear: the level of an at_most target is used up evenly through the period."
    )
    with_: Id | None = Field(None, alias="with", description="The name of the comparison in the file of outcomes, for compare.")
    must_be: Annotated[Literal["at_least", "at_most"], CHOICE] | None = Field(
        None, description="On which side of the comparison, for compare."
    )
    by: Date | None = Field(None, description="The day by which it should be reached.")
    period: FigurePeriod | None = Field(None, description="The period at whose end it should be reached.")
    via: list[Milestone] = Field([], description="Values to reach on the way.")
    wording: Text | None = Field(None, description="The target’s official wording, quoted.")
    note: Text | None = Field(None, description="What a reader should know about the target.")
    source: Source | None = Field(None, description="Where it was read, if not in the goal’s document.")


class Baseline(Record):
    """From where progress counts."""

    period: FigurePeriod = Field(description="The period that was measured.")
    value: Number = Field(description="The value measured.")
    mean_of: Annotated[Literal["year"], CHOICE] | None = Field(
        None, description="year: the value is the mean of the period’s years, and so covers a year."
    )
    note: Text | None = Field(None, description="What a reader should know about the starting value.")
    source: Source | None = Field(None, description="Where it was read, if not in the indicator’s source.")


class Promise(Record):
    """A measure that is promised but not named."""

    text: Text | None = Field(None, description="What is promised, in our own words.")
    date: Date | None = Field(None, description="When the measure is to be named.")


class Indicator(Record):
    """What is measured; or, with ``promised``, a measure that is still to be named."""

    id: Id = Field(description="Its id within the goal.")
    promised: Promise | None = Field(None, description="The measure is promised, not named.")
    name: Text | None = Field(None, description="What is measured.")
    definition: Text | None = Field(None, description="How it is measured.")
    covers: Text | None = Field(None, description="Which part of the goal it speaks of.")
    unit: Unit | None = Field(None, description="percent, count, SEK, kSEK, MSEK, days, index, or words per language.")
    unit_one: Text | None = Field(None, description="A unit of one’s own as it is said of exactly 1, if other than unit: case for cases.")
    decimals: Decimals | None = Field(
        None, description="How many decimals are shown, at least: more where two figures would else look alike, or one like zero."
    )
    direction: Annotated[Literal["up", "down", "none"], CHOICE] | None = Field(
        None, description="Which way is better: up, down or none of them."
    )
    over_time: Annotated[Literal["level", "adds_up", "to_date"], CHOICE] | None = Field(
        None,
        description="What a figure for a shorter time means: level: the same as for a longer one; adds_up: a part of it; "
        "to_date: all since 1 January.",
    )
    limit: Number | None = Field(None, description="The natural limit of the value, if there is one.")
    over_100: Truth = Field(default=False, description="Whether a share may be above 100.")
    below_0: Truth = Field(default=False, description="Whether a share may be below 0.")
    measured: list[Rhythm] = Field([], description="How often it is measured.")
    shown: list[Rhythm] = Field([], description="When the body tells, if other than measured.")
    due: dict[RhythmName, Due] = Field({}, description="When outcomes are due: month-day, or days after the period.")
    source: Source | None = Field(None, description="Where the outcomes come from.")
    external: dict[Id, Word] = Field({}, description="What others call it, such as a Kolada id.")
    baseline: Baseline | None = Field(None, description="From where progress counts.")
    targets: list[Target] = Field([], description="The targets, the earliest first.")
    method: Method | None = Field(None, description="How progress is worked out, if not as in the plan.")


class NoMeasure(Record):
    """That somebody read the document and found no measure in it."""

    read: Date = Field(description="The day it was read.")


class Activity(Record):
    """Work done to reach the goal."""

    name: Text = Field(description="What is being done.")
    area: Text | None = Field(None, description="The area of work it belongs to.")
    state: Annotated[Literal["planned", "under_way", "done", "stopped", "not_stated"], CHOICE] | None = Field(
        None, description="How far it has come: planned, under way, done, stopped, or not stated."
    )
    from_: PeriodValue | None = Field(None, alias="from", description="When it begins.")
    to: PeriodValue | None = Field(None, description="When it is due to be completed.")
    owner: Name | None = Field(None, description="Who answers for it.")


class Goal(Record):
    """``content/agencies/<agency>/goals/<id>.yml``: an intended result."""

    id: Id = Field(description="The file’s name; never changes.", json_schema_extra={"given": True})
    agency: Id = Field(description="The agency whose folder it lies in.", json_schema_extra={"given": True})
    plan: Id = Field(description="The plan it belongs to.")
    perspective: Id | None = Field(None, description="The plan’s perspective it belongs to.")
    title: Text = Field(description="What the goal is called.")
    official: Text | None = Field(None, description="The official wording, quoted.")
    official_languages: list[Language] | None = Field(
        None, description="In which languages title and official are the body’s own; [] means that all is ours."
    )
    summary: Text | None = Field(None, description="What the goal means, in plain words.")
    parent: Id | None = Field(None, description="The goal this one is part of.")
    owner: Name | None = Field(None, description="Who answers for the goal.")
    contact: Contact | None = Field(None, description="Whom to ask.")
    lifecycle: Lifecycle = Field("active", description="proposed, active or ended.")
    period: PeriodValue | None = Field(None, description="The time the goal covers; else the plan’s.")
    document: Document | None = Field(None, description="The document that holds it; else the plan’s.")
    tags: list[Id] = Field([], description="The themes it belongs to.")
    judged_by: Annotated[Literal["all", "any"], CHOICE] = Field(
        "all", description="all: every indicator must get there; any: one is enough."
    )
    judged_by_note: Text | None = Field(None, description="Why it is judged so, and whose reading that is.")
    indicators: list[Indicator] = Field([], description="How the goal is measured.")
    no_measure: NoMeasure | None = Field(None, description="That somebody read the document and found no measure of the goal.")
    activities: list[Activity] = Field([], description="What is being done to reach it.")
    events: list[Event] = Field([], description="What happened to it.")
    fate: Fate | None = Field(None, description="What became of it.")
    history: HistoryOfRecord | None = Field(None, description="What is not shown of its recorded history.")
    aliases: list[Id] = Field([], description="Earlier ids; their addresses lead here.")
