"""What others found: scrutiny of an agency or of goals, and the answer to it."""

from typing import Annotated, Literal

from pydantic import Field

from ledstjarna.model.document import Source
from ledstjarna.model.times import Date
from ledstjarna.model.values import CHOICE, Id, Name, Record, Text


class Response(Record):
    """What the body answered."""

    date: Date | None = Field(None, description="The day of the answer.")
    text: Text | None = Field(None, description="What it answered.")
    promised_by: Date | None = Field(None, description="The day by which it promised to be done.")
    state: Annotated[Literal["open", "promised", "done", "no_date_given"], CHOICE] | None = Field(
        None, description="Where the answer stands: open, promised, done, or no date given."
    )


class FollowUp(Record):
    """What was seen later."""

    date: Date = Field(description="The day.")
    text: Text = Field(description="What was seen.")


class Finding(Record):
    """``content/agencies/<agency>/findings/<id>.yml``: a dated, sourced result of scrutiny."""

    id: Id = Field(description="The file’s name; never changes.", json_schema_extra={"given": True})
    agency: Id = Field(description="The agency whose folder it lies in.", json_schema_extra={"given": True})
    reviewer: Name = Field(description="Who carried out the scrutiny.")
    title: Text = Field(description="What the finding is called.")
    date: Date | None = Field(None, description="The day of the report.")
    source: Source = Field(description="Where it was read; secondary where only others have told of it.")
    text: Text | None = Field(None, description="What was found, in our own words.")
    goals: list[Id] = Field([], description="The goals it touches; none: it concerns the agency.")
    risk: Text | None = Field(None, description="What may happen if nothing is done.")
    responses: list[Response] = Field([], description="What the body answered.")
    follow_ups: list[FollowUp] = Field([], description="What was seen later.")
    aliases: list[Id] = Field([], description="Earlier ids; their addresses lead here.")
