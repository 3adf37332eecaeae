"""What was measured: outcomes, comparison series and the body's own assessments of a goal."""

from operator import itemgetter
from typing import Annotated, Literal

from pydantic import Field

from ledstjarna.model.document import Source
from ledstjarna.model.times import AboutDate, Date, FigurePeriod
from ledstjarna.model.values import CHOICE, Id, Interval, Name, Number, Record, Text, Truth, Whole, words_of

OutcomeKind = Annotated[Literal["outcome", "preliminary", "forecast"], CHOICE]
OUTCOME_KINDS = words_of(OutcomeKind)


class Correction(Record):
    """A published value that was wrong."""

    date: AboutDate | None = Field(None, description="The day it was corrected, or the month or the year, where known.")
    was: Number = Field(description="The value that stood before.")
    why: Text | None = Field(None, description="Why it was wrong.")
    source: Source | None = Field(None, description="Where the correction was read, if not where the figure was.")


class BySex(Record):
    """The value for women and for men."""

    women: Number | None = Field(None, description="The value for women.")
    men: Number | None = Field(None, description="The value for men.")


class Outcome(Record):
    """A measured value for a period: ``value``, ``done`` or ``withheld``."""

    period: FigurePeriod = Field(description="The period that was measured.")
    value: Number | None = Field(None, description="The value measured.")
    done: Truth | None = Field(None, description="Whether it was done, for done_by.")
    withheld: Annotated[Literal["small_numbers", "fewer_than_5"], CHOICE] | None = Field(
        None, description="Why there is no value to show: small numbers, or fewer than five."
    )
    kind: OutcomeKind = Field("outcome", description="outcome, preliminary or forecast.")
    published: Date | None = Field(None, description="The day it was published; without one it counts from its period’s end.")
    respondents: Whole | None = Field(None, description="How many answered.")
    interval: Interval | None = Field(None, description="The margin of error, the lower bound first.")
    by_sex: BySex | None = Field(None, description="The value for women and for men.")
    note: Text | None = Field(None, description="What a reader should know about the figure.")
    source: Source | None = Field(None, description="Where it was read, if not in the indicator’s source.")
    corrections: list[Correction] = Field([], description="What stood before, and why it was wrong.")

    @property
    def ordered_corrections(self) -> list[Correction]:
        """The corrections from the first to the last: by their dates, or as they are written where one has none."""
        if len(self.corrections) < 2:
            return self.corrections
        dated = [(correction.date, correction) for correction in self.corrections if correction.date]
        if len(dated) < len(self.corrections):
            return self.corrections
        return [correction for _, correction in sorted(dated, key=itemgetter(0))]


class SeriesEnd(Record):
    """A measure that is no longer taken."""

    indicator: Id = Field(description="The id of the measure.")
    date: Date | None = Field(None, description="The day the measurement ended.")
    text: Text | None = Field(None, description="Why.")


class ComparisonValue(Record):
    """A comparison’s value for a period."""

    period: FigurePeriod = Field(description="The period that was measured.")
    value: Number = Field(description="The value.")
    published: Date | None = Field(None, description="The day it was published; without one it counts from its period’s end.")


class Comparison(Record):
    """A series to compare with, such as the national average."""

    name: Text | None = Field(None, description="What it is compared with.")
    source: Source | None = Field(None, description="Where the values come from.")
    values: list[ComparisonValue] = Field([], description="The values; none yet is allowed.")


class Assessment(Record):
    """The body’s own verdict. It stands beside the status and is never mixed into it."""

    date: Date = Field(description="The day of the assessment.")
    verdict: Text = Field(description="The verdict, in the body’s words.")
    reason: Text | None = Field(None, description="The body’s reason.")
    by: Name | None = Field(None, description="Who made it.")


class Outcomes(Record):
    """``content/agencies/<agency>/outcomes/<goal id>.yml``: what was measured for a goal."""

    id: Id = Field(description="The file’s name, which is the goal’s id.", json_schema_extra={"given": True})
    agency: Id = Field(description="The agency whose folder it lies in.", json_schema_extra={"given": True})
    outcomes: dict[Id, list[Outcome]] = Field({}, description="The outcomes of each measure.")
    series_ended: list[SeriesEnd] = Field([], description="Measures that are no longer taken.")
    comparisons: dict[Id, dict[Id, Comparison]] = Field({}, description="What each measure is compared with.")
    assessments: list[Assessment] = Field([], description="The body’s own assessments.")
