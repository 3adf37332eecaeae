"""What a record rests on: a document that was decided or dated, or a source that was read."""

from typing import Annotated, Literal

from pydantic import Field

from ledstjarna.model.times import AboutDate, Date
from ledstjarna.model.values import CHOICE, Email, Name, Record, Text, Url, Whole, Word

Role = Annotated[Literal["primary", "secondary"], CHOICE]


class Contact(Record):
    """Whom to ask."""

    name: Text | None = Field(None, description="The person’s or the unit’s name.")
    email: Email | None = Field(None, description="An e-mail address.")
    url: Url | None = Field(None, description="A page with a form or more ways to ask.")


class Document(Record):
    """A published document: a strategy, a budget, a decision."""

    title: Text | None = Field(None, description="What the document is called.")
    kind: Word | None = Field(
        None,
        description="What sort of document, such as annual_report, budget, decision, plan, scorecard, strategy or web_page.",
    )
    decided: AboutDate | None = Field(None, description="The day it was decided, only where known; or the month or the year.")
    dated: AboutDate | None = Field(None, description="The day the document or page bears, where the decision’s day is not known.")
    decided_by: Name | None = Field(None, description="Who decided.")
    number: Word | None = Field(None, description="Its registration number.")
    url: Url | None = Field(None, description="Where it can be read.")
    format: Word | None = Field(None, description="The file’s format, such as pdf.")
    read: Date | None = Field(None, description="The day somebody read it for this site; without one it is only named here.")
    size: Whole | None = Field(None, description="The file’s size in bytes.")
    role: Role | None = Field(None, description="primary: the body’s own; secondary: reported by someone else.")


class Source(Record):
    """Where a figure or a fact was read."""

    title: Text | None = Field(None, description="What the source is called.")
    publisher: Name | None = Field(None, description="Who published it.")
    url: Url | None = Field(None, description="Where it can be read.")
    date: AboutDate | None = Field(None, description="The day it was published, or the month or the year where the day is not known.")
    role: Role | None = Field(None, description="primary: the body’s own; secondary: reported by someone else.")
